"""From paths to copies: its mathematics against Python's, and what mouse, keys and fingers do."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest

from racteach.explorers import duplication

from .module_page import ModulePage

STATES = "g > rect[role=button]"


@pytest.fixture
def opened(browser: Any) -> Iterator[Any]:
    pages = []

    def show(settings: Any = None, **values: Any) -> ModulePage:
        pages.append(ModulePage.of(browser, duplication.explorer(**values), **(settings or {})))
        return pages[-1]

    yield show
    for page in pages:
        page.close()


def test_lanes_cuts_and_weights_are_python_s(opened: Any) -> None:
    shown = opened({"reduced_motion": "reduce"})
    for depth, length in itertools.product(duplication.DEPTHS, duplication.LENGTHS):
        found = shown.mathematics("lanes", depth, length)
        for lane, expected in zip(found, duplication.lanes(depth, length), strict=True):
            assert (lane["layer"], lane["last"]) == (expected["layer"], expected["last"])
            assert (lane["y"], lane["up"]) == pytest.approx((expected["y"], expected["up"]), abs=1e-4)
        for cut, through, channels in itertools.product(range(1, length), ("states", "inputs"), (2, 3)):
            size = {"depth": depth, "length": length, "channels": channels, "cut": cut, "through": through}
            data = duplication.compute(**size, step=cut, layer=1)
            weighed = [data["lines"], str(data["weight"]), str(data["bundled"])]
            assert shown.mathematics("weighed", size) == weighed
            assert [tuple(pair) for pair in shown.mathematics("crossed", size)] == data["groups"]
            assert shown.mathematics("copies", {**size, "step": cut, "layer": 1}) == data["paths"]


def test_pointing_counts_the_paths_one_after_the_other(opened: Any) -> None:
    shown = opened()
    shown.page.evaluate(
        """() => { window.counted = []; new MutationObserver(() => {
            const count = document.querySelector('text[font-size="30"]');
            if (count && counted.at(-1) !== count.textContent) counted.push(count.textContent);
        }).observe(document.querySelector('.racteach-live'), { childList: true, subtree: true }); }"""
    )
    shown.page.get_by_role("button", name="h 3,1").hover()
    assert (shown.value("step"), shown.value("layer")) == (3, 1)
    shown.page.wait_for_function("() => window.counted.at(-1) === '6'")
    numbers = [int(text) for text in shown.page.evaluate("() => window.counted")]
    assert numbers == sorted(numbers) and len(numbers) > 3, "it runs; it does not jump"
    assert "h 3,1 has 6 paths over the cut: mc(3, 2)." in shown.words()
    assert shown.page.locator("text", has_text="= mc(3, 2)").count() == 1


def test_a_frame_of_the_largest_film_is_little_work(opened: Any) -> None:
    """At L = 4, T = 10 there are 1,001 boxes: they move as a few paths, and a frame changes little else."""
    shown = opened({}, depth=4, length=10, cut=5)
    shown.page.evaluate(
        """() => { window.frames_ = [];
        const seen = new MutationObserver((records) => frames_.push(records.map((record) =>
            record.type === 'childList' ? record.addedNodes.length : 1).reduce((a, b) => a + b)));
        seen.observe(document.querySelector('.racteach-live svg'),
            { attributes: true, childList: true, subtree: true, characterData: true }); }"""
    )
    for name in ("unfolded", "merged"):
        shown.set(name, True)
        shown.page.wait_for_timeout(100)
        shown.page.wait_for_function(
            """() => new Promise((done) => { const before = frames_.length;
            setTimeout(() => done(frames_.length === before), 400); })"""
        )
    changes = shown.page.evaluate("() => frames_")
    assert len(changes) > 4 and max(changes) < 300, max(changes)
    assert shown.root.locator("svg *").count() < 300


def test_unfolding_moves_every_box_to_its_lane_and_merging_back(opened: Any) -> None:
    shown = opened()
    path = shown.page.locator(f"path[fill='{'#E69F00'}']")
    grid = path.get_attribute("d")
    shown.page.get_by_role("button", name="Unfold").click()
    rows = "path => new Set([...path.getAttribute('d').matchAll(/M\\S+ (\\S+)h/g)].map(m => m[1])).size"
    halfway = path.element_handle()
    shown.page.wait_for_function(f"path => ({rows})(path) > 3", arg=halfway)
    shown.page.wait_for_function(f"path => ({rows})(path) === 28", arg=halfway)
    assert path.get_attribute("d") != grid
    shown.page.get_by_role("button", name="Merge equal copies").click()
    shown.page.wait_for_function(f"path => ({rows})(path) === 3", arg=halfway)
    assert shown.words().endswith("weighs 2^10 = 1,024. Equal copies merged leave 56.")


def test_the_cut_is_dragged_and_the_weight_follows(opened: Any) -> None:
    shown = opened({"reduced_motion": "reduce"}, unfolded=True)
    knob = shown.page.get_by_role("slider", name="cut after step")
    column = shown.root.bounding_box()["width"] / 10
    shown.drag(knob.locator("circle").last, 2 * column)
    assert shown.value("cut") == 5 and "crosses 3 lines and weighs 2^3 = 8" in shown.words()
    shown.drag(knob.locator("circle").last, -20 * column)
    assert shown.value("cut") == 1 and knob.get_attribute("aria-valuenow") == "1"


def test_a_total_fits_its_rows_while_lines_light_up_and_copies_merge(opened: Any) -> None:
    shown = opened(depth=2, length=8, cut=4, unfolded=True)
    for cut, total in ((2, 128), (6, 8)):
        shown.set("cut", cut)
        assert shown.root.get_by_text(f"= {total}", exact=True).count() == 1
    shown.page.get_by_role("button", name="Merge equal copies").click()
    shown.root.get_by_text("different", exact=True).wait_for()
    numbers = shown.root.locator("svg g text[font-size='30']").all_text_contents()
    assert numbers == ["6"]  # 2 * 3


def test_states_are_one_tab_stop_and_arrows_walk_over_the_grid(opened: Any) -> None:
    shown = opened({"reduced_motion": "reduce"})
    assert shown.page.locator(f"{STATES}[tabindex='0']").count() == 1
    shown.page.locator(f"{STATES}[tabindex='0']").focus()
    seen = []
    for key in ("ArrowRight", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowLeft", "ArrowDown", "Escape"):
        shown.page.keyboard.press(key)
        seen.append((shown.value("step"), shown.value("layer")))
    assert seen == [(2, 1), (2, 2), (2, 3), (2, 3), (1, 3), (1, 2), (0, 0)]


def test_a_finger_points_and_cuts_on_a_telephone(opened: Any) -> None:
    phone = {"size": (390, 844), "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
    shown = opened(phone, length=12, cut=6)
    shown.page.get_by_role("button", name="h 6,1").tap()
    assert "h 6,1 has 21 paths" in shown.words()
    shown.touch(shown.page.get_by_role("slider").locator("circle").last, 60)
    assert shown.value("cut") == 8
    shown.page.get_by_role("button", name="Unfold").tap()
    assert shown.value("unfolded") is True


def test_the_film_tells_the_story_and_stops_where_the_reader_takes_hold(opened: Any) -> None:
    shown = opened({"reduced_motion": "reduce"}, depth=2, length=4, cut=2)
    play = shown.page.get_by_role("button", name=re.compile("Play|Pause"))
    play.click()
    shown.page.wait_for_function("() => model.get('step') === 2 && model.get('layer') === 1")
    shown.page.wait_for_function("() => model.get('unfolded')")
    shown.page.get_by_role("button", name="h 1,1").hover()
    assert "Play" in play.inner_text() and shown.value("step") == 1


def test_the_film_keeps_the_reader_s_cut_and_goes_on_where_it_was_halted(opened: Any) -> None:
    shown = opened({"reduced_motion": "reduce"}, depth=2, length=8, cut=2)
    play = shown.page.get_by_role("button", name=re.compile("Play|Pause"))
    play.click()
    shown.page.wait_for_function("() => model.get('unfolded')")
    assert shown.value("cut") == 2
    assert "Pause" in play.inner_text()
    play.click()
    assert "Play" in play.inner_text()
    play.click()
    assert shown.value("unfolded") is True, "not from the beginning"
    shown.page.wait_for_function("() => model.get('merged')", timeout=15000)
    assert shown.value("cut") == 2
    shown.page.get_by_role("radio", name="length T 6").check(force=True)
    play.click()
    assert shown.value("merged") is False, "what a reader did begins it anew"


def test_a_bundle_says_how_many_copies_it_holds(opened: Any) -> None:
    shown = opened({"reduced_motion": "reduce"}, depth=3, length=8, cut=4, unfolded=True, merged=True)
    bundles = shown.root.locator("svg g text", has_text="×")
    assert bundles.all_text_contents() == ["1×", "4×", "10×"]
    shown.set("through", "inputs")
    assert bundles.count() == 0


def test_paths_are_counted_in_their_number_at_every_frame(opened: Any) -> None:
    shown = opened()
    shown.page.evaluate(
        """() => { window.told = new Set();
        const read = () => {
            const texts = [...document.querySelectorAll('svg text')].map((text) => text.textContent);
            const place = texts.findIndex((text) => text.startsWith('path'));
            if (place > 0) told.add(`${texts[place - 1]} ${texts[place]}`);
            requestAnimationFrame(read); };
        read(); }"""
    )
    shown.page.get_by_role("button", name="h 3,2").hover()
    shown.page.wait_for_function("() => [...told].some((text) => text.startsWith('3 '))")
    told = shown.page.evaluate("() => [...told]")
    assert {text.replace("1 path ", "1 paths ") for text in told} == {
        f"{k} paths over the cut" for k in range(4)
    }
    assert "1 path over the cut" in told and "1 paths over the cut" not in told
