"""Certificates by blocks: many small ranks, one for each monomial of layer 1, instead of a large one.

:mod:`racteach.certificates.torus` says why the rank is the sum of theirs for inputs that are free vectors,
M >= R and a start of L steps or more. Each is computed modulo a prime, so each is a lower bound of its
block's rank, and their sum is a lower bound of the rank. No block is taken to equal another.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from racteach import bounds
from racteach.certificates import budget
from racteach.certificates.certificate import DIGITS, Certificate, certificate_circuit
from racteach.certificates.many_ranks import ranks_modulo
from racteach.certificates.torus import MOST_CHANNELS, PRIME_LIMIT, Torus, torus_prime
from racteach.journal.provenance import __version__

FORMAT = "racteach-block-certificate"
VERSION = 1

#: Below this upper bound a single dense block is as fast.
LEAST = 600

_ENTRIES = 2**20

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class BlockCertificate(Certificate):
    """A rank as a sum of the ranks of blocks, with all that is needed to check it.

    Attributes:
        rows, columns: the size of each block; ``rows`` is R K for K states.
        blocks: mc(R, D), how many there are.
        runs: their ranks, in lexicographic order of the monomials, as pairs (rank, how many follow it alike).

    The other fields are those of :class:`Certificate`; ``lower_bound`` is the sum of all ranks.
    """

    blocks: int
    runs: tuple[tuple[int, int], ...]

    __repr__ = Certificate.__repr__

    def _fields(self) -> dict[str, Any]:
        return {"format": FORMAT, "version": VERSION, **asdict(self)}

    @property
    def ranks(self) -> list[int]:
        """The rank of each block."""
        return [rank for rank, count in self.runs for _ in range(count)]


@dataclass(frozen=True)
class Plan:
    """The sizes of a computation by blocks: K states, columns, points of the torus, and the prime."""

    states: int
    columns: int
    points: int
    prime: int

    def memory(self, channels: int, end: int) -> int:
        return budget.torus_memory(self.points, channels, self.states, self.columns, end)


def applies(depth: int, input_dim: int, channels: int, start: int, end: int) -> bool:
    """Say whether the rank is the sum of the blocks' ranks, by what is proved, and the arithmetic reaches."""
    return depth >= 2 <= channels <= min(input_dim, MOST_CHANNELS) and start >= depth and end >= 2


def plan(
    depth: int, channels: int, end: int, *, prime: int | None = None, upper: int | None = None
) -> Plan | None:
    """Return the sizes, or None where there is no prime for them or one dense block is faster.

    Args:
        depth, channels, end: L, R and e, for which :func:`applies`.
        prime: one that is asked for, or None.
        upper: the best proved upper bound on the rank, or None to plan whatever it costs.
    """
    degree = bounds.multiset_coefficient(end, depth - 1)
    if degree + 1 >= PRIME_LIMIT // 2 or (upper is not None and upper < LEAST):
        return None
    found = torus_prime(degree) if prime is None else prime
    if found is None or found >= PRIME_LIMIT or (found - 1) % (degree + 1):
        return None
    largest = bounds.best_upper_bound(depth - 1, channels, channels, 2 * end)[0]
    states = 1 if depth == 2 else -(-largest // channels) + 1
    columns = largest + (1 if depth == 2 else 2)
    points = (degree + 1) ** (channels - 1)
    if upper is not None and points * states * channels * columns > upper**2:
        return None
    return Plan(states, columns, points, found)


def block_certificate(
    depth: int,
    input_dim: int,
    channels: int,
    start: int,
    end: int,
    sizes: Plan,
    *,
    seed: int,
    memory_limit: int,
    progress: Progress | None = None,
) -> BlockCertificate:
    """Return the certificate by blocks. While the sum grows and meets no upper bound, the blocks grow.

    Args:
        depth, input_dim, channels, start, end: a size for which :func:`applies`.
        sizes: as :func:`plan` returns it, within the memory limit.
        seed, memory_limit, progress: as for :func:`racteach.separation_rank`.
    """
    began = time.perf_counter()
    length = start + end
    upper, name = bounds.best_upper_bound(depth, input_dim, channels, length, split=start)
    circuit = certificate_circuit(depth, input_dim, channels, seed, sizes.prime)

    def ranks_of(sizes: Plan) -> NDArray[np.int64]:
        torus = Torus(circuit, end, sizes.states, sizes.columns, seed)
        what = f"{torus.blocks} blocks of {channels * sizes.states} x {sizes.columns}"
        return all_ranks(torus, lambda part: progress(part, what) if progress is not None else None)

    ranks = ranks_of(sizes)
    while (total := int(ranks.sum())) < upper:
        more = Plan(
            sizes.states + (max(2, sizes.states // 4) if depth > 2 else 0),
            sizes.columns + max(2, sizes.columns // 4), sizes.points, sizes.prime,
        )  # fmt: skip
        if more.memory(channels, end) > memory_limit:
            break
        larger = ranks_of(more)
        if int(larger.sum()) <= total:
            break
        sizes, ranks = more, larger
    if total > upper:
        raise RuntimeError(f"blocks of rank {total} contradict the {name}, {upper}: please report this bug")
    if progress is not None:
        progress(1.0, f"rank {total}")
    return BlockCertificate(
        depth=depth,
        input_dim=input_dim,
        channels=channels,
        length=length,
        split=start,
        templates="generic",
        verdict="exact" if total == upper else "lower bound",
        lower_bound=total,
        upper_bound=upper if upper < 10**DIGITS else None,
        upper_bound_name=name,
        seed=seed,
        prime=sizes.prime,
        rows=channels * sizes.states,
        columns=sizes.columns,
        seconds=round(time.perf_counter() - began, 3),
        library=__version__,
        blocks=len(ranks),
        runs=runs_of(ranks),
    )


def all_ranks(torus: Torus, progress: Callable[[float], None] | None = None) -> NDArray[np.int64]:
    """Evaluate, and return the rank of each block, in the order of the monomials."""
    torus.evaluate(progress)
    places = torus.places()
    ranks = np.empty(len(places), dtype=np.int64)
    step = max(1, _ENTRIES // (torus.values.shape[1] * torus.values.shape[2]))
    for first in range(0, len(places), step):
        some = places[first : first + step]
        ranks[first : first + step] = ranks_modulo(torus.values[some].astype(np.float64), torus.numbers)
        if progress is not None:
            progress(0.8 + 0.2 * first / len(places))
    return ranks


def runs_of(ranks: NDArray[np.int64]) -> tuple[tuple[int, int], ...]:
    """Return runs of equal numbers as pairs (number, how many).

    Example:
        >>> runs_of(np.array([3, 5, 5, 3]))
        ((3, 1), (5, 2), (3, 1))
    """
    return tuple((rank, len(list(alike))) for rank, alike in groupby(ranks.tolist()))
