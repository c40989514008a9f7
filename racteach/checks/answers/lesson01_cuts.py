"""What judges the task 01-cuts: the right function, the inputs and the known mistakes."""

import numpy as np

from racteach.checks.answers.declaring import AnswerKey
from racteach.checks.answers.drawing import size
from racteach.checks.answers.lesson01 import ALIKE
from racteach.checks.comparing import SameArray

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


@cuts.reference
def starts_at_every_cut(outcomes):
    counts = []
    for t in range(1, outcomes.ndim):
        starts = {tuple(outcomes[start].ravel()) for start in np.ndindex(*outcomes.shape[:t])}
        counts.append(len(starts))
    return np.array(counts)


@cuts.random_case
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


@cuts.mistake("rank instead of rows", "These are the ranks of the tables. Count their different rows.")
def ranks(outcomes):
    sides = [outcomes.shape[0] ** t for t in range(1, outcomes.ndim)]
    return np.array([np.linalg.matrix_rank(outcomes.reshape(side, -1)) for side in sides])


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
