"""What a computation will take, known before anything is allocated: memory, and the length of its numbers."""

from __future__ import annotations

import math

from racteach import validation

#: Bytes that a computation may take unless it is told otherwise.
MEMORY_LIMIT = 4 * 2**30

#: Bits that all factors of all bounds may have together: the bounds then take seconds at most.
_BITS = 10**7


def block_memory(rows: int, columns: int, length: int, input_dim: int, *, arrays: int = 3) -> int:
    """Return about how many bytes a block takes with all that is done to it.

    Three arrays of its size live at once in elimination, four where python-flint finds its rank, and the
    feature vectors twice.

    Example:
        >>> block_memory(4000, 4000, 100, 3) / 2**30 < 0.4
        True
    """
    return 8 * (arrays * rows * columns + 2 * (rows + columns) * length * input_dim)


def circuit_memory(
    depth: int, input_dim: int, channels: int, length: int, templates: str | int = "generic"
) -> int:
    """Return about how many bytes weights and templates take while they are drawn, and an end's matrices.

    Example:
        >>> circuit_memory(2, 3, 3, 100) < 2**20
        True
    """
    weights = channels * (input_dim + (2 * depth - 1) * channels + 1)
    matrices = 16 * length * channels**2 if depth > 1 else length * channels**2
    letters = input_dim if templates == "one-hot" else templates if isinstance(templates, int) else 0
    return 8 * (6 * weights + matrices + 6 * letters * input_dim)


def refuse_huge_bounds(depth: int, input_dim: int, channels: int, length: int, letters: int | None) -> None:
    """Raise if the bounds of this size are numbers so long that computing them would take minutes.

    The degrees that the bounds count are below ``2^b`` with ``b = min(T, L) log2(T + L)``, and a multiset
    coefficient ``mc(R, d)`` has at most ``min(R, d) (log2 d + log2 R + 1)`` bits.

    Raises:
        ValueError: if that is so.
    """
    sizes = (depth, input_dim, channels, length, letters or 1)
    if max(sizes).bit_length() <= 40:
        degree = min(length, depth) * math.log2(length + depth)
        bits = length * math.log2(max(input_dim, letters or 1) + 1)
        for factors, variables in ((depth, channels), (length, min(input_dim, channels))):
            used = variables if degree > 40 else min(variables, 2**degree)
            bits += factors * used * (degree + math.log2(variables) + 1)
        if depth == 3:
            bits += channels**2 * (2 * math.log2(length) + 2)
        if bits <= _BITS:
            return
    raise ValueError(
        f"the bounds for depth {validation.shown(depth)}, input_dim {validation.shown(input_dim)}, channels "
        f"{validation.shown(channels)} and length {validation.shown(length)} are numbers of millions of "
        "digits: choose smaller sizes"
    )


def torus_memory(
    depth: int, channels: int, groups: int, end: int, order: int, states: int, columns: int, slices: int
) -> int:
    """Return about how many bytes a range of blocks takes: its coefficients, and what it takes to get there.

    Example:
        >>> torus_memory(2, 3, 3, 50, 51, 1, 4, 51) < 2**28
        True
    """
    rest, row = order ** (groups - 2), channels * columns
    coefficients = 4 * slices * rest * states * row
    at_once = 8 * max(2**22, rest * order * row) + 24 * 512 * order
    tiles = 8 * channels * max(2**13, columns) * ((2 * end if depth > 2 else 0) + 12)
    block = 8 * 6 * max(2**20, states * row)
    inputs = 16 * (end * columns * channels**2 + states * channels**2)
    return coefficients + 8 * rest * channels + at_once + tiles + block + inputs
