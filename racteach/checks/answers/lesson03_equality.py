"""What judges the task 03-equality: the right function, the inputs and the known mistakes."""

import numpy as np

from racteach.checks.answers.drawing import size
from racteach.checks.answers.lesson03 import entries, numbered
from racteach.checks.comparing import SameArray
from racteach.checks.keys import AnswerKey

equality = AnswerKey(
    "03-equality",
    edge_cases=(
        (np.array([3.0, 5.0]),),
        (np.array([[1.0, 2.0], [3.0, 4.0]]),),
        (np.array([[1, 0], [0, 2]]),),
        (np.array([4.0]),),
        (numbered(2, 3) + 1,),
        (numbered(3, 2) - 4,),
    ),
    comparison=SameArray(),
    must_hold="Entry [start, end] is weights[start] where start and end are the same indices, else 0.",
)


@equality.right
def equality_grid(weights, place=lambda start: start + start):
    """Return a grid with weights[start] at place(start), and 0 elsewhere."""
    grid = np.zeros(weights.shape * 2)
    for start in np.ndindex(*weights.shape):
        grid[place(start)] = weights[start]
    return grid


@equality.drawn_by
def equality_case(generator):
    half = size(generator, 1, 3)
    return (entries(generator, (int(generator.integers(2, 4 if half == 3 else 5)),) * half),)


equality.mistake(
    "mirror instead of copy",
    "Your end repeats the start backwards, like a palindrome. EQUALITY asks for the same letters in the "
    "same order.",
)(lambda weights: equality_grid(weights, lambda start: start + start[::-1]))
equality.mistake(
    "neighbours compared",
    "You compare each step with the next one. Compare step t with step t + T/2: the start with the end.",
)(lambda weights: equality_grid(weights, lambda start: tuple(np.repeat(start, 2))))


@equality.mistake(
    "only one letter repeated",
    "Only sequences of one repeated letter are nonzero in your tensor. A start may mix letters; the end has "
    "to repeat it letter by letter.",
)
def one_letter(weights):
    grid = np.zeros(weights.shape * 2)
    for letter in range(weights.shape[0]):
        grid[(letter,) * grid.ndim] = weights[(letter,) * weights.ndim]
    return grid
