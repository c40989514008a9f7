// Certified ranks against length, on a logarithmic axis, between the bounds that hold them.
const WIDTH = 960, HEIGHT = 440, LEFT = 74, RIGHT = 610, TOP = 40, BOTTOM = 380;
const INK = 'var(--jp-content-font-color1, #222222)', GREY = 'var(--jp-content-font-color2, #767676)', BLUE = '#0072B2', GREEN = '#009E73', ORANGE = '#B36B00', RED = '#D55E00';

function picture(values, data) {
  const { depth, input_dim: M, channels: R, revealed } = values;
  const length = 2 * Math.round(values.length / 2);
  const letters = values.letters;
  const curve = data.curves[`${depth},${M},${R},${letters ? 1 : 0}`];
  const { lengths } = data;
  const at = lengths.indexOf(length);
  const top = Math.log10(Math.max(...curve.state, 10)) * 1.06;
  const x = (t) => LEFT + ((t - 1) / 20) * (RIGHT - LEFT);
  const y = (value) => BOTTOM - (Math.log10(Math.max(value, 0.8)) / top) * (BOTTOM - TOP);
  const parts = [];
  const line = (row, style) => {
    const points = row.map((v, i) => (v === null ? null : `${x(lengths[i]).toFixed(1)},${y(v).toFixed(1)}`));
    parts.push(`<polyline fill="none" clip-path="url(#racteach-theorem)" ${style} points="${points.filter((p) => p).join(' ')}"/>`);
  };
  const mark = (row, shape) => row.forEach((v, i) => {
    if (v !== null && y(v) >= TOP) parts.push(shape(x(lengths[i]), y(v), i));
  });
  const label = (px, py, text, style = '') => parts.push(`<text x="${px}" y="${py}" ${style}>${text}</text>`);

  parts.push(`<clipPath id="racteach-theorem"><rect x="${LEFT}" y="${TOP - 6}" width="${RIGHT - LEFT}" height="${BOTTOM - TOP + 16}"/></clipPath>`);
  parts.push(`<rect x="${x(length) - 11}" y="${TOP}" width="22" height="${BOTTOM - TOP}" fill="var(--jp-layout-color2, #EDEDED)"/>`);
  for (let power = 0; power <= Math.floor(top); power += Math.max(1, Math.ceil(top / 8))) {
    const py = y(10 ** power);
    parts.push(`<line x1="${LEFT}" x2="${RIGHT}" y1="${py}" y2="${py}" stroke="var(--jp-layout-color2, #EDEDED)"/>`);
    label(LEFT - 8, py + 5, power < 4 ? String(10 ** power) : `10<tspan dy="-6" font-size="11">${power}</tspan>`, 'text-anchor="end"');
  }
  lengths.forEach((t) => label(x(t), BOTTOM + 20, t, 'text-anchor="middle"'));
  label((LEFT + RIGHT) / 2, BOTTOM + 44, 'length T (time steps)', 'text-anchor="middle"');
  label(18, (TOP + BOTTOM) / 2, 'Start-End rank', `text-anchor="middle" transform="rotate(-90 18 ${(TOP + BOTTOM) / 2})"`);
  line(curve.shallow, `stroke="${GREY}" stroke-width="6" opacity="0.45"`);
  line(curve.state, `stroke="${BLUE}" stroke-width="1.6" stroke-dasharray="7 4"`);
  mark(curve.state, (px, py) => `<path d="M${px - 5} ${py - 4}h10l-5 9z" fill="var(--jp-layout-color0, white)" stroke="${BLUE}"/>`);
  line(curve.end, `stroke="${GREEN}" stroke-width="1.6" stroke-dasharray="9 3 2 3"`);
  mark(curve.end, (px, py) => `<rect x="${px - 4}" y="${py - 4}" width="8" height="8" fill="var(--jp-layout-color0, white)" stroke="${GREEN}"/>`);
  line(curve.lower, `stroke="${ORANGE}" stroke-width="1.6" stroke-dasharray="2 3"`);
  mark(curve.lower, (px, py, i) => `<path d="M${px - 5} ${py + 4}h10l-5 -9z" fill="var(--jp-layout-color0, white)" stroke="${ORANGE}"/>`
    + (curve.lower_status[i] === 'refuted' ? `<path d="M${px - 8} ${py - 8}l16 16m0 -16l-16 16" stroke="${RED}" stroke-width="2.5"/>` : ''));
  if (letters) line(curve.cap, `stroke="${GREY}" stroke-dasharray="1 3"`);
  if (revealed) {
    line(curve.rank, `stroke="${INK}" stroke-width="2.6"`);
    mark(curve.rank, (px, py, i) => `<circle cx="${px}" cy="${py}" r="5" fill="${INK}"/>`
      + (curve.exact[i] ? '' : `<circle cx="${px}" cy="${py}" r="9" fill="none" stroke="${RED}" stroke-width="2"/>`));
  } else {
    const middle = y(Math.sqrt(curve.state[at] * Math.max(curve.lower[at], 1)));
    label(x(length), Math.max(middle, 30) + 10, '?', `text-anchor="middle" font-size="32" fill="${RED}" stroke="var(--jp-layout-color0, white)" stroke-width="9" paint-order="stroke"`);
  }

  const rank = curve.rank[at];
  const kind = letters ? 'grid rank, one-hot letters' : 'functional rank, free vectors';
  const certified = rank === null ? 'not in the atlas' : (curve.exact[at] ? `${rank.toLocaleString('en')}` : `at least ${rank.toLocaleString('en')}`);
  const number = (value) => (value > 1e15 ? value.toExponential(2) : value.toLocaleString('en'));
  const bit = curve.exact[at] ? 'certified, exact' : (rank === null ? '' : 'certified lower bound');
  const rows = [
    [`rank at T = ${length}`, revealed ? certified : '?', INK, revealed ? bit : 'predict it'],
    ['depth 1, same width', number(curve.shallow[at]), GREY, curve.shallow_status],
    [curve.lower_name, number(curve.lower[at]), ORANGE, curve.lower_status[at]],
    ['state bound', number(curve.state[at]), BLUE, curve.upper_status],
    ['end bound', number(curve.end[at]), GREEN, curve.upper_status],
  ];
  if (letters) rows.push(['cap M to the T/2', number(curve.cap[at]), GREY, 'size of the matrix']);
  rows.forEach(([name, value, colour, note], i) => {
    const py = 62 + 58 * i;
    parts.push(`<rect x="636" y="${py - 22}" width="8" height="44" fill="${colour}"/>`);
    label(654, py - 6, name, 'font-size="15"');
    label(654, py + 16, `<tspan font-size="21" font-weight="600">${value}</tspan> <tspan dx="6" fill="${GREY}">${note}</tspan>`);
  });
  const title = `L = ${depth}, M = ${M}, R = ${R}: ${kind}`;
  label(LEFT, 22, title, 'font-size="16"');
  const svg = `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="100%" preserveAspectRatio="xMinYMin" font-family="sans-serif" font-size="14" fill="${INK}" aria-hidden="true">${parts.join('')}</svg>`;
  const shown = revealed ? `The rank at T = ${length} is ${certified}${bit ? `, ${bit}` : ''}` : `The rank at T = ${length} is hidden: predict it`;
  const text = `${title}. ${shown}; depth 1 has ${number(curve.shallow[at])}, the ${curve.lower_name} is ${number(curve.lower[at])} (${curve.lower_status[at]}), the state bound ${number(curve.state[at])}, the end bound ${number(curve.end[at])}.`;
  return { svg, text };
}
