"""Build the exercises from their solutions: stubs for solutions, no hidden tests, no outputs."""

from __future__ import annotations

import copy
import difflib
import re
from pathlib import Path

from racteach.authoring.files import (
    OTHER_WAYS,
    Notebook,
    canonical,
    grade_id,
    is_tagged,
    notebook_text,
    read_notebook,
)

STUB = "..."
_BEGIN_SOLUTION, _END_SOLUTION = "### BEGIN SOLUTION", "### END SOLUTION"
_BEGIN_TESTS, _END_TESTS = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"


def release(notebook: Notebook) -> Notebook:
    """Return a student's version of a solutions notebook; the given one stays as it is.

    Solution regions become `...`; hidden tests, outputs and other ways go; a task's cells cannot be deleted.

    Raises:
        ValueError: a region does not end, ends twice, or is missing where the metadata promises one.
    """
    exercise = canonical(copy.deepcopy(notebook))
    exercise.cells = [cell for cell in exercise.cells if not is_tagged(cell, OTHER_WAYS)]
    for cell in exercise.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
            cell.source = _replaced(cell.source, _BEGIN_SOLUTION, _END_SOLUTION, STUB)
            cell.source = _replaced(cell.source, _BEGIN_TESTS, _END_TESTS, None)
        marks = cell.metadata.get("nbgrader")
        if marks is None:
            continue
        cell.metadata["deletable"] = False
        if marks["locked"]:
            cell.metadata["editable"] = False
        if marks["solution"] and STUB not in cell.source:
            raise ValueError(f"{grade_id(cell)}: a solution cell needs {_BEGIN_SOLUTION} and {_END_SOLUTION}")
    return exercise


def _replaced(source: str, begin: str, end: str, stub: str | None) -> str:
    lines: list[str] = []
    inside = False
    for line in source.split("\n"):
        if begin in line:
            if inside:
                raise ValueError(f"{begin} stands twice without {end}")
            inside = True
            if stub is not None:
                lines.append(re.match(r"\s*", line).group() + stub)  # type: ignore[union-attr]
        elif end in line:
            if not inside:
                raise ValueError(f"{end} stands without {begin}")
            inside = False
        elif not inside:
            lines.append(line)
    if inside:
        raise ValueError(f"{begin} has no {end}")
    return "\n".join(lines).rstrip("\n")


def build(solutions: str | Path, exercises: str | Path) -> list[Path]:
    """Write an exercise for each solutions notebook, remove all others, return the paths that changed."""
    target = Path(exercises)
    wanted = _released(Path(solutions))
    target.mkdir(parents=True, exist_ok=True)
    for name in _notebooks(target) - wanted.keys():
        (target / name).unlink()
    changed = []
    for name, text in wanted.items():
        path, content = target / name, text.encode("utf-8")
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
            changed.append(path)
    return changed


def check(solutions: str | Path, exercises: str | Path) -> list[str]:
    """Return how the exercises differ from what the solutions give: one text each, none when all is built."""
    target = Path(exercises)
    wanted = _released(Path(solutions))
    differences = [
        f"{target / name} has no solutions notebook" for name in sorted(_notebooks(target) - wanted.keys())
    ]
    for name, text in wanted.items():
        path = target / name
        if not path.exists():
            differences.append(f"{path} is missing")
            continue
        found = path.read_bytes().decode("utf-8", errors="replace")
        if found != text:
            lines = difflib.unified_diff(
                found.splitlines(),
                text.splitlines(),
                str(path),
                f"{path} as its solutions give it",
                lineterm="",
            )
            differences.append("\n".join(lines) or f"{path} differs in its line ends")
    return differences


def _notebooks(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.ipynb")}


def _released(solutions: Path) -> dict[str, str]:
    found = {}
    for name in sorted(_notebooks(solutions)):
        try:
            found[name] = notebook_text(release(read_notebook(solutions / name)))
        except ValueError as error:
            raise ValueError(f"{solutions / name}: {error}") from error
    return found
