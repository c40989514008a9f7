"""Other right answers to the tasks of lesson 12, written as students would."""

import math

import numpy as np

import racteach as rt


def floor_by_the_library(singular_values, channels):
    return rt.learning.eckart_young_floor(np.diag(singular_values), channels)


def floor_by_what_is_kept(singular_values, channels):
    squares = np.asarray(singular_values) ** 2
    return max(0, 1 - squares[:channels].sum() / squares.sum())


def kernel_floor_by_the_rest(half_length, epsilon, channels):
    missing, before = 0.0, 0
    for j in range(half_length + 1):
        count = math.comb(half_length, j)
        here = min(max(channels - before, 0), count)
        missing += (count - here) * epsilon ** (2 * j)
        before += count
    return missing / (1 + epsilon**2) ** half_length


def kernel_floor_from_below(half_length, epsilon, channels):
    left, missing = 2**half_length - channels, 0.0
    for j in range(half_length, -1, -1):
        count = min(left, math.comb(half_length, j))
        missing += count * epsilon ** (2 * j)
        left -= count
    return missing / sum(math.comb(half_length, j) * epsilon ** (2 * j) for j in range(half_length + 1))


def parameters_by_formula(depth, input_dim, channels):
    return channels * (input_dim + (2 * depth - 1) * channels + depth + 1)


def parameters_by_the_library(depth, input_dim, channels):
    return float(rt.learning.GridWords(depth, input_dim, channels, 2).parameters)


def widest_by_the_root(depth, input_dim, budget):
    a, b = 2 * depth - 1, input_dim + depth + 1
    guess = int((-b + math.sqrt(b * b + 4 * a * budget)) / (2 * a))
    return max(
        r for r in (guess - 1, guess, guess + 1) if parameters_by_formula(depth, input_dim, r) <= budget
    )


def widest_from_above(depth, input_dim, budget):
    channels = budget
    while parameters_by_formula(depth, input_dim, channels) > budget:
        channels -= 1
    return channels


def shift_by_rolling(sets):
    moved = np.roll(sets, 1, axis=1)
    return (np.asarray(sets)[:, None, :] == moved[None, :, :]).all(axis=2) + 0


def shift_by_names(sets):
    names = {tuple(row): i for i, row in enumerate(np.asarray(sets).tolist())}
    matrix = [[0] * len(sets) for _ in sets]
    for row, old in names.items():
        matrix[names[row[-1:] + row[:-1]]][old] = 1
    return matrix


ALTERNATIVES = {
    "12-floor": [floor_by_the_library, floor_by_what_is_kept],
    "12-kernel-floor": [kernel_floor_by_the_rest, kernel_floor_from_below],
    "12-parameters": [parameters_by_formula, parameters_by_the_library],
    "12-widest": [widest_by_the_root, widest_from_above],
    "12-walsh": [shift_by_rolling, shift_by_names],
}
