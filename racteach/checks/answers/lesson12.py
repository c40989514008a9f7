"""What judges the tasks of lesson 12: the right function, the inputs and the known mistakes of each."""

import math

import numpy as np

from racteach.checks.answers.drawing import size
from racteach.checks.comparing import SameNumber
from racteach.checks.keys import AnswerKey

_FLAT = np.ones(8)

floor = AnswerKey(
    "12-floor",
    edge_cases=(
        (np.array([2.0, 1.0, 1.0]), 1),
        (_FLAT, 4),
        (_FLAT, 8),
        (np.array([5.0, 3.0]), 7),
        (np.array([4.0, 3.0, 2.0, 1.0]), 2),
        (np.array([1.0]), 1),
    ),
    comparison=SameNumber(1e-6),
    must_hold="With as many channels as positive singular values the floor is 0.",
)


@floor.right
def floor_of(singular_values, channels):
    squares = sorted((float(s) ** 2 for s in singular_values), reverse=True)
    return math.fsum(squares[channels:]) / math.fsum(squares)


@floor.drawn_by
def floor_case(generator):
    count = size(generator, 2, 8)
    values = np.sort(generator.integers(1, 500, size=count))[::-1].astype(float)
    return values, int(generator.integers(1, count + 2))


floor.mistake("not squared", "You add the singular values. Errors are made of squares.")(
    lambda values, R: np.sort(values)[::-1][R:].sum() / values.sum()
)
floor.mistake("a length", "You take a root at the end. The squared error is asked for.")(
    lambda values, R: math.sqrt(floor_of(values, R))
)
floor.mistake("not relative", "You do not divide by the squared length of the whole table.")(
    lambda values, R: floor_of(values, R) * (values**2).sum()
)
floor.mistake("what is kept", "You return what R terms can have. The error is what is missing.")(
    lambda values, R: 1 - floor_of(values, R)
)
floor.mistake(
    "one more kept",
    "You keep one term more than the circuit has channels: the rest begins at index R, `[R:]`.",
)(lambda values, R: floor_of(values, R + 1))
floor.mistake(
    "one fewer kept",
    "You keep one term less than the circuit has channels: the rest begins at index R, `[R:]`.",
)(lambda values, R: floor_of(values, R - 1))


def next_missing(singular_values, channels):
    return float(singular_values[channels]) if channels < len(singular_values) else 0.0


@floor.mistake(
    "spectral norm",
    "You look only at the largest singular value that is missing: that is an error in the spectral norm. The "
    "squared error adds up the squares of all that are missing.",
)
def spectral(singular_values, channels):
    return next_missing(singular_values, channels) / float(singular_values[0])


floor.variant("spectral norm")(lambda values, R: spectral(values, R) ** 2)
floor.variant("spectral norm")(lambda values, R: values[R] / values[0])
floor.variant("spectral norm")(lambda values, R: (values[R] / values[0]) ** 2)


@floor.variant("spectral norm")
def next_over_all(singular_values, channels):
    return next_missing(singular_values, channels) ** 2 / math.fsum(float(s) ** 2 for s in singular_values)


parameters = AnswerKey(
    "12-parameters",
    edge_cases=((2, 2, 4), (1, 2, 4), (1, 1, 1), (3, 2, 1), (2, 5, 3), (3, 3, 2), (1, 4, 2)),
    comparison=SameNumber(exact=True),
    must_hold="The circuit with L = 2, M = 2, R = 4 has 68.",
)


@parameters.right
def parameter_count(depth, input_dim, channels):
    total = channels
    for layer in range(depth):
        total += channels * (input_dim if layer == 0 else channels)
        total += channels * channels
        total += channels
    return total


parameters.drawn_by(lambda generator: tuple(int(k) for k in generator.integers((1, 1, 1), (12, 60, 200))))
parameters.mistake("initial state forgotten", "You leave out the initial state: R numbers in every layer.")(
    lambda L, M, R: parameter_count(L, M, R) - L * R
)
parameters.mistake(
    "one initial state for all layers", "You count R numbers of the initial state. Every layer has its own R."
)(lambda L, M, R: parameter_count(L, M, R) - (L - 1) * R)
parameters.mistake(
    "matrices of the layers only", "You count W^I and W^H. Add the readout and the initial state."
)(lambda L, M, R: parameter_count(L, M, R) - (L + 1) * R)
parameters.mistake(
    "inputs of layer 1 only",
    "You count one W^I. Every layer above the first has one too, R x R: it reads the layer below.",
)(lambda L, M, R: parameter_count(L, M, R) - (L - 1) * R**2)
parameters.mistake("readout forgotten", "You leave out the readout: R numbers.")(
    lambda L, M, R: parameter_count(L, M, R) - R
)
parameters.mistake(
    "every layer reads the inputs", "You give every layer M inputs. Layers above the first take in R numbers."
)(lambda L, M, R: R + L * (R * M + R * R + R))
parameters.mistake("one layer", "You count one layer. There are L.")(lambda L, M, R: parameter_count(1, M, R))
parameters.mistake(
    "recurrent matrices forgotten", "You leave out the matrices with which the layers recall."
)(lambda L, M, R: parameter_count(L, M, R) - L * R * R)


widest_key = AnswerKey(
    "12-widest",
    edge_cases=(
        (1, 2, 6),
        (2, 2, 68),
        (2, 2, 67),
        (2, 2, 62),
        (3, 2, 100),
        (1, 16, 1500),
        (4, 3, 50),
        (2, 4, 30),
    ),
    comparison=SameNumber(exact=True),
    must_hold="It fits, and one channel more does not.",
)


@widest_key.right
def widest(depth, input_dim, budget, missing=lambda L, R: 0):
    channels = 1
    while parameter_count(depth, input_dim, channels + 1) - missing(depth, channels + 1) <= budget:
        channels += 1
    return channels


@widest_key.drawn_by
def budget_case(generator):
    depth, input_dim, channels = (int(k) for k in generator.integers((1, 1, 1), (7, 40, 60)))
    fits = parameter_count(depth, input_dim, channels)
    return depth, input_dim, fits + size(generator, 0, 2) * size(generator, 0, 19)


widest_key.mistake("strictly below", "You stay below the budget. Meeting it exactly is allowed.")(
    lambda L, M, budget: widest(L, M, budget - 1)
)
widest_key.mistake("initial state forgotten", "You leave out the initial state: R numbers in every layer.")(
    lambda L, M, budget: widest(L, M, budget, lambda L, R: L * R)
)
widest_key.mistake("readout forgotten", "You leave out the readout: R numbers.")(
    lambda L, M, budget: widest(L, M, budget, lambda L, R: R)
)
widest_key.mistake(
    "the first that is too wide", "You return the first number that does not fit. Return the one before it."
)(lambda L, M, budget: widest(L, M, budget) + 1)
widest_key.mistake("the width of depth 1", "You return the width that a single layer could have.")(
    lambda L, M, budget: widest(1, M, budget)
)
widest_key.mistake(
    "divided among the layers",
    "You divide the channels among the layers. Parameters grow with the square of the width.",
)(lambda L, M, budget: max(1, widest(1, M, budget) // L))
widest_key.mistake(
    "recurrent matrices only", "You count the matrices with which layers recall, and nothing else."
)(lambda L, M, budget: math.isqrt(budget // L))


kernel_floor_key = AnswerKey(
    "12-kernel-floor",
    edge_cases=(
        (3, 1.0, 4),
        (4, 0.6, 5),
        (4, 0.6, 7),
        (2, 0.5, 1),
        (2, 0.5, 4),
        (3, 0.5, 8),
        (30, 0.2, 31),
        (1, 0.5, 1),
        (2, 0.5, 3),
    ),
    comparison=SameNumber(1e-6),
    must_hold="With 2^k channels the floor is 0, and with one it is 1 - 1 / (1 + epsilon^2)^k.",
)


@kernel_floor_key.right
def kernel_floor(half_length, epsilon, channels, *, power=2, order=1, times=math.comb, whole=False):
    left, kept, total = channels, [], []
    for j in range(half_length + 1)[::order]:
        count, size = times(half_length, j), epsilon ** (power * j)
        fits = 0 if whole and count > left else min(count, left)
        left = max(left - count, 0)
        kept.append(fits * size)
        total.append(count * size)
    return 1 - math.fsum(kept) / math.fsum(total)


@kernel_floor_key.drawn_by
def kernel_case(generator):
    half = int(generator.integers(2, 31))
    most = min(2**half, 2**20)
    epsilon, channels = int(generator.integers(10, 100)) / 100, int(generator.integers(1, most + 1))
    while kernel_floor(half, epsilon, channels) < 1e-3 and channels > 1:
        channels = 1 + channels // 3  # a tiny floor would drown in rounding
    return half, epsilon, channels


kernel_floor_key.mistake(
    "not squared", "You add singular values, epsilon^j. Errors are made of their squares."
)(lambda n, epsilon, R: kernel_floor(n, epsilon, R, power=1))
kernel_floor_key.mistake("what is kept", "You return what R terms can have. The error is what is missing.")(
    lambda n, epsilon, R: 1 - kernel_floor(n, epsilon, R)
)
kernel_floor_key.mistake("a length", "You take a root at the end. The squared error is asked for.")(
    lambda n, epsilon, R: math.sqrt(max(0.0, kernel_floor(n, epsilon, R)))
)
kernel_floor_key.mistake("not relative", "You do not divide by the sum of all squares, (1 + epsilon^2)^k.")(
    lambda n, epsilon, R: kernel_floor(n, epsilon, R) * (1 + epsilon**2) ** n
)
kernel_floor_key.mistake("smallest kept", "You keep the smallest singular values. Keep the largest.")(
    lambda n, epsilon, R: kernel_floor(n, epsilon, R, order=-1)
)
kernel_floor_key.mistake(
    "as if all were equal", "You take all singular values for equal. That is so at epsilon = 1 only."
)(lambda n, epsilon, R: max(0.0, 1 - R / 2**n))
kernel_floor_key.mistake(
    "multiplicities forgotten",
    "You count each level once. The singular value epsilon^j occurs C(k, j) times.",
)(lambda *case: kernel_floor(*case, times=lambda k, j: 1))
kernel_floor_key.mistake(
    "whole levels only", "You keep whole levels only. Of the last level a part may fit."
)(lambda *case: kernel_floor(*case, whole=True))
