"""Right functions, random inputs and wrong functions for the tasks of lesson 12."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

Array = np.ndarray


# 12-floor


def floor_of(singular_values: Array, channels: int) -> float:
    squares = sorted((float(s) ** 2 for s in singular_values), reverse=True)
    return math.fsum(squares[channels:]) / math.fsum(squares)


def floor_not_squared(singular_values: Array, channels: int) -> float:
    values = sorted(map(float, singular_values), reverse=True)
    return math.fsum(values[channels:]) / math.fsum(values)


def floor_as_a_length(singular_values: Array, channels: int) -> float:
    return math.sqrt(floor_of(singular_values, channels))


def floor_absolute(singular_values: Array, channels: int) -> float:
    return floor_of(singular_values, channels) * math.fsum(float(s) ** 2 for s in singular_values)


def what_is_kept(singular_values: Array, channels: int) -> float:
    return 1 - floor_of(singular_values, channels)


def one_more_kept(singular_values: Array, channels: int) -> float:
    return floor_of(singular_values, channels + 1)


def floor_case(generator: np.random.Generator) -> tuple[Any, ...]:
    count = int(generator.integers(2, 9))
    values = np.sort(generator.integers(1, 500, size=count))[::-1].astype(float)
    return values, int(generator.integers(1, count + 2))


# 12-kernel-floor


def _levels(half_length: int, epsilon: float, channels: int, power: int, order: int) -> float:
    left, kept, total = channels, [], []
    for j in range(half_length + 1)[::order]:
        count, size = math.comb(half_length, j), epsilon ** (power * j)
        fits = min(count, left)
        left -= fits
        kept.append(fits * size)
        total.append(count * size)
    return 1 - math.fsum(kept) / math.fsum(total)


def kernel_floor(half_length: int, epsilon: float, channels: int) -> float:
    return _levels(half_length, epsilon, channels, 2, 1)


def kernel_not_squared(half_length: int, epsilon: float, channels: int) -> float:
    return _levels(half_length, epsilon, channels, 1, 1)


def smallest_kept(half_length: int, epsilon: float, channels: int) -> float:
    return _levels(half_length, epsilon, channels, 2, -1)


def as_if_all_equal(half_length: int, epsilon: float, channels: int) -> float:
    return max(0.0, 1 - channels / 2**half_length)


def without_multiplicities(half_length: int, epsilon: float, channels: int) -> float:
    squares = [epsilon ** (2 * j) for j in range(half_length + 1)]
    return math.fsum(squares[channels:]) / math.fsum(squares)


def whole_levels_only(half_length: int, epsilon: float, channels: int) -> float:
    kept, used = 0.0, 0
    for j in range(half_length + 1):
        used += math.comb(half_length, j)
        if used <= channels:
            kept += math.comb(half_length, j) * epsilon ** (2 * j)
    return 1 - kept / (1 + epsilon**2) ** half_length


def kernel_case(generator: np.random.Generator) -> tuple[Any, ...]:
    half = int(generator.integers(2, 31))
    most = min(2**half, 2**20)
    epsilon, channels = int(generator.integers(10, 100)) / 100, int(generator.integers(1, most + 1))
    while kernel_floor(half, epsilon, channels) < 1e-3 and channels > 1:
        channels = 1 + channels // 3  # a tiny floor would drown in rounding
    return half, epsilon, channels


# 12-parameters


def parameter_count(depth: int, input_dim: int, channels: int) -> int:
    total = channels
    for layer in range(depth):
        total += channels * (input_dim if layer == 0 else channels)
        total += channels * channels
        total += channels
    return total


def no_initial_state(depth: int, input_dim: int, channels: int) -> int:
    return parameter_count(depth, input_dim, channels) - depth * channels


def no_readout(depth: int, input_dim: int, channels: int) -> int:
    return parameter_count(depth, input_dim, channels) - channels


def every_layer_reads_the_inputs(depth: int, input_dim: int, channels: int) -> int:
    return channels + depth * (channels * input_dim + channels * channels + channels)


def one_layer(depth: int, input_dim: int, channels: int) -> int:
    return parameter_count(1, input_dim, channels)


def no_recurrence(depth: int, input_dim: int, channels: int) -> int:
    return parameter_count(depth, input_dim, channels) - depth * channels * channels


def count_case(generator: np.random.Generator) -> tuple[Any, ...]:
    return tuple(int(k) for k in generator.integers((1, 1, 1), (12, 60, 200)))


# 12-widest


def widest(depth: int, input_dim: int, budget: int) -> int:
    channels = 1
    while parameter_count(depth, input_dim, channels + 1) <= budget:
        channels += 1
    return channels


def strictly_below(depth: int, input_dim: int, budget: int) -> int:
    channels = 1
    while parameter_count(depth, input_dim, channels + 1) < budget:
        channels += 1
    return channels


def first_too_wide(depth: int, input_dim: int, budget: int) -> int:
    return widest(depth, input_dim, budget) + 1


def width_of_depth_one(depth: int, input_dim: int, budget: int) -> int:
    return widest(1, input_dim, budget)


def shared_among_layers(depth: int, input_dim: int, budget: int) -> int:
    return max(1, widest(1, input_dim, budget) // depth)


def only_recurrent(depth: int, input_dim: int, budget: int) -> int:
    return math.isqrt(budget // depth)


def budget_case(generator: np.random.Generator) -> tuple[Any, ...]:
    depth, input_dim, channels = (int(k) for k in generator.integers((1, 1, 1), (7, 40, 60)))
    fits = parameter_count(depth, input_dim, channels)
    return depth, input_dim, fits + int(generator.integers(0, 3)) * int(generator.integers(0, 20))


# 12-walsh


def shift_matrix(sets: Array) -> Array:
    rows = [tuple(int(x) for x in row) for row in sets]
    moved = [(row[-1], *row[:-1]) for row in rows]
    return np.array([[float(new == come) for come in moved] for new in rows])


def shifted_back(sets: Array) -> Array:
    return shift_matrix(sets).T


def pushed_out(sets: Array) -> Array:
    rows = [tuple(int(x) for x in row) for row in sets]
    return np.array([[float(new == (0, *old[:-1])) for old in rows] for new in rows])


def every_channel_itself(sets: Array) -> Array:
    return np.eye(len(sets))


def next_in_the_list(sets: Array) -> Array:
    return np.roll(np.eye(len(sets)), 1, axis=0)


def same_size(sets: Array) -> Array:
    sizes = np.asarray(sets).sum(axis=1)
    return (sizes[:, None] == sizes[None, :]).astype(float)


def sets_case(generator: np.random.Generator) -> tuple[Any, ...]:
    places = int(generator.integers(4, 8))
    chosen: set[tuple[int, ...]] = set()
    while len(chosen) < 6:
        row = generator.integers(0, 2, size=places)
        chosen |= {tuple(int(x) for x in np.roll(row, t)) for t in range(places)}
    rows = np.array(sorted(chosen))
    return (rows[generator.permutation(len(rows))],)
