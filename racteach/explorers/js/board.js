// A table of 64 entries that is painted or shown, of any number of rows.
const mixed = (a, b, share) => a.map((value, k) => value + (b[k] - value) * share);
const shape = ([x, y, side], rows, columns) => (place) => [
  x + ((place % columns) * side) / columns, y + (Math.floor(place / columns) * side) / rows, side / columns, side / rows];

// put(values, where, most, cell, moving) shows them, numbers where there is room and nothing moves.
function board(numbered) {
  const rects = Array.from({ length: 64 }, () => node('rect', { stroke: colours.edge, 'stroke-width': 0.5 }));
  const texts = numbered ? rects.map(() => node('text', { ...MIDDLE, 'font-size': 13 })) : [];
  const minus = node('path', { stroke: colours.ink, 'stroke-width': 1 }), frame = node('rect', { fill: 'none', stroke: colours.lit, 'stroke-width': 3 });
  const paper = node('rect', { fill: colours.paper });
  const all = node('g', {}, [paper, ...rects, minus, ...texts, frame]);
  return {
    all,
    put(values, where, most, cell, moving = false) {
      let strokes = '';
      values.forEach((value, place) => {
        const [x, y, wide, high] = where(place), seen = Math.abs(value) / most;
        put(rects[place], { x, y, width: wide, height: high, ...shade(value, most) });
        if (!numbered && value < 0 && seen > 0.04) strokes += dash(x, y, wide, high);
        if (numbered) {
          put(texts[place], { x: x + wide / 2, y: y + high / 2 + 5, display: wide > 18 && high > 14 && value && !moving ? null : 'none',
            style: `fill: ${value > 0 && seen > 0.6 ? colours.paper : value < 0 && seen > 0.85 ? colours.onLight : colours.ink}` });
          texts[place].textContent = number(value, 0);
        }
      });
      const [x, y] = where(0), [fx, fy, fw, fh] = where(63), [cx, cy, cw, ch] = where(cell);
      put(paper, { x, y, width: fx + fw - x, height: fy + fh - y });
      put(minus, { d: strokes || null });
      put(frame, { x: cx, y: cy, width: cw, height: ch });
    },
  };
}
