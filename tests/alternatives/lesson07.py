"""Other right answers to the tasks of lesson 07, written as students would."""

import itertools
import math
from collections import Counter

import numpy as np


def monomials_by_recursion(values, degree):
    if degree == 0:
        return [1.0]
    return [
        values[i] * rest
        for i in range(len(values))
        for rest in monomials_by_recursion(values[i:], degree - 1)
    ]


def monomials_by_filtering(values, degree):
    picks = [p for p in itertools.product(range(len(values)), repeat=degree) if list(p) == sorted(p)]
    return np.array([np.prod(np.asarray(values, dtype=float)[list(pick)]) for pick in picks])


def uses_by_binomial(depth, layer, half_length):
    return math.comb(half_length - 1 + depth - layer, depth - layer)


def uses_by_table(depth, layer, half_length):
    row = np.ones(half_length, dtype=object)
    for _ in range(layer, depth):
        row = np.cumsum(row)
    return float(row[-1])


def bound_by_recursion(channels, uses):
    product = 1
    for k in uses:
        count = 1
        for step in range(1, k + 1):
            count = count * (channels + step - 1) // step
        product *= count
    return product


def bound_in_object_arrays(channels, uses):
    counts = [math.comb(channels + k - 1, channels - 1) for k in uses]
    return np.prod(np.array([1, *counts], dtype=object))


def letters_by_clipping(exponents):
    return len(np.unique(np.minimum(exponents, 1), axis=0))


def letters_by_values(exponents):
    inputs = np.array(list(itertools.product([0, 1], repeat=exponents.shape[1])))
    tables = {tuple(np.prod(inputs**row, axis=1)) for row in exponents}
    return len(tables)


def merged_by_counting(tensor):
    total = Counter()
    for place, value in np.ndenumerate(tensor):
        total[tuple(sorted(place))] += float(value)
    picks = itertools.combinations_with_replacement(range(len(tensor)), tensor.ndim)
    return [total[pick] for pick in picks]


def merged_by_evaluation(tensor):
    size, degree = len(tensor), tensor.ndim
    picks = list(itertools.combinations_with_replacement(range(size), degree))
    points = np.array([[1.0 + i + 3.7 * j**2 + i * j for j in range(size)] for i in range(len(picks))])
    points = np.sin(points)
    known = []
    for point in points:
        value = np.asarray(tensor, dtype=float)
        for _ in range(degree):
            value = value @ point
        known.append(value)
    table = np.array([[np.prod(point[list(pick)]) for pick in picks] for point in points])
    return np.linalg.solve(table, known)


ALTERNATIVES = {
    "07-monomials": [monomials_by_recursion, monomials_by_filtering],
    "07-uses": [uses_by_binomial, uses_by_table],
    "07-state-bound": [bound_by_recursion, bound_in_object_arrays],
    "07-letters": [letters_by_clipping, letters_by_values],
    "07-merge": [merged_by_counting, merged_by_evaluation],
}
