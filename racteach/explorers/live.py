"""The shell of the flagship explorers: a drawing made in the browser, from data that are sent once.

A slider is linked with the drawing inside the browser (``jslink``), so that dragging never waits for the
kernel. A flagship is a subclass of :class:`LivePicture` with one synced trait for each control, and a
JavaScript file with one pure function ``picture(values, data)`` that returns ``{svg, text}``: the drawing,
and the sentence that says the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anywidget
import ipywidgets
import traitlets

from racteach.explorers.shell import Compute, Shell, script


def live_script(name: str) -> str:
    """Return the JavaScript module of a flagship: its own ``picture`` function, then the common shell."""
    return script(f"{name}.js", "shell.js")


class LivePicture(anywidget.AnyWidget):
    """A drawing that follows its own traits in the browser.

    Attributes:
        data: what the drawing needs, sent once.
        description: the sentence for the picture shown now, filled in by the browser.
    """

    data = traitlets.Dict().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)


class LiveExplorer(Shell):
    """Controls above a :class:`LivePicture`, linked in the browser.

    Args:
        compute, draw, describe, controls, settings: as for :class:`Shell`; a list counts by its index.
        image: the drawing; it has a trait for each control, of the same name.
    """

    def __init__(
        self,
        compute: Compute,
        draw: Callable[..., None],
        describe: Callable[[dict[str, Any]], str],
        controls: dict[str, Any],
        image: LivePicture,
        **settings: Any,
    ) -> None:
        super().__init__(compute, draw, describe, controls, image, **settings)
        for name, control in controls.items():
            setattr(image, name, self.values()[name])
            ipywidgets.jslink((control, _source(control)), (image, name))

    def values(self) -> dict[str, Any]:
        """Return what the controls say now."""
        return {name: getattr(control, _source(control)) for name, control in self.controls.items()}


def _source(control: Any) -> str:
    return "index" if hasattr(control, "options") else "value"
