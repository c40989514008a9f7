"""Cards, hints, quizzes and explorers in a real browser: by keyboard, in both themes, checked by axe.

RACTEACH_PHOTOS=FOLDER keeps the photographs of the cards.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .notebook_page import PICTURE, NotebookPage

ROOT = Path(__file__).parents[2]
LESSONS = sorted(path.stem for path in (ROOT / "lessons").glob("*.ipynb"))
EXERCISE = "exercises/03_grid_tensors_and_matricization.ipynb"
TASK, FEEDBACK = "03-cut", "03-cut-feedback"
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
CARD = ".jp-OutputArea-output [role='group']"
HEAD = "def start_end_cut(tensor):\n    rows = len(tensor) ** (tensor.ndim // 2)\n"
ANSWERS = {
    "not started": "def start_end_cut(tensor):\n    ...",
    "passed": HEAD + "    return tensor.reshape(rows, rows)",
    "wrong · transposed": HEAD + "    return tensor.reshape(rows, rows).T",
    "wrong": HEAD + "    return tensor.reshape(rows, rows) + (tensor.ndim == 4) * (rows > 4)",
    "error": HEAD + "    return tensor.reshape(rows, columns)",
    "timed out": HEAD + "    while True:\n        pass",
}


SEEN = """() => {
  const outer = document.querySelector(".jp-OutputArea-output [role='group'] p");
  const seen = [];
  axe.setup();
  for (let e = outer; e; e = e.parentElement) {
    const style = getComputedStyle(e);
    seen.push([e.tagName, e.className, axe.commons.dom.isVisibleOnScreen(e), style.height, style.overflow]);
  }
  axe.teardown();
  return JSON.stringify(seen);
}"""


@pytest.fixture(scope="module")
def exercise(browser: Any, lab: str) -> Iterator[NotebookPage]:
    """An exercise, opened once; tests write into two of its cells."""
    notebook = NotebookPage(browser, lab, EXERCISE)
    notebook.run("imports")
    yield notebook
    notebook.close()


def put_on(notebook: NotebookPage, theme: str) -> None:
    """Change JupyterLab's theme and wait until the page has it."""
    notebook.page.evaluate(
        "theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", THEMES[theme]
    )
    notebook.page.wait_for_function(
        "light => document.body.dataset.jpThemeLight === light",
        arg="true" if theme == "light" else "false",
    )


def show(notebook: NotebookPage, source: str) -> Any:
    """Run a line in the feedback cell; return the card it shows."""
    notebook.write(FEEDBACK, source)
    notebook.run(FEEDBACK)
    card = notebook.cell(FEEDBACK).locator("[role='group']").first
    card.wait_for()
    return card


def accessible(notebook: NotebookPage, context: str) -> None:
    """Assert that axe finds nothing wrong, and that it compared text with its background.

    After a change of theme JupyterLab lays out the page anew, and for some frames axe sees no text at all.
    """
    from axe_playwright_python.sync_playwright import Axe

    notebook.page.locator(context).first.scroll_into_view_if_needed()
    for _ in range(20):
        found = Axe().run(notebook.page, context=context)
        assert found.violations_count == 0, found.generate_report()
        if "color-contrast" in {rule["id"] for rule in found.response["passes"]}:
            return
        notebook.page.evaluate("() => new Promise(done => requestAnimationFrame(done))")
    raise AssertionError("axe found no text to compare with its background: " + notebook.page.evaluate(SEEN))


def tab_to(notebook: NotebookPage, selector: str) -> None:
    """Press Tab until what has the focus matches; the cell itself has it at first."""
    notebook.cell(FEEDBACK).evaluate("cell => cell.focus()")
    for _ in range(40):
        notebook.page.keyboard.press("Tab")
        if notebook.page.evaluate("selector => !!document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never came to {selector}")


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_verdict_reads_well_in_both_themes(exercise: NotebookPage, kind: str, tmp_path: Path) -> None:
    exercise.write(TASK, ANSWERS[kind])
    exercise.run(TASK)
    card = show(exercise, 'rt.check("03-cut", start_end_cut)')
    assert f"03-cut: {kind}" in card.inner_text()
    folder = Path(os.environ.get("RACTEACH_PHOTOS", tmp_path))
    for theme in THEMES:
        put_on(exercise, theme)
        accessible(exercise, CARD)
        photo = folder / f"{kind.replace(' · ', ' ').replace(' ', '-')}-{theme}.png"
        card.screenshot(path=str(photo))
        assert photo.stat().st_size > 2000


def test_hints_open_one_after_the_other_by_keyboard(exercise: NotebookPage) -> None:
    from racteach.checks import registry

    hints = registry.tasks()[TASK].hints
    exercise.write(TASK, ANSWERS["wrong"])
    exercise.run(TASK)
    card = show(exercise, 'rt.check("03-cut", start_end_cut)')
    buttons = card.locator("summary")
    assert [buttons.nth(place).is_visible() for place in range(len(hints))] == [True, False, False]
    tab_to(exercise, f"{CARD} summary")
    for place, hint in enumerate(hints):
        if place:
            exercise.page.keyboard.press("Tab")
        exercise.page.keyboard.press("Enter" if place % 2 else "Space")
        card.get_by_text(hint).wait_for(state="visible")
        later = [buttons.nth(number).is_visible() for number in range(len(hints))]
        assert later == [number <= place + 1 for number in range(len(hints))]
    for theme in THEMES:
        put_on(exercise, theme)
        accessible(exercise, CARD)


QUIZ = """from racteach.checks import Option, Question
rt.quiz("03", Question("Which are even?",
    Option("2", "Twice 1.", right=True), Option("3", "Odd."), Option("$2^2$", "Twice 2.", right=True)))"""


def test_a_quiz_is_answered_by_keyboard_alone(exercise: NotebookPage) -> None:
    card = show(exercise, QUIZ)
    first, last = card.locator(".racteach-question").first, card.locator(".racteach-question").last
    said, keyboard = first.get_by_role("status"), exercise.page.keyboard
    assert card.locator("details").count() == 0
    assert first.get_by_role("radio").count() == 3 and last.get_by_role("checkbox").count() == 3
    tab_to(exercise, f"{CARD} input[type=radio]")
    keyboard.press("Tab")
    keyboard.press("Enter")
    assert "Choose an answer first" in said.inner_text()
    keyboard.press("Shift+Tab")
    keyboard.press("Space")
    keyboard.press("Tab")
    keyboard.press("Space")
    assert "Not yet" in said.inner_text() and "two steps in the start" in said.inner_text()
    keyboard.press("Shift+Tab")
    keyboard.press("ArrowDown")
    assert first.get_by_role("radio").nth(1).is_checked()
    keyboard.press("Tab")
    keyboard.press("Enter")
    assert "✔ Right." in said.inner_text() and "ways to fill three steps" in said.inner_text()
    assert said.inner_text().count("Right.") == 1
    assert (
        exercise.page.evaluate("() => window.jupyterapp.shell.currentWidget.content.activeCell.model.id")
        == FEEDBACK
    ), "the arrow keys moved the notebook, too"

    tab_to(exercise, f"{CARD} input[type=checkbox]")
    keyboard.press("Space")
    for _ in range(3):
        keyboard.press("Tab")
    keyboard.press("Enter")
    said = last.get_by_role("status")
    assert "there is more to find" in said.inner_text()
    keyboard.press("Shift+Tab")
    keyboard.press("Space")
    keyboard.press("Tab")
    keyboard.press("Enter")
    assert "✔ Right." in said.inner_text() and "Twice 2." in said.inner_text()
    assert said.inner_text().count("Right.") == 1
    last.get_by_role("checkbox").nth(1).check()
    last.get_by_role("button").click()
    assert "Not this one. Odd." in said.inner_text() and said.inner_text().count("Right.") == 2
    assert last.locator("mjx-container").count() >= 1, "formulas are set"
    for theme in THEMES:
        put_on(exercise, theme)
        accessible(exercise, CARD)


def test_every_formula_of_every_quiz_is_set(exercise: NotebookPage) -> None:
    lessons = ", ".join(f'"{path.name[:2]}"' for path in sorted((ROOT / "lessons").glob("*.ipynb")))
    card = show(exercise, f"rt.quiz({lessons})")
    card.locator("mjx-container").last.wait_for(state="attached")
    assert card.locator("[role=status] p:visible").count() == 0, "an explanation is shown before the answer"
    raw = card.evaluate(
        """card => [...card.querySelectorAll('.racteach-question')].flatMap(question =>
            [...question.querySelectorAll('input')].map(input => {
                input.checked = true;
                question.querySelector('button').click();
                const copy = question.cloneNode(true);
                copy.querySelectorAll('mjx-container').forEach(formula => formula.remove());
                return copy.textContent;
            }).filter(text => text.includes('$') || text.includes('\\\\')))"""
    )
    assert raw == []


def test_progress_is_kept_in_the_folder_that_the_course_made(exercise: NotebookPage) -> None:
    exercise.write(TASK, ANSWERS["passed"])
    exercise.run(TASK)
    show(exercise, 'rt.check("03-cut", start_end_cut)')
    card = show(exercise, "rt.progress()")
    assert re.search(r"Lesson 03: 1 of \d passed", card.inner_text())
    for theme in THEMES:
        put_on(exercise, theme)
        accessible(exercise, CARD)


#: The others wait for course.py test --full: pictures, and pictures drawn in the browser.
USUAL = ("02", "08")


@pytest.mark.parametrize(
    "lesson", [pytest.param(x, marks=() if x.startswith(USUAL) else pytest.mark.full) for x in LESSONS]
)
def test_explorers_read_well_in_both_themes(browser: Any, lab: str, lesson: str) -> None:
    notebook = NotebookPage(browser, lab, f"lessons/{lesson}.ipynb")
    try:
        notebook.run_all()
        explorers = notebook.explorers()
        assert explorers
        for cell_id in explorers:
            cell = notebook.cell(cell_id)
            cell.locator(".racteach-explorer").locator(PICTURE).first.wait_for()
            cell.locator(".noUi-handle[aria-label], select, input").first.wait_for()
            for theme in THEMES:
                put_on(notebook, theme)
                accessible(notebook, ".jp-OutputArea-output .racteach-explorer")
    finally:
        put_on(notebook, "light")
        notebook.close()


def test_a_turn_asks_and_answers_in_both_themes(exercise: NotebookPage) -> None:
    card = show(exercise, 'rt.turn("01-square", ...)')
    card.get_by_text("Hint").click()
    card.get_by_text("Multiply the square out").wait_for(state="visible")
    card.locator("mjx-container").first.wait_for()
    for theme in THEMES:
        put_on(exercise, theme)
        accessible(exercise, CARD)
    assert "Not yet" in show(exercise, 'rt.turn("01-square", 2)').inner_text()


def test_a_wrong_answer_before_a_lesson_leads_to_the_section_that_teaches_it(exercise: NotebookPage) -> None:
    card = show(exercise, 'rt.ready("06")')
    second = card.locator(".racteach-question").nth(1)
    second.get_by_role("radio").first.check()
    second.get_by_role("button").click()
    for theme in THEMES:
        put_on(exercise, theme)
        accessible(exercise, CARD)
    second.get_by_role("link").click()
    page = exercise.page
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget?.context?.path?.startsWith('lessons/04_')",
        timeout=60_000,
    )
    heading = page.get_by_role("heading", name="3. One layer: the whole past in R numbers")
    heading.wait_for(timeout=60_000)
    page.wait_for_function(  # near it: pictures above it are laid out later, and move it
        "() => [...document.querySelectorAll('h2')].some(h => h.textContent.startsWith('3. One layer') && "
        "Math.abs(h.getBoundingClientRect().top) < 2 * innerHeight)",
        timeout=60_000,
    )
