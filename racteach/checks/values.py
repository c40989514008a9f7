"""Read whatever a student's function returned as plain numbers, and compare it with what was expected.

Right answers come in many forms (lists, integer or float arrays, NumPy or Python numbers); wrong ones can be
any object at all. `plain_value` trusts nothing: it looks at the true type, copies numbers out, and leaves the
rest alone. Whole numbers stay exact, however large.
"""

from __future__ import annotations

import inspect
import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

_MAX_DEPTH = 32
_MAX_ENTRIES = 1_000_000
_NUMBERS = (int, float, Fraction)
_MAX_BITS = 1023  # larger whole numbers count as infinite: no float holds them


@dataclass(frozen=True)
class Plain:
    """A returned value made harmless: real numbers in a base-class array, or the reason why it holds none.

    Attributes:
        kind: "numbers", "none", "placeholder" (`...` or NotImplemented) or "other".
        type_name: the name of the returned object's type.
        array: the numbers (int64, float64, bool, or Python's int where 64 bits do not do), with kind
            "numbers" only; None when there are too many.
        shape: the shape of the numbers.
        problem: why it cannot be read as numbers, with kind "other" only.
    """

    kind: str
    type_name: str
    array: np.ndarray | None = None
    shape: tuple[int, ...] = ()
    problem: str = ""


class _Unreadable(Exception):
    """A list cannot be read as numbers; the message says what it is."""


def plain_value(value: Any) -> Plain:
    """Return `value` as plain numbers if it can be read so, and say what it is otherwise.

    >>> plain_value([[1, 2], [3, 4]]).shape
    (2, 2)
    >>> plain_value("abc").problem
    'a text'
    """
    kind = type(value)
    name = type.__dict__["__name__"].__get__(kind)
    if value is None:
        return Plain("none", name)
    if value is Ellipsis or value is NotImplemented:
        return Plain("placeholder", name)
    if inspect.iscoroutine(value):
        value.close()
    if issubclass(kind, str):
        return Plain("other", name, problem="a text")
    if issubclass(kind, np.ndarray):
        return _from_array(np.ndarray.__array__(value).view(np.ndarray), name)
    if issubclass(kind, np.generic):
        return _from_array(np.asarray(value), name)
    if kind in _NUMBERS or kind is bool:
        leaf = _leaf(value)
        return _from_array(np.asarray(leaf, dtype=object if _is_large(leaf) else None), name)
    if kind in (list, tuple):
        return _from_list(value, name)
    return Plain("other", name, problem=f"an object of type {name}")


def _is_large(value: Any) -> bool:
    """Say whether a number is whole and does not fit into 64 bits."""
    return type(value) is int and not -(2**63) <= value < 2**63


def _leaf(value: Any) -> int | float:
    """Return a number as Python's int or float; a whole fraction is an int."""
    if type(value) is Fraction and type(value.numerator) is type(value.denominator) is int:
        value = value.numerator if value.denominator == 1 else value
    if type(value) is int and value.bit_length() > _MAX_BITS:
        return math.inf if value > 0 else -math.inf
    if type(value) is Fraction:
        try:
            return float(value)
        except OverflowError:
            return math.inf if value > 0 else -math.inf
    return value


def _from_list(value: Any, name: str) -> Plain:
    budget = [_MAX_ENTRIES]
    leaves: list[Any] = []

    def copy(item: Any, depth: int) -> Any:
        budget[0] -= 1
        if budget[0] < (len(item) if type(item) in (list, tuple) else 0):
            raise _Unreadable("a list with more than a million entries")
        kind = type(item)
        if kind in (list, tuple):
            if depth > _MAX_DEPTH:
                raise _Unreadable(f"a list nested more than {_MAX_DEPTH} deep")
            rows = [copy(inner, depth + 1) for inner in item]
            if len({_list_shape(row) for row in rows}) > 1:
                raise _Unreadable(f"a {name} with rows of unequal length")
            return rows
        if kind in _NUMBERS or kind is bool:
            leaf = _leaf(item)
            leaves.append(leaf)
            return float(leaf) if _is_large(leaf) else leaf
        inner = plain_value(item)
        if inner.kind == "numbers" and inner.array is not None:
            if depth + inner.array.ndim > _MAX_DEPTH:
                raise _Unreadable(f"a list nested more than {_MAX_DEPTH} deep")
            leaves.extend(inner.array.ravel().tolist())
            return (inner.array.astype(float) if inner.array.dtype == object else inner.array).tolist()
        found = inner.problem or f"an object of type {inner.type_name}"
        raise _Unreadable(f"a {name} that holds {found}")

    try:
        array = np.array(copy(value, 0))
    except _Unreadable as error:
        return Plain("other", name, problem=str(error))
    if any(map(_is_large, leaves)) and not any(type(leaf) is float for leaf in leaves):
        return Plain("numbers", name, _python_integers(leaves, array.shape), array.shape)
    return _from_array(array, name)


def _list_shape(value: Any) -> tuple[int, ...]:
    """Return the shape of nested lists whose rows are alike."""
    if type(value) is not list:
        return ()
    return (len(value), *(_list_shape(value[0]) if value else ()))


def _python_integers(numbers: list[int], shape: tuple[int, ...]) -> np.ndarray:
    array = np.empty(len(numbers), dtype=object)
    array[:] = [int(number) for number in numbers]
    return array.reshape(shape)


def _from_array(array: np.ndarray, name: str) -> Plain:
    shape = tuple(int(side) for side in array.shape)
    if array.dtype == object:
        if array.size > _MAX_ENTRIES:
            return Plain("other", name, problem="an array of Python objects")
        if array.ndim == 0:
            return Plain("numbers", name, array) if _is_large(array.item()) else plain_value(array.item())
        inner = _from_list(array.tolist(), name)
        if inner.kind == "numbers":
            return inner
        return Plain("other", name, problem="an array that holds objects which are not numbers")
    if array.dtype.kind == "c":
        return Plain("other", name, problem="an array of complex numbers")
    if array.dtype.kind not in "iufb":
        return Plain("other", name, problem=f"an array of dtype {array.dtype}")
    if array.size > _MAX_ENTRIES:
        return Plain("numbers", name, None, shape)
    if array.dtype.kind == "u" and array.size and int(array.max()) >= 2**63:
        return Plain("numbers", name, _python_integers(array.ravel().tolist(), shape), shape)
    target: Any = {"b": np.bool_, "i": np.int64, "u": np.int64}.get(array.dtype.kind, np.float64)
    return Plain("numbers", name, np.array(array, dtype=target, subok=False), shape)
