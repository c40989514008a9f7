// The duplicated network: time to the right, layers upwards, one lane for each way up to the output.
const WIDTH = 960, HEIGHT = 500, LEFT = 60, RIGHT = 650, TOP = 34, BOTTOM = 440;
const INK = 'var(--jp-content-font-color1, #222222)', GREY = 'var(--jp-content-font-color2, #767676)', BLUE = '#0072B2', ORANGE = '#E69F00', RED = '#D55E00';

function picture(values, data) {
  const { depth, input_dim: M, channels: R, cut } = values;
  const length = 2 * Math.round(values.length / 2), n = length / 2;
  const numbers = data.numbers[`${depth},${length},${M},${R}`];
  const all = data.networks[`${depth},${length}`];
  const lanes = values.duplicated ? all : flat(all, depth, length);
  const step = (RIGHT - LEFT) / 10;
  const x = (t) => LEFT + (t - 0.5) * step;
  const y = (at) => TOP + at * (BOTTOM - TOP - 14);
  const gaps = lanes.map((lane, i) => (i && lanes[i - 1].layer === lane.layer && !lane.first ? Math.abs(y(lane.y) - y(lanes[i - 1].y)) : 60));
  const high = Math.max(1.1, Math.min(26, ...gaps.map((gap) => gap * 0.62)));
  const wide = Math.max(5, Math.min(0.6 * step, high * 1.9));
  const path = { start: '', end: '', lines: '', up: '', legs: '', lit: '' };
  const box = (px, py) => `M${(px - wide / 2).toFixed(1)} ${(py - high / 2).toFixed(1)}h${wide.toFixed(1)}v${high.toFixed(1)}h${(-wide).toFixed(1)}z`;
  const leg = Math.max(2, Math.min(14, high * 0.55));
  let boxes = 0;
  const labels = [];
  lanes.forEach((lane) => {
    const py = y(lane.y), upper = y(lane.up);
    path.lines += `M${x(1)} ${py.toFixed(1)}H${x(lane.last)}`;
    if (lane.layer < depth) path.up += `M${x(lane.last)} ${py.toFixed(1)}V${upper.toFixed(1)}`;
    for (let t = lane.first || 1; t <= lane.last; t += 1) {
      boxes += 1;
      path[t <= n ? 'start' : 'end'] += box(x(t), py);
      if (lane.layer === 1) {
        const line = `M${x(t)} ${(py + high / 2).toFixed(1)}v${leg.toFixed(1)}`;
        path.legs += line;
        if (cut === 2 && t > n) path.lit += line;
      }
      if (high >= 18) labels.push(`<text x="${x(t)}" y="${py + 5}" text-anchor="middle" fill="${t <= n ? '#1F1F1F' : 'white'}">h<tspan dy="-5" font-size="10">${t},${lane.layer}</tspan></text>`);
    }
    if (cut === 1 && lane.last > n && (!lane.first || lane.first === n + 1)) path.lit += `M${x(n)} ${py.toFixed(1)}H${x(n + 1)}`;
  });
  const parts = [
    `<path d="${path.up}" stroke="var(--jp-border-color1, #B8B8B8)" stroke-width="${high > 6 ? 1.6 : 0.6}" fill="none"/>`,
    `<path d="${path.lines}" stroke="${INK}" stroke-width="${high > 6 ? 1.6 : 0.7}" fill="none"/>`,
    `<path d="${path.legs}" stroke="${GREY}" stroke-width="${high > 6 ? 1.6 : 1}" fill="none"/>`,
    `<path d="${path.lit}" stroke="${RED}" stroke-width="${high > 6 ? 5 : 2}" fill="none"/>`,
    `<path d="${path.start}" fill="${ORANGE}"/>`, `<path d="${path.end}" fill="${BLUE}"/>`, ...labels,
  ];
  const label = (px, py, text, style = '') => parts.push(`<text x="${px}" y="${py}" ${style}>${text}</text>`);
  const middle = (x(n) + x(n + 1)) / 2;
  if (cut === 1) parts.push(`<path d="M${middle} ${TOP - 12}V${BOTTOM}" stroke="${RED}" stroke-width="1.4" stroke-dasharray="5 4"/>`);
  for (let t = 1; t <= length; t += 1) label(x(t), BOTTOM + 22, `x<tspan dy="-5" font-size="10">${t}</tspan>`, 'text-anchor="middle"');
  label(x(1) - step / 2, BOTTOM + 46, 'start', 'fill="var(--racteach-brown, #8A5A00)"');
  label(x(n + 1) - step / 2, BOTTOM + 46, 'end', 'fill="var(--racteach-blue, #0072B2)"');
  for (let layer = 1; layer <= depth; layer += 1) {
    const own = lanes.filter((lane) => lane.layer === layer);
    const at = (y(own[0].y) + y(own[own.length - 1].y)) / 2;
    label(8, at + 5, `l = ${layer}`, `fill="${GREY}"`);
  }
  label(x(length) + wide / 2 + 6, y(lanes[0].y) + 5, 'y', 'font-size="16" font-style="italic"');

  const name = cut === 1 ? 'state' : 'input';
  const base = cut === 1 ? R : Math.min(M, R);
  const big = (text) => (text.length > 15 ? Number(text).toExponential(2) : Number(text).toLocaleString('en'));
  const drawn = values.duplicated ? 'Duplicated network' : 'Dependence graph';
  label(672, 50, `${boxes.toLocaleString('en')} boxes`, 'font-size="24"');
  label(672, 74, values.duplicated ? `for ${depth * length} states` : 'each state once', `fill="${GREY}" font-size="15"`);
  let text = `${drawn} of depth ${depth} and length ${length}: ${boxes} boxes for ${depth * length} states. `;
  if (!values.duplicated && depth > 1) {
    label(672, 118, 'No tensor network: states are', 'font-size="15"');
    label(672, 138, 'used twice. Tick “draw every copy”.', 'font-size="15"');
  }
  if (cut === 0) {
    text += 'No cut is lit.';
  } else if (values.duplicated) {
    const lines = numbers[`${name}_lines`], weight = big(numbers[`${name}_weight`]), merged = big(numbers[`${name}_merged`]);
    label(672, 132, `${lines} line${lines > 1 ? 's' : ''} cut, weight`, 'font-size="15"');
    label(672, 166, `${base}<tspan dy="-9" font-size="15">${lines}</tspan><tspan dy="9"> = ${weight}</tspan>`, `font-size="24" fill="${RED}"`);
    label(672, 214, 'equal copies leave', 'font-size="15"');
    label(672, 246, merged, 'font-size="24"');
    label(672, 268, cut === 1 ? 'the state bound' : 'the end bound', `fill="${GREY}" font-size="15"`);
    label(672, 320, 'the cheapest of all cuts weighs', 'font-size="15"');
    label(672, 348, big(numbers.cheapest), 'font-size="20"');
    text += `The cut ${cut === 1 ? 'through the middle state' : 'through the inputs of the end'} has ${lines} lines and weighs ${base} to the power ${lines}, ${weight}; equal copies leave ${merged}. The cheapest of all cuts weighs ${big(numbers.cheapest)}.`;
  } else {
    text += 'Its states are used more than once, so it is no tensor network above depth 1.';
  }
  const svg = `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="100%" preserveAspectRatio="xMinYMin" font-family="sans-serif" font-size="14" fill="${INK}" aria-hidden="true">${parts.join('')}</svg>`;
  return { svg, text };
}

// One lane a layer, joined at every step: who uses whom, each state drawn once.
function flat(all, depth, length) {
  const rows = [];
  for (let layer = depth; layer >= 1; layer -= 1) {
    const at = (depth - layer + 0.5) / depth;
    for (let t = length; t >= 1; t -= 1) rows.push({ layer, first: t, last: t, y: at, up: (depth - layer - 0.5) / depth });
  }
  return rows;
}
