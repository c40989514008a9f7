"""What a teacher gets: grades as CSV and JSON, a page for each student, and one for the class.

Everything that comes from a student is text: escaped in pages, which allow no scripts, and kept from being
taken for a formula by a spreadsheet.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from racteach.checks.registry import tasks
from racteach.figures import draw_class, picture
from racteach.grading.beside import without_expected
from racteach.grading.judging import Verdict
from racteach.grading.runs import Run

_COLUMNS = (
    "student", "lesson", "task", "status", "tampered", "misconception", "points", "max_points", "reason",
)  # fmt: skip
#: Where a spreadsheet may see a cell begin, whatever it takes for a separator, before a sign of a formula.
_FORMULA = re.compile(r"""(^|[,;|\t\r\n])([\s"']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])""")
_MOST_NOTES = 100  # on the page of the class


def write_reports(
    out: Path,
    run: Run,
    verdicts: list[Verdict],
    *,
    anonymous: bool = False,
    notes: Sequence[str] = (),
    show_expected: bool = False,
) -> list[str]:
    """Write all reports below a folder, and return the names of those whom a person should look at.

    Args:
        out: the folder of the run.
        run: its settings.
        verdicts: all of them.
        anonymous: numbers in a random order in place of names; ``names.csv`` says whose they are.
        notes: what else the class's page and ``grades.json`` should say; with ``anonymous`` only how much.
        show_expected: let students see what was right for the input on which they failed.
    """
    names = list(dict.fromkeys(verdict.student for verdict in verdicts))
    shown = {name: name for name in names}
    if anonymous:
        mixed = sorted(names, key=lambda name: hashlib.sha256(f"{run.seed}/number/{name}".encode()).digest())
        shown = {name: f"student-{mixed.index(name) + 1:03}" for name in names}
        names.sort(key=mixed.index)
        verdicts = sorted(verdicts, key=lambda verdict: mixed.index(verdict.student))
        notes = [f"{len(notes)} entries were left out, changed or gone"] if notes else []
    if anonymous:
        _write_csv(out / "names.csv", ("number", "student"), [(shown[name], name) for name in names])
    rows = [{**asdict(verdict), "student": shown[verdict.student]} for verdict in verdicts]
    _write_csv(out / "grades.csv", _COLUMNS, [[row[name] for name in _COLUMNS] for row in rows])
    settings = json.loads(run.to_json())
    del settings["seed"]  # it is the key to inputs and numbers, and stays in run.json
    graded = {
        "run": settings,
        "notes": list(notes),
        "grades": [{k: row[k] for k in _COLUMNS} for row in rows],
    }
    (out / "grades.json").write_text(json.dumps(graded, indent=1) + "\n", encoding="utf-8")
    pages = out / "students"
    pages.mkdir(exist_ok=True)
    for old in [*pages.glob("*.html"), *([] if anonymous else [out / "names.csv"])]:
        old.unlink(missing_ok=True)  # of an earlier report, perhaps with names or of students who are gone
    students = []
    for name in names:
        own = [verdict for verdict in verdicts if verdict.student == name]
        points, most = sum(v.points for v in own), sum(v.max_points for v in own)
        page = f"{shown[name]}.html"
        text = _filled(
            "student.html",
            student=shown[name],
            run=run,
            verdicts=own,
            tasks=tasks(),
            points=points,
            most=most,
            show_expected=show_expected,
            allowed=str if show_expected else without_expected,
        )
        (pages / page).write_text(text, encoding="utf-8")
        look = ", ".join(f"{v.task} {_why(v)}" for v in own if v.needs_a_person)
        students.append((shown[name], points, page, look))
    (out / "class.html").write_text(_class_page(run, verdicts, students, notes), encoding="utf-8")
    return [shown[name] for name in names if any(v.needs_a_person for v in verdicts if v.student == name)]


def _why(verdict: Verdict) -> str:
    return verdict.status + (", tampered" if verdict.tampered else "")


def _class_page(
    run: Run, verdicts: list[Verdict], students: list[tuple[str, int, str, str]], notes: Sequence[str]
) -> str:
    order = list(dict.fromkeys(verdict.task for verdict in verdicts))
    of_task = {task: [v for v in verdicts if v.task == task] for task in order}
    rows = [
        {
            "task": task,
            "passed": sum(v.status == "passed" for v in own),
            "mistakes": Counter(v.misconception for v in own if v.misconception).most_common(3),
        }
        for task, own in of_task.items()
    ]
    most = sum(own[0].max_points for own in of_task.values())
    points = [student[1] for student in students]
    data: dict[str, Any] = {
        "points": points,
        "most": most,
        "tasks": {row["task"]: row["passed"] for row in rows},
    }
    alt = f"Points of {len(points)} students, and how many passed each task: " + ", ".join(
        f"{task} {count}" for task, count in data["tasks"].items()
    )
    plot = picture(draw_class, data, alt=alt, size=(9.6, 3.6), kind="svg").html()
    mean = sum(points) / len(points)
    more = [f"and {len(notes) - _MOST_NOTES} more"] if len(notes) > _MOST_NOTES else []
    return _filled(
        "class.html", run=run, students=students, rows=rows, most=most, plot=Markup(plot), mean=mean,
        notes=[*notes[:_MOST_NOTES], *more],
    )  # fmt: skip


def _filled(template: str, **values: Any) -> str:
    """Return a page; every value is escaped, but for what is marked as HTML of our own."""
    pages = Environment(
        loader=PackageLoader("racteach.grading", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return pages.get_template(template).render(**values)


def _write_csv(path: Path, columns: tuple[str, ...], rows: list[Any]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([[_no_formula(value) for value in row] for row in rows])


def _no_formula(value: Any) -> Any:
    """Return a cell in which no spreadsheet finds a formula, wherever it lets a cell begin.

    Example:
        >>> _no_formula(" =1+1"), _no_formula("see;@x"), _no_formula(-3)
        (" '=1+1", "see;'@x", -3)
    """
    return _FORMULA.sub(r"\1\2'", value) if isinstance(value, str) else value
