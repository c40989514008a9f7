// What stands beside the network: how many paths the chosen state has, and what the cut weighs.
function panel(place) {
  const [left, top, wide] = place.side;
  const element = node('g', { transform: `translate(${left} ${top})` });

  const text = (x, y, content, { size = 14, fill = colours.ink, anchor = 'start', bold = false } = {}) => node('text', {
    x, y, 'font-size': size, style: `fill: ${fill}`, 'text-anchor': anchor, 'font-weight': bold ? 600 : null,
  }, content);

  function paths(now, many, whole) {
    if (!now.step) return [text(0, 14, now.unfolded ? 'Point at a box.' : 'Point at a state.', { fill: colours.grey })];
    const on = now.step === now.cut, a = now.length - now.step + (on ? 0 : 1);
    let size = 14, columns = 14;
    while (Math.ceil(many / columns) * (size + 1.5) > (place.tight ? 36 : 66)) {
      size -= 0.5;
      columns = Math.floor(wide / (size + 1.5));
    }
    const tokens = count(0, whole - 1).map((i) => {
      const x = (i % columns) * (size + 1.5), y = 40 + Math.floor(i / columns) * (size + 1.5);
      return `M${f(x)} ${f(y)}h${f(size)}v${f(size)}h${f(-size)}z`;
    });
    const full = whole === many;
    return [
      text(0, 22, raised('h', `${now.step},${now.layer}`), { size: 22 }),
      text(76, 24, String(whole), { size: 30, fill: colours.goodText, bold: true }),
      text(146, 12, `path${whole === 1 ? '' : 's'} ${on ? 'over the cut' : 'to y'}`, { size: 13, fill: colours.grey }),
      text(146, 29, full ? `= mc(${a}, ${now.depth - now.layer})` : `of ${many}`, { size: 14 }),
      node('path', { d: tokens.join(''), fill: colours.good }),
    ];
  }

  function weights(now, shown) {
    const { groups, lines, weight, merged } = weighed(now), R = now.channels, done = shown.merge > 0;
    const high = Math.min(26, (place.height < 400 ? 140 : 168) / groups.length), top = place.tight ? 96 : 132, size = Math.min(15, high * 0.72);
    const found = groups.flatMap(([name, number], row) => {
      const y = top + row * high, own = { size, fill: done ? colours.grey : colours.litText };
      return [
        text(0, y, now.through === 'inputs' ? raised('x', name) : `l = ${name}`, { size, fill: colours.grey }),
        text(86, y, String(number), { size, anchor: 'end' }),
        text(90, y, number === 1 ? 'line' : 'lines', { size: size * 0.85, fill: colours.grey }),
        text(132, y, raised(R, number), own),
        done ? text(178, y, ['→ ', ...figure(multichoose(R, number))], { size, fill: colours.goodText, bold: true }) : '',
      ];
    });
    const below = top + groups.length * high + 16;
    const sum = { size: 20, fill: done ? colours.grey : colours.litText };
    found.push(
      node('line', { x1: 0, x2: wide, y1: below - 26, y2: below - 26, stroke: colours.edge }),
      text(0, below, raised(R, lines), sum), text(64, below, ['= ', ...figure(weight)], sum),
    );
    if (done) {
      found.push(text(0, below + 40, figure(merged), { size: 30, fill: colours.goodText, bold: true }),
        ...['different', 'products'].map((word, line) => text(wide, below + 26 + 16 * line, word, { size: 13, fill: colours.grey, anchor: 'end' })));
    }
    return found;
  }

  let before = '';
  function show(now, shown, many, whole) {
    const key = JSON.stringify([now, shown.merge > 0, many, whole]);
    if (key === before) return;
    before = key;
    element.replaceChildren(...paths(now, many, whole), ...(now.unfolded ? weights(now, shown) : []));
  }
  return { element, show };
}
