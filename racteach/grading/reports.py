"""What a teacher gets: grades as CSV and JSON, a page for each student, and one for the class.

Everything that comes from a student is text: escaped in pages, which allow no scripts, and kept from being
taken for a formula by a spreadsheet.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from racteach.checks.registry import tasks
from racteach.grading.beside import without_expected
from racteach.grading.csvfile import write_csv
from racteach.grading.overview import class_overview
from racteach.grading.runs import Run
from racteach.grading.term.alike import Alike
from racteach.grading.term.marks import NOTHING, Mark, TaskMark, Term, short
from racteach.grading.term.platforms import write_platforms

_COLUMNS = (
    "student", "lesson", "task", "status", "tampered", "misconception", "points", "max_points", "reason",
)  # fmt: skip
_DECIDED = ("found_points", "changed")
_CLASS = (
    "handed in as", "raw points", "days late", "percent taken", "final points", "of", "why", "to look at",
)  # fmt: skip
_NAMED = ("names.csv", "canvas.csv", "moodle.csv")  # with names, or of a run with a roster


def write_reports(
    out: Path,
    run: Run,
    term: Term,
    marks: list[Mark],
    *,
    anonymous: bool = False,
    notes: Sequence[str] = (),
    show_expected: bool = False,
    alike: Sequence[Alike] = (),
    assignment: str = "",
) -> list[str]:
    """Write all reports below a folder, and return the names of those whom a person should look at.

    Args:
        out: the folder of the run.
        run: its settings.
        term: what the teacher said of the class.
        marks: all of them.
        anonymous: numbers in a random order in place of names; ``names.csv`` says whose they are.
        notes: what else the class's page and ``grades.json`` should say; with ``anonymous`` only how much.
        show_expected: let students see what was right for the input on which they failed.
        alike: notebooks that read alike.
        assignment: what Canvas and Moodle call it.
    """
    for name in _NAMED:  # of an earlier report, perhaps with names, or with another roster
        (out / name).unlink(missing_ok=True)
    notes, absent = list(notes), term.matched.missing()
    if anonymous:
        marks, numbers = _numbered(marks, run.seed)
        write_csv(out / "names.csv", ("number", "student"), [(numbers[name], name) for name in numbers])
        notes = [f"{len(notes)} entries were left out, changed or gone"] if notes else []
        absent = [f"{len(absent)} people"] if absent else []
        alike = [
            replace(
                one,
                student=numbers.get(one.student, ""),
                other="an earlier submission" if one.earlier else numbers.get(one.other, ""),
            )
            for one in alike
        ]
        term = replace(term, roster=None)
    elif term.roster is not None:
        notes += write_platforms(out, term, marks, assignment or f"Exercise {run.lesson}")
    rows = [_row(mark, task) for mark in marks for task in mark.tasks]
    columns = (*_COLUMNS, *_DECIDED)
    write_csv(out / "grades.csv", columns, [[row[name] for name in columns] for row in rows])
    _write_class(out / "class.csv", term, marks)
    settings = json.loads(run.to_json())
    del settings["seed"]  # it is the key to inputs and numbers, and stays in run.json
    students = [
        {"student": one.student, "raw": one.raw, "final": one.final, "max_points": one.most, "why": one.why}
        for one in marks
    ]
    graded = {"run": settings, "notes": notes, "absent": absent, "students": students, "grades": rows}
    (out / "grades.json").write_text(json.dumps(graded, indent=1) + "\n", encoding="utf-8")
    pages = out / "students"
    pages.mkdir(exist_ok=True)
    for old in pages.glob("*.html"):  # perhaps of students who are gone
        old.unlink()
    allowed = str if show_expected else without_expected
    for mark in marks:
        text = _filled(
            "student.html", run=run, mark=mark, tasks=tasks(), show_expected=show_expected, allowed=allowed
        )
        (pages / f"{mark.student}.html").write_text(text, encoding="utf-8")
    seen = class_overview(marks)
    text = _filled("class.html", run=run, marks=marks, seen=seen, notes=notes, absent=absent, alike=alike)
    (out / "class.html").write_text(text, encoding="utf-8")
    return [mark.student for mark in marks if mark.look]


def _numbered(marks: list[Mark], seed: int) -> tuple[list[Mark], dict[str, str]]:
    """Return marks in a random order without names, and the numbers in their place, by name."""
    mixed = sorted(marks, key=lambda one: hashlib.sha256(f"{seed}/number/{one.student}".encode()).digest())
    numbers = {one.student: f"student-{place:03}" for place, one in enumerate(mixed, start=1)}
    without = [
        replace(
            one,
            student=numbers[one.student],
            person=None,
            unclear="not clear whose it is" if one.unclear else "",
        )
        for one in mixed
    ]
    return without, numbers


def _row(mark: Mark, task: TaskMark) -> dict[str, Any]:
    """Return a line of the grades: the points that count, those found, and who changed them and why."""
    found = asdict(task.verdict)
    row = {name: found[name] for name in _COLUMNS}
    changed = "" if task.override is None else str(task.override)
    return {
        **row, "student": mark.student, "points": task.points,
        "found_points": found["points"], "changed": changed,
    }  # fmt: skip


def _write_class(path: Path, term: Term, marks: list[Mark]) -> None:
    """Write a line for each person: all columns of the roster as they were, then what came of it."""
    heads = term.roster.columns if term.roster else ()
    people = term.roster.people if term.roster else ()
    of = {id(mark.person): mark for mark in marks if mark.person}
    lines = [(person.row, of.get(id(person))) for person in people]
    lines += [({}, mark) for mark in marks if mark.person is None or not people]
    write_csv(
        path,
        (*heads, *_CLASS),
        [[*(row.get(head, "") for head in heads), *_class_cells(mark)] for row, mark in lines],
    )


def _class_cells(mark: Mark | None) -> list[Any]:
    if mark is None:
        return ["", "", "", "", "", "", NOTHING, ""]
    days, percent = (mark.late.days, short(mark.late.percent)) if mark.late else ("", "")
    name = mark.student if mark.handed_in or mark.person is None else ""
    return [name, mark.raw, days, percent, mark.final, mark.most, mark.why, "; ".join(mark.look)]


def _filled(template: str, **values: Any) -> str:
    """Return a page; every value is escaped."""
    return _pages().get_template(template).render(**values)


@cache
def _pages() -> Environment:
    return Environment(
        loader=PackageLoader("racteach.grading", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
