"""Explorer: how every seed learned, when it had, and the differences of the pairs that decide."""

from __future__ import annotations

from statistics import fmean
from typing import Any

from matplotlib.figure import Figure

from racteach.explorers.shell import Controls, choice, explores, tick_box, with_settings
from racteach.figures.style import DEPTH_SIGNS, DEPTH_STYLES, GREY, PALE
from racteach.results.experiments import (
    ACCURACY,
    CHANCE,
    Result,
    compared,
    passing_mark,
    rows_by_depth,
    steps_to_solve,
)

TASKS = ("similarity", "letters", "copying", "digits", "ablation", "again")


def settings() -> dict[str, tuple[str, tuple[str, int, int], int]]:
    """Return what has been run, by name: its experiment, its cell, length and letters, the deeper depth."""
    found = {}
    for task in TASKS:
        for (cell, length, letters), rows in rows_by_depth(task).items():
            for depth in sorted(set(rows) - {1} if 1 in rows else ()):
                long = f"delay {length}" if task == "copying" else f"T = {length}"
                many = f", M = {letters}" if task == "letters" else ""
                name = f"{task}, {long}{many}, {cell}: depth {depth} and 1"
                found[name] = (task, (cell, length, letters), depth)
    return found


@with_settings
def compute(*, setting: str, revealed: bool = True) -> dict[str, Any]:
    """Return the twelve curves of both depths, when each passed the mark, and the differences on the test."""
    task, key, deeper = settings()[setting]
    rows: dict[int, Result] = {depth: rows_by_depth(task)[key][depth] for depth in (1, deeper)}
    job = rows[1].job
    return {
        "deeper": deeper,
        "steps": [job["steps"] * k // job["checkpoints"] for k in range(1, job["checkpoints"] + 1)],
        "curves": {depth: row.found["validation"] for depth, row in rows.items()},
        "solved": {depth: steps_to_solve(row) for depth, row in rows.items()},
        "test": {depth: row.found["test"] for depth, row in rows.items()},
        "comparison": compared(task)[(*key, deeper)],
        "chance": CHANCE[task],
        "mark": passing_mark(task),
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the curves with a sign where each passes the mark, and the differences with their interval."""
    left = figure.add_axes((0.08, 0.15, 0.46, 0.70))
    for height, text in ((data["chance"], "guessing"), (data["mark"], "learned")):
        left.axhline(height, color=GREY, linestyle=(0, (1, 2)), linewidth=1.2)
        left.text(data["steps"][-1] * 1.01, height, text, fontsize=11, va="center", color=GREY)
    for depth in (1, data["deeper"]) if data["revealed"] else (1,):
        colour, sign, line = DEPTH_STYLES[depth]
        for curve, solved in zip(data["curves"][depth], data["solved"][depth], strict=True):
            left.plot(data["steps"], curve, color=colour, linestyle=line, linewidth=1, alpha=0.75)
            if solved is not None:
                height = curve[data["steps"].index(solved)]
                left.plot([solved], [height], sign, color=colour, markersize=7)
    for depth, height in ((1, 0.80), (data["deeper"], 0.72)):
        count = sum(step is not None for step in data["solved"][depth])
        many = f"{count} of {len(data['solved'][depth])}" if depth == 1 or data["revealed"] else "?"
        figure.text(
            0.565,
            height,
            f"{DEPTH_SIGNS[depth]} depth {depth}: {many}",
            fontsize=12,
            color=DEPTH_STYLES[depth][0],
        )
    left.set_xlim(0, data["steps"][-1])
    left.set_ylim(0, 1.04)
    left.set_xlabel("training step")
    left.set_ylabel("accuracy on validation")
    left.set_title("twelve fresh seeds of each depth", fontsize=12)
    _draw_pairs(figure, data)


def _draw_pairs(figure: Figure, data: dict[str, Any]) -> None:
    right = figure.add_axes((0.735, 0.15, 0.24, 0.70))
    right.axvspan(-ACCURACY, ACCURACY, color=PALE, zorder=0)
    right.axvline(0, color=GREY, linewidth=1)
    right.set_yticks([])
    right.set_ylim(-2.2, 12)
    right.set_xlim(-1, 1)
    right.set_xlabel(f"depth {data['deeper']} less depth 1, on the test")
    if not data["revealed"]:
        right.set_title("the pairs: hidden", fontsize=12)
        return
    colour, sign, _ = DEPTH_STYLES[data["deeper"]]
    found = data["comparison"]
    for place, difference in enumerate(_differences(data)):
        right.plot([0, difference], [place, place], color=colour, linewidth=1)
        right.plot([difference], [place], sign, color=colour, markersize=6)
    right.plot([found.low, found.high], [-1.3, -1.3], color=colour, linewidth=4, solid_capstyle="butt")
    right.plot([found.difference], [-1.3], "D", color=colour, markersize=8)
    right.set_title(f"pairs, mean, interval:\n{found.verdict}", fontsize=12)


def _differences(data: dict[str, Any]) -> list[float]:
    """Return the differences of the pairs, the smallest first."""
    pairs = zip(data["test"][data["deeper"]], data["test"][1], strict=True)
    return sorted(deep - one for deep, one in pairs)


def _learned(data: dict[str, Any], depth: int) -> str:
    """Say how many seeds passed the mark, and when."""
    steps = sorted(step for step in data["solved"][depth] if step is not None)
    if not steps:
        return f"depth {depth}: none of {len(data['solved'][depth])} seeds was seen at the mark"
    when = f"between steps {steps[0]} and {steps[-1]}" if steps[0] < steps[-1] else f"at step {steps[0]}"
    return f"depth {depth}: {len(steps)} of {len(data['solved'][depth])} seeds were seen at the mark, {when}"


def describe(data: dict[str, Any]) -> str:
    """Say how many seeds learned and when, and once revealed what the pairs say."""
    text = f"{data['setting']}. {_learned(data, 1).capitalize()}. "
    if not data["revealed"]:
        return f"{text}Depth {data['deeper']} is hidden: predict it."
    found, ends = data["comparison"], _differences(data)
    ahead = sum(end > 0 for end in ends)
    mean = fmean(data["test"][1])
    return (
        f"{text}{_learned(data, data['deeper']).capitalize()}. On the test depth 1 has {mean:.2f} in the "
        f"mean; depth {data['deeper']} is ahead in {ahead} of {len(ends)} pairs, in the mean by "
        f"{found.interval}. Depth helps: {found.verdict}."
    )


@explores(compute, draw, describe, size=(10.4, 4.4), asks=("setting",), examples=[{}])
def explorer() -> Controls:
    """Return the explorer as a widget."""
    names = list(settings())
    return {
        "setting": choice("which networks", names, names[0]),
        "revealed": tick_box("show the deeper ones, and the pairs"),
    }
