"""Counting: monomials, the two lengths of a split, and sizes that make sense."""

from __future__ import annotations

import math

from racteach import validation


def multiset_coefficient(n: int, k: int) -> int:
    """Count the monomials of degree k in n variables, n and k >= 0: ``C(n+k-1, k)``.

    It is also the number of multisets of size k from n kinds (stars and bars), and the dimension of the
    symmetric subspace of k copies of an n-dimensional space. Without variables there is only the constant: 1
    for k = 0, else 0.

    Example:
        >>> multiset_coefficient(3, 2)             # aa ab ac bb bc cc
        6
        >>> multiset_coefficient(0, 0), multiset_coefficient(0, 1)
        (1, 0)
    """
    n = validation.integer(n, "n", minimum=0)
    k = validation.integer(k, "k", minimum=0)
    if n == 0:
        return 1 if k == 0 else 0
    return math.comb(n + k - 1, min(k, n - 1))


def split_lengths(length: int, split: int | None = None) -> tuple[int, int]:
    """Return the lengths (s, e) of the start and the end.

    Without ``split``, the start's length from 1 to T-1, T must be even: start and end are equal halves.

    Example:
        >>> split_lengths(6), split_lengths(7, split=2)
        ((3, 3), (2, 5))
    """
    if split is None:
        length = validation.even_length(length)
        return length // 2, length // 2
    length = validation.integer(length, "length", minimum=2)
    start = validation.integer(split, "split (the length of the start)", minimum=1, maximum=length - 1)
    return start, length - start


def checked_sizes(depth: int, input_dim: int, channels: int) -> tuple[int, int, int]:
    """Return L, M, R as integers >= 1, or raise the sentence that says which one is not."""
    depth, input_dim, channels = validation.sizes(depth=depth, input_dim=input_dim, channels=channels)
    return depth, input_dim, channels
