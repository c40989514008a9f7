"""From paths to copies: the grid of states, unfolded into the duplicated network, cut, and merged again.

Point at a state, and its paths to the output light up and are counted. Unfolded, each path is one box. A cut
between two steps crosses lines whose dimensions multiply. Equal copies merged, ``R^k`` is ``mc(R, k)``.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import traitlets
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from racteach import bounds
from racteach.bounds import multiset_coefficient
from racteach.explorers.live import Interactive, module
from racteach.explorers.shell import with_settings
from racteach.figures.numbers import short
from racteach.figures.style import BLUE, GREEN, GREY, INK, ON_DARK, ON_LIGHT, ORANGE, VERMILION
from racteach.network import network_size, state_copies
from racteach.validation import even_length, integer

CONTROLS: dict[str, list[Any]] = {
    "depth": [1, 2, 3, 4],
    "length": list(range(2, 13, 2)),
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
def lanes(depth: int, length: int) -> list[dict[str, Any]]:
    """Return the network as lanes: rows of copies of one layer from step 1 to the step where the row goes up.

    A path from layer l to the output goes up at steps ``u_l <= ... <= u_{L-1}``. Paths with the same steps
    share a lane, which holds the steps 1 to u_l. So layer l has mc(T, L-l) lanes.

    Returns:
        For each lane ``layer``, ``last`` (u_l, or T in the top layer), ``y`` (from 0 at the top to 1), ``up``
        (the y of the lane that it enters; its own in the top layer) and ``band`` (the middle of its layer).

    Example:
        >>> [(lane["layer"], lane["last"]) for lane in lanes(2, 2)]
        [(2, 2), (1, 2), (1, 1)]
    """
    sizes = {layer: 0.6 + multiset_coefficient(length, depth - layer) ** 0.6 for layer in range(1, depth + 1)}
    gap = 0.05 if depth > 1 else 0.0
    room = (1 - gap * (depth - 1)) / sum(sizes.values())
    row: list[dict[str, Any]] = [{"layer": depth, "last": length}]
    found, top = [], 0.0
    for layer in range(depth, 0, -1):
        if layer < depth:
            row = [
                {"layer": layer, "last": last, "up": parent["y"]}
                for parent in row
                for last in range(parent["last"], 0, -1)
            ]
        high = room * sizes[layer]
        for place, lane in enumerate(row):
            lane |= {"y": top + high * (place + 0.5) / len(row), "band": top + high / 2}
        found += row
        top += high + gap
    found[0]["up"] = found[0]["y"]
    return found


@with_settings
def compute(
    *, depth: int, length: int, channels: int = 2, cut: int | None = None, through: str = "states",
    step: int = 0, layer: int = 0, unfolded: bool = False, merged: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Return the lanes of a network, the paths of a state, and what a cut weighs.

    Args:
        depth, length, channels: L, T, R; the inputs have at least R features.
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
    if through == "states":
        groups = [(at, multiset_coefficient(end, depth - at)) for at in range(depth, 0, -1)]
        bound = bounds.state_bound(depth, channels, channels, length, split=cut)
    else:
        groups = [(t, multiset_coefficient(length - t + 1, depth - 1)) for t in range(cut + 1, length + 1)]
        bound = bounds.end_bound(depth, channels, channels, length, split=cut)
    lines = sum(number for _, number in groups)
    return {
        "cut": cut,
        "step": step,
        "layer": layer,
        "merged": merged and unfolded,
        "joined": merged and unfolded and through == "states",
        "paths": state_copies(depth, length, step + (step == cut), layer) if step else 0,
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
        data: as from :func:`compute`.
    """
    axes = figure.add_axes((0.02, 0.04, 0.66, 0.92))
    depth, length, cut = data["depth"], data["length"], data["cut"]
    rows = _heights(data)
    gaps = [abs(a["end"] - b["end"]) for a, b in pairwise(rows) if a["layer"] == b["layer"]]
    high = max(0.0028, min(0.07, 0.62 * min([gap for gap in gaps if gap > 1e-9], default=0.2)))
    once = {"start": 0.07 if data["joined"] else high, "end": high}
    thin = 1.0 if high > 0.012 else 0.4
    across, upwards, green = [], [], []
    legs: list[Any] = []
    lit: list[Any] = []
    boxes: dict[str, list[Rectangle]] = {"start": [], "end": []}
    for row in rows:
        last, layer = row["last"], row["layer"]
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
                reached = data["through"] == "inputs" and t > cut
                (lit if reached else legs).append([(t, y - tall / 2), (t, y - tall)])
            if (t, layer) == (data["step"], data["layer"]) and last >= t + (t == cut):
                green.append(boxes[at][-1])
            alone = data["unfolded"] and not (data["joined"] and at == "start")
            if tall > 0.045 and length <= 8 and (alone or last == length):
                axes.text(t, y, f"$h^{{{t},{layer}}}$", ha="center", va="center", fontsize=11,
                          color=ON_LIGHT if at == "start" else ON_DARK, zorder=5)  # fmt: skip
    drawn = ((upwards, "#B8B8B8", 1.6), (across, INK, 1.6), (legs, GREY, 1.6), (lit, VERMILION, 4.5))
    for order, (segments, colour, width) in enumerate(drawn):
        lines = LineCollection(segments, colors=colour, linewidths=width * thin, zorder=order / 2)
        axes.add_collection(lines)
    for name, colour in (("start", ORANGE), ("end", BLUE)):
        axes.add_collection(PatchCollection(boxes[name], facecolor=colour, edgecolor="none", zorder=3))
    axes.add_collection(PatchCollection(green, facecolor="none", edgecolor=GREEN, linewidth=2, zorder=4))
    axes.plot([cut + 0.5] * 2, [0.05, -1.03], color=VERMILION, linewidth=1.2, linestyle=(0, (4, 3)))
    axes.text(length + 0.45, rows[0]["end"], "$y$", fontsize=16, va="center")
    for layer in range(1, depth + 1):
        own = [row["start"] for row in rows if row["layer"] == layer]
        axes.text(-0.05, (own[0] + own[-1]) / 2, f"$l$ = {layer}", fontsize=12, color=GREY, va="center")
    for t in range(1, length + 1):
        axes.text(t, -1.09, f"$x^{{{t}}}$", ha="center", va="center", fontsize=12)
    axes.set_xlim(-0.1, length + 0.8)
    axes.set_ylim(-1.15, 0.06)
    axes.axis("off")
    _numbers(figure, data)


def _heights(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the lanes with their heights before and after the cut, and those of the lanes they go up to."""
    depth, cut = data["depth"], data["cut"]
    own = lanes(depth, data["length"] - cut)
    middle = {lane["layer"]: -lane["band"] for lane in own} | {depth + 1: 0}
    even = {layer: -(depth - layer + 0.5) / depth for layer in middle}
    ends, found = iter(own), []
    for lane in data["lanes"]:
        row, layer = dict(lane), lane["layer"]
        y, up = -lane["y"], -lane["up"]
        if not data["unfolded"]:
            y, up = even[layer], even[layer + 1]
        elif data["joined"]:
            y, up = middle[layer], middle[layer + 1]
        row |= {"start": y, "end": y, "up_start": up, "up_end": up}
        if data["joined"] and lane["last"] > cut:
            end = next(ends)
            row |= {"end": -end["y"], "up_end": -end["up"]}
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
    lines = data["lines"]
    write(0.56, f"{lines} line{'s' if lines > 1 else ''} cut, weight", 13)
    write(
        0.49, f"{data['channels']}$^{{{lines}}}$ = {short(data['weight'], '{}·10$^{{{}}}$')}", 18, VERMILION
    )
    if data["merged"]:
        write(0.37, "equal copies merged leave", 13)
        write(0.30, short(data["bundled"], "{}·10$^{{{}}}$"), 20)


def describe(data: dict[str, Any]) -> str:
    """Say what is drawn, how many paths the chosen state has, and what the cut weighs."""
    depth, length, cut, step = (data[name] for name in ("depth", "length", "cut", "step"))
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
        weight = f"{data['channels']}^{lines} = {short(data['weight'])}"
        words.append(f"The cut crosses {lines} {what} and weighs {weight}.")
    if data["merged"]:
        words.append(f"Equal copies merged leave {short(data['bundled'])}.")
    return " ".join(words)


class Duplication(Interactive):
    """The grid of states that becomes a network, drawn in the browser."""

    _esm = module("numbers", "lanes", "weights", "film", "duplication")
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
    """Return the explorer as a widget; ``values`` say where its controls begin."""
    return Duplication(
        compute, draw, describe, controls=CONTROLS, data={}, examples=_EXAMPLES, size=(9.6, 5.2), **values
    )
