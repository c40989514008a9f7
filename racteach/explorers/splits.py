"""Explorer: one function of a sequence, several splits, and a different rank for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from racteach.explorers.shell import Controls, choice, explores, tick_box, with_settings
from racteach.figures import draw_matrix
from racteach.figures.style import BLUE, GREY, ON_DARK, ON_LIGHT, ORANGE, PALE
from racteach.matricization import matricize
from racteach.ranks import exact_rank, numerical_rank
from racteach.words import Letters, agreements, count_of_b, palindrome, same_halves, sign_of_parity

FUNCTIONS: dict[str, Callable[[Letters], Letters]] = {
    "the halves are equal (0 or 1)": same_halves,
    "the word is a palindrome (0 or 1)": palindrome,
    "in how many places the halves agree": agreements,
    "how many letters are b": count_of_b,
    "even or odd number of b (1 or -1)": sign_of_parity,
}
SPLITS: dict[str, Callable[[int], tuple[int, ...]]] = {
    "start | end": lambda length: tuple(range(length // 2)),
    "odd | even steps": lambda length: tuple(range(0, length, 2)),
    "outside | inside": lambda length: (
        *range((length + 2) // 4),
        *range(length - (length // 2 - (length + 2) // 4), length),
    ),
    "first step | all others": lambda length: (0,),
}


@with_settings
def compute(*, function: str, split: str, length: int, revealed: bool = True) -> dict[str, Any]:
    """Return the matrix of a function of binary words for a split, its singular values and its rank.

    The rank is exact modulo the prime 8388593, and the count of positive singular values agrees with it.

    Example:
        >>> halves = "the halves are equal (0 or 1)"
        >>> [compute(function=halves, split=split, length=4)["rank"] for split in SPLITS]
        [4, 1, 4, 2]
    """
    words = np.indices((2,) * length)
    start = SPLITS[split](length)
    matrix = matricize(FUNCTIONS[function](words), start)
    return {
        "matrix": matrix,
        "singular_values": numerical_rank(matrix).singular_values,
        "rank": exact_rank(matrix),
        "start": start,
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw a function's matrix for one split, and its singular values; the rank only where revealed."""
    matrix, values = data["matrix"], data["singular_values"]
    strip = figure.add_axes((0.06, 0.85, 0.88, 0.1))
    draw_split(strip, data["length"], data["start"])
    left = figure.add_axes((0.06, 0.06, 0.42, 0.66))
    draw_matrix(left, matrix, numbers=matrix.shape[1] <= 8)
    left.set_aspect("auto")
    left.set_title(f"{matrix.shape[0]} × {matrix.shape[1]} matrix", pad=8)
    right = figure.add_axes((0.60, 0.14, 0.36, 0.58))
    right.set_xlabel("k")
    right.set_title("singular values $\\sigma_k$")
    if not data["revealed"]:
        right.set_title("singular values: predict the rank first")
        right.set_xticks([])
        right.set_yticks([])
        right.spines[:].set_visible(False)
        right.set_xlabel("")
        right.text(
            0.5, 0.5, "?", fontsize=60, color=GREY, ha="center", va="center", transform=right.transAxes
        )
        return
    rank = data["rank"]
    bars = right.bar(range(1, len(values) + 1), values, color=[BLUE] * rank + [PALE] * (len(values) - rank))
    right.locator_params(axis="x", integer=True)
    for bar in bars[:rank]:
        bar.set_hatch("//")
        bar.set_edgecolor("white")
    figure.text(0.96, 0.735, f"rank {rank}", fontsize=18, ha="right", va="bottom")


def draw_split(axes: Axes, length: int, start: Sequence[int]) -> None:
    """Draw the time steps as a row of boxes, those of the rows filled and marked R, the others marked C."""
    for step in range(length):
        row = step in start
        axes.add_patch(Rectangle((step, 0), 0.9, 1, facecolor=ORANGE if row else BLUE, edgecolor="white"))
        label = f"$x_{step + 1}$ {'row' if row else 'column'}"
        axes.text(
            step + 0.45, 0.5, label, ha="center", va="center", color=ON_LIGHT if row else ON_DARK, fontsize=12
        )
    axes.set_xlim(0, length)
    axes.set_ylim(0, 1)
    axes.axis("off")


def describe(data: dict[str, Any]) -> str:
    """Say which function, which rows, and the rank once it is revealed."""
    rows = ", ".join(f"x{step + 1}" for step in data["start"])
    shape = " × ".join(str(size) for size in data["matrix"].shape)
    rank = f"Its rank is {data['rank']}." if data["revealed"] else "Its rank is hidden: predict it."
    return f"The {shape} matrix of “{data['function']}” with rows indexed by {rows}. {rank}"


@explores(
    compute,
    draw,
    describe,
    size=(9.6, 4.3),
    examples=[{"function": "in how many places the halves agree", "length": 6}],
)
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "function": choice("function", list(FUNCTIONS), next(iter(FUNCTIONS))),
        "split": choice("rows | columns", list(SPLITS), "start | end"),
        "length": choice("length T", [4, 6], 4),
        "revealed": tick_box("show the rank"),
    }
