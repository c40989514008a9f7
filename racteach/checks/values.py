"""Read whatever a student's function returned as plain numbers, and compare it with what was expected.

Right answers come in many forms (lists, integer or float arrays, NumPy or Python numbers); wrong ones can be
any object at all. `plain_value` trusts nothing: it looks at the true type, copies numbers out, and leaves the
rest alone. Whole numbers stay exact, however large.
"""

from __future__ import annotations

import inspect
import math
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

import numpy as np

_MAX_DEPTH = 32
_MAX_ENTRIES = 1_000_000
_NUMBERS = (int, float, Fraction)
_MAX_BITS = 1023  # larger whole numbers count as infinite: no float holds them
_EXACT_FLOATS = 2**53  # from here on, floats skip whole numbers


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
        leaf = _leaf(value)
        return _from_array(np.asarray(leaf, dtype=object if _is_large(leaf) else None), name)
    if kind in (list, tuple):
        return _from_list(value, name)
    return Plain("other", name, problem=f"an object of type {name}")


def _is_large(value: Any) -> bool:
    """Say whether a number is whole and does not fit into 64 bits."""
    return type(value) is int and not -(2**63) <= value < 2**63


def _leaf(value: Any) -> int | float:
    """Return a number as Python's int or float."""
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


@dataclass(frozen=True)
class SameArray:
    """Compare arrays: equal shape, and entries equal to within `tolerance` of the largest expected one.

    With `exact`, entries are whole numbers and must be equal; a float counts below 2^53 only.

    >>> SameArray().judge(plain_value([1, 2]), np.array([1.0, 2.0])) is None
    True
    >>> SameArray().judge(plain_value([1, 2, 3]), np.array([1.0, 2.0])).sentence
    'The shape is (3,). It must be (2,).'
    """

    tolerance: float = 1e-6
    exact: bool = False

    def judge(self, answer: Plain, expected: Any) -> Fault | None:
        """Return None for a right answer, else what is wrong with it."""
        wanted = np.asarray(expected)
        problem = _not_numbers(answer, "an array of numbers")
        if problem is not None:
            return problem
        if answer.shape != wanted.shape:
            return Fault(FaultKind.SHAPE, f"The shape is {answer.shape}. It must be {wanted.shape}.")
        assert answer.array is not None
        found = _compare(answer.array, wanted, self.tolerance, self.exact)
        fractions = not self.exact and bool((wanted.astype(float) % 1).any())
        if found is not None and fractions and answer.array.dtype == np.int64:
            return Fault(
                FaultKind.VALUES,
                f"{found.sentence} Your array holds whole numbers only, so fractions are cut off: make it "
                "with `dtype=float`, and divide with `/`.",
                found.differs,
            )
        return found


@dataclass(frozen=True)
class SameNumber:
    """Compare single numbers: 3, 3.0, numpy.int64(3) and a 0-dimensional array are all the number 3.

    With `exact`, the number is whole and must be equal; a float counts below 2^53 only.

    >>> SameNumber().judge(plain_value(3.0), 3) is None
    True
    >>> SameNumber().judge(plain_value(2), 3).sentence
    'The value is 2. It must be 3.'
    >>> SameNumber(exact=True).judge(plain_value(10**20), 10**20 + 1).sentence
    'The value is 100000000000000000000. It must be 100000000000000000001.'
    """

    tolerance: float = 1e-9
    exact: bool = False

    def judge(self, answer: Plain, expected: Any) -> Fault | None:
        """Return None for a right answer, else what is wrong with it."""
        if answer.kind == "other" and answer.type_name.startswith("complex"):
            return Fault(
                FaultKind.NOT_NUMBERS,
                "Your function returned a complex number, as the root of a negative number is. Where "
                "rounding made it negative, take `max(0, ...)` before the root.",
            )
        problem = _not_numbers(answer, "one number")
        if problem is not None:
            return problem
        if answer.shape != ():
            return Fault(FaultKind.SHAPE, f"It is an array of shape {answer.shape}. One number is asked for.")
        assert answer.array is not None
        wanted = np.asarray(expected)
        if not self.exact and np.isnan(answer.array.astype(float)) and wanted.astype(float) == 0:
            return Fault(
                FaultKind.VALUES,
                "It is NaN, and must be 0. Rounding can make a number under a root slightly negative: take "
                "`max(0, ...)` before the root.",
            )
        found = _compare(answer.array, wanted, self.tolerance, self.exact)
        if found is None or not _is_finite(answer.array.item()):
            return found
        yours, right = answer.array.item(), wanted.item()
        if self.exact and type(yours) is float and abs(yours) >= _EXACT_FLOATS:
            return Fault(
                FaultKind.VALUES,
                f"The value is the float {yours:.12g}; floats from 2^53 on skip whole numbers. It must be "
                f"{written(right)}: compute in whole numbers.",
            )
        return Fault(FaultKind.VALUES, f"The value is {written(yours)}. It must be {written(right)}.")


def written(value: Any) -> str:
    """Return a number as messages show it: whole numbers with all digits, others with up to 17.

    >>> written(2**70), written(3.0), written(1 / 3), written(3 - 4e-16)
    ('1180591620717411303424', '3', '0.333333333333', '2.9999999999999996')
    """
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_FLOATS:
        value = int(value)
    if not isinstance(value, float):
        return str(value)
    short = f"{value:.12g}"
    return repr(value) if float(short).is_integer() and not value.is_integer() else short


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


def _is_finite(value: Any) -> bool:
    return not isinstance(value, float) or math.isfinite(value)


def _compare(array: np.ndarray, wanted: np.ndarray, tolerance: float, exact: bool = False) -> Fault | None:
    floats, right = array.astype(float), wanted.astype(float)
    bad = ~np.isfinite(floats) & np.isfinite(right)
    if bad.any():
        tests = (("NaN", np.isnan), ("infinite", np.isinf))
        kinds = " or ".join(word for word, test in tests if test(floats).any())
        many = (
            f"Values that are {kinds}: {int(bad.sum())} of {array.size}." if array.ndim else f"It is {kinds}."
        )
        return Fault(FaultKind.NOT_FINITE, f"{many} All must be finite.", bad)
    if exact:
        pairs = zip(array.ravel().tolist(), wanted.ravel().tolist(), strict=True)
        same = np.array([_equal(*pair) for pair in pairs], dtype=bool).reshape(wanted.shape)
    else:
        scale = float(np.max(np.abs(right), initial=0.0, where=np.isfinite(right))) or 1.0
        with np.errstate(all="ignore"):
            same = np.isclose(floats, right, rtol=0.0, atol=tolerance * scale, equal_nan=True)
    if same.all():
        return None
    return Fault(
        FaultKind.VALUES,
        f"The shape {array.shape} is right. Wrong values: {int((~same).sum())} of {array.size}.",
        ~same,
    )


def _equal(yours: Any, wanted: Any) -> bool:
    """Say whether a number is the whole number `wanted`; where that is not whole, whether it is as close."""
    if isinstance(wanted, float) and not (wanted.is_integer() and abs(wanted) < _EXACT_FLOATS):
        both_nan = math.isnan(wanted) and yours != yours
        return yours == wanted or both_nan or (isinstance(yours, float) and math.isclose(yours, wanted))
    return yours == wanted and (not isinstance(yours, float) or abs(yours) < _EXACT_FLOATS)
