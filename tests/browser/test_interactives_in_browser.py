"""Every picture to take hold of, without a kernel: its words, keys, telephone and themes."""

from __future__ import annotations

import random
from importlib import import_module
from typing import Any

import pytest

from racteach import explorers

from .module_page import ModulePage

MODULES = {name: import_module(f"racteach.explorers.{name}") for name in explorers.__all__}
HELD = {name: module for name, module in MODULES.items() if hasattr(module, "Interactive")}
PHONE: dict[str, Any] = {"size": (390, 844), "has_touch": True, "is_mobile": True}


@pytest.mark.parametrize("name", HELD)
def test_it_says_what_python_says_whatever_is_set(browser: Any, name: str) -> None:
    module, explorer = HELD[name], HELD[name].explorer()
    shown = ModulePage.of(browser, explorer, reduced_motion="reduce")
    assert shown.words() == explorer.still().alt
    choose = random.Random(7)
    for _ in range(60):
        values = {key: choose.choice(allowed) for key, allowed in explorer.controls.items()}
        for key, value in values.items():
            shown.set(key, value)
        assert shown.words() == module.describe(module.compute(**values)), values
    shown.close()


@pytest.mark.parametrize("name", HELD)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_state_passes_axe(browser: Any, name: str, theme: str) -> None:
    explorer = HELD[name].explorer()
    for values in ({}, *explorer.examples):
        shown = ModulePage.of(browser, HELD[name].explorer(**values), theme=theme, reduced_motion="reduce")
        shown.accessible()
        shown.close()


@pytest.mark.parametrize("name", HELD)
def test_every_handle_and_button_changes_something_by_keyboard(browser: Any, name: str) -> None:
    explorer = HELD[name].explorer()
    shown = ModulePage.of(browser, explorer, reduced_motion="reduce")
    handles = shown.root.get_by_role("slider")
    for place in range(handles.count()):
        handles.nth(place).press("Home")
        before = shown.words()
        handles.nth(place).press("ArrowRight")
        assert shown.words() != before, handles.nth(place).get_attribute("aria-label")
    buttons = shown.root.locator("button[aria-pressed]")
    for place in range(buttons.count()):
        before = buttons.nth(place).get_attribute("aria-pressed")
        buttons.nth(place).press("Enter")
        assert buttons.nth(place).get_attribute("aria-pressed") != before
    shown.close()


#: Texts of a drawing that reach out of it, or are smaller than so many pixels, or stand over another.
_FAULTS = """(least) => [...document.querySelectorAll('.racteach-play svg')].flatMap((svg) => {
    const unit = svg.getScreenCTM(), { width, height } = svg.viewBox.baseVal;
    const edge = new DOMRect(unit.e, unit.f, width * unit.a, height * unit.d);
    const seen = (text) => text.textContent.trim() && text.getClientRects().length
        && getComputedStyle(text).visibility !== 'hidden';
    const texts = [...svg.querySelectorAll('text')].filter(seen);
    const boxes = texts.map((text) => text.getBoundingClientRect());
    return texts.flatMap((text, i) => {
        const box = boxes[i], words = text.textContent;
        const out = box.left < edge.left - 3 || box.right > edge.right + 3
            || box.top < edge.top - 4 || box.bottom > edge.bottom + 4;
        const over = texts.slice(0, i).filter((other, j) => {
            const wide = Math.min(box.right, boxes[j].right) - Math.max(box.left, boxes[j].left);
            const high = Math.min(box.bottom, boxes[j].bottom) - Math.max(box.top, boxes[j].top);
            return wide > 1.5 && high > 0.35 * Math.min(box.height, boxes[j].height);
        });
        const high = parseFloat(getComputedStyle(text).fontSize) * unit.d;
        return [...(out ? [`${words} is outside`] : []),
            ...(high < least ? [`${words} is small: ${high.toFixed(1)} px`] : []),
            ...over.filter((other) => other.textContent !== '?' && words !== '?').map((other) =>
                `${words} is over ${other.textContent}`)];
    });
})"""


@pytest.mark.parametrize("size", [(1280, 800), (683, 512), (390, 844)])
@pytest.mark.parametrize("name", HELD)
def test_no_text_is_outside_the_drawing_too_small_or_over_another(
    browser: Any, name: str, size: tuple[int, int]
) -> None:
    explorer = HELD[name].explorer()
    phone = PHONE if size[0] == 390 else {"size": size}
    shown = ModulePage.of(browser, explorer, reduced_motion="reduce", **phone)
    choose = random.Random(3)
    for _ in range(20):
        values = {key: choose.choice(allowed) for key, allowed in explorer.controls.items()}
        for key, value in values.items():
            shown.set(key, value)
        assert shown.page.evaluate(_FAULTS, 7 if size[1] < 600 else 9.5) == [], values
    shown.close()


@pytest.mark.parametrize("name", HELD)
def test_it_fits_a_telephone_and_leaves_nothing_behind(browser: Any, name: str) -> None:
    explorer = HELD[name].explorer()
    for values in ({}, *explorer.examples):
        shown = ModulePage.of(browser, HELD[name].explorer(**values), reduced_motion="reduce", **PHONE)
        shown.fits()
        shown.page.evaluate("() => window.unload()")
        assert shown.root.count() == 0 and shown.page.evaluate("() => listeners()") == 0
        shown.close()
