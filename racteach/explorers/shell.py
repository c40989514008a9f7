"""What all explorers share: controls with accessible names, one picture that follows them, a prediction.

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
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, wraps
from importlib.resources import files
from typing import Any, ParamSpec

import anywidget
import ipywidgets
import traitlets

from racteach.figures import Picture, picture

#: Pictures that an explorer keeps; seconds without a change before it draws ahead, and between two drawings.
_KEPT, _QUIET, _BETWEEN = 64, 0.2, 0.01
Compute = Callable[..., dict[str, Any]]
Controls = dict[str, ipywidgets.Widget]
P = ParamSpec("P")


def script(*names: str) -> str:
    """Return files of this folder's ``js``, one after the other."""
    folder = files("racteach") / "explorers" / "js"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


class ControlNames(anywidget.AnyWidget):
    """Give the controls beside it their names, the ends of their ranges and one tab stop each.

    A slider of ipywidgets has a visible label, but its handle and its readout have no accessible name. What
    the picture shows is said whenever it changes. Two columns, also on a projector; dark in a dark theme.
    """

    _css = script("controls.css")
    _esm = script("values.js", "controls.js")


@cache
def _spare_the_modules() -> None:
    """Take what is loaded by now out of later garbage collections, once.

    Every picture leaves cycles behind, so that a slider that is dragged would stop for a tenth of a second
    now and then, to search all modules for garbage that is not there.
    """
    gc.collect()
    gc.freeze()


class Stills:
    """Still pictures of an explorer, for readers without scripts or kernel: a part of every explorer's class.

    The class has ``controls`` and ``values()``; the pictures begin from what the controls say at first.
    """

    controls: dict[str, Any]

    def _keep_stills(
        self,
        compute: Compute,
        draw: Callable[..., None],
        describe: Callable[[dict[str, Any]], str],
        *,
        examples: list[dict[str, Any]],
        size: tuple[float, float],
    ) -> None:
        self._functions = compute, draw, describe
        self.examples, self._size = examples, size
        self._begin = self.values()

    def values(self) -> dict[str, Any]:
        """Return what the controls say now."""
        raise NotImplementedError

    def still(self, **values: Any) -> Picture:
        """Return the picture of a setting; what is not named is where it was when the explorer was made."""
        compute, draw, describe = self._functions
        data = compute(**{**self._begin, **values})
        return picture(draw, data, alt=describe(data), size=self._size)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        # ipywidgets give the bundle, anywidget gives it with metadata
        made: Any = super()._repr_mimebundle_(**kwargs)  # type: ignore[misc]
        bundle = made[0] if isinstance(made, tuple) else made
        begin = self.still()
        answer = {"revealed": True} if "revealed" in self.controls else {}
        views = "".join(f"<p>{self.still(**answer, **example).html()}</p>" for example in self.examples)
        title = "Other settings, with the answer" if answer else "Other settings"
        return {
            **bundle,
            "text/html": f"<p>{begin.html()}</p><details><summary>{title}</summary>{views}</details>",
            "text/plain": f"Explorer: {begin.alt}",
        }


class Shell(Stills, ipywidgets.VBox):
    """Controls above a picture; readers without a kernel see still pictures in their place.

    Args:
        compute: called with one keyword argument for each control; pure.
        draw: ``draw(figure, data)``.
        describe: the alternative text for the data.
        controls: the widgets by name.
        image: the widget that holds the picture.
        examples: for readers without a kernel: settings (what is not named stays where it begins) whose
            pictures, with the answer, wait in a fold below the picture that the widget begins with.
        size: of the picture, in units of 100 pixels.
        rows: which controls share a row; by default two and two.
    """

    def __init__(
        self,
        compute: Compute,
        draw: Callable[..., None],
        describe: Callable[[dict[str, Any]], str],
        controls: Controls,
        image: ipywidgets.Widget,
        *,
        examples: list[dict[str, Any]],
        size: tuple[float, float] = (9, 4.2),
        rows: list[list[str]] | None = None,
    ) -> None:
        self.controls = controls
        self.image = image
        for control in controls.values():
            control.style.description_width = "initial"
        boxes = [
            ipywidgets.HBox([controls[name] for name in row], layout=ipywidgets.Layout(flex_flow="row wrap"))
            for row in rows or [list(controls)[k : k + 2] for k in range(0, len(controls), 2)]
        ]
        super().__init__([*boxes, image, ControlNames()])
        self.add_class("racteach-explorer")
        self._keep_stills(compute, draw, describe, examples=examples, size=size)

    def values(self) -> dict[str, Any]:
        """Return what the controls say now."""
        return {name: control.value for name, control in self.controls.items()}


class Explorer(Shell):
    """Controls above one picture that is redrawn whenever a control changes.

    Args:
        compute, draw, describe, controls, settings: as for :class:`Shell`.

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
        **settings: Any,
    ) -> None:
        super().__init__(compute, draw, describe, controls, ipywidgets.HTML(), **settings)
        self._drawn: OrderedDict[str, tuple[dict[str, Any], str]] = OrderedDict()
        self._later: asyncio.TimerHandle | None = None
        for control in controls.values():
            control.observe(self._update, names="value")
        _spare_the_modules()
        self._update()

    def _update(self, change: Any = None) -> None:
        if self._later is not None:
            self._later.cancel()
        try:
            self.data, self.image.value = self._drawing(self.values())
        except Exception as error:
            # A callback's exception would vanish into a log that no student reads.
            self.image.value = f"<p role='alert'><b>No picture:</b> {html.escape(str(error))}</p>"
        self._draw_ahead(iter(_neighbours(self.controls, self.values())))

    def _drawing(self, values: dict[str, Any]) -> tuple[dict[str, Any], str]:
        """Return data and picture of a setting; the last ``_KEPT`` ones are not drawn again."""
        key = repr(values)
        if key not in self._drawn:
            compute, draw, describe = self._functions
            data = compute(**values)
            drawn = picture(draw, data, alt=describe(data), size=self._size, kind="svg")
            self._drawn[key] = data, drawn.inline(f"p{self.image.model_id[:8]}")
            if len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        return self._drawn[key]

    def _draw_ahead(self, settings: Iterator[dict[str, Any]]) -> None:
        """Draw the next settings while the kernel has nothing to do, so that a key need not wait for them."""

        def draw_one() -> None:
            if (values := next(settings, None)) is not None:
                with suppress(Exception):  # said when the reader comes to it
                    self._drawing(values)
                self._later = loop.call_later(_BETWEEN, draw_one)

        with suppress(RuntimeError):  # no loop: no kernel, nobody waits
            loop = asyncio.get_running_loop()
            self._later = loop.call_later(_QUIET, draw_one)


def _neighbours(controls: Controls, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the settings that are one step of a control away; a new question hides its answer."""
    found = []
    for name, control in controls.items():
        now = values[name]
        if hasattr(control, "options"):
            pairs = control.options.items() if isinstance(control.options, dict) else control.options
            others = [pair[1] if isinstance(pair, tuple) else pair for pair in pairs][: _KEPT // 8]
        elif isinstance(now, bool):
            others = [not now]
        else:
            others = [v for v in (now + control.step, now - control.step) if control.min <= v <= control.max]
        hidden = {"revealed": False} if "revealed" in values else {}
        found += [{**values, **hidden, name: value} for value in others if value != now]
    return found


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


def hide_on_change(controls: Controls, box: str, *, names: tuple[str, ...] | None = None) -> None:
    """Untick ``box`` whenever one of the other controls changes: every new question is predicted first."""

    def hide(change: Any) -> None:
        controls[box].value = False

    for name in controls if names is None else names:
        if name != box:
            controls[name].observe(hide, names="value")


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
        compute, draw, describe, settings: as for :class:`Shell`.
        asks: controls that ask a new question, so that the box ``revealed`` is unticked; by default all.
    """

    def decorate(make: Callable[[], Controls]) -> Callable[[], Explorer]:
        @wraps(make)
        def explorer() -> Explorer:
            controls = make()
            if "revealed" in controls:
                hide_on_change(controls, "revealed", names=asks)
            return Explorer(compute, draw, describe, controls, **settings)

        return explorer

    return decorate
