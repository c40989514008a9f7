"""Your turn in lesson 07."""

from __future__ import annotations

from itertools import combinations_with_replacement
from math import comb

import numpy as np

import racteach as rt
from racteach.checks.your_turn import Slip, Turn


def _mc(a, k):
    return rt.bounds.multiset_coefficient(a, k)


def _with_all(variables, degree):
    monomials = combinations_with_replacement(range(variables), degree)
    return sum(len(set(monomial)) == variables for monomial in monomials)


def _grows(layers, n=4):
    """The power of two by which the output grows if the states of these layers on the cut are doubled."""
    circuit = rt.RAC.random(depth=3, input_dim=2, channels=2, seed=1)
    outputs = []
    for factor in (1.0, 2.0):
        state = tuple(np.full((1, 2), factor if layer in layers else 1.0) for layer in range(3))
        for t in range(n):
            state = circuit.step(state, np.eye(2)[[t % 2]])
        outputs.append(circuit.readout(state)[0, 0])
    return int(np.log2(outputs[1] / outputs[0]).round())


def _hidden(templates):
    circuit = rt.RAC.random(depth=3, input_dim=2, channels=2, seed=0, arithmetic=rt.Modular())
    return rt.exact_rank(rt.start_end_matricization(rt.grid_tensor(circuit, 8, templates=templates)))


TURNS = {
    "07-all": Turn(
        "How many monomials of degree 5 in $u_1, \\dots, u_4$ contain every variable?",
        lambda: _with_all(4, 5),
        "One star goes to each variable first, and the fifth is free. Lesson 09 counts blocks like this.",
        "Put a star into each of the four boxes. How many stars are left, and where may they go?",
        (
            Slip(lambda: _mc(4, 5), "56 counts all monomials, also those without some variable."),
            Slip(lambda: 1, "$u_1 u_2 u_3 u_4$ has degree 4. One more factor is needed, and it may be any."),
            Slip(lambda: 4**5, "That counts orders, and words without some variable."),
        ),
    ),
    "07-together": Turn(
        "Depth 3, $n = 4$. The end starts from a state in which all three layers are doubled. By "
        "which power of "
        "2 does the output grow?",
        lambda: _grows((0, 1, 2)),
        "mc(4, 2) + mc(4, 1) + mc(4, 0) = 10 + 4 + 1: the number of lines that the cut will cross "
        "in section 5.",
        "How many times does each layer enter? Each use gives one factor of 2.",
        (
            Slip(lambda: _grows((0,)), "10 is layer 1 alone. Layers 2 and 3 enter as well."),
            Slip(
                lambda: _mc(4, 2) * _mc(4, 1),
                "Factors $2^{10}$, $2^4$ and $2^1$ are multiplied: add exponents.",
            ),
            Slip(lambda: 3, "Then each layer would enter once, as at depth 1."),
            Slip(lambda: 2**15, "That is the factor. Give the exponent."),
        ),
    ),
    "07-weight": Turn(
        "Depth 2, $n = 5$, three channels. What does the cut through the middle state weigh?",
        lambda: rt.mid_state_cut(rt.tensor_network(depth=2, length=10), input_dim=3, channels=3).weight,
        "Six lines of dimension 3. With equal copies the same cut allows only 3 · mc(3, 5) = 63.",
        "How many lines does it cross: five copies of one layer, and how many of the other? "
        "Dimensions multiply.",
        (
            Slip(lambda: 3**5, "Layer 2 is cut as well, once: six lines."),
            Slip(lambda: 3 * 6, "Dimensions of lines multiply: $3^6$, not 3 · 6."),
            Slip(lambda: 2**6, "Each line has dimension $R = 3$."),
            Slip(lambda: 3 ** comb(6, 2), "That is the cut through the inputs of the end."),
        ),
    ),
    "07-hidden": Turn(
        "Depth 3, $M = R = 2$, T = 8. For vectors the rank is 106. What is it for the letters a and b?",
        lambda: _hidden("one-hot"),
        "Four letters make 16 starts. Three templates show 54 of the 106, four show them all.",
        "How many rows has the table of words?",
        (
            Slip(
                lambda: rt.separation_rank(depth=3, input_dim=2, channels=2, length=8).rank,
                "A table of words has no 106 rows.",
            ),
            Slip(lambda: 2**8, "256 is the number of words. The rows are the starts."),
            Slip(lambda: 64, "64 is T = 12."),
        ),
    ),
}
