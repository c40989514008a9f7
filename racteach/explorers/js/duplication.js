// From paths to copies. Time goes to the right, layers go up. The grid is the network with all copies of a
// state on top of each other, so that unfolding it is one change of heights; merging is the change back, of
// what lies before the cut.
// As wide as the room, and lower where the window is low (on a projector), so that letters keep their size.
function wideFor(room) {
  const width = 20 * Math.round(Math.max(640, Math.min(960, room)) / 20), side = 266, low = window.innerHeight < 640;
  const height = low ? 318 : 440;
  return { width, height, left: 46, right: width - side - 38, top: 22, bottom: height - 48, side: [width - side - 4, low ? 16 : 40, side], tight: low };
}
const NARROW = { tight: true, width: 400, height: 712, left: 40, right: 386, top: 22, bottom: 330, side: [16, 392, 368] };
const mix = (a, b, share) => a + (b - a) * share;
const late = (share, part) => smooth(Math.min(1, Math.max(0, share * 1.6 - 0.6 * part)));
const f = (number) => number.toFixed(1);

// Where everything is, for shares of unfolding and merging: heights of lanes before and after the cut, sizes.
// Once the start is merged, the end is drawn as the network of its own length: with the whole height for itself.
function layout(all, { depth, length, cut, through }, place, { unfold, merge }) {
  const across = Math.min(96, (place.right - place.left) / length), high = place.bottom - place.top;
  const between = Math.min(104, high / depth), first = place.top + (high - between * (depth - 1)) / 2;
  const joined = through === 'states' ? smooth(merge) : 0, ends = lanes(depth, length - cut);
  const least = (rows, key, same) => Math.min(60, ...rows.map((lane, i) => (
    i && (rows[i - 1].layer === lane.layer) === same ? (lane[key] - rows[i - 1][key]) * high : 60)));
  const boxed = (rows) => Math.max(0.9, Math.min(26, 0.62 * least(rows, 'y', true)));
  const once = Math.min(34, 0.42 * between), bundle = Math.min(once, 0.6 * least(ends, 'band', false));
  const widest = Math.min(0.64 * across, 56), wide = (tall) => Math.max(5, Math.min(widest, tall * 1.9));
  const size = (tall) => [mix(widest, wide(tall), smooth(unfold)), mix(once, tall, smooth(unfold))];
  const bands = new Map(ends.map((lane) => [lane.layer, lane.band]));
  let next = 0;
  for (const lane of all) {
    const own = late(unfold, (depth - 1 - lane.layer) / Math.max(1, depth - 1));
    const height = mix(first + between * (depth - lane.layer), place.top + lane.y * high, own);
    lane.start = mix(height, place.top + bands.get(lane.layer) * high, joined);
    lane.end = height;
    if (lane.last > cut) { lane.end = mix(height, place.top + ends[next].y * high, joined); next += 1; }
  }
  const copy = boxed(all), alone = boxed(ends);
  return {
    x: (t) => place.left + (t - 0.5) * across, across, merge, unfold, joined, copy: mix(copy, alone, joined),
    start: size(mix(copy, bundle, joined)), end: size(mix(copy, alone, joined)), floor: place.bottom + 14,
  };
}

// The way of one copy to the output: right along its lane, up, right along the next, and over the cut.
function way(lane, step, cut, { x }) {
  let path = '', t = step;
  for (let here = lane; here; t = here.last, here = here.parent) {
    const before = t <= cut ? here.start : here.end;
    path += `${path ? 'L' : 'M'}${f(x(t))} ${f(before)}`;
    if (t <= cut && here.last > cut) path += over(here, cut, x);
    path += `L${f(x(here.last))} ${f(here.last <= cut ? here.start : here.end)}`;
  }
  return path;
}

function over(lane, cut, x) {
  const from = x(cut), to = x(cut + 1), middle = (from + to) / 2;
  if (Math.abs(lane.start - lane.end) < 0.05) return `L${f(to)} ${f(lane.end)}`;
  return `L${f(middle)} ${f(lane.start)}Q${f(mix(middle, to, 0.45))} ${f(lane.start)} ${f(mix(middle, to, 0.6))} ${f(mix(lane.start, lane.end, 0.5))}T${f(to)} ${f(lane.end)}`;
}

function paint(all, now, shape, paths, shown) {
  const { cut, through } = now, { x, end, start, unfold, floor } = shape;
  const d = { up: '', along: '', legs: '', lit: '', arrows: '', start: '', end: '' };
  const inputs = through === 'inputs', gathered = inputs ? smooth(shape.merge) : 0;
  let lights = shown.crossed;
  const light = (line) => { lights -= 1; if (lights > -1) d.lit += line; };
  for (const lane of all) {
    const at = lane.last <= cut ? 'start' : 'end';
    d.along += `M${f(x(1))} ${f(lane.start)}L${f(x(Math.min(cut, lane.last)))} ${f(lane.start)}`;
    if (lane.last > cut) {
      const line = over(lane, cut, x);
      d.along += `${line}L${f(x(lane.last))} ${f(lane.end)}`;
      if (!inputs) light(`M${f(x(cut))} ${f(lane.start)}${line}`);
    }
    if (lane.parent) d.up += `M${f(x(lane.last))} ${f(lane[at])}V${f(lane.parent[at])}`;
    for (let t = 1; t <= lane.last; t += 1) {
      const side = t <= cut ? 'start' : 'end', [wide, tall] = shape[side], y = lane[side], foot = y + tall / 2;
      d[side] += `M${f(x(t) - wide / 2)} ${f(y - tall / 2)}h${f(wide)}v${f(tall)}h${f(-wide)}z`;
      if (unfold < 0.5 && lane.last === t) {
        if (lane.parent) d.arrows += `M${f(x(t) - 4)} ${f(lane.parent[at] + tall / 2 + 7)}l4 -6l4 6`;
        if (t > 1) d.arrows += `M${f(x(t) - wide / 2 - 7)} ${f(y - 4)}l6 4l-6 4`;
      }
      if (lane.layer > 1) continue;
      const leg = mix(floor - foot, Math.max(2, Math.min(14, tall * 0.6)), t <= cut ? smooth(unfold) - shape.joined : smooth(unfold));
      let line = `M${f(x(t))} ${f(foot)}v${f(leg)}`;
      if (inputs && t > cut) { // they reach out of the boxes, however low these are
        line = `M${f(x(t))} ${f(foot)}L${f(x(t) + (wide / 2 + 5) * smooth(unfold))} ${f(foot + leg)}V${f(mix(foot + leg, floor, gathered))}`;
      }
      d.legs += line;
      if (inputs && t > cut) light(line);
    }
  }
  Object.entries(d).forEach(([name, text]) => put(paths[name], { d: text }));
  const crowd = smooth(unfold) * Math.min(1, Math.max(0, (6 - shape.copy) / 4));
  for (const name of ['up', 'along', 'legs']) put(paths[name], { 'stroke-width': f(mix(1.6, 0.6, crowd)), opacity: f(mix(1, 0.6, crowd)) });
  put(paths.lit, { 'stroke-width': f(mix(4, 1.4, crowd)) });
  put(paths.arrows, { opacity: f(Math.max(0, 1 - 3 * unfold)) });
  const trunks = inputs || !shape.joined ? [] : crossed(now).map(([layer, lines]) => [all.find((lane) => lane.layer === layer), lines]);
  paths.trunks.replaceChildren(...trunks.flatMap(([lane, lines]) => [node('path', {
    d: `M${f(x(cut) + start[0] / 2)} ${f(lane.start)}H${f((x(cut) + x(cut + 1)) / 2)}`, stroke: colours.lit,
    'stroke-width': f(Math.min(18, start[1], 4 + 2 * Math.log2(lines))), opacity: f(shape.joined),
  }), node('text', { // a bundle says how many it holds
    x: f(x(cut) + Math.min(start[0] / 2, shape.across / 2 - 12)), y: f(lane.start - start[1] / 2 - 5), 'text-anchor': 'end', 'font-size': 13, 'font-weight': 600, 'fill-opacity': f(shape.joined),
    style: `fill: ${colours.litText}`,
  }, `${lines}×`)]));
}

function picture({ values, set, root }) {
  const svg = node('svg', { role: 'group', 'aria-label': 'states' });
  const shown = { unfold: 0, merge: 0, run: 0, crossed: 0 }; // what is seen now, on its way to the values
  const moves = {}; // what is under way
  const tour = film(values, set);
  const rows = controls(values, (changes) => { tour.stop(); set(changes); }, tour);
  root.append(rows.element, svg);
  let built = '', all = [], place = NARROW, parts = null, now = null, seen = {};

  function frame() {
    const shape = layout(all, now, place, shown);
    paint(all, now, shape, parts.paths, shown);
    parts.light(shape, now, shown);
  }
  function move(name, milliseconds, goals) {
    if (moves[name]) moves[name]();
    const from = { ...shown };
    moves[name] = animate(milliseconds, (share) => {
      for (const [goal, to] of Object.entries(goals)) shown[goal] = mix(from[goal], to, share);
      frame();
    });
  }
  function draw(raw, width) {
    now = settled(raw);
    rows.show(now);
    const fitting = width < 500 ? NARROW : wideFor(width), key = [now.depth, now.length, fitting.width, fitting.height].join(), next = {
      drawn: [now.unfolded, now.merged].join(),
      chosen: [key, now.step, now.layer, now.step === now.cut].join(),
      lines: [key, now.cut, now.through].join(),
    };
    const goals = { unfold: Number(now.unfolded), merge: Number(now.merged) };
    if (key !== built) {
      built = key;
      place = fitting;
      all = lanes(now.depth, now.length);
      parts = build(svg, all, now, place, { choose: (step, layer) => { if (now.step !== step || now.layer !== layer) { tour.stop(); set({ step, layer }); } },
        cut: (cut) => { tour.stop(); set({ cut }); } });
      Object.assign(shown, goals);
    } else if (next.drawn !== seen.drawn) move('drawn', 1600, goals);
    if (next.chosen !== seen.chosen) {
      const many = now.step ? copies(all, now).length : 0;
      shown.run = 0;
      move('chosen', many && Math.min(5200, 500 + 420 * many ** 0.75), { run: many });
    }
    if (next.lines !== seen.lines) {
      shown.crossed = 0;
      move('lines', 700, { crossed: weighed(now).lines });
    }
    seen = next;
    frame();
    return describe(raw);
  }
  return { draw, close() { tour.stop(); Object.values(moves).forEach((stop) => stop()); } };
}

// What the reader sets beside the drawing.
function controls(values, set, tour) {
  const depth = choice('depth L', [1, 2, 3, 4], values().depth, (chosen) => set({ depth: chosen }));
  const length = choice('length T', [2, 4, 6, 8, 10, 12], values().length, (chosen) => set({ length: chosen, cut: chosen / 2 }));
  const channels = choice('channels R', [2, 3, 4], values().channels, (chosen) => set({ channels: chosen }));
  const through = choice('cut', ['states', 'inputs'], values().through, (chosen) => set({ through: chosen }));
  const unfold = button('Unfold', () => set({ unfolded: !values().unfolded, merged: false }), false);
  const merge = button('Merge equal copies', () => set({ merged: !values().merged, unfolded: true }), false);
  const play_ = button('▶ Play', () => tour.toggle());
  tour.tell((on) => { play_.textContent = on ? '❚❚ Pause' : '▶ Play'; });
  const element = node('div', {}, [
    node('div', { class: 'racteach-row' }, [depth.element, length.element, channels.element]),
    node('div', { class: 'racteach-row' }, [play_, unfold, merge, through.element]),
  ]);
  function show(now) {
    depth.set(now.depth);
    length.set(now.length);
    channels.set(now.channels);
    through.set(now.through);
    press(unfold, now.unfolded);
    press(merge, now.merged);
  }
  return { element, show };
}

// The drawing's parts for one size of the network; light() follows what is chosen, cut and counted.
function build(svg, all, now, place, on) {
  const { depth, length } = now;
  put(svg, { viewBox: `0 0 ${place.width} ${place.height}`, preserveAspectRatio: 'xMinYMin' });
  const line = (stroke, more = {}) => node('path', { fill: 'none', stroke, ...more });
  const paths = {
    up: line(colours.edge), along: line(colours.ink), legs: line(colours.grey), lit: line(colours.lit),
    arrows: line(colours.grey, { 'stroke-width': 1.6 }),
    trunks: node('g', { fill: 'none' }), start: node('path', { fill: colours.start }), end: node('path', { fill: colours.end }),
  };
  const done = line(colours.good, { 'stroke-linejoin': 'round' }), running = line(colours.good, { 'stroke-linejoin': 'round', 'stroke-linecap': 'round' });
  const marks = line(colours.good), labels = node('g', { 'aria-hidden': 'true' }), targets = node('g');
  const rule = line(colours.lit, { 'stroke-dasharray': '6 5', 'stroke-width': 1.6 });
  const knob = node('g', {}, [
    node('rect', { x: -11, y: 0, width: 22, height: place.bottom - place.top + 26, fill: 'transparent' }), ...grip(0, 0),
  ]);
  const side = panel(place);
  svg.replaceChildren(paths.up, paths.along, paths.legs, paths.arrows, paths.trunks, paths.lit, done, running, paths.start, paths.end,
    marks, labels, targets, rule, knob, side.element);
  const { x, across } = layout(all, now, place, { unfold: 0, merge: 0 });
  const letters = Math.min(14, across * 0.27), name = `${length},${depth}`;
  const named = letters > 12 && letters * (0.62 + 0.43 * name.length) < Math.min(0.64 * across, 56) - 2;
  const states = count(1, depth).flatMap((layer) => count(1, length).map((step) => {
    const target = node('rect', { fill: 'transparent', role: 'button', tabindex: -1, 'aria-label': `h ${step},${layer}`, rx: 4 });
    const text = node('text', { 'text-anchor': 'middle', 'font-size': letters }, raised('h', `${step},${layer}`));
    const pick = () => on.choose(step, layer);
    target.addEventListener('pointerenter', (event) => { if (event.pointerType === 'mouse') pick(); });
    target.addEventListener('pointerdown', pick);
    target.addEventListener('focus', pick);
    target.addEventListener('keydown', (event) => {
      const [right, up] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key] || [0, 0];
      if (event.key === 'Escape') on.choose(0, 0);
      const next = states.find((each) => each.step === step + right && each.layer === layer + up);
      if ((!right && !up) || !next) return;
      event.preventDefault();
      event.stopPropagation();
      next.target.focus();
    });
    if (named) labels.append(text);
    targets.append(target);
    return { step, layer, target, text, lanes: all.filter((lane) => lane.layer === layer && lane.last >= step) };
  }));
  for (const step of count(1, length)) {
    labels.append(node('text', { x: x(step), y: place.bottom + 30, 'text-anchor': 'middle', 'font-size': 14 }, raised('x', step)));
  }
  const rows = count(1, depth).map((layer) => labels.appendChild(node('text', { x: 4, 'font-size': 14, fill: colours.grey }, `l = ${layer}`)));
  const out = labels.appendChild(node('text', { 'font-size': 18, 'font-style': 'italic' }, 'y'));
  const held = handle(knob, {
    label: 'cut after step', min: 1, max: Math.max(1, length - 1), value: 1, changed: on.cut,
    from: (event) => (at(svg, event).x - place.left) / across,
  });

  function light(shape, wanted, shown) {
    const { cut, step, layer } = wanted;
    held.set(cut);
    put(knob, { transform: `translate(${f((x(cut) + x(cut + 1)) / 2)} ${place.top - 11})` });
    put(rule, { d: `M${f((x(cut) + x(cut + 1)) / 2)} ${place.top}V${place.bottom + 14}` });
    for (const state of states) {
      const name = state.step <= cut ? 'start' : 'end', [wide, tall] = shape[name];
      const ys = state.lanes.map((lane) => lane[name]), top = Math.min(...ys) - tall / 2 - 2, bottom = Math.max(...ys) + tall / 2 + 2;
      put(state.target, { x: f(x(state.step) - Math.max(wide, 20) / 2 - 2), width: f(Math.max(wide, 20) + 4), y: f(top), height: f(bottom - top) });
      const on = state.step === step && state.layer === layer;
      put(state.target, { 'aria-pressed': String(on), tabindex: on || (!step && state.step === 1 && state.layer === 1) ? 0 : -1 });
      const single = ys.length === 1 || Math.max(...ys) - Math.min(...ys) < 0.5;
      const room = single && tall >= 18 && wide >= 26;
      put(state.text, { x: f(x(state.step)), y: f(ys[0] + 5), visibility: room ? null : 'hidden', style: `fill: ${name === 'start' ? colours.onLight : colours.onDark}` });
    }
    rows.forEach((text, place_) => {
      const own = states.find((state) => state.step === 1 && state.layer === place_ + 1);
      const ys = own.lanes.map((lane) => lane.start);
      put(text, { y: f((Math.min(...ys) + Math.max(...ys)) / 2 + 5) });
    });
    put(out, { x: f(x(length) + shape.end[0] / 2 + 8), y: f(all[0].end + 5) });
    const own = step ? copies(all, wanted) : [];
    const whole = Math.min(own.length, Math.floor(shown.run)), part = shown.run - whole;
    put(done, { d: own.slice(0, whole).map((lane) => way(lane, step, cut, shape)).join(''), 'stroke-width': shape.copy < 6 && shown.unfold > 0.5 ? 1.2 : 3, opacity: 0.85 });
    const next = whole < own.length ? own[whole] : null;
    put(running, { d: next ? way(next, step, cut, shape) : '', 'stroke-width': 6, pathLength: 1, 'stroke-dasharray': `${Math.min(1, part * 1.3).toFixed(3)} 2` });
    const [wide, tall] = shape[step <= cut ? 'start' : 'end'];
    put(marks, { 'stroke-width': tall < 6 ? 1 : 2.5, d: own.slice(0, Math.ceil(shown.run)).map((lane) => {
      const y = step <= cut ? lane.start : lane.end;
      return `M${f(x(step) - wide / 2 - 2)} ${f(y - tall / 2 - 2)}h${f(wide + 4)}v${f(tall + 4)}h${f(-wide - 4)}z`;
    }).join('') });
    side.show(wanted, shown, own.length, whole);
  }
  return { paths, light };
}

function render(context) { return play(context, picture); }
export const mathematics = { lanes: (...size) => lanes(...size).map(({ layer, last, y, parent }) => ({ layer, last, y, up: (parent || { y }).y })),
  crossed, describe, copies: (values) => copies(lanes(values.depth, values.length), values).length,
  weighed: (values) => { const { lines, weight, merged } = weighed(values); return [lines, String(weight), String(merged)]; } };
export default { render };
