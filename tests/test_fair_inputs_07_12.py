"""The inputs of lessons 07 to 12 stay within what the statements promise, and do not hide mistakes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from racteach.checks import registry
from tests.test_exercises import cells

TASKS = [task for name, task in registry.tasks().items() if name >= "07"]


def right(task_id: str, *arguments: Any) -> Any:
    return registry.answers(registry.tasks()[task_id]).reference(*arguments)


def top(values: Any) -> float:
    return max((abs(float(value)) for value in np.ravel(values)), default=0.0)


# What the statements promise about the inputs.
SIZES = {
    "07-monomials": lambda values, degree: len(values) <= 4 and degree <= 3,
    "07-uses": lambda L, layer, n: max(L, n) <= 80 and right("07-uses", L, layer, n) <= 1000,
    "07-state-bound": lambda R, uses: R <= 5 and len(uses) <= 6 and top(uses) <= 21,
    "07-letters": lambda powers: powers.shape[0] <= 7 and powers.shape[1] <= 4 and top(powers) <= 4,
    "07-merge": lambda tensor: tensor.ndim <= 3 and len(tensor) <= 3,
    "07-pair": lambda *weights: all(top(matrix) <= 3 for matrix in weights),
    "08-output": lambda L, x, z, n: L <= 4 and n <= 3 and len(x) == len(z) <= 3 and top(x + z) <= 5,
    "08-terms": lambda L, m, n: L <= 4 and m <= 60 and n <= 50,
    "08-letters": lambda L, M, R, n: 2 <= L <= 6 and max(M, R) <= 25 and n <= 8,
    "08-power": lambda L, a: 2 <= L <= 4 and len(a) <= 3 and top(a) <= 9,
    "08-expand": lambda L, a, x, n: 2 <= L <= 3 and n <= 3 and len(a) == len(x) <= 3 and top(a + x) <= 4,
    "08-narrow": lambda *numbers: top(numbers) <= 3,
    "08-equality": lambda k, epsilon: k <= 6 and -1 <= epsilon <= 1,
    "09-dual": lambda L, T: L <= 1000 and T <= 2000,
    "09-end-bound": lambda L, M, R, n: max(L, n) <= 4 and max(M, R) <= 60,
    "09-blocks": lambda exponents, n: len(exponents) <= 6 and exponents.shape[1] <= 5 and 3 <= n <= 9
    and set(exponents.sum(axis=1)) == {n * (n + 1) // 2},
    "09-separate": lambda values: max(values.shape[1:]) <= 3 and len(values) <= 5,
    "09-mend": lambda blocks, n: len(blocks) <= 3 and 2 <= n <= 5 and top(blocks) < 10**9,
    "09-claim": lambda recall: top(recall) <= 3 and recall.all(),
    "09-rank": lambda recall, above, n, rank: len(recall) <= 3 and 2 <= n <= 4 and recall.all()
    and above.all() and max(top(recall), top(above)) <= 50,
    "09-depth-three": lambda R, n: R <= 25 and n <= 400,
    "10-shares": lambda values: len(values) <= 8 and min(values) >= 0.003 and max(values) <= 10,
    "10-effective-rank": lambda shares: len(shares) <= 8,
    "10-terms": lambda shares, wanted: len(shares) <= 8,
    "10-design": lambda effective, count: 2 <= count <= 8 and 1.01 <= effective <= count,
    "10-kernel": lambda k, epsilon: k <= 60 and 0.001 <= epsilon <= 1,
    "10-gradient": lambda values: len(values) <= 8 and min(values) >= 0.003 and max(values) <= 10,
    "11-rnn-step": lambda W, U, b, h, x: max(W.shape) <= 3,
    "11-linear-parts": lambda W, U, b, w, word, split: max(W.shape) <= 3 and len(word) <= 6,
    "11-gap": lambda values: len(values) <= 8,
    "11-memory": lambda roles, steps: len(roles) <= 5 and steps <= 200 and 1 in roles,
    "11-lstm-step": lambda W, U, b, h, q, x: max(len(h), len(x)) <= 3,
    "12-floor": lambda values, R: len(values) <= 8 and R <= 9,
    "12-kernel-floor": lambda k, epsilon, R: k <= 30 and R <= 2**20,
    "12-parameters": lambda L, M, R: L <= 12 and M <= 60 and R <= 200,
    "12-paired": lambda shallow, deep, rows: len(shallow) <= 8 and len(rows) <= 30,
    "12-best": lambda errors, k, rows: 1 <= k <= len(errors) <= 8 and len(rows) <= 20,
    "12-fair": lambda validation, test: max(*validation.shape[1:], test.shape[2]) <= 6
    and test.shape[1] <= 4,
    "12-unmask": lambda rates, seeds, ahead, behind: rates <= 4 and 2 <= seeds <= 8
    and 1 <= min(ahead, behind) <= max(ahead, behind) <= 25,
    "12-walsh": lambda sets: sets.shape[0] <= 12 and sets.shape[1] <= 7,
}  # fmt: skip


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_no_input_is_larger_than_the_statement_says(task):
    statement = cells("solutions", task.id)["-statement"].source
    assert "**Sizes.** " in statement
    for seed in range(40):
        for case in registry.answers(task).cases(seed):
            assert SIZES[task.id](*case), case


@pytest.mark.parametrize("task_id", ["10-shares", "10-gradient"])
def test_inputs_come_in_any_order_with_ties_and_very_unequal_sizes(task_id):
    cases = [values for (values,) in registry.answers(registry.tasks()[task_id]).cases(0)]
    assert any(list(values) != sorted(values)[::-1] and list(values) != sorted(values) for values in cases)
    assert any(len(set(values)) < len(values) for values in cases)
    assert any(max(values) > 30 * min(values) for values in cases)


@pytest.mark.parametrize("task_id", ["07-state-bound", "09-end-bound", "09-depth-three"])
def test_some_whole_numbers_need_more_than_64_bits(task_id):
    answers = registry.answers(registry.tasks()[task_id])
    assert max(answers.reference(*case) for case in answers.edge_cases) > 2**63
