"""Certificates by blocks: many small ranks, one for each monomial of layer 1, instead of a large one.

:mod:`racteach.certificates.torus` says why the rank is the sum of theirs for inputs that are free vectors,
M >= R and a start of L steps or more, and why their sum is a lower bound for M < R. Each rank is computed
modulo a prime, so each is a lower bound of its block's rank. No block is taken to equal another.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from racteach import bounds
from racteach.certificates import budget
from racteach.certificates.certificate import DIGITS, Certificate, certificate_circuit
from racteach.certificates.ranges import Range, all_ranks, cut, runs_of
from racteach.certificates.reach import reaches_all
from racteach.certificates.torus import MOST_CHANNELS, PRIME_LIMIT, torus_prime
from racteach.journal.provenance import __version__

FORMAT = "racteach-block-certificate"
VERSION = 1

#: Below this upper bound a single dense block is as fast.
LEAST = 600

#: Bytes that a range of blocks takes at most, if one slice does not take more.
RANGE_MEMORY = 2**29

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class BlockCertificate(Certificate):
    """A rank as a sum of the ranks of blocks, with all that is needed to check it.

    Attributes:
        rows, columns: the size of each block; ``rows`` is R K for K states.
        blocks: mc(min(M, R), D), how many there are.
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
    """The sizes of a computation by blocks: L, R, min(M, R), e, D + 1, K states, columns, and the prime."""

    depth: int
    channels: int
    groups: int
    end: int
    order: int
    states: int
    columns: int
    prime: int

    def memory(self, slices: int = 1) -> int:
        """Return about how many bytes are needed where so many slices are computed at a time."""
        sizes = (self.depth, self.channels, self.groups, self.end, self.order, self.states, self.columns)
        return budget.torus_memory(*sizes, slices)

    def slices(self, memory_limit: int) -> int:
        """Return how many slices are computed at a time: as many as fit into half a gigabyte.

        A limit that is less, or above the default one, is taken as it is.
        """
        if memory_limit <= budget.MEMORY_LIMIT:
            memory_limit = min(memory_limit, RANGE_MEMORY)
        first, each = self.memory(0), self.memory(1) - self.memory(0)
        return max(1, min(self.order, (memory_limit - first) // each))

    def whole(self, seed: int) -> Range:
        sizes = (self.depth, self.channels, self.groups, self.end, self.states, self.columns)
        return Range(*sizes, seed, self.prime, 0, self.order)


def applies(depth: int, input_dim: int, channels: int, start: int, end: int) -> bool:
    """Say whether blocks are of use: a start can reach all states, and the arithmetic reaches.

    For M >= R a start of L steps does. For M < R each input's length only scales the L layers, so of the M s
    numbers of a start (M - 1) s + L count at most, and :func:`racteach.certificates.reach.reaches_all`
    decides. There groups of channels may have a smaller rank than other weights: always if R > M^2. So they
    are used at L = 2, where the sharp bound tells.
    """
    if not (2 <= channels <= min(input_dim**2, MOST_CHANNELS) and depth >= 2 <= end):
        return False
    if input_dim >= channels:
        return start >= depth
    return depth == 2 and start * (input_dim - 1) >= depth * (channels - 1)


def plan(
    depth: int,
    channels: int,
    end: int,
    *,
    groups: int | None = None,
    prime: int | None = None,
    upper: int | None = None,
) -> Plan | None:
    """Return the sizes, or None where there is no prime for them or one dense block is faster.

    A proved bound on a block's rank is enough rows and columns, with a few to spare.

    Args:
        depth, channels, end: L, R and e, for which :func:`applies`.
        groups: min(M, R); R by default.
        prime: one that is asked for, or None.
        upper: the best proved upper bound on the rank, or None to plan whatever it costs.
    """
    order = bounds.multiset_coefficient(end, depth - 1) + 1
    if order >= PRIME_LIMIT // 2 or (upper is not None and upper < LEAST):
        return None
    found = torus_prime(order - 1) if prime is None else prime
    if found is None or found >= PRIME_LIMIT or (found - 1) % order:
        return None
    groups = channels if groups is None else groups
    largest = most_of_a_block(depth, channels, end, groups)
    alone = depth == 2 and groups == channels
    states = 1 if alone else -(-largest // channels) + 1
    columns = largest + (1 if alone else 2)
    if upper is not None and order ** (groups - 1) * states * channels * columns > upper**2:
        return None
    return Plan(depth, channels, groups, end, order, states, columns, found)


def usable_plan(
    depth: int, input_dim: int, channels: int, start: int, end: int, *,
    seed: int, prime: int | None, upper: int, memory_limit: int,
) -> Plan | None:  # fmt: skip
    """Return the sizes if blocks are proved to give a lower bound, are faster, and fit; else None."""
    if not applies(depth, input_dim, channels, start, end):
        return None
    sizes = plan(depth, channels, end, groups=min(input_dim, channels), prime=prime, upper=upper)
    if sizes is None or sizes.memory() > memory_limit:
        return None
    circuit = certificate_circuit(depth, sizes.groups, channels, seed, sizes.prime)
    return sizes if reaches_all(circuit, start, seed) else None


def most_of_a_block(depth: int, channels: int, end: int, groups: int) -> int:
    """Return a proved upper bound on the rank of every block.

    The coefficient of each monomial of R variables is an end function of depth L - 1 with M = R. A block of
    groups has as many of these monomials as the largest product of mc(size of a group, its degree).

    Example:
        >>> most_of_a_block(3, 2, 3, 2), most_of_a_block(2, 3, 50, 2)
        (8, 153)
    """
    largest = bounds.best_upper_bound(depth - 1, channels, channels, 2 * end)[0]
    sizes, degrees = [len(range(g, channels, groups)) for g in range(groups)], [0] * groups
    if groups < channels:
        for _ in range(bounds.multiset_coefficient(end, depth - 1)):  # a greedy choice: these are log-concave
            g = max(range(groups), key=lambda g: Fraction(sizes[g] + degrees[g], degrees[g] + 1))
            degrees[g] += 1
    return largest * math.prod(map(bounds.multiset_coefficient, sizes, degrees))


def block_certificate(
    input_dim: int,
    start: int,
    sizes: Plan,
    *,
    seed: int,
    memory_limit: int,
    progress: Progress | None = None,
    executor: Executor | None = None,
    jobs: int = 1,
    journal: str | Path | None = None,
) -> BlockCertificate:
    """Return the certificate by blocks.

    Args:
        input_dim, start: M and s, for which :func:`applies`.
        sizes: as :func:`plan` returns it, one slice within the memory limit.
        seed, memory_limit, progress, executor, jobs, journal: as for :func:`racteach.separation_rank`.
    """
    began = time.perf_counter()
    depth, channels, length = sizes.depth, sizes.channels, start + sizes.end
    upper, name = bounds.best_upper_bound(depth, input_dim, channels, length, split=start)
    parts = max(-(-sizes.order // sizes.slices(memory_limit)), jobs)
    blocks = bounds.multiset_coefficient(sizes.groups, sizes.order - 1)
    what = f"{blocks} blocks of {channels * sizes.states} x {sizes.columns}"
    ranks = all_ranks(
        cut(sizes.whole(seed), parts),
        executor=executor, window=jobs, journal=journal, progress=progress, what=what,
    )  # fmt: skip
    total = int(ranks.sum())
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
        runs=runs_of(ranks.tolist()),
    )
