"""Other right answers to the tasks of lesson 01, written as students would."""

import itertools

import numpy as np


def rows_by_set(table):
    return len({tuple(row) for row in np.asarray(table).tolist()})


def rows_by_unique(table):
    return float(np.unique(table, axis=0).shape[0])


def agree_by_broadcasting(letters, weights):
    words = np.array(list(itertools.product(range(letters), repeat=len(weights))))
    same = words[:, None, :] == words[None, :, :]
    return (same * np.asarray(weights)).sum(axis=-1)


def agree_by_kronecker_sums(letters, weights):
    table = np.zeros((1, 1))
    for weight in weights:
        ones = np.ones((letters, letters))
        table = np.kron(table, ones) + np.kron(np.ones_like(table), weight * np.eye(letters))
    return table.tolist()


def notes_by_dictionary(table):
    numbers = {}
    return [numbers.setdefault(tuple(row), len(numbers)) for row in np.asarray(table).tolist()]


def notes_by_unique(table):
    _, first, inverse = np.unique(table, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(np.argsort(first))
    return order[np.asarray(inverse).ravel()]


def cuts_by_reshape(outcomes):
    letters = outcomes.shape[0]
    return [len(np.unique(outcomes.reshape(letters**t, -1), axis=0)) for t in range(1, outcomes.ndim)]


def cuts_by_sets(outcomes):
    counts = np.zeros(outcomes.ndim - 1)
    for t in range(1, outcomes.ndim):
        rows = set()
        for start in itertools.product(range(outcomes.shape[0]), repeat=t):
            rows.add(tuple(outcomes[start].ravel()))
        counts[t - 1] = len(rows)
    return counts


ALTERNATIVES = {
    "01-rows": [rows_by_set, rows_by_unique],
    "01-agree": [agree_by_broadcasting, agree_by_kronecker_sums],
    "01-notes": [notes_by_dictionary, notes_by_unique],
    "01-cuts": [cuts_by_reshape, cuts_by_sets],
}
