"""What a check answers: a status, a message, and where they help, pictures of values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from racteach.checks import card


class Status(StrEnum):
    """The verdicts of a check."""

    PASSED = "passed"
    WRONG = "wrong"
    NOT_STARTED = "not started"
    ERROR = "error"
    TIMED_OUT = "timed out"


class CheckFailed(ValueError):
    """Raised by `Feedback.require` when a task has not passed."""


@dataclass(frozen=True)
class Picture:
    """A small table of values, with the entries that differ marked.

    Attributes:
        title: what the values are.
        rows: the values as text.
        marked: which of them differ; same layout as `rows`.
        labels: one label a row, or none.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    marked: tuple[tuple[bool, ...], ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feedback:
    """Tell a student how a task stands; prints as text, and as a card in a notebook.

    Attributes:
        task: the task's id.
        status: one of the five statuses; compares equal to its text, such as "passed".
        message: what there is to say, in a few sentences.
        misconception: the name of the known mistake, with status "wrong" only, else None.
        notes: further lines: the input, what was printed, what Python warned of.
        pictures: values side by side.
        next_step: what to do now.
        hints: the task's hints, folded in the card; text shows none of them.

    >>> answer = Feedback("03-cut", Status.NOT_STARTED, "Nothing here yet.")
    >>> answer.status == "not started"
    True
    >>> answer
    [ ] 03-cut: not started
    Nothing here yet.
    """

    task: str
    status: Status
    message: str
    misconception: str | None = None
    notes: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    next_step: str = ""
    hints: tuple[str, ...] = ()

    def require(self) -> None:
        """Raise unless the task passed.

        Raises:
            CheckFailed: the status is anything but "passed"; the text says why.
        """
        if self.status is not Status.PASSED:
            known = f" ({self.misconception})" if self.misconception else ""
            raise CheckFailed(f"{self.task}: {self.status}{known}. {self.message}")

    def __str__(self) -> str:
        return card.feedback_text(self)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return card.feedback_html(self)


@dataclass(frozen=True)
class Hint:
    """One hint of a task; prints as text, and as a card in a notebook.

    >>> Hint("03-cut", "Look at the shapes.", 1, 3)
    03-cut: hint 1 of 3
    Look at the shapes.
    """

    task: str
    text: str
    number: int = 0
    total: int = 0

    @property
    def heading(self) -> str:
        """The card's first line."""
        return f"{self.task}: hint {self.number} of {self.total}" if self.total else self.task

    def __str__(self) -> str:
        return f"{self.heading}\n{self.text}"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return card.hint_html(self)
