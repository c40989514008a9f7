"""Right functions, random inputs and wrong functions for the tasks of lesson 02."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

Array = np.ndarray


# 02-independent


def independent_table(counts: Array) -> Array:
    total = sum(sum(row) for row in counts)
    return np.array(
        [[sum(row) * sum(other[j] for other in counts) / total for j in range(len(row))] for row in counts]
    )


def not_divided(counts: Array) -> Array:
    return independent_table(counts) * np.sum(counts)


def divided_twice(counts: Array) -> Array:
    return independent_table(counts) / np.sum(counts)


def averages_everywhere(counts: Array) -> Array:
    return np.full(counts.shape, np.mean(counts))


def rows_only(counts: Array) -> Array:
    return np.repeat(np.mean(counts, axis=1, keepdims=True), counts.shape[1], axis=1)


def sides_swapped(counts: Array) -> Array:
    return independent_table(counts).T


def counts_case(generator: np.random.Generator) -> tuple[Any, ...]:
    shape = int(generator.integers(2, 5)), int(generator.integers(2, 5))
    return (generator.integers(1, 40, size=shape),)


# 02-nearest and 02-distance


def nearest(matrix: Array, rank: int) -> Array:
    left, values, right = np.linalg.svd(np.asarray(matrix, dtype=float), full_matrices=False)
    found = np.zeros(np.shape(matrix))
    for k in range(min(rank, len(values))):
        found += values[k] * np.outer(left[:, k], right[k])
    return found


def one_too_many(matrix: Array, rank: int) -> Array:
    return nearest(matrix, rank + 1)


def what_is_missing(matrix: Array, rank: int) -> Array:
    return matrix - nearest(matrix, rank)


def values_left_out(matrix: Array, rank: int) -> Array:
    left, _, right = np.linalg.svd(np.asarray(matrix, dtype=float), full_matrices=False)
    return np.asarray(left[:, :rank] @ right[:rank])


def smallest_kept(matrix: Array, rank: int) -> Array:
    most = min(np.shape(matrix))
    return matrix - nearest(matrix, most - min(rank, most))


def columns_cut_off(matrix: Array, rank: int) -> Array:
    return np.asarray(matrix) * (np.arange(np.shape(matrix)[1]) < rank)


def matrix_case(generator: np.random.Generator) -> tuple[Any, ...]:
    shape = int(generator.integers(2, 6)), int(generator.integers(2, 6))
    return generator.integers(-99, 100, size=shape) / 10, int(generator.integers(1, min(shape)))


def squares(matrix: Array) -> Array:
    return np.asarray(np.linalg.svd(np.asarray(matrix, dtype=float), compute_uv=False) ** 2)


def relative_distance(matrix: Array, rank: int) -> float:
    lost = sum(square for k, square in enumerate(squares(matrix), 1) if k > rank)
    share = float(lost / sum(squares(matrix)))
    return share**0.5 if share > 1e-20 else 0.0


def values_added(matrix: Array, rank: int) -> float:
    values = squares(matrix) ** 0.5
    return float(values[rank:].sum() / values.sum())


def root_left_out(matrix: Array, rank: int) -> float:
    return relative_distance(matrix, rank) ** 2


def not_relative(matrix: Array, rank: int) -> float:
    return float(squares(matrix)[rank:].sum()) ** 0.5


def largest_left(matrix: Array, rank: int) -> float:
    found = squares(matrix)
    return float(found[rank] / found.sum()) ** 0.5 if rank < len(found) else 0.0


def one_more_kept(matrix: Array, rank: int) -> float:
    return relative_distance(matrix, rank + 1)


# 02-similarity


def words_of(places: int) -> list[tuple[int, ...]]:
    return list(itertools.product((0, 1), repeat=places))


def similarity_table(epsilons: Array) -> Array:
    words = words_of(len(epsilons))
    table = np.ones((len(words), len(words)))
    for (i, start), (j, end) in itertools.product(enumerate(words), enumerate(words)):
        for epsilon, x, y in zip(epsilons, start, end, strict=True):
            table[i, j] *= 1 + epsilon if x == y else 1 - epsilon
    return table


def sum_over_places(epsilons: Array) -> Array:
    words = words_of(len(epsilons))
    return np.array(
        [
            [sum(1 + e if x == y else 1 - e for e, x, y in zip(epsilons, s, t, strict=True)) for t in words]
            for s in words
        ]
    )


def places_backwards(epsilons: Array) -> Array:
    return similarity_table(np.asarray(epsilons)[::-1])


def agreement_and_difference_swapped(epsilons: Array) -> Array:
    return similarity_table(-np.asarray(epsilons))


def zero_where_they_differ(epsilons: Array) -> Array:
    return np.diag(np.diag(similarity_table(epsilons)))


def similarity_case(generator: np.random.Generator) -> tuple[Any, ...]:
    return (generator.integers(-99, 100, size=int(generator.integers(2, 5))) / 100,)
