"""Show numbers so that a reader sees what differs: small arrays in full, larger ones as a map."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np

_MAX_SHOWN = 64
_MAX_COLUMNS = 16
_MAX_MAP = 40
_DIFFERS = "≠"
_CAPTION = "caption-side:top;text-align:left;color:inherit;padding:0.2em 0;white-space:nowrap"
_CELL = "text-align:right;padding:0.1em 0.45em;background:transparent;color:inherit;white-space:nowrap;"
_TIGHT = "text-align:center;padding:0;line-height:1;background:transparent;color:inherit;"


@dataclass(frozen=True)
class ValueTable:
    """A small table of values, with the entries that differ marked.

    Attributes:
        title: what the values are.
        rows: the values as text.
        marked: which of them differ; same layout as `rows`.
        labels: one label a row, or none.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    marked: tuple[tuple[bool, ...], ...]
    labels: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """Return the table as lines of plain text, without its title."""
        cells = [
            [f"{_DIFFERS}{text}" if marked else text for text, marked in zip(row, marks, strict=True)]
            for row, marks in zip(self.rows, self.marked, strict=True)
        ]
        width = max((len(text) for row in cells for text in row), default=0)
        labels = self.labels or ("",) * len(cells)
        edge = max(map(len, labels), default=0)
        return [
            f"  {label:<{edge}}  {'  '.join(text.rjust(width) for text in row)}".rstrip()
            for label, row in zip(labels, cells, strict=True)
        ]

    def html(self) -> str:
        """Return the table as HTML, its title a caption."""
        labels = self.labels or ("",) * len(self.rows)
        wide = max(map(len, self.rows), default=0) > 16
        rows = []
        for label, row, marks in zip(labels, self.rows, self.marked, strict=True):
            cells = "".join(_cell(text, marked, wide) for text, marked in zip(row, marks, strict=True))
            head = f'<th scope="row" style="{_CELL}font-weight:normal">{escape(label)}</th>' if label else ""
            rows.append(f'<tr style="background:transparent">{head}{cells}</tr>')
        title = f'<caption style="{_CAPTION}">{escape(self.title)}</caption>'
        style = (
            "border-collapse:separate;border-spacing:1px;margin:0.3em 0;color:inherit;font-family:monospace"
        )
        return f'<table style="{style}">{title}<tbody>{"".join(rows)}</tbody></table>'


def _cell(text: str, marked: bool, wide: bool) -> str:
    style = _TIGHT if wide else _CELL
    edge = 1 if wide else 2
    if not marked:
        return f'<td style="{style}border:{edge}px solid transparent">{escape(text)}</td>'
    return f'<td style="{style}border:{edge}px solid #D55E00;font-weight:bold">{_DIFFERS}{escape(text)}</td>'


def describe(name: str, value: Any, shown: int = 16) -> str:
    """Return an input as one short text: its values if there are no more than `shown`, else its shape.

    >>> describe("tensor", np.array([[1.0, 2.0]]))
    'tensor = array of shape (1, 2): [[1, 2]]'
    >>> describe("start", (0, 2))
    'start = (0, 2)'
    """
    return f"{name} = {_describe(value, shown)}"


def _describe(value: Any, shown: int) -> str:
    if isinstance(value, np.ndarray):
        head = f"array of shape {value.shape}"
        return f"{head}: {_nested(value)}" if value.size <= shown else head
    if isinstance(value, list):
        return f"[{', '.join(_describe(item, shown) for item in value)}]"
    return number(value, 12) if isinstance(value, np.number) else repr(value)


def _nested(value: np.ndarray) -> str:
    return number(value) if value.ndim == 0 else f"[{', '.join(_nested(item) for item in value)}]"


def number(value: Any, digits: int = 4) -> str:
    """Return a number in few characters; whole numbers keep all digits.

    >>> number(2.0), number(1 / 3), number(8388593)
    ('2', '0.3333', '8388593')
    """
    if isinstance(value, (int, np.integer)) or (abs(value) < 2**53 and float(value).is_integer()):
        return str(int(value))
    return f"{float(value):.{digits}g}"


def side_by_side(
    yours: np.ndarray | None, expected: np.ndarray, differs: np.ndarray | None
) -> tuple[ValueTable, ...]:
    """Return tables of an answer and of what was expected; none for single numbers and where nothing fits.

    Where the shapes agree, `differs` marks the wrong entries; a large matrix becomes a map of them.
    """
    if yours is None or expected.ndim == 0:
        return ()
    if differs is None:
        if yours.ndim == 0 or not (_fits(yours) and _fits(expected)):
            return ()
        return _table("yours", yours, None, 4), _table("expected", expected, None, 4)
    if _fits(expected):
        digits = _digits(yours, expected, differs)
        return _table("yours", yours, differs, digits), _table("expected", expected, None, digits)
    if expected.ndim == 2 and max(expected.shape) <= _MAX_MAP:
        texts = tuple(tuple("" if wrong else "." for wrong in row) for row in differs)
        return (ValueTable("yours (. right, ≠ wrong)", texts, _marks(differs)),)
    return (_first_wrong(yours, expected, differs),)


def _fits(array: np.ndarray) -> bool:
    return 0 < array.size <= _MAX_SHOWN and array.shape[-1] <= _MAX_COLUMNS


def _digits(yours: np.ndarray, expected: np.ndarray, differs: np.ndarray) -> int:
    """Return how many digits it takes to see every difference."""
    for digits in (4, 7, 12):
        pairs = zip(yours[differs], expected[differs], strict=True)
        if all(number(left, digits) != number(right, digits) for left, right in pairs):
            return digits
    return 17


def _table(title: str, array: np.ndarray, differs: np.ndarray | None, digits: int) -> ValueTable:
    flat = array.reshape(-1, array.shape[-1])
    marks = np.zeros(flat.shape, bool) if differs is None else differs.reshape(flat.shape)
    texts = tuple(tuple(number(value, digits) for value in row) for row in flat)
    labels: tuple[str, ...] = ()
    if array.ndim > 2:
        labels = tuple("[" + ", ".join(map(str, index)) + ", :]" for index in np.ndindex(*array.shape[:-1]))
    return ValueTable(f"{title}, shape {array.shape}", texts, _marks(marks), labels)


def _marks(array: np.ndarray) -> tuple[tuple[bool, ...], ...]:
    return tuple(tuple(bool(mark) for mark in row) for row in array)


def _first_wrong(yours: np.ndarray, expected: np.ndarray, differs: np.ndarray) -> ValueTable:
    places = [tuple(int(axis) for axis in place) for place in np.argwhere(differs)[:5]]
    rows = tuple((f"yours {number(yours[place])}", f"expected {number(expected[place])}") for place in places)
    labels = tuple("[" + ", ".join(map(str, place)) + "]" for place in places)
    return ValueTable("the first wrong entries", rows, tuple((True, False) for _ in rows), labels)
