"""The website, built and opened: nothing from outside, every picture moves, answers are marked."""

from __future__ import annotations

import os
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect

from tests.browser.website import ROOT, raw_tex, watched

LESSONS = sorted(path.stem for path in (ROOT / "lessons").glob("[0-9]*.ipynb"))
EXERCISES = sorted(path.stem for path in (ROOT / "exercises").glob("[0-9]*.ipynb"))
PAGES = [
    *(f"lessons/{name}.html" for name in LESSONS),
    *(f"exercises/{name}.html" for name in EXERCISES),
    *("index.html", "map.html", "results.html", "exercises.html", "figures.html", "library.html"),
    *("library/bounds.html", "docs/theorems.html"),
]


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


def test_what_lies_beyond_a_telephone_s_edge_is_said_below_the_picture(page: Any, address: str) -> None:
    page.goto(f"{address}lessons/{LESSONS[8]}.html")
    place = page.locator("[data-explorer=zeros]")
    place.scroll_into_view_if_needed()
    words = place.get_by_text("20 random darts")
    assert words.bounding_box()["height"] <= 1, "said aloud only"
    page.set_viewport_size({"width": 390, "height": 800})
    words.scroll_into_view_if_needed()
    drawing, said = place.locator(".racteach-drawing").bounding_box(), words.bounding_box()
    assert said["height"] > 40 and said["y"] >= drawing["y"] + drawing["height"]


def test_the_front_page_has_a_picture_to_take_hold_of_and_one_search(page: Any, address: str) -> None:
    page.goto(f"{address}index.html")
    place = page.locator("[data-explorer]")
    place.scroll_into_view_if_needed()
    place.get_by_role("button", name="EQUALITY").click()
    expect(place).to_contain_text("rank 8")
    said = place.locator("[role=status]")
    expect(said).to_have_count(1)
    expect(said).to_contain_text("8 of 8 wires are on")
    assert page.locator(".search-button__button").locator("visible=true").count() == 1


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


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_accessible(page: Any, address: str, name: str) -> None:
    page.goto(address + name)
    page.wait_for_timeout(300)
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"], "preload": False})
    faults = [(one["id"], one["nodes"][0]["html"][:150]) for one in found.response["violations"]]
    assert faults == []


def first_picture(page: Any) -> None:
    """Go to a page's first picture and wait until it can be moved."""
    page.locator("[data-explorer]").first.scroll_into_view_if_needed()
    page.wait_for_selector("[data-explorer][data-ready]")


def test_a_lesson_needs_few_bytes_until_it_can_be_used(page: Any, address: str) -> None:
    loaded: list[Any] = []
    page.on("requestfinished", lambda request: loaded.append(request))
    page.goto(f"{address}lessons/{LESSONS[1]}.html")
    first_picture(page)
    page.wait_for_load_state("networkidle")
    sizes = {request.url: sum(request.sizes().values()) for request in loaded}
    assert sum(sizes.values()) < 0.7e6, sorted(sizes.items(), key=lambda one: -one[1])[:5]
    assert len(sizes) <= 40, sorted(sizes)


def test_a_lesson_can_be_used_soon(browser: Any, address: str) -> None:
    """Against a page without pictures on the same machine, the median of three cold visits each."""

    def visit(name: str) -> float:
        with watched(browser, address) as page:
            page.goto(address + name)
            if name.startswith("lessons"):
                first_picture(page)
            return float(page.evaluate("performance.now()"))

    lesson, plain = (
        sorted(visit(name) for _ in range(3))[1] for name in (f"lessons/{LESSONS[1]}.html", "map.html")
    )
    assert lesson < 10 * plain


def test_the_site_opens_from_a_disk(browser: Any, address: str, folder: Path) -> None:
    with watched(browser, folder.as_uri()) as page:
        page.goto((folder / "index.html").as_uri())
        page.locator("article a[href$='.html']", has_text="04").first.click()
        first_picture(page)
        assert raw_tex(page) == []
        question = page.locator(".racteach-question:visible").first
        question.locator("input").first.check()
        question.locator("button").click()
        assert question.locator("[role=status]").inner_text().strip()
        page.goto((folder / "search.html").as_uri() + "?q=separation")
        page.wait_for_function("() => document.querySelectorAll('#search-results li').length > 3")


def test_where_no_script_runs_the_page_says_what_to_do(browser: Any, page: Any, address: str) -> None:
    lesson = f"{address}lessons/{LESSONS[1]}.html"
    page.goto(lesson)
    with watched(browser, address, java_script_enabled=False) as still:
        still.goto(lesson)
        advice = still.locator(".racteach-still").first
        advice.scroll_into_view_if_needed()
        still.wait_for_timeout(4000)
        assert "--serve" in advice.inner_text()
        assert advice.bounding_box()["height"] > 10
    assert page.locator(".racteach-still").first.bounding_box()["height"] < 1


def test_a_lesson_leads_to_its_slides(page: Any, address: str) -> None:
    page.goto(f"{address}lessons/{LESSONS[4]}.html")
    page.get_by_role("link", name="Slides").click()
    page.wait_for_url(f"**/slides/{LESSONS[4]}.html*")
    page.wait_for_function("() => Reveal.isReady()")
    assert page.locator("section.present h1").inner_text().startswith("04")


def test_the_picture_in_the_readme_is_a_photograph_of_a_lesson(
    page: Any, address: str, tmp_path: Path
) -> None:
    """RACTEACH_PHOTOS=docs makes it anew."""
    photo = Path(os.environ.get("RACTEACH_PHOTOS", tmp_path)) / "site.png"
    page.set_viewport_size({"width": 1200, "height": 840})
    page.goto(f"{address}lessons/{LESSONS[4]}.html")
    first_picture(page)
    picture = page.locator("[data-explorer]").first
    for _ in range(3):
        picture.get_by_role("button", name="Step", exact=True).click()
    page.mouse.move(0, 0)
    page.evaluate("(place) => window.scrollTo(0, place.offsetTop - 170)", picture.element_handle())
    page.wait_for_timeout(1500)
    page.screenshot(path=photo)
    Image.open(photo).quantize(128).save(photo, optimize=True)
    assert photo.stat().st_size < 100_000


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


BLOCKS = {
    "article", "aside", "blockquote", "details", "div", "dl", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "main", "nav", "ol", "p", "pre", "section", "table", "ul",
}  # fmt: skip


class Markup(HTMLParser):
    """Ends of paragraphs that a block had ended before, and how often each name of a place stands there."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.strays: list[tuple[int, int]] = []
        self.names: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in BLOCKS:
            self.inside = tag == "p"
        self.names.update(value for name, value in attrs if name == "id")

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            if not self.inside:
                self.strays.append(self.getpos())
            self.inside = False


def test_pages_are_sound_markup(folder: Path) -> None:
    """Sphinx's own pages of sources, in _modules, have blocks inside of <pre>."""
    pages = [path for path in folder.rglob("*.html") if not {"_modules", "_static"} & set(path.parts)]
    for path in pages:
        markup = Markup()
        markup.feed(path.read_text(encoding="utf-8"))
        twice = [name for name, count in markup.names.items() if count > 1]
        assert (markup.strays, twice) == ([], []), path
    assert len(pages) > 40
