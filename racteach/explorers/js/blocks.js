// A matrix that falls apart into blocks: scale the end's first input, and equal powers find one another.

// The number of multisets of `size` of `kinds`.
function multisets(kinds, size) {
  let count = 1;
  for (let k = 1; k < kinds; k += 1) count = (count * (size + k)) / k;
  return Math.round(count);
}

// The exponents of all monomials of a degree, in the order of the ranks: lexicographic.
function monomials(channels, degree) {
  if (channels === 1) return [[degree]];
  return Array.from({ length: degree + 1 }, (_, first) => monomials(channels - 1, degree - first).map((rest) => [first, ...rest])).flat();
}

// A permutation of 0, ..., count - 1 that looks random and is always the same (Fisher and Yates).
function shuffled(count, seed) {
  const order = Array.from({ length: count }, (_, i) => i);
  let state = Math.imul(seed, 2654435761) >>> 0;
  for (let i = count - 1; i > 0; i -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

// The orders of a matrix's lines, `lines` for each monomial: one order for each set of scaled channels (bit i for
// channel i). Scaling a channel sorts by its power; what no scaled channel tells apart stays mixed.
function orders(powers, lines, channels, seed) {
  const count = powers.length * lines, mixed = shuffled(count, seed), all = 2 ** channels - 1;
  return Array.from({ length: 2 ** channels }, (_, scaled) => {
    const key = (k) => powers[Math.floor(k / lines)].reduce((sum, power, i) => (scaled & (1 << i) ? sum * 1000 + power : sum), 0);
    const keys = mixed.map((__, k) => key(k)), place = [];
    keys.map((__, k) => k).sort((a, b) => keys[a] - keys[b] || (scaled === all ? a - b : mixed[a] - mixed[b])).forEach((k, at) => { place[k] = at; });
    return place;
  });
}

// Where each line stands on its way between these orders; pulls from 0 to 1, one for each channel.
function between(found, pulls) {
  const weights = found.map((_, scaled) => pulls.reduce((product, pull, i) => product * (scaled & (1 << i) ? pull : 1 - pull), 1));
  return found[0].map((_, k) => found.reduce((sum, order, scaled) => sum + weights[scaled] * order[k], 0));
}

// Equal ranks together, smallest first: [[rank, how many], ...].
function kinds(ranks) {
  const counts = new Map();
  ranks.forEach((rank) => counts.set(rank, (counts.get(rank) || 0) + 1));
  return [...counts].sort((a, b) => a[0] - b[0]);
}

const WIDE = { size: [760, 326], grid: [30, 152, 22], bars: [30, 302], matrix: [270, 36, 266], blocks: [558, 36, 200, 266] };
const NARROW = { size: [360, 850], grid: [24, 138, 20], bars: [254, 138], matrix: [18, 206, 336], blocks: [18, 572, 336, 250] };
const CHANNEL = [colours.purple, colours.good, colours.sky], FINEST = 112, BAR = 42; // of a channel that is not scaled
const MIDDLE = { 'text-anchor': 'middle' }, RAISED = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'], LOWERED = ['₁', '₂', '₃'];
const many = (count) => count.toLocaleString('en');
const factor = (power, i, letter) => `${letter}${LOWERED[i]}${String(power).replace(/\d/g, (digit) => RAISED[digit])}`;
const named = (powers, letter) => powers.map((power, i) => factor(power, i, letter)).join('');
const told = (powers, letter) => powers.map((power, i) => `${letter}${i + 1} to the ${power}`).join(' times ');

// The channels' colours in the proportions of the powers.
function tint(powers) {
  const sum = powers.reduce((total, power) => total + power, 0) || 1;
  const part = (at) => Math.round(powers.reduce((total, power, i) => total + (power / sum) * parseInt(CHANNEL[i].slice(at, at + 2), 16), 0));
  return `rgb(${part(1)} ${part(3)} ${part(5)})`;
}

function render(context) {
  return play(context, ({ data, values, set, root }) => {
    const [input, letter] = data.letters, svg = node('svg', {}), still = { 'aria-hidden': 'true' };
    const end = node('g', still), field = node('g', { ...still, class: 'racteach-matrix' }), frames = node('g', still), marks = node('g', still), stage = node('g', still);
    const grips = { depth: node('g', {}), half_length: node('g', {}), first: node('g', {}), second: node('g', {}) };
    const lamp = node('g', {}), sum = node('div', { class: 'racteach-row', 'aria-hidden': 'true', style: 'min-height: 3em; align-content: start' });
    svg.append(end, frames, field, lamp, marks, stage, ...Object.values(grips));
    let layout = WIDE, size = null, lit = 0, stop = () => {}, live = null;

    // a change of size asks a new question
    const resize = (changes) => set({ ...clamp({ ...values(), ...changes }), revealed: false });
    // the nearest size that is known, as Python's compute has it
    const clamp = ({ depth, half_length, channels }) => {
      const allowed = Object.values(data.sizes).filter((each) => each.channels === channels);
      const cost = (each) => 10 * Math.abs(each.depth - depth) + Math.abs(each.half_length - half_length);
      const best = allowed.reduce((a, b) => (cost(b) < cost(a) ? b : a));
      return { depth: best.depth, half_length: best.half_length, channels };
    };
    const reveal = button('show the ranks', () => set({ revealed: !values().revealed }), false);
    const fall = button('fall apart', () => pullTo(apart(values()) ? 0 : data.steps), false);
    const wide = choice('channels R', data.controls.channels, values().channels, (channels) => resize({ channels }));
    root.append(node('div', { class: 'racteach-row' }, [wide.element, fall, reveal]), svg, sum);
    const apart = (now) => now.first === data.steps && (now.channels === 2 || now.second === data.steps);
    function pullTo(goal) {
      const { first, second } = values();
      stop();
      const way = (from, share) => from + (goal - from) * smooth(share);
      stop = animate(1400, (share) => { live = [way(first, share), way(second, share)]; set({}); }, () => { live = null; set({ first: goal, second: goal }); });
    }

    const unit = () => layout.grid[2];
    const sized = (name, label, from) => handle(grips[name], {
      label, min: data.controls[name][0], max: data.controls[name].at(-1), value: values()[name], vertical: name === 'depth',
      from: (event) => from(at(svg, event)), changed: (value) => resize({ [name]: value }),
    });
    const depth = sized('depth', 'depth L', ({ y }) => (layout.grid[1] - y) / unit() - 0.6);
    const long = sized('half_length', 'half length n', ({ x }) => (x - layout.grid[0]) / unit() - 0.6);
    const pulled = ['first', 'second'].map((name, i) => handle(grips[name], {
      label: `scale channel ${i + 1} of the first input`, min: 0, max: data.steps, value: 0, vertical: true, text: (steps) => `times ${(1 + steps / data.steps).toFixed(2)}`,
      from: (event) => ((layout.bars[1] - BAR - at(svg, event).y) / BAR) * data.steps, changed: (steps) => { stop(); live = null; set({ [name]: steps }); },
    }));
    const chosen = handle(lamp, {
      label: 'block', min: 0, max: 1, value: 0, text: (k) => (size ? told(size.powers[k], letter) : ''), changed: (block) => set({ block }),
    });
    let spots = [];
    const point = (event) => {
      const here = at(svg, event);
      const found = spots.findIndex(([x, y, w, h]) => here.x >= x && here.x < x + w && here.y >= y && here.y < y + h);
      if (found >= 0 && found % size.powers.length !== lit) set({ block: found % size.powers.length });
    };
    for (const kind of ['pointermove', 'pointerdown']) svg.addEventListener(kind, point);

    function measure(now) {
      const row = data.sizes[`${now.depth},${now.channels},${now.half_length}`];
      const powers = monomials(now.channels, row.degree);
      const fits = Math.max(1, Math.floor(FINEST / powers.length)), lines = row.room <= fits ? row.room : fits;
      const scaled = now.channels - 1;
      return {
        ...row, powers, lines, scaled, colours: powers.map(tint), rank: row.ranks.reduce((a, b) => a + b),
        rows: orders(powers, lines, scaled, 7), columns: orders(powers, lines, scaled, 11), name: `${now.depth},${now.channels},${now.half_length}`,
      };
    }

    function draw(set, width) {
      const now = { ...set, ...clamp(set) };
      layout = width < 460 ? NARROW : WIDE;
      put(svg, { viewBox: `0 0 ${layout.size.join(' ')}` });
      const name = `${now.depth},${now.channels},${now.half_length}`;
      if (!size || size.name !== name) {
        size = measure(now);
        chosen.limit(0, size.powers.length - 1);
      }
      lit = Math.min(now.block, size.powers.length - 1);
      const pulls = (live || [now.first, now.second]).slice(0, size.scaled).map((steps) => steps / data.steps);
      const done = pulls.every((pull) => pull === 1);
      spots = [];
      wide.set(now.channels);
      press(reveal, now.revealed);
      press(fall, done);
      drawEnd(now, pulls);
      drawMatrix(pulls, done, now.revealed);
      if (now.channels === 2) marks.replaceChildren();
      (now.channels === 2 ? drawBars : drawTriangle)(pulls, done, now.revealed);
      chosen.set(lit);
      const total = size.ranks.length, missing = size.bound - size.rank;
      const parts = kinds(size.ranks).map(([rank, count]) => (count > 1 ? `${many(count)} · ${many(rank)}` : many(rank))).join(' + ');
      const all = size.room > 1 ? `${many(total)} blocks, room for ${many(size.room)} in each: ${many(size.bound)}` : '';
      const rest = size.room > 1 ? `${missing ? many(missing) : 'none'} missing of ${many(total)} · ${many(size.room)} = ${many(size.bound)}` : '';
      const large = (text) => node('b', { style: 'font-size: 150%' }, text);
      sum.replaceChildren(...(now.revealed ? [node('span', {}, `${parts} =`), large(many(size.rank)), node('span', {}, rest)]
        : [large('rank = ?'), node('span', {}, done ? all : '')]));
      const state = done ? `has fallen apart into ${total} blocks` : pulls.some(Boolean) ? 'is on its way' : 'is mixed';
      const about = `${told(size.powers[lit], letter)}: ${now.revealed
        ? `rank ${size.ranks[lit]} of ${size.room}. The ranks add up to ${size.rank} of ${size.bound}.` : 'its rank is hidden, predict it.'}`;
      return `Depth L = ${now.depth}, half length n = ${now.half_length}, ${now.channels} channels: degree ${size.degree}. The matrix ${state}. ${about}`;
    }

    // The end as a grid of states, and its first input: a bar a channel, to be scaled.
    function drawEnd(now, pulls) {
      const [gx, gy, u] = layout.grid, [bx, by] = layout.bars, middle = (t, l) => [gx + (t - 0.5) * u, gy - (l - 0.5) * u], made = [];
      const [steps, layers] = [now.half_length, now.depth];
      for (let l = 1; l <= layers; l += 1) made.push(node('path', { d: `M${gx - 8} ${middle(1, l)[1]}H${middle(steps, l)[0]}`, stroke: colours.edge }));
      for (let t = 1; t <= steps; t += 1) made.push(node('path', { d: `M${middle(t, 1)[0]} ${gy + 10}V${middle(t, layers)[1]}`, stroke: t === 1 ? colours.ink : colours.edge, 'stroke-width': t === 1 ? 2 : 1 }));
      for (let l = 1; l <= layers; l += 1) for (let t = 1; t <= steps; t += 1) made.push(node('rect', { x: gx + (t - 1) * u + 2.5, y: gy - l * u + 2.5, width: u - 5, height: u - 5, rx: 3, fill: colours.end }));
      const across = bx + 15 * now.channels - 5, turn = layout === WIDE ? by - 2 * BAR - 24 : by + 24;
      made.push(node('path', { d: layout === WIDE ? `M${gx + u / 2} ${gy + 10}V${turn}H${across}v8` : `M${gx + u / 2} ${gy + 10}V${turn}H${across}v-4`, stroke: colours.ink, 'stroke-width': 2, fill: 'none' }));
      for (let i = 0; i < now.channels; i += 1) {
        const high = BAR * (1 + (pulls[i] || 0)), x = bx + 30 * i;
        made.push(node('rect', { x, y: by - high, width: 20, height: high, fill: CHANNEL[i], rx: 2 }), node('text', { x: x + 10, y: by + 15, ...MIDDLE }, `${input}${LOWERED[i]}`));
      }
      const top = gy - layers * u;
      made.push(
        node('text', { x: gx + steps * u + 28, y: gy - (layers * u) / 2 + 5 }, `n = ${steps}`), node('text', { x: gx + (steps * u) / 2 + 16, y: top - 11 }, `L = ${layers}`),
      );
      end.replaceChildren(...made);
      grips.half_length.replaceChildren(...grip(gx + steps * u + 13, gy - (layers * u) / 2, false));
      grips.depth.replaceChildren(...grip(gx + (steps * u) / 2, top - 15, true));
      ['first', 'second'].forEach((name, i) => {
        put(grips[name], { display: i < size.scaled ? null : 'none' });
        grips[name].replaceChildren(...grip(bx + 30 * i + 10, by - BAR * (1 + (pulls[i] || 0)), true));
        pulled[i].set(now[name]);
      });
      depth.set(now.depth);
      long.set(now.half_length);
    }

    function drawMatrix(pulls, done, revealed) {
      const [x, y, side] = layout.matrix, { powers, lines } = size, unit = side / (powers.length * lines), dot = Math.max(1.4, unit > 12 ? 0.9 * unit : unit + 0.15);
      const rows = between(size.rows, pulls), columns = between(size.columns, pulls), share = Math.round(100 * Math.max(...pulls));
      const box = dot.toFixed(2);
      pool(field, 'path', powers.length).forEach((path, block) => {
        let d = '';
        const first = block * lines, beyond = first + (revealed && lines === size.room ? size.ranks[block] : lines);
        for (let i = first; i < beyond; i += 1) {
          for (let j = first; j < beyond; j += 1) d += `M${(x + columns[j] * unit).toFixed(2)} ${(y + rows[i] * unit).toFixed(2)}h${box}v${box}h-${box}z`;
        }
        put(path, { d, style: `fill: color-mix(in srgb, ${size.colours[block]} ${share}%, var(--ink))`, stroke: share && block === lit ? colours.lit : null, 'stroke-width': 1.5 });
      });
      const made = [node('rect', { x, y, width: side, height: side, fill: 'none', stroke: colours.edge }),
        node('text', { x: x + side / 2, y: y - 8, ...MIDDLE, style: `fill: ${colours.grey}` }, 'ends'),
        node('text', { x: x - 8, y: y + side / 2, ...MIDDLE, transform: `rotate(-90 ${x - 8} ${y + side / 2})`, style: `fill: ${colours.grey}` }, 'starts')];
      if (done) powers.forEach((_, block) => spots.push([x + block * lines * unit, y + block * lines * unit, lines * unit, lines * unit]));
      frames.replaceChildren(...made);
    }

    // Two channels: a bar for each power of the first, as high as its rank, in a frame as high as its room.
    function drawBars(pulls, done, revealed) {
      const [x, y, wide, high] = layout.blocks, { powers, ranks, room } = size, step = Math.min(34, wide / powers.length), thick = Math.max(1, step * 0.84);
      const made = [], base = y + high;
      powers.forEach((power, k) => {
        const left = x + wide / 2 + (k - (powers.length - 1) / 2) * step * pulls[0] - thick / 2, full = (high * ranks[k]) / room;
        if (done) spots.push([left, y, step, high]);
        made.push(node('rect', { x: left, y, width: thick, height: high, fill: size.colours[k], 'fill-opacity': revealed ? 0 : 0.25, stroke: size.colours[k], 'stroke-width': step > 5 ? 1 : 0 }));
        if (!revealed) return;
        made.push(node('rect', { x: left, y, width: thick, height: high - full, fill: colours.lit, 'fill-opacity': 0.35 }), node('rect', { x: left, y: base - full, width: thick, height: full, fill: size.colours[k] }));
        if (done && step > 16) made.push(node('text', { x: left + thick / 2, y: base - full + 16, ...MIDDLE, 'font-size': 12, style: `fill: ${colours.onLight}` }, many(ranks[k])));
      });
      frame(made, revealed, pulls, [x + wide / 2 + ((lit - (powers.length - 1) / 2) * step * pulls[0]) - thick / 2 - 1, y - 1, thick + 2, high + 2]);
      const half = Math.max(48, (step * powers.length) / 2), low = { y: base + 17 };
      if (done) made.push(node('text', { x: x + wide / 2 - half, ...low }, named(powers[0], letter)), node('text', { x: x + wide / 2 + half, ...low, 'text-anchor': 'end' }, named(powers.at(-1), letter)));
      stage.replaceChildren(...made);
    }

    // Three channels: a triangle of monomials; at a corner one channel occurs, on an edge two.
    function drawTriangle(pulls, done, revealed) {
      const [x, y, wide, high] = layout.blocks, { powers, ranks, room, degree } = size, step = Math.min(wide / (degree + 1), (high - 30) / (0.87 * (degree + 1)), 40);
      const made = [], bottom = y + (high + 0.87 * degree * step) / 2;
      const where = ([a, b, c]) => [x + wide / 2 + ((b - c) / 2) * step * pulls[1], bottom - 0.29 * degree * step - (a - degree / 3) * 0.87 * step * pulls[0]];
      pool(marks, 'rect', powers.length).forEach((mark, k) => {
        const [px, py] = where(powers[k]), full = ranks[k] === room, radius = step * (revealed && !full ? 0.34 : 0.43);
        if (done) spots.push([px - step / 2, py - step / 2, step, step]);
        put(mark, {
          x: (px - radius).toFixed(2), y: (py - radius).toFixed(2), width: 2 * radius, height: 2 * radius, rx: revealed && !full ? 0 : radius,
          fill: size.colours[k], 'fill-opacity': revealed ? 1 : 0.3, stroke: revealed && !full ? colours.lit : size.colours[k], 'stroke-width': step > 10 ? 2 : 1,
        });
        if (revealed && done && step > 19) made.push(node('text', { x: px, y: py + 4, ...MIDDLE, 'font-size': 11, style: `fill: ${colours.onLight}` }, many(ranks[k])));
      });
      const [lx, ly] = where(powers[lit]);
      frame(made, revealed, pulls, [lx - step / 2, ly - step / 2, step, step]);
      if (done) {
        [[0, -step / 2 - 5], [-8, step / 2 + 14], [8, step / 2 + 14]].forEach(([dx, dy], i) => {
          const [px, py] = where([0, 1, 2].map((other) => (other === i ? degree : 0)));
          made.push(node('text', { x: px + dx, y: py + dy, ...MIDDLE, 'font-size': 12 }, factor(degree, i, letter)));
        });
      }
      stage.replaceChildren(...made);
    }

    function frame(made, revealed, pulls, [x, y, wide, high]) {
      const [sx, sy, width, tall] = layout.blocks, seen = pulls.some(Boolean);
      lamp.replaceChildren(node('rect', { x: sx - 4, y: sy - 26, width: width + 8, height: tall + 50, fill: 'transparent', style: 'touch-action: auto; cursor: default' }));
      made.push(node('rect', { x, y, width: wide, height: high, fill: 'none', stroke: colours.lit, 'stroke-width': 2, display: seen ? null : 'none' }));
      const label = seen ? `${named(size.powers[lit], letter)}: ${revealed ? `rank ${many(size.ranks[lit])}${size.room > 1 ? ` of ${many(size.room)}` : ''}` : 'rank ?'}` : 'not yet apart';
      made.push(node('text', { x: sx + width / 2, y: sy - 10, ...MIDDLE }, label));
      if (!revealed) made.push(node('text', { x: sx + width / 2, y: sy + tall / 2 + 14, ...MIDDLE, 'font-size': 40, style: `fill: ${colours.litText}`, stroke: colours.paper, 'stroke-width': 8, 'paint-order': 'stroke' }, '?'));
    }
    return { draw, close() { stop(); } };
  });
}

export const mathematics = { multisets, monomials, shuffled, orders, between, kinds };
export default { render };
