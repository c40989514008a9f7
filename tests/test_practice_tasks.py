"""The tasks inside lessons are judged like those of the exercises."""

from __future__ import annotations

import numpy as np
import pytest

from racteach import checks
from racteach.checks import registry

TASK = registry.known()["00-count"]


def test_practice_tasks_are_known_but_no_exercises() -> None:
    assert TASK.id in registry.known() and TASK.id not in registry.tasks()
    assert TASK.id not in [row.task for row in checks.exercise_list()]


def test_the_stub_is_not_started() -> None:
    def count_words(letters, length):
        """Return how many words of that length there are."""
        ...

    assert checks.check(TASK.id, count_words).status == "not started"


@pytest.mark.parametrize(
    "right",
    [
        lambda letters, length: letters**length,
        lambda letters, length: float(letters**length),
        lambda letters, length: int(np.prod([letters] * length)),
        lambda letters, length: sum(letters ** (length - 1) for _ in range(letters)),
    ],
)
def test_right_answers_pass(right) -> None:
    assert checks.check(TASK.id, right).status == "passed"


def test_every_misconception_is_named() -> None:
    for mistake in registry.answers(TASK).misconceptions:
        feedback = checks.check(TASK.id, mistake.wrong)
        assert (feedback.status, feedback.misconception) == ("wrong", mistake.name)


@pytest.mark.parametrize(
    "mutant",
    [lambda m, t: m ** (t - 1), lambda m, t: m ** (t + 1), lambda m, t: m**t + 1, lambda m, t: m**t - 1],
)
def test_near_misses_are_caught(mutant) -> None:
    assert checks.check(TASK.id, mutant).status == "wrong"
