"""What judges the task 04-grid: the right function, the inputs and the known mistakes."""

import itertools

import numpy as np

from racteach.checks.answers.declaring import AnswerKey
from racteach.checks.answers.drawing import TRANSPOSED, entries, size, weights
from racteach.checks.answers.lesson04 import HALF_LETTERS, from_ones, run_shallow
from racteach.checks.comparing import SameArray

grid = AnswerKey(
    "04-grid",
    edge_cases=(
        (np.array([[2.0]]), np.array([[3.0, 5.0]]), np.array([[1.0]]), 1),
        (np.array([[2.0]]), np.array([[3.0, 5.0]]), np.array([[1.0]]), 2),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), HALF_LETTERS, np.array([[1.0, -1.0]]), 2),
        (np.array([[1, 1], [0, 1]]), np.array([[1, 2, 3], [4, 5, 6]]), np.array([[1, 1]]), 2),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 2.0], [3.0, 5.0]]), np.array([[1.0, -1.0]]), 3),
    ),
    comparison=SameArray(),
    must_hold="Entry [d_1, ..., d_T] is the output of the circuit on the letters d_1, ..., d_T in this "
    "order.",
)


def grid_of(run, hidden, inputs, output, length):
    letters = np.eye(inputs.shape[1])
    grid = np.zeros((len(letters),) * length)
    for place in itertools.product(range(len(letters)), repeat=length):
        grid[place] = run(hidden, inputs, output, letters[list(place)])[0]
    return grid


@grid.reference
def shallow_grid(hidden_weights, input_weights, output_weights, length):
    return grid_of(run_shallow, hidden_weights, input_weights, output_weights, length)


@grid.random_case
def shallow_grid_case(generator):
    channels, letters = size(generator, 1, 4), size(generator, 1, 3)
    return *weights(generator, channels, letters), entries(generator, 1, channels), size(generator, 1, 4)


grid.mistake(
    "last letter first",
    "Your axes are in reverse: the first axis belongs to the last letter. The first axis must belong to the "
    "first one.",
)(lambda *case: shallow_grid(*case).transpose())
grid.mistake(
    "rows instead of columns",
    "You take rows of the input weights. W^I times a one-hot vector is a column of W^I.",
)(lambda hidden, inputs, output, length: shallow_grid(hidden, inputs.T, output, length))
grid.mistake(
    "hidden weights in the first step",
    "You apply W^H to a state of ones before the first step. The first step is h^1 = W^I x^1.",
)(lambda *case: grid_of(from_ones, *case))
grid.mistake(*TRANSPOSED)(
    lambda hidden, inputs, output, length: shallow_grid(hidden.T, inputs, output, length)
)
grid.mistake(
    "starts from zeros",
    "Your state starts at 0, and a product with 0 stays 0 for ever. The first state is the column of W^I "
    "for the first letter.",
)(lambda hidden, inputs, output, length: np.zeros((inputs.shape[1],) * length))


@grid.mistake(
    "only the last letter counts",
    "Your entries depend on the last letter alone. Each step must multiply by W^H times the state before it.",
)
def state_forgotten(hidden_weights, input_weights, output_weights, length):
    columns = shallow_grid(hidden_weights, input_weights, output_weights, 1)
    return np.broadcast_to(columns, (len(columns),) * length).copy()
