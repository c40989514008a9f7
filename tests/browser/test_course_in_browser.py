"""The course as a student meets it: JupyterLab in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .notebook_page import PATIENCE, PICTURE, NotebookPage

ROOT = Path(__file__).parents[2]
LESSONS = sorted(path.stem for path in (ROOT / "lessons").glob("*.ipynb"))
FIRST_ON_PROJECTOR = {"02_separation_rank", "07_one_state_used_many_times"}
ON_PROJECTOR = [
    lesson if lesson in FIRST_ON_PROJECTOR else pytest.param(lesson, marks=pytest.mark.full)
    for lesson in LESSONS
]
PLACEHOLDER = "No description has been provided"
RIGHT = """def start_end_cut(tensor):
    rows = len(tensor) ** (tensor.ndim // 2)
    return tensor.reshape(rows, rows)"""
WRONG = """def start_end_cut(tensor):
    rows = len(tensor) ** (tensor.ndim // 2)
    return tensor.reshape(rows, rows).T"""


@pytest.fixture
def open_notebook(browser: Any, lab: str) -> Iterator[Any]:
    pages = []

    def opened(path: str) -> NotebookPage:
        pages.append(NotebookPage(browser, lab, path))
        return pages[-1]

    yield opened
    for page in pages:
        page.close()


def outputs(notebook: NotebookPage) -> list[dict[str, Any]]:
    """Return every output of the open notebook as JupyterLab holds it."""
    return list(
        notebook.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.content.widgets"
            ".filter(cell => cell.model.type === 'code').flatMap(cell => cell.model.outputs.toJSON())"
        )
    )


@pytest.mark.parametrize("lesson", LESSONS)
def test_lesson_runs_and_every_control_answers_to_the_keyboard(open_notebook: Any, lesson: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    notebook = open_notebook(f"lessons/{lesson}.ipynb")
    notebook.run_all()
    shown = outputs(notebook)
    assert shown
    assert not [output for output in shown if output["output_type"] == "error"]
    assert not [output["text"] for output in shown if output.get("name") == "stderr"]
    assert PLACEHOLDER not in notebook.page.content()
    explorers = notebook.explorers()
    assert explorers
    for cell_id in explorers:
        explorer = notebook.cell(cell_id).locator(".racteach-explorer")
        explorer.locator(PICTURE).first.wait_for()
        explorer.locator(".noUi-handle[aria-label], select, input").first.wait_for(timeout=PATIENCE)
        said = move_every_control(notebook, explorer)
        explorer.get_by_role("status").get_by_text(words_of(explorer), exact=True).wait_for(state="attached")
        assert len(said) > 1, f"{cell_id}: no control changes the picture"
        found = Axe().run(notebook.page, context=".jp-OutputArea-output .racteach-explorer")
        assert found.violations_count == 0, found.generate_report()
        notebook.page.set_viewport_size({"width": 900, "height": 800})
        assert explorer.evaluate("box => box.scrollWidth <= box.clientWidth + 1"), f"{cell_id} is cut off"
        notebook.page.set_viewport_size({"width": 1280, "height": 800})
        sliders = explorer.locator(".noUi-handle").count()
        assert explorer.locator(".racteach-end").count() == 2 * sliders, "a slider shows both its ends"
        assert explorer.locator("[contenteditable]:not([tabindex='-1'])").count() == 0
    images = notebook.page.locator(".jp-OutputArea-output img")
    for place in range(images.count()):
        assert len(images.nth(place).get_attribute("alt") or "") > 20


def words_of(explorer: Any) -> str:
    """Return what the explorer's picture says in words; fail where it shows none."""
    assert explorer.get_by_role("alert").count() == 0, explorer.get_by_role("alert").inner_text()
    shown = explorer.locator(PICTURE).first
    return str(shown.get_attribute("aria-label"))


def move_every_control(notebook: NotebookPage, explorer: Any) -> set[str]:
    """Move each control to its ends by keyboard, and return every description that was shown."""
    said = {words_of(explorer)}
    for kind, keys in (("[role=slider]:not(.racteach-values)", ("End", "Home")), ("select", ("End", "Home"))):
        controls = explorer.locator(kind)
        for place in range(controls.count()):
            for key in keys:
                controls.nth(place).focus()
                notebook.page.keyboard.press(key)
                notebook.wait_until_idle()
                said.add(words_of(explorer))
    boxes = explorer.locator("input[type=checkbox]")
    for place in range(boxes.count()):
        before = boxes.nth(place).is_checked()
        boxes.nth(place).focus()
        notebook.page.keyboard.press("Space")
        assert boxes.nth(place).is_checked() != before
        notebook.wait_until_idle()
        said.add(words_of(explorer))
    return said


@pytest.mark.parametrize(
    ("lesson", "cell_id", "label", "then"),
    [
        ("07_one_state_used_many_times", "07-duplication", "cut after step", "cut after step 4"),
        ("08_the_depth_efficiency_theorem", "08-theorem", "length T", "The rank at T = 10 is hidden"),
    ],
)
def test_a_flagship_follows_its_slider_without_the_kernel(
    open_notebook: Any, lesson: str, cell_id: str, label: str, then: str
) -> None:
    notebook = open_notebook(f"lessons/{lesson}.ipynb")
    notebook.run_all()
    explorer = notebook.cell(cell_id).locator(".racteach-explorer")
    live = explorer.locator(".racteach-live")
    live.wait_for()
    notebook.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.shutdown()")
    explorer.get_by_role("slider", name=label).focus()
    notebook.page.keyboard.press("ArrowRight")
    assert then in str(live.get_attribute("aria-label"))
    assert live.locator("svg").count() >= 1


def test_what_was_drawn_ahead_follows_a_key_without_the_kernel(open_notebook: Any) -> None:
    notebook = open_notebook("lessons/03_grid_tensors_and_matricization.ipynb")
    notebook.run_all()
    cell = notebook.cell("03-unfolding")
    shown = cell.locator(".racteach-picture")
    shown.wait_for()
    assert "abba" in shown.get_attribute("aria-label")
    notebook.page.wait_for_function(
        "shown => Number(shown.closest('.racteach-shown').dataset.ahead) > 10", arg=shown.element_handle()
    )
    notebook.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.shutdown()")
    cell.get_by_role("slider", name="entry of the tensor").focus()
    for letters in ("abbb", "baaa"):
        notebook.page.keyboard.press("ArrowRight")
        assert letters in shown.get_attribute("aria-label")
    cell.get_by_role("status").get_by_text("baaa").wait_for(state="attached")


def test_a_slider_moves_by_keyboard_and_the_picture_follows(open_notebook: Any) -> None:
    notebook = open_notebook("lessons/03_grid_tensors_and_matricization.ipynb")
    notebook.run_all()
    cell = notebook.cell("03-unfolding")
    image = cell.locator(".racteach-explorer .racteach-picture")
    image.wait_for()
    before = image.inner_html(), image.get_attribute("aria-label")
    assert "abba" in before[1]
    handle = cell.get_by_role("slider", name="entry of the tensor")
    handle.focus()
    notebook.page.keyboard.press("ArrowRight")
    notebook.page.wait_for_function(
        "([image, alt]) => image.isConnected ? image.ariaLabel !== alt : true",
        arg=[image.element_handle(), before[1]],
    )
    after = image.inner_html(), image.get_attribute("aria-label")
    assert "abbb" in after[1] and after[0] != before[0]
    cell.get_by_role("combobox", name="rows | columns").select_option(index=1)
    cell.locator("[aria-label*='indexed by x1, x3']").first.wait_for()


def test_an_exercise_answers_not_started_passed_and_what_is_wrong(open_notebook: Any) -> None:
    notebook = open_notebook("exercises/03_grid_tensors_and_matricization.ipynb")
    notebook.run_all()
    assert not [output for output in outputs(notebook) if output["output_type"] == "error"]
    task, feedback = "03-cut", feedback_cell(notebook, "03-cut")

    def answer(source: str) -> str:
        notebook.write(task, source)
        notebook.run(task)
        notebook.run(feedback)
        return str(notebook.cell(feedback).locator(".jp-OutputArea").inner_text())

    assert re.search("not started", notebook.cell(feedback).locator(".jp-OutputArea").inner_text(), re.I)
    assert re.search("passed", answer(RIGHT), re.I)
    wrong = answer(WRONG)
    assert re.search("wrong", wrong, re.I) and re.search("column", wrong, re.I)


def feedback_cell(notebook: NotebookPage, task: str) -> str:
    """Return the id of the cell that checks a task without being graded."""
    found = notebook.page.evaluate(
        "task => window.jupyterapp.shell.currentWidget.content.widgets.filter(cell =>"
        'cell.model.sharedModel.source.includes(`rt.check("${task}"`)'
        "&& !cell.model.sharedModel.source.includes('require')).map(cell => cell.model.id)",
        task,
    )
    assert len(found) == 1
    return str(found[0])


def test_looking_at_a_lesson_changes_nothing(open_notebook: Any) -> None:
    notebook = open_notebook("lessons/01_what_does_a_sequence_remember.ipynb")
    notebook.page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget.context.sessionContext.session?.kernel?.status"
        " === 'idle'",
        timeout=PATIENCE,
    )
    notebook.page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget.context.model.getMetadata('language_info')?.version"
    )
    assert not notebook.page.evaluate("() => window.jupyterapp.shell.currentWidget.context.model.dirty")


@pytest.mark.parametrize("lesson", ON_PROJECTOR)
def test_controls_and_picture_are_on_one_screen_of_a_projector(browser: Any, lab: str, lesson: str) -> None:
    """1024 x 768 at 150 percent; the room is what JupyterLab leaves below menu, tabs and toolbar."""
    notebook = NotebookPage(browser, lab, f"lessons/{lesson}.ipynb", size=(683, 512))
    too_high = {}
    try:
        notebook.run(notebook.first_code_cell())
        room = notebook.page.locator(".jp-WindowedPanel-outer").first.bounding_box()["height"]
        for cell_id in notebook.explorers():
            notebook.run(cell_id)
            explorer = notebook.cell(cell_id).locator(".racteach-explorer")
            explorer.locator(PICTURE).first.wait_for()
            explorer.get_by_role("status").wait_for(state="attached")
            height = explorer.bounding_box()["height"]
            if height > room:
                too_high[cell_id] = height
    finally:
        notebook.close()
    assert not too_high, f"the room is {room} pixels high"
