"""A matrix that falls apart into blocks, whose ranks add up: the end's first input is scaled by hand."""

from __future__ import annotations

from functools import cache, partial
from math import prod
from typing import Any

import numpy as np
import traitlets
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from racteach import bounds
from racteach.certificates.torus import monomials
from racteach.explorers.live import Interactive, module
from racteach.explorers.shell import with_settings
from racteach.figures.style import GREEN, GREY, INK, ON_LIGHT, PURPLE, SKY, VERMILION, question, side_text
from racteach.results.staircases import load_staircases

STEPS = 20  # of a handle that scales a channel of the first input, from 1 to 2
MOST_BLOCKS = 500
_FINEST = 60


@cache
def sizes(terms: bool = False) -> dict[tuple[int, int, int], dict[str, Any]]:
    """Return what is known of the blocks by (L, R, n), with M = R.

    Args:
        terms: the terms of the circuit that computes a power of the inner product, in place of almost every
            circuit: each monomial has a block of rank 1.

    Example:
        >>> sizes()[3, 2, 3]["ranks"], sizes(terms=True)[3, 2, 3]["ranks"]
        ((6, 8, 8, 8, 8, 8, 6), (1, 1, 1, 1, 1, 1, 1))
    """
    mc = bounds.multiset_coefficient
    ranks = load_staircases()
    if terms:
        every = [(depth, r, n) for depth in range(1, 5) for r in (2, 3) for n in range(1, 8)]
        ranks = {
            (depth, r, n): (1,) * count
            for depth, r, n in every
            if (count := mc(r, mc(n, depth - 1))) <= MOST_BLOCKS
        }
    found = {}
    for (depth, channels, n), known in ranks.items():
        room = 1 if terms else prod(mc(channels, mc(n, depth - layer)) for layer in range(2, depth + 1))
        found[depth, channels, n] = {
            "degree": mc(n, depth - 1), "ranks": known, "room": room, "bound": len(known) * room,
        }  # fmt: skip
    return found


@with_settings
def compute(
    *,
    depth: int,
    channels: int,
    half_length: int,
    first: int = STEPS,
    second: int = STEPS,
    block: int = 0,
    revealed: bool = True,
    terms: bool = False,
) -> dict[str, Any]:
    """Return the ranks of all blocks with M = R, what each has room for, and the sum.

    Args:
        depth, channels, half_length: for a size without data, such as n < L, the nearest with these channels.
        first, second: how far channels 1 and 2 of the end's first input are scaled, from 0 to 20.
        block: the one that is pointed at.
        terms: see :func:`sizes`.

    Example:
        >>> data = compute(depth=3, channels=2, half_length=3)
        >>> data["ranks"], data["room"], data["rank"], data["bound"]
        ((6, 8, 8, 8, 8, 8, 6), 8, 52, 56)
    """
    known = sizes(terms)
    depth, _, half_length = key = min(
        (key for key in known if key[1] == channels),
        key=lambda key: 10 * abs(key[0] - depth) + abs(key[2] - half_length),
    )
    size = known[key]
    block = min(block, len(size["ranks"]) - 1)
    return {**size, "rank": sum(size["ranks"]), "depth": depth, "half_length": half_length, "block": block}


def _tints(channels: int, degree: int) -> np.ndarray:
    """The channels' colours, in the proportions of each monomial's powers."""
    powers = np.array(list(monomials(channels, degree)), dtype=float)
    return powers / max(degree, 1) @ np.array([to_rgb(colour) for colour in (PURPLE, GREEN, SKY)[:channels]])


def _matrix(axes: Axes, data: dict[str, Any], *, mixed: bool) -> None:
    """Draw the matrix, a few lines for each block, in the order in which it comes or sorted by powers."""
    tints = _tints(data["channels"], data["degree"])
    lines = max(1, min(data["room"], _FINEST // len(tints)))
    block = np.repeat(np.arange(len(tints)), lines)
    rows, columns = (block, block)
    if mixed:
        generator = np.random.default_rng(0)
        rows, columns = generator.permutation(block), generator.permutation(block)
    image = np.ones((len(block), len(block), 3))
    i, j = np.nonzero(rows[:, None] == columns[None, :])
    image[i, j] = to_rgb(INK) if mixed else tints[rows[i]]
    axes.imshow(image, interpolation="nearest")
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_title("as it comes" if mixed else "sorted by powers", fontsize=12)


def _bars(axes: Axes, data: dict[str, Any]) -> None:
    """One bar for each power of the first channel; its frame is the room that it has."""
    count, room = len(data["ranks"]), data["room"]
    places, shown = np.arange(count), data["revealed"]
    if shown:
        axes.bar(places, room, width=0.9, color=VERMILION, alpha=0.3)
        axes.bar(places, data["ranks"], width=0.9, color=_tints(2, data["degree"]))
        for k, rank in enumerate(data["ranks"] if count <= 8 else ()):
            axes.text(k, rank - 0.02 * room, str(rank), ha="center", va="top", fontsize=12, color=ON_LIGHT)
    else:
        axes.bar(places, room, width=0.9, color="none", edgecolor=GREY, linewidth=0.6)
        question(axes, (count - 1) / 2, room / 2)
    axes.set_xlabel(f"power of $v_1$: 0 to {data['degree']}")
    axes.set_xticks([])
    axes.set_yticks([0, room])


def _triangle(axes: Axes, data: dict[str, Any]) -> None:
    """One mark for each monomial in three variables; a corner has one of them only, an edge two."""
    degree, room = data["degree"], data["room"]
    powers = np.array(list(monomials(3, degree)))
    x, y = powers[:, 1] + powers[:, 0] / 2, powers[:, 0] * np.sqrt(3) / 2
    ranks, tints = np.array(data["ranks"]), _tints(3, degree)
    size = 240 * (6.5 / (degree + 3.0)) ** 2
    for full, marker in ((True, "o"), (False, "s")):
        of = (ranks == room) == full if data["revealed"] else np.full(len(x), full)
        edge = VERMILION if not full else "none" if data["revealed"] else GREY
        axes.scatter(x[of], y[of], s=size, color=tints[of] if data["revealed"] else "none", marker=marker,
                     edgecolors=edge)  # fmt: skip
    if not data["revealed"]:
        question(axes, degree / 2, degree / 3)
    pad = 0.08 * degree + 0.3
    axes.set_xlim(-pad, degree + pad)
    axes.set_ylim(-pad, degree * np.sqrt(3) / 2 + pad)
    axes.set_aspect("equal")
    axes.axis("off")


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the matrix as it comes and sorted, and the rank of every block: bars, or a triangle.

    Args:
        data: as :func:`compute` gives it; where ``revealed`` is false, only what each block has room for.
    """
    for place, mixed in enumerate((True, False)):
        _matrix(figure.add_axes((0.01 + 0.27 * place, 0.30, 0.25, 0.56)), data, mixed=mixed)
    axes = figure.add_axes((0.60, 0.32, 0.38, 0.54))
    (_bars if data["channels"] == 2 else _triangle)(axes, data)
    side_text(
        figure, 0.01,
        (0.99, f"L = {data['depth']},  R = {data['channels']},  n = {data['half_length']}", 13, INK),
        (0.15, f"rank = {_sum(data)}" if data["revealed"] else "rank = ?", 14, INK),
    )  # fmt: skip


def _sum(data: dict[str, Any]) -> str:
    kinds = [(rank, data["ranks"].count(rank)) for rank in sorted(set(data["ranks"]))]
    return " + ".join(f"{count:,}·{rank:,}" for rank, count in kinds) + f" = {data['rank']:,}"


def describe(data: dict[str, Any]) -> str:
    """Say the size, how far the matrix has fallen apart, once revealed the rank of a block and the sum."""
    pulls = [data["first"], data["second"]][: data["channels"] - 1]
    count = len(data["ranks"])
    state = "is on its way" if any(pulls) else "is mixed"
    if all(pull == STEPS for pull in pulls):
        state = f"has fallen apart into {count} blocks"
    letter = "x" if data["terms"] else "v"
    powers = list(monomials(data["channels"], data["degree"]))[data["block"]]
    about = " times ".join(f"{letter}{i} to the {power}" for i, power in enumerate(powers, 1))
    if data["revealed"]:
        about += f": rank {data['ranks'][data['block']]} of {data['room']}. "
        about += f"The ranks add up to {data['rank']} of {data['bound']}."
    else:
        about += ": its rank is hidden, predict it."
    return (
        f"Depth L = {data['depth']}, half length n = {data['half_length']}, {data['channels']} channels: "
        f"degree {data['degree']}. The matrix {state}. {about}"
    )


class BlocksPicture(Interactive):
    """The matrix and its blocks, drawn in the browser."""

    _esm = module("blocks")
    depth = traitlets.Int(2).tag(sync=True)
    half_length = traitlets.Int(2).tag(sync=True)
    channels = traitlets.Int(2).tag(sync=True)
    first = traitlets.Int(0).tag(sync=True)
    second = traitlets.Int(0).tag(sync=True)
    block = traitlets.Int(0).tag(sync=True)
    revealed = traitlets.Bool(False).tag(sync=True)


def explorer(terms: bool = False, **values: Any) -> BlocksPicture:
    """Return the picture; with ``terms`` of the circuit that computes a power of the inner product.

    ``values`` are of controls that begin elsewhere.
    """
    known = sizes(terms)
    names = ("depth", "channels", "half_length")
    controls: dict[str, list[Any]] = {
        **{name: sorted({key[place] for key in known}) for place, name in enumerate(names)},
        **{"first": [0, STEPS], "second": [0, STEPS], "block": [0, 3], "revealed": [False, True]},
    }
    return BlocksPicture(
        partial(compute, terms=terms), draw, describe,
        controls=controls,
        data={
            "steps": STEPS,
            "letters": "zx" if terms else "av",  # of the end's first input, and of what the powers are of
            "sizes": {
                ",".join(map(str, key)): {**dict(zip(names, key, strict=True)), **size}
                for key, size in known.items()
            },
        },
        examples=[
            {"depth": 3, "half_length": 3, "channels": channels, "first": STEPS, "second": STEPS}
            for channels in (2, 3)
        ],
        size=(9.6, 4.0),
        **({"depth": 3, "half_length": 3} if terms else {}) | values,
    )  # fmt: skip
