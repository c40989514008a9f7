// Tables as sums of terms, a column times a row each: what the bottleneck computes.
const LETTERS = 6;

// The 64 values as a table: a row for each word of the first `split` letters, a column for each other word.
function regroup(values, split) {
  const columns = 2 ** (LETTERS - split);
  return Array.from({ length: 2 ** split }, (_, row) => values.slice(row * columns, (row + 1) * columns));
}

const transposed = (matrix) => matrix[0].map((_, j) => matrix.map((row) => row[j]));
const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);

// Singular value decomposition, largest first: terms {sigma, column, row}, of which the nonzero ones are given.
// One-sided Jacobi: turn pairs of columns until all are orthogonal (Hestenes, 1958).
function terms(matrix) {
  if (matrix.length < matrix[0].length) {
    return terms(transposed(matrix)).map(({ sigma, column, row }) => upright({ sigma, column: row, row: column }));
  }
  const columns = transposed(matrix), turned = columns.map((_, j) => columns.map((__, i) => Number(i === j)));
  for (let busy = true, sweep = 0; busy && sweep < 40; sweep += 1) {
    busy = false;
    for (let p = 0; p < columns.length; p += 1) {
      for (let q = p + 1; q < columns.length; q += 1) {
        const along = dot(columns[p], columns[q]), a = dot(columns[p], columns[p]), b = dot(columns[q], columns[q]);
        if (Math.abs(along) <= 1e-15 * Math.sqrt(a * b)) continue;
        busy = true;
        const zeta = (b - a) / (2 * along), tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const cosine = 1 / Math.hypot(1, tangent), sine = cosine * tangent;
        for (const rows of [columns, turned]) {
          const [first, second] = [rows[p], rows[q]];
          rows[p] = first.map((value, i) => cosine * value - sine * second[i]);
          rows[q] = first.map((value, i) => sine * value + cosine * second[i]);
        }
      }
    }
  }
  const lengths = columns.map((column) => Math.sqrt(dot(column, column))), least = 1e-12 * Math.max(...lengths);
  return columns.map((column, j) => ({ sigma: lengths[j], column: column.map((value) => value / lengths[j]), row: turned[j] }))
    .filter(({ sigma }) => sigma > least).sort((a, b) => b.sigma - a.sigma).map(upright);
}

// Of the two signs of a term the one with which its column adds up to more.
function upright({ sigma, column, row }) {
  const sum = column.reduce((total, value) => total + value, 0);
  const sign = (Math.abs(sum) > 1e-9 ? sum : column.find((value) => Math.abs(value) > 1e-9)) < 0 ? -1 : 1;
  return { sigma, column: column.map((value) => sign * value), row: row.map((value) => sign * value) };
}

// The rank of a table of whole numbers, exactly: elimination without fractions (Bareiss, 1968).
function exactRank(matrix) {
  const rows = matrix.map((row) => row.map(BigInt));
  let rank = 0, before = 1n;
  for (let column = 0; column < rows[0].length && rank < rows.length; column += 1) {
    const found = rows.findIndex((row, i) => i >= rank && row[column] !== 0n);
    if (found < 0) continue;
    [rows[rank], rows[found]] = [rows[found], rows[rank]];
    const pivot = rows[rank];
    for (let i = rank + 1; i < rows.length; i += 1) {
      const factor = rows[i][column];
      rows[i] = rows[i].map((value, j) => (pivot[column] * value - factor * pivot[j]) / before);
    }
    before = pivot[column];
    rank += 1;
  }
  return rank;
}

// The sum of the terms that are on, and the share of the table's length that is missing.
function sumOf(found, on, rows, columns) {
  const sum = Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => (
    found.reduce((total, term, k) => total + (on[k] ? term.sigma * term.column[i] * term.row[j] : 0), 0))));
  const size = (chosen) => Math.hypot(...found.filter((_, k) => chosen(k)).map(({ sigma }) => sigma));
  return { sum, missing: found.length ? size((k) => !on[k]) / size(() => true) : 0 };
}
