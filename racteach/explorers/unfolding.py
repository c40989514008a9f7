"""Explorer: choose a split, follow one entry from the tensor into the matrix."""

from __future__ import annotations

from typing import Any

import numpy as np

from racteach.explorers.shell import Explorer, choice, int_slider
from racteach.figures import Picture, draw_unfolding, picture
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
_SIZE = (9.6, 4.2)


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


def describe(data: dict[str, Any]) -> str:
    """Say where the lit entry stands."""
    rows = ", ".join(f"x{step + 1}" for step in data["start"])
    word = "".join(data["letters"][d] for d in data["index"])
    shape = " × ".join(str(size) for size in data["matrix"].shape)
    return (
        f"An order-4 tensor beside its {shape} matrix with rows indexed by {rows}. "
        f"The entry of the word {word} stands in row {data['row']}, column {data['column']}."
    )


def explorer() -> Explorer:
    """Return the explorer as a widget."""
    controls = {
        "split": choice("rows | columns", SPLITS, (0, 1)),
        "entry": int_slider("entry of the tensor", 6, 0, 15),
    }
    return Explorer(compute, draw_unfolding, describe, controls, size=_SIZE)


def static(split: tuple[int, ...] = (0, 2), entry: int = 6) -> Picture:
    """Return one view of the explorer as a picture."""
    data = compute(split=split, entry=entry)
    return picture(draw_unfolding, data, alt=describe(data), size=_SIZE)
