"""The course's notation as data: the table of lesson 00, and the letters that formulas use.

``python -m tests.notation lessons/00_start_here.ipynb`` writes the table. ``notation.json`` holds one row a
symbol: how it is set, its name in ``rt``, what it means, the lesson that uses it first, and the letters and
commands that its formulas are made of. Letters that a lesson defines for a few lines only stand under
``local``.
"""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

from racteach.authoring.files import read_notebook, write_notebook

_FORMULA = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+?)\$", re.S)
_WORDS = re.compile(r"\\(?:text|textit|textrm|begin|end)\{[^}]*\}")
_UPRIGHT = re.compile(r"\\mathrm\{(\w+)\}")
_TABLE = re.compile(r"^\| symbol \|[^\n]*(?:\n\|[^\n]*)*", re.M)
#: Signs of arithmetic and of layout, which every reader knows.
COMMON = frozenset(
    (
        r"\Big", r"\big", r"\cdot", r"\cdots", r"\dots", r"\frac", r"\ge", r"\in", r"\le", r"\ln", r"\log",
        r"\mathsf", r"\min", r"\ne", r"\pm", r"\prod", r"\qquad", r"\quad", r"\sqrt", r"\sum", r"\tanh",
        r"\tfrac", r"\times", r"\to", r"\underbrace",
    )
)  # fmt: skip


@cache
def load_notation() -> dict[str, Any]:
    """Return the notation: ``rows`` and ``local``."""
    data: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
    return data


def notation_table() -> str:
    """Return the notation as a Markdown table, as lesson 00 shows it."""
    lines = ["| symbol | meaning | first in | name in `rt` |", "|---|---|---|---|"]
    lines += [
        f"| {row['symbol']} | {row['meaning']} | {row['first']} | {row['name']} |"
        for row in load_notation()["rows"]
    ]
    return "\n".join(lines)


def write_notation(path: str | Path) -> None:
    """Put the table into the notebook that shows it, in the place of the one that stands there.

    Raises:
        ValueError: if no cell of the notebook holds such a table.
    """
    notebook = read_notebook(path)
    for cell in notebook.cells:
        if _TABLE.search(cell.source):
            cell.source = _TABLE.sub(lambda found: notation_table(), cell.source)
            write_notebook(notebook, path)
            return
    raise ValueError(f"{path} has no notation table: a cell must hold one whose first column is 'symbol'")


def letters_of(markdown: str) -> set[str]:
    r"""Return the letters and commands in a text's formulas, without words, signs and layout.

    Example:
        >>> sorted(letters_of(r"Let $x^1 \odot y$ be $\text{any word}$, and $\mathrm{mc}(a, 2)$."))
        ['\\mc', '\\odot', 'a', 'x', 'y']
    """
    found: set[str] = set()
    for displayed, inline in _FORMULA.findall(markdown):
        formula = _WORDS.sub(" ", displayed or inline)
        formula = _UPRIGHT.sub(r" \\\1 ", formula)
        found.update(re.findall(r"\\[A-Za-z]+|[A-Za-z]", formula))
    return found - COMMON


if __name__ == "__main__":
    write_notation(sys.argv[1])
