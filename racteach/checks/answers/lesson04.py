"""What judges the tasks of lesson 04: the right function, the inputs and the known mistakes of each."""

import itertools

import numpy as np

from racteach.checks.answers.drawing import TRANSPOSED, entries, size, weights
from racteach.checks.comparing import SameArray
from racteach.checks.keys import AnswerKey

HALF_LETTERS, _IDENTITY = np.array([[1.0, 0.5], [0.5, -1.0]]), np.eye(2, dtype=int)

step = AnswerKey(
    "04-step",
    edge_cases=(
        (np.array([[2.0]]), np.array([[3.0]]), np.array([5.0]), np.array([7.0])),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.eye(2), np.array([1.0, 10.0]), np.array([1.0, 2.0])),
        (np.eye(2), np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([1.0, -1.0]), np.ones(3)),
        (np.array([[1, 2], [0, 1]]), np.array([[1, 0], [1, 1]]), np.array([1, 1]), np.array([2, 3])),
    ),
    comparison=SameArray(),
    must_hold="Entry j is (W^H h)_j times (W^I x)_j, h the old state and x what comes from below.",
)


@step.right
def layer_step(hidden_weights, input_weights, state, below):
    channels = range(len(state))
    past = [sum(hidden_weights[j, i] * state[i] for i in channels) for j in channels]
    present = [sum(input_weights[j, i] * below[i] for i in range(len(below))) for j in channels]
    return np.array([past[j] * present[j] for j in channels])


@step.drawn_by
def step_case(generator):
    channels, inputs = size(generator, 1, 5), size(generator, 1, 5)
    return *weights(generator, channels, inputs), entries(generator, channels), entries(generator, inputs)


step.mistake(
    "sum instead of product",
    "You add the two parts, as an ordinary RNN does. A recurrent arithmetic circuit multiplies them entry "
    "by entry.",
)(lambda hidden, inputs, state, below: hidden @ state + inputs @ below)
step.mistake(
    "weights swapped",
    "You apply the input weights to the state and the hidden weights to the input. `hidden_weights` belongs "
    "to `state`, `input_weights` to `below`.",
)(lambda hidden, inputs, state, below: (inputs @ state) * (hidden @ below))
step.mistake(
    "state forgotten",
    "Your result does not depend on the old state, so the circuit remembers nothing. Multiply by W^H h.",
)(lambda hidden, inputs, state, below: inputs @ below)
step.mistake(*TRANSPOSED)(
    lambda hidden_weights, input_weights, state, below: (state @ hidden_weights) * (input_weights @ below)
)


run_shallow_key = AnswerKey(
    "04-run-shallow",
    edge_cases=(
        (np.array([[2.0]]), np.array([[3.0]]), np.array([[1.0]]), np.array([[5.0]])),
        (np.array([[2.0]]), np.array([[3.0]]), np.array([[1.0]]), np.array([[5.0], [7.0]])),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), np.eye(2), np.array([[1.0, -1.0]]), HALF_LETTERS),
        (np.array([[1, 1], [0, 1]]), _IDENTITY, _IDENTITY.copy(), np.array([[1, 2], [3, 4], [5, 6]])),
    ),
    comparison=SameArray(),
    must_hold="The first state is W^I x^1. Every later step uses it, and W^O is applied once, to the last "
    "state.",
)


@run_shallow_key.right
def run_shallow(hidden_weights, input_weights, output_weights, features):
    return run_deep([hidden_weights], [input_weights], output_weights, features)


@run_shallow_key.drawn_by
def shallow_case(generator):
    channels, inputs = size(generator, 1, 4), size(generator, 1, 4)
    hidden, reading = weights(generator, channels, inputs)
    output = entries(generator, size(generator, 1, 3), channels)
    return hidden, reading, output, entries(generator, size(generator, 1, 6), inputs)


run_shallow_key.mistake(
    "starts from zeros",
    "Your state starts at 0, and a product with 0 stays 0 for ever. The first step is h^1 = W^I x^1, "
    "without the hidden weights.",
)(lambda hidden, inputs, output, features: output @ np.zeros(len(hidden)))


@run_shallow_key.mistake(
    "hidden weights in the first step",
    "You apply W^H to a state of ones before the first step. The first step is h^1 = W^I x^1: as if W^H "
    "h^0, not h^0, were ones.",
)
def from_ones(hidden_weights, input_weights, output_weights, features):
    state = np.ones(len(hidden_weights))
    for feature in features:
        state = layer_step(hidden_weights, input_weights, state, feature)
    return output_weights @ state


run_shallow_key.mistake(*TRANSPOSED)(
    lambda hidden, inputs, output, features: run_shallow(hidden.T, inputs, output, features)
)
run_shallow_key.mistake("state returned", "You return the last state. Apply the output weights to it.")(
    lambda hidden, inputs, output, features: run_shallow(hidden, inputs, np.eye(len(hidden)), features)
)


@run_shallow_key.mistake(
    "outputs summed over time",
    "You add up the outputs of all time steps. Only the output after the last step counts.",
)
def outputs_summed(hidden, inputs, output, features):
    ends = range(1, len(features) + 1)
    return np.sum([run_shallow(hidden, inputs, output, features[:end]) for end in ends], axis=0)


run_shallow_key.mistake(
    "last step left out", "Your circuit stops one step early: the last row of `features` is never read."
)(lambda hidden, inputs, output, x: run_shallow(hidden, inputs, output, x[: max(len(x) - 1, 1)]))


def deep_sizes(generator, depth, channels, inputs, length):
    return (
        [entries(generator, channels, channels) for _ in range(depth)],
        [entries(generator, channels, channels if layer else inputs) for layer in range(depth)],
        entries(generator, size(generator, 1, 2), channels),
        entries(generator, length, inputs),
    )


_DEEP = ((1, 2, 2, 2), (2, 2, 2, 1), (2, 2, 3, 2), (2, 2, 2, 3), (3, 2, 2, 3))
deep = AnswerKey(
    "04-deep",
    edge_cases=(
        *(deep_sizes(np.random.default_rng(seed), *sizes) for seed, sizes in enumerate(_DEEP, 1)),
        ([np.array([[2]])] * 2, [np.array([[3]])] * 2, np.array([[1]]), np.array([[1], [2]])),
    ),
    comparison=SameArray(),
    must_hold="State (t, l) is made of state (t-1, l) and of state (t, l-1): same time step, one layer "
    "below.",
)


@deep.right
def run_deep(hidden_weights, input_weights, output_weights, features):
    layers = range(len(hidden_weights))

    def state(step, layer):
        below = features[step] if layer == 0 else state(step, layer - 1)
        present = input_weights[layer] @ below
        return present if step == 0 else (hidden_weights[layer] @ state(step - 1, layer)) * present

    return output_weights @ state(len(features) - 1, layers[-1])


deep.drawn_by(lambda generator: deep_sizes(generator, *(size(generator, 1, most) for most in (3, 3, 4, 4))))


def circuit_of(combine, *, top=-1, late=False, ones=False, recalled=None):
    """Return a deep circuit with an own way to `combine` past and present, and perhaps a mistake."""

    from_where = recalled or (lambda old, new, layer: old[layer])

    def run(hidden, inputs, output, features):
        states = [np.ones(len(past)) for past in hidden]
        for step, feature in enumerate(features):
            old, states = states, []
            for layer, (past, present) in enumerate(zip(hidden, inputs, strict=True)):
                below = feature if layer == 0 else (old if late and step else states)[layer - 1]
                read = present @ below
                states.append(combine(past @ from_where(old, states, layer), read) if step or ones else read)
        return output @ states[top]

    return run


deep.mistake(
    "layer below one step late",
    "Your upper layers read the layer below as it was one time step ago. Within a time step the layers go "
    "from bottom to top: layer l reads the new state of layer l-1.",
)(circuit_of(np.multiply, late=True))
deep.mistake(
    "every layer reads the raw input",
    "Your upper layers read the features directly. Only layer 1 does; layer l reads the state of layer l-1.",
)(lambda hidden, inputs, output, features: run_deep(hidden[-1:], inputs[-1:], output, features))
deep.mistake(
    "output from the first layer",
    "You read the output from the first layer. The output weights belong to the top layer.",
)(circuit_of(np.multiply, top=0))
deep.mistake(
    "sum instead of product",
    "You add the two parts of a step, as an ordinary RNN does. Here they are multiplied entry by entry.",
)(circuit_of(np.add))
deep.mistake(
    "hidden weights in the first step",
    "You apply W^H to states of ones before the first step. In the first step every layer uses its input "
    "weights only.",
)(circuit_of(np.multiply, ones=True))
deep.mistake(
    "another layer recalled",
    "Your upper layers recall the state of another layer. W^{H,l} belongs to the state of layer l itself, "
    "one time step ago: keep one state for each layer.",
)(circuit_of(np.multiply, recalled=lambda old, new, layer: old[max(layer - 1, 0)]))
deep.variant("another layer recalled")(
    circuit_of(np.multiply, recalled=lambda old, new, layer: new[-1] if layer else old[0])
)
deep.variant("another layer recalled")(
    circuit_of(np.multiply, recalled=lambda old, new, layer: new[-1] if layer else old[-1])
)
deep.mistake(*TRANSPOSED)(
    lambda hidden, inputs, output, features: run_deep([w.T for w in hidden], inputs, output, features)
)
deep.mistake(
    "starts from zeros",
    "Your states start at 0, and a product with 0 stays 0 for ever. In the first step every layer has its "
    "input part only.",
)(lambda hidden, inputs, output, features: np.zeros(len(output)))


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


@grid.right
def shallow_grid(hidden, inputs, output, length, *, run=run_shallow):
    letters = np.eye(inputs.shape[1])
    grid = np.zeros((len(letters),) * length)
    for place in itertools.product(range(len(letters)), repeat=length):
        grid[place] = run(hidden, inputs, output, letters[list(place)])[0]
    return grid


@grid.drawn_by
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
)(lambda *case: shallow_grid(*case, run=from_ones))
grid.mistake(*TRANSPOSED)(
    lambda hidden, inputs, output, length: shallow_grid(hidden.T, inputs, output, length)
)
grid.mistake(
    "starts from zeros",
    "Your state starts at 0, and a product with 0 stays 0 for ever. The first state is the column of W^I "
    "for the first letter.",
)(lambda hidden, inputs, output, length: np.zeros((inputs.shape[1],) * length))


grid.mistake(
    "only the last letter counts",
    "Your entries depend on the last letter alone. Each step must multiply by W^H times the state before it.",
)(lambda *case: shallow_grid(*case, run=lambda hidden, inputs, output, word: output @ inputs @ word[-1]))
