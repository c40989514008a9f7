"""Train many students one after the other, and say after each how long the rest will take here."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from racteach import validation
from racteach.learning.grid_training import train_student


@dataclass(frozen=True)
class Progress:
    """How far a training of many students has come."""

    trained: int
    planned: int
    seconds_left: float  #: for the rest, judged by this machine's speed so far
    errors: dict[tuple[int, int], list[float]]  #: those found so far by (L, R), the best first


def train_students(
    target: ArrayLike, plan: Sequence[tuple[int, int, int]], *, starts: int,
    clock: Callable[[], float] = time.perf_counter,
) -> Iterator[Progress]:  # fmt: skip
    """Train students of several sizes, ``starts`` of each, and yield the progress after each student.

    One of each size, then the next of each: so the picture of all sizes is there early, and so is the time
    that each takes. ``plan`` has (L, R, iterations at most) of each size; the seeds are 0 to ``starts - 1``;
    ``clock`` gives seconds.

    Example:
        >>> table = np.array([[1.0, 2.0], [2.0, 4.0]])
        >>> [step.trained for step in train_students(table, [(1, 1, 50)], starts=2)]
        [1, 2]
    """
    import scipy.optimize  # noqa: F401  # loading it takes longer than a student

    starts = validation.integer(starts, "starts", minimum=1)
    values = np.asarray(target, dtype=np.float64)
    errors: dict[tuple[int, int], list[float]] = {}
    taken: list[list[float]] = [[] for _ in plan]
    students = [(seed, place) for seed in range(starts) for place in range(len(plan))]
    for trained, (seed, place) in enumerate(students, 1):
        depth, channels, most = plan[place]
        begin = clock()
        student = train_student(values, depth=depth, channels=channels, seed=seed, iterations=most)
        taken[place].append(clock() - begin)
        found = [*errors.get((depth, channels), []), student.error]
        errors = {**errors, (depth, channels): sorted(found)}
        yield Progress(trained, len(students), _seconds_left(plan, taken, starts), errors)


def _seconds_left(plan: Sequence[tuple[int, int, int]], taken: list[list[float]], starts: int) -> float:
    """Expect of each size what it took so far; of one not yet trained, the others' rate for its work."""
    work = [depth * most for depth, _, most in plan]
    rate = sum(map(sum, taken)) / sum(len(own) * part for own, part in zip(taken, work, strict=True))
    each = [sum(own) / len(own) if own else rate * part for own, part in zip(taken, work, strict=True)]
    return sum((starts - len(own)) * seconds for own, seconds in zip(taken, each, strict=True))
