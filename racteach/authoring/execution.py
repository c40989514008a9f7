"""Run a notebook and store it the way the course keeps its notebooks."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from racteach.authoring.files import Notebook, canonical, read_notebook, write_notebook

_WIDGET = "application/vnd.jupyter.widget-view+json"
_TEXT_TYPES = ("text/plain", "text/html", "text/markdown")


def execute_notebook(path: str | Path, *, timeout: int = 600) -> list[str]:
    """Run a notebook in a fresh kernel, in its own folder, and rewrite it in canonical form.

    Cell ids stay or become stable; timings, widget state and widget views go; so does what was written to
    stderr, and the absolute part of paths below the project, the home or the temporary folder.

    Args:
        path: the notebook, rewritten in place when every cell has run.
        timeout: seconds for each cell.

    Returns:
        What a cell wrote to stderr, one text each: worth reading, since it is not stored.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell raised; the file stays as it was.
    """
    from nbclient import NotebookClient

    path = Path(path).resolve()
    notebook = canonical(read_notebook(path))
    client = NotebookClient(
        notebook, timeout=timeout, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    )
    client.execute()
    dropped = clean(notebook, path.parent)
    write_notebook(notebook, path)
    return dropped


def clean(notebook: Notebook, folder: Path) -> list[str]:
    """Bring an executed notebook into canonical form, in place; return what was written to stderr."""
    dropped: list[str] = []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        kept = []
        for output in cell.outputs:
            if output.output_type == "stream" and output.name == "stderr":
                dropped.append(f"{cell.id}: {output.text}")
            elif _WIDGET not in output.get("data", {}) or _instead_of_widget(output):
                kept.append(_with_short_paths(output, folder))
        cell.outputs = _joined(kept)
    canonical(notebook)
    return dropped


def _instead_of_widget(output: Notebook) -> bool:
    """Leave the picture that a widget gives to readers without a kernel, if it gives one."""
    del output.data[_WIDGET]
    return "text/html" in output.data


def _joined(outputs: list[Notebook]) -> list[Notebook]:
    """Join neighbouring pieces of one stream: where a kernel cuts them depends on timing."""
    joined: list[Notebook] = []
    for output in outputs:
        if joined and output.output_type == joined[-1].output_type == "stream":
            joined[-1].text += output.text
        else:
            joined.append(output)
    return joined


def _with_short_paths(output: Notebook, folder: Path) -> Notebook:
    if output.output_type == "stream":
        output.text = _shortened(output.text, folder)
    for kind in _TEXT_TYPES:
        if kind in output.get("data", {}):
            output.data[kind] = _shortened(output.data[kind], folder)
    return output


def _shortened(text: str, folder: Path) -> str:
    for place in (folder, folder.parent, Path.home(), Path(tempfile.gettempdir())):
        if len(place.parts) > 1:
            text = re.sub(re.escape(str(place)) + r"(?=[/\\])", "…", text)
    return text
