"""Right functions, random inputs and wrong functions for the tasks of lesson 10."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

Array = np.ndarray


# 10-shares


def shares_of(singular_values: Array) -> Array:
    total = math.fsum(float(s) ** 2 for s in singular_values)
    return np.array([float(s) ** 2 / total for s in singular_values])


def not_squared(singular_values: Array) -> Array:
    return np.array([float(s) for s in singular_values]) / math.fsum(map(float, singular_values))


def of_the_largest(singular_values: Array) -> Array:
    return np.array([(float(s) / float(max(singular_values))) ** 2 for s in singular_values])


def of_the_length(singular_values: Array) -> Array:
    return np.sqrt(shares_of(singular_values))


def squares_only(singular_values: Array) -> Array:
    return np.array([float(s) ** 2 for s in singular_values])


def values_case(generator: np.random.Generator) -> tuple[Any, ...]:
    count = int(generator.integers(2, 9))
    return (np.sort(generator.integers(1, 1000, size=count))[::-1].astype(float),)


# 10-effective-rank


def entropy(shares: Array, base: float = math.e) -> float:
    return math.fsum(-float(p) * math.log(float(p), base) for p in shares if p > 0)


def effective_rank_of(shares: Array) -> float:
    return math.exp(entropy(shares))


def entropy_itself(shares: Array) -> float:
    return entropy(shares)


def mixed_bases(shares: Array) -> float:
    return math.exp(entropy(shares, 2))


def participation(shares: Array) -> float:
    return 1 / math.fsum(float(p) ** 2 for p in shares)


def number_of_shares(shares: Array) -> float:
    return float(sum(p > 0 for p in shares))


def sign_lost(shares: Array) -> float:
    return math.exp(-entropy(shares))


def shares_case(generator: np.random.Generator) -> tuple[Any, ...]:
    weights = generator.integers(0, 40, size=int(generator.integers(2, 9))).astype(float)
    weights[int(generator.integers(len(weights)))] += 1
    return (weights / weights.sum(),)


# 10-terms


def terms_needed(shares: Array, wanted: float) -> int:
    left, total, count = sorted((float(p) for p in shares), reverse=True), 0.0, 0
    while total < wanted:
        total += left[count]
        count += 1
    return count


def in_the_given_order(shares: Array, wanted: float) -> int:
    total, count = 0.0, 0
    while total < wanted:
        total += float(shares[count])
        count += 1
    return count


def smallest_first(shares: Array, wanted: float) -> int:
    return in_the_given_order(np.sort(shares), wanted)


def more_than_wanted(shares: Array, wanted: float) -> int:
    return min(len(shares), 1 + int((np.cumsum(np.sort(shares)[::-1]) <= wanted).sum()))


def index_of_the_last(shares: Array, wanted: float) -> int:
    return terms_needed(shares, wanted) - 1


def of_the_average(shares: Array, wanted: float) -> int:
    return math.ceil(wanted * len(shares))


def terms_case(generator: np.random.Generator) -> tuple[Any, ...]:
    # Multiples of 1/1024 add up without rounding.
    count = int(generator.integers(2, 9))
    cuts = np.sort(generator.choice(np.arange(1, 1024), size=count - 1, replace=False))
    parts = np.diff(np.concatenate([[0], cuts, [1024]]))
    return generator.permutation(parts) / 1024, int(generator.integers(1, 1025)) / 1024


# 10-kernel


def kernel_effective_rank(half_length: int, epsilon: float) -> float:
    share = 1 / (1 + epsilon * epsilon)
    one = -share * math.log(share) - ((1 - share) * math.log(1 - share) if epsilon else 0.0)
    return math.exp(half_length * one)


def unsquared(half_length: int, epsilon: float) -> float:
    return kernel_effective_rank(half_length, math.sqrt(epsilon))


def one_place(half_length: int, epsilon: float) -> float:
    return kernel_effective_rank(1, epsilon)


def times_the_places(half_length: int, epsilon: float) -> float:
    return half_length * kernel_effective_rank(1, epsilon)


def its_rank(half_length: int, epsilon: float) -> float:
    return 2.0**half_length


def its_entropy(half_length: int, epsilon: float) -> float:
    return math.log(kernel_effective_rank(half_length, epsilon))


def kernel_case(generator: np.random.Generator) -> tuple[Any, ...]:
    return int(generator.integers(1, 60)), int(generator.integers(1, 1000)) / 1000


# 10-gradient


def entropy_gradient(singular_values: Array) -> Array:
    values = [float(s) for s in singular_values]
    total = math.fsum(s * s for s in values)
    shares = [s * s / total for s in values]
    height = math.fsum(-p * math.log(p) for p in shares)
    return np.array([-2 * s * (math.log(p) + height) / total for s, p in zip(values, shares, strict=True)])


def shares_held_fixed(singular_values: Array) -> Array:
    values = np.array([float(s) for s in singular_values])
    total = float(values @ values)
    return -2 * values * (np.log(values**2 / total) + 1) / total


def by_the_shares(singular_values: Array) -> Array:
    return -(np.log(shares_of(singular_values)) + 1)


def downhill(singular_values: Array) -> Array:
    return -entropy_gradient(singular_values)


def by_the_squares(singular_values: Array) -> Array:
    return entropy_gradient(singular_values) / (2 * np.array([float(s) for s in singular_values]))


def not_divided(singular_values: Array) -> Array:
    return entropy_gradient(singular_values) * math.fsum(float(s) ** 2 for s in singular_values)
