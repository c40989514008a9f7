"""Run an experiment's jobs on an executor, and keep each result as one line of a file at once."""

from __future__ import annotations

import datetime
import json
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from racteach.executors import ExecutorError, result_of
from racteach.journal.provenance import __version__
from racteach.results.experiments.plans import EXPERIMENTS, Job

_PATIENCE = 60.0
_PACKAGES = ("numpy", "scipy", "jax", "optax", "scikit-learn")


class ExperimentError(ValueError):
    """What is wrong with an experiment or its file, in one sentence."""


@dataclass(frozen=True)
class Result:
    """One job of an experiment, and what it gave.

    Attributes:
        experiment: its name.
        job: what was asked, with every setting and seed.
        found: the numbers.
        command: what computes it again.
        library: the version of racteach.
        packages: the versions of what it was computed with.
        date: the day, as in 2026-01-31.
    """

    experiment: str
    job: Job
    found: dict[str, Any]
    command: str
    library: str
    packages: dict[str, str]
    date: str

    @property
    def key(self) -> str:
        """What tells a job from the others of its experiment."""
        return job_key(self.job)


def job_key(job: Job) -> str:
    """Return a job as one text."""
    return json.dumps(job, sort_keys=True)


def compute_job(job: Job) -> dict[str, Any]:
    """Do what a job asks, and return the numbers.

    Raises:
        ImportError: if it needs the extra ``learn`` and that is not there.
        ExperimentError: if the job is of no known kind.

    Example:
        >>> job = {"kind": "ascent", "depth": 1, "input_dim": 2, "channels": 2, "length": 4,
        ...        "seeds": [0], "iterations": 50}
        >>> compute_job(job)["after"]
        [2.0]
    """
    if job["kind"] == "sequence":
        from racteach.learning.sequence_training import SequenceTask, train_networks

        given = ("depth", "width", "seeds", "steps", "checkpoints", "batch", "learning_rate")
        return train_networks(
            SequenceTask(job["task"], job["length"]), job["cell"], **{name: job[name] for name in given}
        )
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
    row = Result(experiment, job, found, command, __version__, versions, today)
    return json.dumps(row.__dict__, sort_keys=True)


def read_results(text: str, name: str) -> dict[str, Result]:
    """Return the results of a file by their jobs; a last line without an end is left out.

    Raises:
        ExperimentError: if a line is no result; it names the line.
    """
    rows = {}
    for number, line in enumerate(text.split("\n")[:-1], start=1):
        try:
            row = Result(**json.loads(line))
            rows[row.key] = row
        except (ValueError, TypeError) as error:
            raise ExperimentError(f"{name}, line {number}, is no result of an experiment: {error}") from None
    return rows


@cache
def load_experiment(name: str) -> list[Result]:
    """Return the results that ship with the course, in the order of the experiment's jobs.

    Raises:
        ExperimentError: if there is no experiment of that name.

    Example:
        >>> len(load_experiment("usage"))
        27
    """
    jobs = known(name).jobs()
    file = resources.files("racteach") / "data" / "experiments" / f"{name}.jsonl"
    rows = read_results(file.read_text(encoding="utf-8"), f"{name}.jsonl")
    return [rows[key] for job in jobs if (key := job_key(job)) in rows]


def known(name: str) -> Any:
    """Return an experiment by its name."""
    if name not in EXPERIMENTS:
        raise ExperimentError(f"there is no experiment {name!r}: the names are {', '.join(EXPERIMENTS)}")
    return EXPERIMENTS[name]


def run_experiment(
    name: str,
    path: str | Path,
    executor: Executor,
    *,
    jobs: Iterable[Job] | None = None,
    window: int = 2,
    told: Callable[[int, int, Job], None] | None = None,
) -> int:
    """Compute the jobs that a file lacks and append them, one line each.

    A result is on the disk before the next one is looked at. Killed at any moment, the next run goes on
    from there.

    Args:
        name: of the experiment.
        path: the file; it is made if it is not there.
        executor: where jobs are computed.
        jobs: some of its jobs; by default all.
        window: how many jobs are given to the executor at a time.
        told: called with (jobs done, jobs, job) after each.

    Returns:
        How many were computed.

    Raises:
        ExperimentError: if the file cannot be written or holds something else, or another run holds it.
        ExecutorError: if workers died; finished jobs are kept.
        ImportError: if the extra ``learn`` is missing.
    """
    wanted = list(known(name).jobs() if jobs is None else jobs)
    target = Path(path)
    try:
        with FileLock(f"{target}.lock", timeout=_PATIENCE):
            return _run(name, wanted, target, executor, window, told)
    except Timeout:
        raise ExperimentError(f"another run holds {target}.lock: end it, then start again") from None
    except OSError as error:
        raise ExperimentError(f"{target} cannot be written: {error.strerror or error}") from None


def _run(name: str, wanted: list[Job], target: Path, executor: Executor, window: int, told: Any) -> int:
    text = target.read_text(encoding="utf-8") if target.exists() else ""
    there = read_results(text, str(target))
    if not text.endswith("\n") and text:
        target.write_text(text[: text.rfind("\n") + 1], encoding="utf-8")
    todo = deque(job for job in wanted if job_key(job) not in there)
    count, done = len(todo), 0
    flying: dict[Future[str], Job] = {}
    try:
        while todo or flying:
            while todo and len(flying) < window:
                job = todo.popleft()
                flying[executor.submit(compute_line, name, job)] = job
            for future in wait(flying, return_when=FIRST_COMPLETED).done:
                job = flying.pop(future)
                line = result_of(future)
                with target.open("a", encoding="utf-8") as file:
                    file.write(line + "\n")
                done += 1
                if told is not None:
                    told(len(wanted) - count + done, len(wanted), job)
    except ExecutorError as error:
        raise ExecutorError(f"{error}; {done} of {count} jobs are finished and kept") from error
    finally:
        for future in flying:
            future.cancel()
    return done
