"""The week that docs/grading.md tells: its files and commands, in its order, on a made-up class."""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from racteach import cli
from racteach.authoring import read_notebook, release, write_notebook

pytest.importorskip("resource", reason="grading runs on POSIX systems only")
pytest.importorskip("nbgrader", reason="a command enters points into nbgrader")
from tests.test_grading import sandbox  # noqa: F401

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "grading.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(csv|toml|console) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CUT = """def start_end_cut(tensor):
    rows = len(tensor) ** (tensor.ndim // 2)
    return tensor.reshape(rows, rows).T
"""
ENTRY = """def weighted_sum_grid(weights, templates):
    everywhere = np.zeros((len(templates),) * len(weights))
    for where in np.ndindex(everywhere.shape):
        everywhere[where] = sum(w * templates[i] for w, i in zip(weights, where))
    return everywhere
"""


def hand_in(path, when, change=lambda cells: None, **sources):
    (solution,) = (ROOT / "solutions").glob("03_*.ipynb")
    answers = {cell.id: cell.source for cell in read_notebook(solution).cells}
    exercise = release(read_notebook(solution))
    for cell in exercise.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = sources.get(cell.id, answers[cell.id])
    path.parent.mkdir(parents=True, exist_ok=True)
    write_notebook(exercise, path)
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data["cells"])
    path.write_text(json.dumps(data), encoding="utf-8")
    os.utime(path, (0, datetime(*when, tzinfo=UTC).timestamp()))


def twice(cells):
    """Copy a solution's cell, as one does to try something."""
    cells.append({**next(cell for cell in cells if cell["id"] == "03-cut"), "id": "copy"})


@pytest.fixture
def made_up_class(tmp_path, monkeypatch):
    """Five notebooks in three layouts, one of them three days late, and one of last year."""
    submitted = tmp_path / "submitted"
    hand_in(submitted / "ada.ipynb", (2026, 10, 10))
    hand_in(submitted / "Bob O'Neil" / "x.ipynb", (2026, 10, 15), **{"03-cut": CUT, "03-grid-entry": ENTRY})
    hand_in(submitted / "zoe" / "ps03" / "grid.ipynb", (2026, 10, 11), twice)
    hand_in(submitted / "Kim Lee.ipynb", (2026, 10, 12))
    shutil.copytree(submitted / "Bob O'Neil", tmp_path / "earlier" / "somebody")
    monkeypatch.chdir(tmp_path)


def run(line):
    """Run a line of the page: the course's commands here, others as a shell would."""
    words = shlex.split(line)
    if words[0] == "mv":
        shutil.move(words[1], words[2])
        return 0
    return cli.main(words[2:] if words[:2] == ["python3", "course.py"] else words[1:])


def rows(name):
    with open(Path("grades-03") / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def finals():
    return {row["handed in as"]: row["final points"] for row in rows("class.csv") if row["handed in as"]}


def test_every_guarantee_of_the_page_has_its_tests():
    told = re.findall(r"`(test_\w+)`", PAGE)
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_*.py"))
    assert len(told) > 15 and [name for name in told if f"def {name}(" not in text] == []


@pytest.mark.usefixtures("sandbox", "made_up_class")
def test_the_week_goes_as_the_page_says(capsys):
    blocks = [(kind, name, text) for kind, name, text in BLOCK.findall(PAGE)]
    assert [name for kind, name, _ in blocks if kind != "console"] == [
        "roster.csv", "late.toml", "grades-03/overrides.toml"
    ]  # fmt: skip
    lines = []
    for kind, name, text in blocks:
        if kind != "console":
            Path(name).write_text(text, encoding="utf-8")
            continue
        for line in text.splitlines():
            lines.append(line)
            capsys.readouterr()
            status = run(line)
            said = capsys.readouterr()
            if len(lines) == 1:  # Monday
                assert status == 3 and "to be looked at: Kim Lee, zoe" in said.out, said
                assert "handed in nothing: 1 of the roster, and 2 of whom" in said.out
                page = Path("grades-03/class.html").read_text(encoding="utf-8")
                assert "03-cut duplicated" in page and "could be Kim Lee (u4) or Kim Lee (u5)" in page
                assert page.count(", unless an unclear submission is theirs") >= 2
                assert finals() == {"ada": "12", "Bob O'Neil": "8", "zoe": "10", "Kim Lee": "12"}
            else:
                assert status == 0, (line, said)
            if "--feedback" in line:  # Wednesday
                assert finals() == {"ada": "12", "Bob O'Neil": "8", "zoe": "12", "u4": "12"}
                canvas = {row["SIS User ID"]: row["Exercise 03 (4711)"] for row in rows("canvas.csv")[1:]}
                assert canvas == {"u1": "12", "u2": "8", "u3": "12", "u4": "12", "u5": "", "u6": ""}
                moodle = {
                    row["ID number"]: row["Assignment: Exercise 03 (Real)"] for row in rows("moodle.csv")
                }
                assert moodle == {"u1": "12", "u2": "8", "u3": "12", "u4": "12"}
                back = {str(path.relative_to("back")) for path in Path("back").rglob("*.html")}
                flat = {f"{name}/feedback_03.html" for name in ("ada", "Bob O'Neil", "u4")}
                assert back == flat | {"zoe/ps03/grid.html"}
                assert "R. Teacher" in Path("back/zoe/ps03/grid.html").read_text(encoding="utf-8")
            if "--against" in line:
                page = Path("grades-03/class.html").read_text(encoding="utf-8")
                assert "Bob O&#39;Neil and somebody (earlier)" in page
    assert "--anonymous" in lines[-1] and not Path("grades-03/canvas.csv").exists()
    points_in_nbgrader()


def points_in_nbgrader():
    from nbgrader.api import Gradebook

    with Gradebook("sqlite:///gradebook.db") as book:
        found = {name: book.find_submission("ps03", name) for name in ("ada", "Bob O'Neil", "zoe", "u4")}
        grade = book.find_grade("03-cut-points", "exercise_03", "ps03", "zoe")
        assert (grade.auto_score, grade.manual_score, grade.needs_manual_grade) == (0, 2, False)
        assert {name: (one.score, one.late_submission_penalty) for name, one in found.items()} == {
            "ada": (12, 0), "Bob O'Neil": (10, 2), "zoe": (12, 0), "u4": (12, 0)
        }  # fmt: skip
