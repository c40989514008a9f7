"""What judges the task 07-pair: two middle states that letters do not tell apart, and vectors do."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np

from racteach.checks.comparing import SameShape
from racteach.checks.keys import AnswerKey

Array = np.ndarray

_LETTERS = {"a": (1, 0), "b": (0, 1)}
_VECTORS = (((1, 1), (1, 0)), ((1, 1), (0, 1)), ((1, 2), (1, -1)), ((2, 1), (3, 1)), ((1, -3), (1, 2)))
_SAME, _APART = 1e-6, 1e-3  # in parts of the largest output

pair = AnswerKey(
    "07-pair",
    edge_cases=(
        (np.array([[1, 0], [0, 1]]), np.array([[1, 2], [1, 1]]), np.array([[1, 0], [0, 1]])),
        (np.array([[0, 1], [1, 0]]), np.array([[1, 1], [1, 2]]), np.array([[1, 0], [0, 1]])),
        (np.array([[2, 1], [1, 1]]), np.array([[1, 1], [1, 2]]), np.array([[1, 1], [0, 1]])),
        (
            np.array([[1.5, 0.5], [0.5, 0.5]]),
            np.array([[1.0, 2.0], [1.0, 1.0]]),
            np.array([[1.0, 0.5], [0, 1]]),
        ),
        (np.array([[2, 1], [1, 2]]), np.array([[2, 1], [1, 2]]), np.array([[2, -1], [-1, 2]])),
    ),
    comparison=SameShape(),
    must_hold="A letter leaves one entry of what layer 1 recalls, and that one enters twice.",
)


def output(weights: tuple[Array, ...], state: Any, end: Any) -> float:
    """Return the output of the circuit of depth 2 after an end that begins in this state."""
    recall, enter, above = weights
    lower, upper = (np.asarray(layer, dtype=float) for layer in state)
    for x in end:
        lower = np.asarray(x) * (recall @ lower)
        upper = (above @ upper) * (enter @ lower)
    return float(upper.sum())


@pair.judged_by
def told_apart(states: Array, *weights: Array) -> str:
    if np.array_equal(*states):
        return "The two states are the same."
    words = {"".join(word): [_LETTERS[letter] for letter in word] for word in product("ab", repeat=2)}
    letters = {word: [output(weights, state, end) for state in states] for word, end in words.items()}
    vectors = [[output(weights, state, end) for state in states] for end in _VECTORS]
    largest = float(np.abs([*letters.values(), *vectors]).max())
    if largest == 0:
        return "Every end gives 0 for both states."
    told = next((word for word, (one, other) in letters.items() if abs(one - other) > _SAME * largest), None)
    if told is not None and np.array_equal(np.abs(states[0]), np.abs(states[1])):
        return "Letters tell the two states apart, though they differ in signs only."
    if told is not None:
        one, other = letters[told]
        return f"The end {told} tells the two states apart: the outputs are {one:.6g} and {other:.6g}."
    if all(abs(one - other) < _APART * largest for one, other in vectors):
        return "No end tells the two states apart, neither of letters nor of vectors."
    return ""


def flipped(recall: Array, signs: tuple[int, int]) -> Array:
    """Return two states of layer 1: what they recall differs by signs."""
    (a, b), (c, d) = np.asarray(recall, dtype=float)
    undo = np.array([[d, -b], [-c, a]])
    return np.array([undo @ (2, 3), undo @ np.multiply(signs, (2, 3))])


@pair.right
def hidden_pair(recall: Array, enter: Array, above: Array) -> Array:
    upper = np.array([2.0, -1.0])
    return np.array([[lower, upper] for lower in flipped(recall, (-1, 1))])


def seen_by_vectors(*weights: Array) -> bool:
    """Say whether a sign of what layer 1 recalls makes a difference, whatever layer 2 holds."""
    lower, ends = flipped(weights[0], (-1, 1)), (((1, 1), (1, 0)), ((1, 1), (0, 1)))
    changes = np.array([
        [output(weights, (lower[0], upper), end) - output(weights, (lower[1], upper), end) for end in ends]
        for upper in np.eye(2)
    ])  # fmt: skip
    return bool(abs(np.linalg.det(changes)) > 0.5)


@pair.drawn_by
def weights_case(generator: np.random.Generator) -> tuple[Any, ...]:
    while True:
        drawn = generator.integers(1, 4, (3, 2, 2)) * generator.choice([-1, 1], (3, 2, 2))
        regular = all(abs(np.linalg.det(matrix)) > 0.5 for matrix in drawn[[0, 2]])
        if regular and seen_by_vectors(*drawn) and not told_apart(hidden_pair(*drawn), *drawn):
            return tuple(drawn)


pair.mistake(
    "a sign of the state",
    "You change the sign of an entry of h^{n,1}. No letter sees that entry: it sees one of W^{H,1} h^{n,1}. "
    "Change the sign there, and find the state that belongs to it.",
)(lambda *weights: np.array([[[2.0, 3.0], [1.0, 2.0]], [[-2.0, 3.0], [1.0, 2.0]]]))
pair.mistake(
    "the whole layer",
    "You scale a layer as a whole, by -1 or otherwise. Every output has the same degree in it, so what you "
    "multiply in one layer is divided out in the other, or is an even power of -1: no end sees it.",
)(lambda *weights: np.array([[[2.0, 3.0], [1.0, 2.0]], [[-2.0, -3.0], [1.0, 2.0]]]))
pair.mistake(
    "a layer of zeros",
    "A layer of your states is 0. It is a factor of every output, so no end tells them apart.",
)(lambda *weights: np.array([[[2.0, 3.0], [0.0, 0.0]], [[-2.0, 5.0], [0.0, 0.0]]]))


@pair.degenerate("zero", "the same")
def zeros(*weights: Array) -> Array:
    return np.zeros((2, 2, 2))


@pair.degenerate("constant", "the same")
def ones(*weights: Array) -> Array:
    return np.ones((2, 2, 2))


@pair.degenerate("the same twice", "the same")
def twice(*weights: Array) -> Array:
    return np.array([hidden_pair(*weights)[0]] * 2)


@pair.degenerate("example", "apart")
def example(*weights: Array) -> Array:
    return np.array([[[2.0, 3.0], [1.0, 1.0]], [[-2.0, 3.0], [1.0, 1.0]]])


@pair.degenerate("other size", "The shape is")
def with_three_channels(*weights: Array) -> Array:
    return np.ones((2, 2, 3))


@pair.degenerate("other weights", "apart")
def for_other_weights(*weights: Array) -> Array:
    return hidden_pair(np.array([[1, 2], [1, -1]]), np.array([[1, 1], [1, 2]]), np.eye(2))


@pair.degenerate("scaled", "No end tells the two states apart")
def scaled(*weights: Array) -> Array:
    (lower, upper), _ = hidden_pair(*weights)
    return np.array([[lower, upper], [2 * lower, upper / 4]])
