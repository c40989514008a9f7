"""Pages that are no notebooks: the front page, the map, all results, the library's names."""

from __future__ import annotations

import html
import re
from pathlib import Path

import nbformat
import networkx as nx
import stage

import racteach as rt

_NEED = re.compile(r"lessons? ([^;|]*)")
_RESULT = re.compile(r"\*\((proved|conjectured?|measured|refuted|computed|numerical)\b[^)]*\)\*")
_ORDER = ("proved", "conjectured", "measured", "refuted", "computed", "numerical")

_BUTTON = 'class="btn btn-outline-primary btn-sm"'
_PROGRESS = (
    f'<div id="racteach-progress" hidden><button type="button" data-do="export" {_BUTTON}>'
    f"Save my marks to a file</button> <label {_BUTTON}>Read them from a file "
    '<input type="file" accept="application/json" class="visually-hidden" /></label> '
    f'<button type="button" data-do="forget" {_BUTTON}>Forget them</button> <span role="status"></span></div>'
)


class Lesson:
    """What other pages say of a lesson, read from its first cells."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.number = path.name[:2]
        notebook = nbformat.read(path, as_version=4)
        self.cells = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
        self.title = self.cells[0].source.split("\n")[0].removeprefix("# ")
        found = re.search(r"\*\*(.+?)\*\*", self.cells[0].source, re.DOTALL)
        self.sentence = found[1] if found else ""
        head = self.cells[1].source.split("\n")[-1]
        said = _NEED.search(head)
        #: the numbers of the lessons that it needs; where none is named, the one before
        self.needs = re.findall(r"\b\d\d\b", said[1]) if said else []
        if not self.needs and int(self.number):
            self.needs = [f"{int(self.number) - 1:02}"]

    @property
    def link(self) -> str:
        return f"lessons/{self.path.stem}"


def write_pages(source: Path) -> None:
    """Write all of them into the folder of sources."""
    lessons = [Lesson(path) for path in stage.LESSONS]
    (source / "index.md").write_text(_front(lessons), encoding="utf-8")
    (source / "map.md").write_text(_map(lessons), encoding="utf-8")
    (source / "results.md").write_text(_results(lessons), encoding="utf-8")
    (source / "library.md").write_text(_library(), encoding="utf-8")
    (source / "exercises.md").write_text(_exercises(), encoding="utf-8")


def _toc(caption: str, entries: list[str]) -> str:
    return "\n".join(["```{toctree}", ":hidden:", f":caption: {caption}", "", *entries, "```", ""])


def _front(lessons: list[Lesson]) -> str:
    rows = "\n".join(f"- [{one.title}]({one.link}.ipynb): {one.sentence}" for one in lessons)
    documents = sorted(f"docs/{path.stem}" for path in (stage.ROOT / "docs").glob("*.md"))
    return f"""# How much can a recurrent network remember, and what does depth buy?

An interactive course in {len(lessons)} lessons, from the definition of separation rank to the
depth-efficiency theorem, and past it. Every picture on these pages moves: nothing has to be installed.
It follows *Benefits of Depth for Long-Term Memory of Recurrent Networks* (Levine, Sharir and Shashua, 2017).

[Begin with lesson 00]({lessons[0].link}.ipynb), or look at the [map of the course](map.md).

## Lessons

{rows}

## To do, and to look up

- [Exercises](exercises.md): to be solved on your own computer, where checks know the typical mistakes.
- [Results](results.md): everything the lessons state, with how sure it is. The [proofs](docs/theorems.md).
- [The library](library.md): the Python package behind the lessons.

## Your marks

Questions that you answer rightly are marked in the list of lessons. The marks stay in this browser.

{_PROGRESS}

{_toc("Lessons", [one.link for one in lessons])}
{_toc("More", ["map", "exercises", "results", "library", *documents])}"""


def _map(lessons: list[Lesson]) -> str:
    """Draw what depends on what: a lesson stands below all that it needs."""
    by_number = {one.number: one for one in lessons}
    rows: dict[str, int] = {}
    for one in lessons:
        rows[one.number] = 1 + max((rows[need] for need in one.needs if need in rows), default=-1)
    floors: dict[int, list[Lesson]] = {}
    for one in lessons:
        floors.setdefault(rows[one.number], []).append(one)
    wide, high, gap_x, gap_y = 260, 54, 24, 46
    most = max(len(floor) for floor in floors.values())
    width = most * wide + (most - 1) * gap_x
    places = {}
    for row, floor in floors.items():
        left = (width - len(floor) * wide - (len(floor) - 1) * gap_x) / 2
        for k, one in enumerate(floor):
            places[one.number] = (left + k * (wide + gap_x), row * (high + gap_y))
    lines, boxes = [], []
    # What is needed through another lesson takes no line of its own.
    drawn = nx.transitive_reduction(nx.DiGraph((one.number, need) for one in lessons for need in one.needs))
    for one in lessons:
        x, y = places[one.number]
        for need in drawn.successors(one.number) if one.needs else ():
            a, b = places[need]
            lines.append(
                f'<path d="M{a + wide / 2:.0f} {b + high}C{a + wide / 2:.0f} {b + high + 30} '
                f'{x + wide / 2:.0f} {y - 30} {x + wide / 2:.0f} {y}" />'
            )
        title = html.escape(one.title[5:])
        boxes.append(
            f'<a href="{one.link}.html"><rect x="{x:.0f}" y="{y}" width="{wide}" height="{high}" rx="8" />'
            f'<text x="{x + 12:.0f}" y="{y + 22}" class="number">{one.number}</text>'
            f'<text x="{x + 12:.0f}" y="{y + 42}">{title}</text></a>'
        )
    height = (max(floors) + 1) * (high + gap_y)
    needs = "\n".join(
        f"| [{one.title}]({one.link}.ipynb) | "
        + (", ".join(f"[{n}]({by_number[n].link}.ipynb)" for n in one.needs if n in by_number) or "nothing")
        + " |"
        for one in lessons
    )
    svg = (
        f'<svg id="racteach-map" viewBox="-4 -4 {width + 8} {height}" width="{width}" role="group" '
        'aria-label="Map of the lessons; the table below says the same">'
        + "".join([*lines, *boxes])
        + "</svg>"
    )
    return f"""# Map of the course

A line goes down from a lesson to those that need it. What is needed through another lesson has no line of
its own. Each box is a link.

{svg}

| lesson | needs |
|---|---|
{needs}
"""


def _results(lessons: list[Lesson]) -> str:
    """Collect all sentences that carry a status, by lesson."""
    found: dict[str, list[str]] = {}
    for one in lessons:
        for cell in one.cells:
            for text in re.split(r"\n\s*\n|\n(?=\* |- |\|)", cell.source):
                said = _RESULT.search(text)
                if not said or "<details>" in text or text.startswith("|"):
                    continue
                plain = " ".join(re.sub(r"^(?:>|\* |- )\s?", "", line) for line in text.split("\n")).strip()
                plain = re.sub(r"\]\((?:\.\./lessons/)?(\d\d_[^)]*)\)", r"](lessons/\1)", plain)
                plain = re.sub(r"\]\(\.\./docs/", "](docs/", plain)
                status = "conjectured" if said[1] == "conjecture" else said[1]
                found.setdefault(status, []).append(f"- {plain} [Lesson {one.number}]({one.link}.ipynb)")
    parts = [
        "# Results, and how sure they are",
        "",
        "Every sentence of the lessons that states a result, with its status. The complete proofs stand in "
        "[one document](docs/theorems.md).",
        "",
    ]
    for status in _ORDER:
        if status in found:
            parts += [f"## {status.capitalize()}", "", *found[status], ""]
    return "\n".join(parts)


def _library() -> str:
    names = [name for name in dir(rt) if not name.startswith("_")]
    kinds = {name: isinstance(getattr(rt, name), type) for name in names if callable(getattr(rt, name))}
    blocks = "\n".join(
        f"```{{eval-rst}}\n.. auto{'class' if is_class else 'function'}:: racteach.{name}\n"
        + ("   :members:\n" if is_class else "")
        + "```\n"
        for name, is_class in kinds.items()
    )
    return f"""# The library

`import racteach as rt`: every public name with its formula, its shapes and an example that runs.

{blocks}
"""


def _exercises() -> str:
    from racteach.checks.registry import exercise_list

    rows = "\n".join(
        f"- [{path.stem[:2]} {path.stem[3:].replace('_', ' ')}](exercises/{path.name})"
        for path in stage.EXERCISES
    )
    return f"""# Exercises

{len(exercise_list())} tasks. Their checks run on your own computer: they show the smallest input that fails,
and name the typical mistake. Download an exercise from its page, or get the whole course.

{rows}

{_toc("Exercises", [f"exercises/{path.stem}" for path in stage.EXERCISES])}"""
