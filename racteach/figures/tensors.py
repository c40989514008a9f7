"""Pictures of tensors and matrices: an unfolding with one entry followed, a matrix and its rank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from racteach.figures.style import BLUE, GREY, INK, ORANGE, PALE, VERMILION, logarithmic_axis

_CMAP = "Blues"


def draw_matrix(
    axes: Axes,
    matrix: NDArray[Any],
    *,
    title: str = "",
    rows: Sequence[str] | None = None,
    columns: Sequence[str] | None = None,
    numbers: bool | None = None,
    vmax: float | None = None,
) -> None:
    """Draw a matrix as shaded cells, with its numbers where there is room for them.

    Args:
        matrix: shape (m, n).
        rows, columns: labels for its sides; where they are too many to read, none is shown.
        numbers: whether to write the entries; by default where there are at most 10 columns.
    """
    m, n = matrix.shape
    values = np.asarray(matrix, dtype=float)
    low, high = float(values.min()), float(values.max()) if vmax is None else vmax
    axes.imshow(values, cmap=_CMAP, vmin=low - 0.25 * (high - low or 1), vmax=high + 0.35 * (high - low or 1))
    axes.set_title(title)
    for labels, count, axis in ((rows, m, axes.yaxis), (columns, n, axes.xaxis)):
        shown = labels is not None and count <= 16
        axis.set_ticks(range(count) if shown else [], list(labels or []) if shown else [])
        axis.set_tick_params(labelsize=11 if count <= 9 else 8)
    if n > 9:
        axes.xaxis.set_tick_params(rotation=90)
    axes.tick_params(length=0, top=True, bottom=False, labeltop=True, labelbottom=False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    if n <= 16 and m <= 16:
        axes.vlines(np.arange(0.5, n - 1), -0.5, m - 0.5, color="white", linewidth=1)
        axes.hlines(np.arange(0.5, m - 1), -0.5, n - 0.5, color="white", linewidth=1)
    if numbers if numbers is not None else n <= 10:
        for i, j in np.ndindex(m, n):
            text = f"{values[i, j]:.3g}"
            dark = values[i, j] - low > 0.75 * (high - low)
            axes.text(j, i, text, ha="center", va="center", fontsize=10, color="white" if dark else INK)


def draw_unfolding(figure: Figure, data: dict[str, Any]) -> None:
    """Draw an order-T tensor as nested blocks, its matricization, and one entry lit in both.

    Args:
        data: ``tensor`` (Q,)*T with T = 4, ``matrix``, ``start`` (steps of the rows), ``columns``,
            ``index`` (d_1..d_T of the lit entry), ``row``, ``column``, ``letters``.
    """
    tensor, matrix, index, letters = data["tensor"], data["matrix"], data["index"], data["letters"]
    q = len(letters)
    left = figure.add_axes((0.07, 0.08, 0.36, 0.68))
    right = figure.add_axes((0.56, 0.08, 0.40, 0.68))
    _draw_blocks(left, tensor, letters, index)
    sides = [data["start"], data["columns"]]
    names = [
        ["".join(letters[d] for d in np.unravel_index(k, (q,) * len(s))) for k in range(q ** len(s))]
        for s in sides
    ]
    draw_matrix(right, matrix, rows=names[0], columns=names[1], numbers=matrix.shape[1] <= 9)
    right.set_aspect("auto")
    m, n = matrix.shape
    row, column = data["row"], data["column"]
    right.add_patch(
        Rectangle(
            (-0.5, row - 0.5), n, 1, fill=False, edgecolor=ORANGE, linewidth=2.5, clip_on=False, zorder=3
        )
    )
    right.add_patch(
        Rectangle(
            (column - 0.5, -0.5), 1, m, fill=False, edgecolor=BLUE, linewidth=2.5, clip_on=False, zorder=3
        )
    )
    right.add_patch(
        Rectangle(
            (column - 0.5, row - 0.5),
            1,
            1,
            fill=False,
            edgecolor=VERMILION,
            linewidth=4,
            clip_on=False,
            zorder=4,
        )
    )
    word = ", ".join(f"$d_{step + 1}$={letters[d]}" for step, d in enumerate(index))
    figure.text(0.07, 0.93, f"Tensor entry:  {word}", fontsize=13)
    _index_line(figure, 0.56, 0.93, "row", data["start"], index, q, row, ORANGE)
    _index_line(figure, 0.56, 0.87, "column", data["columns"], index, q, column, BLUE)


def _index_line(
    figure: Figure,
    x: float,
    y: float,
    side: str,
    steps: Sequence[int],
    index: Sequence[int],
    q: int,
    place: int,
    colour: str,
) -> None:
    terms = " + ".join(
        f"{index[step]}" + (f"·{q ** (len(steps) - 1 - k)}" if k < len(steps) - 1 else "")
        for k, step in enumerate(steps)
    )
    letters = "".join(f"$d_{step + 1}$" for step in steps)
    figure.patches.append(
        Rectangle((x, y - 0.005), 0.012, 0.032, transform=figure.transFigure, facecolor=colour, figure=figure)
    )
    figure.text(x + 0.022, y, f"{side} {letters}:  {terms} = {place}", fontsize=12)


def _draw_blocks(axes: Axes, tensor: NDArray[Any], letters: Sequence[str], index: Sequence[int]) -> None:
    q = len(letters)
    gap = 0.35
    low, high = float(tensor.min()), float(tensor.max())
    for entry in np.ndindex(*tensor.shape):
        d1, d2, d3, d4 = entry
        x, y = d2 * (q + gap) + d4, d1 * (q + gap) + d3
        shade = (float(tensor[entry]) - low) / (high - low or 1)
        axes.add_patch(Rectangle((x, y), 1, 1, facecolor=_shade(shade), edgecolor="white"))
        axes.text(x + 0.5, y + 0.5, f"{tensor[entry]:.3g}", ha="center", va="center",
                  fontsize=10 if q == 2 else 8, color="white" if shade > 0.75 else INK)  # fmt: skip
    d1, d2, d3, d4 = index
    x, y = d2 * (q + gap), d1 * (q + gap)
    axes.add_patch(Rectangle((x, y), q, q, fill=False, edgecolor=GREY, linewidth=2))
    axes.add_patch(Rectangle((x + d4, y + d3), 1, 1, fill=False, edgecolor=VERMILION, linewidth=4))
    side = q * (q + gap) - gap
    axes.set_xlim(-0.1, side + 0.1)
    axes.set_ylim(side + 0.1, -0.1)
    middle = [k * (q + gap) + q / 2 for k in range(q)]
    axes.set_xticks(middle, [f"$d_2$={letter}" for letter in letters])
    axes.set_yticks(middle, [f"$d_1$={letter}" for letter in letters])
    axes.tick_params(length=0, top=True, bottom=False, labeltop=True, labelbottom=False)
    axes.set_xlabel("inside a block: $d_3$ down, $d_4$ across", fontsize=11)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _shade(value: float) -> Any:
    from matplotlib import colormaps

    return colormaps[_CMAP](0.15 + 0.6 * value)


def draw_split_rank(figure: Figure, data: dict[str, Any]) -> None:
    """Draw a function's matrix for one split, and its singular values; the rank only where revealed.

    Args:
        data: ``matrix``, ``singular_values``, ``rank``, ``revealed``, ``start``
            (steps, counted from 0), ``length``.
    """
    matrix, values = data["matrix"], data["singular_values"]
    strip = figure.add_axes((0.06, 0.85, 0.88, 0.1))
    draw_split(strip, data["length"], data["start"])
    left = figure.add_axes((0.06, 0.06, 0.42, 0.66))
    draw_matrix(left, matrix, numbers=matrix.shape[1] <= 8)
    left.set_aspect("auto")
    left.set_title(f"{matrix.shape[0]} × {matrix.shape[1]} matrix", pad=8)
    right = figure.add_axes((0.60, 0.14, 0.36, 0.58))
    right.set_xlabel("k")
    right.set_title("singular values $\\sigma_k$")
    if not data["revealed"]:
        right.set_title("singular values: predict the rank first")
        right.set_xticks([])
        right.set_yticks([])
        right.spines[:].set_visible(False)
        right.set_xlabel("")
        right.text(
            0.5, 0.5, "?", fontsize=60, color=GREY, ha="center", va="center", transform=right.transAxes
        )
        return
    rank = data["rank"]
    bars = right.bar(range(1, len(values) + 1), values, color=[BLUE] * rank + [PALE] * (len(values) - rank))
    for bar in bars[:rank]:
        bar.set_hatch("//")
        bar.set_edgecolor("white")
    figure.text(0.96, 0.735, f"rank {rank}", fontsize=18, ha="right", va="bottom")


def draw_split(axes: Axes, length: int, start: Sequence[int]) -> None:
    """Draw the time steps as a row of boxes, those of the rows filled and marked R, the others marked C."""
    for step in range(length):
        row = step in start
        axes.add_patch(Rectangle((step, 0), 0.9, 1, facecolor=ORANGE if row else BLUE, edgecolor="white"))
        label = f"$x_{step + 1}$ {'row' if row else 'column'}"
        axes.text(
            step + 0.45, 0.5, label, ha="center", va="center", color=INK if row else "white", fontsize=12
        )
    axes.set_xlim(0, length)
    axes.set_ylim(0, 1)
    axes.axis("off")


def draw_sequence_count(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the number of sequences against their length on a logarithmic axis.

    Args:
        data: ``lengths``, ``counts``, ``length`` and ``count`` (the chosen one), ``letters``, ``memory``.
    """
    axes = figure.add_axes((0.09, 0.19, 0.88, 0.72))
    axes.plot(data["lengths"], data["counts"], color=BLUE, marker=".", linewidth=1)
    axes.plot([data["length"]], [data["count"]], color=VERMILION, marker="o", markersize=12)
    text = f"{data['letters']}$^{{{data['length']}}}$ = {data['count']:,} sequences, {data['memory']}"
    axes.text(0.02, 0.95, text, transform=axes.transAxes, fontsize=15, va="top")
    axes.axhline(2**27, color=GREY, linewidth=1, linestyle="--")
    axes.text(data["lengths"][-1], 2**27 * 1.5, "1 GiB of numbers", ha="right", color=GREY, fontsize=11)
    logarithmic_axis(axes)
    axes.set_ylim(1, 1e17)
    axes.set_xlabel("length $T$")
    axes.set_ylabel("sequences $M^T$")
