// How the parts of the picture of starts stand beside each other: wide, low as on a projector, narrow.
const CSS = `
.racteach-starts { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 16px; align-items: center; }
.racteach-detail { width: 250px; }
.racteach-low .racteach-detail { width: 208px; } .racteach-narrow .racteach-detail { width: auto; }
.racteach-starts > :not(svg:first-of-type, .racteach-detail) { grid-column: 1 / -1; }
.racteach-starts input:is([type=text], [type=number]) { font: 16px "DejaVu Sans Mono", monospace; width: 7.5em; height: 32px; box-sizing: border-box;
  padding: 0 8px; color: inherit; background: var(--paper); border: 1px solid var(--grey); border-radius: 6px; }
.racteach-starts .racteach-row { gap: 6px 10px; margin: 3px 0; }
.racteach-starts p { margin: 0; flex: 1 1 16em; }
.racteach-starts table { border-collapse: collapse; margin: 0; border: 0; font-size: 13px; }
.racteach-starts caption { text-align: left; white-space: nowrap; }
.racteach-starts tr { background: none !important; }
.racteach-starts :is(td, th) { text-align: center; padding: 0 4px; white-space: nowrap; line-height: 1.3; border: 0; background: none; }
.racteach-starts th { font-weight: normal; color: var(--grey); }
.racteach-starts tr.racteach-next td { box-shadow: inset 0 1px var(--edge); }
.racteach-starts [data-word], .racteach-starts [data-box], .racteach-starts [role=slider] { cursor: pointer; }
.racteach-starts.racteach-narrow { grid-template-columns: minmax(0, 1fr); }
.racteach-starts.racteach-low > .racteach-row, .racteach-low .racteach-detail .racteach-row { margin: 1px 0; gap: 4px; }
.racteach-starts .racteach-note { color: var(--grey); } .racteach-low .racteach-note { display: none; }
.racteach-starts.racteach-low :is(table, p) { font-size: 12px; line-height: 1.15; }
.racteach-starts.racteach-low :is(td, th) { padding: 0 2px; }
.racteach-starts.racteach-low button { padding: 0 6px; min-height: 28px; }
.racteach-starts.racteach-low input[type=text] { width: 6em; } .racteach-low input[type=number] { height: 28px; }
.racteach-starts input[aria-invalid="true"] { border: 2px solid var(--lit-text); } .racteach-starts .racteach-problem { color: var(--lit-text); }
.racteach-starts .racteach-problem:empty { display: none; }
.racteach-starts input[type=number], .racteach-starts.racteach-low input[type=number] { width: 3.2em; padding: 0 2px 0 6px; }
.racteach-starts.racteach-narrow input[type=number] { width: 2.7em; } .racteach-starts input:disabled { color: var(--grey); border-color: var(--edge); }
.racteach-starts > p { min-height: 1.3em; } .racteach-starts.racteach-low > p { min-height: 1.15em; } .racteach-starts.racteach-narrow > p { min-height: 2.6em; }`;
