"""What judges the task 10-gradient: the right function, the inputs and the known mistakes."""

import math

import numpy as np

from racteach.checks.answers.declaring import AnswerKey
from racteach.checks.answers.lesson10 import ORDER_LOST, VALUES, largest_first, shares_of, values_case
from racteach.checks.comparing import SameArray

gradient = AnswerKey(
    "10-gradient",
    edge_cases=VALUES,
    comparison=SameArray(1e-3),  # room for a difference quotient in place of the derivative
    must_hold="Scaling all singular values does not change the entropy, so the gradient is orthogonal to "
    "them.",
)


@gradient.reference
def entropy_gradient(singular_values):
    values = [float(s) for s in singular_values]
    total = math.fsum(s * s for s in values)
    shares = [s * s / total for s in values]
    height = math.fsum(-p * math.log(p) for p in shares)
    return np.array([-2 * s * (math.log(p) + height) / total for s, p in zip(values, shares, strict=True)])


gradient.random_case(values_case)


@gradient.mistake(
    "the others held fixed",
    "You differentiate -p ln p for one share only. The shares add up to 1, so all change.",
)
def shares_held_fixed(singular_values):
    values = np.array([float(s) for s in singular_values])
    total = float(values @ values)
    return -2 * values * (np.log(values**2 / total) + 1) / total


gradient.mistake(
    "by the shares", "You differentiate by the shares. Asked is the derivative by the singular values."
)(lambda values: -(np.log(shares_of(values)) + 1))
gradient.mistake("sorted", ORDER_LOST)(lambda values: entropy_gradient(largest_first(values)))
gradient.variant("sorted")(lambda values: entropy_gradient(np.sort(values)))
gradient.mistake(
    "entropy left out",
    "A part is missing: when one singular value grows, the sum of the squares grows as well, and so all "
    "shares change. That adds H to the logarithm.",
)(
    lambda values: (
        -2 * np.asarray(values) * np.log(shares_of(values)) / math.fsum(float(s) ** 2 for s in values)
    )
)
gradient.mistake("downhill", "The sign is the other one. Small terms must go up.")(
    lambda values: -entropy_gradient(values)
)
gradient.mistake(
    "by the squares", "You differentiate by the squares of the singular values. A factor 2 sigma is missing."
)(lambda values: entropy_gradient(values) / (2 * values))
gradient.mistake(
    "not divided by the squared length", "A factor is missing: divide by the sum of the squares."
)(lambda values: entropy_gradient(values) * (values**2).sum())
