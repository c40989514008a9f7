"""Your turn: one line to fill in the flow of a lesson, checked at once, ungraded.

The turns of a lesson stand in `turns/lessonNN.py`. What is right is computed when it is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from numbers import Number
from typing import Any

import numpy as np

from racteach.checks.card import KEYS, card_frame, paragraph, title, with_code
from racteach.checks.discovery import numbers

LESSONS = numbers("turns")
_SIGNS = {"your turn": ("[ ]", "○", "#0072B2"), "right": ("[x]", "✔", "#009E73"),
          "not yet": ("[!]", "✘", "#D55E00"), "no answer": ("[!]", "✘", "#D55E00")}  # fmt: skip
_SHAPES = {0: "one number", 1: "a list of {} numbers"}


@dataclass(frozen=True)
class Slip:
    """A typical mistake: what it gives, and the sentence that names it."""

    value: Callable[[], Any]
    says: str


@dataclass(frozen=True)
class Turn:
    """What one *your turn* cell asks, and what it answers.

    Attributes:
        asks: what to write in place of the dots.
        truth: computes a right value: a number, a list of numbers, or a set where the order is free.
        adds: what a right value is told, something that is not in the question.
        hint: what an unknown wrong value is told.
        slips: the typical mistakes.
        holds: whether a value is right, where several are; it raises ValueError for what makes no sense.
    """

    asks: str
    truth: Callable[[], Any]
    adds: str
    hint: str
    slips: tuple[Slip, ...] = ()
    holds: Callable[[tuple[int, ...]], bool] | None = None


@dataclass(frozen=True)
class TurnCard:
    """What a *your turn* cell shows.

    Attributes:
        name: the turn's name.
        state: "your turn", "right", "not yet", or "no answer" for what cannot be one.
        text: what is asked, or what is said to the value.
        folds: title and text of what waits in folds, for readers without a kernel.
    """

    name: str
    state: str
    text: str
    folds: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{_SIGNS[self.state][0]} {self.name}: {self.state}\n{self.text}"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        _, sign, colour = _SIGNS[self.state]
        heading = "Your turn" if self.state == "your turn" else self.state.capitalize()
        body = title(sign, heading) + paragraph(self.text) + "".join(_fold(*fold) for fold in self.folds)
        return card_frame(f"{heading}: {self.name}", colour, f'<div class="racteach-turn">{body}</div>')


def _fold(name: str, text: str) -> str:
    return (
        f'<details style="margin:0.2em 0"><summary style="cursor:pointer" {KEYS}>{name}</summary>'
        f'<p style="margin:0.2em 0 0.4em 1.2em">{with_code(text)}</p></details>'
    )


def turn(name: str, value: Any = ...) -> TurnCard:
    """Return what is asked for three dots, and what is so for anything else. It never raises.

    Args:
        name: the turn's name, such as "02-product".
        value: a number, or a list of numbers, as the turn asks; three dots to be asked.

    >>> turn("02-product", 5)
    [!] 02-product: not yet
    5 is 2 + 3. Ranks add for sums; for a product every term meets every term.
    """
    name = name if isinstance(name, str) else repr(name)
    lesson = name[:2]
    known = lesson_turns(lesson) if lesson in LESSONS else {}
    if name not in known:
        there = (
            f"lesson {lesson} has {', '.join(known)}"
            if known
            else f"lessons with turns: {', '.join(LESSONS)}"
        )
        return TurnCard(name[:40], "no answer", f"There is no turn of this name; {there}.")
    asked = known[name]
    if value is ...:
        answer = f"{_shown(asked.truth())}. {asked.adds}"
        text = f"{asked.asks} Write it in place of the dots, and run the cell again."
        return TurnCard(name, "your turn", text, (("Hint", asked.hint), ("Answer", answer)))
    try:
        right, says = _judged(asked, value)
    except ValueError as error:
        return TurnCard(name, "no answer", str(error))
    return TurnCard(name, "right" if right else "not yet", says)


def _judged(asked: Turn, value: Any) -> tuple[bool, str]:
    truth = asked.truth()
    given = _read(value, truth)
    if asked.holds is not None:
        right = asked.holds(tuple(_whole(item) for item in given.tolist()))
    else:
        right = _same(given, truth)
    if right:
        return True, asked.adds
    return False, next((slip.says for slip in asked.slips if _same(given, slip.value())), asked.hint)


def _same(given: Any, other: Any) -> bool:
    if isinstance(other, (set, frozenset)):
        return given.ndim == 1 and len(given) == len(other) and set(given.tolist()) == set(other)
    wanted = np.asarray(other, dtype=float)
    near = 1e-9 if np.allclose(wanted, wanted.round(), rtol=1e-12) else 2e-3  # three digits of a real number
    return given.shape == wanted.shape and bool(np.allclose(given, wanted, rtol=near, atol=0))


def _read(value: Any, truth: Any) -> Any:
    """Return a student's value as an array of floats, of the shape that is asked for."""
    free = isinstance(truth, (set, frozenset))
    shape = np.shape(sorted(truth) if free else truth)
    wanted = "a list of numbers" if free else _SHAPES[len(shape)].format(*shape)
    if isinstance(value, (set, frozenset)) and free:
        value = list(value)
    if (
        value is None
        or isinstance(value, (str, bytes, bool, complex, dict, set, frozenset))
        or callable(value)
    ):
        raise ValueError(f"This is {_kind(value)}, and {wanted} is asked for.")
    try:
        array = np.asarray([float(item) for item in value] if _is_row(value) else value, dtype=float)
    except Exception:
        raise ValueError(f"This cannot be read as numbers: {wanted} is asked for.") from None
    if not np.isfinite(array).all():
        raise ValueError(f"This holds a value that is no number or not finite: {wanted} is asked for.")
    if not shape and array.size == 1:
        array = array.reshape(())
    if not array.size or array.ndim != len(shape) or (array.shape != shape and not free):
        raise ValueError(f"This has shape {array.shape}, and {wanted} is asked for.")
    return array


def _is_row(value: Any) -> bool:
    """Whether it is a list of numbers, such as fractions, that NumPy may not know."""
    return isinstance(value, (list, tuple)) and all(isinstance(item, Number) for item in value)


def _kind(value: Any) -> str:
    if value is None:
        return "None"
    if callable(value):
        return "a function"
    return {"str": "text", "bool": "True or False", "complex": "a complex number"}.get(
        type(value).__name__, f"of type {type(value).__name__}"
    )


def _whole(item: float) -> int:
    if item != int(item):
        raise ValueError(f"{item} is no whole number: whole numbers are asked for.")
    return int(item)


def _shown(truth: Any) -> str:
    if isinstance(truth, (set, frozenset)):
        return ", ".join(str(item) for item in sorted(truth))
    values = np.asarray(truth, dtype=float)
    if values.ndim:
        return ", ".join(_shown(item) for item in values.tolist())
    return str(int(values)) if values == values.round() else f"{float(values):.6g}"


@cache
def lesson_turns(lesson: str) -> dict[str, Turn]:
    """Return the turns of a lesson by name, from `turns/lessonNN.py`, in the order of the lesson."""
    turns: dict[str, Turn] = import_module(f"racteach.checks.turns.lesson{lesson}").TURNS
    return turns
