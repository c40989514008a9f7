"""What judges the task 12-best: what the best of k starts is worth, from the shipped errors of the dial."""

from __future__ import annotations

import itertools
import math
from functools import cache
from typing import Any

import numpy as np

from racteach.checks.answers.lesson12 import percentile
from racteach.checks.comparing import SameArray
from racteach.checks.keys import AnswerKey

Array = np.ndarray

best = AnswerKey(
    "12-best",
    edge_cases=(
        (np.array([0.1, 0.3, 0.2]), 2, np.array([[0, 1, 2], [1, 1, 2], [0, 0, 0]])),
        (np.array([0.5]), 1, np.array([[0], [0]])),
        (np.array([0.4, 0.2, 0.6]), 1, np.array([[0, 0, 1], [2, 2, 1], [0, 1, 2], [1, 1, 0]])),
        (np.array([0.25, 0.5, 0.125, 1.0]), 4, np.array([[0, 1, 2, 3], [3, 3, 1, 0], [1, 1, 1, 0]])),
        (np.array([0.25, 0.5, 0.125, 1.0, 0.75]), 3, np.array([[0, 1, 2, 3, 4], [3, 3, 1, 0, 4]])),
        (np.array([1, 0, 1, 1]), 2, np.array([[0, 1, 2, 3], [0, 0, 2, 3], [1, 1, 1, 2]])),
    ),
    comparison=SameArray(),
    must_hold="For k = 1 the first number is the mean, and for k = N the least error.",
)


def of_groups(errors: Any, size: int) -> float:
    """Return the mean of the least error over all groups, one group after the other."""
    least = [min(group) for group in itertools.combinations([float(error) for error in errors], size)]
    return math.fsum(least) / len(least)


def with_interval(
    errors: Array, size: int, resamples: Array, *, value: Any = of_groups, cut: Any = (2.5, 97.5)
) -> Array:
    found = [value(errors[row], size) for row in resamples]
    return np.array([value(errors, size), *(percentile(found, end) for end in cut)])


@best.right
def best_of(errors: Array, size: int, resamples: Array) -> Array:
    return with_interval(errors, size, resamples)


@cache
def shipped() -> list[Array]:
    """Return the errors of every size of the dial that has all its starts."""
    from racteach.results.experiments import load_experiment

    return [
        np.array(row.found["errors"]) for row in load_experiment("dial") if len(row.found["errors"]) == 80
    ]


@best.drawn_by
def best_case(generator: np.random.Generator) -> tuple[Any, ...]:
    errors = shipped()[int(generator.integers(len(shipped())))]
    count = int(generator.integers(2, 9))
    chosen = generator.choice(errors, count, replace=False).round(4)
    resamples = generator.integers(0, count, (int(generator.integers(2, 21)), count))
    return chosen, int(generator.integers(1, count + 1)), resamples


best.mistake(
    "the mean of all", "You return the mean error of one start. Of every group only the best start counts."
)(lambda *case: with_interval(*case, value=lambda errors, size: float(np.mean(errors))))
best.mistake(
    "the mean of the k best",
    "You take the mean of the k best of all N. Whoever trains k times has *any* k of them, and keeps the "
    "best.",
)(lambda *case: with_interval(*case, value=lambda errors, size: float(np.sort(errors)[:size].mean())))
best.mistake("the best of all", "You return the best of all N starts. Asked is the best of k, on average.")(
    lambda *case: with_interval(*case, value=lambda errors, size: float(np.min(errors)))
)
best.mistake(
    "the best of the first k",
    "You take the first k starts. That is one group: take the mean over all groups of k.",
)(lambda *case: with_interval(*case, value=lambda errors, size: float(np.min(errors[:size]))))


def of_different(errors: Array, size: int) -> float:
    """Return what equal errors that count once give; of fewer than a group all are taken."""
    different = np.unique(errors)
    return of_groups(different, min(size, len(different)))


def repeated(errors: Array, size: int) -> float:
    """Return the mean of the least of `size` errors, drawn with repetition."""
    ordered, count = sorted(map(float, errors)), len(errors)
    above = [((count - place) / count) ** size for place in range(count + 1)]
    return math.fsum(error * (above[i] - above[i + 1]) for i, error in enumerate(ordered))


best.mistake(
    "a start more than once",
    "Your groups may hold the same start twice. A group has k different starts: draw without repetition. (A "
    "resample may: its N places count as N starts.)",
)(lambda *case: with_interval(*case, value=repeated))
best.mistake(
    "a start drawn twice counts once",
    "You take each start of a resample once. A start that was drawn twice counts as two starts.",
)(lambda *case: with_interval(*case, value=of_different))
best.mistake(
    "the interval of single errors",
    "Your interval belongs to the errors of single starts. It tells where *one start* ends. Take the "
    "number of every resample, and percentiles of these.",
)(
    lambda errors, size, resamples: np.array(
        [of_groups(errors, size), percentile(errors, 2.5), percentile(errors, 97.5)]
    )
)
best.mistake("the upper end first", "You return the upper end before the lower one.")(
    lambda *case: with_interval(*case, cut=(97.5, 2.5))
)
