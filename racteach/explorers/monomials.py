"""Explorer: monomials of a degree, as exponents and as stars and bars, and how many there are."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import Any

from racteach.bounds import multiset_coefficient
from racteach.explorers.shell import Explorer, hide_on_change, int_slider, tick_box
from racteach.figures import Picture, draw_monomials, picture

_SIZE = (9.6, 4.8)
_LISTED = 36


def stars_and_bars(exponents: tuple[int, ...]) -> str:
    """Return a monomial as stars and bars: the stars before the first bar are the first exponent.

    Example:
        >>> stars_and_bars((2, 0, 1))
        '**||*'
    """
    return "|".join("*" * power for power in exponents)


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
        "variables": variables,
        "degree": degree,
        "monomials": listed,
        "stars": [stars_and_bars(exponents) for exponents in listed],
        "shown": len(listed),
        "chosen": min(chosen, len(listed)) - 1,
        "count": multiset_coefficient(variables, degree),
        "sequences": variables**degree,
        "revealed": revealed,
    }


def describe(data: dict[str, Any]) -> str:
    """Say how many monomials there are, and spell out the chosen one."""
    place = data["chosen"]
    one = f"Number {place + 1} has the exponents {data['monomials'][place]}, written {data['stars'][place]}"
    text = f"Monomials of degree {data['degree']} in {data['variables']} variables. {one}. "
    if not data["revealed"]:
        return text + "How many there are is hidden: predict it."
    return f"{text}There are {data['count']}, and {data['sequences']} ordered products."


def explorer() -> Explorer:
    """Return the explorer as a widget."""
    controls = {
        "variables": int_slider("variables a", 3, 1, 5),
        "degree": int_slider("degree k", 2, 0, 6),
        "chosen": int_slider("monomial number", 1, 1, _LISTED),
        "revealed": tick_box("show how many there are"),
    }
    shown = Explorer(
        compute, draw_monomials, describe, controls, size=_SIZE,
        rows=[["variables", "degree"], ["chosen", "revealed"]],
    )  # fmt: skip
    hide_on_change(controls, "revealed", names=("variables", "degree"))
    return shown


def static(variables: int = 3, degree: int = 4, chosen: int = 6) -> Picture:
    """Return one view of the explorer as a picture, with the number shown."""
    data = compute(variables=variables, degree=degree, chosen=chosen)
    return picture(draw_monomials, data, alt=describe(data), size=_SIZE)
