"""Explorer: a cell's weights scaled up and down: what float64 counts, and what is really there."""

from __future__ import annotations

from typing import Any

import ipywidgets

from racteach.explorers.shell import Explorer, choice, hide_on_change, int_slider, tick_box
from racteach.figures import Picture, draw_gain, picture
from racteach.results.cell_spectra import CHANNELS, GAINS, KINDS, load_cell_spectra

_SIZE = (9.6, 4.2)


def compute(*, kind: str, channels: int, gain: float, revealed: bool = True) -> dict[str, Any]:
    """Return float64's verdicts and the effective ranks for all gains; the true rank is 16 for each.

    Example:
        >>> compute(kind="RNN", channels=2, gain=0.01)["verdicts"]
        [2, 3, 6, 12, 16, 8]
    """
    rows = [load_cell_spectra()[kind, 1, channels, 8, gain] for gain in GAINS]
    return {
        "kind": kind,
        "channels": channels,
        "gain": gain,
        "gains": list(GAINS),
        "verdicts": [row.verdict for row in rows],
        "effective": [row.effective for row in rows],
        "side": len(rows[0].true or ()),
        "revealed": revealed,
    }


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


def explorer() -> Explorer:
    """Return the explorer as a widget."""
    controls: dict[str, ipywidgets.Widget] = {
        "kind": choice("cell", list(KINDS), "RNN"),
        "channels": int_slider("channels R", 2, CHANNELS[0], CHANNELS[-1]),
        "gain": choice("gain of the weights", list(GAINS), 0.01),
        "revealed": tick_box("show what float64 says"),
    }
    shown = Explorer(
        compute, draw_gain, describe, controls, size=_SIZE, rows=[["kind", "channels"], ["gain", "revealed"]]
    )
    hide_on_change(controls, "revealed", names=("kind", "channels"))
    return shown


def static(kind: str = "RNN", channels: int = 2, gain: float = 0.01) -> Picture:
    """Return one view of the explorer as a picture, revealed."""
    data = compute(kind=kind, channels=channels, gain=gain)
    return picture(draw_gain, data, alt=describe(data), size=_SIZE)
