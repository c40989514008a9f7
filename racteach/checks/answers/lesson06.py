"""What judges the tasks of lesson 06: the right function, the inputs and the known mistakes of each."""

import itertools

import numpy as np

from racteach.checks.answers.drawing import TRANSPOSED, size
from racteach.checks.answers.lesson05 import state_after
from racteach.checks.comparing import SameArray, SameNumber
from racteach.checks.keys import AnswerKey


def entries(generator, *shape):
    return generator.integers(-9, 10, size=shape)


_HIDDEN = np.array([[1, 2], [3, 4]])
_INPUTS = np.array([[10, 100], [1, 7]])
_CORE = np.arange(1, 9).reshape(2, 2, 2)

core = AnswerKey(
    "06-core",
    edge_cases=(
        (np.array([[2]]), np.array([[3, 5]])),
        (_HIDDEN, _INPUTS),
        (_HIDDEN, np.array([[2], [3]])),
        (np.array([[0, 1], [0, 0]]), np.array([[1, 2, 3], [4, 5, 6]])),
        (np.array([[0.5, 0.0, 1.0], [2.0, 0.0, 0.0], [0.0, 3.0, 0.0]]), np.array([[1.0], [2.0], [3.0]])),
    ),
    comparison=SameArray(),
    must_hold="Entry [a, d, b] is W^I[b, d] · W^H[b, a].",
)


@core.right
def train_core(hidden, inputs):
    channels, letters = inputs.shape
    core = np.zeros((channels, letters, channels))
    for a, d, b in itertools.product(range(channels), range(letters), range(channels)):
        core[a, d, b] = inputs[b, d] * hidden[b, a]
    return core


@core.drawn_by
def core_case(generator):
    channels, letters = size(generator, 2, 3), size(generator, 2, 3)
    return entries(generator, channels, channels), entries(generator, channels, letters)


core.mistake(
    "recurrent matrix transposed",
    "You use W^H[a, b]. The new channel b recalls the old channel a through W^H[b, a].",
)(lambda hidden, inputs: train_core(np.asarray(hidden).T, inputs))
core.mistake(
    "letter at the old state",
    "You multiply by W^I[a, d], at the old channel. The letter multiplies the new channel: W^I[b, d].",
)(lambda hidden, inputs: np.einsum("ad,ba->adb", inputs, hidden))
core.mistake(
    "added, not multiplied", "You add the two weights. What is recalled and what enters are multiplied."
)(lambda hidden, inputs: np.asarray(inputs).T[None] + np.asarray(hidden).T[:, None])
core.mistake(
    "states swapped",
    "Your first axis is the new state. The old state comes first, then the letter, then the new state.",
)(lambda hidden, inputs: train_core(hidden, inputs).transpose(2, 1, 0))


entry = AnswerKey(
    "06-entry",
    edge_cases=(
        (np.array([[2.0], [3.0]]), np.array([[[5.0], [7.0]]]), np.array([1.0]), (0, 1)),
        (np.array([[2], [3]]), np.array([[[5], [7]]]), np.array([11]), (1,)),
        (np.array([[1, 0], [0, 1]]), _CORE, np.array([1, 10]), (0, 1)),
        (np.array([[1, 2], [3, 4]]), _CORE, np.array([1, 0]), (1, 0, 1)),
        (np.array([[1, 2], [3, 4]]), _CORE, np.array([2, -1]), (0, 0, 1)),
        (np.array([[1, 1], [1, -1]]), _CORE, np.array([0, 1]), (1,)),
    ),
    comparison=SameNumber(),
    must_hold="It is a product: a row, one matrix for each further letter, and a column.",
)


@entry.right
def train_entry(first, core, last, word):
    channels = len(last)
    state = [float(x) for x in first[word[0]]]
    for d in word[1:]:
        state = [sum(state[a] * core[a, d, b] for a in range(channels)) for b in range(channels)]
    return float(sum(s * w for s, w in zip(state, last, strict=True)))


@entry.drawn_by
def entry_case(generator):
    channels, letters = size(generator, 2, 3), size(generator, 2, 3)
    word = tuple(int(d) for d in generator.integers(0, letters, size=size(generator, 2, 4)))
    first = entries(generator, letters, channels)
    return first, entries(generator, channels, letters, channels), entries(generator, channels), word


entry.mistake(
    "word read backwards",
    "You go through the word from its last letter. The train begins with the first one.",
)(lambda first, core, last, word: train_entry(first, core, last, word[::-1]))
entry.mistake(
    "core transposed",
    "You use the core with old and new state swapped. The vector from the left meets the first axis.",
)(lambda first, core, last, word: train_entry(first, np.asarray(core).transpose(2, 1, 0), last, word))
entry.mistake(
    "first letter used twice", "You use the core for the first letter as well. It is already in `first`."
)(lambda first, core, last, word: train_entry(first, core, last, (word[0], *word)))


@entry.mistake(
    "largest in place of the sum",
    "You take the largest of the products along a line. Joining two legs means to add them all up.",
)
def entry_by_entry(first, core, last, word):
    state = np.asarray(first, dtype=float)[word[0]]
    for d in word[1:]:
        state = (state[:, None] * core[:, d, :]).max(axis=0)
    return float(state @ last)


entry.mistake(
    "letters summed over",
    "You sum over the letters of the core. For one entry each letter is fixed by the word.",
)(
    lambda first, core, last, word: train_entry(
        first, np.repeat(core.sum(axis=1, keepdims=True), core.shape[1], axis=1), last, word
    )
)
entry.mistake(
    "first letter not read",
    "You begin with ones and leave the first letter out. The first vector is the row of `first` for the "
    "first letter.",
)(lambda first, core, last, word: train_entry(np.ones(np.shape(first)), core, last, word))
entry.variant("first letter not read")(
    lambda first, core, last, word: train_entry(np.ones(np.shape(first)), core, last, (0, *word))
)
entry.mistake(
    "last vector left out", "You add up the last state. Multiply it by `last` first, entry by entry."
)(lambda first, core, last, word: train_entry(first, core, np.ones(len(last)), word))


states = AnswerKey(
    "06-states",
    edge_cases=(
        (np.array([[2]]), np.array([[3, 5]]), 1),
        (np.array([[2]]), np.array([[3, 5]]), 2),
        (_HIDDEN, _INPUTS, 1),
        (_HIDDEN, _INPUTS, 2),
        (_HIDDEN, np.array([[1, 2, 3], [4, 5, 6]]), 2),
        (np.array([[0, 1], [1, 0]]), np.array([[1, 2], [3, 5]]), 3),
        (np.array([[3, 1], [0, 2]]), np.array([[2], [5]]), 2),
    ),
    comparison=SameArray(exact=True),
    must_hold="Row number = the start, counted with the last letter fastest; there are M^n rows.",
)


def words(inputs, half_length):
    return itertools.product(range(np.shape(inputs)[1]), repeat=half_length)


@states.right
def states_of_starts(hidden, inputs, half_length):
    return np.array([state_after(word, hidden, inputs) for word in words(inputs, half_length)])


@states.drawn_by
def states_case(generator):
    half = size(generator, 1, 3)
    letters = int(generator.integers(2, 4 if half < 3 else 3))
    channels = size(generator, 2, 3)
    return entries(generator, channels, channels), entries(generator, channels, letters), half


states.mistake(
    "first letter fastest",
    "Your starts count with the first letter fastest: aa, ba, ab, bb. The last letter must change fastest.",
)(lambda hidden, inputs, n: [state_after(word[::-1], hidden, inputs) for word in words(inputs, n)])
states.mistake("channels in the rows", "Your rows are channels. Each start is a row, each channel a column.")(
    lambda hidden, inputs, n: states_of_starts(hidden, inputs, n).T
)
states.mistake(
    "one step too many",
    "Your starts have one letter too many. The first state needs no step: it is a column of W^I.",
)(lambda hidden, inputs, n: states_of_starts(hidden, inputs, n + 1))
states.mistake(
    "something recalled at the first step",
    "You use W^H at the first letter already. There is nothing to recall yet.",
)(lambda hidden, inputs, n: [state_after(word, hidden, inputs, first=False) for word in words(inputs, n)])
states.mistake(*TRANSPOSED)(lambda hidden, inputs, n: states_of_starts(np.asarray(hidden).T, inputs, n))
states.mistake(
    "starts from zeros",
    "Your states start at 0, and a product with 0 stays 0 for ever. The first state is a column of W^I.",
)(lambda hidden, inputs, n: np.zeros((np.shape(inputs)[1] ** n, len(hidden))))


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


@circle.right
def circle_weights(circle, letters):
    return np.hstack([recalling(circle), reading(circle, letters)])


@circle.drawn_by
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
