"""Other right answers to the tasks of lesson 04, written as students would."""

import numpy as np


def step_by_einsum(hidden, inputs, state, below):
    return np.einsum("ij,ik,j,k->i", hidden, inputs, state, below)


def step_by_lists(hidden, inputs, state, below):
    def product(matrix, vector):
        return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]

    return [a * b for a, b in zip(product(hidden, state), product(inputs, below), strict=True)]


def shallow_recursive(hidden, inputs, output, features):
    def state(step):
        now = inputs @ features[step]
        return now if step == 0 else hidden @ state(step - 1) * now

    return tuple(output @ state(len(features) - 1))


def shallow_with_all_inputs_first(hidden, inputs, output, features):
    below = features @ inputs.T
    state = below[0].copy()
    for row in below[1:]:
        state = np.multiply(hidden.dot(state), row)
    return output.dot(state)


def grid_by_prefixes(hidden, inputs, output, length):
    states = {(letter,): column for letter, column in enumerate(inputs.T)}
    for _ in range(length - 1):
        states = {
            (*place, letter): (hidden @ state) * column
            for place, state in states.items()
            for letter, column in enumerate(inputs.T)
        }
    grid = np.zeros((inputs.shape[1],) * length)
    for place, state in states.items():
        grid[place] = output[0] @ state
    return grid


def grid_vectorised(hidden, inputs, output, length):
    states = inputs.T
    for _ in range(length - 1):
        states = np.einsum("...j,ij,im->...mi", states, hidden, inputs)
    return states @ output[0]


def deep_layer_by_layer(hidden, inputs, output, features):
    sequence = list(features)
    for past, present in zip(hidden, inputs, strict=True):
        states = []
        for below in sequence:
            new = present @ below
            states.append(new if not states else (past @ states[-1]) * new)
        sequence = states
    return output @ sequence[-1]


def deep_with_none_for_no_state(hidden, inputs, output, features):
    states = [None] * len(hidden)
    for below in features:
        for layer, state in enumerate(states):
            past = 1.0 if state is None else hidden[layer] @ state
            below = states[layer] = past * (inputs[layer] @ below)
    return list(output @ below)


def rank_by_rows(matrix, prime):
    rows = [[int(x) % prime for x in row] for row in matrix]
    rank = 0
    while rows:
        row = rows.pop()
        if any(row):
            rank += 1
            lead = next(i for i, x in enumerate(row) if x)
            inverse = pow(row[lead], prime - 2, prime)
            rows = [
                [(b - other[lead] * inverse * a) % prime for a, b in zip(row, other, strict=True)]
                for other in rows
            ]
    return float(rank)


def rank_by_columns(matrix, prime):
    return np.int64(rank_by_rows(np.asarray(matrix).T, prime))


ALTERNATIVES = {
    "04-step": [step_by_einsum, step_by_lists],
    "04-run-shallow": [shallow_recursive, shallow_with_all_inputs_first],
    "04-grid": [grid_by_prefixes, grid_vectorised],
    "04-deep": [deep_layer_by_layer, deep_with_none_for_no_state],
    "04-rank-mod-p": [rank_by_rows, rank_by_columns],
}
