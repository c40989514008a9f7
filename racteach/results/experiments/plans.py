"""What each experiment varies: one job for each network or circuit that is trained.

A job is a plain dictionary, so that it can be written down beside its result. Its kind says what runs it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Any

from racteach.learning.sequence_networks import CELLS, multiplication_count, parameter_count, widths_within
from racteach.learning.sequence_training import SequenceTask

Job = dict[str, Any]

SEEDS = (0, 1, 2, 3, 4)
RESTARTS = 8


@dataclass(frozen=True)
class Experiment:
    """An experiment by its name."""

    name: str  #: as in ``racteach experiment run NAME``
    question: str  #: what it is about, in a sentence
    jobs: Callable[[], list[Job]]
    extra: bool  #: whether it needs the extra ``learn``


def sequence_jobs(name: str, lengths: tuple[int, ...], parameters: int, steps: int) -> list[Job]:
    """Return the jobs of a sequence task: every cell and depth, at equal parameters and multiplications.

    Example:
        >>> jobs = sequence_jobs("copying", (10,), 600, 100)
        >>> [(job["depth"], job["width"], job["budgets"]) for job in jobs[:3]]
        [(1, 20, ['parameters', 'multiplications']), (2, 13, ['parameters']), (2, 11, ['multiplications'])]
    """
    common = {
        "kind": "sequence", "task": name, "seeds": list(SEEDS), "steps": steps,
        "checkpoints": 20, "batch": 64, "learning_rate": 0.003,
    }  # fmt: skip
    jobs = []
    for length, cell, depth in product(lengths, CELLS, (1, 2, 3)):
        task = SequenceTask(name, length)
        sizes, letters = (task.input_dim, task.classes), task.letters
        widths = widths_within(cell, depth, parameters, *sizes, letters=letters)
        for width in sorted(set(widths.values()), reverse=True):
            multiplications = multiplication_count(cell, depth, width, task.input_dim, letters=letters)
            jobs.append(
                {**common, "length": length, "cell": cell, "depth": depth, "width": width,
                 "budgets": [budget for budget, widest in widths.items() if widest == width],
                 "parameters": parameter_count(cell, depth, width, *sizes),
                 "multiplications": multiplications}
            )  # fmt: skip
    return jobs


def student_jobs() -> list[Job]:
    """Return the students of the similarity kernel: depths 1 and 2, several widths and lengths."""
    common = {"kind": "student", "seeds": list(range(RESTARTS))}
    return [
        {**common, "half_length": half, "epsilon": epsilon, "depth": depth, "channels": channels,
         "iterations": 400 if depth == 1 else 1500}
        for half, epsilon in ((2, 1.0), (3, 1.0), (3, 0.6), (4, 1.0), (4, 0.6))
        for depth, widths in ((1, range(1, min(2**half, 10) + 1)), (2, range(2, 7)))
        for channels in widths
    ]  # fmt: skip


def usage_jobs() -> list[Job]:
    """Return the ascents on the effective rank, for letters a and b."""
    common = {"kind": "ascent", "input_dim": 2, "seeds": list(range(RESTARTS)), "iterations": 400}
    return [
        {**common, "depth": depth, "channels": channels, "length": length}
        for length, depth, channels in product((4, 6, 8), (1, 2, 3), (2, 3, 4))
    ]


EXPERIMENTS = {
    name: Experiment(name, question, jobs, extra)
    for name, question, jobs, extra in (
        ("usage",
         "How much of its rank does a circuit use, before and after its weights are optimised for that?",
         usage_jobs, False),
        ("floor",
         "How near do trained circuits of depths 1 and 2 come to the similarity kernel?",
         student_jobs, False),
        ("copying",
         "Copying memory: depths 1, 2, 3 at equal parameters and at equal multiplications.",
         lambda: sequence_jobs("copying", (10, 20, 40), 600, 4000), True),
        ("similarity",
         "Start-End similarity: depths 1, 2, 3 at equal parameters and at equal multiplications.",
         lambda: sequence_jobs("similarity", (16, 24, 32), 1500, 6000), True),
        ("digits",
         "Shuffled digits pixel by pixel: depths 1, 2, 3 at equal parameters and multiplications.",
         lambda: sequence_jobs("digits", (16, 32, 64), 1200, 3000), True),
    )
}  # fmt: skip
