"""Explorer: a polynomial through some certified ranks, tested on the others."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

from matplotlib.figure import Figure

from racteach import bounds
from racteach.certificates.atlas import load_atlas
from racteach.explorers.shell import Controls, choice, explores, int_slider, tick_box, with_settings
from racteach.figures.style import BLUE, GREY, INK, VERMILION, logarithmic_axis

#: What varies: label of the axis, and the sizes (L, M, R, T) in order.
SERIES: dict[str, tuple[str, list[tuple[int, int, int, int]]]] = {
    "n, at L = 2, M = R = 3": ("n", [(2, 3, 3, 2 * n) for n in range(2, 10)]),
    "n, at L = 3, M = R = 2, from n = 3": ("n", [(3, 2, 2, 2 * n) for n in range(3, 10)]),
    "n, at L = 3, M = R = 2, from n = 2": ("n", [(3, 2, 2, 2 * n) for n in range(2, 9)]),
    "L, at n = 3, M = R = 2": ("L", [(depth, 2, 2, 6) for depth in range(3, 9)]),
    "n, at L = 4, M = R = 2": ("n", [(4, 2, 2, 2 * n) for n in range(2, 6)]),
}
MOST = 6


@cache
def certified(series: str) -> list[tuple[int, int, bool]]:
    """Return (what varies, certified rank, whether it is settled) for each size that the atlas holds.

    Example:
        >>> certified("L, at n = 3, M = R = 2")[:2]
        [(3, 52, True), (4, 106, True)]
    """
    label, sizes = SERIES[series]
    found = []
    for depth, input_dim, channels, length in sizes:
        row = load_atlas().find(depth, input_dim, channels, length, templates="generic")
        if row is not None:
            upper, _ = bounds.best_upper_bound(depth, input_dim, channels, length)
            found.append((depth if label == "L" else length // 2, row.lower_bound, row.lower_bound == upper))
    return found


def through(points: list[tuple[int, int]], x: int) -> Fraction:
    """Return the value at x of the polynomial of least degree through these points (Lagrange).

    Example:
        >>> through([(0, 0), (1, 1), (2, 4)], 5)
        Fraction(25, 1)
    """
    total = Fraction(0)
    for i, (a, value) in enumerate(points):
        term = Fraction(value)
        for j, (b, _) in enumerate(points):
            if i != j:
                term *= Fraction(x - b, a - b)
        total += term
    return total


@with_settings
def compute(*, series: str, used: int, revealed: bool = True) -> dict[str, Any]:
    """Return certified ranks, the polynomial through the first of them, and its values everywhere.

    Example:
        >>> data = compute(series="n, at L = 2, M = R = 3", used=3)
        >>> data["ranks"] == data["fitted"], data["degree"]
        (True, 2)
    """
    rows = certified(series)
    used = min(used, len(rows))
    points = [(x, rank) for x, rank, _ in rows[:used]]
    label = SERIES[series][0]
    return {
        "x": [x for x, _, _ in rows],
        "ranks": [rank for _, rank, _ in rows],
        "exact": [exact for _, _, exact in rows],
        "used": used,
        "degree": used - 1,
        "fitted": [round(through(points, x)) for x, _, _ in rows],
        "label": {"n": "n = T/2", "L": "L, the depth"}[label],
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw certified ranks, a polynomial through some of them, and how it does on the others."""
    axes = figure.add_axes((0.10, 0.15, 0.56, 0.76))
    used, x = data["used"], data["x"]
    shown = len(x) if data["revealed"] else used
    for place in range(shown):
        marker = "o" if data["exact"][place] else "^"
        colour = BLUE if place < used else VERMILION
        axes.plot(x[place], data["ranks"][place], marker=marker, color=colour, markersize=9)
    positive = [(a, b) for a, b in zip(x, data["fitted"], strict=True) if b > 0]
    axes.plot([a for a, _ in positive], [b for _, b in positive], "--", color=GREY, linewidth=1.5)
    logarithmic_axis(axes)
    axes.set_xticks(x)
    axes.set_xlabel(data["label"])
    axes.set_ylabel("rank")
    lines = [
        ("●▲ rows used for the fit" if data["revealed"] else "●▲ rows used", BLUE),
        (f"- -  polynomial of degree {data['degree']}", "#555555"),
    ]
    if data["revealed"]:
        misses = [
            f"{data['label'][0]} = {a}: {r}, fit says {f}"
            for a, r, f in zip(x[used:], data["ranks"][used:], data["fitted"][used:], strict=True)
        ]
        lines.append(("the other rows:\n" + ("\n".join(misses) or "none left"), VERMILION))
    else:
        lines.append(("the other rows: ?", VERMILION))
    lines.append(("▲ certified lower bound\n● settled", INK))
    height = 0.88
    for text, colour in lines:
        figure.text(0.69, height, text, fontsize=12, color=colour, va="top", linespacing=1.45)
        height -= 0.075 * (text.count("\n") + 1) + 0.03


def describe(data: dict[str, Any]) -> str:
    """Say the rows that were used, and once revealed how the polynomial does on the others."""
    used = data["used"]
    text = (
        f"Certified ranks against {data['series']}: "
        f"{', '.join(map(str, data['ranks'][:used]))} are used for a polynomial of degree {data['degree']}. "
    )
    if not data["revealed"]:
        return text + "How it does on the other rows is hidden: predict it."
    others = [
        f"{rank} (fit {value})"
        for rank, value in zip(data["ranks"][used:], data["fitted"][used:], strict=True)
    ]
    return text + (f"The other rows: {', '.join(others)}." if others else "No row is left to test it on.")


@explores(
    compute,
    draw,
    describe,
    size=(9.6, 4.6),
    examples=[{"series": "n, at L = 3, M = R = 2, from n = 2", "used": 4}],
)
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "series": choice("what varies", list(SERIES), next(iter(SERIES))),
        "used": int_slider("rows used for the fit", 2, 2, MOST),
        "revealed": tick_box("show the other rows"),
    }
