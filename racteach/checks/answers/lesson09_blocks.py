"""What judges the tasks 09-blocks and 09-separate: how large blocks are, and how they come apart."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from racteach.checks.answers.counting import monomials, multichoose
from racteach.checks.comparing import SameArray
from racteach.checks.keys import AnswerKey

Array = np.ndarray

blocks = AnswerKey(
    "09-blocks",
    edge_cases=(
        (np.array([[6, 0], [3, 3], [0, 6]]), 3),
        (np.array([[6]]), 3),
        (np.array([[6, 0, 0], [0, 4, 2], [2, 2, 2], [0, 0, 6]]), 3),
        (np.array([[1, 5], [5, 1]]), 3),
        (np.array([[10, 0], [10, 0]]), 4),
        (np.array([[3, 0, 4, 3]]), 4),
        (np.array([[15, 0, 0, 0, 0], [1, 2, 3, 4, 5]]), 5),
    ),
    comparison=SameArray(exact=True),
    must_hold="A block in which all channels occur is full. Fewer channels, smaller rank.",
)


def in_each(exponents: Array, rank: Any) -> Array:
    """Apply a rule for (R, s) to each monomial."""
    return np.array([rank(len(row), sum(int(exponent) > 0 for exponent in row)) for row in exponents])


@blocks.right
def block_sizes(exponents: Array, half_length: int) -> Array:
    n = half_length
    return in_each(exponents, lambda R, s: R * (monomials(R, n) - monomials(R - s, n)))


@blocks.drawn_by
def some_monomials(generator: np.random.Generator) -> tuple[Any, ...]:
    channels, half, count = (int(x) for x in generator.integers((2, 3, 1), (6, 10, 7)))
    degree = half * (half + 1) // 2
    exponents = np.zeros((count, channels), dtype=int)
    for row in exponents:
        occur = int(generator.integers(1, channels + 1))
        chosen = generator.choice(channels, size=occur, replace=False)
        row[chosen] = 1
        for place in generator.choice(chosen, size=degree - occur):
            row[place] += 1
    return exponents, half


blocks.mistake(
    "factor R forgotten", "You count the forms of one channel of layer 3. There are R: multiply by R."
)(lambda exponents, n: block_sizes(exponents, n) // exponents.shape[1])
blocks.mistake(
    "every block full",
    "You return the room of each block. Where a channel of layer 1 does not occur, the block is smaller.",
)(lambda exponents, n: in_each(exponents, lambda R, s: R * multichoose(R, n)))
blocks.mistake(
    "without multiplicity",
    "You return each rank once. Return one rank for each block, also where two are equal: the sum needs all.",
)(lambda exponents, n: np.unique(block_sizes(exponents, n)))
blocks.mistake(
    "missing channels counted",
    "You take the number of channels that are missing for s. It is the number of those that occur.",
)(lambda exponents, n: in_each(exponents, lambda R, s: R * (multichoose(R, n) - multichoose(s, n))))
blocks.mistake(
    "the degree of layer 1",
    "You count forms of degree D = n(n+1)/2. That is how often layer 1 is used; layer 2 is used n times.",
)(lambda exponents, n: block_sizes(exponents, n * (n + 1) // 2))
blocks.mistake("mc turned round", "You count mc(n, R). The forms have R variables and degree n: mc(R, n).")(
    lambda exponents, n: in_each(exponents, lambda R, s: R * (multichoose(n, R) - multichoose(n, R - s)))
)


separate = AnswerKey(
    "09-separate",
    edge_cases=(
        (np.array([[[5]], [[7]]]),),
        (np.array([[[4, 1]]]),),
        (np.array([[[3]], [[27]], [[75]]]),),
        (np.array([[[0, 0]], [[1, 2]], [[4, 8]], [[9, 18]]]),),
        (np.array([[[3, 0], [0, 12]], [[27, 0], [0, 27]], [[75, 0], [0, 48]]]),),
        (np.array([[[1], [2]], [[0], [4]], [[-3], [8]]]),),
    ),
    comparison=SameArray(),
    must_hold="The sum of t^k times block k gives the matrix for t back; at t = 0 that is block 0 alone.",
)


def coefficients(values: list[int], points: list[int]) -> list[Fraction]:
    """Return the coefficients, lowest first, of the polynomial with these values, by Lagrange's formula."""
    total = [Fraction(0)] * len(points)
    for place, value in zip(points, values, strict=True):
        term = [Fraction(value)]
        for other in points:
            if other != place:
                term = [
                    (low - other * high) / (place - other)
                    for low, high in zip([Fraction(0), *term], [*term, Fraction(0)], strict=True)
                ]
        total = [x + y for x, y in zip(total, term, strict=True)]
    return total


@separate.right
def separated(values: Array, first: int = 0) -> Array:
    points = list(range(first, first + len(values)))
    result = np.zeros(values.shape)
    for place in np.ndindex(values.shape[1:]):
        entry = [int(value) for value in values[(slice(None), *place)]]
        result[(slice(None), *place)] = [float(x) for x in coefficients(entry, points)]
    return result


@separate.drawn_by
def scaled_outputs(generator: np.random.Generator) -> tuple[Any, ...]:
    steps, rows, columns = (int(x) for x in generator.integers((1, 1, 1), (5, 4, 4)))
    wanted = generator.integers(-9, 10, size=(steps + 1, rows, columns))
    return (np.array([sum(t**k * block for k, block in enumerate(wanted)) for t in range(steps + 1)]),)


separate.mistake(
    "highest first",
    "You return the blocks from the highest power down. Block 0 comes first. (np.vander has falling powers, "
    "unless you ask for increasing=True.)",
)(lambda values: separated(values)[::-1])
separate.mistake("values returned", "You return the matrices as they came. Each is a sum of all blocks.")(
    lambda values: np.array(values)
)
separate.mistake(
    "scaled by 1 to n + 1",
    "You let t run from 1. The first matrix belongs to t = 0, where only block 0 is left.",
)(lambda values: separated(values, first=1))


separate.mistake(
    "powers transposed",
    "Your matrix of powers is transposed. Its row t holds t^0, t^1, ..., t^n.",
)(lambda values: np.tensordot(np.linalg.inv(np.vander(np.arange(len(values)))[:, ::-1]).T, values, axes=1))
separate.mistake(
    "differences",
    "You take differences of neighbours again and again. They find the degree, but coefficients only up to "
    "degree 1.",
)(lambda values: np.array([np.diff(values, n=k, axis=0)[0] for k in range(len(values))]))
