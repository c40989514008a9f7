"""Gaussian elimination modulo a prime, in blocks, so that matrix products do nearly all of the work.

A matrix is split into a left and a right half of its columns. Eliminating the left half gives r1 pivot
rows and the multipliers L1 by which they were subtracted from the others. The right half then needs one
triangular solve and one matrix product; what remains of it below the pivot rows is eliminated in turn:

        [ A  B ]      rank [ A  B ] = r1 + rank (B_below - L1_below  L1_top^{-1} B_top)

Halves of up to 16 columns are eliminated column by column. Exactness is :class:`Modular`'s.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from racteach.exact.arithmetic import Elements, Modular

_NARROW = 16


def rank_modulo(elements: Elements, arithmetic: Modular) -> int:
    """Return the rank over GF(p) of a matrix of elements; the matrix is not changed.

    Args:
        elements: a matrix as ``arithmetic.encode`` returns it.

    Source:
        Recursive block elimination: Bunch and Hopcroft, Math. Comp. 28 (1974); modulo a prime with
        floating-point products, Dumas, Giorgi and Pernet, ACM TOMS 35 (2008).

    Example:
        >>> seven = Modular(7)
        >>> rank_modulo(seven.encode([[1, 2], [3, 13]]), seven)      # 13 = 6 = 3 * 2 modulo 7
        1
    """
    if min(elements.shape) == 0:
        return 0
    tall = elements if elements.shape[0] >= elements.shape[1] else elements.T
    return _eliminate(np.array(tall, order="C"), arithmetic)[1].shape[1]


def _eliminate(matrix: Elements, arithmetic: Modular) -> tuple[NDArray[np.intp], Elements]:
    """Eliminate in place. Return the order of rows, pivot rows first, and the multipliers L (rows, rank).

    With the rows in that order, L is lower triangular with ones on its diagonal, and L times the pivot
    rows of the echelon form is the matrix.
    """
    rows, columns = matrix.shape
    if columns <= _NARROW:
        return _eliminate_narrow(matrix, arithmetic)
    half = columns // 2
    order, left = _eliminate(matrix[:, :half], arithmetic)
    pivots = left.shape[1]
    right = matrix[order, half:]
    if pivots:
        top = _solve_unit_lower(left[:pivots], right[:pivots], arithmetic)
        below = right[pivots:]
        below -= arithmetic.matmul(left[pivots:], top)
        arithmetic.reduce(below)
    if pivots == rows or not right[pivots:].any():
        return order, left
    order_below, left_below = _eliminate(right[pivots:], arithmetic)
    more = left_below.shape[1]
    multipliers = np.zeros((rows, pivots + more))
    multipliers[:pivots, :pivots] = left[:pivots]
    multipliers[pivots:, :pivots] = left[pivots:][order_below]
    multipliers[pivots:, pivots:] = left_below
    return np.concatenate([order[:pivots], order[pivots:][order_below]]), multipliers


def _eliminate_narrow(matrix: Elements, arithmetic: Modular) -> tuple[NDArray[np.intp], Elements]:
    rows, columns = matrix.shape
    prime = arithmetic.prime
    work = np.array(matrix.T, order="C")  # one row of ``work`` is one column: contiguous
    order = np.arange(rows)
    multipliers = np.zeros((min(rows, columns), rows))
    rank = 0
    for column in range(columns):
        candidates = np.flatnonzero(work[column, rank:])
        if not len(candidates):
            continue
        pivot = rank + int(candidates[0])
        if pivot != rank:
            work[:, [rank, pivot]] = work[:, [pivot, rank]]
            multipliers[:, [rank, pivot]] = multipliers[:, [pivot, rank]]
            order[[rank, pivot]] = order[[pivot, rank]]
        inverse = pow(int(work[column, rank]), -1, prime)
        factors = arithmetic.reduce(work[column, rank + 1 :] * float(_centred(inverse, prime)))
        multipliers[rank, rank] = 1.0
        multipliers[rank, rank + 1 :] = factors
        rest = work[column + 1 :]
        rest[:, rank + 1 :] -= rest[:, rank, None] * factors
        rest[:, rank + 1 :] = arithmetic.reduce(rest[:, rank + 1 :])
        rank += 1
        if rank == rows:
            break
    return order, np.ascontiguousarray(multipliers[:rank].T)


def _solve_unit_lower(lower: Elements, right: Elements, arithmetic: Modular) -> Elements:
    """Return ``lower^{-1} right`` for a lower triangular matrix with ones on its diagonal."""
    size = len(lower)
    if size <= _NARROW:
        solution = right.copy()
        for row in range(1, size):
            solution[row] -= arithmetic.matmul(lower[row : row + 1, :row], solution[:row])[0]
            arithmetic.reduce(solution[row])
        return solution
    half = size // 2
    top = _solve_unit_lower(lower[:half], right[:half], arithmetic)
    rest = right[half:] - arithmetic.matmul(lower[half:, :half], top)
    bottom = _solve_unit_lower(lower[half:, half:], arithmetic.reduce(rest), arithmetic)
    return np.concatenate([top, bottom])


def _centred(residue: int, prime: int) -> int:
    return residue - prime if residue > prime // 2 else residue
