"""What judges 12-fair and 12-unmask: a program that reports the best seed, mended, and data that show it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from racteach.checks.comparing import SameNumber, SameShape
from racteach.checks.keys import AnswerKey

Array = np.ndarray


def mean(values: Any) -> float:
    return sum(int(value) for value in values) / len(values)


def best_rate(accuracies: Any) -> int:
    """Return the first rate with the highest mean over its seeds."""
    sums = [mean(seeds) for seeds in accuracies]
    return sums.index(max(sums))


def difference(
    validation: Array,
    test: Array,
    *,
    chosen: Callable[[Array, Array, int], int],
    told: Callable[[Array], float],
) -> float:
    """Return how far depth 2 is ahead, for a way to choose rates and one to report seeds."""
    one, two = (told(test[depth][chosen(validation, test, depth)]) for depth in (0, 1))
    return two - one


def on_validation(validation: Array, test: Array, depth: int) -> int:
    return best_rate(validation[depth])


def on_test(validation: Array, test: Array, depth: int) -> int:
    return best_rate(test[depth])


def largest(seeds: Any) -> float:
    return float(max(int(value) for value in seeds))


_TWO = np.array([[[50, 60], [70, 40]], [[20, 30], [90, 10]]])

fair = AnswerKey(
    "12-fair",
    edge_cases=(
        (np.array([[[50]], [[60]]]), np.array([[[40]], [[70]]])),
        (np.array([[[50], [60]], [[70], [20]]]), np.array([[[80, 10], [40, 50]], [[30, 90], [100, 0]]])),
        (_TWO, np.array([[[10, 20], [30, 50]], [[90, 20], [40, 50]]])),
        (np.array([[[50], [50]], [[60], [60]]]), np.array([[[40], [70]], [[30], [90]]])),
        (_TWO[::-1], np.array([[[10, 20, 90], [30, 50, 40]], [[90, 20, 10], [40, 50, 60]]])),
        (np.array([[[90], [10]], [[20], [80]]]), np.array([[[35, 45], [75, 65]], [[55, 15], [25, 95]]])),
    ),
    comparison=SameNumber(),
    must_hold="The test set speaks once, of rates that were chosen without it.",
)


@fair.right
def fair_difference(validation: Array, test: Array) -> float:
    return difference(validation, test, chosen=on_validation, told=mean)


@fair.drawn_by
def accuracies_case(generator: np.random.Generator) -> tuple[Any, ...]:
    rates, tried, fresh = (int(k) for k in generator.integers((1, 1, 2), (5, 4, 7)))
    return generator.integers(0, 101, (2, rates, tried)), generator.integers(0, 101, (2, rates, fresh))


fair.mistake(
    "nothing mended",
    "This is what the program gave before. Which data choose the rate, and which seeds are reported?",
)(lambda *data: difference(*data, chosen=on_test, told=largest))
fair.mistake(
    "rate chosen on the test set",
    "All seeds count now. But the rate is still chosen on the test set, and what chooses must not judge: use "
    "the validation set.",
)(lambda *data: difference(*data, chosen=on_test, told=mean))
fair.mistake(
    "best seed reported",
    "The rate is chosen on the validation set now. But of the seeds the best one is reported still, and the "
    "best of many always looks good: take the mean.",
)(lambda *data: difference(*data, chosen=on_validation, told=largest))
fair.mistake(
    "one rate for both",
    "You choose one rate for both depths. Each depth has its own: the best rate depends on the depth.",
)(
    lambda *data: difference(
        *data,
        chosen=lambda validation, test, depth: best_rate(
            np.concatenate([validation[0], validation[1]], axis=1)
        ),
        told=mean,
    )
)
fair.mistake(
    "best single validation run",
    "You choose the rate with the best single run on the validation set. Take the mean over its seeds.",
)(
    lambda *data: difference(
        *data,
        chosen=lambda validation, test, depth: max(
            range(len(test[depth])), key=lambda rate: largest(validation[depth][rate])
        ),
        told=mean,
    )
)
fair.mistake("depth 1 less depth 2", "The sign is the other one: positive where depth 2 is ahead.")(
    lambda *data: -fair_difference(*data)
)
fair.mistake(
    "judged on the validation set",
    "You report accuracies of the validation set, which chose the rate. Report those of the test set.",
)(lambda validation, test: difference(validation, validation, chosen=on_validation, told=mean))


unmask = AnswerKey(
    "12-unmask",
    edge_cases=((1, 2, 1, 1), (1, 2, 25, 25), (2, 2, 10, 20), (3, 4, 25, 10), (1, 6, 20, 25)),
    comparison=SameShape(exact=True, least=0, most=100),
    must_hold="The program reports the best seed at the best rate of the test set.",
)


@unmask.judged_by
def not_shown(data: Array, rates: int, seeds: int, ahead: int, behind: int) -> str:
    validation, test = data
    said, found = (
        difference(validation, test, chosen=on_test, told=largest),
        fair_difference(validation, test),
    )
    if said <= 0:
        return f"The program says that {'depth 1' if said else 'neither depth'} is ahead."
    if found >= 0:
        return (
            "The program says that depth 2 is ahead, and it is not behind: the fair mean says no less than 0."
        )
    if said < ahead:
        return f"The program is misled, and says {said:+g} for depth 2. It must say {ahead:+d} or more."
    if found > -behind:
        return (
            f"The program is misled, but the fair difference is {found:+.4g}. It must be {-behind} or less."
        )
    return ""


@unmask.right
def unmasking(rates: int, seeds: int, ahead: int, behind: int) -> Array:
    data = np.zeros((2, 2, rates, seeds), dtype=int)
    data[0, :, 0] = 1
    data[1, 0, 0] = 75
    data[1, 1, 0, 0] = 100
    return data


unmask.drawn_by(lambda generator: tuple(int(k) for k in generator.integers((1, 2, 1, 1), (5, 9, 26, 26))))


@unmask.mistake(
    "depth 2 ahead in truth",
    "In your data depth 2 is ahead or level, by its mean as well: the program is right. Give depth 2 one "
    "lucky seed, and bad ones besides.",
)
def real_lead(rates: int, seeds: int, ahead: int, behind: int) -> Array:
    data = np.zeros((2, 2, rates, seeds), dtype=int)
    data[:, 1] = 100
    return data


unmask.mistake(
    "depths exchanged",
    "You mislead the program in favour of depth 1. Entry [:, 0] belongs to depth 1, [:, 1] to depth 2.",
)(lambda *case: unmasking(*case)[:, ::-1])


@unmask.degenerate("zero", "neither depth")
def zeros(rates: int, seeds: int, ahead: int, behind: int) -> Array:
    return np.zeros((2, 2, rates, seeds), dtype=int)


@unmask.degenerate("constant", "neither depth")
def ones(rates: int, seeds: int, ahead: int, behind: int) -> Array:
    return np.ones((2, 2, rates, seeds), dtype=int)


@unmask.degenerate("example", "shape")
def example(rates: int, seeds: int, ahead: int, behind: int) -> Array:
    return np.array([[[[50, 50]], [[50, 50]]], [[[60, 60]], [[70, 0]]]])


@unmask.degenerate("other size", "shape")
def one_seed_more(rates: int, seeds: int, ahead: int, behind: int) -> Array:
    return unmasking(rates, seeds + 1, ahead, behind)


@unmask.degenerate("a tie", "no less than 0")
def tie(rates: int, seeds: int, ahead: int, behind: int) -> Array:
    data = np.full((2, 2, rates, seeds), 50)
    data[1, 1, :, 0], data[1, 1, :, 1] = 100, 0
    return data
