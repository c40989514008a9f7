"""Show numbers so that a reader sees what differs: small arrays in full, larger ones as a map."""

from __future__ import annotations

from typing import Any

import numpy as np

from racteach.checks.feedback import Picture

_MAX_SHOWN = 64
_MAX_COLUMNS = 16
_MAX_MAP = 40


def describe(name: str, value: Any) -> str:
    """Return an input as one short text: its values if they are few, else its shape.

    >>> describe("tensor", np.array([[1.0, 2.0]]))
    'tensor = array of shape (1, 2): [[1, 2]]'
    >>> describe("start", (0, 2))
    'start = (0, 2)'
    """
    return f"{name} = {_describe(value)}"


def _describe(value: Any) -> str:
    if isinstance(value, np.ndarray):
        head = f"array of shape {value.shape}"
        return f"{head}: {_nested(value)}" if value.size <= 16 else head
    if isinstance(value, list):
        return f"[{', '.join(_describe(item) for item in value)}]"
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
) -> tuple[Picture, ...]:
    """Return pictures of an answer and of what was expected; none for single numbers and where nothing fits.

    Where the shapes agree, `differs` marks the wrong entries; a large matrix becomes a map of them.
    """
    if yours is None or expected.ndim == 0:
        return ()
    if differs is None:
        if yours.ndim == 0 or not (_fits(yours) and _fits(expected)):
            return ()
        return _picture("yours", yours, None, 4), _picture("expected", expected, None, 4)
    if _fits(expected):
        digits = _digits(yours, expected, differs)
        return _picture("yours", yours, differs, digits), _picture("expected", expected, None, digits)
    if expected.ndim == 2 and max(expected.shape) <= _MAX_MAP:
        texts = tuple(tuple("" if wrong else "." for wrong in row) for row in differs)
        return (Picture("yours (. right, ≠ wrong)", texts, _marks(differs)),)
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


def _picture(title: str, array: np.ndarray, differs: np.ndarray | None, digits: int) -> Picture:
    flat = array.reshape(-1, array.shape[-1])
    marks = np.zeros(flat.shape, bool) if differs is None else differs.reshape(flat.shape)
    texts = tuple(tuple(number(value, digits) for value in row) for row in flat)
    labels: tuple[str, ...] = ()
    if array.ndim > 2:
        labels = tuple("[" + ", ".join(map(str, index)) + ", :]" for index in np.ndindex(*array.shape[:-1]))
    return Picture(f"{title}, shape {array.shape}", texts, _marks(marks), labels)


def _marks(array: np.ndarray) -> tuple[tuple[bool, ...], ...]:
    return tuple(tuple(bool(mark) for mark in row) for row in array)


def _first_wrong(yours: np.ndarray, expected: np.ndarray, differs: np.ndarray) -> Picture:
    places = [tuple(int(axis) for axis in place) for place in np.argwhere(differs)[:5]]
    rows = tuple((f"yours {number(yours[place])}", f"expected {number(expected[place])}") for place in places)
    labels = tuple("[" + ", ".join(map(str, place)) + "]" for place in places)
    return Picture("the first wrong entries", rows, tuple((True, False) for _ in rows), labels)
