"""Rank as a bottleneck: a table that is painted, and the wires that carry each start to every end."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import traitlets
from matplotlib.figure import Figure
from numpy.typing import NDArray

from racteach.explorers.live import Interactive, module
from racteach.explorers.shell import with_settings
from racteach.figures import draw_matrix
from racteach.figures.style import INK, side_text
from racteach.matricization import matricize
from racteach.ranks import exact_rank
from racteach.words import agreements, count_of_b, same_halves

LETTERS = 6
LIMIT = 9  # of a painted entry, either sign
BRUSHES = [-3, 1, 3, 6, 9]


def _ball() -> NDArray[np.int64]:
    """A ball in the light, with its shadow: whole numbers from 0 (paper) to 9 (ink)."""
    y, x = np.mgrid[0:8, 0:8].astype(float)
    right, down = (x - 3.2) / 2.9, (y - 3.0) / 2.9
    squared = right**2 + down**2
    light = 0.67 * np.sqrt(np.clip(1 - squared, 0, 1)) - 0.5 * right - 0.55 * down
    ball = 9 - 8 * np.clip(light, 0, 1)
    shadow = ((x - 4.8) / 3.0) ** 2 + ((y - 6.3) / 0.9) ** 2
    floor = np.where(shadow < 1, 6.5 - 2.5 * shadow, 1.2 + 0.25 * y)
    return np.rint(np.where(squared <= 1, ball, floor)).astype(np.int64)


def _presets() -> dict[str, list[int]]:
    words = np.indices((2,) * LETTERS).reshape(LETTERS, -1)
    halves = words[:3].sum(axis=0), words[3:].sum(axis=0)
    place = np.arange(8)
    near = np.rint(LIMIT * np.exp(-((place[:, None] - place[None, :]) ** 2) / 6))
    tables = {
        "EQUALITY": same_halves(words),
        "sum": count_of_b(words),
        "product": halves[0] * halves[1],
        "agreements": agreements(words),
        "blurred": near,
        "photograph": _ball(),
        "noise": np.random.default_rng(1).integers(-4, 5, 64),
        "empty": np.zeros(64),
    }
    return {name: table.astype(int).ravel().tolist() for name, table in tables.items()}


#: Functions of six letters, in the order of the words aaaaaa, aaaaab, ...: 64 whole numbers each.
PRESETS = _presets()


@with_settings
def compute(*, table: list[int], split: int, off: list[int], cell: int = 9) -> dict[str, Any]:
    """Return the table for a split, its exact rank, its terms that are on, and what is missing.

    Args:
        table: 64 whole numbers, one for each word of six letters.
        split: how many letters are the start: 2^split rows.
        off: which terms are switched off, counted from 0, the strongest.
        cell: the entry that is pointed at, one of 64.

    Example:
        >>> data = compute(table=PRESETS["agreements"], split=3, off=[1, 2, 3])
        >>> data["rank"], round(data["missing"], 3)
        (4, 0.5)
    """
    matrix = matricize(np.reshape(table, (2,) * LETTERS), tuple(range(split)))
    left, sigma, right = np.linalg.svd(matrix.astype(float), full_matrices=False)
    rank = exact_rank(matrix)
    on = [k for k in range(rank) if k not in off]
    columns, rows = left[:, on] * sigma[on], right[on]
    length = float(np.linalg.norm(matrix))
    rest = matrix - columns @ rows
    return {
        "matrix": matrix,
        "rank": rank,
        "columns": columns,
        "rows": rows,
        "rest": rest,
        "missing": float(np.linalg.norm(rest)) / length if length else 0.0,
    }


def _words(length: int) -> list[str]:
    return ["".join(word) for word in product("ab", repeat=length)]


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the table, the columns and rows of the terms that are on, and what is missing."""
    matrix, kept, split = data["matrix"], len(data["rows"]), data["split"]
    most = float(np.abs(matrix).max()) or 1.0
    starts, ends = _words(split), _words(LETTERS - split)
    room = 0.024 * max(kept, 1)
    panels: list[tuple[tuple[float, float, float, float], NDArray[Any], dict[str, Any]]] = [
        (
            (0.06, 0.08, 0.24, 0.70),
            matrix,
            {"title": f"the table, rank {data['rank']}", "rows": starts, "vmax": most},
        ),
        ((0.36, 0.08, room, 0.70), data["columns"], {}),
        ((0.38 + room, 0.78 - 0.07 * max(kept, 1), 0.16, 0.07 * max(kept, 1)), data["rows"], {}),
        ((0.75, 0.08, 0.24, 0.70), data["rest"], {"title": f"missing: {data['missing']:.0%}", "vmax": most}),
    ]
    for place, values, labels in panels:
        axes = figure.add_axes(place)
        if not values.size:
            axes.axis("off")
            continue
        numbers = values is matrix and len(starts) == len(ends)
        draw_matrix(axes, np.round(values, 2) + 0.0, numbers=numbers, **labels)
        axes.set_aspect("auto")
    side_text(figure, 0.36, (0.95, f"{kept} columns × {kept} rows", 13, INK))


def describe(data: dict[str, Any]) -> str:
    """Say the table's size and rank, how many terms are on, what is missing, and the entry pointed at."""
    rows, columns = data["matrix"].shape
    i, j = divmod(data["cell"], columns)
    start, end = _words(data["split"])[i], _words(LETTERS - data["split"])[j]
    entry = str(data["matrix"][i, j]).replace("-", "−")
    missing = f"{data['missing']:.0%}".replace("%", " percent")
    return (
        f"Table of {rows} rows and {columns} columns, rank {data['rank']}. {len(data['rows'])} of "
        f"{data['rank']} wires are on, {missing} is missing. "
        f"At start {start}, end {end} the table says {entry}."
    )


class BottleneckPicture(Interactive):
    """The table and its wires, drawn in the browser."""

    _esm = module("terms", "wires", "board", "history", "bottleneck")
    table = traitlets.List(traitlets.Int(), default_value=PRESETS["sum"]).tag(sync=True)
    split = traitlets.Int(3).tag(sync=True)
    off = traitlets.List(traitlets.Int()).tag(sync=True)
    cell = traitlets.Int(9).tag(sync=True)


def explorer(**values: Any) -> BottleneckPicture:
    """Return the picture; ``values`` are of controls that begin elsewhere."""
    return BottleneckPicture(
        compute, draw, describe,
        controls={
            "table": list(PRESETS.values()),
            "split": list(range(1, LETTERS)),
            "off": [[], [0], list(range(3, 8))],
            "cell": list(range(64)),
        },
        data={"presets": PRESETS, "brushes": BRUSHES, "limit": LIMIT},
        examples=[
            {"table": PRESETS["photograph"], "off": list(range(3, 8))},
            {"table": PRESETS["EQUALITY"], "split": 2},
        ],
        size=(9.6, 3.6),
        **values,
    )  # fmt: skip
