"""Formulas for the Start-End separation rank: what is proved for every circuit, and what is conjectured.

Letters: L depth, M input dimension, R channels, T length; the start has s steps and the end e steps,
``s = e = T/2`` unless ``split`` names another start length. ``mc(a, k) = C(a+k-1, k)`` is the multiset
coefficient, the number of monomials of degree k in a variables. All numbers are Python integers: exact,
however large.

        x1 -- x2 -- x3  |  x4 -- x5 -- x6
        '--- start ---'    '---- end ---'
              s = 3             e = 3
"""

from __future__ import annotations

import math

from racteach import validation


def multiset_coefficient(n: int, k: int) -> int:
    """Count the monomials of degree k in n variables: ``C(n+k-1, k)``.

    It is also the number of multisets of size k from n kinds, and the dimension of the symmetric
    subspace of k copies of an n-dimensional space. Without variables there is only the constant:
    the coefficient is 1 for k = 0 and 0 for k >= 1.

    Args:
        n: number of variables, >= 0.
        k: degree, >= 0.

    Raises:
        TypeError, ValueError: if one of them is not such an integer.

    Source:
        Stars and bars; Stanley, Enumerative Combinatorics 1, section 1.2.

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

    Args:
        length: T. Without ``split`` it must be even, as start and end are then equal halves.
        split: the start's length s, from 1 to T-1.

    Raises:
        TypeError, ValueError: if they are not such integers.

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
    _, m, r = _sizes(1, input_dim, channels)
    s, e = split_lengths(length, split)
    return min(r, m ** min(s, e))


def paper_lower_bound(depth: int, input_dim: int, channels: int, length: int) -> int:
    """Return the paper's lower bound on the rank of almost every circuit, for equal halves ``n = T/2``.

    * L = 1: ``min{R, M^n}``, which is the rank itself. Proved.
    * L = 2: ``mc(min{M, R}, n)``. Proved.
    * L >= 3: ``min{mc(min{M, R}, mc(n, L-1)), M^n}``. A conjecture of the paper; see
      :func:`paper_bound_status`.

    Raises:
        TypeError, ValueError: if a size is not a positive integer or the length is odd.

    Source:
        Levine, Sharir and Shashua, arXiv 1710.09431 (2017), as its later version states them.

    Example:
        >>> [paper_lower_bound(depth, 3, 2, 12) for depth in (1, 2, 3)]
        [2, 7, 22]
    """
    depth, m, r = _sizes(depth, input_dim, channels)
    n, _ = split_lengths(length)
    if depth == 1:
        return shallow_rank(m, r, length)
    if depth == 2:
        return multiset_coefficient(min(m, r), n)
    return min(multiset_coefficient(min(m, r), multiset_coefficient(n, depth - 1)), m**n)


def paper_bound_status(depth: int) -> str:
    """Return ``"exact"``, ``"proved"`` or ``"conjectured"``: what :func:`paper_lower_bound` is.

    Read as a claim about the one-hot grid, the conjecture fails for some M > R: at (L, M, R, T/2) =
    (6, 3, 2, 2) it would need 7 and the rank is 6. For free feature vectors no
    counterexample is known.

    Example:
        >>> [paper_bound_status(depth) for depth in (1, 2, 3)]
        ['exact', 'proved', 'conjectured']
    """
    depth = validation.integer(depth, "depth", minimum=1)
    return {1: "exact", 2: "proved"}.get(depth, "conjectured")


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
    depth, _, r = _sizes(depth, input_dim, channels)
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


def best_upper_bound(
    depth: int,
    input_dim: int,
    channels: int,
    length: int,
    *,
    templates: int | None = None,
    split: int | None = None,
) -> tuple[int, str]:
    """Return the smallest bound of this module that is proved for all weights, and its name.

    Args, Raises: as for :func:`end_bound`.

    Example:
        >>> best_upper_bound(3, 3, 2, 12)
        (308, 'state bound')
        >>> best_upper_bound(3, 2, 2, 8, templates=2)
        (16, 'end bound')
    """
    sizes = (depth, input_dim, channels, length)
    candidates = [
        (state_bound(*sizes, split=split), "state bound"),
        (end_bound(*sizes, templates=templates, split=split), "end bound"),
        (start_bound(*sizes, templates=templates, split=split), "start bound"),
    ]
    if depth == 1:
        candidates.insert(0, (shallow_rank(input_dim, channels, length, split), "shallow rank"))
    return min(candidates, key=lambda candidate: candidate[0])


def _input_bound(
    depth: int, input_dim: int, channels: int, steps: int, remaining: int, templates: int | None
) -> int:
    depth, m, r = _sizes(depth, input_dim, channels)
    if templates is not None:
        templates = validation.integer(templates, "templates", minimum=1)
    total = 1
    for t in range(1, steps + 1):
        degree = multiset_coefficient(remaining - t + 1, depth - 1)
        functions = multiset_coefficient(min(m, r), degree)
        total *= functions if templates is None else min(templates, functions)
    return total


def _sizes(depth: int, input_dim: int, channels: int) -> tuple[int, int, int]:
    return (
        validation.integer(depth, "depth", minimum=1),
        validation.integer(input_dim, "input_dim", minimum=1),
        validation.integer(channels, "channels", minimum=1),
    )
