"""Pictures of how much of a rank is used: shares of the terms, ascents, and the reach of a gain."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from racteach.figures.style import BLUE, GREEN, GREY, INK, ORANGE, PALE, VERMILION, logarithmic_axis

_FLOOR = 1e-24


def draw_shares(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the shares p_k of the terms on a logarithmic axis, and how many of them make up a given share.

    Args:
        data: ``shares`` (largest first), ``rank``, ``effective`` rank, ``wanted`` share, ``needed`` terms,
            ``revealed``.
    """
    axes = figure.add_axes((0.10, 0.15, 0.58, 0.76))
    shares, needed = data["shares"], data["needed"]
    shown = [(k, p) for k, p in enumerate(shares[:40], start=1) if p > _FLOOR]
    for k, p in shown:
        kept = data["revealed"] and k <= needed
        axes.plot([k, k], [_FLOOR, p], color=BLUE if kept else GREY, linewidth=2, alpha=1 if kept else 0.45)
        axes.plot(
            k, p, marker="o" if kept else "D", color=BLUE if kept else GREY, markersize=7 if kept else 5
        )
    logarithmic_axis(axes)
    axes.set_ylim(_FLOOR, 3)
    axes.set_yticks([10.0**-e for e in range(0, 25, 4)])
    axes.set_xlim(0.3, max(8, len(shown)) + 0.7)
    axes.set_xlabel("term $k$")
    axes.set_ylabel("share $p_k$ of the squared length")
    figure.text(0.72, 0.84, f"rank {data['rank']}", fontsize=18, color=INK)
    effective = f"{data['effective']:.3f}" if data["revealed"] else "?"
    figure.text(0.72, 0.74, f"effective rank {effective}", fontsize=18, color=VERMILION)
    needed_text = str(needed) if data["revealed"] else "?"
    figure.text(0.72, 0.60, f"terms for {data['wanted']}:  {needed_text}", fontsize=15, color=BLUE)
    note = f"the other {len(shares) - len(shown)} are\nnot drawn" if len(shares) > len(shown) else ""
    figure.text(0.72, 0.30, note, fontsize=12, va="top", color=GREY)


def draw_ascent(figure: Figure, data: dict[str, Any]) -> None:
    """Draw effective ranks of circuits before and after an ascent, with what none of them can pass.

    Args:
        data: ``before``, ``after`` (one number for each start, in the order of ``before``), ``channels``,
            ``rank`` (the cap of this depth), ``depth``, ``revealed``.
    """
    axes = figure.add_axes((0.08, 0.15, 0.60, 0.76))
    before, after = data["before"], data["after"]
    places = range(1, len(before) + 1)
    axes.axhline(data["channels"], color=ORANGE, linewidth=2, linestyle="--")
    axes.axhline(data["rank"], color=GREEN, linewidth=4, alpha=0.5)
    if data["revealed"]:
        for k, low, high in zip(places, before, after, strict=True):
            axes.plot([k, k], [low, high], color=PALE, linewidth=5, zorder=0)
        axes.plot(places, after, "^", color=VERMILION, markersize=9)
    axes.plot(places, before, "o", color=BLUE, markersize=8)
    axes.set_xticks(list(places))
    axes.set_xlim(0.4, len(before) + 0.6)
    axes.set_ylim(0, 1.08 * max(data["rank"], data["channels"], *after))
    axes.set_xlabel("random start")
    axes.set_ylabel("effective rank")
    found = f"{max(after):.2f}" if data["revealed"] else "?"
    lines = (
        (0.84, "● random weights", BLUE, 14),
        (0.76, "▲ after the ascent", VERMILION, 14),
        (0.64, f"best {found}", VERMILION, 19),
        (0.48, f"- -  {data['channels']}: no shallow\n      circuit passes", "#8A5A00", 13),
        (
            0.36,
            f"——  {data['rank']}: no circuit of\n      depth {data['depth']} passes",
            "#00664B",
            13,
        ),
    )
    for height, text, colour, size in lines:
        figure.text(0.71, height, text, fontsize=size, color=colour, va="top")


def draw_gain(figure: Figure, data: dict[str, Any]) -> None:
    """Draw what float64 takes for the rank, and the effective rank, against the gain of a cell's weights.

    Args:
        data: ``gains``, ``verdicts``, ``effective``, ``side`` (the proved rank), ``gain``, ``kind``,
            ``revealed``.
    """
    axes = figure.add_axes((0.08, 0.16, 0.60, 0.74))
    gains, place = data["gains"], data["gains"].index(data["gain"])
    axes.axvline(data["gain"], color=PALE, linewidth=14, zorder=0)
    axes.axhline(data["side"], color=GREEN, linewidth=4, alpha=0.5)
    shown = gains if data["revealed"] else gains[: place + 1]
    axes.plot(shown, data["effective"][: len(shown)], "s--", color=BLUE)
    if data["revealed"]:
        axes.plot(gains, data["verdicts"], "x-", color=VERMILION, markeredgewidth=2, markersize=9)
    else:
        axes.text(data["gain"], data["side"] / 2, "?", color=VERMILION, fontsize=36, ha="center")
    axes.set_xscale("log")
    axes.minorticks_off()
    axes.set_xticks(gains, [str(g) for g in gains])
    axes.set_ylim(0, 1.1 * data["side"])
    axes.set_xlabel("gain of the weights")
    axes.set_ylabel("rank")
    axes.set_title(f"{data['kind']}, one layer, T = 8", fontsize=13)
    said = str(data["verdicts"][place]) if data["revealed"] else "?"
    lines = (
        (0.84, f"true rank {data['side']} (proved)", "#00664B", 15),
        (0.72, f"float64 says {said}", VERMILION, 18),
        (0.60, f"effective rank {data['effective'][place]:.2f}", BLUE, 15),
    )
    for height, text, colour, size in lines:
        figure.text(0.71, height, text, fontsize=size, color=colour, va="top")
