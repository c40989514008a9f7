"""Memory as starts that can be told apart: its mathematics against the library, and in a reader's hands."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from flint import nmod_mat

from racteach.explorers import starts

from .module_page import ModulePage

WEIGHTS = {
    "input": starts.INPUT_WEIGHTS,
    "hidden": starts.HIDDEN_WEIGHTS,
    "output": starts.OUTPUT_WEIGHTS,
}
SIZES = list(itertools.product(starts.DEPTHS, starts.LENGTHS))


@pytest.fixture
def opened(browser: Any) -> Iterator[Any]:
    pages = []

    def show(**settings: Any) -> ModulePage:
        explorer = starts.explorer()
        for name in set(settings) & set(explorer.controls):
            setattr(explorer, name, settings.pop(name))
        pages.append(ModulePage.of(browser, explorer, **{"reduced_motion": "reduce", **settings}))
        return pages[-1]

    yield show
    for page in pages:
        page.close()


@pytest.fixture(scope="module")
def module(browser: Any) -> Iterator[ModulePage]:
    page = ModulePage.of(browser, starts.explorer())
    yield page
    page.close()


def said(page: ModulePage) -> str:
    """Return what Python says of what the controls say now."""
    return starts.describe(starts.compute(**{name: page.value(name) for name in starts.explorer().controls}))


@pytest.mark.parametrize(("depth", "length"), SIZES)
def test_every_entry_is_the_library_s(module: ModulePage, depth: int, length: int) -> None:
    table = module.mathematics("table", WEIGHTS, depth, length, starts.PRIME)
    assert table == starts.table(depth, length).tolist()


@pytest.mark.parametrize("depth", starts.DEPTHS)
def test_every_box_is_the_library_s(module: ModulePage, depth: int) -> None:
    circuit = starts.small_circuit(depth, prime=starts.PRIME)
    for word in [*module.mathematics("words", 4), "abbabaab", "bbbbbbbb", "aababbab"]:
        trace = circuit.trace(np.eye(2, dtype=int)[["ab".index(letter) for letter in word]])
        for t, layers in enumerate(module.mathematics("run", WEIGHTS, depth, word, starts.PRIME)):
            for layer, box in enumerate(layers):
                assert box["state"] == trace.hidden[layer, t].tolist()
                assert box["entering"] == trace.entering[layer, t].tolist()
                assert box["recalled"] == (trace.recalled[layer, t].tolist() if t else None)


@pytest.mark.parametrize(("depth", "length"), SIZES)
def test_the_elimination_keeps_the_rows_that_the_library_keeps(
    module: ModulePage, depth: int, length: int
) -> None:
    rows = starts.table(depth, length)
    found = module.mathematics("eliminate", rows.tolist(), starts.PRIME)
    assert tuple(row["kept"] for row in found) == starts.kept_rows(depth, length)


def test_an_elimination_gives_the_rank_and_how_each_row_is_made(module: ModulePage) -> None:
    random = np.random.default_rng(0)
    for prime, shape, low in itertools.product((2, 3, 13, 101), ((5, 7), (8, 4), (9, 9)), (1, 3, 9)):
        product = random.integers(0, prime, (shape[0], low)) @ random.integers(0, prime, (low, shape[1]))
        rows = product % prime
        found = module.mathematics("eliminate", rows.tolist(), prime)
        assert sum(row["kept"] for row in found) == nmod_mat(rows.tolist(), prime).rank()
        for i, row in enumerate(found):
            assert row["kept"] == any(row["left"]) and not any(row["parts"][i:])
            made = (np.array(row["parts"]) @ rows + row["left"] - rows[i]) % prime
            assert not made.any()
            assert all(found[k]["kept"] for k, part in enumerate(row["parts"]) if part)


def test_the_picture_says_what_python_says(opened: Any) -> None:
    page = opened()
    for depth, length, rows, box in itertools.product((1, 3), (2, 4, 8), (0, 3, 99), (1, 5, 99)):
        for name, value in {"depth": depth, "length": length, "rows": rows, "box": box}.items():
            page.set(name, value)
        assert page.words() == said(page)
    page.set("pointed", "abbabbab")
    assert page.words() == said(page) and "Start abba and end bbab give" in page.words()
    page.set("pointed", "")
    page.set("second", page.value("first"))
    assert "never part" in page.words() and page.words() == said(page)


def test_words_are_typed_or_their_letters_turned(opened: Any) -> None:
    page = opened()
    word = page.page.get_by_role("textbox", name="word 1")
    said_of_words = page.root.locator(".racteach-problem")
    word.fill("BABB")
    assert page.value("first") == "babb" and not said_of_words.is_visible()
    for typed in ("b2ab", "abaabb"):
        word.fill(typed)
        word.press("Tab")
        assert page.value("first") == "babb" and word.input_value() == typed, "it stays to be mended"
        assert said_of_words.inner_text() == f"A word here is 4 letters, each a or b; “{typed}” is none."
        page.page.get_by_role("button", name="Step", exact=True).click()
        assert word.input_value() == typed and said_of_words.is_visible()
    other = page.page.get_by_role("textbox", name="word 2")
    other.fill("bbbb")
    assert page.value("second") == "bbbb" and word.input_value() == "abaabb" and said_of_words.is_visible()
    other.fill("aaba")
    word.fill("ab")
    assert page.value("first") == "babb" and not said_of_words.is_visible(), "not yet: half a word"
    word.press("Tab")
    assert page.value("first") == "abaa" == word.input_value()
    assert said_of_words.inner_text() == "“ab” is short: a stands in the rest."
    assert "part at step 2" in page.words()
    word.fill("xx")
    page.root.locator("[data-word=second][data-t='0']").click()
    assert page.value("second") == "baba" and "part at step 1" in page.words()
    page.page.get_by_role("radio", name="length T 6").check()
    assert page.value("first") == "abaaaa" == word.input_value() and not said_of_words.is_visible()
    assert page.words() == said(page)


def test_boxes_are_gone_through_and_multiplied(opened: Any) -> None:
    page = opened()
    back, step = (page.page.get_by_role("button", name=name, exact=True) for name in ("Step back", "Step"))
    assert back.is_disabled()
    for _ in range(3):
        step.press("Enter")
    assert page.value("box") == 4 and "Step 2, layer 2" in page.words()
    numbers = [cell.strip() for cell in page.root.locator("tr:not(:has(th)) td").all_inner_texts()]
    for recalled, _, entering, product, rest in (numbers[k + 1 : k + 6] for k in range(0, len(numbers), 6)):
        assert int(recalled) * int(entering) == int(product.removeprefix("= "))
        assert not rest or int(rest.removeprefix("→ ")) == int(product.removeprefix("= ")) % starts.PRIME
    page.page.get_by_role("button", name="Run").click()
    assert page.value("box") == 8 and step.is_disabled()
    page.root.locator("[data-box='3']").first.click()
    assert page.value("box") == 3 and page.words() == said(page)


def test_a_click_on_a_box_is_heard_while_a_word_is_being_typed(opened: Any) -> None:
    page = opened(box=8)
    page.page.get_by_role("textbox", name="word 2").fill("bb")
    page.page.locator("[data-box='3']").first.click()
    assert page.value("second") == "bbaa" and page.value("box") == 3


def test_the_race_greys_what_is_given_and_hides_ranks_until_then(opened: Any) -> None:
    page = opened(length=8)
    assert "guess" in page.words() and "rank 2" not in page.words()
    assert page.root.get_by_text("rank ?", exact=True).count() == 3
    page.page.get_by_role("button", name="Next row").click()
    assert "1 of 16 starts compared: rank 1 at depth 1" in page.words()
    page.page.get_by_role("button", name="Race").click()
    assert "16 of 16 starts compared: rank 2 at depth 1, 10 at depth 2, 16 at depth 3." in page.words()
    assert page.root.locator("svg g[opacity='0.16']").count() == 14 + 6
    assert page.root.get_by_text("bbbb =", exact=False).is_visible(), "how the last row is made, in words"
    page.page.get_by_role("button", name="Row back").click()
    assert "15 of 16" in page.words() and page.words() == said(page)
    page.page.get_by_role("radio", name="length T 6").check()
    assert page.value("rows") == 0, "a longer word is a new question"


def test_ranks_are_guessed_and_the_guess_is_held_against_them(opened: Any) -> None:
    page = opened(length=8)
    for depth, guess in ((1, "2"), (3, "8")):
        page.page.get_by_role("spinbutton", name=f"your guess of the rank at depth {depth}").fill(guess)
    assert page.root.get_by_text("You guessed").count() == 0
    page.page.get_by_role("button", name="Race").click()
    told = "You guessed 2 at depth 1, and so it is; 8 at depth 3, and it is 16."
    assert page.root.locator("p", has_text=told).is_visible()
    assert page.words().endswith(told), "and it is said aloud"
    page.page.get_by_role("radio", name="length T 6").check()
    guess = page.page.get_by_role("spinbutton").first
    assert guess.input_value() == "", "a longer word is a new question"
    assert guess.get_attribute("max") == "8", "there are as many rows"
    page.page.get_by_role("button", name="Race").click()
    assert page.root.get_by_text("You guessed").count() == 0


def test_buttons_have_names_of_their_own(opened: Any) -> None:
    names = opened().root.get_by_role("button").all_inner_texts()
    assert len(names) == len(set(names)) == 6


def test_pointing_runs_another_depth_only_while_one_points(opened: Any) -> None:
    page = opened(depth=2)
    entry = page.page.get_by_role("slider", name="entry of the table of depth 3")
    entry.hover()
    assert page.value("depth") == 3 and page.root.get_by_text("depth 3: step 4, layer 3").is_visible()
    page.page.mouse.move(2, 2)
    assert page.value("depth") == 2 and page.value("pointed") == ""
    entry.focus()
    entry.press("ArrowDown")
    entry.press("Escape")
    assert page.value("depth") == 2
    entry.press("ArrowDown")
    entry.press("Enter")
    page.page.mouse.move(3, 3)
    assert page.value("depth") == 3, "what was taken stays"


def test_an_entry_is_pointed_at_and_taken_by_mouse_key_and_finger(opened: Any) -> None:
    page = opened()
    for depth in (3, 1):
        entry = page.page.get_by_role("slider", name=f"entry of the table of depth {depth}")
        box = entry.bounding_box()
        page.page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 0.9 * box["height"])
        value = starts.table(depth, 4)[3, 2]
        assert page.value("pointed") == "bbba" and page.value("depth") == depth
        assert f"Start bb and end ba give {value}." in page.words()
        assert entry.get_attribute("aria-valuetext") == f"start bb, end ba: {value}"
    page.page.mouse.down()
    page.page.mouse.up()
    assert (page.value("first"), page.value("second"), page.value("pointed")) == ("bbba", "abba", "")
    page.page.mouse.move(2, 2)
    entry.focus()
    for key, then in (("ArrowUp", "baba"), ("ArrowRight", "babb"), ("Home", "aaaa"), ("Escape", "")):
        entry.press(key)
        assert page.value("pointed") == then and page.words() == said(page)
    entry.press("End")
    entry.press("Enter")
    assert page.value("first") == "bbbb" and page.value("pointed") == ""

    phone = opened(size=(390, 844), has_touch=True, is_mobile=True)
    entry = phone.page.get_by_role("slider", name="entry of the table of depth 2")
    side, top = (entry.bounding_box()[name] for name in ("width", "y"))
    for pointed in ("baba", ""):
        entry.tap(position={"x": 0.6 * side, "y": 0.6 * side})
        assert phone.value("pointed") == pointed
        assert entry.bounding_box()["y"] == top, "nothing moves below a finger"
    assert phone.value("first") == "baba" and phone.value("second") == "abba"
    phone.fits()


def test_what_moves_comes_to_rest(opened: Any) -> None:
    page = opened(reduced_motion="no-preference")
    page.page.get_by_role("button", name="Race").click()
    page.page.wait_for_function("() => window.model.get('rows') === 4")
    assert page.page.get_by_role("button", name="Race again").is_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (900, 800), (683, 512), (390, 844)])
def test_it_reads_well(opened: Any, theme: str, size: tuple[int, int]) -> None:
    page = opened(
        theme=theme, size=size, length=8, depth=3, rows=9, box=24, first="abbaabba", second="abbababa"
    )
    page.accessible()
    page.fits()
    if size == (683, 512):
        assert page.root.bounding_box()["height"] < 400, "one screen of a projector"
