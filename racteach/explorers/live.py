"""The shell of the flagship explorers: a drawing made in the browser, from data that are sent once.

A slider is linked with the drawing inside the browser (``jslink``), so that dragging never waits for the
kernel. A flagship is a subclass of :class:`LivePicture` with one synced trait for each control, and a
JavaScript file with one pure function ``picture(values, data)`` that returns ``{svg, text}``: the drawing,
and the sentence that says the same.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import anywidget
import ipywidgets
import traitlets

from racteach.explorers.shell import ControlNames


def live_script(name: str) -> str:
    """Return the JavaScript module of a flagship: its own ``picture`` function, then the common shell."""
    folder = files("racteach") / "explorers" / "js"
    return "\n".join((folder / part).read_text(encoding="utf-8") for part in (f"{name}.js", "shell.js"))


class LivePicture(anywidget.AnyWidget):
    """A drawing that follows its own traits in the browser.

    Attributes:
        data: what the drawing needs, sent once.
        description: the sentence for the picture shown now, filled in by the browser.
    """

    data = traitlets.Dict().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)


class LiveExplorer(ipywidgets.VBox):
    """Controls above a :class:`LivePicture`, linked in the browser.

    Args:
        image: the drawing; it has a trait for each control, of the same name.
        controls: sliders, boxes to tick, and lists to choose from, by name.
        rows: which controls share a row.

    Attributes:
        controls, image: as given.
    """

    def __init__(
        self, image: LivePicture, controls: dict[str, Any], *, rows: list[list[str]] | None = None
    ) -> None:
        self.controls = controls
        self.image = image
        for name, control in controls.items():
            control.style.description_width = "initial"
            source = "index" if hasattr(control, "options") else "value"
            setattr(image, name, getattr(control, source))
            ipywidgets.jslink((control, source), (image, name))
        boxes = [
            ipywidgets.HBox([controls[name] for name in row], layout=ipywidgets.Layout(flex_flow="row wrap"))
            for row in rows or [[name] for name in controls]
        ]
        super().__init__([*boxes, image, ControlNames()])
        self.add_class("racteach-explorer")
