"""Explorer: the proof of the depth-2 bound as three matrices, and what becomes of their ranks."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from racteach.bounds import multiset_coefficient
from racteach.constructions import ProofFactors, proof_factors
from racteach.explorers.shell import Explorer, int_slider
from racteach.figures.style import INK, VERMILION
from racteach.ranks import exact_rank

_EXAMPLES: list[dict[str, Any]] = [{"letters": 2, "half_length": 2, "z": 2}]


@lru_cache(maxsize=128)
def _factors(letters: int, half_length: int, z: int) -> tuple[ProofFactors, tuple[int, ...]]:
    factors = proof_factors(letters, half_length, z)
    evaluation = factors.evaluation[factors.distinct]
    return factors, tuple(exact_rank(part) for part in (evaluation, factors.coefficients, factors.matrix))


def compute(*, letters: int, half_length: int, z: int) -> dict[str, Any]:
    """Return the three factors, one row for each letter count, and the exact ranks of factors and product.

    Example:
        >>> data = compute(letters=2, half_length=2, z=2)
        >>> data["ranks"], data["expected"]
        ((3, 3, 3), 3)
        >>> compute(letters=2, half_length=2, z=1)["ranks"]
        (1, 1, 1)
    """
    factors, ranks = _factors(letters, half_length, z)
    rows = factors.distinct
    words = ["".join("abc"[letter] for letter in word) for word in factors.starts]
    return {
        "letters": letters,
        "half_length": half_length,
        "z": z,
        "starts": [words[row] for row in rows],
        "ends": words,
        "monomials": ["".join(map(str, monomial)) for monomial in factors.monomials],
        "scales": factors.scales[rows],
        "evaluation": factors.evaluation[rows],
        "coefficients": factors.coefficients,
        "ranks": ranks,
        "expected": multiset_coefficient(letters, half_length),
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
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
    axes.xaxis.set_tick_params(rotation=90 if n > 6 else 0)
    axes.spines[:].set_visible(False)


def describe(data: dict[str, Any]) -> str:
    """Say the sizes and the ranks of all factors."""
    evaluation, spanning, whole = data["ranks"]
    return (
        f"The proof's matrices for m = {data['letters']} letters, n = {data['half_length']}, "
        f"z = {data['z']}: the evaluation has rank {evaluation}, the end polynomials rank {spanning}, the "
        f"whole matricization rank {whole}; the bound mc(m, n) is {data['expected']}."
    )


def explorer() -> Explorer:
    """Return the explorer as a widget."""
    controls = {
        "letters": int_slider("letters m", 2, 2, 3),
        "half_length": int_slider("half length n", 2, 1, 3),
        "z": int_slider("z", 2, -2, 4),
    }
    return Explorer(
        compute,
        draw,
        describe,
        controls,
        examples=_EXAMPLES,
        size=(9.6, 5.6),
        rows=[["letters", "half_length"], ["z"]],
    )
