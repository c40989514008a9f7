"""Grade one notebook: its cells run in the sandbox, its functions get fresh inputs, the verdict is made here.

A task's process may die. Then a new one runs the cells again, without the one that ended it, and the other
tasks go on: a task that crashes, hangs or eats memory costs itself only.
"""

from __future__ import annotations

import hashlib
import platform
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from racteach.checks.calling import Outcome
from racteach.checks.declarations import Task
from racteach.checks.engine import judge_outcomes
from racteach.checks.feedback import Feedback
from racteach.checks.registry import answers as answers_of
from racteach.grading.beside import values_beside
from racteach.grading.frames import Malformed
from racteach.grading.outcomes import read_outcome, written
from racteach.grading.processes import Died, Process
from racteach.grading.sandbox import Sandbox
from racteach.grading.submissions import Submission

#: Statuses that a person should look at.
FOR_A_PERSON = (
    "duplicated", "unreadable", "killed", "refused", "name clash", "elsewhere", "environment", "not allowed",
)  # fmt: skip
_GRACE = 1.0  # seconds for the way there and back
#: A notebook may take the time of so many tasks more than it has, restarts and all its cells included.
_MORE = 2
_SHORT = ("np", "rt", "plt", "sp", "tl", "nx", "pd", "numpy", "scipy", "racteach")  # names of packages
_LONGEST = 2000  # letters of a reason


@dataclass(frozen=True)
class Verdict:
    """What became of one task of one student.

    Attributes:
        student, lesson, task: whose and what.
        status: of the checks (``passed``, ``wrong``, ``not started``, ``error``, ``timed out``), or ``out of
            memory``, ``killed``, ``missing``, ``duplicated``, ``unreadable``, ``refused``, ``name clash``,
            ``elsewhere`` (the answer may stand in another cell), ``environment`` (a module, or a newer
            Python, is not here) or ``not allowed`` (what does the task is called instead of written).
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


def input_seed(secret: int, student: str, task_id: str) -> int:
    """Return the seed of a task's inputs: secret, and another one for each student.

    Example:
        >>> input_seed(1, "Ada", "03-cut") == input_seed(1, "Ada", "03-cut") != input_seed(2, "Ada", "03-cut")
        True
    """
    data = f"{secret}/{student}/{task_id}".encode()
    return int.from_bytes(hashlib.sha256(data).digest()[:8], "big")


class NotebookGrader:
    """Grade the tasks of one notebook, one after the other.

    Args:
        submission: the notebook.
        tasks: the lesson's.
        sandbox: where its code runs.
        secret: the run's seed.
        slot: a number of its own among those graded at the same time.
        locked: what the locked cells say as released, by ``grade_id``.
    """

    def __init__(
        self,
        submission: Submission,
        tasks: list[Task],
        sandbox: Sandbox,
        *,
        secret: int,
        slot: int = 0,
        locked: dict[str, str] | None = None,
    ) -> None:
        self.submission, self.tasks, self.sandbox = submission, tasks, sandbox
        self.secret, self.slot = secret, slot
        self.locked = locked or {}
        self._by_id = {task.id: task for task in tasks}
        self._by_text = {task.id for task in tasks if self._find(task)}
        self._bad: dict[int, Died] = {}
        self._process: Process | None = None
        self._errors: dict[int, str] = {}
        self._ends = 0.0

    def _find(self, task: Task) -> bool:
        """Where no cell says that it is the task's, let the last one be it that defines the function below
        the task's text."""
        if self.submission.of(task.id):
            return False
        found = [
            number
            for number, cell in enumerate(self.submission.cells)
            if not cell.grade_id and cell.below == task.id and self._begins(task).search(cell.source)
        ]
        for number in found[-1:]:
            cell = self.submission.cells[number]
            self.submission.cells[number] = replace(cell, grade_id=task.id)
        return bool(found)

    @staticmethod
    def _begins(task: Task) -> re.Pattern[str]:
        return re.compile(rf"(?m)^(?:def {task.name}\b|{task.name}[ \t]*=[^=])")

    def grade(self) -> list[Verdict]:
        """Return a verdict for each task."""
        if self.submission.problem:
            return same_verdicts(self.submission.student, self.tasks, "unreadable", self.submission.problem)
        self._ends = time.monotonic() + self.sandbox.limits.seconds * (len(self.tasks) + _MORE)
        try:
            verdicts = []
            for task in self.tasks:
                begun = time.monotonic()
                verdict = self._marked(task, self._graded(task))
                verdicts.append(replace(verdict, seconds=round(time.monotonic() - begun, 2)))
                if self._process is not None and not self._process.alone():
                    self._end()  # what a task leaves running must not disturb the next one
            return verdicts
        finally:
            self._end()

    def _marked(self, task: Task, verdict: Verdict) -> Verdict:
        name = f"{task.id}-points"
        wanted, found = self.locked.get(name), self.submission.locked.get(name)
        tampered = wanted is not None and (found is None or found.strip() != wanted.strip())
        if task.id in self._by_text:
            reason = shortened(
                f"{verdict.reason} (The cell has lost its mark: it was found by the task's text.)"
            )
            return replace(verdict, tampered=True, reason=reason)
        return replace(verdict, tampered=tampered)

    def _graded(self, task: Task) -> Verdict:
        """Grade one task; whatever the notebook makes the grader do, a verdict comes of it."""
        try:
            return self._fair(task, self._grade(task))
        except Exception as error:
            self._end()
            return self._verdict(task, "refused", f"grading it raised {type(error).__name__}: {error}")

    def _fair(self, task: Task, verdict: Verdict) -> Verdict:
        """Say where a person should look before an honest student gets nothing."""
        if verdict.status in ("missing", "not started"):
            for number, cell in enumerate(self.submission.cells, start=1):
                if cell.grade_id not in self._by_id and self._begins(task).search(cell.source):
                    reason = f"{verdict.reason}; but code cell {number} defines `{task.name}`: look there"
                    return replace(verdict, status="elsewhere", reason=reason)
        if verdict.status == "error" and "is not allowed in this task" in verdict.reason:
            return replace(verdict, status="not allowed")
        if verdict.status in ("error", "not started"):
            own = [i for i, cell in enumerate(self.submission.cells) if cell.grade_id == task.id]
            others = [
                f"; code cell {i + 1} raised {error}"
                for i, error in self._errors.items()
                if i not in own and self._is_missing(error)
            ]
            reason = shortened(verdict.reason + plain_text("".join(others)))
            if others or self._is_missing(reason):
                written, here = self.submission.python, platform.python_version()
                reason += f" (written with Python {written}, graded with {here})" if written else ""
                return replace(verdict, status="environment", reason=reason)
        return verdict

    def _is_missing(self, error: str) -> bool:
        """Say whether an error may be this machine's: a module is not there, or the Python is too old."""
        newer = _numbers(self.submission.python) > _numbers(platform.python_version())
        # What is left out of the library is left out on purpose.
        module = re.search(r"ModuleNotFoundError(?!: No module named 'racteach\b)", error)
        name = re.search(r"NameError: name '(\w+)' is not defined", error)  # imported by a cell that is gone
        unimported = name is not None and (name[1] in _SHORT or name[1] in sys.stdlib_module_names)
        return bool(module) or unimported or ("SyntaxError" in error and newer)

    def _ask(self, process: Process, message: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Ask within the time that is left to the notebook as a whole."""
        return process.ask(message, min(seconds, self._left()))

    def _left(self) -> float:
        """Return the seconds that are left to the notebook.

        Raises:
            Died: if there are none.
        """
        left = self._ends - time.monotonic()
        if left <= 0:
            raise Died("timed out", "the notebook as a whole took longer than it may")
        return left

    def _grade(self, task: Task) -> Verdict:
        cells = self.submission.of(task.id)
        if not cells:
            return self._verdict(task, "missing", "the notebook has no cell of this task")
        if len(cells) > 1:
            return self._verdict(task, "duplicated", f"{len(cells)} cells say that they are this task")
        number = next(i for i, cell in enumerate(self.submission.cells) if cell.grade_id == task.id)
        try:
            process = self._running()
            if number in self._bad:
                died = self._bad[number]
                return self._verdict(task, died.status, f"the cell did not end well: {died}")
            judging = answers_of(task)
            cases = judging.cases(input_seed(self.secret, self.submission.student, task.id))
            look: dict[str, Any] = {"do": "look", "task": task.id, "name": task.name}
            look |= {"signature": task.signature, "allows": task.allows}
            looked = self._ask(process, look | {"case": written(cases[0])}, self.sandbox.limits.seconds)
            if looked.get("found") is not True:
                reason = self._errors.get(number, "")
                if reason:
                    return self._verdict(task, "error", f"the cell raised {reason}")
                return self._verdict(task, "not started", f"the cell does not define `{task.name}`")
            if looked.get("untouched") is True:
                return self._verdict(task, "not started", "the function is as it was handed out")
            used = looked.get("foreign")
            if used:
                may = " and ".join(f"`{name}`" for name in ("numpy", *task.allows))
                reason = f"`{task.name}` uses `{str(used)[:100]}`: {may} and Python's own modules may be used"
                return self._verdict(task, "not allowed", reason)
            problem = looked.get("problem")
            if problem:
                return self._verdict(task, "error", str(problem)[:300])
            feedback = judge_outcomes(
                task, judging, cases, self._caller(task, process), seconds=self.sandbox.limits.seconds
            )
        except Died as died:
            self._end()
            return self._verdict(task, died.status, f"while the function ran: {died}")
        return self._from(task, feedback)

    def _caller(self, task: Task, process: Process) -> Callable[[tuple[Any, ...], float], Outcome]:
        def called(case: tuple[Any, ...], left: float) -> Outcome:
            sent = written(case)
            message = {"do": "call", "task": task.id, "case": sent, "seconds": left, "allows": task.allows}
            return read_outcome(self._ask(process, message, left + _GRACE), sent)

        return called

    def _running(self) -> Process:
        """Return a process in which all cells have run, but for those that end processes."""
        while self._process is None:
            self._left()
            begun = time.monotonic()
            process = self.sandbox.start(self.slot)
            self._ends += time.monotonic() - begun  # that was not the student's
            self._errors = {}
            for number, cell in enumerate(self.submission.cells):
                if number in self._bad:
                    continue
                task = self._by_id.get(cell.grade_id)
                message = {"do": "run", "source": cell.source}
                if task is not None:
                    message |= {"task": task.id, "name": task.name}
                try:
                    said = self._ask(process, message, self.sandbox.limits.seconds)
                except Died as died:
                    self._bad[number] = died
                    break
                except Malformed:
                    self._bad[number] = Died("refused", "the cell is too long")
                    process.close()
                    break
                if said.get("error"):
                    self._errors[number] = str(said["error"])[:300]
            else:
                self._process = process
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.close()
            self._process = None

    def _from(self, task: Task, feedback: Feedback) -> Verdict:
        verdict = self._verdict(task, str(feedback.status), feedback.message)
        value, expected, notes = (
            plain_text(shortened(text, 5 * _LONGEST)) for text in values_beside(feedback)
        )
        return replace(
            verdict,
            misconception=feedback.misconception or "",
            points=task.points if feedback.status == "passed" else 0,
            details=notes,
            value=value,
            expected=expected,
        )

    def _verdict(self, task: Task, status: str, reason: str) -> Verdict:
        return same_verdicts(self.submission.student, [task], status, reason)[0]


def same_verdicts(student: str, tasks: list[Task], status: str, reason: str) -> list[Verdict]:
    """Return the same verdict without points for each task."""
    said = plain_text(shortened(reason))
    return [Verdict(student, task.lesson, task.id, status, "", 0, task.points, said) for task in tasks]


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")[:2] if part.isdecimal()]


def shortened(text: str, most: int = _LONGEST) -> str:
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
