"""Ranks modulo a prime, for the tasks that need one."""

from __future__ import annotations

import numpy as np


def rank_modulo(rows: list[list[int]], prime: int) -> int:
    """Return the rank of rows of integers modulo a prime."""
    work, rank = [[x % prime for x in row] for row in rows], 0
    while work:
        row = work.pop()
        lead = next((j for j, x in enumerate(row) if x), None)
        if lead is None:
            continue
        rank += 1
        factor = pow(row[lead], -1, prime)
        work = [
            [(b - other[lead] * factor * a) % prime for a, b in zip(row, other, strict=True)]
            for other in work
        ]
    return rank


def eliminate(matrix: np.ndarray, prime: int, *, search: bool, invert: bool) -> int:
    """Return the rank as an elimination finds it, with a `search` for pivots and an inverse, or without."""
    work, rank = [[int(entry) % prime for entry in row] for row in matrix], 0
    for column in range(len(work[0])):
        last = len(work) if search else min(rank + 1, len(work))
        pivot = next((row for row in range(rank, last) if work[row][column]), None)
        if pivot is None:
            continue
        work[rank], work[pivot] = work[pivot], work[rank]
        for row in range(rank + 1, len(work)):
            head = work[rank][column]
            factor = work[row][column] * pow(head, -1, prime) if invert else work[row][column] // head
            work[row] = [(a - factor * b) % prime for a, b in zip(work[row], work[rank], strict=True)]
        rank += 1
    return rank
