"""Grid tensors against a loop over all sequences, and how much work and memory they take."""

from __future__ import annotations

import itertools
import tracemalloc

import numpy as np
import oracles
import pytest
from hypothesis import given
from hypothesis import strategies as st

import racteach as rt
from racteach import grids

PRIME = 8388593


class TanhCell:
    """An ordinary recurrent network; its output is not linear in the last input, so it has no last_step."""

    def __init__(self, input_dim=2, channels=3, outputs=2, seed=0):
        rng = np.random.default_rng(seed)
        self.input_dim, self.channels, self.outputs = input_dim, channels, outputs
        self.arithmetic = rt.Float64()
        self.w_in = rng.normal(size=(channels, input_dim))
        self.w_hidden = rng.normal(size=(channels, channels))
        self.w_out = rng.normal(size=(outputs, channels))

    def initial_state(self, batch):
        return (np.zeros((batch, self.channels)),)

    def step(self, state, features):
        return (np.tanh(state[0] @ self.w_hidden.T + features @ self.w_in.T),)

    def readout(self, state):
        return state[0] @ self.w_out.T

    def repeat(self, state, times):
        return tuple(np.repeat(hidden, times, axis=0) for hidden in state)

    def run(self, sequence):
        state = np.zeros(self.channels)
        for features in sequence:
            state = np.tanh(self.w_hidden @ state + self.w_in @ features)
        return self.w_out @ state


class Counting:
    """Passes everything on to a cell, and counts how many rows of states it works on."""

    def __init__(self, cell, *, hide_last_step=False):
        self._cell, self.hidden = cell, {"last_step"} if hide_last_step else set()
        self.steps = self.readouts = self.last_steps = 0
        self.widest = 0

    def __getattr__(self, name):
        if name in self.hidden:
            raise AttributeError(name)
        return getattr(self._cell, name)

    def step(self, state, features):
        self.steps += len(features)
        self.widest = max(self.widest, len(features))
        return self._cell.step(state, features)

    def readout(self, state):
        self.readouts += len(state[0])
        return self._cell.readout(state)


def counted_last_step(cell):
    counting = Counting(cell)

    def last_step(state, output):
        counting.last_steps += len(state[0])
        return cell.last_step(state, output)

    counting.last_step = last_step
    return counting


def loop_over_sequences(cell, templates, length, output):
    return oracles.grid(lambda sequence: cell(np.array(sequence))[output], templates, length)


@given(
    st.integers(1, 3), st.integers(1, 3), st.integers(1, 3), st.integers(1, 4), st.integers(0, 2**64 - 1),
    st.sampled_from(["one-hot", "random", "given"]), st.booleans(), st.booleans(),
)  # fmt: skip
def test_every_entry_is_the_circuits_output(depth, input_dim, channels, length, seed, kind, modular, started):
    arithmetic = rt.Modular() if modular else rt.Float64()
    rac = rt.RAC.random(
        depth=depth, input_dim=input_dim, channels=channels, outputs=2, seed=seed, arithmetic=arithmetic
    )
    if started:
        rac.initial_hidden = arithmetic.draw(seed, "initial", (depth, channels))
    given_templates = np.random.default_rng(seed).integers(-3, 4, (3, input_dim))
    templates = {"one-hot": "one-hot", "random": 2, "given": given_templates}[kind]
    elements = rt.template_features(templates, input_dim, seed=seed, arithmetic=arithmetic)
    features = arithmetic.decode(elements)
    if kind != "random":
        wanted = np.eye(input_dim) if kind == "one-hot" else given_templates
        assert (features == (wanted % PRIME if modular else wanted)).all()
    for output in range(2):
        tensor = rt.grid_tensor(rac, length, templates=templates, output=output, seed=seed)
        assert tensor.shape == (len(features),) * length
        assert tensor.dtype == (np.int64 if modular else np.float64)
        for word, value in loop_over_sequences(rac, features, length, output).items():
            if modular:
                assert tensor[word] == value
            else:
                assert tensor[word] == pytest.approx(value, rel=1e-9, abs=1e-9 * np.abs(tensor).max())


@pytest.mark.parametrize("block", [1, 12, 40, 100, 300, 2**18])
@pytest.mark.parametrize("with_last_step", [True, False])
@pytest.mark.parametrize(("letters", "length"), [(2, 5), (3, 4), (1, 3), (4, 1), (5, 2)])
def test_blocks_fit_together(monkeypatch, block, with_last_step, letters, length):
    monkeypatch.setattr(grids, "_BLOCK", block)
    rac = rt.RAC.random(depth=2, input_dim=2, channels=3, seed=5, arithmetic=rt.Modular())
    cell = rac if with_last_step else Counting(rac, hide_last_step=True)
    tensor = rt.grid_tensor(cell, length, templates=letters, seed=9)
    features = rac.arithmetic.decode(rac.arithmetic.draw(9, "templates", (letters, 2)))
    words = np.array(list(itertools.product(range(letters), repeat=length)))
    assert (tensor.ravel() == rac(features[words])[:, 0]).all()


@pytest.mark.parametrize("block", [20, 2**18])
def test_other_cells(monkeypatch, block):
    monkeypatch.setattr(grids, "_BLOCK", block)
    cell = TanhCell()
    for templates, features in (("one-hot", np.eye(2)), ([[1, 2], [3, -1], [0, 0.5]],) * 2):
        for output in range(2):
            tensor = rt.grid_tensor(cell, 4, templates=templates, output=output)
            for word, value in oracles.grid(cell.run, np.array(features), 4).items():
                assert tensor[word] == pytest.approx(value[output], rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("block", [1, 120, 2**18])
@pytest.mark.parametrize(("letters", "length"), [(2, 6), (3, 5), (4, 4), (1, 5)])
def test_the_cell_runs_once_per_prefix(monkeypatch, block, letters, length):
    """Q + Q^2 + ... steps, one for each beginning of a sequence, where separate runs need T Q^T."""
    monkeypatch.setattr(grids, "_BLOCK", block)
    rac = rt.RAC.random(depth=2, input_dim=letters, channels=3, seed=1, arithmetic=rt.Modular())
    prefixes = [letters**t for t in range(1, length + 1)]

    plain = Counting(rac, hide_last_step=True)
    rt.grid_tensor(plain, length)
    assert plain.steps == sum(prefixes)
    assert plain.readouts == letters**length

    linear = counted_last_step(rac)
    rt.grid_tensor(linear, length)
    assert linear.steps == sum(prefixes[:-1])
    assert linear.last_steps == letters ** (length - 1)
    assert linear.readouts == 0

    assert plain.widest <= block * letters


def test_random_templates_come_from_the_seed():
    rac = rt.RAC.random(depth=1, input_dim=2, channels=2, seed=0, arithmetic=rt.Modular())
    first, again, other = (rt.grid_tensor(rac, 3, templates=3, seed=seed).tolist() for seed in (4, 4, 5))
    assert first == again != other
    expected, _ = oracles.stream_residues(4, "templates", 6, PRIME)
    drawn = rt.template_features(3, 2, seed=4, arithmetic=rac.arithmetic)
    assert rac.arithmetic.decode(drawn).ravel().tolist() == expected
    assert rt.template_features(np.int64(3), 2, seed=4, arithmetic=rac.arithmetic).tolist() == drawn.tolist()


def peak_bytes(work):
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("modular", [True, False])
def test_memory_stays_near_the_tensors_own(modular):
    arithmetic = rt.Modular() if modular else rt.Float64()
    rac = rt.RAC.random(depth=2, input_dim=4, channels=4, seed=0, arithmetic=arithmetic)
    tensor_bytes = 8 * 4**11
    peak = peak_bytes(lambda: rt.grid_tensor(rac, 11))
    assert tensor_bytes <= peak <= 1.5 * tensor_bytes + 2**23


def test_the_memory_limit_is_about_the_tensors_bytes():
    rac = rt.RAC.random(depth=1, input_dim=3, channels=2, seed=0)
    exactly = 8 * 3**6
    assert rt.grid_tensor(rac, 6, memory_limit=exactly).nbytes == exactly
    with pytest.raises(MemoryError, match=r"3\^6 = 729 entries \(5\.7 KiB\).*memory_limit = 5\.7 KiB"):
        rt.grid_tensor(rac, 6, memory_limit=exactly - 1)
    with pytest.raises(MemoryError, match=r"3\^40 entries \(about 9.7·10\^19 bytes\).*1\.0 GiB"):
        rt.grid_tensor(rac, 40)
    with pytest.raises(MemoryError, match=r"3\^20000 entries"):
        rt.grid_tensor(rac, 20000)


def test_nothing_is_allocated_before_the_refusal():
    rac = rt.RAC.random(depth=1, input_dim=3, channels=2, seed=0)

    def refused():
        with pytest.raises(MemoryError):
            rt.grid_tensor(rac, 14, memory_limit=2**20)

    assert peak_bytes(refused) < 2**20
