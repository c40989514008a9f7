"""The real nbgrader takes our solutions notebooks, releases what we release, and gives the right points."""

from __future__ import annotations

import copy
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from racteach.authoring import read_notebook, write_notebook
from racteach.authoring.files import grade_id
from racteach.checks import registry

ROOT = Path(__file__).parent.parent
CONFIG = ROOT / "solutions" / "nbgrader_config.py"
NOTEBOOKS = sorted((ROOT / "solutions").glob("*.ipynb"))
TASKS = registry.tasks()
#: A kernel's start takes longer than the cells of a notebook: the cells of all stand in one, but with --full.
GRADED = "all" if os.environ.get("RACTEACH_FULL") == "1" else "joined"

WARNING = """
import sys as _sys, warnings as _warnings

def {name}(*arguments, _right={name}):
    _warnings.warn("careful")
    print("careful", file=_sys.stderr)
    return _right(*arguments)
"""
MISTAKE = """
from racteach.checks import registry as _registry

{name} = _registry.answers(_registry.tasks()["{task}"]).misconceptions[{number}].wrong
"""


def environment(folder):
    """Return variables that keep the machine's Jupyter out."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    own = {
        name: str(folder / name.lower())
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    # nbgrader calls alembic by name, for the tables of its gradebook.
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath)])
    return {**kept, **own, "JUPYTER_PREFER_ENV_PATH": "1", "PATH": path}


def nbgrader(course, *arguments):
    found = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course,
        env=environment(course.parent),
        capture_output=True,
        text=True,
        timeout=550,
        check=False,
    )
    assert found.returncode == 0, found.stderr[-4000:]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course of nbgrader with every solutions notebook, released: each by itself, and all as one."""
    folder = tmp_path_factory.mktemp("nbgrader") / "course"
    for name in {"all", GRADED}:
        (folder / "source" / name).mkdir(parents=True)
    shutil.copy(CONFIG, folder)
    joined = read_notebook(NOTEBOOKS[0])
    for path in NOTEBOOKS:
        shutil.copy(path, folder / "source" / "all")
        joined.cells += read_notebook(path).cells if path != NOTEBOOKS[0] else []
    for number, cell in enumerate(joined.cells):
        cell.id = cell.id if grade_id(cell) else f"cell-{number}"
    if GRADED == "joined":
        write_notebook(joined, folder / "source" / GRADED / "every.ipynb")
    for name in sorted({"all", GRADED}):
        nbgrader(folder, "generate_assignment", name, "--create")
    return folder


def task_cells(path):
    return {cell.id: cell for cell in read_notebook(path).cells if grade_id(cell)}


@pytest.mark.slow
@pytest.mark.parametrize("name", [path.name for path in NOTEBOOKS])
def test_its_release_and_ours_agree_on_every_task_cell(course, name):
    theirs, ours = task_cells(course / "release" / "all" / name), task_cells(ROOT / "exercises" / name)
    released, built = (
        read_notebook(folder / name) for folder in (course / "release" / "all", ROOT / "exercises")
    )
    assert [cell.id for cell in released.cells] == [cell.id for cell in built.cells]
    tasks = [task_id for task_id in TASKS if name.startswith(task_id[:2])]
    assert list(ours) == list(theirs)
    assert set(ours) == {task_id + part for task_id in tasks for part in ("", "-points")}
    for cell_id, cell in ours.items():
        assert theirs[cell_id].source == cell.source
        marks = dict(theirs[cell_id].metadata.nbgrader)
        assert {key: value for key, value in marks.items() if key not in ("checksum", "cell_type")} == dict(
            cell.metadata.nbgrader
        )
        for lock in ("editable", "deletable"):
            assert theirs[cell_id].metadata.get(lock, True) == cell.metadata.get(lock, True)


def hand_in(course, student, change):
    """Write a student's notebooks: those released, each solution cell as `change(task, solution)` says."""
    target = course / "submitted" / student / GRADED
    target.mkdir(parents=True)
    solutions = {name: cell for path in NOTEBOOKS for name, cell in task_cells(path).items()}
    for path in (course / "release" / GRADED).glob("*.ipynb"):
        released = read_notebook(path)
        for cell in released.cells:
            if cell.id in TASKS:
                answer = change(TASKS[cell.id], copy.deepcopy(solutions[cell.id].source))
                cell.source = cell.source if answer is None else answer
        write_notebook(released, target / path.name)


def right(task, solution):
    """Every second solution warns and writes to standard error, which costs nothing."""
    return solution + WARNING.format(name=task.name) * (list(TASKS).index(task.id) % 2)


def mistaken(task, solution):
    """A known mistake: another number of the list for every task."""
    number = list(TASKS).index(task.id) % len(registry.answers(task).misconceptions)
    return MISTAKE.format(name=task.name, task=task.id, number=number)


STUDENTS = {"stub": lambda task, solution: None, "right": right, "mistaken": mistaken}


@pytest.fixture(scope="module")
def scores(course):
    """The points of every student by cell, as nbgrader's gradebook has them."""
    from nbgrader.api import Gradebook

    for student, change in STUDENTS.items():
        hand_in(course, student, change)
    nbgrader(course, "autograde", GRADED, "--create")
    found = {}
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        for student in STUDENTS:
            submission = book.find_submission(GRADED, student)
            found[student] = {
                grade.name: (grade.score, grade.max_score)
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
    return found


@pytest.mark.slow
@pytest.mark.parametrize("student", STUDENTS)
def test_autograde_gives_all_points_or_none(scores, student):
    assert scores[student] == {
        f"{task.id}-points": (task.points if student == "right" else 0, task.points)
        for task in TASKS.values()
    }


def test_the_stub_is_the_one_of_our_own_release():
    from traitlets.config import Config

    from racteach.authoring.releases import STUB

    config = Config()
    exec(compile(CONFIG.read_text(encoding="utf-8"), str(CONFIG), "exec"), {"get_config": lambda: config})
    assert config.ClearSolutions.code_stub == {"python": STUB}
