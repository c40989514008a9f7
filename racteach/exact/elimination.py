"""Gaussian elimination modulo a prime, by blocks of rows, so that matrix products do nearly all of the work.

The first rows E of a matrix are brought to reduced echelon form: in the columns J of its pivots E is the
identity. So one matrix product clears these columns in all rows X below, and both can be dropped:

        rank [ E ]   =   |J|  +  rank (X - X_J E),      X_J: the columns J of X
             [ X ]

The echelon form of some rows comes in the same way from those of their upper and lower half. A row alone
is divided by its first entry that is not zero. So no row or column is ever moved, and whatever the
matrix is, each row is either a pivot row or zero when its turn comes.

*Exactness* is :class:`Modular`'s: at most :attr:`Modular.exact_inner` rows are eliminated at a time, so that
``X - X_J E`` is a sum that float64 holds, reduced once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from racteach.exact.arithmetic import Elements, Modular

#: Rows eliminated at a time: fewer cost more reductions, more cost longer products inside the echelon form.
_ROWS = 512

# Entries that one product makes before they are subtracted: few enough to be still in a cache.
_ENTRIES = 2**20


def rank_modulo(elements: Elements, arithmetic: Modular) -> int:
    """Return the rank over GF(p) of a matrix of elements; the matrix is not changed.

    Args:
        elements: a matrix as ``arithmetic.encode`` returns it.

    Source:
        Reduced echelon forms by halves: Storjohann, dissertation, ETH Zurich (2000), chapter 2; modulo a
        prime with floating-point products: Dumas, Giorgi and Pernet, ACM TOMS 35 (2008).

    Example:
        >>> seven = Modular(7)
        >>> rank_modulo(seven.encode([[1, 2], [3, 13]]), seven)      # 13 = 6 = 3 * 2 modulo 7
        1
    """
    rows, columns = elements.shape
    rest = np.array(elements if rows <= columns else elements.T, order="C")
    size, rank = min(_ROWS, arithmetic.exact_inner), 0
    while rest.any():
        echelon, below = rest[:size], rest[size:]
        pivots = _to_echelon_form(echelon, arithmetic)
        rank += len(pivots)
        others = _all_but(pivots, rest.shape[1])
        rest = below[:, others]
        _subtract_product(rest, below[:, pivots], echelon[: len(pivots), others], arithmetic)
    return rank


def _to_echelon_form(rows: Elements, arithmetic: Modular) -> NDArray[np.intp]:
    """Replace the first r rows by the reduced echelon form of all, r their rank; return the r pivot columns.

    Pivots are in the order of the rows that they were found in. What is left below the r rows has no meaning.
    """
    if len(rows) == 1:
        return _divide_by_pivot(rows[0], arithmetic)
    half = len(rows) // 2
    upper, lower = rows[:half], rows[half:]
    first = _to_echelon_form(upper, arithmetic)
    upper = upper[: len(first)]
    _subtract_product(lower, lower[:, first], upper, arithmetic)
    second = _to_echelon_form(lower, arithmetic)
    lower = lower[: len(second)]
    _subtract_product(upper, upper[:, second], lower, arithmetic)
    if len(first) < half:
        rows[len(first) : len(first) + len(second)] = lower
    return np.concatenate([first, second])


def _divide_by_pivot(row: Elements, arithmetic: Modular) -> NDArray[np.intp]:
    pivot = int((row != 0).argmax())
    if row[pivot] == 0:
        return np.empty(0, dtype=np.intp)
    prime = arithmetic.prime
    inverse = pow(int(row[pivot]), -1, prime)
    row *= inverse if inverse <= prime // 2 else inverse - prime
    arithmetic.reduce(row)
    return np.array([pivot])


def _subtract_product(rows: Elements, left: Elements, right: Elements, arithmetic: Modular) -> None:
    """Replace ``rows`` by ``rows - left right``, a few rows at a time."""
    if right.size == 0:
        return
    step = max(1, _ENTRIES // right.shape[1])
    for begin in range(0, len(rows), step):
        some = slice(begin, begin + step)
        rows[some] -= left[some] @ right
        arithmetic.reduce(rows[some])


def _all_but(pivots: NDArray[np.intp], columns: int) -> slice | NDArray[np.intp]:
    """Return what selects the other columns: without a copy where the pivots are the first ones."""
    if len(pivots) == 0 or pivots.max() < len(pivots):
        return slice(len(pivots), None)
    return np.delete(np.arange(columns), pivots)
