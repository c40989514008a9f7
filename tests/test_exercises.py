"""Every task: stub, solution, other right answers, known mistakes. Mutants: tests/mutation."""

import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import racteach
from racteach import authoring, checks
from racteach.authoring import read_notebook
from racteach.checks import quizzes, registry
from racteach.checks.declarations import DIFFICULTIES, Written
from racteach.checks.keys import input_size
from racteach.checks.written import NotWritten, notebook_of, read_written

ROOT = Path(__file__).parent.parent
TASKS = registry.tasks()
NOTEBOOKS = sorted((ROOT / "solutions").glob("*.ipynb"))


def cells(folder: str, task_id: str) -> dict[str, Any]:
    """Return a task's cells by id: statement, code, feedback, points, and where teachers look other ways."""
    (path,) = (ROOT / folder).glob(f"{task_id[:2]}_*.ipynb")
    wanted = {
        task_id + suffix: suffix for suffix in ("-statement", "", "-feedback", "-points", "-other-ways")
    }
    return {wanted[cell.id]: cell for cell in read_notebook(path).cells if cell.id in wanted}


def function_in(folder: str, task_id: str) -> Callable[..., Any]:
    names: dict[str, Any] = {"math": math, "np": np, "rt": racteach}
    exec(compile(cells(folder, task_id)[""].source, f"<{task_id}>", "exec"), names)
    return names[TASKS[task_id].name]


def other_ways(task_id: str) -> list[Callable[..., Any]]:
    """Return the other right answers that a task's solutions notebook shows, run as a reader runs it."""
    (path,) = (ROOT / "solutions").glob(f"{task_id[:2]}_*.ipynb")
    names: dict[str, Any] = {}
    for cell in read_notebook(path).cells:
        if cell.id in ("imports", *TASKS) or cell.id.endswith(("-given", "-other-ways")):
            exec(cell.source, names)
        if cell.id == f"{task_id}-other-ways":
            return [names[name] for name in re.findall(r"^def ([a-z]\w*)", cell.source, re.M)]
    raise AssertionError(f"{path.name} shows no other ways to solve {task_id}")


OTHER_WAYS = {name: other_ways(name) for name in TASKS}
ALTERNATIVES = [(name, answer) for name in TASKS for answer in OTHER_WAYS[name]]
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


@pytest.mark.parametrize(("task_id", "answer"), ALTERNATIVES)
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
    assert checks.engine.judge(task, answers, OTHER_WAYS[task_id][0], seed=seed).status == "passed"
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
    # A table of right answers by heart is no way round a property: it takes a right answer for each input.
    assert len(drawn) >= (15 if answers.by_property else 295)


@pytest.mark.parametrize("task_id", TASKS)
def test_a_task_has_its_cells_and_they_parse(task_id):
    task = TASKS[task_id]
    found = cells("solutions", task_id)
    assert list(found) == ["-statement", "", "-feedback", "-points", "-other-ways"]
    assert list(cells("exercises", task_id)) == ["-statement", "", "-feedback", "-points"]
    (path,) = (ROOT / "solutions").glob(f"{task.lesson}_*.ipynb")
    assert read_written(path, task_id) == read_written(notebook_of(task.lesson), task_id)
    assert task.refused in found["-statement"].source and task.allowed in found["-statement"].source
    assert found["-feedback"].source == f'rt.check("{task.id}", {task.name})'
    assert f'rt.check("{task.id}", {task.name}).require()' in found["-points"].source
    unit = "point" if task.points == 1 else "points"
    worth = f" · optional, {task.points} points\n" if task.optional else f" · {task.points} {unit}\n"
    assert found["-points"].source.startswith(f"# {task.points} {unit} for {task.id}: ")
    assert worth in found["-statement"].source
    solution = {"schema_version": 3, "solution": True, "grade": False, "locked": False, "task": False}
    points = {"schema_version": 3, "solution": False, "grade": True, "locked": True, "task": False}
    assert found[""].metadata.nbgrader == {**solution, "grade_id": task.id}
    assert found["-points"].metadata.nbgrader == {
        **points,
        "grade_id": f"{task.id}-points",
        "points": task.points,
    }
    assert "nbgrader" not in found["-feedback"].metadata
    assert found["-other-ways"].metadata == {"tags": ["other-ways"]}


STATEMENT = "## A title\n\n**09-f** · 10 minutes · core · 2 points\n\nReturn x.\nAnd y.\n\nMore.\n"
GOOD = {"09-f-statement": STATEMENT, "09-f": "import math\n\n\ndef f(x, y):\n    ..."}


def written_in(tmp_path, sources):
    listed = [{"id": name, "source": source.splitlines(keepends=True)} for name, source in sources.items()]
    path = tmp_path / "exercises" / "09_x.ipynb"
    path.parent.mkdir()
    path.write_text(json.dumps({"cells": listed}), encoding="utf-8")
    return read_written(path, "09-f")


def test_a_task_is_read_from_its_cells(tmp_path):
    found = written_in(tmp_path, GOOD)
    assert found == Written("A title", "Return x. And y.", 10, "core", 2, "f", ("x", "y"))


def test_an_optional_task_is_worth_nothing(tmp_path):
    statement = STATEMENT.replace("2 points", "optional, 0 points")
    found = written_in(tmp_path, GOOD | {"09-f-statement": statement})
    assert found.optional and found.points == 0
    assert not Written("A title", "Return x.", 10, "core", 2, "f", ("x",)).optional


@pytest.mark.parametrize(
    ("cell", "source", "fault"),
    [
        ("09-f-statement", None, "the notebook has no such cell"),
        ("09-f", None, "the notebook has no such cell"),
        ("09-f-statement", STATEMENT.replace("## ", ""), "it must begin with a heading"),
        ("09-f-statement", STATEMENT.replace("10 minutes", "ten minutes"), "it must begin with a heading"),
        ("09-f-statement", STATEMENT.replace("09-f", "09-g"), "it must begin with a heading"),
        ("09-f-statement", STATEMENT.replace("core", "hard"), "warm-up, core, stretch, not hard"),
        ("09-f-statement", STATEMENT.replace("2 p", "optional, 2 p"), "it must begin with a heading"),
        ("09-f", "x = 1", "it must define the function"),
        ("09-f", "def f(:", "it is not Python"),
    ],
)
def test_a_broken_cell_is_named_with_its_file(tmp_path, cell, source, fault):
    sources = {name: text for name, text in {**GOOD, cell: source}.items() if text is not None}
    with pytest.raises(NotWritten, match=f"^exercises/09_x.ipynb, cell {cell}: .*{fault}"):
        written_in(tmp_path, sources)


def test_a_check_without_its_notebook_says_so(monkeypatch):
    def lost(lesson):
        raise NotWritten(f"no notebook {lesson}")

    monkeypatch.setattr(registry, "known", lambda: lost("03"))
    assert checks.check("03-cut", len).message == "The check cannot be made. no notebook 03."


@pytest.mark.parametrize("task_id", TASKS)
def test_a_declaration_is_complete(task_id):
    task = TASKS[task_id]
    answers = registry.answers(task)
    assert task.difficulty in DIFFICULTIES
    assert 2 <= len(task.hints) <= 3
    assert 2 <= len(answers.misconceptions) <= 8
    names = [mistake.name for mistake in answers.misconceptions]
    assert len(set(names)) == len(names)
    assert len(OTHER_WAYS[task_id]) >= 2


def test_no_two_tasks_ask_for_a_function_of_the_same_name():
    names = [task.name for task in registry.known().values()]
    assert sorted(registry.owners()) == sorted(names)


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
        assert 3 <= len(rank) <= 8
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


def digits(pattern):
    return {path.name.removeprefix("practice").removeprefix("lesson")[:2] for path in ROOT.glob(pattern)}


def test_what_lies_there_belongs_to_a_lesson():
    exercises = digits("exercises/*.ipynb")
    assert exercises == digits("solutions/*.ipynb") == set(registry.LESSONS)
    assert digits("racteach/checks/answers/lesson*.py") == exercises | set(registry.PRACTICE)
    assert set(registry.PRACTICE) | exercises <= digits("lessons/*.ipynb")
    assert digits("lessons/*.ipynb") == set(quizzes.LESSONS)
    for path in (ROOT / "lessons").glob("*.ipynb"):
        assert f'rt.quiz("{path.name[:2]}")' in [cell.source for cell in read_notebook(path).cells]
