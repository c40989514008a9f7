"""The mistake of an array of whole numbers, which cuts off what stands behind the point."""

import numpy as np

CUT = "cut to whole numbers"
CUT_SENTENCE = (
    "Your array holds whole numbers: NumPy cuts off what stands behind the point. Leave `dtype=int` out, and "
    "begin with 1.0 or 0.0 in place of 1 or 0."
)


def cut(function):
    """Return a function whose results are cut to whole numbers."""
    return lambda *arguments: np.trunc(np.asarray(function(*arguments), dtype=float))
