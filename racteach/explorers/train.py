"""Explorer: a shallow circuit unrolled into a tensor train, the cut in it, and what its lines can carry."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from racteach.explorers.shell import Controls, explores, int_slider, tick_box, with_settings
from racteach.figures.style import BLUE, GREY, INK, ON_DARK, ON_LIGHT, ORANGE, VERMILION


@with_settings
def compute(*, length: int, input_dim: int, channels: int, cut: int, revealed: bool = True) -> dict[str, Any]:
    """Return, for every line of the train, how many dimensions it can use: min{R, M^t, M^(T-t)}.

    After t letters there are M^t different starts and M^(T-t) different ends, and a state has R numbers.

    Example:
        >>> compute(length=6, input_dim=2, channels=5, cut=3)["bonds"]
        [2, 4, 5, 4, 2]
    """
    bonds = [min(channels, input_dim**t, input_dim ** (length - t)) for t in range(1, length)]
    return {"cut": min(cut, length - 1), "bonds": bonds}


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw a tensor train with its legs, the value of each line, and the cut."""
    length, cut = data["length"], data["cut"]
    axes = figure.add_axes((0.01, 0.02, 0.98, 0.94))
    for t in range(1, length + 1):
        colour = ORANGE if t <= cut else BLUE
        axes.plot([t, t], [0.0, -0.75], color=GREY, linewidth=2, zorder=1)
        if t < length:
            lit = t == cut
            axes.plot(
                [t, t + 1], [0, 0], color=VERMILION if lit else INK, linewidth=5 if lit else 2.5, zorder=1
            )
            bond = str(data["bonds"][t - 1]) if data["revealed"] else "?"
            size = 22 if lit else 15
            axes.text(t + 0.5, 0.2, bond, ha="center", va="bottom", fontsize=size,
                      color=VERMILION if lit else INK)  # fmt: skip
        axes.add_patch(
            Rectangle((t - 0.26, -0.26), 0.52, 0.52, facecolor=colour, edgecolor="white", zorder=2)
        )
        axes.text(
            t, 0, "$W^I$" if t == 1 else "$G$", ha="center", va="center", fontsize=13, zorder=3,
            color=ON_LIGHT if t <= cut else ON_DARK,
        )  # fmt: skip
        axes.text(t, -0.82, f"$d_{{{t}}}$", ha="center", va="top", fontsize=14, color=INK)
        axes.text(t + 0.05, -0.52, str(data["input_dim"]), fontsize=11, color=GREY, va="center")
    axes.plot([length, length + 0.55], [0, 0], color=INK, linewidth=2.5, zorder=1)
    axes.text(length + 0.62, 0, "$y$", fontsize=16, va="center")
    axes.plot([cut + 0.5] * 2, [-1.05, 0.15], color=VERMILION, linewidth=2, linestyle=(0, (4, 3)))
    axes.text((1 + cut) / 2, -1.28, "start", ha="center", va="center", fontsize=13, color="#8A5A00")
    axes.text((cut + 1 + length) / 2, -1.28, "end", ha="center", va="center", fontsize=13, color=BLUE)
    R, M = data["channels"], data["input_dim"]
    text = f"every line has $R$ = {R} values"
    if data["revealed"]:
        last = length - cut
        text += (
            f"; over the cut pass at most min{{{R}, {M}$^{cut}$, {M}$^{last}$}} = {data['bonds'][cut - 1]}"
        )
    axes.text(0.5, 0.97, text, fontsize=14, va="center")
    axes.set_xlim(0.4, max(length, 5) + 1)
    axes.set_ylim(-1.45, 1.2)
    axes.axis("off")


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


@explores(
    compute,
    draw,
    describe,
    size=(9.6, 3.6),
    examples=[{"length": 6, "input_dim": 2, "channels": 5, "cut": 3}],
    asks=("length", "input_dim", "channels"),
)
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "length": int_slider("length T", 6, 2, 10),
        "cut": int_slider("cut after step t", 3, 1, 9),
        "input_dim": int_slider("letters M", 2, 2, 4),
        "channels": int_slider("channels R", 5, 1, 9),
        "revealed": tick_box("show what each line can carry"),
    }
