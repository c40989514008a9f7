"""What a check answers: a status, a message, and where they help, tables of values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from racteach.checks.card import card_frame, folded_hints, note, paragraph, title
from racteach.checks.tables import ValueTable


class Status(StrEnum):
    """The verdicts of a check."""

    PASSED = "passed"
    WRONG = "wrong"
    NOT_STARTED = "not started"
    ERROR = "error"
    TIMED_OUT = "timed out"


# sign in text, sign in the card, colour of the card's edge (Okabe and Ito's palette)
_SIGNS = {
    Status.PASSED: ("[x]", "✔", "#0072B2"),
    Status.WRONG: ("[!]", "✘", "#D55E00"),
    Status.NOT_STARTED: ("[ ]", "○", "#767676"),
    Status.ERROR: ("[!]", "⚠", "#CC79A7"),
    Status.TIMED_OUT: ("[!]", "◔", "#E69F00"),
}


class CheckFailed(ValueError):
    """Raised by `Feedback.require` when a task has not passed."""


@dataclass(frozen=True)
class Feedback:
    """Tell a student how a task stands; prints as text, and as a card in a notebook.

    Attributes:
        task: the task's id.
        status: one of the five statuses; compares equal to its text, such as "passed".
        message: what there is to say, in a few sentences.
        misconception: the name of the known mistake, with status "wrong" only, else None.
        notes: further lines: the input, what was printed, what Python warned of.
        tables: values side by side.
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
    tables: tuple[ValueTable, ...] = ()
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

    @property
    def heading(self) -> str:
        """The card's first line."""
        known = f" · {self.misconception}" if self.misconception else ""
        return f"{self.task}: {self.status}{known}"

    def __str__(self) -> str:
        sign = _SIGNS[self.status][0]
        lines = [f"{sign} {self.heading}", self.message, *self.notes]
        for table in self.tables:
            lines += ["", f"{table.title}:", *table.lines()]
        if self.next_step:
            lines += ["", f"Next: {self.next_step}"] if self.tables else [f"Next: {self.next_step}"]
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        _, sign, colour = _SIGNS[self.status]
        body = [title(sign, self.heading), paragraph(self.message), *map(note, self.notes)]
        if self.tables:
            tables = "".join(table.html() for table in self.tables)
            body.append(f'<div style="display:flex;flex-wrap:wrap;gap:1.5em;overflow-x:auto">{tables}</div>')
        if self.hints:
            body.append(folded_hints(self.hints))
        elif self.next_step:
            body.append(paragraph(f"Next: {self.next_step}"))
        return card_frame(f"Feedback on {self.heading}", colour, "".join(body))


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

    @property
    def lines(self) -> tuple[str, ...]:
        """What it says: the text, and under the last hint what else there is."""
        last = (f'`rt.explain("{self.task}")` shows a small case with a right result.',)
        return (self.text, *(last if self.number == self.total > 0 else ()))

    def __str__(self) -> str:
        return "\n".join([self.heading, *self.lines])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        body = title("➜", self.heading) + "".join(map(note, self.lines))
        return card_frame(f"Hint for {self.heading}", "#56B4E9", body)
