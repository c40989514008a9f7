"""Pictures of tasks on words: the table of starts and ends, and the load at every cut."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from racteach.figures.style import BLUE, GREEN, GREY, INK, ORANGE, PALE, PURPLE, SKY, VERMILION, YELLOW
from racteach.figures.tensors import draw_matrix

_GROUP_COLOURS = (ORANGE, SKY, GREEN, YELLOW, PURPLE, "#BBBBBB")


def draw_outcomes(figure: Figure, data: dict[str, Any]) -> None:
    """Draw a task's table, beside each row the number of its group, and how many groups and which rank.

    Args:
        data: ``table``, ``labels`` of rows and columns, ``groups``, ``different``, ``rank``, ``revealed``.
    """
    table, labels = data["table"], data["labels"]
    axes = figure.add_axes((0.09, 0.03, 0.60, 0.82))
    draw_matrix(axes, table, rows=labels, columns=labels, numbers=len(table) <= 16)
    axes.set_aspect("auto")
    axes.set_ylabel("start")
    axes.xaxis.set_label_position("top")
    axes.set_xlabel("end", labelpad=8)
    side = figure.add_axes((0.71, 0.03, 0.29, 0.82))
    side.set_ylim(len(table) - 0.5, -0.5)
    side.set_xlim(0, 10)
    side.axis("off")
    if data["revealed"]:
        _groups(side, data["groups"])
        side.text(3.2, -0.4, "different rows", fontsize=14, va="top")
        _below(side, f"{data['different']}", 0.16, size=34, colour=VERMILION)
        _below(side, "rank", 0.40, size=14)
        _below(side, f"{data['rank']}", 0.56, size=34, colour=BLUE)
    else:
        _below(side, "different rows?", 0.10, size=14)
        _below(side, "?", 0.26, size=34, colour=VERMILION)


def _below(axes: Axes, text: str, place: float, *, size: int, colour: str = INK) -> None:
    axes.text(0.32, 1 - place, text, transform=axes.transAxes, fontsize=size, color=colour, va="center")


def _groups(axes: Axes, groups: Any) -> None:
    """Mark each row with the number of its group; rows with the same number are equal."""
    for row, group in enumerate(groups):
        colour = _GROUP_COLOURS[int(group) % len(_GROUP_COLOURS)]
        axes.add_patch(Rectangle((0.2, row - 0.45), 2.2, 0.9, facecolor=colour, edgecolor="white"))
        axes.text(
            1.3, row, str(int(group) + 1), ha="center", va="center", fontsize=12 if len(groups) <= 8 else 10
        )


def draw_profile(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the number of different rows and the rank at every cut, and the word with the chosen cut below.

    Args:
        data: ``length``, ``cut``, ``different``, ``ranks``, ``revealed``.
    """
    length, cut = data["length"], data["cut"]
    axes = figure.add_axes((0.09, 0.32, 0.66, 0.62))
    cuts = np.arange(1, length)
    axes.axvline(cut, color=PALE, linewidth=14, zorder=0)
    top = max(data["different"])
    if data["revealed"]:
        axes.plot(
            cuts, data["different"], color=VERMILION, marker="s", label="different rows", linestyle="--"
        )
        axes.plot(cuts, data["ranks"], color=BLUE, marker="o", label="rank")
        axes.legend(loc="upper left", bbox_to_anchor=(1.02, 1.0))
        text = f"at this cut:\n{data['different'][cut - 1]} different rows\nrank {data['ranks'][cut - 1]}"
        axes.text(1.06, 0.45, text, transform=axes.transAxes, fontsize=14, va="top", linespacing=1.5)
    else:
        axes.text(cut, top * 0.55, "?", fontsize=44, color=VERMILION, ha="center", va="center")
    axes.set_ylim(0, top * 1.12 + 0.5)
    axes.set_xlim(0, length)
    axes.set_xticks(cuts)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_ylabel("carried over the cut")
    strip = figure.add_axes((0.09, 0.03, 0.66, 0.14))
    for step in range(1, length + 1):
        start = step <= cut
        strip.add_patch(
            Rectangle((step - 0.95, 0), 0.9, 1, facecolor=ORANGE if start else BLUE, edgecolor="white")
        )
        label = f"$x^{{{step}}}$"
        strip.text(
            step - 0.5, 0.5, label, ha="center", va="center", color=INK if start else "white", fontsize=13
        )
    strip.axvline(cut, color=VERMILION, linewidth=3)
    strip.set_xlim(0, length)
    strip.set_ylim(0, 1)
    strip.axis("off")
    figure.text(0.77, 0.10, "start | end", fontsize=13, color=GREY, va="center")
    figure.text(0.42, 0.235, "cut after letter $t$", fontsize=12, ha="center", va="center")
