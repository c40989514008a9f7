"""Explorer: what trained circuits of depths 1 and 2 reached on the similarity kernel, and the floor."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from IPython.display import DisplayHandle
from matplotlib.figure import Figure

from racteach.constructions import similarity_floor, similarity_matrix
from racteach.explorers.shell import Controls, choice, explores, tick_box, with_settings
from racteach.figures import Picture, picture
from racteach.figures.style import BLUE, DEPTH_STYLES, ORANGE, VERMILION
from racteach.learning import train_students
from racteach.results.experiments import load_experiment

TARGETS = {
    f"T = {2 * half}, epsilon = {epsilon:g}": (half, epsilon)
    for half, epsilon in ((2, 1.0), (3, 1.0), (3, 0.6), (4, 1.0), (4, 0.6))
}
_SIZE = (9.6, 4.6)
_SECONDS_A_PICTURE = 1.0  # while students are trained: drawing takes a tenth of it


@cache
def errors(half_length: int, epsilon: float, depth: int) -> dict[int, list[float]]:
    """Return the errors of all starts by the number of channels.

    Example:
        >>> min(errors(3, 1.0, 1)[4])
        0.5
    """
    return {
        row.job["channels"]: row.found["errors"]
        for row in load_experiment("floor")
        if (row.job["half_length"], row.job["epsilon"], row.job["depth"]) == (half_length, epsilon, depth)
    }


@with_settings
def compute(*, target: str, revealed: bool = True) -> dict[str, Any]:
    """Return what students reached, and the floor for each number of channels."""
    half, epsilon = TARGETS[target]
    shallow = errors(half, epsilon, 1)
    return {
        "shallow": shallow,
        "deep": errors(half, epsilon, 2),
        "floor": {width: similarity_floor(half, epsilon, width) for width in shallow},
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the errors that students of depths 1 and 2 reached, against their width, and the floor."""
    axes = figure.add_axes((0.09, 0.15, 0.60, 0.76))
    floor = data["floor"]
    axes.step(list(floor), list(floor.values()), where="mid", color=ORANGE, linewidth=3, alpha=0.8)
    shown = [("shallow", -0.12, 1)] + ([("deep", 0.12, 2)] if data["revealed"] else [])
    for name, shift, depth in shown:
        colour, marker, _ = DEPTH_STYLES[depth]
        for width, errors in data[name].items():
            axes.plot(
                [width + shift] * len(errors), errors, linestyle="none", marker=marker, markersize=6,
                markerfacecolor="none", markeredgecolor=colour,
            )  # fmt: skip
        widths = list(data[name])
        best = [min(errors) for errors in data[name].values()]
        axes.plot([w + shift for w in widths], best, marker=marker, color=colour, markersize=9, linewidth=1.3)
    axes.set_xticks(sorted({*floor, *data["deep"]}))
    axes.set_ylim(-0.03, 1.03)
    axes.set_xlabel("channels $R$")
    axes.set_ylabel("relative squared error")
    deep = "▲ depth 2: best filled,\n    others hollow" if data["revealed"] else "depth 2: ?"
    lines = (
        (0.86, "● depth 1: best filled,\n    others hollow", BLUE),
        (0.70, deep, VERMILION),
        (0.54, "▬ the Eckart–Young floor:\n    no shallow circuit\n    gets below", "#8A5A00"),
    )
    for height, text, colour in lines:
        figure.text(0.71, height, text, fontsize=13, color=colour, va="top", linespacing=1.4)


def describe(data: dict[str, Any]) -> str:
    """Say the best errors of depth 1 beside the floor, and once revealed those of depth 2."""

    def best(errors: dict[int, list[float]]) -> str:
        return ", ".join(f"R = {width}: {min(found):.4f}" for width, found in errors.items())

    floor = ", ".join(f"{x:.4f}" for x in data["floor"].values())
    text = (
        f"Errors of circuits trained on the similarity kernel with {data['target']}, best of several starts. "
        f"Depth 1: {best(data['shallow'])}. The floor: {floor}. "
    )
    if not data["revealed"]:
        return text + "Depth 2 is hidden: predict it."
    return text + f"Depth 2: {best(data['deep'])}."


def drawn(
    errors: dict[tuple[int, int], list[float]],
    half_length: int,
    epsilon: float,
    *,
    widths: Iterable[int] | None = None,
) -> Picture:
    """Return a picture of errors that a reader has just found, by (L, R), over the floor.

    Args:
        errors: as :attr:`racteach.learning.Progress.errors`.
        half_length, epsilon: of the similarity kernel that was learned.
        widths: the R that have a floor drawn; by default those of the shallow students.

    Example:
        >>> drawn({(1, 1): [0.9, 0.875], (2, 4): [0.01]}, 3, 1.0).alt[-23:]
        'Depth 2: R = 4: 0.0100.'
    """
    shallow, deep = ({R: found for (L, R), found in errors.items() if depth == L} for depth in (1, 2))
    data = {
        "target": f"T = {2 * half_length}, epsilon = {epsilon:g}",
        "shallow": shallow,
        "deep": deep,
        "floor": {width: similarity_floor(half_length, epsilon, width) for width in widths or shallow},
        "revealed": True,
    }
    return picture(draw, data, alt=describe(data), size=_SIZE)


def trained(
    plan: Sequence[tuple[int, int, int]], *, half_length: int, epsilon: float, starts: int = 6
) -> dict[tuple[int, int], list[float]]:
    """Train students on a similarity kernel while a picture of their errors grows; return the errors.

    It says how many are trained and how long the rest takes on this machine. Interrupted, it stops and
    returns what was found.

    Args:
        plan: (L, R, iterations at most) of each size; L is 1 or 2.
        half_length, epsilon: of the kernel.
        starts: random starts of each size.
    """
    target = similarity_matrix(half_length, epsilon).reshape((2,) * (2 * half_length))
    widths = sorted({channels for depth, channels, _ in plan if depth == 1})
    handle, errors, drawn_at = DisplayHandle(), {}, time.monotonic()
    words = f"0 of {len(plan) * starts} students trained"
    handle.display(_growing(f"{words}; the first one tells how long it takes."), raw=True)
    ending = "."
    try:
        for step in train_students(target, plan, starts=starts):
            errors, words = step.errors, f"{step.trained} of {step.planned} students trained"
            if step.trained == 1 or time.monotonic() - drawn_at >= _SECONDS_A_PICTURE:
                shown = drawn(errors, half_length, epsilon, widths=widths)
                handle.update(_growing(f"{words}, about {_time(step.seconds_left)} left.", shown), raw=True)
                drawn_at = time.monotonic()
    except KeyboardInterrupt:
        ending = ": stopped, and what was found is kept."
    last = drawn(errors, half_length, epsilon, widths=widths) if errors else None
    handle.update(_growing(words + ending, last), raw=True)
    return errors


def _growing(words: str, shown: Picture | None = None) -> dict[str, str]:
    return {
        "text/html": f"<p role='status'>{words}</p>" + (shown.html() if shown else ""),
        "text/plain": f"{words} {shown.alt}" if shown else words,
    }


def _time(seconds: float) -> str:
    whole = max(1, round(seconds))
    if whole < 90:
        return f"{whole} second" + "s" * (whole > 1)
    return f"{round(whole / 60)} minutes"


@explores(compute, draw, describe, size=_SIZE, examples=[{"target": "T = 6, epsilon = 1"}])
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "target": choice("what is to be learned", list(TARGETS), "T = 6, epsilon = 1"),
        "revealed": tick_box("show depth 2"),
    }
