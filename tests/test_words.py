"""Tasks on words and their tables, against definitions written in plain Python."""

import itertools

import numpy as np
import pytest

import racteach as rt
from racteach.words import TASKS

PLAIN = {
    "compare": lambda start, end: int(start == end),
    "count": lambda start, end: sum(start + end),
    "parity": lambda start, end: sum(start + end) % 2,
    "copy": lambda start, end: start[sum(end) - 1],
    "agree": lambda start, end: sum(x == y for x, y in zip(start, end, strict=True)),
    "palindrome": lambda start, end: int(start == end[::-1]),
    "majority": lambda start, end: int(sum(start + end) > len(start)),
    "ends": lambda start, end: int(start[0] == end[-1]),
    "parity as a sign": lambda start, end: (-1) ** sum(start + end),
}


def test_every_task_has_a_plain_definition():
    assert [name.split(":")[0] for name in TASKS] == list(PLAIN)


@pytest.mark.parametrize("task", PLAIN)
@pytest.mark.parametrize("half", [1, 2, 3])
def test_tables_are_what_the_definitions_say(task, half):
    words = list(itertools.product([0, 1], repeat=half))
    wanted = [[PLAIN[task](start, end) for end in words] for start in words]
    assert rt.outcome_table(task, 2 * half).tolist() == wanted


@pytest.mark.parametrize("task", PLAIN)
def test_another_cut_only_moves_the_same_answers(task):
    whole = rt.outcome_table(task, 6).ravel().tolist()
    for cut in range(1, 6):
        table = rt.outcome_table(task, 6, cut)
        assert table.shape == (2**cut, 2 ** (6 - cut)) and table.ravel().tolist() == whole


@pytest.mark.parametrize("task", PLAIN)
def test_groups_number_equal_rows_alike_in_order_of_appearance(task):
    for cut in range(1, 6):
        table = rt.outcome_table(task, 6, cut)
        groups = rt.row_groups(table)
        for i, j in itertools.combinations(range(len(table)), 2):
            assert (groups[i] == groups[j]) == np.array_equal(table[i], table[j])
        firsts = [list(groups).index(group) for group in range(groups.max() + 1)]
        assert firsts == sorted(firsts)


@pytest.mark.parametrize(
    "task", [name for name in PLAIN if name not in ("count", "agree", "parity as a sign")]
)
def test_rank_and_different_rows_bound_each_other(task):
    for length in (2, 4, 6, 8):
        table = rt.outcome_table(task, length)
        rank, different = rt.exact_rank(table), int(rt.row_groups(table).max()) + 1
        assert rank <= different <= 2**rank


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("sort", 4), "task must be one of compare, count"),
        (("count", 5), "even number"),
        (("count", 14), "<= 12"),
        (("count", 4, 4), "cut must be an integer"),
        (("count", 4, 0), "cut must be an integer"),
    ],
)
def test_a_bad_table_is_refused_in_one_sentence(arguments, message):
    with pytest.raises(ValueError, match=message) as caught:
        rt.outcome_table(*arguments)
    assert "\n" not in str(caught.value)
