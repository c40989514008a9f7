"""Bounds that hold for every circuit, and the paper's lower bound, each with its proof or its status."""

from __future__ import annotations

import math

from racteach import validation
from racteach.bounds.counting import checked_sizes, multiset_coefficient, split_lengths


def grid_cap(templates: int, length: int, split: int | None = None) -> int:
    """Return the largest rank that a matrix of Q^s rows and Q^e columns can have: ``Q^min(s, e)``.

    Args:
        templates: Q >= 1, the number of templates.

    Example:
        >>> grid_cap(3, 12)
        729
    """
    s, e = split_lengths(length, split)
    return validation.integer(templates, "templates", minimum=1) ** min(s, e)


def shallow_rank(input_dim: int, channels: int, length: int, split: int | None = None) -> int:
    """Return the separation rank of almost every shallow circuit (L = 1): ``min{R, M^s, M^e}``.

    Proved. All that the start can tell the end passes through one vector of R numbers, to which the end
    is linear: at most R. Each side has only M^s (M^e) monomials in its features, as a shallow circuit
    is linear in each of them. One circuit that attains the bound shows that almost all do.

    Raises:
        TypeError, ValueError: if a size is not a positive integer, or the split is not one.

    Source:
        Levine, Sharir and Shashua, arXiv 1710.09431 (2017), the theorem's part on L = 1.

    Example:
        >>> shallow_rank(input_dim=3, channels=5, length=2), shallow_rank(3, 5, 100)
        (3, 5)
    """
    _, m, r = checked_sizes(1, input_dim, channels)
    s, e = split_lengths(length, split)
    return min(r, m ** min(s, e))


def paper_lower_bound(depth: int, input_dim: int, channels: int, length: int) -> int:
    """Return the paper's lower bound on the rank of almost every circuit, for equal halves ``n = T/2``.

    * L = 1: ``min{R, M^n}``, which is the rank itself. Proved.
    * L = 2: ``mc(min{M, R}, n)``. Proved.
    * L >= 3: ``min{mc(min{M, R}, mc(n, L-1)), M^n}``. A conjecture of the paper. For inputs that are free
      vectors it is a theorem, even without M^n: :func:`power_bound`. For letters it is open, and false for
      some sizes with M > R: :func:`paper_bound_status`.

    Raises:
        TypeError, ValueError: if a size is not a positive integer or the length is odd.

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

    For inputs that are free vectors (the functional rank) it is proved at every depth. For letters, a
    one-hot grid, it is proved at depths 1 and 2. At depth 3 and more it is the paper's conjecture, which
    fails for some M > R: the last input passes through an R x M matrix, so the rank is at most ``R
    M^(n-1)``, and at (L, M, R, n) = (6, 3, 2, 2) that is 6 where the conjecture needs 7.
    ``racteach.bounds.COUNTEREXAMPLES`` lists more.

    Args:
        depth: L >= 1.
        inputs: ``"letters"`` or ``"vectors"``.

    Raises:
        TypeError, ValueError: if an argument is not as described.

    Example:
        >>> [paper_bound_status(depth) for depth in (1, 2, 3)]
        ['exact', 'proved', 'conjectured']
        >>> paper_bound_status(3, inputs="vectors")
        'proved'
    """
    depth = validation.integer(depth, "depth", minimum=1)
    if inputs not in ("letters", "vectors"):
        raise ValueError(f'inputs must be "letters" or "vectors", not {validation.shown(inputs)}')
    deep = "proved" if inputs == "vectors" else "conjectured"
    return {1: "exact", 2: "proved"}.get(depth, deep)


def state_bound(depth: int, input_dim: int, channels: int, length: int, *, split: int | None = None) -> int:
    """Return an upper bound for all weights: the monomials in the state in the middle.

        sep <= prod_{l=1..L} mc(R, mc(e, L-l))

    Proved. Fix the inputs of the end. The output is then a polynomial in the states ``h^{s,l}`` that the
    start leaves behind, homogeneous of degree ``mc(e, L-l)`` in layer l's: the top layer's state is used
    once, the one below it once at each of the e steps, the next one once for every pair of steps
    ``t <= t'``, and so on. Layer l has ``mc(R, degree)`` monomials; a product of one monomial a layer is
    a function of the start, and its coefficient a function of the end.

    Args:
        depth, input_dim, channels: L, M, R >= 1. The bound does not depend on M.
        length, split: see :func:`split_lengths`.

    Raises:
        TypeError, ValueError: if a size is not a positive integer, or the split is not one.

    Source:
        Counting monomials in the mid state; the paper's min-cut argument with symmetric copies.

    Example:
        >>> [state_bound(depth, 3, 2, 12) for depth in (1, 2, 3)]
        [2, 14, 308]
    """
    depth, _, r = checked_sizes(depth, input_dim, channels)
    _, e = split_lengths(length, split)
    degrees = (multiset_coefficient(e, depth - layer) for layer in range(1, depth + 1))
    return math.prod(multiset_coefficient(r, degree) for degree in degrees)


def end_bound(
    depth: int,
    input_dim: int,
    channels: int,
    length: int,
    *,
    templates: int | None = None,
    split: int | None = None,
) -> int:
    """Return an upper bound for all weights: the monomials in the inputs of the end.

        sep <= prod_{t=1..e} min{Q, mc(min{M, R}, mc(e-t+1, L-1))}

    Proved. As a function of the end's inputs the output is a polynomial, homogeneous of degree
    ``mc(e-t+1, L-1)`` in the t-th of them: the last enters linearly, the one before it more often, and
    so on. An input acts through ``W^{I,1} f(x)``, which has at most ``min{M, R}`` independent entries.
    On a grid of Q templates an input takes only Q values, so at most Q functions of it are independent.

    Args:
        depth, input_dim, channels: L, M, R >= 1.
        templates: Q >= 1, or None for the functional rank (inputs are arbitrary vectors).
        length, split: see :func:`split_lengths`.

    Raises:
        TypeError, ValueError: if a size is not a positive integer, or the split is not one.

    Source:
        Counting monomials in the end's inputs; the cut through the end of the paper's tensor network.

    Example:
        >>> end_bound(3, 2, 2, 8), end_bound(3, 2, 2, 8, templates=2)
        (616, 16)
    """
    _, e = split_lengths(length, split)
    return _input_bound(depth, input_dim, channels, e, e, templates)


def start_bound(
    depth: int,
    input_dim: int,
    channels: int,
    length: int,
    *,
    templates: int | None = None,
    split: int | None = None,
) -> int:
    """Return an upper bound for all weights: the monomials in the inputs of the start.

        sep <= prod_{t=1..s} min{Q, mc(min{M, R}, mc(s+e-t+1, L-1))}

    Proved by the count of :func:`end_bound`; for equal halves it is never smaller than that one.

    Args, Raises: as for :func:`end_bound`.

    Example:
        >>> start_bound(2, 2, 3, 6, split=1), end_bound(2, 2, 3, 6, split=1)
        (7, 720)
    """
    s, e = split_lengths(length, split)
    return _input_bound(depth, input_dim, channels, s, s + e, templates)


def _input_bound(
    depth: int, input_dim: int, channels: int, steps: int, remaining: int, templates: int | None
) -> int:
    depth, m, r = checked_sizes(depth, input_dim, channels)
    if templates is not None:
        templates = validation.integer(templates, "templates", minimum=1)
    total = 1
    for t in range(1, steps + 1):
        degree = multiset_coefficient(remaining - t + 1, depth - 1)
        functions = multiset_coefficient(min(m, r), degree)
        total *= functions if templates is None else min(templates, functions)
    return total
