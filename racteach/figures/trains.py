"""Pictures of shallow circuits: the tensor train, and the plateau of their ranks."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from racteach.figures.style import BLUE, GREEN, GREY, INK, ORANGE, VERMILION, logarithmic_axis


def draw_train(figure: Figure, data: dict[str, Any]) -> None:
    """Draw a tensor train with its legs, the value of each line, and the cut.

    Args:
        data: ``length``, ``input_dim``, ``channels``, ``cut``, ``bonds`` (one number a line), ``revealed``.
    """
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
            known = str(data["bonds"][t - 1]) if data["revealed"] else "?"
            size = 22 if lit else 15
            axes.text(t + 0.5, 0.2, known, ha="center", va="bottom", fontsize=size,
                      color=VERMILION if lit else INK)  # fmt: skip
        axes.add_patch(
            Rectangle((t - 0.26, -0.26), 0.52, 0.52, facecolor=colour, edgecolor="white", zorder=2)
        )
        axes.text(
            t, 0, "$W^I$" if t == 1 else "$G$", ha="center", va="center", fontsize=13, zorder=3,
            color=INK if t <= cut else "white",
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


def draw_plateau(figure: Figure, data: dict[str, Any]) -> None:
    """Draw exact ranks of shallow circuits against T, the formula, and depth 2 where it is asked for.

    Args:
        data: ``lengths``, ``shallow``, ``formula``, ``deep`` (None, or ranks with None where not
            computed), ``channels``, ``input_dim``, ``revealed``.
    """
    axes = figure.add_axes((0.08, 0.15, 0.62, 0.77))
    lengths, R = data["lengths"], data["channels"]
    top = 1.6 * R + 1
    if data["revealed"]:
        axes.plot(
            lengths, data["formula"], color=GREEN, linewidth=7, alpha=0.4,
            label="$\\min\\{R, M^{T/2}\\}$ (proved)",
        )  # fmt: skip
        axes.plot(lengths, data["shallow"], color=INK, marker="o", label="exact rank, depth 1")
        if data["deep"] is not None:
            known = [(t, rank) for t, rank in zip(lengths, data["deep"], strict=True) if rank is not None]
            axes.plot(
                *zip(*known, strict=True), color=VERMILION, marker="^", linestyle="--",
                label="exact rank, depth 2",
            )  # fmt: skip
            top = max(top, 1.1 * max(rank for _, rank in known))
            if len(known) < len(lengths):
                figure.text(0.73, 0.20, f"depth 2 beyond T = {known[-1][0]}\nis not computed here",
                            fontsize=11, color=GREY)  # fmt: skip
        axes.legend(loc="upper left", bbox_to_anchor=(1.02, 1.0), fontsize=12)
    else:
        axes.text(11, top / 2, "?", fontsize=44, color=VERMILION, ha="center", va="center")
    if data["revealed"] and data["deep"] is not None:
        logarithmic_axis(axes)
        axes.set_ylim(0.9, 1.6 * top)
    else:
        axes.set_ylim(0, top)
    axes.set_xlim(1, 21)
    axes.set_xticks(lengths)
    axes.set_xlabel("length $T$ (time steps)")
    axes.set_ylabel("Start-End rank")
    axes.set_title(f"$R$ = {R} channels, $M$ = {data['input_dim']} letters", fontsize=13)
