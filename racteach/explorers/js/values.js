// Say what a picture's points, bars and cells stand for where one points, touches, or goes with the arrow keys;
// lines that belong together stay lit, the others step back, also where one points at their name in a legend.
// `data-values` comes from racteach/figures/values.py.
const REACH = 24; // how near to a point one must be, in units of the drawing

// Everything that can be pointed at, one after the other: {x, y, series, text, row}.
function targets(values) {
  return values.flatMap((series, place) => (series.points
    ? series.points.map(([x, y, value, other]) => ({ x, y, place, row: place, text: `${series.name}: ${value}${series.across ? `; ${series.across}: ${other}` : ''}` }))
    : series.cells.flatMap((line, i) => line.map((value, j) => ({
      x: series.box[0] + ((j + 0.5) * series.box[2]) / line.length, y: series.box[1] + ((i + 0.5) * series.box[3]) / series.cells.length,
      place, row: `${place} ${i}`, wide: series.box[2] / line.length / 2, high: series.box[3] / series.cells.length / 2,
      text: `${value}; row ${series.rows[i]}, column ${series.columns[j]}`,
    })))));
}

// The target below a point of the drawing: the cell that holds it, or the nearest mark within reach; else -1.
function nearest(all, x, y) {
  let best = -1, least = REACH;
  all.forEach((target, place) => {
    const far = target.wide
      ? (Math.abs(x - target.x) <= target.wide && Math.abs(y - target.y) <= target.high ? 0 : Infinity)
      : Math.hypot(x - target.x, y - target.y);
    if (far < least) { least = far; best = place; }
  });
  return best;
}

// What steps back where a series is lit: the others of its axes, and of all axes that show it, too.
function others(values, lit) {
  const shared = new Set(values.filter(({ group }) => group === lit.group).map(({ axes }) => axes));
  return lit.points ? values.filter(({ axes, group }) => shared.has(axes) && group !== lit.group) : [];
}

// What is to be said at a target: its own text, then those of others that are drawn at the same place.
function together(all, place) {
  const { x, y, text } = all[place];
  const there = all.filter((other) => Math.hypot(other.x - x, other.y - y) < 3).map((other) => other.text);
  return [...new Set([text, ...there])].slice(0, 4).join('\n');
}

// Where an arrow key leads: along a line or a row, or to the nearest target of the next one.
function neighbour(all, now, key) {
  if (key === 'Home') return 0;
  if (key === 'End') return all.length - 1;
  const aside = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (aside) return Math.min(all.length - 1, Math.max(0, now + aside));
  const rows = [...new Set(all.map(({ row }) => row))], to = rows[rows.indexOf(all[now].row) + (key === 'ArrowDown' ? 1 : -1)];
  const there = all.map((target, place) => ({ place, far: target.row === to ? Math.abs(target.x - all[now].x) : Infinity }));
  return there.reduce((best, next) => (next.far < best.far ? next : best), { place: now, far: Infinity }).place;
}

// Give an explorer's picture, whichever it is now, its values. Returns what is called when it was redrawn.
function pointing(root) {
  const over = document.createElement('div'), ring = document.createElement('i'), tip = document.createElement('span');
  over.className = 'racteach-values';
  over.setAttribute('role', 'slider');
  over.setAttribute('aria-label', 'values in the picture');
  let svg = null, values = [], all = [], now = 0;
  const part = (id) => svg.querySelector(`[id="${id}"]`);
  const light = (lit) => {
    const back = lit ? others(values, lit) : [];
    values.forEach((series) => series.ids.forEach((id) => part(id)?.classList.toggle('racteach-dim', back.includes(series))));
  };
  // The series whose name in a legend is below the pointer.
  const entry = ({ clientX, clientY }) => values.find(({ ids }) => ids.slice(1).some((id) => {
    const box = part(id)?.getBoundingClientRect();
    return box && clientX >= box.left - 4 && clientX <= box.right + 4 && clientY >= box.top - 4 && clientY <= box.bottom + 4;
  }));
  const hide = () => { over.replaceChildren(); if (svg) light(null); };
  const show = (place) => {
    if (place < 0) { hide(); return; }
    now = place;
    const target = all[place], unit = svg.getScreenCTM(), frame = over.getBoundingClientRect();
    const at = new DOMPoint(target.x, target.y).matrixTransform(unit), x = at.x - frame.left, y = at.y - frame.top;
    const wide = target.wide ? target.wide * unit.a : 8, high = target.wide ? target.high * unit.d : 8;
    ring.style.cssText = `left: ${x - wide}px; top: ${y - high}px; width: ${2 * wide}px; height: ${2 * high}px; border-radius: ${target.wide ? 2 : 99}px`;
    tip.textContent = together(all, place);
    over.replaceChildren(ring, tip);
    const room = Math.max(0, frame.width - tip.offsetWidth), above = y - high - tip.offsetHeight - 6;
    tip.style.cssText = `left: ${Math.min(room, Math.max(0, x - tip.offsetWidth / 2))}px; top: ${above < 0 ? y + high + 6 : above}px`;
    over.setAttribute('aria-valuenow', place);
    over.setAttribute('aria-valuetext', tip.textContent);
    light(values[target.place]);
  };
  const find = (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const place = nearest(all, at.x, at.y), named = place < 0 && entry(event);
    show(place);
    if (named) light(named);
  };
  over.addEventListener('focus', () => show(now));
  over.addEventListener('blur', hide);
  over.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
    else if (/^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(event.key)) show(neighbour(all, now, event.key));
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return () => {
    const drawn = root.querySelector('.racteach-picture');
    if (drawn === svg) return;
    hide();
    svg = drawn;
    values = svg ? JSON.parse(svg.dataset.values || '[]') : [];
    all = targets(values);
    now = Math.max(0, Math.min(now, all.length - 1));
    const box = svg && svg.closest('.racteach-shown');
    if (!box || !all.length) { over.remove(); return; }
    over.tabIndex = 0;
    over.setAttribute('data-lm-suppress-shortcuts', 'true');
    over.setAttribute('aria-valuemin', 0);
    over.setAttribute('aria-valuemax', all.length - 1);
    over.setAttribute('aria-valuenow', now);
    over.setAttribute('aria-valuetext', all[now].text);
    if (over.parentNode !== box) box.append(over);
    svg.onpointermove = find; // a picture may come again
    svg.onpointerdown = find;
    svg.onpointerleave = ({ pointerType }) => { if (pointerType !== 'touch') hide(); };
    if (over.matches(':focus')) show(now);
  };
}
