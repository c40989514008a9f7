"""Lessons, exercises and documents as sources of the website: copied, links turned, pictures in place.

Notebooks are read as they are stored, and never run.
"""

from __future__ import annotations

import copy
import html
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from blocks import set_theorems
from docutils.nodes import make_id
from figures import figures_of
from frames import Call
from lesson import ROOT, Lesson, lessons

from racteach.checks import ready, registry
from racteach.checks.placement import needs, topics

EXERCISES = sorted((ROOT / "exercises").glob("[0-9]*.ipynb"))

_QUIZ = re.compile(r"^rt\.(quiz|ready)\(")

Drawn = Callable[[Call], str]


def stage(target: Path, drawn: Drawn) -> None:
    """Fill a folder with the sources of all pages.

    Args:
        target: an empty folder.
        drawn: gives the HTML that stands in an explorer's place.
    """
    for folder in ("lessons", "exercises"):
        (target / folder).mkdir(parents=True)
    for lesson in lessons():
        nbformat.write(_lesson(lesson, drawn), target / "lessons" / lesson.path.name)
    for path in EXERCISES:
        nbformat.write(_exercise(path), target / "exercises" / path.name)
    downloads = target / "download"
    downloads.mkdir()
    for path in EXERCISES:
        shutil.copy(path, downloads / path.name)
    documents = target / "docs"
    documents.mkdir()
    for path in (ROOT / "docs").iterdir():
        if path.suffix in (".md", ".json", ".png"):
            shutil.copy(path, documents / path.name)
    shutil.copytree(ROOT / "docs" / "certificates", documents / "certificates")
    theorems = documents / "theorems.md"
    theorems.write_text(set_theorems(theorems.read_text(encoding="utf-8")), encoding="utf-8")


def _lesson(lesson: Lesson, drawn: Drawn) -> Any:
    notebook = copy.deepcopy(lesson.notebook)
    figures = figures_of(lesson)
    for place, cell in enumerate(notebook.cells):
        if place in lesson.calls:
            _replace(cell, drawn(lesson.calls[place]))
        elif place in figures:
            cell.outputs.insert(0, _html(f'<div id="{figures[place].anchor}"></div>'))
        elif cell.cell_type == "code" and _QUIZ.match(cell.source.strip()):
            _tag(cell, "remove-input")
            for output in cell.outputs:
                output.data["text/html"] = _to_pages(output.data["text/html"])
    if lesson.number in needs():
        notebook.cells.insert(2, _questions_before(lesson.number))
    _number(notebook, lesson.path)
    return notebook


def _questions_before(lesson: str) -> Any:
    """Return a cell with what `rt.ready` shows, in a fold."""
    cell = nbformat.v4.new_code_cell(f'rt.ready("{lesson}")')
    card = _to_pages(ready(lesson)._repr_html_())
    summary = "Ready for this lesson? Five questions"
    _replace(cell, f"<details><summary>{summary}</summary>{card}</details>")
    return cell


def _to_pages(card: str) -> str:
    """Turn links to sections of notebooks into links to the same sections of pages."""
    for topic in topics().values():
        if topic.lesson:
            page = topic.address.partition(".ipynb")[0]
            card = card.replace(f'href="{topic.address}"', f'href="{page}.html#{make_id(topic.place)}"')
    return card


def _exercise(path: Path) -> Any:
    notebook = nbformat.read(path, as_version=4)
    kept = []
    for cell in notebook.cells:
        role = cell.metadata.get("nbgrader", {})
        if role.get("grade") or cell.source.startswith("rt.progress("):
            continue  # the teacher's cell
        kept.append(cell)
        if cell.cell_type == "code" and cell.source.startswith("rt.check("):
            key = re.match(r'rt\.check\("([^"]+)"', cell.source)
            hints = registry.tasks()[key[1]].hints if key and key[1] in registry.tasks() else ()
            kept += [_fold(f"Hint {number}", hint) for number, hint in enumerate(hints, 1)]
    notebook.cells = kept
    number = path.name[:2]
    here = nbformat.v4.new_markdown_cell(
        f"{{download}}`Download this exercise as a notebook <../download/{path.name}>`\n\n"
        "The checks run on your computer: get the course, then `python3 course.py` opens it, and the "
        f"exercise is `my-course/exercises/{path.name}`. Or open the download in any JupyterLab that has "
        "`racteach`."
    )
    here["id"] = f"how-to-{number}"
    notebook.cells.insert(1, here)
    _number(notebook, path)
    return notebook


def _fold(title: str, text: str) -> Any:
    source = f"<details><summary>{html.escape(title)}</summary>\n\n{text}\n\n</details>"
    return nbformat.v4.new_markdown_cell(source)


def _replace(cell: Any, content: str) -> None:
    _tag(cell, "remove-input")
    cell.outputs = [_html(content)]


def _html(content: str) -> Any:
    return nbformat.v4.new_output("display_data", data={"text/html": content})


def _tag(cell: Any, tag: str) -> None:
    cell.metadata["tags"] = [*cell.metadata.get("tags", []), tag]


def _number(notebook: Any, path: Path) -> None:
    """Give cells ids that depend on their place only: the same sources make the same site."""
    for place, cell in enumerate(notebook.cells):
        cell["id"] = f"{path.name[:2]}-{place}"
