"""Task 02-terms, judged by what its right answers have in common: lists of terms with the same sum."""

from dataclasses import dataclass

import numpy as np

from racteach.checks.comparing import Fault, FaultKind, SameArray
from racteach.checks.keys import AnswerKey
from racteach.checks.values import plain_value


@dataclass(frozen=True)
class SameSum:
    """Compare lists of terms, rows (g, e) of equal halves, by the sum of their products ``g_i e_j``."""

    def judge(self, answer, expected):
        """Return None where the terms add up to the same matrix, whatever they are, else what is wrong."""
        problem = SameArray().judge(answer, np.zeros(np.shape(expected)))
        if answer.array is None or (problem is not None and problem.kind is not FaultKind.VALUES):
            return problem
        size = np.shape(expected)[1] // 2
        found, wanted = (rows[:, :size].T @ rows[:, size:] for rows in (answer.array, np.asarray(expected)))
        fault = SameArray().judge(plain_value(found), wanted)
        if fault is None:
            return None
        return Fault(fault.kind, f"Multiplied out and added up, your terms miss the table. {fault.sentence}")


sum_of_terms = AnswerKey(
    "02-terms",
    edge_cases=(
        (np.array([[6]]), 1),
        (np.array([[1, 2], [3, 6]]), 1),
        (np.array([[1, 2], [3, 4]]), 2),
        (np.array([[0, 1], [1, 0]]), 2),
        (np.array([[0.0, 0.0], [0.0, 3.0]]), 1),
        (np.array([[0, 0, 2], [0, 0, 4], [1, 3, 0]]), 2),
    ),
    comparison=SameSum(),
    must_hold="Entry (i, j) of the table is the sum over the K rows of g[i] times e[j].",
)


@sum_of_terms.right
def terms(table, rank, powers=(1, 0), turned=False):
    left, values, right = np.linalg.svd(np.asarray(table, dtype=float))
    starts, ends, sizes = left.T[:rank], (right.T if turned else right)[:rank], values[:rank, None]
    return np.hstack([starts * sizes ** powers[0], ends * sizes ** powers[1]])


@sum_of_terms.drawn_by
def table_of_rank(generator):
    size = int(generator.integers(2, 6))
    rank = int(generator.integers(1, size + 1))
    table = generator.integers(-9, 10, (size, rank)) @ generator.integers(-9, 10, (rank, size))
    return table, max(1, int(np.linalg.matrix_rank(table)))


sum_of_terms.mistake(
    "singular values left out",
    "Your terms have no sizes. Multiply each singular value into its column, or into its row, once.",
)(lambda table, rank: terms(table, rank, (0, 0)))
sum_of_terms.mistake(
    "singular values used twice",
    "You multiply the singular values into both halves. Each counts once; with roots it may go into both.",
)(lambda table, rank: terms(table, rank, (1, 1)))
sum_of_terms.mistake(
    "columns of the last factor",
    "You take columns of the third matrix that `svd` returns. It holds the end factors in its rows.",
)(lambda table, rank: terms(table, rank, turned=True))
sum_of_terms.mistake(
    "halves swapped",
    "Your sum is the table transposed. The first half of a row belongs to the start, the rows of the table.",
)(lambda table, rank: terms(np.asarray(table).T, rank))
sum_of_terms.mistake(
    "first rows kept",
    "You keep the first K rows and leave the others out. A row that depends on others still has entries.",
)(lambda table, rank: np.hstack([np.eye(rank, len(table)), np.asarray(table, dtype=float)[:rank]]))

sum_of_terms.degenerate("zero", "miss the table")(lambda table, rank: np.zeros((rank, 2 * len(table))))
sum_of_terms.degenerate("constant", "miss the table")(lambda table, rank: np.ones((rank, 2 * len(table))))
sum_of_terms.degenerate("example", "The shape is (1, 4)")(lambda table, rank: np.array([[1, 3, 1, 2]]))
sum_of_terms.degenerate("other size", "The shape is")(lambda table, rank: terms(np.eye(len(table) + 1), rank))
sum_of_terms.degenerate("the table itself", "miss the table")(
    lambda table, rank: np.hstack([table, np.ones((len(table), len(table)))])[:rank]
)
