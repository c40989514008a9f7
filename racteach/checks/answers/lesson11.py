"""What judges the tasks of lesson 11: the right function, the inputs and the known mistakes of each."""

import math

import numpy as np

from racteach.checks.answers.drawing import size
from racteach.checks.answers.truncating import CUT, CUT_SENTENCE, cut
from racteach.checks.comparing import SameArray
from racteach.checks.keys import AnswerKey


def times(matrix, vector):
    return [math.fsum(float(a) * float(v) for a, v in zip(row, vector, strict=True)) for row in matrix]


_ONE, _TWO = np.array([[1.0]]), np.array([[0.5, -0.25], [1.0, 0.75]])
_WORD = np.array([[1.0], [2.0], [-1.0], [1.0]])
_GATES = np.arange(1.0, 9.0)[:, None] / 4

rnn_step_key = AnswerKey(
    "11-rnn-step",
    edge_cases=(
        (_ONE, _ONE / 2, np.array([0.0]), np.array([1.0]), np.array([0.25])),
        (_ONE, _ONE, np.array([0.5]), np.array([0.0]), np.array([0.0])),
        (_TWO, -_TWO, np.array([0.25, -0.5]), np.array([1.0, 0.5]), np.array([0.5, 1.0])),
        (np.ones((2, 3)) / 4, _TWO, np.zeros(2), np.ones(2), np.array([1.0, 0.0, -2.0])),
    ),
    comparison=SameArray(),
    must_hold="Every entry of the new state lies between -1 and 1.",
)


def rnn_sum(W, U, b, h, x):
    entering, recalled = times(W, x), times(U, h)
    return [e + r + float(c) for e, r, c in zip(entering, recalled, b, strict=True)]


@rnn_step_key.right
def rnn_step(W, U, b, h, x):
    return np.array([math.tanh(s) for s in rnn_sum(W, U, b, h, x)])


@rnn_step_key.drawn_by
def step_case(generator):
    channels, features = size(generator, 1, 3), size(generator, 1, 3)
    shapes = ((channels, features), (channels, channels), (channels,), (channels,), (features,))
    return tuple(generator.integers(-9, 10, size=shape) / 8 for shape in shapes)


rnn_step_key.mistake("tanh forgotten", "You return the sum. Take tanh of each entry.")(
    lambda W, U, b, h, x: np.array(rnn_sum(W, U, b, h, x))
)
rnn_step_key.mistake(
    "multiplied", "You multiply what enters with what is recalled, as a circuit does. An RNN adds them."
)(lambda W, U, b, h, x: np.tanh(np.array(times(W, x)) * np.array(times(U, h)) + b))
rnn_step_key.mistake("bias forgotten", "You leave out the bias b.")(
    lambda W, U, b, h, x: rnn_step(W, U, 0 * b, h, x)
)
rnn_step_key.mistake("old state forgotten", "Your new state does not depend on the old one.")(
    lambda W, U, b, h, x: rnn_step(W, U, b, 0 * h, x)
)
rnn_step_key.mistake(
    "U transposed",
    "You use U transposed, as `h @ U` does. Row r of U says what channel r recalls: write `U @ h`.",
)(lambda W, U, b, h, x: rnn_step(W, U.T, b, h, x))
rnn_step_key.mistake(
    "the logistic function", "You take the logistic function s of the sum. Take tanh: it may be negative."
)(lambda W, U, b, h, x: np.array([logistic(s) for s in rnn_sum(W, U, b, h, x)]))
rnn_step_key.mistake(CUT, CUT_SENTENCE)(cut(rnn_step))
rnn_step_key.mistake(
    "tanh of each part",
    "You take tanh of what enters and of what is recalled apart. Take it once, of the whole sum.",
)(lambda W, U, b, h, x: np.tanh(np.array(times(W, x))) + np.tanh(np.array(times(U, h))) + b)


linear_parts_key = AnswerKey(
    "11-linear-parts",
    edge_cases=(
        (_ONE, _ONE * 2, np.array([0.0]), np.array([1.0]), _WORD, 2),
        (_ONE, _ONE * 3, np.array([1.0]), np.array([2.0]), _WORD, 1),
        (_ONE, _ONE, np.array([1.0]), np.array([1.0]), _WORD, 3),
        (
            np.array([[1.0], [0.0]]),
            np.array([[0.0, 1.0], [1.0, 1.0]]),
            np.array([0.0, 1.0]),
            np.array([1.0, -1.0]),
            _WORD,
            2,
        ),
        (_ONE / 2, _ONE, np.array([0.0]), np.array([1.0]), _WORD, 2),
    ),
    comparison=SameArray(),
    must_hold="The two parts add up to the output, and the first does not depend on the end's inputs.",
)


def state_after(W, U, b, h, word):
    for x in word:
        h = rnn_sum(W, U, b, h, x)
    return list(h)


@linear_parts_key.right
def linear_parts(W, U, b, w, word, split):
    nothing = [0.0] * len(b)
    start = state_after(W, U, b, nothing, word[:split])
    for _ in word[split:]:
        start = times(U, start)
    end = state_after(W, U, b, nothing, word[split:])
    return np.array([times(w[None], start)[0], times(w[None], end)[0]])


@linear_parts_key.drawn_by
def linear_case(generator):
    channels, features, length = (int(k) for k in generator.integers((1, 1, 2), (4, 3, 7)))
    shapes = ((channels, features), (channels, channels), (channels,), (channels,), (length, features))
    drawn = [generator.integers(-6, 7, size=shape) / 2 for shape in shapes]
    return *drawn, int(generator.integers(1, length))


@linear_parts_key.mistake(
    "start read at once",
    "You read the start's state as it is in the middle. The end multiplies it by U at every step.",
)
def start_read_at_once(W, U, b, w, word, split):
    start = state_after(W, U, b, [0.0] * len(b), word[:split])
    return np.array([times(w[None], start)[0], linear_parts(W, U, b, w, word, split)[1]])


linear_parts_key.mistake("parts exchanged", "You return the end first.")(
    lambda *case: linear_parts(*case)[::-1]
)
linear_parts_key.mistake(
    "the whole for the end", "Your second number is the whole output. Leave out what the start contributes."
)(lambda *case: np.cumsum(linear_parts(*case)))


@linear_parts_key.mistake(
    "all biases with the start",
    "You count the biases of the end's steps to the start. They come in during the end.",
)
def biases_with_the_start(W, U, b, w, word, split):
    parts = linear_parts(W, U, b, w, word, split)
    bare = linear_parts(W, U, 0 * b, w, word, split)
    return np.array([parts.sum() - bare[1], bare[1]])


linear_parts_key.mistake(
    "U transposed",
    "You use U transposed, as `h @ U` does. Row r of U says what channel r recalls: write `U @ h`.",
)(lambda W, U, b, w, word, split: linear_parts(W, U.T, b, w, word, split))
linear_parts_key.mistake(
    "the end goes on from the start",
    "Your end begins with the state that the start leaves, so your second number is the whole output. Begin "
    "the end with the state 0.",
)(lambda *case: [start_read_at_once(*case)[0], linear_parts(*case).sum()])
linear_parts_key.mistake(CUT, CUT_SENTENCE)(cut(linear_parts))
linear_parts_key.mistake("biases forgotten", "You leave out the bias b.")(
    lambda W, U, b, w, word, split: linear_parts(W, U, 0 * b, w, word, split)
)


lstm_step_key = AnswerKey(
    "11-lstm-step",
    edge_cases=(
        (np.ones((4, 1)), np.zeros((4, 1)), np.zeros(4), np.zeros(1), np.ones(1), np.zeros(1)),
        (np.ones((4, 1)), np.ones((4, 1)), np.arange(4.0), np.ones(1), -np.ones(1), np.ones(1)),
        (_GATES, -np.hstack([_GATES, _GATES]), np.zeros(8), np.ones(2), np.ones(2) / 2, np.ones(1)),
    ),
    comparison=SameArray(),
    must_hold="Every entry of h lies between -1 and 1; those of q may be larger.",
)


def logistic(x):
    return 1 / (1 + math.exp(-x))


@lstm_step_key.right
def lstm_step(W, U, b, h, q, x, *, order="ifog", old=False, bend=math.tanh, candidate=math.tanh):
    total, width = rnn_sum(W, U, b, h, x), len(h)
    gates = {name: total[k * width : (k + 1) * width] for k, name in enumerate(order)}
    new_q = [
        logistic(f) * float(before) + logistic(i) * candidate(g)
        for f, i, g, before in zip(gates["f"], gates["i"], gates["g"], q, strict=True)
    ]
    seen = map(float, q) if old else new_q
    return np.array([[logistic(o) * bend(value) for o, value in zip(gates["o"], seen, strict=True)], new_q])


@lstm_step_key.drawn_by
def lstm_case(generator):
    width, features = size(generator, 1, 3), size(generator, 1, 3)
    shapes = ((4 * width, features), (4 * width, width), (4 * width,), (width,), (width,), (features,))
    return tuple(generator.integers(-12, 13, size=shape) / 8 for shape in shapes)


lstm_step_key.mistake(
    "another order of the gates", "You cut the sum into i, f, g, o. Here the order is i, f, o, g."
)(lambda *case: lstm_step(*case, order="ifgo"))
lstm_step_key.mistake(
    "input and forget gate exchanged",
    "You take the first piece for the forget gate. The first is the input gate.",
)(lambda *case: lstm_step(*case, order="fiog"))
lstm_step_key.mistake("the old q is read", "You make h from the old cell state. The new one comes first.")(
    lambda *case: lstm_step(*case, old=True)
)
lstm_step_key.mistake("q is read as it is", "You multiply the output gate with q. Take tanh of q.")(
    lambda *case: lstm_step(*case, bend=float)
)
lstm_step_key.mistake(
    "the logistic function for z_g",
    "You take the logistic function of all four pieces. The last one, z_g, is no gate: take tanh of it.",
)(lambda *case: lstm_step(*case, candidate=logistic))
lstm_step_key.mistake("bias forgotten", "You leave out the bias b.")(
    lambda W, U, b, h, q, x: lstm_step(W, U, 0 * b, h, q, x)
)
lstm_step_key.mistake("old state forgotten", "Your gates do not depend on the old h.")(
    lambda W, U, b, h, q, x: lstm_step(W, U, b, 0 * h, q, x)
)
lstm_step_key.mistake("rows exchanged", "You return q in the first row. h comes first.")(
    lambda *case: lstm_step(*case)[::-1]
)


gap = AnswerKey(
    "11-gap",
    edge_cases=(
        (np.array([10.0, 5.0, 0.5, 0.4]),),
        (np.array([8.0, 1.0]),),
        (np.array([100.0, 10.0, 9.0, 1e-9]),),
        (np.array([6.0, 5.0, 4.0, 0.1]),),
        (np.array([1.0, 0.25, 0.2, 0.15]),),
    ),
    comparison=SameArray(),
    must_hold="The factor is at least 1, and no other neighbours have a larger one.",
)


def gap_after(singular_values, k):
    return np.array([k, float(singular_values[k - 1]) / float(singular_values[k])])


@gap.right
def widest_gap(singular_values):
    return max(
        (gap_after(singular_values, k) for k in range(1, len(singular_values))), key=lambda gap: gap[1]
    )


@gap.drawn_by
def gap_case(generator):
    count = size(generator, 3, 8)
    falls = generator.choice(np.arange(105, 300), size=count - 1, replace=False) / 100
    falls[int(generator.integers(count - 1))] = float(generator.integers(400, 900)) / 100
    return (float(generator.integers(1, 50)) / np.concatenate([[1.0], np.cumprod(falls)]),)


gap.mistake(
    "largest difference", "You look for the largest difference. On a logarithmic axis a gap is a quotient."
)(lambda values: gap_after(values, int(np.argmax(-np.diff(values))) + 1))
gap.mistake("counted from 0", "Your rank is one too small: a gap after the first is rank 1.")(
    lambda values: widest_gap(values) - np.array([1, 0])
)
gap.mistake("upside down", "You divide the smaller by the larger. The factor is at least 1.")(
    lambda values: widest_gap(values) ** [1, -1]
)
gap.mistake(
    "the largest over the rest",
    "You divide the largest of all by the first that does not count. Compare neighbours.",
)(lambda values: [(rank := int(widest_gap(values)[0])), values[0] / values[rank]])
gap.mistake(CUT, CUT_SENTENCE)(cut(widest_gap))
gap.mistake("narrowest", "You found the narrowest gap. The widest is asked for.")(
    lambda values: gap_after(values, int(np.argmin(values[:-1] / values[1:])) + 1)
)
