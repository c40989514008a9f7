"""Slides in a browser: nothing overflows, pictures move, keys do what is said, the teacher has notes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.website import raw_tex, served, watched

#: So many slides of a lesson may need scrolling: long tables, tall pictures.
SCROLLED = 3


@pytest.fixture(scope="module", params=["04", "12"])
def lesson(
    request: pytest.FixtureRequest, browser: Any, tmp_path_factory: Any
) -> Iterator[tuple[str, str, Path]]:
    folder = tmp_path_factory.mktemp("slides") / request.param
    with served("slides.py", request.param, "--quick", "--output", str(folder)) as address:
        yield request.param, address, folder


@pytest.fixture
def page(browser: Any, lesson: tuple[str, str, Path]) -> Iterator[Any]:
    with watched(browser, lesson[1], viewport={"width": 1024, "height": 768}) as page:
        page.goto(lesson[1])
        page.wait_for_function("() => Reveal.isReady()")
        yield page


def go_through(page: Any) -> Iterator[tuple[int, int]]:
    """Show one slide after the other, with all its fragments; give where it is."""
    for column in range(page.evaluate("Reveal.getHorizontalSlides().length")):
        for row in range(
            page.evaluate(f"Reveal.getHorizontalSlides()[{column}].querySelectorAll('section').length")
        ):
            page.evaluate(f"Reveal.slide({column}, {row})")
            while page.evaluate("Reveal.availableFragments().next"):
                page.evaluate("Reveal.nextFragment()")
            yield column, row


def go_to(page: Any, selector: str) -> list[int]:
    """Show the first slide that has such a part; return where it is."""
    page.evaluate(
        """(selector) => { const part = document.querySelector(`.slides ${selector}`);
        const { h, v } = Reveal.getIndices(part.closest('section')); Reveal.slide(h, v); }""",
        selector,
    )
    return where_it_is(page)


def where_it_is(page: Any) -> Any:
    return page.evaluate("[Reveal.getIndices().h, Reveal.getIndices().v]")


def test_every_slide_is_readable(page: Any, lesson: tuple[str, str, Path]) -> None:
    assert raw_tex(page) == []
    photos, scrolled = os.environ.get("RACTEACH_PHOTOS"), []
    for column, row in go_through(page):
        explorer = page.locator("section.present section.present [data-explorer]")
        if explorer.count():
            page.wait_for_function("(place) => 'ready' in place.dataset", arg=explorer.element_handle())
        sheet = page.locator("section.present section.present .sheet")
        wide, high = sheet.evaluate(
            "(at) => [at.scrollWidth - at.clientWidth, at.scrollHeight - at.clientHeight]"
        )
        small = sheet.evaluate(
            """(sheet) => Math.min(...[...sheet.querySelectorAll('p, li, pre')]
            .filter((part) => !part.closest('[data-explorer]'))
            .map((part) => parseFloat(getComputedStyle(part).fontSize)))"""
        )
        assert wide <= 0, f"slide {column}.{row} is {wide} pixels too wide"
        assert small >= 15, f"letters of {small} pixels on slide {column}.{row}"
        if high > 4:
            scrolled.append((column, row, high))
            assert sheet.get_attribute("tabindex") == "0", "what is scrolled must be reached by keys"
        if photos:
            page.screenshot(path=f"{photos}/slides-{lesson[0]}-{column:02}-{row:02}.png")
    assert len(scrolled) <= SCROLLED, scrolled


def test_a_picture_moves_and_keeps_its_keys(page: Any) -> None:
    where = go_to(page, "[data-explorer]")
    picture = page.locator("section.present section.present [data-explorer]")
    page.wait_for_function("(place) => 'ready' in place.dataset", arg=picture.element_handle())
    drawing = picture.locator(".racteach-drawing")
    before, moved = drawing.inner_html(), False
    for handle in picture.locator("input[type=range], [role=slider], select").all():
        if handle.is_visible():
            handle.focus()
            for key in ("End", "ArrowDown", "ArrowLeft"):
                page.keyboard.press(key)
                page.wait_for_timeout(50)
                moved = moved or drawing.inner_html() != before
    assert moved
    assert where_it_is(page) == where, "the picture's keys are its own"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement === document.body && !Reveal.isOverview()")
    handle.focus()
    for _ in range(3):  # what is below is read first
        page.keyboard.press("PageDown")
    assert where_it_is(page) != where, "a remote control goes on"


def test_space_shows_output_and_answer_before_it_goes_on(page: Any) -> None:
    where = go_to(page, "details.fragment")
    fold = page.locator("section.present section.present details")
    assert fold.get_attribute("open") is None
    page.keyboard.press("Space")
    assert fold.get_attribute("open") is not None
    assert where_it_is(page) == where
    page.keyboard.press("Shift+Space")
    assert fold.get_attribute("open") is None
    hidden = page.locator("pre.fragment.output").first
    assert hidden.evaluate("part => getComputedStyle(part).visibility") == "hidden"
    go_to(page, "pre.fragment.output")
    page.keyboard.press("Space")
    assert hidden.evaluate("part => getComputedStyle(part).visibility") == "visible"


def test_the_speaker_view_shows_the_plan(page: Any, lesson: tuple[str, str, Path]) -> None:
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    speaker.wait_for_function(
        "() => document.querySelector('.speaker-controls-notes .value').innerText.length > 20"
    )
    assert "predict first" in speaker.locator(".speaker-controls-notes .value").inner_text()
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    speaker.wait_for_function(
        "() => document.querySelector('.speaker-controls-notes .value').innerText.includes('Answer')"
    )
    assert raw_tex(speaker) == []
    assert speaker.frame_locator("#current-slide iframe").locator("section.present h2").first.inner_text()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_slides_are_accessible(page: Any, theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    page.reload()
    page.wait_for_function("() => Reveal.isReady()")
    assert page.evaluate("document.documentElement.dataset.theme") == theme
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 24, 28)"}[theme]
    for number, _ in enumerate(go_through(page)):
        if number in (0, 3, 4, 8):
            options = {"runOnly": ["wcag2a", "wcag2aa"], "preload": False}
            found = Axe().run(page, context="section.present section.present", options=options)
            faults = [(one["id"], one["nodes"][0]["html"][:150]) for one in found.response["violations"]]
            assert faults == []


def test_slides_open_from_a_disk(browser: Any, lesson: tuple[str, str, Path]) -> None:
    address = (lesson[2] / "index.html").as_uri()
    with watched(browser, lesson[2].as_uri()) as page:
        page.goto(address)
        page.wait_for_function("() => Reveal.isReady()")
        go_to(page, "[data-explorer]")
        page.wait_for_selector("section.present [data-explorer][data-ready]")
        assert raw_tex(page) == []
