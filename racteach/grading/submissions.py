"""Submitted notebooks: found in a folder, read without trust, and cut into cells by ``grade_id``."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

#: Larger files are not read.
MOST_BYTES = 20 * 2**20
_MOST_CELLS = 2000
_SAFE = re.compile(r"[^\w.@+ -]")


class SubmissionError(ValueError):
    """What is wrong with a folder of submissions, in one sentence."""


@dataclass(frozen=True)
class Cell:
    """A code cell: its source, and the task's cell it says it is."""

    source: str
    grade_id: str = ""


@dataclass
class Submission:
    """What one student handed in.

    Attributes:
        student: the name, safe to print and to use in a file's name.
        path: the notebook, or None.
        cells: its code cells in order.
        problem: why nothing could be read: then no task can be graded.
        locked: the sources of the locked cells by ``grade_id``.
    """

    student: str
    path: Path | None = None
    cells: list[Cell] = field(default_factory=list)
    problem: str = ""
    locked: dict[str, str] = field(default_factory=dict)

    def of(self, task_id: str) -> list[Cell]:
        """Return the cells that say they are a task's solution."""
        return [cell for cell in self.cells if cell.grade_id == task_id]


def safe_name(name: str) -> str:
    """Return a name without separators, control characters and escapes, never empty, at most 80 letters and
    200 bytes long: files are called so.

    Example:
        >>> safe_name("../../etc/passwd"), safe_name("Ada L.")
        ('_.._etc_passwd', 'Ada L')
    """
    letters = _SAFE.sub("_", name).strip(" .")[:80]
    return letters.encode()[:200].decode(errors="ignore") or "_"


def find_submissions(folder: Path, lesson: str) -> list[Submission]:
    """Return what each student handed in for a lesson, in the order of their names.

    A student is ``NAME.ipynb``, or a folder ``NAME`` with notebooks in it or one folder further down, as
    nbgrader's ``submitted/STUDENT/ASSIGNMENT/`` has them. Links are not followed.

    Raises:
        SubmissionError: if the folder is not there or holds no notebook.
    """
    if not folder.is_dir():
        raise SubmissionError(f"there is no folder {folder}: give the one that holds the submitted notebooks")
    found: dict[str, list[Path]] = {}
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_file() and entry.suffix == ".ipynb":
            found.setdefault(entry.stem, []).append(entry)
        elif entry.is_dir():
            notebooks = [path for path in sorted(entry.iterdir()) if _is_notebook(path)]
            for below in sorted(entry.iterdir()):
                if below.is_dir() and not below.is_symlink() and not below.name.startswith("."):
                    notebooks += [path for path in sorted(below.iterdir()) if _is_notebook(path)]
            if notebooks:
                found.setdefault(entry.name, []).extend(notebooks)
    if not found:
        raise SubmissionError(f"{folder} holds no notebooks: NAME.ipynb, or a folder for each student")
    taken: set[str] = set()
    submissions = []
    for name, paths in found.items():
        student = safe_name(name)
        while student in taken:
            student += "_"
        taken.add(student)
        submissions.append(_chosen(student, paths, lesson))
    return submissions


def _is_notebook(path: Path) -> bool:
    return path.suffix == ".ipynb" and path.is_file() and not path.is_symlink()


def _chosen(student: str, paths: list[Path], lesson: str) -> Submission:
    """Return the one notebook among a student's that belongs to the lesson."""
    read = [read_submission(student, path) for path in paths]
    fitting = [one for one in read if any(cell.grade_id.startswith(f"{lesson}-") for cell in one.cells)]
    if len(fitting) == 1:
        return fitting[0]
    if len(fitting) > 1:
        names = ", ".join(safe_name(one.path.name) for one in fitting if one.path)
        return Submission(student, problem=f"several notebooks of lesson {lesson}: {names}")
    broken = [one for one in read if one.problem]
    if broken:
        return broken[0]
    return read[0] if len(read) == 1 else Submission(student, problem=f"no notebook of lesson {lesson}")


def read_submission(student: str, path: Path) -> Submission:
    """Read a notebook file; whatever is wrong with it becomes the submission's problem."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            return Submission(student, path, problem=f"the file has {size:,} bytes, more than {MOST_BYTES:,}")
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except RecursionError:
        return Submission(student, path, problem="the file is nested too deep")
    except (OSError, ValueError) as error:
        return Submission(student, path, problem=f"the file is no notebook: {type(error).__name__}")
    cells = data.get("cells") if type(data) is dict else None
    if type(cells) is not list or len(cells) > _MOST_CELLS:
        return Submission(student, path, problem="the file is no notebook: it has no list of cells")
    submission = Submission(student, path)
    for cell in cells:
        if type(cell) is not dict or cell.get("cell_type") != "code":
            continue
        source = _source(cell.get("source"))
        if source is None:
            continue
        marks = _marks(cell)
        name = marks.get("grade_id")
        grade_id = name if type(name) is str and len(name) < 100 else ""
        if marks.get("grade") is True and marks.get("solution") is not True:
            submission.locked[grade_id] = source
            continue  # nbgrader's test cells: the grader has its own
        submission.cells.append(Cell(source, grade_id))
    return submission


def _source(source: Any) -> str | None:
    if type(source) is list and all(type(line) is str for line in source):
        source = "".join(source)
    return source if type(source) is str else None


def _marks(cell: dict[str, Any]) -> dict[str, Any]:
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if type(metadata) is dict else None
    return marks if type(marks) is dict else {}
