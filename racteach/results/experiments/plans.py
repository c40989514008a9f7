"""What each experiment varies: one job for each network or circuit that is trained.

A job is a plain dictionary, so that it can be written down beside its result. Its kind says what runs it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from racteach.learning.sequence_networks import (
    CELLS,
    multiplication_count,
    parameter_count,
    widths_within,
)
from racteach.learning.sequence_training import SequenceTask

Job = dict[str, Any]

SEEDS = (0, 1, 2, 3, 4)
RESTARTS = 8


@dataclass(frozen=True)
class Experiment:
    """An experiment by its name.

    Attributes:
        name: as in ``racteach experiment run NAME``.
        question: what it is about, in a sentence.
        jobs: gives its jobs.
        extra: whether it needs the extra ``learn``.
    """

    name: str
    question: str
    jobs: Callable[[], list[Job]]
    extra: bool


def sequence_jobs(name: str, lengths: tuple[int, ...], parameters: int, steps: int) -> list[Job]:
    """Return the jobs of a sequence task: every cell and depth, at equal parameters and multiplications.

    Example:
        >>> jobs = sequence_jobs("copying", (10,), 600, 100)
        >>> [(job["depth"], job["width"], job["budgets"]) for job in jobs[:3]]
        [(1, 20, ['parameters', 'multiplications']), (2, 13, ['parameters']), (2, 11, ['multiplications'])]
    """
    jobs = []
    for length in lengths:
        task = SequenceTask(name, length)
        sizes = task.input_dim, task.classes
        for cell in CELLS:
            for depth in (1, 2, 3):
                widths = widths_within(cell, depth, parameters, *sizes, letters=task.letters)
                for width in sorted(set(widths.values()), reverse=True):
                    jobs.append(
                        {
                            "kind": "sequence",
                            "task": name,
                            "length": length,
                            "cell": cell,
                            "depth": depth,
                            "width": width,
                            "budgets": [budget for budget, most in widths.items() if most == width],
                            "parameters": parameter_count(cell, depth, width, *sizes),
                            "multiplications": multiplication_count(
                                cell, depth, width, task.input_dim, letters=task.letters
                            ),
                            "seeds": list(SEEDS),
                            "steps": steps,
                            "checkpoints": 20,
                            "batch": 64,
                            "learning_rate": 0.003,
                        }
                    )
    return jobs


def student_jobs() -> list[Job]:
    """Return the students of the similarity kernel: depths 1 and 2, several widths and lengths."""
    sizes = [
        (half, epsilon, depth, channels)
        for half, epsilon in ((2, 1.0), (3, 1.0), (3, 0.6), (4, 1.0), (4, 0.6))
        for depth, widths in ((1, range(1, min(2**half, 10) + 1)), (2, range(2, 7)))
        for channels in widths
    ]
    return [
        {
            "kind": "student",
            "half_length": half,
            "epsilon": epsilon,
            "depth": depth,
            "channels": channels,
            "seeds": list(range(RESTARTS)),
            "iterations": 400 if depth == 1 else 1500,
        }
        for half, epsilon, depth, channels in sizes
    ]


def usage_jobs() -> list[Job]:
    """Return the ascents on the effective rank, for letters a and b."""
    return [
        {
            "kind": "ascent",
            "depth": depth,
            "input_dim": 2,
            "channels": channels,
            "length": length,
            "seeds": list(range(RESTARTS)),
            "iterations": 400,
        }
        for length in (4, 6, 8)
        for depth in (1, 2, 3)
        for channels in (2, 3, 4)
    ]


EXPERIMENTS = {
    found.name: found
    for found in (
        Experiment(
            "usage",
            "How much of its rank does a circuit use, before and after its weights are optimised for that?",
            usage_jobs,
            extra=False,
        ),
        Experiment(
            "floor",
            "How near do trained circuits of depths 1 and 2 come to the similarity kernel?",
            student_jobs,
            extra=False,
        ),
        Experiment(
            "copying",
            "Copying memory: depths 1, 2, 3 at equal parameters and at equal multiplications.",
            lambda: sequence_jobs("copying", (10, 20, 40), 600, 4000),
            extra=True,
        ),
        Experiment(
            "similarity",
            "Start-End similarity: depths 1, 2, 3 at equal parameters and at equal multiplications.",
            lambda: sequence_jobs("similarity", (16, 24, 32), 1500, 6000),
            extra=True,
        ),
        Experiment(
            "digits",
            "Shuffled digits pixel by pixel: depths 1, 2, 3 at equal parameters and multiplications.",
            lambda: sequence_jobs("digits", (16, 32, 64), 1200, 3000),
            extra=True,
        ),
    )
}
