"""What judges the task 09-depth-three: the right function, the inputs and the known mistakes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from racteach.checks.answers.counting import LARGE, LARGE_SENTENCE, all_occur, large, multichoose, vanishing
from racteach.checks.answers.declaring import AnswerKey
from racteach.checks.answers.lesson09 import bound_by_inputs
from racteach.checks.comparing import SameNumber

Array = np.ndarray

depth_three = AnswerKey(
    "09-depth-three",
    edge_cases=((2, 3), (2, 4), (1, 3), (3, 1), (3, 2), (2, 1), (4, 2), (2, 2), (5, 2), (4, 1), (12, 40)),
    comparison=SameNumber(exact=True),
    must_hold="For R = 2 the value is 4 below the state bound.",
)


def uses(half_length: int) -> int:
    return half_length * (half_length + 1) // 2


def _depth_three(channels: int, n: int, degree: int, occur: Any = all_occur, choose: Any = math.comb) -> int:
    sizes = range(1, channels + 1)
    return channels * sum(choose(channels, k) * occur(k, degree) * vanishing(channels, n, k) for k in sizes)


@depth_three.reference
def sharp_depth_three(channels: int, half_length: int) -> int:
    return _depth_three(channels, half_length, uses(half_length))


depth_three.random_case(lambda generator: (int(generator.integers(1, 26)), int(generator.integers(1, 401))))
depth_three.mistake(
    "the state bound",
    "You count all monomials. Those in which few channels of layer 1 occur leave fewer forms in layer 2.",
)(lambda channels, n: channels * multichoose(channels, n) * multichoose(channels, uses(n)))
depth_three.mistake(
    "the degree of depth 2", "You let layer 1 be used n times. At depth 3 it is used n(n+1)/2 times."
)(lambda channels, half_length: _depth_three(channels, half_length, half_length))


@depth_three.mistake("n(n-1)/2", "You take n(n-1)/2 for the degree. It is mc(n, 2) = n(n+1)/2.")
def half_a_square(channels: int, half_length: int) -> int:
    return _depth_three(channels, half_length, half_length * (half_length - 1) // 2)


depth_three.mistake(
    "some of the channels",
    "You count the monomials of a set of channels in which some may be missing. So monomials of fewer "
    "channels are counted again. Put one star into every box first.",
)(lambda channels, n: _depth_three(channels, n, uses(n), occur=multichoose))
depth_three.mistake(
    "D for D - 1",
    "You choose k - 1 out of D. Between D stars there are D - 1 gaps for the k - 1 bars: C(D - 1, k - 1).",
)(lambda channels, n: _depth_three(channels, n, uses(n) + 1))
depth_three.mistake("factor R forgotten", "You leave out the factor R in front of the sum.")(
    lambda channels, n: sharp_depth_three(channels, n) // channels
)


@depth_three.mistake(
    "the smaller of two bounds",
    "You return the smaller of the formula and the end bound. Here the formula alone is asked for.",
)
def three_smaller(channels: int, half_length: int) -> int:
    formula = sharp_depth_three(channels, half_length)
    if half_length > 2:  # from there on the end bound is the larger one, and long to compute
        return formula
    return min(formula, bound_by_inputs(3, channels, channels, half_length))


depth_three.suspect(LARGE, LARGE_SENTENCE)(large(sharp_depth_three))
depth_three.mistake("sets not counted", "You leave out in how many ways k channels are chosen among R.")(
    lambda channels, n: _depth_three(channels, n, uses(n), choose=lambda *_: 1)
)
