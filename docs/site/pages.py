"""Pages that are no notebooks: the front page, the map, all results, the library's names."""

from __future__ import annotations

import html
import inspect
import re
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import networkx as nx
from frames import Call
from lesson import ROOT, Lesson, lessons
from stage import EXERCISES, Drawn

import racteach as rt

_ORDER = ("definition", "proved", "conjectured", "measured", "refuted", "computed", "numerical", "open")

_INVITATION = Call("bottleneck")
_BUTTON = 'class="btn btn-outline-primary btn-sm"'
_PROGRESS = (
    f'<div id="racteach-progress" hidden><button type="button" data-do="export" {_BUTTON}>'
    f"Save my marks to a file</button> <label {_BUTTON}>Read them from a file "
    '<input type="file" accept="application/json" class="visually-hidden" /></label> '
    f'<button type="button" data-do="forget" {_BUTTON}>Forget them</button> <span role="status"></span></div>'
)


def write_pages(source: Path, drawn: Drawn, *, with_pdf: bool = False) -> None:
    """Write all of them into the folder of sources.

    Args:
        drawn: gives the HTML that stands in an explorer's place.
        with_pdf: whether there will be one, which the front page names.
    """
    modules = [name for name in dir(rt) if isinstance(getattr(rt, name), ModuleType) and name != "explorers"]
    for name, text in {
        "index": _front(lessons(), drawn, with_pdf),
        "map": _map(lessons()),
        "results": _results(lessons()),
        "library": _library(modules),
        "exercises": _exercises(),
        **{f"library/{name}": _module(name) for name in modules},
    }.items():
        path = source / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _toc(caption: str, entries: list[str]) -> str:
    title = [f":caption: {caption}"] if caption else []
    return "\n".join(["```{toctree}", ":hidden:", *title, "", *entries, "```", ""])


def _front(course: Sequence[Lesson], drawn: Drawn, with_pdf: bool) -> str:
    rows = "\n".join(f"- [{one.title}]({one.link}.ipynb): {one.sentence}" for one in course)
    pdf = '\n- <a href="course.pdf">All lessons and proofs as one PDF</a>, for paper.' if with_pdf else ""
    (home,) = (one for one in course if _INVITATION in one.calls.values())
    documents = sorted(f"docs/{path.stem}" for path in (ROOT / "docs").glob("*.md"))
    return f"""# How much can a recurrent network remember, and what does depth buy?

An interactive course in {len(course)} lessons, from the definition of separation rank to the
depth-efficiency theorem, and past it. Every picture on these pages moves: nothing has to be installed.
It follows *Benefits of Depth for Long-Term Memory of Recurrent Networks* (Levine, Sharir and Shashua, 2017).

[Begin with lesson 00]({course[0].link}.ipynb), or look at the [map of the course](map.md).

**Take hold of one.** Paint in the large table. Its rows are the starts of a word, its columns the ends. A row
can reach the ends only through the wires, one number in each. How few wires will do? That number is the rank,
and this course is about how large a network can make it.
[Lesson {home.number}]({home.link}.ipynb) begins there.

```{{raw}} html
{drawn(_INVITATION)}
```

## Lessons

{rows}

## To do, and to look up

- [Exercises](exercises.md): to be solved on your own computer, where checks know the typical mistakes.
- [Results](results.md): everything the lessons state, with how sure it is. The [proofs](docs/theorems.md).
- [Figures](figures.md): all explorers at a glance, each with a link to its place.
- [The library](library.md): the Python package behind the lessons.{pdf}

## Your marks

Questions that you answer rightly are marked in the list of lessons. The marks stay in this browser.

{_PROGRESS}

{_toc("Lessons", [one.link for one in course])}
{_toc("More", ["map", "exercises", "results", "figures", "library", *documents])}"""


def _map(course: Sequence[Lesson]) -> str:
    """Draw what depends on what: a lesson stands below all that it needs."""
    by_number = {one.number: one for one in course}
    rows: dict[str, int] = {}
    for one in course:
        rows[one.number] = 1 + max((rows[need] for need in one.needs if need in rows), default=-1)
    floors: dict[int, list[Lesson]] = {}
    for one in course:
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
    drawn = nx.transitive_reduction(nx.DiGraph((one.number, need) for one in course for need in one.needs))
    for one in course:
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
        for one in course
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


def _results(course: Sequence[Lesson]) -> str:
    """Collect all sentences that carry a status, each with a link to its place, and all definitions."""
    found: dict[str, list[str]] = {}
    for one in course:
        for said in one.statements:
            text = " ".join(said.text.split()).replace("$$", "$")  # a block would end the line
            text = re.sub(r"\]\((?:\.\./lessons/)?(\d\d_[^)]*)\)", r"](lessons/\1)", text)
            text = re.sub(r"\]\(\.\./docs/", "](docs/", text)
            boxed = said.anchor.startswith("result")
            name = said.anchor[7:].replace("-", ".") if boxed else f"Lesson {one.number}"
            found.setdefault(said.kind, []).append(f"- {text} [{name}](#{said.anchor})")
    parts = [
        "# Results, and how sure they are",
        "",
        "Every sentence of the lessons that states a result, with its status; before them what the lessons "
        "define. The complete proofs stand in [one document](docs/theorems.md).",
        "",
    ]
    for kind in _ORDER:
        if kind in found:
            title = "Definitions" if kind == "definition" else kind.capitalize()
            parts += [f"## {title}", "", *found[kind], ""]
    return "\n".join(parts)


def _library(modules: Sequence[str]) -> str:
    links = ", ".join(f"[`rt.{name}`](library/{name}.md)" for name in modules)
    return f"""# The library

`import racteach as rt`: every public name with its formula, its shapes and an example that runs. (The
tests run all examples.) The names inside {links} have pages of their own. The explorers, `rt.explorers`,
are on the page of [figures](figures.md).

{_documented(rt)}

{_toc("", [f"library/{name}" for name in modules])}"""


def _module(name: str) -> str:
    module = getattr(rt, name)
    own = f"```{{eval-rst}}\n.. automodule:: {module.__name__}\n```"
    return f"# rt.{name}\n\n{own}\n\n{_documented(module)}"


def _documented(module: ModuleType) -> str:
    """Return what documents the public names of a module: those in ``__all__``, else those it defines."""
    blocks = []
    for name in getattr(module, "__all__", dir(module)):
        thing = getattr(module, name)
        if not (inspect.isclass(thing) or inspect.isfunction(thing)):
            continue
        if thing.__module__ != module.__name__ and not hasattr(module, "__all__"):
            continue
        kind, members = ("class", "   :members:\n") if inspect.isclass(thing) else ("function", "")
        blocks.append(f"```{{eval-rst}}\n.. auto{kind}:: {module.__name__}.{name}\n{members}```\n")
    return "\n".join(blocks)


def _exercises() -> str:
    from racteach.checks.registry import exercise_list

    rows = "\n".join(
        f"- [{path.stem[:2]} {path.stem[3:].replace('_', ' ')}](exercises/{path.name})" for path in EXERCISES
    )
    return f"""# Exercises

{len(exercise_list())} tasks. Their checks run on your own computer: they show the smallest input that fails,
and name the typical mistake. Download an exercise from its page, or get the whole course.

{rows}

{_toc("Exercises", [f"exercises/{path.stem}" for path in EXERCISES])}"""
