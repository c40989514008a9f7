"""How a lesson declares what judges a task: one `AnswerKey`, and functions decorated by it.

    double = AnswerKey("99-double", edge_cases=((1,), (0,)), comparison=SameNumber(), must_hold="...")

    @double.reference
    def twice(number): ...

    @double.random_case
    def any_number(generator): ...

    @double.mistake("squared", "You multiply the number by itself. Add it to itself.")
    def squared(number): ...

Each decorator returns its function unchanged, so that another task can use it as well,
by `triple.random_case(any_number)`.
A mistake of one expression needs no name of its own:
`double.mistake(name, sentence)(lambda number: number**2)`.
Another program with the same mistake is one more `double.variant(name)`. What goes wrong on some inputs
only, such as an overflow, is `double.suspect(name, sentence)(lambda number: number > 2**31)`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from racteach.checks.declarations import Answers, Comparison, Misconception, Suspicion

Function = TypeVar("Function", bound=Callable[..., Any])


class AnswerKey:
    """Gather what judges one task.

    Args:
        task: its id.
        edge_cases: inputs that every answer meets, each a tuple of arguments.
        comparison: decides whether an answer equals the reference's.
        must_hold: one sentence: the property that a right answer has.
        draws: how many random inputs a check uses.
    """

    def __init__(
        self,
        task: str,
        *,
        edge_cases: tuple[tuple[Any, ...], ...],
        comparison: Comparison,
        must_hold: str,
        draws: int = 16,
    ) -> None:
        self.task = task
        self.edge_cases = edge_cases
        self.comparison = comparison
        self.must_hold = must_hold
        self.draws = draws
        self._functions: dict[str, Callable[..., Any]] = {}
        self._mistakes: list[Misconception] = []
        self._suspicions: list[Suspicion] = []

    def reference(self, function: Function) -> Function:
        """Take the right function."""
        return self._take("reference", function)

    def random_case(self, function: Function) -> Function:
        """Take the function that draws one tuple of arguments from a generator."""
        return self._take("random_case", function)

    def mistake(self, name: str, sentence: str) -> Callable[[Function], Function]:
        """Take a function that makes a known mistake; mistakes are tried in the order of the file."""

        def take(function: Function) -> Function:
            self._mistakes.append(Misconception(name, function, sentence))
            return function

        return take

    def variant(self, name: str) -> Callable[[Function], Function]:
        """Take one more function that makes a mistake already named."""

        def take(function: Function) -> Function:
            place = [mistake.name for mistake in self._mistakes].index(name)
            found = self._mistakes[place]
            self._mistakes[place] = replace(found, variants=(*found.variants, function))
            return function

        return take

    def suspect(self, name: str, sentence: str) -> Callable[[Function], Function]:
        """Take a function that tells the only inputs on which an answer goes wrong for this reason."""

        def take(function: Function) -> Function:
            self._suspicions.append(Suspicion(name, function, sentence))
            return function

        return take

    def answers(self) -> Answers:
        """Return all of it, as the engine reads it."""
        missing = {"reference", "random_case"} - set(self._functions)
        if missing:
            raise TypeError(f"{self.task} has no {min(missing)}: decorate one with `.{min(missing)}`.")
        return Answers(
            edge_cases=self.edge_cases,
            random_case=self._functions["random_case"],
            reference=self._functions["reference"],
            comparison=self.comparison,
            must_hold=self.must_hold,
            misconceptions=tuple(self._mistakes),
            draws=self.draws,
            suspicions=tuple(self._suspicions),
        )

    def _take(self, role: str, function: Function) -> Function:
        if role in self._functions:
            raise TypeError(f"{self.task} has a {role} already: keep one.")
        self._functions[role] = function
        return function


def answers_of(lesson: str) -> dict[str, Answers]:
    """Return the answers of a lesson by task id, from all modules ``lessonNN*.py``."""
    found: dict[str, AnswerKey] = {}
    for path in sorted(Path(__file__).parent.glob(f"lesson{lesson}*.py")):
        for value in vars(import_module(f"{__package__}.{path.stem}")).values():
            if isinstance(value, AnswerKey) and found.setdefault(value.task, value) is not value:
                raise TypeError(f"{value.task} has two answer keys: keep one.")
    return {task: key.answers() for task, key in found.items()}
