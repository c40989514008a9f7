"""Right functions, random inputs and wrong functions for the tasks of lesson 07."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np

Array = np.ndarray


def multichoose(a: int, k: int) -> int:
    return math.comb(a + k - 1, k) if a else int(k == 0)


# 07-monomials


def monomial_values(values: Any, degree: int) -> Array:
    picks = itertools.combinations_with_replacement(range(len(values)), degree)
    return np.array([math.prod(float(values[i]) for i in pick) for pick in picks])


def without_repetition(values: Any, degree: int) -> Array:
    picks = itertools.combinations(range(len(values)), degree)
    return np.array([math.prod(float(values[i]) for i in pick) for pick in picks])


def every_order(values: Any, degree: int) -> Array:
    picks = itertools.product(range(len(values)), repeat=degree)
    return np.array([math.prod(float(values[i]) for i in pick) for pick in picks])


def lower_degrees_too(values: Any, degree: int) -> Array:
    return np.concatenate([monomial_values(values, k) for k in range(degree + 1)])


def powers_only(values: Any, degree: int) -> Array:
    return np.array([float(value) ** degree for value in values])


def last_first(values: Any, degree: int) -> Array:
    return monomial_values(values, degree)[::-1]


def monomials_case(generator: np.random.Generator) -> tuple[Any, ...]:
    count = int(generator.integers(2, 5))
    return generator.integers(-9, 10, size=count) / 2 + 0.25, int(generator.integers(2, 4))


# 07-uses


def uses_by_the_end(depth: int, layer: int, half_length: int) -> int:
    paths = [1] * half_length
    for _ in range(depth - layer):
        paths = list(itertools.accumulate(paths))
    return paths[-1]


def from_the_state_itself(depth: int, layer: int, half_length: int) -> int:
    return uses_by_the_end(depth, layer, half_length + 1)


def one_layer_too_many(depth: int, layer: int, half_length: int) -> int:
    return uses_by_the_end(depth + 1, layer, half_length)


def without_repetition_of_steps(depth: int, layer: int, half_length: int) -> int:
    return math.comb(half_length, depth - layer)


def powers(depth: int, layer: int, half_length: int) -> int:
    return half_length ** (depth - layer)


def layer_from_below(depth: int, layer: int, half_length: int) -> int:
    return uses_by_the_end(layer, 1, half_length)


def uses_case(generator: np.random.Generator) -> tuple[Any, ...]:
    depth = int(generator.integers(2, 12))
    return depth, int(generator.integers(1, depth + 1)), int(generator.integers(2, 600))


# 07-state-bound


def equal_copies(channels: int, uses: Any) -> int:
    return math.prod(multichoose(int(channels), int(k)) for k in uses)


def powers_of_channels(channels: int, uses: Any) -> int:
    return int(channels) ** sum(int(k) for k in uses)


def chosen_without_repetition(channels: int, uses: Any) -> int:
    return math.prod(math.comb(int(channels), int(k)) for k in uses)


def stars_and_bars_swapped(channels: int, uses: Any) -> int:
    return math.prod(multichoose(int(k), int(channels)) for k in uses)


def added(channels: int, uses: Any) -> int:
    return sum(multichoose(int(channels), int(k)) for k in uses)


def one_state(channels: int, uses: Any) -> int:
    return multichoose(int(channels), sum(int(k) for k in uses))


def bound_case(generator: np.random.Generator) -> tuple[Any, ...]:
    uses = tuple(int(k) for k in generator.integers(1, 30, size=int(generator.integers(2, 5))))
    return int(generator.integers(2, 6)), uses


# 07-letters


def different_on_letters(exponents: Array) -> int:
    return len({tuple(power > 0 for power in row) for row in np.asarray(exponents).tolist()})


def all_different(exponents: Array) -> int:
    return len({tuple(row) for row in np.asarray(exponents).tolist()})


def by_number_of_inputs(exponents: Array) -> int:
    return len({sum(power > 0 for power in row) for row in np.asarray(exponents).tolist()})


def odd_or_even(exponents: Array) -> int:
    return len({tuple(power % 2 for power in row) for row in np.asarray(exponents).tolist()})


def no_powers_only(exponents: Array) -> int:
    return len({tuple(row) for row in np.asarray(exponents).tolist() if max(row) <= 1})


def letters_case(generator: np.random.Generator) -> tuple[Any, ...]:
    shape = int(generator.integers(3, 8)), int(generator.integers(2, 5))
    return (generator.integers(0, 4, size=shape) * generator.integers(0, 2, size=shape),)


# 07-merge


def merged_coefficients(tensor: Array) -> Array:
    size, degree = tensor.shape[0], tensor.ndim
    found = []
    for pick in itertools.combinations_with_replacement(range(size), degree):
        found.append(sum(tensor[place] for place in set(itertools.permutations(pick))))
    return np.array(found, dtype=float)


def sorted_entries_only(tensor: Array) -> Array:
    picks = itertools.combinations_with_replacement(range(tensor.shape[0]), tensor.ndim)
    return np.array([tensor[pick] for pick in picks], dtype=float)


def averaged(tensor: Array) -> Array:
    found = []
    for pick in itertools.combinations_with_replacement(range(tensor.shape[0]), tensor.ndim):
        found.append(np.mean([tensor[place] for place in set(itertools.permutations(pick))]))
    return np.array(found)


def permutations_counted_twice(tensor: Array) -> Array:
    found = []
    for pick in itertools.combinations_with_replacement(range(tensor.shape[0]), tensor.ndim):
        found.append(sum(tensor[place] for place in itertools.permutations(pick)))
    return np.array(found, dtype=float)


def not_merged(tensor: Array) -> Array:
    return np.asarray(tensor, dtype=float).ravel()


def merge_case(generator: np.random.Generator) -> tuple[Any, ...]:
    degree = int(generator.integers(2, 4))
    size = int(generator.integers(2, 4))
    return (generator.integers(-9, 10, size=(size,) * degree),)
