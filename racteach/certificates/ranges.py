"""The ranks of all blocks in ranges: each is a job of its own, and a line of a journal.

A range holds the blocks of some first exponents, one after the other. Its coefficients are computed, ranked
and dropped. The circuit is evaluated anew for each range, so as few as memory allows are the fastest.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass
from functools import partial
from itertools import groupby, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from racteach.certificates.certificate import certificate_circuit
from racteach.certificates.many_ranks import ranks_modulo
from racteach.certificates.torus import Coefficients, Torus
from racteach.executors import AtOnce, ExecutorError
from racteach.journal.lines import Journal
from racteach.journal.missing import append_missing
from racteach.journal.provenance import __version__, require_same
from racteach.journal.shipped import shipped_format

_ENTRIES = 2**20

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Range:
    """A job: the blocks whose first exponent is at least ``low`` and below ``high``.

    The other fields are L, R, min(M, R), e, K, the columns of a block, and what everything is drawn from.
    """

    depth: int
    channels: int
    groups: int
    end: int
    states: int
    columns: int
    seed: int
    prime: int
    low: int
    high: int

    def torus(self) -> Torus:
        circuit = certificate_circuit(self.depth, self.groups, self.channels, self.seed, self.prime)
        return Torus(circuit, self.end, self.states, self.columns, self.seed)


@dataclass(frozen=True)
class RangeRanks(Range):
    """What comes out: the ranks in the order of the monomials, each with how many follow it alike."""

    ranks: tuple[int, ...]
    counts: tuple[int, ...]
    library: str

    @property
    def key(self) -> Range:
        return Range(**{name: getattr(self, name) for name in Range.__match_args__})


RANGES = shipped_format(RangeRanks, "a journal of block ranges", "a range")


def compute_range(job: Range, tell: Callable[[float], None] | None = None) -> RangeRanks:
    """Return the ranks of a range. This is what a worker does."""
    torus, firsts = job.torus(), range(job.low, job.high)
    values = torus.slices(firsts, tell)
    runs = runs_of(ranks_of_slices(torus, firsts, values).tolist())
    found, counts = zip(*runs, strict=True)
    return RangeRanks(**asdict(job), ranks=found, counts=counts, library=__version__)


def ranks_of_slices(torus: Torus, firsts: Sequence[int], values: Coefficients) -> NDArray[np.int64]:
    """Return the ranks of the blocks with these first exponents, from their coefficients.

    Small blocks of many slices are eliminated side by side: at R = 2 a slice is a single block.
    """
    of_each = [torus.places(first) for first in firsts]
    slices = np.repeat(np.arange(len(of_each)), [len(places) for places in of_each])
    places = np.concatenate(of_each)
    ranks = np.empty(len(places), dtype=np.int64)
    step = max(1, _ENTRIES // (values.shape[2] * values.shape[3]))
    for begin in range(0, len(places), step):
        some = np.s_[begin : begin + step]
        ranks[some] = ranks_modulo(values[slices[some], places[some]].astype(np.float64), torus.numbers)
    return ranks


def cut(whole: Range, parts: int) -> list[Range]:
    """Return a range in parts of nearly equal length, as many as there are first exponents at most.

    Example:
        >>> [(part.low, part.high) for part in cut(Range(3, 2, 2, 3, 4, 8, 0, 131071, 0, 7), 3)]
        [(0, 2), (2, 4), (4, 7)]
    """
    fields, length = asdict(whole), whole.high - whole.low
    parts = max(1, min(parts, length))
    ends = [whole.low + length * i // parts for i in range(parts + 1)]
    return [Range(**{**fields, "low": low, "high": high}) for low, high in pairwise(ends)]


def all_ranks(
    jobs: Sequence[Range],
    *,
    executor: Executor | None = None,
    window: int = 2,
    journal: str | Path | None = None,
    progress: Progress | None = None,
    what: str = "blocks",
) -> NDArray[np.int64]:
    """Return the ranks of all ranges, those that a journal lacks computed now and appended to it.

    Args:
        jobs: the ranges, in order.
        executor: where ranges are computed; in this process by default.
        window: how many ranges are given to it at a time.
        journal: the file; without it an interrupt loses what is finished.
        progress: called with a fraction from 0 to 1 and ``what``.

    Raises:
        JournalError: if the file cannot be written or holds something else.
        ExecutorError: if workers died; the ranges that were finished are kept.
    """
    tell = progress or (lambda part, what: None)

    with tempfile.TemporaryDirectory() as folder:
        kept = Journal(journal or Path(folder) / "ranges.jsonl", RANGES)
        done = sum(job in kept.rows for job in jobs)
        tell(done / len(jobs), what)

        def told(finished: int, every: int, row: RangeRanks) -> None:
            nonlocal done
            done = finished
            tell(done / every, what)

        def inside(part: float) -> None:
            tell((done + 0.9 * part) / len(jobs), what)

        append_missing(
            kept,
            {job: job for job in jobs},
            compute_range if executor else partial(compute_range, tell=inside),
            executor or AtOnce(),
            read=_checked,
            window=window if executor else 1,
            told=told,
        )
        rows = [kept.rows[job] for job in jobs]
    return np.concatenate([np.repeat(row.ranks, row.counts) for row in rows])


def _checked(row: RangeRanks) -> RangeRanks:
    require_same(row.library, ExecutorError)
    return row


def runs_of(ranks: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return runs of equal numbers as pairs (number, how many).

    Example:
        >>> runs_of([3, 5, 5, 3])
        ((3, 1), (5, 2), (3, 1))
    """
    return tuple((rank, len(list(alike))) for rank, alike in groupby(ranks))
