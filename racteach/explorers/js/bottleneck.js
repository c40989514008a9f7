// Rank as a bottleneck: a table that is painted, and the wires that carry each start to every end.
const number = (value, digits = 2) => value.toFixed(digits).replace(/^-(?=0\.?0*$)/, '').replace('-', '−');
const WIDE = {
  size: [790, 386], letters: [58, 4, 268, 26], table: [58, 64, 268], wires: [354, 54, 276, 41],
  sum: [650, 40, 138], rest: [650, 226, 138], rank: [354, 26], fan: true,
};
// On a telephone all stands below each other.
const narrow = (slots, below = 468 + 41 * slots) => ({
  size: [360, below + 192], letters: [58, 2, 298, 30], table: [58, 64, 298], wires: [6, 430, 350, 41],
  sum: [6, below, 168], rest: [188, below, 168], rank: [6, 396], fan: false,
});
const EIGHT = [0, 1, 2, 3, 4, 5, 6, 7];

function render(context) {
  return play(context, ({ data, values, set, root }) => {
    const word = (index, length) => Array.from({ length }, (_, t) => 'ab'[(index >> (length - 1 - t)) & 1]).join('');
    const group = (attributes = {}) => node('g', attributes);
    const svg = node('svg', { class: 'racteach-bottleneck', style: 'touch-action: pan-y' }); // a finger that goes sideways paints
    const strip = group(), labels = group({ 'aria-hidden': 'true' }), fan = group({ 'aria-hidden': 'true' }), heads = group({ 'aria-hidden': 'true' });
    const painted = board(true), sum = board(false), rest = board(false);
    put(painted.all, {
      role: 'application', tabindex: 0, 'aria-roledescription': 'table to paint', style: 'cursor: crosshair',
      'aria-label': 'Table: the arrow keys move, plus and minus or a digit change the entry, space paints it',
    });
    const wires = EIGHT.map(wireParts);
    const cut = group(), keeper = group();
    svg.append(fan, labels, strip, cut, painted.all, ...wires.map(({ all }) => all), keeper, sum.all, rest.all, heads);

    let brush = 3, shown = null, rankNow = 0, layout = WIDE, stop = () => {}, run = () => {}, stroke = null, finger = null, last = null;
    const choose = choice('brush', data.brushes, brush, (chosen) => { brush = chosen; }, (value) => number(value, 0));
    const presets = Object.entries(data.presets).map(([name, table]) => button(name, () => { steps.keep({ table: values().table, off: values().off }); set({ table, off: [] }); }, false));
    const steps = history(values, set);
    const undo = button('undo', steps.back), redo = button('redo', steps.forth);
    const both = node('span', { class: 'racteach-row', style: 'flex-wrap: nowrap; margin: 0' }, [undo, redo]);
    root.append(node('div', { class: 'racteach-row' }, [...presets, choose.element, both]), svg);
    root.addEventListener('keydown', (event) => {
      const key = event.key.toLowerCase();
      if (!(event.ctrlKey || event.metaKey) || event.altKey || !['y', 'z'].includes(key)) return;
      event.preventDefault();
      event.stopPropagation();
      (event.shiftKey || key === 'y' ? steps.forth : steps.back)();
    });

    // The line stands below the last wire that is on. Moved, it switches those that it passes, and no others;
    // below all of them it leaves wires on that are still to come.
    const lastOn = (off, rank) => Math.max(0, ...EIGHT.slice(0, rank).map((k) => (off.includes(k) ? 0 : k + 1)));
    const keepTo = (kept) => {
      const { off } = values(), before = lastOn(off, rankNow);
      set({ off: EIGHT.filter((k) => (kept < rankNow && k >= kept) || (k < before && off.includes(k))) });
    };
    const held = handle(cut, {
      label: 'letters of the start', min: 1, max: LETTERS - 1, value: values().split, text: (split) => `${2 ** split} rows, ${2 ** (LETTERS - split)} columns`,
      from: (event) => ((at(svg, event).x - layout.letters[0]) / layout.letters[2]) * LETTERS, changed: (split) => set({ split }),
    });
    const keep = handle(keeper, {
      label: 'last wire that is on', min: 0, max: 8, value: 8, vertical: true,
      from: (event) => (at(svg, event).y - layout.wires[1]) / layout.wires[3], changed: keepTo,
    });
    wires.forEach(({ all: wire }, k) => {
      const flip = () => { const { off } = values(); if (!wire.hasAttribute('role')) return; set({ off: off.includes(k) ? off.filter((other) => other !== k) : [...off, k].sort() }); };
      wire.addEventListener('click', flip);
      wire.addEventListener('keydown', (event) => { if (event.key === ' ' || event.key === 'Enter') { event.preventDefault(); event.stopPropagation(); flip(); } });
    });

    // Painting: a stroke begun on an entry that has the brush's value already wipes out.
    const places = (event, [x, y, side]) => {
      const { split } = values(), point = at(svg, event), rows = 2 ** split, columns = 2 ** (LETTERS - split);
      const [i, j] = [Math.floor(((point.y - y) / side) * rows), Math.floor(((point.x - x) / side) * columns)];
      return i < 0 || j < 0 || i >= rows || j >= columns ? null : i * columns + j;
    };
    const write = (place, value, from = place) => { // all entries on the way: a quick stroke has no gaps
      const { table: before, split } = values(), table = [...before], columns = 2 ** (LETTERS - split);
      const [i, j] = [Math.floor(from / columns), from % columns], [down, right] = [Math.floor(place / columns) - i, (place % columns) - j];
      const steps = Math.max(1, Math.abs(down), Math.abs(right));
      for (let step = from === place ? 0 : 1; step <= steps; step += 1) {
        const next = (i + Math.round((down * step) / steps)) * columns + j + Math.round((right * step) / steps);
        table[next] = Math.max(-data.limit, Math.min(data.limit, value));
      }
      set({ table, cell: place });
    };
    const type = (place, value) => {
      if (values().table[place] === Math.max(-data.limit, Math.min(data.limit, value))) return;
      steps.keep({ table: values().table });
      write(place, value);
    };
    const point = (place) => { if (place !== null && place !== values().cell) set({ cell: place }); };
    const begin = (place) => {
      stroke = values().table[place] === brush ? 0 : brush;
      steps.keep({ table: values().table }); // a stroke is one step
      write(place, stroke);
    };
    painted.all.addEventListener('pointerdown', (event) => {
      const place = places(event, layout.table);
      if (place === null || event.button) return;
      finger = event.pointerType === 'touch' ? { place, x: event.clientX, y: event.clientY } : null;
      if (finger !== null) return; // it may be on its way up or down the page
      event.preventDefault();
      painted.all.setPointerCapture(event.pointerId);
      painted.all.focus({ preventScroll: true });
      begin(place);
    });
    painted.all.addEventListener('pointermove', (event) => {
      const place = places(event, layout.table);
      if (finger !== null) {
        const [across, along] = [Math.abs(event.clientX - finger.x), Math.abs(event.clientY - finger.y)];
        if (across <= along && along < 40) return;
        begin(finger.place);
        finger = null;
      }
      if (stroke === null) point(place);
      else if (place !== null && place !== values().cell) write(place, stroke, values().cell);
    });
    painted.all.addEventListener('pointerup', () => { if (finger !== null) begin(finger.place); finger = stroke = null; });
    painted.all.addEventListener('pointercancel', () => { finger = stroke = null; });
    sum.all.addEventListener('pointermove', (event) => point(places(event, layout.sum)));
    rest.all.addEventListener('pointermove', (event) => point(places(event, layout.rest)));
    painted.all.addEventListener('keydown', (event) => {
      const { cell, split, table } = values(), columns = 2 ** (LETTERS - split), [i, j] = [Math.floor(cell / columns), cell % columns], value = table[cell];
      const moves = { ArrowUp: [i - 1, j], ArrowDown: [i + 1, j], ArrowLeft: [i, j - 1], ArrowRight: [i, j + 1] };
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key in moves) {
        const [row, column] = moves[event.key];
        if (row >= 0 && column >= 0 && column < columns && row * columns < 64) point(row * columns + column);
      } else if (event.key === '+' || event.key === '=') type(cell, value + 1);
      else if (event.key === '-') type(cell, value - 1);
      else if (/^\d$/.test(event.key)) type(cell, Number(event.key));
      else if (event.key === ' ') type(cell, value === brush ? 0 : brush);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });

    function draw(now, width) {
      const slots = Math.min(2 ** now.split, 2 ** (LETTERS - now.split));
      layout = width < 460 ? narrow(slots) : WIDE;
      const matrix = regroup(now.table, now.split), rows = matrix.length, columns = matrix[0].length;
      const rank = exactRank(matrix), found = terms(matrix).slice(0, rank), on = found.map((_, k) => !now.off.includes(k));
      const { sum: added, missing } = sumOf(found, on, rows, columns), { cell } = now, [i, j] = [Math.floor(cell / columns), cell % columns];
      const most = Math.max(1, ...now.table.map(Math.abs)), lit = on.filter(Boolean).length;
      put(svg, { viewBox: `0 0 ${layout.size.join(' ')}` });
      put(undo, { 'aria-disabled': String(!steps.past()) });
      put(redo, { 'aria-disabled': String(!steps.future()) });
      presets.forEach((each, place) => press(each, Object.values(data.presets)[place].every((value, at) => value === now.table[at])));

      // the table; cells travel to their places when the rows are grouped in another way
      const to = shape(layout.table, rows, columns), from = shown ? shape(layout.table, shown, 64 / shown) : to;
      const move = (share) => painted.put(now.table, (place) => mixed(from(place), to(place), smooth(share)), most, cell, share < 1);
      if (shown !== rows) { stop(); stop = shown ? animate(500, move) : () => {}; if (!shown) move(1); } else { stop(); move(1); }
      shown = rows;
      sum.put(added.flat(), shape(layout.sum, rows, columns), most, cell);
      rest.put(now.table.map((value, place) => value - added.flat()[place]), shape(layout.rest, rows, columns), most, cell);

      drawLetters(now.split);
      drawLabels(rows, columns, now.split, i, j);
      held.set(now.split);
      drawWires(found, on, i, j, slots);
      rankNow = rank;
      keep.limit(0, rank);
      const kept = lastOn(now.off, rank);
      keep.set(kept);
      drawKeeper(kept);
      const [x, y] = layout.rank, percent = `${Math.round(100 * missing)} %`;
      heads.replaceChildren(
        node('text', { x, y, 'font-size': 21, 'font-weight': 600 }, `rank ${rank}`),
        node('text', { x: x + 82, y, ...SMALL, style: `fill: ${colours.grey}` }, 'exact; wires are rounded'),
        ...sayings(word(i, now.split), word(j, LETTERS - now.split), rank),
        node('text', { x: layout.sum[0], y: layout.sum[1] - 9, 'font-size': 13 }, `sum of ${lit} of ${rank} wire${rank === 1 ? '' : 's'}`),
        node('text', { x: layout.sum[0], y: layout.sum[1] + layout.sum[2] + 15, ...SMALL }, `here ${number(added[i][j])}, painted ${number(matrix[i][j], 0)}`),
        node('text', { x: layout.rest[0], y: layout.rest[1] - 9, 'font-size': 13, style: `fill: ${missing > 0 ? colours.litText : colours.ink}` }, `missing: ${percent}`),
      );
      return `Table of ${rows} rows and ${columns} columns, rank ${rank}. ${lit} of ${rank} wires are on, ${percent.replace(' %', ' percent')} is missing. `
        + `At start ${word(i, now.split)}, end ${word(j, LETTERS - now.split)} the table says ${number(matrix[i][j], 0)}.`;
    }

    // What the numbers are: above the wires stand who sends them and who reads them.
    function sayings(start, end, rank) {
      if (!rank) return [];
      const [x, y, wide] = layout.wires, from = x + wide - 166;
      return [
        node('text', { x: from - 8, y: y - 13, 'text-anchor': 'end', ...SMALL, style: `fill: ${colours.startText}` }, `start ${start} sends`),
        node('text', { x: from, y: y - 13, ...SMALL, style: `fill: ${colours.endText}` }, `end ${end} takes`),
      ];
    }

    function drawLetters(split) {
      const [x, y, wide, high] = layout.letters, step = wide / LETTERS;
      strip.replaceChildren(...Array.from({ length: LETTERS }, (_, t) => [
        node('rect', { x: x + t * step + 2, y, width: step - 4, height: high, rx: 5, fill: t < split ? colours.start : colours.end }),
        node('text', { x: x + (t + 0.5) * step, y: y + high / 2 + 5, ...MIDDLE, style: `fill: ${t < split ? colours.onLight : colours.onDark}` }, raised('x', t + 1)),
      ]).flat());
      const middle = x + split * step;
      cut.replaceChildren(node('path', { d: `M${middle} ${y - 4}V${y + high + 6}`, stroke: colours.lit, 'stroke-width': 3 }), ...grip(middle, y + high / 2));
    }

    function drawLabels(rows, columns, split, i, j) {
      const [x, y, side] = layout.table, high = side / rows, wide = side / columns, length = LETTERS - split;
      const made = [
        node('rect', { x: x - 5, y, width: 3, height: side, fill: colours.start }), node('rect', { x, y: y - 5, width: side, height: 3, fill: colours.end }),
        node('rect', { x: x - 7, y: y + i * high, width: 7, height: high, fill: colours.start }), node('rect', { x: x + j * wide, y: y - 7, width: wide, height: 7, fill: colours.end }),
      ];
      made.push(
        node('text', { x: x - 46, y: y + side / 2, ...MIDDLE, transform: `rotate(-90 ${x - 46} ${y + side / 2})`, style: `fill: ${colours.startText}` }, 'start'),
        node('text', { x: x - 9, y: y - 9, 'text-anchor': 'end', style: `fill: ${colours.endText}` }, 'end'),
      );
      for (let row = 0; row < rows; row += 1) {
        if (high > 10 || row === i) made.push(node('text', { x: x - 9, y: y + (row + 0.5) * high + 4, 'text-anchor': 'end', ...SMALL, ...MONO, 'font-weight': row === i ? 700 : 400 }, word(row, split)));
      }
      for (let column = 0; column < columns; column += 1) {
        const half = 3.5 * length, middle = Math.min(x + side - half, Math.max(x + half, x + (column + 0.5) * wide));
        if (wide > 7 * length || (column === j && columns > 8)) {
          made.push(node('text', { x: middle, y: y - 10, ...MIDDLE, ...SMALL, ...MONO, 'font-weight': column === j ? 700 : 400 }, word(column, length)));
        }
      }
      labels.replaceChildren(...made);
    }

    // A wire a term: its column turns the start into one number, its row tells each end what the number is worth.
    function drawWires(found, on, i, j, slots) {
      const [x, y, wide, slot] = layout.wires, strongest = found.length ? found[0].sigma : 1, bubbles = [], lines = [];
      const end = x + wide - 104, from = end - 62, knob = x + 26, centre = (knob + 22 + from) / 2;
      wires.forEach((wire, k) => {
        const top = y + k * slot, middle = top + slot / 2 - 2, term = found[k], live = on[k], ink = live ? colours.ink : colours.edge;
        put(wire.all, { display: k < slots ? null : 'none', role: term ? 'switch' : null, tabindex: term ? 0 : null, 'aria-hidden': term ? null : 'true', 'aria-checked': term ? String(live) : null });
        put(wire.ghost, { d: `M${x + 8} ${middle}H${x + wide - 8}`, display: term ? 'none' : null });
        put(wire.drawn, { display: term ? null : 'none' });
        if (!term) { put(wire.all, { 'aria-label': null }); return; }
        const passes = term.sigma * term.column[i], worth = term.row[j], look = { stroke: ink, 'stroke-width': 1.5 + 4.5 * (term.sigma / strongest) };
        put(wire.all, { 'aria-label': `Wire ${k + 1}, strength ${number(term.sigma)}: carries ${number(passes)}, times ${number(worth)}` });
        put(wire.hit, { x, y: top, width: wide, height: slot - 4 });
        put(wire.line, { d: `M${x + 14} ${middle}H${knob}M${knob + 18} ${middle}H${from}M${end} ${middle}h6`, ...look });
        put(wire.lever, { d: live ? `M${knob} ${middle}h18` : `M${knob} ${middle}l15 -9`, ...look });
        wire.ends.forEach((dot, side) => put(dot, { cx: knob + 18 * side, cy: middle, r: 2.5 + look['stroke-width'] / 2, fill: ink }));
        wire.column.put(term.column, [x, top, 14, slot - 8], i, live);
        wire.row.put(term.row, [from, middle - 8, 62, 16], j, live);
        put(wire.bubble, { transform: `translate(${centre} ${middle})` });
        put(wire.face, { stroke: live ? colours.start : ink });
        put(wire.says, { style: live ? null : `fill: ${colours.grey}` }).textContent = number(passes);
        put(wire.worth, { x: end + 9, y: middle + 4, style: `fill: ${live ? colours.endText : colours.grey}` }).textContent = `· ${number(worth)} = ${number(passes * worth)}`;
        put(wire.strength, { x: centre - 11, y: middle - 13 }).textContent = `strength ${number(term.sigma)}`;
        if (live) bubbles.push([wire.bubble, middle]);
        if (live && layout.fan) lines.push([middle, passes, passes * worth]);
      });
      drawFan(lines, i, j, found.length ? Math.max(...found.map(({ sigma, column }) => sigma * Math.abs(column[i]))) : 0);
      run();
      const here = `${i} ${j}`, first = x + 20;
      const slide = (share) => bubbles.forEach(([bubble, middle]) => put(bubble, { transform: `translate(${first + (centre - first) * smooth(share)} ${middle})` }));
      run = last !== null && last !== here && stroke === null ? animate(350, slide) : () => {};
      last = here;
    }

    // From the start's row into the wires, out of them into the sum's entry.
    function drawFan(lines, i, j, most) {
      const [x, , wide] = layout.wires, [tx, ty, side] = layout.table, [sx, sy, small] = layout.sum, rows = shown, columns = 64 / rows;
      const row = ty + ((i + 0.5) * side) / rows, into = [sx + ((j + 0.5) * small) / columns, sy + ((i + 0.5) * small) / rows];
      const thick = (value) => 0.6 + 5 * (most > 1e-9 ? Math.abs(value) / most : 0);
      fan.replaceChildren(...lines.flatMap(([middle, passes, arrives]) => [
        node('path', { d: `M${tx + side} ${row}C${x - 8} ${row} ${x - 16} ${middle} ${x} ${middle}`, stroke: colours.start, 'stroke-width': thick(passes), fill: 'none' }),
        node('path', { d: `M${x + wide + 4} ${middle}C${sx - 6} ${middle} ${sx - 16} ${into[1]} ${sx} ${into[1]}`, stroke: colours.end, 'stroke-width': thick(arrives), fill: 'none' }),
      ]));
    }

    function drawKeeper(kept) {
      const [x, y, wide, slot] = layout.wires, level = y + kept * slot - 7;
      keeper.replaceChildren(
        node('path', { d: `M${x} ${level}H${x + wide}`, stroke: colours.lit, 'stroke-width': 2, 'stroke-dasharray': '5 4' }),
        ...grip(x + wide - 4, level, true),
      );
    }
    return { draw, close() { stop(); run(); } };
  });
}

export const mathematics = { regroup, terms, exactRank, sumOf };
export default { render };
