"""Explorer: certified ranks in a table of depth against half-length, and what stands in the mirror."""

from __future__ import annotations

from functools import cache
from typing import Any

from racteach import bounds
from racteach.certificates.atlas import load_atlas
from racteach.explorers.shell import Explorer, hide_on_change, int_slider, tick_box
from racteach.figures import Picture, draw_mirror, picture

SIDE = 8
CHANNELS = range(2, 5)
_SIZE = (9.6, 5.2)


@cache
def table(channels: int) -> dict[tuple[int, int], tuple[int, bool]]:
    """Return the best certified functional rank for M = R, by (L, n), and whether it is exact.

    Depth 1 and T = 2 are theorems: the rank is R.

    Example:
        >>> table(2)[3, 4], table(2)[4, 3], (8, 8) in table(2)
        ((106, True), (106, False), False)
    """
    found = {}
    for depth in range(1, SIDE + 1):
        for half in range(1, SIDE + 1):
            if depth == 1:
                found[depth, half] = bounds.shallow_rank(channels, channels, 2 * half), True
                continue
            row = load_atlas().find(depth, channels, channels, 2 * half, templates="generic")
            if row is not None:
                found[depth, half] = row.lower_bound, row.verdict == "exact"
    return found


def compute(*, channels: int, depth: int, half_length: int, revealed: bool = True) -> dict[str, Any]:
    """Return the table, the chosen size and its mirror.

    Example:
        >>> data = compute(channels=2, depth=3, half_length=5)
        >>> data["here"], data["there"]
        ((188, True), (188, False))
    """
    known = table(channels)
    return {
        "channels": channels,
        "table": known,
        "side": SIDE,
        "place": (depth, half_length),
        "here": known.get((depth, half_length)),
        "there": known.get((half_length, depth)),
        "revealed": revealed,
    }


def in_words(value: tuple[int, bool] | None) -> str:
    """Say a certified value: exact, a lower bound, or unknown."""
    if value is None:
        return "not in the atlas"
    return f"{value[0]}" if value[1] else f"at least {value[0]}"


def describe(data: dict[str, Any]) -> str:
    """Say both ranks, the mirrored one only where it is revealed."""
    depth, half = data["place"]
    text = (
        f"Certified functional ranks for M = R = {data['channels']}, depth L and half-length n from 1 to "
        f"{data['side']}. At L = {depth}, n = {half}: {in_words(data['here'])}. "
    )
    if not data["revealed"]:
        return text + f"What stands at L = {half}, n = {depth} is hidden: predict it."
    return text + f"At L = {half}, n = {depth}: {in_words(data['there'])}."


def explorer() -> Explorer:
    """Return the explorer as a widget."""
    controls = {
        "depth": int_slider("depth L", 3, 1, SIDE),
        "half_length": int_slider("half length n", 5, 1, SIDE),
        "channels": int_slider("channels and features R = M", 2, CHANNELS[0], CHANNELS[-1]),
        "revealed": tick_box("show the mirrored half of the table"),
    }
    shown = Explorer(
        compute, draw_mirror, describe, controls, size=_SIZE,
        rows=[["depth", "half_length"], ["channels", "revealed"]],
    )  # fmt: skip
    hide_on_change(controls, "revealed")
    return shown


def static(channels: int = 2, depth: int = 3, half_length: int = 5) -> Picture:
    """Return one view of the explorer as a picture, with the whole table."""
    data = compute(channels=channels, depth=depth, half_length=half_length)
    return picture(draw_mirror, data, alt=describe(data), size=_SIZE)
