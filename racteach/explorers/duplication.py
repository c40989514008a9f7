"""From paths to copies: the grid of states, unfolded into the duplicated network, cut, and merged again.

Point at a state, and its paths to the output light up and are counted. Unfolded, each path is one box. A cut
between two steps crosses lines whose dimensions multiply. Equal copies merged, ``R^k`` is ``mc(R, k)``.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from itertools import combinations_with_replacement, pairwise
from typing import Any

import traitlets
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from racteach import bounds
from racteach.bounds import multiset_coefficient
from racteach.explorers.live import Interactive, module
from racteach.figures.style import BLUE, GREEN, GREY, INK, ON_DARK, ON_LIGHT, ORANGE, VERMILION
from racteach.network import network_size, state_copies
from racteach.validation import even_length, integer

CONTROLS: dict[str, list[Any]] = {
    "depth": [1, 2, 3, 4],
    "length": [2, 4, 6, 8, 10, 12],
    "channels": [2, 3, 4],
    "cut": list(range(1, 12)),
    "through": ["states", "inputs"],
    "step": list(range(13)),
    "layer": list(range(5)),
    "unfolded": [False, True],
    "merged": [False, True],
}
DEPTHS, LENGTHS = CONTROLS["depth"], CONTROLS["length"]
_EXAMPLES: list[dict[str, Any]] = [
    {"step": 3, "layer": 1},
    {"step": 3, "layer": 1, "unfolded": True},
    {"step": 3, "layer": 1, "unfolded": True, "merged": True},
]


def checked_size(depth: int, length: int) -> tuple[int, int]:
    """Return depth and length if the network can be drawn, or raise with the number of its nodes.

    Raises:
        TypeError, ValueError: if L > 4 or T > 12, or a number is out of range.

    Example:
        >>> checked_size(5, 10)
        Traceback (most recent call last):
        ...
        ValueError: a network of depth 5 and length 10 has 5,005 nodes: it is drawn up to L = 4 and T = 12
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
    *,
    depth: int,
    length: int,
    channels: int = 2,
    cut: int | None = None,
    through: str = "states",
    step: int = 0,
    layer: int = 0,
    unfolded: bool = False,
    merged: bool = False,
) -> dict[str, Any]:
    """Return the lanes of a network, the paths of a state, and what a cut weighs.

    Args:
        depth, length, channels: L, T, R; inputs have at least as many features as there are channels.
        cut: the last step of the start; by default T/2. At most T - 1 is taken.
        through: ``"states"``, the lines from step ``cut`` to the next, or ``"inputs"``, those of the end.
        step, layer: the chosen state ``h^{t,l}``; 0 for none. A state on the cut counts the paths that
            cross it, any other one all its paths to the output.
        unfolded, merged: whether the copies are drawn, and whether equal ones are one bundle.

    Example:
        >>> data = compute(depth=3, length=12, step=6, layer=1, unfolded=True)
        >>> data["paths"], data["groups"], data["weight"] == 2**28, data["bundled"]
        (21, [(3, 1), (2, 6), (1, 21)], True, 308)
    """
    depth, length = checked_size(depth, length)
    cut = min(length // 2 if cut is None else cut, length - 1)
    end = length - cut
    if step > length or layer > depth or not step or not layer:
        step = layer = 0
    first = step + (step == cut)  # where the path may first go up
    if through == "states":
        groups = [(at, multiset_coefficient(end, depth - at)) for at in range(depth, 0, -1)]
        bound = bounds.state_bound(depth, channels, channels, length, split=cut)
    else:
        groups = [(t, multiset_coefficient(length - t + 1, depth - 1)) for t in range(cut + 1, length + 1)]
        bound = bounds.end_bound(depth, channels, channels, length, split=cut)
    lines = sum(number for _, number in groups)
    return {
        "depth": depth,
        "length": length,
        "channels": channels,
        "cut": cut,
        "through": through,
        "step": step,
        "layer": layer,
        "unfolded": unfolded,
        "merged": merged and unfolded,
        "paths": state_copies(depth, length, first, layer) if step else 0,
        "lanes": lanes(depth, length),
        "boxes": sum(lane["last"] for lane in lanes(depth, length)),
        "groups": groups,
        "lines": lines,
        "weight": channels**lines,
        "bundled": bound,
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the grid or the network, with the paths of the chosen state and the lines of the cut lit.

    Time goes to the right, layers go up. In the network each row of boxes is one way up to the output; it
    ends where it goes up into the next layer. Merged, what lies before the cut is drawn once.

    Args:
        data: ``depth``, ``length``, ``channels``, ``lanes`` (``layer``, ``last``, ``y``, ``up``), ``cut``,
            ``through``, ``step``, ``layer``, ``paths``, ``unfolded``, ``merged``, ``boxes``, ``groups`` (of
            lines: the layer or the step, and how many), ``lines``, ``weight``, ``bundled``.
    """
    axes = figure.add_axes((0.02, 0.04, 0.66, 0.92))
    depth, length, cut = data["depth"], data["length"], data["cut"]
    rows = _heights(data)
    gaps = [abs(a["end"] - b["end"]) for a, b in pairwise(rows) if a["layer"] == b["layer"]]
    high = max(0.0028, min(0.07, 0.62 * min([gap for gap in gaps if gap > 1e-9], default=0.2)))
    once = {"start": 0.07 if data["merged"] else high, "end": high}
    thin = 1.0 if high > 0.012 else 0.4
    across, upwards, legs, lit, green = [], [], [], [], []
    boxes: dict[str, list[Rectangle]] = {"start": [], "end": []}
    named: set[tuple[int, int]] = set()
    for row in rows:
        last, layer = int(row["last"]), int(row["layer"])
        side = "start" if last <= cut else "end"
        across.append([(1, row["start"]), (min(last, cut), row["start"])])
        if last > cut:
            over = [(cut, row["start"]), (cut + 0.5, row["start"]), (cut + 1, row["end"])]
            across += [over, [(cut + 1, row["end"]), (last, row["end"])]]
            if data["through"] == "states":
                lit.append(over)
        if layer < depth:
            upwards.append([(last, row[side]), (last, row[f"up_{side}"])])
        for t in range(1, last + 1):
            at = "start" if t <= cut else "end"
            tall, y = once[at], row[at]
            wide = min(0.62, max(0.08, 9 * tall))
            boxes[at].append(Rectangle((t - wide / 2, y - tall / 2), wide, tall))
            if layer == 1:
                line = [(t, y - tall / 2), (t, y - tall)]
                legs.append(line)
                if data["through"] == "inputs" and t > cut:
                    lit.append(line)
            chosen = (t, layer) == (data["step"], data["layer"]) and last >= t + (t == cut)
            if chosen:
                green.append(boxes[at][-1])
            if tall > 0.045 and length <= 8 and (t, layer) not in named:
                named.add((t, layer))
                axes.text(t, y, f"$h^{{{t},{layer}}}$", ha="center", va="center", fontsize=11,
                          color=ON_LIGHT if at == "start" else ON_DARK, zorder=5)  # fmt: skip
    axes.add_collection(LineCollection(upwards, colors="#B8B8B8", linewidths=1.6 * thin, zorder=1))
    axes.add_collection(LineCollection(across, colors=INK, linewidths=1.6 * thin, zorder=2))
    axes.add_collection(LineCollection(legs, colors=GREY, linewidths=1.6 * thin, zorder=2))
    axes.add_collection(LineCollection(lit, colors=VERMILION, linewidths=4.5 * thin, zorder=3))
    for name, colour in (("start", ORANGE), ("end", BLUE)):
        axes.add_collection(PatchCollection(boxes[name], facecolor=colour, edgecolor="none", zorder=4))
    axes.add_collection(
        PatchCollection(green, facecolor="none", edgecolor=GREEN, linewidth=3 * thin, zorder=4.5)
    )
    axes.plot([cut + 0.5] * 2, [0.05, -1.03], color=VERMILION, linewidth=1.2, linestyle=(0, (4, 3)))
    axes.text(length + 0.45, rows[0]["end"], "$y$", fontsize=16, va="center")
    for layer in range(1, depth + 1):
        own = [row["start"] for row in rows if row["layer"] == layer]
        axes.text(0.42, (own[0] + own[-1]) / 2, f"$l$ = {layer}", fontsize=12, color=GREY, ha="right",
                  va="center")  # fmt: skip
    for t in range(1, length + 1):
        axes.text(t, -1.09, f"$x^{{{t}}}$", ha="center", va="center", fontsize=12)
    axes.set_xlim(-0.1, length + 0.8)
    axes.set_ylim(-1.15, 0.06)
    axes.axis("off")
    _numbers(figure, data)


def _heights(data: dict[str, Any]) -> list[dict[str, float]]:
    """Return the lanes with their heights before and after the cut, and those of the lanes they go up to."""
    depth, cut = data["depth"], data["cut"]
    tops, bands = _bands(depth, data["length"] - cut if data["merged"] else data["length"])
    middle = {layer: -(tops[layer] + bands[layer] / 2) for layer in tops}
    even = {layer: -(depth - layer + 0.5) / depth for layer in tops}
    ends = iter(lanes(depth, data["length"] - cut)) if data["merged"] else None
    found = []
    for lane in data["lanes"]:
        row = dict(lane)
        layer = int(lane["layer"])
        if not data["unfolded"]:
            row["start"] = row["end"] = even[layer]
            row["up_start"] = row["up_end"] = even.get(layer + 1, 0)
        elif ends is not None and data["through"] == "states":
            row |= {"start": middle[layer], "end": middle[layer], "up_start": middle.get(layer + 1, 0)}
            if lane["last"] > cut:
                own = next(ends)
                row |= {"end": -own["y"], "up_end": -own["up"]}
        else:
            row |= {"start": -lane["y"], "end": -lane["y"], "up_start": -lane["up"], "up_end": -lane["up"]}
        found.append(row)
    return found


def _numbers(figure: Figure, data: dict[str, Any]) -> None:
    """Write how many paths the chosen state has, and what the cut weighs."""

    def write(height: float, text: str, size: int, colour: str = INK) -> None:
        figure.text(0.71, height, text, fontsize=size, color=colour, va="center")

    if data["step"]:
        where = "over the cut" if data["step"] == data["cut"] else "to $y$"
        write(0.88, f"$h^{{{data['step']},{data['layer']}}}$: {data['paths']}", 20)
        write(0.81, f"path{'s' if data['paths'] > 1 else ''} {where}", 13, GREY)
    if not data["unfolded"]:
        return
    write(0.68, f"{data['boxes']:,} boxes for {data['depth'] * data['length']} states", 13)
    base, lines = data["channels"], data["lines"]
    write(0.56, f"{lines} line{'s' if lines > 1 else ''} cut, weight", 13)
    write(0.49, f"{base}$^{{{lines}}}$ = {_short(data['weight'], '{}·10$^{{{}}}$')}", 18, VERMILION)
    if data["merged"]:
        write(0.37, "equal copies merged leave", 13)
        write(0.30, _short(data["bundled"], "{}·10$^{{{}}}$"), 20)


def _short(number: int, pattern: str = "{} times 10^{}") -> str:
    if number < 10**9:
        return f"{number:,}"
    digits, power = f"{Decimal(number):.2e}".split("e")  # no float holds the largest
    return pattern.format(digits, int(power))


def describe(data: dict[str, Any]) -> str:
    """Say what is drawn, how many paths the chosen state has, and what the cut weighs."""
    depth, length, cut, step = data["depth"], data["length"], data["cut"], data["step"]
    states = f"{depth * length} states, depth {depth}, length {length}, cut after step {cut}."
    words = [f"Network of {data['boxes']:,} boxes for {states}" if data["unfolded"] else f"Grid of {states}"]
    if step:
        on, paths = step == cut, data["paths"]
        words.append(
            f"h {step},{data['layer']} has {paths} path{'s' if paths > 1 else ''} "
            f"{'over the cut' if on else 'to y'}: mc({length - step + (not on)}, {depth - data['layer']})."
        )
    if data["unfolded"]:
        lines, s = data["lines"], "" if data["lines"] == 1 else "s"
        what = f"input{s} of the end" if data["through"] == "inputs" else f"line{s}"
        weight = f"{data['channels']}^{lines} = {_short(data['weight'])}"
        words.append(f"The cut crosses {lines} {what} and weighs {weight}.")
    if data["merged"]:
        words.append(f"Equal copies merged leave {_short(data['bundled'])}.")
    return " ".join(words)


class Duplication(Interactive):
    """The grid of states that becomes a network, drawn in the browser."""

    _esm = module("lanes", "weights", "duplication")
    depth = traitlets.Int(3).tag(sync=True)
    length = traitlets.Int(6).tag(sync=True)
    channels = traitlets.Int(2).tag(sync=True)
    cut = traitlets.Int(3).tag(sync=True)
    through = traitlets.Unicode("states").tag(sync=True)
    step = traitlets.Int(0).tag(sync=True)
    layer = traitlets.Int(0).tag(sync=True)
    unfolded = traitlets.Bool(False).tag(sync=True)
    merged = traitlets.Bool(False).tag(sync=True)


def explorer(**values: Any) -> Duplication:
    """Return the explorer as a widget; ``values`` say where its controls begin.

    Example:
        >>> picture = explorer(depth=2, unfolded=True)
        >>> picture.still().alt.split(".")[0]
        'Network of 27 boxes for 12 states, depth 2, length 6, cut after step 3'
    """
    return Duplication(
        compute, draw, describe, controls=CONTROLS, data={}, examples=_EXAMPLES, size=(9.6, 5.2), **values
    )
