"""Explorer: exact grid ranks of circuits against depth and length, between the bounds that hold them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from matplotlib.figure import Figure

from racteach import bounds
from racteach.circuits import RAC
from racteach.exact.arithmetic import Modular
from racteach.explorers.shell import Controls, explores, int_slider, tick_box, with_settings
from racteach.figures.style import BLUE, GREEN, GREY, INK, ORANGE, PALE, logarithmic_axis, question
from racteach.grids import grid_tensor
from racteach.matricization import start_end_matricization
from racteach.ranks import exact_rank

#: The longest grid that answers while a slider moves: more entries are not computed, and said so.
LARGEST_GRID = 600_000


@lru_cache(maxsize=512)
def one_hot_rank(depth: int, input_dim: int, channels: int, length: int, seed: int = 0) -> int:
    """Return the exact one-hot grid rank of a random circuit modulo 8388593, from its whole grid.

    It is a lower bound for almost all real weights, and with all but a tiny probability their rank.

    Example:
        >>> [one_hot_rank(depth, 2, 2, 8) for depth in (1, 2, 3)]
        [2, 10, 16]
    """
    circuit = RAC.random(depth=depth, input_dim=input_dim, channels=channels, seed=seed, arithmetic=Modular())
    return exact_rank(start_end_matricization(grid_tensor(circuit, length)))


@with_settings
def compute(
    *, depth: int, input_dim: int, channels: int, length: int, revealed: bool = True
) -> dict[str, Any]:
    """Return ranks and bounds for T = 2, 4, ..., 12; ranks beyond the grid limit are None.

    Example:
        >>> compute(depth=3, input_dim=3, channels=2, length=6)["ranks"]
        [2, 6, 18, 54, 162, 304]
    """
    lengths = list(range(2, 13, 2))
    sizes = [(depth, input_dim, channels, t) for t in lengths]
    ranks: list[int | None] = [
        one_hot_rank(*size) if input_dim ** size[-1] <= LARGEST_GRID else None for size in sizes
    ]
    missing = [t for t, rank in zip(lengths, ranks, strict=True) if rank is None]
    note = f"not computed: T = {', '.join(map(str, missing))}\n(more than {LARGEST_GRID:,} entries)"
    chosen = lengths.index(length)
    answer = ranks[chosen]
    if not revealed:
        ranks = [rank if t < length else None for t, rank in zip(lengths, ranks, strict=True)]
    return {
        "lengths": lengths,
        "ranks": ranks,
        "answer": answer,
        "paper": [bounds.paper_lower_bound(*size) for size in sizes],
        "upper": [bounds.best_upper_bound(*size, templates=input_dim)[0] for size in sizes],
        "cap": [bounds.grid_cap(input_dim, t) for t in lengths],
        "shallow": [bounds.shallow_rank(input_dim, channels, t) for t in lengths],
        "too_large": note if missing else "",
        "sizes": sizes[chosen],
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw exact grid ranks against T on a logarithmic axis, between the bounds that hold them."""
    axes = figure.add_axes((0.09, 0.16, 0.60, 0.76))
    lengths = data["lengths"]
    axes.plot(
        lengths,
        data["cap"],
        color=GREY,
        linewidth=1,
        linestyle=(0, (1, 2)),
        label="size of the matrix, $M^{T/2}$",
    )
    axes.plot(
        lengths,
        data["upper"],
        color=BLUE,
        marker="v",
        linestyle="--",
        fillstyle="none",
        label="proved upper bound",
    )
    status = {1: "exact", 2: "proved"}.get(data["depth"], "conjectured")
    axes.plot(
        lengths, data["paper"], color=ORANGE, marker="^", linestyle=":", fillstyle="none",
        label=f"paper's lower bound\n({status})",
    )  # fmt: skip
    axes.plot(lengths, data["shallow"], color=GREEN, linewidth=4, alpha=0.5, label="depth 1, for comparison")
    computed = [(t, rank) for t, rank in zip(lengths, data["ranks"], strict=True) if rank is not None]
    if computed:
        axes.plot(
            *zip(*computed, strict=True), color=INK, marker="o", label=f"exact rank, depth {data['depth']}"
        )
    if not data["revealed"]:
        place = lengths.index(data["length"])
        middle = (data["upper"][place] * max(data["paper"][place], 1)) ** 0.5
        question(axes, data["length"], max(middle, 2.2), size=26)
    if data["too_large"]:
        figure.text(0.72, 0.16, data["too_large"], fontsize=11, color=GREY, va="bottom")
    axes.axvline(data["length"], color=PALE, linewidth=12, zorder=0)
    logarithmic_axis(axes)
    axes.set_ylim(0.8, 3 * max(data["cap"][-1], 10))
    axes.set_xlim(lengths[0] - 0.6, lengths[-1] + 0.6)
    axes.set_xticks(lengths)
    axes.set_xlabel("length $T$ (time steps)")
    axes.set_ylabel("Start-End rank")
    axes.legend(loc="upper left", bbox_to_anchor=(1.02, 1.0), fontsize=11, labelspacing=0.9)


def describe(data: dict[str, Any]) -> str:
    """Say the rank at the chosen size and its bounds."""
    depth, input_dim, channels, length = data["sizes"]
    place = data["lengths"].index(length)
    text = f"Start-End ranks for L = {depth}, M = {input_dim}, R = {channels}. At T = {length} "
    if not data["revealed"]:
        return text + "the rank is hidden: predict it."
    if data["answer"] is None:
        rank = f"the grid has {input_dim}^{length} entries, too many to answer at once"
    else:
        rank = f"the exact one-hot grid rank is {data['answer']}"
    return (
        f"{text}{rank}; the paper's lower bound is {data['paper'][place]}, the best proved upper bound "
        f"{data['upper'][place]}, and the matrix has {data['cap'][place]} rows."
    )


@explores(
    compute,
    draw,
    describe,
    size=(9.6, 4.4),
    examples=[{"depth": 2, "length": 12}, {"depth": 3, "length": 12}],
    asks=(),
)
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "depth": int_slider("depth L", 1, 1, 4),
        "length": int_slider("length T", 8, 2, 12, 2),
        "input_dim": int_slider("letters M", 3, 2, 4),
        "channels": int_slider("channels R", 2, 1, 4),
        "revealed": tick_box("show the rank at this T and beyond"),
    }
