"""Lessons, exercises and documents as sources of the website: copied, links turned, pictures in place.

Notebooks are read as they are stored, and never run.
"""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from docutils.nodes import make_id
from frames import Call, read_call

from racteach.checks import ready, registry
from racteach.checks.placement import needs, topics

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "lessons").glob("[0-9]*.ipynb"))
EXERCISES = sorted((ROOT / "exercises").glob("[0-9]*.ipynb"))

_QUIZ = re.compile(r"^rt\.(quiz|ready)\(")
_STATUS = re.compile(r"\*\((proved|conjectured?|measured|refuted|open|numerical|computed)\b")
# The line of links below a lesson's title: the site has its own, and this one names the exercise.
_ROUND = re.compile(r"^\[(?:←|0\d|1\d).*$", re.MULTILINE)

Drawn = Callable[[Call], str]


def calls() -> list[Call]:
    """Return all explorers that the lessons ask for, each once."""
    found = {}
    for path in LESSONS:
        for cell in nbformat.read(path, as_version=4).cells:
            call = read_call(cell.source) if cell.cell_type == "code" else None
            if call:
                found[call] = None
    return list(found)


def stage(target: Path, drawn: Drawn) -> None:
    """Fill a folder with the sources of all pages.

    Args:
        target: an empty folder.
        drawn: gives the HTML that stands in an explorer's place.
    """
    for folder, notebooks in (("lessons", LESSONS), ("exercises", EXERCISES)):
        (target / folder).mkdir(parents=True)
        for path in notebooks:
            notebook = nbformat.read(path, as_version=4)
            if folder == "lessons":
                _stage_lesson(notebook, path, drawn)
            else:
                _stage_exercise(notebook, path)
            nbformat.write(notebook, target / folder / path.name)
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


def _stage_lesson(notebook: Any, path: Path, drawn: Drawn) -> None:
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = _ROUND.sub("", cell.source) if cell is notebook.cells[0] else _boxed(cell.source)
            continue
        call = read_call(cell.source)
        if call:
            _replace(cell, drawn(call))
        elif _QUIZ.match(cell.source.strip()):
            _tag(cell, "remove-input")
            for output in cell.outputs:
                output.data["text/html"] = _to_pages(output.data["text/html"])
    if path.name[:2] in needs():
        notebook.cells.insert(2, _questions_before(path.name[:2]))
    _number(notebook, path)


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


def _stage_exercise(notebook: Any, path: Path) -> None:
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


def _fold(title: str, text: str) -> Any:
    source = f"<details><summary>{html.escape(title)}</summary>\n\n{text}\n\n</details>"
    return nbformat.v4.new_markdown_cell(source)


def _replace(cell: Any, content: str) -> None:
    _tag(cell, "remove-input")
    data = {"text/html": content}
    cell.outputs = [nbformat.v4.new_output("display_data", data=data)]


def _tag(cell: Any, tag: str) -> None:
    cell.metadata["tags"] = [*cell.metadata.get("tags", []), tag]


def _number(notebook: Any, path: Path) -> None:
    """Give cells ids that depend on their place only: the same sources make the same site."""
    for place, cell in enumerate(notebook.cells):
        cell["id"] = f"{path.name[:2]}-{place}"


def _boxed(source: str) -> str:
    """Turn block quotes that state a result into boxes with its status in the title."""
    lines, out, quote = source.split("\n"), [], []
    for line in [*lines, ""]:
        if line.startswith(">"):
            quote.append(line[1:].removeprefix(" "))
            continue
        if quote:
            said = _STATUS.search("\n".join(quote))
            if said:
                out += [f":::{{admonition}} {said[1].capitalize()}", f":class: racteach-{said[1][:6]}", ""]
                out += [*quote, ":::"]
            else:
                out += [f"> {text}".rstrip() for text in quote]
            quote = []
        out.append(line)
    return "\n".join(out[:-1] if lines and out and out[-1] == "" else out)
