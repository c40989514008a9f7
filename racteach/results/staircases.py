"""Ranks of all blocks of some sizes as data, for M = R and equal halves.

The shipped file ``racteach/data/staircases.json`` is made by

    python -m racteach.results.staircases racteach/data/staircases.json

in about a minute. Every number in it is what :func:`racteach.block_ranks` gives for seed 0. At each of these
sizes they add up to a proved upper bound, so every one is exact for almost every circuit.
"""

from __future__ import annotations

import functools
import json
import sys
from importlib import resources
from pathlib import Path

from racteach.certificates.monomial_ranks import block_ranks
from racteach.journal.files import write_whole

#: (L, R, n)
SIZES = tuple(
    (depth, channels, half_length)
    for channels, depths in ((2, (2, 3, 4)), (3, (2, 3)))
    for depth in depths
    for half_length in range(depth, 8)
)


@functools.cache
def load_staircases() -> dict[tuple[int, int, int], tuple[int, ...]]:
    """Return the ranks of the blocks, in lexicographic order of their monomials, by (L, R, n).

    Example:
        >>> load_staircases()[4, 2, 4][:6]
        (52, 82, 94, 102, 106, 106)
    """
    file = resources.files("racteach") / "data" / "staircases.json"
    rows = json.loads(file.read_text(encoding="utf-8"))["sizes"]
    return {(row["depth"], row["channels"], row["half_length"]): tuple(row["ranks"]) for row in rows}


def build_staircases(path: str | Path) -> None:
    """Compute all of them and write the file."""
    rows = [
        {"depth": depth, "channels": channels, "half_length": half, "ranks": list(found.values())}
        for depth, channels, half in SIZES
        if (found := block_ranks(depth, channels, channels, 2 * half))
    ]
    lines = ",\n".join(json.dumps(row) for row in rows)
    text = f'{{"made by": "python -m racteach.results.staircases", "sizes": [\n{lines}\n]}}\n'
    write_whole(Path(path), text.encode())


if __name__ == "__main__":
    build_staircases(sys.argv[1])
