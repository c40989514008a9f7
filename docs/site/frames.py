"""Explorers without a kernel: their pictures drawn beforehand, one file an explorer.

An explorer draws with pure functions, so what it shows is decided by its controls. Each position of the
controls becomes a frame. Where there are too many, a long slider keeps every second position (and again),
until at most :data:`MOST` are left; the page says so.

The file is a script that hands over a compressed text: a page that was opened from a disk may load scripts,
and no other data.
"""

from __future__ import annotations

import ast
import base64
import gzip
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import ipywidgets

from racteach import explorers
from racteach.explorers.shell import Explorer

ROOT = Path(__file__).resolve().parents[2]

#: Frames of one explorer, at most: a picture takes about a twentieth of a second.
MOST = 128


@dataclass(frozen=True)
class Control:
    """One control of an explorer, by the positions that are drawn."""

    name: str
    label: str
    kind: str  #: ``"slider"``, ``"list"`` or ``"tick"``
    values: tuple[Any, ...]  #: what it stands for at each position
    labels: tuple[str, ...]  #: what a reader sees at each position
    begin: int  #: the position at first
    all: int  #: how many positions it has in JupyterLab

    def every_second(self) -> Control:
        """Return it with about half of its positions: the first one, the one it begins with, and the last."""
        last = len(self.values) - 1
        kept = sorted({*range(0, last + 1, 2), self.begin, last})
        if len(kept) > last:
            kept = sorted({self.begin, last if self.begin < last else 0})
        return Control(
            self.name,
            self.label,
            self.kind,
            tuple(self.values[k] for k in kept),
            tuple(self.labels[k] for k in kept),
            kept.index(self.begin),
            self.all,
        )


def control(name: str, widget: Any) -> Control:
    """Read a control of ipywidgets."""
    label = widget.description
    if isinstance(widget, ipywidgets.Checkbox):
        return Control(name, label, "tick", (False, True), ("no", "yes"), int(widget.value), 2)
    if hasattr(widget, "options"):
        labels, values = tuple(widget._options_labels), tuple(widget._options_values)
        kind = "slider" if isinstance(widget, ipywidgets.SelectionSlider) else "list"
        return Control(name, label, kind, values, labels, widget.index, len(values))
    steps = round((widget.max - widget.min) / widget.step)
    values = tuple(widget.min + k * widget.step for k in range(steps + 1))
    if isinstance(widget, ipywidgets.FloatSlider):
        values = tuple(round(value, 10) for value in values)
    begin = min(range(len(values)), key=lambda k: abs(values[k] - widget.value))
    return Control(name, label, "slider", values, tuple(f"{v:g}" for v in values), begin, len(values))


def thinned(controls: list[Control], most: int) -> list[Control]:
    """Return the controls with at most so many positions together (two of each control remain)."""
    controls = list(controls)
    while prod(len(one.values) for one in controls) > most:
        longest = max(range(len(controls)), key=lambda k: len(controls[k].values))
        if len(controls[longest].values) <= 2:
            break
        controls[longest] = controls[longest].every_second()
    return controls


@dataclass(frozen=True)
class Call:
    """An explorer as a lesson asks for it: ``rt.explorers.NAME.explorer(ARGUMENTS)``."""

    name: str
    arguments: tuple[tuple[str, Any], ...] = ()

    @property
    def key(self) -> str:
        """What its file is called."""
        return "-".join([self.name, *(f"{name}-{value}".lower() for name, value in self.arguments)])

    def explorer(self) -> Any:
        """Make the widget."""
        return getattr(explorers, self.name).explorer(**dict(self.arguments))


def calls_in(cells: Iterable[Any]) -> dict[int, Call]:
    """Return the explorers that a notebook's cells ask for, by the number of the cell."""
    found = {place: read_call(cell.source) for place, cell in enumerate(cells) if cell.cell_type == "code"}
    return {place: call for place, call in found.items() if call}


def read_call(source: str) -> Call | None:
    """Read a cell that is one such call, or return None.

    Raises:
        ValueError: if it calls an explorer in another way, which a website could not follow.
    """
    if not re.match(r"rt\.explorers\.\w+\.explorer\(", source):
        return None
    found = ast.parse(source.strip().rstrip(";"), mode="eval").body
    if not isinstance(found, ast.Call) or found.args or not isinstance(found.func, ast.Attribute):
        raise ValueError(f"an explorer's cell must be one call with named arguments, not {source!r}")
    name = ast.unparse(found.func).split(".")[2]
    return Call(name, tuple((str(one.arg), ast.literal_eval(one.value)) for one in found.keywords))


def frames(call: Call, explorer: Any, most: int = MOST) -> dict[str, Any]:
    """Draw an explorer at all positions that are kept.

    Returns:
        ``controls``; ``hides``, those that untick ``revealed``; ``order``, the number of the frame of each
        position, the last control fastest; ``frames``, the drawings, each a list of numbers of ``lines``
        (drawings share most of their lines); ``words``, what they show.
    """
    controls = thinned([control(key, widget) for key, widget in explorer.controls.items()], most)
    drawings: dict[str, int] = {}
    words: list[str] = []
    order = []
    for values in product(*(one.values for one in controls)):
        shown = explorer.drawn(dict(zip(explorer.controls, values, strict=True)), kind="svg")[1]
        drawn = shown.inline(f"racteach-{call.key}")
        if drawn not in drawings:
            drawings[drawn] = len(drawings)
            words.append(shown.alt)
        order.append(drawings[drawn])
    lines: dict[str, int] = {}
    pieces = [[lines.setdefault(line, len(lines)) for line in one.split("\n")] for one in drawings]
    return {
        "controls": [_shown(one) for one in controls],
        "hides": list(explorer.image.asks),
        "order": order,
        "lines": list(lines),
        "frames": pieces,
        "words": words,
        "all": prod(one.all for one in controls),
    }


@dataclass(frozen=True)
class Beginning:
    """What a page shows before an explorer's file is there."""

    picture: str  #: HTML
    words: str
    frames: int  #: positions that can be chosen on the website
    positions: int  #: positions in JupyterLab


def write_explorer(call: Call, folder: Path, most: int = MOST) -> Beginning:
    """Write an explorer's file into a folder; return what its page needs before the file is loaded."""
    explorer = call.explorer()
    if isinstance(explorer, Explorer):
        return _write_frames(call, explorer, folder, most)
    return _write_module(call.key, explorer, folder)


def _write_frames(call: Call, explorer: Any, folder: Path, most: int) -> Beginning:
    found = frames(call, explorer, most)
    _write(folder / f"{call.key}.js", call.key, found)
    place = 0
    for one in found["controls"]:
        place = place * len(one["labels"]) + one["begin"]
    first = found["order"][place]
    picture = "\n".join(found["lines"][k] for k in found["frames"][first])
    return Beginning(picture, found["words"][first], len(found["order"]), found["all"])


def _write_module(name: str, explorer: Any, folder: Path) -> Beginning:
    """Write an explorer that draws in the browser: its module and its data."""
    data = {"data": explorer.data, "begin": explorer.values()}
    source = str(explorer._esm)
    for before, after in (("export default { render };", "return render;"), ("export const", "const")):
        if before not in source and before.endswith(";"):
            raise ValueError(f"the module of {name} must end with `{before}`")
        source = source.replace(before, after)
    _write(folder / f"{name}.js", name, data, f", (() => {{\n{source}\n}})()")
    still = explorer.still()
    return Beginning(still.html(), still.alt, 1, 1)


def _shown(one: Control) -> dict[str, Any]:
    return {"name": one.name, "label": one.label, "kind": one.kind, "labels": one.labels, "begin": one.begin}


def _write(path: Path, name: str, data: dict[str, Any], more: str = "") -> None:
    packed = gzip.compress(json.dumps(data, separators=(",", ":")).encode(), mtime=0)
    text = f'racteach.loaded("{name}", "{base64.b64encode(packed).decode()}"{more});\n'
    path.write_text(text, encoding="utf-8")
