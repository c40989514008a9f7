"""Results, definitions and proofs as blocks that can be linked and folded.

In the sources they are plain Markdown, which every viewer of notebooks shows: a result or a definition is a
block quote, a sentence says itself how sure it is (``*(proved)*``), and a proof goes from a paragraph that
begins with **Proof** to the sign ∎.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_STATUS = re.compile(r"\*\((proved|conjectured?|measured|refuted|open|numerical|computed)\b")
_DEFINITION = "**Definition.** "
_PROOF = re.compile(r"(\*{1,2})(Proof\b[^*]*?)\.?\1\s*")
_FOLDED = re.compile(r"<details><summary>([^<]*\b[Pp]roof\b[^<]*)</summary>")


@dataclass(frozen=True)
class Statement:
    """What a lesson states or defines, for pages that list it."""

    kind: str  #: a status, or ``"definition"``
    text: str  #: Markdown, on one line
    anchor: str  #: its place: a name that no other page has


def box(title: str, kind: str, text: str, anchor: str = "") -> str:
    """Return a box, coloured by its kind."""
    name = f":name: {anchor}\n" if anchor else ""
    return f":::{{admonition}} {title}\n:class: racteach-{kind}\n{name}\n{text}\n:::"


def fold(title: str, anchor: str, *, is_open: bool = False) -> str:
    """Return the beginning of a fold; its anchor stands inside, so that a link to it opens the fold."""
    begin = f'<details class="racteach-proof"{" open" if is_open else ""}><summary>{title}</summary>'
    return f'{begin}\n\n<div id="{anchor}"></div>'


def status_of(text: str) -> str | None:
    """Return the first status that a text gives itself, or None."""
    said = _STATUS.search(text)
    return "conjectured" if said and said[1] == "conjecture" else said and said[1]


def begins_proof(paragraph: str) -> bool:
    return bool(_PROOF.match(paragraph))


def folded(first: str, rest: list[str], anchor: str, *, is_open: bool = False) -> list[str]:
    """Take a proof off a list of paragraphs, up to the one with the sign ∎, and return it as a fold."""
    begin = _PROOF.match(first)
    assert begin is not None, first
    proof = [first[begin.end() :]]
    while "∎" not in proof[-1] and rest:
        proof.append(rest.pop(0))
    return [fold(begin[2], anchor, is_open=is_open), *proof, "</details>"]


class Blocks:
    """The blocks of one lesson, numbered as they come."""

    def __init__(self, lesson: str) -> None:
        self.lesson = lesson
        self.statements: list[Statement] = []
        self._numbers = {"result": 0, "proof": 0, "said": 0}

    def set(self, source: str) -> str:
        """Return a cell's Markdown with its blocks as boxes and folds, and keep what it states."""
        rest, out = re.split(r"\n\s*\n", source), []
        while rest:
            paragraph = rest.pop(0)
            if paragraph.startswith(">"):
                out.append(self._box(paragraph, rest))
            elif begins_proof(paragraph):
                out += folded(paragraph, rest, self._next("proof"), is_open=True)
            elif found := _FOLDED.match(paragraph):
                out.append(fold(found[1], self._next("proof")))
            else:
                out.append(self._said(paragraph))
        return "\n\n".join(out)

    def _box(self, quote: str, rest: list[str]) -> str:
        text = re.sub(r"^> ?", "", quote, flags=re.MULTILINE)
        kind = "definition" if text.startswith(_DEFINITION) else status_of(text)
        if kind is None:
            return quote
        anchor = self._next("result")
        name = f"{'Definition' if kind == 'definition' else 'Result'} {anchor[7:].replace('-', '.')}"
        title = f"[{name}](#{anchor})"
        if kind == "definition":
            text = text.removeprefix(_DEFINITION)
        else:
            title += f" · {kind}"
        if rest and (begins_proof(rest[0]) or _FOLDED.match(rest[0])):
            title += f' · <a href="#proof-{self.lesson}-{self._numbers["proof"] + 1}">proof</a>'
        self._keep(kind, text, anchor)
        return box(title, kind, text, anchor)

    def _said(self, paragraph: str) -> str:
        """Give a paragraph that says how sure it is an anchor, and keep each sentence that does."""
        if status_of(paragraph) is None or paragraph.startswith(("|", "<")):
            return paragraph
        anchor = self._next("said")
        for item in re.split(r"\n(?=\* |- |\d+\. )", paragraph):
            status = status_of(item)
            if status:
                self._keep(status, re.sub(r"^(\* |- |\d+\. )", "", item), anchor)
        return f"({anchor})=\n{paragraph}"

    def _keep(self, kind: str, text: str, anchor: str) -> None:
        self.statements.append(Statement(kind, text, anchor))

    def _next(self, what: str) -> str:
        self._numbers[what] += 1
        return f"{what}-{self.lesson}-{self._numbers[what]}"


def set_theorems(source: str) -> str:
    """Return docs/theorems.md with each result as a box below its heading, and its proofs as folds.

    A section of the third level is one result. Its statement is the first run of paragraphs in italics and
    of formulas (where none is in italics, its first formula); the line with its status ends the box.
    """
    out, number = [], 0
    for section in re.split(r"^(?=##)", source, flags=re.MULTILINE):
        number = int(found[1]) if (found := re.match(r"## (\d+)", section)) else number
        out.append(_set_result(section, number) if section.startswith("### ") else section)
    return "".join(out)


def _set_result(section: str, number: int) -> str:
    heading, status, *rest = re.split(r"\n\s*\n", section.strip())
    anchor = f"{number}-" + re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")
    end = next((k for k, text in enumerate(rest) if begins_proof(text)), len(rest))
    begin = next((k for k in range(end) if re.match(r"\*[^*]", rest[k])), None)
    if begin is None:
        begin = next((k for k in range(end) if rest[k].startswith("$$")), 0)
    stop = begin
    while stop < end and re.match(r"\*[^*]|\$\$", rest[stop]):
        stop += 1
    statement, after = rest[begin:stop], rest[stop:]
    said = re.search(r"proved|conjectured|refuted|open", status)
    kind = said[0] if said else "open"
    title = kind.capitalize()
    if end < len(rest):
        title += f' · <a href="#proof-of-{anchor}">proof</a>'
    out = [heading, *rest[:begin], box(title, kind, "\n\n".join([*statement, status]))]
    proofs = 0
    while after:
        paragraph = after.pop(0)
        if begins_proof(paragraph):
            proofs += 1
            out += folded(paragraph, after, f"proof-of-{anchor}" + (f"-{proofs}" if proofs > 1 else ""))
        else:
            out.append(paragraph)
    return "\n\n".join(out) + "\n\n"
