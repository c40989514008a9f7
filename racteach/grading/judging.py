"""Grade one notebook: its cells run in the sandbox, its functions get fresh inputs, the verdict is made here.

A task's process may die. Then a new one runs the cells again, without the one that ended it, and the other
tasks go on: a task that crashes, hangs or eats memory costs itself only.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from racteach.checks.calling import Outcome
from racteach.checks.declarations import Task
from racteach.checks.engine import judge_outcomes
from racteach.checks.feedback import Feedback
from racteach.checks.registry import answers as answers_of
from racteach.grading.beside import values_beside
from racteach.grading.fairness import fair_verdict, found_by_text
from racteach.grading.frames import Malformed
from racteach.grading.outcomes import read_outcome, written
from racteach.grading.processes import Died, Process
from racteach.grading.sandbox import Sandbox
from racteach.grading.submissions import Submission
from racteach.grading.verdicts import LONGEST, Verdict, plain_text, same_verdicts, shortened

_GRACE = 1.0  # seconds for the way there and back
#: A notebook may take the time of so many tasks more than it has, restarts and all its cells included.
_MORE = 2
#: So often a notebook's process may be started: three times a task, and these.
_STARTS = 5


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
        self._by_text = found_by_text(submission, tasks)
        self._bad: dict[int, Died] = {}
        self._process: Process | None = None
        self._errors: dict[int, str] = {}
        self._ends = 0.0
        self._starts = 0
        self._used = False  # whether a task was judged in the process that runs

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
            return fair_verdict(self._grade(task), task, self.submission, self._errors, list(self._by_id))
        except Exception as error:
            self._end()
            return self._verdict(task, "refused", f"grading it raised {type(error).__name__}: {error}")

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
        before = self._used  # another task, in this process
        try:
            process = self._running()
            self._used = True
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
            if before and died.status == "killed":
                return self._grade(task)  # an earlier task may have left what ended the process
            return self._verdict(task, died.status, f"while the function ran: {died}")
        return self._from(task, feedback)

    def _caller(self, task: Task, process: Process) -> Callable[[tuple[Any, ...], float], Outcome]:
        def called(case: tuple[Any, ...], left: float) -> Outcome:
            sent = written(case)
            message = {"do": "call", "task": task.id, "case": sent, "seconds": left}
            return read_outcome(self._ask(process, message, left + _GRACE), sent)

        return called

    def _running(self) -> Process:
        """Return a process in which all cells have run, but for those that end processes."""
        while self._process is None:
            self._left()
            self._starts += 1
            if self._starts > 3 * len(self.tasks) + _STARTS:
                raise Died("killed", "the notebook ended its process again and again")
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
                process.alone()
                self._process = process
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.close()
            self._process = None
            self._used = False

    def _from(self, task: Task, feedback: Feedback) -> Verdict:
        verdict = self._verdict(task, str(feedback.status), feedback.message)
        value, expected, notes = (
            plain_text(shortened(text, 5 * LONGEST)) for text in values_beside(feedback)
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
