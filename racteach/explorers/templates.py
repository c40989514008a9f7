"""Explorer: a function of two numbers on finer and finer grids of templates, and the rank of each grid."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from racteach.explorers.shell import Controls, choice, explores, int_slider, tick_box, with_settings
from racteach.figures.style import BLUE, GREEN, GREY, PALE, VERMILION, question
from racteach.ranks import exact_rank, numerical_rank

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


@with_settings
def compute(*, function: str, templates: int, revealed: bool = True) -> dict[str, Any]:
    """Return the grid of a function on Q templates in [0, 1], and the ranks of all grids up to Q = 16.

    Example:
        >>> compute(function="(1 + xy)^3", templates=6)["rank"]
        4
    """
    t = np.linspace(0, 1, templates)
    ranks = grid_ranks(function)
    return {
        "matrix": {**EXACT, **NUMERICAL}[function](t[:, None], t[None, :]) + np.zeros((templates, templates)),
        "ranks": ranks,
        "rank": ranks[templates - 1],
        "exact": function in EXACT,
        "truth": IN_TRUTH[function],
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw a function on its grid of templates, and the rank of the grid against the number of templates."""
    Q = data["templates"]
    left = figure.add_axes((0.03, 0.10, 0.32, 0.76))
    left.imshow(data["matrix"], cmap="Blues", vmin=0 if np.min(data["matrix"]) >= 0 else None)
    left.set_xticks([])
    left.set_yticks([])
    left.set_title(f"{Q} × {Q} values", fontsize=14)
    axes = figure.add_axes((0.45, 0.16, 0.52, 0.70))
    every = np.arange(1, len(data["ranks"]) + 1)
    axes.plot(every, every, color=GREY, linewidth=1, linestyle=(0, (1, 2)))
    axes.text(11.6, 12.6, "size of the grid", color=GREY, fontsize=11, ha="right")
    axes.axvline(Q, color=PALE, linewidth=14, zorder=0)
    if data["revealed"]:
        kind = "exact rank" if data["exact"] else "numerical rank (float64)"
        style: dict[str, Any] = (
            {"marker": "o", "linestyle": "-"} if data["exact"] else {"marker": "s", "linestyle": "--"}
        )
        axes.plot(every, data["ranks"], color=BLUE if data["exact"] else VERMILION, label=kind, **style)
        if data["truth"] is not None:
            axes.axhline(
                data["truth"], color=GREEN, linewidth=5, alpha=0.4, zorder=0,
                label=f"separation rank {data['truth']}",
            )  # fmt: skip
        else:
            axes.plot([], [], " ", label="separation rank: infinite")
        axes.legend(loc="upper left", fontsize=12)
    else:
        question(axes, max(Q, 2), 6)
    axes.set_xlim(0.4, every[-1] + 0.6)
    axes.set_ylim(0, every[-1] + 1)
    axes.set_xlabel("number of templates $Q$")
    axes.set_ylabel("rank of the grid")
    axes.set_title(f"${_formula(data['function'])}$", fontsize=15)


def _formula(name: str) -> str:
    return name.replace("sin", r"\sin").replace("exp", r"\exp")


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


@explores(
    compute,
    draw,
    describe,
    size=(9.6, 4.4),
    examples=[{"function": "(1 + xy)^3", "templates": 8}],
    asks=("function",),
)
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "function": choice("function", [*EXACT, *NUMERICAL], next(iter(EXACT))),
        "revealed": tick_box("show the ranks"),
        "templates": int_slider("templates Q", 3, 1, _FINEST),
    }
