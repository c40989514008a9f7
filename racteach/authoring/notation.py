"""The course's notation as data: the table of lesson 00, and the letters that formulas use.

``data/notation.json`` holds one row a symbol: how it is set, its name in ``rt``, what it means, the lesson
that uses it first, and the letters and commands that its formulas are made of. Letters that a lesson defines
for a few lines only stand under ``local``.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

_FORMULA = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+?)\$", re.S)
_WORDS = re.compile(r"\\(?:text|textit|textrm|begin|end)\{[^}]*\}")
_UPRIGHT = re.compile(r"\\mathrm\{(\w+)\}")
#: Signs of arithmetic and of layout, which every reader knows.
COMMON = frozenset(
    (
        r"\big", r"\cdot", r"\cdots", r"\dots", r"\ge", r"\le", r"\ne", r"\log", r"\min", r"\pm", r"\prod",
        r"\qquad", r"\quad", r"\sqrt", r"\sum", r"\tfrac", r"\times", r"\to", r"\underbrace",
    )
)  # fmt: skip


@cache
def notation() -> dict[str, Any]:
    """Return the notation: ``rows`` and ``local``."""
    data: dict[str, Any] = json.loads((files("racteach") / "data" / "notation.json").read_text("utf-8"))
    return data


def notation_table() -> str:
    """Return the notation as a Markdown table, as lesson 00 shows it."""
    lines = ["| symbol | name in `rt` | meaning | first in |", "|---|---|---|---|"]
    lines += [
        f"| {row['symbol']} | {row['name']} | {row['meaning']} | {row['first']} |"
        for row in notation()["rows"]
    ]
    return "\n".join(lines)


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
