"""What each experiment varies: a job for each size that is trained, with every setting and seed.

A job is a plain dictionary, so that it can be written down beside its result. Its kind says what runs it.
Why each plan is as it is, what was predicted, and what counts as an answer: ``docs/experiment-protocol.md``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Any

from racteach.learning.grid_gradients import GridWords
from racteach.learning.sequence_networks import ABLATIONS, CELLS, parameter_count, width_within
from racteach.learning.sequence_training import SequenceTask

Job = dict[str, Any]

#: Adam's rates, and the seeds with which each is tried on the validation set.
RATES, SWEEP_SEEDS = (0.0003, 0.001, 0.003, 0.01), (0, 1, 2)
#: The fresh seeds with which the chosen rate is tested, once.
SEEDS = tuple(range(100, 112))
RESTARTS = 8
#: Seeds of what was asked afterwards.
LATE_SEEDS = tuple(range(200, 212))
#: Starts of the rank dial: ten groups of eight.
DIAL_STARTS = tuple(range(1000, 1080))


@dataclass(frozen=True)
class Experiment:
    """An experiment by its name."""

    name: str  #: as in ``racteach experiment run NAME``
    question: str  #: what it is about, in a sentence
    jobs: Callable[[], list[Job]]
    extra: bool  #: whether it needs the extra ``learn``


def sequence_jobs(
    tasks: list[SequenceTask], parameters: int, steps: int,
    cells: tuple[str, ...] = CELLS, depths: tuple[int, ...] = (1, 2, 3),
    rates: tuple[float, ...] = RATES, seeds: tuple[int, ...] = SEEDS,
) -> list[Job]:  # fmt: skip
    """Return the jobs of sequence tasks: every cell and depth, with at most so many parameters.

    Example:
        >>> jobs = sequence_jobs([SequenceTask("copying", 20)], 600, 100)
        >>> [(job["depth"], job["width"], job["parameters"]) for job in jobs[:3]]
        [(1, 20, 578), (2, 13, 593), (3, 10, 553)]
    """
    common = {
        "kind": "sequence", "rates": list(rates), "sweep_seeds": list(SWEEP_SEEDS), "seeds": list(seeds),
        "steps": steps, "checkpoints": 20, "batch": 64,
    }  # fmt: skip
    jobs = []
    for cell, task, depth in product(cells, tasks, depths):
        sizes = (task.input_dim, task.classes)
        width = width_within(cell, depth, parameters, *sizes)
        jobs.append(
            {**common, "task": task.name, "length": task.length, "letters": task.letters, "cell": cell,
             "depth": depth, "width": width, "parameters": parameter_count(cell, depth, width, *sizes)}
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


def dial_jobs() -> list[Job]:
    """Return the students of the rank dial: a deep one of 4 channels, a shallow one of as many parameters.

    The targets are those of :func:`racteach.results.experiments.dial.dial_target`.

    Example:
        >>> [(job["dial"], job["depth"], job["channels"]) for job in dial_jobs()[:2]]
        [([1.0, 0.0, 0.0], 1, 6), ([1.0, 0.0, 0.0], 2, 4)]
    """
    kernels = [[1.0, 0.0, 0.0], [1.0, 1.0, 0.0], [1.0, 1.0, 1.0], *([e] * 3 for e in (0.2, 0.4, 0.6))]
    targets: list[tuple[int, int, Job]] = [(2, 6, {"dial": kernel}) for kernel in kernels]
    targets += [(letters, 4, {"dial": "count"}) for letters in (2, 3, 4, 5, 6)]
    jobs = []
    for letters, length, target in targets:
        deep = GridWords(2, letters, 4, length)
        shallow = max(
            R for R in range(1, 20) if GridWords(1, letters, R, length).parameters <= deep.parameters
        )
        jobs += [
            {"kind": "dial", **target, "letters": letters, "length": length, "depth": depth,
             "channels": channels, "iterations": iterations, "seeds": list(DIAL_STARTS)}
            for depth, channels, iterations in ((1, shallow, 400), (2, 4, 1000))
        ]  # fmt: skip
    return jobs


def usage_jobs() -> list[Job]:
    """Return the ascents on the effective rank, for letters a and b."""
    common = {"kind": "ascent", "input_dim": 2, "seeds": list(range(RESTARTS)), "iterations": 400}
    return [
        {**common, "depth": depth, "channels": channels, "length": length}
        for length, depth, channels in product((4, 6, 8), (1, 2, 3), (2, 3, 4))
    ]


def _similarity(lengths: tuple[int, ...]) -> list[SequenceTask]:
    return [SequenceTask("similarity", length) for length in lengths]


EXPERIMENTS = {
    name: Experiment(name, question, jobs, extra)
    for name, question, jobs, extra in (
        ("usage",
         "How much of its rank does a circuit use, before and after its weights are optimised for that?",
         usage_jobs, False),
        ("floor",
         "How near do trained circuits of depths 1 and 2 come to the similarity kernel?",
         student_jobs, False),
        ("dial",
         "A target's rank is dialled past the shallow circuit's width: does depth begin to win there?",
         dial_jobs, False),
        ("letters",
         "The same with sequence networks: similarity with more and more letters.",
         lambda: sequence_jobs(
             [SequenceTask("similarity", 16, letters) for letters in (2, 3, 4, 6, 8, 12)],
             600, 3000, ("orthogonal",), (1, 2),
         ), True),
        ("similarity",
         "Start-End similarity: depths 1, 2, 3 at equal parameters, each at its own rate.",
         lambda: sequence_jobs(_similarity((24, 32, 48)), 1500, 6000), True),
        ("copying",
         "Copying memory: depths 1, 2, 3 at equal parameters, each at its own rate.",
         lambda: sequence_jobs([SequenceTask("copying", delay) for delay in (20, 40, 80)], 1000, 3000), True),
        ("digits",
         "Shuffled digits pixel by pixel: depths 1, 2, 3 at equal parameters, each at its own rate.",
         lambda: sequence_jobs([SequenceTask("digits", 64)], 1200, 2000), True),
        ("ablation",
         "What the circuit's training rests on: its scaling, and where its upper layers begin.",
         lambda: sequence_jobs(_similarity((24,)), 1500, 6000, ABLATIONS), True),
        ("again",
         "Asked afterwards: orthogonal networks at T = 32 at one rate for all, with new seeds.",
         lambda: sequence_jobs(
             _similarity((32,)), 1500, 6000, ("orthogonal",), rates=(0.001,), seeds=LATE_SEEDS
         ), True),
    )
}  # fmt: skip
