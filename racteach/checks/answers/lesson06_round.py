"""Task 06-round: any circle of letters on which no word is read twice."""

import numpy as np

from racteach.checks.answers.drawing import size
from racteach.checks.comparing import SameShape
from racteach.checks.keys import AnswerKey

circle_of_words = AnswerKey(
    "06-round",
    edge_cases=(
        (1, 2, 1),
        (2, 2, 1),
        (5, 2, 3),
        (8, 2, 3),
        (3, 3, 1),
        (4, 2, 2),
        (9, 3, 2),
        (2, 2, 3),
        (16, 2, 4),
    ),
    comparison=SameShape(exact=True),
    must_hold="The circle is read clockwise, over its end as well, so there are as many words as places.",
)


def windows(circle, half_length, closed=True):
    """Return the words that are read from each place; not over the end unless it is closed."""
    places = len(circle)
    last = places if closed else places - half_length + 1
    return [tuple(int(circle[(i + k) % places]) for k in range(half_length)) for i in range(max(last, 0))]


def searched(places, letters, half_length, closed=True):
    """Return the first such circle in the order of a dictionary."""

    def longer(line):
        seen = windows(line, half_length, closed=False)
        if len(set(seen)) < len(seen):
            return None
        if len(line) == places:
            seen = windows(line, half_length, closed)
            return line if len(set(seen)) == len(seen) else None
        tries = (longer([*line, letter]) for letter in range(letters))
        return next((found for found in tries if found), None)

    return np.array(longer([0]))


@circle_of_words.right
def circle_without_repeats(places, letters, half_length):
    return searched(places, letters, half_length)


@circle_of_words.drawn_by
def some_circle(generator):
    letters, half_length = ((2, 2), (2, 3), (2, 4), (3, 2), (4, 2), (3, 1), (5, 1))[size(generator, 0, 6)]
    return size(generator, 1, min(letters**half_length, 12)), letters, half_length


@circle_of_words.judged_by
def read_twice(circle, places, letters, half_length):
    odd = next((letter for letter in circle if not 0 <= letter < letters), None)
    if odd is not None:
        return f"Letters are the numbers from 0 to {letters - 1}, and one is {odd}."
    seen = windows(circle, half_length)
    for place, word in enumerate(seen):
        if word in seen[:place]:
            shown = ", ".join(map(str, word))
            return f"The word ({shown}) is read twice, from place {seen.index(word)} and from place {place}."
    return ""


circle_of_words.mistake(
    "line, not a circle",
    "No word is read twice along the line, but over its end one is. After the last place comes place 0.",
)(lambda places, letters, half_length: searched(places, letters, half_length, closed=False))
circle_of_words.mistake(
    "alphabet again and again",
    "You write the alphabet again and again. After one round every word comes back.",
)(lambda places, letters, half_length: np.arange(places) % letters)
circle_of_words.mistake(
    "more letters than there are",
    "You number the places. Letters may repeat, and only the first few numbers are letters.",
)(lambda places, letters, half_length: np.arange(places))
circle_of_words.degenerate("zero", "is read twice")(lambda places, *_: np.zeros(places))
circle_of_words.degenerate("constant", "is read twice")(lambda places, *_: np.ones(places))
circle_of_words.degenerate("example", "The shape is (5,)")(lambda *_: np.array([0, 0, 0, 1, 1]))
circle_of_words.degenerate("other size", "The shape is")(
    lambda places, letters, half_length: (
        searched(min(places + 1, 2), letters, half_length + 1)
        if places > 2
        else np.arange(places + 1) % letters
    )
)
circle_of_words.degenerate("letters at random", "is read twice")(
    lambda places, letters, half_length: np.random.default_rng(0).integers(0, letters, places)
)
