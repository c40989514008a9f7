"""Call a student's function once: on copies, with prints and warnings caught, for a limited time."""

from __future__ import annotations

import contextlib
import copy
import inspect
import io
import linecache
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from types import FunctionType
from typing import Any

import numpy as np

from racteach.checks.timelimit import TimeIsUp, run_limited
from racteach.checks.values import Plain, plain_value

_MAX_PRINTED = 2000


@dataclass(frozen=True)
class Outcome:
    """What one call did.

    Attributes:
        kind: "returned", "raised" or "timed out".
        answer: what it returned, with kind "returned".
        error: type and message of the exception, with kind "raised".
        error_type: the exception's type, with kind "raised".
        error_line: number and text of the line of the student's function that raised, when it can be found.
        printed: what it printed, the beginning of it.
        warned: the first warning that Python gave.
        mutated: whether it changed one of its inputs.
        after: its inputs as they were when it returned.
    """

    kind: str
    answer: Plain | None = None
    error: str = ""
    error_type: type[BaseException] | None = None
    error_line: str = ""
    printed: str = ""
    warned: str = ""
    mutated: bool = False
    after: tuple[Any, ...] | None = None


class _Beginning(io.StringIO):
    """A text stream that keeps its first characters and drops the rest: endless prints cost nothing."""

    def write(self, text: str) -> int:
        room = _MAX_PRINTED - self.tell()
        if room > 0:
            super().write(text[:room])
        return len(text)


def misfit(wanted: str, function: Callable[..., Any], case: tuple[Any, ...]) -> str:
    """Return a sentence when the function cannot take the arguments of a signature, or nothing."""
    try:
        signature = inspect.signature(function)
    except Exception:  # a built-in without a signature, or an object with an odd one: the call will tell
        return ""
    try:
        signature.bind(*case)
    except TypeError:
        names = ", ".join(signature.parameters) or "nothing"
        parameters = wanted[wanted.index("(") :]
        return f"The function must take {parameters}. Yours takes ({names}). Use `{wanted}`."
    return ""


def call(function: Callable[..., Any], arguments: tuple[Any, ...], seconds: float) -> Outcome:
    """Return what `function(*arguments)` did; the arguments themselves stay as they are."""
    given = copy.deepcopy(arguments)
    printed = _Beginning()

    def action() -> tuple[Plain, bool]:
        answer = plain_value(function(*given))
        return answer, not same_inputs(given, arguments)

    with (
        warnings.catch_warnings(record=True) as caught,
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
    ):
        warnings.simplefilter("always")
        try:
            answer, mutated = run_limited(action, seconds)
            outcome = Outcome("returned", answer, mutated=mutated, after=given)
        except TimeIsUp:
            outcome = Outcome("timed out")
        except BaseException as error:
            outcome = _raised(error, function)
    first = f"{caught[0].category.__name__}: {_line(str(caught[0].message))}" if caught else ""
    return Outcome(**{**vars(outcome), "printed": printed.getvalue(), "warned": first})


def _raised(error: BaseException, function: Callable[..., Any]) -> Outcome:
    kind = type(error)
    try:
        message = _line(str(error))
    except Exception:
        message = "(its message cannot be shown)"
    name = kind.__name__
    return Outcome(
        "raised",
        error=f"{name}: {message}" if message else name,
        error_type=kind,
        error_line=_where(error, function),
    )


def _where(error: BaseException, function: Callable[..., Any]) -> str:
    """Return "line 3: <text>" for the deepest line of the traceback in the file or cell of the function."""
    file = function.__code__.co_filename if isinstance(function, FunctionType) else None
    found = ""
    step = error.__traceback__
    while step is not None:
        if file is not None and step.tb_frame.f_code.co_filename == file:
            text = linecache.getline(file, step.tb_lineno).strip()
            found = f"line {step.tb_lineno}" + (f": {text}" if text else "")
        step = step.tb_next
    return found


def _line(text: str, limit: int = 200) -> str:
    """Return the first line of `text`, shortened, without memory addresses, which differ from run to run."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    first = re.sub(r"0x[0-9a-fA-F]{6,}", "0x...", first)
    return first if len(first) <= limit else first[: limit - 3] + "..."


def same_inputs(left: Any, right: Any) -> bool:
    """Say whether two arguments are equal in type, shape, dtype and every entry.

    >>> same_inputs((np.ones(2), [1, 2]), (np.ones(2), [1, 2]))
    True
    >>> same_inputs((np.ones(2),), (np.array([1.0, 5.0]),))
    False
    """
    if type(left) is not type(right):
        return False
    if isinstance(left, np.ndarray):
        return left.shape == right.shape and left.dtype == right.dtype and bool(np.array_equal(left, right))
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(map(same_inputs, left, right))
    return bool(left == right)
