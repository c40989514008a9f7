"""Right functions, random inputs and wrong functions for the tasks of lesson 03."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

Array = np.ndarray


def entries(generator: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Return values with one decimal, so that they print short."""
    return generator.integers(-99, 100, size=shape) / 10


def numbered(templates: int, length: int) -> Array:
    """Return a tensor whose entries are 0, 1, 2, ...: each shows where it came from."""
    return np.arange(templates**length, dtype=float).reshape((templates,) * length)


# 03-grid-entry


def weighted_sum_grid(weights: Array, templates: Array) -> Array:
    grid = np.zeros((len(templates),) * len(weights))
    for place in itertools.product(range(len(templates)), repeat=len(weights)):
        grid[place] = sum(w * templates[d] for w, d in zip(weights, place, strict=True))
    return grid


def reversed_time(weights: Array, templates: Array) -> Array:
    return weighted_sum_grid(weights[::-1], templates)


def index_for_template(weights: Array, templates: Array) -> Array:
    return weighted_sum_grid(weights, np.arange(len(templates), dtype=float))


def roles_swapped(weights: Array, templates: Array) -> Array:
    return weighted_sum_grid(templates, weights)


def product(weights: Array, templates: Array) -> Array:
    grid = np.ones((len(templates),) * len(weights))
    for place in itertools.product(range(len(templates)), repeat=len(weights)):
        grid[place] = np.prod([w * templates[d] for w, d in zip(weights, place, strict=True)])
    return grid


def grid_case(generator: np.random.Generator) -> tuple[Any, ...]:
    length, templates = int(generator.integers(1, 5)), int(generator.integers(1, 5))
    return entries(generator, (length,)), entries(generator, (templates,))


# 03-cut


def start_end_cut(tensor: Array) -> Array:
    side, half = tensor.shape[0], tensor.ndim // 2
    matrix = np.zeros((side**half, side**half))
    places = list(itertools.product(range(side), repeat=half))
    for (row, start), (column, end) in itertools.product(enumerate(places), repeat=2):
        matrix[row, column] = tensor[start + end]
    return matrix


def cut_after(tensor: Array, steps: int) -> Array:
    return tensor.reshape(tensor.shape[0] ** steps, -1)


def even_odd(tensor: Array) -> Array:
    return split_matrix(tensor, tuple(range(0, tensor.ndim, 2)))


def cut_case(generator: np.random.Generator) -> tuple[Any, ...]:
    half = int(generator.integers(1, 4))
    side = int(generator.integers(2, {1: 8, 2: 5, 3: 4}[half]))
    return (entries(generator, (side,) * (2 * half)),)


def cut_after_fortran(tensor: Array) -> Array:
    side = tensor.shape[0] ** (tensor.ndim // 2)
    return tensor.reshape(side, side, order="F")


# 03-any-split


def split_matrix(tensor: Array, start: tuple[int, ...]) -> Array:
    side = tensor.shape[0]
    end = [axis for axis in range(tensor.ndim) if axis not in start]
    matrix = np.zeros((side ** len(start), side ** len(end)))
    for place in np.ndindex(*tensor.shape):
        row = sum(place[axis] * side**power for power, axis in enumerate(reversed(start)))
        column = sum(place[axis] * side**power for power, axis in enumerate(reversed(end)))
        matrix[row, column] = tensor[place]
    return matrix


def order(start: tuple[int, ...], length: int) -> list[int]:
    return [*start, *(axis for axis in range(length) if axis not in start)]


def inverse_permutation(tensor: Array, start: tuple[int, ...]) -> Array:
    moved = tensor.transpose(np.argsort(order(start, tensor.ndim)))
    return moved.reshape(tensor.shape[0] ** len(start), -1)


def counted_from_one(tensor: Array, start: tuple[int, ...]) -> Array:
    shifted = tuple(sorted((axis - 1) % tensor.ndim for axis in start))
    return split_matrix(tensor, shifted)


def random_split(generator: np.random.Generator, length: int) -> tuple[int, ...]:
    count = int(generator.integers(1, length))
    return tuple(sorted(int(axis) for axis in generator.choice(length, size=count, replace=False)))


def split_case(generator: np.random.Generator) -> tuple[Any, ...]:
    length = int(generator.integers(2, 6))
    side = int(generator.integers(2, 5 if length < 5 else 4))
    return entries(generator, (side,) * length), random_split(generator, length)


# 03-fold-back


def fold_back(matrix: Array, start: tuple[int, ...], length: int, templates: int) -> Array:
    end = [axis for axis in range(length) if axis not in start]
    tensor = np.zeros((templates,) * length)
    for place in np.ndindex(*tensor.shape):
        row = sum(place[axis] * templates**power for power, axis in enumerate(reversed(start)))
        column = sum(place[axis] * templates**power for power, axis in enumerate(reversed(end)))
        tensor[place] = matrix[row, column]
    return tensor


def reshape_only(matrix: Array, start: tuple[int, ...], length: int, templates: int) -> Array:
    return matrix.reshape((templates,) * length)


def order_applied_again(matrix: Array, start: tuple[int, ...], length: int, templates: int) -> Array:
    return matrix.reshape((templates,) * length).transpose(order(start, length))


def fold_fortran(matrix: Array, start: tuple[int, ...], length: int, templates: int) -> Array:
    folded = matrix.reshape((templates,) * length, order="F")
    return folded.transpose(np.argsort(order(start, length)))


def fold_end_first(matrix: Array, start: tuple[int, ...], length: int, templates: int) -> Array:
    end = tuple(axis for axis in range(length) if axis not in start)
    return matrix.reshape((templates,) * length).transpose(np.argsort(order(end, length)))


def fold_case(generator: np.random.Generator) -> tuple[Any, ...]:
    tensor, start = split_case(generator)
    return split_matrix(tensor, start), start, tensor.ndim, tensor.shape[0]


# 03-equality


def equality_grid(weights: Array) -> Array:
    grid = np.zeros(weights.shape * 2)
    for start in np.ndindex(*weights.shape):
        grid[start + start] = weights[start]
    return grid


def mirror(weights: Array) -> Array:
    grid = np.zeros(weights.shape * 2)
    for start in np.ndindex(*weights.shape):
        grid[start + start[::-1]] = weights[start]
    return grid


def neighbours(weights: Array) -> Array:
    grid = np.zeros(weights.shape * 2)
    for start in np.ndindex(*weights.shape):
        grid[tuple(index for index in start for _ in range(2))] = weights[start]
    return grid


def one_letter(weights: Array) -> Array:
    grid = np.zeros(weights.shape * 2)
    for letter in range(weights.shape[0]):
        grid[(letter,) * grid.ndim] = weights[(letter,) * weights.ndim]
    return grid


def equality_case(generator: np.random.Generator) -> tuple[Any, ...]:
    half = int(generator.integers(1, 4))
    return (entries(generator, (int(generator.integers(2, 4 if half == 3 else 5)),) * half),)
