"""Canonical notebooks, exercises built from solutions, and the notebook rules' own test."""

import copy
import json

import nbformat
import pytest
from nbformat import v4

from racteach import authoring
from racteach.authoring.execution import clean
from racteach.authoring.files import METADATA, canonical, is_random_id, notebook_text
from tests.notebook_rules import notebook_problems

WIDGET = "application/vnd.jupyter.widget-view+json"
SOLUTION = '''def f(x):
    """Return x."""
    ### BEGIN SOLUTION
    y = x
    return y
    ### END SOLUTION
'''
TESTS = "# 2 points\n### BEGIN HIDDEN TESTS\ncheck(f).require()\n### END HIDDEN TESTS"


def marks(grade_id, *, solution):
    rest = {"locked": not solution, "task": False, "schema_version": 3}
    points = {} if solution else {"points": 2}
    return {"nbgrader": {"grade_id": grade_id, "solution": solution, "grade": not solution, **rest, **points}}


def solutions_notebook():
    cells = [
        v4.new_markdown_cell("# Title", id="title"),
        v4.new_code_cell(SOLUTION, id="09-f", metadata=marks("09-f", solution=True), execution_count=1),
        v4.new_code_cell("f(1)", id="09-f-feedback", execution_count=2),
        v4.new_code_cell(
            TESTS, id="09-f-points", metadata=marks("09-f-points", solution=False), execution_count=3
        ),
        v4.new_code_cell("def f_otherwise(x): ...", id="09-f-other-ways", metadata={"tags": ["other-ways"]}),
    ]
    cells[2].outputs = [v4.new_output("execute_result", {"text/plain": "1"}, execution_count=2)]
    return canonical(v4.new_notebook(cells=cells))


@pytest.fixture
def folders(tmp_path):
    (tmp_path / "solutions").mkdir()
    authoring.write_notebook(solutions_notebook(), tmp_path / "solutions" / "09_x.ipynb")
    return tmp_path / "solutions", tmp_path / "exercises"


def test_a_release_has_stubs_and_no_answers():
    notebook = solutions_notebook()
    before = copy.deepcopy(notebook)
    exercise = authoring.release(notebook)
    assert notebook == before
    _, code, feedback, points = exercise.cells
    assert code.source == 'def f(x):\n    """Return x."""\n    ...'
    assert points.source == "# 2 points"
    assert feedback.outputs == [] and feedback.execution_count is None
    assert points.metadata.editable is False and points.metadata.deletable is False
    assert [cell.id for cell in exercise.cells] == [cell.id for cell in notebook.cells[:-1]]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("def f():\n    return 1", "a solution cell needs"),
        ("### BEGIN SOLUTION\n1", "has no ### END SOLUTION"),
        ("### END SOLUTION", "without ### BEGIN SOLUTION"),
        ("### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION", "twice"),
    ],
)
def test_broken_regions_are_named(folders, source, message):
    notebook = solutions_notebook()
    notebook.cells[1].source = source
    authoring.write_notebook(notebook, folders[0] / "09_x.ipynb")
    with pytest.raises(ValueError, match=f"09_x.ipynb.*{message}"):
        authoring.build(*folders)


def test_build_is_idempotent_and_check_agrees(folders):
    exercises = folders[1]
    assert authoring.check(*folders) == [f"{exercises / '09_x.ipynb'} is missing"]
    (written,) = authoring.build(*folders)
    first = written.read_bytes()
    assert authoring.build(*folders) == []
    assert written.read_bytes() == first
    assert authoring.check(*folders) == []
    assert first.endswith(b"}\n") and b"\r" not in first


def test_check_shows_what_differs(folders):
    _, exercises = folders
    (written,) = authoring.build(*folders)
    written.write_text(written.read_text(encoding="utf-8").replace("# Title", "# Tilte"), encoding="utf-8")
    (exercises / "10_old.ipynb").write_bytes(written.read_bytes())
    stray, changed = authoring.check(*folders)
    assert stray.endswith("10_old.ipynb has no solutions notebook")
    assert '-    "# Tilte"' in changed and '+    "# Title"' in changed
    assert authoring.build(*folders) == [written]
    assert not (exercises / "10_old.ipynb").exists()
    written.write_bytes(written.read_bytes().replace(b"\n", b"\r\n"))
    assert authoring.check(*folders) == [f"{written} differs in its line ends"]


def test_canonical_form_gives_stable_ids():
    def notebook():
        cells = [v4.new_code_cell("1"), v4.new_code_cell("1"), v4.new_markdown_cell("# A", id="mine")]
        return canonical(v4.new_notebook(cells=cells, metadata={"widgets": {}, "title": "x"}))

    first, second = notebook(), notebook()
    assert notebook_text(first) == notebook_text(second)
    ids = [cell.id for cell in first.cells]
    assert ids[1] == f"{ids[0]}-2" and ids[2] == "mine"
    assert not any(map(is_random_id, ids))
    assert notebook_text(canonical(copy.deepcopy(first))) == notebook_text(first)
    assert first.metadata == METADATA


def test_a_task_cell_is_called_by_its_grade_id():
    cell = v4.new_code_cell("", id="other", metadata=marks("09-f", solution=True))
    assert canonical(v4.new_notebook(cells=[cell])).cells[0].id == "09-f"


def test_a_file_that_is_no_notebook_is_named(tmp_path):
    path = tmp_path / "x.ipynb"
    path.write_text("no", encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.ipynb is not a notebook"):
        authoring.read_notebook(path)


def test_cleaning_removes_what_must_not_be_stored(tmp_path):
    view = {WIDGET: {"model_id": "1"}, "text/plain": "IntSlider()"}
    cell = v4.new_code_cell("f()", id="a", metadata={"execution": {"iopub.status.busy": "2020"}})
    cell.outputs = [
        v4.new_output("stream", name="stderr", text="Warning"),
        v4.new_output("stream", name="stdout", text=f"{tmp_path}/x.py "),
        v4.new_output("stream", name="stdout", text="more"),
        v4.new_output("display_data", view),
        v4.new_output("display_data", {**view, "text/html": "<p>instead</p>"}),
        v4.new_output("display_data", {"text/html": f"<p>{tmp_path.parent}/y</p>"}),
    ]
    notebook = v4.new_notebook(cells=[cell], metadata={"widgets": {"state": {}}})
    assert clean(notebook, tmp_path) == ["a: Warning"]
    stream, instead, html = cell.outputs
    assert instead.data == {"text/html": "<p>instead</p>", "text/plain": "IntSlider()"}
    assert stream.text == "…/x.py more"
    assert html.data == {"text/html": "<p>…/y</p>"}
    assert cell.metadata == {} and "widgets" not in notebook.metadata


def test_an_executed_notebook_is_canonical(tmp_path):
    folder = tmp_path / "lessons"
    folder.mkdir()
    path = folder / "09_x.ipynb"
    sources = [
        "import os, sys\nimport ipywidgets",
        "print('to stderr', file=sys.stderr)\nprint(os.getcwd() + '/x')",
        "ipywidgets.IntSlider()",
        "1 + 1",
    ]
    nbformat.write(v4.new_notebook(cells=[v4.new_code_cell(source) for source in sources]), path)
    dropped = authoring.execute_notebook(path)
    assert [text.split(": ")[1] for text in dropped] == ["to stderr\n"]
    notebook = authoring.read_notebook(path)
    assert [cell.execution_count for cell in notebook.cells] == [1, 2, 3, 4]
    assert notebook.cells[1].outputs[0].text == "…/x\n"
    assert notebook.cells[2].outputs == []
    assert notebook.cells[3].outputs[0].data["text/plain"] == "2"
    count = "lessons/09_x.ipynb: a lesson needs at least 6 cells tagged nbval-check-output, not 0"
    assert notebook_problems(path) == [count]
    first = path.read_bytes()
    authoring.execute_notebook(path)
    assert path.read_bytes() == first


# The rules notice what they are there for


def good_lesson():
    cells = [v4.new_markdown_cell("# A\n\n![a line](x.svg)", id="top")]
    for number in range(6):
        cell = v4.new_code_cell("1", id=f"c{number}", execution_count=number + 1)
        cell.metadata["tags"] = ["nbval-check-output"]
        cell.outputs = [v4.new_output("execute_result", {"text/plain": "1"}, execution_count=number + 1)]
        cells.append(cell)
    return canonical(v4.new_notebook(cells=cells))


def problems(notebook, tmp_path, folder="lessons", write=authoring.write_notebook):
    (tmp_path / folder).mkdir(exist_ok=True)
    path = tmp_path / folder / "09_x.ipynb"
    write(notebook, path)
    return notebook_problems(path)


def test_a_good_lesson_has_no_problems(tmp_path):
    assert problems(good_lesson(), tmp_path) == []


def output(**data):
    return v4.new_output("display_data", {key.replace("_", "/"): value for key, value in data.items()})


def set_output(*outputs):
    def break_it(notebook):
        notebook.cells[1].outputs = list(outputs)

    return break_it


BROKEN = {
    "is used 2 times": lambda nb: nb.cells[1].update(id="top"),
    "is random": lambda nb: nb.cells[1].update(id="0123abcd"),
    "not allowed": lambda nb: nb.cells[1].update(id="ä b"),
    "its id must be its grade_id": lambda nb: nb.cells[1].metadata.update(marks("09-f", solution=True)),
    "kernelspec": lambda nb: nb.metadata.kernelspec.update(display_name="mine"),
    "widget state": lambda nb: nb.metadata.update(widgets={}),
    "more than kernelspec": lambda nb: nb.metadata.update(title="x"),
    "execution times": lambda nb: nb.cells[1].metadata.update(execution={}),
    "absolute path stands in its source": lambda nb: nb.cells[1].update(source="open('/home/me/x')"),
    "absolute path stands in its output": set_output(output(text_plain="in /tmp/x")),
    "not a valid notebook": lambda nb: nb.cells[1].update(execution_count="one"),
    "wrote to stderr": set_output(v4.new_output("stream", name="stderr", text="x")),
    "it raised KeyError": set_output(v4.new_output("error", ename="KeyError", evalue="", traceback=[])),
    "widget view": set_output(v4.new_output("display_data", {WIDGET: {}})),
    "image/png output has no alternative": set_output(output(image_png="AAAA")),
    "<img> has no alternative": set_output(output(text_html='<img src="x" alt="">')),
    "an image has no alternative": lambda nb: nb.cells[0].update(source="![ ](x.png)"),
    "was not executed": lambda nb: nb.cells[3].update(execution_count=None),
    "counts do not rise (2 after 2)": lambda nb: nb.cells[3].update(execution_count=2),
    "no output to compare": set_output(),
    "at least 6 cells": lambda nb: nb.cells[1].metadata.update(tags=[]),
}


@pytest.mark.parametrize("problem", BROKEN)
def test_each_broken_rule_is_found(problem, tmp_path):
    notebook = good_lesson()
    BROKEN[problem](notebook)
    found = problems(notebook, tmp_path)
    assert any(problem in line for line in found), found
    assert all(line.startswith("lessons/09_x.ipynb: ") for line in found)


def test_another_file_format_is_found(tmp_path):
    def write(notebook, path):
        path.write_text(json.dumps(json.loads(notebook_text(notebook)), indent=4), encoding="utf-8")

    (found,) = problems(good_lesson(), tmp_path, write=write)
    assert "not in canonical form" in found


def test_exercises_hold_no_outputs_and_no_solutions(tmp_path):
    found = problems(solutions_notebook(), tmp_path, folder="exercises")
    assert any("stores no output" in line for line in found)
    assert any("BEGIN SOLUTION must not reach a student" in line for line in found)
    assert any("END HIDDEN TESTS must not reach a student" in line for line in found)
    assert problems(authoring.release(solutions_notebook()), tmp_path, folder="exercises") == []


def test_pictures_with_alternative_text_are_fine(tmp_path):
    notebook = good_lesson()
    with_alt = output(image_png="AAAA")
    with_alt.metadata["image/png"] = {"alt": "a line"}
    html = "<img alt='a line' src='data:image/png;base64,/tmp/x'>"
    notebook.cells[1].outputs = [with_alt, output(text_html=html)]
    assert problems(notebook, tmp_path) == []
