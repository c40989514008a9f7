"""How long a key takes to become a picture in a real JupyterLab: ``python -m tests.browser.latency``.

For every slider of every explorer: the median and the largest of twenty times from the key's event to the
first frame that shows the new picture. The flagships are meant to answer within 20 ms, the others, which
ask the kernel, within 100 ms. This is a measurement for people; no test asserts seconds.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import TimeoutError as NothingChanged

from .conftest import chromium, student_lab
from .notebook_page import NotebookPage

ROOT = Path(__file__).parents[2]
PRESSES = 20
_ARM = """explorer => {
    window.latency = null;
    let begun = null;
    explorer.addEventListener('keydown', () => { begun = performance.now(); }, {capture: true, once: true});
    const shown = new MutationObserver(() => {
        if (begun === null) return;
        shown.disconnect();
        requestAnimationFrame(() => setTimeout(() => { window.latency = performance.now() - begun; }));
    });
    for (const picture of explorer.querySelectorAll('.widget-html-content, .racteach-live'))
        shown.observe(picture, {childList: true, subtree: true, attributes: true});
}"""


def key_to_picture(notebook: NotebookPage, explorer: Any, slider: Any) -> list[float]:
    """Press arrow keys on a slider and return the milliseconds to each new picture; no change, no number."""
    times = []
    slider.focus()
    notebook.page.keyboard.press("Home")
    for press in range(PRESSES):
        notebook.wait_until_idle()
        notebook.page.wait_for_timeout(50)
        explorer.evaluate(_ARM)
        value = slider.get_attribute("aria-valuenow") or "0"
        highest = slider.get_attribute("aria-valuemax") or "0"
        if float(value) >= float(highest):
            notebook.page.keyboard.press("Home")
            continue
        slider.focus()
        notebook.page.keyboard.press("ArrowRight" if press % 4 else "PageUp")
        try:
            notebook.page.wait_for_function("() => window.latency !== null", timeout=5000)
        except NothingChanged:
            continue
        times.append(float(notebook.page.evaluate("() => window.latency")))
    return times


def main(lessons: list[str]) -> None:
    """Measure the explorers of the lessons whose names begin so, or of all, and print a line a slider."""
    names = [path.stem for path in sorted((ROOT / "lessons").glob("*.ipynb"))]
    with chromium() as browser, student_lab() as address:
        for name in names:
            if lessons and not name.startswith(tuple(lessons)):
                continue
            notebook = NotebookPage(browser, address, f"lessons/{name}.ipynb")
            notebook.run_all()
            for cell_id in notebook.explorers():
                explorer = notebook.cell(cell_id).locator(".racteach-explorer")
                explorer.locator("img, .racteach-live").first.wait_for()
                sliders = explorer.locator("[role=slider]")
                for place in range(sliders.count()):
                    times = key_to_picture(notebook, explorer, sliders.nth(place))
                    label = sliders.nth(place).get_attribute("aria-label")
                    if times:
                        middle, largest = statistics.median(times), max(times)
                        print(f"{cell_id:<20} {label!s:<28} median {middle:6.1f} ms, largest {largest:6.1f}")
            notebook.close()


if __name__ == "__main__":
    main(sys.argv[1:])
