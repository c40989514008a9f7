"""Experiments: every shipped result is there, a slice is computed again, and a run goes on where it ended."""

from __future__ import annotations

import datetime
import itertools
import math
import re
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import racteach as rt
from racteach import cli
from racteach.learning import SequenceTask, Trained, train_networks
from racteach.results import experiments
from racteach.results.experiments import (
    EXPERIMENTS,
    FAMILIES,
    ExperimentError,
    compute_line,
    holm,
    load_experiment,
    paired_difference,
    read_results,
    run_experiment,
    success_rate,
)
from racteach.results.experiments.dial import dial_target
from racteach.results.experiments.runs import chosen_rate, compute_job


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_what_is_shipped_was_planned_and_says_how_it_was_made(name):
    rows, jobs = load_experiment(name), EXPERIMENTS[name].jobs()
    assert [row.job for row in rows] == [job for job in jobs if any(job == row.job for row in rows)]
    assert len(rows) == len(jobs)
    for row in rows:
        job, found = row.job, row.found
        assert row.command == f"racteach experiment run {name}"
        assert row.library == rt.__version__ and "numpy" in row.packages
        datetime.date.fromisoformat(row.date)
        if job["kind"] == "sequence":
            assert np.shape(found["sweep"]) == (
                len(job["rates"]),
                len(job["sweep_seeds"]),
                job["checkpoints"],
            )
            assert np.shape(found["validation"]) == (len(job["seeds"]), job["checkpoints"])
            assert found["rate"] == chosen_rate(job["rates"], found["sweep"])
            assert len(found["test"]) == len(job["seeds"]) and set(job["seeds"]).isdisjoint(
                job["sweep_seeds"]
            )
        else:
            assert all(len(values) == len(job["seeds"]) for values in found.values())


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


@pytest.mark.parametrize("depth", [1, 2])
def test_dialled_students_are_trained_again(depth):
    row, job = shorter("dial", dial=[1.0, 1.0, 1.0], depth=depth)
    # Eight starts: the same ones go down far, though the path of an optimiser depends on the last bits.
    found = compute_job({**job, "seeds": row.job["seeds"][:8]})["errors"]
    assert np.median(found) == pytest.approx(np.median(row.found["errors"][:8]), abs=0.1)
    assert min(found) >= (0.25 - 1e-9 if depth == 1 else 0)


FIRST = {name: load_experiment(name)[0] for name in ("letters", "similarity") if load_experiment(name)}
LONG = [
    pytest.param(name, row, marks=pytest.mark.full)
    for name in ("letters", "similarity", "copying", "digits", "ablation", "again")
    for row in load_experiment(name)[1:]
]


@pytest.mark.parametrize(("name", "row"), [*FIRST.items(), *LONG])
def test_the_beginning_of_a_sweep_is_repeated(name, row):
    pytest.importorskip("jax")
    job, each = row.job, row.job["steps"] // row.job["checkpoints"]
    runs = [(job["sweep_seeds"][0], rate) for rate in job["rates"][1:3]]
    found = train_networks(
        SequenceTask(job["task"], job["length"], job["letters"]), job["cell"], depth=job["depth"],
        width=job["width"], runs=runs, steps=each, checkpoints=1, batch=job["batch"],
    ).validation  # fmt: skip
    # float32 and another processor's rounding: after a few hundred steps two digits are left.
    assert [run[0] for run in found] == pytest.approx(
        [curves[0][0] for curves in row.found["sweep"][1:3]], abs=0.05
    )


def test_the_sweep_chooses_on_validation_and_fresh_seeds_are_tested(monkeypatch):
    asked = []

    def trained(task, cell, *, runs, **options):
        asked.append(runs)
        ends = {0.0003: 0.2, 0.001: 0.9, 0.003: 0.8, 0.01: 0.1}
        return Trained([[0.0, ends[rate] + seed / 1000] for seed, rate in runs], [0.5] * len(runs))

    monkeypatch.setattr("racteach.learning.sequence_training.train_networks", trained)
    job = EXPERIMENTS["similarity"].jobs()[0]
    found = compute_job(job)
    assert asked[0] == [(seed, rate) for seed in (0, 1, 2) for rate in job["rates"]]
    assert asked[1] == [(seed, 0.001) for seed in range(100, 112)]
    assert found["rate"] == 0.001 and found["sweep"][1] == [[0.0, 0.9], [0.0, 0.901], [0.0, 0.902]]


def test_of_equal_rates_the_smallest_is_chosen():
    assert chosen_rate([0.1, 0.2, 0.3], [[[0.5]], [[0.7]], [[0.7]]]) == 0.2


# Analysis


@given(st.lists(st.integers(0, 100), min_size=2, max_size=9))
@settings(max_examples=25, deadline=None)
def test_paired_differences_are_those_of_all_signs(hundredths):
    differences = np.array(hundredths) / 100 - 0.3
    mean, low, high, p = paired_difference(differences, np.zeros(len(differences)))
    flips = np.array([signs @ differences for signs in itertools.product((1, -1), repeat=len(differences))])
    above = (flips >= flips[0] - 1e-9).mean()
    below = (flips <= flips[0] + 1e-9).mean()
    assert p == pytest.approx(min(1, 2 * min(above, below)))
    assert mean == pytest.approx(differences.mean()) and low <= mean + 1e-9 and mean <= high + 1e-9
    assert differences.min() - 1e-9 <= low <= high <= differences.max() + 1e-9


def test_wilson_intervals_are_those_of_the_formula():
    for successes, count in ((0, 12), (5, 12), (12, 12)):
        share, low, high = success_rate([1] * successes + [0] * (count - successes), 0.5)
        z = 1.959964
        middle = (successes + z * z / 2) / (count + z * z)
        half = z / (count + z * z) * math.sqrt(successes * (count - successes) / count + z * z / 4)
        assert (share, low, high) == pytest.approx(
            (successes / count, middle - half, middle + half), abs=1e-6
        )


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8), st.integers(0, 5))
def test_a_part_of_a_family_is_corrected_at_least_as_much_as_the_whole(values, missing):
    family = len(values) + missing
    whole = holm(dict(enumerate([*values, *[1.0] * missing])), family)
    part = holm(dict(enumerate(values)), family)
    assert all(part[key] == pytest.approx(whole[key]) for key in part)
    assert all(value <= part[key] <= 1 for key, value in enumerate(values))
    fewer = holm(dict(enumerate(values[:-1])), family)
    assert all(fewer[key] >= whole[key] - 1e-12 for key in fewer)


def test_steps_to_solve_are_those_of_the_first_look_at_the_mark():
    mark = experiments.passing_mark("copying")
    assert mark == 1 / 8 + (1 - 1 / 8) / 2
    job = {**EXPERIMENTS["copying"].jobs()[0], "steps": 400, "checkpoints": 4}
    curves = [[0.1, mark, 0.2, 0.9], [0.9] * 4, [0.1, 0.2, 0.3, mark - 1e-9], [0.0, 0.0, 0.0, 1.0]]
    row = experiments.Result("copying", job, {"validation": curves}, "", "", {}, "")
    assert experiments.steps_to_solve(row) == [200, 100, None, 400]
    for name in ("letters", "similarity", "copying", "digits", "ablation", "again"):
        for row in load_experiment(name):
            late = [step for step in experiments.steps_to_solve(row) if step]
            assert all(1 <= step <= row.job["steps"] for step in late)


def test_families_are_as_large_as_the_plans():
    for name in ("letters", "similarity", "copying", "digits", "ablation", "again"):
        deeper = [job for job in EXPERIMENTS[name].jobs() if job["depth"] > 1]
        assert len(deeper) == FAMILIES[name]
    deep = [job for job in EXPERIMENTS["dial"].jobs() if job["depth"] == 2]
    assert sum(job["dial"] == "count" for job in deep) == FAMILIES["count"]
    assert len(deep) == FAMILIES["count"] + FAMILIES["kernels"]


def test_the_rank_crosses_the_width_where_the_protocol_says():
    for job in EXPERIMENTS["dial"].jobs():
        table = rt.start_end_matricization(dial_target(job["dial"], job["letters"], job["length"]))
        rank = rt.numerical_rank(table).rank
        if job["dial"] == "count":
            assert rank == 2 * (job["letters"] - 1)
        else:
            assert rank == 2 ** sum(epsilon > 0 for epsilon in job["dial"])
        assert job["channels"] == (6 if job["depth"] == 1 else 4)


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
    assert all(name in said for name in EXPERIMENTS) and re.search(
        r"36 jobs, \d+ shipped; needs the extra learn", said
    )
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
