"""A teacher's term: who is who, what is late, what a teacher decides, what stands on pages and goes back."""

from __future__ import annotations

import numpy as np
import pytest

from racteach.checks import registry
from racteach.checks.calling import Outcome
from racteach.checks.comparing import SameNumber
from racteach.checks.engine import judge_outcomes
from racteach.checks.values import plain_value
from racteach.grading.beside import values_beside, without_expected


@pytest.mark.parametrize("value", [2, -2.5, 1e-9, 2.0**60, float("nan"), 10**30])
@pytest.mark.parametrize("right", [7321, -7321.25, 7321 * 10**25, 7.321e-12])
def test_a_sentence_without_the_expected_number_does_not_hold_it(value, right):
    for exact in (False, True):
        fault = SameNumber(exact=exact).judge(plain_value(value), right)
        assert fault is None or "7321" not in without_expected(fault.sentence).replace(".", "")


@pytest.mark.parametrize("task", registry.tasks().values(), ids=lambda task: task.id)
def test_what_was_expected_stands_apart(task):
    """Whatever a wrong function returns, the right values are in no text but the expected one's."""
    judging = registry.answers(task)
    cases = judging.cases(5)
    for wrong in (lambda right: np.asarray(right) + 1000, lambda right: "a text", lambda right: [1, 2, 3]):
        feedback = judge_outcomes(
            task,
            judging,
            cases,
            lambda case, left, wrong=wrong: Outcome("returned", plain_value(wrong(judging.reference(*case)))),
        )
        value, expected, notes = values_beside(feedback)
        assert "xpected" not in value + notes and "right result" not in value + notes
        assert "yours" not in expected
        for table in feedback.tables:
            assert table.title in value + expected
