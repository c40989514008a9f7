"""Tasks 06-parity and 06-automaton: any weights of a shallow circuit that computes a machine's answers."""

import itertools
from collections.abc import Iterator

import numpy as np

from racteach.checks.answers.drawing import size
from racteach.checks.comparing import SameShape, written
from racteach.checks.keys import AnswerKey

_ROUNDING = 1e-6


def outputs(weights, letters, longest) -> Iterator[tuple[tuple[int, ...], float]]:
    """Yield the output of a shallow circuit for every word, the short ones first.

    Args:
        weights: the recurrent matrix, the input matrix and the output weights as a column, side by side.
        letters, longest: which words.
    """
    weights = np.asarray(weights, dtype=float)
    channels = len(weights)
    recurrent, entering = weights[:, :channels], weights[:, channels : channels + letters]
    states: dict[tuple[int, ...], np.ndarray] = {(letter,): entering[:, letter] for letter in range(letters)}
    for _ in range(longest):
        yield from ((word, float(weights[:, -1] @ state)) for word, state in states.items())
        states = {
            (*word, letter): (recurrent @ state) * entering[:, letter]
            for word, state in states.items()
            for letter in range(letters)
        }


def missed(weights, letters, longest, wanted):
    """Return what is wrong with the first word for which a circuit gives something else, or nothing."""
    with np.errstate(all="ignore"):
        for word, output in outputs(weights, letters, longest):
            right = wanted(word)
            if not abs(output - right) <= _ROUNDING:
                shown = ", ".join(map(str, word))
                return f"For the word ({shown}) your circuit gives {written(output)}. It must give {right}."
    return ""


parity = AnswerKey(
    "06-parity",
    edge_cases=tuple(
        (flags,) for flags in ((0, 1), (1,), (0,), (1, 1), (0, 0), (1, 0, 1), (0, 1, 1, 0), (0, 0, 1))
    ),
    comparison=SameShape(),
    must_hold="Each letter that counts must turn the answer round; the others must leave it.",
)


@parity.right
def parity_weights(counted):
    signs = [-1.0 if counts else 1.0 for counts in counted]
    return np.array([[1, 0, *[1] * len(counted), 0.5], [0, 1, *signs, -0.5]])


@parity.drawn_by
def letters_that_count(generator):
    return (tuple(int(x) for x in generator.integers(0, 2, size(generator, 1, 6))),)


@parity.judged_by
def wrong_parity(weights, counted):
    longest = 5 if len(counted) < 4 else 3
    return missed(weights, len(counted), longest, lambda word: sum(counted[letter] for letter in word) % 2)


def changed_parity(counted, place, column):
    """Return the right weights with a column replaced."""
    weights = parity_weights(counted)
    weights[:, place] = column
    return weights


parity.mistake(
    "a sign, not 0 or 1",
    "Your output is +1 for an even number and -1 for an odd one. Make 0 and 1 of it with a second channel "
    "that is always 1.",
)(lambda counted: changed_parity(counted, -1, [0, 1]))
parity.mistake("even, not odd", "Your output is 1 where the number is even. It must be 1 where it is odd.")(
    lambda counted: changed_parity(counted, -1, [0.5, 0.5])
)
parity.mistake(
    "the last letter only",
    "Your output depends on the last letter only: nothing of the state is recalled. Which recurrent matrix "
    "keeps a channel as it is?",
)(lambda counted: np.array([[1, 0, *[1] * len(counted), 0], [1, 0, *counted, 1]], dtype=float))
parity.mistake(
    "letters counted",
    "Your sign channel multiplies by 0 where a letter does not count, or where it does: what is 0 once stays "
    "0. A letter that changes nothing multiplies by 1.",
)(
    lambda counted: np.array(
        [[1, 0, *[1] * len(counted), 0.5], [0, 1, *[-1 if c else 0 for c in counted], -0.5]]
    )
)


parity.degenerate("zero", "It must give 1")(lambda counted: np.zeros((2, 3 + len(counted))))
parity.degenerate("constant", "your circuit gives")(lambda counted: np.ones((2, 3 + len(counted))))
parity.degenerate("example", "your circuit gives")(
    lambda counted: np.hstack([np.eye(2), [[1] * len(counted), [-1] * len(counted)], [[0.5], [-0.5]]])
)
parity.degenerate("other size", "The shape is")(lambda counted: parity_weights((*counted, 1)))
parity.degenerate("always one half", "your circuit gives 0.5")(
    lambda counted: changed_parity(counted, -1, [0.5, 0])
)


automaton = AnswerKey(
    "06-automaton",
    edge_cases=(
        (np.array([[0]]), (1,)),
        (np.array([[0]]), (0,)),
        (np.array([[0, 1], [1, 0]]), (0, 1)),
        (np.array([[1, 0], [1, 1]]), (0, 1)),
        (np.array([[0, 1], [0, 1]]), (1, 0)),
        (np.array([[1], [0]]), (1, 0)),
        (np.array([[1], [2], [0]]), (0, 0, 1)),
        (np.array([[1, 0], [2, 0], [2, 2]]), (0, 0, 1)),
        (np.array([[0, 1], [2, 1], [0, 1]]), (0, 0, 1)),
        (np.array([[1, 2], [1, 2], [2, 2]]), (1, 0, 1)),
    ),
    comparison=SameShape(),
    must_hold="At the first letter nothing is recalled: every channel of that letter is lit, whatever the "
    "starting state is.",
)


def room(following):
    """Return how many channels there are: for each letter one for every state, and one more."""
    states, letters = np.shape(following)
    return letters * (states + 1)


@automaton.right
def machine_weights(following, accepting, first=True):
    following = np.asarray(following)
    states, letters = following.shape
    channels = room(following)
    weights = np.zeros((channels, channels + letters + 1))
    for letter, old in itertools.product(range(letters), range(states)):
        now = letter * (states + 1)  # channels of this letter: one for each state, then `just begun`
        weights[now : now + states + 1, channels + letter] = 1
        for before in range(letters):
            weights[now + following[old, letter], before * (states + 1) + old] = 1
    for state in range(states):
        weights[[letter * (states + 1) + state for letter in range(letters)], -1] = accepting[state]
    if first:
        for before in range(letters):
            begun, reached = before * (states + 1) + states, before * (states + 1) + following[0, before]
            lit = weights[:, before * (states + 1) : begun].sum(axis=1)
            weights[:, begun] = weights[:, reached] - lit
            weights[begun, -1] = accepting[following[0, before]] - sum(accepting)
        weights[[letter * (states + 1) + states for letter in range(letters)], :channels] = 0
    return weights


@automaton.drawn_by
def some_machine(generator):
    states, letters = size(generator, 1, 4), size(generator, 1, 3)
    following = generator.integers(0, states, (states, letters))
    return following, tuple(int(x) for x in generator.integers(0, 2, states))


def accepts(following, accepting, word):
    state = 0
    for letter in word:
        state = int(following[state][letter])
    return int(accepting[state])


@automaton.judged_by
def wrong_answer(weights, following, accepting):
    letters = np.shape(following)[1]
    longest = (8, 6, 5)[letters - 1]
    return missed(weights, letters, longest, lambda word: accepts(following, accepting, word))


automaton.mistake(
    "start forgotten",
    "Your circuit works as if the machine began in all of its states at once. At the first letter all "
    "channels of that letter are lit. Let one more channel, which is lit at the first step only, take away "
    "what is too much.",
)(lambda following, accepting: machine_weights(following, accepting, first=False))
automaton.mistake(
    "answers turned round",
    "Your output is 1 where the machine rejects.",
)(lambda following, accepting: machine_weights(following, [1 - a for a in accepting]))
automaton.mistake(
    "transitions transposed",
    "You go from the new state to the old one. Row j of the recurrent matrix says what channel j recalls.",
)(lambda following, accepting: recurrent_transposed(machine_weights(following, accepting)))


def recurrent_transposed(weights):
    channels = len(weights)
    turned = weights.copy()
    turned[:, :channels] = weights[:, :channels].T
    return turned


def shaped(following, value):
    channels, letters = room(following), np.shape(following)[1]
    return np.full((channels, channels + letters + 1), value)


automaton.degenerate("zero", "It must give 1")(lambda following, accepting: shaped(following, 0.0))
automaton.degenerate("constant", "your circuit gives")(lambda following, accepting: shaped(following, 1.0))
automaton.degenerate("example", "your circuit gives 1. It must give 0")(
    lambda following, accepting: machine_weights([[0]], (1,))
)
automaton.degenerate("other size", "The shape is")(
    lambda following, accepting: machine_weights(np.vstack([following, following[:1]]), (*accepting, 0))
)
