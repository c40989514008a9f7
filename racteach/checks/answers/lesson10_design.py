"""What judges the task 10-design: singular values with a given effective rank."""

from __future__ import annotations

import math

import numpy as np

from racteach.checks.answers.lesson10 import entropy, shares_of
from racteach.checks.comparing import SameShape, written
from racteach.checks.keys import AnswerKey

_NEAR = 1e-6

design = AnswerKey(
    "10-design",
    edge_cases=((2.0, 2), (1.5, 2), (1.01, 2), (3.0, 3), (2.5, 4), (2.0, 4), (7.9, 8), (1.1, 8)),
    comparison=SameShape(),
    must_hold="Equal singular values have the effective rank that is their number; one large one brings it "
    "down to 1.",
)


@design.judged_by
def off(singular_values, effective, count):
    if min(singular_values) <= 0:
        return "A singular value is not positive. All must be."
    found = math.exp(entropy(shares_of(singular_values)))
    if near(found, effective):
        return ""
    shares = singular_values / singular_values.sum()
    if near(math.exp(entropy(shares)), effective):
        return "Your numbers would be right as shares, and singular values are asked for."
    bits = entropy(shares_of(singular_values), 2)
    if near(math.exp(bits), effective) or near(2 ** entropy(shares_of(singular_values)), effective):
        return "Your effective rank would be right with two different bases."
    return f"The effective rank is {written(found)}. It must be {written(float(effective))}."


def near(found, wanted):
    return abs(found - wanted) <= _NEAR * wanted


def one_and_equal(first, count):
    """Return shares: one of a given size, and the rest equal."""
    return np.array([first] + [(1 - first) / (count - 1)] * (count - 1))


def shares_with(height, count, base=math.e):
    """Return shares of a given entropy, by halving the range of the first one."""
    low, high = 1 / count, 1 - 1e-12
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if entropy(one_and_equal(middle, count), base) > height else (low, middle)
    return one_and_equal((low + high) / 2, count)


@design.right
def designed_spectrum(effective, count):
    return np.sqrt(shares_with(math.log(effective), count))


@design.drawn_by
def spectrum_case(generator):
    count = int(generator.integers(2, 9))
    return 1 + (count - 1) * int(generator.integers(10, 1001)) / 1000, count


design.mistake(
    "shares returned",
    "You return the shares. Shares are squares, divided by their sum: take roots.",
)(lambda effective, count: shares_with(math.log(effective), count))
design.mistake(
    "two bases",
    "You use two bases for logarithm and power. With natural logarithms the effective rank is e to the "
    "entropy, and with those to the base 2 it is 2 to the entropy.",
)(lambda effective, count: np.sqrt(shares_with(math.log(effective), count, 2)))


@design.mistake(
    "as many ones as fit",
    "You take equal values, as many as the effective rank, rounded, and tiny ones besides. That gives whole "
    "numbers only. Between two of them make one value larger or smaller, until it is right.",
)
def whole_only(effective, count):
    return np.array([1.0 if k < math.floor(effective) else 1e-12 for k in range(count)])


@design.degenerate("zero", "not positive")
def zeros(effective, count):
    return np.zeros(count)


@design.degenerate("constant", "The effective rank is")
def equal(effective, count):
    return np.ones(count)


@design.degenerate("zeros besides", "not positive")
def with_zeros(effective, count):
    return np.array([1.0] * (count - 1) + [0.0])


@design.degenerate("example", "shape")
def example(effective, count):
    return np.array([1.0, 0.5, 0.5])


@design.degenerate("other size", "shape")
def one_value_more(effective, count):
    return designed_spectrum(effective, count + 1)


@design.degenerate("another rank", "The effective rank is")
def for_another(effective, count):
    return designed_spectrum(1 + (effective - 1) / 2, count)
