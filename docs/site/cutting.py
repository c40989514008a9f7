"""A lesson cut into slides: what stands on each, and what the teacher reads beside it.

The structure decides. A section (`##`) is a column of slides. Text is cut between paragraphs, code stands
with its output, which comes at the next key; an explorer, a large picture and each question have a slide of
their own. Setting up (imports) and folds for reading (titled *reading* or *optional*) are left out.

The notes hold what the lesson says to teachers (the fold *For teachers*): its plan beside the section that
each part names, the rest on the first slide and at the misconceptions. Answers in folds and right answers of
questions stand there as well, so that the teacher has them before the class.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
from frames import Call, calls_in, read_call
from lesson import ROUND
from pieces import FOLD, ROOM, Piece, code_pieces, only_imports, questions, render, render_inline, text_pieces

_SECTION = re.compile(r"^(\d+)\. ")


@dataclass
class Slide:
    """One slide: what the class sees, and what the teacher reads beside it."""

    title: str
    first: bool  #: whether its section begins here
    pieces: list[Piece] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)

    @property
    def used(self) -> float:
        """How many lines of text it takes."""
        return sum(piece.lines for piece in self.pieces)

    @property
    def parts(self) -> list[str]:
        """HTML of its pieces. What stands first came with the slide, and waits for no other key."""
        parts = [piece.html for piece in self.pieces]
        return [re.sub(r"^(<\w+ class=\")fragment ", r"\1", part) for part in parts[:1]] + parts[1:]

    @property
    def notes(self) -> list[str]:
        """HTML for the teacher."""
        return [*self.advice, *(piece.note for piece in self.pieces if piece.note)]


class Cutter:
    """Puts pieces on slides, one after the other."""

    def __init__(self) -> None:
        self.columns: list[list[Slide]] = []
        self.explorers: list[Slide] = []

    @property
    def slide(self) -> Slide:
        return self.columns[-1][-1]

    def section(self, title: str) -> None:
        """Begin a column."""
        self.columns.append([Slide(title, first=True)])

    def new_slide(self) -> None:
        """Go down, unless nothing stands on the slide yet."""
        if self.slide.pieces:
            self.columns[-1].append(Slide(self.slide.title, first=False))

    def put(self, pieces: list[Piece]) -> None:
        """Put pieces on the slide as far as there is room; one that announces goes with what it announces."""
        for group in _together(pieces):
            if self.slide.used + sum(piece.lines for piece in group) > ROOM:
                self.new_slide()
            for piece in group:
                if piece.lines and self.slide.used + piece.lines > ROOM:
                    self.new_slide()
                self.slide.pieces.append(piece)

    def alone(self, piece: Piece) -> None:
        """Put one thing on a slide, at most with a line above it."""
        if self.slide.used > 2.5:
            self.new_slide()
        self.slide.pieces.append(piece)

    def balance(self) -> None:
        """Give a slide with a line or two the end of the slide before it: code and its output together."""
        for column in self.columns:
            for before, slide in pairwise(column):
                keeps = len(before.pieces) - (2 if "output" in before.pieces[-1].html[:40] else 1)
                moved = before.pieces[keeps:]
                room = sum(piece.lines for piece in moved) + slide.used < ROOM
                if slide.used < 4 and room and keeps > 0 and not before.pieces[keeps - 1].leads:
                    slide.pieces[:0] = moved
                    del before.pieces[keeps:]


def _together(pieces: Iterable[Piece]) -> Iterable[list[Piece]]:
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.leads:
            yield group
            group = []
    if group:
        yield group


def cut(path: Path, drawn: Callable[[Call], str]) -> list[list[Slide]]:
    """Cut a stored lesson into columns of slides.

    Args:
        path: the notebook; it is read, never run.
        drawn: gives the HTML that stands in an explorer's place.
    """
    cells = nbformat.read(path, as_version=4).cells
    cutter, said = Cutter(), ""
    waiting: list[Piece] = []  # text that stands with the code below it, if there is room
    for cell in cells:
        if cell.cell_type == "markdown":
            cutter.put(waiting)
            waiting = []
            source = ROUND.sub("", cell.source) if cell is cells[0] else cell.source
            for part in re.split(r"^(?=#{1,2} )", source, flags=re.MULTILINE):
                heading, _, text = part.partition("\n") if part.startswith("#") else ("", "", part)
                if heading:
                    cutter.put(waiting)
                    cutter.section(render_inline(heading.lstrip("# ")))
                    waiting = []
                waiting += text_pieces(text)
            said = source
            continue
        call = read_call(cell.source)
        if call:
            cutter.put(waiting)
            note = render(re.sub(r"^#.*$", "", FOLD.sub("", said), flags=re.MULTILINE))
            cutter.alone(Piece(drawn(call), ROOM, note=note))
            cutter.explorers.append(cutter.slide)
        elif asked := questions(cell):
            cutter.put(waiting)
            for question in asked:
                cutter.alone(question)
        elif not only_imports(cell.source):
            code, *output = code_pieces(cell)
            if waiting and code.lines + waiting[-1].lines <= ROOM:
                *before, last = waiting
                cutter.put(before)
                code, waiting = Piece(last.html + code.html, last.lines + code.lines, note=last.note), []
            cutter.put(waiting)
            if cutter.slide.used + sum(piece.lines for piece in (code, *output)) > ROOM:
                cutter.new_slide()
            cutter.put([code, *output])
        else:
            continue
        waiting = []
    cutter.put(waiting)
    cutter.balance()
    _advise(cutter, cells)
    return cutter.columns


def calls(path: Path) -> list[Call]:
    """Return the explorers of a lesson."""
    return list(calls_in(nbformat.read(path, as_version=4).cells).values())


def _advise(cutter: Cutter, cells: list[Any]) -> None:
    """Put what the lesson says to teachers beside what it speaks of."""
    folds = [found for cell in cells for found in FOLD.finditer(cell.source)]
    teachers = next((one for one in folds if one["title"].startswith("For teachers")), None)
    if teachers is None:
        return
    plan, _, rest = teachers["text"].strip().partition("\n\n")
    first = cutter.columns[0][0]
    first.advice += [f"<h4>{teachers['title'].removeprefix('For teachers: ')}</h4>", render(plan)]
    for slide in (column[0] for column in cutter.columns):
        if _plain(slide.title) == "Common misconceptions" and rest:
            slide.advice.insert(0, render(rest))
    for step in reversed(plan.split(" · ")):
        for slide in _spoken_of(step, cutter):
            slide.advice.insert(0, f"<p><strong>{render_inline(step.strip())}</strong></p>")


def _spoken_of(step: str, cutter: Cutter) -> list[Slide]:
    """Return where the sections begin that a step of the plan names, or else the explorers that it names."""
    numbers: set[int] = set()
    for found in re.finditer(r"sections? (\d+)(?: (and|to) (\d+))?", step):
        first, last = int(found[1]), int(found[3] or found[1])
        numbers |= {first, last} | (set(range(first, last)) if found[2] == "to" else set())
    named = []
    for slide in (column[0] for column in cutter.columns[1:]):
        title = _plain(slide.title)
        own = _SECTION.match(title)
        if (int(own[1]) in numbers) if own else title.lower() in step.lower():
            named.append(slide)
    return named or [cutter.explorers[int(number) - 1] for number in re.findall(r"explorer (\d)", step)]


def _plain(title: str) -> str:
    return re.sub(r"<[^>]*>", "", title)
