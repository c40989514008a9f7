"""What judges the task 08-equality: the circuit of depth 2 that computes the similarity kernel."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from racteach.checks.answers.declaring import AnswerKey
from racteach.checks.answers.truncating import CUT, CUT_SENTENCE, cut
from racteach.checks.comparing import SameArray

Array = np.ndarray

equality = AnswerKey(
    "08-equality",
    edge_cases=((1, 1.0), (2, 1.0), (3, 1.0), (2, 0.5), (3, -0.25), (1, 0.0), (4, 0.3)),
    comparison=SameArray(),
    must_hold="Each row of the first and the third matrix has a single 1, each row of the second a 1 and an "
    "epsilon.",
)


@equality.reference
def similarity_weights(half_length: int, epsilon: float) -> Array:
    k, size = int(half_length), int(half_length) + 2
    weights = np.zeros((3, size, size))
    for channel in range(size):
        weights[0, channel, max(channel - 1, 0)] = 1
        weights[1, channel, 0], weights[1, channel, k + 1] = 1, epsilon
        weights[2, channel, 0] = 1
    return weights


equality.random_case(
    lambda generator: (int(generator.integers(2, 7)), int(generator.integers(-9999, 10000)) / 10000)
)


def changed(change: Callable[[Array, float], None]) -> Callable[[int, float], Array]:
    """Make a mistake of what spoils the right weights, in place."""

    def mistaken(half_length: int, epsilon: float) -> Array:
        weights = similarity_weights(half_length, epsilon)
        change(weights, epsilon)
        return weights

    return mistaken


@equality.mistake(
    "delay line backwards", "Your recurrent matrix is transposed: row j says what channel j recalls."
)
@changed
def delay_line_backwards(weights: Array, epsilon: float) -> None:
    weights[0] = weights[0].T


@equality.mistake(
    "comparator reads the newest letter",
    "Your comparator recalls the first place of the delay line, the letter of one step ago. It must recall "
    "the last place: the letter of k steps ago.",
)
@changed
def comparator_reads_the_newest(weights: Array, epsilon: float) -> None:
    weights[0, -1] = 0
    weights[0, -1, 1] = 1


@equality.mistake(
    "constant forgotten",
    "Your constant channel recalls nothing, and is 0 after the first step. It recalls itself.",
)
@changed
def constant_forgotten(weights: Array, epsilon: float) -> None:
    weights[0, 0, 0] = 0


@equality.mistake(
    "epsilon at the constant",
    "You swapped the two entries of the gate. It is 1 · constant + epsilon · comparator.",
)
@changed
def epsilon_at_the_constant(weights: Array, epsilon: float) -> None:
    weights[1, :, 0], weights[1, :, -1] = epsilon, 1


@equality.mistake(
    "epsilon forgotten",
    "Your gate is 1 · constant + 1 · comparator whatever epsilon is: that is EQUALITY. Put epsilon there.",
)
def epsilon_forgotten(half_length: int, epsilon: float) -> Array:
    return similarity_weights(half_length, 1.0)


@equality.mistake(
    "rows and columns exchanged", "All three matrices are transposed: row j says what channel j uses."
)
def all_transposed(half_length: int, epsilon: float) -> Array:
    return similarity_weights(half_length, epsilon).transpose(0, 2, 1)


equality.mistake(CUT, CUT_SENTENCE)(cut(similarity_weights))


@equality.mistake(
    "every channel by itself",
    "In your layer 2 each channel recalls itself. With the initial state (1, 0, ..., 0) only channel 0 "
    "would ever be different from 0: let all recall channel 0.",
)
@changed
def every_channel_by_itself(weights: Array, epsilon: float) -> None:
    weights[2] = np.eye(len(weights[2]))
