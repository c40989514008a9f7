"""What judges the tasks of lesson 01: the right function, the inputs and the known mistakes of each."""

import itertools

import numpy as np

from racteach.checks.answers.drawing import size
from racteach.checks.comparing import SameArray, SameNumber
from racteach.checks.keys import AnswerKey

_REPEATED = np.array([[1, 0], [0, 1], [1, 0], [2, 2]])

# Rows that differ, but not as joined digits, to a small base, by sum or set, nearly, in 32 bits, as int.
ALIKE = (
    (np.array([[1, 12], [11, 2]]),),
    (np.array([[0, 2], [1, 0], [2, 0], [0, 1]]),),
    (np.array([[0, 3], [1, 0], [3, 0], [0, 1]]),),
    (np.array([[0, 10], [1, 0], [10, 0], [0, 1]]),),
    (np.array([[1, 2], [2, 1]]),),
    (np.array([[100000, 1], [100001, 1]]),),
    (np.array([[2**24], [2**24 + 1]]),),
    (np.array([[0.25], [0.5]]),),
)
_JOINED = (
    "You join the entries of a row without anything between them. Then (1, 12) and (11, 2) look the same. "
    "Compare tuples."
)
_CUT_OFF = "You cut off fractions before you compare: 0.25 and 0.5 both become 0. Compare them as they are."

rows = AnswerKey(
    "01-rows",
    edge_cases=(
        (np.array([[0]]),),
        (np.array([[0, 0], [0, 0]]),),
        (np.array([[0, 1], [1, 2], [1, 2]]),),
        (np.array([[1, 2], [3, 1], [1, 2]]),),
        (_REPEATED,),
        (np.array([[1, 2, 3], [1, 2, 4]]),),
        (np.array([[0], [1], [0], [1], [2]]),),
        (np.array([[1.5, 2.0], [1.5, 2.5]]),),
        *ALIKE,
    ),
    comparison=SameNumber(exact=True),
    must_hold="Equal rows count once, however far apart they stand.",
)


@rows.right
def different_rows(table):
    return sum(all(tuple(table[i]) != tuple(table[j]) for j in range(i)) for i in range(len(table)))


@rows.drawn_by
def rows_case(generator):
    rows, columns = size(generator, 3, 6), size(generator, 2, 4)
    kinds = generator.integers(0, 10, size=(size(generator, 2, 5), columns))
    return (kinds[generator.integers(0, len(kinds), size=rows)],)  # some rows are equal


rows.mistake(
    "columns counted",
    "You count different columns. Starts are the rows, and each row says what its start means for every end.",
)(lambda table: different_rows(table.T))
rows.mistake(
    "rank instead of rows",
    "This is the rank. Different rows may be combinations of one another: the rank is smaller then. Count "
    "the rows that differ.",
)(lambda table: int(np.linalg.matrix_rank(table)))
rows.mistake("entries counted", "You count different entries of the table. A note stands for a whole row.")(
    lambda table: len(set(table.ravel().tolist()))
)
rows.mistake(
    "only neighbours compared",
    "You compare each row with the one above it only. A row may also be equal to one further up.",
)(lambda table: 1 + sum(tuple(a) != tuple(b) for a, b in itertools.pairwise(table)))
rows.mistake(
    "repeated rows left out",
    "You count rows that occur exactly once. A row that occurs twice still needs one note.",
)(lambda table: sum(table.tolist().count(row) == 1 for row in table.tolist()))
rows.mistake("digits joined", _JOINED)(lambda table: len({"".join(map(str, row)) for row in table.tolist()}))
rows.mistake("fractions cut off", _CUT_OFF)(lambda table: different_rows(table.astype(int)))
rows.mistake(
    "first row not counted",
    "You count one row too few. The first row is new as well: it has no row above it.",
)(lambda table: different_rows(table) - 1)


agree = AnswerKey(
    "01-agree",
    edge_cases=(
        (2, np.array([1])),
        (2, np.array([1, 10])),
        (3, np.array([5])),
        (2, np.array([1, 10, 100])),
        (2, np.array([2.5, 0.0])),
        (3, np.array([1, 7])),
        (1, np.array([4, 3])),
    ),
    comparison=SameArray(),
    must_hold="Entry [start, end] adds up weights[t] over the places t at which start and end have the same "
    "letter.",
)


@agree.right
def agreement_table(letters, weights):
    words = list(itertools.product(range(letters), repeat=len(weights)))
    return np.array(
        [[sum(w for w, x, y in zip(weights, s, e, strict=True) if x == y) for e in words] for s in words],
        dtype=float,
    )


@agree.drawn_by
def agree_case(generator):
    places = size(generator, 1, 3)
    letters = int(generator.integers(2, 4 if places < 3 else 3))
    return letters, generator.integers(-999, 1000, size=places) / 10


agree.mistake("all or nothing", "Your table is 0 unless all places agree. Here each place counts by itself.")(
    lambda letters, weights: np.eye(letters ** len(weights)) * np.sum(weights)
)
agree.mistake(
    "disagreements counted",
    "You add the weights of the places that differ. Add those of the places that agree.",
)(lambda letters, weights: np.sum(weights) - agreement_table(letters, weights))
agree.mistake(
    "end read backwards",
    "You compare the start with the end read backwards. Place t of the start belongs to place t of the end.",
)(
    lambda letters, weights: agreement_table(letters, weights)[
        :, np.arange(letters ** len(weights)).reshape([letters] * len(weights)).T.ravel()
    ]
)
agree.mistake(
    "weights left out",
    "You count the places that agree. Each place has a weight: add that weight in place of 1.",
)(lambda letters, weights: agreement_table(letters, np.ones(len(weights))))
agree.mistake(
    "first letter fastest",
    "Your words count with the first letter fastest: aa, ba, ab, bb. They must stand in the order of a "
    "dictionary: aa, ab, ba, bb.",
)(lambda letters, weights: agreement_table(letters, np.asarray(weights)[::-1]))


notes = AnswerKey(
    "01-notes",
    edge_cases=(
        (np.array([[3]]),),
        (np.array([[0, 0], [0, 0]]),),
        (np.array([[1, 0], [0, 1]]),),
        (np.array([[2], [1], [2], [0], [1]]),),
        (_REPEATED,),
        (np.array([[5, 5], [5, 4], [5, 5]]),),
        (np.array([[0, 1], [0, 1], [1, 1], [0, 2]]),),
        *ALIKE,
    ),
    comparison=SameArray(exact=True),
    must_hold="Notes are numbered 0, 1, 2, ... in the order in which new rows appear.",
)


@notes.right
def note_numbers(table):
    notes = []
    numbers = []
    for row in table:
        if tuple(row) not in notes:
            notes.append(tuple(row))
        numbers.append(notes.index(tuple(row)))
    return np.array(numbers)


notes.drawn_by(rows_case)
notes.mistake("counted from 1", "Your notes begin with number 1. Count from 0, as Python does.")(
    lambda table: note_numbers(table) + 1
)
notes.mistake(
    "notes sorted by their rows",
    "You number the different rows in sorted order, as `numpy.unique` does. Number them in the order in "
    "which they first appear.",
)(lambda table: np.unique(table, axis=0, return_inverse=True)[1].ravel())
notes.mistake(
    "number of the row",
    "You give the place of the first equal row in the table. Notes have no gaps: 0, 1, 2, ...",
)(lambda table: [table.tolist().index(row) for row in table.tolist()])
notes.mistake(
    "a new note at every change",
    "You take a new note whenever the row changes. If an earlier row comes back, its note comes back as "
    "well.",
)(lambda table: np.cumsum([0, *((a != b).any() for a, b in itertools.pairwise(table))]))
notes.mistake("digits joined", _JOINED)(
    lambda table: note_numbers([["".join(map(str, row))] for row in table.tolist()])
)
notes.mistake("fractions cut off", _CUT_OFF)(lambda table: note_numbers(table.astype(int)))


cuts = AnswerKey(
    "01-cuts",
    edge_cases=(
        (np.array([[0, 1], [1, 0]]),),
        (np.zeros((2, 2, 2), dtype=int),),
        (np.arange(8).reshape(2, 2, 2),),
        (np.array([[0, 1], [0, 1]]),),
        (np.array([[0, 1, 1], [1, 0, 0], [1, 2, 2]]),),
        (sum(np.indices((2, 2, 2, 2))),),
        (np.eye(4, dtype=int).reshape(2, 2, 2, 2),),
        (np.array([[[0, 1], [1, 1]], [[0, 1], [2, 0]]]),),
        (np.array([[0.25, 0.0], [0.5, 0.0]]),),
        *(case for case in ALIKE if case[0].shape == (2, 2)),
        (np.array([[0, 3, 0], [1, 0, 0], [3, 0, 1]]),),
    ),
    comparison=SameArray(exact=True),
    must_hold="There is one number for each cut after 1, 2, ..., T - 1 letters.",
)


@cuts.right
def starts_at_every_cut(outcomes):
    counts = []
    for t in range(1, outcomes.ndim):
        starts = {tuple(outcomes[start].ravel()) for start in np.ndindex(*outcomes.shape[:t])}
        counts.append(len(starts))
    return np.array(counts)


@cuts.drawn_by
def cuts_case(generator):
    length = size(generator, 2, 4)
    letters = int(generator.integers(2, 4 if length < 4 else 3))
    kinds = generator.integers(0, 3, size=(letters,) * length)
    if generator.random() < 0.5:  # a sum, whose starts repeat
        total = np.indices((letters,) * length).sum(axis=0)
        kinds = total * size(generator, 1, 59) + size(generator, 0, 59)
    return (kinds,)


cuts.mistake(
    "ends counted",
    "You count different ends, the columns. The question is how many starts can be told apart.",
)(lambda outcomes: starts_at_every_cut(outcomes.T)[::-1])
cuts.mistake(
    "all starts counted", "You count all starts, Q to the power t. Starts with equal rows count once."
)(lambda outcomes: np.array([outcomes.shape[0] ** t for t in range(1, outcomes.ndim)]))


cuts.mistake("rank instead of rows", "These are the ranks of the tables. Count their different rows.")(
    lambda A: [np.linalg.matrix_rank(A.reshape(len(A) ** t, -1)) for t in range(1, A.ndim)]
)
cuts.mistake(
    "cuts begin at 0",
    "Your first cut comes before the first letter. The first one comes after it, the last one before the "
    "last letter.",
)(lambda outcomes: np.array([1, *starts_at_every_cut(outcomes)[:-1]]))
cuts.mistake(
    "last cut left out",
    "You give one number too few. The last cut comes before the last letter, after T - 1 letters.",
)(lambda outcomes: starts_at_every_cut(outcomes)[:-1])
cuts.mistake(
    "cut after the whole word",
    "You give one number too many. After the last letter there is no end left: stop at T - 1 letters.",
)(lambda outcomes: np.array([*starts_at_every_cut(outcomes), len(np.unique(outcomes))]))
