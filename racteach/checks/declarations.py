"""What an exercise is: what its notebook says, and what Python adds to it.

The answers are apart on purpose. A process that runs a student's code needs a `Task` only. The reference, the
expected values and the known mistakes live in keys (`racteach.checks.keys`), in modules of their own, loaded
only to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

DIFFICULTIES = ("warm-up", "core", "stretch")


@dataclass(frozen=True)
class Written:
    """What a task's cells in its notebook say; `racteach.checks.written` reads it from there.

    Attributes:
        title: a few words, the statement's heading.
        statement: one or two sentences that say what to return.
        minutes: how long a student needs, roughly.
        difficulty: one of "warm-up", "core", "stretch".
        points: what the task is worth when graded; an optional one has none.
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
    def optional(self) -> bool:
        """Whether the task is checked like any other, and worth no points."""
        return self.points == 0

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


@dataclass(frozen=True)
class Prediction:
    """Say what a student commits to before the truth is shown; its notebook says the rest.

    Attributes:
        id: lesson and short name, such as "05-guess"; also the id of the cell.
        labels: what each number is, in order.
        truth: computes what is so. It must compute: a number that stands in a file can be read there.
        because: what the truth teaches, in a few sentences.
        logarithmic: whether a picture of it needs powers of ten.
        least: what no such number can be below; how near a guess is counts from there.
        near: the share of what is so, above `least`, by which a guess that is near may miss it.
    """

    id: str
    labels: tuple[str, ...]
    truth: Callable[[], Sequence[float]]
    because: str
    logarithmic: bool = False
    least: float = 0.0
    near: float = 0.05

    @property
    def lesson(self) -> str:
        """The lesson's two digits."""
        return self.id[:2]

    def agrees(self, guess: float, truth: float) -> bool:
        """Say whether a guess is near."""
        return abs(guess - truth) <= self.near * abs(truth - self.least)


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
    "learning.grid_gradients.shapes": "rt.learning.GridWords.shapes",
}
