"""What lesson 06 lets a student predict."""

import numpy as np

from racteach.checks.declarations import Prediction
from racteach.circuits import RAC
from racteach.exact.arithmetic import Modular
from racteach.grids import grid_tensor
from racteach.matricization import start_end_matricization
from racteach.ranks import exact_rank

_LENGTHS = (2, 4, 6, 8, 12)


def ranks_where_nothing_mixes() -> list[int]:
    """Return the Start-End rank of a shallow circuit with six channels and W^H = I, for every length."""
    entering = np.array([[1, 1], [1, 2], [1, 3], [1, 5], [1, 7], [1, 11]])
    circuit = RAC([entering], [np.eye(6, dtype=int)], np.ones((1, 6), dtype=int), arithmetic=Modular())
    return [exact_rank(start_end_matricization(grid_tensor(circuit, length))) for length in _LENGTHS]


PREDICTIONS = (
    Prediction(
        id="06-guess",
        labels=tuple(f"T = {length}" for length in _LENGTHS),
        truth=ranks_where_nothing_mixes,
        because="Almost all circuits with six channels reach the smaller of 6 and 2^n. With W^H = I each "
        "channel multiplies its own numbers of the letters, and the order of the letters is lost: a start "
        "counts by its number of b's, and there are n + 1 such numbers. At T = 12 that is one more than "
        "there are channels.",
    ),
)
