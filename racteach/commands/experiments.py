"""The experiments of the course: list them, run them again, show what they gave."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from racteach.commands.reporting import Jobs, Scheduler, executor_for, polite, rows_bar

group = typer.Typer(
    no_args_is_help=True,
    epilog="Example: racteach experiment run floor --jobs 2",
    help="The experiments behind lessons 10 and 12: list, run, show.",
)


@group.command("list", epilog="Example: racteach experiment list")
def list_() -> None:
    """Print the experiments, with the number of their jobs and what ships with the course."""
    with polite():
        from racteach.results.experiments import EXPERIMENTS, load_experiment

        for name, experiment in EXPERIMENTS.items():
            jobs, shipped = len(experiment.jobs()), len(load_experiment(name))
            extra = "; needs the extra learn" if experiment.extra else ""
            typer.echo(f"{name:<12}{experiment.question}\n{'':<12}{jobs} jobs, {shipped} shipped{extra}")


@group.command(epilog="Example: racteach experiment run similarity --jobs 2 --file my-similarity.jsonl")
def run(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As racteach experiment list shows it.")],
    jobs: Jobs = 1,
    scheduler: Scheduler = None,
    file: Annotated[
        Path | None,
        typer.Option(metavar="F", help="Lines are appended; by default NAME.jsonl.", show_default=False),
    ] = None,
) -> None:
    """Compute what a file lacks of an experiment, and append it.

    It may be stopped or killed at any moment, and goes on from there when it is started again.
    """
    target = file or Path(f"{name}.jsonl")
    stopped = f"stopped; finished jobs are kept in {target}, and the same command computes the others"
    with polite(stopped=stopped):
        from racteach.results.experiments import run_experiment
        from racteach.results.experiments.runs import experiment_named

        experiment = experiment_named(name)
        if experiment.extra and scheduler is None:
            from racteach.learning.sequence_training import need_extra

            try:
                need_extra()
            except ImportError as error:
                raise ValueError(str(error)) from error
        with executor_for(jobs, scheduler) as (executor, window), rows_bar(0) as told:
            done = run_experiment(
                name, target, executor, window=window,
                told=lambda count, every, job: told(count, every, _short(job)),
            )  # fmt: skip
    typer.echo(f"{target}: {done} jobs computed, {len(experiment.jobs()) - done} were there already")


def _short(job: dict[str, object]) -> str:
    return " ".join(str(job[name]) for name in ("task", "length", "cell", "depth", "width") if name in job)
