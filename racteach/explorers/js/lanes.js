// The duplicated network and its cuts: what duplication.js draws. Whole numbers of any size are BigInt.

// a multichoose k = C(a + k - 1, k).
function multichoose(a, k) {
  let found = 1n;
  for (let i = 1; i <= k; i += 1) found = (found * BigInt(a + i - 1)) / BigInt(i);
  return found;
}

const count = (from, to) => Array.from({ length: Math.max(0, to - from + 1) }, (_, place) => from + place);

// The network as lanes: copies of one layer from step 1 to step `last`, where the lane goes up into `parent`.
// A lane is one way up, so layer l has mc(T, L - l) of them; the latest way up lies highest. y is from 0 to 1.
function lanes(depth, length) {
  const sizes = count(1, depth).map((layer) => 0.6 + Number(multichoose(length, depth - layer)) ** 0.6);
  const total = sizes.reduce((sum, size) => sum + size, 0), gap = depth > 1 ? 0.05 : 0;
  const room = 1 - gap * (depth - 1);
  let row = [{ layer: depth, last: length, parent: null }], top = 0;
  const found = [];
  for (let layer = depth; layer >= 1; layer -= 1) {
    if (layer < depth) {
      row = row.flatMap((parent) => count(1, parent.last).reverse().map((last) => ({ layer, last, parent })));
    }
    const high = (room * sizes[layer - 1]) / total;
    row.forEach((lane, place) => { lane.y = top + (high * (place + 0.5)) / row.length; lane.band = top + high / 2; });
    found.push(...row);
    top += high + gap;
  }
  return found;
}

// What is possible: a cut inside, a state of the circuit, copies that are merged only where they are drawn.
function settled(values) {
  const { depth, length } = values;
  const inside = values.step >= 1 && values.step <= length && values.layer >= 1 && values.layer <= depth;
  return {
    ...values, cut: Math.min(values.cut, length - 1), merged: values.merged && values.unfolded,
    step: inside ? values.step : 0, layer: inside ? values.layer : 0,
  };
}

// The lanes on which copies of h^{t,l} lie. Of a state on the cut only those count that go on over the cut.
function copies(all, { step, layer, cut }) {
  return all.filter((lane) => lane.layer === layer && lane.last >= (step === cut ? step + 1 : step));
}

// The lines that a cut crosses, in groups of equal ones: a layer's state, or one input of the end.
function crossed({ depth, length, cut, through }) {
  if (through === 'inputs') {
    return count(cut + 1, length).map((step) => [step, Number(multichoose(length - step + 1, depth - 1))]);
  }
  return count(1, depth).reverse().map((layer) => [layer, Number(multichoose(length - cut, depth - layer))]);
}

function weighed(values) {
  const groups = crossed(values), R = values.channels;
  const lines = groups.reduce((sum, [, number]) => sum + number, 0);
  const merged = groups.reduce((product, [, number]) => product * multichoose(R, number), 1n);
  return { groups, lines, weight: BigInt(R) ** BigInt(lines), merged };
}

function describe(values) {
  const now = settled(values), { depth, length, cut, step, layer } = now;
  const all = lanes(depth, length);
  const boxes = all.reduce((sum, lane) => sum + lane.last, 0);
  const words = [now.unfolded
    ? `Network of ${boxes.toLocaleString('en')} boxes for ${depth * length} states`
    : `Grid of ${depth * length} states`];
  words[0] += `, depth ${depth}, length ${length}, cut after step ${cut}.`;
  if (step) {
    const many = copies(all, now).length, on = step === cut;
    words.push(`h ${step},${layer} has ${many} ${many === 1 ? 'path' : 'paths'} ${on ? 'over the cut' : 'to y'}: `
      + `mc(${length - step + (on ? 0 : 1)}, ${depth - layer}).`);
  }
  if (now.unfolded) {
    const { lines, weight, merged } = weighed(now), R = now.channels;
    const what = now.through === 'inputs' ? `${lines === 1 ? 'input' : 'inputs'} of the end` : lines === 1 ? 'line' : 'lines';
    words.push(`The cut crosses ${lines} ${what} and weighs ${R}^${lines} = ${said(weight)}.`);
    if (now.merged) words.push(`Equal copies merged leave ${said(merged)}.`);
  }
  return words.join(' ');
}
