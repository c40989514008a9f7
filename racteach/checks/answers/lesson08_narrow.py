"""What judges the task 08-narrow: a circuit of depth 2 with as few channels as a word function allows."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from racteach.checks.comparing import Fault, FaultKind, SameShape, written
from racteach.checks.keys import AnswerKey
from racteach.checks.values import Plain

Array = np.ndarray

_WORDS = ["".join(word) for length in range(1, 6) for word in itertools.product("ab", repeat=length)]


@dataclass(frozen=True)
class AnyWidth(SameShape):
    """Rows of weights for any number of channels R: shape (R, 2 + 3 R)."""

    def judge(self, answer: Plain, expected: Any) -> Fault | None:
        """Return None for finite numbers in such a shape, else what is wrong with their form."""
        fits = len(answer.shape) == 2 and answer.shape[1] == 2 + 3 * answer.shape[0] and answer.shape[0] <= 9
        if answer.kind == "numbers" and not fits:
            sentence = f"The shape is {answer.shape}. It must be (R, 2 + 3 R), with R channels."
            return Fault(FaultKind.SHAPE, sentence)
        return SameShape.judge(self, answer, np.zeros(answer.shape))


narrow = AnswerKey(
    "08-narrow",
    edge_cases=(
        (1, 1, 2),
        (1, 2, 3),
        (2, 0, 3),
        (0, 2, 3),
        (1, 3, 1),
        (3, 1, -1),
        (1, 1, 0),
        (2, 1, 0.5),
        (-1, 3, 2),
    ),
    comparison=AnyWidth(),
    must_hold="Layer 2 multiplies up what enters it: step t brings in alpha + beta q^(c_t).",
)


def word_function(word: str, alpha: float, beta: float, q: float) -> float:
    """Return the product over all steps of alpha + beta q^(letters a so far)."""
    return math.prod(alpha + beta * q ** word[: t + 1].count("a") for t in range(len(word)))


def least_width(alpha: float, beta: float, q: float) -> int:
    return 1 if alpha == 0 or beta == 0 or q == 1 else 2


def computed(rows: Array, word: str) -> float:
    """Return what the circuit with these rows says of a word: channel 0 of layer 2."""
    size = len(rows)
    letters, recall, enter, above = np.split(rows, [2, 2 + size, 2 + 2 * size], axis=1)
    lower = upper = None
    for letter in word:
        entering = letters[:, "ab".index(letter)]
        lower = entering if lower is None else (recall @ lower) * entering
        upper = enter @ lower if upper is None else (above @ upper) * (enter @ lower)
    assert upper is not None
    return float(upper[0])


@narrow.judged_by
def differs(rows: Array, alpha: float, beta: float, q: float) -> str:
    for word in _WORDS:
        found, wanted = computed(rows, word), word_function(word, alpha, beta, q)
        if not abs(found - wanted) <= 1e-6 * abs(wanted):
            return f"For the word {word} your circuit gives {written(found)}. f is {written(wanted)}."
    if len(rows) > least_width(alpha, beta, q):
        return f"Your circuit computes f, with {len(rows)} channels. For these numbers fewer are enough."
    return ""


def two_channels(alpha: float, beta: float, q: float, *, counted: str = "a", keep: float = 1.0) -> Array:
    """Return a circuit of two channels: a constant, and a power of q."""
    factors = [q if letter == counted else 1 for letter in "ab"]
    first = [1, 1, 1, 0, alpha, beta, keep, 0]
    return np.array([first, [*factors, 0, 1, alpha, beta, keep, 0]], dtype=float)


@narrow.right
def narrow_circuit(alpha: float, beta: float, q: float) -> Array:
    if alpha == 0:
        return np.array([[q, 1, 1, beta, 1]], dtype=float)
    if beta == 0 or q == 1:
        return np.array([[1, 1, 1, alpha + beta, 1]], dtype=float)
    return two_channels(alpha, beta, q)


@narrow.drawn_by
def numbers_case(generator: np.random.Generator) -> tuple[Any, ...]:
    while True:
        alpha, beta, q = (float(k) / 8 for k in generator.integers(-24, 25, 3))
        special = int(generator.integers(8))
        alpha, beta, q = (alpha * (special != 0), beta * (special != 1), q if special != 2 else 1.0)
        if q and all(abs(alpha + beta * q**count) > 0.01 for count in range(6)):
            return alpha, beta, q


narrow.mistake(
    "always two channels",
    "Your circuit always has two channels. For some numbers f is a function of the start times one of the "
    "end: then one channel is enough.",
)(two_channels)
narrow.mistake("the other letter", "You count the letters b. c_t is the number of letters a.")(
    lambda alpha, beta, q: two_channels(alpha, beta, q, counted="b")
)
narrow.mistake(
    "nothing recalled above",
    "Your layer 2 forgets: it holds the factor of the newest step only, or 0. It multiplies each factor onto "
    "what it recalls.",
)(lambda alpha, beta, q: two_channels(alpha, beta, q, keep=0.0))


@narrow.mistake(
    "the constant forgotten",
    "Your constant channel is 1 at the first step only. To stay 1 it takes in 1 for every letter, and "
    "recalls itself.",
)
def constant_lost(alpha: float, beta: float, q: float) -> Array:
    rows = two_channels(alpha, beta, q)
    rows[0, 2] = 0
    return rows


@narrow.degenerate("zero", "your circuit gives 0")
def zeros(alpha: float, beta: float, q: float) -> Array:
    return np.zeros((least_width(alpha, beta, q), 2 + 3 * least_width(alpha, beta, q)))


@narrow.degenerate("constant", "your circuit gives")
def ones(alpha: float, beta: float, q: float) -> Array:
    return np.ones((1, 5))


@narrow.degenerate("example", "your circuit gives")
def example(alpha: float, beta: float, q: float) -> Array:
    return narrow_circuit(2, 0, 3)


@narrow.degenerate("other size", "fewer are enough")
def three(alpha: float, beta: float, q: float) -> Array:
    two, wide = two_channels(alpha, beta, q), np.zeros((3, 11))
    for place, begin in ((0, 0), (2, 2), (5, 4), (8, 6)):
        wide[:2, place : place + 2] = two[:, begin : begin + 2]
    return wide


@narrow.degenerate("one channel for all", "your circuit gives")
def one(alpha: float, beta: float, q: float) -> Array:
    return np.array([[q, 1, 1, alpha + beta, 1]])
