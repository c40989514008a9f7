"""Other right answers to the tasks of lesson 03, written as students would."""

import itertools
import math
from fractions import Fraction

import numpy as np


def grid_by_broadcasting(weights, templates):
    total = 0.0
    for step, weight in enumerate(weights):
        shape = [1] * len(weights)
        shape[step] = -1
        total = total + (weight * templates).reshape(shape)
    return total


def grid_by_outer_sums(weights, templates):
    grid = np.asarray(0.0)
    for weight in weights:
        grid = np.add.outer(grid, weight * templates)
    return grid.tolist()


def cut_by_stacking(tensor):
    half = tensor.ndim // 2
    starts = itertools.product(range(tensor.shape[0]), repeat=half)
    return [list(tensor[start].ravel()) for start in starts]


def cut_in_single_precision(tensor):
    side = math.isqrt(tensor.size)
    return np.asfortranarray(tensor.reshape(side, side).astype(np.float32))


def split_by_moving_axes(tensor, start):
    moved = np.moveaxis(tensor, start, range(len(start)))
    rows = int(np.prod(moved.shape[: len(start)]))
    return moved.reshape(rows, -1).copy()


def split_by_einsum(tensor, start):
    end = [axis for axis in range(tensor.ndim) if axis not in start]
    return np.einsum(tensor, range(tensor.ndim), [*start, *end]).reshape(tensor.shape[0] ** len(start), -1)


def fold_by_moving_axes(matrix, start, length, templates):
    return np.moveaxis(matrix.reshape((templates,) * length), range(len(start)), start)


def fold_by_inserting(matrix, start, length, templates):
    tensor = np.empty((templates,) * length)
    end = [axis for axis in range(length) if axis not in start]
    for place in np.ndindex(*tensor.shape):
        row = column = 0
        for axis in start:
            row = row * templates + place[axis]
        for axis in end:
            column = column * templates + place[axis]
        tensor[place] = matrix[row][column]
    return tensor


def equality_by_loop(weights):
    grid = np.zeros((*weights.shape, *weights.shape), dtype=object)
    for start, weight in np.ndenumerate(weights):
        grid[start + start] = Fraction(str(weight))
    return grid


def equality_by_identity(weights):
    return weights[(..., *[None] * weights.ndim)] * np.eye(weights.size).reshape(weights.shape * 2)


ALTERNATIVES = {
    "03-grid-entry": [grid_by_broadcasting, grid_by_outer_sums],
    "03-cut": [cut_by_stacking, cut_in_single_precision],
    "03-any-split": [split_by_moving_axes, split_by_einsum],
    "03-fold-back": [fold_by_moving_axes, fold_by_inserting],
    "03-equality": [equality_by_loop, equality_by_identity],
}
