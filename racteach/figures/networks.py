"""Pictures of the tensor network of a circuit, and of monomials as stars and bars."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from racteach.figures.style import BLUE, GREY, INK, ORANGE, VERMILION


def draw_network(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the duplicated network, or the dependence graph, with the lines of a cut lit and counted.

    Time goes to the right, layers go up. In the duplicated network each row of boxes is one way up to the
    output; it ends where it goes up into the next layer.

    Args:
        data: ``depth``, ``length``, ``lanes`` (``layer``, ``last``, ``y``, ``up``), ``cut`` (0 none,
            1 middle state, 2 end inputs), ``duplicated``, ``channels``, ``input_dim``, ``nodes``, and for
            "state" and "input": ``..._lines``, ``..._weight``, ``..._merged``; ``cheapest``.
    """
    axes = figure.add_axes((0.02, 0.04, 0.66, 0.92))
    depth, length = data["depth"], data["length"]
    rows = data["lanes"] if data["duplicated"] else _one_row_a_layer(depth, length)
    n, boxes = length // 2, 0
    gaps = [abs(a["y"] - b["y"]) for a, b in pairwise(rows) if a["layer"] == b["layer"] and a["y"] != b["y"]]
    high = max(0.0028, min(0.06, 0.62 * min(gaps, default=0.2)))
    wide = min(0.6, max(0.08, 9 * high))
    thin = 1.0 if high > 0.012 else 0.4
    across, upwards, legs, lit = [], [], [], []
    sides: dict[bool, list[Rectangle]] = {True: [], False: []}
    for row in rows:
        y, first = -row["y"], row.get("first", 1)
        across.append([(1, y), (row["last"], y)])
        if row["layer"] < depth:
            upwards.append([(row["last"], y), (row["last"], -row["up"])])
        for t in range(int(first), int(row["last"]) + 1):
            boxes += 1
            sides[t <= n].append(Rectangle((t - wide / 2, y - high / 2), wide, high))
            if row["layer"] == 1:
                line = [(t, y - high / 2), (t, y - 1.1 * high)]
                legs.append(line)
                if data["cut"] == 2 and t > n:
                    lit.append(line)
            if high > 0.04:
                axes.text(t, y, f"$h^{{{t},{int(row['layer'])}}}$", ha="center", va="center", fontsize=11,
                          color=INK if t <= n else "white", zorder=5)  # fmt: skip
        if data["cut"] == 1 and row["last"] > n and first in (1, n + 1):
            lit.append([(n, y), (n + 1, y)])
    axes.add_collection(LineCollection(upwards, colors="#B8B8B8", linewidths=1.6 * thin, zorder=1))
    axes.add_collection(LineCollection(across, colors=INK, linewidths=1.6 * thin, zorder=2))
    axes.add_collection(LineCollection(legs, colors=GREY, linewidths=1.6 * thin, zorder=2))
    axes.add_collection(LineCollection(lit, colors=VERMILION, linewidths=4.5 * thin, zorder=3))
    for start, colour in ((True, ORANGE), (False, BLUE)):
        axes.add_collection(PatchCollection(sides[start], facecolor=colour, edgecolor="none", zorder=4))
    if data["cut"] == 1:
        axes.plot([n + 0.5] * 2, [0.05, -1.03], color=VERMILION, linewidth=1.2, linestyle=(0, (4, 3)))
    axes.text(length + wide / 2 + 0.12, -rows[0]["y"], "$y$", fontsize=16, va="center")
    for layer in range(1, depth + 1):
        own = [row["y"] for row in rows if row["layer"] == layer]
        axes.text(0.42, -(own[0] + own[-1]) / 2, f"$l$ = {layer}", fontsize=12, color=GREY, ha="right",
                  va="center")  # fmt: skip
    for t in range(1, length + 1):
        axes.text(t, -1.06, f"$x^{{{t}}}$", ha="center", va="center", fontsize=12)
    axes.text(1, -1.13, "start", color="#8A5A00", fontsize=13, ha="center", va="center")
    axes.text(n + 1, -1.13, "end", color=BLUE, fontsize=13, ha="center", va="center")
    axes.set_xlim(-0.1, length + 0.8)
    axes.set_ylim(-1.17, 0.06)
    axes.axis("off")
    _numbers(figure, data, boxes)


def _numbers(figure: Figure, data: dict[str, Any], boxes: int) -> None:
    """Write how many boxes there are, and what the cut weighs."""
    figure.text(0.71, 0.88, f"{boxes:,} boxes", fontsize=20, va="center")
    once = "each state once" if not data["duplicated"] else f"for {data['depth'] * data['length']} states"
    figure.text(0.71, 0.82, once, fontsize=13, color=GREY, va="center")
    if data["cut"] == 0 or not data["duplicated"]:
        return
    name = "state" if data["cut"] == 1 else "input"
    base = data["channels"] if data["cut"] == 1 else min(data["input_dim"], data["channels"])
    lines = data[name + "_lines"]
    rows = [
        (0.66, f"{lines} line{'s' if lines > 1 else ''} cut, weight", 13, INK),
        (0.59, f"{base}$^{{{lines}}}$ = {_short(data[name + '_weight'])}", 20, VERMILION),
        (0.47, "equal copies leave", 13, INK),
        (0.40, f"{_short(data[name + '_merged'])}", 20, INK),
        (0.28, "cheapest of all cuts", 13, INK),
        (0.22, _short(data["cheapest"]), 15, INK),
    ]
    for height, text, size, colour in rows:
        figure.text(0.71, height, text, fontsize=size, color=colour, va="center")


def _short(number: int) -> str:
    return f"{number:,}" if number < 10**12 else f"{float(number):.2e}"


def _one_row_a_layer(depth: int, length: int) -> list[dict[str, float]]:
    return [
        {
            "layer": layer,
            "first": t,
            "last": t,
            "y": (depth - layer + 0.5) / depth,
            "up": (depth - layer - 0.5) / depth,
        }
        for layer in range(depth, 0, -1)
        for t in range(length, 0, -1)
    ]


def draw_monomials(figure: Figure, data: dict[str, Any]) -> None:
    """Draw all monomials of a degree beside their stars and bars, one of them lit, and their number.

    Args:
        data: ``monomials`` (exponents), ``stars`` (texts of * and |), ``chosen`` (place), ``variables``,
            ``degree``, ``count``, ``sequences``, ``shown`` (how many are listed), ``revealed``.
    """
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
        axes.text(column + 0.03, -row - 0.5, _monomial(data["monomials"][place]), fontsize=size, va="center")
        _stars(axes, data["stars"][place], column + 0.40, -row - 0.5, size)
    figure.text(0.71, 0.86, f"{data['variables']} variables, degree {data['degree']}", fontsize=14)
    if data["revealed"]:
        a, k = data["variables"], data["degree"]
        figure.text(0.71, 0.70, f"{data['count']}", fontsize=36, color=VERMILION, va="center")
        figure.text(0.71, 0.58, "monomials", fontsize=14)
        figure.text(
            0.71, 0.47, f"mc({a}, {k}) = $\\binom{{{a + k - 1}}}{{{k}}}$ = {data['count']}", fontsize=15
        )
        figure.text(0.71, 0.34, f"ordered products: {a}$^{k}$ = {data['sequences']:,}", fontsize=13,
                    color=GREY)  # fmt: skip
        if shown < data["count"]:
            figure.text(0.71, 0.22, f"the first {shown} are listed", fontsize=12, color=GREY)
    else:
        figure.text(0.71, 0.66, "?", fontsize=44, color=VERMILION, va="center")
        figure.text(0.71, 0.50, "how many are there?", fontsize=14)


def _stars(axes: Axes, text: str, x: float, y: float, size: float) -> None:
    spaced = " ".join({"*": "★", "|": "|"}[sign] for sign in text)
    axes.text(x, y, spaced, fontsize=size, va="center", family="DejaVu Sans", color=BLUE)


def _monomial(exponents: tuple[int, ...]) -> str:
    parts = [
        f"u_{{{place}}}" + (f"^{{{power}}}" if power > 1 else "")
        for place, power in enumerate(exponents, 1)
        if power
    ]
    return f"${' '.join(parts)}$" if parts else "$1$"
