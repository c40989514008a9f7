"""Explorer: one task, every cut: how many different starts there are, and the rank, after each letter."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from racteach.explorers.shell import Controls, choice, explores, int_slider, tick_box, with_settings
from racteach.figures.style import BLUE, GREY, ON_DARK, ON_LIGHT, ORANGE, PALE, VERMILION
from racteach.ranks import exact_rank
from racteach.words import TASKS, outcome_table, row_groups


@lru_cache(maxsize=512)
def loads(task: str, length: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the number of different rows and the exact rank at the cuts after 1, ..., T-1 letters.

    Example:
        >>> loads("compare: are the halves equal?", 8)
        ((2, 4, 8, 16, 9, 5, 3), (2, 4, 8, 16, 8, 4, 2))
    """
    tables = [outcome_table(task, length, cut) for cut in range(1, length)]
    different = tuple(int(row_groups(table).max()) + 1 for table in tables)
    return different, tuple(exact_rank(table) for table in tables)


@with_settings
def compute(*, task: str, length: int, cut: int, revealed: bool = True) -> dict[str, Any]:
    """Return both curves; a cut beyond the word is moved to its last place, T-1."""
    different, ranks = loads(task, length)
    return {"cut": min(cut, length - 1), "different": different, "ranks": ranks}


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the number of different rows and the rank at every cut, and the word with the chosen cut below."""
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
            step - 0.5,
            0.5,
            label,
            ha="center",
            va="center",
            color=ON_LIGHT if start else ON_DARK,
            fontsize=13,
        )
    strip.axvline(cut, color=VERMILION, linewidth=3)
    strip.set_xlim(0, length)
    strip.set_ylim(0, 1)
    strip.axis("off")
    figure.text(0.77, 0.10, "start | end", fontsize=13, color=GREY, va="center")
    figure.text(0.42, 0.235, "cut after letter $t$", fontsize=12, ha="center", va="center")


def describe(data: dict[str, Any]) -> str:
    """Say what the task must carry over the chosen cut, and over all cuts once they are revealed."""
    cut, length = data["cut"], data["length"]
    text = f"The task “{data['task']}” on words of {length} letters, cut after letter {cut}. "
    if not data["revealed"]:
        return text + "What must be carried over each cut is hidden: predict it."
    different, ranks = data["different"], data["ranks"]
    return (
        f"{text}{different[cut - 1]} different rows, rank {ranks[cut - 1]}. Over the cuts 1 to {length - 1}: "
        f"different rows {', '.join(map(str, different))}; ranks {', '.join(map(str, ranks))}."
    )


@explores(
    compute,
    draw,
    describe,
    size=(9.6, 4.6),
    examples=[{"task": "compare: are the halves equal?", "length": 8, "cut": 6}],
    asks=("task", "length"),
)
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "task": choice("task", list(TASKS), next(iter(TASKS))),
        "length": int_slider("length T", 8, 2, 10, 2),
        "cut": int_slider("cut after letter t", 4, 1, 9),
        "revealed": tick_box("show different rows and rank at every cut"),
    }
