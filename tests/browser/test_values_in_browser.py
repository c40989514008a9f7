"""What a point, a bar or a cell of a picture stands for: said where one points, touches or goes by key."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from racteach.explorers.drawing import Drawing

_PAGE = """<!doctype html><html lang="en"><head><title>Values</title></head>
<body data-jp-theme-light="true"><main><div class="racteach-explorer">
<div id="picture" style="width: 900px"></div></div></main></body></html>"""
_SHOW = """async ([source, picture]) => {
    const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    window.module = await import(address);
    const state = { at: '', value: picture, controls: [], asks: [] }, heard = {};
    const model = { get: (name) => state[name], on(name, listener) { heard[name] = listener; }, send() {} };
    window.draw = (made) => { state.value = made; heard['change:value'](); };
    window.module.default.render({ model, el: document.querySelector('#picture') });
}"""
LINES, CELLS = "growth", "unfolding"


class Drawn:
    """One explorer's picture on a plain page, with the script that stands beside it."""

    def __init__(self, browser: Any, name: str, **settings: Any) -> None:
        self.explorer = import_module(f"racteach.explorers.{name}").explorer()
        self._context = browser.new_context(viewport={"width": 1000, "height": 700}, **settings)
        self.page = self._context.new_page()
        self.page.set_content(_PAGE)
        self.page.add_style_tag(content=Drawing._css)
        self.page.evaluate(_SHOW, [Drawing._esm, self.explorer.image.value])
        self.over = self.page.get_by_role("slider", name="values in the picture")
        self.over.wait_for(state="attached")
        self.values = self.page.evaluate(
            "() => JSON.parse(document.querySelector('.racteach-picture').dataset.values)"
        )

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the drawing is on the page."""
        at = self.page.evaluate(
            "([x, y]) => { const at = new DOMPoint(x, y).matrixTransform("
            "document.querySelector('.racteach-picture').getScreenCTM()); return [at.x, at.y]; }",
            [x, y],
        )
        return at[0], at[1]

    def said(self) -> str:
        """Return what the tip says; nothing where none is shown."""
        tip = self.over.locator("span")
        return str(tip.inner_text()) if tip.count() else ""


@pytest.fixture
def drawn(browser: Any) -> Iterator[Any]:
    pages = []

    def show(name: str, **settings: Any) -> Drawn:
        pages.append(Drawn(browser, name, **settings))
        return pages[-1]

    yield show
    for shown in pages:
        shown._context.close()


def test_a_point_says_its_value_and_the_other_lines_step_back(drawn: Any) -> None:
    shown = drawn(LINES)
    for series in (shown.values[0], shown.values[2]):
        x, y, value, across = series["points"][-1]
        shown.page.mouse.move(*shown.place(x, y))
        assert shown.said().split("\n")[0] == f"{series['name']}: {value}; {series['across']}: {across}"
        assert shown.over.locator("i").count() == 1
        dim = set(shown.page.evaluate("() => [...document.querySelectorAll('.racteach-dim')].map(e => e.id)"))
        others = {own for other in shown.values if other["group"] != series["group"] for own in other["ids"]}
        assert dim == others and others
    shown.page.mouse.move(990, 690)
    assert shown.said() == "" and shown.page.locator(".racteach-dim").count() == 0
    shown.page.mouse.move(*shown.place(*shown.values[1]["points"][-1][:2]))
    assert shown.said() == "depth 1: 3; length T: 100\ndepth 2: 3,978; length T: 100", "at the same place"


def test_a_name_in_a_legend_lights_its_line(drawn: Any) -> None:
    shown = drawn(LINES)
    series = shown.values[1]
    box = shown.page.locator(f"[id='{series['ids'][-1]}']").bounding_box()
    shown.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    dim = set(shown.page.evaluate("() => [...document.querySelectorAll('.racteach-dim')].map(e => e.id)"))
    assert dim == {own for other in shown.values if other["group"] != series["group"] for own in other["ids"]}
    assert dim and shown.said() == ""
    shown.page.mouse.move(990, 690)
    assert shown.page.locator(".racteach-dim").count() == 0


def test_what_is_lit_is_lit_in_all_axes_that_show_it(drawn: Any) -> None:
    page = drawn(LINES).page
    found = page.evaluate(
        """() => { const { others } = window.module.mathematics;
        const series = (axes, group) => ({ axes, group, points: [] });
        const all = [series(0, 'a'), series(0, 'b'), series(1, 'a'), series(1, 'c'), series(2, 'b')];
        const cells = { axes: 0, group: 'image' };
        return [all[0], all[1], all[3], cells].map((lit) => others([...all, cells], lit).map((one) =>
            `${one.axes}${one.group}`)); }"""
    )
    assert found == [["0b", "1c", "0image"], ["0a", "0image"], ["1a"], []]


def test_a_cell_says_its_entry_and_where_it_stands(drawn: Any) -> None:
    shown = drawn(CELLS)
    table = next(series for series in shown.values if "cells" in series)
    left, top, wide, high = table["box"]
    shown.page.mouse.move(*shown.place(left + 2.5 * wide / 4, top + 1.5 * high / 4))
    assert shown.said() == f"{table['cells'][1][2]}; row ab, column ba"
    assert shown.over.locator("i").bounding_box()["width"] > 20


def test_arrow_keys_go_along_a_line_and_to_the_next(drawn: Any) -> None:
    shown = drawn(LINES)
    first, second = shown.values[:2]
    shown.over.focus()
    assert shown.said().startswith(f"{first['name']}: {first['points'][0][2]};")
    seen = []
    for key in ("ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft", "End", "ArrowRight", "Home"):
        shown.page.keyboard.press(key)
        assert shown.over.get_attribute("aria-valuetext") == shown.said()
        seen.append(shown.said().split(";")[0])
    last = shown.values[-1]
    expected = [(first, 1), (second, 1), (first, 1), (first, 0), (last, -1), (last, -1), (first, 0)]
    assert seen == [f"{series['name']}: {series['points'][k][2]}" for series, k in expected]
    shown.page.keyboard.press("Escape")
    assert shown.said() == ""


def test_a_new_picture_has_its_own_values(drawn: Any) -> None:
    shown = drawn(CELLS)
    shown.over.focus()
    before = shown.said()
    shown.explorer.controls["split"].index = 1
    shown.page.evaluate("made => window.draw(made)", shown.explorer.image.value)
    names = shown.page.evaluate(
        "() => JSON.parse(document.querySelector('.racteach-picture').dataset.values)"
    )
    first = f"{names[0]['cells'][0][0]}; row {names[0]['rows'][0]}, column {names[0]['columns'][0]}"
    shown.over.locator("span").get_by_text(first, exact=True).wait_for()
    assert names != shown.values and before, "the values of the new picture, still in focus"
    shown.page.evaluate("() => window.draw('<p>No picture</p>')")
    shown.page.wait_for_function("() => !document.querySelector('.racteach-values')")


def test_a_finger_touches_a_point(drawn: Any) -> None:
    shown = drawn(LINES, has_touch=True)
    x, y, value, _ = shown.values[0]["points"][3]
    shown.page.touchscreen.tap(*shown.place(x, y))
    assert value in shown.said()


def test_nearest_and_neighbour(drawn: Any) -> None:
    page = drawn(LINES).page
    found = page.evaluate(
        """() => { const { targets, nearest, neighbour } = window.module.mathematics;
        const all = targets([{ name: 'a', across: 't', points: [[0, 0, '1', '2'], [50, 0, '3', '4']] },
            { name: 'b', across: '', points: [[52, 90, '5', '6']] },
            { box: [200, 0, 40, 20], cells: [['7', '8'], ['9', '10']],
              rows: ['x', 'y'], columns: ['1', '2'] }]);
        return [all.map(({ text }) => text), nearest(all, 3, 4), nearest(all, 25, 1), nearest(all, 239, 19),
            neighbour(all, 1, 'ArrowDown'), neighbour(all, 2, 'ArrowUp'), neighbour(all, 0, 'ArrowUp'),
            neighbour(all, 4, 'ArrowDown'), neighbour(all, 6, 'ArrowRight')]; }"""
    )
    assert found[0][:3] == ["a: 1; t: 2", "a: 3; t: 4", "b: 5"] and found[0][-1] == "10; row y, column 2"
    assert found[1:] == [0, -1, 6, 2, 1, 0, 6, 6]


@pytest.mark.parametrize("theme", ["true", "false"])
def test_tips_read_well(drawn: Any, theme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    shown = drawn(LINES)
    shown.page.evaluate("light => { document.body.dataset.jpThemeLight = light; }", theme)
    shown.over.focus()
    found = Axe().run(shown.page, context=".racteach-explorer")
    assert found.violations_count == 0, found.generate_report()
