"""What a student does with a notebook in JupyterLab, as one class."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

PICTURE = ".racteach-picture, .racteach-live"  # what an explorer shows
PATIENCE = 120_000  # milliseconds; a bound on waiting, never a measure of speed

_IDLE = """() => {
    const panel = window.jupyterapp && window.jupyterapp.shell.currentWidget;
    const kernel = panel && panel.sessionContext && panel.sessionContext.session
        && panel.sessionContext.session.kernel;
    return !!kernel && kernel.status === 'idle' && panel.content.widgets.length > 0;
}"""
_DONE = """() => {
    const panel = window.jupyterapp.shell.currentWidget;
    const code = panel.content.widgets.filter(cell => cell.model.type === 'code');
    return code.every(cell => cell.model.executionCount || !cell.model.sharedModel.source.trim())
        && panel.sessionContext.session.kernel.status === 'idle';
}"""


class NotebookPage:
    """One notebook, opened in its own tab."""

    def __init__(self, browser: Any, lab: str, path: str, *, size: tuple[int, int] = (1280, 800)) -> None:
        address = urlsplit(lab)
        self.page = browser.new_page(viewport={"width": size[0], "height": size[1]})
        self.page.set_default_timeout(PATIENCE)
        root = f"{address.scheme}://{address.netloc}"
        self.page.goto(f"{root}/doc/tree/{path}?reset&{address.query}")
        self.page.wait_for_function(_IDLE)
        # JupyterLab's body has no height of its own; axe then takes all text for hidden, and compares none.
        self.page.add_style_tag(content="html, body { height: 100vh !important; }")

    def close(self) -> None:
        self.page.close()

    def command(self, name: str) -> None:
        """Run one of JupyterLab's commands and wait for its end."""
        self.page.evaluate("name => window.jupyterapp.commands.execute(name)", name)

    def run_all(self) -> None:
        """Run all cells; return when every code cell has run and the kernel is idle."""
        self.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.content.widgets"
            ".forEach(cell => { if (cell.model.type === 'code') cell.model.executionCount = null; })"
        )
        self.command("notebook:run-all-cells")
        self.page.wait_for_function(_DONE)

    def cell(self, cell_id: str) -> Any:
        """Return a cell's element, scrolled into view."""
        index = self.page.evaluate(
            "id => { const notebook = window.jupyterapp.shell.currentWidget.content;"
            "const index = notebook.widgets.findIndex(cell => cell.model.id === id);"
            "notebook.activeCellIndex = index; notebook.scrollToItem(index, 'start'); return index; }",
            cell_id,
        )
        assert index >= 0, f"the notebook has no cell {cell_id}"
        element = self.page.locator(f".jp-Notebook .jp-Cell[data-windowed-list-index='{index}']")
        element.wait_for(state="attached")
        return element

    def explorers(self) -> list[str]:
        """Return the ids of the cells that show an explorer."""
        return list(
            self.page.evaluate(
                "() => window.jupyterapp.shell.currentWidget.content.widgets"
                ".filter(cell => /explorers\\.\\w+\\.explorer\\(/.test(cell.model.sharedModel.source))"
                ".map(cell => cell.model.id)"
            )
        )

    def first_code_cell(self) -> str:
        """Return the id of the cell that imports what a lesson needs."""
        return str(
            self.page.evaluate(
                "() => window.jupyterapp.shell.currentWidget.content.widgets"
                ".find(cell => cell.model.type === 'code').model.id"
            )
        )

    def write(self, cell_id: str, source: str) -> None:
        """Replace a cell's text, as typing would."""
        editor = self.cell(cell_id).locator(".cm-content")
        editor.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(source)

    def run(self, cell_id: str) -> None:
        """Run one cell and wait until the kernel is idle."""
        self.cell(cell_id)
        self.page.evaluate(
            "id => { const n = window.jupyterapp.shell.currentWidget.content;"
            "n.widgets.find(cell => cell.model.id === id).model.executionCount = null; }",
            cell_id,
        )
        self.command("notebook:run-cell")
        self.page.wait_for_function(
            "id => { const panel = window.jupyterapp.shell.currentWidget;"
            "const cell = panel.content.widgets.find(cell => cell.model.id === id);"
            "return !!cell.model.executionCount && panel.sessionContext.session.kernel.status === 'idle'; }",
            arg=cell_id,
        )

    def wait_until_idle(self) -> None:
        """Return when the kernel has answered everything that the browser has sent so far."""
        self.page.evaluate(
            "async () => { const panel = window.jupyterapp.shell.currentWidget;"
            "await panel.sessionContext.session.kernel.requestKernelInfo(); }"
        )

    def screenshot(self, path: str) -> None:
        self.page.screenshot(path=path)
