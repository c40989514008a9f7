"""What judges the tasks of lesson 09: the right function, the inputs and the known mistakes of each."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from racteach.checks.answers.counting import (
    LARGE,
    LARGE_SENTENCE,
    large,
    monomials,
)
from racteach.checks.answers.declaring import AnswerKey
from racteach.checks.comparing import SameArray, SameNumber

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
dual.mistake(
    "length not halved",
    "You take T for the new depth. The depth changes places with the half-length n = T/2.",
)(lambda depth, length: np.array([length, 2 * depth]))
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
        (3, 40, 30, 4),
    ),
    comparison=SameNumber(exact=True),
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
    "the smaller of two bounds",
    "You return the smaller of the end bound and the state bound. Here the end bound alone is asked for.",
)
def smaller_of_two(depth: int, input_dim: int, channels: int, half_length: int) -> int:
    sizes = depth, input_dim, channels, half_length
    return min(bound_by_inputs(*sizes), by_states(*sizes))


@end_bound.mistake(
    "one layer too many", "You let an input go up L times. It enters layer 1: L - 1 steps up are left."
)
def one_layer_too_many(depth: int, input_dim: int, channels: int, half_length: int) -> int:
    return bound_by_inputs(depth + 1, input_dim, channels, half_length)


@end_bound.mistake(
    "one step too few",
    "You take mc(n - t, L - 1). Input t is used mc(n - t + 1, L - 1) times: the last, once.",
)
def one_step_too_few(depth: int, input_dim: int, channels: int, half_length: int) -> int:
    m = min(input_dim, channels)
    used = [monomials(half_length - t, depth - 1) for t in range(1, half_length + 1)]
    return math.prod(monomials(m, times) for times in used)


end_bound.suspect(LARGE, LARGE_SENTENCE)(large(bound_by_inputs))


@end_bound.mistake(
    "every input as the first",
    "You let every input be used as often as the first. Later ones have fewer steps to go.",
)
def every_input_as_the_first(depth: int, input_dim: int, channels: int, half_length: int) -> int:
    return monomials(min(input_dim, channels), paths(half_length, 1, depth)) ** half_length
