"""How fast the bounds grow: always like a polynomial in one size while the others are fixed."""

from __future__ import annotations

from racteach import validation
from racteach.bounds.counting import multiset_coefficient


def growth_in_length(depth: int, channels: int) -> int:
    """Return the degree in T of the state bound at fixed R and L: ``(R-1) L (L-1) / 2``.

    Layer l contributes ``mc(R, mc(n, L-l))``, a polynomial in n of degree ``(R-1)(L-l)``; add them up. So
    for fixed R and L the rank of every circuit grows at most like this power of T: 0 for L = 1 (constant),
    R-1 for L = 2, 3(R-1) for L = 3. Proved, as an upper bound.

    For free vectors and M >= R the rank itself grows so, at every depth: ``rank / state bound -> 1`` as n
    grows, proved. *Sketch.* Sort by monomials of layer 1 after the end's first step. In all but a vanishing
    share of them every exponent exceeds ``mc(n, L-2)``, the degree of what follows; there, multiplication by
    products of linear forms loses nothing (the strong Lefschetz property), and what remains is the recursion
    of depth L - 1, from any start that is not zero. So the statement passes from depth L - 1 to L, and linear
    forms, at L = 1, are full after two steps. The leading coefficient in ``n^((R-1)L(L-1)/2)`` is
    ``R prod_{k=1..L-1} (1/k!)^(R-1) / (R-1)!``.

    Raises:
        TypeError, ValueError: if a size is not an integer >= 1.

    Example:
        >>> [growth_in_length(depth, channels=3) for depth in (1, 2, 3, 4)]
        [0, 2, 6, 12]
    """
    depth = validation.integer(depth, "depth", minimum=1)
    channels = validation.integer(channels, "channels", minimum=1)
    return (channels - 1) * depth * (depth - 1) // 2


def growth_in_channels(depth: int, half_length: int) -> int:
    """Return the degree in R of the better of state and end bound at fixed L and n, with M >= R.

    The state bound ``prod_l mc(R, mc(n, L-l))`` has degree ``sum_l mc(n, L-l) = C(n+L-1, L-1)``, and the
    end bound ``prod_t mc(R, mc(n-t+1, L-1))`` has degree ``C(n+L-1, L)``. The smaller one bounds the
    rank. Proved, as an upper bound. For n >= 2 it is n+1 at depth 2.

    Raises:
        TypeError, ValueError: if a size is not an integer >= 1.

    Example:
        >>> growth_in_channels(1, 5), growth_in_channels(2, 5), growth_in_channels(3, 2)
        (1, 6, 4)
    """
    depth = validation.integer(depth, "depth", minimum=1)
    n = validation.integer(half_length, "half_length", minimum=1)
    state = sum(multiset_coefficient(n, depth - layer) for layer in range(1, depth + 1))
    end = sum(multiset_coefficient(n - t + 1, depth - 1) for t in range(1, n + 1))
    return min(state, end)


def growth_in_depth(input_dim: int, channels: int, half_length: int) -> int:
    """Return the degree in L of the end bound at fixed M, R and n: ``(m-1) n (n-1) / 2``, ``m = min{M, R}``.

    The t-th input of the end contributes ``mc(m, mc(n-t+1, L-1))``, a polynomial in L of degree
    ``(m-1)(n-t)``. So depth, too, buys no more than a power, for any fixed length. Proved, as an upper
    bound.

    Raises:
        TypeError, ValueError: if a size is not an integer >= 1.

    Example:
        >>> growth_in_depth(2, 2, 3)               # at R = 2, n = 3 the rank is a cubic in L
        3
    """
    m = min(
        validation.integer(input_dim, "input_dim", minimum=1),
        validation.integer(channels, "channels", minimum=1),
    )
    n = validation.integer(half_length, "half_length", minimum=1)
    return (m - 1) * n * (n - 1) // 2
