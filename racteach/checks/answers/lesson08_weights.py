"""What judges 08-equality and 08-power: the right weights, or any that compute the power."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from racteach.checks.answers.lesson04 import run_deep
from racteach.checks.answers.truncating import CUT, CUT_SENTENCE, cut
from racteach.checks.comparing import Fault, FaultKind, SameArray, written
from racteach.checks.keys import AnswerKey
from racteach.checks.values import Plain

Array = np.ndarray

equality = AnswerKey(
    "08-equality",
    edge_cases=((1, 1.0), (2, 1.0), (3, 1.0), (2, 0.5), (3, -0.25), (1, 0.0), (4, 0.3)),
    comparison=SameArray(),
    must_hold="Each row of the first and the third matrix has a single 1, each row of the second a 1 and an "
    "epsilon.",
)


@equality.right
def similarity_weights(half_length: int, epsilon: float) -> Array:
    k, size = int(half_length), int(half_length) + 2
    weights = np.zeros((3, size, size))
    for channel in range(size):
        weights[0, channel, max(channel - 1, 0)] = 1
        weights[1, channel, 0], weights[1, channel, k + 1] = 1, epsilon
        weights[2, channel, 0] = 1
    return weights


equality.drawn_by(
    lambda generator: (int(generator.integers(2, 7)), int(generator.integers(-9999, 10000)) / 10000)
)


def changed(place: Any, value: Callable[[Array, float], Any]) -> Callable[[int, float], Array]:
    """Make a mistake of the right weights: another value at one place, made from weights and epsilon."""

    def mistaken(half_length: int, epsilon: float) -> Array:
        weights = similarity_weights(half_length, epsilon)
        weights[place] = value(weights.copy(), epsilon)
        return weights

    return mistaken


equality.mistake(
    "delay line backwards", "Your recurrent matrix is transposed: row j says what channel j recalls."
)(changed(0, lambda weights, epsilon: weights[0].T))
equality.mistake(
    "comparator reads the newest letter",
    "Your comparator recalls the first place of the delay line, the letter of one step ago. It must recall "
    "the last place: the letter of k steps ago.",
)(changed((0, -1), lambda weights, epsilon: np.eye(len(weights[0]))[1]))
equality.mistake(
    "constant forgotten",
    "Your constant channel recalls nothing, and is 0 after the first step. It recalls itself.",
)(changed((0, 0, 0), lambda weights, epsilon: 0))
equality.mistake(
    "epsilon at the constant",
    "You swapped the two entries of the gate. It is 1 · constant + epsilon · comparator.",
)(changed(1, lambda weights, epsilon: weights[1, :, ::-1]))
equality.mistake(
    "epsilon forgotten",
    "Your gate is 1 · constant + 1 · comparator whatever epsilon is: that is EQUALITY. Put epsilon there.",
)(lambda half_length, epsilon: similarity_weights(half_length, 1.0))
equality.mistake(
    "rows and columns exchanged", "All three matrices are transposed: row j says what channel j uses."
)(lambda half_length, epsilon: similarity_weights(half_length, epsilon).transpose(0, 2, 1))
equality.mistake(CUT, CUT_SENTENCE)(cut(similarity_weights))
equality.mistake(
    "every channel by itself",
    "In your layer 2 each channel recalls itself. With the initial state (1, 0, ..., 0) only channel 0 "
    "would ever be different from 0: let all recall channel 0.",
)(changed(2, lambda weights, epsilon: np.eye(len(weights[2]))))


_HALVES = (1, 2)
_POINTS = ((13, 29, 17), (31, -19, 11)), ((-23, 14, 37), (41, 12, -15)), ((7, 3, 5), (2, -9, 8))


def circuit_output(weights: Any, x: tuple[int, ...], z: tuple[int, ...], half_length: int) -> Fraction:
    """Return channel 0 of the top layer; all inputs are ones but x at step 1 and z at step n + 1."""
    into, recall = weights
    features = np.ones((2 * half_length, len(x)), dtype=object)
    features[0], features[half_length] = x, z
    return Fraction(run_deep(recall, into, np.eye(len(x), dtype=object), features)[0])


_exactly = np.vectorize(lambda x: Fraction(x) if isinstance(x, float) else int(x), otypes=[object])


@dataclass(frozen=True)
class SameCircuit:
    """Compare weights, stacked as ``[W^I, W^H]`` of shape (2, L, m, m), by the outputs of their circuits."""

    def judge(self, answer: Plain, expected: Any) -> Fault | None:
        """Return None where the circuits agree, exactly or to within rounding, else what is wrong."""
        problem = SameArray().judge(answer, np.zeros(np.shape(expected)))
        if answer.array is None or (problem is not None and problem.kind is not FaultKind.VALUES):
            return problem
        yours, right = _exactly(answer.array.astype(object)), _exactly(np.asarray(expected).astype(object))
        m = np.shape(expected)[-1]
        for half_length in _HALVES:
            for x, z in _POINTS:
                case = x[:m], z[:m], half_length
                found, wanted = circuit_output(yours, *case), circuit_output(right, *case)
                if abs(found - wanted) > Fraction(1, 10**9) * abs(wanted):
                    return Fault(FaultKind.VALUES, _sentence(*case, found, wanted))
        return None


def _sentence(x: Any, z: Any, half_length: int, found: Fraction, wanted: Fraction) -> str:
    yours, right = (
        written(int(value) if value.denominator == 1 else float(value)) for value in (found, wanted)
    )
    return (
        f"With x = {list(x)}, z = {list(z)} and n = {half_length} your circuit gives {yours}. It must give "
        f"{right}."
    )


power = AnswerKey(
    "08-power",
    edge_cases=(
        (2, (1,)),
        (2, (1, 1)),
        (3, (1, 1)),
        (2, (2, -1)),
        (3, (2,)),
        (4, (1, 3)),
        (2, (0, 2)),
        (3, (1, 0, -2)),
        (4, (3, 1, 2)),
        (2, (0.5, 1.5)),
    ),
    comparison=SameCircuit(),
    must_hold="With a = (1, ..., 1) it is the lesson's circuit.",
)


@power.right
def power_weights(depth: int, a: Any) -> Array:
    m = len(a)
    first = [[1.0] + [0.0] * (m - 1) for _ in range(m)]
    identity = [[float(i == j) for j in range(m)] for i in range(m)]
    sums = [[float(value) for value in a] for _ in range(m)]
    into = [identity, sums] + [first for _ in range(depth - 2)]
    recall = [identity] + [first for _ in range(depth - 1)]
    return np.array([into, recall])


@power.drawn_by
def power_case(generator: np.random.Generator) -> tuple[Any, ...]:
    a = generator.integers(-35, 36, size=int(generator.integers(2, 4)))
    return int(generator.integers(2, 5)), tuple(float(value or 1) / 4 for value in a)


def replaced_in(depth: int, a: Any, *, into: dict[int, Any] | None = None, recall: Any = None) -> Array:
    """Return the right weights with some layers' matrices replaced."""
    weights = power_weights(depth, a)
    for place, replaced in enumerate((into or {}, recall or {})):
        for layer, matrix in replaced.items():
            weights[place, layer] = matrix
    return weights


power.mistake(
    "the factors forgotten",
    "Your layer 2 adds up its channels without the factors. The sum is a_1 h_1 + a_2 h_2 + ...",
)(lambda depth, a: power_weights(depth, [1] * len(a)))
power.mistake(
    "the factors in layer 1",
    "Your factors stand in the input weights of layer 1, so each step multiplies them on once more. Put them "
    "where channels are added up: into the input weights of layer 2.",
)(lambda depth, a: replaced_in(depth, a, into={0: np.diag(a), 1: np.ones((len(a), len(a)))}))
power.mistake(
    "a sum in every layer",
    "From layer 3 on you take sums again. All channels of layer 2 hold the same number: one of them is "
    "enough.",
)(lambda depth, a: replaced_in(depth, a, into=dict.fromkeys(range(2, depth), np.tile(a, (len(a), 1)))))
power.variant("a sum in every layer")(
    lambda depth, a: replaced_in(depth, a, into=dict.fromkeys(range(2, depth), np.ones((len(a), len(a)))))
)
power.mistake(
    "layer 1 mixes its channels",
    "Your layer 1 adds up channels when it recalls. It keeps them apart: each recalls itself only.",
)(lambda depth, a: replaced_in(depth, a, recall={0: np.ones((len(a), len(a)))}))
power.mistake(
    "nothing recalled",
    "Your layers from 2 on recall nothing: their product is 0 after the first step. Each recalls the number "
    "that it holds.",
)(lambda depth, a: replaced_in(depth, a, recall=dict.fromkeys(range(1, depth), np.zeros((len(a), len(a))))))
power.mistake(
    "the two stacks exchanged",
    "You return the recurrent matrices first. Entry 0 holds the input weights, entry 1 the recurrent ones.",
)(lambda depth, a: power_weights(depth, a)[::-1])

power.degenerate("zero", "your circuit gives 0")(lambda depth, a: np.zeros((2, depth, len(a), len(a))))
power.degenerate("constant", "your circuit gives")(lambda depth, a: np.ones((2, depth, len(a), len(a))))
power.degenerate("example", "your circuit gives")(lambda depth, a: power_weights(2, (3,)))
power.degenerate("other size", "The shape is")(lambda depth, a: power_weights(depth + 1, a))
power.degenerate("identities", "your circuit gives")(
    lambda depth, a: np.full((2, depth, 1, 1), np.eye(len(a)))
)
