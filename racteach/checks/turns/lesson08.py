"""Your turn in lesson 08."""

from __future__ import annotations

import racteach as rt
from racteach.checks.your_turn import Slip, Turn


def _output(depth, x, z, length):
    circuit = rt.constructions.power_circuit(depth, len(x))
    return float(circuit(rt.constructions.power_inputs(x, z, length))[0])


def _degree(depth, n):
    return rt.constructions.power_exponents(depth, 2 * n)[1]


def _mc(a, k):
    return rt.bounds.multiset_coefficient(a, k)


TURNS = {
    "08-start": Turn(
        "Take $x = (3, -1)$ and $z = (2, 1)$. What does the circuit of depth 2 give at T = 4?",
        lambda: _output(2, [3, -1], [2, 1], 4),
        "2 · 2 · 5 · 5: the sum of $x$ for each step of the start, the inner product for each "
        "step of the end. "
        "The factor of the start scales rows, and no rank sees it.",
        "Layer 2 multiplies four sums. What are they, one for each step?",
        (
            Slip(
                lambda: 5**2,
                "25 is the end's part. The sum of this $x$ is 2, and each step of the start has it.",
            ),
            Slip(lambda: 2 * 5**2, "The start has two steps, and each brings the sum 2."),
            Slip(lambda: 2 * 5, "That is one step of each. There are two of each."),
        ),
    ),
    "08-degree": Turn(
        "What is the degree $D$ at depth 4 and $n = 4$?",
        lambda: _degree(4, 4),
        "mc(4, 3): the degrees of depth 3 at $n = 1, 2, 3, 4$, added up: 1 + 3 + 6 + 10.",
        "Each layer adds up the row of the layer below: 1, 1, 1, 1, then 1, 2, 3, 4, then …",
        (
            Slip(lambda: _degree(3, 4), "That is depth 3. One more layer adds those numbers up."),
            Slip(
                lambda: 4 * 3,
                "$n(L - 1)$ counts every sum once for each layer. Earlier sums enter more often.",
            ),
            Slip(lambda: 4**3, "Uses are paths that only go right and up: fewer than all triples of steps."),
            Slip(lambda: _degree(4, 5), "That is $n = 5$."),
        ),
    ),
    "08-width": Turn(
        "The circuit of depth 2 with 3 channels, $n = 10$. How many channels must a shallow "
        "circuit have to "
        "compute the same function?",
        lambda: _mc(3, _degree(2, 10)),
        "As many as terms, by lesson 06. Three channels and one more layer do what takes a "
        "shallow circuit 66.",
        "The rank is the number of monomials of degree $D$ in three variables. And a shallow rank "
        "is at most…?",
        (
            Slip(lambda: 3**10, "$3^{10}$ counts products in every order. Collect equal ones."),
            Slip(lambda: 3 * 10, "Channels times degree is no count of monomials: stars and bars."),
            Slip(lambda: _mc(2, 10), "11 is for two channels."),
            Slip(lambda: 3, "With 3 channels its rank is at most 3. What is the rank of this function?"),
        ),
    ),
    "08-last": Turn(
        "Five letters, four channels, $n = 3$. Which rank can no circuit, of any depth, pass on letters?",
        lambda: rt.bounds.end_bound(4, 5, 4, 6, templates=5),
        "4 · 25 of the 125 columns: the last letter reaches the circuit through four numbers only.",
        "For each of the beginnings of the end, the columns of the last letter lie in a space of how many "
        "dimensions?",
        (
            Slip(lambda: 5**3, "125 is the number of columns. The last letter passes through four channels."),
            Slip(
                lambda: 4**3,
                "Only the last letter is squeezed like this; the earlier ones go through powers.",
            ),
            Slip(lambda: 4 * 5**3, "The last letter takes the place of one factor 5: $R \\cdot M^{n-1}$."),
        ),
    ),
}
