// Memory as starts that can be told apart: two words run through a circuit, start x end tables of three depths,
// and an elimination that goes through the starts and greys those that earlier ones give.
const MONO = '"DejaVu Sans Mono", monospace', MARKS = ['①', '②'];
const CLEAR = 11; // a cell this high has room for a line of text; where it is lower, only the chosen start is named

function render(context) {
  return play(context, ({ data, values, set, root }) => {
    const { weights, prime } = data, last = () => now.depth * now.length, count = () => 2 ** (now.length / 2);
    const known = new Map();
    const tables = (length) => {
      if (!known.has(length)) {
        known.set(length, data.controls.depth.map((depth) => {
          const rows = table(weights, depth, length, prime);
          return { rows, found: eliminate(rows, prime) };
        }));
      }
      return known.get(length);
    };
    const rank = (depth, length, rows) => tables(length)[depth - 1].found.slice(0, rows).filter(({ kept }) => kept).length;
    let now = null, stop = () => {};

    // What is said of length and depth decides how long words are, and how many boxes and rows there are.
    function change(changes) {
      stop();
      asked.forget('length' in changes ? ['first', 'second'] : Object.keys(changes));
      if ('length' in changes) guess.forget();
      const next = { pointed: '', ...changes };
      for (const name of ['depth', 'length', 'first', 'second', 'box', 'rows']) next[name] ??= now[name];
      for (const name of ['first', 'second']) next[name] = fitted(next[name], next.length);
      next.box = now.box === last() && !('box' in changes) ? next.depth * next.length : Math.min(next.box, next.depth * next.length);
      if (next.length !== now.length) next.rows = 0;
      set(next);
    }
    function sweep(name, from, to, pace) {
      stop();
      stop = animate((to - from) * pace, (share) => {
        const next = Math.round(from + share * (to - from));
        if (now[name] !== next) set({ [name]: next, pointed: '' });
      });
    }

    const asked = wordFields(() => now, change), { fields } = asked, guess = guessFields(data.controls.depth);
    const labelled = fields.map((input, place) => node('label', { class: 'racteach-row' }, [node('span', { 'aria-hidden': 'true' }, MARKS[place]), input]));
    const size = choice('length T', data.controls.length, values().length, (length) => change({ length }));
    const layers = choice('depth L', data.controls.depth, values().depth, (depth) => change({ depth }));
    const runs = node('svg', { 'aria-hidden': 'true' }), drawn = node('svg');
    const detail = node('table'), parted = node('p'), relation = node('p');
    const back = button('Step back', () => change({ box: Math.max(1, now.box - 1) }));
    const step = button('Step', () => change({ box: Math.min(last(), now.box + 1) }));
    const whole = button('Run', () => sweep('box', now.box === last() ? 1 : now.box, last(), 300));
    const rowBack = button('Row back', () => change({ rows: Math.max(0, now.rows - 1) }));
    const row = button('Next row', () => change({ rows: Math.min(count(), now.rows + 1) }));
    const race = button('Race', () => sweep('rows', now.rows === count() ? 0 : now.rows, count(), 300));
    const grid = node('div', {}, [
      node('div', { class: 'racteach-row' }, [...labelled, size.element, layers.element, asked.problem]),
      runs, node('div', { class: 'racteach-detail' }, [detail, parted, node('div', { class: 'racteach-row' }, [back, step, whole])]),
      drawn, node('div', { class: 'racteach-row' }, [rowBack, row, race, guess.element]), relation,
      node('p', { class: 'racteach-note' }, `What a layer recalls is weights times its state before, what enters is weights times what is below; the output adds up the last state. All modulo ${prime}: a rank modulo a prime can only be too small; for these weights it is not.`),
    ]);
    root.append(node('style', {}, CSS), grid);
    // A mouse is heard when it presses: a word that was being typed is drawn before it lets go. A finger may scroll.
    let heard = false;
    runs.addEventListener('pointerdown', (event) => { heard = event.pointerType === 'mouse' && !event.button; if (heard) turn(event); });
    runs.addEventListener('click', (event) => { if (!heard) turn(event); heard = false; });
    function turn({ target }) {
      const { word, t, box } = (target.closest('[data-word], [data-box]') || runs).dataset;
      if (box) change({ box: Number(box) });
      if (word) change({ [word]: [...now[word]].map((letter, k) => (k === Number(t) ? 'ba'['ab'.indexOf(letter)] : letter)).join('') });
    }

    // The two runs: one lane where all is equal, two where it is not.
    function drawRuns(shown, found, box, width, high) {
      const { depth, length } = now, left = 36, right = 50, apart = (width - left - right) / length, wide = Math.min(76, apart - 6);
      const deep = (high - 64) / depth, tall = Math.min(28, deep * 0.4), letters = Math.max(10, Math.min(15, wide / 3.1, tall * 0.85));
      const x = (t) => left + (t + 0.5) * apart, middle = (layer) => high - 60 - (layer + 0.5) * deep;
      const equal = (t, layer) => found.length === 1 || String(found[0][t][layer].state) === String(found[1][t][layer].state);
      const y = (t, layer, lane) => middle(layer) + (equal(t, layer) ? 0 : (lane - 0.5) * (tall + Math.min(4, deep * 0.07)));
      const back = [], wires = [], boxes = [], lanes = found.map((_, lane) => lane);
      [['start', 0], ['end', length / 2]].forEach(([name, t]) => back.push(
        node('rect', { x: left + t * apart, width: apart * length / 2, y: 0, height: high, fill: colours[name], opacity: 0.13 }),
        node('text', { x: left + t * apart + 6, y: high - 4, style: `fill: ${colours[`${name}Text`]}`, 'font-size': 13 }, name)));
      back.push(node('path', { d: `M${left + apart * length / 2} 0V${high}`, stroke: colours.ink, 'stroke-dasharray': '7 5' }));
      for (let t = 0; t < length; t += 1) {
        for (let layer = 0; layer < depth; layer += 1) {
          const number = t * depth + layer + 1, done = number <= box, lit = number === box, both = equal(t, layer);
          for (const lane of both ? [0] : lanes) {
            const py = y(t, layer, lane), look = { stroke: lit ? colours.lit : done ? colours.ink : colours.edge, 'stroke-width': lit ? 3 : 1.4, 'stroke-dasharray': lane ? '5 3' : null };
            for (const other of both ? lanes : [lane]) {
              if (t) wires.push(node('path', { ...look, fill: 'none', d: `M${x(t - 1) + wide / 2} ${y(t - 1, layer, other)}L${x(t) - wide / 2} ${py}` }));
              wires.push(node('path', { ...look, fill: 'none', d: `M${x(t) + (both ? 0 : (other - 0.5) * wide * 0.3)} ${layer ? y(t, layer - 1, other) - tall / 2 : high - 56}V${py + tall / 2}` }));
            }
            boxes.push(node('rect', { ...look, x: x(t) - wide / 2, y: py - tall / 2, width: wide, height: tall, rx: 6, fill: colours.paper, 'data-box': number }));
            if (done) found[lane][t][layer].state.forEach((value, r) => boxes.push(node('text', { x: x(t) + (r - 0.5) * wide * 0.48, y: py + letters * 0.36, 'font-size': letters, 'text-anchor': 'middle', 'pointer-events': 'none' }, String(value))));
          }
        }
        const differ = found.length > 1 && shown[0][t] !== shown[1][t];
        shown.forEach((word, lane) => boxes.push(node('g', { 'data-word': found.length > 1 && ['first', 'second'][lane], 'data-t': t }, [
          node('rect', { x: x(t) - 16, y: high - 56 + 19 * lane, width: 32, height: 19, fill: 'transparent' }),
          node('text', { x: x(t), y: high - 42 + 19 * lane, 'text-anchor': 'middle', 'font-size': 16, 'font-family': MONO, 'font-weight': differ ? 700 : 400, 'text-decoration': differ ? 'underline' : null }, word[t])])));
      }
      lanes.forEach((lane) => {
        boxes.push(node('text', { x: left - 24, y: high - 42 + 19 * lane, 'font-size': 15 }, found.length > 1 ? MARKS[lane] : '☞'));
        if (box < last()) return;
        const py = y(length - 1, depth - 1, lane) + (equal(length - 1, depth - 1) && found.length > 1 ? (lane - 0.5) * 18 : 0);
        boxes.push(node('text', { x: width - right + 4, y: py + 5, 'font-weight': 700, 'font-size': 14 }, `→ ${output(weights, depth, shown[lane], prime)}`));
      });
      for (let layer = 0; layer < depth; layer += 1) boxes.push(node('text', { x: 0, y: middle(layer) + 5, style: `fill: ${colours.grey}`, 'font-size': 12 }, `l = ${layer + 1}`));
      put(runs, { viewBox: `0 0 ${width} ${high}`, height: high }).replaceChildren(...back, ...wires, ...boxes);
    }

    // The lit box, channel by channel.
    function explain(found, box) {
      const t = Math.floor((box - 1) / now.depth), layer = (box - 1) % now.depth, part = parting(found[0], found[found.length - 1]);
      const rows = found.flatMap((steps, lane) => [0, 1].map((r) => {
        const { recalled, entering, state } = steps[t][layer], product = (recalled ? recalled[r] : 1) * entering[r];
        const cells = [r ? '' : found.length > 1 ? MARKS[lane] : '☞', recalled ? recalled[r] : '–', recalled ? '×' : '', entering[r], `= ${product}`, product < prime ? '' : `→ ${state[r]}`];
        return node('tr', { class: lane && !r ? 'racteach-next' : null }, cells.map((text) => node('td', {}, String(text))));
      }));
      if (found.length === 1) rows.push(...[0, 1].map(() => node('tr', {}, node('td', {}, '\u00a0')))); // as high as two words
      detail.replaceChildren(node('caption', {}, `depth ${now.depth}: step ${t + 1}, layer ${layer + 1}`), node('tr', {}, ['', 'recalls', '', 'enters', '', `mod ${prime}`].map((text) => node(text ? 'th' : 'td', {}, text))), ...rows);
      parted.textContent = found.length === 1 ? 'A click keeps this word.' : part ? `The states part at step ${part}.` : 'The states never part.';
    }

    // Tables: cells are made once for a size; a draw changes only what is grey, lit and written.
    let built = '', parts = [], home = 1;
    function build(width, high) {
      const each = width / 3, n = now.length / 2, starts = words(n), named = width >= 480 && (high > 200 || n < 4);
      const label = named ? 22 + 8.5 * n : 16, side = Math.min(each - label - (named ? 30 : 6), high - (high > 200 ? 128 : 60)), cell = side / count(), letters = Math.max(10, Math.min(13, cell * 0.8)), gap = cell > 9 ? 1 : 0.4;
      parts = data.controls.depth.map((depth, place) => {
        const { rows } = tables(now.length)[place], left = place * each + label, top = 28, middle = (i) => top + (i + 0.5) * cell + letters * 0.36;
        const lines = rows.map((line, i) => node('g', {}, line.flatMap((value, j) => [
          node('rect', { x: left + j * cell, y: top + i * cell, width: cell - gap, height: cell - gap, fill: `color-mix(in srgb, ${colours.end} ${Math.round(6 + (56 * value) / (prime - 1))}%, var(--paper))` }),
          ...(cell >= 19 ? [node('text', { x: left + (j + 0.5) * cell - gap / 2, y: top + (i + 0.5) * cell + 5, 'text-anchor': 'middle', 'font-size': Math.min(16, cell * 0.55) }, String(value))] : [])])));
        const labels = starts.map((start, i) => node('text', { x: left - 17, y: middle(i), 'text-anchor': 'end', 'font-size': letters, 'font-family': MONO }, named ? start : ''));
        const marks = starts.map((_, i) => node('circle', { cx: left - 9, cy: top + (i + 0.5) * cell, r: Math.min(4, cell * 0.3), fill: colours.ink }));
        const title = node('text', { x: left, y: top - 10, 'font-size': 15 }), told = node('text', { x: left + side, y: top - 10, 'text-anchor': 'end', 'font-size': 15 });
        const over = node('g', { 'pointer-events': 'none' });
        const hold = node('rect', { x: left, y: top, width: side, height: side, fill: 'transparent' });
        takeHold(hold, depth, (event) => {
          const point = at(drawn, event), place2 = (where) => Math.min(count() - 1, Math.max(0, Math.floor(where / cell)));
          return place2(point.y - top) * count() + place2(point.x - left);
        });
        if (!calm()) lines.forEach((line, i) => line.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 250, delay: (600 * i) / count(), fill: 'backwards' }));
        return { lines, labels, marks, title, told, over, hold, left, top, side, cell, letters, all: [title, told, ...lines, ...labels, ...marks, over, hold] };
      });
      put(drawn, { viewBox: `0 0 ${width} ${high}` }).replaceChildren(...parts.flatMap(({ all }) => all));
    }

    function takeHold(hold, depth, from) {
      const starts = words(now.length / 2), word = (entry) => starts[Math.floor(entry / count())] + starts[entry % count()];
      // While one points, the circuit of that table runs; a click keeps it, and moving away brings the depth back.
      const point = (entry) => {
        if (now.pointed === word(entry) && now.depth === depth) return;
        if (!now.pointed) home = now.depth;
        change({ depth, pointed: word(entry) });
      };
      const leave = () => { if (now.pointed) change({ depth: home }); };
      const take = () => change({ first: now.pointed, second: now.first, pointed: '', box: last() });
      let under = null;
      put(hold, { role: 'slider', tabindex: 0, 'aria-label': `entry of the table of depth ${depth}`, 'aria-valuemin': 0, 'aria-valuemax': count() ** 2 - 1 });
      hold.addEventListener('pointermove', (event) => {
        if (event.pointerType === 'touch' || from(event) === under) return;
        under = from(event);
        point(under);
      });
      hold.addEventListener('pointerleave', (event) => { under = null; if (event.pointerType !== 'touch') leave(); });
      hold.addEventListener('blur', leave);
      hold.addEventListener('click', (event) => { if (now.pointed === word(from(event)) && now.depth === depth) take(); else point(from(event)); });
      hold.addEventListener('keydown', (event) => {
        const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [-99, -99], End: [99, 99] };
        if (event.key in moves) {
          const shown = now.pointed || now.first, ends = [shown.slice(0, now.length / 2), shown.slice(now.length / 2)];
          const [i, j] = ends.map((half, axis) => Math.min(count() - 1, Math.max(0, starts.indexOf(half) + moves[event.key][axis])));
          point(i * count() + j);
        } else if (event.key === 'Enter' && now.pointed) take();
        else if (event.key === 'Escape' && now.pointed) leave();
        else return;
        event.preventDefault();
        event.stopPropagation();
      });
    }

    function drawTables(width, high) {
      const key = `${now.length},${width},${high}`, n = now.length / 2, starts = words(n), shown = now.pointed ? [now.pointed] : [now.first, now.second];
      if (key !== built) { built = key; build(width, high); }
      parts.forEach((part, place) => {
        const { rows, found } = tables(now.length)[place], { left, top, side, cell, over } = part, depth = place + 1, chosen = depth === now.depth;
        const [line, column] = [shown[0].slice(0, n), shown[0].slice(n)].map((half) => starts.indexOf(half)), about = relationRow(line);
        found.forEach(({ kept }, i) => {
          const grey = i < now.rows && !kept;
          put(part.lines[i], { opacity: grey ? 0.16 : 1 });
          put(part.labels[i], { display: cell >= CLEAR || (chosen && i === line) ? null : 'none', 'text-decoration': grey ? 'line-through' : null, 'font-weight': chosen && i === line ? 700 : 400, style: grey ? `fill: ${colours.grey}` : chosen && i === line ? `fill: ${colours.startText}` : null });
          put(part.marks[i], { display: i < now.rows && kept ? null : 'none' });
        });
        const so = rank(depth, now.length, now.rows);
        put(part.title, { 'font-weight': chosen ? 700 : 400 }).textContent = `${side > 95 ? 'depth' : 'L ='} ${depth}`;
        put(part.told, { style: now.rows ? null : `fill: ${colours.litText}`, 'font-weight': 700 }).textContent = `${side > 120 ? 'rank ' : ''}${now.rows ? so : '?'}`;
        put(part.hold, { 'aria-valuenow': line * count() + column, 'aria-valuetext': `start ${starts[line]}, end ${starts[column]}: ${rows[line][column]}` });
        const frame = (i, j, high2, wide2, look) => node('rect', { x: left + j * cell - 1, y: top + i * cell - 1, width: wide2 * cell + 1, height: high2 * cell + 1, fill: 'none', rx: 2, 'stroke-width': 2.5, ...look });
        over.replaceChildren();
        if (chosen) over.append(frame(line, 0, 1, count(), { stroke: colours.start }), frame(0, column, count(), 1, { stroke: colours.sky }));
        shown.forEach((word, lane) => over.append(frame(starts.indexOf(word.slice(0, n)), starts.indexOf(word.slice(n)), 1, 1, { stroke: now.pointed ? colours.lit : colours.ink, 'stroke-dasharray': lane ? '4 2' : null, 'stroke-width': 3 })));
        if (chosen) over.append(node('text', { x: Math.max(left + 4.2 * n, left + (column + 0.5) * cell), y: top + side + 31, 'text-anchor': 'middle', 'font-family': MONO, 'font-weight': 700, style: `fill: ${colours.endText}` }, starts[column]));
        if (now.rows && now.rows < count()) over.append(frame(now.rows - 1, 0, 1, count(), { stroke: colours.lit, 'stroke-width': 1.5 }));
        if (now.rows) over.append(...remainder(part, found[now.rows - 1]));
        if (chosen && about !== null && !found[about].kept && cell >= CLEAR) found[about].parts.forEach((factor, k) => { if (factor) over.append(node('text', { x: left + side + 4, y: top + (k + 0.5) * cell + part.letters * 0.36, 'font-size': Math.min(12, part.letters), style: `fill: ${colours.litText}` }, `×${factor}`)); });
        if (high > 200) over.append(...growth(part, depth));
        if (chosen) relate(about, starts, found);
      });
    }

    // The row that is spoken of: the one pointed at, if it was compared already; else the last one compared.
    const relationRow = (line) => (now.rows === 0 ? null : now.pointed && line < now.rows ? line : now.rows - 1);

    function relate(about, starts, found) {
      if (about === null) { relation.textContent = 'Which rows stay? Guess, then race.'; return; }
      const { kept, parts: of } = found[about], sum = of.flatMap((factor, k) => (factor ? [`${factor === 1 ? '' : `${factor} `}${starts[k]}`] : []));
      const told = kept ? `${starts[about]} is new${about ? ': no sum of the rows above gives it' : ''}.` : `${starts[about]} = ${sum.join(' + ') || '0'}: nothing new.`;
      relation.textContent = `Depth ${now.depth}: ${told}${verdict()}`;
    }
    const verdict = () => (now.rows === count() ? guess.judged((depth) => rank(depth, now.length, now.rows)) : '');

    // What is left of the row compared last.
    function remainder({ left, top, side, cell, letters }, { left: rest, kept }) {
      const high = Math.min(cell, 13), y = top + side + 4;
      return [...rest.map((value, j) => node('rect', { x: left + j * cell, y, width: cell - 1, height: high, stroke: colours.edge, 'stroke-width': 0.6, fill: value ? `color-mix(in srgb, ${colours.lit} ${Math.round(25 + (50 * value) / prime)}%, var(--paper))` : 'none' })),
        node('text', { x: left - 9, y: y + high - 1, 'text-anchor': 'middle', 'font-size': Math.max(10, Math.min(12, letters)) }, kept ? '+1' : '0')];
    }

    // The rank at each length so far, as bars of one scale.
    function growth({ left, top, side }, depth) {
      const base = top + side + 82, tall = 32, wide = side / data.controls.length.length;
      return data.controls.length.flatMap((length, place) => {
        const x = left + (place + 0.5) * wide, asked = length === now.length && !now.rows;
        const under = node('text', { x, y: base + 14, 'text-anchor': 'middle', 'font-size': 12, style: `fill: ${colours.grey}` }, `${side > 180 ? 'T = ' : ''}${length}`);
        if (length > now.length) return [under];
        const value = rank(depth, length, length === now.length ? now.rows : 2 ** (length / 2)), y = base - (tall * value) / count();
        return [under, node('rect', { x: x - wide * 0.3, y, width: wide * 0.6, height: base - y, fill: colours.end }),
          node('text', { x, y: y - 3, 'text-anchor': 'middle', 'font-size': 13, 'font-weight': 700, style: asked ? `fill: ${colours.litText}` : null }, asked ? '?' : String(value))];
      });
    }

    return {
      draw(values2, width) {
        now = { ...values2, first: fitted(values2.first, values2.length), second: fitted(values2.second, values2.length), pointed: values2.pointed && fitted(values2.pointed, values2.length) };
        now.box = Math.min(now.box, last());
        now.rows = Math.min(now.rows, count());
        const narrow = width < 480, low = !narrow && window.innerHeight < 640;
        const shown = now.pointed ? [now.pointed] : [now.first, now.second], found = shown.map((word) => run(weights, now.depth, word, prime)), box = now.pointed ? last() : now.box;
        put(grid, { class: `racteach-starts${narrow ? ' racteach-narrow' : low ? ' racteach-low' : ''}` });
        asked.show();
        size.set(now.length);
        layers.set(now.depth);
        guess.limit(count());
        drawRuns(shown, found, box, width - (narrow ? 0 : low ? 224 : 266), low ? 158 : 236);
        explain(found, box);
        drawTables(width, narrow ? width / 3 + 108 : low ? 146 : 330);
        back.disabled = now.box === 1;
        step.disabled = now.box === last();
        rowBack.disabled = now.rows === 0;
        row.disabled = now.rows === count();
        guess.close(now.rows > 0); // made before the race, or not at all
        race.textContent = now.rows === count() ? 'Race again' : 'Race';
        return sentence(shown, found, box);
      },
      close() { stop(); },
    };

    function sentence(shown, found, box) {
      const t = Math.floor((box - 1) / now.depth), layer = (box - 1) % now.depth, said = ({ [t]: layers2 }) => `(${layers2[layer].state.join(', ')})`;
      const part = parting(found[0], found[found.length - 1]);
      const seen = now.pointed
        ? `Start ${now.pointed.slice(0, now.length / 2)} and end ${now.pointed.slice(now.length / 2)} give ${output(weights, now.depth, now.pointed, prime)}.`
        : `Step ${t + 1}, layer ${layer + 1}: ${shown.map((word, lane) => `${word} has ${said(found[lane])}`).join(', ')}. ${part ? `Their states part at step ${part}.` : 'Their states never part.'}`;
      const ranks = data.controls.depth.map((depth) => `${rank(depth, now.length, now.rows)} at depth ${depth}`);
      const raced = now.rows ? `${now.rows} of ${count()} starts compared: rank ${ranks.join(', ')}.${verdict()}` : `None of ${count()} starts is compared yet: guess the ranks.`;
      return `A circuit of depth ${now.depth} modulo ${prime}, words of ${now.length} letters. ${seen} ${raced}`;
    }
  });
}

export const mathematics = { words, fitted, run, output, table, eliminate, parting };
export default { render };
