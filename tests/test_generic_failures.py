"""Failures that know no subject: every task answers each of them with its own sentence."""

from __future__ import annotations

import numpy as np
import pytest

from racteach import checks
from racteach.checks import registry
from racteach.checks.engine import HOW_TO_STOP, judge

TASKS = registry.known()


def solve(task_id, *arguments):
    return registry.answers(TASKS[task_id]).reference(*arguments)


def first_array(arguments):
    """Return the first array among arguments, inside lists too, or None."""
    for item in arguments:
        if isinstance(item, np.ndarray):
            return item
        if isinstance(item, list) and (inside := first_array(item)) is not None:
            return inside
    return None


def returns_none(task_id, *arguments):
    solve(task_id, *arguments)


def prints(task_id, *arguments):
    print(solve(task_id, *arguments))


def raises(task_id, *arguments):
    raise LookupError("nothing there")


def not_a_number(task_id, *arguments):
    return solve(task_id, *arguments) * float("nan")


def changes_its_input(task_id, *arguments):
    result = np.array(solve(task_id, *arguments))
    array = first_array(arguments)
    if array is not None:
        array += 1
    return result


def returns_text(task_id, *arguments):
    return str(solve(task_id, *arguments))


def returns_truth(task_id, *arguments):
    return np.asarray(solve(task_id, *arguments)) > 0


SAYS = {
    returns_none: ("wrong", "returned None. End it with a `return`"),
    prints: ("wrong", "prints its result and returns None. Replace `print(...)` by `return ...`"),
    raises: ("error", "raised `LookupError: nothing there`"),
    not_a_number: ("wrong", "NaN"),
    changes_its_input: ("wrong", "your function changes its input"),
    returns_text: ("wrong", "returned a text"),
    returns_truth: ("wrong", "truth values"),
}


@pytest.mark.parametrize("failure", SAYS, ids=lambda failure: failure.__name__)
@pytest.mark.parametrize("task_id", TASKS)
def test_a_failure_gets_its_own_sentence(task_id, failure, capfd):
    cases = registry.answers(TASKS[task_id]).cases(0)
    if failure is returns_truth and task_id == "12-walsh":
        pytest.skip("a matrix of zeros and ones may be one of truth values")
    if failure is changes_its_input and all(first_array(case) is None for case in cases):
        pytest.skip("this task's inputs are numbers, which nobody can change")
    feedback = checks.check(task_id, lambda *arguments: failure(task_id, *arguments))
    status, sentence = SAYS[failure]
    assert (feedback.status, feedback.misconception) == (status, None), feedback
    assert sentence in feedback.message
    assert f'`rt.hint("{task_id}")` gives a hint.' == feedback.next_step
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("task_id", TASKS)
def test_a_loop_for_ever_is_stopped_and_named(task_id):
    def loops(*arguments):
        while True:
            pass

    feedback = judge(TASKS[task_id], registry.answers(TASKS[task_id]), loops, seconds=0.05)
    assert feedback.status == "timed out"
    assert f"`{TASKS[task_id].name}` was stopped after" in feedback.message
    assert feedback.task == task_id and HOW_TO_STOP in feedback.notes


@pytest.mark.parametrize("task_id", TASKS)
def test_what_is_not_this_tasks_function_is_named(task_id):
    task = TASKS[task_id]
    other = next(each for each in TASKS.values() if each.name != task.name)
    names: dict = {}
    exec(f"def {other.name}(*arguments): return 1", names)
    for thing, sentence in {
        3: "not a function",
        task.name: "without quotes",
        names[other.name]: f"`{other.name}`, which belongs to {other.id}",
    }.items():
        feedback = checks.check(task_id, thing)
        assert feedback.status == "error"
        assert sentence in feedback.message and f'rt.check("{task_id}", {task.name})' in feedback.message
    wrong = checks.check(task_id, lambda: 1)
    assert wrong.status == "error" and f"must take ({', '.join(task.parameters)})" in wrong.message


@pytest.mark.parametrize("task_id", TASKS)
def test_whoever_has_begun_finds_the_hints_in_the_card(task_id):
    hints = TASKS[task_id].hints
    card = checks.check(task_id, lambda *arguments: "x")._repr_html_()
    assert card.count("<summary") == len(hints)
    assert f"Hint 1 of {len(hints)}" in card and f"Hint {len(hints)} of {len(hints)}" in card
    passed = checks.check(task_id, lambda *arguments: solve(task_id, *arguments))._repr_html_()
    assert "<summary" not in passed
