"""What lesson 05 lets a student predict."""

import numpy as np

from racteach.checks.declarations import Prediction
from racteach.ranks import numerical_rank

_SIZES = (4, 16, 40, 100)


def said_by_float64() -> list[int]:
    """Return float64's rank of the matrix with 1, 1/10, 1/100, ... on its diagonal, for every size."""
    return [numerical_rank(np.diag(10.0 ** -np.arange(size))).rank for size in _SIZES]


PREDICTIONS = (
    Prediction(
        id="05-guess",
        labels=tuple(f"n = {size}" for size in _SIZES),
        truth=said_by_float64,
        because="The true ranks are the sizes: nothing on the diagonal is 0. Float64 keeps what lies above "
        "n times 2.2e-16 times the largest. That limit grows with n, so a larger matrix has a smaller rank.",
    ),
)
