"""Explorer: a function as a matrix, its best approximation of rank K, and what is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from racteach.explorers.shell import Controls, choice, explores, int_slider, with_settings
from racteach.figures import draw_matrix
from racteach.figures.style import BLUE, GREY, INK, PALE, VERMILION
from racteach.matricization import matricize
from racteach.ranks import exact_rank
from racteach.words import agreements, count_of_b, palindrome, same_halves

_LENGTH = 6
_SIDE = 32

WORD_FUNCTIONS = {
    "words: are the halves equal?": same_halves,
    "words: in how many places do the halves agree?": agreements,
    "words: how many b?": count_of_b,
    "words: the same backwards?": palindrome,
}
NUMBER_FUNCTIONS: dict[str, Callable[[Any, Any], Any]] = {
    "numbers: x + y": lambda x, y: x + y,
    "numbers: 1 / (1 + x + y)": lambda x, y: 1 / (1 + x + y),
    "numbers: exp(-16 (x - y)^2)": lambda x, y: np.exp(-16 * (x - y) ** 2),
    "numbers: |x - y|": lambda x, y: abs(x - y),
    "numbers: 1 inside a disc": lambda x, y: ((x - 0.5) ** 2 + (y - 0.5) ** 2 < 0.16) * 1.0,
}
SPLITS: dict[str, tuple[int, ...]] = {
    "start | end": (0, 1, 2),
    "odd | even steps": (0, 2, 4),
    "outside | inside": (0, 1, 5),
    "first step | all others": (0,),
}


def matrix_of(function: str, split: str = "start | end") -> NDArray[Any]:
    """Return the matrix of a function: of binary words of six letters for a split, or of two numbers.

    Numbers are taken from 32 templates in [0, 1]; the split then plays no part.

    Example:
        >>> matrix_of("words: are the halves equal?").shape
        (8, 8)
    """
    if function in WORD_FUNCTIONS:
        words = np.indices((2,) * _LENGTH)
        return np.asarray(matricize(WORD_FUNCTIONS[function](words), SPLITS[split]))
    x = np.linspace(0, 1, _SIDE)
    return np.asarray(NUMBER_FUNCTIONS[function](x[:, None], x[None, :]))


@with_settings
def compute(*, function: str, split: str, rank: int) -> dict[str, Any]:
    """Return the matrix, its best approximation of rank K, the singular values, and the distance.

    The distance is sqrt(sum_{k>K} sigma_k^2) (Eckart and Young, 1936), absolute and in parts of the norm.

    Example:
        >>> data = compute(function="words: are the halves equal?", split="start | end", rank=6)
        >>> data["exact_rank"], round(data["relative"], 3)
        (8, 0.5)
    """
    matrix = matrix_of(function, split)
    left, values, right = np.linalg.svd(matrix.astype(float), full_matrices=False)
    kept = min(rank, len(values))
    distance = float(np.sqrt((values[kept:] ** 2).sum()))
    return {
        "split": split if function in WORD_FUNCTIONS else "x | y",
        "matrix": matrix,
        "best": (left[:, :kept] * values[:kept]) @ right[:kept],
        "singular_values": values,
        "kept": rank,
        "distance": distance,
        "relative": distance / float(np.sqrt((values**2).sum())),
        "exact_rank": exact_rank(matrix) if function in WORD_FUNCTIONS else None,
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw a matrix, its best approximation of rank K and the difference; below them the singular values."""
    matrix = np.asarray(data["matrix"], dtype=float)
    difference = np.abs(matrix - data["best"])
    panels = (
        ("the function", matrix),
        (f"best of rank {data['kept']}", data["best"]),
        ("what is missing", difference),
    )
    top = float(np.abs(matrix).max())
    for place, (title, values) in enumerate(panels):
        axes = figure.add_axes((0.05 + 0.325 * place, 0.42, 0.27, 0.48))
        axes.set_title(title, fontsize=14)
        low = min(0.0, float(matrix.min()))
        if matrix.shape[1] <= 8:
            draw_matrix(axes, np.round(values, 2) + 0.0, numbers=False, vmax=top)
            axes.set_title(title, fontsize=14)
        else:
            axes.imshow(values, cmap="Blues", vmin=low, vmax=top)
            axes.set_xticks([])
            axes.set_yticks([])
        axes.set_aspect("auto")
    axes = figure.add_axes((0.08, 0.11, 0.56, 0.21))
    sigma, kept = data["singular_values"], data["kept"]
    shown = min(len(sigma), 12)
    places = np.arange(1, shown + 1)
    colours = [BLUE if k <= kept else PALE for k in places]
    bars = axes.bar(places, sigma[:shown], color=colours, edgecolor=GREY, linewidth=0.6)
    for bar in bars[:kept]:
        bar.set_hatch("//")
    axes.axvline(kept + 0.5, color=VERMILION, linewidth=1.5)
    axes.set_xticks(places)
    axes.set_xlabel("$k$")
    axes.set_ylabel("$\\sigma_k$")
    lines = [f"distance {data['distance']:.3g}", f"{data['relative']:.1%} of the whole"]
    if data["exact_rank"] is not None:
        lines.append(f"exact rank {data['exact_rank']}")
    figure.text(0.68, 0.30, "\n".join(lines), fontsize=15, va="top", linespacing=1.5, color=INK)


def describe(data: dict[str, Any]) -> str:
    """Say the function, K, and the distance from rank K."""
    rows, columns = data["matrix"].shape
    rank = "" if data["exact_rank"] is None else f" of exact rank {data['exact_rank']}"
    return (
        f"The {rows} × {columns} matrix of “{data['function']}”{rank}, split {data['split']}, beside its "
        f"best approximation of rank {data['kept']}: its distance is {data['distance']:.3g}, that is "
        f"{data['relative']:.1%} of the matrix."
    )


@explores(
    compute,
    draw,
    describe,
    size=(9.6, 5.0),
    examples=[{"function": "numbers: exp(-16 (x - y)^2)", "split": "start | end", "rank": 3}],
)
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "function": choice("function", [*WORD_FUNCTIONS, *NUMBER_FUNCTIONS], next(iter(WORD_FUNCTIONS))),
        "split": choice("rows | columns (words only)", list(SPLITS), "start | end"),
        "rank": int_slider("rank K", 1, 1, 8),
    }
