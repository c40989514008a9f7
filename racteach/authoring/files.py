"""Read and write notebooks in one canonical form, so that the same content is the same bytes."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import nbformat

Notebook = Any  # nbformat.NotebookNode: attribute access to nested dictionaries

#: Tags of cells: nbval compares the output; other right answers, which students do not get.
CHECKED, OTHER_WAYS = "nbval-check-output", "other-ways"
METADATA: dict[str, Any] = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "name": "python", "pygments_lexer": "ipython3"},
}
_RANDOM_ID = re.compile(r"[0-9a-f]{8}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CELL_NOISE = ("execution", "ExecuteTime", "collapsed", "scrolled", "jp-MarkdownHeadingCollapsed", "trusted")


def read_notebook(path: str | Path) -> Notebook:
    """Return the notebook in a file as it is, without the repairs that `nbformat.read` makes silently.

    Raises:
        ValueError: the file is not a notebook of nbformat version 4.
    """
    try:
        notebook = nbformat.v4.reads(Path(path).read_text(encoding="utf-8"))
        if notebook.nbformat == 4 and isinstance(notebook.cells, list):
            return notebook
    except (ValueError, AttributeError, TypeError, KeyError) as error:
        raise ValueError(f"{path} is not a notebook that can be read: {error}") from error
    raise ValueError(f"{path} is not a notebook of nbformat version 4")


def notebook_text(notebook: Notebook) -> str:
    """Return the canonical text of a notebook: sorted keys, indent 1, a line end at the end."""
    return str(nbformat.v4.writes(notebook)).rstrip("\n") + "\n"


def write_notebook(notebook: Notebook, path: str | Path) -> None:
    """Write a notebook to a file, with the same line ends on every system."""
    Path(path).write_bytes(notebook_text(notebook).encode("utf-8"))


def canonical(notebook: Notebook) -> Notebook:
    """Bring a notebook's frame into canonical form, in place, and return it.

    Kernel and language are set, widget state and what editors leave behind go, and every cell has a stable
    id: that of its `grade_id`, its own, or where it has none or a random one, an id made from what it says.
    """
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    notebook.metadata = nbformat.from_dict(METADATA)
    taken: set[str] = set()
    for cell in notebook.cells:
        for key in _CELL_NOISE:
            cell.metadata.pop(key, None)
        cell.id = _unused(_stable_id(cell), taken)
        taken.add(cell.id)
    return notebook


def grade_id(cell: Notebook) -> str:
    """Return a cell's `grade_id`, or an empty text for a cell that belongs to no task."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def is_tagged(cell: Notebook, tag: str) -> bool:
    """Say whether a cell has a tag."""
    return tag in cell.metadata.get("tags", [])


def is_random_id(cell_id: str) -> bool:
    """Say whether an id looks like one that an editor drew at random.

    >>> is_random_id("1f0c22ab"), is_random_id("03-cut")
    (True, False)
    """
    return bool(_RANDOM_ID.fullmatch(cell_id))


def _stable_id(cell: Notebook) -> str:
    own = cell.get("id", "")
    if grade_id(cell):
        return grade_id(cell)
    if own and not is_random_id(own):
        return str(own)
    return f"{cell.cell_type}-{hashlib.sha256(cell.source.encode()).hexdigest()[:10]}"


def _unused(wanted: str, taken: set[str]) -> str:
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found
