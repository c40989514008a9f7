"""What judges the task 02-similarity: the right function, the inputs and the known mistakes."""

import itertools
import math

import numpy as np

from racteach.checks.answers.declaring import AnswerKey
from racteach.checks.answers.drawing import size
from racteach.checks.comparing import SameArray

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


@similarity.reference
def similarity_table(epsilons, combine=math.prod):
    words = list(itertools.product((0, 1), repeat=len(epsilons)))

    def entry(start, end):
        return combine([1 + e if x == y else 1 - e for e, x, y in zip(epsilons, start, end, strict=True)])

    return np.array([[entry(start, end) for end in words] for start in words], dtype=float)


similarity.random_case(lambda generator: (generator.integers(-99, 100, size=size(generator, 2, 4)) / 100,))
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
