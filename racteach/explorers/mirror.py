"""Explorer: certified ranks in a table of depth against half-length, and what stands in the mirror."""

from __future__ import annotations

from functools import cache
from typing import Any

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from racteach import bounds
from racteach.certificates.atlas import load_atlas
from racteach.explorers.shell import Controls, explores, int_slider, tick_box
from racteach.figures.style import BLUE, GREY, INK, ORANGE, PALE, VERMILION

SIDE = 8
CHANNELS = range(2, 5)
_EXAMPLES: list[dict[str, Any]] = [
    {"channels": 2, "depth": 3, "half_length": 5},
    {"channels": 3, "depth": 4, "half_length": 3},
]


@cache
def table(channels: int) -> dict[tuple[int, int], tuple[int, bool]]:
    """Return the best certified functional rank for M = R, by (L, n), and whether it is exact.

    Depth 1 and T = 2 are theorems: the rank is R. Elsewhere the lower bounds of the atlas are compared with
    the proved upper bounds of today, some of which are younger than the rows.

    Example:
        >>> table(2)[3, 4], table(2)[4, 3], (8, 8) in table(2)
        ((106, True), (106, True), False)
    """
    found = {}
    for depth in range(1, SIDE + 1):
        for half in range(1, SIDE + 1):
            if depth == 1:
                found[depth, half] = bounds.shallow_rank(channels, channels, 2 * half), True
                continue
            row = load_atlas().find(depth, channels, channels, 2 * half, templates="generic")
            if row is not None:
                upper, _ = bounds.best_upper_bound(depth, channels, channels, 2 * half)
                found[depth, half] = row.lower_bound, row.lower_bound == upper
    return found


def compute(*, channels: int, depth: int, half_length: int, revealed: bool = True) -> dict[str, Any]:
    """Return the table, the chosen size and its mirror.

    Example:
        >>> data = compute(channels=2, depth=3, half_length=5)
        >>> data["rank"], data["mirrored"]
        ((188, True), (188, True))
    """
    ranks = table(channels)
    return {
        "channels": channels,
        "table": ranks,
        "side": SIDE,
        "place": (depth, half_length),
        "rank": ranks.get((depth, half_length)),
        "mirrored": ranks.get((half_length, depth)),
        "revealed": revealed,
    }


def in_words(value: tuple[int, bool] | None) -> str:
    """Say a certified value: exact, a lower bound, or unknown."""
    if value is None:
        return "not in the atlas"
    return f"{value[0]}" if value[1] else f"at least {value[0]}"


def draw(figure: Figure, data: dict[str, Any]) -> None:
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
    for (row, column), colour in ((place[::-1], BLUE), (place, ORANGE)):
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
    if place[0] == place[1]:
        figure.text(0.80, 0.64, "its own mirror", fontsize=13, color=GREY)
    else:
        figure.text(0.80, 0.64, "its mirror:", fontsize=13, color=GREY)
        figure.text(0.80, 0.56, f"L = {place[1]}, n = {place[0]}", fontsize=15, color=BLUE)
    figure.text(0.80, 0.30, "5    exact\n≥ 5  lower bound\n·    not computed", fontsize=12, linespacing=1.6)


def describe(data: dict[str, Any]) -> str:
    """Say both ranks, the mirrored one only where it is revealed.

    Example:
        >>> describe(compute(channels=2, depth=3, half_length=3))[-49:]
        'At L = 3, n = 3: 52. This size is its own mirror.'
    """
    depth, half = data["place"]
    text = (
        f"Certified functional ranks for M = R = {data['channels']}, depth L and half-length n from 1 to "
        f"{data['side']}. At L = {depth}, n = {half}: {in_words(data['rank'])}. "
    )
    if depth == half:
        return text + "This size is its own mirror."
    if not data["revealed"]:
        return text + f"What stands at L = {half}, n = {depth} is hidden: predict it."
    return text + f"At L = {half}, n = {depth}: {in_words(data['mirrored'])}."


@explores(compute, draw, describe, examples=_EXAMPLES, size=(9.6, 5.2))
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "depth": int_slider("depth L", 3, 1, SIDE),
        "half_length": int_slider("half length n", 5, 1, SIDE),
        "channels": int_slider("channels and features R = M", 2, CHANNELS[0], CHANNELS[-1]),
        "revealed": tick_box("show the mirrored half of the table"),
    }
