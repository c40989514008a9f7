// Certified ranks against length, on a scale of powers, between the bounds that hold them.
const WIDE = { size: [960, 404], plot: [76, 36, 530, 318], rows: [644, 22, 310, 62] };
const NARROW = { size: [400, 716], plot: [72, 36, 318, 300], rows: [14, 400, 380, 53] };
const POINT = 5; // from the middle of a mark to its side
const MARKS = {
  circle: (x, y) => `M${x - POINT} ${y}a${POINT} ${POINT} 0 1 0 ${2 * POINT} 0a${POINT} ${POINT} 0 1 0 ${-2 * POINT} 0z`,
  square: (x, y) => `M${x - 4} ${y - 4}h8v8h-8z`,
  up: (x, y) => `M${x - 5} ${y + 4}h10l-5 -9z`,
  down: (x, y) => `M${x - 5} ${y - 4}h10l-5 9z`,
};
const LOOKS = {
  shallow: { stroke: colours.grey, 'stroke-width': 6, 'stroke-opacity': 0.5 },
  cap: { stroke: colours.grey, 'stroke-width': 1.4, 'stroke-dasharray': '1 4' },
  end: { stroke: colours.goodText, 'stroke-width': 1.6, 'stroke-dasharray': '9 3 2 3', mark: 'square' },
  state: { stroke: colours.endText, 'stroke-width': 1.6, 'stroke-dasharray': '7 4', mark: 'down' },
  lower: { stroke: colours.startText, 'stroke-width': 1.8, 'stroke-dasharray': '2 3', mark: 'up' },
  rank: { stroke: colours.ink, 'stroke-width': 2.6, mark: 'circle', filled: true },
};
const ROWS = ['rank', 'shallow', 'lower', 'state', 'end', 'cap']; // from above, as the text names them

// Of even lengths the one that is meant; between two of them the lower.
const nearest = (lengths, wanted) => lengths.reduce((best, next) => (Math.abs(next - wanted) < Math.abs(best - wanted) ? next : best));

// The powers of ten that stand at the axis, at most nine.
function ticks(top) {
  const step = Math.max(1, Math.ceil(top / 8));
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, k) => k * step);
}

// A line through points, without what lies above the top (y grows downwards). A missing point is left out.
function below(points, top) {
  let path = '', last = null;
  for (const point of points) {
    if (!point) continue;
    const [x, y] = point, cross = last && (last[1] < top) !== (y < top);
    const edge = cross ? `${f(last[0] + ((x - last[0]) * (top - last[1])) / (y - last[1]))} ${f(top)}` : '';
    if (y >= top) path += `${path && !cross ? 'L' : 'M'}${cross ? `${edge}L` : ''}${f(x)} ${f(y)}`;
    else if (cross) path += `L${edge}`;
    last = point;
  }
  return path;
}

const f = (number) => number.toFixed(1);
const still = { 'aria-hidden': 'true' };
const full = (number) => figure(BigInt(number)), spoken = (number) => said(BigInt(number));

function render(context) {
  return play(context, ({ data, values, set, root }) => {
    const { lengths } = data, svg = node('svg', {});
    const grid = node('g', still), area = node('rect', { fill: 'transparent' }), plot = node('g', still), tip = node('g', still);
    const knob = node('g', {}), asked = node('g', still), list = node('g', { role: 'listbox', 'aria-label': 'curves' });
    const curves = Object.fromEntries(Object.entries(LOOKS).map(([name, { mark, filled, ...look }]) => [name, {
      all: node('g', {}), hit: node('path', { fill: 'none', stroke: 'transparent', 'stroke-width': 16 }), line: node('path', { fill: 'none', ...look }),
      marks: node('path', { fill: filled ? look.stroke : colours.paper, stroke: look.stroke, 'stroke-width': 1.4 }),
      more: node('path', { fill: 'none', stroke: colours.litText, 'stroke-width': 2.4, 'pointer-events': 'none' }),
    }]));
    for (const name of Object.keys(LOOKS)) {
      const { all, hit, line, marks } = curves[name];
      all.append(hit, line, marks);
      all.addEventListener('pointermove', (event) => light(name, nearest(lengths, along(event))));
      all.addEventListener('pointerleave', () => light(null));
    }
    const rows = Object.fromEntries(ROWS.map((name) => [name, row(name)]));
    // crosses and rings stand above all curves
    plot.append(area, ...Object.values(curves).map(({ all }) => all), ...Object.values(curves).map(({ more }) => more));
    list.append(...ROWS.map((name) => rows[name]));
    svg.append(grid, knob, plot, asked, tip, list);
    plot.addEventListener('click', (event) => set({ length: nearest(lengths, along(event)) }));

    const sizes = [['depth', 'depth L'], ['input_dim', 'features M'], ['channels', 'channels R']].map(([name, label]) => (
      [name, choice(label, data.controls[name], values()[name], (chosen) => set({ [name]: chosen }))]));
    const inputs = choice('inputs', [false, true], values().letters, (letters) => set({ letters }), (letters) => (letters ? 'letters' : 'vectors'));
    const reveal = button('show the certified ranks', () => set({ revealed: !values().revealed }), false);
    root.append(node('div', { class: 'racteach-row' }, [...sizes.map(([, each]) => each.element), inputs.element, reveal]), svg);
    const held = handle(knob, {
      label: 'length T', min: lengths[0], max: lengths.at(-1), step: 2, value: values().length,
      from: (event) => along(event), changed: (length) => set({ length }),
    });
    let layout = WIDE, top = 1, curve = null, chosen = 0, lit = null, built = '';
    const along = (event) => { const [x, , wide] = layout.plot; return ((at(svg, event).x - x) / wide) * 20 + 1; };
    const across = (length) => layout.plot[0] + ((length - 1) / 20) * layout.plot[2];
    const height = (value) => layout.plot[1] + layout.plot[3] * (1 - Math.log10(Math.max(value, 0.8)) / top);

    // A curve and its row light up together: the other curves step back, and the row is framed.
    function light(name, length = null) {
      lit = name;
      for (const [key, { all, more }] of Object.entries(curves)) [all, more].forEach((part) => put(part, { opacity: name && key !== name ? 0.2 : 1 }));
      for (const [key, each] of Object.entries(rows)) {
        put(each, { 'aria-selected': String(key === name) });
        if (each.firstChild) put(each.firstChild, { stroke: key === name ? colours.lit : null, 'stroke-width': 2 });
      }
      const place = length === null ? chosen : lengths.indexOf(length), value = name && curve[name] ? curve[name][place] : null;
      if (value === null || (name === 'rank' && !values().revealed) || height(value) < layout.plot[1]) { tip.replaceChildren(); return; }
      const x = across(lengths[place]), y = height(value);
      tip.replaceChildren(
        node('circle', { cx: x, cy: y, r: 9, fill: 'none', stroke: colours.lit, 'stroke-width': 2 }),
        node('text', { x, y: y - 15 < layout.plot[1] ? y + 26 : y - 15, 'text-anchor': place > 6 ? 'end' : 'middle', 'font-weight': 600, stroke: colours.paper,
          'stroke-width': 6, 'paint-order': 'stroke', 'stroke-linejoin': 'round' }, full(value)),
      );
    }

    // What stands beside the plot: mark, name, value and status of a curve. The rows are one tab stop.
    function row(name) {
      const made = node('g', { role: 'option', tabindex: name === 'rank' ? 0 : -1 });
      made.addEventListener('pointerenter', () => light(name));
      made.addEventListener('pointerleave', () => light(null));
      made.addEventListener('focus', () => light(name));
      made.addEventListener('blur', () => light(null));
      made.addEventListener('keydown', (event) => {
        const shown = ROWS.filter((key) => key !== 'cap' || values().letters), step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        const next = shown[shown.indexOf(name) + step];
        if (!next) return;
        event.preventDefault();
        event.stopPropagation();
        put(made, { tabindex: -1 });
        put(rows[next], { tabindex: 0 }).focus();
      });
      return made;
    }

    function draw(now, width) {
      const length = nearest(lengths, now.length), key = [now.depth, now.input_dim, now.channels, Number(now.letters)].join();
      curve = data.curves[key];
      chosen = lengths.indexOf(length);
      layout = width < 500 ? NARROW : WIDE;
      top = Math.log10(Math.max(...curve.state, 10)) * 1.06;
      sizes.forEach(([name, each]) => each.set(now[name]));
      inputs.set(now.letters);
      press(reveal, now.revealed);
      held.set(length);
      if (built !== `${key} ${now.revealed} ${layout.size}`) {
        built = `${key} ${now.revealed} ${layout.size}`;
        put(svg, { viewBox: `0 0 ${layout.size.join(' ')}` });
        drawAxes();
        drawCurves(now);
      }
      const [, py, , high] = layout.plot, x = across(length);
      knob.replaceChildren(node('rect', { x: x - 11, y: py, width: 22, height: high, fill: colours.pale }), ...grip(x, py - 14));
      const rank = curve.rank[chosen], exact = curve.exact[chosen];
      asked.replaceChildren(...(now.revealed ? [] : [node('text', {
        x, y: Math.max(height(Math.sqrt(curve.state[chosen] * Math.max(curve.lower[chosen], 1))), py + 20) + 10, 'text-anchor': 'middle', 'font-size': 32,
        style: `fill: ${colours.litText}`, stroke: colours.paper, 'stroke-width': 9, 'paint-order': 'stroke',
      }, '?')]));
      const certified = rank === null ? ['not in the atlas'] : exact ? full(rank) : ['at least ', ...full(rank)];
      const note = rank === null ? '' : exact ? 'certified' : 'certified lower bound';
      drawRow('rank', `rank at T = ${length}`, now.revealed ? certified : ['?'], now.revealed ? note : 'predict it');
      drawRow('shallow', 'depth 1, same width', full(curve.shallow[chosen]), curve.shallow_status);
      drawRow('lower', curve.lower_name, full(curve.lower[chosen]), curve.lower_status[chosen]);
      drawRow('state', 'state bound', full(curve.state[chosen]), curve.upper_status);
      drawRow('end', 'end bound', full(curve.end[chosen]), curve.upper_status);
      drawRow('cap', 'cap M to the T/2', full(curve.cap[chosen]), 'size of the matrix');
      put(rows.cap, { display: now.letters ? null : 'none' });
      if (lit) light(lit);
      const kind = now.letters ? 'grid rank, one-hot letters' : 'functional rank, free vectors';
      const shown = !now.revealed ? 'is hidden: predict it' : rank === null ? 'is not in the atlas' : `is ${exact ? '' : 'at least '}${spoken(rank)} (certified)`;
      return `L = ${now.depth}, M = ${now.input_dim}, R = ${now.channels}: ${kind}. The rank at T = ${length} ${shown}; depth 1 has ${spoken(curve.shallow[chosen])}, `
        + `the ${curve.lower_name} is ${spoken(curve.lower[chosen])} (${curve.lower_status[chosen]}), the state bound ${spoken(curve.state[chosen])}, `
        + `the end bound ${spoken(curve.end[chosen])}.`;
    }

    function drawAxes() {
      const [x, y, wide, high] = layout.plot, middle = { 'text-anchor': 'middle' };
      put(area, { x, y, width: wide, height: high });
      grid.replaceChildren(
        ...ticks(top).flatMap((power) => [
          node('path', { d: `M${x} ${f(height(10 ** power))}h${wide}`, stroke: colours.pale }),
          node('text', { x: x - 8, y: height(10 ** power) + 5, 'text-anchor': 'end' }, power < 4 ? (10 ** power).toLocaleString('en') : raised('10', power)),
        ]),
        ...lengths.map((length) => node('text', { x: across(length), y: y + high + 20, ...middle }, String(length))),
        node('text', { x: x + wide / 2, y: y + high + 42, ...middle }, 'length T (time steps)'),
        node('text', { x: 14, y: y + high / 2, ...middle, transform: `rotate(-90 14 ${y + high / 2})` }, 'Start-End rank'),
      );
    }

    function drawCurves(now) {
      const edge = layout.plot[1];
      for (const [name, { mark }] of Object.entries(LOOKS)) {
        const { all, hit, line, marks, more } = curves[name];
        const hidden = (name === 'rank' && !now.revealed) || (name === 'cap' && !now.letters);
        [all, more].forEach((part) => put(part, { display: hidden ? 'none' : null }));
        const points = curve[name].map((value, k) => (value === null ? null : [across(lengths[k]), height(value)]));
        const seen = points.map((point, k) => [point, k]).filter(([point]) => point && point[1] >= edge);
        const d = below(points, edge);
        put(hit, { d });
        put(line, { d });
        put(marks, { d: mark ? seen.map(([[x, y]]) => MARKS[mark](x, y)).join('') : null });
        const cross = ([x, y]) => `M${x - 8} ${y - 8}l16 16m0 -16l-16 16`, ring = ([x, y]) => `M${x - 9} ${y}a9 9 0 1 0 18 0a9 9 0 1 0 -18 0z`;
        if (name === 'lower') put(more, { d: seen.map(([point, k]) => (curve.lower_status[k] === 'refuted' ? cross(point) : '')).join('') || null });
        if (name === 'rank') put(more, { d: seen.map(([point, k]) => (curve.exact[k] ? '' : ring(point))).join('') || null });
      }
    }

    function drawRow(name, title, value, note) {
      const [x, y, wide, step] = layout.rows, { mark, filled, ...look } = LOOKS[name], from = y + step * ROWS.indexOf(name);
      put(rows[name], { 'aria-label': `${title}: ${value.map((part) => part.textContent ?? part).join('')}${note ? `, ${note}` : ''}` });
      rows[name].replaceChildren(
        node('rect', { x, y: from, width: wide, height: step - 4, rx: 6, fill: 'transparent' }),
        node('path', { d: `M${x + 8} ${from + step / 2 - 2}h34`, ...look }),
        node('path', { d: mark ? MARKS[mark](x + 25, from + step / 2 - 2) : null, fill: filled ? look.stroke : colours.paper, stroke: look.stroke, 'stroke-width': 1.4 }),
        node('text', { x: x + 54, y: from + 0.3 * step }, title),
        node('text', { x: x + 54, y: from + 0.3 * step + 23 }, [
          node('tspan', { 'font-size': 20, 'font-weight': 600 }, value), node('tspan', { dx: 10, style: `fill: ${colours.grey}` }, note)]),
      );
    }
    return { draw };
  });
}

export const mathematics = { nearest, ticks, below };
export default { render };
