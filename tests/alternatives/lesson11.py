"""Other right answers to the tasks of lesson 11, written as students would."""

import itertools

import numpy as np

import racteach as rt


def rnn_by_joining(W, U, b, h, x):
    return np.tanh(np.hstack([W, U, b[:, None]]) @ np.concatenate([x, h, [1.0]]))


def rnn_by_the_library(W, U, b, h, x):
    cell = rt.RNN([W], [U], [b], np.ones((1, len(b))))
    return cell.step((h[None],), x[None])[0][0]


def parts_by_subtraction(W, U, b, w, word, split):
    def run(h, letters):
        for x in letters:
            h = W @ x + U @ h + b
        return h

    zero = np.zeros(len(b))
    end = w @ run(zero, word[split:])
    return [w @ run(zero, word) - end, end]


def parts_by_powers(W, U, b, w, word, split):
    length = len(word)
    weights = [w @ np.linalg.matrix_power(U, length - 1 - t) @ (W @ word[t] + b) for t in range(length)]
    return np.array([sum(weights[:split]), sum(weights[split:])])


def lstm_by_splitting(W, U, b, h, q, x):
    i, f, o, g = np.split(W @ x + U @ h + b, 4)

    def s(z):
        return (1 + np.tanh(z / 2)) / 2

    new = s(f) * q + s(i) * np.tanh(g)
    return np.vstack([s(o) * np.tanh(new), new])


def lstm_by_the_library(W, U, b, h, q, x):
    cell = rt.LSTM([W], [U], [b], np.ones((1, len(h))))
    after = cell.step((h[None], q[None]), x[None])
    return [after[0][0], after[1][0]]


def gap_by_logarithms(singular_values):
    falls = -np.diff(np.log(singular_values))
    k = int(falls.argmax())
    return [k + 1, np.exp(falls[k])]


def gap_by_maximum(singular_values):
    quotients = [(a / b, k) for k, (a, b) in enumerate(itertools.pairwise(singular_values), 1)]
    factor, rank = max(quotients)
    return np.array([rank, factor])


ALTERNATIVES = {
    "11-rnn-step": [rnn_by_joining, rnn_by_the_library],
    "11-linear-parts": [parts_by_subtraction, parts_by_powers],
    "11-lstm-step": [lstm_by_splitting, lstm_by_the_library],
    "11-gap": [gap_by_logarithms, gap_by_maximum],
}
