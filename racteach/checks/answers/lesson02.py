"""What judges the tasks of lesson 02: the right function, the inputs and the known mistakes of each."""

import itertools
import math

import numpy as np

from racteach.checks.answers.drawing import size
from racteach.checks.comparing import SameArray, SameNumber
from racteach.checks.keys import AnswerKey

_TALL = np.array([[4.0, 1.0], [0.0, 2.0], [1.0, -1.0]])
_DIAGONAL = np.diag([5.0, 3.0, 1.0])

independent = AnswerKey(
    "02-independent",
    edge_cases=(
        (np.array([[10, 0], [0, 10]]),),
        (np.array([[3]]),),
        (np.array([[1, 2], [3, 4]]),),
        (np.array([[2, 4, 6]]),),
        (np.array([[4.0, 2.0], [1.0, 1.0]]),),
        (np.array([[1, 2, 3], [4, 5, 6]]),),
        (np.array([[6, 4], [3, 2]]),),
    ),
    comparison=SameArray(),
    must_hold="Every row sum and every column sum is that of the given table, and the rank is 1.",
)


@independent.right
def independent_table(counts):
    total = sum(sum(row) for row in counts)
    return np.array(
        [[sum(row) * sum(other[j] for other in counts) / total for j in range(len(row))] for row in counts]
    )


independent.drawn_by(lambda g: (g.integers(1, 40, size=(size(g, 2, 4), size(g, 2, 4))),))
independent.mistake(
    "not divided by the total",
    "You multiply row sum by column sum. Then everything is too large by one factor: the sum of the whole "
    "table. Divide by it.",
)(lambda counts: independent_table(counts) * np.sum(counts))
independent.mistake(
    "divided by the total twice",
    "You give the shares, which add up to 1. The sums must be those of the given table: divide by the total "
    "once.",
)(lambda counts: independent_table(counts) / np.sum(counts))
independent.mistake(
    "averages everywhere", "You give every entry the average. That keeps the total, but not the row sums."
)(lambda counts: np.full(counts.shape, np.mean(counts)))
independent.mistake(
    "rows only",
    "You spread each row sum evenly over the row. Its column sums are then all alike, and need not be those "
    "of the given table.",
)(lambda counts: np.repeat(np.mean(counts, axis=1, keepdims=True), counts.shape[1], axis=1))
independent.mistake(
    "sides swapped", "Your table is transposed: row sums belong to the rows, column sums to the columns."
)(lambda counts: independent_table(counts).T)


nearest_key = AnswerKey(
    "02-nearest",
    edge_cases=(
        (np.array([[3.0, 0.0], [0.0, 1.0]]), 1),
        (_TALL, 1),
        (_TALL, 2),
        (_TALL.T, 1),
        (_DIAGONAL, 2),
        (_DIAGONAL, 1),
        (np.array([[2, 0], [1, 5]]), 1),
        (np.array([[1.0, 2.0], [3.0, 5.0]]), 5),
    ),
    comparison=SameArray(),
    must_hold="It keeps the K largest terms: singular value times column times row.",
)


@nearest_key.right
def nearest(matrix, rank, size=float):
    left, values, right = np.linalg.svd(np.asarray(matrix, dtype=float), full_matrices=False)
    found = np.zeros(np.shape(matrix))
    for k in range(min(rank, len(values))):
        found += size(values[k]) * np.outer(left[:, k], right[k])
    return found


@nearest_key.drawn_by
def matrix_case(generator):
    shape = size(generator, 2, 5), size(generator, 2, 5)
    return generator.integers(-99, 100, size=shape) / 10, int(generator.integers(1, min(shape)))


nearest_key.mistake(
    "one term too many", "You keep K + 1 terms. Python's slice [:K] already holds the first K."
)(lambda matrix, rank: nearest(matrix, rank + 1))
nearest_key.mistake(
    "what is missing", "This is what the nearest matrix leaves out. Keep the K largest terms, not the rest."
)(lambda matrix, rank: matrix - nearest(matrix, rank))


nearest_key.mistake(
    "singular values left out",
    "You multiply columns and rows without the singular values. Each term has its own size.",
)(lambda matrix, rank: nearest(matrix, rank, size=lambda value: 1.0))
nearest_key.mistake(
    "smallest terms kept",
    "You keep the K smallest terms. NumPy sorts the singular values from large to small.",
)(lambda matrix, rank: matrix - nearest(matrix, max(0, min(np.shape(matrix)) - rank)))
nearest_key.mistake(
    "columns cut off",
    "You keep the first K columns of the matrix. That has rank K, but is not the nearest one.",
)(lambda matrix, rank: np.asarray(matrix) * (np.arange(np.shape(matrix)[1]) < rank))


def taken_as_columns(matrix, rank, full):
    left, values, right = np.linalg.svd(np.asarray(matrix, dtype=float), full_matrices=full)
    kept = min(rank, len(values))
    return np.asarray((left[:, :kept] * values[:kept]) @ right[:, :kept].T)


def columns_in_a_sum(matrix, rank):
    left, values, right = np.linalg.svd(np.asarray(matrix, dtype=float), full_matrices=False)
    terms = (values[k] * np.outer(left[:, k], right[:, k]) for k in range(min(rank, len(values))))
    return sum(terms, np.zeros(np.shape(matrix)))


nearest_key.mistake(
    "V in place of its transpose",
    "You take columns of the third result of `np.linalg.svd`, or transpose it. NumPy returns it transposed "
    "already: its rows belong to the singular values.",
)(lambda matrix, rank: taken_as_columns(matrix, rank, True))
nearest_key.variant("V in place of its transpose")(lambda matrix, rank: taken_as_columns(matrix, rank, False))
nearest_key.variant("V in place of its transpose")(columns_in_a_sum)


distance = AnswerKey(
    "02-distance",
    edge_cases=(
        (np.array([[4.0, 0.0], [0.0, 3.0]]), 1),
        (np.array([[12.0, 0.0, 0.0], [0.0, 4.0, 0.0], [0.0, 0.0, 3.0]]), 1),
        (_TALL, 1),
        (_TALL, 2),
        (_DIAGONAL, 2),
        (np.eye(4), 1),
        (np.array([[1, 1], [1, 1]]), 1),
        (np.array([[2.0, 1.0], [0.0, 1.0]]), 3),
    ),
    comparison=SameNumber(1e-6),
    must_hold="It lies between 0 and 1, and is 0 exactly where the rank is at most K.",
)


def squares(matrix):
    return np.asarray(np.linalg.svd(np.asarray(matrix, dtype=float), compute_uv=False) ** 2)


@distance.right
def relative_distance(matrix, rank):
    lost = sum(square for k, square in enumerate(squares(matrix), 1) if k > rank)
    share = float(lost / sum(squares(matrix)))
    return share**0.5 if share > 1e-20 else 0.0


distance.drawn_by(matrix_case)
distance.mistake(
    "values not squared",
    "You add the singular values themselves. Distances add in squares, as Pythagoras says.",
)(lambda matrix, rank: (squares(matrix)[rank:] ** 0.5).sum() / (squares(matrix) ** 0.5).sum())
distance.mistake("root left out", "This is the square of the distance. Take the root.")(
    lambda matrix, rank: relative_distance(matrix, rank) ** 2
)
distance.mistake("not relative", "This is the distance itself. Divide it by the length of the matrix.")(
    lambda matrix, rank: float(squares(matrix)[rank:].sum()) ** 0.5
)
distance.mistake(
    "largest one only",
    "You use only the largest of the singular values that are left out. All of them count.",
)(lambda matrix, rank: (squares(matrix)[rank:].max(initial=0.0) / squares(matrix).sum()) ** 0.5)
distance.mistake(
    "one term too many kept", "You leave out one singular value too few: sum over k = K + 1, K + 2, ..."
)(lambda matrix, rank: relative_distance(matrix, rank + 1))
distance.mistake(
    "what is kept, not what is lost",
    "You take the singular values that are kept, 1 to K. The distance is made of those that are lost.",
)(lambda matrix, rank: float(squares(matrix)[:rank].sum() / squares(matrix).sum()) ** 0.5)
distance.mistake(
    "spectral norm",
    "You divide by the largest singular value, the norm that `np.linalg.norm(matrix, 2)` gives. The length "
    "is the root of the sum of all squares: `np.linalg.norm(matrix)`.",
)(lambda matrix, rank: float(squares(matrix)[rank:].sum() / squares(matrix)[0]) ** 0.5)
distance.variant("spectral norm")(
    lambda matrix, rank: float(squares(matrix)[rank:].max(initial=0.0) / squares(matrix)[0]) ** 0.5
)


similarity = AnswerKey(
    "02-similarity",
    edge_cases=(
        (np.array([0.5]),),
        (np.array([1.0, 1.0]),),
        (np.array([0.0, 0.5]),),
        (np.array([-0.3, 0.9]),),
        (np.array([1, 0]),),
        (np.array([0.1, 0.2, 0.3]),),
    ),
    comparison=SameArray(),
    must_hold="The entry of a start with itself is the product of all 1 + epsilon.",
)


@similarity.right
def similarity_table(epsilons, combine=math.prod):
    words = list(itertools.product((0, 1), repeat=len(epsilons)))

    def entry(start, end):
        return combine([1 + e if x == y else 1 - e for e, x, y in zip(epsilons, start, end, strict=True)])

    return np.array([[entry(start, end) for end in words] for start in words], dtype=float)


similarity.drawn_by(lambda generator: (generator.integers(-99, 100, size=size(generator, 2, 4)) / 100,))
similarity.mistake("sum over places", "You add the factors of the places. They must be multiplied.")(
    lambda epsilons: similarity_table(epsilons, sum)
)
similarity.mistake(
    "places backwards",
    "Your first epsilon belongs to the last letter. In the order aa, ab, ba, bb the last letter changes "
    "fastest.",
)(lambda epsilons: similarity_table(np.asarray(epsilons)[::-1]))
similarity.mistake(
    "agreement and difference swapped",
    "You take 1 - epsilon where the letters agree. It is 1 + epsilon there.",
)(lambda epsilons: similarity_table(-np.asarray(epsilons)))
similarity.mistake(
    "zero where they differ",
    "Your table is 0 unless start and end are equal. That is EQUALITY. Here a place that differs gives the "
    "factor 1 - epsilon.",
)(lambda epsilons: np.diag(np.diag(similarity_table(epsilons))))
