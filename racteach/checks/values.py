"""Read whatever a student's function returned as plain numbers, and compare it with what was expected.

Right answers come in many forms (lists, integer or float arrays, NumPy or Python numbers); wrong ones can be
any object at all. `plain_value` trusts nothing: it looks at the true type, copies numbers out, and leaves the
rest alone.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

import numpy as np

_MAX_DEPTH = 32
_MAX_ENTRIES = 1_000_000
_NUMBERS = (int, float, Fraction)


@dataclass(frozen=True)
class Plain:
    """A returned value made harmless: real numbers in a base-class array, or the reason why it holds none.

    Attributes:
        kind: "numbers", "none", "placeholder" (`...` or NotImplemented) or "other".
        type_name: the name of the returned object's type.
        array: the numbers (int64, float64 or bool), with kind "numbers" only; None when there are too many.
        shape: the shape of the numbers.
        problem: why it cannot be read as numbers, with kind "other" only.
    """

    kind: str
    type_name: str
    array: np.ndarray | None = None
    shape: tuple[int, ...] = ()
    problem: str = ""


class FaultKind(StrEnum):
    """In what way one answer is wrong."""

    RAISED = "raised"
    NOTHING = "nothing returned"
    NOT_NUMBERS = "not numbers"
    SHAPE = "shape"
    NOT_FINITE = "not finite"
    VALUES = "values"
    MUTATED = "mutated"


@dataclass(frozen=True)
class Fault:
    """What is wrong with one answer.

    Attributes:
        kind: in what way; whoever decides anything decides by it.
        sentence: the same for a student.
        differs: which entries differ, where the shapes agree.
    """

    kind: FaultKind
    sentence: str
    differs: np.ndarray | None = None


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
        return _from_array(np.asarray(_leaf(value)), name)
    if kind in (list, tuple):
        return _from_list(value, name)
    return Plain("other", name, problem=f"an object of type {name}")


def _leaf(value: Any) -> int | float:
    """Return a number that NumPy stores without an object array."""
    if type(value) is Fraction or (type(value) is int and abs(value) >= 2**62):
        try:
            return float(value)
        except OverflowError:
            return float("inf")
    return value


def _from_list(value: Any, name: str) -> Plain:
    budget = [_MAX_ENTRIES]

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
            return _leaf(item)
        inner = plain_value(item)
        if inner.kind == "numbers" and inner.array is not None:
            if depth + inner.array.ndim > _MAX_DEPTH:
                raise _Unreadable(f"a list nested more than {_MAX_DEPTH} deep")
            return inner.array.tolist()
        found = inner.problem or f"an object of type {inner.type_name}"
        raise _Unreadable(f"a {name} that holds {found}")

    try:
        return _from_array(np.array(copy(value, 0)), name)
    except _Unreadable as error:
        return Plain("other", name, problem=str(error))


def _list_shape(value: Any) -> tuple[int, ...]:
    """Return the shape of nested lists whose rows are alike."""
    if type(value) is not list:
        return ()
    return (len(value), *(_list_shape(value[0]) if value else ()))


def _from_array(array: np.ndarray, name: str) -> Plain:
    if array.dtype == object:
        if array.size > _MAX_ENTRIES:
            return Plain("other", name, problem="an array of Python objects")
        inner = _from_list(array.tolist(), name) if array.ndim else plain_value(array.item())
        if inner.kind == "numbers":
            return inner
        return Plain("other", name, problem="an array that holds objects which are not numbers")
    if array.dtype.kind == "c":
        return Plain("other", name, problem="an array of complex numbers")
    if array.dtype.kind not in "iufb":
        return Plain("other", name, problem=f"an array of dtype {array.dtype}")
    shape = tuple(int(side) for side in array.shape)
    if array.size > _MAX_ENTRIES:
        return Plain("numbers", name, None, shape)
    target: Any = {"b": np.bool_, "i": np.int64}.get(array.dtype.kind, np.float64)
    return Plain("numbers", name, np.array(array, dtype=target, subok=False), shape)


@dataclass(frozen=True)
class SameArray:
    """Compare arrays: equal shape, and entries equal to within `tolerance` of the largest expected one.

    >>> SameArray().judge(plain_value([1, 2]), np.array([1.0, 2.0])) is None
    True
    >>> SameArray().judge(plain_value([1, 2, 3]), np.array([1.0, 2.0])).sentence
    'The shape is (3,). It must be (2,).'
    """

    tolerance: float = 1e-6

    def judge(self, answer: Plain, expected: Any) -> Fault | None:
        """Return None for a right answer, else what is wrong with it."""
        wanted = np.asarray(expected)
        problem = _not_numbers(answer, "an array of numbers")
        if problem is not None:
            return problem
        if answer.shape != wanted.shape:
            return Fault(FaultKind.SHAPE, f"The shape is {answer.shape}. It must be {wanted.shape}.")
        assert answer.array is not None
        return _compare(answer.array, wanted, self.tolerance)


@dataclass(frozen=True)
class SameNumber:
    """Compare single numbers: 3, 3.0, numpy.int64(3) and a 0-dimensional array are all the number 3.

    >>> SameNumber().judge(plain_value(3.0), 3) is None
    True
    >>> SameNumber().judge(plain_value(2), 3).sentence
    'The value is 2. It must be 3.'
    """

    tolerance: float = 1e-9

    def judge(self, answer: Plain, expected: Any) -> Fault | None:
        """Return None for a right answer, else what is wrong with it."""
        problem = _not_numbers(answer, "one number")
        if problem is not None:
            return problem
        if answer.shape != ():
            return Fault(FaultKind.SHAPE, f"It is an array of shape {answer.shape}. One number is asked for.")
        assert answer.array is not None
        wanted = np.asarray(_leaf(expected))
        found = _compare(answer.array, wanted, self.tolerance)
        if found is None or not np.isfinite(answer.array):
            return found
        return Fault(
            FaultKind.VALUES, f"The value is {answer.array.item():.12g}. It must be {wanted.item():.12g}."
        )


def _not_numbers(answer: Plain, wanted: str) -> Fault | None:
    if answer.kind == "none":
        return Fault(
            FaultKind.NOTHING, "Your function returned None. End it with a `return` that gives the result."
        )
    if answer.kind != "numbers":
        return Fault(
            FaultKind.NOT_NUMBERS, f"Your function returned {answer.problem}. It must return {wanted}."
        )
    if answer.array is not None and answer.array.dtype == np.bool_:
        return Fault(
            FaultKind.NOT_NUMBERS,
            "Your function returned truth values (True, False). It must return numbers.",
        )
    return None


def _compare(array: np.ndarray, wanted: np.ndarray, tolerance: float) -> Fault | None:
    bad = ~np.isfinite(array) & np.isfinite(wanted)
    if bad.any():
        tests = (("NaN", np.isnan), ("infinite", np.isinf))
        kinds = " or ".join(word for word, test in tests if test(array).any())
        many = (
            f"Values that are {kinds}: {int(bad.sum())} of {array.size}." if array.ndim else f"It is {kinds}."
        )
        return Fault(FaultKind.NOT_FINITE, f"{many} All must be finite.", bad)
    scale = float(np.max(np.abs(wanted), initial=0.0, where=np.isfinite(wanted))) or 1.0
    with np.errstate(all="ignore"):
        same = np.isclose(
            array.astype(float), wanted.astype(float), rtol=0.0, atol=tolerance * scale, equal_nan=True
        )
    if same.all():
        return None
    return Fault(
        FaultKind.VALUES,
        f"The shape {array.shape} is right. Wrong values: {int((~same).sum())} of {array.size}.",
        ~same,
    )
