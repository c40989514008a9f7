"""A class list as a learning platform exports it, and whose a submission is: found, or said not to be.

Nothing is guessed: a submission that could be of two people, or of nobody, is nobody's until a teacher says.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from racteach.grading.collecting import HandedIn
from racteach.grading.term import TermError

_IDS = ("id", "id number", "student id", "student number", "sis user id", "sis login id", "login", "username")
_EMAILS = ("e-mail", "email", "email address", "e-mail address")
_NAMES = ("name", "student", "full name", "student name")
_PARTS = (("first name", "given name"), ("last name", "surname", "family name"))
_NOBODY = ("points possible", "student, test")  # lines that Canvas puts among the people
#: How Canvas and Moodle call what they let a teacher download.
_CANVAS = re.compile(r"[^_]+(?:_late)?_(?P<number>\d+)_\d+_.+", re.IGNORECASE)
_MOODLE = re.compile(r"(?P<name>.+?)_\d+_assignsubmission_\w+")


@dataclass(frozen=True)
class Person:
    """A line of a roster.

    Attributes:
        row: all its cells, by the heads of their columns.
        id: the first of its ids.
        name, email: as written there.
        ids: all that identify it: numbers, logins.
    """

    row: dict[str, str]
    id: str
    name: str
    email: str
    ids: tuple[str, ...]

    def cell(self, *heads: str) -> str:
        """Return the first cell that is not empty under one of these heads, whatever their case."""
        return _cell(self.row, heads)

    def __str__(self) -> str:
        return f"{self.name or self.email} ({self.id or self.email})"


@dataclass(frozen=True)
class Roster:
    """A class list: the heads of its columns, and its people."""

    columns: tuple[str, ...]
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Matched:
    """Whose the submissions are.

    Attributes:
        people: by the student's name in the reports.
        unclear: why a submission is nobody's, by that name.
        absent: people without a submission.
        perhaps: people of whom an unclear submission could be.
    """

    people: dict[str, Person]
    unclear: dict[str, str]
    absent: tuple[Person, ...] = ()
    perhaps: tuple[Person, ...] = ()

    @property
    def unsure(self) -> list[Person]:
        """People without a submission of whom an unclear one could be."""
        return [person for person in self.absent if person in self.perhaps]

    def missing(self) -> list[str]:
        """Return a line for each person without a submission."""
        unless = ", unless an unclear submission is theirs"
        return [f"{person}{unless if person in self.unsure else ''}" for person in self.absent]


def read_roster(path: Path) -> Roster:
    """Read a CSV file with a head, separated by comma, semicolon or tab.

    Raises:
        TermError: if it cannot be read, names nobody, or gives two people one id.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise TermError(f"{path} cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise TermError(f"{path} is not written in UTF-8: save it as CSV UTF-8") from None
    head = text.partition("\n")[0]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    columns = tuple(cell.strip() for cell in next(lines, []))
    known = {head.casefold() for head in columns}
    if not known & {*_IDS, *_EMAILS} or not known & {*_NAMES, *_PARTS[0], *_PARTS[1]}:
        raise TermError(f"{path} must have a column `id` or `e-mail` and a column `name` in its first line")
    people = []
    for cells in lines:
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            raise TermError(f"{path}, line {lines.line_num}: more cells than the first line has")
        row = dict(zip(columns, (*(cell.strip() for cell in cells), *[""] * len(columns)), strict=False))
        if any(row.values()) and _name(row).casefold() not in _NOBODY:
            people.append(_person(path, lines.line_num, row))
    for what in ("id", "email"):
        for value, times in Counter(plain(getattr(one, what)) for one in people).items():
            if value and times > 1:
                raise TermError(f"{path}: {times} people have the {what} {value}")
    if not people:
        raise TermError(f"{path} names nobody")
    return Roster(columns, tuple(people))


def _person(path: Path, line: int, row: dict[str, str]) -> Person:
    found = {head.casefold(): cell for head, cell in row.items() if cell}
    ids = tuple(found[head] for head in _IDS if head in found)
    email = _cell(row, _EMAILS)
    if not ids and not email:
        raise TermError(f"{path}, line {line}: neither an id nor an e-mail")
    for cell in (*ids, email):
        if cell[:1] in tuple("=+-@"):  # a platform would not know it again after it is made harmless
            raise TermError(f"{path}, line {line}: an id or e-mail that begins like a formula: {cell}")
    return Person(row, ids[0] if ids else "", _name(row), email, ids)


def _cell(row: dict[str, str], heads: Iterable[str]) -> str:
    found = {head.casefold(): cell for head, cell in row.items() if cell}
    return next((found[head] for head in heads if head in found), "")


def _name(row: dict[str, str]) -> str:
    return _cell(row, _NAMES) or " ".join(filter(None, (_cell(row, part) for part in _PARTS)))


def plain(text: str) -> str:
    """Return a text as it is compared: one form of each letter, no case, straight apostrophes.

    Example:
        >>> plain("D’Arcy  ZOE\\u0308") == plain("d'arcy Zoë")
        True
    """
    folded = unicodedata.normalize("NFKC", text.casefold())
    return " ".join(re.sub("[’‘ʼ`´]", "'", folded).split())


def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name in one order: ``Lovelace, Ada`` is ``ada lovelace`` and ``Ada_Lovelace``."""
    return tuple(sorted(filter(None, re.split(r"[\s,._]+", plain(name)))))


def match(submissions: list[HandedIn], roster: Roster) -> Matched:
    """Say whose each submission is: by a column ``submission``, an id or e-mail, or else by the name."""
    people: dict[str, Person] = {}
    unclear: dict[str, str] = {}
    perhaps: list[Person] = []
    index = _Index(roster)
    for one in submissions:
        found = index.candidates(one)
        if len(found) == 1:
            people[one.student] = found[0]
        elif found:
            unclear[one.student] = f"could be {' or '.join(map(str, found[:4]))}"
            perhaps += found
        else:
            near = difflib.get_close_matches(one.student, [person.name for person in roster.people], 3, 0.6)
            unclear[one.student] = "not in the roster" + (f"; near it: {', '.join(near)}" if near else "")
    times = Counter(id(person) for person in people.values())
    for student, person in list(people.items()):
        if times[id(person)] > 1:
            unclear[student] = f"{times[id(person)]} submissions are of {person}: keep one"
            del people[student]
    absent = [person for person in roster.people if id(person) not in times]
    return Matched(people, unclear, tuple(absent), tuple(perhaps))


class _Index:
    """The people of a roster by what a submission may be called."""

    def __init__(self, roster: Roster) -> None:
        self.said: dict[Any, list[Person]] = {}
        self.sure: dict[Any, list[Person]] = {}
        self.likely: dict[Any, list[Person]] = {}
        for person in roster.people:
            own = {plain(key) for key in (*person.ids, person.email)}
            likely = {_words(person.name), plain(person.email).partition("@")[0]}
            said = {plain(person.cell("submission"))}
            for table, keys in ((self.said, said), (self.sure, own), (self.likely, likely)):
                for key in filter(None, keys):
                    table.setdefault(key, []).append(person)

    def candidates(self, one: HandedIn) -> list[Person]:
        """Return whose a submission could be; what identifies comes before names."""
        name = plain(one.entry)
        stem = name.removesuffix(".ipynb")
        canvas, moodle = _CANVAS.fullmatch(name), _MOODLE.fullmatch(stem)
        numbers = [canvas["number"]] if canvas else []
        called = [stem, _words(moodle["name"] if moodle else stem)]
        for table, keys in ((self.said, [name, stem]), (self.sure, [stem, *numbers]), (self.likely, called)):
            found = {id(person): person for key in keys for person in table.get(key, [])}
            if found:
                return list(found.values())
        return []
