"""The course's long experiments: what they vary, how they are run, and what they gave.

Each is a list of jobs that share nothing, one line of a file each: ``racteach experiment run NAME`` computes
those that a file lacks. The files that ship with the course are in ``racteach/data/experiments``.
"""

from racteach.results.experiments.analysis import (
    ACCURACY,
    CHANCE,
    ERROR,
    FAMILIES,
    Comparison,
    best_of_groups,
    compare,
    compared,
    dial_comparisons,
    dialled,
    holm,
    paired_difference,
    passing_mark,
    rows_by_depth,
    steps_to_solve,
    success_rate,
)
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
    "ACCURACY", "CHANCE", "ERROR", "EXPERIMENTS", "FAMILIES", "Comparison", "Experiment", "ExperimentError",
    "Job", "Result", "best_of_groups", "compare", "compared", "compute_line", "dial_comparisons", "dialled",
    "holm", "load_experiment", "paired_difference", "passing_mark", "read_results", "rows_by_depth",
    "run_experiment", "steps_to_solve", "success_rate",
]  # fmt: skip
