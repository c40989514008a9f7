"""Right functions, random inputs and wrong functions for the tasks of lesson 09."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np


def monomials(variables: int, degree: int) -> int:
    """Count by Pascal's rule, slowly: monomials without the last variable, and those with it."""
    row = [1] + [0] * degree
    for _ in range(variables):
        row = list(itertools.accumulate(row))
    return row[degree]


def chosen(variables: int, degree: int) -> int:
    return math.comb(variables, degree)


# 09-dual


def dual_size(depth: int, length: int) -> np.ndarray:
    return np.array([length // 2, 2 * depth])


def depth_and_length_swapped(depth: int, length: int) -> np.ndarray:
    return np.array([length, depth])


def half_length_returned(depth: int, length: int) -> np.ndarray:
    return np.array([length // 2, depth])


def length_first(depth: int, length: int) -> np.ndarray:
    return np.array([2 * depth, length // 2])


def size_case(generator: np.random.Generator) -> tuple[Any, ...]:
    return int(generator.integers(1, 1000)), 2 * int(generator.integers(1, 1000))


# 09-end-bound


def paths(half_length: int, t: int, depth: int) -> int:
    """From input t of the end: half_length - t steps right and depth - 1 up."""
    return monomials(half_length - t + 1, depth - 1)


def bound_by_inputs(depth: int, input_dim: int, channels: int, half_length: int) -> int:
    product = 1
    for t in range(1, half_length + 1):
        product *= monomials(min(input_dim, channels), paths(half_length, t, depth))
    return product


def features_only(depth: int, input_dim: int, channels: int, half_length: int) -> int:
    return bound_by_inputs(depth, input_dim, input_dim, half_length)


def channels_only(depth: int, input_dim: int, channels: int, half_length: int) -> int:
    return bound_by_inputs(depth, channels, channels, half_length)


def by_states(depth: int, input_dim: int, channels: int, half_length: int) -> int:
    return math.prod(monomials(channels, monomials(half_length, depth - k)) for k in range(1, depth + 1))


def ordered_products(depth: int, input_dim: int, channels: int, half_length: int) -> int:
    m = min(input_dim, channels)
    return m ** sum(paths(half_length, t, depth) for t in range(1, half_length + 1))


def every_input_as_the_first(depth: int, input_dim: int, channels: int, half_length: int) -> int:
    return monomials(min(input_dim, channels), paths(half_length, 1, depth)) ** half_length


def bound_case(generator: np.random.Generator) -> tuple[Any, ...]:
    depth, input_dim, channels, half = generator.integers((1, 1, 1, 1), (4, 60, 60, 4))
    return int(depth), int(input_dim), int(channels), int(half)


# 09-depth-two


def sharp_depth_two(input_dim: int, channels: int, half_length: int) -> int:
    lost = monomials(channels - min(input_dim, channels), half_length)
    return channels * (monomials(channels, half_length) - lost)


def nothing_lost(input_dim: int, channels: int, half_length: int) -> int:
    return channels * monomials(channels, half_length)


def one_channel_loses(input_dim: int, channels: int, half_length: int) -> int:
    lost = monomials(channels - min(input_dim, channels), half_length)
    return channels * monomials(channels, half_length) - lost


def loses_on_the_features(input_dim: int, channels: int, half_length: int) -> int:
    m = min(input_dim, channels)
    return channels * (monomials(channels, half_length) - (monomials(m, half_length) if m < channels else 0))


def one_dimension_lost(input_dim: int, channels: int, half_length: int) -> int:
    return channels * (monomials(channels, half_length) - (input_dim < channels))


def without_powers(input_dim: int, channels: int, half_length: int) -> int:
    rest = channels - min(input_dim, channels)
    return channels * (chosen(channels, half_length) - chosen(rest, half_length))


def depth_two_case(generator: np.random.Generator) -> tuple[Any, ...]:
    input_dim, channels, half = generator.integers((1, 2, 1), (30, 30, 30))
    return int(input_dim), int(channels), int(half)


# 09-degree


def degree_of_growth(values: Any) -> int:
    numbers = [int(v) for v in values]
    rounds = 0
    while len(set(numbers)) > 1:
        numbers = [b - a for a, b in itertools.pairwise(numbers)]
        rounds += 1
    return rounds


def until_all_zero(values: Any) -> int:
    numbers = [int(v) for v in values]
    rounds = 0
    while any(numbers):
        numbers = [b - a for a, b in itertools.pairwise(numbers)]
        rounds += 1
    return rounds


def number_of_values(values: Any) -> int:
    return len(values) - 1


def slope_at_the_end(values: Any) -> int:
    last = [abs(float(v)) + 1e-300 for v in values][-2:]
    x = len(values) - 1
    return round(math.log(last[1] / last[0]) / math.log(x / (x - 1))) if x > 1 else 0


def always_linear(values: Any) -> int:
    return int(len({int(v) for v in values}) > 1)


def degree_case(generator: np.random.Generator) -> tuple[Any, ...]:
    degree = int(generator.integers(0, 5))
    lower = [int(c) for c in generator.integers(-99, 100, size=degree)]
    coefficients = [*lower, int(generator.integers(1, 100))]
    count = degree + int(generator.integers(2, 7))
    return (np.array([sum(c * x**k for k, c in enumerate(coefficients)) for x in range(count)]),)


# 09-depth-three


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


def _depth_three(channels: int, half_length: int, degree: int) -> int:
    return channels * sum(
        math.comb(channels, k) * all_occur(k, degree) * vanishing(channels, half_length, k)
        for k in range(1, channels + 1)
    )


def sharp_depth_three(channels: int, half_length: int) -> int:
    return _depth_three(channels, half_length, half_length * (half_length + 1) // 2)


def state_bound_of_three(channels: int, half_length: int) -> int:
    degree = half_length * (half_length + 1) // 2
    return channels * multichoose(channels, half_length) * multichoose(channels, degree)


def degree_of_depth_two(channels: int, half_length: int) -> int:
    return _depth_three(channels, half_length, half_length)


def half_a_square(channels: int, half_length: int) -> int:
    return _depth_three(channels, half_length, half_length * (half_length - 1) // 2)


def any_of_the_channels(channels: int, half_length: int) -> int:
    degree = half_length * (half_length + 1) // 2
    return channels * sum(
        math.comb(channels, k) * multichoose(k, degree) * vanishing(channels, half_length, k)
        for k in range(1, channels + 1)
    )


def sets_not_counted(channels: int, half_length: int) -> int:
    degree = half_length * (half_length + 1) // 2
    return channels * sum(
        all_occur(k, degree) * vanishing(channels, half_length, k) for k in range(1, channels + 1)
    )


def depth_three_case(generator: np.random.Generator) -> tuple[Any, ...]:
    return int(generator.integers(1, 13)), int(generator.integers(1, 2000))
