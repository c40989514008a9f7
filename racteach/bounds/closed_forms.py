"""Two closed forms beyond the sharp formulas: depth 4 with two channels, and depth 3 with M = 2, R = 3."""

from __future__ import annotations

import math

from racteach import validation
from racteach.bounds.counting import multiset_coefficient


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
