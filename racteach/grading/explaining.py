"""Why a student has these points for a task: it is graded again, and all is said that changed them since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from racteach.checks.declarations import Task
from racteach.grading.runs import GradingError, Run, kept_verdicts, sandbox_of, settings_of, verdicts_of
from racteach.grading.term import known_name
from racteach.grading.term.marks import Mark, Term
from racteach.grading.verdicts import Verdict


def explain_task(folder: Path, run: Run, out: Path, term: Term, student: str, task_id: str) -> list[str]:
    """Grade one task of one student again, with the seed of the run in ``out``, and say all in lines.

    Args:
        folder: the submissions.
        run: the settings of the run in ``out``.
        out: its folder.
        term: what the teacher said of the class.
        student: the name in the reports, or the id in the roster.
        task_id: the task's.

    Raises:
        TermError, SubmissionError, SandboxError: one sentence each.
    """
    name = term.called[known_name(student, term.called, "student")]
    task = term.tasks[known_name(task_id, term.tasks, "task")]
    one = next((one for one in term.submissions if one.student == name), None)
    if one is None:
        given = [mark for mark in term.marks([]) if mark.student == name]
        return [f"{name} handed in nothing", *(line for mark in given for line in _counted(mark, task))]
    with sandbox_of(run, folder, out) as sandbox:
        (found,) = verdicts_of(one, [task], run, sandbox)
    kept = kept_verdicts(out).get((one.entry, one.digest))
    lines = _found(name, found)
    if kept is None:
        return [*lines, f"{out} holds no verdict on this version of it: --resume grades it"]
    verdicts = [replace(verdict, student=name) for verdict in kept.verdicts]
    mark, *_ = term.marks(verdicts)
    (before,) = (verdict for verdict in verdicts if verdict.task == task_id)
    if (before.status, before.points) != (found.status, found.points):
        lines.append(f"the run found something else: {before.status}, {before.points} points; these count")
    return [*lines, *_counted(mark, task)]


def run_to_explain(out: Path, lesson: str) -> Run:
    """Return the settings of the run in a folder.

    Raises:
        GradingError: if it holds none, or one of another lesson.
    """
    run = settings_of(out)
    if run.lesson != lesson:
        raise GradingError(f"the run in {out} is of lesson {run.lesson}: give --lesson {run.lesson}")
    return run


def _found(name: str, verdict: Verdict) -> list[str]:
    shown = (verdict.details, verdict.value, verdict.expected)
    return [
        f"{name}, {verdict.task}: {verdict.status}, {verdict.points} of {verdict.max_points} points",
        *([f"mistake: {verdict.misconception}"] if verdict.misconception else []),
        verdict.reason,
        *(line for text in shown for line in text.splitlines()),
        *(["the locked cell was changed or removed: it costs nothing"] if verdict.tampered else []),
    ]


def _counted(mark: Mark, task: Task) -> list[str]:
    """Say what a teacher decided, what is late, and what counts in the end."""
    (own,) = (one for one in mark.tasks if one.verdict.task == task.id)
    others = [one for one in mark.tasks if one.override and one is not own]
    return [
        *([f"{own.override}"] if own.override else []),
        *(f"{one.verdict.task} {one.override}" for one in others),
        *([str(mark.late)] if mark.late else []),
        *(["whose it is: " + mark.unclear] if mark.unclear else []),
        *(["look by hand: " + "; ".join(mark.look)] if mark.look else []),
        f"all tasks: {mark.raw:g} of {mark.most} points, of which {mark.final:g} count",
    ]
