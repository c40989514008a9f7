"""An explorer's picture in the browser, and those that may come next, there before a key asks for them.

A key on a control shows a picture that is there already at once, without the kernel. The kernel follows, and
what it draws stands as soon as it comes.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import anywidget
import traitlets

from racteach.explorers.base import script

REACH = 4  #: how many steps of one control ahead a picture is drawn


class Drawing(anywidget.AnyWidget):
    """The picture of an explorer; it names the controls beside it, and says what it shows when it changes.

    A slider of ipywidgets has a visible label, but its handle and its readout have no accessible name. The
    controls come in two columns, also on a projector; the picture is dark in a dark theme.

    Args:
        controls: the explorer's, by name.
        asks: those whose change hides the answer.

    Attributes:
        value: the picture as HTML.
        at: the setting that it shows (:func:`place`).
        controls: name, model and trait of each control.
        asks: as given.
    """

    _css = script("controls.css")
    _esm = script("values.js", "controls.js", "drawing.js")
    value = traitlets.Unicode().tag(sync=True)
    at = traitlets.Unicode().tag(sync=True)
    controls: traitlets.List[list[str]] = traitlets.List().tag(sync=True)
    asks: traitlets.List[str] = traitlets.List().tag(sync=True)

    def __init__(self, controls: Mapping[str, Any], asks: Sequence[str]) -> None:
        followed = [
            [name, control.model_id, "index" if hasattr(control, "options") else "value"]
            for name, control in controls.items()
        ]
        super().__init__(controls=followed, asks=list(asks))

    def show(self, at: str, value: str) -> None:
        """Show a picture now."""
        with self.hold_sync():
            self.at, self.value = at, value

    def keep(self, at: str, value: str) -> None:
        """Send a picture for later. It is packed: a server stops what sends a million bytes in a second."""
        self.send({"at": at}, [gzip.compress(value.encode(), compresslevel=1)])


def place(controls: Mapping[str, Any], values: Mapping[str, Any]) -> str:
    """Return a setting as the browser knows it: where each control stands, a list by its index."""
    found = [
        allowed(control).index(values[name]) if hasattr(control, "options") else values[name]
        for name, control in controls.items()
    ]
    return json.dumps(found, separators=(",", ":"))


def allowed(control: Any) -> list[Any]:
    """Return the values of a list to choose from."""
    pairs = control.options.items() if isinstance(control.options, dict) else control.options
    return [pair[1] if isinstance(pair, tuple) else pair for pair in pairs]


def neighbours(
    controls: Mapping[str, Any], values: Mapping[str, Any], asks: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """Give the settings a few steps of one control away, nearest first; a new question hides its answer."""
    hidden = {"revealed": False} if "revealed" in values else {}
    for far in range(1, REACH + 1):
        for name, control in controls.items():
            for value in _steps(control, values[name], far):
                yield {**values, **(hidden if name in asks else {}), name: value}


def _steps(control: Any, now: Any, far: int) -> list[Any]:
    if isinstance(now, bool):
        return [not now] if far == 1 else []
    if hasattr(control, "options"):
        found = allowed(control)
        here = found.index(now)
        return [found[k] for k in (here + far, here - far) if 0 <= k < len(found)]
    step = far * control.step
    return [value for value in (now + step, now - step) if control.min <= value <= control.max]
