"""A class at a glance: how points are spread, and what became of each task."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import mean, median

from racteach.grading.term.marks import NOTHING, Mark

#: Statuses in the order in which they are shown, with a colour of Okabe and Ito's; all others share one.
COLOURS = {
    "passed": "#0072B2", "wrong": "#D55E00", "error": "#CC79A7", "not started": "#999999",
    "missing": "#999999", NOTHING: "#999999",
}  # fmt: skip
_OTHER = "#E69F00"


@dataclass(frozen=True)
class Part:
    """How many had a status: ``start`` and ``width`` are in per cent of all."""

    status: str
    count: int
    start: float
    width: float
    colour: str


@dataclass(frozen=True)
class TaskOverview:
    """What became of a task: every status, every named mistake, and how long grading it took."""

    task: str
    parts: tuple[Part, ...]
    mistakes: tuple[tuple[str, int], ...]
    changed: int
    median: float
    longest: float


@dataclass(frozen=True)
class Overview:
    """A class: the spread of final points, as (points, students, per cent of the tallest bar)."""

    most: int
    mean: float
    median: float
    spread: tuple[tuple[int, int, float], ...]
    tasks: tuple[TaskOverview, ...]


def class_overview(marks: list[Mark]) -> Overview:
    """Return what a class did."""
    finals, most = [mark.final for mark in marks], marks[0].most
    counts = Counter(int(final) for final in finals)
    tallest = max(counts.values())
    spread = tuple((points, counts[points], 100 * counts[points] / tallest) for points in range(most + 1))
    tasks = tuple(_task(marks, number) for number in range(len(marks[0].tasks)))
    return Overview(most, mean(finals), median(finals), spread, tasks)


def _task(marks: list[Mark], number: int) -> TaskOverview:
    own = [mark.tasks[number] for mark in marks]
    counts = Counter(one.verdict.status for one in own)
    order = [*(name for name in COLOURS if name in counts), *sorted(counts.keys() - COLOURS.keys())]
    parts, start = [], 0.0
    for status in order:
        width = 100 * counts[status] / len(own)
        parts.append(Part(status, counts[status], start, width, COLOURS.get(status, _OTHER)))
        start += width
    seconds = [one.verdict.seconds for one in own]
    return TaskOverview(
        own[0].verdict.task,
        tuple(parts),
        tuple(Counter(one.verdict.misconception for one in own if one.verdict.misconception).most_common()),
        sum(one.override is not None for one in own),
        median(seconds),
        max(seconds),
    )
