"""Tasks with many right answers: their judges let right ones pass, and no degenerate one."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from racteach import checks
from racteach.checks import registry
from racteach.checks.answers.lesson05_programs import faulty_run
from racteach.checks.comparing import SameShape
from racteach.checks.declarations import Task
from racteach.checks.engine import judge
from racteach.checks.keys import AnswerKey
from racteach.checks.values import plain_value
from tests.mutation.answers import judged
from tests.mutation.oracles import ORACLES
from tests.test_exercises import OTHER_WAYS

TASKS = registry.tasks()
JUDGED = judged()
#: What every such task has in its table.
ALWAYS = ("zero", "constant", "example", "other size")
DEGENERATE = [(name, each) for name in JUDGED for each in registry.answers(TASKS[name]).degenerates]


@pytest.mark.parametrize("task_id", JUDGED)
def test_the_table_of_degenerate_answers_is_complete(task_id):
    names = [each.name for each in registry.answers(TASKS[task_id]).degenerates]
    assert set(ALWAYS) <= set(names) and len(names) == len(set(names))


@pytest.mark.parametrize(
    ("task_id", "degenerate"), DEGENERATE, ids=[f"{name}: {each.name}" for name, each in DEGENERATE]
)
def test_a_degenerate_answer_is_refused_with_a_reason(task_id, degenerate):
    feedback = checks.check(task_id, degenerate.answer)
    assert feedback.status == "wrong", feedback
    assert degenerate.says in f"{feedback.message} {feedback.notes}", feedback
    for seed in range(4):
        task = TASKS[task_id]
        assert judge(task, registry.answers(task), degenerate.answer, seed=seed).status == "wrong"


@pytest.mark.parametrize("task_id", JUDGED)
def test_zeros_and_ones_of_the_right_shape_are_in_the_table(task_id):
    """Whatever the table calls zero and constant: these are."""
    answers = registry.answers(TASKS[task_id])
    for value in (0, 1):
        found = checks.check(
            task_id, lambda *case, value=value: np.full(np.shape(answers.reference(*case)), value)
        )
        assert found.status == "wrong", found


@pytest.mark.parametrize("task_id", JUDGED)
def test_judge_and_oracle_agree_on_right_answers(task_id):
    answers = registry.answers(TASKS[task_id])
    for case in answers.cases(3):
        expected = answers.reference(*case)
        for right in (answers.reference, *OTHER_WAYS[task_id]):
            plain = plain_value(right(*case))
            assert answers.fault(plain, case, expected) is None, case
            assert ORACLES[task_id](plain.array, *case), case


TASK = Task("T", "s", 1, "core", 1, "halves", ("number",), "99-halves", ("a", "b"), "next")
HALVES = AnswerKey(
    "99-halves",
    edge_cases=((4,), (7,)),
    comparison=SameShape(exact=True, least=-99, most=99),
    must_hold="Two numbers, and their sum.",
)
HALVES.right(lambda number: np.array([1, number - 1]))
HALVES.drawn_by(lambda generator: (int(generator.integers(2, 50)),))
HALVES.judged_by(
    lambda answer, number: "" if sum(answer) == number else f"They add up to {sum(answer)}, not {number}."
)
HALVES.mistake("doubled", "You give the number twice.")(lambda number: [number, number])


def verdict(function):
    return judge(TASK, HALVES, function)


def test_any_right_answer_passes_and_others_hear_what_they_lack():
    assert verdict(lambda number: [number, 0]).status == "passed"
    assert verdict(lambda number: (float(number - 3), 3.0)).status == "passed"
    found = verdict(lambda number: [number, 1])
    assert found.status == "wrong" and found.message.startswith("They add up to ")
    shown = [table.title for table in found.tables]
    assert shown == ["yours, shape (2,)"], "no right answer is shown as if it were the only one"


def test_a_mistake_is_known_by_what_its_answers_lack():
    assert verdict(lambda number: [2 * number, 0]).misconception == "doubled"
    assert verdict(lambda number: [number, number + 1]).misconception is None


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ([1.5, 2.5], "Whole numbers are asked for, and one entry is 1.5."),
        ([1, 2, 1], "The shape is (3,). It must be (2,)."),
        ([104, -100], "Entries must lie between -99 and 99, and one is 104."),
        ([np.nan, 4], "Values that are NaN: 1 of 2."),
        ([10**400, 4], "Values that are infinite: 1 of 2."),
        ([2.0**60, 4], "Whole numbers are asked for, and one entry is 1.15292150461e+18."),
        ([True, True], "truth values"),
        ("ab", "a text"),
    ],
)
def test_the_form_is_looked_at_first(answer, says):
    assert says in verdict(lambda number: answer).message


def test_whole_numbers_reach_the_judge_as_pythons_own():
    seen = []
    key = dataclasses.replace(HALVES, comparison=SameShape(exact=True), lacks=None, misconceptions=[])
    key.judged_by(lambda answer, number: seen.extend(answer) or "no")
    judge(TASK, key, lambda number: np.array([2**62, 2**62]))
    assert seen and all(type(x) is int for x in seen) and sum(seen[:2]) == 2**63


def test_explain_shows_a_right_result_and_no_more():
    assert "a right result is" in checks.explain("02-terms").text


@pytest.mark.parametrize("rows", ([[0, 1, 0], [6, 0, 0], [0, 0, 0]], np.diag([6, 6, 1]), np.diag([6, 1, 1])))
def test_05_agree_wants_no_determinant_of_one_kind(rows):
    """It may be 0, and both primes may divide it twice: the sentence calls a determinant one way."""
    answers = registry.answers(TASKS["05-agree"])
    assert answers.fault(plain_value(np.array(rows)), (2, 3), answers.reference(2, 3)) is None
    assert "One way" in answers.must_hold


def test_05_overflow_says_which_product_it_counts():
    answers = registry.answers(TASKS["05-overflow"])
    prime = 8388593
    for weights, says in (
        ([1, 1, prime - 1], "of three has 1 binary digit,"),
        ([0, 1, 1], "has 0 binary digits"),
    ):
        fault = answers.fault(plain_value(np.array(weights)), (prime,), answers.reference(prime))
        assert says in str(fault), fault


@pytest.mark.parametrize(("prime", "right"), ((2097143, True), (8388593, False)))
def test_one_channel_is_right_below_two_to_the_21(prime, right):
    """As the next step of 05-overflow says; the weights are the largest that there are."""
    assert (faulty_run(prime - 1, prime - 1, prime - 1, prime) == (prime - 1) ** 4 % prime) == right
