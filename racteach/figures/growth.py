"""Pictures of how ranks grow: the table of depth against half-length, and curves on several axes."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from racteach.figures.style import BLUE, GREEN, GREY, INK, ORANGE, PALE, VERMILION, logarithmic_axis

_STYLES = (("o", "-", BLUE), ("s", "--", VERMILION), ("^", ":", GREEN))


def draw_mirror(figure: Figure, data: dict[str, Any]) -> None:
    """Draw certified ranks in a table of L and n; a size and its mirror are framed.

    Args:
        data: ``table`` (by (L, n): rank, exact), ``side``, ``place`` (L, n), ``channels``, ``revealed``:
            where not, sizes with L > n are hidden.
    """
    side, place = data["side"], data["place"]
    axes = figure.add_axes((0.07, 0.03, 0.70, 0.82))
    for depth in range(1, side + 1):
        for half in range(1, side + 1):
            value = data["table"].get((depth, half))
            hidden = not data["revealed"] and depth > half
            if depth == half:
                axes.add_patch(Rectangle((half - 0.5, depth - 0.5), 1, 1, facecolor=PALE, edgecolor="none"))
            text = "?" if hidden else "·" if value is None else str(value[0]) if value[1] else f"≥ {value[0]}"
            colour = VERMILION if hidden else INK if value else GREY
            axes.text(half, depth, text, ha="center", va="center", fontsize=12, color=colour)
    edges = [k + 0.5 for k in range(side + 1)]
    axes.hlines(edges, 0.5, side + 0.5, color=GREY, linewidth=0.6)
    axes.vlines(edges, 0.5, side + 0.5, color=GREY, linewidth=0.6)
    for (row, column), colour in ((place, ORANGE), (place[::-1], BLUE)):
        axes.add_patch(
            Rectangle((column - 0.5, row - 0.5), 1, 1, fill=False, edgecolor=colour, linewidth=3.5)
        )
    axes.set_xlim(0.48, side + 0.52)
    axes.set_ylim(side + 0.52, 0.48)
    axes.set_xticks(range(1, side + 1))
    axes.set_yticks(range(1, side + 1))
    axes.tick_params(length=0, top=False, bottom=False, labeltop=True, labelbottom=False)
    axes.spines[:].set_visible(False)
    axes.set_ylabel("depth L")
    axes.set_title(f"half length n      (M = R = {data['channels']})", fontsize=13, loc="center")
    figure.text(0.80, 0.74, f"L = {place[0]}, n = {place[1]}", fontsize=15, color="#7A5200")
    figure.text(0.80, 0.64, "its mirror:", fontsize=13, color=GREY)
    figure.text(0.80, 0.56, f"L = {place[1]}, n = {place[0]}", fontsize=15, color=BLUE)
    figure.text(0.80, 0.30, "5    exact\n≥ 5  lower bound\n·    not computed", fontsize=12, linespacing=1.6)


def draw_growth(figure: Figure, data: dict[str, Any]) -> None:
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
