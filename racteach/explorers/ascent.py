"""Explorer: effective ranks of circuits before and after their weights were optimised for it."""

from __future__ import annotations

from functools import cache
from typing import Any

from matplotlib.figure import Figure

from racteach import bounds
from racteach.explorers.shell import Controls, explores, int_slider, tick_box, with_settings
from racteach.figures.style import BLUE, GREEN, ORANGE, PALE, VERMILION, side_text
from racteach.results.experiments import load_experiment

LENGTHS, DEPTHS, CHANNELS = range(4, 9, 2), range(1, 4), range(2, 5)


@cache
def ascents() -> dict[tuple[int, int, int], dict[str, list[float]]]:
    """Return what the experiment ``usage`` found, by (L, R, T)."""
    return {
        (row.job["depth"], row.job["channels"], row.job["length"]): row.found
        for row in load_experiment("usage")
    }


@with_settings
def compute(*, depth: int, channels: int, length: int, revealed: bool = True) -> dict[str, Any]:
    """Return effective ranks of eight starts, before and after, and the rank that caps them.

    Example:
        >>> data = compute(depth=1, channels=3, length=8)
        >>> max(data["after"]), data["rank"]
        (3.0, 3)
    """
    found = ascents()[depth, channels, length]
    # Letters a and b; a free initial state counts as one more product, which no upper bound here forbids.
    side = 2 ** (length // 2)
    rank = min(channels, side) if depth == 1 else min(side, bounds.state_bound(depth, 2, channels, length))
    return {"before": found["before"], "after": found["after"], "rank": rank}


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw effective ranks of circuits before and after an ascent, with what none of them can pass."""
    axes = figure.add_axes((0.08, 0.15, 0.60, 0.76))
    before, after = data["before"], data["after"]
    places = range(1, len(before) + 1)
    axes.axhline(data["channels"], color=ORANGE, linewidth=2, linestyle="--")
    axes.axhline(data["rank"], color=GREEN, linewidth=4, alpha=0.5)
    if data["revealed"]:
        for k, low, high in zip(places, before, after, strict=True):
            axes.plot([k, k], [low, high], color=PALE, linewidth=5, zorder=0)
        axes.plot(places, after, "^", color=VERMILION, markersize=9)
    axes.plot(places, before, "o", color=BLUE, markersize=8)
    axes.set_xticks(list(places))
    axes.set_xlim(0.4, len(before) + 0.6)
    axes.set_ylim(0, 1.08 * max(data["rank"], data["channels"], *after))
    axes.set_xlabel("random start")
    axes.set_ylabel("effective rank")
    found = f"{max(after):.2f}" if data["revealed"] else "?"
    side_text(
        figure,
        0.71,
        (0.84, "● random weights", 14, BLUE),
        (0.76, "▲ after the ascent", 14, VERMILION),
        (0.64, f"best {found}", 19, VERMILION),
        (0.48, f"- -  {data['channels']}: no shallow\n      circuit passes", 13, "#8A5A00"),
        (0.36, f"——  {data['rank']}: no circuit of\n      depth {data['depth']} passes", 13, "#00664B"),
    )


def describe(data: dict[str, Any]) -> str:
    """Say the size, the effective ranks of the random weights, and once revealed those after the ascent."""
    text = (
        f"Effective ranks for L = {data['depth']}, M = 2, R = {data['channels']}, T = {data['length']}: "
        f"eight "
        f"random starts between {min(data['before']):.2f} and {max(data['before']):.2f}. The rank is at most "
        f"{data['rank']}. "
    )
    if not data["revealed"]:
        return text + "What the ascent reaches is hidden: predict it."
    return text + f"After the ascent between {min(data['after']):.2f} and {max(data['after']):.2f}."


@explores(compute, draw, describe, size=(9.6, 4.4), examples=[{"depth": 2, "channels": 3, "length": 8}])
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "depth": int_slider("depth L", 1, DEPTHS[0], DEPTHS[-1]),
        "channels": int_slider("channels R", 3, CHANNELS[0], CHANNELS[-1]),
        "length": int_slider("length T", 8, LENGTHS[0], LENGTHS[-1], 2),
        "revealed": tick_box("show the ascent"),
    }
