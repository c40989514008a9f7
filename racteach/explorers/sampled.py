"""Explorer: a sampled K x K block, and how its exact rank grows to the rank of the whole matrix."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from racteach.explorers.shell import Controls, choice, explores, int_slider, tick_box, with_settings
from racteach.figures.style import BLUE, GREEN, GREY, PALE, VERMILION, question
from racteach.results.samples import CASES, LARGEST, SEEDS, STEP, load_samples


@with_settings
def compute(*, case: str, size: int, revealed: bool = True) -> dict[str, Any]:
    """Return the exact ranks of sampled blocks of one matrix up to size K (all sizes once revealed).

    Five draws of starts and ends, from the shipped table. A block is never larger than the matrix: where
    K is, the whole matrix is taken and ``note`` says so.

    Example:
        >>> data = compute(case="L = 3, M = 3, R = 2, T = 12, words", size=312)
        >>> data["size"], data["answers"], data["rank"]
        (312, [294, 298, 294, 298, 293], 304)
    """
    chosen = CASES[case]
    sizes, note = chosen.sizes, ""
    asked, size = size, max(k for k in chosen.sizes if k <= size)
    if size < asked:
        note = f"{size} is all:\nthe whole matrix" if chosen.available else f"computed up to\nK = {size}"
    ranks = load_samples()[case]
    place = sizes.index(size)
    shown = len(sizes) if revealed else place
    return {
        "size": size,
        "sizes": sizes[:shown],
        "ranks": [row[:shown] for row in ranks],
        "answers": [row[place] for row in ranks],
        "rank": chosen.rank,
        "available": chosen.available,
        "last": sizes[-1],
        "note": note,
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the ranks of sampled K x K blocks against K, between K itself and the rank of the matrix."""
    axes = figure.add_axes((0.09, 0.15, 0.62, 0.75))
    last, rank, size = data["last"], data["rank"], data["size"]
    top = 1.14 * rank
    axes.plot([0, min(last, rank)], [0, min(last, rank)], color=GREY, linewidth=1, linestyle=(0, (1, 2)))
    axes.text(0.8 * min(last, rank), 0.8 * min(last, rank), "K ", color=GREY, ha="right", va="bottom")
    axes.axhline(rank, color=GREEN, linewidth=5, alpha=0.4, zorder=0)
    left = size > 0.5 * last  # the label goes where the bar at K is not
    axes.text(
        0.02 * last if left else last, 1.015 * rank, f"the matrix has rank {rank}",
        ha="left" if left else "right", va="bottom", fontsize=12,
    )  # fmt: skip
    for ranks in data["ranks"]:
        axes.plot(data["sizes"], ranks, color=BLUE, linewidth=1.2)
    axes.axvline(size, color=PALE, linewidth=8, zorder=0)
    low, high = min(data["answers"]), max(data["answers"])
    if data["revealed"]:
        axes.plot([size] * len(data["answers"]), data["answers"], "o", color=VERMILION, markersize=6)
        answer = f"rank {low}" if low == high else f"rank {low} to {high}"
    else:
        question(axes, max(size, 0.06 * last), 0.5 * rank)
        answer = "rank ?"
    axes.set_xlim(0, 1.02 * last)
    axes.set_ylim(0, top)
    axes.set_xlabel("rows and columns $K$ of the block")
    axes.set_ylabel("exact rank of the block")
    axes.set_title(data["case"], fontsize=13)
    figure.text(0.75, 0.80, f"K = {size}", fontsize=18)
    figure.text(0.75, 0.72, answer, fontsize=18, color=VERMILION)
    figure.text(0.75, 0.60, f"{len(data['answers'])} draws of rows\nand columns", fontsize=12, va="top")
    figure.text(0.75, 0.44, data["note"], fontsize=12, va="top")


def describe(data: dict[str, Any]) -> str:
    """Say the function, K, and the ranks of five blocks once they are revealed."""
    size, rank = data["size"], data["rank"]
    text = f"Blocks of {size} × {size} entries of “{data['case']}”, a matrix of rank {rank}"
    if not data["revealed"]:
        return f"{text}. The ranks of the blocks are hidden: predict them."
    low, high = min(data["answers"]), max(data["answers"])
    span = f"{low}" if low == high else f"{low} to {high}"
    return f"{text}. {len(SEEDS)} such blocks have rank {span}."


@explores(
    compute,
    draw,
    describe,
    size=(9.6, 4.4),
    examples=[{"case": "L = 3, M = 3, R = 2, T = 12, words", "size": 312}],
    asks=("case",),
)
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "case": choice("function", list(CASES), next(iter(CASES))),
        "size": int_slider("rows and columns K", 304, STEP, LARGEST, STEP),
        "revealed": tick_box("show the ranks at this K and beyond"),
    }
