"""The picture of a circuit's run through time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, Rectangle

from racteach.circuits import Trace
from racteach.figures.style import BLUE, GREY, ORANGE, VERMILION


def draw_trace(
    axes: Axes, trace: Trace, *, letters: Sequence[str] | None = None, at: tuple[int, int] | None = None
) -> None:
    """Draw a circuit's run: time to the right, layers upwards, ``recalled × entering = state`` in each box.

    Args:
        axes: where to draw.
        trace: the trace of one sequence.
        letters: what came in at each step, T texts.
        at: (t, layer), counted from 0: this box is lit and later ones are left empty.
    """
    depth, length, channels = trace.hidden.shape
    wide, high = 1.0, 0.16 * channels + 0.24
    rise = high + 0.22
    for t, layer in np.ndindex(length, depth):
        x, y = t * (wide + 0.16), 0.35 + layer * rise
        future = at is not None and (t, layer) > at
        now = at == (t, layer)
        axes.add_patch(
            Rectangle((x, y), wide, high, facecolor="white" if not now else "#FFF3DC",
                      edgecolor=VERMILION if now else GREY, linewidth=3 if now else 1,
                      linestyle=":" if future else "-")
        )  # fmt: skip
        axes.text(
            x + 0.04, y + high - 0.04, f"$h^{{{t + 1},{layer + 1}}}$", fontsize=10, color=GREY, va="top"
        )
        _arrow(axes, (x + 0.5, y - (0.22 if layer else 0.13)), (x + 0.5, y), BLUE, now)
        if t:
            _arrow(axes, (x - 0.16, y + high / 2), (x, y + high / 2), ORANGE, now)
        if future:
            continue
        for channel in range(channels):
            line = y + high - 0.22 - 0.16 * channel
            recalled, entering, state = (
                number_text(array[layer, t, channel])
                for array in (trace.recalled, trace.entering, trace.hidden)
            )
            empty = t == 0 and trace.starts_empty
            product = state if empty else f"{recalled} × {entering} = {state}"
            axes.text(
                x + 0.5, line, product, ha="center", va="center", fontsize=11 if len(product) < 14 else 9
            )
    for t in range(length):
        label = f"$f(x^{t + 1})$" if letters is None else letters[t]
        axes.text(t * (wide + 0.16) + 0.5, 0.2, label, ha="center", va="top", fontsize=13, color=BLUE)
    axes.set_xlim(-0.1, length * (wide + 0.16))
    axes.set_ylim(0, 0.4 + depth * rise)
    axes.axis("off")


def _arrow(axes: Axes, tail: tuple[float, float], head: tuple[float, float], colour: str, bold: bool) -> None:
    axes.add_patch(
        FancyArrowPatch(
            tail, head, arrowstyle="-|>", mutation_scale=12, color=colour, linewidth=2.5 if bold else 1.2
        )
    )


def number_text(value: Any) -> str:
    """Return a number with four digits, as short as it gets."""
    return f"{float(value):.4g}".replace("e+0", "e")
