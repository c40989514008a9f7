"""Task 02-own-rows: factors of which the ends' are rows of the table itself."""

import numpy as np

from racteach.checks.answers.lesson02_terms import table_of_rank, terms
from racteach.checks.comparing import SameShape
from racteach.checks.keys import AnswerKey

own_rows = AnswerKey(
    "02-own-rows",
    edge_cases=(
        (np.array([[6]]), 1),
        (np.array([[1, 2], [3, 6]]), 1),
        (np.array([[0, 0], [2, 4]]), 1),
        (np.array([[1, 2], [2, 4]]), 1),
        (np.array([[1, 2], [3, 4]]), 2),
        (np.array([[1, 2, 3], [2, 4, 6], [0, 1, 1]]), 2),
        (np.array([[0.0, 0.0, 0.0], [0.5, 1.0, 0.0], [0.0, 0.0, 3.0]]), 2),
        (np.array([[1, 1, 2], [1, 2, 3], [2, 3, 5]]), 2),
    ),
    comparison=SameShape(),
    must_hold="Row k holds how much of the row e_k each start takes, and then that row.",
)


def independent(table, rank, order=None):
    """Return the numbers of the first rows, in an order, that are independent."""
    chosen = []
    for i in order or range(len(table)):
        if np.linalg.matrix_rank(table[[*chosen, i]]) > len(chosen):
            chosen.append(i)
    return chosen[:rank]


def mixed(table, rows):
    """Return the factors that mix these rows, by least squares."""
    shares = np.linalg.lstsq(table[rows].T, table.T, rcond=None)[0]
    return np.hstack([shares, table[rows]])


@own_rows.right
def terms_of_own_rows(table, rank):
    table = np.asarray(table, dtype=float)
    return mixed(table, independent(table, rank))


@own_rows.drawn_by
def table_that_is_not_zero(generator):
    table, rank = table_of_rank(generator)
    return (table, rank) if table.any() else table_that_is_not_zero(generator)


@own_rows.judged_by
def lacking(answer, table, rank):
    table = np.asarray(table, dtype=float)
    size, scale = len(table), np.abs(table).max(initial=0.0) or 1.0
    starts, ends = answer[:, :size], answer[:, size:]
    for k, end in enumerate(ends):
        if np.abs(table - end).max(axis=1).min() > 1e-6 * scale:
            return f"The second half of row {k} is no row of the table."
    wrong = int((np.abs(starts.T @ ends - table) > 1e-6 * scale).sum())
    if not wrong:
        return ""
    return f"Multiplied out and added up, your terms miss the table in {wrong} of {table.size} entries."


own_rows.mistake(
    "singular vectors",
    "Your terms come from the singular value decomposition. They add up to the table, but what they hold for "
    "the end is no row of it. Choose rows of the table, and find the numbers of the starts for these.",
)(lambda table, rank: terms(table, rank))
own_rows.mistake(
    "first rows kept",
    "You take the first K rows. They may depend on one another, and then they cannot make the others. Take K "
    "independent rows.",
)(lambda table, rank: mixed(np.asarray(table, dtype=float), list(range(rank))))
own_rows.mistake(
    "rows only copied",
    "Your numbers of the starts only copy the chosen rows. The other rows are mixtures of these: write how "
    "much of each they take.",
)(
    lambda table, rank: np.hstack(
        [
            np.eye(len(table))[independent(np.asarray(table, dtype=float), rank)],
            np.asarray(table, dtype=float)[independent(np.asarray(table, dtype=float), rank)],
        ]
    )
)
own_rows.mistake(
    "halves swapped",
    "You put the row of the table first. The numbers of the starts come first, then the row.",
)(lambda table, rank: np.roll(terms_of_own_rows(table, rank), len(table), axis=1))

own_rows.degenerate("zero", "is no row of the table")(lambda table, rank: np.zeros((rank, 2 * len(table))))
own_rows.degenerate("constant", "is no row of the table")(lambda table, rank: np.ones((rank, 2 * len(table))))
own_rows.degenerate("example", "The shape is (1, 4)")(lambda table, rank: np.array([[1, 3, 1, 2]]))
own_rows.degenerate("other size", "The shape is")(lambda table, rank: terms(np.eye(len(table) + 1), rank))
own_rows.degenerate("rows without shares", "miss the table")(
    lambda table, rank: np.hstack([np.zeros((rank, len(table))), table[:rank]])
)
