"""What lesson 08 lets a student predict."""

from racteach.bounds import power_bound
from racteach.checks.declarations import Prediction

_HALVES = (2, 4, 8, 16, 32)


def at_each_length() -> list[int]:
    """Return the lower bound at depth 3 with four features and channels."""
    return [power_bound(3, 4, 4, 2 * half_length) for half_length in _HALVES]


PREDICTIONS = (
    Prediction(
        id="08-guess",
        labels=tuple(f"n = {half_length}" for half_length in _HALVES),
        truth=at_each_length,
        because="Each doubling of n multiplies it by more than the one before, and never by more than "
        "2^6 = 64: it is a polynomial of degree (m - 1)(L - 1) = 6. Doubling would mean a straight "
        "line, and squaring an exponential.",
        logarithmic=True,
    ),
)
