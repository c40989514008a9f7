"""What judges the task 12-walsh: the recurrent matrix that moves sets of places on."""

import numpy as np

from racteach.checks.answers.drawing import size
from racteach.checks.comparing import SameArray
from racteach.checks.keys import AnswerKey

walsh = AnswerKey(
    "12-walsh",
    edge_cases=(
        (np.array([[1, 0], [0, 1]]),),
        (np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]]),),
        (np.array([[0, 0, 1], [0, 1, 0], [1, 0, 0]]),),
        (np.array([[1, 1]]),),
        (np.array([[1, 0, 1, 0], [0, 1, 0, 1], [1, 1, 1, 1]]),),
    ),
    comparison=SameArray(truths=True),
    must_hold="Every row and every column holds exactly one 1: a permutation.",
)


@walsh.right
def shift_matrix(sets, moved=lambda row: (row[-1], *row[:-1])):
    rows = [tuple(int(x) for x in row) for row in sets]
    return np.array([[float(new == moved(old)) for old in rows] for new in rows])


@walsh.drawn_by
def sets_case(generator):
    places = size(generator, 4, 7)
    chosen = set()
    while len(chosen) < 6:
        row = generator.integers(0, 2, size=places)
        chosen |= {tuple(int(x) for x in np.roll(row, t)) for t in range(places)}
    rows = np.array(sorted(chosen))
    return (rows[generator.permutation(len(rows))],)


walsh.mistake(
    "the other way round",
    "You move places back, or took the new channel for the column. Rows belong to the new state.",
)(lambda sets: shift_matrix(sets).T)
walsh.mistake("pushed out at the end", "You lose the last place. It comes round to the front.")(
    lambda sets: shift_matrix(sets, lambda row: (0, *row[:-1]))
)
walsh.mistake("every channel itself", "Every channel recalls itself in your matrix. The places move on.")(
    lambda sets: np.eye(len(sets))
)
walsh.mistake(
    "the next in the list", "You go to the next set in the list. Look for the set that the places move to."
)(lambda sets: np.roll(np.eye(len(sets)), 1, axis=0))
walsh.mistake(
    "all sets of the same size",
    "You connect all sets of the same size. Only one of them is the set moved on.",
)(lambda sets: np.equal.outer(sets.sum(axis=1), sets.sum(axis=1)) * 1.0)
