"""Timing two programs against each other so that a busy machine disturbs both alike."""

from __future__ import annotations

import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Work = Callable[[], Any]


@dataclass(frozen=True)
class Pairs:
    """Medians over pairs of runs, one of each program in turn.

    Attributes:
        ours, other: median seconds of each program.
        ratio: the median over the pairs of other / ours.
        spread: the smallest and the largest of these ratios.
        count: how many pairs.
    """

    ours: float
    other: float
    ratio: float
    spread: tuple[float, float]
    count: int


def seconds(work: Work, clock: Callable[[], float] = time.perf_counter) -> float:
    begin = clock()
    work()
    return clock() - begin


def interleaved(ours: Work, other: Work, count: int) -> Pairs:
    """Run the two in turn ``count`` times, changing which goes first. Warm-ups are the caller's."""
    pairs = []
    for turn in range(count):
        if turn % 2:
            second, first = seconds(other), seconds(ours)
        else:
            first, second = seconds(ours), seconds(other)
        pairs.append((first, second))
    ratios = [other_time / our_time for our_time, other_time in pairs]
    return Pairs(
        statistics.median(pair[0] for pair in pairs),
        statistics.median(pair[1] for pair in pairs),
        statistics.median(ratios),
        (min(ratios), max(ratios)),
        count,
    )


#: For a program of its own: the most memory that it held, in KiB. What ``getrusage`` says is at least what
#: the program that started it held.
PEAK = """
def peak():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM:"))
"""


def peak_bytes(work: Work) -> int:
    """Return how much more memory Python and NumPy held at the worst moment than before."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
