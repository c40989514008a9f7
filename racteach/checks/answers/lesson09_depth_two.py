"""What judges 09-rank and 09-claim: weights of a circuit of depth 2, by the exact rank that they give."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

import racteach as rt
from racteach.checks.answers.counting import monomials
from racteach.checks.comparing import SameShape
from racteach.checks.keys import AnswerKey

Array = np.ndarray


def exact_rank(recall: Array, enter: Array, above: Array, half_length: int) -> int:
    """Return the Start-End rank of a circuit of depth 2 with W^{I,1} = 1: of a block of random vectors."""
    size = len(recall)
    count = size * monomials(size, half_length) + 2
    whole = [np.array([[int(x) for x in row] for row in matrix]) for matrix in (recall, enter, above)]
    circuit = rt.RAC(
        [np.eye(size, dtype=int), whole[1]], [whole[0], whole[2]], np.ones((1, size), dtype=int),
        arithmetic=rt.Modular(),
    )  # fmt: skip
    starts, ends = rt.sampling.residues(
        seed=9, name="blocks", shape=(2, count, half_length, size), modulus=rt.DEFAULT_PRIME
    )
    words = np.concatenate(
        [np.repeat(starts[:, None], count, axis=1), np.repeat(ends[None], count, axis=0)], axis=2
    )
    return int(rt.exact_rank(circuit(words)[..., 0]))


def from_channel(size: int, half_length: int, taken: int) -> int:
    """Return how many forms a channel of layer 2 has that takes in so many channels of layer 1."""
    return monomials(size, half_length) - monomials(size - taken, half_length)


def no_zeros(generator: np.random.Generator, size: int, most: int) -> Array:
    """Draw an invertible matrix without zeros."""
    while True:
        matrix = generator.integers(1, most + 1, (size, size)) * generator.choice([-1, 1], (size, size))
        if abs(np.linalg.det(matrix)) > 0.5:
            return matrix


_LESSON = np.array([[2, 1], [1, 2]]), np.array([[2, -1], [-1, 2]])
_TWO = np.array([[2, 1], [1, 2]]), np.array([[2, -1], [1, 1]])
_THREE = np.array([[1, 2, 3], [2, -1, 1], [3, 1, -2]]), np.array([[2, 1, -1], [1, 3, 1], [-1, 1, 2]])

on_demand = AnswerKey(
    "09-rank",
    edge_cases=(
        (*_TWO, 2, 2),
        (*_TWO, 2, 6),
        (*_TWO, 2, 4),
        (*_TWO, 2, 5),
        (*_TWO, 4, 5),
        (*_TWO, 3, 3),
        (*_THREE, 2, 3),
        (*_THREE, 2, 8),
        (*_THREE, 2, 10),
        (*_THREE, 2, 18),
    ),
    comparison=SameShape(exact=True, least=-9, most=9),
    must_hold="Channel j of layer 2 has a factor in which only the channels that it takes in occur.",
    draws=10,
)


@on_demand.judged_by
def another_rank(enter: Array, recall: Array, above: Array, half_length: int, rank: int) -> str:
    found = exact_rank(recall, enter, above, half_length)
    if found == rank:
        return ""
    taken = [sum(entry != 0 for entry in row) for row in enter]
    if sum(from_channel(len(recall), half_length, count) for count in taken) == rank:
        return (
            "Row by row your zeros would give the rank that is asked for, and together they give less: the "
            "ends cannot tell rows apart that take in the same channels of layer 1, or are alike."
        )
    return f"Your circuit has rank {found}. It must have rank {rank}."


_VALUES = (9, 1, 2, 3, 1, 5, 2, 7, 4), (3, 7, 1, 1, 4, 9, 5, 2, 8), (1, 2, 5, 3, 4, 7, 6, 8, 9)


def with_zeros(taken: Any, numbers: Any = _VALUES[0], *, shifted: bool = True) -> Array:
    """Return a matrix whose row j has so many entries that are not 0, from the diagonal on."""
    size, values = len(taken), iter(numbers)
    matrix = np.zeros((size, size), dtype=int)
    for channel, count in enumerate(taken):
        for step in range(count):
            matrix[channel, (step + channel * shifted) % size] = next(values)
    return matrix


@on_demand.right
def weights_of_rank(recall: Array, above: Array, half_length: int, rank: int) -> Array:
    size = len(recall)
    options = itertools.product(range(size, -1, -1), repeat=size)
    return with_zeros(next(
        taken for taken in options if sum(from_channel(size, half_length, s) for s in taken) == rank
    ))  # fmt: skip


@on_demand.drawn_by
def rank_case(generator: np.random.Generator) -> tuple[Any, ...]:
    size, half_length = int(generator.integers(2, 4)), int(generator.integers(2, 4))
    while True:
        recall, above = no_zeros(generator, size, 50), no_zeros(generator, size, 50)
        taken = [int(count) for count in generator.integers(0, size + 1, size)]
        rank = sum(from_channel(size, half_length, count) for count in taken)
        tried = [with_zeros(order, numbers) for order in (taken, taken[::-1]) for numbers in _VALUES]
        tried.append(weights_of_rank(recall, above, half_length, rank))
        if rank and all(exact_rank(recall, enter, above, half_length) == rank for enter in tried):
            return recall, above, half_length, rank


def chosen_by(count: Any, *, shifted: bool = True) -> Any:
    """Return a function that looks for zeros that give the wanted rank, by another count."""

    def weights(recall: Array, above: Array, half_length: int, rank: int) -> Array:
        size = len(recall)
        options = itertools.product(range(size, -1, -1), repeat=size)
        close = min(options, key=lambda taken: abs(sum(count(size, half_length, k) for k in taken) - rank))
        return with_zeros(close, shifted=shifted)

    return weights


on_demand.mistake(
    "zeros in the same places",
    "All your rows have their zeros in the same places. Let each row begin at another place.",
)(chosen_by(from_channel, shifted=False))
on_demand.mistake(
    "monomials of the channels that are taken in",
    "You count mc(s, n), the monomials of the s channels that are taken in. Only one factor is made of these "
    "channels: the others know all. Count the monomials in which at least one of the s occurs.",
)(chosen_by(lambda size, n, k: monomials(k, n)))
on_demand.mistake(
    "every row full",
    "Your matrix has no zeros, and the rank is as large as it can be. Zeros make it smaller.",
)(lambda recall, above, n, rank: with_zeros([len(recall)] * len(recall)))


@on_demand.degenerate("zero", "has rank 0")
def no_weights(recall: Array, above: Array, half_length: int, rank: int) -> Array:
    return np.zeros_like(recall)


@on_demand.degenerate("constant", "It must have rank")
def ones(recall: Array, above: Array, half_length: int, rank: int) -> Array:
    return np.ones_like(recall)


@on_demand.degenerate("example", "rank")
def example(recall: Array, above: Array, half_length: int, rank: int) -> Array:
    return np.array([[3, 0], [1, 2]])


@on_demand.degenerate("other size", "shape")
def one_channel_more(recall: Array, above: Array, half_length: int, rank: int) -> Array:
    return np.eye(len(recall) + 1, dtype=int)


@on_demand.degenerate("identity", "It must have rank")
def identity(recall: Array, above: Array, half_length: int, rank: int) -> Array:
    return np.eye(len(recall), dtype=int)


@on_demand.degenerate("another rank", "It must have rank")
def for_the_largest(recall: Array, above: Array, half_length: int, rank: int) -> Array:
    return weights_of_rank(recall, above, half_length, from_channel(len(recall), half_length, 1))


claim = AnswerKey(
    "09-claim",
    edge_cases=(
        (_LESSON[0],),
        (np.array([[1, 1], [1, 2]]),),
        (np.array([[1, -1], [1, 1]]),),
        (np.array([[1, -2], [1, 1]]),),
        (np.array([[3, -2], [1, 3]]),),
        (np.array([[-1, 3], [2, 1]]),),
    ),
    comparison=SameShape(exact=True, least=-99, most=99),
    must_hold="A counterexample has no zero among its weights, invertible matrices, and a rank below 6.",
)


@claim.judged_by
def as_claimed(weights: Array, recall: Array) -> str:
    enter, above = weights
    if not np.asarray(weights, dtype=bool).all():
        return "Some weights are 0. The claim speaks of circuits in which none is."
    for name, matrix in (("W^{I,2}", enter), ("W^{H,2}", above)):
        if matrix[0, 0] * matrix[1, 1] == matrix[0, 1] * matrix[1, 0]:
            return f"{name} is not invertible. The claim speaks of invertible matrices."
    if exact_rank(recall, enter, above, 2) == 6:
        return (
            "Your circuit has rank 6, as the claim says: it is no counterexample. Let the block of v1 v2, or "
            "another one, lose rank: something in it must cancel."
        )
    return ""


@claim.right
def counterexample(recall: Array) -> Array:
    (one, two), _ = np.asarray(recall).tolist()
    last = next(value for value in (1, 2) if one * value + two)
    first = next(value for value in (1, 2) if one + value)
    return np.array([[[one, -two], [1, last]], [[1, -1], [first, one]]])


claim.drawn_by(lambda generator: (no_zeros(generator, 2, 3),))
claim.mistake(
    "zeros",
    "You take weights that are 0. With those a smaller rank is no surprise: the claim leaves them out. "
    "Let two products cancel instead.",
)(lambda recall: np.array([np.eye(2, dtype=int), [[2, 1], [1, 2]]]))
claim.mistake(
    "equal rows",
    "A matrix of yours is not invertible: both of its channels are the same, up to a factor. The claim "
    "leaves that out.",
)(lambda recall: np.array([np.ones((2, 2), dtype=int), [[2, 1], [1, 2]]]))
claim.mistake(
    "weights without a pattern",
    "Such weights have full rank, as almost all do. A counterexample needs something that cancels: look "
    "at the coefficient of v1 v2 in one channel, a product of two linear forms.",
)(lambda recall: np.array([[[13, 8], [5, 7]], [[2, 9], [11, 4]]]))


@claim.degenerate("zero", "Some weights are 0")
def nothing(recall: Array) -> Array:
    return np.zeros((2, 2, 2), dtype=int)


@claim.degenerate("constant", "not invertible")
def all_ones(recall: Array) -> Array:
    return np.ones((2, 2, 2), dtype=int)


@claim.degenerate("example", "rank 6")
def of_the_lesson(recall: Array) -> Array:
    return np.array([[[2, 1], [1, 2]], _LESSON[1]])


@claim.degenerate("other size", "shape")
def three_channels(recall: Array) -> Array:
    return np.array([np.ones((3, 3), dtype=int)] * 2)


@claim.degenerate("other weights", "rank 6")
def for_others(recall: Array) -> Array:
    return counterexample(np.array([[7, 5], [3, -8]]))
