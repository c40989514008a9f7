"""Hostile notebooks, all in one run with honest ones: no point, no harm, bounded time, the right status."""

from __future__ import annotations

import re
import time
from pathlib import Path

import psutil
import pytest

pytest.importorskip("resource", reason="grading runs on POSIX systems only")

from racteach.grading.runs import Run, grade_folder, lesson_tasks
from racteach.grading.sandbox import Limits
from tests.test_grading import sandbox, solved  # noqa: F401

HOSTILE = sorted((Path(__file__).parent / "hostile").glob("*.txt"))
HONEST = [f"honest {k}" for k in range(4)]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def read(path):
    """Return an attack's code, and the statuses that may come of it."""
    text = path.read_text(encoding="utf-8")
    (expected,) = re.findall(r"^# expect: (.+)$", text, re.M)
    return text, set(expected.split(", "))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    for path in HOSTILE:
        solved(folder / "in" / f"{path.stem}.ipynb", **{"03-cut": read(path)[0]})
    for name in HONEST:
        solved(folder / "in" / f"{name}.ipynb")
    return folder


@pytest.fixture(scope="module")
def verdicts(sandbox, folder):  # noqa: F811
    begun = time.monotonic()
    run = Run("03", 17, Limits(seconds=4.0, memory=1024))
    found = grade_folder(folder / "in", run, folder / "out", jobs=2)
    print(f"{len(HOSTILE)} hostile notebooks in {time.monotonic() - begun:.0f} s")
    return found


def test_there_are_enough():
    assert len(HOSTILE) >= 84


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_an_attack_earns_nothing_and_costs_itself_only(verdicts, path):
    own = {verdict.task: verdict for verdict in verdicts if verdict.student == path.stem}
    cut = own.pop("03-cut")
    assert cut.points == 0 and cut.status in read(path)[1], cut
    assert {verdict.status for verdict in own.values()} == {"passed"}, own


def test_no_page_and_no_reason_holds_markup_or_terminal_codes(verdicts, folder, tmp_path):
    from racteach.grading.collecting import find_submissions
    from racteach.grading.reports import write_reports
    from racteach.grading.term.marks import read_term

    assert all(letter == "\n" or letter.isprintable() for v in verdicts for letter in v.reason + v.details)
    tasks = {task.id: task for task in lesson_tasks("03")}
    term = read_term(tmp_path, find_submissions(folder / "in")[0], tasks)[0]
    write_reports(tmp_path, Run("03", 17, Limits()), term, term.marks(verdicts))
    pages = [page.read_text(encoding="utf-8") for page in tmp_path.rglob("*.html")]
    assert len(pages) == len(HOSTILE) + len(HONEST) + 1
    assert not [page for page in pages if "<script" in page or "<img src=x" in page]
    assert any("&lt;script&gt;" in page for page in pages)


def test_honest_classmates_get_all_points(verdicts):
    points = [sum(v.points for v in verdicts if v.student == name) for name in HONEST]
    assert points == [12] * len(HONEST)


def test_nothing_is_left_behind(verdicts):
    for place in ("/", "/tmp", "/usr", "/etc", "/dev/shm", "/var", str(Path.home())):
        assert not (Path(place) / "hostile-was-here").exists()
    students = [p for p in psutil.process_iter() if 210_000 <= p.uids().real < 260_000]
    # Another run on this machine may go on, below its own grader.
    assert not [p for p in students if not any("python" in above.name() for above in p.parents())]
