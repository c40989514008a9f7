"""What judges the task 04-rank-mod-p: the right function, the inputs and the known mistakes."""

import numpy as np

from racteach.checks.answers.drawing import size
from racteach.checks.answers.remainders import rank_modulo
from racteach.checks.comparing import SameNumber
from racteach.checks.keys import AnswerKey

LARGE_PRIME = 8388593  # products of two remainders fit into 64 bits, products of three do not


def large_cases(prime):
    """Return matrices whose rows depend on one another through large remainders, and some that are full."""
    rows = np.array([[prime - 7, 51234, 777, prime - 1], [41943, prime - 1, 60000, 12345]])
    third = (3 * rows[0] + (prime - 1) * rows[1]) % prime
    fourth = (54321 * rows[0] + (prime - 2) * rows[1]) % prime
    generator = np.random.default_rng(prime)
    full = [generator.integers(prime // 2, prime, (side, side)) for side in (3, 4)]
    return [
        (np.vstack([rows, third]), prime),
        (np.vstack([rows, third, fourth]), prime),
        *((matrix, prime) for matrix in full),
    ]


rank_mod_p_key = AnswerKey(
    "04-rank-mod-p",
    edge_cases=(
        (np.array([[1, 2], [3, 4]]), 2),
        (np.array([[0, 1], [1, 0]]), 5),
        (np.array([[7]]), 7),
        (np.array([[3]]), 7),
        (np.array([[1, 2, 3], [4, 5, 6], [7, 8, 10]]), 3),
        (np.array([[0, 0, 2], [0, 3, 1]]), 5),
        (np.array([[2, 1], [3, 1]]), 7),
        (np.array([[2, 4], [3, 6], [5, 3]]), 7),
        (np.array([[1, 2], [3, 6]]), 101),
        (np.array([[-1, 6], [6, -1]]), 7),
        (np.zeros((3, 2), dtype=int), 3),
        (np.array([[1, 2], [0, 0]]), 2),
        (np.array([[0, 1], [1, 1], [0, 0]]), 2),
        (np.array([[0, 0], [0, 1]]), 2),
        (np.array([[0, 0, 1], [1, 0, 0], [1, 1, 0]]), 2),
        (np.array([[0, 1, 0], [0, 0, 1], [0, 0, 0]]), 2),
        *(case for prime in (65521, LARGE_PRIME) for case in large_cases(prime)),
    ),
    comparison=SameNumber(exact=True),
    must_hold="It is the number of pivots of an elimination in which every number is a remainder modulo the "
    "prime.",
    draws=30,
)


rank_mod_p_key.right(rank_modulo)


@rank_mod_p_key.drawn_by
def rank_case(generator):
    prime = int(generator.choice((2, 3, 5, 7, 11, 13, 31, 61, 97, 101, 65521, LARGE_PRIME)))
    rows, columns = size(generator, 1, 6), size(generator, 1, 6)
    rank = size(generator, 0, min(rows, columns))
    product = generator.integers(0, prime, (rows, rank)) @ generator.integers(0, prime, (rank, columns))
    lifted = product % prime + prime * generator.integers(-2, 3, (rows, columns))
    if generator.integers(2):  # empty rows and columns make pivots hard to find
        lifted[int(generator.integers(rows))] = 0
        lifted[:, 0] = prime * generator.integers(-1, 2, rows)
    return lifted, prime


rank_mod_p_key.mistake(
    "rank over the reals",
    "This is the rank over the real numbers; the prime plays no part in it. Modulo p it can be smaller.",
)(lambda matrix, prime: int(np.linalg.matrix_rank(matrix.astype(float))))
rank_mod_p_key.mistake(
    "remainders, then rank over the reals",
    "You take remainders first, and then an ordinary rank. The elimination itself has to be done modulo p.",
)(lambda matrix, prime: int(np.linalg.matrix_rank((matrix % prime).astype(float))))
rank_mod_p_key.mistake(
    "integer division",
    "You divide with //, which throws the remainder away, so the column is not cleared. Multiply by the "
    "inverse modulo p.",
)(lambda matrix, prime: rank_modulo(matrix, prime, invert=False))
rank_mod_p_key.mistake(
    "no search for a pivot",
    "You look for the pivot in one row only. When that entry is 0, a row further down may have a nonzero "
    "one: swap it up.",
)(lambda matrix, prime: rank_modulo(matrix, prime, search=False))
rank_mod_p_key.mistake(
    "rows swapped as views",
    "`work[a], work[b] = work[b], work[a]` does not swap rows of a NumPy array: both places get the same "
    "row. Write `work[[a, b]] = work[[b, a]]`.",
)(lambda matrix, prime: rank_modulo(matrix, prime, swap=False))
rank_mod_p_key.mistake(
    "stops at a column without pivot",
    "You stop at the first column without a pivot. Go on with the next column; the row stays the same.",
)(lambda matrix, prime: rank_modulo(matrix, prime, go_on=False))
rank_mod_p_key.suspect(
    "three factors before the remainder",
    "All is right for small primes. For this one a product of three remainders leaves 64 bits, silently. "
    "Take the remainder after every product of two.",
)(lambda matrix, prime: prime > 2**21)
rank_mod_p_key.suspect(
    "numbers too long",
    "All is right for small primes. For large ones the products leave 32 bits, silently. Keep the numbers "
    "in 64 bits (dtype `np.int64`), and take the remainder after every product.",
)(lambda matrix, prime: prime > 2**12)
