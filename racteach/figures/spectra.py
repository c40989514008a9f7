"""Pictures of ranks that can and cannot be trusted: decays, elimination modulo a prime, sampled blocks."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from racteach.figures.style import BLUE, GREEN, GREY, INK, ORANGE, PALE, VERMILION


def draw_decay(figure: Figure, data: dict[str, Any]) -> None:
    """Draw true singular values and those of float64 with its tolerance, on a logarithmic axis.

    Args:
        data: ``true`` (log10, or None), ``float64`` (log10, None for a zero), ``tolerance`` (log10 or
            None), ``rank``, ``verdict`` (None for overflow), ``side`` of the matrix, ``note``,
            ``revealed``.
    """
    axes = figure.add_axes((0.10, 0.15, 0.58, 0.76))
    true, seen = data["true"], data["float64"] if data["revealed"] else ()
    size = 8 if data["side"] < 100 else 4
    if true:
        axes.plot(
            range(1, len(true) + 1), true, linestyle="none", marker="o", markersize=size,
            color=BLUE, label="true",
        )  # fmt: skip
    positive = [(k, x) for k, x in enumerate(seen, start=1) if x is not None]
    if positive:
        axes.plot(
            [k for k, _ in positive], [x for _, x in positive], linestyle="none", marker="x",
            markersize=size, markeredgewidth=1.5, color=VERMILION, label="as float64 finds them",
        )  # fmt: skip
    if data["revealed"] and data["tolerance"] is not None:
        axes.axhline(
            data["tolerance"], color=GREY, linestyle="--", linewidth=1.3, label="float64's tolerance"
        )
    axes.set_xlim(0, data["side"] + 1)
    values = [*(true or ()), *(x for _, x in positive)]
    high, low = max(values, default=1.0), min(values, default=-1.0)
    margin = max(0.06 * (high - low), (4 - (high - low)) / 2)
    axes.set_ylim(low - margin, high + margin)
    axes.xaxis.set_major_locator(_whole_numbers())
    axes.yaxis.set_major_locator(_whole_numbers())
    axes.yaxis.set_major_formatter(lambda x, place: f"$10^{{{x:.0f}}}$")
    axes.set_xlabel("$k$")
    axes.set_ylabel("singular value $\\sigma_k$")
    if values:
        figure.legend(*axes.get_legend_handles_labels(), loc="upper left", bbox_to_anchor=(0.70, 0.54))
    else:
        axes.text(0.5, 0.5, "nothing to draw", transform=axes.transAxes, ha="center", color=GREY, fontsize=15)
    rank, verdict = data["rank"], data["verdict"]
    figure.text(0.71, 0.85, f"exact rank {rank}", fontsize=18, color=INK)
    if not data["revealed"]:
        said = "float64 says ?"
    elif verdict is None:
        said = "float64 overflows:\nno rank"
    else:
        said = f"float64 says {verdict}"
    figure.text(0.71, 0.78, said, fontsize=18, color=VERMILION, va="top")
    figure.text(0.71, 0.22, data["note"], fontsize=11, va="top", color=INK)


def _whole_numbers() -> Any:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(6, integer=True)


def draw_remainders(figure: Figure, data: dict[str, Any]) -> None:
    """Draw an integer matrix and one stage of its elimination modulo p, pivots framed; the ranks if shown.

    Args:
        data: ``rows``, ``stage`` (``rows``, ``pivots``, ``words``, ``changed`` rows), ``prime``, ``step``,
            ``steps``, ``finished``, ``rank``, ``true_rank``, ``determinant``, ``factors``, ``revealed``.
    """
    stage, prime = data["stage"], data["prime"]
    figure.text(0.04, 0.92, f"step {data['step']} of {data['steps']}:  {stage['words']}", fontsize=13)
    left = figure.add_axes((0.04, 0.10, 0.25, 0.66))
    _draw_numbers(left, data["rows"], (), ())
    left.set_title(data["matrix"])
    middle = figure.add_axes((0.34, 0.10, 0.35, 0.66))
    _draw_numbers(middle, stage["rows"], stage["pivots"], stage["changed"])
    middle.set_title(f"modulo {prime}" + (", finished" if data["finished"] else ""))
    lines = [f"rank modulo {prime}: ?", "true rank: ?", "determinant: ?"]
    if data["revealed"]:
        value = data["determinant"]
        lines = [f"rank modulo {prime}: {data['rank']}", f"true rank: {data['true_rank']}"]
        lines.append(f"determinant {value}".replace("-", "−"))
        if value:
            lines.append("its primes: " + ", ".join(map(str, data["factors"])))
        else:
            lines.append("(every prime divides 0)")
        lost = data["true_rank"] - data["rank"]
        lines.append(f"{prime} loses {lost}" if lost else f"{prime} loses nothing")
    figure.text(0.73, 0.74, "\n".join(lines), fontsize=14, va="top", linespacing=1.7)


def _draw_numbers(axes: Axes, rows: Any, pivots: Any, changed: Any) -> None:
    height, width = len(rows), len(rows[0])
    longest = max(len(str(entry)) for row in rows for entry in row)
    for i, row in enumerate(rows):
        if i in changed:
            axes.add_patch(Rectangle((0, i), width, 1, facecolor=PALE, edgecolor="none"))
            axes.text(width + 0.08, i + 0.5, "← changed", fontsize=9, color=GREY, va="center")
        for j, entry in enumerate(row):
            axes.text(
                j + 0.5, i + 0.5, str(entry), ha="center", va="center", fontsize=19 if longest < 5 else 9
            )
    for i, j in pivots:
        axes.add_patch(Rectangle((j + 0.06, i + 0.1), 0.88, 0.8, fill=False, edgecolor=ORANGE, linewidth=3))
        axes.text(j + 0.12, i + 0.2, "pivot", fontsize=8, color=INK, va="center")
    axes.set_xlim(0, width + (0.6 if changed else 0))
    axes.set_ylim(height, 0)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set_visible(False)
    for x in (0, width):
        axes.plot([x, x], [0, height], color=INK, linewidth=1.5, clip_on=False)


def draw_blocks(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the ranks of sampled K x K blocks against K, between K itself and the rank of the matrix.

    Args:
        data: ``sizes``, ``ranks`` (one list a draw), ``size`` (K), ``answers``, ``rank``, ``last`` (the
            largest K), ``note``, ``case``, ``revealed``.
    """
    axes = figure.add_axes((0.09, 0.15, 0.62, 0.75))
    last, rank = data["last"], data["rank"]
    top = 1.14 * rank
    axes.plot([0, min(last, top)], [0, min(last, top)], color=GREY, linewidth=1, linestyle=(0, (1, 2)))
    axes.text(0.5 * min(last, top), 0.5 * min(last, top), "K ", color=GREY, ha="right", va="bottom")
    axes.axhline(rank, color=GREEN, linewidth=5, alpha=0.4, zorder=0)
    axes.text(last, 1.015 * rank, f"the matrix has rank {rank}", ha="right", va="bottom", fontsize=12)
    for ranks in data["ranks"]:
        axes.plot(data["sizes"], ranks, color=BLUE, linewidth=1.2)
    size = data["size"]
    axes.axvline(size, color=PALE, linewidth=8, zorder=0)
    low, high = min(data["answers"]), max(data["answers"])
    if data["revealed"]:
        axes.plot([size] * len(data["answers"]), data["answers"], "o", color=VERMILION, markersize=6)
        said = f"rank {low}" if low == high else f"rank {low} to {high}"
    else:
        axes.text(size, 0.5 * rank, "?", fontsize=40, color=VERMILION, ha="center", va="center")
        said = "rank ?"
    axes.set_xlim(0, 1.02 * last)
    axes.set_ylim(0, top)
    axes.set_xlabel("rows and columns $K$ of the block")
    axes.set_ylabel("exact rank of the block")
    axes.set_title(data["case"], fontsize=13)
    figure.text(0.75, 0.80, f"K = {size}", fontsize=18)
    figure.text(0.75, 0.72, said, fontsize=18, color=VERMILION)
    figure.text(0.75, 0.60, f"{len(data['answers'])} draws of rows\nand columns", fontsize=12, va="top")
    figure.text(0.75, 0.44, data["note"], fontsize=12, va="top")
