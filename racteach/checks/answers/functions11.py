"""Right functions, random inputs and wrong functions for the tasks of lesson 11."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

Array = np.ndarray


def times(matrix: Array, vector: Any) -> list[float]:
    return [math.fsum(float(a) * float(v) for a, v in zip(row, vector, strict=True)) for row in matrix]


# 11-rnn-step


def rnn_sum(W: Array, U: Array, b: Array, h: Array, x: Array) -> list[float]:
    entering, recalled = times(W, x), times(U, h)
    return [e + r + float(c) for e, r, c in zip(entering, recalled, b, strict=True)]


def rnn_step(W: Array, U: Array, b: Array, h: Array, x: Array) -> Array:
    return np.array([math.tanh(s) for s in rnn_sum(W, U, b, h, x)])


def not_bent(W: Array, U: Array, b: Array, h: Array, x: Array) -> Array:
    return np.array(rnn_sum(W, U, b, h, x))


def multiplied(W: Array, U: Array, b: Array, h: Array, x: Array) -> Array:
    return np.tanh(np.array(times(W, x)) * np.array(times(U, h)) + b)


def without_bias(W: Array, U: Array, b: Array, h: Array, x: Array) -> Array:
    return rnn_step(W, U, 0 * b, h, x)


def old_state_forgotten(W: Array, U: Array, b: Array, h: Array, x: Array) -> Array:
    return rnn_step(W, U, b, 0 * h, x)


def bent_apart(W: Array, U: Array, b: Array, h: Array, x: Array) -> Array:
    return np.tanh(np.array(times(W, x))) + np.tanh(np.array(times(U, h))) + b


def step_case(generator: np.random.Generator) -> tuple[Any, ...]:
    channels, features = int(generator.integers(1, 4)), int(generator.integers(1, 4))
    shapes = ((channels, features), (channels, channels), (channels,), (channels,), (features,))
    return tuple(generator.integers(-9, 10, size=shape) / 8 for shape in shapes)


# 11-linear-parts


def state_after(W: Array, U: Array, b: Array, h: Any, word: Array) -> list[float]:
    for x in word:
        h = rnn_sum(W, U, b, h, x)
    return list(h)


def linear_parts(W: Array, U: Array, b: Array, w: Array, word: Array, split: int) -> Array:
    nothing = [0.0] * len(b)
    start = state_after(W, U, b, nothing, word[:split])
    for _ in word[split:]:
        start = times(U, start)
    end = state_after(W, U, b, nothing, word[split:])
    return np.array([times(w[None], start)[0], times(w[None], end)[0]])


def start_read_at_once(W: Array, U: Array, b: Array, w: Array, word: Array, split: int) -> Array:
    start = state_after(W, U, b, [0.0] * len(b), word[:split])
    return np.array([times(w[None], start)[0], linear_parts(W, U, b, w, word, split)[1]])


def parts_exchanged(W: Array, U: Array, b: Array, w: Array, word: Array, split: int) -> Array:
    return linear_parts(W, U, b, w, word, split)[::-1]


def the_whole_as_end(W: Array, U: Array, b: Array, w: Array, word: Array, split: int) -> Array:
    parts = linear_parts(W, U, b, w, word, split)
    return np.array([parts[0], parts.sum()])


def biases_with_the_start(W: Array, U: Array, b: Array, w: Array, word: Array, split: int) -> Array:
    parts = linear_parts(W, U, b, w, word, split)
    bare = linear_parts(W, U, 0 * b, w, word, split)
    return np.array([parts.sum() - bare[1], bare[1]])


def biases_nowhere(W: Array, U: Array, b: Array, w: Array, word: Array, split: int) -> Array:
    return linear_parts(W, U, 0 * b, w, word, split)


def linear_case(generator: np.random.Generator) -> tuple[Any, ...]:
    channels, features, length = (int(k) for k in generator.integers((1, 1, 2), (4, 3, 7)))
    shapes = ((channels, features), (channels, channels), (channels,), (channels,), (length, features))
    drawn = [generator.integers(-3, 4, size=shape).astype(float) for shape in shapes]
    return *drawn, int(generator.integers(1, length))


# 11-lstm-step


def logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def _lstm(
    W: Array, U: Array, b: Array, h: Array, q: Array, x: Array, order: str, old: bool, bent: bool
) -> Array:
    total, width = rnn_sum(W, U, b, h, x), len(h)
    gates = {name: total[k * width : (k + 1) * width] for k, name in enumerate(order)}
    new_q = [
        logistic(f) * float(before) + logistic(i) * math.tanh(g)
        for f, i, g, before in zip(gates["f"], gates["i"], gates["g"], q, strict=True)
    ]
    seen = [float(k) for k in q] if old else new_q
    new_h = [
        logistic(o) * (math.tanh(value) if bent else value) for o, value in zip(gates["o"], seen, strict=True)
    ]
    return np.array([new_h, new_q])


def lstm_step(W: Array, U: Array, b: Array, h: Array, q: Array, x: Array) -> Array:
    return _lstm(W, U, b, h, q, x, "ifog", old=False, bent=True)


def other_order(W: Array, U: Array, b: Array, h: Array, q: Array, x: Array) -> Array:
    return _lstm(W, U, b, h, q, x, "ifgo", old=False, bent=True)


def gates_exchanged(W: Array, U: Array, b: Array, h: Array, q: Array, x: Array) -> Array:
    return _lstm(W, U, b, h, q, x, "fiog", old=False, bent=True)


def old_q_read(W: Array, U: Array, b: Array, h: Array, q: Array, x: Array) -> Array:
    return _lstm(W, U, b, h, q, x, "ifog", old=True, bent=True)


def q_read_unbent(W: Array, U: Array, b: Array, h: Array, q: Array, x: Array) -> Array:
    return _lstm(W, U, b, h, q, x, "ifog", old=False, bent=False)


def rows_exchanged(W: Array, U: Array, b: Array, h: Array, q: Array, x: Array) -> Array:
    return lstm_step(W, U, b, h, q, x)[::-1]


def lstm_case(generator: np.random.Generator) -> tuple[Any, ...]:
    width, features = int(generator.integers(1, 4)), int(generator.integers(1, 4))
    shapes = ((4 * width, features), (4 * width, width), (4 * width,), (width,), (width,), (features,))
    return tuple(generator.integers(-12, 13, size=shape) / 8 for shape in shapes)


# 11-gap


def widest_gap(singular_values: Array) -> Array:
    best = (0, 0.0)
    for k in range(1, len(singular_values)):
        factor = float(singular_values[k - 1]) / float(singular_values[k])
        if factor > best[1]:
            best = (k, factor)
    return np.array(best)


def by_difference(singular_values: Array) -> Array:
    k = int(np.argmax(-np.diff(singular_values))) + 1
    return np.array([k, singular_values[k - 1] / singular_values[k]])


def counted_from_zero(singular_values: Array) -> Array:
    return widest_gap(singular_values) - np.array([1, 0])


def upside_down(singular_values: Array) -> Array:
    rank, factor = widest_gap(singular_values)
    return np.array([rank, 1 / factor])


def first_over_kept(singular_values: Array) -> Array:
    rank = int(widest_gap(singular_values)[0])
    return np.array([rank, singular_values[0] / singular_values[rank]])


def narrowest(singular_values: Array) -> Array:
    factors = np.asarray(singular_values)[:-1] / np.asarray(singular_values)[1:]
    k = int(np.argmin(factors))
    return np.array([k + 1, factors[k]])


def gap_case(generator: np.random.Generator) -> tuple[Any, ...]:
    count = int(generator.integers(3, 9))
    falls = generator.choice(np.arange(105, 300), size=count - 1, replace=False) / 100
    falls[int(generator.integers(count - 1))] = float(generator.integers(400, 900)) / 100
    return (float(generator.integers(1, 50)) / np.concatenate([[1.0], np.cumprod(falls)]),)
