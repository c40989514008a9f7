"""What becomes of a task of a student: a status, points, and a reason that is short and safe to show."""

from __future__ import annotations

from dataclasses import dataclass, field

from racteach.checks.declarations import Task

#: Statuses that a person should look at.
FOR_A_PERSON = (
    "duplicated", "unreadable", "killed", "refused", "name clash", "elsewhere", "environment", "not allowed",
    "timed out", "out of memory",
)  # fmt: skip
LONGEST = 2000  # letters of a reason


@dataclass(frozen=True)
class Verdict:
    """What became of one task of one student.

    Attributes:
        student, lesson, task: whose and what.
        status: of the checks (``passed``, ``wrong``, ``not started``, ``error``, ``timed out``), or ``out of
            memory``, ``killed``, ``missing``, ``duplicated``, ``unreadable``, ``refused``, ``name clash``,
            ``elsewhere`` (the answer may stand in another cell), ``environment`` (a module, or a newer
            Python, is not here), ``not allowed`` (what does the task is called instead of written) or
            ``handed in nothing`` (of a person to whom a teacher gave points).
        misconception: the name of a known mistake, or an empty text.
        points, max_points: all or nothing for a task.
        reason: one or two sentences.
        details: what a student should see besides: the failing input.
        tampered: whether the task's locked cell was changed or removed; it costs nothing.
        value, expected: what the function gave for that input, and what was right, where they can be shown.
        seconds: how long grading took; two verdicts that differ in it only are equal.
    """

    student: str
    lesson: str
    task: str
    status: str
    misconception: str
    points: int
    max_points: int
    reason: str
    details: str = ""
    tampered: bool = False
    value: str = ""
    expected: str = ""
    seconds: float = field(default=0.0, compare=False)

    @property
    def needs_a_person(self) -> bool:
        """Say whether the grader is not sure enough to be left alone with this."""
        return self.tampered or self.status in FOR_A_PERSON


def same_verdicts(student: str, tasks: list[Task], status: str, reason: str) -> list[Verdict]:
    """Return the same verdict without points for each task."""
    said = plain_text(shortened(reason))
    return [Verdict(student, task.lesson, task.id, status, "", 0, task.points, said) for task in tasks]


def shortened(text: str, most: int = LONGEST) -> str:
    """Return a text, or its beginning where it is longer than a person would read.

    Example:
        >>> shortened("abcdef", most=3)
        'abc…'
    """
    return text if len(text) <= most else text[:most] + "…"


def plain_text(text: str) -> str:
    """Return a text without control characters: a terminal would obey some of them.

    Example:
        >>> plain_text("line\\x1b[31m")
        'line�[31m'
    """
    return "".join(letter if letter == "\n" or letter.isprintable() else "\ufffd" for letter in text)
