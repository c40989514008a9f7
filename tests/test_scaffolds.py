"""New exercises and lessons, and the README's table, each in a small clone of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from racteach import authoring, cli, workspace
from racteach.authoring.readme import course_counts
from racteach.checks import registry
from racteach.checks.declarations import Written
from racteach.checks.written import read_written
from tests.notebook_rules import notebook_problems

ROOT = Path(__file__).parent.parent
LESSON = "06_shallow_circuits_are_tensor_trains.ipynb"
TASKS = sum(task_id.startswith("06") for task_id in registry.tasks())
PARTS = (
    "racteach/checks/tasks/lesson06.py",
    f"lessons/{LESSON}",
    f"solutions/{LESSON}",
    "README.md",
)
ANSWERS = "racteach/checks/answers/lesson06_{}.py"
ENDS = ("-statement", "", "-feedback", "-points", "-other-ways")


@pytest.fixture
def clone(tmp_path, monkeypatch):
    for part in PARTS:
        (tmp_path / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / part, tmp_path / part)
    monkeypatch.setattr(workspace, "clone_root", lambda: tmp_path)
    return tmp_path


def everything(root):
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def run(capsys, *arguments):
    status = cli.main(list(arguments))
    said = capsys.readouterr()
    return status, said.out, said.err


def compiled(path):
    return compile(path.read_text(encoding="utf-8"), str(path), "exec")


def test_a_new_exercise_has_its_cells_and_stubs(clone, capsys):
    before = authoring.read_notebook(clone / "solutions" / LESSON).cells
    status, out, _ = run(
        capsys, "exercises", "new", "06-sum-trains", "--function", "add(left, right)", "--points", "1"
    )
    assert status == 0 and "Left to do" in out
    path = clone / "solutions" / LESSON
    cells = authoring.read_notebook(path).cells
    assert cells[: len(before) - 1] + cells[-1:] == before, "what was there stays, and the end stays the end"
    found = cells[len(before) - 1 : -1]
    assert [cell.id for cell in found] == ["06-sum-trains" + end for end in ENDS]
    _, solution, feedback, points, others = found
    common = {"schema_version": 3, "task": False}
    assert solution.metadata.nbgrader == {
        **common, "grade_id": "06-sum-trains", "solution": True, "grade": False, "locked": False
    }  # fmt: skip
    assert points.metadata.nbgrader == {
        **common, "grade_id": "06-sum-trains-points", "solution": False, "grade": True, "locked": True,
        "points": 1,
    }  # fmt: skip
    assert feedback.metadata == {"tags": ["nbval-check-output"]}
    assert feedback.source == 'rt.check("06-sum-trains", add)'
    assert feedback.source + ".require()" in points.source and points.source.startswith(
        "# 1 point for 06-sum"
    )
    assert others.metadata == {"tags": ["other-ways"]} and "def add_otherwise(left, right):" in others.source
    said = read_written(clone / "exercises" / LESSON, "06-sum-trains")
    assert (said.title, said.minutes, said.difficulty, said.points) == ("Sum trains", 15, "core", 1)
    assert said.signature == "add(left, right)"
    kept = notebook_problems(path)
    assert kept and all("it was not executed" in problem for problem in kept), kept


def test_the_stubs_of_a_new_exercise_are_python(clone):
    written = authoring.new_exercise(clone, "06-new")
    assert [path.relative_to(clone).as_posix() for path in written] == [
        f"solutions/{LESSON}", PARTS[0], ANSWERS.format("new")
    ]  # fmt: skip
    names: dict = {}
    exec(compiled(clone / PARTS[0]), names)
    assert [task.id for task in names["TASKS"]][-1] == "06-new" and len(names["TASKS"]) == TASKS + 1
    exec(compiled(written[2]), names)
    found = names["key_new"]
    assert names["key_new"].task == "06-new" and len(found.misconceptions) == 1


def test_a_lesson_and_its_first_exercise_begin_from_nothing(clone, capsys):
    status, out, _ = run(capsys, "lessons", "new", "14", "longer_memories", "--title", "Longer memories")
    assert status == 0 and "lessons/14_longer_memories.ipynb" in out and "Left to do" in out
    path = clone / "lessons" / "14_longer_memories.ipynb"
    notebook = authoring.read_notebook(path)
    text = [cell.source for cell in notebook.cells]
    assert text[0].startswith("# 14 · Longer memories\n") and LESSON in text[0]
    headings = [line for source in text for line in source.split("\n")[:1] if line.startswith("## ")]
    wanted = ["You will be able to", "Predict first", "1. The first section", "Claim and check",
              "Common misconceptions", "Check yourself", "Summary", "What to read", "Next"]  # fmt: skip
    assert headings == [f"## {heading}" for heading in wanted]
    assert 'rt.quiz("14")' in text
    assert all("not executed" in p or "at least 6" in p for p in notebook_problems(path))
    names: dict = {}
    exec(compiled(clone / "racteach" / "checks" / "questions" / "lesson14.py"), names)
    assert len(names["QUESTIONS"]) == 1
    authoring.new_exercise(clone, "14-first")
    authoring.new_exercise(clone, "14-second", title="More")
    assert [cell.id for cell in authoring.read_notebook(clone / "solutions" / path.name).cells] == [
        "title", "how-it-works", "imports",
        *(f"14-{name}{end}" for name in ("first", "second") for end in ENDS),
    ]  # fmt: skip
    assert 'rt.hint("14-first")' in authoring.read_notebook(clone / "solutions" / path.name).cells[1].source
    assert read_written(clone / "solutions" / path.name, "14-second") == Written(
        "More", "Return what? Say it in one or two sentences.", 15, "core", 2, "second", ()
    )
    for module in ("tasks/lesson14", "answers/lesson14_first", "answers/lesson14_second"):
        compiled(clone / f"racteach/checks/{module}.py")


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("exercises", "new", "6-name"), "is no exercise id"),
        (("exercises", "new", "06-Name"), "is no exercise id"),
        (("exercises", "new", "06-name-points"), "is no exercise id"),
        (("exercises", "new", "06-core"), "there is an exercise 06-core already"),
        (("exercises", "new", "77-name"), "there is no lesson 77"),
        (("exercises", "new", "06-name", "--function", "f(x=1)"), "is no function"),
        (("exercises", "new", "06-lambda"), "is no function"),
        (("exercises", "new", "06-name", "--difficulty", "hard"), "difficulty"),
        (("lessons", "new", "6", "trains"), "is no lesson number"),
        (("lessons", "new", "14", "Long Memories"), "is no name of a lesson"),
        (("lessons", "new", "06", "trains"), "there is a lesson 06 already"),
    ],
)
def test_what_cannot_be_begun_is_refused_in_one_sentence(clone, capsys, arguments, fault):
    before = everything(clone)
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "") and fault in err and err.count("\n") == 1
    assert everything(clone) == before


@pytest.mark.parametrize(
    "arguments", [("exercises", "new", "06-name"), ("lessons", "new", "14", "x"), ("lessons", "table")]
)
def test_an_installed_package_says_that_it_is_no_clone(monkeypatch, capsys, arguments):
    monkeypatch.setattr(workspace, "clone_root", lambda: None)
    status, _, err = run(capsys, *arguments)
    assert status == 2 and "in a clone of the course" in err


# The README


def test_the_readme_says_what_the_files_say():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text == authoring.readme_text(ROOT), "run `racteach lessons table --write`"
    for path in sorted((ROOT / "lessons").glob("*.ipynb")):
        assert f"(lessons/{path.name}) | " in text
    assert int(course_counts(ROOT)["tasks"]) >= 55 and int(course_counts(ROOT)["hostile"]) >= 46


def test_a_stale_readme_is_noticed_and_written(clone, capsys):
    assert run(capsys, "lessons", "table")[0] == 1
    assert run(capsys, "lessons", "table", "--write")[1] == "wrote README.md\n"
    text = (clone / "README.md").read_text(encoding="utf-8")
    assert f"<!--tasks-->{TASKS}<!--end--> tasks" in text and "(lessons/05_" not in text
    assert "| draw the train, and prove that" in text
    assert run(capsys, "lessons", "table")[0] == 0
    authoring.new_exercise(clone, "06-name")
    authoring.new_lesson(clone, "14", "longer_memories")
    assert run(capsys, "lessons", "table")[:2] == (
        1,
        "README.md differs: run `racteach lessons table --write`\n",
    )
    assert authoring.write_readme(clone) and not authoring.write_readme(clone)
    text = (clone / "README.md").read_text(encoding="utf-8")
    new = (
        "| 14 | [Longer memories](lessons/14_longer_memories.ipynb) | say what the reader can do at the end |"
    )
    assert f"<!--tasks-->{TASKS + 1}<!--end--> tasks" in text and new in text


def test_a_readme_without_its_markers_is_refused(clone):
    path = clone / "README.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("<!--tasks-->", "<!--taks-->"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"README\.md counts 'taks'"):
        authoring.readme_text(clone)
    path.write_text(text.replace("<!-- lessons -->", ""), encoding="utf-8")
    with pytest.raises(ValueError, match="no table of lessons"):
        authoring.readme_text(clone)
