"""Your turn in lesson 01."""

from __future__ import annotations

from itertools import product

import numpy as np

import racteach as rt
from racteach.checks.your_turn import Slip, Turn


def _table(task, half, rest=None):
    starts = list(product((0, 1), repeat=half))
    ends = list(product((0, 1), repeat=half if rest is None else rest))
    return np.array([[task(start, end) for end in ends] for start in starts])


def _notes(table):
    return len({tuple(row) for row in table.tolist()})


def _three(start, end):
    return int(sum(start) + sum(end) >= 3)


def _square(start, end):
    return (sum(start) + sum(end)) ** 2


def _compare(start, end):
    word = start + end
    return int(word[:4] == word[4:])


TURNS = {
    "01-three": Turn(
        "A new task on words of eight letters: are there at least three b's? How many notes does "
        "it need after "
        "the fourth letter?",
        lambda: _notes(_table(_three, 4)),
        "Whoever has three b's need not count on: starts with three and with four have equal rows.",
        "Which starts have the same answer for every end? Sort them by their number of b's, 0 to 4.",
        (
            Slip(lambda: 5, "5 is the number of counts, 0 to 4. Look at the rows of three b's and of four."),
            Slip(lambda: 2, "2 is the number of answers. A note must do for every end that may follow."),
            Slip(lambda: 2**4, "16 is the number of starts. Many of them may be confused without harm."),
        ),
    ),
    "01-square": Turn(
        "The answer is the square of the number of b's in the word, $(s + e)^2$ with $s$ b's in "
        "the start and "
        "$e$ in the end. How many products (number of the start) · (number of the end) does it take?",
        lambda: rt.exact_rank(_table(_square, 4)),
        "$s^2 \\cdot 1 + 2s \\cdot e + 1 \\cdot e^2$: one more than for the sum itself. Powers "
        "raise the rank, "
        "and lesson 04 builds on that.",
        "Multiply the square out, and count the products that are left.",
        (
            Slip(lambda: 1, "A square is one product, but each of its factors holds both $s$ and $e$."),
            Slip(lambda: 2, "2 is for the number of b's itself, before it is squared."),
            Slip(lambda: 4, "$s \\cdot e$ and $e \\cdot s$ are the same product: together $2s \\cdot e$."),
            Slip(lambda: _notes(_table(_square, 4)), "5 is the number of different rows, and so of notes."),
        ),
    ),
    "01-least": Turn(
        "A table of zeros and ones has 9 different rows. How small can its rank be, by the "
        "inequality of this "
        "section?",
        lambda: next(r for r in range(9) if 2**r >= 9),
        "Three columns tell at most 8 rows apart, so a ninth needs a fourth.",
        "Rank $r$ allows at most $2^r$ different rows. Which is the first $r$ that allows 9?",
        (
            Slip(lambda: 9, "9 is the most that the rank can be. How small can it be?"),
            Slip(lambda: 3, "Rank 3 allows $2^3 = 8$ different rows, one too few."),
            Slip(lambda: np.log2(9), "A rank is a whole number: round up."),
        ),
    ),
    "01-late": Turn(
        "Cut the words of compare (eight letters) after the sixth. What is the rank of that table?",
        lambda: rt.exact_rank(_table(_compare, 6, 2)),
        "Two letters are still to be compared. The note for too late is a row of zeros: a note, but no rank.",
        "Which rows are different, and is one of them zero?",
        (
            Slip(
                lambda: _notes(_table(_compare, 6, 2)),
                "5 different rows is right. One of them is all zeros: what does it add to the rank?",
            ),
            Slip(lambda: 2**4, "16 is the cut in the middle. Two of the four pairs are compared by now."),
            Slip(lambda: 2**6, "64 is the number of starts. The table has 4 columns only."),
        ),
    ),
}
