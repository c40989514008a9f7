"""The website, built and opened: nothing from outside, every picture moves, answers are marked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.website import ROOT, raw_tex, served, watched

LESSONS = sorted(path.stem for path in (ROOT / "lessons").glob("[0-9]*.ipynb"))
EXERCISES = sorted(path.stem for path in (ROOT / "exercises").glob("[0-9]*.ipynb"))
PAGES = [
    *(f"lessons/{name}.html" for name in LESSONS),
    *(f"exercises/{name}.html" for name in EXERCISES),
    *("index.html", "map.html", "results.html", "exercises.html", "library.html", "docs/theorems.html"),
]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site") / "built"


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    """The site with few positions of each picture, built and served by the command."""
    with served("build.py", "--quick", "--output", str(folder)) as address:
        yield address


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    with watched(browser, address) as page:
        yield page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole(page: Any, address: str, name: str) -> None:
    page.goto(address + name)
    assert raw_tex(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("name", LESSONS)
def test_every_picture_of_a_lesson_moves(page: Any, address: str, name: str) -> None:
    page.goto(f"{address}lessons/{name}.html")
    for place in page.locator(".racteach-explorer[data-explorer]").all():
        place.scroll_into_view_if_needed()
        page.wait_for_function("(place) => 'ready' in place.dataset", arg=place.element_handle())
        drawing = place.locator(".racteach-drawing")
        before = drawing.inner_html()
        for handle in place.locator(
            "input[type=range], [role=slider]:not(.racteach-values), select, input, button"
        ).all():
            if not handle.is_visible() or not handle.is_enabled():
                continue
            if handle.evaluate("node => node.tagName") == "SELECT":
                handle.select_option(index=handle.locator("option").count() - 1)
            elif handle.get_attribute("type") in ("checkbox", "radio") or (
                handle.evaluate("node => node.tagName") == "BUTTON"
            ):
                handle.click()
            else:
                handle.focus()
                page.keyboard.press("Home")
                page.keyboard.press("End")
            page.wait_for_timeout(50)
            if drawing.inner_html() != before:
                break
        assert drawing.inner_html() != before, f"{place.get_attribute('data-explorer')} does not move"


def test_what_a_lesson_needs_is_asked_first_in_a_fold_and_earns_no_mark(page: Any, address: str) -> None:
    page.goto(f"{address}lessons/{LESSONS[6]}.html")
    page.get_by_text("Ready for this lesson?").first.click()
    card = page.locator(".racteach-placement")
    question = card.locator(".racteach-question").first
    for option in question.locator("input").all():
        option.check()
        question.locator("button").click()
        if question.locator("a:visible").count():
            break
    assert page.locator(".racteach-mark").count() == 0
    question.locator("a:visible").click()
    page.wait_for_url("**/lessons/*.html#*")


def test_an_answer_is_marked_and_the_mark_stays(page: Any, address: str) -> None:
    place = f"{address}lessons/{LESSONS[4]}.html"
    page.goto(place)
    first = page.locator(".racteach-quiz:not(.racteach-placement) .racteach-question").first
    options = first.locator("input")
    verdicts = set()
    for number in range(options.count()):
        options.nth(number).check()
        first.locator("button").click()
        verdicts.add(first.locator("[role=status]").inner_text().strip()[2:8])
    assert verdicts == {"Right.", "Not ye"}
    for other in (place, f"{address}lessons/{LESSONS[9]}.html"):
        page.goto(other)
        assert page.locator(".racteach-mark").all_inner_texts() == ["✓ 1"]


def test_the_map_leads_to_lessons(page: Any, address: str) -> None:
    page.goto(f"{address}map.html")
    links = page.locator("#racteach-map a")
    assert links.count() == len(LESSONS)
    links.nth(7).click()
    page.wait_for_url(f"**/{LESSONS[7]}.html")


def test_formulas_stand_in_the_middle(page: Any, address: str) -> None:
    page.goto(f"{address}lessons/{LESSONS[5]}.html")
    page.wait_for_selector("div.math .katex-html")
    aside = page.evaluate(
        """() => [...document.querySelectorAll('div.math')].filter(box => box.offsetWidth).map(box => {
        const ends = [...box.querySelectorAll('.base')].map(base => base.getBoundingClientRect());
        const left = Math.min(...ends.map(r => r.left)), right = Math.max(...ends.map(r => r.right));
        const outside = box.getBoundingClientRect();
        return Math.abs(left + right - outside.left - outside.right) / 2;
        })"""
    )
    assert len(aside) >= 2 and max(aside) < 3, aside


@pytest.mark.parametrize("name", ["index.html", "map.html", f"lessons/{LESSONS[4]}.html"])
def test_pages_are_accessible(page: Any, address: str, name: str) -> None:
    page.goto(address + name)
    page.wait_for_timeout(300)
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"], "preload": False})
    faults = [(one["id"], one["nodes"][0]["html"][:150]) for one in found.response["violations"]]
    assert faults == []


def test_the_first_lesson_is_light(page: Any, address: str) -> None:
    sizes: list[int] = []
    page.on("response", lambda got: sizes.append(len(got.body())) if got.status == 200 else None)
    page.goto(f"{address}lessons/{LESSONS[1]}.html", wait_until="networkidle")
    assert sum(sizes) < 4e6, "what a lesson loads, unpacked"


def test_every_link_inside_leads_somewhere(address: str, folder: Path) -> None:
    from html.parser import HTMLParser

    class Links(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.links: list[str] = []
            self.ids: set[str] = set()

        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            found = dict(attributes)
            self.ids.add(found.get("id") or "")
            if tag == "a" and found.get("href"):
                self.links.append(str(found["href"]))

    read: dict[Path, Links] = {}
    for path in folder.rglob("*.html"):
        read[path.resolve()] = Links()
        read[path.resolve()].feed(path.read_text("utf-8"))
    broken = []
    for path, page in read.items():
        for link in page.links:
            target, _, anchor = link.partition("#")
            if ":" in target:
                continue
            place = (path.parent / target).resolve() if target else path
            if not place.exists():
                broken.append(f"{path.relative_to(folder)}: {link}")
            elif anchor and place in read and anchor not in read[place].ids:
                broken.append(f"{path.relative_to(folder)}: {link} has no such anchor")
    assert broken == []
