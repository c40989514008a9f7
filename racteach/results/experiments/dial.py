"""Targets whose Start-End rank is dialled, for circuits that learn whole grids."""

from __future__ import annotations

from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from racteach import validation


def dial_target(dial: list[float] | str, letters: int, length: int) -> NDArray[np.float64]:
    """Return a target's grid tensor, shape (M,) * T with n = T/2.

    * ``[e_1, ..., e_n]``, for M = 2: the product ``prod_t (1 + e_t s_t)``, ``s_t = +1`` where the letters at
      t and t + n agree, else -1. Its rank is 2 to the number of e_t that are not 0.
    * ``"count"``: in how many places the halves agree, less the average n/M: a sum. Its rank is n (M - 1),
      all singular values equal.

    Example:
        >>> from racteach import numerical_rank, start_end_matricization
        >>> targets = [dial_target([1.0, 1.0, 0.0], 2, 6), dial_target("count", 4, 4)]
        >>> [numerical_rank(start_end_matricization(target)).rank for target in targets]
        [4, 6]
    """
    half = validation.even_length(length) // 2
    places: list[list[Any]]
    if isinstance(dial, str):
        agrees, anything = np.eye(letters) - 1 / letters, np.ones((letters, letters))
        places = [[agrees if t == place else anything for t in range(half)] for place in range(half)]
    else:
        places = [[np.array([[1 + e, 1 - e], [1 - e, 1 + e]]) for e in dial]]
    matrix = np.sum([reduce(np.kron, factors) for factors in places], axis=0)
    return np.asarray(matrix, dtype=np.float64).reshape((letters,) * length)
