"""Judge a student project by its form and its certificates, and never by its taste.

The notebook is read, and not run.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from racteach.certificates import budget
from racteach.certificates.atlas import load_atlas
from racteach.certificates.certificate import Certificate
from racteach.certificates.project import ROWS, Guess, Row, row_of
from racteach.certificates.proving import verify_certificate
from racteach.validation import shown

#: How many sizes are looked at, and how many are held back, at least.
FITTED, HELD_BACK = 3, 2
#: How many words half a page has.
HALF_PAGE = (150, 400)
_HEADING = re.compile(r"^##\s+Half a page\s*$", re.MULTILINE | re.IGNORECASE)
_NEXT = re.compile(r"^#{1,2}\s", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LARGEST = 20_000_000


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    passed: bool
    said: str

    def __str__(self) -> str:
        return f"{'ok  ' if self.passed else 'TODO'}  {self.what}: {self.said}"


@dataclass(frozen=True)
class ProjectReport:
    """What was found; true in an ``if`` where nothing is left to do.

    Attributes:
        findings: what was looked at, in order.
        outcome: how the guess did on the rows held back; this is told, and not judged.
    """

    findings: tuple[Finding, ...]
    outcome: str = ""

    def __bool__(self) -> bool:
        return all(finding.passed for finding in self.findings)

    def __str__(self) -> str:
        left = sum(not finding.passed for finding in self.findings)
        head = "complete: nothing is left to do" if not left else f"{left} of {len(self.findings)} left to do"
        told = [f"      the guess: {self.outcome} (told, not judged)"] if self.outcome else []
        return "\n".join([head, *(f"  {finding}" for finding in self.findings), *told])


def check_project(path: str | Path, *, memory_limit: int = budget.MEMORY_LIMIT) -> ProjectReport:
    """Return what a project still lacks.

    Args:
        path: its notebook, or the folder that holds this one notebook; its certificates lie beside it.
        memory_limit: bytes that the verification of a certificate may take.

    Raises:
        ValueError: if there is no notebook, or it cannot be read as one.
    """
    notebook = _notebook(Path(path))
    cells = _cells(notebook)
    try:
        guess = _guess(cells)
    except (TypeError, ValueError) as error:
        return ProjectReport((Finding("guess", False, str(error)), _half_page(cells)))
    rows, fault = _rows(notebook.parent / ROWS)
    findings = [Finding("guess", True, f"question {guess.question}, {len(guess.words.split())} words")]
    findings += [
        _enough(guess.fitted, FITTED, "sizes fitted"),
        _enough(guess.held_back, HELD_BACK, "held back"),
    ]
    if fault:
        findings.append(Finding("certificates", False, fault))
    else:
        findings += [_certificates(guess, rows, memory_limit), _order(guess, rows)]
    findings += [_new(guess), _half_page(cells)]
    return ProjectReport(tuple(findings), _outcome(guess, rows))


def _notebook(path: Path) -> Path:
    if path.is_dir():
        found = sorted(file for file in path.glob("*.ipynb") if file.is_file())
        if len(found) != 1:
            raise ValueError(f"{path} holds {len(found)} notebooks, and a project is one: name the file")
        return found[0]
    if not path.is_file():
        raise ValueError(f"there is no notebook and no folder {path}")
    return path


def _cells(path: Path) -> list[tuple[str, str]]:
    """Return kind and source of every cell."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("it is larger than 20 MB")
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return [(str(cell["cell_type"]), "".join(cell["source"])) for cell in cells]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"{path} cannot be read as a notebook ({shown(str(error))})") from None


def _guess(cells: list[tuple[str, str]]) -> Guess:
    """Return the guess that a notebook writes down; only literals are read."""
    calls = list(_calls(cells))
    if len(calls) != 1:
        raise ValueError(f"the notebook calls rt.Guess {len(calls)} times, and a project has one guess")
    call = calls[0]
    if any(keyword.arg is None for keyword in call.keywords):
        raise ValueError("the guess must be written out: no ** in rt.Guess")
    try:
        positional = [ast.literal_eval(value) for value in call.args]
        named = {str(keyword.arg): ast.literal_eval(keyword.value) for keyword in call.keywords}
    except (ValueError, TypeError, SyntaxError, RecursionError):
        raise ValueError("the guess must be written out in texts and numbers, without computing") from None
    try:
        return Guess(*positional, **named)
    except TypeError as error:
        raise ValueError(f"rt.Guess does not take this: {error}") from None


def _calls(cells: list[tuple[str, str]]) -> Iterator[ast.Call]:
    for kind, source in cells:
        if kind != "code" or "Guess" not in source:
            continue
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError):
            raise ValueError("the cell with rt.Guess is not valid Python: run it") from None
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "Guess"
            ):
                yield node


def _rows(path: Path) -> tuple[list[Certificate], str]:
    """Return the certificates, and what is wrong with their file."""
    if not path.is_file():
        return [], f"there is no file {path.name} beside the notebook: run guess.certify for every size"
    try:
        return list(load_atlas(path)), ""
    except ValueError as error:
        return [], str(error)


def _enough(rows: Any, least: int, what: str) -> Finding:
    return Finding(what, len(rows) >= least, f"{len(rows)}, and at least {least} are asked for")


def _of(guess: Guess, rows: list[Certificate], size: Row) -> list[Certificate]:
    return [row for row in rows if row_of(row) == size and row.templates == guess.templates]


def _certificates(guess: Guess, rows: list[Certificate], memory_limit: int) -> Finding:
    sizes = (*guess.fitted, *guess.held_back)
    for size in sizes:
        found = _of(guess, rows, size)
        if not found:
            return Finding("certificates", False, f"none for {size} with templates {guess.templates}")
        for row in found:
            verified = verify_certificate(row, memory_limit=memory_limit)
            if not verified:
                return Finding("certificates", False, f"that of {size}: {verified.message}")
    return Finding("certificates", True, f"every one of {len(sizes)} sizes has one, and they verify")


def _order(guess: Guess, rows: list[Certificate]) -> Finding:
    for size in guess.held_back:
        if all(row.seed != guess.seed for row in _of(guess, rows, size)):
            said = (
                f"the certificate of {size} does not have the guess's seed {guess.seed}, so it may be older "
                "than the guess: certify it again, and say in the half page what you changed"
            )
            return Finding("order", False, said)
    return Finding("order", True, "the rows held back were certified with the seed of the guess as it stands")


def _new(guess: Guess) -> Finding:
    shipped = {(row_of(row), row.templates) for row in load_atlas()}
    sizes = (*guess.fitted, *guess.held_back)
    unsaid = [size for size in sizes if (size, guess.templates) in shipped and size not in guess.known]
    if unsaid:
        listed = ", ".join(map(str, unsaid))
        said = f"known=[{listed}] must be said in the guess: what ships with the course is no news"
        return Finding("new sizes", False, said)
    new = sum((size, guess.templates) not in shipped for size in sizes)
    return Finding("new sizes", new > 0, f"{new} of {len(sizes)} are not in the shipped atlas")


def _half_page(cells: list[tuple[str, str]]) -> Finding:
    text = "\n\n".join(source for kind, source in cells if kind == "markdown")
    heading = _HEADING.search(text)
    if heading is None:
        return Finding("half a page", False, "there is no heading `## Half a page`")
    rest = text[heading.end() :]
    following = _NEXT.search(rest)
    words = len(_COMMENT.sub(" ", rest[: following.start()] if following else rest).split())
    said = f"{words} words, and {HALF_PAGE[0]} to {HALF_PAGE[1]} are asked for"
    return Finding("half a page", HALF_PAGE[0] <= words <= HALF_PAGE[1], said)


def _outcome(guess: Guess, rows: list[Certificate]) -> str:
    told = []
    for size, guessed in guess.held_back.items():
        if found := _of(guess, rows, size):
            most = max(row.lower_bound for row in found)
            told.append(f"{size} guessed {guessed}, found {most}" + ("" if most == guessed else ", differs"))
    return "; ".join(told)
