"""Floors, gradients, students, ascents and sequence tasks."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import racteach as rt
from racteach.constructions import shallow_similarity_circuit, similarity_floor, similarity_matrix
from racteach.learning import (
    ABLATIONS,
    CELLS,
    GridWords,
    SequenceTask,
    copying_sequences,
    digit_sequences,
    eckart_young_floor,
    entropy_and_gradient,
    first_weights,
    initial_parameters,
    outputs_and_pullback,
    parameter_count,
    raise_effective_rank,
    run_network,
    similarity_sequences,
    train_networks,
    train_student,
    train_students,
    width_within,
)
from racteach.learning.grid_gradients import descend
from racteach.learning.sequence_tasks import PARTS

SIZES = [(1, 2, 3, 4), (2, 2, 2, 5), (3, 2, 2, 4), (2, 3, 2, 3), (1, 3, 1, 2)]


def relative_error(matrix, target):
    return float(((matrix - target) ** 2).sum() / (target**2).sum())


# Gradients


@pytest.mark.parametrize("size", SIZES)
def test_outputs_are_the_grid_tensor_and_gradients_finite_differences(size):
    words = GridWords(*size)
    letters, rng = words.words(), np.random.default_rng(1)
    vector = rng.normal(size=words.parameters)
    outputs, pullback = outputs_and_pullback(words, letters, vector)
    assert outputs == pytest.approx(rt.grid_tensor(words.circuit(vector), words.length).ravel())
    weights = rng.normal(size=len(outputs))
    step = 1e-6
    by_differences = [
        (
            outputs_and_pullback(words, letters, vector + step * unit)[0]
            - outputs_and_pullback(words, letters, vector - step * unit)[0]
        )
        @ weights
        / (2 * step)
        for unit in np.eye(words.parameters)
    ]
    found = pullback(weights)
    assert np.abs(found - by_differences).max() < 1e-7 * np.abs(found).max()


@pytest.mark.parametrize("size", SIZES)
def test_gradients_agree_with_jax(size):
    jax = pytest.importorskip("jax")
    words = GridWords(*size)
    letters, rng = words.words(), np.random.default_rng(2)
    vector, weights = rng.normal(size=words.parameters), rng.normal(size=len(letters))
    ends = np.cumsum([math.prod(shape) for shape in words.shapes])[:-1]

    def total(vector):
        parts = jax.numpy.split(vector, ends)
        parts = [part.reshape(shape) for part, shape in zip(parts, words.shapes, strict=True)]
        states = [jax.numpy.tile(row, (len(letters), 1)) for row in parts[-1]]
        for t in range(words.length):
            below = jax.nn.one_hot(letters[:, t], words.input_dim, dtype=vector.dtype)
            for layer in range(words.depth):
                recalled = states[layer] @ parts[words.depth + layer].T
                below = states[layer] = recalled * (below @ parts[layer].T)
        return (below @ parts[-2][0]) @ weights

    with jax.enable_x64(True):
        wanted = np.asarray(jax.grad(total)(jax.numpy.asarray(vector)))
    found = outputs_and_pullback(words, letters, vector)[1](weights)
    assert found == pytest.approx(wanted, rel=1e-9, abs=1e-9 * np.abs(wanted).max())


@given(st.integers(0, 10**6), st.integers(2, 5))
@settings(max_examples=25, deadline=None)
def test_the_gradient_of_the_entropy_is_its_finite_difference(seed, side):
    matrix = np.random.default_rng(seed).normal(size=(side, side))
    _, gradient = entropy_and_gradient(matrix)
    step = 1e-6
    for place in [(0, 0), (side - 1, 0), (1, side - 1)]:
        nudge = np.zeros((side, side))
        nudge[place] = step
        slope = (entropy_and_gradient(matrix + nudge)[0] - entropy_and_gradient(matrix - nudge)[0]) / (
            2 * step
        )
        assert gradient[place] == pytest.approx(slope, abs=1e-6)
    assert (gradient * matrix).sum() == pytest.approx(0, abs=1e-9)  # scaling changes no entropy


# The floor


@given(st.integers(0, 10**6), st.integers(2, 6), st.integers(0, 6))
@settings(max_examples=40, deadline=None)
def test_no_matrix_of_the_rank_is_below_the_floor(seed, side, rank):
    rng = np.random.default_rng(seed)
    target = rng.normal(size=(side, side))
    floor = eckart_young_floor(target, rank)
    left, values, right = np.linalg.svd(target)
    nearest = (left[:, :rank] * values[:rank]) @ right[:rank]
    assert relative_error(nearest, target) == pytest.approx(floor, abs=1e-12)
    other = nearest + 0.1 * rng.normal(size=(side, rank)) @ rng.normal(size=(rank, side))
    u, v, w = np.linalg.svd(other)
    assert relative_error((u[:, :rank] * v[:rank]) @ w[:rank], target) >= floor - 1e-12


@pytest.mark.parametrize(
    ("half", "epsilon", "channels"),
    [(3, 1.0, R) for R in (1, 4, 7, 8)] + [(4, 0.6, R) for R in (1, 5, 11, 15, 16)] + [(2, -0.3, 4)],
)
def test_explicit_circuits_sit_on_the_floor(half, epsilon, channels):
    target = similarity_matrix(half, epsilon)
    circuit = shallow_similarity_circuit(half, epsilon, channels)
    found = relative_error(rt.start_end_matricization(rt.grid_tensor(circuit, 2 * half)), target)
    assert found == pytest.approx(eckart_young_floor(target, channels), abs=1e-12)
    assert found == pytest.approx(similarity_floor(half, epsilon, channels), abs=1e-12)


@pytest.mark.parametrize(("half", "epsilon"), [(2, 1.0), (3, 1.0), (3, 0.6)])
@pytest.mark.parametrize("channels", [1, 2, 3])
def test_no_shallow_student_is_below_the_floor(half, epsilon, channels):
    target = similarity_matrix(half, epsilon)
    floor = eckart_young_floor(target, channels)
    for seed in range(4):
        student = train_student(
            target.reshape((2,) * (2 * half)), depth=1, channels=channels, seed=seed, iterations=150
        )
        table = rt.start_end_matricization(rt.grid_tensor(student.circuit, 2 * half))
        assert student.error == pytest.approx(relative_error(table, target), abs=1e-9)
        assert student.error >= floor - 1e-12
        assert list(student.curve) == sorted(student.curve, reverse=True)


def test_no_shipped_shallow_student_is_below_the_floor_and_deep_ones_are():
    deep_below = 0
    for row in rt.experiments.load_experiment("floor"):
        job = row.job
        floor = similarity_floor(job["half_length"], job["epsilon"], job["channels"])
        if job["depth"] == 1:
            # Stored rounded to six decimals: half a millionth below the floor is rounding.
            assert min(row.found["errors"]) >= floor - 5.1e-7
        else:
            deep_below += min(row.found["errors"]) < floor
    assert deep_below >= 15


def test_a_deep_student_goes_below_the_floor():
    target = similarity_matrix(3, 1.0)
    found = min(
        train_student(target.reshape((2,) * 6), depth=2, channels=4, seed=seed, iterations=600).error
        for seed in range(4)
    )
    assert found < eckart_young_floor(target, 6) < eckart_young_floor(target, 4)


def test_matrix_products_have_one_thread_while_a_student_is_trained():
    from threadpoolctl import threadpool_info, threadpool_limits

    def threads():
        return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}

    seen = set()
    with threadpool_limits(2):
        descend(
            lambda vector: (seen.update(threads()) or float(vector @ vector), 2 * vector), np.ones(2),
            iterations=3, tolerances=(0.0, 0.0),
        )  # fmt: skip
        assert seen == {1} and threads() == {2}


def test_the_same_seed_gives_the_same_student():
    target = similarity_matrix(2, 1.0).reshape((2,) * 4)
    one, two, other = (
        train_student(target, depth=2, channels=3, seed=seed, iterations=30) for seed in (5, 5, 6)
    )
    assert one.curve == two.curve != other.curve
    assert np.array_equal(first_weights(GridWords(1, 2, 2, 4), 3), first_weights(GridWords(1, 2, 2, 4), 3))


@pytest.mark.parametrize(
    "target", [np.zeros((2, 2)), np.ones((2, 3)), np.array([1.0, 2.0]), np.array([[1.0, math.nan]] * 2)]
)
def test_a_target_that_is_no_grid_is_refused(target):
    with pytest.raises(ValueError, match="target must be a finite grid tensor"):
        train_student(target, depth=1, channels=1, seed=0)


# Usage


@pytest.mark.parametrize("channels", [1, 2, 3])
def test_no_shallow_ascent_passes_the_channels_and_all_reach_them(channels):
    for seed in range(3):
        found = raise_effective_rank(depth=1, input_dim=2, channels=channels, length=4, seed=seed)
        table = rt.start_end_matricization(rt.grid_tensor(found.circuit, 4))
        assert found.effective_rank == pytest.approx(rt.effective_rank(table), abs=1e-6)
        assert found.effective_rank == pytest.approx(channels, abs=1e-3)
        assert found.effective_rank <= channels + 1e-9


def test_a_deep_ascent_passes_the_channels():
    best = max(
        raise_effective_rank(depth=2, input_dim=2, channels=2, length=6, seed=s).effective_rank
        for s in range(6)
    )
    assert 2.5 < best <= 8


# Sequence tasks


def test_similar_halves_agree_nowhere_in_half_or_everywhere():
    drawn = similarity_sequences(3, 900, 16)
    agreeing = (drawn.inputs[:, :8] == drawn.inputs[:, 8:]).sum(axis=1)
    assert set(agreeing) == {0, 4, 8}
    assert np.array_equal(agreeing, 4 * drawn.targets[:, 0])
    assert min(np.bincount(drawn.targets[:, 0])) > 240
    assert drawn.inputs.min() == 0 and drawn.inputs.max() == 15
    places = (drawn.inputs[:, :8] == drawn.inputs[:, 8:])[drawn.targets[:, 0] == 1]
    assert places.mean(axis=0).min() > 0.35  # every place is among those that agree


def test_copying_shows_the_symbols_once():
    drawn = copying_sequences(1, 50, 7)
    assert drawn.inputs.shape == (50, 17)
    assert np.array_equal(drawn.inputs[:, :5], drawn.targets)
    assert set(drawn.inputs[:, 5:].ravel()) == {8, 9} and (drawn.inputs == 9).sum() == 50


def test_digits_are_each_image_once_in_one_order():
    datasets = pytest.importorskip("sklearn.datasets")
    parts = {part: digit_sequences(16, part=part) for part in PARTS}
    assert [len(part.inputs) for part in parts.values()] == [1100, 300, 397]
    assert parts["training"].inputs.shape == (1100, 16, 5) and parts["training"].inputs.max() == 1
    assert all(np.all(part.inputs[..., -1] == 1) for part in parts.values())
    long = digit_sequences(64, part="test").inputs[..., 0]
    assert np.array_equal(long, parts["test"].inputs[..., :-1].reshape(397, 64))
    # No image is in two parts: each occurs as often as among all images.
    drawn = np.concatenate([part.inputs[..., :-1].reshape(-1, 64) for part in parts.values()])
    images = datasets.load_digits().data / 16
    assert sorted(map(tuple, np.sort(drawn, axis=1))) == sorted(map(tuple, np.sort(images, axis=1)))


def test_training_validation_and_test_are_drawn_from_different_streams():
    task = SequenceTask("similarity", 24)
    rows = {part: {row.tobytes() for row in task.drawn(0, 200, part).inputs} for part in PARTS}
    assert not any(rows[one] & rows[two] for one in PARTS for two in PARTS if one < two)
    assert len(task.judged("validation").inputs) == 500 and len(task.judged("test").inputs) == 2000
    symbols = [copying_sequences(0, 200, 3, part=part).targets for part in PARTS]
    assert not any(np.array_equal(one, two) for one, two in itertools.combinations(symbols, 2))


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: similarity_sequences(0, 3, 10), "length must be a multiple of 4"),
        (lambda: similarity_sequences(0, 3, 8, letters=1), "letters"),
        (lambda: copying_sequences(0, 3, -1), "delay"),
        (lambda: digit_sequences(7, part="test"), "must divide the 64 pixels"),
        (
            lambda: train_networks(
                SequenceTask("copying", 2),
                "tanh",
                depth=1,
                width=2,
                runs=[(0, 0.01)],
                steps=30,
                checkpoints=20,
            ),
            "steps must be a multiple of checkpoints",
        ),
    ],
)
def test_bad_tasks_are_refused(call, sentence):
    pytest.importorskip("jax")
    with pytest.raises(ValueError, match=sentence):
        call()


@pytest.mark.parametrize("cell", [*CELLS, *ABLATIONS])
@pytest.mark.parametrize("depth", [1, 3])
def test_parameters_are_as_many_as_counted(cell, depth):
    drawn = initial_parameters(cell, depth, 5, 4, 3, seed=0)
    arrays = [drawn["readout"], drawn["output bias"]]
    arrays += [part for layer in drawn["layers"] for part in layer.values()]
    assert sum(array.size for array in arrays) == parameter_count(cell, depth, 5, 4, 3)


@given(st.sampled_from([*CELLS, *ABLATIONS]), st.integers(1, 4), st.integers(200, 5000))
@settings(max_examples=40, deadline=None)
def test_budgets_are_kept_and_used(cell, depth, budget):
    width = width_within(cell, depth, budget, 8, 4)
    assert parameter_count(cell, depth, width + 1, 8, 4) > budget
    assert width == 1 or parameter_count(cell, depth, width, 8, 4) <= budget


@pytest.mark.parametrize(("name", "kind"), [("tanh", rt.RNN), ("gru", rt.GRU)])
def test_sequence_networks_are_the_cells_of_the_library(name, kind):
    pytest.importorskip("jax")
    drawn = initial_parameters(name, 2, 3, 4, 2, seed=1)
    layers = drawn["layers"]
    cell = kind(
        [layer["inputs"] for layer in layers],
        [layer["hidden"] for layer in layers],
        [layer["bias"] for layer in layers],
        drawn["readout"],
    )
    letters = np.array([[0, 3, 1, 2, 2]])
    state = cell.initial_state(1)
    for letter in letters[0]:
        state = cell.step(state, np.eye(4)[[letter]])
    said = np.asarray(run_network(name, drawn, letters, 1))[:, 0] - drawn["output bias"]
    assert said == pytest.approx(cell.readout(state), abs=1e-5)


def test_states_of_an_orthogonal_and_of_a_scaled_network_keep_their_length():
    jax = pytest.importorskip("jax")
    from racteach.learning.sequence_networks import _layer

    rng = np.random.default_rng(0)
    drawn = initial_parameters("rac", 1, 6, 4, 2, seed=0)["layers"][0]
    states = _layer("rac", drawn, jax.numpy.asarray(1 + 0.3 * rng.normal(size=(9, 5, 6))))
    assert np.sqrt((np.asarray(states) ** 2).mean(axis=2)) == pytest.approx(1.0, abs=1e-4)
    drawn = initial_parameters("orthogonal", 1, 6, 4, 2, seed=0)["layers"][0]
    nothing = jax.numpy.zeros((9, 5, 6)).at[0].set(rng.normal(size=(5, 6)))
    lengths = np.linalg.norm(np.asarray(_layer("orthogonal", drawn, nothing)), axis=2)
    assert lengths == pytest.approx(np.tile(lengths[0], (9, 1)), rel=1e-4)


def test_a_short_training_learns_something_and_the_rate_matters():
    pytest.importorskip("jax")
    runs = [(0, 0.01), (1, 0.01), (0, 0.00001)]
    found = train_networks(
        SequenceTask("copying", 2), "orthogonal", depth=1, width=16, runs=runs, steps=300, checkpoints=3
    )
    assert np.shape(found.validation) == (3, 3) and np.shape(found.test) == (3,)
    assert min(found.test[:2]) > 0.5 > 0.2 > found.test[2]  # guessing: 0.125
    assert [run[-1] for run in found.validation] == pytest.approx(found.test, abs=0.1)


def test_a_network_learns_the_same_beside_others():
    jax, optax = pytest.importorskip("jax"), pytest.importorskip("optax")
    task, seed, rate = SequenceTask("copying", 2), 5, 0.01
    together = train_networks(
        task, "tanh", depth=2, width=9, runs=[(3, 0.003), (seed, rate)], steps=20, checkpoints=2
    )
    parameters = initial_parameters("tanh", 2, 9, task.input_dim, task.classes, seed)
    adam = optax.chain(optax.clip_by_global_norm(1.0), optax.adam(rate))
    state = adam.init(parameters)

    def loss(parameters, inputs, targets):
        scores = run_network("tanh", parameters, inputs, task.answers)
        return optax.softmax_cross_entropy_with_integer_labels(scores, targets).mean()

    slope = jax.jit(jax.grad(loss))
    for step in range(20):
        drawn, rows = task.drawn(1000 * seed + step // 10, 640), slice(step % 10 * 64, step % 10 * 64 + 64)
        gradient = slope(parameters, drawn.inputs[rows], drawn.targets[rows])
        updates, state = adam.update(gradient, state)
        parameters = optax.apply_updates(parameters, updates)
    tests = task.judged("test")
    said = np.argmax(run_network("tanh", parameters, tests.inputs, task.answers), axis=-1)
    assert (said == tests.targets).mean() == pytest.approx(together.test[1], abs=0.005)


def test_the_ablations_differ_from_the_circuit_in_one_thing_each():
    jax = pytest.importorskip("jax")
    from racteach.learning.sequence_networks import _layer

    circuit, near, unscaled = (
        initial_parameters(cell, 2, 6, 4, 2, seed=0)["layers"] for cell in ("rac", *ABLATIONS)
    )
    assert np.array_equal(circuit[0]["hidden"], near[0]["hidden"])
    assert np.abs(near[1]["hidden"] - np.eye(6)).max() < 0.3
    assert circuit[1]["hidden"] @ circuit[1]["hidden"].T == pytest.approx(np.eye(6), abs=1e-5)
    for ours, theirs in zip(circuit, unscaled, strict=True):
        assert all(np.array_equal(ours[name], theirs[name]) for name in ours)
    entering = jax.numpy.asarray(1 + 0.3 * np.random.default_rng(0).normal(size=(4, 2, 6)))
    plain = np.asarray(_layer("rac unscaled", circuit[0], entering))
    scaled = np.asarray(_layer("rac", circuit[0], entering))
    lengths = np.sqrt((plain**2).mean(axis=2, keepdims=True))
    assert scaled == pytest.approx(plain / lengths, abs=1e-4)


def test_students_are_trained_in_order_with_the_time_left_judged_by_the_first() -> None:
    target = similarity_matrix(1, 1.0)
    seconds = iter([10.0, 12.0, 12.0, 17.0, 17.0, 18.0, 20.0, 29.0])
    plan = [(1, 1, 20), (2, 2, 30)]
    steps = list(train_students(target, plan, starts=2, clock=lambda: next(seconds)))
    # work of a student: depth times iterations, 20 and 60; the first of each takes 2 and 5 seconds
    assert [step.seconds_left for step in steps] == pytest.approx([2 + 2 * 2 * 60 / 20, 2 + 5, 5, 0])
    assert [(step.trained, step.planned) for step in steps] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert list(steps[0].errors) == [(1, 1)] and list(steps[-1].errors) == [(1, 1), (2, 2)]
    for (depth, channels), found in steps[-1].errors.items():
        most = {(d, r): i for d, r, i in plan}[depth, channels]
        runs = [
            train_student(target, depth=depth, channels=channels, seed=seed, iterations=most)
            for seed in range(2)
        ]
        assert found == sorted(run.error for run in runs)
    assert len(steps[0].errors[1, 1]) == 1, "a later student must not change an earlier answer"


def test_students_cannot_be_trained_from_no_start() -> None:
    with pytest.raises(ValueError, match="starts"):
        next(train_students(np.eye(2), [(1, 1, 5)], starts=0))
