"""Grading a class: our grader against nbgrader's autograde, and its memory at 100 and at 1000 submissions."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from racteach.grading.judging import NotebookGrader
from racteach.grading.processes import Process
from racteach.grading.runs import forbidden, lesson_tasks
from racteach.grading.sandbox import Limits, Sandbox
from racteach.grading.staging import stage_library
from racteach.grading.submissions import read_submission
from tests.benchmarks.cases import Row, _agree, _faster
from tests.benchmarks.measure import PEAK, interleaved
from tests.test_grading import notebook, solved
from tests.test_nbgrader import CONFIG, environment

LESSON, POINTS = "03", 12
_PROGRAM = f"""
import resource, sys, time
from pathlib import Path
from racteach.grading.runs import Run, grade_folder
from racteach.grading.sandbox import Limits
{PEAK}
if __name__ == "__main__":
    begun = time.monotonic()
    found = grade_folder(Path(sys.argv[1]), Run("03", 1, Limits()), Path(sys.argv[2]), jobs=2)
    seconds = time.monotonic() - begun
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(sum(verdict.points for verdict in found), seconds, peak() / 1024, worker / 1024)
"""


def a_class(folder: Path, count: int) -> Path:
    """Write solved notebooks of so many students."""
    first = solved(folder / "student 0.ipynb")
    for k in range(1, count):
        shutil.copy(first, folder / f"student {k}.ipynb")
    return folder


def ours(folder: Path, out: Path) -> tuple[int, float, float, float]:
    """Grade a folder in a process of its own: points, seconds, the most MiB in it and in a worker."""
    shutil.rmtree(out, ignore_errors=True)
    script = out.with_suffix(".py")
    script.write_text(_PROGRAM, encoding="utf-8")
    said = subprocess.run(
        [sys.executable, str(script), str(folder), str(out)], capture_output=True, text=True, check=True
    ).stdout.split()
    return int(said[0]), float(said[1]), float(said[2]), float(said[3])


def processor_seconds(folder: Path, count: int) -> float:
    """Return how long a processor works for one notebook, in the grader and in the student's process: a
    busy machine changes this less than the time on the clock."""
    sandbox = Sandbox(stage_library(folder / "library", forbidden(LESSON)), Limits(seconds=60))
    path = solved(folder / "one.ipynb")
    students = 0.0
    end = Process.close

    def close(process: Process) -> None:
        nonlocal students
        students += sum(sum(child.cpu_times()[:2]) for child in process.below())
        end(process)

    def one() -> None:
        grader = NotebookGrader(read_submission("one", path), lesson_tasks(LESSON), sandbox, secret=1)
        _agree(sum(verdict.points for verdict in grader.grade()) == POINTS, "the points of a right solution")

    one()  # a warm-up
    with mock.patch.object(Process, "close", close):
        begun = time.process_time()
        for _ in range(count):
            one()
        return (time.process_time() - begun + students) / count


def a_course(folder: Path, count: int) -> Path:
    """Make a course of nbgrader with one assignment, and hand it in for so many students."""
    (folder / "source" / "ps").mkdir(parents=True)
    shutil.copy(CONFIG, folder)
    shutil.copy(notebook("solutions", LESSON), folder / "source" / "ps")
    nbgrader(folder, "generate_assignment", "ps", "--create")
    for k in range(count):
        solved(folder / "submitted" / f"s{k}" / "ps" / notebook("solutions", LESSON).name)
    return folder


def nbgrader(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "nbgrader", *arguments]
    subprocess.run(command, cwd=folder, env=environment(folder.parent), capture_output=True, check=True)


def grading(quick: bool) -> Iterator[Row]:
    """Ten notebooks by both graders; then a hundred and a thousand by ours."""
    ten, tasks = 3 if quick else 10, len(lesson_tasks(LESSON))
    with tempfile.TemporaryDirectory() as scratch:
        here = Path(scratch)
        here.chmod(0o755)
        course, few = a_course(here / "course", ten), a_class(here / "few", ten)
        points, *_ = ours(few, here / "out")  # a warm-up
        _agree(points == POINTS * ten, "the points of right solutions")
        pairs = interleaved(
            lambda: ours(few, here / "out"), lambda: nbgrader(course, "autograde", "ps", "--force"), 1
        )
        notes = []
        for count in (20,) if quick else (100, 1000):
            points, seconds, peak, worker = ours(a_class(here / str(count), count), here / f"out{count}")
            _agree(points == POINTS * count, "the points of right solutions")
            notes.append(
                f"{count} notebooks: {60 * count / seconds:.0f} a minute, peak {peak:.0f} MiB, "
                f"{worker:.0f} in each of two workers"
            )
        (here / "apart").mkdir()
        worked = processor_seconds(here / "apart", ten)
        notes.append(f"{worked:.2f} processor seconds each: {120 / worked:.0f} a minute on two quiet cores")
        yield _faster(
            f"{ten} notebooks of {tasks} tasks, two jobs",
            pairs,
            ("racteach grade, in the sandbox", "nbgrader autograde, in none"),
            floor=None if quick else 3,
            note="; ".join(notes),
        )


CASES = {"grading": grading}
