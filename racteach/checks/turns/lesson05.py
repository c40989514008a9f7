"""Your turn in lesson 05."""

from __future__ import annotations

import numpy as np

import racteach as rt
from racteach.checks.your_turn import Slip, Turn

_TINY = np.diag([1e-20, 1e-25, 1e-40])
_W_I = [[[1, 2, 4], [3, 1, 2]], [[1, 2], [2, 1]]]
_W_H = [[[1, 1], [2, 1]], [[1, 3], [1, 1]]]


def _ranks(primes):
    circuits = [(p, rt.RAC(_W_I, _W_H, [[1, 1]], arithmetic=rt.Modular(p))) for p in primes]
    return [
        rt.exact_rank(rt.start_end_matricization(rt.grid_tensor(c, length=8)), prime=p) for p, c in circuits
    ]


def _bound():
    return rt.bounds.state_bound(2, 3, 2, 8)


def _degree(length):
    """The degree of an output of depth 1 in the weights: one for each factor, and one of the readout."""
    return 1 + length + (length - 1)


TURNS = {
    "05-tiny": Turn(
        "A diagonal matrix holds $10^{-20}$, $10^{-25}$ and $10^{-40}$. What does "
        "`np.linalg.matrix_rank` say?",
        lambda: int(np.linalg.matrix_rank(_TINY)),
        "The tolerance goes with the largest value: $10^{-25}$ is five powers of ten below it, "
        "$10^{-40}$ twenty.",
        "NumPy compares with the largest singular value, not with 1.",
        (
            Slip(lambda: 0, "Small numbers keep their 16 digits. The tolerance is relative to the largest."),
            Slip(lambda: rt.exact_rank(np.eye(3, dtype=int)), "3 is the truth. What does float64 say?"),
            Slip(lambda: 1, "$10^{-25}$ is $10^{-5}$ times the largest value, far above rounding."),
        ),
    ),
    "05-divided": Turn(
        "What is 1/5 modulo 17?",
        lambda: pow(5, -1, 17),
        "5 · 7 = 35 = 2 · 17 + 1. So dividing by 5 is multiplying by 7.",
        "Look for the number b from 1 to 16 for which 5 b leaves the remainder 1.",
        (
            Slip(lambda: 1 / 5, "Modulo 17 there are the numbers 0 to 16 only, and no fractions."),
            Slip(lambda: -5 % 17, "12 is −5: 5 + 12 = 0. The reciprocal makes a product 1."),
            Slip(lambda: 17 // 5, "That is a division with remainder. Look for 5 · b = 1 modulo 17."),
        ),
    ),
    "05-known": Turn(
        "Suppose that of the primes above only 5, 7 and 11 had been tried, and that the bound is "
        "proved. Between "
        "which two numbers does the rank of these weights lie? Give the smallest and the largest.",
        lambda: [max(_ranks([5, 7, 11])), _bound()],
        "The largest of the lower bounds, and the upper bound. One more prime, 101, closes the gap.",
        "Every rank modulo a prime says at least. Which one says most? And what says at most?",
        (
            Slip(lambda: [min(_ranks([5, 7, 11])), _bound()], "0 is true, but 9 says more: at least 9."),
            Slip(
                lambda: [min(_ranks([5, 7, 11])), max(_ranks([5, 7, 11]))], "No rank modulo p says at most."
            ),
            Slip(
                lambda: [max(_ranks([5, 7, 11]))] * 2, "9 was found. That it is not larger nobody has proved."
            ),
            Slip(lambda: [_bound()] * 2, "10 is so, but these three primes do not show it."),
        ),
    ),
    "05-minor": Turn(
        "Depth 1, T = 12. What is the degree, in all weights, of a determinant with two rows?",
        lambda: 2 * _degree(12),
        "An entry has degree 24: 12 inputs, 11 recalls, one readout. At p = 8388593 a miss has "
        "chance 1 in 170,000.",
        "Count the weights in one entry: each step brings one that enters and, but for the first, one that "
        "recalls; the readout brings one more. Then a determinant multiplies how many entries?",
        (
            Slip(lambda: _degree(12), "24 is one entry. Each term of the determinant multiplies two."),
            Slip(lambda: _degree(12) ** 2, "Degrees of factors add, and are not multiplied."),
            Slip(lambda: 2 * (_degree(12) - 1), "The readout brings one more weight to each entry."),
            Slip(lambda: 2 * (_degree(12) + 1), "The first step recalls nothing."),
        ),
    ),
}
