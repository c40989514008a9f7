"""What lesson 10 lets a student predict."""

import numpy as np

from racteach.checks.declarations import Prediction
from racteach.circuits import RAC
from racteach.grids import grid_tensor
from racteach.matricization import start_end_matricization
from racteach.ranks import effective_rank

_LENGTHS = (4, 6, 8, 10)


def median_of_random(length: int) -> float:
    """Return the median effective rank of 25 random circuits with L = 2, R = 3, M = 2."""
    circuits = (RAC.random(depth=2, input_dim=2, channels=3, seed=seed) for seed in range(25))
    found = [effective_rank(start_end_matricization(grid_tensor(circuit, length))) for circuit in circuits]
    return float(np.median(found))


PREDICTIONS = (
    Prediction(
        id="10-guess",
        labels=tuple(f"T = {length}" for length in _LENGTHS),
        truth=lambda: [median_of_random(length) for length in _LENGTHS],
        least=1.0,
        near=0.5,
        because="The rank of almost all of these circuits is 4, 8, 16, 32: full, and growing with the "
        "words. The effective rank falls towards 1. With every step of the end the middle state enters "
        "once more, and a power makes the largest term larger still.",
    ),
)
