"""What judges the task 09-degree: the polynomial that a list of values belongs to."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np

from racteach.checks.answers.declaring import AnswerKey
from racteach.checks.comparing import SameNumber

degree = AnswerKey(
    "09-degree",
    edge_cases=(
        (np.array([0, 1, 4, 9, 16]),),
        (np.array([7, 7, 7]),),
        (np.array([0, 0, 0, 0]),),
        (np.array([3, 5, 7, 9, 11]),),
        (np.array([52, 106, 188, 304, 460, 662]),),
        (np.array([9, 4, 1, 0, 1, 4, 9]),),
        (np.array([0, 1, 8, 27, 64, 125]),),
        (np.array([5, 4, 5]),),
        (np.array([2, 1, 0, -1]),),
    ),
    comparison=SameNumber(exact=True),
    must_hold="After as many rounds of differences as the degree, all values are equal, and not before.",
)


@degree.reference
def degree_of_growth(values: Any) -> int:
    numbers = [int(v) for v in values]
    rounds = 0
    while len(set(numbers)) > 1:
        numbers = [b - a for a, b in itertools.pairwise(numbers)]
        rounds += 1
    return rounds


@degree.random_case
def degree_case(generator: np.random.Generator) -> tuple[Any, ...]:
    degree = int(generator.integers(0, 5))
    lower = [int(c) for c in generator.integers(-99, 100, size=degree)]
    coefficients = [*lower, int(generator.integers(1, 100))]
    count = degree + int(generator.integers(2, 7))
    return (np.array([sum(c * x**k for k, c in enumerate(coefficients)) for x in range(count)]),)


@degree.mistake(
    "one round too many",
    "You go on until all differences are 0. The degree is reached one round earlier, when they are all "
    "equal.",
)
def until_all_zero(values: Any) -> int:
    numbers = [int(v) for v in values]
    rounds = 0
    while any(numbers):
        numbers = [b - a for a, b in itertools.pairwise(numbers)]
        rounds += 1
    return rounds


degree.mistake(
    "number of values",
    "You return one less than the number of values. More values do not make the degree higher.",
)(lambda values: len(values) - 1)


@degree.mistake(
    "slope on logarithmic axes",
    "You measure a slope on logarithmic axes. It comes near the degree only far out; differences are exact.",
)
def slope_at_the_end(values: Any) -> int:
    last = [abs(float(v)) + 1e-300 for v in values][-2:]
    x = len(values) - 1
    return round(math.log(last[1] / last[0]) / math.log(x / (x - 1))) if x > 1 else 0


degree.mistake("linear or constant", "You tell constant values from others, but not how they grow.")(
    lambda values: int(len({int(v) for v in values}) > 1)
)


@degree.alternative
def degree_by_numpy(values):
    for order in range(len(values)):
        steps = np.diff(values, n=order)
        if (steps == steps[0]).all():
            return order
    return None


@degree.alternative
def degree_by_recursion(values):
    if len(set(values)) == 1:
        return 0.0
    return 1 + degree_by_recursion([b - a for a, b in itertools.pairwise(values)])
