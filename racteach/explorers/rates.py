"""Explorer: the same networks at four rates, what each rate alone would say of depth, and the protocol."""

from __future__ import annotations

from statistics import fmean
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from racteach.explorers.shell import Controls, choice, explores, tick_box, with_settings
from racteach.figures.style import DEPTH_SIGNS, DEPTH_STYLES, GREY, PALE
from racteach.results.experiments import ACCURACY, CHANCE, Result, compared, rows_by_depth

TASKS = ("similarity", "copying", "digits")
_DEPTHS = (1, 2, 3)


def settings() -> dict[str, tuple[str, tuple[str, int, int]]]:
    """Return what has been run at all depths: its name, its experiment, and its cell, length and letters."""
    return {
        f"{task}, {'delay' if task == 'copying' else 'T ='} {setting[1]}, {setting[0]}": (task, setting)
        for task in TASKS
        for setting, rows in rows_by_depth(task).items()
        if set(rows) == set(_DEPTHS)
    }


def naive_verdict(means: dict[int, float]) -> str:
    """Say which depth a reader of one rate would call the best: the highest mean, if by what matters.

    Example:
        >>> naive_verdict({1: 0.34, 2: 0.35, 3: 0.78}), naive_verdict({1: 0.80, 2: 0.83, 3: 0.79})
        ('depth 3 wins', 'no clear difference')
    """
    best = max(means, key=lambda depth: means[depth])
    lead = means[best] - means[1]
    if lead >= ACCURACY:
        return f"depth {best} wins"
    return "depth 1 wins" if means[1] - max(means[2], means[3]) >= ACCURACY else "no clear difference"


def at_rate(rows: dict[int, Result], rate: float) -> dict[int, list[float]]:
    """Return the last accuracies on validation at a rate, a seed each, by depth."""
    return {
        depth: [curve[-1] for curve in row.found["sweep"][row.job["rates"].index(rate)]]
        for depth, row in sorted(rows.items())
    }


@with_settings
def compute(*, setting: str, rate: float, revealed: bool = True) -> dict[str, Any]:
    """Return accuracies at every rate, the verdict that this rate alone suggests, and the protocol's."""
    task, key = settings()[setting]
    rows = rows_by_depth(task)[key]
    every = {r: at_rate(rows, r) for r in rows[1].job["rates"]}
    means = {r: {depth: fmean(ends) for depth, ends in found.items()} for r, found in every.items()}
    return {
        "every": every,
        "means": means,
        "naive": naive_verdict(means[rate]),
        "chosen": {depth: rows[depth].found["rate"] for depth in _DEPTHS},
        "test": {depth: rows[depth].found["test"] for depth in _DEPTHS},
        "comparisons": {depth: compared(task)[(*key, depth)] for depth in (2, 3)},
        "chance": CHANCE[task],
    }


def _frame(axes: Axes, data: dict[str, Any], title: str) -> None:
    axes.axhline(data["chance"], color=GREY, linestyle=(0, (1, 2)), linewidth=1.2)
    axes.set_ylim(0, 1.04)
    axes.set_title(title, fontsize=12)


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw accuracy against the rate for each depth, and beside it the test at each depth's own rate."""
    left = figure.add_axes((0.08, 0.16, 0.37, 0.68))
    right = figure.add_axes((0.51, 0.16, 0.17, 0.68))
    rates = list(data["every"])
    place = rates.index(data["rate"])
    left.axvspan(place - 0.32, place + 0.32, color=PALE, zorder=0)
    for depth, shift in zip(_DEPTHS, (-0.12, 0, 0.12), strict=True):
        colour, marker, line = DEPTH_STYLES[depth]
        shown = range(len(rates)) if data["revealed"] else [place]
        for k in shown:
            ends = data["every"][rates[k]][depth]
            left.plot(
                [k + shift] * len(ends), ends, marker, color=colour, markersize=5, markerfacecolor="none"
            )
        means = [data["means"][rates[k]][depth] for k in shown]
        left.plot(
            [k + shift for k in shown], means, linestyle=line, marker=marker, color=colour, markersize=9
        )
        if data["revealed"]:
            ends = data["test"][depth]
            spread = [depth + 0.05 * (k % 5 - 2) for k in range(len(ends))]
            right.plot(spread, ends, marker, color=colour, markersize=5, markerfacecolor="none")
            right.plot([depth - 0.3, depth + 0.3], [fmean(ends)] * 2, color=colour, linewidth=3)
    left.set_xticks(range(len(rates)), [f"{rate:g}" for rate in rates])
    left.set_xlim(-0.5, len(rates) - 0.5)
    left.set_xlabel("learning rate")
    left.set_ylabel("accuracy")
    right.set_xlim(0.5, 3.5)
    right.set_xticks(_DEPTHS, [f"{data['chosen'][d]:g}" if data["revealed"] else "?" for d in _DEPTHS])
    right.set_xlabel("own rate")
    _frame(left, data, f"{data['setting']}\nvalidation, three seeds")
    _frame(right, data, "test,\ntwelve fresh seeds")
    lines = [(0.84, f"At rate {data['rate']:g}:\n{data['naive']}", "#222222", 15)]
    for depth in _DEPTHS:
        mean = data["means"][data["rate"]][depth]
        lines.append(
            (
                0.72 - 0.06 * depth,
                f"{DEPTH_SIGNS[depth]} depth {depth}: {mean:.2f}",
                DEPTH_STYLES[depth][0],
                13,
            )
        )
    if data["revealed"]:
        for depth, found in data["comparisons"].items():
            text = f"depth {depth} helps: {found.verdict}\n{found.interval}"
            lines.append((0.54 - 0.13 * depth, text, DEPTH_STYLES[depth][0], 12))
    else:
        lines.append((0.34, "own rates: ?", GREY, 13))
    for height, text, colour, size in lines:
        figure.text(0.70, height, text, fontsize=size, color=colour, va="top", linespacing=1.3)


def describe(data: dict[str, Any]) -> str:
    """Say what this rate alone suggests, and once revealed what the protocol finds."""
    means = ", ".join(f"depth {d} {mean:.2f}" for d, mean in data["means"][data["rate"]].items())
    text = (
        f"{data['setting']}: mean accuracy on validation of three seeds at rate {data['rate']:g}: {means}: "
        f"{data['naive']}. "
    )
    if not data["revealed"]:
        return text + "The other rates and the test at each depth's own rate are hidden: predict them."
    others = "; ".join(
        f"at {rate:g} {naive_verdict(means)}" for rate, means in data["means"].items() if rate != data["rate"]
    )
    found = "; ".join(
        f"depth {depth} against depth 1 {compare.interval}: {compare.verdict}"
        for depth, compare in data["comparisons"].items()
    )
    return f"{text}Of the other rates: {others}. Own rates, twelve fresh seeds, tested once: {found}."


@explores(compute, draw, describe, size=(10.4, 4.6), asks=("setting",), examples=[{"rate": 0.001}])
def explorer() -> Controls:
    """Return the explorer as a widget."""
    names = list(settings())
    return {
        "setting": choice("task and cell", names, names[0]),
        "rate": choice(
            "rate for all", [("0.0003", 0.0003), ("0.001", 0.001), ("0.003", 0.003), ("0.01", 0.01)], 0.003
        ),
        "revealed": tick_box("show all rates, and the protocol"),
    }
