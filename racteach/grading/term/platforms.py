"""Gradebooks that learning platforms take as they are: Canvas's and Moodle's columns.

Sources: Canvas, *How do I import grades in the Gradebook*: columns Student, ID, SIS User ID, SIS Login ID,
Section, then ``TITLE (ID)`` for an assignment, and a line Points Possible. MoodleDocs, *Grade import*: the
columns of the export; a line of an unknown person stops the whole import.
"""

from __future__ import annotations

import re
from pathlib import Path

from racteach.grading.csvfile import write_csv
from racteach.grading.term.marks import Mark, Term

_CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def write_platforms(out: Path, term: Term, marks: list[Mark], assignment: str) -> list[str]:
    """Write ``canvas.csv`` and ``moodle.csv`` and return what a teacher must know of them.

    Args:
        out: the folder of the run.
        term: its roster is whom they name.
        marks: of those who handed in.
        assignment: what the platform calls it; for Canvas with its number in brackets.
    """
    of = {id(mark.person): mark for mark in marks}
    assert term.roster is not None
    people = term.roster.people
    theirs = {"sis user id", "sis login id"} & {head.casefold() for head in term.roster.columns}
    most = marks[0].most if marks else 0
    lines: list[list[object]] = [["    Points Possible", "", "", "", "", most]]
    for person in people:
        mark = of.get(id(person))
        ids = [person.cell("id"), person.cell("sis user id"), person.cell("sis login id")]
        if (
            not theirs
        ):  # no export of Canvas: an id there is Canvas's own number, and this one is the school's
            ids = ["", person.id, ""]
        lines.append([person.name, *ids, person.cell("section"), "" if mark is None else mark.final])
    write_csv(out / "canvas.csv", (*_CANVAS, assignment), lines)
    return _write_moodle(out / "moodle.csv", [mark for mark in marks if mark.person], assignment)


def _write_moodle(path: Path, marks: list[Mark], assignment: str) -> list[str]:
    heads = {"ID number": "id", "Email address": "email"}
    # Moodle takes a line whose identifying cell is empty for the person of the line before.
    full = {head: name for head, name in heads.items() if all(getattr(m.person, name) for m in marks)}
    if not full:
        path.unlink(missing_ok=True)
        return ["moodle.csv was not written: somebody has no id, and somebody no e-mail"]
    title = re.sub(r" \(\d+\)$", "", assignment)
    write_csv(
        path,
        (*full, "Full name", f"Assignment: {title} (Real)", f"Assignment: {title} (Feedback)"),
        [
            [
                *(getattr(mark.person, name) for name in full.values()),
                mark.person.name,
                mark.final,
                said(mark),
            ]
            for mark in marks
            if mark.person
        ],
    )
    return []


def said(mark: Mark) -> str:
    """Return a mark in a few words: points, and for each task that is not all right, why."""
    words = [f"{mark.final:g} of {mark.most} points."]
    words += [
        f"{task.verdict.task}: {task.verdict.status}"
        + (f" ({task.verdict.misconception})" if task.verdict.misconception else "")
        + f", {task.points:g} of {task.verdict.max_points}."
        for task in mark.tasks
        if task.points != task.verdict.max_points
    ]
    return " ".join([*words, *([f"{mark.why}."] if mark.why else [])])
