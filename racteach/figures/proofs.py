"""Pictures of the depth-efficiency theorem: zeros of a determinant, the proof's matrices, rank and bounds."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from racteach.figures.style import BLUE, GREEN, GREY, INK, ORANGE, PALE, VERMILION, logarithmic_axis


def draw_zeros(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the sign of a polynomial over a square, its zeros as a thick line, and random darts.

    Args:
        data: ``values`` over the square, ``reach``, ``points`` (2, darts), ``darts``, ``hits``.
    """
    axes = figure.add_axes((0.07, 0.13, 0.42, 0.82))
    reach = data["reach"]
    values = data["values"]
    side = np.linspace(-reach, reach, len(values))
    nowhere = not values.any()
    axes.set_facecolor(ORANGE if nowhere else "white")
    if not nowhere:
        axes.contourf(side, side, np.sign(values), levels=[-2, 0, 2], colors=["#DCE9F5", "white"])
        axes.contour(side, side, values, levels=[0], colors=[VERMILION], linewidths=2.5)
    axes.plot(*data["points"], linestyle="", marker="x", color=INK, markersize=5)
    axes.set_xlim(-reach, reach)
    axes.set_ylim(-reach, reach)
    axes.set_aspect("equal")
    axes.set_xlabel("weight $x$")
    axes.set_ylabel("weight $y$")
    lines = [
        "thick line: the determinant is 0",
        "shaded: it is negative",
        "white: it is positive",
    ]
    if nowhere:
        lines = ["the determinant is 0", "on the whole square"]
    figure.text(0.56, 0.88, "\n".join(lines), fontsize=14, va="top", linespacing=1.6)
    figure.text(0.56, 0.52, f"{data['hits']} of {data['darts']}", fontsize=30, color=VERMILION, va="center")
    figure.text(0.56, 0.42, "darts hit a zero (exact)", fontsize=14, va="center")
    figure.text(0.56, 0.20, "$W^{H,1} = $", fontsize=15, va="center")
    for place, text in ((0.70, ("$x$", "1")), (0.75, ("1", "$y$"))):
        for row, entry in enumerate(text):
            figure.text(place, 0.235 - 0.07 * row, entry, fontsize=15, va="center", ha="center")
    for place, bracket in ((0.672, "("), (0.778, ")")):
        figure.text(place, 0.205, bracket, fontsize=44, va="center", ha="center", family="DejaVu Sans",
                    fontweight="light")  # fmt: skip


def draw_proof(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the three factors of the proof's matrix side by side, with labels and ranks.

    Args:
        data: ``starts`` (one for each letter count), ``ends``, ``monomials``, ``scales``, ``evaluation``,
            ``coefficients``, ``ranks`` of evaluation, end polynomials and the whole, ``expected``.
    """
    evaluation, spanning, whole = data["ranks"]
    monomials = [f"$\\alpha$={text}" for text in data["monomials"]]
    left = figure.add_axes((0.07, 0.20, 0.05, 0.62))
    _logarithmic(left, data["scales"][:, None], data["starts"], [""])
    left.set_title("$A$", fontsize=14, pad=16, loc="center")
    left.set_ylabel("start (one for each count)")
    middle = figure.add_axes((0.17, 0.20, 0.29, 0.62))
    _logarithmic(middle, data["evaluation"], None, data["monomials"])
    middle.set_title(f"evaluation, rank {evaluation}", fontsize=14, pad=26)
    right = figure.add_axes((0.56, 0.20, 0.42, 0.62))
    _logarithmic(right, data["coefficients"], monomials, data["ends"])
    right.set_title(f"end polynomials, rank {spanning}", fontsize=14, pad=26)
    figure.text(0.138, 0.5, "·", fontsize=26, ha="center", va="center")
    figure.text(0.475, 0.5, "×", fontsize=20, ha="center", va="center")
    good = whole == data["expected"]
    verdict = f"the whole matrix has rank {whole}" + (" = " if good else ", not ")
    figure.text(0.07, 0.07, f"{verdict}mc({data['letters']}, {data['half_length']}) = {data['expected']}",
                fontsize=17, color=INK if good else VERMILION, va="center")  # fmt: skip


def _logarithmic(axes: Axes, matrix: Any, rows: list[str] | None, columns: list[str]) -> None:
    """Shade by the number of digits, and write the numbers where they fit."""
    values = np.array([[float(entry) for entry in row] for row in matrix])
    shade = np.log10(np.abs(values) + 1)
    axes.imshow(shade, cmap="Blues", vmin=0, vmax=1.7 * max(float(shade.max()), 1.0), aspect="auto")
    m, n = values.shape
    fits = n <= 9 and m <= 12 and max(len(str(entry)) for row in matrix for entry in row) <= 8
    if fits:
        size = 13 if n <= 4 else 10
        for i, j in np.ndindex(m, n):
            axes.text(j, i, str(matrix[i][j]), ha="center", va="center", fontsize=size, color=INK)
    axes.set_yticks(range(m) if rows else [], rows or [])
    axes.set_xticks(range(n) if n <= 10 else [], columns if n <= 10 else [])
    axes.tick_params(length=0, top=True, bottom=False, labeltop=True, labelbottom=False, labelsize=11)
    axes.spines[:].set_visible(False)


def draw_theorem(figure: Figure, data: dict[str, Any]) -> None:
    """Draw certified ranks against T on a logarithmic axis, between the bounds that hold them.

    Args:
        data: ``lengths``, ``rank`` (None where nothing is certified), ``exact`` (one truth value a length),
            ``paper``, ``paper_status``, ``state``, ``end``, ``shallow``, ``cap`` (None for vectors),
            ``length`` (the chosen one), ``revealed``, ``title``.
    """
    axes = figure.add_axes((0.09, 0.15, 0.58, 0.74))
    lengths = data["lengths"]
    axes.axvline(data["length"], color=PALE, linewidth=12, zorder=0)
    style: dict[str, Any] = {"fillstyle": "none", "markersize": 7, "linewidth": 1.4}
    axes.plot(lengths, data["state"], color=BLUE, marker="v", linestyle="--", label="state bound", **style)
    axes.plot(lengths, data["end"], color=GREEN, marker="s", linestyle="-.", label="end bound", **style)
    axes.plot(lengths, data["paper"], color=ORANGE, marker="^", linestyle=":",
              label=f"paper's lower bound\n({data['paper_status']})", **style)  # fmt: skip
    axes.plot(lengths, data["shallow"], color=GREY, linewidth=5, alpha=0.5, label="depth 1, same width")
    if data["cap"]:
        axes.plot(lengths, data["cap"], color=GREY, linewidth=1, linestyle=(0, (1, 2)), label="cap $M^{T/2}$")
    if data["revealed"]:
        points = list(zip(lengths, data["rank"], data["exact"], strict=True))
        known = [(t, rank) for t, rank, _ in points if rank is not None]
        lower = [(t, rank) for t, rank, exact in points if rank is not None and not exact]
        if known:
            axes.plot(*zip(*known, strict=True), color=INK, marker="o", label="certified rank", linewidth=2.5)
        if lower:
            axes.plot(*zip(*lower, strict=True), linestyle="", marker="o", markersize=14, fillstyle="none",
                      color=VERMILION, label="lower bound only")  # fmt: skip
    else:
        place = lengths.index(data["length"])
        middle = (data["state"][place] * max(data["paper"][place], 1)) ** 0.5
        axes.text(data["length"], middle, "?", fontsize=26, color=VERMILION, ha="center", va="center")
    logarithmic_axis(axes)
    axes.set_xlim(1, 21)
    axes.set_ylim(0.8, 10 ** (np.log10(max(max(data["state"]), 10)) * 1.06))
    axes.set_xticks(lengths)
    axes.set_xlabel("length $T$ (time steps)")
    axes.set_ylabel("Start-End rank")
    axes.set_title(data["title"], fontsize=13)
    axes.legend(loc="upper left", bbox_to_anchor=(1.02, 1.0), fontsize=11, labelspacing=0.9)
