"""What judges the task 06-circle: the right function, the inputs and the known mistakes."""

import numpy as np

from racteach.checks.answers.declaring import AnswerKey
from racteach.checks.answers.drawing import size
from racteach.checks.comparing import SameArray

circle = AnswerKey(
    "06-circle",
    edge_cases=(((0, 0, 0, 1, 1), 2), ((0,), 1), ((0, 1), 2), ((1, 0, 2), 3), ((0, 0), 2), ((2, 2, 0), 4)),
    comparison=SameArray(exact=True),
    must_hold="Row r has a 1 at the place before r, and a 1 at the letter of place r.",
)


def recalling(circle):
    places = len(circle)
    return np.array([[float(q == (r - 1) % places) for q in range(places)] for r in range(places)])


def reading(circle, letters):
    return np.array([[float(d == letter) for d in range(letters)] for letter in circle])


@circle.reference
def circle_weights(circle, letters):
    return np.hstack([recalling(circle), reading(circle, letters)])


@circle.random_case
def circle_case(generator):
    letters = size(generator, 2, 6)
    circle = tuple(int(d) for d in generator.integers(0, letters, size=size(generator, 4, 8)))
    return circle, letters


circle.mistake(
    "circle the other way round",
    "Your channels recall the place after them. A word is read clockwise, so place r recalls the place "
    "before it.",
)(lambda circle, letters: np.hstack([recalling(circle).T, reading(circle, letters)]))
circle.mistake(
    "a line, not a circle",
    "Place 0 recalls nothing in your matrix. On a circle it comes after the last place.",
)(lambda circle, letters: np.hstack([np.tril(recalling(circle)), reading(circle, letters)]))
circle.mistake(
    "every channel keeps itself",
    "Your recurrent matrix is the identity. The value must move on by one place at each step.",
)(lambda circle, letters: np.hstack([np.eye(len(circle)), reading(circle, letters)]))
circle.mistake(
    "input matrix first", "You put the input matrix on the left. The recurrent matrix comes first."
)(lambda circle, letters: np.hstack([reading(circle, letters), recalling(circle)]))
circle.mistake("numbers of letters", "You write the number of the letter. Write a 1 in the letter's column.")(
    lambda circle, letters: np.hstack([recalling(circle), reading(circle, letters) * np.arange(letters)])
)
