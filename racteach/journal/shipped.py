"""Journals of one dataclass, a row its fields: the files of results that ship with the course."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from importlib import resources
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from racteach.executors import AtOnce
from racteach.journal.lines import Format, Journal, read_lines
from racteach.journal.missing import append_missing

Row = TypeVar("Row")


def shipped_format(kind: type[Row], file: str, row: str) -> Format[Any, Row]:
    """Return the format of a journal whose rows are a dataclass with a ``key``; its sequences are tuples."""

    def read(line: bytes) -> Row:
        values = json.loads(line)
        return kind(**{name: tuple(v) if isinstance(v, list) else v for name, v in values.items()})

    def write(row: Any) -> str:
        return json.dumps(asdict(row))

    first: str = getattr(kind, "__match_args__")[0]  # noqa: B009 (a dataclass has it, its type does not say so)
    return Format(file, row, f'{{"{first}": '.encode(), read, write, attrgetter("key"))


def load_shipped(name: str, form: Format[Any, Row]) -> dict[Any, Row]:
    """Return the rows of a file in ``racteach/data`` by their keys."""
    return read_rows((resources.files("racteach") / "data" / name).read_text(encoding="utf-8"), name, form)


def read_rows(text: str, name: str, form: Format[Any, Row]) -> dict[Any, Row]:
    """Return the rows in a text by their keys; a last line without an end is left out."""
    return {form.key(row): row for row in read_lines(text.encode(), name, form)[0]}


def fill(path: str | Path, form: Format[Any, Row], keys: Iterable[Any], compute: Callable[[Any], Row]) -> int:
    """Compute the rows that a file lacks, one after the other, append them, and return how many there were.

    ``compute`` returns the row of a key. Stopped at any moment, the next call goes on from there.
    """
    jobs = {key: key for key in keys}
    return append_missing(Journal(path, form), jobs, compute, AtOnce(), read=lambda row: row, window=1).added
