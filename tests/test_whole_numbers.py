"""Whole numbers are compared and shown with all their digits; slow answers are told from endless ones."""

import time
from fractions import Fraction

import numpy as np
import pytest

from racteach.checks import registry
from racteach.checks.comparing import SameArray, SameNumber
from racteach.checks.engine import judge
from racteach.checks.tables import number
from racteach.checks.values import plain_value
from racteach.grading.frames import Malformed, read_value, write_value

LARGE = 2**70 + 1
EXACT = SameNumber(exact=True)

SAME = [
    (3, 3),
    (3.0, 3),
    (np.float32(3), 3),
    (np.uint8(3), 3),
    (np.array(3), 3),
    (Fraction(3), 3),
    (Fraction(2**53 + 1), 2**53 + 1),
    (np.array(Fraction(-LARGE), dtype=object), -LARGE),
    (LARGE, LARGE),
    (-LARGE, -LARGE),
    (np.array(LARGE, dtype=object), LARGE),
    (np.uint64(2**64 - 1), 2**64 - 1),
    (2**63 - 1, 2**63 - 1),
    (2**63, 2**63),
    (-(2**63), -(2**63)),
    (float(2**53 - 1), 2**53 - 1),
]
OTHER = [
    (3.0000000001, 3, "The value is 3.0000000001. It must be 3."),
    (3 - 4e-16, 3, "The value is 2.9999999999999996. It must be 3."),
    (LARGE - 1, LARGE, f"The value is {LARGE - 1}. It must be {LARGE}."),
    (Fraction(2**53), 2**53 + 1, f"The value is {2**53}. It must be {2**53 + 1}."),
    (Fraction(2 * LARGE + 1, 2), LARGE, "compute in whole numbers"),
    (Fraction(10**400), LARGE, "infinite"),
    (2**62 + 1, 2**62, f"The value is {2**62 + 1}. It must be {2**62}."),
    (np.uint64(2**64 - 1), 2**64, f"The value is {2**64 - 1}. It must be {2**64}."),
    (float(2**60), 2**60, "floats from 2^53 on skip whole numbers"),
    (float(LARGE), LARGE, "compute in whole numbers"),
    (10**400, LARGE, "infinite"),
    (True, 1, "truth values"),
]


@pytest.mark.parametrize(("answer", "expected"), SAME)
def test_equal_whole_numbers(answer, expected):
    assert EXACT.judge(plain_value(answer), expected) is None
    wanted = np.array([expected, 0], dtype=object)
    assert SameArray(exact=True).judge(plain_value([answer, 0]), wanted) is None


@pytest.mark.parametrize(("answer", "expected", "sentence"), OTHER)
def test_different_whole_numbers(answer, expected, sentence):
    assert sentence in EXACT.judge(plain_value(answer), expected).sentence
    if not isinstance(answer, bool):
        wanted = np.array([expected, 0], dtype=object)
        assert SameArray(exact=True).judge(plain_value([answer, 0]), wanted) is not None


def test_entries_that_differ_are_marked():
    wanted = np.array([[LARGE, 1], [2, 3]], dtype=object)
    found = SameArray(exact=True).judge(plain_value([[LARGE + 1, 1], [2, 3]]), wanted)
    assert found.differs.tolist() == [[True, False], [False, False]]
    assert "2 of 3" in SameArray(exact=True).judge(plain_value([0.5, 1, 7]), np.array([1, 1, 2])).sentence


def test_large_whole_numbers_pass_where_a_tolerance_holds():
    assert SameNumber().judge(plain_value(LARGE), LARGE) is None
    assert SameArray().judge(plain_value([LARGE, 1.5]), np.array([float(LARGE), 1.5])) is None
    assert SameArray().judge(plain_value([[LARGE], [1, 2]]), np.ones(2)).sentence.startswith("Your function")


@pytest.mark.parametrize("given", [[LARGE, -1], [[2**64, 0], [0, 1]], np.array([[LARGE]], dtype=object)])
def test_large_whole_numbers_reach_the_grader(given):
    array = plain_value(given).array
    back = read_value(write_value(array))
    assert back.dtype == object and back.shape == array.shape and back.tolist() == array.tolist()


@pytest.mark.parametrize(
    ("numbers", "shape"), [([1.5], [1]), ([1], [2]), ([2**2000], [1]), ("1", [1]), ([True], [1]), ([1], [-1])]
)
def test_forged_whole_numbers_are_refused(numbers, shape):
    with pytest.raises(Malformed):
        read_value({"integers": numbers, "shape": shape})


def test_pictures_keep_all_digits():
    assert [number(x) for x in (8388593, 3168000.0, LARGE, np.int64(-5), 0.25, np.inf)] == [
        "8388593",
        "3168000",
        str(LARGE),
        "-5",
        "0.25",
        "inf",
    ]


def test_where_nothing_is_returned_the_right_result_is_shown():
    found = verdict(lambda table: [].append(len(table)), 5)
    assert "The right result:\n  result = 1" in found.notes
    task = registry.tasks()["05-witness"]
    found = judge(task, registry.answers(task), lambda matrix, prime: [].append(prime))
    assert any("result = array of shape (0,)" in note for note in found.notes)


def test_the_smallest_prime_comes_first():
    cases = registry.answers(registry.tasks()["04-rank-mod-p"]).cases(0)
    keys = [(matrix.size, max(abs(matrix).max(), prime)) for matrix, prime in cases]
    assert keys == sorted(keys)


def verdict(answer, seconds):
    task = registry.tasks()["01-rows"]
    return judge(task, registry.answers(task), answer, seconds=seconds)


def test_a_slow_function_is_called_slow_and_its_size_is_named():
    def different_rows(table):
        time.sleep(0.02 * table.size)
        return len({tuple(row) for row in table.tolist()})

    found = verdict(different_rows, 0.4)
    assert found.status == "timed out"
    assert "your function ends, but it is slow" in found.message
    assert "`table` of shape (" in found.message and "never ends" not in found.message


def test_a_loop_on_larger_inputs_is_told_both():
    def different_rows(table):
        while table.size > 1:
            pass
        return 1

    found = verdict(different_rows, 0.3)
    assert "It ended at once on smaller inputs" in found.message and "at input 2" in found.message


def test_a_loop_on_every_input_is_called_endless():
    def different_rows(table):
        while True:
            pass

    assert "look for a loop that never ends." in verdict(different_rows, 0.1).message


@pytest.mark.parametrize("task", registry.tasks().values(), ids=lambda task: task.id)
def test_a_task_that_asks_for_whole_numbers_compares_exactly(task):
    judging = registry.answers(task)
    results = [judging.reference(*case) for case in judging.edge_cases]
    if not any(isinstance(result, tuple) and np.ndim(result[0]) for result in results):
        whole = all(np.asarray(result).dtype.kind in "iuO" for result in results)
        assert not whole or judging.comparison.exact
