"""Explorer: a polynomial through some certified ranks, tested on the others."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

from racteach.certificates.atlas import load_atlas
from racteach.explorers.shell import Explorer, choice, hide_on_change, int_slider, tick_box
from racteach.figures import Picture, draw_fit, picture

#: What varies: label of the axis, and the sizes (L, M, R, T) in order.
SERIES: dict[str, tuple[str, list[tuple[int, int, int, int]]]] = {
    "n, at L = 2, M = R = 3": ("n", [(2, 3, 3, 2 * n) for n in range(2, 10)]),
    "n, at L = 3, M = R = 2, from n = 3": ("n", [(3, 2, 2, 2 * n) for n in range(3, 10)]),
    "n, at L = 3, M = R = 2, from n = 2": ("n", [(3, 2, 2, 2 * n) for n in range(2, 9)]),
    "L, at n = 3, M = R = 2": ("L", [(depth, 2, 2, 6) for depth in range(3, 9)]),
    "n, at L = 4, M = R = 2 (open)": ("n", [(4, 2, 2, 2 * n) for n in range(2, 6)]),
}
MOST = 6
_SIZE = (9.6, 4.6)


@cache
def certified(series: str) -> list[tuple[int, int, bool]]:
    """Return (what varies, certified rank, whether it is settled) for each size that the atlas holds.

    Example:
        >>> certified("L, at n = 3, M = R = 2")[:2]
        [(3, 52, True), (4, 106, False)]
    """
    label, sizes = SERIES[series]
    found = []
    for depth, input_dim, channels, length in sizes:
        row = load_atlas().find(depth, input_dim, channels, length, templates="generic")
        if row is not None:
            found.append((depth if label == "L" else length // 2, row.lower_bound, row.verdict == "exact"))
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


def compute(*, series: str, used: int, revealed: bool = True) -> dict[str, Any]:
    """Return certified ranks, the polynomial through the first of them, and its values everywhere.

    Example:
        >>> data = compute(series="n, at L = 2, M = R = 3", used=3)
        >>> data["ranks"] == data["fitted"], data["degree"]
        (True, 2)
    """
    known = certified(series)
    used = min(used, len(known))
    points = [(x, rank) for x, rank, _ in known[:used]]
    label = SERIES[series][0]
    return {
        "series": series,
        "x": [x for x, _, _ in known],
        "ranks": [rank for _, rank, _ in known],
        "exact": [exact for _, _, exact in known],
        "used": used,
        "degree": used - 1,
        "fitted": [round(through(points, x)) for x, _, _ in known],
        "label": {"n": "n = T/2", "L": "L, the depth"}[label],
        "revealed": revealed,
    }


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


def explorer() -> Explorer:
    """Return the explorer as a widget."""
    controls = {
        "series": choice("what varies", list(SERIES), next(iter(SERIES))),
        "used": int_slider("rows used for the fit", 2, 2, MOST),
        "revealed": tick_box("show the other rows"),
    }
    shown = Explorer(
        compute, draw_fit, describe, controls, size=_SIZE, rows=[["series"], ["used", "revealed"]]
    )
    hide_on_change(controls, "revealed")
    return shown


def static(series: str = "n, at L = 3, M = R = 2, from n = 2", used: int = 4) -> Picture:
    """Return one view of the explorer as a picture, with all rows."""
    data = compute(series=series, used=used)
    return picture(draw_fit, data, alt=describe(data), size=_SIZE)
