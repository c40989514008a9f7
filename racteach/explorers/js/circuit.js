// A recurrent arithmetic circuit of two letters modulo a prime, its start x end tables, and their elimination.
// All words of two letters in the order of the tables: aa, ab, ba, bb.
function words(length) {
  return Array.from({ length: 2 ** length }, (_, place) => Array.from({ length }, (__, t) => 'ab'[(place >> (length - 1 - t)) & 1]).join(''));
}

// A word cut to a length, or lengthened by the letter a.
const fitted = (word, length) => word.slice(0, length).padEnd(length, 'a');

const times = (matrix, vector, p) => matrix.map((row) => row.reduce((sum, weight, k) => sum + weight * vector[k], 0) % p);

// What each layer recalls, takes in and makes of it: run(...)[t][layer], residues; the first step recalls nothing.
function run(weights, depth, word, p) {
  let before = null;
  return [...word].map((letter) => {
    let below = letter === 'a' ? [1, 0] : [0, 1];
    before = Array.from({ length: depth }, (_, layer) => {
      const entering = times(weights.input[layer], below, p);
      const recalled = before && times(weights.hidden[layer], before[layer].state, p);
      below = recalled ? entering.map((value, r) => (value * recalled[r]) % p) : entering;
      return { recalled, entering, state: below };
    });
    return before;
  });
}

function output(weights, depth, word, p) {
  return times(weights.output, run(weights, depth, word, p)[word.length - 1][depth - 1].state, p)[0];
}

// One row for each start, one column for each end, of half the length each.
function table(weights, depth, length, p) {
  const halves = words(length / 2);
  return halves.map((start) => halves.map((end) => output(weights, depth, start + end, p)));
}

function reciprocal(value, p) {
  let power = 1;
  for (let k = 0; k < p - 2; k += 1) power = (power * value) % p;
  return power;
}

// Go through the rows of a table and take off each what rows before it give, modulo a prime. For each row:
//   left: what remains; kept: whether that is not zero;
//   parts: how often each row above is in what was taken off, so that row = sum of parts x rows + left.
function eliminate(rows, p) {
  const less = (from, factor, what) => from.map((value, k) => (((value - factor * what[k]) % p) + p) % p);
  const pivots = [];
  return rows.map((row, place) => {
    let left = row, parts = rows.map(() => 0);
    for (const pivot of pivots) {
      const factor = left[pivot.column];
      left = less(left, factor, pivot.row);
      parts = less(parts, p - factor, pivot.parts);
    }
    const column = left.findIndex((value) => value !== 0);
    if (column >= 0) {
      const scale = reciprocal(left[column], p), own = parts.map((part, k) => (k === place ? 1 : p - part));
      pivots.push({ column, row: left.map((value) => (value * scale) % p), parts: own.map((part) => (part * scale) % p) });
    }
    return { kept: column >= 0, left, parts };
  });
}

// The step at which the states of two runs part, counted from 1; 0 if they never do.
function parting(one, other) {
  return 1 + one.findIndex((layers, t) => layers.some(({ state }, l) => state.some((value, r) => value !== other[t][l].state[r])));
}
