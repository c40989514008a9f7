"""Explorer: how often the sum of each step enters the output of the power circuit: which power it is."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from racteach.bounds import multiset_coefficient
from racteach.constructions import power_exponents
from racteach.explorers.shell import Controls, explores, int_slider, tick_box
from racteach.figures.style import BLUE, GREY, INK, ON_LIGHT, SKY, VERMILION

DEPTHS, HALVES, VARIABLES = range(2, 6), range(1, 7), range(2, 5)
_EXAMPLES: list[dict[str, Any]] = [
    {"depth": 3, "half_length": 3, "variables": 2},
    {"depth": 4, "half_length": 4, "variables": 3},
]


def compute(*, depth: int, half_length: int, variables: int, revealed: bool = True) -> dict[str, Any]:
    """Return for each layer from 2 up how often it holds the sum of each step, and what that adds up to.

    Example:
        >>> data = compute(depth=3, half_length=3, variables=2)
        >>> data["counts"], data["degree"], data["terms"]
        ([[1, 1, 1, 1, 1, 1], [6, 5, 4, 3, 2, 1]], 6, 7)
    """
    length = 2 * half_length
    degree = power_exponents(depth, length)[1]
    return {
        "depth": depth,
        "half_length": half_length,
        "variables": variables,
        "counts": [
            [multiset_coefficient(length - t + 1, layer - 2) for t in range(1, length + 1)]
            for layer in range(2, depth + 1)
        ],
        "degree": degree,
        "terms": multiset_coefficient(variables, degree),
        "revealed": revealed,
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the counts of every layer, the top layer's above, with the end of the sequence shaded.

    Args:
        data: ``depth``, ``half_length``, ``variables`` (m), ``counts`` (a list for each layer from 2 up, one
            count a step), ``degree``, ``terms``, ``revealed`` (else the top layer and the sums are hidden).
    """
    n, rows = data["half_length"], data["counts"]
    axes = figure.add_axes((0.10, 0.16, 0.56, 0.66))
    for row, counts in enumerate(rows):
        top = row == len(rows) - 1
        hidden = top and not data["revealed"]
        for column, count in enumerate(counts):
            shaded = top and column >= n
            axes.add_patch(
                Rectangle((column, row), 1, 1, facecolor=SKY if shaded else "white", edgecolor=GREY)
            )
            axes.text(column + 0.5, row + 0.5, "?" if hidden else str(count), ha="center", va="center",
                      fontsize=14 if n < 5 else 12, color=ON_LIGHT if shaded else INK,
                      fontweight="bold" if top else "normal")  # fmt: skip
    axes.plot([n, n], [0, len(rows)], color=INK, linewidth=2.5, linestyle=(0, (3, 2)))
    for middle, part in ((n / 2, "start"), (1.5 * n, "end")):
        axes.text(middle, len(rows) + 0.08, part, ha="center", va="bottom", fontsize=13)
    axes.set_xlim(-0.03, 2 * n + 0.03)
    axes.set_ylim(-0.03, 4.4)
    axes.set_xticks([t + 0.5 for t in range(2 * n)], [str(t) for t in range(1, 2 * n + 1)])
    axes.set_yticks([row + 0.5 for row in range(len(rows))], [str(row + 2) for row in range(len(rows))])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_xlabel("step $t$ of the sum $\\lambda_t$")
    axes.set_ylabel("layer $l$", y=len(rows) / 8.8)
    figure.text(0.10, 0.93, "How often does $\\lambda_t$ enter layer $l$ at the last step?", fontsize=14,
                va="center")  # fmt: skip
    shown = data["revealed"]
    lines = (
        (0.78, f"depth $L$ = {data['depth']}, $T$ = {2 * n}", INK, 14),
        (0.66, "end, top layer: $D$ =", BLUE, 13),
        (0.57, f"{data['degree']}" if shown else "?", BLUE, 26),
        (0.36, f"terms for $m$ = {data['variables']}: mc({data['variables']}, $D$) =", VERMILION, 13),
        (0.27, f"{data['terms']:,}" if shown else "?", VERMILION, 26),
    )
    for height, text, colour, size in lines:
        figure.text(0.70, height, text, fontsize=size, color=colour, va="top")


def describe(data: dict[str, Any]) -> str:
    """Say the sizes, and once revealed the counts, the degree and the number of terms."""
    n, m = data["half_length"], data["variables"]
    text = f"Depth L = {data['depth']}, T = {2 * n}, m = {m}. "
    if not data["revealed"]:
        return text + "How often each step's sum enters the top layer is hidden: predict the degree D."
    counts = data["counts"][-1]
    return text + (
        f"The sums of steps 1 to {2 * n} enter the output {', '.join(map(str, counts))} times; those of the "
        f"end together D = {data['degree']} times. The power has {data['terms']:,} terms."
    )


@explores(compute, draw, describe, examples=_EXAMPLES, size=(9.6, 4.0))
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "depth": int_slider("depth L", 3, DEPTHS[0], DEPTHS[-1]),
        "half_length": int_slider("half length n", 3, HALVES[0], HALVES[-1]),
        "variables": int_slider("variables m", 2, VARIABLES[0], VARIABLES[-1]),
        "revealed": tick_box("show the top layer, D and the number of terms"),
    }
