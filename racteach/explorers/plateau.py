"""Explorer: exact ranks of shallow circuits against their length: they rise to R, and stay there."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from matplotlib.figure import Figure

from racteach import bounds
from racteach.certificates.atlas import load_atlas
from racteach.certificates.certificate import separation_rank
from racteach.explorers.shell import Controls, explores, int_slider, tick_box, with_settings
from racteach.figures.style import GREEN, GREY, INK, VERMILION, logarithmic_axis, question

_LENGTHS = tuple(range(2, 21, 2))


@lru_cache(maxsize=1024)
def certified_rank(depth: int, input_dim: int, channels: int, length: int) -> int | None:
    """Return the functional rank: computed now at depth 1, from the atlas at depth 2, None where it has none.

    Example:
        >>> certified_rank(1, 3, 4, 20), certified_rank(2, 2, 2, 20)
        (4, 22)
    """
    if depth > 1 and channels > 1:
        row = load_atlas().find(depth, input_dim, channels, length)
        return row.rank if row else None
    return separation_rank(depth=depth, input_dim=input_dim, channels=channels, length=length).rank


@with_settings
def compute(*, input_dim: int, channels: int, deep: bool = False, revealed: bool = True) -> dict[str, Any]:
    """Return certified ranks of depth 1, and of depth 2 where asked for, for T = 2, 4, ..., 20.

    Example:
        >>> compute(input_dim=2, channels=5)["shallow"]
        [2, 4, 5, 5, 5, 5, 5, 5, 5, 5]
    """
    shallow = [certified_rank(1, input_dim, channels, length) for length in _LENGTHS]
    return {
        "lengths": list(_LENGTHS),
        "shallow": shallow,
        "formula": [bounds.shallow_rank(input_dim, channels, length) for length in _LENGTHS],
        "deep": [certified_rank(2, input_dim, channels, length) for length in _LENGTHS] if deep else None,
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw exact ranks of shallow circuits against T, the formula, and depth 2 where it is asked for."""
    axes = figure.add_axes((0.08, 0.15, 0.62, 0.77))
    lengths, R = data["lengths"], data["channels"]
    top = 1.6 * R + 1
    if data["revealed"]:
        axes.plot(
            lengths, data["formula"], color=GREEN, linewidth=7, alpha=0.4,
            label="$\\min\\{R, M^{T/2}\\}$ (proved)",
        )  # fmt: skip
        axes.plot(lengths, data["shallow"], color=INK, marker="o", label="exact rank, depth 1")
        if data["deep"] is not None:
            computed = [(t, rank) for t, rank in zip(lengths, data["deep"], strict=True) if rank is not None]
            axes.plot(
                *zip(*computed, strict=True), color=VERMILION, marker="^", linestyle="--",
                label="exact rank, depth 2",
            )  # fmt: skip
            top = max(top, 1.1 * max(rank for _, rank in computed))
            if len(computed) < len(lengths):
                figure.text(0.73, 0.20, f"depth 2 beyond T = {computed[-1][0]}\nis not computed here",
                            fontsize=11, color=GREY)  # fmt: skip
        axes.legend(loc="upper left", bbox_to_anchor=(1.02, 1.0), fontsize=12)
    else:
        question(axes, 11, top / 2, size=44)
    if data["revealed"] and data["deep"] is not None:
        logarithmic_axis(axes)
        axes.set_ylim(0.9, 1.6 * top)
    else:
        axes.set_ylim(0, top)
    axes.set_xlim(1, 21)
    axes.set_xticks(lengths)
    axes.set_xlabel("length $T$ (time steps)")
    axes.set_ylabel("Start-End rank")
    axes.set_title(f"$R$ = {R} channel{'s' * (R > 1)}, $M$ = {data['input_dim']} letters", fontsize=13)


def describe(data: dict[str, Any]) -> str:
    """Say the ranks at all lengths once they are revealed."""
    text = f"Ranks of shallow circuits with {data['channels']} channels and {data['input_dim']} letters. "
    if not data["revealed"]:
        return text + "They are hidden: predict where the curve becomes flat, and how high."
    text += f"For T = 2 to 20 they are {', '.join(map(str, data['shallow']))}."
    if data["deep"] is not None:
        computed = ", ".join("not computed" if rank is None else str(rank) for rank in data["deep"])
        text += f" At depth 2: {computed}."
    return text


@explores(
    compute,
    draw,
    describe,
    size=(9.6, 4.2),
    examples=[{"input_dim": 2, "channels": 5, "deep": True}],
    asks=("channels", "input_dim"),
)
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "channels": int_slider("channels R", 5, 1, 8),
        "input_dim": int_slider("letters M", 2, 2, 4),
        "revealed": tick_box("show the ranks"),
        "deep": tick_box("depth 2 for comparison"),
    }
