"""Where a person should look before an honest student gets nothing, and cells that have lost their marks."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace

from racteach.checks.declarations import Task
from racteach.grading.submissions import Submission
from racteach.grading.verdicts import Verdict, plain_text, shortened

_SHORT = ("np", "rt", "plt", "sp", "tl", "nx", "pd", "numpy", "scipy", "racteach")  # how packages are called


def found_by_text(submission: Submission, tasks: Sequence[Task]) -> set[str]:
    """Where no cell says that it is a task's, mark the last one that defines its function below its text.

    Returns:
        The ids of the tasks whose cells were found so.
    """
    found = set()
    for task in tasks:
        if submission.of(task.id):
            continue
        for number, cell in reversed(list(enumerate(submission.cells))):
            if not cell.grade_id and cell.below == task.id and _defines(task, cell.source):
                submission.cells[number] = replace(cell, grade_id=task.id)
                found.add(task.id)
                break
    return found


def fair_verdict(
    verdict: Verdict, task: Task, submission: Submission, errors: Mapping[int, str], known: Sequence[str]
) -> Verdict:
    """Return a verdict, with another status where work may be right that earns nothing.

    Args:
        verdict, task, submission: what was found, of what, in what.
        errors: what the notebook's code cells raised, by their numbers from 0.
        known: the ids of all tasks.
    """
    if verdict.status in ("missing", "not started"):
        for number, cell in enumerate(submission.cells, start=1):
            if cell.grade_id not in known and _defines(task, cell.source):
                reason = f"{verdict.reason}; but code cell {number} defines `{task.name}`: look there"
                return replace(verdict, status="elsewhere", reason=reason)
    if verdict.status == "error" and "is not allowed in this task" in verdict.reason:
        return replace(verdict, status="not allowed")
    if verdict.status in ("error", "not started"):
        own = [number for number, cell in enumerate(submission.cells) if cell.grade_id == task.id]
        written, here = submission.python, platform.python_version()
        others = [
            f"; code cell {number + 1} raised {error}"
            for number, error in errors.items()
            if number not in own and _is_missing(error, written)
        ]
        reason = shortened(verdict.reason + plain_text("".join(others)))
        if others or _is_missing(reason, written):
            reason += f" (written with Python {written}, graded with {here})" if written else ""
            return replace(verdict, status="environment", reason=reason)
    return verdict


def _defines(task: Task, source: str) -> bool:
    return re.search(rf"(?m)^(?:def {task.name}\b|{task.name}[ \t]*=[^=])", source) is not None


def _is_missing(error: str, written: str) -> bool:
    """Say whether an error may be this machine's: a module is not there, or the Python is too old."""
    # What is left out of the library is left out on purpose.
    module = re.search(r"ModuleNotFoundError(?!: No module named 'racteach\b)", error)
    name = re.search(r"NameError: name '(\w+)' is not defined", error)  # imported by a cell that is gone
    unimported = name is not None and (name[1] in _SHORT or name[1] in sys.stdlib_module_names)
    newer = _numbers(written) > _numbers(platform.python_version())
    return bool(module) or unimported or ("SyntaxError" in error and newer)


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")[:2] if part.isdecimal()]
