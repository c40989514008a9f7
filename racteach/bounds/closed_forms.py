"""Two closed forms beyond the sharp formulas: depth 4 with two channels, and depth 3 with M = 2, R = 3."""

from __future__ import annotations

import math

from racteach import validation
from racteach.bounds.counting import multiset_coefficient


def depth_four_bound(half_length: int) -> int:
    """Return the rank of almost every circuit with L = 4, R = 2, M >= 2 and n >= 4.

        (D+1) r - 2 (3n^2 + n + 2) - (4/3) n (n^2 - 1),    D = n(n+1)(n+2)/6,    r = n^3 + 2n^2 + 3n - 2

    r is the rank at depth 3. Sort by the D + 1 monomials of layer 1 after the first step: ``v_1^{D-k} v_2^k``
    for k = 0..D. *Upper bound.* The functions that come with k lie in those of depth 3, of dimension r; and
    each vanishes at the zeros of layer 2's two linear forms, to an order that falls with k:
    ``(n-k)(n-k+1)`` conditions a channel for 1 <= k <= n, and at k = 0 at most the dimension one step
    earlier. Both ends of the range count alike, and the sum over k is the formula. *Lower bound.* At n = 4
    and 5 ranks modulo a prime meet it; from n = 6 on, multiplication by linear forms (the strong Lefschetz
    property) carries it on. The values at n = 6, 7 and 8 were computed as well.

    Raises:
        TypeError, ValueError: if n is not an integer >= 4.

    Source:
        This course; a proof with two computed values at its base.

    Example:
        >>> [depth_four_bound(n) for n in (4, 5, 6, 7, 8)]
        [2038, 6444, 16816, 38340, 79026]
    """
    n = validation.integer(half_length, "half_length", minimum=4)
    degree = n * (n + 1) * (n + 2) // 6
    below = n**3 + 2 * n**2 + 3 * n - 2
    return (degree + 1) * below - 2 * (3 * n**2 + n + 2) - 4 * n * (n**2 - 1) // 3


def narrow_bound(half_length: int) -> int:
    """Return an upper bound for L = 3, M = 2, R = 3 and 3 <= n <= 6: 531, 2256, 7146 and 18702.

        3 [ mc(3, D) mc(3, n) - c ],        D = n(n+1)/2
        c = 3 C(n+3, 4) + N - 3 C(n+1, 2) + 3
        N = C(D-n+2, 2) + 3 [n(D-n+1) + n(n+1)/2] + 3 C(n, 2)

    In each channel the polynomial of the end vanishes on a surface and at three points, to an order that its
    other variables say: c conditions, whose independence was computed modulo a prime for these four n. At
    n = 3 and 4 the end bound is smaller. At n = 5 and 6 the rank meets the bound.

    Raises:
        TypeError, ValueError: if n is not an integer from 3 to 6.

    Source:
        This course.

    Example:
        >>> [narrow_bound(n) for n in (3, 4, 5, 6)]
        [531, 2256, 7146, 18702]
    """
    n = validation.integer(half_length, "half_length", minimum=3, maximum=6)
    d = n * (n + 1) // 2
    surface = math.comb(d - n + 2, 2) + 3 * (n * (d - n + 1) + n * (n + 1) // 2) + 3 * math.comb(n, 2)
    conditions = 3 * math.comb(n + 3, 4) + surface - 3 * math.comb(n + 1, 2) + 3
    return 3 * (multiset_coefficient(3, d) * multiset_coefficient(3, n) - conditions)
