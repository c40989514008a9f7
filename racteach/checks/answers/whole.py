"""The rank of a matrix of whole numbers, without fractions and without rounding."""

from typing import Any


def true_rank(matrix: Any) -> int:
    """Return the rank, by Bareiss' elimination: each division by the pivot before leaves no remainder."""
    rows = [[int(x) for x in row] for row in matrix]
    rank, last = 0, 1
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((i for i in range(rank, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        top = rows[rank]
        for i in range(rank + 1, len(rows)):
            factor = rows[i][column]
            rows[i] = [(top[column] * a - factor * b) // last for a, b in zip(rows[i], top, strict=True)]
        last, rank = top[column], rank + 1
    return rank
