"""Progress: kept in the student's folder, never in the way of a check."""

from __future__ import annotations

import multiprocessing
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import racteach as rt
from racteach import checks
from racteach.checks import records, registry


def cut(tensor):
    return tensor.reshape(tensor.shape[0] ** (tensor.ndim // 2), -1)


def transposed(tensor):
    return cut(tensor).T


def stub(tensor): ...


@pytest.fixture
def student(tmp_path, monkeypatch):
    """A student's folder, with the kernel in its exercises."""
    (tmp_path / "my course" / ".racteach").mkdir(parents=True)
    (tmp_path / "my course" / "exercises").mkdir()
    monkeypatch.chdir(tmp_path / "my course" / "exercises")
    return tmp_path / "my course"


def states():
    return {row.task: (row.state, row.checks) for row in rt.progress().tasks if row.checks}


def test_checks_are_counted_and_a_pass_stays(student):
    assert states() == {}
    rt.check("03-cut", stub)
    assert states() == {}
    rt.check("03-cut", transposed)
    assert states() == {"03-cut": ("tried", 1)}
    rt.check("03-cut", cut)
    rt.check("03-cut", transposed)
    rt.check("03-fold-back", lambda *arguments: 1 / 0)
    assert states() == {"03-cut": ("passed", 3), "03-fold-back": ("tried", 1)}


def test_it_shows_lesson_by_lesson(student):
    rt.check("03-cut", cut)
    shown = rt.progress()
    assert shown.note == ""
    third, fourth = (len(shown.lessons()[lesson]) for lesson in ("03", "04"))
    assert f"Lesson 03: 1 of {third} passed" in str(shown)
    assert f"Lesson 04: 0 of {fourth} passed" in str(shown)
    assert "[x] 03-cut" in str(shown) and "[ ] 03-any-split" in str(shown)
    assert list(shown.lessons()) == ["00", *registry.LESSONS]
    html = shown._repr_html_()
    assert f"Lesson 03: 1 of {third} passed" in html
    assert html.count('<th scope="row"') == len(shown.tasks) + len(shown.predictions)


def test_feedback_does_not_depend_on_progress(student):
    first = rt.check("03-cut", cut)
    assert str(rt.check("03-cut", cut)) == str(first)


def test_the_file_lies_in_the_students_folder_and_deleting_it_resets(student):
    rt.check("03-cut", cut)
    file = student / ".racteach" / records.FILE
    assert records.progress_file() == file.resolve()
    assert [path.name for path in (student / ".racteach").iterdir()] == [records.FILE]
    file.unlink()
    assert states() == {} and rt.progress().note == ""
    assert rt.check("03-cut", cut).status == "passed"
    assert states() == {"03-cut": ("passed", 1)}


def test_without_a_students_folder_nothing_is_kept(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if records.progress_file() is not None:
        pytest.skip("a folder above the temporary one holds .racteach")
    assert rt.check("03-cut", cut).status == "passed"
    assert "not kept here" in rt.progress().note and "not kept here" in str(rt.progress())
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_disturbs_no_check(student):
    file = student / ".racteach" / records.FILE
    file.write_bytes(b"no database" * 1000)
    assert rt.check("03-cut", cut).status == "passed"
    assert "cannot be read" in rt.progress().note and "Delete it" in rt.progress().note
    assert states() == {}
    file.unlink()
    file.mkdir()
    assert rt.check("03-cut", cut).status == "passed"
    assert "cannot be read" in rt.progress().note
    file.rmdir()
    file.touch()  # an empty file is an empty database
    assert rt.progress().note == "" and states() == {}


def test_a_folder_that_is_gone_disturbs_no_check(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    monkeypatch.setattr(Path, "cwd", lambda: (_ for _ in ()).throw(FileNotFoundError()))
    assert rt.check("03-cut", cut).status == "passed"
    assert "not kept here" in rt.progress().note


def test_a_kernel_that_holds_the_file_for_long_disturbs_no_check(student, monkeypatch):
    monkeypatch.setattr(records, "_WAIT", 0.05)
    rt.check("03-cut", transposed)
    other = sqlite3.connect(student / ".racteach" / records.FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert rt.check("03-cut", cut).status == "passed"
    assert "cannot be read" in rt.progress().note
    other.execute("ROLLBACK")
    other.close()
    assert states() == {"03-cut": ("tried", 1)}


def count(folder, task, times):
    for _ in range(times):
        assert records.keep(task, True, Path(folder))


def test_two_kernels_at_once_lose_nothing(student):
    file = student / ".racteach" / records.FILE
    context = multiprocessing.get_context("spawn")
    kernels = [
        context.Process(target=count, args=(file, task, 40)) for task in ("03-cut", "04-step", "03-cut")
    ]
    for kernel in kernels:
        kernel.start()
    for kernel in kernels:
        kernel.join(120)
        assert kernel.exitcode == 0
    assert records.read(file) == {"03-cut": records.Record(80, True), "04-step": records.Record(40, True)}


WRITE_FOR_EVER = """
import sys
from pathlib import Path
from racteach.checks import records
print("begun", flush=True)
while True:
    assert records.keep("03-cut", True, Path(sys.argv[1]))
    print("one", flush=True)
"""


def test_a_crash_in_the_middle_of_writing_leaves_a_good_file(student):
    file = student / ".racteach" / records.FILE
    least = 0
    for moment in (1, 3, 7):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITE_FOR_EVER, str(file)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        for _ in range(moment + 1):
            assert process.stdout.readline()
        process.kill()
        process.communicate()
        least += moment
        found = records.read(file)["03-cut"]
        assert found.passed and found.checks >= least
        assert records.keep("03-cut", False, file)
        least = records.read(file)["03-cut"].checks
        assert least == found.checks + 1


def test_a_transaction_cut_off_half_way_is_rolled_back(student):
    """What a crash leaves is a hot journal; the next kernel plays it back."""
    file = student / ".racteach" / records.FILE
    rt.check("03-cut", cut)
    code = (
        "import os, sqlite3, sys; d = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "d.execute('PRAGMA cache_size=1'); d.execute('PRAGMA cache_spill=1'); d.execute('BEGIN');"
        "[d.execute('INSERT INTO progress VALUES (?, 1, 1)', (str(i) + 'x' * 500,)) for i in range(2000)];"
        "os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", code, str(file)], check=False)
    assert file.with_name(file.name + "-journal").exists()
    assert records.keep("03-cut", True, file)
    assert records.read(file) == {"03-cut": records.Record(2, True)}


def test_progress_never_reaches_stderr(student, capfd):
    (student / ".racteach" / records.FILE).write_bytes(b"no database" * 1000)
    checks.check("03-cut", cut)
    assert capfd.readouterr() == ("", "")
