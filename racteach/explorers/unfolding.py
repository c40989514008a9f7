"""Explorer: choose a split, follow one entry from the tensor into the matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from racteach.explorers.shell import Controls, choice, explores, int_slider
from racteach.figures import draw_matrix
from racteach.figures.style import BLUE, GREY, ON_DARK, ON_LIGHT, ORANGE, VERMILION
from racteach.matricization import matricize

LETTERS = "abcdefgh"
SPLITS = {
    "x1 x2 | x3 x4   (Start-End)": (0, 1),
    "x1 x3 | x2 x4   (odd and even steps)": (0, 2),
    "x1 x4 | x2 x3   (outside and inside)": (0, 3),
    "x1 | x2 x3 x4   (first step alone)": (0,),
    "x1 x2 x3 | x4   (last step alone)": (0, 1, 2),
    "x2 x1 | x3 x4   (Start-End, rows in another order)": (1, 0),
}


def compute(*, split: tuple[int, ...], entry: int, letters: int = 2) -> dict[str, Any]:
    """Return the tensor of entries 0, 1, 2, ... with T = 4, its matricization, and where ``entry`` went.

    Example:
        >>> data = compute(split=(0, 2), entry=6)          # letters b c: 6 = 0110 in base 2
        >>> data["index"], data["row"], data["column"]
        ((0, 1, 1, 0), 1, 2)
    """
    tensor = np.arange(letters**4).reshape((letters,) * 4)
    index = tuple(int(d) for d in np.unravel_index(entry, tensor.shape))
    columns = tuple(step for step in range(4) if step not in split)
    matrix = matricize(tensor, split)
    row, column = (int(k) for k in np.argwhere(matrix == entry)[0])
    return {
        "tensor": tensor,
        "matrix": matrix,
        "start": split,
        "columns": columns,
        "index": index,
        "row": row,
        "column": column,
        "letters": LETTERS[:letters],
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw an order-T tensor as nested blocks, its matricization, and one entry lit in both."""
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
                  fontsize=10 if q == 2 else 8, color=ON_DARK if shade > 0.75 else ON_LIGHT)  # fmt: skip
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
    return colormaps["Blues"](0.15 + 0.6 * value)


def describe(data: dict[str, Any]) -> str:
    """Say where the lit entry stands."""
    rows = ", ".join(f"x{step + 1}" for step in data["start"])
    word = "".join(data["letters"][d] for d in data["index"])
    shape = " × ".join(str(size) for size in data["matrix"].shape)
    return (
        f"An order-4 tensor beside its {shape} matrix with rows indexed by {rows}. "
        f"The entry of the word {word} stands in row {data['row']}, column {data['column']}."
    )


@explores(compute, draw, describe, size=(9.6, 4.2), examples=[{"split": (0, 2), "entry": 6}])
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "split": choice("rows | columns", SPLITS, (0, 1)),
        "entry": int_slider("entry of the tensor", 6, 0, 15),
    }
