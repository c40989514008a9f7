"""How a lesson declares what judges a task: one `AnswerKey`, and functions decorated by it.

    double = AnswerKey("99-double", edge_cases=((1,), (0,)), comparison=SameNumber(), must_hold="...")

    @double.right
    def twice(number): ...

    @double.drawn_by
    def any_number(generator): ...

    @double.mistake("squared", "You multiply the number by itself. Add it to itself.")
    def squared(number): ...

Each decorator returns its function unchanged, so that another task can use it as well, by
`triple.drawn_by(any_number)`. A mistake of one expression needs no name of its own:
`double.mistake(name, sentence)(lambda number: number**2)`. Another program with the same mistake is one more
`double.variant(name)`. What goes wrong on some inputs only, such as an overflow, is
`double.suspect(name, sentence)(lambda number: number > 2**31)`.

A task with many right answers is judged by what they have in common:

    halves = AnswerKey("99-halves", edge_cases=((4,),), comparison=SameShape(exact=True), must_hold="...")

    @halves.judged_by
    def lacking(answer, number):
        return "" if sum(answer) == number else f"The two add up to {sum(answer)}, not {number}."

The sentence is for the student, and nothing means that nothing is missing. `right` gives one of the right
answers, and an answer makes a known mistake if it lacks the same as the mistake's on every input.
`halves.degenerate(name, says)` takes an answer that wants to pass without being one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import numpy as np

from racteach.checks.comparing import Fault, FaultKind, SameArray, SameNumber, exact_or_float
from racteach.checks.values import Plain

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Misconception:
    """Name a known mistake, with the functions that make it and the sentence that helps.

    The same mistake can lead to other results in a program that is built otherwise: `forms` has one or more.
    """

    name: str
    sentence: str
    forms: list[Callable[..., Any]]

    @property
    def wrong(self) -> Callable[..., Any]:
        """The function that makes it most simply."""
        return self.forms[0]


@dataclass(frozen=True)
class Suspicion:
    """Name what is likely when an answer is right on all inputs but those `where` something holds.

    An overflow has no function that makes it: each program goes wrong in its own way, at large numbers only.
    """

    name: str
    sentence: str
    where: Callable[..., bool]


@dataclass(frozen=True)
class Degenerate:
    """Name an answer that is none: zeros, the statement's example for every input, another size's answer.

    Attributes:
        name: "zero", "constant", "example", "other size", or what else somebody would try.
        says: words of the sentence that refuses it.
        answer: the function that gives it.
    """

    name: str
    says: str
    answer: Callable[..., Any]


class Comparison(Protocol):
    """How an answer is compared with the expected value: None when it is right, else what is wrong."""

    def judge(self, answer: Plain, expected: Any) -> Fault | None: ...


def _not_given(*arguments: Any) -> Any:
    raise TypeError("an answer key needs a right function and random inputs: decorate one with each")


@dataclass
class AnswerKey:
    """What judges one task: inputs, the right function, a comparison and known mistakes.

    Attributes:
        task: its id.
        edge_cases: inputs that every answer meets, each a tuple of arguments.
        comparison: decides whether an answer equals the reference's.
        must_hold: one sentence: the property that a right answer has.
        draws: how many random inputs a check uses.
        reference: the right function.
        random_case: draws one more tuple of arguments from a generator.
        misconceptions: known mistakes, in the order in which they are tried.
        suspicions: tried in order where no known mistake fits.
        lacks: of a task with many right answers: what an answer of the right shape lacks, as a sentence.
        degenerates: answers of such a task that must not pass.
    """

    task: str
    edge_cases: tuple[tuple[Any, ...], ...]
    comparison: Comparison
    must_hold: str
    draws: int = 16
    reference: Callable[..., Any] = _not_given
    random_case: Callable[[np.random.Generator], tuple[Any, ...]] = _not_given
    misconceptions: list[Misconception] = field(default_factory=list)
    suspicions: list[Suspicion] = field(default_factory=list)
    lacks: Callable[..., str] | None = None
    degenerates: list[Degenerate] = field(default_factory=list)

    def right(self, function: Function) -> Function:
        """Take the right function."""
        self.reference = function
        return function

    def drawn_by(self, function: Function) -> Function:
        """Take the function that draws one tuple of arguments from a generator."""
        self.random_case = function
        return function

    def mistake(self, name: str, sentence: str) -> Callable[[Function], Function]:
        """Take a function that makes a known mistake; mistakes are tried in the order of the file."""
        return _taker(lambda wrong: self.misconceptions.append(Misconception(name, sentence, [wrong])))

    def variant(self, name: str) -> Callable[[Function], Function]:
        """Take one more function that makes a mistake already named."""
        (found,) = (mistake for mistake in self.misconceptions if mistake.name == name)
        return _taker(found.forms.append)

    def suspect(self, name: str, sentence: str) -> Callable[[Function], Function]:
        """Take a function that tells the only inputs on which an answer goes wrong for this reason."""
        return _taker(lambda where: self.suspicions.append(Suspicion(name, sentence, where)))

    def judged_by(self, function: Function) -> Function:
        """Take the function that says, of an answer's numbers and the arguments, what the answer lacks."""
        self.lacks = function
        return function

    def degenerate(self, name: str, says: str) -> Callable[[Function], Function]:
        """Take a function whose answers must not pass, and words of the sentence that refuses them."""
        return _taker(lambda answer: self.degenerates.append(Degenerate(name, says, answer)))

    @property
    def by_property(self) -> bool:
        """Whether answers are judged by what they have in common, as many are right."""
        return self.lacks is not None or not isinstance(self.comparison, (SameArray, SameNumber))

    def fault(self, answer: Plain, case: tuple[Any, ...], expected: Any) -> Fault | None:
        """Return what is wrong with an answer to one input, or None.

        Args:
            answer: what was returned.
            case: the input.
            expected: the right result, or of several one.
        """
        found = self.comparison.judge(answer, expected)
        if found is not None or self.lacks is None or answer.array is None:
            return found
        exact = bool(getattr(self.comparison, "exact", False))
        missing = self.lacks(exact_or_float(answer.array, exact), *case)
        return Fault(FaultKind.VALUES, missing) if missing else None

    def alike(self, answer: Plain, other: Plain, case: tuple[Any, ...], expected: Any) -> bool:
        """Say whether an answer is what `other`, a mistake's answer, is: the same, or lacking the same."""
        if other.array is None:
            return False
        if self.lacks is None:
            return self.comparison.judge(answer, other.array) is None
        found = [self.fault(each, case, expected) for each in (answer, other)]
        return len({fault and fault.sentence for fault in found}) == 1

    def cases(self, seed: int) -> list[tuple[Any, ...]]:
        """Return edge cases and random cases, the shortest first, and among these the one with small numbers.

        The same seed gives the same cases.
        """
        generator = np.random.default_rng(seed)
        drawn = [self.random_case(generator) for _ in range(self.draws)]
        return sorted([*self.edge_cases, *drawn], key=lambda case: (input_size(case), largest(case)))


def _taker(take: Callable[[Any], None]) -> Callable[[Function], Function]:
    """Return a decorator that hands a function on and returns it unchanged."""

    def decorate(function: Function) -> Function:
        take(function)
        return function

    return decorate


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
