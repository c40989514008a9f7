"""Ranks and spectra of a matrix: in floating point with the evidence shown, and exactly modulo a prime."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from racteach.exact.arithmetic import Float64, Modular
from racteach.exact.elimination import rank_modulo
from racteach.exact.primes import DEFAULT_PRIME


@dataclass(frozen=True, eq=False)
class NumericalRank:
    """A rank that rests on a tolerance.

    Attributes:
        rank: how many singular values exceed the tolerance.
        singular_values: all, largest first.
        tolerance: the threshold.
        gap: the smallest value that counts over the largest that does not: near 1 it decides nothing. ``inf``
            if the rest is zero or nothing, ``nan`` for rank 0.
    """

    rank: int
    singular_values: NDArray[np.float64]
    tolerance: float
    gap: float

    def __repr__(self) -> str:
        return f"NumericalRank(rank={self.rank}, gap={self.gap:.2g}, tolerance={self.tolerance:.2g})"


def numerical_rank(matrix: ArrayLike, *, tolerance: float | None = None) -> NumericalRank:
    """Count the singular values of a finite real matrix above a tolerance. Rounding can hide or invent rank.

    The tolerance, a number >= 0, is by default ``max(m, n) * eps * sigma_1``, as in NumPy and MATLAB.

    Source:
        Golub and Van Loan, Matrix Computations, section 5.4.

    Example:
        >>> numerical_rank([[1.0, 2.0], [2.0, 4.000001]], tolerance=1e-3)
        NumericalRank(rank=1, gap=2.5e+07, tolerance=0.001)
    """
    values = _singular_values(matrix)
    if tolerance is None:
        largest = values[0] if len(values) else 0.0
        tolerance = float(max(np.shape(matrix)) * np.finfo(np.float64).eps * largest)
    elif not isinstance(tolerance, (int, float, np.integer, np.floating)) or not tolerance >= 0:
        raise ValueError(f"tolerance must be a number >= 0, not {tolerance!r}")
    rank = int((values > tolerance).sum())
    if rank == 0:
        gap = math.nan
    elif rank == len(values) or values[rank] == 0:
        gap = math.inf
    else:
        gap = float(values[rank - 1] / values[rank])
    return NumericalRank(rank, values, float(tolerance), gap)


def exact_rank(matrix: ArrayLike, *, prime: int = DEFAULT_PRIME) -> int:
    """Return the rank of an integer matrix modulo a prime below 2^23, without rounding.

    It is a lower bound on the rank: a minor that is nonzero modulo p is nonzero. Whole floats pass; for
    residues from a modular circuit, give the circuit's own prime.

    Example:
        >>> exact_rank([[2, 0], [0, 3]]), exact_rank([[2, 0], [0, 3]], prime=3)
        (2, 1)
    """
    arithmetic = Modular(prime)
    elements = arithmetic.encode(matrix, "matrix")
    if elements.ndim != 2:
        raise ValueError(f"matrix must have two axes, not shape {elements.shape}")
    return rank_modulo(elements, arithmetic)


def spectrum(matrix: ArrayLike) -> NDArray[np.float64]:
    """Return the normalised squared singular values ``p_k = sigma_k^2 / sum_j sigma_j^2``, largest first.

    Example:
        >>> spectrum([[3.0, 0.0], [0.0, 1.0]]).round(4).tolist()
        [0.9, 0.1]
    """
    values = _singular_values(matrix)
    if not len(values) or values[0] == 0:
        raise ValueError("the spectrum of a zero matrix is undefined: no singular value is positive")
    weights = (values / values[0]) ** 2
    return weights / weights.sum()


def entanglement_entropy(matrix: ArrayLike) -> float:
    """Return the entropy ``-sum_k p_k ln p_k`` of the :func:`spectrum`: in nats, from 0 to ``ln rank``.

    Source:
        Nielsen and Chuang, section 11.3: von Neumann entropy of one half of a pure state.

    Example:
        >>> round(entanglement_entropy(np.eye(4)) / math.log(4), 12)
        1.0
    """
    weights = spectrum(matrix)
    positive = weights[weights > 0]
    return max(0.0, float(-(positive * np.log(positive)).sum()))


def effective_rank(matrix: ArrayLike) -> float:
    """Return ``exp(entanglement entropy)``: how many equal terms have this entropy, from 1 to the rank.

    (Roy and Vetterli, EUSIPCO 2007, take singular values in place of their squares.)

    Example:
        >>> round(effective_rank(np.eye(4)), 9), round(effective_rank(np.diag([1, 1e-9])), 9)
        (4.0, 1.0)
    """
    return math.exp(entanglement_entropy(matrix))


def _singular_values(matrix: ArrayLike) -> NDArray[np.float64]:
    array: NDArray[Any] = Float64().encode(matrix, "matrix")
    if array.ndim != 2:
        raise ValueError(f"matrix must have two axes, not shape {array.shape}")
    if 0 in array.shape:
        return np.zeros(0)
    return np.asarray(np.linalg.svd(array, compute_uv=False))
