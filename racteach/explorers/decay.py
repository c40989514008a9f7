"""Explorer: the true singular values of a circuit's matrix, and what float64 makes of them."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from racteach.explorers.shell import Controls, choice, explores, int_slider, tick_box, with_settings
from racteach.figures.style import BLUE, GREY, INK, VERMILION
from racteach.results.decays import LENGTHS, LETTERS, WEIGHTS, load_decays

KINDS = {f"{kind}, seed {seed}": (kind, seed) for kind, seed in WEIGHTS}


@with_settings
def compute(
    *, depth: int, length: int, input_dim: int, weights: str, revealed: bool = True
) -> dict[str, Any]:
    """Return the spectra of a circuit of two channels: the true one, and float64's with its verdict.

    All of it comes from a shipped file (:mod:`racteach.results.decays`); true values that would take too long
    are None, and ``note`` says so.

    Example:
        >>> data = compute(depth=3, length=12, input_dim=3, weights="normal, seed 0")
        >>> data["rank"], data["verdict"]
        (304, 1)
    """
    row = load_decays()[depth, input_dim, length, *KINDS[weights]]
    zeros = sum(x is None for x in row.float64)
    if row.true is None:
        note = "true values not computed:\nthe rank is too large for it"
    elif row.rank > 1:
        note = f"true values over\n{row.true[0] - row.true[-1]:.1f} orders of magnitude"
    else:
        note = ""
    if revealed and zeros:
        note += f"\nfloat64: {zeros} of {len(row.float64)} are exactly 0"
    return {
        "side": input_dim ** (length // 2),
        "rank": row.rank,
        "true": row.true,
        "float64": row.float64,
        "verdict": row.verdict,
        "tolerance": row.tolerance,
        "note": note,
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw true singular values and those of float64 with its tolerance, on a logarithmic axis."""
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
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.yaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.yaxis.set_major_formatter(lambda x, place: f"$10^{{{x:.0f}}}$")
    axes.set_xlabel("$k$")
    axes.set_ylabel("singular value $\\sigma_k$")
    if values:
        legend = figure.legend(
            *axes.get_legend_handles_labels(), loc="upper left", bbox_to_anchor=(0.70, 0.54)
        )
        for handle in filter(None, legend.legend_handles):
            handle.set(markersize=8)  # many values have small marks, their explanation must not
    else:
        axes.text(0.5, 0.5, "nothing to draw", transform=axes.transAxes, ha="center", color=GREY, fontsize=15)
    rank, verdict = data["rank"], data["verdict"]
    figure.text(0.71, 0.85, f"exact rank {rank}", fontsize=18, color=INK)
    if not data["revealed"]:
        answer = "float64 says ?"
    elif verdict is None:
        answer = "float64 overflows:\nno rank"
    else:
        answer = f"float64 says {verdict}"
    figure.text(0.71, 0.78, answer, fontsize=18, color=VERMILION, va="top")
    figure.text(0.71, 0.22, data["note"], fontsize=10, va="top", color=INK)


def describe(data: dict[str, Any]) -> str:
    """Say the sizes, the exact rank, how far the true values fall, and float64's verdict once revealed."""
    text = (
        f"Singular values of the {data['side']} × {data['side']} Start-End matrix for L = {data['depth']}, "
        f"M = {data['input_dim']}, R = 2, T = {data['length']}, weights {data['weights']}. "
        f"The exact rank is {data['rank']}; "
    )
    if data["true"] is None:
        text += "the true values were not computed. "
    else:
        text += f"the true values fall from 10^{data['true'][0]:.1f} to 10^{data['true'][-1]:.1f}. "
    if not data["revealed"]:
        return text + "What float64 says is hidden: predict it."
    if data["verdict"] is None:
        return text + "In float64 an entry overflows, and there is no rank."
    return text + f"Float64 says {data['verdict']}."


@explores(
    compute,
    draw,
    describe,
    size=(9.6, 4.6),
    examples=[{"depth": 3, "length": 12, "input_dim": 3, "weights": "normal, seed 0"}],
)
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "depth": int_slider("depth L", 1, 1, 4),
        "length": int_slider("length T", 8, LENGTHS[0], LENGTHS[-1], 2),
        "input_dim": int_slider("letters M", 3, LETTERS[0], LETTERS[-1]),
        "weights": choice("weights", list(KINDS), next(iter(KINDS))),
        "revealed": tick_box("show what float64 says"),
    }
