"""Explorer: learning curves of depths 1, 2 and 3 on the sequence tasks, at equal budgets."""

from __future__ import annotations

import statistics
from functools import cache
from typing import Any

from matplotlib.figure import Figure

from racteach.explorers.shell import Controls, choice, explores, tick_box, with_settings
from racteach.figures.style import DEPTH_STYLES, GREY
from racteach.results.experiments import load_experiment

#: Each task: its experiment, its lengths by how they are named, and how often a guess is right.
TASKS: dict[str, tuple[str, dict[str, int], float]] = {
    "similarity": ("similarity", {"shortest": 16, "middle": 24, "longest": 32}, 1 / 3),
    "copying": ("copying", {"shortest": 10, "middle": 20, "longest": 40}, 1 / 8),
    "digits": ("digits", {"shortest": 16, "middle": 32, "longest": 64}, 1 / 10),
}
CELLS = {"orthogonal": "orthogonal", "tanh": "tanh", "GRU": "gru", "normalised RAC": "rac"}
BUDGETS = ("parameters", "multiplications")


@cache
def runs(task: str, length: int, cell: str, budget: str) -> dict[int, Any]:
    """Return the results of a task by depth.

    Example:
        >>> sorted(runs("similarity", 16, "tanh", "parameters"))
        [1, 2, 3]
    """
    return {
        row.job["depth"]: row
        for row in load_experiment(task)
        if (row.job["length"], row.job["cell"]) == (length, cell) and budget in row.job["budgets"]
    }


@with_settings
def compute(*, task: str, length: str, cell: str, budget: str, revealed: bool = True) -> dict[str, Any]:
    """Return the curves of all seeds for each depth, their medians, and what the networks cost."""
    name, lengths, chance = TASKS[task]
    found = runs(name, lengths[length], CELLS[cell], budget)
    curves = {depth: row.found["accuracy"] for depth, row in found.items()}
    job = found[1].job
    each = job["steps"] // job["checkpoints"]
    unit = "delay" if task == "copying" else "T ="
    labels = {
        depth: f"depth {depth}: {statistics.median(run[-1] for run in curves[depth]):.3f}\n"
        f"    R = {row.job['width']}, {row.job['parameters']} parameters,\n"
        f"    {row.job['multiplications']} multiplications"
        for depth, row in found.items()
    }
    return {
        "steps": [each * (k + 1) for k in range(job["checkpoints"])],
        "curves": curves,
        "medians": {
            depth: [statistics.median(values) for values in zip(*found, strict=True)]
            for depth, found in curves.items()
        },
        "labels": labels,
        "chance": chance,
        "title": f"{task}, {unit} {lengths[length]}, {cell} cell, equal {budget}",
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw accuracies against training steps for depths 1, 2, 3: median thick, every seed thin."""
    axes = figure.add_axes((0.08, 0.15, 0.58, 0.74))
    for depth, runs in data["curves"].items():
        if depth > 1 and not data["revealed"]:
            continue
        colour, marker, line = DEPTH_STYLES[depth]
        for run in runs:
            axes.plot(data["steps"], run, color=colour, linewidth=0.8, alpha=0.5)
        axes.plot(
            data["steps"], data["medians"][depth], color=colour, linestyle=line, marker=marker, markevery=3,
            linewidth=2.6,
        )  # fmt: skip
    axes.axhline(data["chance"], color=GREY, linestyle=(0, (1, 2)), linewidth=1.2)
    axes.set_ylim(0, 1.02)
    axes.set_xlabel("training steps")
    axes.set_ylabel("accuracy on tests")
    axes.set_title(data["title"], fontsize=13)
    for place, (depth, label) in enumerate(data["labels"].items()):
        colour, marker, _ = DEPTH_STYLES[depth]
        sign = {"o": "●", "^": "▲", "s": "■"}[marker]
        hidden = depth > 1 and not data["revealed"]
        figure.text(
            0.69, 0.85 - 0.22 * place, f"{sign} depth {depth}: ?" if hidden else f"{sign} {label}",
            fontsize=13, color=colour, va="top", linespacing=1.4,
        )  # fmt: skip
    lines = f"thick: median of 5 seeds\nthin: each seed\ndotted: guessing, {data['chance']:.3f}"
    figure.text(0.69, 0.20, lines, fontsize=11, va="top", color=GREY)


def describe(data: dict[str, Any]) -> str:
    """Say what was trained, and for each depth that is shown the median and the spread at the end."""

    def summary(depth: int) -> str:
        ends = sorted(run[-1] for run in data["curves"][depth])
        return f"depth {depth} {statistics.median(ends):.3f} ({ends[0]:.3f} to {ends[-1]:.3f})"

    shown = [depth for depth in data["curves"] if depth == 1 or data["revealed"]]
    text = f"Accuracy on tests after training, {data['title']}; median of five seeds and range: "
    text += ", ".join(summary(depth) for depth in shown) + "."
    return text if data["revealed"] else text + " Depths 2 and 3 are hidden: predict them."


@explores(
    compute,
    draw,
    describe,
    size=(9.6, 4.8),
    examples=[
        {"length": "middle", "budget": "multiplications"},
        {"task": "copying", "cell": "tanh"},
        {"length": "middle", "cell": "normalised RAC"},
    ],
)
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "task": choice("task", list(TASKS), "similarity"),
        "length": choice("length or delay", ["shortest", "middle", "longest"], "shortest"),
        "cell": choice("cell", list(CELLS), "orthogonal"),
        "budget": choice("equal", list(BUDGETS), "parameters"),
        "revealed": tick_box("show depths 2 and 3"),
    }
