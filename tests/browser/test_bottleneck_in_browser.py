"""A table is painted, its terms follow, and wires carry each start to every end: without a kernel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from flint import fmpz_mat

from racteach.explorers import bottleneck

from .module_page import ModulePage

PRESETS = bottleneck.PRESETS


@pytest.fixture
def shown(browser: Any) -> Iterator[Any]:
    pages = []

    def opened(values: dict[str, Any] | None = None, **settings: Any) -> ModulePage:
        explorer = bottleneck.explorer()
        for name, value in (values or {}).items():
            setattr(explorer, name, value)
        pages.append(ModulePage.of(browser, explorer, **settings))
        return pages[-1]

    yield opened
    for page in pages:
        page.close()


def tables() -> list[list[list[int]]]:
    """Every preset at every split, and tables of all ranks, tall and wide, with entries up to the largest."""
    found = [np.reshape(table, (2**split, -1)) for table in PRESETS.values() for split in range(1, 6)]
    draw = np.random.default_rng(0)
    for rows, columns in ((8, 8), (4, 16), (32, 2)):
        for rank in range(min(rows, columns) + 1):
            found.append(draw.integers(-1, 2, (rows, rank)) @ draw.integers(-1, 2, (rank, columns)))
        found.append(draw.integers(-9, 10, (rows, columns)))
    return [table.tolist() for table in found]


def test_terms_and_ranks_are_numpys_and_flints(shown: Any) -> None:
    page = shown()
    for table in tables():
        matrix = np.array(table)
        rank = page.mathematics("exactRank", table)
        assert rank == fmpz_mat(table).rank()
        terms = page.mathematics("terms", table)
        sigma = np.array([term["sigma"] for term in terms])
        assert len(terms) == rank
        assert sigma == pytest.approx(np.linalg.svd(matrix, compute_uv=False)[:rank], abs=1e-9)
        for sides in ("column", "row"):
            each = np.array([term[sides] for term in terms] or np.zeros((0, 1)))
            assert each @ each.T == pytest.approx(np.eye(rank), abs=1e-9)
        whole = page.mathematics("sumOf", terms, [True] * rank, *matrix.shape)
        assert np.array(whole["sum"]) == pytest.approx(matrix, abs=1e-9) and whole["missing"] == 0


def test_the_largest_terms_are_the_nearest_table_of_their_rank(shown: Any) -> None:
    page = shown()
    matrix = np.array(tables()[-1]).reshape(32, 2)
    matrix = np.hstack([matrix, matrix[::-1], matrix**2])
    left, sigma, right = np.linalg.svd(matrix)
    terms = page.mathematics("terms", matrix.tolist())
    for kept in range(1, 6):
        found = page.mathematics("sumOf", terms, [k < kept for k in range(6)], 32, 6)
        assert np.array(found["sum"]) == pytest.approx((left[:, :kept] * sigma[:kept]) @ right[:kept])
        distance = np.linalg.norm(matrix - np.array(found["sum"])) / np.linalg.norm(matrix)
        assert found["missing"] == pytest.approx(distance)


def test_a_stroke_paints_and_a_stroke_on_the_same_value_wipes(shown: Any) -> None:
    page = shown({"table": PRESETS["empty"], "cell": 0})
    table = page.page.get_by_role("application")
    box = table.bounding_box()
    unit = box["width"] / 8

    def stroke(*entries: tuple[int, int]) -> None:
        for place, (i, j) in enumerate(entries):
            page.page.mouse.move(box["x"] + (j + 0.5) * unit, box["y"] + (i + 0.5) * unit)
            if not place:
                page.page.mouse.down()
        page.page.mouse.up()

    assert "rank 0" in page.words()
    stroke((2, 1), (2, 5), (4, 5))  # quick: the pointer is seen at its ends only
    painted = np.zeros((8, 8), dtype=int)
    painted[2, 1:6] = painted[2:5, 5] = 3
    assert np.array_equal(np.reshape(page.value("table"), (8, 8)), painted) and "rank 2." in page.words()
    stroke((3, 5), (4, 5))
    assert "rank 1." in page.words()
    page.page.get_by_role("radio", name="brush −3").check(force=True)
    stroke((2, 3))
    assert page.value("table")[2 * 8 + 3] == -3 and page.value("cell") == 2 * 8 + 3


def test_keys_move_and_change_an_entry(shown: Any) -> None:
    page = shown({"table": PRESETS["EQUALITY"], "cell": 0})
    table = page.page.get_by_role("application")
    for key in ("ArrowDown", "ArrowRight", "+", "+", "ArrowLeft", "ArrowLeft", "7", "-", "ArrowUp", "Space"):
        table.press(key)
    assert np.reshape(page.value("table"), (8, 8))[:2, :2].tolist() == [[3, 0], [6, 3]]
    assert page.value("cell") == 0 and "At start aaa, end aaa the table says 3." in page.words()
    for _ in range(12):
        table.press("+")
    assert page.value("table")[0] == bottleneck.LIMIT
    assert "rank 8" in page.words()


def test_wires_are_switched_one_by_one_and_kept_from_the_strongest(shown: Any) -> None:
    page = shown({"table": PRESETS["photograph"]})
    wires = page.page.get_by_role("switch")
    assert wires.count() == 8
    wires.nth(2).press("Space")
    wires.nth(4).click()
    assert page.value("off") == [2, 4] and wires.nth(4).get_attribute("aria-checked") == "false"
    wires.nth(2).press("Enter")
    assert page.value("off") == [4]
    keeper = page.page.get_by_role("slider", name="last wire that is on")
    assert keeper.get_attribute("aria-valuenow") == "8", "it stands below the last that is on"
    keeper.press("PageDown")
    assert page.value("off") == [4, 6, 7] and "5 of 8 wires" in page.words()
    wires.nth(5).click()
    assert keeper.get_attribute("aria-valuenow") == "4"
    wires.nth(0).click()
    assert page.value("off") == [0, 4, 5, 6, 7] and keeper.get_attribute("aria-valuenow") == "4"
    wires.nth(0).click()
    keeper.press("End")
    assert page.value("off") == [] and "0 percent is missing" in page.words()
    slot = wires.nth(1).bounding_box()["y"] - wires.nth(0).bounding_box()["y"]
    page.drag(keeper, 0, -5 * slot)
    assert page.value("off") == [3, 4, 5, 6, 7]


def test_a_wire_says_how_strong_it_is(shown: Any) -> None:
    page = shown({"table": PRESETS["photograph"]})
    sigma = np.linalg.svd(np.reshape(PRESETS["photograph"], (8, 8)), compute_uv=False)
    assert page.root.locator("svg text", has_text="strength").all_text_contents() == [
        f"strength {value:.2f}" for value in sigma
    ]


def test_below_all_wires_the_line_leaves_those_on_that_are_still_to_come(shown: Any) -> None:
    page = shown({"table": PRESETS["sum"], "off": [1], "cell": 0})
    keeper = page.page.get_by_role("slider", name="last wire that is on")
    keeper.press("End")
    assert page.value("off") == []
    page.page.get_by_role("application").press("9")
    assert "3 of 3 wires are on" in page.words()
    page.page.get_by_role("application").press("9")
    page.page.get_by_role("button", name="undo").click()
    assert "rank 2" in page.words(), "what changes nothing is no step"


def test_what_was_painted_is_taken_back_step_by_step(shown: Any) -> None:
    page = shown({"table": PRESETS["empty"], "cell": 0, "off": [1]})
    table = page.page.get_by_role("application")
    undo, redo = (page.page.get_by_role("button", name=name) for name in ("undo", "redo"))
    assert undo.get_attribute("aria-disabled") == redo.get_attribute("aria-disabled") == "true"
    page.drag(table, table.bounding_box()["width"] / 3)
    stroke = page.value("table")
    assert stroke != PRESETS["empty"]
    table.press("7")
    page.page.get_by_role("button", name="noise").click()
    assert page.value("off") == []
    undo.click()
    assert page.value("off") == [1]
    page.set("off", [0, 1])
    undo.press("Enter")
    assert page.value("table") == stroke and page.value("off") == [0, 1], "what was switched since stays"
    table.press("Control+z")
    assert page.value("table") == PRESETS["empty"] and undo.get_attribute("aria-disabled") == "true"
    undo.press("Enter")  # nothing is left
    table.press("Control+Shift+Z")
    table.press("Control+y")
    redo.click()
    assert page.value("table") == PRESETS["noise"]
    undo.click()
    table.press("3")
    assert redo.get_attribute("aria-disabled") == "true", "a new step leaves nothing to do again"


def test_the_split_is_dragged_and_the_rank_follows(shown: Any) -> None:
    page = shown({"table": PRESETS["EQUALITY"]})
    cut = page.page.get_by_role("slider", name="letters of the start")
    assert "8 rows and 8 columns, rank 8" in page.words()
    letters = page.page.locator("svg text", has_text="x").first.bounding_box()
    page.drag(cut, -(cut.bounding_box()["x"] - letters["x"]) / 2)
    assert page.value("split") == 2 and "4 rows and 16 columns, rank 4" in page.words()
    assert page.page.get_by_role("switch").count() == 4
    cut.press("End")
    assert "32 rows and 2 columns, rank 2" in page.words()


def test_pointing_at_the_sum_shows_what_the_wires_carry(shown: Any) -> None:
    page = shown({"table": PRESETS["sum"]}, reduced_motion="reduce")
    before = page.page.get_by_role("switch").first.get_attribute("aria-label")
    box = page.root.locator("svg").bounding_box()
    page.page.mouse.move(box["x"] + 0.98 * box["width"], box["y"] + 0.44 * box["height"])
    assert "At start bbb, end bbb the table says 6." in page.words()
    assert page.page.get_by_role("switch").first.get_attribute("aria-label") != before


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_a_telephone_has_all_of_it(shown: Any, theme: str) -> None:
    shown({"table": PRESETS["noise"], "off": [2]}, theme=theme).accessible()
    phone = shown({"table": PRESETS["empty"]}, theme=theme, size=(390, 844), has_touch=True, is_mobile=True)
    table = phone.page.get_by_role("application")
    unit = table.bounding_box()["width"] / 8
    assert unit >= 36, "a finger hits one entry"
    phone.touch(table, 2.6 * unit)
    painted = phone.value("table")
    assert sum(painted) in (9, 12)
    phone.touch(table, 0, -3 * unit)
    assert phone.value("table") == painted, "a finger that goes up moves the page"
    phone.page.wait_for_function("unit => scrollY > unit", arg=unit)
    table.tap()
    phone.page.wait_for_function("painted => String(model.get('table')) !== String(painted)", arg=painted)
    phone.page.get_by_role("button", name="photograph").tap()
    phone.root.get_by_text("rank 8").wait_for()
    phone.fits()
    phone.accessible()
