"""Other recurrent cells: against their formulas, against a circuit, and their proved ranks."""

from __future__ import annotations

import math

import numpy as np
import pytest
from flint import ctx
from hypothesis import given, settings
from hypothesis import strategies as st

import racteach as rt
from racteach.results.cell_spectra import (
    KINDS,
    all_keys,
    build_cell_spectra,
    compute_spectrum,
    load_cell_spectra,
    read_spectra,
)
from racteach.spectra.balls import Balls

CELLS = (rt.RNN, rt.MIRNN, rt.GRU, rt.LSTM)


def s(x):
    return 1 / (1 + math.exp(-x))


def one_channel(kind, W, U, b, x, h, q):
    """One step of a cell with one channel and one feature, in plain numbers."""
    z = [w * x + u * h + c for w, u, c in zip(W, U, b, strict=True)]
    if kind is rt.RNN:
        return math.tanh(z[0]), None
    if kind is rt.MIRNN:
        return math.tanh(W[0] * x * U[0] * h + W[0] * x + U[0] * h + b[0]), None
    if kind is rt.GRU:
        r, keep = s(z[0]), s(z[1])
        new = math.tanh(W[2] * x + r * (U[2] * h) + b[2])
        return (1 - keep) * new + keep * h, None
    i, f, o, g = s(z[0]), s(z[1]), s(z[2]), math.tanh(z[3])
    after = f * q + i * g
    return o * math.tanh(after), after


numbers = st.floats(-2, 2)


@pytest.mark.parametrize("kind", CELLS)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_step_is_that_of_the_formula(kind, data):
    count = kind.gates
    W, U, b = (data.draw(st.lists(numbers, min_size=count, max_size=count)) for _ in range(3))
    x, h, q = (data.draw(numbers) for _ in range(3))
    cell = kind([np.array(W)[:, None]], [np.array(U)[:, None]], [b], [[1.0]])
    state = (np.array([[h]]), np.array([[q]]))[: kind.carried]
    after = cell.step(state, np.array([[x]]))
    wanted_h, wanted_q = one_channel(kind, W, U, b, x, h, q)
    assert after[0][0, 0] == pytest.approx(wanted_h, abs=1e-12)
    if wanted_q is not None:
        assert after[1][0, 0] == pytest.approx(wanted_q, abs=1e-12)


@pytest.mark.parametrize("kind", CELLS)
def test_layers_and_channels_are_stacked(kind):
    """Two layers of several channels, one channel of which is a cell of its own where nothing mixes."""
    wide = kind.random(depth=2, input_dim=3, channels=4, seed=1)
    word = np.eye(3)[[0, 2, 1, 0]]
    state = wide.initial_state(1)
    for x in word:
        state = wide.step(state, x[None])
    lower = kind(wide.input_weights[:1], wide.hidden_weights[:1], wide.biases[:1], np.eye(4))
    upper = kind(wide.input_weights[1:], wide.hidden_weights[1:], wide.biases[1:], wide.output_weights)
    below, above = lower.initial_state(1), upper.initial_state(1)
    for x in word:
        below = lower.step(below, x[None])
        above = upper.step(above, lower.readout(below))
    assert wide.readout(state) == pytest.approx(upper.readout(above), abs=1e-12)
    grid = rt.grid_tensor(wide, 4)
    assert grid[0, 2, 1, 0] == pytest.approx(wide.readout(state)[0, 0], abs=1e-12)


@given(st.integers(0, 10**6), st.integers(1, 3), st.integers(1, 3), st.integers(2, 5))
@settings(max_examples=30, deadline=None)
def test_multiplicative_integration_alone_is_a_circuit(seed, depth, channels, length):
    rng = np.random.default_rng(seed)
    shapes = [(channels, 2)] + [(channels, channels)] * (depth - 1)
    inputs = [rng.normal(size=shape) for shape in shapes]
    hidden = [rng.normal(size=(channels, channels)) for _ in range(depth)]
    readout, zeros = rng.normal(size=(1, channels)), [np.zeros(channels)] * depth
    cell = rt.MIRNN(inputs, hidden, zeros, readout, activation="identity", mix=(1, 0, 0))
    first = rng.normal(size=(depth, channels))
    circuit = rt.RAC(inputs, hidden, readout, initial_state=first)
    cell.initial_state = circuit.initial_state
    assert np.allclose(rt.grid_tensor(cell, length), rt.grid_tensor(circuit, length))


@given(st.integers(0, 10**6), st.integers(1, 4), st.integers(1, 3), st.sampled_from((2, 4, 6)))
@settings(max_examples=30, deadline=None)
def test_a_network_that_only_adds_has_rank_two_at_most(seed, channels, depth, length):
    rng = np.random.default_rng(seed)
    shapes = [(channels, 2)] + [(channels, channels)] * (depth - 1)
    cell = rt.RNN(
        [rng.integers(-3, 4, shape) for shape in shapes],
        [rng.integers(-2, 3, (channels, channels)) for _ in range(depth)],
        [rng.integers(-2, 3, channels) for _ in range(depth)],
        rng.integers(-3, 4, (1, channels)),
        activation="identity",
    )
    assert rt.exact_rank(rt.start_end_matricization(rt.grid_tensor(cell, length))) <= 2


@pytest.mark.parametrize("kind", CELLS)
def test_balls_hold_what_float64_computes(kind):
    cell = kind.random(depth=2, input_dim=2, channels=2, seed=3)
    with ctx.workprec(200):
        balls = rt.grid_tensor(cell.with_arithmetic(Balls()), 4)
    floats = rt.grid_tensor(cell, 4)
    assert max(abs(float(a.mid()) - b) for a, b in zip(balls.flat, floats.flat, strict=True)) < 1e-14
    assert max(float(a.rad()) for a in balls.flat) < 1e-50


@pytest.mark.parametrize("kind", CELLS)
def test_proved_singular_values_agree_with_float64_where_it_can_see(kind):
    cell = kind.random(depth=1, input_dim=2, channels=3, seed=0)
    found = rt.certified_singular_values(cell, 6)
    seen = rt.numerical_rank(rt.start_end_matricization(rt.grid_tensor(cell, 6))).singular_values
    assert found.rank == 8 and found.proved
    assert 10 ** found.log10[:4] == pytest.approx(seen[:4], rel=1e-9)


def test_a_cell_without_full_rank_is_not_called_full():
    linear = rt.RNN([[[1.0, 2.0]]], [[[0.5]]], [[0.25]], [[1.0]], activation="identity")
    with pytest.raises(ArithmeticError, match="do not show that this matrix has full rank 4"):
        rt.certified_singular_values(linear, 4)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (
            lambda: rt.GRU.random(depth=1, input_dim=2, channels=2, seed=0, arithmetic=rt.Modular()),
            "this cell needs real numbers: tanh has no meaning modulo a prime",
        ),
        (lambda: rt.RNN([[[1.0]]], [[[1.0]]], [[0.0]], [[1.0]], activation="relu"), 'must be "tanh"'),
        (
            lambda: rt.LSTM.random(depth=1, input_dim=2, channels=2, seed=0, activation="identity"),
            "for RNN and MIRNN",
        ),
        (lambda: rt.RNN([[[1.0]]], [[[1.0]]], [], [[1.0]]), "L biases, L >= 1, not 1, 1 and 0"),
        (
            lambda: rt.GRU([[[1.0]]], [[[1.0]]], [[0.0]], [[1.0]]),
            r"input_weights\[0\] must have shape \(3, M\)",
        ),
        (
            lambda: rt.GRU([[[1.0]] * 3], [[[1.0]]], [[0.0]], [[1.0]]),
            r"hidden_weights\[0\] must have shape \(3, 1\), not \(1, 1\)",
        ),
        (lambda: rt.RNN.random(depth=0, input_dim=2, channels=2, seed=0), "depth"),
    ],
)
def test_bad_input_is_one_sentence(make, sentence):
    with pytest.raises((TypeError, ValueError), match=sentence):
        make()


def test_the_shipped_spectra_are_whole_proved_and_computed_again():
    shipped = load_cell_spectra()
    assert list(shipped) == all_keys()
    assert all(row.true is not None and len(row.true) == 2 ** (row.length // 2) for row in shipped.values())
    for key in [(kind, 1, 1, 6, 1.0) for kind in KINDS] + [("GRU", 2, 2, 8, 1.0), ("RNN", 1, 2, 8, 0.01)]:
        again, before = compute_spectrum(key), shipped[key]
        assert again.true == pytest.approx(before.true, abs=2e-3)
        assert again.effective == pytest.approx(before.effective, abs=2e-3)


def test_an_unfinished_file_is_finished(tmp_path, monkeypatch):
    keys = [("RNN", 1, 1, 4, 1.0), ("GRU", 1, 1, 4, 1.0)]
    monkeypatch.setattr("racteach.results.cell_spectra.all_keys", lambda: keys)
    path = tmp_path / "cells.jsonl"
    assert build_cell_spectra(path) == 2
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[:-20], encoding="utf-8")
    assert build_cell_spectra(path) == 1
    assert path.read_text(encoding="utf-8") == whole and list(read_spectra(whole)) == keys
