"""A matrix falls apart into blocks while its first input is scaled: without a kernel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import racteach as rt
from racteach.certificates.torus import monomials
from racteach.explorers import blocks

from .module_page import ModulePage


@pytest.fixture
def shown(browser: Any) -> Iterator[Any]:
    pages = []

    def opened(values: dict[str, Any] | None = None, *, terms: bool = False, **settings: Any) -> ModulePage:
        explorer = blocks.explorer(terms, **(values or {}))
        pages.append(ModulePage.of(browser, explorer, **settings))
        return pages[-1]

    yield opened
    for page in pages:
        page.close()


def test_monomials_come_in_the_order_of_the_ranks(shown: Any) -> None:
    page = shown()
    for channels, degree in ((1, 3), (2, 0), (2, 6), (3, 1), (3, 6)):
        found = page.mathematics("monomials", channels, degree)
        assert [tuple(powers) for powers in found] == list(monomials(channels, degree))
        assert len(found) == rt.bounds.multiset_coefficient(channels, degree)
    ranks = blocks.sizes()[3, 3, 3]["ranks"]
    assert page.mathematics("kinds", ranks) == [[18, 3], [27, 15], [30, 10]]


def test_sorting_by_all_powers_makes_the_matrix_block_diagonal_and_by_one_only_its_own(shown: Any) -> None:
    page = shown()
    powers, lines = list(monomials(3, 3)), 2
    orders = [page.mathematics("orders", powers, lines, 2, seed) for seed in (7, 11)]
    owner = np.repeat(np.arange(len(powers)), lines)
    for rows, columns in zip(*orders, strict=True):
        assert sorted(rows) == sorted(columns) == list(range(len(owner)))
    for scaled, channels in enumerate(([], [0], [1], [0, 1])):
        keys = [[powers[block][channel] for channel in channels] for block in owner]
        along = [keys[k] for k in np.argsort(orders[0][scaled])]
        assert along == sorted(along), "equal powers stand together"
    assert orders[0][3] == list(range(len(owner))) and orders[0][0] != orders[1][0]
    halfway = page.mathematics("between", orders[0], [0.5, 0])
    assert halfway == pytest.approx((np.array(orders[0][0]) + np.array(orders[0][1])) / 2)
    assert page.mathematics("between", orders[0], [1, 1]) == orders[0][3]


def test_the_numbers_are_the_library_s(shown: Any) -> None:
    for (depth, channels, half), size in blocks.sizes().items():
        assert size["bound"] == rt.bounds.state_bound(depth, channels, channels, 2 * half)
        assert size["degree"] == rt.bounds.multiset_coefficient(half, depth - 1)
        assert sum(size["ranks"]) == rt.bounds.sharp_rank(depth, channels, channels, 2 * half)
    for (depth, channels, half), size in blocks.sizes(terms=True).items():
        assert sum(size["ranks"]) == rt.bounds.power_bound(depth, channels, channels, 2 * half)


def test_python_and_picture_agree_on_every_size(shown: Any) -> None:
    for terms in (False, True):
        page = shown({"revealed": True}, terms=terms)
        for depth, channels, half in blocks.sizes(terms):
            values = {"depth": depth, "channels": channels, "half_length": half, "block": 5}
            for name, value in values.items():
                page.set(name, value)
            data = blocks.compute(**values, first=0, second=0, terms=terms)
            assert page.words() == blocks.describe(data)
            assert f"{data['rank']:,}" in page.root.inner_text()


def test_scaling_the_first_input_makes_it_fall_apart(shown: Any) -> None:
    page = shown({"depth": 3, "half_length": 3})
    grip = page.page.get_by_role("slider", name="scale channel 1")
    assert "The matrix is mixed." in page.words()
    before = page.root.locator(".racteach-matrix path").first.get_attribute("d")
    page.drag(grip, 0, -25)
    assert 0 < page.value("first") < 20 and "is on its way" in page.words()
    page.drag(grip, 0, -200)
    assert page.value("first") == 20 and "has fallen apart into 7 blocks" in page.words()
    assert page.root.locator(".racteach-matrix path").first.get_attribute("d") != before
    grip.press("Home")
    assert "is mixed" in page.words() and "predict it" in page.words()


def test_three_channels_need_two_scalings(shown: Any) -> None:
    page = shown({"depth": 3, "half_length": 3, "channels": 3})
    page.page.get_by_role("slider", name="scale channel 1").press("End")
    assert "is on its way" in page.words()
    page.page.get_by_role("slider", name="scale channel 2").press("End")
    assert "has fallen apart into 28 blocks" in page.words()
    page.page.get_by_role("button", name="show the ranks").press("Enter")
    assert "The ranks add up to 759 of 840" in page.words()


def test_the_corners_of_the_triangle_say_their_powers(shown: Any) -> None:
    for half_length, power in ((3, "⁶"), (4, "¹⁰")):
        page = shown({"depth": 3, "half_length": half_length, "channels": 3, "first": 20, "second": 20})
        corners = page.root.locator("text[font-size='12']").all_text_contents()
        assert sorted(corners) == [f"v{place}{power}" for place in "₁₂₃"]


def test_the_end_is_pulled_longer_and_deeper_and_asks_again(shown: Any) -> None:
    page = shown({"revealed": True})
    long = page.page.get_by_role("slider", name="half length n")
    deep = page.page.get_by_role("slider", name="depth L")
    unit = page.root.locator("svg").bounding_box()["width"] * 22 / 760
    page.drag(long, 2 * unit)
    assert page.value("half_length") == 4 and page.value("revealed") is False
    page.drag(deep, 0, -2 * unit)
    assert page.value("depth") == 4 and "degree 20" in page.words()
    long.press("ArrowLeft")
    assert (page.value("depth"), page.value("half_length")) == (4, 4), "n is never less than L"
    page.page.get_by_role("radio", name="channels R 3").check(force=True)
    assert (page.value("depth"), page.value("half_length")) == (3, 4)


def test_the_button_moves_it_and_stops_where_motion_is_unwanted(shown: Any) -> None:
    moving, still = shown(), shown(reduced_motion="reduce")
    for page in (moving, still):
        page.page.get_by_role("button", name="fall apart").press("Enter")
    assert still.value("first") == 20
    moving.page.wait_for_function("() => window.model.get('first') === 20")
    assert moving.page.evaluate("() => window.saved") < 200


def test_pointing_at_a_block_names_it(shown: Any) -> None:
    page = shown({"depth": 3, "half_length": 3, "first": 20, "revealed": True})
    box = page.root.locator("svg").bounding_box()
    page.page.mouse.move(box["x"] + 0.98 * box["width"], box["y"] + 0.5 * box["height"])
    assert page.value("block") == 6 and "v1 to the 6 times v2 to the 0: rank 6 of 8" in page.words()
    page.page.get_by_role("slider", name="block").press("ArrowLeft")
    assert "v1 to the 5 times v2 to the 1: rank 8 of 8" in page.words()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_a_telephone_has_all_of_it(shown: Any, theme: str) -> None:
    shown({"depth": 3, "half_length": 3, "channels": 3, "first": 20, "second": 20, "revealed": True},
          theme=theme).accessible()  # fmt: skip
    narrow: dict[str, Any] = {"size": (390, 844), "has_touch": True, "is_mobile": True}
    phone = shown({"depth": 3, "half_length": 3}, theme=theme, **narrow)
    phone.touch(phone.page.get_by_role("slider", name="scale channel 1"), 0, -60)
    assert phone.value("first") == 20
    phone.touch(phone.page.get_by_role("slider", name="half length n"), 45)
    assert phone.value("half_length") == 5
    phone.page.get_by_role("button", name="show the ranks").tap()
    assert "add up to 188 of 192" in phone.words()
    phone.fits()
    phone.accessible()
