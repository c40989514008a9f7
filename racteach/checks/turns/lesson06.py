"""Your turn in lesson 06."""

from __future__ import annotations

import numpy as np

import racteach as rt
from racteach.checks.your_turn import Slip, Turn

_W_H = np.array([[1, 2, 0], [0, 1, 1], [1, 0, 1]])


def _lines(steps):
    circuit = rt.RAC.random(depth=1, input_dim=2, channels=10, seed=0, arithmetic=rt.Modular())
    grid = rt.grid_tensor(circuit, length=12)
    return [rt.exact_rank(rt.matricize(grid, start=range(t))) for t in steps]


def _continued(start):
    """The column of the 1 in a start's row, for the circle aabb and words of two letters."""
    circle = [0, 0, 1, 1]
    recall = np.roll(np.eye(4, dtype=int), 1, axis=0)
    circuit = rt.RAC([np.eye(2, dtype=int)[circle]], [recall], np.ones((1, 4), dtype=int))
    return int(np.argmax(rt.start_end_matricization(rt.grid_tensor(circuit, 4))[start]))


TURNS = {
    "06-matrix": Turn(
        "Three channels, $W^H$ invertible, and for one letter $w_d = (2, 0, 1)$. What is the rank "
        "of its $G_d$?",
        lambda: rt.exact_rank(np.diag([2, 0, 1]) @ _W_H),
        "The zero wipes out one channel, and no later step brings it back.",
        "$G_d = \\mathrm{diag}(w_d)\\, W^H$. What does a zero in $w_d$ do to a row?",
        (
            Slip(lambda: rt.exact_rank(_W_H), "3 is the rank of $W^H$. Row 2 of $G_d$ is zero."),
            Slip(lambda: 1, "$w_d$ is no column of $G_d$: it scales rows, and two of them stay."),
        ),
    ),
    "06-lines": Turn(
        "Two letters, ten channels, T = 12. How many values can the line use after step 3, after "
        "step 6 and after "
        "step 10?",
        lambda: _lines((3, 6, 10)),
        "After step 3 there are 8 starts, after step 10 only 4 ends. In between the channels are the limit.",
        "The least of three numbers: channels, starts so far, ends that are left.",
        (
            Slip(lambda: [10, 10, 10], "Near both ends there are fewer words than channels."),
            Slip(lambda: [8, 64, 4], "After step 6 there are 64 starts, but ten channels."),
            Slip(lambda: [8, 10, 10], "After step 10 only two letters are left: four ends."),
        ),
    ),
    "06-column": Turn(
        "The circle `aabb`, with $n = 2$ and four channels. The columns are `aa`, `ab`, `ba`, `bb`. In "
        "which column, counted "
        "from 0, stands the 1 in the row of `ab`?",
        lambda: _continued(1),
        "`ab` stands at places 2 and 3 of the circle; then come b and a.",
        "Read on along the circle, from the place behind ab.",
        (
            Slip(lambda: 1, "That is `ab` again. The end goes on where the start stopped."),
            Slip(lambda: 3, "`bb` takes the last letter of the start once more. Go on one place further."),
            Slip(lambda: 0, "After ab comes the fourth place, b."),
        ),
    ),
    "06-equality": Turn(
        "EQUALITY of two halves of four letters each, out of three letters. How many channels "
        "must a shallow "
        "circuit have at least?",
        lambda: rt.exact_rank(np.eye(3**4, dtype=int)),
        "One for each start: with every letter more, three times as many.",
        "The table is the identity. How many rows has it, and how many terms does a channel pay for?",
        (
            Slip(lambda: 2**4, "16 is for two letters."),
            Slip(
                lambda: 3 * 4,
                "Letters of the start are not added up: EQUALITY is a product over the places.",
            ),
            Slip(lambda: 3**8, "That is the number of words. The table has $3^4$ rows."),
        ),
    ),
}
