"""What an exercise is: what its notebook says, what Python adds to it, and the part that knows the answers.

The answers are apart on purpose. A process that runs a student's code needs a `Task` only. The reference, the
expected values and the known mistakes live in `Answers`, in modules of their own, loaded only to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from racteach.checks.comparing import Fault
from racteach.checks.values import Plain

DIFFICULTIES = ("warm-up", "core", "stretch")


@dataclass(frozen=True)
class Written:
    """What a task's cells in its notebook say; `racteach.checks.written` reads it from there.

    Attributes:
        title: a few words, the statement's heading.
        statement: one or two sentences that say what to return.
        minutes: how long a student needs, roughly.
        difficulty: one of "warm-up", "core", "stretch".
        points: what the task is worth when graded.
        name: the name of the function to write.
        parameters: its parameters, in order.
    """

    title: str
    statement: str
    minutes: int
    difficulty: str
    points: int
    name: str
    parameters: tuple[str, ...]

    @property
    def signature(self) -> str:
        """The function's name and parameters, as one writes them."""
        return f"{self.name}({', '.join(self.parameters)})"


@dataclass(frozen=True)
class Guidance:
    """What a task needs and its notebook does not show.

    Attributes:
        id: lesson and short name, such as "03-cut"; also the `grade_id` of the solution cell.
        hints: two or three, from a nudge to nearly the idea; none is code.
        next_step: what to try once it passes.
        forbids: functions of the library that raise when the task is graded, such as
            "bounds.proved.end_bound"; the notebook says so.
        allows: modules of other packages that may be used when the task is graded, besides Python's own,
            NumPy, the library and what draws; the notebook says so.
    """

    id: str
    hints: tuple[str, ...]
    next_step: str
    forbids: tuple[str, ...] = ()
    allows: tuple[str, ...] = ()

    @property
    def lesson(self) -> str:
        """The lesson's two digits."""
        return self.id[:2]

    @property
    def refused(self) -> str:
        """What the task forbids, as its notebook says it; empty if it forbids nothing.

        >>> from racteach.checks.registry import tasks
        >>> tasks()["03-any-split"].refused
        'When your work is graded, `rt.matricize` raises an error: it is what you are asked to write.'
        """
        names = list(dict.fromkeys(_public(name) for name in self.forbids))
        if not names:
            return ""
        listed = " and ".join(f"`{name}`" for name in names)
        verb, what = ("raises", "it is") if len(names) == 1 else ("raise", "they are")
        return f"When your work is graded, {listed} {verb} an error: {what} what you are asked to write."

    @property
    def allowed(self) -> str:
        """What the task allows besides, as its notebook says it; empty if it allows nothing.

        >>> from racteach.checks.registry import tasks
        >>> tasks()["02-nearest"].allowed
        'When your work is graded, `scipy.linalg` may be used too.'
        """
        if not self.allows:
            return ""
        names = " and ".join(f"`{name}`" for name in self.allows)
        return f"When your work is graded, {names} may be used too."


@dataclass(frozen=True)
class Task(Guidance, Written):
    """Say what is asked of the student, and nothing about the answer."""


def _public(name: str) -> str:
    """Return how a notebook names a function of the library that a task forbids."""
    if name in _METHODS:
        return _METHODS[name]
    package, _, rest = name.partition(".")
    return f"rt.{package}.{name.rpartition('.')[2]}" if "." in rest else f"rt.{rest}"


_METHODS = {
    "circuits.step": "rt.RAC",
    "cells.update": "rt.RNN, rt.GRU, rt.LSTM",
    "exact.elimination.rank_modulo": "rt.exact_rank",
    "certificates.proving.flint_rank": "racteach.certificates.proving.flint_rank",
    "learning.grid_gradients.parameters": "rt.learning.GridWords.parameters",
}


@dataclass(frozen=True)
class Misconception:
    """Name a known mistake, with a function that makes it and the sentence that helps.

    The same mistake can lead to other results in a program that is built otherwise: these are its `variants`.
    """

    name: str
    wrong: Callable[..., Any]
    sentence: str
    variants: tuple[Callable[..., Any], ...] = ()

    @property
    def forms(self) -> tuple[Callable[..., Any], ...]:
        """All functions that make the mistake."""
        return (self.wrong, *self.variants)


@dataclass(frozen=True)
class Suspicion:
    """Name what is likely when an answer is right on all inputs but those `where` something holds.

    An overflow has no function that makes it: each program goes wrong in its own way, at large numbers only.
    """

    name: str
    where: Callable[..., bool]
    sentence: str


class Comparison(Protocol):
    """How an answer is compared with the expected value: None when it is right, else what is wrong."""

    def judge(self, answer: Plain, expected: Any) -> Fault | None: ...


@dataclass(frozen=True)
class Answers:
    """Hold what judges a task: inputs, reference, comparison and known mistakes.

    Attributes:
        edge_cases: inputs that every answer meets, each a tuple of arguments.
        random_case: draws one more tuple of arguments from a generator.
        draws: how many random inputs a check uses.
        reference: the right function.
        comparison: decides whether an answer equals the reference's.
        must_hold: one sentence: the property that a right answer has.
        misconceptions: known mistakes, in the order in which they are tried.
        suspicions: tried in order where no known mistake fits.
    """

    edge_cases: tuple[tuple[Any, ...], ...]
    random_case: Callable[[np.random.Generator], tuple[Any, ...]]
    reference: Callable[..., Any]
    comparison: Comparison
    must_hold: str
    misconceptions: tuple[Misconception, ...]
    draws: int = 16
    suspicions: tuple[Suspicion, ...] = ()

    def cases(self, seed: int) -> list[tuple[Any, ...]]:
        """Return edge cases and random cases, the shortest first, and among these the one with small numbers.

        The same seed gives the same cases.
        """
        generator = np.random.default_rng(seed)
        drawn = [self.random_case(generator) for _ in range(self.draws)]
        return sorted([*self.edge_cases, *drawn], key=lambda case: (input_size(case), largest(case)))


def input_size(value: Any) -> int:
    """Return how much a reader has to look at: the number of entries in arguments, however nested.

    >>> input_size((np.zeros((2, 3)), [1, 2], 7))
    9
    """
    if isinstance(value, np.ndarray):
        return int(value.size)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return sum(input_size(item) for item in value)
    return 1


def largest(value: Any) -> float:
    """Return the largest absolute value in arguments, however nested.

    >>> largest((np.array([[-3, 2]]), [0.5], "word"))
    3.0
    """
    if isinstance(value, np.ndarray):
        return float(np.max(np.abs(value), initial=0.0))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return max(map(largest, value), default=0.0)
    return float(abs(value)) if isinstance(value, (int, float)) else 0.0
