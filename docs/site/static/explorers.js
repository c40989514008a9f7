// Explorers without a kernel. A place in a page names its explorer; its file is loaded when it comes into view.
(() => {
  'use strict';
  const base = new URL('.', document.currentScript.src);
  const waiting = new Map();

  async function unpack(text) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return JSON.parse(await new Response(stream).text());
  }

  function load(name) {
    if (!waiting.has(name)) {
      let found;
      const promise = new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.src = new URL(`explorers/${name}.js`, base);
        script.onerror = () => reject(new Error(`${script.src} could not be loaded`));
        found = resolve;
        document.head.append(script);
      });
      waiting.set(name, { promise, found });
    }
    return waiting.get(name).promise;
  }

  const make = (tag, parent, attributes = {}, text = '') => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.textContent = text;
    parent.append(node);
    return node;
  };

  // One control: a slider, a list or a box to tick. `moved(position)` is called whenever a reader changes it.
  function control(parent, one, moved) {
    const label = make('label', parent, { class: `racteach-${one.kind}` });
    const name = () => make('span', label, {}, one.label);
    if (one.kind === 'tick') {
      const box = make('input', label, { type: 'checkbox' });
      name();
      box.checked = one.begin === 1;
      box.addEventListener('change', () => moved(Number(box.checked)));
      return (position) => { box.checked = position === 1; };
    }
    name();
    if (one.kind === 'list') {
      const list = make('select', label);
      one.labels.forEach((text) => make('option', list, {}, text));
      list.selectedIndex = one.begin;
      list.addEventListener('change', () => moved(list.selectedIndex));
      return (position) => { list.selectedIndex = position; };
    }
    const slider = make('input', label, { type: 'range', min: 0, max: one.labels.length - 1, step: 1 });
    const shown = make('output', label);
    const show = (position) => {
      slider.value = position;
      slider.setAttribute('aria-valuetext', one.labels[position]);
      shown.textContent = one.labels[position];
    };
    show(one.begin);
    slider.addEventListener('input', () => { show(Number(slider.value)); moved(Number(slider.value)); });
    return show;
  }

  // All controls, above the picture. `moved(changes)` gets pairs of a control and its position: what a reader
  // changed, after the tick that hides the answer where that is a new question.
  function controls(place, data, moved) {
    if (!data.controls.length) return;
    const box = document.createElement('div');
    box.className = 'racteach-controls';
    const answer = data.controls.find((one) => one.name === 'revealed');
    const set = new Map();
    data.controls.forEach((one) => set.set(one, control(box, one, (position) => {
      const hides = answer && data.hides.includes(one.name);
      if (hides) set.get(answer)(0);
      moved([...(hides ? [[answer, 0]] : []), [one, position]]);
    })));
    place.prepend(box);
  }

  // Frames drawn beforehand: the positions of all controls together name one.
  function frames(place, data) {
    const drawing = place.querySelector('.racteach-drawing');
    const status = place.querySelector('.racteach-status');
    const at = new Map(data.controls.map((one) => [one, one.begin]));
    let shown = -1;
    function show() {
      const frame = data.order[data.controls.reduce((index, one) => index * one.labels.length + at.get(one), 0)];
      if (frame === shown) return;
      shown = frame;
      drawing.innerHTML = data.frames[frame].map((line) => data.lines[line]).join('\n');
      status.textContent = data.words[frame];
    }
    controls(place, data, (changes) => {
      changes.forEach(([one, position]) => at.set(one, position));
      show();
    });
    show();
  }

  // A module that draws by itself, with the smallest model that it can live with.
  function live(place, data, render) {
    const values = { ...data.begin, data: data.data };
    const heard = new Map();
    const hear = (event) => heard.get(event) || heard.set(event, new Set()).get(event);
    const model = {
      get: (name) => values[name],
      set(name, value) {
        if (values[name] === value) return;
        values[name] = value;
        hear(`change:${name}`).forEach((call) => call());
      },
      on: (event, call) => hear(event).add(call),
      off: (event, call) => hear(event).delete(call),
      save_changes() {},
    };
    const drawing = place.querySelector('.racteach-drawing');
    make('div', place, { class: 'racteach-paper' }).append(...drawing.childNodes); // for paper
    place.querySelector(':scope > .racteach-status').remove(); // it says by itself what it shows
    render({ model, el: drawing });
  }

  window.racteach = {
    async loaded(name, text, render) {
      const data = await unpack(text);
      waiting.get(name).found((place) => (render ? live(place, data, render) : frames(place, data)));
    },
  };

  async function wake(place) {
    try {
      (await load(place.dataset.explorer))(place);
      place.dataset.ready = '';
    } catch (error) {
      place.querySelector('.racteach-status').textContent = `This picture stays still: ${error.message}.`;
    }
  }

  const places = document.querySelectorAll('.racteach-explorer[data-explorer]');
  const watcher = new IntersectionObserver((entries) => entries.forEach((entry) => {
    if (!entry.isIntersecting) return;
    watcher.unobserve(entry.target);
    wake(entry.target);
  }), { rootMargin: '300px' });
  places.forEach((place) => watcher.observe(place));
})();
