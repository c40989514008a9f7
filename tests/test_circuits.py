"""Recurrent arithmetic circuits against the definition, written as loops over Python integers."""

from __future__ import annotations

import itertools

import numpy as np
import oracles
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import racteach as rt

PRIMES = [2, 3, 7, 101, 8388593]
BATCHES = [(), (1,), (3,), (0,), (2, 0), (2, 3), (1, 1, 2)]


def integer_weights(rng, depth, input_dim, channels, outputs, size):
    draw = lambda rows, columns: rng.integers(-size, size + 1, (rows, columns)).tolist()  # noqa: E731
    inputs = [draw(channels, input_dim)] + [draw(channels, channels) for _ in range(depth - 1)]
    return inputs, [draw(channels, channels) for _ in range(depth)], draw(outputs, channels)


@st.composite
def circuits(draw, sizes=(1, 9, 10**9)):
    """Weights of a small circuit, whether it starts from a free state, and a random generator."""
    depth, input_dim, channels = draw(st.integers(1, 4)), draw(st.integers(1, 4)), draw(st.integers(1, 4))
    outputs = draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    weights = integer_weights(rng, depth, input_dim, channels, outputs, draw(st.sampled_from(sizes)))
    initial = rng.integers(-9, 10, (depth, channels)).tolist() if draw(st.booleans()) else None
    return weights, initial, rng


@given(circuits(), st.sampled_from(PRIMES), st.integers(1, 6), st.sampled_from(BATCHES))
def test_modular_circuits_follow_the_definition(circuit, prime, length, batch):
    weights, initial, rng = circuit
    rac = rt.RAC(*weights, initial_state=initial, arithmetic=rt.Modular(prime))
    features = rng.integers(-(10**12), 10**12, (*batch, length, rac.input_dim))
    result = rac(features)
    assert result.dtype == np.int64
    assert result.shape == (*batch, rac.outputs)
    trace = rac.trace(features)
    for place in np.ndindex(*batch):
        states, outputs = oracles.run_circuit(*weights, features[place].tolist(), initial)
        assert result[place].tolist() == [y % prime for y in outputs[-1]]
        assert (trace.hidden[place] == np.swapaxes(np.array(states, object) % prime, 0, 1)).all()
        assert (trace.output[place] == np.array(outputs, object) % prime).all()


@given(circuits(sizes=(1, 9)), st.integers(1, 5), st.sampled_from(BATCHES))
def test_float_circuits_follow_the_definition(circuit, length, batch):
    weights, initial, rng = circuit
    rac = rt.RAC(*weights, initial_state=initial)
    features = rng.integers(-3, 4, (*batch, length, rac.input_dim))
    with np.errstate(over="ignore", invalid="ignore"):
        result = rac(features)
    assert result.dtype == np.float64
    assert result.shape == (*batch, rac.outputs)
    sizes = [np.abs(np.array(w, object)).tolist() for w in (*weights[0], *weights[1], weights[2])]
    depth = len(weights[1])
    absolute = sizes[:depth], sizes[depth:-1], sizes[-1]
    start = None if initial is None else np.abs(initial).tolist()
    for place in np.ndindex(*batch):
        _, exact = oracles.run_circuit(*weights, features[place].tolist(), initial)
        _, size = oracles.run_circuit(*absolute, np.abs(features[place]).tolist(), start)
        for y, true, scale in zip(result[place], exact[-1], size[-1], strict=True):
            if scale > 10**290:
                continue  # beyond what float64 holds, on the way if not at the end
            assert abs(int(y) - true) <= scale // 10**11  # rounding is relative to the terms' sizes


@given(circuits(), st.sampled_from(PRIMES), st.integers(1, 5))
def test_a_trace_fits_together(circuit, prime, length):
    weights, initial, rng = circuit
    rac = rt.RAC(*weights, initial_state=initial, arithmetic=rt.Modular(prime))
    features = rng.integers(0, prime, (2, length, rac.input_dim))
    trace = rac.trace(features)
    shape = (2, rac.depth, length, rac.channels)
    assert trace.recalled.shape == trace.entering.shape == trace.hidden.shape == shape
    assert trace.output.shape == (2, length, rac.outputs)
    assert (trace.hidden == trace.recalled * trace.entering % prime).all()
    assert (trace.output[:, -1] == rac(features)).all()
    assert trace.starts_empty == (initial is None)
    if initial is None:
        assert (trace.recalled[:, :, 0] == 1).all()
        assert (trace.hidden[:, :, 0] == trace.entering[:, :, 0]).all()
    for layer, t in np.ndindex(rac.depth, length - 1):
        w = np.array(weights[1][layer], object)
        assert (trace.recalled[0, layer, t + 1] == w @ trace.hidden[0, layer, t].astype(object) % prime).all()


@given(circuits(), st.sampled_from(PRIMES), st.integers(1, 5))
def test_the_cell_protocol_says_what_calling_says(circuit, prime, length):
    weights, initial, rng = circuit
    rac = rt.RAC(*weights, initial_state=initial, arithmetic=rt.Modular(prime))
    features = rac.arithmetic.encode(rng.integers(0, prime, (3, length, rac.input_dim)))
    state = rac.initial_state(3)
    for t in range(length):
        before = [layer.copy() for layer in state]
        after = rac.step(state, features[:, t])
        assert all((old == now).all() for old, now in zip(before, state, strict=True))  # not changed in place
        state = after
        assert [layer.shape for layer in state] == [(3, rac.channels)] * rac.depth
    assert (rac.arithmetic.decode(rac.readout(state)) == rac(rac.arithmetic.decode(features))).all()
    twice = rac.repeat(state, 2)
    assert [layer.tolist() for layer in twice] == [
        [row for row in layer.tolist() for _ in range(2)] for layer in state
    ]


@given(circuits(), st.sampled_from(PRIMES), st.integers(0, 3))
def test_the_last_step_is_linear_in_its_input(circuit, prime, length):
    weights, initial, rng = circuit
    rac = rt.RAC(*weights, initial_state=initial, arithmetic=rt.Modular(prime))
    features = rng.integers(0, prime, (4, length + 1, rac.input_dim))
    elements = rac.arithmetic.encode(features)
    state = rac.initial_state(4)
    for t in range(length):
        state = rac.step(state, elements[:, t])
    for output in range(rac.outputs):
        coefficients = rac.arithmetic.decode(rac.last_step(state, output))
        assert coefficients.shape == (4, rac.input_dim)
        predicted = (coefficients.astype(object) * features[:, length]).sum(axis=1) % prime
        assert (predicted == rac(features)[:, output]).all()


@given(st.integers(1, 4), st.integers(1, 4), st.integers(1, 4), st.integers(1, 3), st.integers(0, 2**64))
@settings(max_examples=30)
def test_random_weights_are_the_named_streams(depth, input_dim, channels, outputs, seed):
    """Whatever is stored by its seed is rebuilt from these names: they must never change."""
    prime = 8388593

    def stream(name, rows, columns):
        return np.reshape(
            oracles.stream_residues(seed, name, rows * columns, prime)[0], (rows, columns)
        ).tolist()

    below = [input_dim] + [channels] * (depth - 1)
    weights = (
        [stream(f"input weights {layer + 1}", channels, below[layer]) for layer in range(depth)],
        [stream(f"hidden weights {layer + 1}", channels, channels) for layer in range(depth)],
        stream("output weights", outputs, channels),
    )
    sizes = {"depth": depth, "input_dim": input_dim, "channels": channels, "outputs": outputs, "seed": seed}
    rac = rt.RAC.random(**sizes, arithmetic=rt.Modular())
    sequence = [[t + m for m in range(input_dim)] for t in range(4)]
    _, expected = oracles.run_circuit(*weights, sequence)
    assert rac(sequence).tolist() == [y % prime for y in expected[-1]]


def test_random_float_weights_have_variance_one_over_columns():
    rac = rt.RAC.random(depth=2, input_dim=50, channels=200, outputs=30, seed=1)
    for weights in (*rac.input_weights, *rac.hidden_weights, rac.output_weights):
        variance = weights.var() * weights.shape[1]
        assert abs(variance - 1) < 6 * np.sqrt(2 / weights.size)


def test_the_empty_start_is_a_first_factor_of_one():
    """h^{1,l} = W^{I,l} h^{1,l-1} is what an initial state with W^{H,l} h^{0,l} = (1, ..., 1) gives."""
    rng = np.random.default_rng(3)
    inputs, _, outputs = integer_weights(rng, 3, 2, 3, 1, 5)
    hidden = [[[1, 0, 0], [0, -1, 0], [1, 1, 1]]] * 3  # maps (1, -1, 1) to (1, 1, 1)
    features = rng.integers(-3, 4, (5, 4, 2))
    for arithmetic in (rt.Float64(), rt.Modular()):
        empty = rt.RAC(inputs, hidden, outputs, arithmetic=arithmetic)
        started = rt.RAC(inputs, hidden, outputs, initial_state=[[1, -1, 1]] * 3, arithmetic=arithmetic)
        assert (empty(features) == started(features)).all()


@pytest.mark.parametrize("steps", [1, 2, 3])
@pytest.mark.parametrize("epsilon", [1, -3])
def test_a_circuit_of_depth_two_that_compares_halves(steps, epsilon):
    """y = prod_t (1 + eps s_t) with s_t = 1 where x^t = x^{t+k}, else -1, by a delay line of k steps.

    Layer 1: a constant, the last k letters as +-1, and the comparison x^t x^{t-k}.
    Layer 2: the running product of 1 + eps * comparison, in its first channel.
    """
    r = steps + 2
    compare = r - 1
    letters = [[1, 1]] + [[0, 0]] * (r - 1)
    letters[1] = [1, -1]
    letters[compare] = [1, -1]
    for delay in range(2, steps + 1):
        letters[delay] = [1, 1]
    remember = np.zeros((r, r), dtype=int)
    remember[0, 0] = remember[1, 0] = 1
    for delay in range(2, steps + 1):
        remember[delay, delay - 1] = 1
    remember[compare, steps] = 1
    gate = np.zeros((r, r), dtype=int)
    gate[0, 0], gate[0, compare] = 1, epsilon
    first = np.eye(r, dtype=int)[0]
    rac = rt.RAC(
        [letters, gate], [remember, np.eye(r, dtype=int)], [first], initial_state=[first, first],
        arithmetic=rt.Modular(),
    )  # fmt: skip
    tensor = rt.grid_tensor(rac, 2 * steps)
    for word in itertools.product(range(2), repeat=2 * steps):
        agree = [1 if word[t] == word[t + steps] else -1 for t in range(steps)]
        assert tensor[word] == np.prod([1 + epsilon * s for s in agree]) % 8388593
    assert rt.exact_rank(rt.start_end_matricization(tensor)) == 2**steps


def test_a_circuit_does_not_see_later_changes_of_its_weights():
    weights = [np.ones((2, 3))], [np.ones((2, 2))], np.ones((1, 2))
    rac = rt.RAC(*weights)
    before = rac(np.ones((4, 3))).tolist()
    for array in (weights[0][0], weights[1][0], weights[2]):
        array[:] = 7
    assert rac(np.ones((4, 3))).tolist() == before


def test_a_trace_prints_as_a_table():
    rac = rt.RAC([[[1, 2], [3, 4]]], [[[0, 1], [1, 0]]], [[1, 1]], initial_state=[[1, 2]])
    lines = str(rac.trace([[1, 0], [0, 1]])).splitlines()
    assert len(lines) == 3
    assert lines[1].split() == ["1", "1", "2", "1", "1", "3", "2", "3", "5"]  # a given start is shown
    assert "-" in str(rt.RAC([[[1]]], [[[1]]], [[1]]).trace([[1]])).splitlines()[1]
    batch = rac.trace(np.ones((5, 2, 2)))
    assert str(batch) == repr(batch)
    assert "(5, 1, 2, 2)" in str(batch)
    with pytest.raises(ValueError, match=r"one sequence.*batch \(5,\)"):
        batch.rows()
