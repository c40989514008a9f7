"""Small changes of right answers, for tasks whose answers are judged by a property.

Where many answers are right, a changed one may be right again. So each is given to the task's judge and to an
oracle that decides in another way, and both must say the same.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from racteach.checks import registry
from racteach.checks.keys import AnswerKey
from racteach.checks.values import plain_value
from tests.mutation import oracles_07_12  # noqa: F401
from tests.mutation.oracles import ORACLES

ENTRIES = 12  # so many entries of an answer are changed, spread over it
FRESH = 200


@dataclass(frozen=True)
class AnswerScore:
    """What became of the changed answers of a task; `disputed` are those on which judge and oracle differ."""

    task: str
    mutants: int
    refused: int
    disputed: tuple[str, ...]


def judged() -> list[str]:
    """Return the tasks that are judged by a property."""
    return [name for name, task in registry.tasks().items() if registry.answers(task).by_property]


def changed_answers(answer: Any) -> Iterator[tuple[str, np.ndarray]]:
    """Yield an answer with one change each: an entry, a pair of rows, an axis, all signs.

    >>> [name for name, _ in changed_answers([1, 2])][:3]
    ['entry (0,) + 1', 'entry (0,) - 1', 'entry (0,) set to 0']
    """
    array = np.asarray(answer)
    array = array if array.dtype.kind in "iO" else array.astype(float)
    places = list(np.ndindex(array.shape))
    for place in places[:: max(1, len(places) // ENTRIES)]:
        changes = (("+ 1", 1), ("- 1", -1), ("set to 0", -array[place]), ("negated", -2 * array[place]))
        for name, change in (*changes, ("doubled", array[place])):
            if change != 0:
                other = array.copy()
                other[place] += change
                yield f"entry {place} {name}", other
    whole = {"all negated": -array, "all doubled": 2 * array, "all plus 1": array + 1}
    if array.ndim:
        whole |= {"turned round": array[::-1], "rolled": np.roll(array, 1, axis=-1)}
        whole |= {"last axis turned round": array[..., ::-1]}
    if array.ndim >= 2:
        whole |= {"first row twice": np.concatenate([array[:1], array[:1], array[2:]])}
        whole |= {"axes exchanged": array.swapaxes(-1, -2)}
    for name, other in whole.items():
        if other.shape == array.shape and not np.array_equal(other, array):
            yield name, other


def score_answers(task_id: str, answers: AnswerKey | None = None) -> AnswerScore:
    """Return what a task's judge, or a given one, makes of changed answers."""
    answers = answers or registry.answers(registry.tasks()[task_id])
    count, refused, disputed = 0, 0, []
    for case in answers.cases(0):
        expected = answers.reference(*case)
        for name, other in changed_answers(expected):
            fault = answers.fault(plain_value(other), case, expected)
            count, refused = count + 1, refused + (fault is not None)
            if (fault is None) != ORACLES[task_id](other, *case):
                disputed.append(f"{name} of {case}: the judge says {fault.sentence if fault else 'right'}")
    return AnswerScore(task_id, count, refused, tuple(disputed))


def right_on_fresh_inputs(task_id: str, function: Any) -> bool:
    """Say whether the oracle accepts a function's answers on fresh inputs."""
    answers = registry.answers(registry.tasks()[task_id])
    generator = np.random.default_rng(20260202)
    drawn = [answers.random_case(generator) for _ in range(FRESH)]
    for case in [*answers.edge_cases, *drawn]:
        plain = plain_value(function(*copy.deepcopy(case)))
        if plain.array is None or answers.comparison.judge(plain, answers.reference(*case)) is not None:
            return False
        if not ORACLES[task_id](plain.array, *case):
            return False
    return True
