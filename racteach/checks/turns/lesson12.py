"""Your turn in lesson 12."""

from __future__ import annotations

from itertools import count

import racteach as rt
from racteach.checks.your_turn import Slip, Turn
from racteach.results.experiments.dial import dial_target

_EQUALITY = rt.constructions.similarity_matrix(4, 1.0)


def _large(epsilon, least):
    values = rt.numerical_rank(rt.constructions.similarity_matrix(4, epsilon)).singular_values
    return int((values >= (least - 1e-9) * values[0]).sum())


def _first_failure(channels):
    """Return the least M at which the sum over two places has a rank above the channels."""
    for letters in count(2):
        table = rt.start_end_matricization(dial_target("count", letters, 4))
        if rt.numerical_rank(table).rank > channels:
            return letters
    raise AssertionError


TURNS = {
    "12-large": Turn(
        "Words of 8 letters, $\\varepsilon = 1/2$. How many of the kernel's 16 singular values are at "
        "least a quarter of the largest?",
        lambda: _large(0.5, 0.25),
        "1 + 4 + 6: the powers 0, 1 and 2 of a half, each as often as there are sets of so many places.",
        "Here $k = 4$. Which powers of a half are at least a quarter, and how often does each occur?",
        (
            Slip(lambda: 3, "3 different values are that large. Count each as often as it occurs."),
            Slip(lambda: 5, "A quarter itself counts as well."),
            Slip(lambda: 6, "6 are exactly a quarter. The larger ones count, too."),
        ),
    ),
    "12-least": Turn(
        "EQUALITY of two halves of four letters each: what is the floor for a shallow circuit with four "
        "channels?",
        lambda: rt.learning.eckart_young_floor(_EQUALITY, 4),
        "Sixteen equal singular values, and twelve of them have no channel.",
        "How many singular values are there, and how many are left out? All are equal.",
        (
            Slip(lambda: 0.25, "That is the part that four channels keep."),
            Slip(lambda: 0.75**0.5, "That is the distance. The error is squared: do not take the root."),
            Slip(
                lambda: 0.5, "That is four channels for *three* letters. Here are four letters in each half."
            ),
        ),
    ),
    "12-width": Turn(
        "The sum over two places has rank $2(M - 1)$. You have a shallow circuit with nine channels. What is "
        "the smallest $M$ at which no training brings its error to 0?",
        lambda: _first_failure(9),
        "At $M = 5$ the rank is 8, which fits. At 6 it is 10.",
        "From which rank on is there a floor above 0? Which $M$ has a rank so large?",
        (
            Slip(lambda: 5, "At $M = 5$ the rank is 8, and nine channels are enough."),
            Slip(lambda: 10, "10 is the rank. Which $M$ has it?"),
            Slip(lambda: 5.5, "There are no half letters: the next whole number."),
        ),
    ),
    "12-chance": Turn(
        "Depth changes nothing at all, and you make 24 independent comparisons. How probable is it that "
        "at least one has $p < 0.05$? Three digits are enough.",
        lambda: 1 - (1 - 0.05) ** 24,
        "Seven times in ten somebody would find an effect that is not there.",
        "How probable is it that a single one is not below 0.05? And that none of the 24 is?",
        (
            Slip(lambda: 24 * 0.05, "1.2 is how many you can expect. A probability is at most 1."),
            Slip(lambda: 0.05, "That is a single comparison. You look at 24."),
            Slip(lambda: 0.95**24, "That is the probability that none of them is."),
        ),
    ),
}
