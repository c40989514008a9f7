"""Read what a task says from the cells of its notebook, the one place where it stands.

A task has a Markdown cell ``NN-name-statement`` that begins

    ## The title

    **NN-name** · 10 minutes · core · 2 points

    What to return, in one or two sentences.

and a code cell ``NN-name`` whose function is the one to write. An optional task says ``optional, 0 points``.

A prediction says ``**NN-name** · 3 minutes · prediction · no points``.
"""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from racteach.checks.declarations import DIFFICULTIES, Written
from racteach.journal.places import course_root

_STATEMENT = re.compile(r"##+ (?P<title>[^\n]+)\n\n(?P<effort>[^\n]+)\n\n(?P<statement>\S(?:.|\n(?!\n))*)")
_EFFORT = re.compile(
    r"\*\*(?P<id>[\w-]+)\*\* · (?P<minutes>\d+) minutes? · (?P<difficulty>[\w-]+) · "
    r"(?:optional, (?=0 points))?(?P<points>\d+) points?"
)
_PREDICTION = re.compile(r"\*\*(?P<id>[\w-]+)\*\* · (?P<minutes>\d+) minutes? · prediction · no points")


class NotWritten(ValueError):
    """A task's cell is missing or malformed; the message is one sentence that names file and cell."""


def notebook_of(lesson: str) -> Path:
    """Return the notebook that holds a lesson's tasks: its exercise, or the lesson itself.

    Raises:
        NotWritten: there is no such notebook, or more than one.
    """
    for folder in ("exercises", "lessons"):
        found = sorted((course_root() / folder).glob(f"{lesson}_*.ipynb"))
        if len(found) > 1:
            raise NotWritten(f"lesson {lesson} has {len(found)} notebooks in {folder}/: keep one of them")
        if found:
            return found[0]
    raise NotWritten(f"no notebook {lesson}_*.ipynb holds the tasks of lesson {lesson}: get the course again")


def read_written(path: str | Path, task_id: str) -> Written:
    """Return what a task's cells in a notebook say.

    Raises:
        NotWritten: the file is no notebook, or a cell of the task is missing or malformed.

    >>> read_written(notebook_of("03"), "03-cut").signature
    'start_end_cut(tensor)'
    """
    path = Path(path)
    form = "minutes · difficulty · points, then what to return"
    statement, effort = _statement(path, task_id, _EFFORT, form)
    if effort["difficulty"] not in DIFFICULTIES:
        allowed = ", ".join(DIFFICULTIES)
        raise _fault(
            path,
            f"{task_id}-statement",
            f"the difficulty must be one of {allowed}, not {effort['difficulty']}",
        )
    name, parameters = _signature(path, task_id)
    return Written(
        statement["title"],
        " ".join(statement["statement"].split("\n")),
        int(effort["minutes"]),
        effort["difficulty"],
        int(effort["points"]),
        name,
        parameters,
    )


def read_prediction(path: str | Path, prediction_id: str) -> tuple[str, int]:
    """Return the title and the minutes that a prediction's cell in a notebook says.

    Raises:
        NotWritten: the file is no notebook, or the cell is missing or malformed.

    >>> read_prediction(notebook_of("05"), "05-guess")
    ('What float64 will say', 4)
    """
    form = "minutes · prediction · no points, then what to predict"
    statement, effort = _statement(Path(path), prediction_id, _PREDICTION, form)
    return statement["title"], int(effort["minutes"])


def _statement(
    path: Path, name: str, line: re.Pattern[str], form: str
) -> tuple[re.Match[str], re.Match[str]]:
    """Return the statement of a task or a prediction, and its line of effort, which has this form."""
    statement = _STATEMENT.match(_source(path, f"{name}-statement"))
    effort = statement and line.fullmatch(statement["effort"])
    if statement is None or effort is None or effort["id"] != name:
        said = f"it must begin with a heading, then **{name}** · {form}, with empty lines between"
        raise _fault(path, f"{name}-statement", said)
    return statement, effort


def _signature(path: Path, task_id: str) -> tuple[str, tuple[str, ...]]:
    try:
        body = ast.parse(_source(path, task_id)).body
    except SyntaxError as error:
        raise _fault(path, task_id, f"it is not Python: {error.msg} in line {error.lineno}") from None
    functions = [node for node in body if isinstance(node, ast.FunctionDef)]
    if not functions:
        raise _fault(path, task_id, "it must define the function that the task asks for")
    return functions[-1].name, tuple(argument.arg for argument in functions[-1].args.args)


def _source(path: Path, cell_id: str) -> str:
    source = read_sources(path).get(cell_id)
    if source is None:
        raise _fault(path, cell_id, "the notebook has no such cell")
    return source


@cache
def read_sources(path: Path) -> dict[str, str]:
    """Return the sources of a notebook's cells by id, which for a task's cells is their `grade_id`."""
    try:
        cells: list[Any] = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return {str(cell.get("id")): "".join(cell["source"]) for cell in cells}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotWritten(f"{path.name} is not a notebook that can be read ({error!r})") from None


def _fault(path: Path, cell_id: str, what: str) -> NotWritten:
    return NotWritten(f"{path.parent.name}/{path.name}, cell {cell_id}: {what}")
