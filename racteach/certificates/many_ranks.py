"""The ranks of many small matrices modulo a prime, eliminated side by side."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from racteach.exact.arithmetic import Elements, Modular
from racteach.exact.elimination import rank_modulo

#: Matrices with a longer side are eliminated one by one.
_SIDE_BY_SIDE = 100
_ENTRIES = 2**16


def ranks_modulo(matrices: Elements, arithmetic: Modular) -> NDArray[np.int64]:
    """Return the rank over GF(p) of each matrix of elements, shape (count, rows, columns).

    Example:
        >>> seven = Modular(7)
        >>> ranks_modulo(seven.encode([[[1, 2], [3, 13]], [[0, 0], [1, 0]], [[1, 0], [0, 1]]]), seven)
        array([1, 1, 2])
    """
    count, rows, columns = matrices.shape
    if min(rows, columns) > _SIDE_BY_SIDE:
        return np.array([rank_modulo(matrix, arithmetic) for matrix in matrices], dtype=np.int64)
    ranks = np.zeros(count, dtype=np.int64)
    if rows > columns:
        matrices = matrices.transpose(0, 2, 1)
    step = max(1, _ENTRIES // max(1, rows * columns))
    for first in range(0, count, step):
        ranks[first : first + step] = _side_by_side(matrices[first : first + step], arithmetic)
    return ranks


def _side_by_side(matrices: Elements, arithmetic: Modular) -> NDArray[np.int64]:
    """Eliminate row by row: each row's first entry that is not zero is its pivot, cleared below it."""
    work = np.array(matrices, dtype=np.float64, order="C")
    count, rows, _ = work.shape
    ranks, all_of_them = np.zeros(count, dtype=np.int64), np.arange(count)
    for row in range(rows):
        now = work[:, row]
        place = (now != 0).argmax(axis=1)
        pivots = now[all_of_them, place]
        there = pivots != 0
        ranks += there
        if row == rows - 1 or not there.any():
            continue
        below = work[:, row + 1 :]
        factors = below[all_of_them, :, place]
        factors = arithmetic.multiply(factors, _inverses(pivots, arithmetic)[:, None])
        below -= factors[:, :, None] * now[:, None, :]
        arithmetic.reduce(below)
    return ranks


def _inverses(elements: Elements, arithmetic: Modular) -> Elements:
    """Return x^(p-2): the inverse of x modulo p, and 0 for 0 (p > 2)."""
    power, result, exponent = elements, np.ones_like(elements), arithmetic.prime - 2
    while exponent:
        if exponent & 1:
            result = arithmetic.multiply(result, power)
        power = arithmetic.multiply(power, power)
        exponent >>= 1
    return result
