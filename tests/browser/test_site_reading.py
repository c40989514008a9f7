"""What the website adds for readers: symbols that say what they mean, blocks, figures, paper."""

from __future__ import annotations

import importlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from pypdf import PdfReader
from pypdf.generic import Destination

from tests.browser.website import ROOT, watched

LESSONS = sorted(path.stem for path in (ROOT / "lessons").glob("[0-9]*.ipynb"))
ROWS = json.loads((ROOT / "tests" / "notation.json").read_text(encoding="utf-8"))["rows"]
CARD = "#racteach-card"


def symbol(page: Any, formula: str, letter: str) -> Any:
    """The letter in the first formula that reads so, indices last."""
    tex = formula.replace("\\", "\\\\")
    whole = page.locator(".katex", has=page.locator(f'annotation:text-is("{tex}")')).first
    return whole.locator(".katex-html span:not(:has(*))", has_text=re.compile(f"^{re.escape(letter)}$")).first


MEANINGS = [
    ("04", "h^t", "h", "hidden state of layer"),
    ("04", "h^t", "t", "a time step"),
    ("04", "f(x^t)", "f", "numbers that describe an input"),
    ("04", "W^H h^{t-1}", "W", "weights: input to layer"),
    ("04", "W^H h^{t-1}", "H", "weights: input to layer"),
    ("02", "A = UV", "V", "factors of a matrix"),
    ("05", "p", "p", "the prime modulo"),
    ("08", r"\lambda_t", "λ", "the sum of layer 1"),
    ("10", r"H = -\sum_k p_k \ln p_k .", "p", "share of the"),
    ("10", "e^H", "H", "entropy of the shares"),
    ("11", r"\ h = s(\dots) \odot \tanh(q)", "q", "cell state of an LSTM"),
]
#: Letters that mean something else here than in the notation table.
SILENT = [
    ("12", "p = 0.05", "p"),
    ("09", r"r_3(n-1)", "r"),
    ("07", "C(2v)", "C"),
    ("12", r"\binom{k}{j}", "j"),
]


def lesson(number: str) -> str:
    [name] = [name for name in LESSONS if name.startswith(number)]
    return f"lessons/{name}.html"


@pytest.mark.parametrize("number, formula, letter, words", MEANINGS)
def test_a_symbol_says_what_it_means(
    page: Any, address: str, number: str, formula: str, letter: str, words: str
) -> None:
    page.goto(address + lesson(number))
    symbol(page, formula, letter).hover()
    page.wait_for_selector(CARD)
    said = page.locator(CARD)
    assert words in said.inner_text()
    [row] = [row for row in ROWS if words in row["meaning"]]
    assert f"First in lesson {row['first']}" in said.inner_text()
    said.locator("a").first.click()
    page.wait_for_url(f"**/{lesson(row['first'])}")


@pytest.mark.parametrize("number, formula, letter", SILENT)
def test_a_letter_with_another_meaning_says_nothing(
    page: Any, address: str, number: str, formula: str, letter: str
) -> None:
    page.goto(address + lesson(number))
    leaf = symbol(page, formula, letter)
    assert leaf.count() == 1
    assert "racteach-symbol" not in (leaf.get_attribute("class") or "")


def test_every_row_of_the_table_explains_a_symbol_somewhere(page: Any, address: str) -> None:
    rows = [row for row in ROWS if "cards" in row]
    used: set[str] = set()
    for name in LESSONS:
        page.goto(f"{address}lessons/{name}.html")
        leaves = page.locator(".racteach-symbol[data-rows]")
        numbers = " ".join(leaves.evaluate_all("leaves => leaves.map(leaf => leaf.dataset.rows)"))
        used |= {rows[int(number)]["symbol"] for number in numbers.split()}
    assert used == {row["symbol"] for row in rows}


def test_symbols_with_the_keyboard(page: Any, address: str) -> None:
    page.goto(address + lesson("04"))
    stops = page.locator(".katex[tabindex='0'], .katex-display[tabindex='0']")
    formulas = page.locator("[role=group][aria-label=Formula]")
    assert stops.count() < formulas.count() / 4, "one stop a section"
    page.locator("article h1").click()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == "Formula":
            break
    page.wait_for_selector(CARD)
    first = page.locator(CARD).inner_text()
    described = "document.getElementById(document.activeElement.getAttribute('aria-describedby')).innerText"
    assert page.evaluate(described) == first
    page.keyboard.press("ArrowRight")
    assert page.locator(CARD).inner_text() != first
    page.keyboard.press("ArrowLeft")
    assert page.locator(CARD).inner_text() == first
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent").startswith("First in lesson")
    page.keyboard.press("Escape")
    assert page.locator(CARD).is_hidden()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Formula"


def test_symbols_with_a_finger(browser: Any, address: str) -> None:
    phone = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
    with watched(browser, address, **phone) as page:
        page.goto(address + lesson("04"))
        symbol(page, "f(x^t)", "f").tap()
        card = page.locator(CARD)
        assert "describe an input" in card.inner_text()
        box = card.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390
        page.locator("article h1").tap()
        assert card.is_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_blocks_figures_and_cards_are_accessible(page: Any, address: str, theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    for name in ("results.html", "figures.html", "docs/theorems.html", lesson("02")):
        page.goto(address + name)
        if name == lesson("02"):
            symbol(page, "A = UV", "V").click()
            page.wait_for_selector(CARD)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"], "preload": False})
        assert [(name, one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []


def test_results_and_proofs_have_places_of_their_own(page: Any, address: str) -> None:
    page.goto(f"{address}results.html")
    link = page.locator("a", has_text=re.compile(r"^09\.1$"))
    link.click()
    page.wait_for_url("**/09_how_much_exactly.html#result-09-1")
    box = page.locator("#result-09-1")
    assert "Result 09.1 · proved" in box.inner_text() and "almost every circuit has rank" in box.inner_text()
    box.locator("a", has_text="proof").click()
    assert page.locator("details:has(#proof-09-2)").get_attribute("open") is not None


def test_a_link_opens_a_folded_proof(page: Any, address: str) -> None:
    page.goto(f"{address}docs/theorems.html")
    folds = page.locator("details.racteach-proof")
    assert folds.count() >= 25 and page.locator("details[open]").count() == 0
    for fold in folds.all():
        assert "∎" in fold.text_content()
    page.locator("#theorem-a a", has_text="proof").click()
    assert page.locator("details[open]").count() == 1
    assert page.get_by_text("One circuit and some of its inputs suffice").is_visible()


def test_every_picture_of_the_lessons_is_in_the_index(page: Any, address: str) -> None:
    page.goto(f"{address}figures.html")
    asked = 0
    for path in (ROOT / "lessons").glob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        asked += sum('<img src=\\"data:' in json.dumps(cell.get("outputs", [])) for cell in cells)
    figures = page.locator("figure")
    assert figures.count() == asked > 30
    for picture in page.locator("figure img").all():
        picture.scroll_into_view_if_needed()
        page.wait_for_function("(picture) => picture.naturalWidth > 200", arg=picture.element_handle())
    figures.nth(asked // 2).locator("a").first.click()
    place = page.url.split("#")[1]
    assert page.locator(f"#{place}").bounding_box()["y"] < 900


def test_a_printed_lesson_is_a_handout(page: Any, address: str) -> None:
    page.goto(address + lesson("09"))
    for place in page.locator("[data-explorer]").all():
        place.scroll_into_view_if_needed()
        page.wait_for_function("(place) => 'ready' in place.dataset", arg=place.element_handle())
    assert page.locator("details:not([open])").count() > 3
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("article details:not([open])").count() == 0
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    for gone in (
        ".bd-sidebar-primary",
        ".prev-next-footer",
        ".racteach-controls",
        ".racteach-live",
        "button",
    ):
        for part in page.locator(gone).all():
            assert part.is_hidden(), gone
    for place in page.locator("[data-explorer]").all():
        assert place.locator("svg:visible, img:visible").count() >= 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("article details:not([open])").count() > 3
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def _outline(bookmarks: list[Any]) -> list[str]:
    below = ([each.title] if isinstance(each, Destination) else _outline(each) for each in bookmarks)
    return [title for titles in below for title in titles]


def test_the_course_as_one_pdf(folder: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = (folder / "course.pdf").read_bytes()
    assert printed.startswith(b"%PDF-") and 120 < len(re.findall(rb"/Type /Page\b", printed)) < 400
    assert 'href="course.pdf"' in (folder / "index.html").read_text(encoding="utf-8")
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "site"))
    book = importlib.import_module("book")
    page = BeautifulSoup(book.one_page(folder), "html.parser")
    titles = book.bookmarks(book.one_page(folder))
    assert "3. At most min{R, M^(T/2)}" in titles
    assert [title for title in titles if set(title) & set("\\$")] == []
    assert _outline(PdfReader(folder / "course.pdf").outline) == titles
    names = [node["id"] for node in page.select("[id]") if node.find_parent("svg") is None]
    assert len(names) == len(set(names))
    inside = [link["href"] for link in page.select("body a[href]") if ":" not in link["href"]]
    assert len(inside) > 100
    assert [link for link in inside if link[0] != "#" or link[1:] not in names] == []
    for node in page.select("[src], link[href]"):
        address = str(node.get("src") or node["href"]).split("?")[0]
        assert address.startswith("data:") or (folder / address).exists(), address
