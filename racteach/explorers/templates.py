"""Explorer: a function of two numbers on finer and finer grids of templates, and the rank of each grid."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from racteach.explorers.shell import Explorer, choice, hide_on_change, int_slider, tick_box
from racteach.figures import Picture, draw_templates, picture
from racteach.ranks import exact_rank, numerical_rank

_SIZE = (9.6, 4.4)
_FINEST = 16

#: Polynomials with whole coefficients and |x - y|: on whole templates their grids are whole numbers.
EXACT: dict[str, Callable[[Any, Any], Any]] = {
    "(1 + xy)^3": lambda x, y: (1 + x * y) ** 3,
    "x + y": lambda x, y: x + y,
    "(x + y)^4": lambda x, y: (x + y) ** 4,
    "|x - y|": lambda x, y: abs(x - y),
}
NUMERICAL: dict[str, Callable[[Any, Any], Any]] = {
    "sin(x + y)": lambda x, y: np.sin(x + y),
    "exp(xy)": lambda x, y: np.exp(x * y),
    "1 / (1 + x + y)": lambda x, y: 1 / (1 + x + y),
}
#: The separation rank, from a formula; None where no finite number of terms is enough.
IN_TRUTH: dict[str, int | None] = {
    "(1 + xy)^3": 4,
    "x + y": 2,
    "(x + y)^4": 5,
    "|x - y|": None,
    "sin(x + y)": 2,
    "exp(xy)": None,
    "1 / (1 + x + y)": None,
}


@lru_cache(maxsize=64)
def grid_ranks(function: str) -> tuple[int, ...]:
    """Return the grid rank for Q = 1, ..., 16 templates: exact on 1, ..., Q, or numerical on [0, 1].

    Example:
        >>> grid_ranks("x + y")[:4], grid_ranks("|x - y|")[:4]
        ((1, 2, 2, 2), (0, 2, 3, 4))
    """
    if function in EXACT:
        whole = [np.arange(1, Q + 1) for Q in range(1, _FINEST + 1)]
        return tuple(exact_rank(EXACT[function](t[:, None], t[None, :])) for t in whole)
    ranks = []
    for Q in range(1, _FINEST + 1):
        t = np.linspace(0, 1, Q)
        ranks.append(numerical_rank(NUMERICAL[function](t[:, None], t[None, :])).rank)
    return tuple(ranks)


def compute(*, function: str, templates: int, revealed: bool = True) -> dict[str, Any]:
    """Return the grid of a function on Q templates in [0, 1], and the ranks of all grids up to Q = 16.

    Example:
        >>> compute(function="(1 + xy)^3", templates=6)["rank"]
        4
    """
    t = np.linspace(0, 1, templates)
    ranks = grid_ranks(function)
    return {
        "function": function,
        "templates": templates,
        "matrix": {**EXACT, **NUMERICAL}[function](t[:, None], t[None, :]) + np.zeros((templates, templates)),
        "ranks": ranks,
        "rank": ranks[templates - 1],
        "exact": function in EXACT,
        "truth": IN_TRUTH[function],
        "revealed": revealed,
    }


def describe(data: dict[str, Any]) -> str:
    """Say the function, the number of templates, and the rank with the kind of arithmetic it rests on."""
    Q = data["templates"]
    text = f"The function {data['function']} on a grid of {Q} templates, {Q} × {Q} values. "
    if not data["revealed"]:
        return text + "Its rank is hidden: predict it."
    kind = "exact, on the templates 1, ..., Q" if data["exact"] else "numerical, in float64"
    truth = "no finite number of terms is" if data["truth"] is None else f"{data['truth']} terms are"
    return (
        f"{text}Its rank is {data['rank']} ({kind}); for Q = 1 to {_FINEST} the ranks are "
        f"{', '.join(map(str, data['ranks']))}. In truth {truth} enough."
    )


def explorer() -> Explorer:
    """Return the explorer as a widget."""
    functions = [*EXACT, *NUMERICAL]
    controls = {
        "function": choice("function", functions, functions[0]),
        "templates": int_slider("templates Q", 3, 1, _FINEST),
        "revealed": tick_box("show the ranks"),
    }
    shown = Explorer(
        compute,
        draw_templates,
        describe,
        controls,
        size=_SIZE,
        rows=[["function", "revealed"], ["templates"]],
    )
    hide_on_change(controls, "revealed", names=("function",))
    return shown


def static(function: str = "(1 + xy)^3", templates: int = 8) -> Picture:
    """Return one view of the explorer as a picture, with the ranks shown."""
    data = compute(function=function, templates=templates)
    return picture(draw_templates, data, alt=describe(data), size=_SIZE)
