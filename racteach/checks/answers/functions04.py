"""Right functions, random inputs and wrong functions for the tasks of lesson 04."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

Array = np.ndarray
PRIMES = (2, 3, 5, 7, 11, 13, 31, 61, 97, 101)


def entries(generator: np.random.Generator, *shape: int) -> Array:
    """Return values with one decimal between 0.1 and 2, of either sign: products stay moderate."""
    return generator.integers(1, 21, size=shape) * generator.choice([-1, 1], size=shape) / 10


def size(generator: np.random.Generator, smallest: int, largest: int) -> int:
    return int(generator.integers(smallest, largest + 1))


# 04-step


def layer_step(hidden_weights: Array, input_weights: Array, state: Array, below: Array) -> Array:
    channels = range(len(state))
    past = [sum(hidden_weights[j, i] * state[i] for i in channels) for j in channels]
    present = [sum(input_weights[j, i] * below[i] for i in range(len(below))) for j in channels]
    return np.array([past[j] * present[j] for j in channels])


def transposed_weights(hidden_weights: Array, input_weights: Array, state: Array, below: Array) -> Array:
    return (state @ hidden_weights) * (input_weights @ below)


def step_case(generator: np.random.Generator) -> tuple[Any, ...]:
    channels, inputs = size(generator, 1, 5), size(generator, 1, 5)
    return (
        entries(generator, channels, channels),
        entries(generator, channels, inputs),
        entries(generator, channels),
        entries(generator, inputs),
    )


# 04-run-shallow


def run_shallow(hidden_weights: Array, input_weights: Array, output_weights: Array, features: Array) -> Array:
    return run_deep([hidden_weights], [input_weights], output_weights, features)


def zero_state(hidden_weights: Array, input_weights: Array, output_weights: Array, features: Array) -> Array:
    return output_weights @ np.zeros(len(hidden_weights))


def from_ones(hidden_weights: Array, input_weights: Array, output_weights: Array, features: Array) -> Array:
    state = np.ones(len(hidden_weights))
    for feature in features:
        state = layer_step(hidden_weights, input_weights, state, feature)
    return output_weights @ state


def state_returned(
    hidden_weights: Array, input_weights: Array, output_weights: Array, features: Array
) -> Array:
    return run_shallow(hidden_weights, input_weights, np.eye(len(hidden_weights)), features)


def outputs_summed(
    hidden_weights: Array, input_weights: Array, output_weights: Array, features: Array
) -> Array:
    ends = range(1, len(features) + 1)
    return np.sum(
        [run_shallow(hidden_weights, input_weights, output_weights, features[:end]) for end in ends], axis=0
    )


def last_step_missing(
    hidden_weights: Array, input_weights: Array, output_weights: Array, features: Array
) -> Array:
    kept = features[:-1] if len(features) > 1 else features
    return run_shallow(hidden_weights, input_weights, output_weights, kept)


def shallow_case(generator: np.random.Generator) -> tuple[Any, ...]:
    channels, inputs = size(generator, 1, 4), size(generator, 1, 4)
    return (
        entries(generator, channels, channels),
        entries(generator, channels, inputs),
        entries(generator, size(generator, 1, 3), channels),
        entries(generator, size(generator, 1, 6), inputs),
    )


# 04-grid


def shallow_grid(hidden_weights: Array, input_weights: Array, output_weights: Array, length: int) -> Array:
    letters = np.eye(input_weights.shape[1])
    grid = np.zeros((len(letters),) * length)
    for place in itertools.product(range(len(letters)), repeat=length):
        grid[place] = run_shallow(hidden_weights, input_weights, output_weights, letters[list(place)])[0]
    return grid


def last_letter_first(
    hidden_weights: Array, input_weights: Array, output_weights: Array, length: int
) -> Array:
    return shallow_grid(hidden_weights, input_weights, output_weights, length).transpose()


def rows_for_columns(
    hidden_weights: Array, input_weights: Array, output_weights: Array, length: int
) -> Array:
    return shallow_grid(hidden_weights, input_weights.T, output_weights, length)


def grid_from_ones(hidden_weights: Array, input_weights: Array, output_weights: Array, length: int) -> Array:
    letters = np.eye(input_weights.shape[1])
    grid = np.zeros((len(letters),) * length)
    for place in itertools.product(range(len(letters)), repeat=length):
        grid[place] = from_ones(hidden_weights, input_weights, output_weights, letters[list(place)])[0]
    return grid


def state_forgotten(hidden_weights: Array, input_weights: Array, output_weights: Array, length: int) -> Array:
    columns = shallow_grid(hidden_weights, input_weights, output_weights, 1)
    return np.broadcast_to(columns, (len(columns),) * length).copy()


def shallow_grid_case(generator: np.random.Generator) -> tuple[Any, ...]:
    channels, letters = size(generator, 1, 4), size(generator, 1, 3)
    return (
        entries(generator, channels, channels),
        entries(generator, channels, letters),
        entries(generator, 1, channels),
        size(generator, 1, 4),
    )


# 04-deep


def run_deep(
    hidden_weights: Sequence[Array], input_weights: Sequence[Array], output_weights: Array, features: Array
) -> Array:
    layers = range(len(hidden_weights))

    def state(step: int, layer: int) -> Array:
        below = features[step] if layer == 0 else state(step, layer - 1)
        present = input_weights[layer] @ below
        return present if step == 0 else (hidden_weights[layer] @ state(step - 1, layer)) * present

    return output_weights @ state(len(features) - 1, layers[-1])


def circuit_of(step_of: Any, top: int = -1) -> Any:
    """Return a deep circuit that computes a whole time step's states with `step_of(..., old, feature)`."""

    def run(hidden: Sequence[Array], inputs: Sequence[Array], output: Array, features: Array) -> Array:
        states = [inputs[0] @ features[0]]
        for weights in inputs[1:]:
            states.append(weights @ states[-1])
        for feature in features[1:]:
            states = step_of(hidden, inputs, states, feature)
        return output @ states[top]

    return run


def right_step(
    hidden: Sequence[Array], inputs: Sequence[Array], old: list[Array], feature: Array
) -> list[Array]:
    below, new = feature, []
    for past, present, state in zip(hidden, inputs, old, strict=True):
        below = (past @ state) * (present @ below)
        new.append(below)
    return new


def late_step(
    hidden: Sequence[Array], inputs: Sequence[Array], old: list[Array], feature: Array
) -> list[Array]:
    belows = [feature, *old[:-1]]
    return [(h @ state) * (i @ below) for h, i, state, below in zip(hidden, inputs, old, belows, strict=True)]


def sum_step(
    hidden: Sequence[Array], inputs: Sequence[Array], old: list[Array], feature: Array
) -> list[Array]:
    below, new = feature, []
    for past, present, state in zip(hidden, inputs, old, strict=True):
        below = past @ state + present @ below
        new.append(below)
    return new


def raw_input(hidden: Sequence[Array], inputs: Sequence[Array], output: Array, features: Array) -> Array:
    return run_deep(hidden[-1:], inputs[-1:], output, features)


def ones_everywhere(
    hidden: Sequence[Array], inputs: Sequence[Array], output: Array, features: Array
) -> Array:
    states = [np.ones(len(weights)) for weights in hidden]
    for feature in features:
        states = right_step(hidden, inputs, states, feature)
    return output @ states[-1]


def deep_sizes(
    generator: np.random.Generator, depth: int, channels: int, inputs: int, length: int
) -> tuple[Any, ...]:
    return (
        [entries(generator, channels, channels) for _ in range(depth)],
        [entries(generator, channels, channels if layer else inputs) for layer in range(depth)],
        entries(generator, size(generator, 1, 2), channels),
        entries(generator, length, inputs),
    )


def deep_case(generator: np.random.Generator) -> tuple[Any, ...]:
    sizes = size(generator, 1, 3), size(generator, 1, 3), size(generator, 1, 4), size(generator, 1, 4)
    return deep_sizes(generator, *sizes)


# 04-rank-mod-p


def rank_mod_p(matrix: Array, prime: int) -> int:
    rows = [[int(entry) % prime for entry in row] for row in matrix]
    basis: dict[int, list[int]] = {}  # by the column of the leading 1
    for row in rows:
        for column in range(len(row)):
            if not row[column]:
                continue
            if column not in basis:
                inverse = pow(row[column], -1, prime)
                basis[column] = [entry * inverse % prime for entry in row]
                break
            factor = row[column]
            row = [(a - factor * b) % prime for a, b in zip(row, basis[column], strict=True)]
    return len(basis)


def real_rank(matrix: Array, prime: int) -> int:
    return int(np.linalg.matrix_rank(matrix.astype(float)))


def real_rank_of_remainders(matrix: Array, prime: int) -> int:
    return int(np.linalg.matrix_rank((matrix % prime).astype(float)))


def eliminate(matrix: Array, prime: int, *, search: bool, invert: bool) -> int:
    work, rank = [[int(entry) % prime for entry in row] for row in matrix], 0
    for column in range(len(work[0])):
        last = len(work) if search else min(rank + 1, len(work))
        pivot = next((row for row in range(rank, last) if work[row][column]), None)
        if pivot is None:
            continue
        work[rank], work[pivot] = work[pivot], work[rank]
        for row in range(rank + 1, len(work)):
            head = work[rank][column]
            factor = work[row][column] * pow(head, -1, prime) if invert else work[row][column] // head
            work[row] = [(a - factor * b) % prime for a, b in zip(work[row], work[rank], strict=True)]
        rank += 1
    return rank


def rank_case(generator: np.random.Generator) -> tuple[Any, ...]:
    prime = int(generator.choice(PRIMES))
    rows, columns = size(generator, 1, 6), size(generator, 1, 6)
    rank = size(generator, 0, min(rows, columns))
    product = generator.integers(0, prime, (rows, rank)) @ generator.integers(0, prime, (rank, columns))
    lifted = product % prime + prime * generator.integers(-2, 3, (rows, columns))
    if generator.integers(2):  # empty rows and columns make pivots hard to find
        lifted[int(generator.integers(rows))] = 0
        lifted[:, 0] = prime * generator.integers(-1, 2, rows)
    return lifted, prime
