"""Run an experiment's jobs on an executor, and keep each result as one line of a file at once."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache, partial
from importlib import metadata, resources
from itertools import product
from pathlib import Path
from typing import Any

from racteach.journal.lines import Format, Journal
from racteach.journal.missing import append_missing
from racteach.journal.provenance import __version__
from racteach.journal.shipped import load_shipped, read_rows
from racteach.results.experiments.plans import EXPERIMENTS, Experiment, Job

_PACKAGES = ("numpy", "scipy", "jax", "optax", "scikit-learn")


class ExperimentError(ValueError):
    """What is wrong with an experiment or its file, in one sentence."""


@dataclass(frozen=True)
class Result:
    """One job of an experiment, and what it gave."""

    experiment: str
    job: Job  #: what was asked, with every setting and seed
    found: dict[str, Any]  #: the numbers
    command: str  #: what computes it again
    library: str  #: the version of racteach
    packages: dict[str, str]  #: the versions of what it was computed with
    date: str  #: the day, as in 2026-01-31

    @property
    def key(self) -> str:
        """What tells a job from the others of its experiment."""
        return job_key(self.job)

    def to_json(self) -> str:
        """Return the result as one line of JSON."""
        return json.dumps(self.__dict__, sort_keys=True)


RESULTS: Format[str, Result] = Format(
    file="an experiment",
    row="a result",
    beginning=b'{"command": ',
    read=lambda line: Result(**json.loads(line)),
    write=Result.to_json,
    key=lambda row: row.key,
    error=ExperimentError,
)


def job_key(job: Job) -> str:
    """Return a job as one text."""
    return json.dumps(job, sort_keys=True)


def compute_job(job: Job) -> dict[str, Any]:
    """Do what a job asks, and return the numbers; ImportError if the extra ``learn`` is needed and missing.

    Example:
        >>> job = {"kind": "ascent", "depth": 1, "input_dim": 2, "channels": 2, "length": 4,
        ...        "seeds": [0], "iterations": 50}
        >>> compute_job(job)["after"]
        [2.0]
    """
    if job["kind"] == "sequence":
        return _swept_and_tested(job)
    if job["kind"] == "dial":
        from racteach.learning.grid_training import train_student
        from racteach.results.experiments.dial import dial_target

        target = dial_target(job["dial"], job["letters"], job["length"])
        options = {name: job[name] for name in ("depth", "channels", "iterations")}
        students = [train_student(target, seed=seed, **options) for seed in job["seeds"]]
        return {"errors": [round(student.error, 6) for student in students]}
    if job["kind"] == "student":
        from racteach.constructions import similarity_matrix
        from racteach.learning.grid_training import train_student

        matrix = similarity_matrix(job["half_length"], job["epsilon"])
        target = matrix.reshape((2,) * (2 * job["half_length"]))
        options = {name: job[name] for name in ("depth", "channels", "iterations")}
        students = [train_student(target, seed=seed, **options) for seed in job["seeds"]]
        return {"errors": [round(student.error, 6) for student in students]}
    if job["kind"] == "ascent":
        from racteach.learning.usage import raise_effective_rank

        sizes = ("depth", "input_dim", "channels", "length", "iterations")
        options = {name: job[name] for name in sizes}
        ascents = [raise_effective_rank(seed=seed, **options) for seed in job["seeds"]]
        return {
            "before": [round(ascent.curve[0], 4) for ascent in ascents],
            "after": [round(ascent.effective_rank, 4) for ascent in ascents],
        }
    raise ExperimentError(f"there is no kind of job {job['kind']!r}")


def _swept_and_tested(job: Job) -> dict[str, Any]:
    """Try every rate on the validation set, then train fresh seeds at the best rate, and test them once."""
    from racteach.learning.sequence_training import SequenceTask, train_networks

    task = SequenceTask(job["task"], job["length"], job["letters"])
    options = {name: job[name] for name in ("depth", "width", "steps", "checkpoints", "batch")}
    rates, seeds = job["rates"], job["sweep_seeds"]
    tried = train_networks(task, job["cell"], runs=list(product(seeds, rates)), **options).validation
    sweep = [tried[place :: len(rates)] for place in range(len(rates))]  # by rate, then by seed
    rate = chosen_rate(rates, sweep)
    final = train_networks(task, job["cell"], runs=[(seed, rate) for seed in job["seeds"]], **options)
    return {"sweep": sweep, "rate": rate, "validation": final.validation, "test": final.test}


def chosen_rate(rates: list[float], sweep: list[list[list[float]]]) -> float:
    """Return the rate whose seeds end with the highest mean accuracy on validation, of equals the smallest.

    Example:
        >>> chosen_rate([0.001, 0.01], [[[0.3, 0.9], [0.3, 0.5]], [[0.5, 0.6], [0.5, 0.9]]])
        0.01
    """
    means = [sum(curve[-1] for curve in curves) / len(curves) for curves in sweep]
    return rates[means.index(max(means))]


def compute_line(experiment: str, job: Job) -> str:
    """Compute a job and return its line."""
    found = compute_job(job)
    versions = {}
    for name in _PACKAGES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    command = f"racteach experiment run {experiment}"
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    return Result(experiment, job, found, command, __version__, versions, today).to_json()


def read_results(text: str, name: str) -> dict[str, Result]:
    """Return the results of a file by their jobs; a last line without an end is left out."""
    return read_rows(text, name, RESULTS)


@cache
def load_experiment(name: str) -> list[Result]:
    """Return the results that ship with the course, in the order of the experiment's jobs; some may lack.

    Example:
        >>> len(load_experiment("usage"))
        27
    """
    jobs = experiment_named(name).jobs()
    if not (resources.files("racteach") / "data" / "experiments" / f"{name}.jsonl").is_file():
        return []
    rows = load_shipped(f"experiments/{name}.jsonl", RESULTS)
    return [rows[key] for job in jobs if (key := job_key(job)) in rows]


def experiment_named(name: str) -> Experiment:
    """Return an experiment, or raise an ExperimentError that lists the names."""
    if name not in EXPERIMENTS:
        raise ExperimentError(f"there is no experiment {name!r}: the names are {', '.join(EXPERIMENTS)}")
    return EXPERIMENTS[name]


def run_experiment(
    name: str, path: str | Path, executor: Executor, *, jobs: Iterable[Job] | None = None,
    window: int = 2, told: Callable[[int, int, Job], None] | None = None,
) -> int:  # fmt: skip
    """Compute the jobs that a file lacks, append each result at once, and return how many there were.

    Killed at any moment, the next run goes on from there; two runs on one file share its jobs.

    Args:
        name, path: of the experiment; the file, which is made if it is not there.
        executor, window: where jobs are computed, and how many are given to it at a time.
        jobs: some of its jobs; by default all.
        told: called with (jobs done, jobs, job) after each.

    Raises:
        ExperimentError: if the file cannot be written or holds something else.
        ExecutorError: if workers died; finished jobs are kept.
        ImportError: if the extra ``learn`` is missing.
    """
    wanted = {job_key(job): job for job in (experiment_named(name).jobs() if jobs is None else jobs)}
    return append_missing(
        Journal(path, RESULTS),
        wanted,
        partial(compute_line, name),
        executor,
        read=lambda line: RESULTS.read(line.encode()),
        window=window,
        told=None if told is None else lambda count, every, row: told(count, every, row.job),
    ).added
