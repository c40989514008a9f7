"""Enter a run's points into an nbgrader gradebook."""

from __future__ import annotations

import json
import os
import sysconfig
from pathlib import Path

from racteach.grading.judging import FOR_A_PERSON
from racteach.grading.runs import GradingError


def enter_points(out: Path, database: str, assignment: str) -> int:
    """Enter the points that ``grades.json`` holds into a gradebook; return how many students they are of.

    Assignment, notebook, cells and students are made where they are not there. A task that a person should
    look at is marked as needing a manual grade.

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
        rows, lesson = data["grades"], data["run"]["lesson"]
    except (OSError, ValueError, KeyError, TypeError):
        raise GradingError(f"{out} holds no grades: grade first, with racteach grade") from None
    notebook = f"exercise_{lesson}"
    scripts = sysconfig.get_path("scripts")
    if scripts not in os.environ.get("PATH", "").split(os.pathsep):  # nbgrader calls alembic by its name
        os.environ["PATH"] = f"{scripts}{os.pathsep}{os.environ.get('PATH', '')}"
    with Gradebook(database) as book:
        book.update_or_create_assignment(assignment)
        book.update_or_create_notebook(notebook, assignment)
        for task, points in {row["task"]: row["max_points"] for row in rows}.items():
            book.update_or_create_grade_cell(
                f"{task}-points", notebook, assignment, max_score=points, cell_type="code"
            )
        for student in dict.fromkeys(row["student"] for row in rows):
            book.update_or_create_student(student)
            book.update_or_create_submission(assignment, student)
        for row in rows:
            grade = book.find_grade(f"{row['task']}-points", notebook, assignment, row["student"])
            grade.auto_score = float(row["points"])
            grade.needs_manual_grade = row["tampered"] or row["status"] in FOR_A_PERSON
        book.db.commit()
    return len({row["student"] for row in rows})
