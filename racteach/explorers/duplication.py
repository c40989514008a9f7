"""Flagship explorer: the duplicated network of a circuit, with the lines of a cut lit and counted."""

from __future__ import annotations

import math
from functools import cache
from itertools import combinations_with_replacement, pairwise
from typing import Any

import ipywidgets
import traitlets
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from racteach import bounds
from racteach.explorers.live import LiveExplorer, LivePicture, live_script
from racteach.explorers.shell import choice, int_slider, tick_box
from racteach.figures.style import BLUE, GREY, INK, ON_DARK, ON_LIGHT, ORANGE, VERMILION
from racteach.network import cheapest_weight, network_size
from racteach.validation import even_length, integer

DEPTHS, LENGTHS, VALUES = range(1, 5), range(2, 11, 2), range(2, 5)
CUTS = ("no cut", "through the middle state", "through the inputs of the end")
_EXAMPLES: list[dict[str, Any]] = [{"depth": 2, "length": 6, "cut": 1, "duplicated": True}]
#: Numbers that may be too large for a browser's arithmetic: sent as text.
_BIG = ("state_weight", "input_weight", "state_merged", "input_merged", "cheapest")


def checked_size(depth: int, length: int) -> tuple[int, int]:
    """Return depth and length if the network can be drawn, or raise with the number of its nodes.

    Raises:
        TypeError, ValueError: if L > 4 or T > 10, or a number is out of range.

    Example:
        >>> checked_size(5, 10)
        Traceback (most recent call last):
        ...
        ValueError: a network of depth 5 and length 10 has 5,005 nodes: it is drawn up to L = 4 and T = 10
    """
    depth, length = integer(depth, "depth", minimum=1), even_length(length)
    if depth > DEPTHS[-1] or length > LENGTHS[-1]:
        raise ValueError(
            f"a network of depth {depth} and length {length} has {network_size(depth, length):,} nodes: "
            f"it is drawn up to L = {DEPTHS[-1]} and T = {LENGTHS[-1]}"
        )
    return depth, length


@cache
def lanes(depth: int, length: int) -> list[dict[str, float]]:
    """Return the network as lanes: rows of copies of one layer from step 1 to the step where the row goes up.

    A path from layer l to the output goes up at steps ``u_l <= ... <= u_{L-1}``. Paths with the same steps
    share a lane, which holds the steps 1 to u_l. So layer l has mc(T, L-l) lanes.

    Returns:
        For each lane ``layer``, ``last`` (u_l, or T in the top layer), ``y`` (from 0 at the top to 1) and
        ``up`` (the y of the lane that it enters; its own in the top layer).

    Example:
        >>> [(lane["layer"], lane["last"]) for lane in lanes(2, 2)]
        [(2, 2), (1, 2), (1, 1)]
    """
    depth, length = checked_size(depth, length)
    tops, heights = _bands(depth, length)
    found: list[dict[str, float]] = [{"layer": depth, "last": length, "y": heights[depth] / 2, "up": 0}]
    found[0]["up"] = found[0]["y"]
    places: dict[tuple[int, ...], float] = {(): found[0]["y"]}
    for layer in range(depth - 1, 0, -1):
        steps = sorted(
            combinations_with_replacement(range(1, length + 1), depth - layer),
            key=lambda path: [-u for u in reversed(path)],
        )
        below = {}
        for place, path in enumerate(steps):
            y = tops[layer] + heights[layer] * (place + 0.5) / len(steps)
            below[path] = y
            found.append(
                {"layer": layer, "last": path[0], "y": round(y, 5), "up": round(places[path[1:]], 5)}
            )
        places = below
    return found


def _bands(depth: int, length: int) -> tuple[dict[int, float], dict[int, float]]:
    """Return top and height of each layer's band, the top layer first: more lanes get more room."""
    weights = {
        layer: 0.6 + bounds.multiset_coefficient(length, depth - layer) ** 0.6
        for layer in range(1, depth + 1)
    }
    gap = 0.05 if depth > 1 else 0.0
    room = 1 - gap * (depth - 1)
    total = sum(weights.values())
    tops, heights, at = {}, {}, 0.0
    for layer in range(depth, 0, -1):
        tops[layer], heights[layer] = at, room * weights[layer] / total
        at += heights[layer] + gap
    return tops, heights


def compute(
    *, depth: int, length: int, cut: int = 1, duplicated: bool = True, input_dim: int = 2, channels: int = 2
) -> dict[str, Any]:
    """Return the lanes of a network, and what its two cuts weigh.

    Example:
        >>> data = compute(depth=3, length=6)
        >>> data["state_lines"], data["state_weight"], data["state_merged"], data["cheapest"]
        (10, 1024, 56, 512)
    """
    depth, length = checked_size(depth, length)
    n = length // 2
    state, inputs = math.comb(n + depth - 1, depth - 1), math.comb(n + depth - 1, depth)
    return {
        "depth": depth,
        "length": length,
        "cut": cut,
        "duplicated": duplicated,
        "input_dim": input_dim,
        "channels": channels,
        "lanes": lanes(depth, length),
        "nodes": network_size(depth, length) if duplicated else depth * length + length + 1,
        "state_lines": state,
        "input_lines": inputs,
        "state_weight": channels**state,
        "input_weight": min(input_dim, channels) ** inputs,
        "state_merged": bounds.state_bound(depth, input_dim, channels, length),
        "input_merged": bounds.end_bound(depth, input_dim, channels, length),
        "cheapest": cheapest_weight(depth, length, input_dim, channels),
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
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
                          color=ON_LIGHT if t <= n else ON_DARK, zorder=5)  # fmt: skip
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
    return f"{number:,}" if number < 10**9 else f"{float(number):.2e}"


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


def describe(data: dict[str, Any]) -> str:
    """Say the size of the network and what the chosen cut weighs."""
    drawn = "Duplicated network" if data["duplicated"] else "Dependence graph"
    text = f"{drawn} of depth {data['depth']} and length {data['length']}: {data['nodes']} nodes. "
    if data["cut"] == 0:
        return text + "No cut is lit."
    if not data["duplicated"] and data["depth"] > 1:
        return text + "Its states are used more than once, so it is no tensor network."
    name, base = ("state", data["channels"]) if data["cut"] == 1 else (
        "input", min(data["input_dim"], data["channels"]))  # fmt: skip
    return (
        f"{text}The cut {CUTS[data['cut']]} has {data[name + '_lines']} lines and weighs "
        f"{base}^{data[name + '_lines']} = {data[name + '_weight']:,}; equal copies leave "
        f"{data[name + '_merged']:,}. The cheapest of all cuts weighs {data['cheapest']:,}."
    )


class DuplicationPicture(LivePicture):
    """The network, drawn in the browser."""

    _esm = live_script("duplication")
    depth = traitlets.Int(1).tag(sync=True)
    length = traitlets.Int(6).tag(sync=True)
    input_dim = traitlets.Int(2).tag(sync=True)
    channels = traitlets.Int(2).tag(sync=True)
    cut = traitlets.Int(1).tag(sync=True)
    duplicated = traitlets.Bool(True).tag(sync=True)


def explorer() -> LiveExplorer:
    """Return the explorer as a widget."""
    controls: dict[str, ipywidgets.Widget] = {
        "depth": int_slider("depth L", 1, DEPTHS[0], DEPTHS[-1]),
        "length": int_slider("length T", 6, LENGTHS[0], LENGTHS[-1], 2),
        "input_dim": int_slider("features M", 2, VALUES[0], VALUES[-1]),
        "channels": int_slider("channels R", 2, VALUES[0], VALUES[-1]),
        "cut": choice("cut", list(CUTS), CUTS[1]),
        "duplicated": tick_box("draw every copy", True),
    }
    networks = {f"{depth},{length}": lanes(depth, length) for depth in DEPTHS for length in LENGTHS}
    numbers = {}
    for depth in DEPTHS:
        for length in LENGTHS:
            for input_dim in VALUES:
                for channels in VALUES:
                    data = compute(depth=depth, length=length, input_dim=input_dim, channels=channels)
                    numbers[f"{depth},{length},{input_dim},{channels}"] = {
                        name: str(data[name])
                        for name in (
                            "state_weight",
                            "input_weight",
                            "state_merged",
                            "input_merged",
                            "cheapest",
                        )
                    } | {name: data[name] for name in ("nodes", "state_lines", "input_lines")}
    data = {"controls": dict.fromkeys(controls, True), "networks": networks, "numbers": numbers}
    return LiveExplorer(
        compute, draw, describe, controls, DuplicationPicture(data=data), examples=_EXAMPLES, size=(9.6, 5.2),
        rows=[["depth", "length"], ["input_dim", "channels"], ["cut", "duplicated"]],
    )  # fmt: skip
