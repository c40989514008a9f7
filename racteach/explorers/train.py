"""Explorer: a shallow circuit unrolled into a tensor train, the cut in it, and what its lines can carry."""

from __future__ import annotations

from typing import Any

from racteach.explorers.shell import Explorer, hide_on_change, int_slider, tick_box
from racteach.figures import Picture, draw_train, picture

_SIZE = (9.6, 3.6)


def compute(*, length: int, input_dim: int, channels: int, cut: int, revealed: bool = True) -> dict[str, Any]:
    """Return, for every line of the train, how many dimensions it can use: min{R, M^t, M^(T-t)}.

    After t letters there are M^t different starts and M^(T-t) different ends, and a state has R numbers.

    Example:
        >>> compute(length=6, input_dim=2, channels=5, cut=3)["bonds"]
        [2, 4, 5, 4, 2]
    """
    bonds = [min(channels, input_dim**t, input_dim ** (length - t)) for t in range(1, length)]
    return {
        "length": length,
        "input_dim": input_dim,
        "channels": channels,
        "cut": min(cut, length - 1),
        "bonds": bonds,
        "revealed": revealed,
    }


def describe(data: dict[str, Any]) -> str:
    """Say the train's size, the cut, and what is carried over it once revealed."""
    cut, length = data["cut"], data["length"]
    text = (
        f"A tensor train of {length} cores, each with a leg for one of {data['input_dim']} letters, joined "
        f"by lines of {data['channels']} values, cut after step {cut}. "
    )
    if not data["revealed"]:
        return text + "How many dimensions the lines can use is hidden: predict it."
    bonds = ", ".join(map(str, data["bonds"]))
    return f"{text}The line that is cut can use {data['bonds'][cut - 1]} dimensions; all lines: {bonds}."


def explorer() -> Explorer:
    """Return the explorer as a widget."""
    controls = {
        "length": int_slider("length T", 6, 2, 10),
        "cut": int_slider("cut after step t", 3, 1, 9),
        "input_dim": int_slider("letters M", 2, 2, 4),
        "channels": int_slider("channels R", 5, 1, 9),
        "revealed": tick_box("show what each line can carry"),
    }
    shown = Explorer(
        compute, draw_train, describe, controls, size=_SIZE,
        rows=[["length", "cut"], ["input_dim", "channels"], ["revealed"]],
    )  # fmt: skip
    hide_on_change(controls, "revealed", names=("length", "input_dim", "channels"))
    return shown


def static(length: int = 6, input_dim: int = 2, channels: int = 5, cut: int = 3) -> Picture:
    """Return one view of the explorer as a picture, with everything shown."""
    data = compute(length=length, input_dim=input_dim, channels=channels, cut=cut)
    return picture(draw_train, data, alt=describe(data), size=_SIZE)
