"""Every task: stub, solution, other right answers, known mistakes. Mutants: tests/mutation."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from racteach import authoring, checks
from racteach.authoring import read_notebook
from racteach.checks import registry
from racteach.checks.declarations import DIFFICULTIES, input_size
from tests.alternatives import ALTERNATIVES

ROOT = Path(__file__).parent.parent
TASKS = registry.tasks()
NOTEBOOKS = sorted((ROOT / "solutions").glob("*.ipynb"))


def cells(folder: str, task_id: str) -> dict[str, Any]:
    """Return a task's cells by id: statement, code, feedback, points."""
    (path,) = (ROOT / folder).glob(f"{task_id[:2]}_*.ipynb")
    wanted = {task_id + suffix: suffix for suffix in ("-statement", "", "-feedback", "-points")}
    return {wanted[cell.id]: cell for cell in read_notebook(path).cells if cell.id in wanted}


def function_in(folder: str, task_id: str) -> Callable[..., Any]:
    names: dict[str, Any] = {"math": math, "np": np}
    exec(compile(cells(folder, task_id)[""].source, f"<{task_id}>", "exec"), names)
    return names[TASKS[task_id].name]


MISTAKES = [
    (name, mistake, wrong)
    for name in TASKS
    for mistake in registry.answers(TASKS[name]).misconceptions
    for wrong in mistake.forms
]


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
    ("task_id", "mistake", "wrong"),
    MISTAKES,
    ids=[f"{name}: {mistake.name}" for name, mistake, _ in MISTAKES],
)
def test_a_known_mistake_gets_its_own_diagnosis(task_id, mistake, wrong):
    feedback = checks.check(task_id, wrong)
    assert (feedback.status, feedback.misconception) == ("wrong", mistake.name)
    assert feedback.message == mistake.sentence


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
@pytest.mark.parametrize("task_id", TASKS)
def test_verdicts_hold_for_other_seeds(task_id, seed):
    task = TASKS[task_id]
    answers = registry.answers(task)
    assert checks.engine.judge(task, answers, ALTERNATIVES[task_id][0], seed=seed).status == "passed"
    for mistake in answers.misconceptions:
        for wrong in mistake.forms:
            found = checks.engine.judge(task, answers, wrong, seed=seed)
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
    assert task.refused in found["-statement"].source
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
    assert 2 <= len(answers.misconceptions) <= 8
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
