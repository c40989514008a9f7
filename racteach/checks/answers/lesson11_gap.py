"""What judges the task 11-gap: the rank at which singular values fall most."""

import numpy as np

from racteach.checks.answers.declaring import AnswerKey
from racteach.checks.answers.drawing import size
from racteach.checks.answers.truncating import CUT, CUT_SENTENCE, cut
from racteach.checks.comparing import SameArray

gap = AnswerKey(
    "11-gap",
    edge_cases=(
        (np.array([10.0, 5.0, 0.5, 0.4]),),
        (np.array([8.0, 1.0]),),
        (np.array([100.0, 10.0, 9.0, 1e-9]),),
        (np.array([6.0, 5.0, 4.0, 0.1]),),
        (np.array([1.0, 0.25, 0.2, 0.15]),),
    ),
    comparison=SameArray(),
    must_hold="The factor is at least 1, and no other neighbours have a larger one.",
)


def gap_after(singular_values, k):
    return np.array([k, float(singular_values[k - 1]) / float(singular_values[k])])


@gap.reference
def widest_gap(singular_values):
    return max(
        (gap_after(singular_values, k) for k in range(1, len(singular_values))), key=lambda gap: gap[1]
    )


@gap.random_case
def gap_case(generator):
    count = size(generator, 3, 8)
    falls = generator.choice(np.arange(105, 300), size=count - 1, replace=False) / 100
    falls[int(generator.integers(count - 1))] = float(generator.integers(400, 900)) / 100
    return (float(generator.integers(1, 50)) / np.concatenate([[1.0], np.cumprod(falls)]),)


gap.mistake(
    "largest difference", "You look for the largest difference. On a logarithmic axis a gap is a quotient."
)(lambda values: gap_after(values, int(np.argmax(-np.diff(values))) + 1))
gap.mistake("counted from 0", "Your rank is one too small: a gap after the first is rank 1.")(
    lambda values: widest_gap(values) - np.array([1, 0])
)
gap.mistake("upside down", "You divide the smaller by the larger. The factor is at least 1.")(
    lambda values: widest_gap(values) ** [1, -1]
)
gap.mistake(
    "the largest over the rest",
    "You divide the largest of all by the first that does not count. Compare neighbours.",
)(lambda values: [(rank := int(widest_gap(values)[0])), values[0] / values[rank]])
gap.mistake(CUT, CUT_SENTENCE)(cut(widest_gap))
gap.mistake("narrowest", "You found the narrowest gap. The widest is asked for.")(
    lambda values: gap_after(values, int(np.argmin(values[:-1] / values[1:])) + 1)
)
