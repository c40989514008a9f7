"""Your turn in lesson 03."""

from __future__ import annotations

import numpy as np

import racteach as rt
from racteach.checks.your_turn import Slip, Turn

_WORD = [2, 0, 1, 1, 2, 0]  # cabbca


def _place(order="C"):
    return [int(np.ravel_multi_index(half, (3, 3, 3), order=order)) for half in (_WORD[:3], _WORD[3:])]


def _weighted(weights):
    words = np.indices((2,) * (2 * len(weights)))
    n = len(weights)
    count = sum(w * (words[t] == words[t + n]) for t, w in enumerate(weights))
    return rt.exact_rank(rt.start_end_matricization(np.asarray(count)))


def _power(templates, exponent):
    x = np.array(templates)
    grid = (1 + np.einsum("i,j,k,l->ijkl", x, x, x, x)) ** exponent
    return rt.exact_rank(rt.start_end_matricization(grid))


def _separates(steps):
    if len(set(steps)) != 2 or not all(0 <= step < 4 for step in steps):
        raise ValueError("Give two different steps out of 0, 1, 2, 3.")
    words = np.indices((2,) * 4)
    twins = ((words[0] == words[1]) & (words[2] == words[3])).astype(int)
    return rt.exact_rank(rt.matricize(twins, start=steps)) == 4


TURNS = {
    "03-place": Turn(
        "Three letters: `a`, `b`, `c` are 0, 1, 2. In which row and column, counted from 0, stands the "
        "word cabbca?",
        _place,
        "2 · 9 + 0 · 3 + 1 and 1 · 9 + 2 · 3 + 0. The last letter of a side runs fastest.",
        "Each half is a number of three digits in base 3. Its first letter counts 9.",
        (
            Slip(lambda: _place()[::-1], "Row and column are exchanged: the start is the row."),
            Slip(
                lambda: _place("F"),
                "You let the first letter run fastest. In `row = d_1 Q + d_2` the last does.",
            ),
            Slip(lambda: [k + 1 for k in _place()], "You count from 1. The first row is row 0."),
        ),
    ),
    "03-weighted": Turn(
        "Words of ten letters: count the places in which the halves agree, but let an agreement "
        "in the first "
        "place count double. What is the rank of the table?",
        lambda: _weighted([2, 1, 1, 1, 1]),
        "Weights change the terms, and not their number: a constant, and one term for each of the "
        "five places.",
        "Write the agreement of one place with signs, as above. Which terms does the factor 2 change?",
        (
            Slip(lambda: 7, "A factor of 2 makes a term larger. It does not make it two."),
            Slip(lambda: 5, "Five places, and one more: the halves of all places add up to a constant term."),
            Slip(lambda: 2**5, "32 is the number of rows. Only EQUALITY, a product, needs them all."),
        ),
    ),
    "03-hidden": Turn(
        "Now $y = (1 + x^1 x^2 x^3 x^4)^5$, with the templates 1 and 2. What is the rank of its 4 × 4 table?",
        lambda: _power([1, 2], 5),
        "The products of a start are 1, 2, 2, 4: three different rows, however many terms there are.",
        "Which products $x^1 x^2$ can a start have? Starts with equal products have equal rows.",
        (
            Slip(lambda: 4, "There are 4 rows, but the starts (1, 2) and (2, 1) cannot be told apart."),
            Slip(lambda: 6, "6 is the number of terms, and a table with 4 rows has no rank above 4."),
            Slip(lambda: 2, "Two templates, but a start holds two of them: more than two products."),
        ),
    ),
    "03-split": Turn(
        "The function asks $x^1 = x^2$ and $x^3 = x^4$. Which two steps, counted from 0, as rows "
        "make its rank 4?",
        lambda: (0, 2),
        "Both pairs are cut now, and two letters must pass: $2 \\cdot 2$. In the middle its rank is 1.",
        "Rank 4 means that both conditions tie a row letter to a column letter.",
        (
            Slip(lambda: (0, 1), "With these rows each condition is one side's own business: rank 1."),
            Slip(lambda: (2, 3), "With these rows each condition is one side's own business: rank 1."),
        ),
        _separates,
    ),
}
