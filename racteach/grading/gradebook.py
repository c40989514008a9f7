"""Enter a run's points into an nbgrader gradebook."""

from __future__ import annotations

import json
import os
import sysconfig
from pathlib import Path
from typing import Any

from racteach.grading.runs import GradingError
from racteach.grading.verdicts import FOR_A_PERSON


def enter_points(out: Path, database: str, assignment: str) -> int:
    """Enter the points that ``grades.json`` holds into a gradebook; return how many students they are of.

    Assignment, notebook, cells and students are made where they are not there. What a teacher decided becomes
    a manual score, what is late nbgrader's late penalty. A task that a person should look at is marked as
    needing a manual grade.

    Args:
        out: the folder of a run.
        database: nbgrader's address of the gradebook, such as ``sqlite:///gradebook.db``.
        assignment: its name there.

    Raises:
        GradingError: if nbgrader is not installed, or the folder holds no grades.
    """
    try:
        from nbgrader.api import Gradebook
    except ImportError:
        raise GradingError("this needs nbgrader: install it with pip install nbgrader") from None
    try:
        data = json.loads((out / "grades.json").read_text(encoding="utf-8"))
        rows, students, lesson = data["grades"], data["students"], data["run"]["lesson"]
    except (OSError, ValueError, KeyError, TypeError):
        raise GradingError(f"{out} holds no grades: grade first, with racteach grade") from None
    scripts = sysconfig.get_path("scripts")
    if scripts not in os.environ.get("PATH", "").split(os.pathsep):  # nbgrader calls alembic by its name
        os.environ["PATH"] = f"{scripts}{os.pathsep}{os.environ.get('PATH', '')}"
    with Gradebook(database) as book:
        book.update_or_create_assignment(assignment)
        cells = {f"{row['task']}-points" for row in rows}
        notebook = _notebook(book, assignment, cells) or f"exercise_{lesson}"
        book.update_or_create_notebook(notebook, assignment)
        for task, points in {row["task"]: row["max_points"] for row in rows}.items():
            book.update_or_create_grade_cell(
                f"{task}-points", notebook, assignment, max_score=points, cell_type="code"
            )
        for row in students:
            book.update_or_create_student(row["student"])
            submission = book.update_or_create_submission(assignment, row["student"])
            own = _submitted(book, submission, notebook)
            own.late_submission_penalty = round(row["raw"] - row["final"], 2)
        for row in rows:
            grade = book.find_grade(f"{row['task']}-points", notebook, assignment, row["student"])
            grade.auto_score = float(row["found_points"])
            grade.manual_score = float(row["points"]) if row["changed"] else None
            look = row["tampered"] or row["status"] in FOR_A_PERSON
            grade.needs_manual_grade = look and not row["changed"]
        book.db.commit()
    return len(students)


def _submitted(book: Any, submission: Any, name: str) -> Any:
    """Return a submission's notebook with a grade for each cell; nbgrader makes none for a submission that
    was there before the notebook or its cells."""
    from nbgrader.api import Grade, SubmittedNotebook

    notebook = book.find_notebook(name, submission.assignment.name)
    own = next((one for one in submission.notebooks if one.name == name), None)
    if own is None:
        own = SubmittedNotebook(notebook=notebook, assignment=submission)
    graded = {grade.name for grade in own.grades}
    for cell in notebook.grade_cells:
        if cell.name not in graded:
            book.db.add(Grade(cell_id=cell.id, notebook=own))
    book.db.commit()
    return own


def _notebook(book: Any, assignment: str, cells: set[str]) -> str:
    """Return which notebook of an assignment has one of these grade cells, or an empty text."""
    for notebook in book.find_assignment(assignment).notebooks:
        if any(one.name in cells for one in notebook.grade_cells):
            return str(notebook.name)
    return ""
