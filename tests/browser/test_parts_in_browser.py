"""What pictures that one takes hold of are made of: handle, buttons, speech, motion, themes, the shell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from racteach.explorers.base import script

from .module_page import ModulePage

#: A knob on a line that is dragged, a button, a choice: every part once.
TOY = """
function render(context) {
  return play(context, ({ values, set, root }) => {
    const svg = node('svg', { viewBox: '0 0 500 100' });
    const knob = node('circle', { r: 16, cy: 50, fill: colours.lit });
    const words = node('text', { x: 10, y: 90 });
    svg.append(node('line', { x1: 50, x2: 450, y1: 50, y2: 50, stroke: colours.ink }), knob, words);
    const held = handle(knob, {
      label: 'cut', min: 0, max: 8, value: values().cut, text: (t) => `after step ${t}`,
      from: (event) => (at(svg, event).x - 50) / 50, changed: (cut) => set({ cut }),
    });
    const open = button('Unfold', () => set({ open: !values().open }), false);
    const depth = choice('depth L', [1, 2, 3], values().depth, (chosen) => set({ depth: chosen }));
    root.append(node('div', { class: 'racteach-row' }, [open, depth.element]), svg);
    let stop = () => {};
    window.drawn = 0;
    return {
      draw(now, width) {
        window.drawn += 1;
        window.width = width;
        held.set(now.cut);
        put(knob, { cx: 50 + 50 * now.cut });
        press(open, now.open);
        depth.set(now.depth);
        stop();
        stop = animate(300, (share) => { window.share = share; });
        words.replaceChildren(...raised('h', now.cut, ' <b>'));
        return `Cut after step ${now.cut}, depth ${now.depth}.`;
      },
      close() { stop(); window.left = true; },
    };
  });
}
export const mathematics = { smooth };
export default { render };
"""
SOURCE = script("parts.js") + TOY


@pytest.fixture
def toy(browser: Any) -> Iterator[Any]:
    pages = []

    def opened(**settings: Any) -> ModulePage:
        controls = {"cut": list(range(9)), "open": [False, True], "depth": [1, 2, 3]}
        state = {"data": {"controls": controls}, "cut": 3, "open": False, "depth": 2}
        pages.append(ModulePage(browser, SOURCE, state, **settings))
        return pages[-1]

    yield opened
    for page in pages:
        page.close()


def test_a_handle_follows_mouse_and_keyboard_and_says_where_it_is(toy: Any) -> None:
    shown = toy()
    knob = shown.page.get_by_role("slider", name="cut")
    unit = shown.root.bounding_box()["width"] / 10
    shown.drag(knob, 2 * unit)
    assert shown.value("cut") == 5 and knob.get_attribute("aria-valuetext") == "after step 5"
    shown.drag(knob, 20 * unit)
    assert shown.value("cut") == 8, "it stops at its end"
    seen = []
    for key in ("ArrowLeft", "ArrowDown", "Home", "ArrowRight", "ArrowUp", "PageUp", "End", "PageDown", "a"):
        knob.press(key)
        seen.append(shown.value("cut"))
    assert seen == [7, 6, 0, 1, 2, 4, 8, 6, 6]
    assert shown.words() == "Cut after step 6, depth 2."
    assert shown.page.evaluate("() => window.saved") > 8


def test_a_finger_moves_it_on_a_telephone(toy: Any) -> None:
    shown = toy(size=(390, 844), has_touch=True, is_mobile=True)
    unit = shown.root.bounding_box()["width"] / 10
    shown.touch(shown.page.get_by_role("slider"), 3 * unit)
    assert shown.value("cut") == 6
    shown.page.get_by_role("button", name="Unfold").tap()
    assert shown.value("open") is True
    shown.page.get_by_role("radio", name="depth L 3").tap()
    assert shown.value("depth") == 3
    shown.fits()


def test_buttons_and_choices_answer_to_the_keyboard(toy: Any) -> None:
    shown = toy()
    button = shown.page.get_by_role("button", name="Unfold")
    assert button.get_attribute("aria-pressed") == "false"
    button.press("Enter")
    assert shown.value("open") is True and button.get_attribute("aria-pressed") == "true"
    shown.page.get_by_role("radio", name="depth L 2").press("ArrowRight")
    assert shown.value("depth") == 3 and shown.page.get_by_role("radio", checked=True).count() == 1


def test_it_draws_once_a_change_from_either_side_and_leaves_nothing_behind(toy: Any) -> None:
    shown = toy()
    before = shown.page.evaluate("() => window.drawn")
    shown.set("cut", 7)
    assert shown.page.get_by_role("slider").get_attribute("aria-valuenow") == "7"
    shown.page.get_by_role("slider").press("End")
    assert shown.page.evaluate("() => window.drawn") == before + 2
    shown.page.set_viewport_size({"width": 500, "height": 600})
    shown.page.wait_for_function("() => window.width === 476")
    shown.page.evaluate("() => window.unload()")
    assert shown.root.count() == 0 and shown.page.evaluate("() => [listeners(), left]") == [0, True]


def test_what_came_last_is_said(toy: Any) -> None:
    shown = toy()
    knob = shown.page.get_by_role("slider")
    for _ in range(5):
        knob.press("ArrowRight")
    status = shown.page.get_by_role("status")
    status.get_by_text("Cut after step 8, depth 2.", exact=True).wait_for(state="attached")


def test_data_are_text_never_markup(toy: Any) -> None:
    shown = toy()
    assert shown.root.locator("text").inner_html().endswith("<tspan> &lt;b&gt;</tspan>")


def test_motion_runs_to_its_end_and_not_at_all_where_it_is_unwanted(toy: Any) -> None:
    shown, still = toy(), toy(reduced_motion="reduce")
    press = "() => { window.share = -1; window.model.set('cut', 4); return window.share; }"
    assert shown.page.evaluate(press) == -1, "it begins with the next frame"
    shown.page.wait_for_function("() => window.share === 1")
    assert still.page.evaluate(press) == 1


@pytest.mark.parametrize(
    ("settings", "paper"),
    [
        ({"theme": "light"}, "rgb(255, 255, 255)"),
        ({"theme": "dark"}, "rgb(17, 17, 17)"),
        ({"theme": None, "color_scheme": "dark"}, "rgb(17, 17, 17)"),
        ({"theme": "light", "color_scheme": "dark"}, "rgb(255, 255, 255)"),
    ],
)
def test_it_has_the_page_s_theme_and_axe_finds_nothing(toy: Any, settings: Any, paper: str) -> None:
    shown = toy(**settings)
    assert shown.root.evaluate("root => getComputedStyle(root).backgroundColor") == paper
    shown.accessible()


def test_mathematics_can_be_called(toy: Any) -> None:
    assert toy().mathematics("smooth", 0.5) == 0.5
