"""Explorer: a task on words as a table of starts and ends; how many different rows, and which rank."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from racteach.explorers.shell import Controls, choice, explores, int_slider, tick_box, with_settings
from racteach.figures import draw_matrix
from racteach.figures.style import BLUE, GREEN, INK, ON_LIGHT, ORANGE, PURPLE, SKY, VERMILION, YELLOW
from racteach.ranks import exact_rank
from racteach.words import TASKS, outcome_table, row_groups

_GROUP_COLOURS = (ORANGE, SKY, GREEN, YELLOW, PURPLE, "#BBBBBB")


@with_settings
def compute(*, task: str, length: int, revealed: bool = True) -> dict[str, Any]:
    """Return the table of a task, the group of equal rows that each start belongs to, and the exact rank.

    Example:
        >>> data = compute(task="count: how many b?", length=6)
        >>> data["different"], data["rank"]
        (4, 2)
    """
    table = outcome_table(task, length)
    half = length // 2
    groups = row_groups(table)
    return {
        "table": table,
        "labels": ["".join("ab"[letter] for letter in word) for word in np.ndindex((2,) * half)],
        "groups": groups,
        "different": int(groups.max()) + 1,
        "rank": exact_rank(table),
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw a task's table, beside each row the number of its group, and how many groups and which rank."""
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
            1.3,
            row,
            str(int(group) + 1),
            ha="center",
            va="center",
            fontsize=12 if len(groups) <= 8 else 10,
            color=ON_LIGHT,
        )


def describe(data: dict[str, Any]) -> str:
    """Say which table it is, and its two numbers once they are revealed."""
    rows = len(data["table"])
    text = f"Table of the task “{data['task']}”: {rows} starts in the rows, {rows} ends in the columns. "
    if not data["revealed"]:
        return text + "How many rows are different, and the rank, are hidden: predict them."
    first: dict[int, list[str]] = {}
    for label, group in zip(data["labels"], data["groups"], strict=True):
        first.setdefault(int(group), []).append(label)
    alike = "; ".join(", ".join(labels) for labels in list(first.values())[:6])
    more = " and so on" if len(first) > 6 else ""
    return f"{text}{data['different']} different rows, rank {data['rank']}. Alike are: {alike}{more}."


@explores(compute, draw, describe, size=(9.6, 5.6), examples=[{"task": "count: how many b?", "length": 6}])
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "task": choice("task", list(TASKS), next(iter(TASKS))),
        "length": int_slider("length T", 4, 2, 8, 2),
        "revealed": tick_box("show which rows are alike, how many differ, and the rank"),
    }
