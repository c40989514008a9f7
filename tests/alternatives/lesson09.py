"""Other right answers to the tasks of lesson 09, written as students would."""

import itertools
import math

import numpy as np

import racteach as rt


def mc(a, k):
    return math.comb(a + k - 1, k) if a > 0 else int(k == 0)


def dual_as_a_list(depth, length):
    return [length / 2, 2 * depth]


def dual_as_an_array(depth, length):
    return np.array([length, 4 * depth]) // 2


def end_bound_by_binomials(depth, input_dim, channels, half_length):
    m = min(input_dim, channels)
    left = range(half_length)
    return math.prod(math.comb(m - 1 + math.comb(s + depth - 1, depth - 1), m - 1) for s in left)


def end_bound_by_the_library(depth, input_dim, channels, half_length):
    return rt.bounds.end_bound(depth, input_dim, channels, 2 * half_length)


def depth_two_by_binomials(input_dim, channels, half_length):
    rest = max(channels - input_dim, 0)
    return channels * (mc(channels, half_length) - mc(rest, half_length))


def depth_two_by_the_library(input_dim, channels, half_length):
    return np.array(rt.bounds.sharp_bound(2, input_dim, channels, 2 * half_length))


def degree_by_numpy(values):
    for order in range(len(values)):
        steps = np.diff(values, n=order)
        if (steps == steps[0]).all():
            return order
    return None


def degree_by_recursion(values):
    if len(set(values)) == 1:
        return 0.0
    return 1 + degree_by_recursion([b - a for a, b in itertools.pairwise(values)])


def depth_three_by_binomials(channels, half_length):
    d = math.comb(half_length + 1, 2)
    total = 0
    for k in range(1, channels + 1):
        lost = mc(channels - k, half_length)
        total += math.comb(channels, k) * math.comb(d - 1, k - 1) * (mc(channels, half_length) - lost)
    return total * channels


def depth_three_by_the_library(channels, half_length):
    return rt.bounds.sharp_bound(3, channels, channels, 2 * half_length)


ALTERNATIVES = {
    "09-dual": [dual_as_a_list, dual_as_an_array],
    "09-end-bound": [end_bound_by_binomials, end_bound_by_the_library],
    "09-depth-two": [depth_two_by_binomials, depth_two_by_the_library],
    "09-degree": [degree_by_numpy, degree_by_recursion],
    "09-depth-three": [depth_three_by_binomials, depth_three_by_the_library],
}
