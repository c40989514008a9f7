"""Explorer: a cell's weights scaled up and down: what float64 counts, and what is really there."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from racteach.explorers.shell import Controls, choice, explores, int_slider, tick_box, with_settings
from racteach.figures.style import BLUE, GREEN, PALE, VERMILION, question, side_text
from racteach.results.cell_spectra import CHANNELS, GAINS, KINDS, load_cell_spectra


@with_settings
def compute(*, kind: str, channels: int, gain: float, revealed: bool = True) -> dict[str, Any]:
    """Return float64's verdicts and the effective ranks for all gains; the true rank is 16 for each.

    Example:
        >>> compute(kind="RNN", channels=2, gain=0.01)["verdicts"]
        [2, 3, 6, 12, 16, 8]
    """
    rows = [load_cell_spectra()[kind, 1, channels, 8, gain] for gain in GAINS]
    return {
        "gain": gain,
        "gains": list(GAINS),
        "verdicts": [row.verdict for row in rows],
        "effective": [row.effective for row in rows],
        "side": len(rows[0].true or ()),
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw what float64 takes for the rank, and the effective rank, against the gain of a cell's weights."""
    axes = figure.add_axes((0.08, 0.16, 0.60, 0.74))
    gains, place = data["gains"], data["gains"].index(data["gain"])
    axes.axvline(data["gain"], color=PALE, linewidth=14, zorder=0)
    axes.axhline(data["side"], color=GREEN, linewidth=4, alpha=0.5)
    shown = gains if data["revealed"] else gains[: place + 1]
    axes.plot(shown, data["effective"][: len(shown)], "s--", color=BLUE)
    if data["revealed"]:
        axes.plot(gains, data["verdicts"], "x-", color=VERMILION, markeredgewidth=2, markersize=9)
    else:
        question(axes, data["gain"], data["side"] / 2, size=36)
    axes.set_xscale("log")
    axes.minorticks_off()
    axes.set_xticks(gains, [str(g) for g in gains])
    axes.set_ylim(0, 1.1 * data["side"])
    axes.set_xlabel("gain of the weights")
    axes.set_ylabel("rank")
    axes.set_title(f"{data['kind']}, one layer, T = 8", fontsize=13)
    answer = str(data["verdicts"][place]) if data["revealed"] else "?"
    side_text(
        figure,
        0.71,
        (0.84, f"true rank {data['side']} (proved)", 15, "#00664B"),
        (0.72, f"float64 says {answer}", 18, VERMILION),
        (0.60, f"effective rank {data['effective'][place]:.2f}", 15, BLUE),
    )


def describe(data: dict[str, Any]) -> str:
    """Say the cell and its true rank, and once revealed what float64 says at each gain."""
    place = data["gains"].index(data["gain"])
    text = (
        f"A random {data['kind']} with {data['channels']} channels, one layer, T = 8. The true rank is "
        f"{data['side']} at every gain. At gain {data['gain']} the effective rank is "
        f"{data['effective'][place]:.2f}. "
    )
    if not data["revealed"]:
        return text + "What float64 says is hidden: predict it."
    verdicts = ", ".join(f"{v} at {g}" for g, v in zip(data["gains"], data["verdicts"], strict=True))
    return text + f"Float64 says {verdicts}."


@explores(
    compute,
    draw,
    describe,
    size=(9.6, 4.2),
    examples=[{"kind": "RNN", "channels": 2, "gain": 0.01}],
    asks=("kind", "channels"),
)
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "kind": choice("cell", list(KINDS), "RNN"),
        "channels": int_slider("channels R", 2, CHANNELS[0], CHANNELS[-1]),
        "gain": choice("gain of the weights", list(GAINS), 0.01),
        "revealed": tick_box("show what float64 says"),
    }
