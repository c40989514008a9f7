"""Explorer: the singular values of other cells, proved, beside what float64 makes of them."""

from __future__ import annotations

from typing import Any

from racteach.explorers.decay import draw
from racteach.explorers.shell import Controls, choice, explores, int_slider, tick_box, with_settings
from racteach.results.cell_spectra import CHANNELS, DEPTHS, KINDS, LENGTHS, load_cell_spectra


@with_settings
def compute(*, kind: str, depth: int, channels: int, length: int, revealed: bool = True) -> dict[str, Any]:
    """Return a cell's spectrum on letters a and b: the proved one, and float64's with its gap.

    Example:
        >>> data = compute(kind="RNN", depth=1, channels=1, length=10)
        >>> data["rank"], data["verdict"]
        (32, 4)
    """
    row = load_cell_spectra()[kind, depth, channels, length, 1.0]
    note = f"proved with {row.bits} bits"
    if revealed:
        note += "\nnothing below the tolerance" if row.gap is None else f"\nfloat64's gap: {row.gap:.3g}"
        note += f"\neffective rank {row.effective:.2f}"
    return {
        "side": 2 ** (length // 2),
        "rank": len(row.true or ()),
        "true": row.true,
        "float64": row.float64,
        "verdict": row.verdict,
        "tolerance": row.tolerance,
        "note": note,
    }


def describe(data: dict[str, Any]) -> str:
    """Say the cell, its proved rank, how far its values fall, and float64's verdict once revealed."""
    text = (
        f"Singular values of the {data['side']} × {data['side']} Start-End matrix of a random "
        f"{data['kind']}, "
        f"L = {data['depth']}, R = {data['channels']}, T = {data['length']}, letters a and b. Proved rank "
        f"{data['rank']}: all of them, from 10^{data['true'][0]:.1f} to 10^{data['true'][-1]:.1f}. "
    )
    if not data["revealed"]:
        return text + "What float64 says is hidden: predict it."
    return text + f"Float64 says {data['verdict']}."


@explores(
    compute,
    draw,
    describe,
    size=(9.6, 4.6),
    examples=[{"kind": "RNN", "depth": 1, "channels": 1, "length": 10}],
)
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "kind": choice("cell", list(KINDS), "RNN"),
        "channels": int_slider("channels R", 1, CHANNELS[0], CHANNELS[-1]),
        "depth": int_slider("depth L", 1, DEPTHS[0], DEPTHS[-1]),
        "length": int_slider("length T", 8, LENGTHS[0], LENGTHS[-1], 2),
        "revealed": tick_box("show what float64 says"),
    }
