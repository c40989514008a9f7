"""What lesson 02 lets a student predict."""

import numpy as np

from racteach.checks.declarations import Prediction

_SHARPNESS = (1, 16, 256, 4096)


def terms_to_one_per_cent() -> list[int]:
    """Return how many singular terms of exp(-c (x - y)^2) leave less than 1% of its length, for every c."""
    x = np.linspace(0, 1, 64)
    found = []
    for c in _SHARPNESS:
        values = np.linalg.svd(np.exp(-c * (x[:, None] - x[None, :]) ** 2), compute_uv=False)
        missing = np.sqrt(np.cumsum(values[::-1] ** 2)[::-1] / (values**2).sum())  # after 0, 1, 2, ... terms
        found.append(int(np.sum(missing >= 0.01)))
    return found


PREDICTIONS = (
    Prediction(
        id="02-guess",
        labels=tuple(f"c = {c}" for c in _SHARPNESS),
        truth=terms_to_one_per_cent,
        because="The rank is 64 each time, and says nothing about this. Where the function is broad, "
        "neighbours are nearly alike, and a few terms do. When c is 16 times as large the function is a "
        "quarter as wide, and takes up to four times as many terms, until it is as narrow as the grid: then "
        "it is nearly EQUALITY.",
    ),
)
