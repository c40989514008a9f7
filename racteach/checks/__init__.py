"""Feedback on exercises: `check` answers, `hint` and `explain` help, `quiz` asks, `progress` counts.

    rt.check("03-cut", start_end_cut)      # a card: passed, wrong, not started, error, timed out
    rt.hint("03-cut")                      # the next hint
    rt.explain("03-cut")                   # a small case with a right result
    rt.ready("03")                         # five questions on what the lesson needs
    rt.turn("03-place", [19, 15])          # a line that a lesson asks you to fill in
    rt.quiz("03")                          # the lesson's questions
    rt.predict("05-guess", [2, 5, 9])      # commit to a guess, then see what is so
    rt.progress()                          # which tasks passed

A lesson's tasks are written in its exercise notebook (`written` reads them); their hints are in
`tasks/lessonNN.py`, and what judges them is in `answers/lessonNN.py`.
"""

from __future__ import annotations

from typing import Any

from racteach.checks import records, registry
from racteach.checks.engine import MISSING, judge, small_case
from racteach.checks.feedback import CheckFailed, Feedback, Hint, Status
from racteach.checks.overview import Progress, TaskProgress, progress
from racteach.checks.placement import Placement, ready
from racteach.checks.predicting import Predicted, predict
from racteach.checks.quizzes import Option, Question, Quiz, quiz
from racteach.checks.registry import ExerciseRow, exercise_list, prediction_list
from racteach.checks.tables import ValueTable
from racteach.checks.written import NotWritten
from racteach.checks.your_turn import TurnCard, turn

__all__ = [
    "CheckFailed",
    "ExerciseRow",
    "Feedback",
    "Hint",
    "Option",
    "Placement",
    "Predicted",
    "Progress",
    "Question",
    "Quiz",
    "Status",
    "TaskProgress",
    "TurnCard",
    "ValueTable",
    "check",
    "exercise_list",
    "explain",
    "hint",
    "predict",
    "prediction_list",
    "progress",
    "quiz",
    "ready",
    "turn",
]

_hints_given: dict[str, int] = {}


def check(task_id: str, function: Any = MISSING) -> Feedback:
    """Return feedback on a function that a student wrote for a task.

    It never raises and never prints: whatever the function does becomes part of the feedback. The same
    function gets the same feedback on every run.

    Args:
        task_id: the task's id, such as "03-cut".
        function: the student's function itself, not a call of it.

    >>> check("03-cut", lambda tensor: tensor.reshape(len(tensor) ** (tensor.ndim // 2), -1)).status
    <Status.PASSED: 'passed'>
    """
    try:
        if type(task_id) is not str or task_id not in registry.known():
            name = task_id if type(task_id) is str else "?"
            return Feedback(name, Status.ERROR, registry.unknown(task_id))
        task = registry.known()[task_id]
        feedback = judge(task, registry.answers(task), function, owners=registry.owners())
    except NotWritten as error:
        return Feedback(str(task_id), Status.ERROR, f"The check cannot be made. {error}.")
    except Exception as error:
        text = (
            f"The check itself failed ({type(error).__name__}). "
            "This says nothing about your function; tell your teacher."
        )
        return Feedback(str(task_id), Status.ERROR, text)
    if feedback.status is not Status.NOT_STARTED:
        records.keep(task_id, feedback.status is Status.PASSED)
    return feedback


def hint(task_id: str) -> Hint:
    """Return the next hint of a task; after the last one, the last one again.

    >>> hint("03-cut").number
    1
    """
    if type(task_id) is not str or task_id not in registry.known():
        return Hint(task_id if type(task_id) is str else "?", registry.unknown(task_id))
    hints = registry.known()[task_id].hints
    number = min(_hints_given.get(task_id, 0) + 1, len(hints))
    _hints_given[task_id] = number
    return Hint(task_id, hints[number - 1], number, len(hints))


def explain(task_id: str) -> Hint:
    """Return a small case of a task: an input, the right result, and what every right result has.

    Of the fixed inputs that are short to read, it is the one on which most known mistakes show.

    >>> explain("07-uses")
    07-uses: a small case
    For
      depth = 3
      layer = 1
      half_length = 6
    a right result is 21.
    At depth 3 and n = 6 the three layers are used 21, 6 and 1 times.
    """
    if type(task_id) is not str or task_id not in registry.known():
        return Hint(task_id if type(task_id) is str else "?", registry.unknown(task_id))
    task = registry.known()[task_id]
    return Hint(f"{task_id}: a small case", small_case(task, registry.answers(task)))
