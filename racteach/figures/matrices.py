"""The picture of a matrix: shaded cells, with numbers where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from racteach.figures.style import ON_DARK, ON_LIGHT, PAPER

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
        axes.vlines(np.arange(0.5, n - 1), -0.5, m - 0.5, color=PAPER, linewidth=1)
        axes.hlines(np.arange(0.5, m - 1), -0.5, n - 0.5, color=PAPER, linewidth=1)
    if numbers if numbers is not None else n <= 10:
        for i, j in np.ndindex(m, n):
            text = f"{values[i, j]:.3g}"
            dark = values[i, j] - low > 0.75 * (high - low)
            axes.text(j, i, text, ha="center", va="center", fontsize=10, color=ON_DARK if dark else ON_LIGHT)
