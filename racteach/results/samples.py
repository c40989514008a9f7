"""Ranks of sampled blocks as data: how the rank of a K x K block grows to the rank of the whole matrix.

The shipped file ``racteach/data/samples.json`` is made by

    python -m racteach.results.samples racteach/data/samples.json

Every number in it is an exact rank modulo 8388593 of the block of the first K starts and the first K ends
that a seed draws (:mod:`racteach.certificates.sequences`).
"""

from __future__ import annotations

import functools
import json
import sys
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from racteach.bounds.sizes import Size
from racteach.certificates.blocks import output_block
from racteach.certificates.sequences import Sequences, words
from racteach.circuits import RAC
from racteach.exact.arithmetic import Modular
from racteach.exact.elimination import rank_modulo
from racteach.exact.primes import DEFAULT_PRIME
from racteach.journal.files import write_whole

#: Block sizes K, as far as there are so many words. There is no end of vectors.
STEP, LARGEST, LARGEST_OF_VECTORS = 8, 1024, 728
SEEDS = (0, 1, 2, 3, 4)


@dataclass(frozen=True)
class Case:
    """A function whose blocks are sampled."""

    rank: int  #: of the whole matrix
    available: int | None  #: how many starts (and ends) there are; None for vectors
    circuit: Size | None  #: None for EQUALITY of two halves of ten binary letters
    templates: str  #: ``"one-hot"`` or ``"generic"``

    @property
    def sizes(self) -> list[int]:
        """The block sizes: multiples of 8, and the whole matrix where there is one."""
        last = min(self.available or LARGEST_OF_VECTORS, LARGEST)
        return sorted({*range(STEP, last + 1, STEP), last})


CASES = {
    "EQUALITY of two halves of 10 letters": Case(1024, 1024, None, "one-hot"),
    "L = 3, M = 3, R = 2, T = 12, words": Case(304, 729, Size(3, 3, 2, 12), "one-hot"),
    "L = 3, M = 3, R = 2, T = 12, random vectors": Case(304, None, Size(3, 3, 2, 12), "generic"),
    "L = 2, M = R = 3, T = 12, words": Case(84, 729, Size(2, 3, 3, 12), "one-hot"),
    "L = 2, M = R = 3, T = 12, random vectors": Case(84, None, Size(2, 3, 3, 12), "generic"),
}


def block_rank(name: str, size: int, seed: int) -> int:
    """Return the exact rank of the block of K = ``size`` starts and ends that ``seed`` draws for a case.

    The circuit is that of seed 0. Of EQUALITY it is the number of words that are among the starts and among
    the ends: each is a row with a single one.

    Example:
        >>> block_rank("EQUALITY of two halves of 10 letters", 1024, 0)
        1024
        >>> block_rank("L = 2, M = R = 3, T = 12, random vectors", 88, 0)
        84
    """
    case = CASES[name]
    if case.circuit is None:
        starts, ends = (words(seed, side, size, 10, 2) for side in ("starts", "ends"))
        return len(set(map(tuple, starts.tolist())) & set(map(tuple, ends.tolist())))
    depth, input_dim, channels, length = case.circuit
    arithmetic = Modular()
    circuit = RAC.random(depth=depth, input_dim=input_dim, channels=channels, seed=0, arithmetic=arithmetic)
    drawn = Sequences(input_dim, length // 2, length // 2, case.templates, seed, DEFAULT_PRIME)
    return rank_modulo(output_block(circuit, drawn.starts(size), drawn.ends(size)), arithmetic)


@functools.cache
def load_samples() -> dict[str, list[list[int]]]:
    """Return the shipped ranks: for each case one list a seed, one number for each of its sizes.

    Example:
        >>> name = "L = 3, M = 3, R = 2, T = 12, words"
        >>> place = CASES[name].sizes.index(312)
        >>> [ranks[place] < 304 for ranks in load_samples()[name]]
        [True, True, True, True, True]
    """
    file = resources.files("racteach") / "data" / "samples.json"
    ranks: dict[str, list[list[int]]] = json.loads(file.read_text(encoding="utf-8"))["ranks"]
    return ranks


def build_samples(path: str | Path) -> None:
    """Compute all ranks, in about two minutes, and write the file."""
    ranks = {
        name: [[block_rank(name, size, seed) for size in case.sizes] for seed in SEEDS]
        for name, case in CASES.items()
    }
    about = {"made by": "python -m racteach.results.samples", "prime": DEFAULT_PRIME, "seeds": SEEDS}
    text = json.dumps({**about, "ranks": ranks}).replace("]], ", "]],\n").replace("], [", "],\n[")
    write_whole(path, f"{text}\n".encode())


if __name__ == "__main__":
    build_samples(sys.argv[1])
