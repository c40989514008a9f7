"""What a copied notebook holds, and when two of them are the same work.

JupyterLab writes the kernel's language into a notebook when it opens it. A copy that already says so stays
as it is, so that looking at a lesson changes nothing. And a student's work is what was *written*: running a
lesson changes its outputs, not its sources, so sources alone decide whether a file is untouched.
"""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from typing import Any

#: What this Python's kernel will say of its language.
LANGUAGE: dict[str, Any] = {
    "codemirror_mode": {"name": "ipython", "version": sys.version_info[0]},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": platform.python_version(),
}


def completed(data: bytes) -> bytes:
    """Return a shipped file as it is copied: a notebook gets the language of this machine's kernel.

    >>> b"codemirror_mode" in completed(b'{"cells": [], "metadata": {}, "nbformat": 4}')
    True
    >>> completed(b"a text")
    b'a text'
    """
    notebook = _notebook(data)
    if notebook is None:
        return data
    notebook["metadata"] = {**notebook.get("metadata", {}), "language_info": LANGUAGE}
    return (json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 of what a file says: of a notebook the kinds and sources of its cells, else all.

    >>> fingerprint(b'{"cells": [], "metadata": {}}') == fingerprint(b'{"cells": [], "metadata": {"a": 1}}')
    True
    """
    notebook = _notebook(data)
    if notebook is not None:
        said = [[cell.get("cell_type"), "".join(cell.get("source", ""))] for cell in notebook["cells"]]
        data = json.dumps(said).encode()
    return hashlib.sha256(data).hexdigest()


def _notebook(data: bytes) -> dict[str, Any] | None:
    """Return the notebook in a file's bytes, or None where they are none."""
    try:
        notebook = json.loads(data)
        cells = notebook["cells"]
        whole = isinstance(cells, list) and all(isinstance(cell, dict) for cell in cells)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return notebook if whole else None
