"""Flagship explorer: certified ranks against depth, width and length, between a lower and two upper bounds.

The values come from the atlas: of the functional rank (inputs are free vectors) or of the one-hot grid. At
depth 1 they come from the theorem. Where the atlas has only a lower bound, or nothing, the picture says so.
The lower bound is the power bound for vectors, and the paper's form for letters. Every status comes from
``racteach.bounds``.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

import numpy as np
import traitlets
from matplotlib.figure import Figure

from racteach import bounds
from racteach.certificates.atlas import load_atlas
from racteach.explorers.live import Interactive, module
from racteach.figures.numbers import short
from racteach.figures.style import BLUE, GREEN, GREY, INK, ORANGE, PALE, VERMILION, logarithmic_axis, question

CONTROLS: dict[str, list[Any]] = {
    "depth": [1, 2, 3, 4],
    "length": list(range(2, 21, 2)),
    "input_dim": [2, 3, 4],
    "channels": [2, 3, 4],
    "letters": [False, True],
    "revealed": [False, True],
}
LENGTHS = CONTROLS["length"]
_EXAMPLES: list[dict[str, Any]] = [
    {"depth": 2, "input_dim": 3, "channels": 3, "length": 10, "letters": False},
    {"depth": 3, "input_dim": 2, "channels": 2, "length": 12},
]


def certified(
    depth: int, input_dim: int, channels: int, length: int, letters: bool
) -> tuple[int | None, bool]:
    """Return the best certified value of a size and whether it is exact; (None, False) without one.

    Example:
        >>> certified(3, 2, 2, 12, False), certified(3, 2, 2, 12, True), certified(4, 2, 2, 8, False)
        ((304, True), (64, True), (2038, True))
    """
    if depth == 1:
        return bounds.shallow_rank(input_dim, channels, length), True
    row = load_atlas().find(depth, input_dim, channels, length, templates="one-hot" if letters else "generic")
    if row is None:
        return None, False
    return row.lower_bound, row.verdict == "exact"


@cache
def curves(depth: int, input_dim: int, channels: int, letters: bool) -> dict[str, Any]:
    """Return every curve of one picture, one value for each of ``LENGTHS``."""
    sizes = [(depth, input_dim, channels, length) for length in LENGTHS]
    certified_points = [certified(*size, letters) for size in sizes]
    templates = input_dim if letters else None
    known = [
        {bound.name: bound for bound in bounds.bounds_overview(*size, templates=templates)} for size in sizes
    ]
    lower = "paper's lower bound" if letters or depth == 1 else "power bound"
    return {
        "rank": [rank for rank, _ in certified_points],
        "exact": [exact for _, exact in certified_points],
        "lower_name": "paper's form" if letters and depth > 1 else "lower bound",
        "lower": [at[lower].value for at in known],
        "lower_status": [str(at[lower].status) for at in known],
        "state": [at["state bound"].value for at in known],
        "end": [at["end bound"].value for at in known],
        "upper_status": str(known[0]["state bound"].status),
        "shallow_status": str(bounds.rank_status(1, input_dim, channels, LENGTHS[0])),
        "shallow": [bounds.shallow_rank(input_dim, channels, length) for length in LENGTHS],
        "cap": [bounds.grid_cap(input_dim, length) for length in LENGTHS],
    }


def compute(
    *, depth: int, input_dim: int, channels: int, length: int, letters: bool = False, revealed: bool = True
) -> dict[str, Any]:
    """Return the data of one picture; of a length that is not in it, the nearest.

    Example:
        >>> compute(depth=2, input_dim=3, channels=3, length=10)["rank"][4]
        63
    """
    found = curves(depth, input_dim, channels, letters)
    kind = "grid rank, one-hot letters" if letters else "functional rank, free vectors"
    return {
        **found,
        "cap": found["cap"] if letters else None,
        "lengths": LENGTHS,
        "length": min(LENGTHS, key=lambda known: abs(known - length)),
        "revealed": revealed,
        "title": f"$L$ = {depth}, $M$ = {input_dim}, $R$ = {channels}: {kind}",
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw certified ranks against T on a logarithmic axis, between the bounds that hold them.

    Args:
        data: ``lengths``, ``rank`` (None where nothing is certified), ``exact`` (one truth value a length),
            ``lower_name``, ``lower``, ``lower_status`` (one a length), ``state``, ``end``, ``shallow``,
            ``cap`` (None for vectors), ``length`` (the chosen one), ``revealed``, ``title``.
    """
    axes = figure.add_axes((0.09, 0.15, 0.58, 0.74))
    lengths = data["lengths"]
    axes.axvline(data["length"], color=PALE, linewidth=12, zorder=0)
    style: dict[str, Any] = {"fillstyle": "none", "markersize": 7, "linewidth": 1.4}
    axes.plot(lengths, data["state"], color=BLUE, marker="v", linestyle="--", label="state bound", **style)
    axes.plot(lengths, data["end"], color=GREEN, marker="s", linestyle="-.", label="end bound", **style)
    place = lengths.index(data["length"])
    axes.plot(lengths, data["lower"], color=ORANGE, marker="^", linestyle=":",
              label=f"{data['lower_name']}\n(T = {data['length']}: {data['lower_status'][place]})",
              **style)  # fmt: skip
    refuted = [
        (t, value)
        for t, value, status in zip(lengths, data["lower"], data["lower_status"], strict=True)
        if status == bounds.Status.REFUTED
    ]
    if refuted:
        axes.plot(*zip(*refuted, strict=True), linestyle="", marker="x", markersize=13, markeredgewidth=2.5,
                  color=VERMILION, label="refuted here")  # fmt: skip
    axes.plot(lengths, data["shallow"], color=GREY, linewidth=5, alpha=0.5, label="depth 1, same width")
    if data["cap"]:
        axes.plot(lengths, data["cap"], color=GREY, linewidth=1, linestyle=(0, (1, 2)), label="cap $M^{T/2}$")
    if data["revealed"]:
        points = list(zip(lengths, data["rank"], data["exact"], strict=True))
        certified_points = [(t, rank) for t, rank, _ in points if rank is not None]
        lower = [(t, rank) for t, rank, exact in points if rank is not None and not exact]
        if certified_points:
            axes.plot(
                *zip(*certified_points, strict=True),
                color=INK,
                marker="o",
                label="certified rank",
                linewidth=2.5,
            )
        if lower:
            axes.plot(*zip(*lower, strict=True), linestyle="", marker="o", markersize=14, fillstyle="none",
                      color=VERMILION, label="lower bound only")  # fmt: skip
    else:
        middle = (data["state"][place] * max(data["lower"][place], 1)) ** 0.5
        question(axes, data["length"], middle, size=26)
    logarithmic_axis(axes)
    axes.set_xlim(1, 21)
    axes.set_ylim(0.8, 10 ** (np.log10(max(max(data["state"]), 10)) * 1.06))
    axes.set_xticks(lengths)
    axes.set_xlabel("length $T$ (time steps)")
    axes.set_ylabel("Start-End rank")
    axes.set_title(data["title"], fontsize=13)
    axes.legend(loc="upper left", bbox_to_anchor=(1.02, 1.0), fontsize=11, labelspacing=0.9)


def describe(data: dict[str, Any]) -> str:
    """Say the rank at the chosen length and every bound."""
    place = data["lengths"].index(data["length"])
    rank = data["rank"][place]
    title = data["title"].replace("$", "")
    if not data["revealed"]:
        shown = "is hidden: predict it"
    elif rank is None:
        shown = "is not in the atlas"
    else:
        shown = f"is {'' if data['exact'][place] else 'at least '}{short(rank)} (certified)"
    shallow, lower, state, end = (short(data[name][place]) for name in ("shallow", "lower", "state", "end"))
    return (
        f"{title}. The rank at T = {data['length']} {shown}; depth 1 has {shallow}, the {data['lower_name']} "
        f"is {lower} ({data['lower_status'][place]}), the state bound {state}, the end bound {end}."
    )


class Theorem(Interactive):
    """Ranks and bounds, drawn in the browser."""

    _esm = module("numbers", "theorem")
    depth = traitlets.Int(2).tag(sync=True)
    length = traitlets.Int(8).tag(sync=True)
    input_dim = traitlets.Int(3).tag(sync=True)
    channels = traitlets.Int(3).tag(sync=True)
    letters = traitlets.Bool(False).tag(sync=True)
    revealed = traitlets.Bool(False).tag(sync=True)


def explorer(**values: Any) -> Theorem:
    """Return the explorer as a widget; ``values`` say where its controls begin."""
    sizes = product(*(CONTROLS[name] for name in ("depth", "input_dim", "channels", "letters")))
    every = {",".join(str(int(value)) for value in size): curves(*size) for size in sizes}
    return Theorem(
        compute, draw, describe,
        controls=CONTROLS,
        data={"lengths": LENGTHS, "curves": every},
        examples=_EXAMPLES,
        size=(9.6, 4.4),
        **values,
    )  # fmt: skip
