"""Explorer: where a determinant of a circuit's matricization is zero, as a polynomial in two weights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from racteach.exact.sampling import residues
from racteach.explorers.shell import Controls, choice, explores, int_slider, with_settings
from racteach.figures.style import INK, ON_LIGHT, ORANGE, VERMILION

_FINE = 161  # points along each side of the picture
_REACH = 2  # the square is -2 <= x, y <= 2
_UNIT = 10**6  # darts have coordinates that are multiples of 1 / _UNIT


@dataclass(frozen=True)
class Minor:
    """A determinant of some rows and columns of a one-hot matricization; W^{H,1} = [[x, 1], [1, y]].

    All other weights are small whole numbers: ``W^{I,1} = [[1, 2], [2, 1]]``, ``W^{I,2} = [[1, 2], [1, 1]]``,
    ``W^{H,2} = [[1, 1], [2, 1]]`` and ``W^O = [1, 1]``.
    """

    depth: int
    half_length: int
    rows: tuple[int, ...]
    columns: tuple[int, ...]


MINORS = {
    "depth 1, T = 2: rows a, b": Minor(1, 1, (0, 1), (0, 1)),
    "depth 2, T = 2: rows a, b": Minor(2, 1, (0, 1), (0, 1)),
    "depth 2, T = 4: rows aa, ab, bb": Minor(2, 2, (0, 1, 3), (0, 1, 3)),
    "depth 2, T = 4: all four rows": Minor(2, 2, (0, 1, 2, 3), (0, 1, 2, 3)),
    "depth 1, T = 4: rows aa, ab, bb": Minor(1, 2, (0, 1, 3), (0, 1, 3)),
}


def minor_values(minor: Minor, x: NDArray[Any], y: NDArray[Any], unit: int = 1) -> NDArray[Any]:
    """Return the determinant at weights (x, y) / unit, times a power of ``unit`` that is the same for all.

    Every weight is multiplied by ``unit``, and the determinant is homogeneous in the weights: so whole x and
    y give it exactly, in Python integers.

    Example:
        >>> minor_values(MINORS["depth 1, T = 2: rows a, b"], np.array([1, 2]), np.array([1, 3])).tolist()
        [0, 45]
    """
    x, y = x.astype(object), y.astype(object)
    one = unit  # a number, no array: most products below are of numbers
    recall = (((x, one), (one, y)), ((one, one), (2 * one, one)))
    into = (((one, 2 * one), (2 * one, one)), ((one, 2 * one), (one, one)))
    words = list(product(range(2), repeat=minor.half_length))

    @cache  # words that begin alike share what was computed
    def states(word: tuple[int, ...]) -> list[Any]:
        before = states(word[:-1]) if len(word) > 1 else [None] * minor.depth
        below: Any = [into[0][channel][word[-1]] for channel in range(2)]
        found = []
        for layer, old in enumerate(before):
            if layer:
                below = [into[layer][c][0] * below[0] + into[layer][c][1] * below[1] for c in range(2)]
            if old is not None:
                kept = [recall[layer][c][0] * old[0] + recall[layer][c][1] * old[1] for c in range(2)]
                below = [kept[c] * below[c] for c in range(2)]
            found.append(below)
        return found

    return _determinant(
        [[sum(states(words[row] + words[column])[-1]) for column in minor.columns] for row in minor.rows]
    )


def _determinant(entries: list[list[Any]]) -> Any:
    """Expand along the first row, each smaller determinant once: at most four rows, and no division."""

    @cache
    def of(columns: tuple[int, ...]) -> Any:
        row = entries[-len(columns)]
        if len(columns) == 1:
            return row[columns[0]]
        signed = (
            (-1) ** k * row[column] * of(columns[:k] + columns[k + 1 :]) for k, column in enumerate(columns)
        )
        return sum(signed)

    return of(tuple(range(len(entries))))


@lru_cache(maxsize=16)
def _landscape(name: str) -> NDArray[np.float64]:
    """Return the determinant on a fine grid of the square, scaled to at most 1 in size."""
    steps = np.arange(-(_FINE // 2), _FINE // 2 + 1).astype(object)
    x, y = np.meshgrid(steps, steps)
    unit = (_FINE // 2) // _REACH
    values = minor_values(MINORS[name], x, y, unit)
    largest = max(1, max(abs(value) for value in values.flat))
    return np.array([[float(value / largest) for value in row] for row in values])


@lru_cache(maxsize=16)
def _darts(name: str) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return 200 random points of the square, and for each whether the determinant is exactly zero there."""
    drawn = residues(5, "darts", (2, 200), 2 * _REACH * _UNIT + 1) - _REACH * _UNIT
    x, y = drawn.astype(object)
    hits = np.array([value == 0 for value in minor_values(MINORS[name], x, y, _UNIT)])
    return drawn / _UNIT, hits


@with_settings
def compute(*, minor: str, darts: int) -> dict[str, Any]:
    """Return the determinant over the square, the darts, and how many of them hit a zero (exactly).

    Example:
        >>> [compute(minor=name, darts=200)["hits"] for name in MINORS]
        [0, 0, 0, 0, 200]
    """
    points, hits = _darts(minor)
    return {
        "values": _landscape(minor),
        "reach": _REACH,
        "points": points[:, :darts],
        "hits": int(hits[:darts].sum()),
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the sign of a polynomial over a square, its zeros as a thick line, and random darts."""
    axes = figure.add_axes((0.09, 0.13, 0.42, 0.82))
    reach = data["reach"]
    values = data["values"]
    side = np.linspace(-reach, reach, len(values))
    nowhere = not values.any()
    axes.set_facecolor(ORANGE if nowhere else "white")
    if not nowhere:
        axes.contourf(side, side, np.sign(values), levels=[-2, 0, 2], colors=["#DCE9F5", "white"])
        axes.contour(side, side, values, levels=[0], colors=[VERMILION], linewidths=2.5)
    axes.plot(*data["points"], linestyle="", marker="x", color=ON_LIGHT if nowhere else INK, markersize=5)
    axes.set_xlim(-reach, reach)
    axes.set_ylim(-reach, reach)
    axes.set_aspect("equal")
    axes.set_xlabel("weight $x$")
    axes.set_ylabel("weight $y$")
    lines = ["thick line: the determinant is 0", "shaded: it is negative", "plain: it is positive"]
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


def describe(data: dict[str, Any]) -> str:
    """Say which determinant it is, and how many darts hit its zeros."""
    kind = "is zero everywhere" if not data["values"].any() else "is zero on curves only"
    return (
        f"The determinant of {data['minor']}, as a polynomial in two weights x and y between -2 and 2, "
        f"{kind}. Of {data['darts']} random darts {data['hits']} hit a zero."
    )


@explores(
    compute,
    draw,
    describe,
    size=(9.6, 4.8),
    examples=[{"minor": "depth 2, T = 4: rows aa, ab, bb", "darts": 200}],
)
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "minor": choice("determinant", list(MINORS), next(iter(MINORS))),
        "darts": int_slider("darts", 20, 0, 200, 10),
    }
