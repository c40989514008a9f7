"""Say whether an answer has the property that a task asks for, in another way than the task's own judge.

Tasks with many right answers only. Written for tests: slow, in Python's whole numbers and fractions where it
can be, and never from the judge's parts.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

Oracle = Callable[..., bool]
ORACLES: dict[str, Oracle] = {}


def oracle(task_id: str) -> Callable[[Oracle], Oracle]:
    """Take the function that decides, from an answer and the arguments, whether it is right."""

    def take(function: Oracle) -> Oracle:
        ORACLES[task_id] = function
        return function

    return take


@oracle("02-terms")
def the_terms_add_up(answer: Any, table: Any, rank: int) -> bool:
    rows, wanted = [[Fraction(x) for x in row] for row in answer.tolist()], np.asarray(table).tolist()
    size = len(wanted)
    limit = 1e-6 * (max(abs(x) for row in wanted for x in row) or 1)
    return all(
        abs(sum(row[i] * row[size + j] for row in rows) - Fraction(wanted[i][j])) <= limit
        for i in range(size)
        for j in range(size)
    )


@oracle("08-power")
def the_circuit_computes_the_power(answer: Any, depth: int, a: Any) -> bool:
    into, recall = (np.vectorize(Fraction, otypes=[object])(part) for part in answer.tolist())
    m = len(a)
    for n in (1, 2, 3):
        for x, z in (((2, 3, 5), (7, -1, 4)), ((-3, 1, 2), (5, 2, -6))):
            states: list[Any] = []
            for t in range(1, 2 * n + 1):
                below = [Fraction(1)] * m
                below = list(x[:m]) if t == 1 else list(z[:m]) if t == n + 1 else below
                for layer in range(depth):
                    entering = [sum(into[layer][j][i] * below[i] for i in range(m)) for j in range(m)]
                    if t == 1:
                        states.append(entering)
                    else:
                        past = [
                            sum(w * h for w, h in zip(row, states[layer], strict=True))
                            for row in recall[layer]
                        ]
                        states[layer] = [u * v for u, v in zip(past, entering, strict=True)]
                    below = states[layer]
            late = math.comb(n + depth - 2, depth - 1)
            early = math.comb(2 * n + depth - 2, depth - 1) - late
            sums = [Fraction(weight) * left for weight, left in zip(a, x, strict=False)]
            wanted = sum(sums) ** early * sum(s * right for s, right in zip(sums, z, strict=False)) ** late
            if abs(below[0] - wanted) > Fraction(1, 10**9) * abs(wanted):
                return False
    return True


def fraction_rank(matrix: Any) -> int:
    """Return the rank of a matrix, by elimination from the left with fractions."""
    rows, rank = [[Fraction(x) for x in row] for row in matrix], 0
    while rows and rows[0]:
        lead = next((row for row in rows if row[0]), None)
        if lead is not None:
            rank += 1
            rows = [[a - row[0] / lead[0] * b for a, b in zip(row, lead, strict=True)] for row in rows]
            rows.remove([Fraction(0)] * len(lead))
        rows = [row[1:] for row in rows]
    return rank


@oracle("01-design")
def the_table_is_made_to_measure(answer: Any, starts: int, different: int, rank: int) -> bool:
    rows = answer.tolist()
    new = sum(row not in rows[:place] for place, row in enumerate(rows))
    small = all(entry in (0, 1) for row in rows for entry in row)
    return small and len(rows) == starts and new == different and fraction_rank(rows) == rank


@oracle("02-own-rows")
def rows_of_the_table_add_up(answer: Any, table: Any, rank: int) -> bool:
    rows, wanted = answer.tolist(), [[Fraction(x) for x in row] for row in np.asarray(table).tolist()]
    size, limit = len(wanted), Fraction(1, 10**6) * (max(abs(x) for row in wanted for x in row) or 1)
    own = all(
        any(
            all(abs(Fraction(x) - y) <= limit for x, y in zip(row[size:], other, strict=True))
            for other in wanted
        )
        for row in rows
    )
    return own and len(rows) == rank and the_terms_add_up(answer, table, rank)


def rank_with_rows(tensor: Any, rows: tuple[int, ...]) -> int:
    """Return the rank of a tensor of whole numbers with these axes as rows, entry by entry."""
    columns = [axis for axis in range(tensor.ndim) if axis not in rows]
    table: dict[Any, dict[Any, int]] = {}
    for place in np.ndindex(tensor.shape):
        row, column = tuple(place[axis] for axis in rows), tuple(place[axis] for axis in columns)
        table.setdefault(row, {})[column] = int(tensor[place])
    return fraction_rank([list(row.values()) for row in table.values()])


@oracle("03-caught")
def the_program_is_wrong(answer: Any, templates: int, length: int, steps: int) -> bool:
    digits = all(entry in range(10) for entry in answer.ravel().tolist())
    said = rank_with_rows(answer, tuple(range(1, steps + 1)))
    return (
        digits
        and answer.shape == (templates,) * length
        and said != rank_with_rows(answer, tuple(range(steps)))
    )


@oracle("03-two-ranks")
def both_ranks_are_right(answer: Any, letters: int, first: int, second: int) -> bool:
    ranks = rank_with_rows(answer, (0, 1)), rank_with_rows(answer, (0, 2))
    small = all(abs(entry) <= 9999 for entry in answer.ravel().tolist())
    return small and answer.shape == (letters,) * 4 and ranks == (first, second)


@oracle("04-dependence")
def the_rows_make_zero(answer: Any, matrix: Any, prime: int) -> bool:
    shares = [int(share) for share in answer.tolist()]
    made = np.array(shares, dtype=object) @ np.array(matrix, dtype=object)
    return len(shares) == len(matrix) and math.gcd(*shares, prime) == 1 and not (made % prime).any()
