"""Explorer: the similarity kernel's singular values, and the floor under shallow circuits."""

from __future__ import annotations

import math
from typing import Any

from matplotlib.figure import Figure

from racteach.constructions import similarity_floor
from racteach.explorers.shell import Controls, choice, explores, int_slider, tick_box, with_settings
from racteach.figures.style import BLUE, GREY, INK, PALE, VERMILION, side_text

HALVES, CHANNELS = range(1, 8), range(1, 17)
EPSILONS = (0.2, 0.4, 0.6, 0.8, 1.0)


@with_settings
def compute(*, half_length: int, epsilon: float, channels: int, revealed: bool = True) -> dict[str, Any]:
    """Return the singular values ``epsilon^j``, C(k, j) times, and the floor for R channels.

    Example:
        >>> data = compute(half_length=3, epsilon=1.0, channels=4)
        >>> data["values"], data["floor"], data["wide"]
        ([1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], 0.5, 5)
    """
    values = [epsilon**j for j in range(half_length + 1) for _ in range(math.comb(half_length, j))]
    return {
        "values": values,
        "floor": similarity_floor(half_length, epsilon, channels),
        "wide": half_length + 2,
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the similarity kernel's singular values, those that R channels can keep, and the floor."""
    axes = figure.add_axes((0.09, 0.16, 0.58, 0.74))
    values, kept = data["values"], min(data["channels"], len(data["values"]))
    places = list(range(1, len(values) + 1))
    if len(values) <= 64:
        bars = axes.bar(places, values, color=[BLUE if k <= kept else PALE for k in places], edgecolor=GREY)
        for bar in bars[:kept]:
            bar.set_hatch("//")
    else:
        axes.fill_between(places, values, step="mid", color=PALE, edgecolor=GREY)
        axes.fill_between(places[:kept], values[:kept], step="mid", color=BLUE, hatch="//", edgecolor=GREY)
    axes.axvline(kept + 0.5, color=VERMILION, linewidth=2)
    axes.set_xlim(0.3, len(values) + 0.7)
    axes.set_ylim(0, 1.12 * values[0])
    axes.locator_params(axis="x", integer=True)
    axes.set_xlabel("$k$")
    axes.set_ylabel("singular value, largest = 1")
    floor = f"{data['floor']:.4f}" if data["revealed"] else "?"
    side_text(
        figure,
        0.70,
        (0.86, f"{len(values)} singular values", 14, INK),
        (0.76, f"shallow, R = {data['channels']}: error at least", 12, BLUE),
        (0.69, floor, 22, BLUE),
        (0.50, f"depth 2, R = {data['wide']}: error 0", 14, VERMILION),
    )


def describe(data: dict[str, Any]) -> str:
    """Say the kernel, how its singular values fall, and once revealed the floor."""
    text = (
        f"Similarity kernel with k = {data['half_length']}, epsilon = {data['epsilon']}: "
        f"{len(data['values'])} singular values, from 1 down to {data['values'][-1]:.3g}. "
    )
    if data["revealed"]:
        floor = f"{data['floor']:.4f}"
        text += f"A shallow circuit with {data['channels']} channels has an error of at least {floor}. "
    else:
        text += f"The floor for {data['channels']} channels is hidden: predict it. "
    return text + f"A circuit of depth 2 with {data['wide']} channels computes it exactly."


@explores(
    compute,
    draw,
    describe,
    size=(9.6, 4.2),
    examples=[{"half_length": 4, "epsilon": 0.6, "channels": 5}],
    asks=("half_length", "epsilon"),
)
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "half_length": int_slider("half length k", 3, HALVES[0], HALVES[-1]),
        "epsilon": choice("epsilon", list(EPSILONS), 1.0),
        "channels": int_slider("channels R", 4, CHANNELS[0], CHANNELS[-1]),
        "revealed": tick_box("show the floor"),
    }
