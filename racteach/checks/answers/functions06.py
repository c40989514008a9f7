"""Right functions, random inputs and wrong functions for the tasks of lesson 06."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

Array = np.ndarray


def entries(generator: np.random.Generator, *shape: int) -> Array:
    return generator.integers(-9, 10, size=shape)


# 06-core


def train_core(hidden: Array, inputs: Array) -> Array:
    channels, letters = inputs.shape
    core = np.zeros((channels, letters, channels))
    for a, d, b in itertools.product(range(channels), range(letters), range(channels)):
        core[a, d, b] = inputs[b, d] * hidden[b, a]
    return core


def recurrent_matrix_transposed(hidden: Array, inputs: Array) -> Array:
    return train_core(np.asarray(hidden).T, inputs)


def letter_at_the_old_state(hidden: Array, inputs: Array) -> Array:
    return np.einsum("ad,ba->adb", inputs, hidden)


def added(hidden: Array, inputs: Array) -> Array:
    return np.asarray(inputs).T[None] + np.asarray(hidden).T[:, None]


def states_swapped(hidden: Array, inputs: Array) -> Array:
    return train_core(hidden, inputs).transpose(2, 1, 0)


def core_case(generator: np.random.Generator) -> tuple[Any, ...]:
    channels, letters = int(generator.integers(2, 4)), int(generator.integers(2, 4))
    return entries(generator, channels, channels), entries(generator, channels, letters)


# 06-entry


def train_entry(first: Array, core: Array, last: Array, word: Any) -> float:
    channels = len(last)
    state = [float(x) for x in first[word[0]]]
    for d in word[1:]:
        state = [sum(state[a] * core[a, d, b] for a in range(channels)) for b in range(channels)]
    return float(sum(s * w for s, w in zip(state, last, strict=True)))


def word_backwards(first: Array, core: Array, last: Array, word: Any) -> float:
    return train_entry(first, core, last, word[::-1])


def core_transposed(first: Array, core: Array, last: Array, word: Any) -> float:
    return train_entry(first, np.asarray(core).transpose(2, 1, 0), last, word)


def first_letter_twice(first: Array, core: Array, last: Array, word: Any) -> float:
    return train_entry(first, core, last, (word[0], *word))


def entry_by_entry(first: Array, core: Array, last: Array, word: Any) -> float:
    state = np.asarray(first, dtype=float)[word[0]]
    for d in word[1:]:
        state = (state[:, None] * core[:, d, :]).max(axis=0)
    return float(state @ last)


def summed_over_letters(first: Array, core: Array, last: Array, word: Any) -> float:
    summed = np.repeat(np.sum(core, axis=1, keepdims=True), np.shape(core)[1], axis=1)
    return train_entry(first, summed, last, word)


def entry_case(generator: np.random.Generator) -> tuple[Any, ...]:
    channels, letters = int(generator.integers(2, 4)), int(generator.integers(2, 4))
    word = tuple(int(d) for d in generator.integers(0, letters, size=int(generator.integers(2, 5))))
    first = entries(generator, letters, channels)
    return first, entries(generator, channels, letters, channels), entries(generator, channels), word


# 06-states


def run(hidden: Array, inputs: Array, word: Any) -> list[float]:
    state = [float(row[word[0]]) for row in inputs]
    for d in word[1:]:
        recalled = [sum(float(w) * s for w, s in zip(row, state, strict=True)) for row in hidden]
        state = [r * float(row[d]) for r, row in zip(recalled, inputs, strict=True)]
    return state


def states_of_starts(hidden: Array, inputs: Array, half_length: int) -> Array:
    words = itertools.product(range(np.shape(inputs)[1]), repeat=half_length)
    return np.array([run(hidden, inputs, word) for word in words])


def first_letter_fastest(hidden: Array, inputs: Array, half_length: int) -> Array:
    words = itertools.product(range(np.shape(inputs)[1]), repeat=half_length)
    return np.array([run(hidden, inputs, word[::-1]) for word in words])


def channels_in_rows(hidden: Array, inputs: Array, half_length: int) -> Array:
    return states_of_starts(hidden, inputs, half_length).T


def one_step_too_many(hidden: Array, inputs: Array, half_length: int) -> Array:
    return states_of_starts(hidden, inputs, half_length + 1)


def recurrent_matrix_at_once(hidden: Array, inputs: Array, half_length: int) -> Array:
    words = itertools.product(range(np.shape(inputs)[1]), repeat=half_length)
    recalled = np.asarray(hidden) @ np.ones(len(hidden))
    rows = []
    for word in words:
        state = recalled * np.asarray(inputs)[:, word[0]]
        for d in word[1:]:
            state = (np.asarray(hidden) @ state) * np.asarray(inputs)[:, d]
        rows.append(state)
    return np.array(rows)


def states_case(generator: np.random.Generator) -> tuple[Any, ...]:
    half = int(generator.integers(1, 4))
    letters = int(generator.integers(2, 4 if half < 3 else 3))
    channels = int(generator.integers(2, 4))
    return entries(generator, channels, channels), entries(generator, channels, letters), half


# 06-circle


def circle_weights(circle: Any, letters: int) -> Array:
    places = len(circle)
    weights = np.zeros((places, places + letters))
    for place, letter in enumerate(circle):
        weights[place, (place - 1) % places] = 1
        weights[place, places + letter] = 1
    return weights


def circle_the_other_way(circle: Any, letters: int) -> Array:
    weights = circle_weights(circle, letters)
    places = len(circle)
    weights[:, :places] = weights[:, :places].T
    return weights


def line_in_place_of_a_circle(circle: Any, letters: int) -> Array:
    weights = circle_weights(circle, letters)
    if len(circle) > 1:
        weights[0, len(circle) - 1] = 0
    return weights


def every_channel_keeps_itself(circle: Any, letters: int) -> Array:
    return np.hstack([np.eye(len(circle)), circle_weights(circle, letters)[:, len(circle) :]])


def inputs_first(circle: Any, letters: int) -> Array:
    weights = circle_weights(circle, letters)
    return np.hstack([weights[:, len(circle) :], weights[:, : len(circle)]])


def letter_numbers(circle: Any, letters: int) -> Array:
    weights = circle_weights(circle, letters)
    weights[:, len(circle) :] *= np.arange(letters)
    return weights


def circle_case(generator: np.random.Generator) -> tuple[Any, ...]:
    letters = int(generator.integers(2, 7))
    circle = tuple(int(d) for d in generator.integers(0, letters, size=int(generator.integers(4, 9))))
    return circle, letters
