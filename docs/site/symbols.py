"""The notation table as a script of the website: what a page shows where a reader points at a symbol.

In ``tests/notation.json`` a row's ``cards`` say which forms of letters it explains: regular expressions for a
letter with its indices as they are read, ``h^t,l`` or ``p_k`` (with a colon: inside the indices of another
letter, ``W:H``), each with the lessons in which it does; an empty text means all from the row's first one on.
"""

from __future__ import annotations

import html
import json
import re

from lesson import ROOT, lessons

NOTATION = ROOT / "tests" / "notation.json"


def script() -> str:
    """Return the script: the rows that explain a symbol, each with its card."""
    rows = json.loads(NOTATION.read_text(encoding="utf-8"))["rows"]
    kept = [
        {"first": row["first"], "cards": row["cards"], "html": _card(row)} for row in rows if "cards" in row
    ]
    return f"window.racteachNotation = {json.dumps(kept, ensure_ascii=False)};\n"


def _card(row: dict[str, str]) -> str:
    [first] = [lesson for lesson in lessons() if lesson.number == row["first"]]
    name = f" In code: {_set(row['name'])}." if row["name"] else ""
    return (
        f"<p>{_set(row['symbol'])}: {_set(row['meaning'])}.{name} "
        f'<a href="{first.link}.html">First in lesson {html.escape(first.title.replace(" · ", ", "))}</a></p>'
    )


def _set(markdown: str) -> str:
    """Set Markdown's emphasis and code; formulas are left to the page."""
    text = html.escape(markdown, quote=False)
    text = re.sub(r"`([^`]+)`", r"<code>\1</code>", text)
    return re.sub(r"\*([^*]+)\*", r"<em>\1</em>", text)
