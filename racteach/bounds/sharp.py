"""Sharp formulas: upper bounds that were the rank itself wherever it was computed.

For which sizes they are proved to *be* the rank, :func:`racteach.bounds.rank_status` says.
"""

from __future__ import annotations

import math

from racteach import validation
from racteach.bounds.counting import checked_sizes, multiset_coefficient, split_lengths
from racteach.bounds.proved import end_bound, shallow_rank

#: The largest depth with a sharp formula of its own.
SHARP_DEPTH = 3


def sharp_bound(depth: int, input_dim: int, channels: int, length: int, *, split: int | None = None) -> int:
    """Return the sharp upper bound for all weights at depth 1, 2 or 3.

        L = 1:   min{R, M^s, M^e}
        L = 2:   R * [mc(R, e) - mc(R-m, e)]
        L = 3:   R * sum_{k=1..R} C(R, k) C(D-1, k-1) [mc(R, e) - mc(R-k, e)],        D = e(e+1)/2

    Proved (docs/theorems.md, sections 5 and 7). At depth 2 the output is a sum over the R channels of layer 2
    of forms of degree e in what layer 1 recalls, and each vanishes where m linear forms do, which the weights
    alone determine. At depth 3 the same is said of each monomial of layer 1 after the end's first step: k of
    its R channels occur in it.

    Example:
        >>> sharp_bound(2, 3, 3, 100), sharp_bound(2, 2, 3, 12), sharp_bound(3, 2, 2, 8)
        (3978, 81, 106)
    """
    depth, input_dim, r = checked_sizes(depth, input_dim, channels)
    if depth > SHARP_DEPTH:
        raise ValueError(
            f"there is a sharp formula for depth 1, 2 and 3, and none is known for depth {depth}: "
            "use state_bound or end_bound"
        )
    if depth == 1:
        return shallow_rank(input_dim, r, length, split)
    _, e = split_lengths(length, split)
    if depth == 2:
        return r * _vanishing_forms(r, e, min(input_dim, r))
    d = e * (e + 1) // 2
    return r * sum(
        math.comb(r, k) * math.comb(d - 1, k - 1) * _vanishing_forms(r, e, k) for k in range(1, r + 1)
    )


def _vanishing_forms(variables: int, degree: int, equations: int) -> int:
    """The dimension of the forms that vanish where this many independent linear forms do."""
    return multiset_coefficient(variables, degree) - multiset_coefficient(variables - equations, degree)


def depth_four_bound(half_length: int) -> int:
    """Return the rank of almost every circuit with L = 4, R = 2, M >= 2 and n >= 4; above it for no weights.

        (D+1) r - 2 (3n^2 + n + 2) - (4/3) n (n^2 - 1),    D = n(n+1)(n+2)/6,    r = n^3 + 2n^2 + 3n - 2

    Proved with a certified base (docs/theorems.md, section 8): sorted by the D + 1 monomials of layer 1 after
    the first step, the rank is a sum of D + 1 ranks, each r (the rank at depth 3) less the conditions that
    layer 2's linear forms put on it. The lower bound begins from ranks modulo a prime at n = 4 and 5.

    Example:
        >>> [depth_four_bound(n) for n in (4, 5, 6, 7, 8)]
        [2038, 6444, 16816, 38340, 79026]
    """
    n = validation.integer(half_length, "half_length", minimum=4)
    degree = n * (n + 1) * (n + 2) // 6
    below = n**3 + 2 * n**2 + 3 * n - 2
    return (degree + 1) * below - 2 * (3 * n**2 + n + 2) - 4 * n * (n**2 - 1) // 3


def narrow_bound(half_length: int) -> int:
    """Return an upper bound for L = 3, M = 2, R = 3 and 3 <= n <= 6.

        3 [ mc(3, D) mc(3, n) - c ],        D = n(n+1)/2
        c = 3 C(n+3, 4) + N - 3 C(n+1, 2) + 3
        N = C(D-n+2, 2) + 3 [n(D-n+1) + n(n+1)/2] + 3 C(n, 2)

    Proved (docs/theorems.md, section 10): the end's polynomial vanishes on a surface and at three points,
    which is c conditions; that they are independent was computed modulo a prime for these n. At n = 3, 4 the
    end bound is smaller; at n = 5, 6 the rank meets this one.

    Example:
        >>> [narrow_bound(n) for n in (3, 4, 5, 6)]
        [531, 2256, 7146, 18702]
    """
    n = validation.integer(half_length, "half_length", minimum=3, maximum=6)
    d = n * (n + 1) // 2
    surface = math.comb(d - n + 2, 2) + 3 * (n * (d - n + 1) + n * (n + 1) // 2) + 3 * math.comb(n, 2)
    conditions = 3 * math.comb(n + 3, 4) + surface - 3 * math.comb(n + 1, 2) + 3
    return 3 * (multiset_coefficient(3, d) * multiset_coefficient(3, n) - conditions)


def sharp_rank(
    depth: int, input_dim: int, channels: int, length: int, *, templates: int | None = None
) -> int | None:
    """Return the rank that the sharp formulas predict for almost every circuit, or None where none is known.

        rank = min{sharp bound, end bound}            (equal halves)

    :func:`rank_status` says for which sizes this is a theorem (docs/theorems.md, sections 5 to 11). Elsewhere
    it is a **conjecture**: for free vectors it held in all of 156 sizes at depth 2 (M >= 2) and 48 at depth 3
    (M >= R), for one-hot letters in all of 559, in exact arithmetic by two independent programs.
    :func:`depth_four_bound`, :func:`narrow_bound` and, for M >= R, :func:`depth_time_dual` carry it further.

    Example:
        >>> sharp_rank(3, 2, 2, 12), sharp_rank(3, 2, 2, 12, templates=2), sharp_rank(4, 2, 2, 6)
        (304, 64, 106)
        >>> sharp_rank(4, 2, 2, 8), sharp_rank(3, 2, 3, 12), sharp_rank(3, 2, 3, 14) is None
        (2038, 18702, True)
    """
    depth, m, r = checked_sizes(depth, input_dim, channels)
    n, _ = split_lengths(length)
    if depth == 1:
        return shallow_rank(m if templates is None else min(m, templates), r, length)
    if m == 1 or r == 1:
        functional = end_bound(depth, m, r, length)
    elif depth == 2 or (depth == 3 and m >= r):
        functional = min(sharp_bound(depth, m, r, length), end_bound(depth, m, r, length))
    elif (depth, m, r) == (3, 2, 3) and n in (5, 6):
        functional = narrow_bound(n)
    elif n == 1:
        functional = end_bound(depth, m, r, length)
    elif m >= r and r == 2 and min(depth, n) == 4:
        functional = depth_four_bound(max(depth, n))
    elif m >= r and n <= SHARP_DEPTH:
        dual_depth, dual_length = depth_time_dual(depth, length)
        functional = min(sharp_bound(dual_depth, r, r, dual_length), end_bound(dual_depth, r, r, dual_length))
    else:
        return None
    if templates is None:
        return functional
    return min(functional, end_bound(depth, m, r, length, templates=templates))


def depth_time_dual(depth: int, length: int) -> tuple[int, int]:
    """Return the depth and length of the dual size: depth L and half-length n change places.

    For M >= R and free vectors the rank of almost every circuit seems to be the same at (L, T = 2n) and at
    (n, T = 2L): the end is an L x n grid of products, and transposed it is the grid of the dual size.
    **Proved** if every product has weights of its own (docs/theorems.md, section 11); hence
    :func:`dual_bound`.
    **Conjecture**: that sharing the weights along time, and a start shorter than the depth, lose nothing for
    n < L; it held on all of 53 pairs.

    Example:
        >>> depth_time_dual(4, 6)                 # L = 4, n = 3 <-> L = 3, n = 4
        (3, 8)
    """
    depth = validation.integer(depth, "depth", minimum=1)
    return validation.even_length(length) // 2, 2 * depth
