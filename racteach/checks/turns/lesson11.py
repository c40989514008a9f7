"""Your turn in lesson 11."""

from __future__ import annotations

import numpy as np

import racteach as rt
from racteach.checks.your_turn import Slip, Turn

_W, _U = np.array([[1, 2], [3, -1]]), np.array([[1, 1], [0, 2]])
_STATE = np.array([1, 2])
_VALUES = np.array([1.0, 1e-4, 2e-9, 5e-17])


def _scaled():
    """A sum of start and end, times a function of the end."""
    start, end, factor = np.array([0, 1, 3, 4]), np.array([2, -1, 5, 7]), np.array([1, 2, 4, 3])
    return rt.exact_rank((start[:, None] + end[None, :]) * factor[None, :])


TURNS = {
    "11-product": Turn(
        "The same `product_only`, from the state (1, 2) and with the input (1, 0). What is the new state?",
        lambda: (_W[:, 0]) * (_U @ _STATE),
        "Entering (1, 3) times recalled (3, 4): one step of a recurrent arithmetic circuit.",
        "What enters is `W @ [1, 0]`, what is recalled `U @ [1, 2]`. And `mix=(1, 0, 0)` keeps "
        "their product.",
        (
            Slip(lambda: _W[:, 0] + _U @ _STATE, "You added. `mix=(1, 0, 0)` keeps the product only."),
            Slip(lambda: _W[:, 0] * _STATE, "The state is recalled through `U`."),
            Slip(lambda: _W[:, 1] * (_U @ _STATE), "That is the input (0, 1)."),
        ),
    ),
    "11-scaled": Turn(
        "The output of a network that only adds is multiplied by a function of the end. What is "
        "its rank now?",
        _scaled,
        "(start + end) · factor = start · factor + end · factor: still two terms. Multiplying on "
        "one side makes no "
        "interaction.",
        "Multiply out, and count terms of the form start times end.",
        (
            Slip(lambda: 4, "The factor has one term, of the end alone: 2 · 1."),
            Slip(lambda: 3, "The factor joins the end's functions. It is no term of its own."),
            Slip(lambda: 1, "The factor does not bring start and end together: both terms stay."),
        ),
    ),
    "11-rests": Turn(
        "The singular values are $1$, $10^{-4}$, $2 \\cdot 10^{-9}$ and $5 \\cdot 10^{-17}$, and "
        "float64 counts "
        "three. On which gap does that rest?",
        lambda: _VALUES[2] / _VALUES[3],
        "$4 \\cdot 10^7$: better than the gaps of the table above, and no proof.",
        "The last value that counts, divided by the first that does not.",
        (
            Slip(lambda: _VALUES[3] / _VALUES[2], "Upside down: the larger one goes above."),
            Slip(
                lambda: _VALUES[1] / _VALUES[2],
                "Both of these count. The gap is where the counting stops.",
            ),
            Slip(lambda: _VALUES[0] / _VALUES[3], "That is the whole slope, from the first to the last."),
        ),
    ),
    "11-more": Turn(
        "T = 10, letters a and b. Which rank has almost every RNN with three channels?",
        lambda: (
            rt.certified_singular_values(rt.RNN.random(depth=1, input_dim=2, channels=1, seed=0), 10).rank
        ),
        "With the weights of two channels zero it is the network above, of rank 32. One choice is enough.",
        "A network with one channel is one with three, two of them silent. And one good choice of weights…?",
        (
            Slip(lambda: 3, "That would be a circuit of one layer. A tanh network is not capped at $R$."),
            Slip(lambda: 25, "That is what float64 said for two channels. It does not decide."),
            Slip(lambda: 3 * 32, "The table has 32 rows."),
        ),
    ),
}
