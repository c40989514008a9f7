"""Bounds that hold for every circuit, and the paper's lower bound."""

from __future__ import annotations

import math

from racteach import validation
from racteach.bounds.counting import checked_sizes, multiset_coefficient, split_lengths


def grid_cap(templates: int, length: int, split: int | None = None) -> int:
    """Return the largest rank that a matrix of Q^s rows and Q^e columns can have: ``Q^min(s, e)``.

    Example:
        >>> grid_cap(3, 12)
        729
    """
    s, e = split_lengths(length, split)
    return validation.integer(templates, "templates", minimum=1) ** min(s, e)


def shallow_rank(input_dim: int, channels: int, length: int, split: int | None = None) -> int:
    """Return the separation rank of almost every shallow circuit (L = 1): ``min{R, M^s, M^e}``.

    Proved: all that the end learns of the start passes through R numbers, to which it is linear.

    Source:
        Levine, Sharir and Shashua, arXiv 1710.09431 (2017); docs/theorems.md, section 2.

    Example:
        >>> shallow_rank(input_dim=3, channels=5, length=2), shallow_rank(3, 5, 100)
        (3, 5)
    """
    _, m, r = checked_sizes(1, input_dim, channels)
    s, e = split_lengths(length, split)
    return min(r, m ** min(s, e))


def paper_lower_bound(depth: int, input_dim: int, channels: int, length: int) -> int:
    """Return the paper's lower bound on the rank of almost every circuit, for equal halves ``n = T/2``.

        L = 1:    min{R, M^n}, the rank itself                proved
        L = 2:    mc(m, n)                                    proved
        L >= 3:   min{mc(m, mc(n, L-1)), M^n}                 see :func:`paper_bound_status`

    Source:
        Levine, Sharir and Shashua, arXiv 1710.09431 (2017), as its later version states them.

    Example:
        >>> [paper_lower_bound(depth, 3, 2, 12) for depth in (1, 2, 3)]
        [2, 7, 22]
    """
    depth, m, r = checked_sizes(depth, input_dim, channels)
    n, _ = split_lengths(length)
    if depth == 1:
        return shallow_rank(m, r, length)
    if depth == 2:
        return multiset_coefficient(min(m, r), n)
    return min(multiset_coefficient(min(m, r), multiset_coefficient(n, depth - 1)), m**n)


def paper_bound_status(depth: int, *, inputs: str = "letters") -> str:
    """Return ``"exact"``, ``"proved"`` or ``"conjectured"``: what :func:`paper_lower_bound` is.

    For ``inputs="vectors"`` it is proved at every depth, even without M^n (:func:`power_bound`); for
    ``"letters"``, a one-hot grid, at depths 1 and 2. At depth 3 and more it is the paper's conjecture, which
    fails for some M > R (``COUNTEREXAMPLES``): the last input passes through an R x M matrix, so the rank is
    at most ``R M^(n-1)`` (docs/theorems.md, section 4).

    Example:
        >>> [paper_bound_status(depth) for depth in (1, 2, 3)], paper_bound_status(3, inputs="vectors")
        (['exact', 'proved', 'conjectured'], 'proved')
    """
    depth = validation.integer(depth, "depth", minimum=1)
    if inputs not in ("letters", "vectors"):
        raise ValueError(f'inputs must be "letters" or "vectors", not {validation.shown(inputs)}')
    deep = "proved" if inputs == "vectors" else "conjectured"
    return {1: "exact", 2: "proved"}.get(depth, deep)


def state_bound(depth: int, input_dim: int, channels: int, length: int, *, split: int | None = None) -> int:
    """Return an upper bound for all weights: the monomials in the state in the middle.

        sep <= prod_{l=1..L} mc(R, mc(e, L-l))

    Proved (docs/theorems.md, section 3): for a fixed end the output is homogeneous of degree ``mc(e, L-l)``
    in the state of layer l that the start leaves behind. It is the paper's min-cut argument with symmetric
    copies.

    Example:
        >>> [state_bound(depth, 3, 2, 12) for depth in (1, 2, 3)]
        [2, 14, 308]
    """
    depth, _, r = checked_sizes(depth, input_dim, channels)
    _, e = split_lengths(length, split)
    degrees = (multiset_coefficient(e, depth - layer) for layer in range(1, depth + 1))
    return math.prod(multiset_coefficient(r, degree) for degree in degrees)


def end_bound(
    depth: int, input_dim: int, channels: int, length: int, *,
    templates: int | None = None, split: int | None = None,
) -> int:  # fmt: skip
    """Return an upper bound for all weights: the monomials in the inputs of the end.

        sep <= prod_{t=1..e} min{Q, mc(m, mc(e-t+1, L-1))}          (Q = infinity for free vectors)

    Proved (docs/theorems.md, section 3): the output has degree ``mc(e-t+1, L-1)`` in the end's t-th input,
    which acts through at most ``m = min{M, R}`` numbers and takes at most Q values.

    Example:
        >>> end_bound(3, 2, 2, 8), end_bound(3, 2, 2, 8, templates=2)
        (616, 16)
    """
    _, e = split_lengths(length, split)
    return _input_bound(checked_sizes(depth, input_dim, channels), e, e, templates)


def start_bound(
    depth: int, input_dim: int, channels: int, length: int, *,
    templates: int | None = None, split: int | None = None,
) -> int:  # fmt: skip
    """Return an upper bound for all weights: the monomials in the inputs of the start.

        sep <= prod_{t=1..s} min{Q, mc(m, mc(s+e-t+1, L-1))}

    Proved by the count of :func:`end_bound`; for equal halves it is never smaller than that one.

    Example:
        >>> start_bound(2, 2, 3, 6, split=1), end_bound(2, 2, 3, 6, split=1)
        (7, 720)
    """
    s, e = split_lengths(length, split)
    return _input_bound(checked_sizes(depth, input_dim, channels), s, s + e, templates)


def _input_bound(sizes: tuple[int, ...], steps: int, remaining: int, templates: int | None) -> int:
    depth, m, r = sizes
    if templates is not None:
        templates = validation.integer(templates, "templates", minimum=1)
    total = 1
    for t in range(1, steps + 1):
        functions = multiset_coefficient(min(m, r), multiset_coefficient(remaining - t + 1, depth - 1))
        total *= functions if templates is None else min(templates, functions)
    return total
