"""Enclose the singular values of a matrix of balls, however far they fall.

With rows I and columns J such that ``B[I, J]`` is regular and as large as the rank,

    B = X B[I, :],     X = B[:, J] B[I, J]^(-1),     S = X^T X,     T = B[I, :] B[I, :]^T,

and the squares of the positive singular values are the eigenvalues of ``S T``. Approximate eigenvectors U
prove themselves: ``H = (TU)^T S (TU)`` and ``N = U^T T U`` are nearly diagonal. If the off-diagonal row
sums of H and N, scaled to ones on their diagonals, are at most a and b, then (Ostrowski 1959; Courant and
Fischer) the k-th largest square lies in the k-th largest ``h_ii / n_ii`` times
``[(1 - a) / (1 + b), (1 + a) / (1 - b)]``. Where the balls are too wide for that, more bits are needed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def enclose_singular_values(
    matrix: NDArray[Any], rows: list[int], columns: list[int]
) -> tuple[NDArray[Any], float] | None:
    """Return log10 of the positive singular values with a bound on their error; None: more bits needed.

    ``matrix`` holds balls around a matrix of rank r; ``rows`` and ``columns`` are r of each, of a regular
    block.

    Example:
        >>> from racteach.spectra.balls import Balls
        >>> logs, error = enclose_singular_values(Balls().encode([[100, 0], [0, 1]]), [0, 1], [0, 1])
        >>> logs.round(6).tolist(), error < 1e-9
        ([2.0, 0.0], True)
    """
    from flint import acb_mat, arb, arb_mat

    def balls(array: NDArray[Any]) -> Any:
        return arb_mat(array.tolist())

    # The largest rows first: so graded, the eigenvalue iteration takes half the time.
    rows = sorted(rows, key=lambda i: sum(x * x for x in matrix[i]).mid(), reverse=True)
    spanning = balls(matrix[rows])
    core = balls(matrix[np.ix_(rows, columns)])
    try:
        if len(rows) == len(matrix):
            if core.det().contains(0):
                return None
            s = arb_mat(np.eye(len(rows), dtype=int).tolist())
        else:
            x = core.transpose().solve(balls(matrix[:, columns]).transpose())  # X^T
            s = x * x.transpose()
        t = spanning * spanning.transpose()
        vectors = acb_mat((s * t).mid()).eig(right=True, algorithm="approx")[1].real.mid()
        image = t * vectors
        squares, a = _nearly_diagonal(image.transpose() * s * image)
        norms, b = _nearly_diagonal(vectors.transpose() * image)
    except (ZeroDivisionError, ValueError):  # balls too wide to divide by, or no convergence
        return None
    if not (a < 1 and b < 1):
        return None
    spread = ((1 + a) / (1 - b)).log() - ((1 - a) / (1 + b)).log()
    ten = arb(10).log()
    logs = [((h / n).log() / (2 * ten)) for h, n in zip(squares, norms, strict=True)]
    error = float((spread / (2 * ten)).upper()) + max(float(x.rad()) for x in logs) + 1e-12
    return np.sort([float(x.mid()) for x in logs])[::-1], error


def _nearly_diagonal(matrix: Any) -> tuple[list[Any], Any]:
    """Return the diagonal, and the largest sum of the other entries in a row once it is scaled to ones."""
    from flint import arb

    entries = matrix.tolist()
    diagonal = [entries[i][i] for i in range(len(entries))]
    if not all(x > 0 for x in diagonal):
        raise ValueError("a diagonal entry may be zero or negative")
    scale = [1 / x.sqrt() for x in diagonal]
    sums = (
        scale[i] * sum((abs(x) * scale[j] for j, x in enumerate(row) if j != i), arb(0))
        for i, row in enumerate(entries)
    )
    return diagonal, max((x.upper() for x in sums), key=float)
