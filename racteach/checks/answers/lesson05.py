"""What judges the tasks of lesson 05: the right function, the inputs and the known mistakes of each."""

import operator

import numpy as np

from racteach.checks.answers.drawing import TRANSPOSED
from racteach.checks.answers.remainders import rank_modulo
from racteach.checks.comparing import SameArray, SameNumber
from racteach.checks.keys import AnswerKey


def is_prime(number):
    return number > 1 and all(number % divisor for divisor in range(2, int(number**0.5) + 1))


LARGE_PRIME = 8388593
_BIG = LARGE_PRIME - 1
_TWO_ROWS = np.array([[_BIG - 6, 5123457, 777], [4194301, _BIG, 6000011]])
_LARGE = np.vstack([_TWO_ROWS, (3 * _TWO_ROWS[0] + _BIG * _TWO_ROWS[1]) % LARGE_PRIME, [[1, 2, 3]]])

reciprocal_key = AnswerKey(
    "05-reciprocal",
    edge_cases=((3, 7), (1, 5), (4, 5), (1, 2), (10, 7), (9, 11), (2, 3), (30, 101)),
    comparison=SameNumber(exact=True),
    must_hold="number · result = 1 modulo p, with a whole result from 1 to p - 1.",
)


@reciprocal_key.right
def reciprocal(number, prime):
    return pow(int(number), int(prime) - 2, int(prime)) if prime > 2 else 1


@reciprocal_key.drawn_by
def reciprocal_case(generator):
    primes = [p for p in range(5, 800) if is_prime(p)]
    prime = int(generator.choice(primes))
    return int(generator.integers(2, prime)) + prime * int(generator.integers(0, 3)), prime


reciprocal_key.mistake(
    "the negative",
    "This is the negative: number + result = 0 modulo p. The reciprocal gives 1 when multiplied.",
)(lambda number, prime: -number % prime)
reciprocal_key.mistake(
    "an ordinary fraction",
    "You return 1 divided by the number. Modulo p there are whole numbers only: look for b with number · b "
    "= 1 modulo p.",
)(lambda number, prime: 1 / number)
reciprocal_key.mistake(
    "a whole division",
    "You divide p by the number and drop the rest. That rest is just what matters modulo p.",
)(lambda number, prime: int(prime // (number % prime)))
reciprocal_key.mistake(
    "one power too many",
    "You take the power p - 1, which is always 1 (Fermat). One power less is the reciprocal.",
)(lambda number, prime: pow(int(number), int(prime) - 1, int(prime)))


def primes_that_divide(value, limit):
    return np.array([p for p in range(2, limit) if is_prime(p) and value % p == 0], dtype=float)


unlucky = AnswerKey(
    "05-unlucky",
    edge_cases=(
        (np.array([[1, 2, 3], [4, 5, 6], [7, 8, 2]]), 10),
        (np.array([[6]]), 10),
        (np.array([[1, 0], [0, 1]]), 20),
        (np.array([[4, 0], [0, 3]]), 12),
        (np.array([[5, 0], [0, 7]]), 7),
        (np.array([[2, 1], [1, 4]]), 8),
        (np.array([[-6, 0], [1, 5]]), 30),
        (np.array([[3, 1], [1, 2]]), 2),
        (np.array([[3, 2], [4, 5]]), 8),
        (np.array([[7, 3], [2, 4]]), 12),
        (np.array([[6, 1], [1, 2]]), 12),
    ),
    comparison=SameArray(exact=True),
    must_hold="A prime is unlucky exactly if it divides the determinant.",
)


def determinant(matrix):
    rows = [[int(x) for x in row] for row in matrix]
    if len(rows) == 1:
        return rows[0][0]
    return sum(
        (-1) ** j * rows[0][j] * determinant(np.array([row[:j] + row[j + 1 :] for row in rows[1:]]))
        for j in range(len(rows))
    )


@unlucky.right
def unlucky_primes(matrix, limit):
    return primes_that_divide(determinant(matrix), limit)


@unlucky.drawn_by
def unlucky_case(generator):
    size = int(generator.integers(2, 4))
    while True:
        matrix = generator.integers(-9, 10, size=(size, size))
        if determinant(matrix):
            return matrix, int(generator.integers(5, 40))


unlucky.mistake(
    "divisors that are no primes",
    "Your list holds divisors of the determinant that are not prime, such as 4 or 6. Modulo these one "
    "cannot divide.",
)(lambda matrix, limit: [p for p in range(2, limit) if determinant(matrix) % p == 0])
unlucky.mistake(
    "the lucky ones", "These are the primes that do not divide the determinant: modulo them the rank is full."
)(lambda matrix, limit: [p for p in range(2, limit) if is_prime(p) and determinant(matrix) % p])
unlucky.mistake("limit counted", "Your list goes up to the limit. It must stop below it.")(
    lambda matrix, limit: unlucky_primes(matrix, limit + 1)
)
unlucky.mistake(
    "the diagonal in place of the determinant",
    "You use the product of the diagonal. That is the determinant of a triangular matrix only.",
)(lambda matrix, limit: primes_that_divide(int(np.prod(np.diag(matrix))), limit))
unlucky.mistake(
    "determinant cut off, not rounded",
    "`np.linalg.det` gives a float next to the whole number, sometimes just below it. `int` cuts it off, and "
    "without rounding nothing divides it: take `round(np.linalg.det(matrix))`.",
)(lambda matrix, limit: primes_that_divide(int(np.linalg.det(matrix)), limit))
unlucky.variant("determinant cut off, not rounded")(
    lambda matrix, limit: primes_that_divide(np.linalg.det(matrix), limit)
)
unlucky.variant("determinant cut off, not rounded")(
    lambda matrix, limit: primes_that_divide(int(abs(np.linalg.det(matrix))), limit)
)


witness = AnswerKey(
    "05-witness",
    edge_cases=(
        (np.array([[1, 2], [2, 4], [0, 1]]), 7),
        (np.array([[0, 0], [0, 3]]), 5),
        (np.array([[1, 2, 3], [4, 5, 6], [7, 8, 2]]), 7),
        (np.array([[1, 2, 3], [4, 5, 6], [7, 8, 2]]), 5),
        (np.array([[7, 0], [0, 1]]), 7),
        (np.array([[0, 1], [0, 2], [3, 0]]), 5),
        (np.array([[0, 0, 1], [0, 0, 2]]), 3),
        (np.array([[2, 1, 0], [1, 3, 0], [3, 4, 0], [0, 0, 5]]), 11),
        (np.array([[0]]), 3),
        (_LARGE, LARGE_PRIME),
    ),
    comparison=SameArray(exact=True),
    must_hold="There are as many rows as the rank modulo p, and each is new to those above it.",
)


@witness.right
def independent_rows(matrix, prime):
    rows = [[int(x) for x in row] for row in matrix]
    ranks = [rank_modulo(rows[:i], prime) for i in range(len(rows) + 1)]
    return np.array([i for i in range(len(rows)) if ranks[i + 1] > ranks[i]], dtype=float)


@witness.drawn_by
def witness_case(generator):
    prime = int(generator.choice((3, 5, 7, 11)))
    rows, columns = int(generator.integers(3, 6)), int(generator.integers(2, 5))
    base = generator.integers(0, prime, size=(int(generator.integers(1, min(rows, columns) + 1)), columns))
    mixed = generator.integers(0, prime, size=(rows, len(base))) @ base
    return mixed + prime * generator.integers(0, 3, size=mixed.shape), prime


witness.mistake(
    "over the fractions",
    "You compare rows over the fractions. Modulo p a row may be a combination of others although it is none "
    "over the fractions.",
)(lambda matrix, prime: independent_rows(matrix, 2**61 - 1))  # a prime that divides no minor
witness.mistake("columns in place of rows", "You list columns. The rows are asked for.")(
    lambda matrix, prime: independent_rows(np.asarray(matrix).T, prime)
)
witness.mistake(
    "the first rows",
    "You list the first rows, as many as the rank. After swapping rows in an elimination their numbers are "
    "no longer those of the given matrix.",
)(lambda matrix, prime: np.arange(len(independent_rows(matrix, prime)), dtype=float))
witness.mistake(
    "from below", "You keep rows that are no combination of the rows below them. Go from the top downwards."
)(lambda matrix, prime: (len(matrix) - 1 - independent_rows(np.asarray(matrix)[::-1], prime))[::-1])
witness.mistake("rows counted from 1", "You count rows from 1. The first row is row 0.")(
    lambda matrix, prime: independent_rows(matrix, prime) + 1
)
witness.mistake(
    "stops at the first dependent row",
    "Your list ends at the first row that is a combination. Rows below it may still be new: go on.",
)(lambda matrix, prime: [row for k, row in enumerate(independent_rows(matrix, prime)) if row == k])
witness.mistake("last row left out", "You never look at the last row. `range(m)` goes up to row m - 1.")(
    lambda matrix, prime: independent_rows(np.asarray(matrix)[:-1], prime)
)
witness.suspect(
    "numbers too long",
    "All is right for small primes. For large ones the products leave their bits, silently. Keep the numbers "
    "in 64 bits (dtype `np.int64`), and take the remainder after every product of two.",
)(lambda matrix, prime: prime > 2**12)


run_key = AnswerKey(
    "05-run",
    edge_cases=(
        (np.array([[2]]), np.array([[3, 5]]), np.array([[1]]), (0, 1), 7),
        (np.array([[1]]), np.array([[3, 5]]), np.array([[2]]), (1,), 7),
        (np.array([[1, 2], [0, 1]]), np.array([[1, 3], [2, 1]]), np.array([[1, 1]]), (0, 1, 1), 101),
        (np.array([[_BIG]]), np.array([[_BIG, 2]]), np.array([[_BIG]]), (1, 0, 1, 1, 0, 0), LARGE_PRIME),
        (
            np.array([[_BIG, 5], [7, _BIG - 1]]),
            np.array([[_BIG, 3], [4, _BIG - 2]]),
            np.array([[_BIG, _BIG]]),
            (0, 1, 1, 0, 1),
            LARGE_PRIME,
        ),
        (np.array([[1, 1], [1, 2]]), np.array([[1, 2], [3, 1]]), np.array([[1, 2]]), (0, 0, 1), 11),
    ),
    comparison=SameNumber(exact=True),
    must_hold="The output is a remainder from 0 to p - 1, and nothing on the way leaves 64 bits.",
)


def state_after(word, hidden, inputs, *, first=True, combine=operator.mul):
    """Run a shallow circuit in Python's whole numbers, which never overflow."""
    size = range(len(hidden))
    state = [1 for _ in size]
    for step, letter in enumerate(word):
        entering = [int(inputs[i][letter]) for i in size]
        recalled = [sum(int(hidden[i][j]) * state[j] for j in size) for i in size]
        state = entering if step == 0 and first else list(map(combine, recalled, entering))
    return state


def in_64_bits(recalling, entering, hidden, inputs, output, word, prime):
    """Run it with NumPy, with remainders after recalling, after entering, or only at the end."""
    with np.errstate(all="ignore"):
        state = inputs[:, word[0]]
        for letter in word[1:]:
            recalled = hidden @ state
            state = (recalled % prime if recalling else recalled) * inputs[:, letter]
            state = state % prime if entering else state
        return int((output @ state)[0] % prime)


@run_key.right
def run_modulo(hidden, inputs, output, word, prime, *, last=True, **how):
    state = [s % prime for s in state_after(word, hidden, inputs, **how)]
    found = sum(int(w) * s for w, s in zip(output[0], state, strict=True))
    return found % prime if last else found


@run_key.drawn_by
def run_case(generator):
    channels, letters = int(generator.integers(1, 4)), int(generator.integers(2, 4))
    top = LARGE_PRIME if generator.random() < 0.5 else 50
    hidden, inputs, output = (
        generator.integers(0, top, size=shape)
        for shape in ((channels, channels), (channels, letters), (1, channels))
    )
    word = tuple(int(d) for d in generator.integers(0, letters, size=int(generator.integers(2, 8))))
    return hidden, inputs, output, word, LARGE_PRIME if top > 50 else 101


run_key.mistake(
    "remainder at the end only",
    "You take the remainder only at the end. By then the numbers have overflowed 64 bits, silently. Take it "
    "after every product.",
)(lambda *case: in_64_bits(False, False, *case))
run_key.mistake(
    "something recalled at the first step",
    "You multiply by the hidden weights at the first letter already. There is nothing to recall yet: the "
    "first state is a column of the input weights.",
)(lambda *case: run_modulo(*case, first=False))
run_key.mistake(
    "added, not multiplied",
    "You add what is recalled and what enters. A recurrent arithmetic circuit multiplies them, channel by "
    "channel.",
)(lambda *case: run_modulo(*case, combine=operator.add))
run_key.mistake(
    "word read backwards", "You begin with the last letter. The first letter of the word comes first."
)(lambda hidden, inputs, output, word, prime: run_modulo(hidden, inputs, output, word[::-1], prime))


run_key.mistake(
    "no remainder after the last product",
    "You take no remainder after the last product, the one with W^O. The output must be a remainder too, "
    "from 0 to p - 1.",
)(lambda *case: run_modulo(*case, last=False))
run_key.mistake(
    "one remainder in a step of two products",
    "You take one remainder in a step, but a step has two products: W^H h, and that times the column. A "
    "product of three numbers leaves 64 bits, silently. Take the remainder after each of the two.",
)(lambda *case: in_64_bits(True, False, *case))
run_key.variant("one remainder in a step of two products")(lambda *case: in_64_bits(False, True, *case))
run_key.mistake(*TRANSPOSED)(
    lambda hidden, inputs, output, word, prime: run_modulo(hidden.T, inputs, output, word, prime)
)
run_key.suspect(
    "numbers too long",
    "All is right for small primes. For large ones the products leave their bits, silently. Keep the numbers "
    "in 64 bits (dtype `np.int64`), and take the remainder after every product of two.",
)(lambda hidden, inputs, output, word, prime: prime > 2**12)
