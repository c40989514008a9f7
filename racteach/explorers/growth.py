"""Explorer: how the rank grows with length, width or depth, on axes of your choice."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from matplotlib.figure import Figure

from racteach import bounds
from racteach.explorers.shell import Controls, choice, explores, tick_box
from racteach.figures.style import BLUE, GREEN, VERMILION, logarithmic_axis

_STYLES = (("o", "-", BLUE), ("s", "--", VERMILION), ("^", ":", GREEN))

AXES = {
    "both plain": ("linear", "linear"),
    "rank logarithmic": ("linear", "log"),
    "both logarithmic": ("log", "log"),
}
_EXAMPLES: list[dict[str, Any]] = [
    {"what": "length T, with R = M = 3", "axes": "both logarithmic"},
    {"what": "length and channels together, R = M = T/2", "axes": "rank logarithmic"},
]
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


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw ranks against what grows, on plain or logarithmic axes.

    Args:
        data: ``x``, ``curves`` (values by the curve's parameter), ``label``, ``parameter``, ``axes`` (scales
            of x and y), ``verdict``, ``revealed``.
    """
    axes = figure.add_axes((0.10, 0.14, 0.60, 0.76))
    for (parameter, values), (marker, line, colour) in zip(data["curves"].items(), _STYLES, strict=True):
        axes.plot(
            data["x"][: len(values)],
            [float(v) for v in values],
            marker=marker,
            linestyle=line,
            color=colour,
            markevery=max(1, len(values) // 10),
            label=f"{data['parameter']} {parameter}",
        )
    horizontal, vertical = data["axes"]
    if vertical == "log":
        logarithmic_axis(axes)
    else:
        axes.ticklabel_format(axis="y", style="plain" if axes.get_ylim()[1] < 1e6 else "sci")
    if horizontal == "log":
        axes.set_xscale("log")
        axes.minorticks_off()
        ticks = [x for x in (2, 3, 5, 10, 20, 40, 100) if data["x"][0] <= x <= data["x"][-1]]
        axes.set_xticks(ticks, [str(x) for x in ticks])
    axes.set_xlabel(data["label"])
    axes.set_ylabel("rank")
    axes.legend(loc="upper left", bbox_to_anchor=(1.02, 1.0), fontsize=12, labelspacing=0.9)
    note, size = (data["verdict"], 12) if data["revealed"] else ("?", 30)
    figure.text(0.73, 0.16, note, fontsize=size, color=VERMILION, va="bottom", linespacing=1.5)


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


@explores(compute, draw, describe, examples=_EXAMPLES, size=(9.6, 4.8), asks=("what",))
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "what": choice("what grows", list(SERIES), next(iter(SERIES))),
        "axes": choice("axes", list(AXES), "both plain"),
        "revealed": tick_box("say what kind of growth it is"),
    }
