"""The runner behind course.py test: which parts run, and when the whole has failed."""

from __future__ import annotations

import pytest
import run


def names(*arguments):
    return [part.name for part in run.parts(list(arguments))]


def test_quick_leaves_out_notebooks_and_browser():
    everything = ["lint", "format", "types", "unit tests", "exercises", "notebooks", "browser"]
    assert names() == everything
    assert names("--quick") == everything[:5]
    assert names("--full") == everything
    assert [run.environment("/scratch", full)["RACTEACH_FULL"] for full in (False, True)] == ["0", "1"]


def test_arguments_for_pytest_run_the_unit_tests_alone():
    (part,) = run.parts(["--quick", "-k", "rank"])
    assert part.name == "unit tests"
    assert part.command[-4:] == ["-m", "not slow", "-k", "rank"]


@pytest.mark.parametrize("required, outcome", [(True, "FAILED"), (False, "nothing to run")])
def test_an_empty_part_fails_where_it_is_required(required, outcome):
    part = run.Part("none", ["-c", ""], ("no/such/*.py",), required)
    assert run.run(part, run.environment("scratch")) == outcome


@pytest.mark.parametrize(
    "asked, required", [("", False), ("browser", True), ("grading, browser", True), ("nobrowser", False)]
)
def test_the_browser_is_required_where_asked_for(monkeypatch, asked, required):
    monkeypatch.setenv("RACTEACH_REQUIRE", asked)
    assert run.parts([])[-1].required is required


@pytest.mark.parametrize("status", [0, 1, 5])
def test_all_parts_run_and_one_failure_fails_all(monkeypatch, capfd, status):
    parts = [run.Part(f"part {n}", ["-c", f"raise SystemExit({s})"]) for n, s in enumerate((0, status, 0))]
    monkeypatch.setattr(run, "parts", lambda arguments: parts)
    assert run.main([]) == int(status > 0)
    out = capfd.readouterr().out
    assert all(f"part {n}      " in out for n in range(3))
    assert ("FAILED: part 1" in out) == (status > 0)


def test_the_users_jupyter_stays_out(monkeypatch):
    monkeypatch.setenv("JUPYTER_PATH", "/mine")
    env = run.environment("/scratch")
    assert "JUPYTER_PATH" not in env
    assert env["JUPYTER_DATA_DIR"].startswith("/scratch")
    assert env["OMP_NUM_THREADS"] == "1"
