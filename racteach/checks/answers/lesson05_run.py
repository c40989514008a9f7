"""What judges the task 05-run: the right function, the inputs and the known mistakes."""

import operator

import numpy as np

from racteach.checks.answers.declaring import AnswerKey
from racteach.checks.answers.drawing import TRANSPOSED
from racteach.checks.comparing import SameNumber

LARGE_PRIME = 8388593
_BIG = LARGE_PRIME - 1

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


def run(hidden, inputs, output, word, *, first=True, combine=operator.mul):
    """Run a shallow circuit in Python's whole numbers, which never overflow."""
    size = range(len(hidden))
    state = [1 for _ in size]
    for step, letter in enumerate(word):
        entering = [int(inputs[i][letter]) for i in size]
        recalled = [sum(int(hidden[i][j]) * state[j] for j in size) for i in size]
        state = entering if step == 0 and first else list(map(combine, recalled, entering))
    return sum(int(output[0][i]) * state[i] for i in size)


def in_64_bits(recalling, entering, hidden, inputs, output, word, prime):
    """Run it with NumPy, with remainders after recalling, after entering, or only at the end."""
    with np.errstate(all="ignore"):
        state = inputs[:, word[0]]
        for letter in word[1:]:
            recalled = hidden @ state
            state = (recalled % prime if recalling else recalled) * inputs[:, letter]
            state = state % prime if entering else state
        return int((output @ state)[0] % prime)


@run_key.reference
def run_modulo(hidden, inputs, output, word, prime):
    return run(hidden, inputs, output, word) % prime


@run_key.random_case
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
)(lambda hidden, inputs, output, word, prime: run(hidden, inputs, output, word, first=False) % prime)
run_key.mistake(
    "added, not multiplied",
    "You add what is recalled and what enters. A recurrent arithmetic circuit multiplies them, channel by "
    "channel.",
)(lambda hidden, inputs, output, word, prime: run(hidden, inputs, output, word, combine=operator.add) % prime)
run_key.mistake(
    "word read backwards", "You begin with the last letter. The first letter of the word comes first."
)(lambda hidden, inputs, output, word, prime: run_modulo(hidden, inputs, output, word[::-1], prime))


@run_key.mistake(
    "no remainder after the last product",
    "You take no remainder after the last product, the one with W^O. The output must be a remainder too, "
    "from 0 to p - 1.",
)
def last_remainder_missing(hidden, inputs, output, word, prime):
    size = range(len(hidden))
    state = [run(hidden, inputs, [[int(i == j) for j in size]], word) % prime for i in size]
    return sum(int(output[0][i]) * state[i] for i in size)


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
