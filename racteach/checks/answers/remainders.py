"""Ranks modulo a prime, for the tasks that need one."""


def rank_modulo(matrix, prime, *, search=True, invert=True, swap=True, go_on=True):
    """Return the rank modulo a prime, or what an elimination finds for it that lacks one of its parts.

    Args:
        matrix, prime: what to eliminate.
        search: look for a pivot in all rows below.
        invert: multiply by an inverse, in place of a division with `//`.
        swap: exchange rows, in place of a swap of views, which writes one row to both places.
        go_on: go to the next column where there is no pivot, in place of an end.
    """
    work, rank = [[int(entry) % prime for entry in row] for row in matrix], 0
    for column in range(len(work[0]) if work else 0):
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
