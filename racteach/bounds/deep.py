"""Upper bounds for depth 4 and more, from the formulas of depths 1 to 4. They hold for all weights.

Every proof here looks at the end only: it bounds the dimension of the space S(L, e) that the functions of the
mid states span, over all ends of e steps. So the bounds hold for every split, and for letters too. Two
relations carry them on: one layer can be taken off, and depth and time can be exchanged.
"""

from __future__ import annotations

from racteach.bounds.closed_forms import depth_four_bound
from racteach.bounds.counting import checked_sizes, multiset_coefficient, split_lengths
from racteach.bounds.sharp import SHARP_DEPTH, sharp_bound


def layer_bound(depth: int, input_dim: int, channels: int, length: int, *, split: int | None = None) -> int:
    """Return an upper bound for all weights: a bound of a smaller depth, times monomials of layer 1.

        sep_L <= mc(R, mc(e, L-1)) * U_{L-1}

    Proved. Let v be layer 1 after the end's first step. The output has degree ``mc(e, L-1)`` in it. For each
    fixed v, layers 2 to L are a circuit of depth L - 1 whose inputs are what layer 1 says; so each
    coefficient of a monomial of v lies in the span of the end functions of depth L - 1 with M = R, and
    U_{L-1} may be any bound on that span. It is taken from depth 3 on, or from depth 4 where R = 2 and e >=
    4.

    Args:
        depth: L >= 4.
        input_dim, channels: M, R >= 1. The bound does not depend on M.
        length, split: see :func:`racteach.bounds.split_lengths`.

    Raises:
        TypeError, ValueError: if a size is not such an integer.

    Source:
        This course.

    Example:
        >>> layer_bound(4, 3, 2, 8), layer_bound(4, 3, 2, 10)
        (2226, 6768)
    """
    depth, _, r = checked_sizes(depth, input_dim, channels)
    if depth <= SHARP_DEPTH:
        raise ValueError(f"layer_bound begins at depth 4, and depth is {depth}: use sharp_bound")
    _, e = split_lengths(length, split)
    return multiset_coefficient(r, multiset_coefficient(e, depth - 1)) * _span(depth - 1, r, e)


def dual_bound(depth: int, input_dim: int, channels: int, length: int, *, split: int | None = None) -> int:
    """Return an upper bound for all weights: the formula of depth min{L, e} for an end of max{L, e} steps.

    Proved. Give each of the L x e products of the end weights of its own: that can only enlarge the span of
    the end functions. Turn this grid over, so that layers become steps: mid states and inputs change places
    (M = R makes both free vectors of R numbers), and the matrix becomes its transpose. So the span of (L, e)
    has the dimension of that of (e, L), with weights of their own again, and the formulas for depths 1 to 4
    bound it: they nowhere use that weights are shared along time. A circuit with M < R is one with M = R
    whose last features have weight zero; one with M > R has no more functions than one with M = R.

    Args, Raises: as for :func:`racteach.bounds.state_bound`.

    Source:
        This course.

    Example:
        >>> dual_bound(4, 2, 2, 6), dual_bound(5, 2, 2, 6), dual_bound(5, 2, 2, 8)
        (106, 188, 6444)
    """
    depth, _, r = checked_sizes(depth, input_dim, channels)
    _, e = split_lengths(length, split)
    return _span(min(depth, e), r, max(depth, e))


def _span(depth: int, r: int, e: int) -> int:
    """Bound the span of the end functions with M = R: a formula, times the monomials of layers above it."""
    base = 4 if depth >= 4 and r == 2 and e >= 4 else min(depth, SHARP_DEPTH)
    total = depth_four_bound(e) if base == 4 else sharp_bound(base, r, r, 2 * e)
    for layers in range(base + 1, depth + 1):
        total *= multiset_coefficient(r, multiset_coefficient(e, layers - 1))
    return total
