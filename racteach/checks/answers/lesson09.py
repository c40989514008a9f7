"""What judges the tasks of lesson 09: the right function, the inputs and the known mistakes of each."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np

from racteach.checks.answers.declaring import AnswerKey, collect
from racteach.checks.values import SameArray, SameNumber


def monomials(variables: int, degree: int) -> int:
    """Count by Pascal's rule, slowly: monomials without the last variable, and those with it."""
    row = [1] + [0] * degree
    for _ in range(variables):
        row = list(itertools.accumulate(row))
    return row[degree]


dual = AnswerKey(
    "09-dual",
    edge_cases=((3, 10), (2, 4), (1, 2), (1, 8), (5, 2), (4, 8)),
    comparison=SameArray(),
    must_hold="The dual of the dual is the size itself.",
)


@dual.reference
def dual_size(depth: int, length: int) -> np.ndarray:
    return np.array([length // 2, 2 * depth])


dual.random_case(lambda generator: (int(generator.integers(1, 1000)), 2 * int(generator.integers(1, 1000))))
dual.mistake(
    "depth and length exchanged",
    "You exchange L and T. It is the half-length n = T/2 that changes places with the depth.",
)(lambda depth, length: np.array([length, depth]))
dual.mistake("half-length returned", "You return the new half-length. The length is twice as much.")(
    lambda depth, length: np.array([length // 2, depth])
)
dual.mistake("length first", "You return the length before the depth. The depth comes first.")(
    lambda depth, length: np.array([2 * depth, length // 2])
)


end_bound = AnswerKey(
    "09-end-bound",
    edge_cases=(
        (1, 2, 3, 2),
        (2, 2, 2, 1),
        (2, 2, 3, 2),
        (2, 3, 2, 3),
        (3, 2, 2, 3),
        (3, 1, 2, 3),
        (4, 3, 3, 2),
        (1, 3, 3, 4),
    ),
    comparison=SameNumber(),
    must_hold="Input t of the end brings min(M, R) numbers and is used mc(n - t + 1, L - 1) times.",
)


def paths(half_length: int, t: int, depth: int) -> int:
    """From input t of the end: half_length - t steps right and depth - 1 up."""
    return monomials(half_length - t + 1, depth - 1)


@end_bound.reference
def bound_by_inputs(depth: int, input_dim: int, channels: int, half_length: int) -> int:
    product = 1
    for t in range(1, half_length + 1):
        product *= monomials(min(input_dim, channels), paths(half_length, t, depth))
    return product


@end_bound.random_case
def bound_case(generator: np.random.Generator) -> tuple[Any, ...]:
    depth, input_dim, channels, half = generator.integers((1, 1, 1, 1), (4, 60, 60, 4))
    return int(depth), int(input_dim), int(channels), int(half)


@end_bound.mistake(
    "features only",
    "You count M numbers for each input. Through W^{I,1} they come in as R numbers, so no more than R of "
    "them are independent.",
)
def features_only(depth: int, input_dim: int, channels: int, half_length: int) -> int:
    return bound_by_inputs(depth, input_dim, input_dim, half_length)


@end_bound.mistake(
    "channels only",
    "You count R numbers for each input. It has M features, so no more than M of them are independent.",
)
def channels_only(depth: int, input_dim: int, channels: int, half_length: int) -> int:
    return bound_by_inputs(depth, channels, channels, half_length)


@end_bound.mistake(
    "the state bound",
    "You count monomials in the middle state. This bound counts those in the inputs of the end.",
)
def by_states(depth: int, input_dim: int, channels: int, half_length: int) -> int:
    return math.prod(monomials(channels, monomials(half_length, depth - k)) for k in range(1, depth + 1))


@end_bound.mistake(
    "ordered products",
    "You count ordered products, m to the power of the uses. Copies of an input are equal: order does not "
    "count.",
)
def ordered_products(depth: int, input_dim: int, channels: int, half_length: int) -> int:
    m = min(input_dim, channels)
    return m ** sum(paths(half_length, t, depth) for t in range(1, half_length + 1))


@end_bound.mistake(
    "every input as the first",
    "You let every input be used as often as the first. Later ones have fewer steps to go.",
)
def every_input_as_the_first(depth: int, input_dim: int, channels: int, half_length: int) -> int:
    return monomials(min(input_dim, channels), paths(half_length, 1, depth)) ** half_length


depth_two = AnswerKey(
    "09-depth-two",
    edge_cases=((2, 3, 6), (3, 3, 6), (5, 3, 2), (1, 3, 2), (2, 5, 3), (1, 1, 4), (2, 4, 1), (3, 5, 2)),
    comparison=SameNumber(),
    must_hold="Each of the R channels carries forms that vanish on a space of dimension R - min(M, R).",
)


@depth_two.reference
def sharp_depth_two(input_dim: int, channels: int, half_length: int) -> int:
    lost = monomials(channels - min(input_dim, channels), half_length)
    return channels * (monomials(channels, half_length) - lost)


@depth_two.random_case
def depth_two_case(generator: np.random.Generator) -> tuple[Any, ...]:
    input_dim, channels, half = generator.integers((1, 2, 1), (30, 30, 30))
    return int(input_dim), int(channels), int(half)


depth_two.mistake(
    "the state bound",
    "You count all forms. With fewer features than channels, those of one channel vanish together on a "
    "space of dimension R - M.",
)(lambda input_dim, channels, half_length: channels * monomials(channels, half_length))


@depth_two.mistake(
    "only one channel loses", "You subtract once. Each of the R channels of layer 2 loses as much."
)
def one_channel_loses(input_dim: int, channels: int, half_length: int) -> int:
    lost = monomials(channels - min(input_dim, channels), half_length)
    return channels * monomials(channels, half_length) - lost


@depth_two.mistake(
    "vanishing on the wrong space",
    "You subtract the forms in m variables. They vanish on a space of dimension R - m.",
)
def loses_on_the_features(input_dim: int, channels: int, half_length: int) -> int:
    m = min(input_dim, channels)
    return channels * (monomials(channels, half_length) - (monomials(m, half_length) if m < channels else 0))


@depth_two.mistake(
    "one dimension lost", "You subtract 1 for each channel. That is right only where R - M is 1, a line."
)
def one_dimension_lost(input_dim: int, channels: int, half_length: int) -> int:
    return channels * (monomials(channels, half_length) - (input_dim < channels))


@depth_two.mistake(
    "without powers",
    "You choose n out of the variables without repetition. In a monomial powers are allowed.",
)
def without_powers(input_dim: int, channels: int, half_length: int) -> int:
    rest = channels - min(input_dim, channels)
    return channels * (math.comb(channels, half_length) - math.comb(rest, half_length))


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
    comparison=SameNumber(),
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


depth_three = AnswerKey(
    "09-depth-three",
    edge_cases=((2, 3), (2, 4), (1, 3), (3, 1), (3, 2), (2, 1), (4, 2), (2, 2), (5, 2)),
    comparison=SameNumber(),
    must_hold="For R = 2 the value is 4 below the state bound.",
)


def multichoose(a: int, k: int) -> int:
    return math.comb(a + k - 1, k) if a else int(k == 0)


def all_occur(variables: int, degree: int) -> int:
    """Count the monomials in which every variable occurs, by inclusion and exclusion."""
    return sum(
        (-1) ** missing * math.comb(variables, missing) * multichoose(variables - missing, degree)
        for missing in range(variables + 1)
    )


def vanishing(channels: int, half_length: int, k: int) -> int:
    return multichoose(channels, half_length) - multichoose(channels - k, half_length)


def uses(half_length: int) -> int:
    return half_length * (half_length + 1) // 2


def _depth_three(channels: int, n: int, degree: int, occur: Any = all_occur, choose: Any = math.comb) -> int:
    sizes = range(1, channels + 1)
    return channels * sum(choose(channels, k) * occur(k, degree) * vanishing(channels, n, k) for k in sizes)


@depth_three.reference
def sharp_depth_three(channels: int, half_length: int) -> int:
    return _depth_three(channels, half_length, uses(half_length))


depth_three.random_case(lambda generator: (int(generator.integers(1, 13)), int(generator.integers(1, 2000))))
depth_three.mistake(
    "the state bound",
    "You count all monomials. Those in which few channels of layer 1 occur leave fewer forms in layer 2.",
)(lambda channels, n: channels * multichoose(channels, n) * multichoose(channels, uses(n)))
depth_three.mistake(
    "the degree of depth 2", "You let layer 1 be used n times. At depth 3 it is used n(n+1)/2 times."
)(lambda channels, half_length: _depth_three(channels, half_length, half_length))


@depth_three.mistake("n(n-1)/2", "You take n(n-1)/2 for the degree. It is mc(n, 2) = n(n+1)/2.")
def half_a_square(channels: int, half_length: int) -> int:
    return _depth_three(channels, half_length, half_length * (half_length - 1) // 2)


depth_three.mistake(
    "some of the channels",
    "You count the monomials of a set of channels in which some may be missing. So monomials of fewer "
    "channels are counted again. Put one star into every box first.",
)(lambda channels, n: _depth_three(channels, n, uses(n), occur=multichoose))
depth_three.mistake("sets not counted", "You leave out in how many ways k channels are chosen among R.")(
    lambda channels, n: _depth_three(channels, n, uses(n), choose=lambda *_: 1)
)


ANSWERS = collect(dual, end_bound, depth_two, degree, depth_three)
