"""Explorer: the ranks of the blocks of which a circuit's rank is the sum."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from racteach import bounds
from racteach.certificates.ranges import runs_of
from racteach.certificates.torus import monomials
from racteach.explorers.shell import Controls, explores, int_slider, tick_box
from racteach.figures.style import BLUE, GREY, INK, ON_DARK, ORANGE, VERMILION
from racteach.results.staircases import load_staircases

LONGEST = 7
_EXAMPLES: list[dict[str, Any]] = [
    {"depth": 3, "half_length": 3},
    {"depth": 3, "channels": 3, "half_length": 3},
]


def compute(*, depth: int, channels: int, half_length: int, revealed: bool = True) -> dict[str, Any]:
    """Return the ranks of all blocks with M = R, what each has room for, and the sum.

    Example:
        >>> data = compute(depth=3, channels=2, half_length=3)
        >>> data["ranks"], data["room"], data["rank"], data["state_bound"]
        ((6, 8, 8, 8, 8, 8, 6), 8, 52, 56)
        >>> compute(depth=4, channels=2, half_length=3)["ranks"] is None
        True
    """
    degree = bounds.multiset_coefficient(half_length, depth - 1)
    ranks = load_staircases().get((depth, channels, half_length))
    if half_length < depth:
        note = f"The rank is a sum over blocks\nfor n ≥ L. Choose n = {depth} or more."
    else:
        note = "" if ranks else "These blocks are too large\nto be computed here."
    uses = [bounds.multiset_coefficient(half_length, depth - layer) for layer in range(2, depth + 1)]
    return {
        "depth": depth,
        "channels": channels,
        "half_length": half_length,
        "degree": degree,
        "blocks": bounds.multiset_coefficient(channels, degree),
        "room": prod(bounds.multiset_coefficient(channels, use) for use in uses),
        "state_bound": bounds.state_bound(depth, channels, channels, 2 * half_length),
        "ranks": ranks,
        "rank": sum(ranks) if ranks else None,
        "note": note,
        "revealed": revealed,
    }


def _bars(figure: Figure, data: dict[str, Any]) -> None:
    """One bar for each power of the first channel; its frame is the room that it has."""
    axes = figure.add_axes((0.09, 0.16, 0.60, 0.72))
    count, room = data["blocks"], data["room"]
    edges = np.arange(count + 1) - 0.5
    if data["revealed"]:
        axes.stairs(data["ranks"], edges, fill=True, color=BLUE)
        for k, rank in enumerate(data["ranks"]):
            alike = data["ranks"][max(0, k - 1) : k + 2].count(rank)  # a long row of equals is named once
            if count <= 12 or (count <= 22 and (alike < 3 or k == count // 2)):
                axes.text(
                    k, rank - 0.02 * room, str(rank),
                    ha="center", va="top", color=ON_DARK, fontsize=10 if count > 12 else 13,
                )  # fmt: skip
    axes.stairs([room] * count, edges, color=ORANGE, linestyle="--", linewidth=1.5)
    axes.vlines(edges, 0, room, color=GREY, linewidth=0.6)
    axes.set_xlim(-0.7, count - 0.3)
    axes.set_ylim(0, 1.12 * room)
    axes.set_xlabel(f"block $k$ = 0, …, {data['degree']}: the power of $v_1$")
    axes.set_ylabel("rank of the block")
    places = MaxNLocator(9, integer=True, min_n_ticks=1).tick_values(0, count - 1)
    axes.set_xticks([place for place in places if 0 <= place < count])
    heights = MaxNLocator(6, integer=True, min_n_ticks=1).tick_values(0, room)
    axes.set_yticks([height for height in heights if height <= 1.12 * room])


def _triangle(figure: Figure, data: dict[str, Any]) -> None:
    """One dot for each monomial in three variables; a corner has one of them only, an edge two."""
    axes = figure.add_axes((0.02, 0.04, 0.66, 0.88))
    degree, room = data["degree"], data["room"]
    exponents = np.array(list(monomials(3, degree)))
    x = exponents[:, 1] + exponents[:, 0] / 2
    y = exponents[:, 0] * np.sqrt(3) / 2
    axes.set_aspect("equal")
    side = max(degree, 1)
    size = 240 * (6.5 / (side + 1.0)) ** 2
    ranks = np.array(data["ranks"])
    numbered = side <= 10 and data["revealed"]
    if not data["revealed"]:
        axes.scatter(x, y, s=size, facecolors="none", edgecolors=GREY, linewidths=1)
    elif not numbered:
        looks = ((VERMILION, "^", 4), (ORANGE, "s", 1.2), (BLUE, "o", 0.6))
        for rank, (colour, marker, scale) in zip(sorted(set(ranks)), looks, strict=False):
            of = ranks == rank
            axes.scatter(x[of], y[of], s=scale * size, color=colour, marker=marker, label=f"rank {rank}")
        axes.legend(loc="upper left", bbox_to_anchor=(0.0, 1.0), fontsize=12)
    else:
        colours = dict(zip(sorted(set(ranks), reverse=True), (BLUE, "#7A5200", VERMILION), strict=False))
        for a, b, rank in zip(x, y, ranks, strict=True):
            axes.text(
                a, b, str(rank), ha="center", va="center", color=colours[rank],
                fontsize=13 if side <= 6 else 10, fontweight="bold" if rank < room else "normal",
            )  # fmt: skip
    pad = 0.09 * side + 0.3
    axes.set_xlim(-pad, side + pad)
    axes.set_ylim(-1.2 * pad, side * np.sqrt(3) / 2 + 1.2 * pad)
    axes.axis("off")
    for (a, b), label in zip(((0, 0), (side, 0), (side / 2, side * np.sqrt(3) / 2)), "321", strict=True):
        away = -1 if b == 0 else 1
        name, height = f"$v_{label}^{{{degree}}}$", b + away * 0.85 * pad
        axes.text(a, height, name, ha="center", va="center", fontsize=12, color=GREY)


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the rank of every block: bars for two channels, a triangle for three.

    Args:
        data: as :func:`compute` gives it; where ``revealed`` is false, only what each block has room for.
    """
    sizes = f"L = {data['depth']},  M = R = {data['channels']},  n = {data['half_length']}"
    if data["ranks"] is None:
        figure.text(0.08, 0.55, data["note"], fontsize=15, color=INK, va="center", linespacing=1.6)
        figure.text(0.08, 0.90, sizes, fontsize=13, color=INK)
        return
    (_bars if data["channels"] == 2 else _triangle)(figure, data)
    figure.text(0.09 if data["channels"] == 2 else 0.02, 0.93, sizes, fontsize=13, color=INK)
    missing = data["state_bound"] - data["rank"]
    lines = [
        (0.80, f"{data['blocks']} blocks", 17, INK),
        (0.71, f"room for {data['room']} in each", 13, "#7A5200"),
        (0.58, f"state bound {data['blocks']} · {data['room']}", 13, INK),
        (0.50, f"  = {data['state_bound']:,}", 17, INK),
        (0.36, "sum of the ranks", 13, BLUE),
        (0.26, f"  = {data['rank']:,}" if data["revealed"] else "  = ?", 22, BLUE),
        (0.16, f"{missing:,} missing" if data["revealed"] else "", 13, VERMILION),
    ]
    for height, text, size, colour in lines:
        figure.text(0.72, height, text, fontsize=size, color=colour)


def runs(ranks: tuple[int, ...]) -> str:
    """Say a row of ranks in words, equal neighbours together.

    Example:
        >>> runs((6, 8, 8, 8, 6))
        '6, 3 times 8, 6'
    """
    return ", ".join(f"{count} times {rank}" if count > 1 else str(rank) for rank, count in runs_of(ranks))


def describe(data: dict[str, Any]) -> str:
    """Say the size, how many blocks there are and their room; once revealed, their ranks and the sum."""
    text = f"Blocks with L = {data['depth']}, M = R = {data['channels']}, n = {data['half_length']}. "
    if data["ranks"] is None:
        return text + " ".join(data["note"].split())
    text += (
        f"{data['blocks']} blocks with room for {data['room']} in each: state bound {data['state_bound']:,}. "
    )
    if not data["revealed"]:
        return text + "Their ranks and the sum are hidden: predict them."
    if data["channels"] == 2:
        ranks = f"From k = 0 on: {runs(data['ranks'])}"
    else:
        kinds = sorted(set(data["ranks"]))
        ranks = ", ".join(f"{data['ranks'].count(rank)} of rank {rank}" for rank in kinds)
        if len(kinds) == 3:
            ranks += ": corners, edges and inside of a triangle of monomials"
    return f"{text}{ranks}. The sum is {data['rank']:,}."


@explores(compute, draw, describe, examples=_EXAMPLES, size=(9.6, 4.6))
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "depth": int_slider("depth L", 4, 2, 4),
        "half_length": int_slider("half length n", 4, 2, LONGEST),
        "channels": int_slider("channels and features R = M", 2, 2, 3),
        "revealed": tick_box("show the rank of every block"),
    }
