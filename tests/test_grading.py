"""Grading: honest notebooks get what a teacher would give, odd ones their status, settings their effect."""

from __future__ import annotations

import csv
import json
import os
import random
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from racteach import cli
from racteach.authoring import read_notebook, release, write_notebook
from racteach.checks import registry
from racteach.grading.collecting import find_submissions, safe_name
from racteach.grading.csvfile import no_formula
from racteach.grading.frames import (
    Malformed,
    decode_frame,
    encode_frame,
    frame_length,
    read_value,
    write_value,
)
from racteach.grading.judging import NotebookGrader, input_seed
from racteach.grading.outcomes import read_outcome
from racteach.grading.processes import Died
from racteach.grading.runs import (
    Run,
    forbidden,
    grade_folder,
    grade_submission,
    lesson_tasks,
    locked_cells,
    settings_of,
)
from racteach.grading.sandbox import Limits, Sandbox, SandboxError
from racteach.grading.staging import stage_library
from racteach.grading.submissions import Cell, Submission, chosen_submission, read_submission
from racteach.grading.syscalls import compiled_filter
from racteach.grading.verdicts import Verdict
from racteach.grading.worker import runnable
from tests.benchmarks.measure import PEAK, peak_bytes

pytest.importorskip("resource", reason="grading runs on POSIX systems only")

ROOT = Path(__file__).parent.parent
REQUIRED = "sandbox" in os.environ.get("RACTEACH_REQUIRE", "").replace(",", " ").split()


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory):
    """A sandbox that holds; where there is none, skip, unless it is required."""
    folder = tmp_path_factory.mktemp("grading")
    for above in (folder, *folder.parents[:2]):
        os.chmod(above, 0o755)  # the student's process may be another user
    found = Sandbox(stage_library(folder / "library", []), Limits(seconds=5))
    try:
        found.check()
    except SandboxError as error:
        if REQUIRED:
            raise
        pytest.skip(str(error))
    return found


def notebook(folder, lesson):
    (path,) = (ROOT / folder).glob(f"{lesson}_*.ipynb")
    return path


def solved(target, lesson="03", **sources):
    """Write a student's notebook with all tasks solved, some of their cells replaced."""
    solution = read_notebook(notebook("solutions", lesson))
    exercise = release(solution)
    for cell in exercise.cells:
        for answer in solution.cells:
            if answer.id == cell.id and cell.metadata.get("nbgrader", {}).get("solution"):
                cell.source = answer.source
        cell.source = sources.get(cell.id, cell.source)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_notebook(exercise, target)
    return target


def graded(sandbox, path, lesson="03", secret=5):
    submission = read_submission("student", path)
    tasks = lesson_tasks(lesson)
    grader = NotebookGrader(submission, tasks, sandbox, secret=secret, locked=locked_cells(lesson))
    return {verdict.task: verdict for verdict in grader.grade()}


# Honest notebooks


@pytest.mark.parametrize("lesson", registry.LESSONS)
def test_a_solved_exercise_gets_all_points_and_an_untouched_one_none(sandbox, tmp_path, lesson):
    verdicts = graded(sandbox, solved(tmp_path / "a.ipynb", lesson), lesson)
    assert {(v.status, v.points - v.max_points, v.tampered) for v in verdicts.values()} == {
        ("passed", 0, False)
    }
    verdicts = graded(sandbox, notebook("exercises", lesson), lesson)
    assert {(v.status, v.points, v.tampered) for v in verdicts.values()} == {("not started", 0, False)}


CUT = "def start_end_cut(tensor):\n    rows = len(tensor) ** (tensor.ndim // 2)\n"
HALF = "tensor.reshape(len(tensor) ** (tensor.ndim // 2), -1)"
RIGHT = CUT + "    return tensor.reshape(rows, rows)"
HONEST = {
    "right, with prints and warnings": (
        CUT + "    print('hello')\n    import warnings; warnings.warn('careful')\n"
        "    return tensor.reshape(rows, rows)",
        "passed",
    ),
    "right, as a list": (CUT + "    return tensor.reshape(rows, rows).tolist()", "passed"),
    "right, with magics and a plot": (
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n!ls\n"
        + CUT
        + "    return tensor.reshape(rows, -1)",
        "passed",
    ),
    "right, an error after the function": (CUT + "    return tensor.reshape(rows, rows)\n1 / 0", "passed"),
    "right, defined twice in the cell": (
        "def start_end_cut(tensor):\n    return None\n" + CUT + "    return tensor.reshape(rows, rows)",
        "passed",
    ),
    "right, by a helper and a lambda": (
        "half = lambda t: len(t) ** (t.ndim // 2)\n"
        "start_end_cut = lambda tensor: tensor.reshape(half(tensor), -1)",
        "passed",
    ),
    "right, but it changes its input": (
        CUT + "    tensor += 1\n    return tensor.reshape(rows, rows) - 1",
        "wrong",
    ),
    "wrong: transposed": (CUT + "    return tensor.reshape(rows, rows).T", "wrong"),
    "wrong: printed": (CUT + "    print(tensor.reshape(rows, rows))", "wrong"),
    "broken: a name is missing": (CUT + "    return reshape(tensor)", "error"),
    "broken: does not parse": ("def start_end_cut(tensor)\n    return tensor", "error"),
    "broken: another parameter": ("def start_end_cut():\n    return 1", "error"),
    "another name": ("def cut(tensor):\n    return tensor", "not started"),
    "a number": ("start_end_cut = 5", "error"),
    "left as it was": ("def start_end_cut(tensor):\n    ...", "not started"),
    "NotImplementedError": ("def start_end_cut(tensor):\n    raise NotImplementedError", "not started"),
    "slow": (CUT + "    import time; time.sleep(100)", "timed out"),
    "right, timed as a whole": ("%%time\n" + RIGHT, "passed"),
    "right, timed many times": ("%%timeit -n 1\n" + RIGHT, "passed"),
    "right, below blank lines and a captured output": ("\n\n%%capture out\n" + RIGHT, "passed"),
    "right, with a line of the shell": ("files = !ls\n!pip install numpy\n" + RIGHT, "passed"),
    "right, with help": ("np.reshape?\n?np.reshape\n" + RIGHT, "passed"),
    "right, awaits at the top": ("import asyncio\nawait asyncio.sleep(0)\n" + RIGHT, "passed"),
    "right, awaits in a loop": (
        "import asyncio\nfor k in range(2):\n    await asyncio.sleep(0)\n" + RIGHT, "passed",
    ),
    "right, with annotations": (
        "from __future__ import annotations\n"
        "def start_end_cut(tensor: Tensor) -> Tensor:\n    return "
        + HALF, "passed",
    ),
    "right, with a decorator and a cache": (
        "import functools\ndef quiet(f):\n    @functools.wraps(f)\n    def inner(*given):\n"
        "        return f(*given)\n    return inner\n@quiet\n" + RIGHT, "passed",
    ),
    "right, as a class": (
        "class Cut:\n    def __call__(self, tensor):\n"
        f"        return {HALF}\nstart_end_cut = Cut()", "passed",
    ),
    "right, with an optional parameter": (
        "def start_end_cut(tensor, show=False):\n    return "
        + HALF, "passed",
    ),
    "right, with walrus and match": (
        "def start_end_cut(tensor):\n    match tensor.ndim:\n        case _ if (half := tensor.ndim // 2):\n"
        "            return tensor.reshape(len(tensor) ** half, -1)", "passed",
    ),
    "right, as other floats": (CUT + "    return tensor.reshape(rows, rows).astype(np.longdouble)", "passed"),
    "right, as a masked array": (CUT + "    return np.ma.array(tensor.reshape(rows, rows))", "passed"),
    "right, entry by entry": (
        CUT + "    out = np.zeros((rows, rows))\n    for k, value in enumerate(tensor.flat):\n"
        "        out[k // rows, k % rows] = value\n    return out", "passed",
    ),
    "right, with letters of its own": ("\u03b1 = 1\n" + RIGHT + " * \u03b1", "passed"),
    "right, with tabs": (RIGHT.replace("    ", "\t"), "passed"),
    "right, with Windows' line ends": (RIGHT.replace("\n", "\r\n"), "passed"),
    "right, prints a lot": (CUT + "    print('x' * 10**6)\n    return tensor.reshape(rows, rows)", "passed"),
    "right, asks for input elsewhere": ("try:\n    input()\nexcept EOFError:\n    pass\n" + RIGHT, "passed"),
    "right, leaves a thread": (
        "import threading\nthreading.Thread(target=print, daemon=True).start()\n" + RIGHT, "passed",
    ),
    "right, seeds NumPy": ("np.random.seed(0)\nnp.set_printoptions(precision=2)\n" + RIGHT, "passed"),
    "right, warns as an error": ("import warnings\nwarnings.simplefilter('error')\n" + RIGHT, "passed"),
    "an import is gone": (CUT + "    return tensor.reshape(math.floor(rows), rows)", "environment"),
    "deep recursion": ("def start_end_cut(tensor):\n    return start_end_cut(tensor)", "error"),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_honest_work_gets_what_a_teacher_would_give(sandbox, tmp_path, name):
    source, status = HONEST[name]
    verdicts = graded(sandbox, solved(tmp_path / "a.ipynb", **{"03-cut": source}))
    cut = verdicts.pop("03-cut")
    assert (cut.status, cut.points) == (status, cut.max_points if status == "passed" else 0), cut
    assert {verdict.status for verdict in verdicts.values()} == {"passed"}


def test_the_honest_are_many():
    assert len(HONEST) + len(ELSEWHERE) + 3 >= 45


def test_a_notebook_of_an_older_format_is_graded(sandbox, tmp_path):
    path = solved(tmp_path / "a.ipynb")
    data = json.loads(path.read_text(encoding="utf-8"))
    for cell in data["cells"]:
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
    old = {"worksheets": [{"cells": data["cells"]}], "metadata": {}, "nbformat": 3, "nbformat_minor": 0}
    path.write_text(json.dumps(old), encoding="utf-8")
    verdicts = graded(sandbox, path)
    assert {(v.status, v.tampered) for v in verdicts.values()} == {("passed", False)}


@pytest.mark.parametrize("elsewhere", [False, True])
def test_cells_without_marks_are_found_by_their_texts_and_flagged(sandbox, tmp_path, elsewhere):
    path = solved(tmp_path / "a.ipynb")
    data = json.loads(path.read_text(encoding="utf-8"))
    for number, cell in enumerate(data["cells"]):
        cell["metadata"] = {}
        if elsewhere and cell["id"] == "03-cut":  # a second try below the first one
            again = {**cell, "id": "again"}
            data["cells"].insert(number + 1, again)
            cell["source"] = "def start_end_cut(tensor):\n    return 0"
        cell["id"] = f"cell-{number}"
    path.write_text(json.dumps(data), encoding="utf-8")
    verdicts = graded(sandbox, path)
    assert {(v.status, v.tampered, v.needs_a_person) for v in verdicts.values()} == {("passed", True, True)}
    assert all("found by the task's text" in v.reason for v in verdicts.values())


def test_cells_may_stand_in_any_order_use_each_other_and_have_company(sandbox, tmp_path):
    path = solved(tmp_path / "a.ipynb")
    data = json.loads(path.read_text(encoding="utf-8"))
    extra = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "id": "mine"}
    data["cells"].insert(2, {**extra, "source": "helper = lambda t: t\n%time 1\nrt.check('03-cut', helper)"})
    data["cells"].append({**extra, "source": ["start_end_cut = None\n", "raise ValueError('played around')"]})
    path.write_text(json.dumps(data), encoding="utf-8")
    assert {verdict.status for verdict in graded(sandbox, path).values()} == {"passed"}


def test_a_known_mistake_is_named(sandbox, tmp_path):
    source = CUT + "    return tensor.reshape(rows, rows).T"
    cut = graded(sandbox, solved(tmp_path / "a.ipynb", **{"03-cut": source}))["03-cut"]
    assert cut.misconception and "input" in cut.details


# Notebooks in odd states


def edited(path, change):
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data["cells"])
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def of(cells, cell_id):
    return next(cell for cell in cells if cell["id"] == cell_id)


def test_missing_duplicated_and_tampered_cells_have_their_status(sandbox, tmp_path):
    missing = edited(solved(tmp_path / "m.ipynb"), lambda cells: cells.remove(of(cells, "03-cut")))
    verdict = graded(sandbox, missing)["03-cut"]
    assert (verdict.status, verdict.points, verdict.needs_a_person) == ("missing", 0, False)
    twice = edited(
        solved(tmp_path / "d.ipynb"), lambda cells: cells.append({**of(cells, "03-cut"), "id": "x"})
    )
    verdict = graded(sandbox, twice)["03-cut"]
    assert (verdict.status, verdict.points, verdict.needs_a_person) == ("duplicated", 0, True)
    for change in (
        lambda cells: cells.remove(of(cells, "03-cut-points")),
        lambda cells: of(cells, "03-cut-points").update(source="assert True"),
    ):
        verdict = graded(sandbox, edited(solved(tmp_path / "t.ipynb"), change))["03-cut"]
        assert (verdict.status, verdict.points, verdict.tampered) == ("passed", 2, True)
        assert verdict.needs_a_person


@pytest.mark.parametrize(
    "content",
    [b"not JSON", b"[]", b"{}", b'{"cells": 5}', b"\xff\xfe\x00", b"[" * 10**6, b'{"cells": [', b""],
)
def test_a_file_that_is_no_notebook_is_unreadable(tmp_path, content):
    path = tmp_path / "a.ipynb"
    path.write_bytes(content)
    assert read_submission("a", path).problem


def test_a_notebook_of_wrong_types_is_read_as_far_as_it_goes(sandbox, tmp_path):
    odd = [5, None, {"cell_type": "code"}, {"cell_type": "code", "source": 7}, {"cell_type": ["code"]}]
    odd += [{"cell_type": "code", "source": "x = 1", "metadata": {"nbgrader": {"grade_id": ["03-cut"]}}}]
    path = edited(solved(tmp_path / "a.ipynb"), lambda cells: cells.extend(odd))
    assert {verdict.status for verdict in graded(sandbox, path).values()} == {"passed"}


def test_a_huge_file_is_not_read(tmp_path, monkeypatch):
    path = tmp_path / "a.ipynb"
    with open(path, "wb") as file:
        file.truncate(200 * 2**20)  # a hole on the disk
    assert "more than" in read_submission("a", path).problem


# Folders


def test_all_layouts_are_found_and_links_are_not_followed(tmp_path):
    solved(tmp_path / "s" / "ada.ipynb")
    solved(tmp_path / "s" / "bob" / "my work.ipynb")
    solved(tmp_path / "s" / "cy" / "ps3" / "03.ipynb")
    solved(tmp_path / "s" / "cy" / "ps4" / "04.ipynb", lesson="04")
    solved(tmp_path / "s" / "dan" / "one.ipynb")
    solved(tmp_path / "s" / "dan" / "two.ipynb")
    (tmp_path / "s" / "eve.ipynb").symlink_to("/etc/passwd")
    (tmp_path / "s" / "fay").symlink_to("/etc")
    (tmp_path / "s" / "gus").mkdir()
    (tmp_path / "s" / "gus" / "x.ipynb").symlink_to("/etc/passwd")
    (tmp_path / "s" / "notes.txt").touch()
    found, left_out = find_submissions(tmp_path / "s")
    read = {one.student: chosen_submission(one.student, one.paths, "03") for one in found}
    assert list(read) == ["ada", "bob", "cy", "dan"]
    assert read["cy"].path.name == "03.ipynb" and "several notebooks" in read["dan"].problem
    assert [note.split(":")[0] for note in left_out] == ["eve.ipynb", "fay", "gus", "notes.txt"]


@given(st.text(max_size=200))
def test_a_name_is_safe_in_a_path_and_on_a_terminal(name):
    found = safe_name(name)
    assert found and len(found) <= 80 and found not in (".", "..")
    assert not re.search(r"[\x00-\x1f\x7f-\x9f/\\<>&\"\u202e]", found)


# Frames

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | hnp.arrays(st.sampled_from([np.int64, np.float64, np.bool_]), hnp.array_shapes(max_dims=3, max_side=3)),
    lambda inner: st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple),
    max_leaves=6,
)  # fmt: skip


@given(values)
def test_values_come_back_as_they_were(value):
    frame = encode_frame({"value": write_value(value)})
    assert frame_length(frame[:4]) == len(frame) - 4
    back = read_value(decode_frame(frame[4:])["value"])
    assert repr(back) == repr(value)


@pytest.mark.parametrize("value", [object(), {1: 2}, np.array(["a"]), 1j, lambda: 1, np.array([object()])])
def test_nothing_else_can_be_sent(value):
    with pytest.raises(Malformed):
        write_value(value)


@pytest.mark.parametrize(
    "data",
    [
        {"array": "AA==", "dtype": "object", "shape": [1]},
        {"array": "AA==", "dtype": "float64", "shape": [1]},
        {"array": "", "dtype": "float64", "shape": [10**9]},
        {"array": "", "dtype": "float64", "shape": [-1]},
        {"array": "", "dtype": "float64", "shape": [0] * 40},
        {"array": "??", "dtype": "int64", "shape": [0]},
        {"array": 5, "dtype": "int64", "shape": [1]},
        {"float": "1e999"},
        {"tuple": 5},
        {"other": []},
        {"list": [{"list": [{"list": [{"list": [{"list": [{"list": [{"list": [{"list": [[{}]]}]}]}]}]}]}]}]},
    ],
)
def test_a_value_of_another_form_is_refused(data):
    with pytest.raises(Malformed):
        read_value(data)


EMPTY = {"array": "", "dtype": "int64", "shape": [0]}


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"kind": "passed"},
        {"kind": "returned"},
        {"kind": "returned", "answer": 5},
        {"kind": "returned", "answer": {"kind": "numbers", "array": "x", "shape": [1]}},
        {"kind": "returned", "answer": {"kind": "numbers", "array": None, "shape": ["a"]}},
        {"kind": "returned", "answer": {"kind": "numbers", "array": EMPTY, "shape": [5]}},
    ],
)
def test_an_outcome_of_another_form_ends_the_process(said):
    with pytest.raises(Died):
        read_outcome(said, [])


def test_what_is_hidden_covers_what_is_shown_around_it(tmp_path, monkeypatch):
    """A clone below a folder that Python needs: its answers stay unseen, its environment stays seen."""
    clone = tmp_path / "usr" / "src" / "course"
    for name in ("solutions", ".venv", "usr-lib"):
        (clone / name).mkdir(parents=True)
    shown = [str(tmp_path / "usr"), str(clone / ".venv")]
    monkeypatch.setattr("racteach.grading.sandbox.bound_folders", lambda: shown)
    words = Sandbox(tmp_path, secret=(str(clone),)).command()
    places = [words.index(path) for path in (shown[0], str(clone), shown[1])]
    assert places == sorted(places) and words[places[1] - 1] == "--tmpfs"
    unseen = Sandbox(tmp_path, secret=(str(clone),))._unseen()
    assert str(clone / "solutions") in unseen and str(clone / ".venv") not in unseen


def test_an_installed_copy_beside_a_clone_is_hidden(tmp_path, monkeypatch):
    copy = tmp_path / "site" / "racteach"
    (copy / "checks").mkdir(parents=True)
    monkeypatch.setattr("racteach.grading.sandbox.sysconfig.get_path", lambda name: str(tmp_path / "site"))
    found = Sandbox(tmp_path / "library")
    assert str(copy) in found.hidden() and str(copy / "checks") in found._unseen()
    words = found.command()
    assert words[words.index(str(copy)) - 1] == "--tmpfs"


@pytest.mark.skipif(compiled_filter() is None, reason="libseccomp is not there")
def test_the_filter_of_system_calls_is_on(sandbox):
    process = sandbox.start()
    source = "assert 'Seccomp:\\t2\\n' in open('/proc/self/status').read()"
    try:
        assert process.ask({"do": "run", "source": source}, 20)["error"] == ""
    finally:
        process.close()


def test_a_notebook_as_a_whole_has_a_limit(sandbox, tmp_path, monkeypatch):
    """Twenty cells wait until they are stopped: each restart costs time, so there cannot be many."""
    started = []
    quick = replace(sandbox, limits=replace(sandbox.limits, seconds=0.5))
    honest = Sandbox.start
    monkeypatch.setattr(Sandbox, "start", lambda self, slot=0: started.append(slot) or honest(self, slot))
    submission = read_submission("student", solved(tmp_path / "slow.ipynb"))
    submission.cells[:0] = [Cell("import time\ntime.sleep(60)")] * 20
    verdicts = NotebookGrader(submission, lesson_tasks("03"), quick, secret=5).grade()
    assert {verdict.status for verdict in verdicts} == {"timed out"}
    assert all("as a whole" in verdict.reason for verdict in verdicts)
    assert len(started) <= len(verdicts) + 2


def test_a_notebook_whose_every_cell_ends_the_process_is_given_up(sandbox, tmp_path, monkeypatch):
    """The start of a process is not the student's time, so it is counted how often that is needed."""
    started = []
    honest = Sandbox.start
    monkeypatch.setattr(Sandbox, "start", lambda self, slot=0: started.append(slot) or honest(self, slot))
    submission = read_submission("student", solved(tmp_path / "dies.ipynb"))
    submission.cells[:0] = [Cell("import os\nos._exit(0)")] * 100
    verdicts = NotebookGrader(submission, lesson_tasks("03"), sandbox, secret=5).grade()
    assert {verdict.status for verdict in verdicts} == {"killed"}
    assert all("again and again" in verdict.reason for verdict in verdicts)
    assert len(started) == 3 * len(verdicts) + 5


def test_what_a_task_leaves_behind_ends_no_other_task(sandbox, tmp_path):
    """Code that runs later, as at a collection of garbage, ends the process while another task is judged."""
    cells = {cell.id: cell.source for cell in read_notebook(notebook("solutions", "03")).cells}
    worker = "sys.modules['racteach.grading.worker'].Worker"
    late = f"    import os, sys\n    {worker}.look = lambda *given: os._exit(0)\n"
    cut = cells["03-cut"].replace("    ### BEGIN SOLUTION\n", late, 1)
    assert late in cut
    verdicts = graded(sandbox, solved(tmp_path / "late.ipynb", **{"03-cut": cut}))
    assert {verdict.status for verdict in verdicts.values()} == {"passed"}, verdicts


def test_whatever_is_raised_becomes_a_verdict(sandbox, tmp_path, monkeypatch):
    def broken(*given, **options):
        raise RecursionError("a hole in the grader")

    monkeypatch.setattr("racteach.grading.judging.judge_outcomes", broken)
    verdicts = graded(sandbox, solved(tmp_path / "one.ipynb"))
    assert {verdict.status for verdict in verdicts.values()} == {"refused"}, verdicts
    assert "a hole in the grader" in next(iter(verdicts.values())).reason


def test_several_notebooks_of_a_lesson_are_not_held_at_a_time(tmp_path, monkeypatch):
    read = []
    monkeypatch.setattr(
        "racteach.grading.submissions.read_submission",
        lambda student, path: read.append(path) or Submission(student, path, [Cell("", "03-cut")]),
    )
    one = chosen_submission("ada", tuple(tmp_path / f"{k}.ipynb" for k in range(20)), "03")
    assert one.problem == "several notebooks of lesson 03: keep one" and len(read) == 2


def test_a_frame_of_many_parts_is_not_read():
    """A list of one byte takes sixty once it is read, and a frame has eight million bytes."""
    assert decode_frame(b'{"a": [' + b"[]," * 1000 + b"[]]}")["a"][0] == []
    with pytest.raises(Malformed, match="parts"):
        decode_frame(b'{"a": [' + b"[]," * 10**6 + b"[]]}")


def test_a_hostile_file_is_unreadable_and_needs_little_memory(tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_bytes(b'{"cells": [' + b"[]," * 6_000_000 + b"[]]}")
    assert peak_bytes(lambda: read_submission("a", path)) < 2 * path.stat().st_size
    assert "parts" in read_submission("a", path).problem


def test_every_guarantee_names_a_test_that_is_there():
    text = (ROOT / "docs" / "grading.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| [^|]+ \| (`test_.+) \|$", text)
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_*.py"))
    assert len(rows) >= 20
    for name in re.findall(r"`(\w+)`", " ".join(rows)):
        assert f"def {name}(" in tests, name


def test_names_make_files_of_any_system():
    assert len(safe_name("\U0001f600a" * 63).encode()) <= 200
    assert safe_name("\u00e9" * 80) == "\u00e9" * 80


def test_magics_are_left_out():
    assert runnable("%time f()\n  !ls\nx?\ny = a % b") == "f()\n  pass\npass\ny = a % b"
    assert runnable("%%capture out\n%%time\nx = 1\ny = !ls") == "x = 1\ny = None"
    assert runnable("%%writefile x.py\nx = 1") == ""


# Runs


@pytest.fixture
def folder(tmp_path):
    solved(tmp_path / "in" / "ada.ipynb")
    solved(tmp_path / "in" / "bob.ipynb", **{"03-cut": CUT + "    return tensor.reshape(rows, rows).T"})
    shutil.copy(notebook("exercises", "03"), tmp_path / "in" / "cy.ipynb")
    return tmp_path


def grades(out):
    with open(out / "grades.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_command_grades_reports_and_is_repeatable(sandbox, folder, capsys):
    command = ["grade", str(folder / "in"), "--lesson", "03", "--seed", "4", "--jobs", "2"]
    outs = [folder / "one", folder / "two"]
    for out in outs:
        assert cli.main([*command, "--out", str(out)]) == 0
    assert grades(outs[0]) == grades(outs[1])
    sums = {
        name: sum(int(r["points"]) for r in grades(outs[0]) if r["student"] == name)
        for name in ("ada", "bob")
    }
    assert sums == {"ada": 12, "bob": 10}
    assert settings_of(outs[0]).seed == 4
    data = json.loads((outs[0] / "grades.json").read_text(encoding="utf-8"))
    assert len(data["grades"]) == 3 * len(lesson_tasks("03")) and data["run"]["lesson"] == "03"
    page = (outs[0] / "students" / "bob.html").read_text(encoding="utf-8")
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert "10 of 12 points" in page and "<details>" in page
    assert "bob" in (outs[0] / "class.html").read_text(encoding="utf-8")
    capsys.readouterr()
    assert cli.main([*command, "--out", str(outs[0])]) == 2
    assert "holds a run already" in capsys.readouterr().err
    assert cli.main([*command, "--out", str(outs[0]), "--explain", "bob", "03-cut"]) == 0
    assert "bob, 03-cut: wrong, 0 of 2 points" in capsys.readouterr().out


def test_a_run_is_resumed_without_repeating_what_is_finished(sandbox, folder):
    out, run = folder / "out", Run("03", 9, Limits(seconds=5))
    told = []
    first = grade_folder(folder / "in", run, out, told=lambda *what: told.append(what[2]))
    path = out / "verdicts.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:1]) + lines[1][:50], encoding="utf-8")  # killed in the middle of a line
    kept = json.loads(lines[0])["student"]
    told.clear()
    again = grade_folder(folder / "in", Run("03", 1, Limits(seconds=5)), out, resume=True,
                         told=lambda *what: told.append(what[2]))  # fmt: skip
    assert again == first and sorted(told) == sorted({"ada", "bob", "cy"} - {kept})


def test_names_can_be_left_out_and_somebody_is_asked_to_look(sandbox, folder, capsys):
    shutil.copy(folder / "in" / "ada.ipynb", folder / "in" / "zoe <b>.ipynb")
    edited(folder / "in" / "zoe <b>.ipynb", lambda cells: cells.append({**of(cells, "03-cut"), "id": "x"}))
    out = folder / "out"
    command = ["grade", str(folder / "in"), "--lesson", "03", "--out", str(out), "--anonymous"]
    assert cli.main(command) == 3
    with open(out / "names.csv", encoding="utf-8", newline="") as file:
        numbers = {row["student"]: row["number"] for row in csv.DictReader(file)}
    assert sorted(numbers.values()) == [f"student-00{k}" for k in (1, 2, 3, 4)]
    assert f"to be looked at: {numbers['zoe _b_']}\n" in capsys.readouterr().out
    pages = "".join(page.read_text(encoding="utf-8") for page in out.rglob("*.html"))
    assert "zoe" not in pages and "ada" not in (out / "grades.csv").read_text(encoding="utf-8")
    assert "zoe _b_" in (out / "names.csv").read_text(encoding="utf-8")


def test_inputs_differ_from_student_to_student_and_from_run_to_run():
    seeds = {
        input_seed(run, name, task) for run in (1, 2) for name in "ab" for task in ("03-cut", "03-equality")
    }
    assert len(seeds) == 8


#: Any right answer passes, and their statements leave few inputs: who has one for each has solved the task.
FEW_INPUTS = {"01-design", "03-caught", "03-two-ranks", "05-agree", "06-parity", "06-round"}


@pytest.mark.parametrize("task", registry.tasks().values(), ids=lambda task: task.id)
def test_a_table_of_a_thousand_earlier_inputs_earns_nothing(task):
    judging = registry.answers(task)
    if task.id in FEW_INPUTS:
        assert judging.degenerates, "one that is judged by a property"
        return
    edge = {repr(case) for case in judging.edge_cases}
    seen = {repr(judging.random_case(np.random.default_rng(seed))) for seed in range(1000)}
    fresh = [repr(case) for case in judging.cases(10**9)]
    assert any(case not in seen | edge for case in fresh)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--lesson", "77"], "there is no exercise 77"),
        (["--lesson", "03", "--time-limit", "0"], "--time-limit must be above 0"),
        (["--lesson", "03", "--seed", "-1"], "--seed must be an integer >= 0"),
        (["--lesson", "03", "--resume"], "holds no run"),
    ],
)
def test_bad_options_are_one_sentence(folder, capsys, options, sentence):
    assert cli.main(["grade", str(folder / "in"), "--out", str(folder / "new"), *options]) == 2
    assert sentence in " ".join(capsys.readouterr().err.split())


def test_without_bubblewrap_grading_stops_and_says_what_to_do(folder, capsys, monkeypatch):
    monkeypatch.setenv("PATH", str(folder))
    assert cli.main(["grade", str(folder / "in"), "--lesson", "03", "--out", str(folder / "out")]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "apt install bubblewrap" in said and "--unsafe-no-sandbox" in said


def test_without_a_sandbox_every_output_says_so(folder, capsys):
    out = folder / "out"
    command = ["grade", str(folder / "in"), "--lesson", "03", "--out", str(out), "--unsafe-no-sandbox"]
    assert cli.main(command) == 0
    assert "no sandbox" in capsys.readouterr().err
    assert "Graded without a sandbox" in (out / "class.html").read_text(encoding="utf-8")
    assert settings_of(out).unsafe


def test_whatever_is_raised_while_reading_costs_one_submission(folder, monkeypatch):
    def broken(*given):
        raise RuntimeError("a hole in the reader")

    monkeypatch.setattr("racteach.grading.runs.chosen_submission", broken)
    one = find_submissions(folder / "in")[0][0]
    row = grade_submission(one, Run("03", 1, Limits(), unsafe=True), Sandbox(folder, unsafe=True))
    assert {(v.status, v.points, v.needs_a_person) for v in row.verdicts} == {("refused", 0, True)}
    assert len(row.verdicts) == len(lesson_tasks("03")) and "a hole in the reader" in row.verdicts[0].reason


def test_nobody_takes_anothers_place(tmp_path):
    names = [
        "ada.ipynb",
        "ada .ipynb",
        "Ada.ipynb",
        "D\u2019Arcy O'Neil.ipynb",
        "\u0928\u0947\u0939\u093e.ipynb",
    ]
    for name in names:
        (tmp_path / name).write_bytes(b"{}")
    found = {one.entry: one for one in find_submissions(tmp_path)[0]}
    assert {name for name in names if found[name].clash} == set(names[:3])
    assert len({one.student.casefold() for one in found.values()}) == 5
    assert all(found[name].student == name[:-6] for name in names[3:])
    row = grade_submission(
        found["ada.ipynb"], Run("03", 1, Limits(), unsafe=True), Sandbox(tmp_path, unsafe=True)
    )
    assert {(v.status, v.points, v.needs_a_person) for v in row.verdicts} == {("name clash", 0, True)}
    for name in names[1:3]:
        (tmp_path / name).unlink()
    (after,) = [one for one in find_submissions(tmp_path)[0] if one.entry == "ada.ipynb"]
    assert after.student == "ada" and after.digest != found["ada.ipynb"].digest  # it is graded again


def test_a_resumed_run_sees_changes_and_ends_well(sandbox, folder, capsys):
    out = folder / "out"
    command = ["grade", str(folder / "in"), "--lesson", "03", "--out", str(out)]
    assert cli.main(command) == 0
    before = grades(out)
    assert cli.main([*command, "--resume"]) == 0 and grades(out) == before
    shutil.copy(folder / "in" / "ada.ipynb", folder / "in" / "cy.ipynb")
    (folder / "in" / "bob.ipynb").unlink()
    capsys.readouterr()
    assert cli.main([*command, "--resume", "--anonymous"]) == 0
    said = capsys.readouterr().out
    assert "graded again, since it changed: cy" in said and "no longer in the folder" in said
    assert sum(int(row["points"]) for row in grades(out)) == 24
    pages = [*(out / "students").iterdir(), out / "class.html", out / "grades.json"]
    assert sorted(page.name for page in pages[:-2]) == ["student-001.html", "student-002.html"]
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    assert not re.search(r"\b(ada|bob|cy)\b|\"seed\"", text)


def test_an_unknown_name_has_near_ones(folder, capsys):
    Path(folder / "out").mkdir()
    (folder / "out" / "run.json").write_text(Run("03", 1, Limits()).to_json(), encoding="utf-8")
    command = ["grade", str(folder / "in"), "--lesson", "03", "--out", str(folder / "out"), "--explain"]
    for wanted, near in ((("bop", "03-cut"), "bob"), (("bob", "03-cat"), "03-cut")):
        assert cli.main([*command, *wanted]) == 2
        assert f"near it are {near}" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("cell", ["=1", " =1", "a;=1", "a, @x", "a\n-1", 'a;"=1"', "\t+1"])
def test_no_cell_begins_a_formula(cell):
    for part in re.split(r"[,;\n]", no_formula(cell)):
        assert part.lstrip(' "\t')[:1] not in tuple("=+-@"), part


STUB = "def start_end_cut(tensor):\n    ..."
ELSEWHERE = {
    "timed": ("%%time\n" + CUT + "    return tensor.reshape(rows, rows)", "", "passed", ""),
    "below the stub": (STUB, CUT + "    return tensor.reshape(rows, rows)", "elsewhere", "code cell"),
    "a module": ("import no_such_thing\n" + CUT, "", "environment", "no_such_thing"),
    "a newer Python": ("x = 1 +* 2\n" + CUT, "", "environment", "written with Python 3.99"),
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_person_looks_before_an_honest_student_gets_nothing(sandbox, tmp_path, name):
    source, extra, status, said = ELSEWHERE[name]
    path = solved(tmp_path / "a.ipynb", **{"03-cut": source})
    data = json.loads(path.read_text(encoding="utf-8"))
    data["metadata"]["language_info"] = {"version": "3.99.1"}
    new = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "id": "new"}
    data["cells"].append({**new, "source": extra})
    path.write_text(json.dumps(data), encoding="utf-8")
    cut = graded(sandbox, path)["03-cut"]
    assert (cut.status, cut.needs_a_person) == (status, status != "passed") and said in cut.reason, cut


def test_a_person_looks_at_what_was_stopped():
    for status in ("timed out", "out of memory", "killed"):
        assert Verdict("ada", "03", "03-cut", status, "", 0, 2, "").needs_a_person


def test_all_that_changed_points_is_explained(sandbox, folder, capsys):
    out, late = folder / "out", folder / "late.toml"
    roster = folder / "class.csv"
    roster.write_text("id,name\nu1,ada\nu2,bob\nu3,dan\nu4,eve\n", encoding="utf-8")
    late.write_text("deadline = 2026-10-12T12:00:00Z\npenalty_per_day = 10", encoding="utf-8")
    os.utime(folder / "in" / "bob.ipynb", (0, datetime(2026, 10, 14, 13, tzinfo=UTC).timestamp()))
    command = ["grade", str(folder / "in"), "--lesson", "03", "--out", str(out)]
    cli.main([*command, "--roster", str(roster), "--late", str(late)])
    one = '[[override]]\nstudent = "{}"\ntask = "03-cut"\npoints = {}\nreason = "{}"\nwho = "Kim"\n'
    decided = one.format("bob", 1, "nearly") + one.format("u3", 2, "on paper")
    (out / "overrides.toml").write_text(decided, encoding="utf-8")

    def explained(*wanted):
        capsys.readouterr()
        assert cli.main([*command, "--explain", *wanted]) == 0
        return capsys.readouterr().out

    said = explained("bob", "03-cut")
    assert "bob, 03-cut: wrong, 0 of 2 points" in said and "mistake: transposed" in said
    assert "set to 1 points by Kim: nearly" in said
    assert "3 days late: 30 % of the points are taken" in said
    assert "all tasks: 11 of 12 points, of which 7.7 count" in said
    assert "03-cut set to 1 points by Kim" in explained("u2", "03-equality")
    said = explained("u3", "03-cut")
    assert "handed in nothing" in said and "set to 2 points by Kim: on paper" in said and "2 count" in said
    assert "whose it is: not in the roster" in explained("cy", "03-cut")
    assert explained("u4", "03-cut") == "u4 handed in nothing\n"
    # Another version, another limit of time, another lesson.
    path = out / "verdicts.jsonl"
    lines = path.read_text(encoding="utf-8")
    path.write_text(lines.replace('"status": "wrong"', '"status": "timed out"'), encoding="utf-8")
    assert "the run found something else: timed out, 0 points" in explained("bob", "03-cut")
    shutil.copy(folder / "in" / "ada.ipynb", folder / "in" / "bob.ipynb")
    assert "holds no verdict on this version" in explained("bob", "03-cut")
    assert path.read_text(encoding="utf-8").count("\n") == lines.count("\n")
    assert cli.main([*command[:3], "04", *command[4:], "--explain", "bob", "04-cell"]) == 2
    assert "is of lesson 03: give --lesson 03" in " ".join(capsys.readouterr().err.split())


# The staged library


def test_the_staged_library_holds_no_answers_and_refuses_what_is_forbidden(tmp_path):
    library = stage_library(tmp_path / "library", ["matricization.matricize"])
    names = {path.name for path in library.rglob("*")}
    assert not any(re.match(r"answers|lesson\d\d_\w+\.py|atlas\.jsonl", name) for name in names)
    keys = [registry.answers(task) for task in registry.tasks().values()]
    right = {key.reference.__name__ for key in keys}
    defined = set().union(*(re.findall(r"def (\w+)", path.read_text()) for path in library.rglob("*.py")))
    elsewhere = {"parameter_count", "rank_modulo", "shares_of"}  # the library's own functions of these names
    assert len(right) > 50 and right & defined == elsewhere
    assert "def matricize" in (library / "racteach" / "matricization.py").read_text(encoding="utf-8")
    ways = [
        "import racteach as rt; rt.matricize(A, start=[0])",
        "from racteach.matricization import matricize as m; m(A, start=[0])",
        "import importlib; importlib.import_module('racteach.matricization').matricize(A, start=[0])",
        "import racteach as rt; rt.start_end_matricization(A)",
        "import runpy, racteach.matricization as m; runpy.run_path(m.__file__)['matricize'](A, start=[0])",
        "import inspect, racteach as rt; source = inspect.getsource(rt.matricize); "
        "exec('from __future__ import annotations' + chr(10) + source); matricize(A, start=[0])",
    ]
    for way in ways:
        ran = subprocess.run(
            [sys.executable, "-c", f"import numpy as np\nA = np.zeros((2, 2))\n{way}"],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={"PYTHONPATH": str(library), "PATH": os.environ["PATH"]},
        )
        assert "Refused: matricize is not allowed" in ran.stderr, way
    with pytest.raises(ValueError, match="no function nothing"):
        stage_library(tmp_path / "other", ["matricization.nothing"])


@pytest.mark.parametrize("lesson", registry.LESSONS)
def test_what_a_lesson_forbids_exists_and_its_solution_does_without(sandbox, tmp_path, lesson):
    os.chmod(tmp_path, 0o755)
    library = stage_library(tmp_path / "library", forbidden(lesson))
    staged = Sandbox(library, sandbox.limits)
    verdicts = graded(staged, solved(tmp_path / "a.ipynb", lesson), lesson)
    assert {verdict.status for verdict in verdicts.values()} == {"passed"}


def test_the_library_is_refused_where_it_is_the_answer(sandbox, folder):
    source = (
        "import racteach as rt\n\ndef start_end_cut(tensor):\n    return rt.start_end_matricization(tensor)"
    )
    solved(folder / "in" / "dan.ipynb", **{"03-cut": source})
    found = grade_folder(folder / "in", Run("03", 9, Limits(seconds=5)), folder / "out")
    (cut,) = [v for v in found if (v.student, v.task) == ("dan", "03-cut")]
    assert (cut.status, cut.points) == ("not allowed", 0) and "Refused" in cut.reason


def test_points_are_entered_into_an_nbgrader_gradebook(sandbox, folder, capsys):
    api = pytest.importorskip("nbgrader.api")
    out, database = folder / "out", f"sqlite:///{folder / 'gradebook.db'}"
    assert cli.main(["grade", str(folder / "in"), "--lesson", "03", "--out", str(out)]) == 0
    command = ["gradebook", str(out), "--database", database, "--assignment", "ps03"]
    for _ in range(2):  # entering again changes nothing
        assert cli.main(command) == 0
    with api.Gradebook(database) as book:
        scores = {name: book.find_submission("ps03", name).score for name in ("ada", "bob", "cy")}
        most = book.find_submission("ps03", "ada").max_score
    assert (scores, most) == ({"ada": 12, "bob": 10, "cy": 0}, 12)
    assert cli.main(["gradebook", str(folder), "--database", database, "--assignment", "x"]) == 2


@pytest.mark.slow
def test_a_hundred_submissions_need_no_more_memory_than_ten(sandbox, tmp_path):
    for count in (10, 100):
        for k in range(count):
            target = tmp_path / str(count) / f"student {k}.ipynb"
            target.parent.mkdir(exist_ok=True)
            if k == 0:
                solved(target)
            else:
                shutil.copy(target.with_stem("student 0"), target)
    program = (
        f"import sys; from pathlib import Path\n{PEAK}\n"
        "from racteach.grading.runs import Run, grade_folder; from racteach.grading.sandbox import Limits\n"
        "if __name__ == '__main__':\n"
        "    for count in (10, 100):\n"
        "        run = Run('03', 1, Limits(seconds=10))\n"
        "        here = Path(sys.argv[1])\n"
        "        found = grade_folder(here / str(count), run, here / f'o{count}', jobs=2)\n"
        "        print(sum(v.points for v in found), peak())\n"
    )
    script = tmp_path / "run.py"
    script.write_text(program, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, str(script), str(tmp_path)], capture_output=True, text=True, cwd=ROOT
    )
    ten, hundred = (list(map(int, line.split())) for line in ran.stdout.splitlines())
    assert (ten[0], hundred[0]) == (120, 1200), ran.stderr
    assert ten[1] < 100_000 and hundred[1] - ten[1] < 10_000  # KiB


def reports(out):
    """Everything that a teacher gets, but for how long the grader needed."""
    pages = [path for path in out.rglob("*") if path.suffix in (".csv", ".json", ".html")]
    texts = {str(path.relative_to(out)): path.read_text(encoding="utf-8") for path in pages}
    return {name: re.sub(r'number">\d+\.\d, \d+\.\d<', "TIMES<", text) for name, text in texts.items()}


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_run_killed_at_ten_moments_and_resumed_gives_the_same_bytes(sandbox, tmp_path):
    folder, count = tmp_path / "in", 25
    first = solved(folder / "s0.ipynb")
    wrong = solved(folder / "s1.ipynb", **{"03-cut": CUT + "    return tensor.reshape(rows, rows).T"})
    for k in range(2, count):
        shutil.copy(wrong if k % 3 else first, folder / f"s{k}.ipynb")
    program = [sys.executable, "-m", "racteach.cli", "grade", str(folder), "--lesson", "03", "--jobs", "2"]
    once, again = tmp_path / "once", tmp_path / "again"
    quiet = {"cwd": ROOT, "stdout": subprocess.DEVNULL}
    assert subprocess.run([*program, "--out", str(once), "--seed", "5"], **quiet).returncode == 0
    results = again / "verdicts.jsonl"
    kept = b""
    for moment in [*sorted(random.Random(17).sample(range(1, count), 10)), None]:
        start = [*program, "--out", str(again), *(["--resume"] if kept else ["--seed", "5"])]
        with subprocess.Popen(start, **quiet) as process:
            while moment and (not results.exists() or results.read_bytes().count(b"\n") < moment):
                with pytest.raises(subprocess.TimeoutExpired):  # it must not end before it is killed
                    process.wait(0.05)
            if moment:
                process.kill()
        found = results.read_bytes()
        assert found.startswith(kept)  # nothing is lost
        kept = found[: found.rfind(b"\n") + 1]
    assert process.returncode == 0
    students = [json.loads(line)["student"] for line in kept.splitlines()]
    assert sorted(students) == sorted(f"s{k}" for k in range(count))  # nothing is repeated
    assert reports(again) == reports(once)
