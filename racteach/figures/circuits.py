"""Pictures of circuits: a run through time, one step of it, and how the rank climbs with length and depth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle

from racteach.circuits import Trace
from racteach.figures.style import BLUE, GREEN, GREY, INK, ORANGE, PALE, VERMILION, logarithmic_axis


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
                _number(array[layer, t, channel]) for array in (trace.recalled, trace.entering, trace.hidden)
            )
            empty = t == 0 and trace.starts_empty
            product = state if empty else f"{recalled} × {entering} = {state}"
            axes.text(
                x + 0.5, line, product, ha="center", va="center", fontsize=11 if len(product) < 16 else 9
            )
    for t in range(length):
        label = f"$f(x^{t + 1})$" if letters is None else letters[t]
        axes.text(t * (wide + 0.16) + 0.5, 0.2, label, ha="center", va="top", fontsize=13, color=BLUE)
    axes.set_xlim(-0.1, length * (wide + 0.16))
    axes.set_ylim(0, 0.4 + depth * rise)
    axes.axis("off")


def draw_step(figure: Figure, data: dict[str, Any]) -> None:
    """Draw a run up to one box, and that box's product spelled out below.

    Args:
        data: ``trace``, ``letters``, ``at`` (t, layer), ``input_matrix``, ``hidden_matrix``, ``below``,
            ``before`` (None at an empty start).
    """
    trace: Trace = data["trace"]
    t, layer = data["at"]
    axes = figure.add_axes((0.01, 0.27, 0.98, 0.73))
    draw_trace(axes, trace, letters=data["letters"], at=(t, layer))
    state, entering = trace.hidden[layer, t], trace.entering[layer, t]
    source = f"f({data['letters'][t]})" if layer == 0 else f"h^{{{t + 1},{layer}}}"
    figure.text(
        0.02,
        0.17,
        f"takes in   $W^{{I,{layer + 1}}} {source}$ = {_vector(entering)}",
        color=BLUE,
        fontsize=13,
    )
    if data["before"] is None:
        memory = "recalls   nothing yet: this factor is one"
    else:
        memory = (
            f"recalls   $W^{{H,{layer + 1}}} h^{{{t},{layer + 1}}}$ = {_vector(trace.recalled[layer, t])}"
        )
    figure.text(0.02, 0.10, memory, color="#8A5A00", fontsize=13)
    figure.text(
        0.02, 0.03, f"product   $h^{{{t + 1},{layer + 1}}}$ = {_vector(state)}", color=VERMILION, fontsize=13
    )
    if layer == len(trace.hidden) - 1:
        figure.text(
            0.98,
            0.03,
            f"output $y^{{{t + 1}}}$ = {_number(trace.output[t, 0])}",
            ha="right",
            fontsize=13,
            color=INK,
        )


def draw_rank_ladder(figure: Figure, data: dict[str, Any]) -> None:
    """Draw exact grid ranks against T on a logarithmic axis, between the bounds that hold them.

    Args:
        data: ``lengths``, ``ranks`` (None where not computed or not yet revealed), ``paper``, ``upper``,
            ``cap``, ``shallow`` (one value a length each), ``depth``, ``length`` (the chosen one),
            ``revealed``, ``too_large`` (a note on lengths not computed, or nothing).
    """
    axes = figure.add_axes((0.09, 0.16, 0.60, 0.76))
    lengths = data["lengths"]
    axes.plot(
        lengths,
        data["cap"],
        color=GREY,
        linewidth=1,
        linestyle=(0, (1, 2)),
        label="size of the matrix, $M^{T/2}$",
    )
    axes.plot(
        lengths,
        data["upper"],
        color=BLUE,
        marker="v",
        linestyle="--",
        fillstyle="none",
        label="proved upper bound",
    )
    status = {1: "exact", 2: "proved"}.get(data["depth"], "conjectured")
    axes.plot(
        lengths, data["paper"], color=ORANGE, marker="^", linestyle=":", fillstyle="none",
        label=f"paper's lower bound\n({status})",
    )  # fmt: skip
    axes.plot(lengths, data["shallow"], color=GREEN, linewidth=4, alpha=0.5, label="depth 1, for comparison")
    known = [(t, rank) for t, rank in zip(lengths, data["ranks"], strict=True) if rank is not None]
    if known:
        axes.plot(
            *zip(*known, strict=True), color=INK, marker="o", label=f"exact rank, depth {data['depth']}"
        )
    if not data["revealed"]:
        place = lengths.index(data["length"])
        middle = (data["upper"][place] * max(data["paper"][place], 1)) ** 0.5
        axes.text(data["length"], middle, "?", fontsize=26, ha="center", va="center", color=VERMILION)
    if data["too_large"]:
        figure.text(0.72, 0.16, data["too_large"], fontsize=11, color=GREY, va="bottom")
    axes.axvline(data["length"], color=PALE, linewidth=12, zorder=0)
    logarithmic_axis(axes)
    axes.set_ylim(0.8, 3 * max(data["cap"][-1], 10))
    axes.set_xlim(lengths[0] - 0.6, lengths[-1] + 0.6)
    axes.set_xticks(lengths)
    axes.set_xlabel("length $T$ (time steps)")
    axes.set_ylabel("Start-End rank")
    axes.legend(loc="upper left", bbox_to_anchor=(1.02, 1.0), fontsize=11, labelspacing=0.9)


def _arrow(axes: Axes, tail: tuple[float, float], head: tuple[float, float], colour: str, bold: bool) -> None:
    axes.add_patch(
        FancyArrowPatch(
            tail, head, arrowstyle="-|>", mutation_scale=12, color=colour, linewidth=2.5 if bold else 1.2
        )
    )


def _vector(values: Any) -> str:
    return "(" + ", ".join(_number(value) for value in values) + ")"


def _number(value: Any) -> str:
    return f"{float(value):.4g}".replace("e+0", "e")
