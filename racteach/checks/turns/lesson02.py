"""Your turn in lesson 02."""

from __future__ import annotations

import numpy as np

import racteach as rt
from racteach.checks.your_turn import Slip, Turn

_ONE, _SAME = np.ones((2, 2), dtype=int), np.eye(2, dtype=int)
_SIGMA = np.array([10.0, 4.0, 3.0, 3.0])
_NEAR = 4.5


def _two_places():
    return np.kron(_SAME, _ONE) + np.kron(_ONE, _SAME)


def _least(distance):
    return next(k for k in range(len(_SIGMA) + 1) if distance(_SIGMA[k:]) <= _NEAR)


def _column(end):
    """What an end with so many b's holds, for 3 · (b's of the start) - (b's of the end)."""
    b = np.array([0, 1, 1, 2])
    return np.linalg.lstsq(np.column_stack([b, np.ones(4)]), 3.0 * b - end, rcond=None)[0]


def _halves(start):
    words = np.indices((2,) * 6)
    equal = np.logical_and.reduce([words[t] == words[t + 3] for t in range(3)]).astype(int)
    return rt.exact_rank(rt.matricize(equal, start=start))


TURNS = {
    "02-product": Turn(
        "“Do start and end agree in place 1?” has rank 2. “In how many of the places 2 and 3 do they "
        "agree?” has rank 3. What is the rank of the product of the two functions?",
        lambda: rt.exact_rank(np.kron(_SAME, _two_places())),
        "They look at different places, so nothing can cancel: the table is the Kronecker "
        "product, and ranks "
        "multiply exactly.",
        "Multiply 2 terms with 3 terms. Do the two functions look at the same inputs?",
        (
            Slip(lambda: 2 + 3, "5 is 2 + 3. Ranks add for sums; for a product every term meets every term."),
            Slip(lambda: 8, "8 is the number of rows. The second factor loses some: three of four."),
            Slip(lambda: 2 * 2, "4 is 2 · 2. The second function counts two places, and has rank 3."),
        ),
    ),
    "02-column": Turn(
        "Start `aa`, `ab`, `ba`, `bb` sends the two numbers of its row of `U`: its b's, and a 1. "
        "The function is "
        "3 · (b's of the start) − (b's of the end). Which two numbers does the end `bb` hold in `V`?",
        lambda: _column(2),
        "3 times what the start sends, and −2 times its constant. Each end has its own column; `U` stays.",
        "The end multiplies the start's two numbers by its own two, and adds. What must the factors be?",
        (
            Slip(
                lambda: _column(2)[::-1], "The right numbers in the wrong order: the b's come first in `U`."
            ),
            Slip(lambda: [3, 2], "The end's b's are subtracted: look at the sign."),
            Slip(lambda: _column(1), "That is the end `ab`, with one b."),
            Slip(lambda: [1, -2], "Then a start's b's count once. They count three times."),
        ),
    ),
    "02-near": Turn(
        "The singular values of a table are 10, 4, 3, 3. Which is the least rank $K$ with "
        "distance at most 4.5?",
        lambda: _least(lambda rest: np.sqrt((rest**2).sum())),
        "It leaves out 3 and 3: distance $\\sqrt{18} = 4.24$. Rank 1 would leave out $\\sqrt{34} = 5.83$.",
        "Try $K = 1, 2, \\dots$: square what is left out, add, take the root.",
        (
            Slip(
                lambda: _least(lambda rest: rest[:1].sum()),
                "You looked at the next singular value only. All that are left out count.",
            ),
            Slip(lambda: _least(np.sum), "You added the values that are left out. Add their squares."),
            Slip(lambda: len(_SIGMA), "4 is the rank, with distance 0. Less is near enough."),
        ),
    ),
    "02-pairs": Turn(
        "Words of six letters over two: are the halves equal, $x^1 = x^4$, $x^2 = x^5$ and $x^3 "
        "= x^6$? Put "
        "the steps 1, 2 and 4 on one side. What is the rank?",
        lambda: _halves((0, 1, 3)),
        "Only the pair 2, 5 is cut. Its letter must pass, and rank 2 is one letter of two.",
        "For each of the three pairs: are its two steps on the same side?",
        (
            Slip(lambda: _halves((0, 1, 2)), "8 is the cut in the middle, where all three pairs are cut."),
            Slip(lambda: 1, "Rank 1 needs every pair on one side. Look for step 5, the partner of step 2."),
            Slip(lambda: 4, "4 is for two pairs that are cut. Where are steps 3 and 6?"),
        ),
    ),
}
