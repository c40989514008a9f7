"""What a lesson's slides are made of: text, code, outputs and questions, each with the room that it takes."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

#: Lines of text that a slide holds below its heading, and letters in a line.
ROOM, WIDTH = 17.0, 78
#: A fold in a lesson's text.
FOLD = re.compile(r"<details>\s*<summary>(?P<title>.*?)</summary>(?P<text>.*?)</details>", re.DOTALL)

_STATUS = re.compile(r"\*\((proved|conjectured?|measured|refuted|open|numerical|computed)\b")


def _formula(text: str, options: dict[str, Any]) -> str:
    mark = r"\[{}\]" if options["display_mode"] else r"\({}\)"
    return mark.format(html.escape(text, quote=False))


_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
_MARKDOWN.use(dollarmath_plugin, renderer=_formula, double_inline=True)


@dataclass(frozen=True)
class Piece:
    """What must stay together on a slide."""

    html: str
    lines: float
    leads: bool = False  #: it announces what follows
    note: str = ""


def render(source: str) -> str:
    """Turn a cell's text into HTML; formulas stay TeX between `\\(` and `\\)`."""
    return _without_links(_MARKDOWN.render(source))


def render_inline(source: str) -> str:
    """The same for one line."""
    return _without_links(_MARKDOWN.renderInline(source))


def _without_links(text: str) -> str:
    """Keep links to elsewhere; those within the course lead nowhere from a slide, and become text."""
    return re.sub(r'<a [^>]*href="(?!https?:)[^"]*"[^>]*>(.*?)</a>', r"\1", text, flags=re.DOTALL)


def text_pieces(source: str) -> list[Piece]:
    """Cut text between its blocks."""
    folds: list[re.Match[str]] = []

    def keep(found: re.Match[str]) -> str:
        folds.append(found)
        return f"\n\n<!--fold {len(folds) - 1}-->\n\n"

    source = FOLD.sub(keep, source)
    lines = source.split("\n")
    pieces = []
    for token in _MARKDOWN.parse(source):
        if token.level or token.map is None or token.nesting < 0:
            continue
        block = "\n".join(lines[slice(*token.map)])
        found = re.fullmatch(r"\s*<!--fold (\d+)-->\s*", block)
        if found:
            pieces += _fold(folds[int(found[1])])
        elif token.type in ("bullet_list_open", "ordered_list_open") and _lines(block) > ROOM / 2:
            pieces += [Piece(render(item), _lines(item) + 0.3) for item in _items(block)]
        elif token.type == "table_open" and _lines(block) > ROOM:
            pieces += [Piece(render(rows), _lines(rows) + 0.5) for rows in _tables(block)]
        else:
            content = render(block)
            said = _STATUS.search(block) if block.startswith(">") else None
            if said:
                content = f'<div class="status {said[1][:6]}">{content}</div>'
            whole = re.search(r"[.!?…][)*_\"”$]*\s*$", block) and not re.match(r"\*\*[^*]*\*\*\s*$", block)
            leads = token.type == "heading_open" or (token.type == "paragraph_open" and not whole)
            pieces.append(Piece(content, _lines(block) + 0.5, leads))
    return pieces


def _fold(found: re.Match[str]) -> list[Piece]:
    """A fold is opened by the next key. One for reading is left out, and what is for teachers is a note."""
    title, text = found["title"].strip(), found["text"]
    if title.startswith("For teachers"):
        return []
    if re.search(r"\((reading|optional)", title):
        return [Piece("", 0, note=f"<p><em>In the lesson, to be read: {render_inline(title)}</em></p>")]
    content = render(text)
    shown = f'<details class="custom fragment"><summary>{render_inline(title)}</summary>{content}</details>'
    return [Piece(shown, _lines(text) + 1.5, note=f"<h4>{render_inline(title)}</h4>{content}")]


def _items(block: str) -> list[str]:
    return [item for item in re.split(r"^(?=(?:[*-]|\d+\.) )", block, flags=re.MULTILINE) if item.strip()]


def _tables(block: str) -> Iterable[str]:
    """Cut a table that is longer than a slide into tables with the same head."""
    name, rule, *rows = block.strip().split("\n")
    part = head = f"{name}\n{rule}"
    for row in rows:
        if part != head and _lines(f"{part}\n{row}") > ROOM - 1:
            yield part
            part = head
        part += f"\n{row}"
    yield part


def _lines(block: str) -> float:
    """Estimate the lines that a block of text takes."""
    total = 0.0
    for display in re.findall(r"\$\$(.*?)\$\$", block, re.DOTALL):
        total += 2.4 + 1.3 * display.count(r"\\")
    block = re.sub(r"\$\$.*?\$\$", "", block, flags=re.DOTALL)
    block = re.sub(
        r"\$([^$]*)\$", lambda found: "x" * (len(re.sub(r"\\\w+|[{}^_ ]", "", found[1])) + 1), block
    )
    block = re.sub(r"\]\([^)]*\)|[*`\[]", "", block)
    for line in block.split("\n"):
        if re.match(r"\|[ :|-]+\|$", line):
            continue
        rows = max(1, -(-len(line) // WIDTH)) if line.strip() else 0
        total += 1.25 * rows if line.startswith(("|", "-", "> -")) else rows
    return total


def code_pieces(cell: Any) -> list[Piece]:
    """Return the code, and its output, which the next key shows."""
    code = highlight(cell.source, PythonLexer(), HtmlFormatter(nowrap=True))
    wide, lines = _wide(cell.source)
    pieces = [Piece(f'<pre class="highlight code{wide}"><code>{code}</code></pre>', lines)]
    for output in cell.outputs:
        data = output.get("data", {})
        text = output.get("text") or data.get("text/plain", "")
        if "text/html" in data:
            picture = _without_links(data["text/html"])
            drawn = re.search("<(img|svg)", picture)
            lines = ROOM if drawn else 3 + len(re.sub("<[^>]*>", "", picture)) / WIDTH
            pieces.append(Piece(f'<div class="fragment picture">{picture}</div>', min(lines, ROOM)))
        elif text.strip():
            wide, lines = _wide(text.rstrip())
            shown = f'<pre class="fragment output{wide}">{html.escape(text.rstrip())}</pre>'
            pieces.append(Piece(shown, lines))
    return pieces


def _wide(text: str) -> tuple[str, float]:
    """Return the class that long lines take, and the lines of text that all of it takes; longer ones wrap."""
    long = max(map(len, text.split("\n"))) > 86
    rows = sum(1 + max(0, len(line) - 1) // (96 if long else 86) for line in text.split("\n"))
    return (" wide" if long else ""), 0.8 + rows * (0.64 if long else 0.7)


def only_imports(source: str) -> bool:
    return all(isinstance(line, ast.Import | ast.ImportFrom) for line in ast.parse(source).body)


def questions(cell: Any) -> list[Piece]:
    """Take stored questions apart: a slide for each, with its right answers in the notes."""
    stored = next((one.data["text/html"] for one in cell.outputs if "text/html" in one.get("data", {})), "")
    if 'class="racteach-question"' not in stored:
        return []
    lead, *asked = re.split(r'(?=<div role="group" aria-label="Question )', _without_links(stored))
    asked[-1], script = asked[-1].split("<script>", 1)
    frame = re.sub(r"<p[ >].*?</p>", "", lead)
    return [
        Piece(f"{frame if place else lead}{one}<script>{script}", ROOM, note="<h4>Answer</h4>" + _right(one))
        for place, one in enumerate(asked)
    ]


def _right(question: str) -> str:
    """Return the right answers of a stored question, each with its reason."""
    found = re.findall(
        r'<details data-right="1".*?<summary[^>]*>(.*?)</summary>(.*?)</details>', question, re.DOTALL
    )
    return "".join(f"<p>{answer}</p>{why}" for answer, why in found)
