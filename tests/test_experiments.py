"""Experiments: every shipped result is there, a slice is computed again, and a run goes on where it ended."""

from __future__ import annotations

import datetime
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

import racteach as rt
from racteach import cli
from racteach.results import experiments
from racteach.results.experiments import (
    EXPERIMENTS,
    ExperimentError,
    compute_line,
    load_experiment,
    read_results,
    run_experiment,
)
from racteach.results.experiments.runs import compute_job


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_job_is_shipped_once_and_says_how_it_was_made(name):
    rows, jobs = load_experiment(name), EXPERIMENTS[name].jobs()
    assert [row.job for row in rows] == jobs
    for row in rows:
        assert row.command == f"racteach experiment run {name}"
        assert row.library == rt.__version__ and "numpy" in row.packages
        datetime.date.fromisoformat(row.date)
        lists = row.found.values()
        assert all(len(values) == len(row.job["seeds"]) for values in lists)
        if row.job["kind"] == "sequence":
            assert all(len(run) == row.job["checkpoints"] for values in lists for run in values)


def shorter(name, **wanted):
    """A shipped row, and its job with fewer seeds."""
    row = next(
        row for row in load_experiment(name) if all(row.job[key] == value for key, value in wanted.items())
    )
    return row, {**row.job, "seeds": row.job["seeds"][:2]}


@pytest.mark.parametrize("channels", [1, 4])
def test_students_are_trained_again(channels):
    row, job = shorter("floor", half_length=3, epsilon=1.0, depth=1, channels=channels)
    # The path of an optimiser depends on the last bits; where it ends is a matter of the floor.
    assert compute_job(job)["errors"] == pytest.approx(row.found["errors"][:2], abs=0.02)


def test_ascents_are_climbed_again():
    row, job = shorter("usage", depth=1, channels=3, length=6)
    found = compute_job(job)
    assert found["before"] == pytest.approx(row.found["before"][:2], abs=1e-3)
    assert found["after"] == pytest.approx(row.found["after"][:2], abs=1e-2)


SLICES = [("copying", 10, "tanh", 2), ("similarity", 16, "orthogonal", 1), ("digits", 16, "rac", 1)]
LONG = [
    (name, length, cell, depth)
    for name, lengths in (("copying", (10, 40)), ("similarity", (16, 32)), ("digits", (16, 64)))
    for length in lengths
    for cell in ("orthogonal", "tanh", "gru", "rac")
    for depth in (1, 2, 3)
]


@pytest.mark.parametrize(
    ("name", "length", "cell", "depth"), [*SLICES, *(pytest.param(*x, marks=pytest.mark.full) for x in LONG)]
)
def test_the_beginning_of_a_training_is_repeated(name, length, cell, depth):
    pytest.importorskip("jax")
    row, job = shorter(name, length=length, cell=cell, depth=depth)
    each = job["steps"] // job["checkpoints"]
    found = compute_job({**job, "steps": each, "checkpoints": 1})
    # float32 and another processor's rounding: after a few hundred steps two digits are left.
    assert [run[0] for run in found["loss"]] == pytest.approx([r[0] for r in row.found["loss"][:2]], abs=0.02)
    assert [run[0] for run in found["accuracy"]] == pytest.approx(
        [r[0] for r in row.found["accuracy"][:2]], abs=0.05
    )


JOBS = [
    {
        "kind": "ascent",
        "depth": 1,
        "input_dim": 2,
        "channels": channels,
        "length": 4,
        "seeds": [0],
        "iterations": 9,
    }
    for channels in (1, 2, 3)
]


def test_a_run_goes_on_where_it_ended(tmp_path):
    path, told = tmp_path / "usage.jsonl", []
    with ThreadPoolExecutor(1) as executor:
        first = run_experiment("usage", path, executor, jobs=JOBS[:2], told=lambda *what: told.append(what))
        whole = path.read_text(encoding="utf-8")
        path.write_text(whole[:-30], encoding="utf-8")  # killed in the middle of a line
        second = run_experiment("usage", path, executor, jobs=JOBS)
        third = run_experiment("usage", path, executor, jobs=JOBS)
    assert (first, second, third) == (2, 2, 0)
    assert [what[:2] for what in told] == [(1, 2), (2, 2)]
    rows = read_results(path.read_text(encoding="utf-8"), "usage.jsonl")
    assert [row.job for row in rows.values()] == JOBS


def test_a_file_of_something_else_is_left_alone(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("my notes\n", encoding="utf-8")
    with (
        ThreadPoolExecutor(1) as executor,
        pytest.raises(ExperimentError, match=r"notes.txt, line 1, is not a result of an experiment"),
    ):
        run_experiment("usage", path, executor, jobs=JOBS)
    assert path.read_text(encoding="utf-8") == "my notes\n"


def test_unknown_names_are_refused(tmp_path, capsys):
    with pytest.raises(ExperimentError, match="there is no experiment 'nothing': the names are usage, floor"):
        load_experiment("nothing")
    with pytest.raises(ExperimentError, match="no kind of job 'other'"):
        compute_job({"kind": "other"})
    assert cli.main(["experiment", "run", "nothing", "--file", str(tmp_path / "x")]) == 2
    assert "there is no experiment 'nothing'" in capsys.readouterr().err


def test_the_command_lists_and_runs(tmp_path, capsys, monkeypatch):
    assert cli.main(["experiment", "list"]) == 0
    said = capsys.readouterr().out
    assert all(name in said for name in EXPERIMENTS) and "60 jobs, 60 shipped; needs the extra learn" in said
    known = experiments.runs.experiment_named("usage")
    monkeypatch.setitem(
        EXPERIMENTS, "usage", type(known)("usage", known.question, lambda: JOBS[:1], extra=False)
    )
    path = tmp_path / "usage.jsonl"
    for computed in (1, 0):
        assert cli.main(["experiment", "run", "usage", "--file", str(path)]) == 0
        assert re.search(rf"{computed} jobs? computed", capsys.readouterr().out)


def test_without_the_extra_the_command_says_what_to_install(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "jax", None)
    assert cli.main(["experiment", "run", "copying", "--file", str(tmp_path / "x")]) == 2
    assert 'pip install ".[learn]"' in " ".join(capsys.readouterr().err.split())


def test_a_line_holds_everything(tmp_path):
    line = compute_line("usage", JOBS[0])
    (row,) = read_results(line + "\n", "x").values()
    assert row.job == JOBS[0] and row.found["after"] == pytest.approx([1.0], abs=1e-6)
