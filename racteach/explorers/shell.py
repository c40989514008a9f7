"""What explorers drawn by the kernel share: controls with accessible names, and a picture that follows.

An explorer is three functions and this shell: ``compute(**values)`` gives data, ``draw(figure, data)``
draws them, ``describe(data)`` says in words what is drawn. The first and the last are pure, so tests can
go through every value of every control without a browser. :func:`explores` makes the widget of them::

    @explores(compute, draw, describe, size=(9.6, 4.4), examples=[{"depth": 2}])
    def explorer() -> Controls:
        return {"depth": int_slider("depth L", 1, 1, 4), "revealed": tick_box("show the rank")}
"""

from __future__ import annotations

import asyncio
import gc
import html
import inspect
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache, wraps
from typing import Any, ParamSpec

import ipywidgets
import traitlets

from racteach.explorers.base import Compute, Stills
from racteach.explorers.drawing import Drawing, neighbours, place

#: Pictures that an explorer keeps; seconds without a change before it draws ahead, and between two drawings.
_KEPT, _QUIET, _BETWEEN = 64, 0.2, 0.01
Controls = dict[str, ipywidgets.Widget]
P = ParamSpec("P")


@cache
def _spare_the_modules() -> None:
    """Take what is loaded by now out of later garbage collections, once.

    Every picture leaves cycles behind, so that a slider that is dragged would stop for a tenth of a second
    now and then, to search all modules for garbage that is not there.
    """
    gc.collect()
    gc.freeze()


class Explorer(Stills, ipywidgets.VBox):
    """Controls above one picture that is redrawn whenever a control changes.

    Readers without a kernel see still pictures in its place. While one looks at it, pictures that may come
    next are drawn and sent ahead (:mod:`racteach.explorers.drawing`).

    Args:
        compute: called with one keyword argument for each control; pure.
        draw: ``draw(figure, data)``.
        describe: the alternative text for the data.
        controls: the widgets by name.
        examples: for readers without a kernel: settings (what is not named stays where it begins) whose
            pictures, with the answer, wait in a fold below the picture that the widget begins with.
        size: of the picture, in units of 100 pixels.
        rows: which controls share a row; by default two and two.
        asks: controls that ask a new question: the box ``revealed`` is unticked, so that one predicts first.

    Attributes:
        data: what ``compute`` gave last.
        image: the widget that holds the picture.

    An exception in one of the functions is shown as a sentence in the picture's place.
    """

    data = traitlets.Dict()

    def __init__(
        self,
        compute: Compute,
        draw: Callable[..., None],
        describe: Callable[[dict[str, Any]], str],
        controls: Controls,
        *,
        examples: list[dict[str, Any]],
        size: tuple[float, float] = (9, 4.2),
        rows: list[list[str]] | None = None,
        asks: Sequence[str] = (),
    ) -> None:
        self.controls, self.image = controls, Drawing(controls, asks)
        self._drawn: OrderedDict[str, tuple[dict[str, Any], str]] = OrderedDict()
        self._later: asyncio.TimerHandle | None = None
        self._looked_at = False
        for control in controls.values():
            control.style.description_width = "initial"
        boxes = [
            ipywidgets.HBox([controls[name] for name in row], layout=ipywidgets.Layout(flex_flow="row wrap"))
            for row in rows or [list(controls)[k : k + 2] for k in range(0, len(controls), 2)]
        ]
        super().__init__([*boxes, self.image])
        self.add_class("racteach-explorer")
        self._keep_stills(compute, draw, describe, examples=examples, size=size)
        for name in asks:
            controls[name].observe(self._hide, names="value")
        for control in controls.values():
            control.observe(self._update, names="value")
        self.image.on_msg(self._seen)
        _spare_the_modules()
        self._update()

    def values(self) -> dict[str, Any]:
        """Return what the controls say now."""
        return {name: control.value for name, control in self.controls.items()}

    def _hide(self, change: Any) -> None:
        self.controls["revealed"].value = False

    def _update(self, change: Any = None) -> None:
        values = self.values()
        try:
            self.data, shown = self._drawing(values)
        except Exception as error:
            # A callback's exception would vanish into a log that no student reads.
            shown = f"<p role='alert'><b>No picture:</b> {html.escape(str(error))}</p>"
        self.image.show(place(self.controls, values), shown)
        self._draw_ahead()

    def _drawing(self, values: dict[str, Any]) -> tuple[dict[str, Any], str]:
        """Return data and picture of a setting; the last ``_KEPT`` ones are not drawn again."""
        key = place(self.controls, values)
        if key not in self._drawn:
            data, shown = self.drawn(values, kind="svg")
            self._drawn[key] = data, shown.inline(f"p{self.image.model_id[:8]}")
            if len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        return self._drawn[key]

    def _seen(self, image: Any, message: Any, buffers: Any) -> None:
        """Send a browser that begins to look at it what it may need next."""
        self._looked_at = True
        for key, (_, drawn) in self._drawn.items():
            self.image.keep(key, drawn)
        self._draw_ahead()

    def _draw_ahead(self) -> None:
        """Draw the next settings while the kernel has nothing to do, so that a key need not wait for them."""
        if self._later is not None:
            self._later.cancel()
        settings = neighbours(self.controls, self.values(), self.image.asks)

        def draw_one() -> None:
            for values in settings:
                key = place(self.controls, values)
                if key not in self._drawn:
                    with suppress(Exception):  # said when the reader comes to it
                        self.image.keep(key, self._drawing(values)[1])
                    self._later = loop.call_later(_BETWEEN, draw_one)
                    return

        with suppress(RuntimeError):  # no loop: no kernel, nobody waits
            loop = asyncio.get_running_loop()
            if self._looked_at:
                self._later = loop.call_later(_QUIET, draw_one)


def int_slider(label: str, value: int, minimum: int, maximum: int, step: int = 1) -> ipywidgets.IntSlider:
    """Return a slider over whole numbers, as wide as its label needs."""
    return ipywidgets.IntSlider(
        value=value,
        min=minimum,
        max=maximum,
        step=step,
        description=label,
        layout=ipywidgets.Layout(width="32em"),
    )


def choice(label: str, options: Any, value: Any) -> ipywidgets.Dropdown:
    """Return a list to choose from."""
    return ipywidgets.Dropdown(
        options=options, value=value, description=label, layout=ipywidgets.Layout(width="max-content")
    )


def tick_box(label: str, value: bool = False) -> ipywidgets.Checkbox:
    """Return a box to tick."""
    return ipywidgets.Checkbox(
        value=value, description=label, indent=False, layout=ipywidgets.Layout(width="max-content")
    )


def with_settings(compute: Callable[P, dict[str, Any]]) -> Callable[P, dict[str, Any]]:
    """Let ``compute`` return its arguments, too, by their names; what it returns itself goes first."""
    signature = inspect.signature(compute)

    @wraps(compute)
    def computed(*args: P.args, **values: P.kwargs) -> dict[str, Any]:
        found = compute(*args, **values)
        settings = signature.bind(*args, **values)
        settings.apply_defaults()
        return {**settings.arguments, **found}

    return computed


def explores(
    compute: Compute,
    draw: Callable[..., None],
    describe: Callable[[dict[str, Any]], str],
    *,
    asks: tuple[str, ...] | None = None,
    **settings: Any,
) -> Callable[[Callable[[], Controls]], Callable[[], Explorer]]:
    """Make a function that returns controls return an :class:`Explorer` with them.

    Args:
        compute, draw, describe, settings: as for :class:`Explorer`.
        asks: as for :class:`Explorer`; by default all controls, if there is a box ``revealed``.
    """

    def decorate(make: Callable[[], Controls]) -> Callable[[], Explorer]:
        @wraps(make)
        def explorer() -> Explorer:
            controls = make()
            every = tuple(name for name in controls if name != "revealed") if "revealed" in controls else ()
            return Explorer(
                compute, draw, describe, controls, asks=every if asks is None else asks, **settings
            )

        return explorer

    return decorate
