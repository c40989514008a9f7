"""Your turn in lesson 10."""

from __future__ import annotations

import numpy as np

import racteach as rt
from racteach.checks.your_turn import Slip, Turn

_TIED = np.array([[2.0, 1.0], [1.0, 2.0]])


def _table(*shares):
    return np.diag(np.sqrt(shares))


def _missed(table, keep):
    return np.sqrt(rt.spectrum(table)[keep:].sum())


TURNS = {
    "10-missed": Turn(
        "The shares are 0.6, 0.3 and 0.1. How far is the nearest table of rank 1, in parts of the "
        "table's own "
        "length? Three digits are enough.",
        lambda: _missed(_table(0.6, 0.3, 0.1), 1),
        "Shares are parts of the squared length: 0.4 of it is missed, and its root is 0.632.",
        "What share is left out? And shares are parts of which length, the plain or the squared one?",
        (
            Slip(lambda: 0.4, "0.4 is the share that is missed. The distance is its root."),
            Slip(lambda: np.sqrt(0.6), "That is what the first term keeps."),
            Slip(lambda: np.sqrt(0.3), "The third term is left out as well."),
        ),
    ),
    "10-half": Turn(
        "The shares are 1/2, 1/4 and 1/4. What is the effective rank? Three digits are enough.",
        lambda: rt.effective_rank(_table(0.5, 0.25, 0.25)),
        "$2^{3/2}$: the entropy is $\\tfrac32 \\ln 2$. A little less than three equal terms.",
        "First the entropy, $-\\sum p_k \\ln p_k$, then undo the logarithm.",
        (
            Slip(
                lambda: rt.entanglement_entropy(_table(0.5, 0.25, 0.25)),
                "That is the entropy. Undo the logarithm.",
            ),
            Slip(lambda: 3, "3 is the rank. Only equal shares have an effective rank as large."),
            Slip(lambda: 1.5, "That is the entropy with logarithms of base 2. Undo the logarithm."),
            Slip(lambda: 2, "2 is one over the largest share. The entropy asks all of them."),
        ),
    ),
    "10-multiply": Turn(
        "A function of places 1 to 3 is the product of this table for place 1 with EQUALITY of "
        "places 2 and 3 "
        "(two letters). What is its effective rank? Three digits are enough.",
        lambda: rt.effective_rank(np.kron(_TIED, np.eye(4))),
        "1.384 · 4: effective ranks multiply where the factors look at different inputs.",
        "Effective rank 1.384 for place 1. What is that of EQUALITY with four rows, and what does "
        "a product do?",
        (
            Slip(lambda: rt.effective_rank(_TIED) + 4, "Entropies add. Effective ranks multiply."),
            Slip(lambda: 2 * 4, "8 is the rank. The shares of place 1 are not equal."),
            Slip(lambda: rt.effective_rank(np.kron(_TIED, np.eye(2))), "That is EQUALITY of one place."),
            Slip(
                lambda: rt.effective_rank(np.kron(_TIED, np.kron(_TIED, _TIED))),
                "That is three tied places.",
            ),
        ),
    ),
    "10-cap": Turn(
        "Which entropy can no shallow circuit with five channels pass? Three digits are enough.",
        lambda: rt.entanglement_entropy(np.eye(5)),
        "$\\ln 5$, at every length: the entropy of five equal shares.",
        "Its rank is at most 5. Which shares make the entropy largest?",
        (
            Slip(lambda: 5, "5 is the largest effective rank. Its logarithm is asked for."),
            Slip(lambda: np.log2(5), "The course uses the natural logarithm."),
            Slip(lambda: rt.entanglement_entropy(np.eye(3)), "That is three channels."),
        ),
    ),
}
