"""Submitted notebooks: read without trust, and cut into cells by ``grade_id``."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from racteach.grading.frames import count_parts

#: Larger files are not read.
MOST_BYTES = 20 * 2**20
_MOST_CELLS = 2000
_MOST_PARTS = 2_000_000
_STATEMENT = re.compile(r"^\*\*(\d\d-[\w-]{1,40})\*\* · \d", re.M)
_VERSION = re.compile(r"3\.\d{1,3}(\.\d{1,3})?")


class SubmissionError(ValueError):
    """What is wrong with a folder of submissions, in one sentence."""


@dataclass(frozen=True)
class Cell:
    """A code cell: its source, the task's cell it says it is, and the task whose text stands above it."""

    source: str
    grade_id: str = ""
    below: str = ""


@dataclass
class Submission:
    """What one student handed in.

    Attributes:
        student: the name, safe to print and to use in a file's name.
        path: the notebook, or None.
        cells: its code cells in order.
        problem: why nothing could be read: then no task can be graded.
        locked: the sources of the locked cells by ``grade_id``.
        python: the version of Python that the notebook says it was run with, or an empty text.
    """

    student: str
    path: Path | None = None
    cells: list[Cell] = field(default_factory=list)
    problem: str = ""
    locked: dict[str, str] = field(default_factory=dict)
    python: str = ""

    def of(self, task_id: str) -> list[Cell]:
        """Return the cells that say they are a task's solution."""
        return [cell for cell in self.cells if cell.grade_id == task_id]


def chosen_submission(student: str, paths: tuple[Path, ...], lesson: str) -> Submission:
    """Read a student's notebooks one by one, and return the one that belongs to the lesson."""
    if len(paths) == 1:
        return read_submission(student, paths[0])
    fitting, problem = None, ""
    for path in paths:
        one = read_submission(student, path)
        if any(name.startswith(f"{lesson}-") for cell in one.cells for name in (cell.grade_id, cell.below)):
            if fitting is not None:  # twenty large ones are not held at a time
                return Submission(student, problem=f"several notebooks of lesson {lesson}: keep one")
            fitting = one
        problem = problem or one.problem
    return fitting or Submission(student, problem=problem or f"no notebook of lesson {lesson}")


def read_submission(student: str, path: Path) -> Submission:
    """Read a notebook file; whatever is wrong with it becomes the submission's problem."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            return Submission(student, path, problem=f"the file has {size:,} bytes, more than {MOST_BYTES:,}")
        text = path.read_bytes()
        if count_parts(text) > _MOST_PARTS:
            return Submission(student, path, problem="the file holds far more parts than a notebook")
        data = json.loads(text.decode("utf-8-sig"))
    except RecursionError:
        return Submission(student, path, problem="the file is nested too deep")
    except (OSError, ValueError) as error:
        return Submission(student, path, problem=f"the file is no notebook: {type(error).__name__}")
    cells = _cells(data) if type(data) is dict else None
    if type(cells) is not list or len(cells) > _MOST_CELLS:
        return Submission(student, path, problem="the file is no notebook: it has no list of cells")
    submission = Submission(student, path, python=_python(data))
    below = ""
    for cell in cells:
        kind = cell.get("cell_type") if type(cell) is dict else None
        source = _source(cell.get("source", cell.get("input"))) if kind in ("code", "markdown") else None
        if source is None:
            continue
        if kind == "markdown":
            told = _STATEMENT.search(source)
            below = told[1] if told else below
            continue
        marks = _marks(cell)
        name = marks.get("grade_id")
        grade_id = name if type(name) is str and len(name) < 100 else ""
        if marks.get("grade") is True and marks.get("solution") is not True:
            submission.locked[grade_id] = source
            continue  # nbgrader's test cells: the grader has its own
        submission.cells.append(Cell(source, grade_id, below))
    return submission


def _cells(notebook: dict[str, Any]) -> Any:
    """Return the list of cells; notebooks of format 3 have it in worksheets."""
    sheets = notebook.get("worksheets")
    if "cells" in notebook or type(sheets) is not list or not all(type(sheet) is dict for sheet in sheets):
        return notebook.get("cells")
    inside = [sheet.get("cells") for sheet in sheets]
    fits = all(type(cells) is list for cells in inside)
    return [cell for cells in inside for cell in cells] if fits else None


def _python(notebook: dict[str, Any]) -> str:
    metadata = notebook.get("metadata")
    language = metadata.get("language_info") if type(metadata) is dict else None
    version = language.get("version") if type(language) is dict else None
    return version if type(version) is str and _VERSION.fullmatch(version) else ""


def _source(source: Any) -> str | None:
    if type(source) is list and all(type(line) is str for line in source):
        source = "".join(source)
    return source if type(source) is str else None


def _marks(cell: dict[str, Any]) -> dict[str, Any]:
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if type(metadata) is dict else None
    return marks if type(marks) is dict else {}
