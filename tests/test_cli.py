"""The command racteach: help with an example everywhere, one sentence for every mistake, no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from racteach import cli, workspace


def commands(group=None, path=()):
    """Return the words of every command and group of commands."""
    group = group or typer.main.get_command(cli.app)
    found = [path]
    for name, command in getattr(group, "commands", {}).items():
        found += commands(command, (*path, name))
    return found


def run(capsys, *arguments):
    """Run racteach and return exit status, stdout, stderr."""
    status = cli.main([str(argument) for argument in arguments])
    return status, *capsys.readouterr()


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A shipped course of one lesson, and a current folder to work in."""
    lessons = tmp_path / "shipped" / "lessons"
    lessons.mkdir(parents=True)
    (lessons / "00_start_here.ipynb").write_text("{}")
    monkeypatch.setattr(workspace.folder, "course_root", lambda: tmp_path / "shipped")
    monkeypatch.setattr(workspace.source, "course_root", lambda: tmp_path / "shipped")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "my-course"


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_has_help_with_an_example(capsys, words):
    status, out, err = run(capsys, *words, "--help")
    assert (status, err) == (0, "")
    assert "Example: racteach" in out
    examples = [line for line in out.splitlines() if "Example:" in line]
    assert all(" ".join(words) in line for line in examples)


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["start", "one", "two"],
        ["start", "--nonsense"],
        ["start", __file__],
        ["reset"],
        ["reset", "/nothing/of/ours.ipynb"],
        ["lab", "--port", "x"],
        ["lab", "--port", "0"],
        ["lab", "--port", "65536"],
        ["exercises", "nonsense"],
        ["exercises", "build", "more"],
    ],
    ids=" ".join,
)
def test_bad_arguments_get_one_sentence_and_status_2(capsys, arguments):
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err.startswith("racteach: ") and err.count("\n") == 1


def test_start_and_reset_say_what_they_did(capsys, course):
    status, out, err = run(capsys, "start", course)
    assert (status, err) == (0, "")
    assert "lessons/00_start_here.ipynb: added" in out
    assert "no new files" in run(capsys, "start", course)[1]
    (course / "lessons" / "00_start_here.ipynb").write_text("mine")
    status, out, err = run(capsys, "reset", course / "lessons" / "00_start_here.ipynb")
    assert (status, err) == (0, "")
    assert "kept as 00_start_here.backup-1.ipynb" in out


def test_lab_starts_the_folder_and_passes_options_on(capsys, course, monkeypatch):
    seen = []
    monkeypatch.setattr(workspace.server, "is_root", lambda: True)
    monkeypatch.setattr(workspace, "open_lab", lambda *given, **options: seen.append((given, options)) or 5)
    status, out, _ = run(capsys, "lab", course, "--no-browser", "--port", "9001")
    assert status == 5
    assert seen == [((course,), {"browser": False, "port": 9001})]
    assert (course / "lessons" / "00_start_here.ipynb").exists()
    assert "--allow-root" in out


@pytest.mark.parametrize("ok", [True, False])
def test_doctor_prints_ok_or_fail_with_the_fix(capsys, monkeypatch, ok):
    monkeypatch.setenv("COLUMNS", "200")
    finding = workspace.Finding("numpy", ok, "2.4", "delete .venv")
    monkeypatch.setattr(workspace, "examine_all", lambda folder: [finding])
    status, out, _ = run(capsys, "doctor")
    assert status == (0 if ok else 1)
    assert ("FAIL" in out, "delete .venv" in out) == (not ok, not ok)
    assert all(need.debian in out for need in workspace.SYSTEM_NEEDS)


def test_a_bug_gives_a_sentence_and_a_report(capsys, monkeypatch):
    def broken(folder):
        raise KeyError("a bug")

    monkeypatch.setattr(workspace, "examine_all", broken)
    status, out, err = run(capsys, "doctor")
    assert (status, out, err.count("\n")) == (1, "", 1)
    report = Path(err.rpartition("full report is in ")[2].strip())
    assert "Traceback" in report.read_text(encoding="utf-8")
    report.unlink()
    with pytest.raises(KeyError):
        cli.main(["--debug", "doctor"])


def test_exercises_are_listed_and_compared(capsys, tmp_path, monkeypatch):
    from racteach import authoring

    status, out, err = run(capsys, "exercises", "list")
    assert (status, err) == (0, "") and "03-cut" in out
    monkeypatch.setattr(workspace, "clone_root", lambda: tmp_path)
    for differences, expected in (([], 0), (["exercises/x.ipynb differs"], 1)):
        monkeypatch.setattr(authoring, "check", lambda *folders, found=differences: found)
        status, out, _ = run(capsys, "exercises", "build", "--check")
        assert status == expected and all(text in out for text in differences)
    monkeypatch.setattr(authoring, "build", lambda *folders: [tmp_path / "exercises" / "x.ipynb"])
    assert "wrote" in run(capsys, "exercises", "build")[1]
    monkeypatch.setattr(workspace, "clone_root", lambda: None)
    assert run(capsys, "exercises", "build")[0] == 2


def test_help_is_light():
    """Help must not wait for numerics or Jupyter to load."""
    code = "import sys; from racteach import cli; cli.main(['--help']); print(*sys.modules, file=sys.stderr)"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True
    )
    loaded = set(result.stderr.split())
    assert not loaded & {
        "numpy",
        "tensorly",
        "matplotlib",
        "jupyterlab",
        "jupyter_client",
        "nbformat",
        "IPython",
    }


def test_exercises_as_json_say_everything_a_teacher_plans_with(capsys):
    from racteach.checks import registry

    status, out, err = run(capsys, "exercises", "list", "--json")
    rows = json.loads(out)
    assert (status, err) == (0, "")
    assert [row["lesson"] for row in rows] == sorted(row["lesson"] for row in rows)
    guesses = [row for row in rows if row["difficulty"] == "prediction"]
    assert [row["task"] for row in guesses] == list(registry.predictions())
    assert all(row["minutes"] and not row["points"] and not row["misconceptions"] for row in guesses)
    rows = [row for row in rows if row not in guesses]
    assert [row["task"] for row in rows] == list(registry.tasks())
    fields = {"lesson", "task", "title", "minutes", "difficulty", "points", "misconceptions"}
    assert all(set(row) == fields for row in [*rows, *guesses])
    for row in rows:
        task = registry.tasks()[row["task"]]
        assert (row["minutes"], row["difficulty"], row["points"]) == (
            task.minutes,
            task.difficulty,
            task.points,
        )
        assert row["misconceptions"] == [m.name for m in registry.answers(task).misconceptions]
