"""Upper bounds for depth 4 and more, from the formulas of depths 1 to 4, for all weights and every split.

They bound the dimension of the space that the functions of the mid states span, over all ends of e steps.
"""

from __future__ import annotations

from racteach.bounds.counting import checked_sizes, multiset_coefficient, split_lengths
from racteach.bounds.sharp import SHARP_DEPTH, depth_four_bound, sharp_bound


def layer_bound(depth: int, input_dim: int, channels: int, length: int, *, split: int | None = None) -> int:
    """Return an upper bound for all weights, L >= 4: that of a smaller depth times monomials of layer 1.

        sep_L <= mc(R, mc(e, L-1)) * U_{L-1}

    Proved (docs/theorems.md, section 11): with layer 1 after the end's first step fixed, layers 2 to L are a
    circuit of depth L - 1. U is taken from depth 3 on, or from depth 4 where R = 2 and e >= 4. M does not
    matter.

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

    Proved (docs/theorems.md, section 11): give each of the L x e products of the end weights of its own,
    which only enlarges the span; then layers and steps can change places, since the matrix becomes its
    transpose.

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
