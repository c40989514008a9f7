"""Feedback on exercises: `check` answers, `hint` helps.

    rt.check("03-cut", start_end_cut)      # a card: passed, wrong, not started, error, timed out
    rt.hint("03-cut")                      # the next hint

A lesson's tasks are in `lessonNN.py`, and what judges them is in `answersNN.py`.
"""

from __future__ import annotations

from typing import Any

from racteach.checks import registry
from racteach.checks.engine import MISSING, judge
from racteach.checks.feedback import CheckFailed, Feedback, Hint, Picture, Status
from racteach.checks.registry import ExerciseRow, exercise_list

__all__ = [
    "CheckFailed",
    "ExerciseRow",
    "Feedback",
    "Hint",
    "Picture",
    "Status",
    "check",
    "exercise_list",
    "hint",
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
        return judge(task, registry.answers(task), function, owners=registry.owners())
    except Exception as error:
        text = (
            f"The check itself failed ({type(error).__name__}). "
            "This says nothing about your function; tell your teacher."
        )
        return Feedback(str(task_id), Status.ERROR, text)


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
