"""Explorer: monomials of a degree, as exponents and as stars and bars, and how many there are."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from racteach.bounds import multiset_coefficient
from racteach.explorers.shell import Controls, explores, int_slider, tick_box, with_settings
from racteach.figures.style import BLUE, GREY, VERMILION

_LISTED = 36
_LOWERED, _RAISED = "₀₁₂₃₄₅₆₇₈₉", "⁰¹²³⁴⁵⁶⁷⁸⁹"


def stars_and_bars(exponents: tuple[int, ...]) -> str:
    """Return a monomial as stars and bars: the stars before the first bar are the first exponent.

    Example:
        >>> stars_and_bars((2, 0, 1))
        '**||*'
    """
    return "|".join("*" * power for power in exponents)


@with_settings
def compute(*, variables: int, degree: int, chosen: int = 1, revealed: bool = True) -> dict[str, Any]:
    """Return the monomials of a degree (at most 36 are listed), and how many there are.

    Example:
        >>> data = compute(variables=3, degree=2)
        >>> data["count"], data["stars"][:3]
        (6, ['**||', '*|*|', '*||*'])
    """
    listed = [
        tuple(choice.count(variable) for variable in range(variables))
        for choice, _ in zip(
            combinations_with_replacement(range(variables), degree), range(_LISTED), strict=False
        )
    ]
    return {
        "monomials": listed,
        "stars": [stars_and_bars(exponents) for exponents in listed],
        "shown": len(listed),
        "chosen": min(chosen, len(listed)) - 1,
        "count": multiset_coefficient(variables, degree),
        "sequences": variables**degree,
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw all monomials of a degree beside their stars and bars, one of them lit, and their number."""
    axes = figure.add_axes((0.02, 0.03, 0.66, 0.94))
    axes.axis("off")
    shown, chosen = data["shown"], data["chosen"]
    columns = 1 if shown <= 12 else 2 if shown <= 24 else 3
    height = -(-shown // columns)
    axes.set_xlim(0, columns)
    axes.set_ylim(-max(height, 8) - 0.2, 0.4)
    size = 15 if columns == 1 else 13 if columns == 2 else 10.5
    for place in range(shown):
        column, row = divmod(place, height)
        if place == chosen:
            axes.add_patch(Rectangle((column + 0.0, -row - 0.95), 0.98, 0.92, facecolor="#FFF3DC",
                                     edgecolor=VERMILION, linewidth=2))  # fmt: skip
        axes.text(column + 0.03, -row - 0.5, _monomial(data["monomials"][place]), fontsize=size, va="center",
                  style="italic")  # fmt: skip
        _stars(axes, data["stars"][place], column + 0.40, -row - 0.5, size)
    figure.text(0.71, 0.86, f"{_variables(data)}, degree {data['degree']}", fontsize=14)
    if data["revealed"]:
        a, k = data["variables"], data["degree"]
        figure.text(0.71, 0.70, f"{data['count']}", fontsize=36, color=VERMILION, va="center")
        figure.text(0.71, 0.58, "monomials" if data["count"] > 1 else "monomial", fontsize=14)
        figure.text(
            0.71, 0.47, f"mc({a}, {k}) = $\\binom{{{a + k - 1}}}{{{k}}}$ = {data['count']}", fontsize=15
        )
        figure.text(0.71, 0.34, f"ordered products: {a}$^{k}$ = {data['sequences']:,}", fontsize=12,
                    color=GREY)  # fmt: skip
        if shown < data["count"]:
            figure.text(0.71, 0.22, f"the first {shown} are listed", fontsize=12, color=GREY)
    else:
        figure.text(0.71, 0.66, "?", fontsize=44, color=VERMILION, va="center")
        figure.text(0.71, 0.50, "how many are there?", fontsize=14)


def _variables(data: dict[str, Any]) -> str:
    return f"{data['variables']} variable" + "s" * (data["variables"] > 1)


def _stars(axes: Axes, text: str, x: float, y: float, size: float) -> None:
    spaced = ("" if len(text) > 6 and size < 13 else " ").join(text).replace("*", "★")
    axes.text(x, y, spaced, fontsize=size, va="center", family="DejaVu Sans", color=BLUE)


def _monomial(exponents: tuple[int, ...]) -> str:
    """Return a monomial as letters: dozens of formulas would take a quarter of a second."""
    powers = enumerate(exponents, 1)
    return (
        "".join("u" + _LOWERED[i] + (_RAISED[power] if power > 1 else "") for i, power in powers if power)
        or "1"
    )


def describe(data: dict[str, Any]) -> str:
    """Say how many monomials there are, and spell out the chosen one."""
    place = data["chosen"]
    one = f"Number {place + 1} has the exponents {data['monomials'][place]}, written {data['stars'][place]}"
    text = f"Monomials of degree {data['degree']} in {_variables(data)}. {one}. "
    if not data["revealed"]:
        return text + "How many there are is hidden: predict it."
    return f"{text}There are {data['count']}, and {data['sequences']} ordered products."


@explores(
    compute,
    draw,
    describe,
    size=(9.6, 4.8),
    examples=[{"variables": 3, "degree": 4, "chosen": 6}],
    asks=("variables", "degree"),
)
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "variables": int_slider("variables a", 3, 1, 5),
        "degree": int_slider("degree k", 2, 0, 6),
        "chosen": int_slider("monomial number", 1, 1, _LISTED),
        "revealed": tick_box("show how many there are"),
    }
