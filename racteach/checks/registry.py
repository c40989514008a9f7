"""Find tasks and their answers by id."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from racteach.checks.declarations import Prediction, Task
from racteach.checks.discovery import numbers
from racteach.checks.keys import AnswerKey
from racteach.checks.written import notebook_of, read_prediction, read_written

LESSONS = numbers("tasks")

#: Lessons with a task inside the lesson itself; it has no exercise notebook and no points.
PRACTICE = numbers("tasks", "practice")


@cache
def tasks() -> dict[str, Task]:
    """Return every task of the exercises by its id, in the course's order."""
    return _declared("lesson", LESSONS)


@cache
def known() -> dict[str, Task]:
    """Return every task that can be checked: those of the exercises, and those inside lessons."""
    return {**tasks(), **_declared("practice", PRACTICE)}


def _declared(prefix: str, lessons: tuple[str, ...]) -> dict[str, Task]:
    found = {}
    for lesson in lessons:
        notebook = notebook_of(lesson)
        for guidance in import_module(f"racteach.checks.tasks.{prefix}{lesson}").TASKS:
            found[guidance.id] = Task(**vars(read_written(notebook, guidance.id)), **vars(guidance))
    return found


@cache
def owners() -> dict[str, str]:
    """Return the task id that each function name belongs to."""
    return {task.name: task.id for task in known().values()}


@cache
def predictions() -> dict[str, Prediction]:
    """Return every prediction by its id, in the course's order."""
    modules = (f"racteach.checks.predictions.lesson{lesson}" for lesson in numbers("predictions"))
    return {each.id: each for module in modules for each in import_module(module).PREDICTIONS}


def answers(task: Task) -> AnswerKey:
    """Return what judges a task: the part that a graded student's process must not hold."""
    return _answers(task.lesson)[task.id]


@cache
def _answers(lesson: str) -> dict[str, AnswerKey]:
    """Return the answer keys of a lesson by task id, from all modules ``answers/lessonNN*.py``."""
    found: dict[str, AnswerKey] = {}
    for path in sorted((Path(__file__).parent / "answers").glob(f"lesson{lesson}*.py")):
        for value in vars(import_module(f"racteach.checks.answers.{path.stem}")).values():
            if isinstance(value, AnswerKey) and found.setdefault(value.task, value) is not value:
                raise TypeError(f"{value.task} has two answer keys: keep one.")
    return found


def unknown(task_id: object) -> str:
    """Return the sentence that answers an id which no task has."""
    given = f'"{task_id}"' if type(task_id) is str else f"an object of type {type(task_id).__name__}"
    return f"There is no task {given}. Known tasks: {', '.join(tasks())}."


@dataclass(frozen=True)
class ExerciseRow:
    """One task or prediction in the list of exercises; a prediction has no points."""

    lesson: str
    task: str
    title: str
    minutes: int
    difficulty: str
    points: int
    misconceptions: tuple[str, ...]

    def __str__(self) -> str:
        effort = f"{self.minutes:>3} min  {self.difficulty:<10} {self.points} pt"
        return f"{self.task:<16} {effort}  {self.title}"


def exercise_list() -> list[ExerciseRow]:
    """Return one row per task, in the course's order.

    >>> exercise_list()[1].task
    '01-agree'
    """
    return [
        ExerciseRow(
            task.lesson,
            task.id,
            task.title,
            task.minutes,
            task.difficulty,
            task.points,
            tuple(mistake.name for mistake in answers(task).misconceptions),
        )
        for task in tasks().values()
    ]


def prediction_list() -> list[ExerciseRow]:
    """Return one row per prediction, in the course's order.

    >>> prediction_list()[0].difficulty
    'prediction'
    """
    rows = []
    for name, prediction in predictions().items():
        title, minutes = read_prediction(notebook_of(prediction.lesson), name)
        rows.append(ExerciseRow(prediction.lesson, name, title, minutes, "prediction", 0, ()))
    return rows
