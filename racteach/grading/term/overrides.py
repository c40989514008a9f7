"""What a teacher decides instead of the grader: points for a task, with a reason and a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from racteach.checks.declarations import Task
from racteach.grading.term import TermError, known_name
from racteach.grading.term.lateness import read_toml


@dataclass(frozen=True)
class Override:
    """Points that count in place of the grader's; ``student`` is the name in the reports."""

    student: str
    task: str
    points: float
    reason: str
    who: str

    def __str__(self) -> str:
        return f"set to {self.points:g} points by {self.who}: {self.reason}"


def read_overrides(
    path: Path, students: Mapping[str, str], tasks: Mapping[str, Task]
) -> dict[tuple[str, str], Override]:
    """Read the entries ``[[override]]`` of a TOML file; none where it is not there.

    Args:
        path: the file.
        students: names in the reports, by what a teacher may call them.
        tasks: the lesson's, by their ids.

    Raises:
        TermError: if a name is unknown, something is missing, or a task is decided twice.
    """
    if not path.exists():
        return {}
    data = read_toml(path)
    entries = data.get("override", [])
    if (
        data.keys() - {"override"}
        or type(entries) is not list
        or any(type(one) is not dict for one in entries)
    ):
        raise TermError(f"{path} must hold nothing but entries that begin with [[override]]")
    found: dict[tuple[str, str], Override] = {}
    for number, entry in enumerate(entries, start=1):
        where = f"{path}, override {number}"
        for name in entry.keys() - Override.__dataclass_fields__.keys():
            raise TermError(f"{where}: unknown key {name!r}; write student, task, points, reason, who")
        for name in ("student", "task", "reason", "who"):
            if type(entry.get(name)) is not str or not entry[name].strip():
                raise TermError(f"{where} must say {name} = '...'")
        student = students[known_name(entry["student"], students, "student", f"{where}: ")]
        task = tasks[known_name(entry["task"], tasks, "task", f"{where}: ")]
        points = entry.get("points")
        if type(points) not in (int, float) or not 0 <= points <= task.points:
            raise TermError(f"{where}: points must be a number from 0 to {task.points}, not {points!r}")
        if (student, task.id) in found:
            raise TermError(f"{where} decides {task.id} of {student} a second time: keep one")
        found[student, task.id] = Override(
            student, task.id, points, entry["reason"].strip(), entry["who"].strip()
        )
    return found
