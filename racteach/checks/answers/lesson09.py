"""What judges the tasks of lesson 09: the right function, the inputs and the known mistakes of each."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from racteach.checks.answers.counting import (
    LARGE,
    LARGE_SENTENCE,
    all_occur,
    large,
    monomials,
    multichoose,
    vanishing,
)
from racteach.checks.comparing import SameArray, SameNumber
from racteach.checks.keys import AnswerKey

dual = AnswerKey(
    "09-dual",
    edge_cases=((3, 10), (2, 4), (1, 2), (1, 8), (5, 2), (4, 8)),
    comparison=SameArray(exact=True),
    must_hold="The dual of the dual is the size itself.",
)


@dual.right
def dual_size(depth: int, length: int) -> np.ndarray:
    return np.array([length // 2, 2 * depth])


dual.drawn_by(lambda generator: (int(generator.integers(1, 1000)), 2 * int(generator.integers(1, 1000))))
dual.mistake(
    "depth and length exchanged",
    "You exchange L and T. It is the half-length n = T/2 that changes places with the depth.",
)(lambda depth, length: np.array([length, depth]))
dual.mistake(
    "length not halved",
    "You take T for the new depth. The depth changes places with the half-length n = T/2.",
)(lambda depth, length: np.array([length, 2 * depth]))
dual.mistake("half-length returned", "You return the new half-length. The length is twice as much.")(
    lambda depth, length: np.array([length // 2, depth])
)
dual.mistake("length first", "You return the length before the depth. The depth comes first.")(
    lambda depth, length: np.array([2 * depth, length // 2])
)


end_bound = AnswerKey(
    "09-end-bound",
    edge_cases=(
        (1, 2, 3, 2),
        (2, 2, 2, 1),
        (2, 2, 3, 2),
        (2, 3, 2, 3),
        (3, 2, 2, 3),
        (3, 1, 2, 3),
        (4, 3, 3, 2),
        (1, 3, 3, 4),
        (3, 40, 30, 4),
    ),
    comparison=SameNumber(exact=True),
    must_hold="Input t of the end brings min(M, R) numbers and is used mc(n - t + 1, L - 1) times.",
)


@end_bound.right
def bound_by_inputs(depth: int, input_dim: int, channels: int, half_length: int) -> int:
    product = 1
    for steps in range(1, half_length + 1):  # from an input of the end on: the last has one
        product *= monomials(min(input_dim, channels), monomials(steps, depth - 1))
    return product


@end_bound.drawn_by
def bound_case(generator: np.random.Generator) -> tuple[Any, ...]:
    depth, input_dim, channels, half = generator.integers((1, 1, 1, 1), (4, 60, 60, 4))
    return int(depth), int(input_dim), int(channels), int(half)


end_bound.mistake(
    "features only",
    "You count M numbers for each input. Through W^{I,1} they come in as R numbers, so no more than R of "
    "them are independent.",
)(lambda L, M, R, n: bound_by_inputs(L, M, M, n))
end_bound.mistake(
    "channels only",
    "You count R numbers for each input. It has M features, so no more than M of them are independent.",
)(lambda L, M, R, n: bound_by_inputs(L, R, R, n))


@end_bound.mistake(
    "the state bound",
    "You count monomials in the middle state. This bound counts those in the inputs of the end.",
)
def by_states(depth: int, input_dim: int, channels: int, half_length: int) -> int:
    return math.prod(monomials(channels, monomials(half_length, depth - k)) for k in range(1, depth + 1))


end_bound.mistake(
    "ordered products",
    "You count ordered products, m to the power of the uses. Copies of an input are equal: order does not "
    "count.",
)(lambda L, M, R, n: min(M, R) ** sum(monomials(t, L - 1) for t in range(1, n + 1)))
end_bound.mistake(
    "the smaller of two bounds",
    "You return the smaller of the end bound and the state bound. Here the end bound alone is asked for.",
)(lambda *sizes: min(bound_by_inputs(*sizes), by_states(*sizes)))
end_bound.mistake(
    "one layer too many", "You let an input go up L times. It enters layer 1: L - 1 steps up are left."
)(lambda L, M, R, n: bound_by_inputs(L + 1, M, R, n))
end_bound.mistake(
    "one step too few",
    "You take mc(n - t, L - 1). Input t is used mc(n - t + 1, L - 1) times: the last, once.",
)(lambda L, M, R, n: math.prod(monomials(min(M, R), monomials(t, L - 1)) for t in range(n)))
end_bound.suspect(LARGE, LARGE_SENTENCE)(large(bound_by_inputs))
end_bound.mistake(
    "every input as the first",
    "You let every input be used as often as the first. Later ones have fewer steps to go.",
)(lambda L, M, R, n: monomials(min(M, R), monomials(n, L - 1)) ** n)


Array = np.ndarray

depth_three = AnswerKey(
    "09-depth-three",
    edge_cases=((2, 3), (2, 4), (1, 3), (3, 1), (3, 2), (2, 1), (4, 2), (2, 2), (5, 2), (4, 1), (12, 40)),
    comparison=SameNumber(exact=True),
    must_hold="For R = 2 the value is 4 below the state bound.",
)


def uses(half_length: int) -> int:
    return half_length * (half_length + 1) // 2


@depth_three.right
def sharp_depth_three(
    R: int, n: int, *, degree: Any = uses, occur: Any = all_occur, choose: Any = math.comb
) -> int:
    return R * sum(choose(R, k) * occur(k, degree(n)) * vanishing(R, n, k) for k in range(1, R + 1))


depth_three.drawn_by(lambda generator: (int(generator.integers(1, 26)), int(generator.integers(1, 401))))
depth_three.mistake(
    "the state bound",
    "You count all monomials. Those in which few channels of layer 1 occur leave fewer forms in layer 2.",
)(lambda channels, n: channels * multichoose(channels, n) * multichoose(channels, uses(n)))
depth_three.mistake(
    "the degree of depth 2", "You let layer 1 be used n times. At depth 3 it is used n(n+1)/2 times."
)(lambda R, n: sharp_depth_three(R, n, degree=int))


depth_three.mistake("n(n-1)/2", "You take n(n-1)/2 for the degree. It is mc(n, 2) = n(n+1)/2.")(
    lambda R, n: sharp_depth_three(R, n, degree=lambda n: uses(n - 1))
)
depth_three.mistake(
    "some of the channels",
    "You count the monomials of a set of channels in which some may be missing. So monomials of fewer "
    "channels are counted again. Put one star into every box first.",
)(lambda R, n: sharp_depth_three(R, n, occur=multichoose))
depth_three.mistake(
    "D for D - 1",
    "You choose k - 1 out of D. Between D stars there are D - 1 gaps for the k - 1 bars: C(D - 1, k - 1).",
)(lambda R, n: sharp_depth_three(R, n, degree=lambda n: uses(n) + 1))
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
    lambda R, n: sharp_depth_three(R, n, choose=lambda R, k: 1)
)
