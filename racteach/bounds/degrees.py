"""How fast the bounds grow: always like a polynomial in one size while the others are fixed."""

from __future__ import annotations

from racteach.bounds.counting import multiset_coefficient
from racteach.validation import sizes


def growth_in_length(depth: int, channels: int) -> int:
    """Return the degree in T of the state bound at fixed R and L: ``(R-1) L (L-1) / 2``.

    Proved, as an upper bound on the rank: layer l contributes ``mc(R, mc(n, L-l))``, of degree
    ``(R-1)(L-l)``. For free vectors and M >= R the rank itself grows so, with ``rank / state bound -> 1``:
    proved as well (docs/theorems.md, section 9).

    Example:
        >>> [growth_in_length(depth, channels=3) for depth in (1, 2, 3, 4)]
        [0, 2, 6, 12]
    """
    depth, channels = sizes(depth=depth, channels=channels)
    return (channels - 1) * depth * (depth - 1) // 2


def growth_in_channels(depth: int, half_length: int) -> int:
    """Return the degree in R of the better of state and end bound at fixed L and n, with M >= R.

    Proved, as an upper bound: the degrees are ``C(n+L-1, L-1)`` and ``C(n+L-1, L)``.

    Example:
        >>> growth_in_channels(1, 5), growth_in_channels(2, 5), growth_in_channels(3, 2)
        (1, 6, 4)
    """
    depth, n = sizes(depth=depth, half_length=half_length)
    state = sum(multiset_coefficient(n, depth - layer) for layer in range(1, depth + 1))
    end = sum(multiset_coefficient(n - t + 1, depth - 1) for t in range(1, n + 1))
    return min(state, end)


def growth_in_depth(input_dim: int, channels: int, half_length: int) -> int:
    """Return the degree in L of the end bound at fixed M, R and n: ``(m-1) n (n-1) / 2``, ``m = min{M, R}``.

    Proved, as an upper bound: depth, too, buys no more than a power, for any fixed length.

    Example:
        >>> growth_in_depth(2, 2, 3)               # at R = 2, n = 3 the rank is a cubic in L
        3
    """
    m, r, n = sizes(input_dim=input_dim, channels=channels, half_length=half_length)
    return (min(m, r) - 1) * n * (n - 1) // 2
