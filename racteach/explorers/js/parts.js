// Parts of pictures that one takes hold of. A picture's own file follows below and ends the module.
const SVG = 'http://www.w3.org/2000/svg';
const DRAWN = new Set(('svg g path rect circle ellipse line text tspan polyline polygon defs clipPath marker '
  + 'linearGradient stop image').split(' '));

// The palette of racteach/figures. Text takes the darker kind of a colour, or in a dark theme the lighter.
const LIGHT = '--paper: var(--jp-layout-color0, #fff); --ink: var(--jp-content-font-color1, #222); '
  + '--grey: var(--jp-content-font-color2, #666); --pale: var(--jp-layout-color2, #ededed); '
  + '--edge: var(--jp-border-color1, #b8b8b8); --start-text: #8a5a00; --end-text: #0072b2; '
  + '--lit-text: #b84a00; --good-text: #00664b;';
const DARK = '--paper: var(--jp-layout-color0, #111); --ink: var(--jp-content-font-color1, #f2f2f2); '
  + '--grey: var(--jp-content-font-color2, #b3b3b3); --pale: var(--jp-layout-color2, #303030); '
  + '--edge: var(--jp-border-color1, #616161); --start-text: #e69f00; --end-text: #56b4e9; '
  + '--lit-text: #f0803c; --good-text: #2fc79a;';
const colours = {
  start: '#E69F00', end: '#0072B2', lit: '#D55E00', good: '#009E73', sky: '#56B4E9', purple: '#CC79A7',
  onLight: '#1F1F1F', onDark: '#FEFEFE', // on start, end, lit: the same in every theme
  paper: 'var(--paper)', ink: 'var(--ink)', grey: 'var(--grey)', pale: 'var(--pale)', edge: 'var(--edge)',
  startText: 'var(--start-text)', endText: 'var(--end-text)', litText: 'var(--lit-text)', goodText: 'var(--good-text)',
};
const STYLE = `
.racteach-play { ${LIGHT} color: var(--ink); background: var(--paper); max-width: 960px; line-height: 1.3;
  font-family: "DejaVu Sans", Verdana, sans-serif; font-size: 14px; position: relative; }
@media (prefers-color-scheme: dark) {
  :root:not([data-theme="light"]) body:not([data-jp-theme-light]) .racteach-play { ${DARK} } }
[data-theme="dark"] .racteach-play, [data-jp-theme-light="false"] .racteach-play { ${DARK} }
.racteach-play svg { display: block; width: 100%; overflow: visible; user-select: none; -webkit-user-select: none; }
/* with its controls on one screen of a projector, below JupyterLab's menu, tabs and toolbar */
@media (min-width: 560px) { .racteach-play svg { max-height: max(220px, 100vh - 120px - var(--above, 90px)); } }
.racteach-play svg text { fill: var(--ink); }
.racteach-play .racteach-row { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; margin: 4px 0; }
.racteach-play button, .racteach-play .racteach-choice { font: inherit; color: inherit; border-radius: 6px;
  border: 1px solid var(--grey); background: var(--paper); }
.racteach-play button { min-height: 32px; padding: 2px 12px; cursor: pointer; }
.racteach-play button:hover:not(:disabled, [aria-disabled="true"], [aria-pressed="true"]) { background: var(--pale); }
.racteach-play button:disabled, .racteach-play button[aria-disabled="true"] { color: var(--grey); border-color: var(--edge); cursor: default; }
.racteach-play button[aria-pressed="true"] { background: ${colours.end}; border-color: ${colours.end}; color: #fefefe; }
.racteach-play .racteach-choice { display: inline-flex; margin: 0; padding: 0; overflow: hidden; }
.racteach-play .racteach-choice label { position: relative; min-width: 32px; min-height: 30px; padding: 0 8px;
  box-sizing: border-box; display: grid; place-items: center; cursor: pointer; }
.racteach-play .racteach-choice input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
.racteach-play .racteach-choice label:has(:checked) { background: ${colours.end}; color: #fefefe; }
.racteach-play .racteach-choice label:has(:focus-visible) { outline: 3px solid ${colours.lit}; outline-offset: -3px; }
.racteach-play .racteach-handle { cursor: grab; touch-action: none; outline: none; }
.racteach-play .racteach-handle.racteach-held { cursor: grabbing; }
.racteach-play button:focus-visible, .racteach-play input:focus-visible,
.racteach-play [tabindex]:focus-visible { outline: 3px solid ${colours.lit}; outline-offset: 2px; }
.racteach-play .racteach-status { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
`;

// An element with attributes and children; what is null or false is left out. Text is text, never markup.
function node(tag, attributes = {}, children = []) {
  const made = DRAWN.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  put(made, attributes).append(...[children].flat());
  return made;
}

function put(thing, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) thing.removeAttribute(name);
    else if (thing.getAttribute(name) !== String(value)) thing.setAttribute(name, value === true ? '' : value);
  }
  return thing;
}

// As many elements of a kind in a group, those that are there already first: quicker than new ones.
function pool(group, tag, count) {
  while (group.childElementCount > count) group.lastChild.remove();
  while (group.childElementCount < count) group.append(node(tag));
  return [...group.children];
}

// A text of a drawing with raised parts: raised('h', '6,1') is h with 6,1 as its superscript.
function raised(...parts) {
  return parts.map((part, place) => (place % 2
    ? node('tspan', { 'baseline-shift': 'super', 'font-size': '78%' }, part) : node('tspan', {}, part)));
}

// Where a pointer is, in the units of a drawing.
function at(svg, event) {
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
}

// The round mark of what can be dragged, with arrows to both sides or up and down; wide enough for a finger.
function grip(x, y, upright = false) {
  const arrows = upright ? `M${x - 4} ${y - 3}l4 -4l4 4m-8 6l4 4l4 -4` : `M${x - 3} ${y - 4}l-4 4l4 4m6 -8l4 4l-4 4`;
  return [
    node('circle', { cx: x, cy: y, r: 20, fill: 'transparent' }),
    node('circle', { cx: x, cy: y, r: 11, fill: colours.lit, stroke: colours.paper, 'stroke-width': 2 }),
    node('path', { d: arrows, stroke: colours.onDark, fill: 'none', 'stroke-width': 1.8 }),
  ];
}

// A finger on the thing drags it, never the page: touch-action does not reach the parts of an SVG group.
function hold(thing) {
  thing.addEventListener('touchstart', (event) => event.preventDefault(), { passive: false });
}

// Make a thing a slider that is dragged itself, by pointer and by keyboard.
//   label, min, max, step, value: numbers; text(value): how it is said; changed(value): what follows;
//   from(event): the value below the pointer, of any size; vertical: whether up is more.
// Returns {set, limit}: set(value) moves it silently, limit(min, max) changes its ends.
function handle(thing, { label, min, max, step = 1, value, text = String, changed, from = null, vertical = false }) {
  let now = value;
  const page = () => Math.max(step, step * Math.round((max - min) / step / 5));
  const show = () => put(thing, { 'aria-valuemin': min, 'aria-valuemax': max, 'aria-valuenow': now, 'aria-valuetext': text(now) });
  const go = (wanted) => {
    const next = Math.min(max, Math.max(min, min + step * Math.round((wanted - min) / step)));
    if (next === now || Number.isNaN(next)) return;
    now = next;
    show();
    changed(now);
  };
  put(thing, { role: 'slider', tabindex: 0, 'aria-label': label, 'aria-orientation': vertical ? 'vertical' : 'horizontal' });
  thing.classList.add('racteach-handle');
  const held = (yes) => thing.classList.toggle('racteach-held', yes);
  if (from) hold(thing);
  thing.addEventListener('pointerdown', (event) => {
    if (!from || event.button) return;
    thing.setPointerCapture(event.pointerId);
    held(true);
    event.preventDefault();
    thing.focus({ preventScroll: true });
    go(from(event));
  });
  thing.addEventListener('pointermove', (event) => { if (thing.hasPointerCapture(event.pointerId)) go(from(event)); });
  for (const end of ['pointerup', 'pointercancel']) thing.addEventListener(end, () => held(false));
  thing.addEventListener('keydown', (event) => {
    const moves = {
      ArrowRight: now + step, ArrowUp: now + step, ArrowLeft: now - step, ArrowDown: now - step,
      PageUp: now + page(), PageDown: now - page(), Home: min, End: max,
    };
    if (!(event.key in moves) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    go(moves[event.key]);
  });
  show();
  return {
    set(next) { now = next; show(); },
    limit(low, high) { min = low; max = high; now = Math.min(high, Math.max(low, now)); show(); },
  };
}

// A button; with `pressed` true or false it stays down. Returns the element; press(element, yes) sets it.
function button(text, clicked, pressed = null) {
  const made = node('button', { type: 'button', 'aria-pressed': pressed === null ? null : String(pressed) }, text);
  made.addEventListener('click', () => clicked(made));
  return made;
}

function press(made, yes) {
  return put(made, { 'aria-pressed': String(Boolean(yes)) });
}

// A few values side by side, one of them chosen. Returns {element, set}.
let choices = 0;
function choice(label, values, value, changed, text = String) {
  choices += 1;
  const inputs = values.map((each) => {
    const input = node('input', { type: 'radio', name: `racteach-choice-${choices}`, 'aria-label': `${label} ${text(each)}` });
    input.addEventListener('change', () => changed(each));
    return input;
  });
  const set = (next) => inputs.forEach((input, place) => { input.checked = values[place] === next; });
  set(value);
  const row = node('span', { class: 'racteach-choice', role: 'radiogroup', 'aria-label': label },
    inputs.map((input, place) => node('label', {}, [node('span', {}, text(values[place])), input])));
  return { element: node('span', { class: 'racteach-row' }, [node('span', { 'aria-hidden': 'true' }, label), row]), set };
}

// Say what changed, at once and then at most every half second: what came last is never lost.
function speaker(root) {
  const status = root.appendChild(node('p', { class: 'racteach-status', role: 'status' }));
  let waiting = null, words = '';
  const speak = () => {
    if (status.textContent === words) { waiting = null; return; }
    status.textContent = words;
    waiting = setTimeout(speak, 500);
  };
  const say = (text) => { words = text; if (waiting === null) speak(); };
  return { say, close: () => clearTimeout(waiting) };
}

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
const smooth = (share) => share * share * (3 - 2 * share);

// Call draw(share) for every frame, share from 0 to 1. Returns what stops it. At once where motion is unwanted.
function animate(milliseconds, draw, done = () => {}) {
  if (calm() || milliseconds <= 0) { draw(1); done(); return () => {}; }
  let begun = null, frame = 0;
  const tick = (now) => {
    begun ??= now;
    const share = Math.min(1, (now - begun) / milliseconds);
    draw(share);
    if (share < 1) frame = requestAnimationFrame(tick); else done();
  };
  frame = requestAnimationFrame(tick);
  return () => cancelAnimationFrame(frame);
}

function dress() {
  if (document.adoptedStyleSheets.some((sheet) => sheet.racteach === STYLE)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  sheet.racteach = STYLE;
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

// The shell: build a picture from the data, redraw when a control or the room changes, say what is seen.
//   make({data, values, set, root}) fills root once and returns {draw, close}:
//   draw(values, width) draws, and returns the sentence that says the same; close() is called at the end;
//   set({name: value, ...}) is how the picture changes its own controls.
function play({ model, el }, make) {
  dress();
  const data = model.get('data'), names = Object.keys(data.controls);
  const picture = node('div', { class: 'racteach-live', role: 'group' });
  const root = node('div', { class: 'racteach-explorer racteach-play', 'data-lm-suppress-shortcuts': 'true' }, picture);
  el.append(root);
  const voice = speaker(root);
  let held = false, width = 0, made = null;
  const values = () => Object.fromEntries(names.map((name) => [name, model.get(name)]));
  const draw = () => {
    if (held || !made) return;
    const words = made.draw(values(), width || 960);
    put(picture, { 'aria-label': words });
    voice.say(words);
  };
  const set = (changes) => {
    held = true;
    Object.entries(changes).forEach(([name, value]) => model.set(name, value));
    held = false;
    draw();
    model.save_changes();
  };
  const measure = () => { // how high the controls are that stand above the drawing
    const svg = picture.querySelector('svg');
    if (svg) root.style.setProperty('--above', `${Math.round(svg.getBoundingClientRect().top - root.getBoundingClientRect().top)}px`);
  };
  made = make({ data, values, set, root: picture });
  const room = new ResizeObserver(([entry]) => {
    const wide = Math.round(entry.contentRect.width);
    if (!wide || wide === width) return;
    width = wide;
    draw();
    measure();
  });
  names.forEach((name) => model.on(`change:${name}`, draw));
  width = Math.round(root.getBoundingClientRect().width);
  draw();
  measure();
  room.observe(root);
  return () => {
    names.forEach((name) => model.off(`change:${name}`, draw));
    room.disconnect();
    voice.close();
    if (made.close) made.close();
    root.remove();
  };
}
