"""What judges the task 09-mend: a program with two faults, mended, and the input that shows one of them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from racteach.checks.answers.whole import true_rank
from racteach.checks.comparing import SameArray
from racteach.checks.keys import AnswerKey

Array = np.ndarray

_BIG = 200_000_000
_CLOSE = np.array([[_BIG, _BIG + 1], [_BIG - 1, _BIG]])  # its determinant is 1

mend = AnswerKey(
    "09-mend",
    edge_cases=(
        (np.array([[[3]]]), 2),
        (np.array([[[1, 2], [2, 4]], [[1, 0], [0, 1]]]), 3),
        (np.array([_CLOSE, [[1, 0], [0, 1]]]), 3),
        (np.array([[[1, 1], [1, 1]], _CLOSE]), 2),
        (np.array([_CLOSE, _CLOSE, [[1, 2], [3, 4]]]), 3),
        (np.array([[[0, 0], [0, 0]], [[5, 1], [1, 5]], [[2, 0], [0, 0]]]), 4),
    ),
    comparison=SameArray(exact=True),
    must_hold="The sum counts every block once, and there are mc(R, D) of them.",
)


def by_float(matrix: Any) -> int:
    return int(np.linalg.matrix_rank(np.asarray(matrix, dtype=float)))


def in_steps(channels: int, degree: int, occur: int) -> int:
    """Return the number of monomials of a degree in which exactly so many channels occur."""
    return math.comb(channels, occur) * math.comb(degree - 1, occur - 1)


def summed(
    blocks: Array, half_length: int, *, count: Any = in_steps, ranked: Any = true_rank, shown: Any = None
) -> Array:
    degree = half_length * (half_length + 1) // 2
    total = sum(count(len(blocks), degree, s) * ranked(block) for s, block in enumerate(blocks, 1))
    wrong = [s for s, block in enumerate(blocks, 1) if true_rank(block) != by_float(block)]
    return np.array([total, (wrong[0] if wrong else 0) if shown is None else shown(wrong)])


def nothing(wrong: list[int]) -> int:
    return 0


@mend.right
def mended_rank(blocks: Array, half_length: int) -> Array:
    return summed(blocks, half_length)


@mend.drawn_by
def blocks_case(generator: np.random.Generator) -> tuple[Any, ...]:
    channels, size = int(generator.integers(1, 4)), int(generator.integers(2, 4))
    blocks = np.zeros((channels, size, size), dtype=np.int64)
    for block in blocks:
        if generator.integers(2):
            large = int(generator.integers(_BIG, 2 * _BIG))
            block[:2, :2] = [[large, large + 1], [large - 1, large]]
            block[2:, 2:] = generator.integers(0, 2)
        else:
            kept = int(generator.integers(1, size + 1))
            left, right = generator.integers(-4, 5, (2, size, size))
            block[:] = left[:, :kept] @ right[:kept]
        block[:] = block[generator.permutation(size)]
    return blocks, int(generator.integers(2, 6))


mend.mistake(
    "ranks still from floats",
    "You count the monomials now, but still let floats find the ranks. Two rows of large numbers can be so "
    "nearly parallel that floats take them for one. The blocks hold whole numbers: use an exact rank.",
)(lambda blocks, n: summed(blocks, n, ranked=by_float))
mend.variant("ranks still from floats")(lambda blocks, n: summed(blocks, n, ranked=by_float, shown=nothing))
mend.mistake(
    "monomials still forgotten",
    "Your ranks are exact now. But for one set of s channels there are many blocks: one for each monomial in "
    "which exactly these occur.",
)(lambda blocks, n: summed(blocks, n, count=lambda R, D, s: math.comb(R, s)))
mend.variant("monomials still forgotten")(
    lambda blocks, n: summed(blocks, n, count=lambda R, D, s: math.comb(R, s), shown=nothing)
)
mend.mistake(
    "nothing mended",
    "The sum is what the program gave before. Look at what is added once and should be added often, and "
    "at how ranks of whole numbers are found.",
)(lambda blocks, n: summed(blocks, n, count=lambda R, D, s: math.comb(R, s), ranked=by_float))
mend.variant("nothing mended")(
    lambda blocks, n: summed(blocks, n, count=lambda R, D, s: math.comb(R, s), ranked=by_float, shown=nothing)
)
mend.mistake(
    "no block found",
    "Your sum is right. But some of these blocks floats do get wrong: compare both ranks of each block.",
)(lambda blocks, n: summed(blocks, n, shown=nothing))
mend.mistake(
    "sets forgotten",
    "You count the monomials of one set of s channels. There are C(R, s) such sets.",
)(lambda blocks, n: summed(blocks, n, count=lambda R, D, s: math.comb(D - 1, s - 1)))
mend.mistake(
    "some of the channels",
    "You count monomials in which some of the s channels may be missing. Put one star into every box first: "
    "C(D - 1, s - 1) are left.",
)(lambda blocks, n: summed(blocks, n, count=lambda R, D, s: math.comb(R, s) * math.comb(D + s - 1, s - 1)))
mend.mistake(
    "blocks counted from 0", "You count the blocks from 0. The first one has s = 1, and 0 means none."
)(lambda blocks, n: summed(blocks, n, shown=lambda wrong: wrong[0] - 1 if wrong else 0))
mend.mistake("the last one", "You return the last block that floats get wrong. The first is asked for.")(
    lambda blocks, n: summed(blocks, n, shown=lambda wrong: wrong[-1] if wrong else 0)
)
