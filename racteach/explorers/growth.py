"""Explorer: how the rank grows with length, width or depth, on axes of your choice."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from racteach import bounds
from racteach.explorers.shell import Explorer, choice, hide_on_change, tick_box
from racteach.figures import Picture, draw_growth, picture

AXES = {
    "both plain": ("linear", "linear"),
    "rank logarithmic": ("linear", "log"),
    "both logarithmic": ("log", "log"),
}
_SIZE = (9.6, 4.8)
_DEPTHS = (1, 2, 3)


def _by_length(depth: int, length: int) -> int | None:
    return bounds.sharp_rank(depth, 3, 3, length)


def _by_channels(depth: int, channels: int) -> int | None:
    return bounds.sharp_rank(depth, channels, channels, 12)


def _by_both(depth: int, channels: int) -> int | None:
    return bounds.sharp_rank(depth, channels, channels, 2 * channels)


def _by_depth(half_length: int, depth: int) -> int | None:
    return bounds.sharp_rank(depth, 2, 2, 2 * half_length)


#: what grows: name of the axis, its values, the curves' parameter, its values, the rank, what curves do
SERIES: dict[str, tuple[str, range, str, tuple[int, ...], Callable[[int, int], int | None], str]] = {
    "length T, with R = M = 3": (
        "length T", range(6, 101, 2), "depth", _DEPTHS, _by_length,
        "constant,\nand polynomials\nof degree 2 and 6",
    ),
    "channels R = M, with T = 12": (
        "channels R", range(2, 41), "depth", _DEPTHS, _by_channels,
        "polynomials\nof degree 1, 7 and 27",
    ),
    "depth L, with R = M = 2": (
        "depth L", range(3, 41), "half length n =", (1, 2, 3), _by_depth,
        "constant,\nand polynomials\nof degree 1 and 3",
    ),
    "length and channels together, R = M = T/2": (
        "R = T/2", range(2, 41), "depth", _DEPTHS, _by_both,
        "growth like T,\nexponential growth,\nand faster growth still",
    ),
}  # fmt: skip


@cache
def curves(what: str) -> dict[int, list[int]]:
    """Return the ranks of the sharp formulas, one list for each curve.

    Example:
        >>> curves("length T, with R = M = 3")[2][-1]
        3978
    """
    _, values, _, parameters, rank, _ = SERIES[what]
    return {k: [found for x in values if (found := rank(k, x)) is not None] for k in parameters}


def compute(*, what: str, axes: str, revealed: bool = True) -> dict[str, Any]:
    """Return the curves and how to draw them.

    Example:
        >>> compute(what="depth L, with R = M = 2", axes="both plain")["curves"][3][:3]
        [52, 106, 188]
    """
    label, values, parameter, _, _, verdict = SERIES[what]
    return {
        "what": what,
        "x": list(values),
        "label": label,
        "parameter": parameter,
        "curves": curves(what),
        "axes": AXES[axes],
        "axes_name": axes,
        "verdict": verdict,
        "revealed": revealed,
    }


def describe(data: dict[str, Any]) -> str:
    """Say where each curve begins and ends, and once revealed what kind of growth it is."""
    ends = "; ".join(
        f"{data['parameter']} {k}: from {values[0]:,} to {values[-1]:,}"
        if values[-1] < 10**15
        else f"{data['parameter']} {k}: from {values[0]:,} to {values[-1]:.1e}"
        for k, values in data["curves"].items()
    )
    text = (
        f"Rank by the sharp formulas against {data['what']}, axes {data['axes_name']}: "
        f"{data['label']} from {data['x'][0]} to {data['x'][-1]}. {ends}."
    )
    verdict = data["verdict"].replace("\n", " ")
    return text + (
        f" These are {verdict}." if data["revealed"] else " The kind of growth is hidden: predict it."
    )


def explorer() -> Explorer:
    """Return the explorer as a widget."""
    controls = {
        "what": choice("what grows", list(SERIES), next(iter(SERIES))),
        "axes": choice("axes", list(AXES), "both plain"),
        "revealed": tick_box("say what kind of growth it is"),
    }
    shown = Explorer(
        compute, draw_growth, describe, controls, size=_SIZE, rows=[["what", "axes"], ["revealed"]]
    )
    hide_on_change(controls, "revealed", names=("what",))
    return shown


def static(what: str = "length T, with R = M = 3", axes: str = "both logarithmic") -> Picture:
    """Return one view of the explorer as a picture, with its verdict."""
    data = compute(what=what, axes=axes)
    return picture(draw_growth, data, alt=describe(data), size=_SIZE)
