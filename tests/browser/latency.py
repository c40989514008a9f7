"""How long a key takes to become a picture in a real JupyterLab.

``python -m tests.browser.latency [--at-once] [LESSON ...]``

For every explorer: twenty keys, given to its controls in turn, from the key's event to the first frame that
shows the new picture. The table says the median and the worst. A reader looks at a picture before the next
key, and meanwhile an explorer draws ahead; ``--at-once`` gives it no time for that, as dragging does. Fifty
milliseconds at the median are aimed at. A measurement for people; no test asserts milliseconds.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import TimeoutError as NothingChanged

from racteach.authoring import read_notebook

from .conftest import chromium, student_lab
from .notebook_page import PICTURE, NotebookPage

ROOT = Path(__file__).parents[2]
KEYS = 20
LOOK = 1500  # milliseconds between two keys
CONTROLS = (
    "[role=slider]:not(.racteach-values), select, input[type=checkbox], input[type=radio]:checked, "
    "button[aria-pressed]"
)
_ARM = """explorer => {
    window.latency = null;
    let begun = null;
    explorer.addEventListener('keydown', () => { begun = performance.now(); }, {capture: true, once: true});
    const shown = new MutationObserver(() => {
        if (begun === null) return;
        shown.disconnect();
        requestAnimationFrame(() => setTimeout(() => { window.latency = performance.now() - begun; }));
    });
    for (const picture of explorer.querySelectorAll('.racteach-content, .racteach-live'))
        shown.observe(picture, {childList: true, subtree: true, attributes: true});
}"""
#: A key that changes a control: one step on, or back to where it begins.
_KEY = """control => {
    const now = name => Number(control.getAttribute(name));
    if (control.getAttribute('role') === 'slider')
        return now('aria-valuenow') < now('aria-valuemax') ? 'ArrowRight' : 'Home';
    if (control.tagName === 'SELECT')
        return control.selectedIndex + 1 < control.options.length ? 'ArrowDown' : 'Home';
    return control.type === 'radio' ? 'ArrowRight' : control.tagName === 'BUTTON' ? 'Enter' : 'Space';
}"""


def key_to_picture(notebook: NotebookPage, explorer: Any, look: int) -> list[float]:
    """Press ``KEYS`` keys on an explorer's controls in turn; return the milliseconds to each new picture."""
    times: list[float] = []
    for press in range(3 * KEYS):  # a key may change nothing that is drawn
        if len(times) == KEYS:
            break
        controls = explorer.locator(CONTROLS)
        control = controls.nth(press % controls.count())
        if not control.is_enabled():
            continue
        control.focus()
        key = control.evaluate(_KEY)
        notebook.page.wait_for_timeout(look)
        notebook.wait_until_idle()
        explorer.evaluate(_ARM)
        notebook.page.keyboard.press(key)
        try:
            notebook.page.wait_for_function("() => window.latency !== null", timeout=3000)
        except NothingChanged:
            continue
        times.append(float(notebook.page.evaluate("() => window.latency")))
    return times


def explorer_names(lesson: str) -> dict[str, str]:
    """Return what the explorers of a lesson are called, by cell."""
    cells = read_notebook(ROOT / "lessons" / f"{lesson}.ipynb").cells
    found = {cell.id: re.match(r"rt\.explorers\.(\w+)\.", cell.source) for cell in cells}
    return {cell: f"{lesson[:2]} {match[1]}" for cell, match in found.items() if match}


def main(lessons: list[str], look: int = LOOK) -> None:
    """Measure the explorers of the lessons whose names begin so, or of all, and print a line for each."""
    names = [path.stem for path in sorted((ROOT / "lessons").glob("*.ipynb"))]
    chosen = [name for name in names if not lessons or name.startswith(tuple(lessons))]
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"{'explorer':<24} {'drawn in':<9} {'keys':>4} {'median':>8} {'worst':>8}   ms, {load}")
    medians = []
    with chromium() as browser, student_lab() as address:
        for name in chosen:
            notebook = NotebookPage(browser, address, f"lessons/{name}.ipynb")
            notebook.run(notebook.first_code_cell())
            called = explorer_names(name)
            for cell_id in notebook.explorers():
                notebook.run(cell_id)
                explorer = notebook.cell(cell_id).locator(".racteach-explorer")
                explorer.locator(PICTURE).first.wait_for()
                explorer.get_by_role("status").wait_for(state="attached")
                place = "browser" if explorer.locator(".racteach-live").count() else "kernel"
                if times := key_to_picture(notebook, explorer, look):
                    medians.append(statistics.median(times))
                    figures = f"{len(times):>4} {medians[-1]:>8.1f} {max(times):>8.1f}"
                    print(f"{called[cell_id]:<24} {place:<9} {figures}", flush=True)
                else:
                    print(f"{called[cell_id]:<24} {place:<9} no key changed the picture", flush=True)
            notebook.close()
    if medians:
        above = sum(median > 50 for median in medians)
        print(f"{len(medians)} explorers; median of all {statistics.median(medians):.1f}; {above} above 50")


if __name__ == "__main__":
    given = sys.argv[1:]
    main([name for name in given if name != "--at-once"], 0 if "--at-once" in given else LOOK)
