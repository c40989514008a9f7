"""What judges the tasks of lesson 12: the right function, the inputs and the known mistakes of each."""

import math

import numpy as np

from racteach.checks.answers.drawing import size
from racteach.checks.comparing import SameArray, SameNumber
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


paired = AnswerKey(
    "12-paired",
    edge_cases=(
        (np.array([0.5, 0.7]), np.array([0.9, 0.7]), np.array([[0, 0], [0, 1], [1, 1]])),
        (np.array([0.25]), np.array([0.75]), np.array([[0], [0]])),
        (np.array([0, 1, 0, 1]), np.array([1, 1, 1, 0]), np.array([[0, 1, 2, 3]])),
        (
            np.array([0.34, 0.36, 0.9, 0.35]),
            np.array([0.8, 0.35, 0.85, 0.95]),
            np.array([[0, 1, 2, 3], [3, 3, 0, 1], [2, 2, 1, 0], [1, 1, 2, 2], [0, 3, 3, 3]]),
        ),
    ),
    comparison=SameArray(),
    must_hold="Both ends lie between the smallest and the largest difference of a pair.",
)


def percentile(values, percent):
    ordered = sorted(values)
    place = percent / 100 * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def means(shallow, deep, resamples):
    return [sum(float(deep[i]) - float(shallow[i]) for i in row) / len(row) for row in resamples]


@paired.right
def paired_interval(shallow, deep, resamples):
    found = means(shallow, deep, resamples)
    return np.array([percentile(found, 2.5), percentile(found, 97.5)])


@paired.drawn_by
def paired_case(generator):
    count, draws = size(generator, 3, 8), size(generator, 5, 30)
    shallow, deep = generator.integers(6, 21, size=(2, count)) / 20
    return shallow, deep, generator.integers(count, size=(draws, count))


def ends(values, tail=2.5):
    return np.percentile(values, [tail, 100 - tail])


paired.mistake(
    "the other way round", "You subtract depth 2 from depth 1. Count what depth 2 is ahead: deep - shallow."
)(lambda shallow, deep, rows: paired_interval(deep, shallow, rows))
paired.mistake(
    "90 per cent", "You cut off 5 per cent at each end. Of 95 per cent, 2.5 lie outside at each end."
)(lambda shallow, deep, rows: ends(means(shallow, deep, rows), 5))
paired.mistake(
    "pairs not resampled",
    "You take percentiles of the pairs themselves: that says how single pairs spread. Take the mean of each "
    "resample.",
)(lambda shallow, deep, rows: ends(np.subtract(deep, shallow)))
paired.mistake(
    "no means", "You take percentiles of all the drawn differences. Take the mean of each resample first."
)(lambda shallow, deep, rows: ends(np.subtract(deep, shallow)[rows]))
paired.mistake("medians", "You take the median of each resample. Its mean is asked for.")(
    lambda shallow, deep, rows: ends(np.median(np.subtract(deep, shallow)[rows], axis=1))
)
paired.mistake(
    "pairs torn apart",
    "You take two intervals, one for each depth, and subtract them. Subtract within the pairs first: "
    "networks of the same seed belong together.",
)(lambda shallow, deep, rows: ends(deep[rows].mean(axis=1)) - ends(shallow[rows].mean(axis=1)))
paired.mistake(
    "along the wrong axis",
    "You take means over the resamples, a place at a time. Each row is one resample: its mean.",
)(lambda shallow, deep, rows: ends(np.subtract(deep, shallow)[rows].mean(axis=0)))
