// The whole story, from a path to a bundle, one step after the other, at the reader's cut. Play again goes on
// where it was halted; what a reader does meanwhile begins it anew.
function film(values, set) {
  let waiting = null, halted = 0, steps = [], show = () => {};
  const halt = () => { clearTimeout(waiting); waiting = null; show(false); };
  const stop = () => { halt(); halted = 0; };
  function story() {
    const { depth, length, cut } = settled(values());
    const many = Number(multichoose(length - cut, depth - 1));
    return [
      [{ unfolded: false, merged: false, through: 'states', cut, step: 0, layer: 0 }, 900],
      [{ step: cut, layer: 1 }, 1300 + Math.min(5200, 500 + 420 * many ** 0.75)], [{ unfolded: true }, 3000],
      [{ step: 0, layer: 0 }, 300], ...[cut + 1, cut, cut - 1, cut].filter((t) => t >= 1 && t < length).map((t) => [{ cut: t }, 1100]),
      [{ merged: true }, 3000],
    ];
  }
  function next(place) {
    if (place === steps.length) { stop(); return; }
    halted = place;
    set(steps[place][0]);
    waiting = setTimeout(() => next(place + 1), steps[place][1]);
  }
  function start() {
    if (!halted) steps = story();
    show(true);
    next(halted);
  }
  return { stop, toggle: () => (waiting === null ? start() : halt()), tell: (told) => { show = told; } };
}
