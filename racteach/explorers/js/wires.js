// Wires that carry a term each: its column, a switch, the number that passes, its row.
const SMALL = { 'font-size': 11 }, MIDDLE = { 'text-anchor': 'middle' }, MONO = { 'font-family': 'monospace' };

// Ink for what is positive; purple with a stroke for what is negative.
const shade = (value, most) => ({ fill: value < 0 ? colours.purple : colours.ink, 'fill-opacity': Math.min(1, Math.abs(value) / most).toFixed(3) });
const dash = (x, y, wide, high) => `M${(x + wide * 0.3).toFixed(1)} ${(y + high / 2).toFixed(1)}h${(wide * 0.4).toFixed(1)}`;

// The parts of a wire: column, switch, the number that passes, row, and what it is worth.
function wireParts() {
  const part = {
    hit: node('rect', { rx: 6, opacity: 0 }), ghost: node('path', { stroke: colours.edge, 'stroke-width': 1.5, 'stroke-dasharray': '2 6' }),
    line: node('path', { fill: 'none' }), lever: node('path', { 'stroke-linecap': 'round' }), ends: [0, 1].map(() => node('circle', { stroke: colours.paper, 'stroke-width': 1.2 })),
    column: cells(colours.start, true), row: cells(colours.end, false), worth: node('text', SMALL), strength: node('text', { ...MIDDLE, ...SMALL, style: `fill: ${colours.grey}` }), says: node('text', { y: 4, ...MIDDLE, 'font-size': 12 }),
    face: node('rect', { x: -27, y: -11, width: 54, height: 22, rx: 11, fill: colours.paper, 'stroke-width': 1.6 }),
  };
  part.bubble = node('g', {}, [part.face, part.says]);
  part.drawn = node('g', {}, [part.hit, part.line, part.lever, ...part.ends, part.column.all, part.row.all, part.bubble, part.worth, part.strength]);
  part.all = node('g', { style: 'cursor: pointer' }, [part.ghost, part.drawn]);
  return part;
}

// A column or a row of a term, the entry that is used framed.
function cells(colour, down) {
  const paper = node('rect', { fill: colours.paper, stroke: colour, 'stroke-width': 2 }), shades = node('g'), minus = node('path', { stroke: colours.ink });
  const frame = node('rect', { fill: 'none', stroke: colours.lit, 'stroke-width': 2 }), all = node('g', {}, [paper, shades, minus, frame]);
  return {
    all,
    put(values, [x, y, wide, high], used, live) {
      const count = values.length, [w, h] = down ? [wide, high / count] : [wide / count, high], most = Math.max(...values.map(Math.abs));
      const where = (k) => [x + (down ? 0 : k * w), y + (down ? k * h : 0), w, h], [ux, uy] = where(used);
      put(all, { opacity: live ? 1 : 0.35 });
      put(paper, { x, y, width: wide, height: high });
      pool(shades, 'rect', count).forEach((cell, k) => { const [cx, cy] = where(k); put(cell, { x: cx, y: cy, width: w, height: h, ...shade(values[k], most) }); });
      put(minus, { d: values.map((value, k) => (value < -0.04 * most && w > 4 && h > 3 ? dash(...where(k)) : '')).join('') || null });
      put(frame, { x: ux - 1, y: uy - 1, width: w + 2, height: h + 2 });
    },
  };
}
