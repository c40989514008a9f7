"""Ranks between their bounds: what is drawn against Python's numbers, and what mouse, keys and fingers do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from racteach.explorers import theorem

from .module_page import ModulePage

LETTERS = {"depth": 4, "input_dim": 4, "length": 4, "letters": True, "revealed": True}


@pytest.fixture
def opened(browser: Any) -> Iterator[Any]:
    pages = []

    def show(settings: Any = None, **values: Any) -> ModulePage:
        pages.append(ModulePage.of(browser, theorem.explorer(**values), **(settings or {})))
        return pages[-1]

    yield show
    for page in pages:
        page.close()


def row(shown: ModulePage, name: str) -> Any:
    return shown.root.get_by_role("option", name=re.compile(f"^{name}"))


def dimmed(shown: ModulePage) -> int:
    return int(shown.root.locator("g > g[opacity='0.2']").count())


def test_lines_end_at_the_top_and_ticks_are_few(opened: Any) -> None:
    shown = opened()
    assert shown.mathematics("below", [[0, 9], [1, 5], None, [2, 7]], 4) == "M0.0 9.0L1.0 5.0L2.0 7.0"
    assert shown.mathematics("below", [[0, 6], [2, 2], [4, 6]], 4) == "M0.0 6.0L1.0 4.0M3.0 4.0L4.0 6.0"
    assert shown.mathematics("below", [[0, 1], [1, 2]], 4) == ""
    for top in (1.06, 3.9, 8.0, 41.2):
        powers = shown.mathematics("ticks", top)
        assert powers[0] == 0 and powers[-1] <= top and 2 <= len(powers) <= 9
    assert [shown.mathematics("nearest", [2, 4, 6], wanted) for wanted in (-5, 4, 5, 5.1, 99)] == [
        2,
        4,
        4,
        6,
        6,
    ]


@pytest.mark.parametrize("letters", [False, True])
def test_every_mark_stands_as_high_as_its_number(opened: Any, letters: bool) -> None:
    shown = opened(depth=3, input_dim=3, channels=3, letters=letters, revealed=True)
    data = theorem.curves(3, 3, 3, letters)
    heights, logarithms = [], []
    for dash, name in (("7 4", "state"), ("2 3", "lower")):
        path = shown.root.locator(f"g > g > path[stroke-dasharray='{dash}']").first
        points = re.findall(r"[ML]\S+ (\S+?)(?=[ML]|$)", path.get_attribute("d"))
        assert len(points) == len(data[name])
        heights += map(float, points)
        logarithms += [np.log10(value) for value in data[name]]
    line = np.polynomial.Polynomial.fit(heights, logarithms, 1)
    assert np.abs(line(np.array(heights)) - logarithms).max() < 0.02 * abs(line(1.0) - line(101.0))
    crosses = shown.root.locator("g > path[stroke-width='2.4']").evaluate_all(
        "paths => paths.map(path => (path.getAttribute('d') || '').split('m0 -16').length - 1)"
    )
    assert sum(crosses) == data["lower_status"].count("refuted")


def test_the_column_is_dragged_and_a_click_moves_it(opened: Any) -> None:
    shown = opened(revealed=True)
    knob = shown.page.get_by_role("slider", name="length T")
    step = shown.root.bounding_box()["width"] / 960 * 53
    shown.drag(knob.locator("circle").last, 2 * step)
    assert shown.value("length") == 12 and "The rank at T = 12 is 84 (certified)" in shown.words()
    shown.drag(knob.locator("circle").last, 20 * step)
    assert shown.value("length") == 20 and knob.get_attribute("aria-valuenow") == "20"
    area = shown.root.locator("g > rect[fill=transparent]").first.bounding_box()
    shown.page.mouse.click(area["x"] + area["width"] * 3 / 20, area["y"] + 4)
    assert shown.value("length") == 4
    knob.press("ArrowRight")
    assert shown.value("length") == 6


def test_a_curve_and_its_row_light_up_together(opened: Any) -> None:
    shown = opened(**LETTERS)
    others = 5
    row(shown, "state bound").hover()
    assert dimmed(shown) == others and shown.root.locator("g > text", has_text="2,700").count() == 2
    shown.page.mouse.move(1, 1)
    assert dimmed(shown) == 0
    curve = shown.root.locator("path[stroke-dasharray='7 4']").first.bounding_box()
    shown.page.mouse.move(curve["x"] + curve["width"], curve["y"])
    assert row(shown, "state bound").get_attribute("aria-selected") == "true" and dimmed(shown) == others


def test_rows_are_one_tab_stop_and_arrows_walk_over_them(opened: Any) -> None:
    shown = opened(**LETTERS)
    assert shown.root.locator("[role=option][tabindex='0']").count() == 1
    row(shown, "rank at T = 4: 12, certified").focus()
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", *["ArrowDown"] * 5):
        shown.page.keyboard.press(key)
        seen.append(shown.root.locator("[aria-selected=true]").get_attribute("aria-label").split(":")[0])
    assert seen[:3] == ["depth 1, same width", "paper's form", "depth 1, same width"]
    assert seen[-1] == "cap M to the T/2"
    shown.set("letters", False)
    assert row(shown, "cap").is_hidden()


def test_the_rank_stays_hidden_until_it_is_asked_for(opened: Any) -> None:
    shown = opened()
    curve = shown.root.locator("g > g > path[stroke-width='2.6']").first
    assert curve.is_hidden() and row(shown, "rank at T = 8: .?, predict it").count() == 1
    row(shown, "rank at T = 8").hover()
    assert row(shown, "rank at T = 8").text_content().endswith("?predict it")
    assert shown.root.locator("g > circle[r='9']").count() == 0, "no tip at a curve that is hidden"
    shown.page.get_by_role("button", name="show the certified ranks").click()
    assert curve.is_visible() and "The rank at T = 8 is 45 (certified)" in shown.words()


def test_a_finger_moves_the_column_on_a_telephone(opened: Any) -> None:
    shown = opened({"size": (390, 844), "has_touch": True, "is_mobile": True}, length=8)
    shown.touch(shown.page.get_by_role("slider", name="length T").locator("circle").last, 70)
    assert shown.value("length") == 12
    shown.page.get_by_role("radio", name="depth L 3").tap()
    assert shown.value("depth") == 3
