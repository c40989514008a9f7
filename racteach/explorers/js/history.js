// Steps that can be taken back. keep(values) before a change: what it changes; restore(values) brings it back.
function history(now, restore) {
  let past = [], future = [];
  const turn = (from, to) => {
    if (!from.length) return;
    const values = from.pop(); // out before anything is drawn, which asks how many there are
    to.push(Object.fromEntries(Object.keys(values).map((name) => [name, now()[name]])));
    restore(values);
  };
  return {
    keep: (values) => { past = [...past.slice(-99), values]; future = []; },
    back: () => turn(past, future), forth: () => turn(future, past),
    past: () => past.length, future: () => future.length,
  };
}
