"""The course's long experiments: what they vary, how they are run, and what they gave.

Each is a list of jobs that share nothing, one line of a file each: ``racteach experiment run NAME`` computes
those that a file lacks. The files that ship with the course are in ``racteach/data/experiments``.
"""

from racteach.results.experiments.plans import EXPERIMENTS, Experiment, Job
from racteach.results.experiments.runs import (
    ExperimentError,
    Result,
    compute_line,
    load_experiment,
    read_results,
    run_experiment,
)

__all__ = [
    "EXPERIMENTS", "Experiment", "ExperimentError", "Job", "Result", "compute_line", "load_experiment",
    "read_results", "run_experiment",
]  # fmt: skip
