"""Compare what was returned with what was expected, and say what is wrong in words and as data."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np

from racteach.checks.values import Plain

_EXACT_FLOATS = 2**53  # from here on, floats skip whole numbers


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


@dataclass(frozen=True)
class SameArray:
    """Compare arrays: equal shape, and entries equal to within `tolerance` of the largest expected one.

    With `exact`, entries are whole numbers and must be equal; a float counts below 2^53 only. With `truths`,
    True and False may stand for 1 and 0.

    >>> from racteach.checks.values import plain_value
    >>> SameArray().judge(plain_value([1, 2]), np.array([1.0, 2.0])) is None
    True
    >>> SameArray().judge(plain_value([1, 2, 3]), np.array([1.0, 2.0])).sentence
    'The shape is (3,). It must be (2,).'
    """

    tolerance: float = 1e-6
    exact: bool = False
    truths: bool = False

    def judge(self, answer: Plain, expected: Any) -> Fault | None:
        """Return None for a right answer, else what is wrong with it."""
        wanted = np.asarray(expected)
        if self.truths and answer.array is not None and answer.array.dtype == np.bool_:
            answer = replace(answer, array=answer.array.astype(np.int64))
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

    >>> from racteach.checks.values import plain_value
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


@dataclass(frozen=True)
class SameShape:
    """Look at the form only: numbers in the expected shape, from `least` to `most`; with `exact` whole ones.

    For answers that are judged by a property.

    >>> from racteach.checks.values import plain_value
    >>> SameShape().judge(plain_value([1, 2]), np.zeros(2)) is None
    True
    >>> SameShape(exact=True).judge(plain_value([1.0, 2.5]), np.zeros(2)).sentence
    'Whole numbers are asked for, and one entry is 2.5.'
    >>> SameShape(least=0, most=9).judge(plain_value([1, 12]), np.zeros(2)).sentence
    'Entries must lie between 0 and 9, and one is 12.'
    """

    exact: bool = False
    least: float = -math.inf
    most: float = math.inf

    def judge(self, answer: Plain, expected: Any) -> Fault | None:
        """Return None for an answer of the right form, else what is wrong with its form."""
        shape = np.shape(expected)
        problem = _not_numbers(answer, "an array of numbers" if shape else "one number")
        if problem is not None:
            return problem
        if answer.shape != shape or answer.array is None:
            return Fault(FaultKind.SHAPE, f"The shape is {answer.shape}. It must be {shape}.")
        infinite = _not_finite(answer.array.astype(float), np.ones(shape, dtype=bool))
        if infinite is not None:
            return infinite
        numbers = answer.array.ravel().tolist()
        broken = next((x for x in numbers if self.exact and not _equal(x, round(x))), None)
        if broken is not None:
            return Fault(
                FaultKind.VALUES, f"Whole numbers are asked for, and one entry is {written(broken)}."
            )
        outside = next((x for x in numbers if not self.least <= x <= self.most), None)
        if outside is not None:
            bounds = f"between {written(self.least)} and {written(self.most)}"
            return Fault(FaultKind.VALUES, f"Entries must lie {bounds}, and one is {written(outside)}.")
        return None


def exact_or_float(array: np.ndarray, exact: bool) -> np.ndarray:
    """Return numbers as a property is judged on them: Python's integers where they are exact, else floats."""
    if not exact:
        return array.astype(float)
    whole = np.empty(array.shape, dtype=object)
    whole[...] = np.array([int(number) for number in array.ravel().tolist()], dtype=object).reshape(
        array.shape
    )
    return whole


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
    infinite = _not_finite(floats, np.isfinite(right))
    if infinite is not None:
        return infinite
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


def _not_finite(floats: np.ndarray, must_be: np.ndarray) -> Fault | None:
    """Return what is wrong where numbers that must be finite are not."""
    bad = ~np.isfinite(floats) & must_be
    if not bad.any():
        return None
    tests = (("NaN", np.isnan), ("infinite", np.isinf))
    kinds = " or ".join(word for word, test in tests if test(floats).any())
    many = f"Values that are {kinds}: {int(bad.sum())} of {bad.size}." if bad.ndim else f"It is {kinds}."
    return Fault(FaultKind.NOT_FINITE, f"{many} All must be finite.", bad)


def _equal(yours: Any, wanted: Any) -> bool:
    """Say whether a number is the whole number `wanted`; where that is not whole, whether it is as close."""
    if isinstance(wanted, float) and not (wanted.is_integer() and abs(wanted) < _EXACT_FLOATS):
        both_nan = math.isnan(wanted) and yours != yours
        return yours == wanted or both_nan or (isinstance(yours, float) and math.isclose(yours, wanted))
    return yours == wanted and (not isinstance(yours, float) or abs(yours) < _EXACT_FLOATS)
