"""Certified ranks: a lower bound that anyone can compute again, next to an upper bound that is proved.

The lower bound is the rank modulo a prime p of a block of the matricization: some starts, some ends, a
circuit with random whole weights, all drawn from a seed. A minor that is not zero modulo p is not zero,
so almost every circuit with real weights has at least this rank; no probability is involved. The upper
bound is a formula of :mod:`racteach.bounds`. Where the two meet, the rank is settled.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from racteach import bounds, validation
from racteach.certificates import budget
from racteach.certificates.blocks import output_block
from racteach.certificates.budget import block_memory
from racteach.certificates.sequences import Sequences
from racteach.circuits import RAC
from racteach.exact.arithmetic import Modular, quick_prime
from racteach.exact.elimination import rank_modulo
from racteach.exact.primes import DEFAULT_PRIME, checked_prime
from racteach.journal.files import write_whole
from racteach.journal.provenance import __version__

FORMAT = "racteach-certificate"
VERSION = 1

#: Rows beyond the rank that a block of random vectors keeps to spare.
SPARE = 8
_FIRST_BLOCK = 48

#: Upper bounds with more digits than this are not written out: no computed rank comes near them.
DIGITS = 4000

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Certificate:
    """A rank with all that is needed to check it.

    Attributes:
        depth, input_dim, channels, length: L, M, R, T.
        split: the length of the start.
        templates: ``"generic"`` (inputs are arbitrary vectors), ``"one-hot"``, or Q for Q random templates.
        verdict: ``"exact"`` where the lower bound meets the proved upper bound, else ``"lower bound"``.
        lower_bound: the rank of the block modulo the prime.
        upper_bound: the best proved upper bound, or None where it has more than 4000 digits.
        upper_bound_name: its name in :mod:`racteach.bounds`.
        seed, prime: what weights, templates and sequences are drawn from.
        rows, columns: the block's size.
        seconds: how long it took.
        library: the version of racteach that made it.

    ``rank`` is the rank of almost every circuit with real weights for these templates, and None where only
    a lower bound is known.
    """

    depth: int
    input_dim: int
    channels: int
    length: int
    split: int
    templates: str | int
    verdict: str
    lower_bound: int
    upper_bound: int | None
    upper_bound_name: str
    seed: int
    prime: int
    rows: int
    columns: int
    seconds: float
    library: str

    @property
    def rank(self) -> int | None:
        return self.lower_bound if self.verdict == "exact" else None

    @property
    def letters(self) -> int | None:
        """Q, or None where inputs are arbitrary vectors."""
        if isinstance(self.templates, int):
            return self.templates
        return self.input_dim if self.templates == "one-hot" else None

    def __repr__(self) -> str:
        sizes = f"L={self.depth}, M={self.input_dim}, R={self.channels}, T={self.length}"
        half = "" if 2 * self.split == self.length else f", split={self.split}"
        if self.verdict == "exact":
            said = f"rank={self.lower_bound}, verdict='exact'"
        else:
            upper = f"{self.upper_bound}" if self.upper_bound is not None else "a huge number"
            said = f"rank=None, {self.lower_bound} <= rank <= {upper}, verdict='lower bound'"
        return f"Certificate({said}; {sizes}{half}, templates={self.templates!r})"

    def to_json(self) -> str:
        """Return the certificate as one line of JSON, its checksum last."""
        return json.dumps({**self._fields(), "checksum": self.checksum})

    @property
    def checksum(self) -> str:
        """The SHA-256 of the other fields as JSON, keys sorted: a change made later, by accident, shows."""
        return hashlib.sha256(json.dumps(self._fields(), sort_keys=True).encode()).hexdigest()

    def _fields(self) -> dict[str, Any]:
        return {"format": FORMAT, "version": VERSION, **asdict(self)}

    def save(self, path: str | Path) -> None:
        """Write the certificate to a file, for ``racteach verify``: whole or not at all.

        Raises:
            OSError: if the file cannot be written.
        """
        write_whole(Path(path).resolve(), f"{self.to_json()}\n".encode())


def separation_rank(
    depth: int,
    input_dim: int,
    channels: int,
    length: int,
    *,
    templates: str | int = "generic",
    split: int | None = None,
    seed: int = 0,
    prime: int | None = None,
    progress: Progress | None = None,
    memory_limit: int = budget.MEMORY_LIMIT,
    executor: Executor | None = None,
    jobs: int = 1,
    journal: str | Path | None = None,
) -> Certificate:
    """Return a certificate for the Start-End separation rank of almost every circuit of a size.

    A small block of random starts and ends is drawn and its rank computed; while it fills the block, that
    grows. So the cost follows the rank, never the Q^T entries of the grid tensor. It ends when a proved
    upper bound is met, when rows are left to spare, or when the block is the whole grid. Where that is proved
    (free vectors; M >= R and a start of L steps, or L = 2), a large rank is instead the sum of those of many
    small blocks (:class:`~racteach.certificates.by_blocks.BlockCertificate`).

    Args:
        depth, input_dim, channels: L, M, R >= 1.
        length: T >= 2, even unless ``split`` is given.
        templates: ``"generic"`` for inputs that are arbitrary vectors (the functional rank), ``"one-hot"``
            for M letters, or an integer Q for Q random templates.
        split: the length of the start, from 1 to T-1; T/2 by default.
        seed: an integer >= 0.
        prime: a prime below 2^23; by default the largest, or for large ranks the largest that suits them.
        progress: called with a fraction from 0 to 1 and what is being done.
        memory_limit: bytes that the computation may take, 4 GiB by default.
        executor: where ranges of blocks are computed (:mod:`racteach.executors`), in this process by default.
        jobs: cut the blocks into so many ranges at least, and give so many to the executor at a time.
        journal: a file that keeps finished ranges of blocks. Interrupted or killed, the same call goes on
            from there.

    Returns:
        A :class:`Certificate`. Its ``rank`` is None where only a lower bound is known.

    Raises:
        TypeError, ValueError: if an argument is not as described.
        MemoryError: if the predicted rank needs more than ``memory_limit``.

    Source:
        Schwartz, J. ACM 27 (1980), and Zippel (1979): how often a random point misses the full rank.

    Example:
        >>> separation_rank(2, 3, 3, 12)
        Certificate(rank=84, verdict='exact'; L=2, M=3, R=3, T=12, templates='generic')
        >>> separation_rank(3, 2, 2, 6, split=2).rank is None      # 80, and no proved bound is below 106
        True
    """
    from racteach.certificates import by_blocks

    began = time.perf_counter()
    depth = validation.integer(depth, "depth", minimum=1)
    input_dim = validation.integer(input_dim, "input_dim", minimum=1)
    channels = validation.integer(channels, "channels", minimum=1)
    start, end = bounds.split_lengths(length, split)
    asked, prime = prime, checked_prime(DEFAULT_PRIME if prime is None else prime)
    memory_limit = validation.integer(memory_limit, "memory_limit", minimum=1)
    seed, jobs = validation.seed(seed), validation.integer(jobs, "jobs", minimum=1)
    if not isinstance(templates, str):
        templates = validation.integer(templates, "templates (Q)", minimum=1, maximum=2**32)
    fixed = budget.circuit_memory(depth, input_dim, channels, start + end, templates)
    _refuse_if_too_large("weights, templates or sequences are large", fixed, memory_limit)
    sequences = Sequences(input_dim, start, end, templates, seed, prime)
    budget.refuse_huge_bounds(depth, input_dim, channels, start + end, sequences.letters)
    upper, name = bounds.best_upper_bound(
        depth, input_dim, channels, start + end, templates=sequences.letters, split=start
    )
    if sequences.letters is None:
        given: Any = {"seed": seed, "memory_limit": memory_limit - fixed}
        few = (depth, input_dim, channels, start, end)
        if sizes := by_blocks.usable_plan(*few, prime=asked and prime, upper=upper, **given):
            given |= {"progress": progress, "executor": executor, "jobs": jobs, "journal": journal}
            found = by_blocks.block_certificate(input_dim, start, sizes, **given)
            if input_dim >= channels or found.rank:
                return found  # else other weights may have a larger rank: a dense block
    predicted = _prediction(depth, input_dim, channels, start, end, sequences.letters, upper)
    if asked is None and (predicted or upper) >= by_blocks.LEAST:  # evaluated faster
        prime = quick_prime(channels)
        sequences = Sequences(input_dim, start, end, templates, seed, prime)
    size = (predicted or _FIRST_BLOCK) + SPARE
    needed = fixed + block_memory(size, size, start + end, input_dim)
    rank_text = f"the predicted rank is {validation.number_text(predicted or 0)}"
    reason = rank_text if predicted else "the sequences are long"
    _refuse_if_too_large(reason, needed, memory_limit)
    circuit = certificate_circuit(depth, input_dim, channels, seed, prime)
    rank, rows, columns = _grow(circuit, sequences, upper, predicted, memory_limit, progress)
    if rank > upper:
        raise RuntimeError(f"a block of rank {rank} contradicts the {name}, {upper}: please report this bug")
    return Certificate(
        depth=depth,
        input_dim=input_dim,
        channels=channels,
        length=start + end,
        split=start,
        templates=templates,
        verdict="exact" if rank == upper else "lower bound",
        lower_bound=rank,
        upper_bound=upper if upper < 10**DIGITS else None,
        upper_bound_name=name,
        seed=seed,
        prime=prime,
        rows=rows,
        columns=columns,
        seconds=round(time.perf_counter() - began, 3),
        library=__version__,
    )


def certificate_circuit(depth: int, input_dim: int, channels: int, seed: int, prime: int) -> RAC:
    """Return the circuit of a certificate: :meth:`RAC.random` modulo its prime."""
    return RAC.random(
        depth=depth, input_dim=input_dim, channels=channels, seed=seed, arithmetic=Modular(prime)
    )


def _grow(
    circuit: RAC,
    sequences: Sequences,
    upper: int,
    predicted: int | None,
    memory_limit: int,
    progress: Progress | None,
) -> tuple[int, int, int]:
    """Return the rank of the last block, and its rows and columns."""
    size = _first_size(sequences, upper, predicted)
    before = -1
    while True:
        rows, columns = _fit(size, sequences)
        rank = _block_rank(circuit, sequences, rows, columns, progress)
        whole = (rows, columns) == sequences.available
        if rank == upper or whole or _settled(rank, before, min(rows, columns), sequences):
            return rank, rows, columns
        larger = min(2 * size, upper + SPARE) if sequences.letters is None else 2 * size
        more = _fit(larger, sequences)
        length = sequences.start + sequences.end
        if more == (rows, columns) or block_memory(*more, length, sequences.input_dim) > memory_limit:
            return rank, rows, columns
        size, before = larger, rank


def _block_rank(
    circuit: RAC, sequences: Sequences, rows: int, columns: int, progress: Progress | None
) -> int:
    def columns_done(finished: int, total: int) -> None:
        if progress is not None:
            progress(0.7 * finished / total, f"evaluating a block of {rows} x {columns}")

    block = output_block(circuit, sequences.starts(rows), sequences.ends(columns), progress=columns_done)
    if progress is not None:
        progress(0.7, f"eliminating {rows} x {columns} modulo {sequences.arithmetic.prime}")
    rank = rank_modulo(block, sequences.arithmetic)
    if progress is not None:
        progress(1.0, f"rank {rank}")
    return rank


def _settled(rank: int, before: int, side: int, sequences: Sequences) -> bool:
    """Say whether a larger block is not expected to have a larger rank. (It never makes a value exact.)

    Random vectors are in general position, so a few rows to spare are enough. Random words are not: most
    of them may look alike to the circuit, so the rank must also have stood still while the block grew.
    """
    if sequences.letters is None:
        return rank <= side - SPARE
    return rank == before and 4 * rank <= 3 * side


def _first_size(sequences: Sequences, upper: int, predicted: int | None) -> int:
    available = [count for count in sequences.available if count is not None]
    if available and max(available) <= 1024:
        return max(available)
    if predicted is not None:
        return predicted + SPARE if sequences.letters is None else predicted + predicted // 3 + SPARE
    return min(_FIRST_BLOCK, upper + SPARE)


def _fit(size: int, sequences: Sequences) -> tuple[int, int]:
    """Return rows and columns of a block of about this size; a side that is nearly whole is taken whole."""
    starts, ends = (size if there is None or 2 * size < there else there for there in sequences.available)
    return starts, ends


def _prediction(
    depth: int, input_dim: int, channels: int, start: int, end: int, letters: int | None, upper: int
) -> int | None:
    """Where to begin: the sharp formula's value, conjectured or not. The rank is computed all the same."""
    if start == end:
        value = bounds.sharp_rank(depth, input_dim, channels, start + end, templates=letters)
        if value is not None:
            return min(value, upper)
    return upper if upper <= _FIRST_BLOCK else None


def _refuse_if_too_large(reason: str, needed: int, memory_limit: int) -> None:
    if needed > memory_limit:
        raise MemoryError(
            f"{reason}, and this takes {validation.bytes_text(needed)}, more than "
            f"memory_limit = {validation.bytes_text(memory_limit)}: choose smaller sizes or raise it"
        )
