"""Explorer: how many sequences there are, and how large the table of a function of them is."""

from __future__ import annotations

import re
from typing import Any

from matplotlib.figure import Figure

from racteach.explorers.shell import Controls, explores, int_slider, with_settings
from racteach.figures.style import BLUE, GREY, VERMILION, logarithmic_axis
from racteach.validation import bytes_text


@with_settings
def compute(*, letters: int, length: int) -> dict[str, Any]:
    """Return the number of sequences of every length up to 24, and the table's size for one of them.

    Example:
        >>> data = compute(letters=4, length=12)
        >>> data["count"], data["memory"]
        (16777216, '128.0 MiB')
    """
    lengths = list(range(1, 25))
    return {
        "lengths": lengths,
        "counts": [letters**t for t in lengths],
        "count": letters**length,
        "memory": bytes_text(8 * letters**length),
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the number of sequences against their length on a logarithmic axis."""
    axes = figure.add_axes((0.09, 0.19, 0.88, 0.72))
    axes.plot(data["lengths"], data["counts"], color=BLUE, marker=".", linewidth=1)
    axes.plot([data["length"]], [data["count"]], color=VERMILION, marker="o", markersize=12)
    memory = re.sub(r"\^(\d+)", r"$^{\1}$", data["memory"])
    text = f"{data['letters']}$^{{{data['length']}}}$ = {data['count']:,} sequences, {memory}"
    axes.text(0.02, 0.95, text, transform=axes.transAxes, fontsize=15, va="top")
    axes.axhline(2**27, color=GREY, linewidth=1, linestyle="--")
    axes.text(
        data["lengths"][-1], 2**27 * 1.4, "1 GiB of numbers", ha="right", va="bottom", color=GREY, fontsize=11
    )
    logarithmic_axis(axes)
    axes.set_ylim(1, 1e21)
    axes.set_xlabel("length $T$")
    axes.set_ylabel("sequences $M^T$")


def describe(data: dict[str, Any]) -> str:
    """Say the count and the memory."""
    return (
        f"There are {data['letters']}^{data['length']} = {data['count']:,} sequences of length "
        f"{data['length']} over {data['letters']} letters; "
        f"a table with 8 bytes for each takes {data['memory']}."
    )


@explores(compute, draw, describe, size=(9.0, 3.4), examples=[{"letters": 4, "length": 12}])
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {"letters": int_slider("letters M", 2, 2, 5), "length": int_slider("length T", 6, 1, 24)}
