"""What lesson 12 lets a student predict."""

from math import comb

from racteach.checks.declarations import Prediction
from racteach.results.experiments import dialled

_STARTS = (2, 4, 8, 16)


def best_of(starts: int) -> float:
    """Return the mean least error of so many of the 80 starts of depth 2, on the target of rank 8."""
    errors = sorted(dialled()[(1.0, 1.0, 1.0), 2][2].found["errors"])
    count = len(errors)
    return sum(
        error * comb(count - 1 - place, starts - 1) / comb(count, starts)
        for place, error in enumerate(errors)
    )


PREDICTIONS = (
    Prediction(
        id="12-guess",
        labels=tuple(f"best of {starts}" for starts in _STARTS),
        truth=lambda: [best_of(starts) for starts in _STARTS],
        because="A single start of depth 1 ends at 0.34 on average: one start against one, depth 1 is "
        "ahead. Two against two, depth 2 is. So whoever reports a best must say of how many.",
    ),
)
