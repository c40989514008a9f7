"""No picture of an explorer has a fault that one sees at once, at the ends of its controls."""

from __future__ import annotations

import itertools
import os
import re
from importlib import import_module
from typing import Any

import pytest
from matplotlib.figure import Figure

from racteach import explorers
from racteach.figures import picture
from racteach.figures.style import BLUE, INK, ON_DARK, ON_LIGHT

from .picture_faults import drawn, faults

MODULES = {name: import_module(f"racteach.explorers.{name}") for name in explorers.__all__}
MOST = 400 if os.environ.get("RACTEACH_FULL") == "1" else 10


def ends(control: Any) -> list[Any]:
    """Return the values of a control between which pictures differ most: its ends, or all that it lists."""
    if isinstance(control, list):
        return [control[0], control[-1]]
    if hasattr(control, "options"):
        pairs = control.options.items() if isinstance(control.options, dict) else control.options
        return [pair[1] if isinstance(pair, tuple) else pair for pair in pairs]
    return [False, True] if isinstance(control.value, bool) else [control.min, control.max]


def settings(name: str) -> list[dict[str, Any]]:
    """Return settings from all over the product of the controls' ends, at most ``MOST``."""
    explorer = MODULES[name].explorer()
    ranges = {key: ends(control) for key, control in explorer.controls.items()}
    every = [dict(zip(ranges, values, strict=True)) for values in itertools.product(*ranges.values())]
    step = max(1, len(every) // MOST) | 1  # odd: hidden and revealed answers take turns
    return [*every[::step], every[-1]]


@pytest.mark.parametrize("name", MODULES)
def test_no_text_is_covered_cut_off_tiny_or_on_a_line(name: str) -> None:
    module, size = MODULES[name], MODULES[name].explorer()._size
    for values in settings(name):
        found = faults(drawn(module.draw, module.compute(**values), size))
        assert not found, values


@pytest.mark.parametrize("name", MODULES)
def test_every_text_can_be_read_in_a_dark_theme(name: str) -> None:
    module = MODULES[name]
    data = module.compute(**settings(name)[-1])
    shown = picture(module.draw, data, alt="Drawn.", kind="svg").inline("p")
    colours = set(re.findall(r'<g style="fill: (#[0-9a-f]{6})', shown))
    assert colours <= {ON_LIGHT.lower(), ON_DARK.lower()}, "on boxes of a colour of their own"


def test_each_fault_is_found() -> None:
    def draw(figure: Figure, data: dict[str, Any]) -> None:
        axes = figure.add_axes((0.2, 0.2, 0.6, 0.6))
        axes.plot([0, 1], [0, 1], color=BLUE, marker="o", markersize=3, label="rank")
        axes.text(0.5, 0.5, "on", ha="center", va="center")
        axes.legend(loc="upper left", bbox_to_anchor=(1.0, 0.4))
        figure.text(0.5, 0.95, "one and")
        figure.text(0.52, 0.95, "another")
        figure.text(0.99, 0.05, "too long")
        figure.text(0.3, 0.9, "small", fontsize=6)
        cells = figure.add_axes((0.02, 0.4, 0.1, 0.2))
        cells.imshow([[0, 1]], cmap="Blues")
        cells.axis("off")
        cells.text(-0.2, 0, "lost", color=INK)
        cells.text(0.8, 0, "kept", color=ON_DARK)
        ground = figure.add_axes((0.85, 0.5, 0.1, 0.2), facecolor=BLUE)
        ground.plot([0, 1], [0, 1], color=INK, marker="x", linestyle="")
        ground.plot([0, 1], [1, 0], color=ON_DARK, marker="+", linestyle="")

    found = " ".join(faults(drawn(draw, {}, (9.0, 4.0))))
    for fault in ("'on' is on a line", "'one and' is over 'another'", "'too long' is cut off"):
        assert fault in found
    assert "'small' has 6.0 points" in found and "marker 'o' is tiny" in found
    assert "'x' follows the theme" in found and "'+'" not in found
    assert "'lost' follows the theme" in found and "'kept'" not in found
    assert "'0.2'" not in found, "nothing is said of what is right"
