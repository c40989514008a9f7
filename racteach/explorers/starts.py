"""Explorer: memory as starts that can be told apart.

Two words run through a small circuit, and beside them stand the start x end tables of depths 1, 2 and 3. An
elimination goes through the rows and greys each start that the starts above it give. All numbers are residues
modulo a small prime, so that they can be read. A rank modulo a prime is a lower bound of the rank over the
fractions; for these weights and this prime both are equal, at every size shown, and equal to the certified
rank of almost every circuit (tests/test_explorers.py).
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import traitlets
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from racteach.circuits import RAC
from racteach.exact.arithmetic import Modular
from racteach.explorers.live import Interactive, module
from racteach.figures.style import GREY, INK, ON_LIGHT, PAPER
from racteach.grids import grid_tensor
from racteach.matricization import start_end_matricization
from racteach.ranks import exact_rank

PRIME = 13
INPUT_WEIGHTS = [[1, 2], [2, 1]], [[1, 2], [1, 1]], [[1, 2], [1, 1]]
HIDDEN_WEIGHTS = [[2, 1], [1, 0]], [[2, 2], [2, 0]], [[0, 1], [1, 0]]
OUTPUT_WEIGHTS = [[1, 1]]
DEPTHS, LENGTHS = (1, 2, 3), (2, 4, 6, 8)
#: The words may be any of letters a and b; some stand here.
CONTROLS: dict[str, Any] = {
    "depth": DEPTHS, "length": LENGTHS, "first": ["abba", "abababab"], "second": ["aaba", "abbb"],
    "box": range(1, 25), "rows": range(17), "pointed": ["", "abbb"],
}  # fmt: skip
_EXAMPLES: list[dict[str, Any]] = [
    {"length": 4, "rows": 4},
    {"length": 6, "rows": 8},
    {"length": 8, "rows": 16},
]


def small_circuit(depth: int, *, prime: int | None = None) -> RAC:
    """Return a circuit with two letters, two channels and small whole weights, for computing by hand.

    Args:
        depth: 1 to 3.
        prime: compute modulo this prime; by default in float64.

    Example:
        >>> small_circuit(1)([[1, 0], [0, 1]])          # ab
        array([9.])
    """
    arithmetic = None if prime is None else Modular(prime)
    return RAC(INPUT_WEIGHTS[:depth], HIDDEN_WEIGHTS[:depth], OUTPUT_WEIGHTS, arithmetic=arithmetic)


@cache
def table(depth: int, length: int) -> NDArray[np.int64]:
    """Return the start x end table modulo the prime: a row for each start, in the order aa, ab, ba, bb.

    Example:
        >>> table(1, 2).tolist()
        [[6, 9], [9, 12]]
    """
    return start_end_matricization(grid_tensor(small_circuit(depth, prime=PRIME), length))


@cache
def kept_rows(depth: int, length: int) -> tuple[bool, ...]:
    """Say for each start whether its row is no sum of multiples of the rows above it, modulo the prime.

    Example:
        >>> kept_rows(1, 4)
        (True, True, False, False)
    """
    rows = table(depth, length)
    ranks = [0, *(exact_rank(rows[: i + 1], prime=PRIME) for i in range(len(rows)))]
    return tuple(ranks[i + 1] > ranks[i] for i in range(len(rows)))


def fitted(word: str, length: int) -> str:
    """Return a word cut to a length, or lengthened by the letter a."""
    return word[:length].ljust(length, "a")


def compute(
    *, depth: int, length: int, first: str = "abba", second: str = "aaba", box: int = 1, rows: int = 0,
    pointed: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Return the runs of two words, the tables of all depths, and which starts are left of those compared.

    Args:
        depth: 1 to 3, of the runs.
        length: 2, 4, 6 or 8 letters.
        first, second: words of letters a and b, cut or lengthened to the length.
        box: 1 to depth * length; boxes count up the layers, then on in time.
        rows: how many starts are compared with those above them, 0 to 2^(length/2).
        pointed: a word whose entry is pointed at, or nothing.

    Example:
        >>> compute(depth=2, length=8, rows=16)["ranks"]
        [2, 10, 16]
    """
    count = 2 ** (length // 2)
    rows, box = min(rows, count), min(box, depth * length)
    words = [fitted(word, length) for word in ([pointed] if pointed else [first, second])]
    features = np.eye(2, dtype=np.int64)[[["ab".index(letter) for letter in word] for word in words]]
    trace = small_circuit(depth, prime=PRIME).trace(features)
    apart = np.nonzero((trace.hidden[0] != trace.hidden[-1]).any(axis=(0, 2)))[0]
    kept = [kept_rows(each, length)[:rows] for each in DEPTHS]
    return {
        "depth": depth, "length": length, "words": words, "pointed": pointed, "rows": rows, "count": count,
        "at": divmod(depth * length - 1 if pointed else box - 1, depth),
        "states": trace.hidden, "outputs": trace.output[:, -1, 0],
        "parting": int(apart[0]) + 1 if len(apart) else 0, "kept": kept,
        "ranks": [sum(each) for each in kept],
    }  # fmt: skip


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the tables of depths 1 to 3, in grey what starts above give, and frames at the words' entries."""
    half = data["length"] // 2
    heading = f"rows: starts, columns: ends, of {half} letters; entries modulo {PRIME}"
    figure.text(0.06, 0.93, heading, fontsize=12)
    for place, depth in enumerate(DEPTHS):
        axes = figure.add_axes((0.06 + 0.325 * place, 0.04, 0.255, 0.76))
        _draw_table(axes, table(depth, data["length"]), data["kept"][place], data["words"])
        rank = f"{data['ranks'][place]} of {data['rows']} are new" if data["rows"] else "rank ?"
        axes.set_title(f"depth {depth}: {rank}", fontsize=12)


def _draw_table(axes: Axes, rows: NDArray[np.int64], kept: tuple[bool, ...], words: list[str]) -> None:
    count, half = len(rows), len(words[0]) // 2
    names = ["".join("ab"[(i >> (half - 1 - t)) & 1] for t in range(half)) for i in range(count)]
    axes.imshow(rows, cmap="Blues", vmin=-1, vmax=2 * PRIME)
    for i, new in enumerate(kept):
        if not new:
            axes.axhspan(i - 0.5, i + 0.5, facecolor=PAPER, alpha=0.8)
            axes.plot([-0.5, count - 0.5], [i, i], color=GREY, linewidth=1)
    for i, j in np.ndindex(count, count):
        if count <= 8 and (i >= len(kept) or kept[i]):
            axes.text(j, i, str(rows[i, j]), ha="center", va="center", fontsize=12, color=ON_LIGHT)
    for word, style in zip(words, ("-", ":"), strict=False):
        corner = names.index(word[half:]) - 0.5, names.index(word[:half]) - 0.5
        axes.add_patch(Rectangle(corner, 1, 1, fill=False, edgecolor=INK, linewidth=2, linestyle=style))
    axes.set_yticks(range(count), names, fontsize=11 if count < 16 else 8, family="monospace")
    axes.set_xticks([])
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def describe(data: dict[str, Any]) -> str:
    """Say the states of the lit box, where they part, and the ranks so far."""
    t, layer = data["at"]
    length, words = data["length"], data["words"]
    if data["pointed"]:
        start, end = words[0][: length // 2], words[0][length // 2 :]
        seen = f"Start {start} and end {end} give {data['outputs'][0]}."
    else:
        states = (", ".join(map(str, run[layer, t])) for run in data["states"])
        has = ", ".join(f"{word} has ({state})" for word, state in zip(words, states, strict=True))
        part = f"part at step {data['parting']}" if data["parting"] else "never part"
        seen = f"Step {t + 1}, layer {layer + 1}: {has}. Their states {part}."
    if data["rows"]:
        ranks = ", ".join(
            f"{rank} at depth {depth}" for depth, rank in zip(DEPTHS, data["ranks"], strict=True)
        )
        raced = f"{data['rows']} of {data['count']} starts compared: rank {ranks}."
    else:
        raced = f"None of {data['count']} starts is compared yet: guess the ranks."
    return f"A circuit of depth {data['depth']} modulo {PRIME}, words of {length} letters. {seen} {raced}"


class StartsPicture(Interactive):
    """Two runs and three tables, drawn in the browser."""

    _esm = module("circuit", "asking", "startsstyle", "starts")
    depth = traitlets.Int(2).tag(sync=True)
    length = traitlets.Int(4).tag(sync=True)
    first = traitlets.Unicode("abba").tag(sync=True)
    second = traitlets.Unicode("aaba").tag(sync=True)
    box = traitlets.Int(1).tag(sync=True)
    rows = traitlets.Int(0).tag(sync=True)
    pointed = traitlets.Unicode("").tag(sync=True)


def explorer(**values: Any) -> StartsPicture:
    """Return the explorer as a widget; ``values`` say where its controls begin.

    Example:
        >>> explorer(length=8, rows=16).still().alt.split(". ")[-1]
        '16 of 16 starts compared: rank 2 at depth 1, 10 at depth 2, 16 at depth 3.'
    """
    weights = {"input": INPUT_WEIGHTS, "hidden": HIDDEN_WEIGHTS, "output": OUTPUT_WEIGHTS}
    return StartsPicture(
        compute, draw, describe, controls=CONTROLS, data={"weights": weights, "prime": PRIME},
        examples=_EXAMPLES, size=(9.6, 4.0), **values,
    )  # fmt: skip
