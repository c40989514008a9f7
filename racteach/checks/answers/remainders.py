"""Ranks modulo a prime, for the tasks that need one."""


def rank_modulo(rows, prime):
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


def eliminate(matrix, prime, *, search=True, invert=True, swap=True, go_on=True):
    """Return the rank as an elimination finds it that lacks one of its parts.

    Args:
        matrix, prime: what to eliminate.
        search: look for a pivot in all rows below.
        invert: multiply by an inverse, in place of a division with `//`.
        swap: exchange rows, in place of a swap of views, which writes one row to both places.
        go_on: go to the next column where there is no pivot, in place of an end.
    """
    work, rank = [[int(entry) % prime for entry in row] for row in matrix], 0
    for column in range(len(work[0])):
        last = len(work) if search else min(rank + 1, len(work))
        pivot = next((row for row in range(rank, last) if work[row][column]), None)
        if pivot is None:
            if go_on:
                continue
            break
        work[rank], work[pivot] = work[pivot], work[rank] if swap else list(work[pivot])
        for row in range(rank + 1, len(work)):
            head = work[rank][column]
            factor = work[row][column] * pow(head, -1, prime) if invert else work[row][column] // head
            work[row] = [(a - factor * b) % prime for a, b in zip(work[row], work[rank], strict=True)]
        rank += 1
    return rank
