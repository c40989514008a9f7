"""Task 01-design: any table of zeros and ones with so many different rows and this rank."""

import numpy as np

from racteach.checks.answers.whole import true_rank
from racteach.checks.comparing import SameShape
from racteach.checks.keys import AnswerKey

design = AnswerKey(
    "01-design",
    edge_cases=(
        (2, 2, 1),
        (2, 1, 1),
        (4, 3, 2),
        (4, 4, 2),
        (4, 4, 3),
        (4, 4, 4),
        (5, 2, 2),
        (8, 5, 3),
        (8, 8, 3),
        (8, 5, 4),
        (9, 9, 4),
    ),
    comparison=SameShape(exact=True, least=0, most=1),
    must_hold="Rows may repeat; a row that is a sum of others is new, and adds nothing to the rank.",
)


def filled(starts, rows, rest):
    """Return a table that begins with these rows, each with zeros behind it, and goes on with the rest."""
    table = np.zeros((starts, starts), dtype=int)
    for i in range(starts):
        row = rows[i] if i < len(rows) else rest
        table[i, : len(row)] = row
    return table


def bits(number, digits):
    return [number >> digit & 1 for digit in range(digits)]


def new_rows(different, rank):
    rows = [bits(2**k, rank) for k in range(rank)]
    rows += [row for row in (bits(number, rank) for number in range(2**rank)) if row not in rows]
    return rows[:different]


@design.right
def table_with(starts, different, rank):
    rows = new_rows(different, rank)
    return filled(starts, rows, rows[0])


@design.drawn_by
def possible(generator):
    rank = int(generator.integers(1, 6))
    different = int(generator.integers(rank, min(2**rank, 12) + 1))
    return int(generator.integers(max(different, 2), 14)), different, rank


@design.judged_by
def lacking(table, starts, different, rank):
    found = len({tuple(row) for row in table.tolist()})
    if found != different:
        return f"Different rows: {found}. There must be {different}."
    found = true_rank(table.tolist())
    return "" if found == rank else f"The rank is {found}. It must be {rank}."


design.mistake(
    "rows numbered in binary",
    "You write the numbers 0, 1, 2, ... in binary. They are different, but the first few do not use the last "
    "digits: the rank stays too small. Begin with rows that are independent.",
)(
    lambda starts, different, rank: filled(
        starts, [bits(number, rank) for number in range(different)], bits(0, rank)
    )
)
design.mistake(
    "rest filled with zeros",
    "You leave the other rows at zero. A row of zeros is a row like any other: it makes one more different "
    "row. Repeat a row that is there already.",
)(lambda starts, different, rank: filled(starts, new_rows(different, rank), [0]))
design.mistake(
    "independent rows only",
    "You repeat the independent rows. Then there are as many different rows as the rank says. Add rows that "
    "are sums of others.",
)(lambda starts, different, rank: filled(starts, new_rows(rank, rank), new_rows(1, rank)[0]))
design.mistake(
    "each row one more 1",
    "Your rows are a staircase: each has one more 1, so all of them are independent, and the rank is the "
    "number of different rows.",
)(lambda starts, different, rank: filled(starts, [[1] * (k + 1) for k in range(different)], [1]))

design.degenerate("zero", "Different rows: 1.")(lambda starts, *_: np.zeros((starts, starts)))
design.degenerate("constant", "Different rows: 1.")(lambda starts, *_: np.ones((starts, starts)))
design.degenerate("example", "The shape is (4, 4)")(lambda *_: table_with(4, 3, 2))
design.degenerate("other size", "The shape is")(
    lambda starts, different, rank: table_with(starts + 1, different, rank)
)
design.degenerate("identity", "The rank is 2. It must be 1.")(lambda starts, *_: np.eye(starts))
