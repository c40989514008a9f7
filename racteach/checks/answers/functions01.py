"""Right functions, random inputs and wrong functions for the tasks of lesson 01."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

Array = np.ndarray


def repeating_table(generator: np.random.Generator, most: int = 6) -> Array:
    """Return a table in which some rows are equal."""
    rows, columns = int(generator.integers(3, most + 1)), int(generator.integers(2, 5))
    kinds = generator.integers(0, 10, size=(int(generator.integers(2, most)), columns))
    return kinds[generator.integers(0, len(kinds), size=rows)]


# 01-rows


def different_rows(table: Array) -> int:
    return sum(all(tuple(table[i]) != tuple(table[j]) for j in range(i)) for i in range(len(table)))


def different_columns(table: Array) -> int:
    return different_rows(table.T)


def rank(table: Array) -> int:
    return int(np.linalg.matrix_rank(table))


def different_entries(table: Array) -> int:
    return len(set(table.ravel().tolist()))


def changes(table: Array) -> int:
    return 1 + sum(tuple(a) != tuple(b) for a, b in itertools.pairwise(table))


def unrepeated(table: Array) -> int:
    rows = [tuple(row) for row in table]
    return sum(rows.count(row) == 1 for row in rows)


def rows_case(generator: np.random.Generator) -> tuple[Any, ...]:
    return (repeating_table(generator),)


# 01-agree


def words_of(letters: int, places: int) -> list[tuple[int, ...]]:
    return list(itertools.product(range(letters), repeat=places))


def agreement_table(letters: int, weights: Array) -> Array:
    words = words_of(letters, len(weights))
    table = np.zeros((len(words), len(words)))
    for i, start in enumerate(words):
        for j, end in enumerate(words):
            for place, weight in enumerate(weights):
                if start[place] == end[place]:
                    table[i, j] += weight
    return table


def only_if_all_agree(letters: int, weights: Array) -> Array:
    return np.eye(letters ** len(weights)) * np.sum(weights)


def disagreements(letters: int, weights: Array) -> Array:
    return np.sum(weights) - agreement_table(letters, weights)


def backwards(letters: int, weights: Array) -> Array:
    words = words_of(letters, len(weights))
    return np.array(
        [
            [sum(w for w, x, y in zip(weights, s, e[::-1], strict=True) if x == y) for e in words]
            for s in words
        ]
    )


def unweighted(letters: int, weights: Array) -> Array:
    return agreement_table(letters, np.ones(len(weights)))


def first_letter_fastest(letters: int, weights: Array) -> Array:
    return agreement_table(letters, np.asarray(weights)[::-1])


def agree_case(generator: np.random.Generator) -> tuple[Any, ...]:
    places = int(generator.integers(1, 4))
    letters = int(generator.integers(2, 4 if places < 3 else 3))
    return letters, generator.integers(-999, 1000, size=places) / 10


# 01-notes


def note_numbers(table: Array) -> Array:
    notes: list[tuple[int, ...]] = []
    numbers = []
    for row in table:
        if tuple(row) not in notes:
            notes.append(tuple(row))
        numbers.append(notes.index(tuple(row)))
    return np.array(numbers)


def counted_from_one(table: Array) -> Array:
    return note_numbers(table) + 1


def sorted_notes(table: Array) -> Array:
    ordered = sorted({tuple(row) for row in table})
    return np.array([ordered.index(tuple(row)) for row in table])


def first_equal_row(table: Array) -> Array:
    rows = [tuple(row) for row in table]
    return np.array([rows.index(row) for row in rows])


def new_note_at_every_change(table: Array) -> Array:
    numbers = [0]
    for above, row in itertools.pairwise(table):
        numbers.append(numbers[-1] + (tuple(above) != tuple(row)))
    return np.array(numbers)


# 01-cuts


def starts_at_every_cut(outcomes: Array) -> Array:
    counts = []
    for t in range(1, outcomes.ndim):
        starts = {tuple(outcomes[start].ravel()) for start in np.ndindex(*outcomes.shape[:t])}
        counts.append(len(starts))
    return np.array(counts)


def ends_at_every_cut(outcomes: Array) -> Array:
    moved = outcomes.transpose(tuple(range(outcomes.ndim))[::-1])
    return starts_at_every_cut(moved)[::-1]


def all_starts(outcomes: Array) -> Array:
    return np.array([outcomes.shape[0] ** t for t in range(1, outcomes.ndim)])


def ranks(outcomes: Array) -> Array:
    sides = [outcomes.shape[0] ** t for t in range(1, outcomes.ndim)]
    return np.array([np.linalg.matrix_rank(outcomes.reshape(side, -1)) for side in sides])


def from_the_empty_start(outcomes: Array) -> Array:
    return np.array([1, *starts_at_every_cut(outcomes)[:-1]])


def cuts_case(generator: np.random.Generator) -> tuple[Any, ...]:
    length = int(generator.integers(2, 5))
    letters = int(generator.integers(2, 4 if length < 4 else 3))
    kinds = generator.integers(0, 3, size=(letters,) * length)
    if generator.random() < 0.5:  # a sum, whose starts repeat
        total = np.indices((letters,) * length).sum(axis=0)
        kinds = total * int(generator.integers(1, 60)) + int(generator.integers(0, 60))
    return (kinds,)
