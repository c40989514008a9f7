"""The lessons, each read once, with what other pages say of them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import nbformat
from blocks import Blocks
from frames import ROOT, Call, calls_in

LESSONS = sorted((ROOT / "lessons").glob("[0-9]*.ipynb"))

_NEED = re.compile(r"lessons? ([^;|]*)")
# The line of links below a lesson's title: the site has its own, and this one names the exercise.
ROUND = re.compile(r"^\[(?:←|0\d|1\d).*$", re.MULTILINE)

#: The teacher's plan has a class of its own: a handout leaves it out.
_TEACHERS = ("<details><summary>For teachers", '<details class="racteach-teachers"><summary>For teachers')
_POINT = """

{.racteach-note}
In the lessons on this website a symbol says what it means when you point at it or tap it. With the keyboard:
the Tab key stops at the first formula of each section, and the arrows go on from there."""


class Lesson:
    """A lesson.

    Attributes:
        notebook: with its results and proofs as blocks.
        statements: what it states and defines.
        calls: the explorer that a cell asks for, by the number of the cell.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.number = path.name[:2]
        self.notebook = nbformat.read(path, as_version=4)
        texts = [cell for cell in self.notebook.cells if cell.cell_type == "markdown"]
        self.title = texts[0].source.split("\n")[0].removeprefix("# ")
        found = re.search(r"\*\*(.+?)\*\*", texts[0].source, re.DOTALL)
        self.sentence = found[1] if found else ""
        said = _NEED.search(texts[1].source.split("\n")[-1])
        #: the numbers of the lessons that it needs; where none is named, the one before
        self.needs = re.findall(r"\b\d\d\b", said[1]) if said else []
        if not self.needs and int(self.number):
            self.needs = [f"{int(self.number) - 1:02}"]
        blocks = Blocks(self.number)
        texts[0].source = ROUND.sub("", texts[0].source)
        for cell in texts[1:]:
            cell.source = blocks.set(cell.source).replace(*_TEACHERS)
            if "\n| symbol |" in cell.source:
                cell.source += _POINT
        self.statements = blocks.statements
        self.calls = calls_in(self.notebook.cells)

    @property
    def link(self) -> str:
        return f"lessons/{self.path.stem}"


@cache
def lessons() -> tuple[Lesson, ...]:
    """Return all lessons in their order."""
    return tuple(Lesson(path) for path in LESSONS)


def calls() -> list[Call]:
    """Return all explorers that the lessons ask for, each once."""
    return list(dict.fromkeys(call for lesson in lessons() for call in lesson.calls.values()))
