"""What judges the task 06-circle: the right function, the inputs and the known mistakes."""

import numpy as np

from racteach.checks.answers.declaring import AnswerKey
from racteach.checks.comparing import SameArray

circle = AnswerKey(
    "06-circle",
    edge_cases=(((0, 0, 0, 1, 1), 2), ((0,), 1), ((0, 1), 2), ((1, 0, 2), 3), ((0, 0), 2), ((2, 2, 0), 4)),
    comparison=SameArray(exact=True),
    must_hold="Row r has a 1 at the place before r, and a 1 at the letter of place r.",
)


@circle.reference
def circle_weights(circle, letters):
    places = len(circle)
    weights = np.zeros((places, places + letters))
    for place, letter in enumerate(circle):
        weights[place, (place - 1) % places] = 1
        weights[place, places + letter] = 1
    return weights


@circle.random_case
def circle_case(generator):
    letters = int(generator.integers(2, 7))
    circle = tuple(int(d) for d in generator.integers(0, letters, size=int(generator.integers(4, 9))))
    return circle, letters


@circle.mistake(
    "circle the other way round",
    "Your channels recall the place after them. A word is read clockwise, so place r recalls the place "
    "before it.",
)
def circle_the_other_way(circle, letters):
    weights = circle_weights(circle, letters)
    places = len(circle)
    weights[:, :places] = weights[:, :places].T
    return weights


@circle.mistake(
    "a line, not a circle",
    "Place 0 recalls nothing in your matrix. On a circle it comes after the last place.",
)
def line_in_place_of_a_circle(circle, letters):
    weights = circle_weights(circle, letters)
    if len(circle) > 1:
        weights[0, len(circle) - 1] = 0
    return weights


@circle.mistake(
    "every channel keeps itself",
    "Your recurrent matrix is the identity. The value must move on by one place at each step.",
)
def every_channel_keeps_itself(circle, letters):
    return np.hstack([np.eye(len(circle)), circle_weights(circle, letters)[:, len(circle) :]])


@circle.mistake(
    "input matrix first", "You put the input matrix on the left. The recurrent matrix comes first."
)
def inputs_first(circle, letters):
    weights = circle_weights(circle, letters)
    return np.hstack([weights[:, len(circle) :], weights[:, : len(circle)]])


@circle.mistake("numbers of letters", "You write the number of the letter. Write a 1 in the letter's column.")
def letter_numbers(circle, letters):
    weights = circle_weights(circle, letters)
    weights[:, len(circle) :] *= np.arange(letters)
    return weights


@circle.alternative
def circle_by_roll(circle, letters):
    recurrent = np.roll(np.eye(len(circle)), 1, axis=0)
    return np.hstack([recurrent, np.eye(letters)[list(circle)]])


@circle.alternative
def circle_by_lists(circle, letters):
    places = len(circle)
    return [
        [int(q == (r - 1) % places) for q in range(places)] + [int(d == circle[r]) for d in range(letters)]
        for r in range(places)
    ]
