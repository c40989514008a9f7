"""The rules that every notebook of the course keeps."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from nbformat.validator import iter_validate

from racteach.authoring.files import (
    CHECKED,
    METADATA,
    Notebook,
    grade_id,
    is_random_id,
    is_tagged,
    notebook_text,
    read_notebook,
)

_MIN_CHECKED = 6
_TURN = re.compile(r'mine = \.\.\.  # your turn: [^\n]+\nrt\.turn\("(?P<name>\d\d-[a-z-]+)", mine\)')
_WIDGET = "application/vnd.jupyter.widget-view+json"
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ABSOLUTE = re.compile(r"(?<![\w.:/~-])(?:/(?:home|root|tmp|Users|private|var|opt|mnt|usr)/\w|[A-Za-z]:\\\w)")
_MARKDOWN_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\(")
_HTML_IMAGE = re.compile(r"<img\b(?P<attributes>[^>]*)>", re.IGNORECASE)


def notebook_problems(path: str | Path) -> list[str]:
    """Return what breaks the notebook rules, one sentence each; an empty list when nothing does.

    Lessons and solutions must be executed, exercises must not be: the folder's name says which one it is.
    """
    path = Path(path)
    try:
        notebook = read_notebook(path)
    except ValueError as error:
        return [str(error)]
    kind = path.resolve().parent.name
    invalid = [f"not a valid notebook: {error.message}" for error in iter_validate(notebook)]
    problems = invalid + _frame_problems(notebook)
    if invalid:
        return [f"{kind}/{path.name}: {problem}" for problem in problems]
    if path.read_bytes().decode("utf-8") != notebook_text(notebook):
        problems.append("the file is not in canonical form: write it with authoring.write_notebook")
    for cell in notebook.cells:
        problems += [f"cell {cell.get('id', '?')}: {problem}" for problem in _cell_problems(cell)]
    problems += _exercise_problems(notebook) if kind == "exercises" else _execution_problems(notebook)
    if kind == "lessons":
        count = sum(is_tagged(cell, CHECKED) for cell in notebook.cells)
        if count < _MIN_CHECKED:
            problems.append(f"a lesson needs at least {_MIN_CHECKED} cells tagged {CHECKED}, not {count}")
        for cell in notebook.cells:
            problems += [
                f"cell {cell.get('id', '?')}: {problem}" for problem in _turn_problems(cell, path.name)
            ]
        problems += [
            f"cell {cell.get('id', '?')}: an explorer follows the text that invites to it, and then the turn"
            for cell, after in pairwise(notebook.cells)
            if "rt.turn(" in cell.source and ".explorer(" in after.source
        ]
    return [f"{kind}/{path.name}: {problem}" for problem in problems]


def _frame_problems(notebook: Notebook) -> list[str]:
    problems = []
    ids = [cell.get("id", "") for cell in notebook.cells]
    for cell_id in sorted(set(ids)):
        if not _ID.fullmatch(cell_id):
            problems.append(f"cell id {cell_id!r} is missing or not allowed")
        elif is_random_id(cell_id):
            problems.append(f"cell id {cell_id!r} is random: run authoring.execute_notebook")
        if ids.count(cell_id) > 1:
            problems.append(f"cell id {cell_id!r} is used {ids.count(cell_id)} times")
    if "widgets" in notebook.metadata:
        problems.append("widget state is stored in the metadata")
    if notebook.metadata.get("kernelspec") != METADATA["kernelspec"]:
        problems.append("the kernelspec is not the canonical python3")
    elif {**notebook.metadata, "widgets": None} != {**METADATA, "widgets": None}:
        problems.append("the metadata holds more than kernelspec and language_info, or other values")
    return problems


def _cell_problems(cell: Notebook) -> list[str]:
    problems = []
    if grade_id(cell) and cell.get("id") != grade_id(cell):
        problems.append(f"its id must be its grade_id {grade_id(cell)}")
    if "execution" in cell.metadata:
        problems.append("execution times are stored in its metadata")
    if _ABSOLUTE.search(cell.source):
        problems.append("an absolute path stands in its source")
    if cell.cell_type == "markdown":
        problems += _image_problems(cell.source)
    for output in cell.get("outputs", []):
        problems += _output_problems(output)
    return problems


def _output_problems(output: Notebook) -> list[str]:
    if output.output_type == "error":
        return [f"it raised {output.ename}"]
    if output.output_type == "stream":
        found = ["it wrote to stderr"] if output.name == "stderr" else []
        return found + (["an absolute path stands in its output"] if _ABSOLUTE.search(output.text) else [])
    problems = []
    data = output.get("data", {})
    if _WIDGET in data:
        problems.append("a widget view is stored in its output")
    texts = [text for kind, text in data.items() if kind.startswith("text/") and isinstance(text, str)]
    if any(_ABSOLUTE.search(_without_data(text)) for text in texts):
        problems.append("an absolute path stands in its output")
    if "text/html" in data:
        problems += _image_problems(data["text/html"])
    pictures = [kind for kind in data if kind.startswith("image/")]
    metadata = output.get("metadata", {})
    for kind in pictures:
        alt = metadata.get(kind, {}).get("alt") or metadata.get("alt")
        if not str(alt or "").strip() and "text/html" not in data:
            problems.append(f"its {kind} output has no alternative text")
    return problems


def _without_data(text: str) -> str:
    return re.sub(r"data:[\w/+.-]+;base64,[\w+/=]+", "", text)


def _image_problems(text: str) -> list[str]:
    problems = []
    text = _without_data(text)
    if any(not match["alt"].strip() for match in _MARKDOWN_IMAGE.finditer(text)):
        problems.append("an image has no alternative text")
    for match in _HTML_IMAGE.finditer(text):
        alt = re.search(r"""\balt\s*=\s*("[^"]*\S[^"]*"|'[^']*\S[^']*')""", match["attributes"])
        if not alt:
            problems.append("an <img> has no alternative text")
    return problems


def _execution_problems(notebook: Notebook) -> list[str]:
    problems = []
    last = 0
    for cell in notebook.cells:
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        count = cell.execution_count
        if count is None:
            problems.append(f"cell {cell.id}: it was not executed")
            continue
        if count <= last:
            problems.append(f"cell {cell.id}: execution counts do not rise ({count} after {last})")
        last = count
        if is_tagged(cell, CHECKED) and not cell.outputs:
            problems.append(f"cell {cell.id}: it is tagged {CHECKED} and has no output to compare")
    return problems


def _turn_problems(cell: Notebook, name: str) -> list[str]:
    """Return what is wrong with a *your turn* cell: it is stored unfilled, with what it asks."""
    if cell.cell_type != "code" or "rt.turn(" not in cell.source:
        return []
    form = _TURN.fullmatch(cell.source)
    if form is None:
        return ['a turn has two lines: `mine = ...  # your turn: what`, then `rt.turn("NN-name", mine)`']
    problems = [] if form["name"][:2] == name[:2] else [f"the turn {form['name']} is of another lesson"]
    if cell.get("id") != f"{form['name']}-turn":
        problems.append(f"its id must be {form['name']}-turn")
    if not is_tagged(cell, CHECKED):
        problems.append(f"a turn is tagged {CHECKED}")
    texts = [output.get("data", {}).get("text/plain", "") for output in cell.outputs]
    if cell.execution_count and not any(
        text.startswith(f"[ ] {form['name']}: your turn\n") for text in texts
    ):
        problems.append("what it asks is not stored: run it with the three dots")
    return problems


def _exercise_problems(notebook: Notebook) -> list[str]:
    problems = []
    for cell in notebook.cells:
        if cell.get("outputs") or cell.get("execution_count") is not None:
            problems.append(f"cell {cell.id}: an exercise stores no output and no execution count")
        for word in ("BEGIN SOLUTION", "END SOLUTION", "BEGIN HIDDEN TESTS", "END HIDDEN TESTS"):
            if word in cell.source:
                problems.append(f"cell {cell.id}: {word} must not reach a student")
    return problems
