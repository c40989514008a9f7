"""Every task: stub, solution, other right answers, known mistakes. Mutants: tests/mutation."""

import itertools
import math
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from racteach import authoring, checks
from racteach.authoring import read_notebook
from racteach.checks import registry
from racteach.checks.declarations import DIFFICULTIES, input_size

ROOT = Path(__file__).parent.parent
TASKS = registry.tasks()
NOTEBOOKS = sorted((ROOT / "solutions").glob("*.ipynb"))


def cells(folder: str, task_id: str) -> dict[str, Any]:
    """Return a task's cells by id: statement, code, feedback, points."""
    (path,) = (ROOT / folder).glob(f"{task_id[:2]}_*.ipynb")
    wanted = {task_id + suffix: suffix for suffix in ("-statement", "", "-feedback", "-points")}
    return {wanted[cell.id]: cell for cell in read_notebook(path).cells if cell.id in wanted}


def function_in(folder: str, task_id: str) -> Callable[..., Any]:
    names: dict[str, Any] = {"np": np}
    exec(compile(cells(folder, task_id)[""].source, f"<{task_id}>", "exec"), names)
    return names[TASKS[task_id].name]


# Right answers, written differently.


def grid_by_broadcasting(weights, templates):
    total = 0.0
    for step, weight in enumerate(weights):
        shape = [1] * len(weights)
        shape[step] = -1
        total = total + (weight * templates).reshape(shape)
    return total


def grid_by_outer_sums(weights, templates):
    grid = np.asarray(0.0)
    for weight in weights:
        grid = np.add.outer(grid, weight * templates)
    return grid.tolist()


def cut_by_stacking(tensor):
    half = tensor.ndim // 2
    starts = itertools.product(range(tensor.shape[0]), repeat=half)
    return [list(tensor[start].ravel()) for start in starts]


def cut_in_single_precision(tensor):
    side = math.isqrt(tensor.size)
    return np.asfortranarray(tensor.reshape(side, side).astype(np.float32))


def split_by_moving_axes(tensor, start):
    moved = np.moveaxis(tensor, start, range(len(start)))
    rows = int(np.prod(moved.shape[: len(start)]))
    return moved.reshape(rows, -1).copy()


def split_by_einsum(tensor, start):
    end = [axis for axis in range(tensor.ndim) if axis not in start]
    return np.einsum(tensor, range(tensor.ndim), [*start, *end]).reshape(tensor.shape[0] ** len(start), -1)


def fold_by_moving_axes(matrix, start, length, templates):
    return np.moveaxis(matrix.reshape((templates,) * length), range(len(start)), start)


def fold_by_inserting(matrix, start, length, templates):
    tensor = np.empty((templates,) * length)
    end = [axis for axis in range(length) if axis not in start]
    for place in np.ndindex(*tensor.shape):
        row = column = 0
        for axis in start:
            row = row * templates + place[axis]
        for axis in end:
            column = column * templates + place[axis]
        tensor[place] = matrix[row][column]
    return tensor


def equality_by_loop(weights):
    grid = np.zeros((*weights.shape, *weights.shape), dtype=object)
    for start, weight in np.ndenumerate(weights):
        grid[start + start] = Fraction(str(weight))
    return grid


def equality_by_identity(weights):
    return weights[(..., *[None] * weights.ndim)] * np.eye(weights.size).reshape(weights.shape * 2)


def step_by_einsum(hidden, inputs, state, below):
    return np.einsum("ij,ik,j,k->i", hidden, inputs, state, below)


def step_by_lists(hidden, inputs, state, below):
    def product(matrix, vector):
        return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]

    return [a * b for a, b in zip(product(hidden, state), product(inputs, below), strict=True)]


def shallow_recursive(hidden, inputs, output, features):
    def state(step):
        now = inputs @ features[step]
        return now if step == 0 else hidden @ state(step - 1) * now

    return tuple(output @ state(len(features) - 1))


def shallow_with_all_inputs_first(hidden, inputs, output, features):
    below = features @ inputs.T
    state = below[0].copy()
    for row in below[1:]:
        state = np.multiply(hidden.dot(state), row)
    return output.dot(state)


def grid_by_prefixes(hidden, inputs, output, length):
    states = {(letter,): column for letter, column in enumerate(inputs.T)}
    for _ in range(length - 1):
        states = {
            (*place, letter): (hidden @ state) * column
            for place, state in states.items()
            for letter, column in enumerate(inputs.T)
        }
    grid = np.zeros((inputs.shape[1],) * length)
    for place, state in states.items():
        grid[place] = output[0] @ state
    return grid


def grid_vectorised(hidden, inputs, output, length):
    states = inputs.T
    for _ in range(length - 1):
        states = np.einsum("...j,ij,im->...mi", states, hidden, inputs)
    return states @ output[0]


def deep_layer_by_layer(hidden, inputs, output, features):
    sequence = list(features)
    for past, present in zip(hidden, inputs, strict=True):
        states = []
        for below in sequence:
            new = present @ below
            states.append(new if not states else (past @ states[-1]) * new)
        sequence = states
    return output @ sequence[-1]


def deep_with_none_for_no_state(hidden, inputs, output, features):
    states = [None] * len(hidden)
    for below in features:
        for layer, state in enumerate(states):
            past = 1.0 if state is None else hidden[layer] @ state
            below = states[layer] = past * (inputs[layer] @ below)
    return list(output @ below)


def rank_by_rows(matrix, prime):
    rows = [[int(x) % prime for x in row] for row in matrix]
    rank = 0
    while rows:
        row = rows.pop()
        if any(row):
            rank += 1
            lead = next(i for i, x in enumerate(row) if x)
            inverse = pow(row[lead], prime - 2, prime)
            rows = [
                [(b - other[lead] * inverse * a) % prime for a, b in zip(row, other, strict=True)]
                for other in rows
            ]
    return float(rank)


def rank_by_columns(matrix, prime):
    return np.int64(rank_by_rows(np.asarray(matrix).T, prime))


ALTERNATIVES = {
    "03-grid-entry": [grid_by_broadcasting, grid_by_outer_sums],
    "03-cut": [cut_by_stacking, cut_in_single_precision],
    "03-any-split": [split_by_moving_axes, split_by_einsum],
    "03-fold-back": [fold_by_moving_axes, fold_by_inserting],
    "03-equality": [equality_by_loop, equality_by_identity],
    "04-step": [step_by_einsum, step_by_lists],
    "04-run-shallow": [shallow_recursive, shallow_with_all_inputs_first],
    "04-grid": [grid_by_prefixes, grid_vectorised],
    "04-deep": [deep_layer_by_layer, deep_with_none_for_no_state],
    "04-rank-mod-p": [rank_by_rows, rank_by_columns],
}
MISTAKES = [(name, mistake) for name in TASKS for mistake in registry.answers(TASKS[name]).misconceptions]


@pytest.mark.parametrize("task_id", TASKS)
def test_the_stub_is_not_started(task_id):
    feedback = checks.check(task_id, function_in("exercises", task_id))
    assert (feedback.status, feedback.misconception) == ("not started", None)


@pytest.mark.parametrize("task_id", TASKS)
def test_the_solution_passes(task_id):
    feedback = checks.check(task_id, function_in("solutions", task_id))
    assert feedback.status == "passed", feedback


@pytest.mark.parametrize(
    ("task_id", "answer"), [(name, answer) for name in TASKS for answer in ALTERNATIVES[name]]
)
def test_other_right_answers_pass(task_id, answer):
    feedback = checks.check(task_id, answer)
    assert feedback.status == "passed", feedback


@pytest.mark.parametrize(
    ("task_id", "mistake"), MISTAKES, ids=[f"{name}: {mistake.name}" for name, mistake in MISTAKES]
)
def test_a_known_mistake_gets_its_own_diagnosis(task_id, mistake):
    feedback = checks.check(task_id, mistake.wrong)
    assert (feedback.status, feedback.misconception) == ("wrong", mistake.name)
    assert feedback.message == mistake.sentence


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
@pytest.mark.parametrize("task_id", TASKS)
def test_verdicts_hold_for_other_seeds(task_id, seed):
    task = TASKS[task_id]
    answers = registry.answers(task)
    assert checks.engine.judge(task, answers, ALTERNATIVES[task_id][0], seed=seed).status == "passed"
    for mistake in answers.misconceptions:
        found = checks.engine.judge(task, answers, mistake.wrong, seed=seed)
        assert found.misconception == mistake.name


@pytest.mark.parametrize("task_id", TASKS)
def test_inputs_are_many_and_come_smallest_first(task_id):
    answers = registry.answers(TASKS[task_id])
    sizes = [input_size(case) for case in answers.cases(7)]
    assert sizes == sorted(sizes)
    drawn = {repr(answers.random_case(np.random.default_rng(seed))) for seed in range(300)}
    assert len(drawn) >= 295


@pytest.mark.parametrize("task_id", TASKS)
def test_the_notebook_says_what_the_declaration_says(task_id):
    task = TASKS[task_id]
    found = cells("solutions", task_id)
    assert list(found) == ["-statement", "", "-feedback", "-points"]
    assert found["-statement"].source.startswith(
        f"## {task.title}\n\n**{task.id}** · {task.effort}\n\n{task.statement}\n"
    )
    assert f"def {task.signature}:" in found[""].source
    assert found["-feedback"].source == f'rt.check("{task.id}", {task.name})'
    assert f'rt.check("{task.id}", {task.name}).require()' in found["-points"].source
    solution = {"schema_version": 3, "solution": True, "grade": False, "locked": False, "task": False}
    points = {"schema_version": 3, "solution": False, "grade": True, "locked": True, "task": False}
    assert found[""].metadata.nbgrader == {**solution, "grade_id": task.id}
    assert found["-points"].metadata.nbgrader == {
        **points,
        "grade_id": f"{task.id}-points",
        "points": task.points,
    }
    assert "nbgrader" not in found["-feedback"].metadata


@pytest.mark.parametrize("task_id", TASKS)
def test_a_declaration_is_complete(task_id):
    task = TASKS[task_id]
    answers = registry.answers(task)
    assert task.difficulty in DIFFICULTIES
    assert 2 <= len(task.hints) <= 3
    assert 2 <= len(answers.misconceptions) <= 5
    names = [mistake.name for mistake in answers.misconceptions]
    assert len(set(names)) == len(names)
    assert len(ALTERNATIVES[task_id]) >= 2


def test_every_solution_cell_has_a_task():
    ids = [
        cell.id
        for path in NOTEBOOKS
        for cell in read_notebook(path).cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    ]
    assert ids == list(TASKS)


def test_each_lesson_goes_from_warm_up_to_stretch():
    for lesson in registry.LESSONS:
        rank = [DIFFICULTIES.index(task.difficulty) for task in TASKS.values() if task.lesson == lesson]
        assert 3 <= len(rank) <= 5
        assert rank == sorted(rank)
        assert {rank[0], rank[-1]} == {0, 2}


def test_exercises_are_built():
    assert authoring.check(ROOT / "solutions", ROOT / "exercises") == []


def test_the_text_names_the_time_limit():
    for path in NOTEBOOKS:
        text = "\n".join(cell.source for cell in read_notebook(path).cells)
        assert f"after {checks.engine.SECONDS:g} seconds" in text


def test_the_list_of_exercises():
    rows = {row.task: row for row in checks.exercise_list()}
    assert list(rows) == list(TASKS)
    row = rows["03-cut"]
    assert (row.lesson, row.points, row.difficulty) == ("03", 2, "core")
    assert "transposed" in row.misconceptions
    assert "03-cut" in str(row) and "2 pt" in str(row)
