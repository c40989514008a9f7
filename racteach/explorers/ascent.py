"""Explorer: effective ranks of circuits before and after their weights were optimised for it."""

from __future__ import annotations

from functools import cache
from typing import Any

from racteach import bounds
from racteach.explorers.shell import Explorer, hide_on_change, int_slider, tick_box
from racteach.figures import Picture, draw_ascent, picture
from racteach.results.experiments import load_experiment

LENGTHS, DEPTHS, CHANNELS = range(4, 9, 2), range(1, 4), range(2, 5)
_SIZE = (9.6, 4.4)


@cache
def ascents() -> dict[tuple[int, int, int], dict[str, list[float]]]:
    """Return what the experiment ``usage`` found, by (L, R, T)."""
    return {
        (row.job["depth"], row.job["channels"], row.job["length"]): row.found
        for row in load_experiment("usage")
    }


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
    return {
        "depth": depth,
        "channels": channels,
        "length": length,
        "before": found["before"],
        "after": found["after"],
        "rank": rank,
        "revealed": revealed,
    }


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


def explorer() -> Explorer:
    """Return the explorer as a widget."""
    controls = {
        "depth": int_slider("depth L", 1, DEPTHS[0], DEPTHS[-1]),
        "channels": int_slider("channels R", 3, CHANNELS[0], CHANNELS[-1]),
        "length": int_slider("length T", 8, LENGTHS[0], LENGTHS[-1], 2),
        "revealed": tick_box("show the ascent"),
    }
    shown = Explorer(
        compute, draw_ascent, describe, controls, size=_SIZE,
        rows=[["depth", "channels"], ["length", "revealed"]],
    )  # fmt: skip
    hide_on_change(controls, "revealed")
    return shown


def static(depth: int = 2, channels: int = 3, length: int = 8) -> Picture:
    """Return one view of the explorer as a picture, revealed."""
    data = compute(depth=depth, channels=channels, length=length)
    return picture(draw_ascent, data, alt=describe(data), size=_SIZE)
