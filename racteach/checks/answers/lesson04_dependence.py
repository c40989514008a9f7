"""Task 04-dependence: how a row is made of others, modulo a prime."""

import numpy as np

from racteach.checks.answers.drawing import size
from racteach.checks.comparing import SameShape
from racteach.checks.keys import AnswerKey

dependence = AnswerKey(
    "04-dependence",
    edge_cases=(
        (np.array([[1, 2], [2, 4], [0, 1]]), 7),
        (np.array([[0]]), 2),
        (np.array([[5], [3]]), 7),
        (np.array([[1, 2], [3, 4]]), 2),
        (np.array([[3, 1, 2], [1, 5, 4], [2, 3, 1]]), 7),
        (np.array([[1, 2, 3], [4, 5, 6], [7, 8, 2]]), 3),
        (np.array([[0, 1], [0, 3], [0, 0]]), 5),
        (np.array([[0, 0, 1], [0, 1, 0], [1, 0, 0], [2, 3, 4]]), 8388593),
        (np.array([[8388592, 1], [8388592, 2], [8388592, 3]]), 8388593),
        (np.array([[-1, 9], [8, -7]]), 13),
    ),
    comparison=SameShape(exact=True),
    must_hold="The sum of c_i times row i must have remainder 0 in every column.",
)


def unit(shares):
    """Return the shares of a row that is taken for an original one: its own only, which stands last."""
    last = max(i for i, share in enumerate(shares) if share)
    return [int(i == last) for i in range(len(shares))]


@dependence.right
def how_rows_depend(matrix, prime, whole=True):
    rows = [[int(x) % prime for x in row] for row in matrix]
    rows = [row + [int(i == j) for j in range(len(rows))] for i, row in enumerate(rows)]
    columns = len(matrix[0])
    for column in range(columns):
        pivot = next((row for row in rows if row[column] and not any(row[:column])), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        inverse = pow(pivot[column], -1, prime)
        for row in rows:
            factor = row[column] * inverse
            used = pivot if whole else [*pivot[:columns], *unit(pivot[columns:])]
            row[:] = [(a - factor * b) % prime for a, b in zip(row, used, strict=True)]
    return np.array(rows[-1][columns:])


@dependence.drawn_by
def rows_that_depend(generator):
    prime = int(generator.choice([2, 3, 5, 7, 13, 101, 8388593]))
    rows, columns = size(generator, 2, 5), size(generator, 1, 5)
    rank = size(generator, 1, min(rows - 1, columns)) if rows > 1 else 0
    made = generator.integers(0, prime, (rows, rank)) @ generator.integers(0, min(prime, 50), (rank, columns))
    matrix = made % prime + prime * generator.integers(-1, 2, (rows, columns))
    return matrix, prime


@dependence.judged_by
def lacking(coefficients, matrix, prime):
    numbers = [int(x) for x in coefficients]
    if not any(x % prime for x in numbers):
        return "All your numbers are 0 modulo the prime: that makes 0 of any rows."
    rows = [[int(x) for x in row] for row in matrix]
    for column in range(len(rows[0])):
        left = sum(c * row[column] for c, row in zip(numbers, rows, strict=True)) % prime
        if left:
            return f"In column {column} your sum leaves {left} modulo {prime}."
    return ""


def over_the_numbers(matrix, prime):
    """Return the smallest singular vector, made of whole numbers: a dependence of real numbers, if any."""
    vector = np.linalg.svd(np.asarray(matrix, dtype=float))[0][:, -1]
    return np.round(vector / np.abs(vector).max() * 1000).astype(int)


dependence.mistake(
    "row left out",
    "You say how the last row is made of the others, but the sum must be 0: put the last row itself on the "
    "same side, with the number -1, or change all signs but its own.",
)(lambda matrix, prime: unsigned(how_rows_depend(matrix, prime), prime))
dependence.mistake(
    "pivot rows taken for original ones",
    "You write down how often you subtract a pivot row, but that row had rows subtracted from it itself. "
    "Carry out on the numbers what you carry out on the rows.",
)(lambda matrix, prime: how_rows_depend(matrix, prime, whole=False))
dependence.mistake(
    "real numbers",
    "Your numbers come from the singular value decomposition. They make the rows small as real numbers, but "
    "no remainder becomes 0 by that: eliminate modulo the prime.",
)(over_the_numbers)


def unsigned(coefficients, prime):
    """Return the coefficients with the sign of the last one that is not 0 changed."""
    changed = np.array(coefficients)
    place = max(i for i, c in enumerate(changed) if c % prime)
    changed[place] = -changed[place] % prime
    return changed


dependence.degenerate("zero", "All your numbers are 0")(lambda matrix, prime: np.zeros(len(matrix)))
dependence.degenerate("constant", "your sum leaves")(lambda matrix, prime: np.ones(len(matrix)))
dependence.degenerate("example", "your sum leaves")(
    lambda matrix, prime: ([5, 1, 0] + [0] * len(matrix))[: len(matrix)]
)
dependence.degenerate("other size", "The shape is")(
    lambda matrix, prime: np.append(how_rows_depend(matrix, prime), 0)
)
dependence.degenerate("the prime everywhere", "All your numbers are 0 modulo")(
    lambda matrix, prime: np.full(len(matrix), prime)
)
