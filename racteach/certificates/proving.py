"""The steps of a verification, in the order of trust: nothing is computed from a field not yet checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from racteach import bounds, validation
from racteach.certificates import budget
from racteach.certificates.block_proving import REST, block_steps
from racteach.certificates.blocks import output_block
from racteach.certificates.by_blocks import BlockCertificate
from racteach.certificates.certificate import DIGITS, Certificate, Progress, certificate_circuit
from racteach.certificates.evaluator import Evaluator
from racteach.certificates.reading import (
    CertificateError,
    certificate_bytes,
    check_checksum,
    read_certificate,
)
from racteach.certificates.sequences import Sequences
from racteach.exact.primes import checked_prime

#: How many entries of the block are evaluated by the second evaluator.
ENTRIES = 200


@dataclass(frozen=True)
class Check:
    """One step of a verification. ``ok`` is None for what nobody can check."""

    name: str
    ok: bool | None
    detail: str

    def __str__(self) -> str:
        mark = {True: "ok", False: "FAILED", None: "not checked"}[self.ok]
        return f"{self.name}: {mark}, {self.detail}"


@dataclass(frozen=True)
class Verification:
    """What came out of a verification; true in an ``if`` exactly where the certificate is valid.

    Attributes:
        valid: whether every step succeeded.
        checks: the steps up to the first that failed, in order.
        message: one sentence.
    """

    valid: bool
    checks: tuple[Check, ...]
    message: str

    def __bool__(self) -> bool:
        return self.valid

    def __repr__(self) -> str:
        return f"Verification(valid={self.valid}, message={self.message!r})"

    def __str__(self) -> str:
        return "\n".join([self.message, *(f"  {check}" for check in self.checks)])


def verify_certificate(
    source: str | Path | Certificate,
    *,
    everything: bool = False,
    memory_limit: int = budget.MEMORY_LIMIT,
    progress: Progress | None = None,
) -> Verification:
    """Compute everything that a certificate claims again, and say whether it holds.

    The steps, in this order, up to the first that fails: schema, types, version, primality, sizes and
    memory, rank (python-flint), bound (big integers), entries (200, by the short evaluator), checksum. The
    fields ``seconds`` and ``library`` prove nothing, and nobody can compute them again; the checksum, which
    anyone can make anew, tells accidents only. For a certificate by blocks see
    :mod:`racteach.certificates.block_proving`: of a large one only blocks that are drawn now are computed
    again, and the message says so.

    Args:
        source: a file's name, the JSON text itself, or a :class:`Certificate`.
        everything: compute all blocks again, however many there are.
        memory_limit: bytes that the block and all that is done to it may take, 4 GiB by default.
        progress: called with a fraction from 0 to 1 and what is being done.

    Returns:
        A :class:`Verification`. A file that is missing, truncated or altered is not valid.

    Raises:
        TypeError, ValueError: if an argument is not as described.

    Example:
        >>> from racteach.certificates.certificate import separation_rank
        >>> text = separation_rank(2, 3, 3, 12).to_json()
        >>> verify_certificate(text).message
        'valid: the rank is 84, the sharp bound'
        >>> verify_certificate(text.replace("84", "85")).message
        'not valid, rank: the block has rank 84, and the certificate says 85'
    """
    memory_limit = validation.integer(memory_limit, "memory_limit", minimum=1)
    checks: list[Check] = []
    try:
        data = certificate_bytes(source)
        certificate = read_certificate(data)
        for name, detail in (("schema", "every key once"), ("types", "as they must be"), ("version", "1")):
            checks.append(Check(name, True, detail))
        for name, ok, detail in _steps(certificate, data, everything, memory_limit, progress):
            checks.append(Check(name, ok, detail))
    except CertificateError as error:
        checks.append(Check(error.step, False, str(error)))
        return Verification(False, tuple(checks), f"not valid, {error.step}: {error}")
    checks.append(Check("seconds, library", None, "they prove nothing, and nobody can compute them again"))
    message = f"valid: {_claim(certificate)}"
    if any(check.name == REST for check in checks):
        message = (
            f"valid as far as it was computed again: if the other blocks are right, {_claim(certificate)}"
        )
    return Verification(True, tuple(checks), message)


def _steps(
    certificate: Certificate, data: bytes, everything: bool, memory_limit: int, progress: Progress | None
) -> Iterator[tuple[str, bool | None, str]]:
    """Do one step after the other; give the name of each that succeeded, True, and what it found."""

    def tell(fraction: float, what: str) -> None:
        if progress is not None:
            progress(fraction, what)

    try:
        checked_prime(certificate.prime)
    except ValueError as error:
        raise CertificateError("primality", str(error)) from None
    yield "primality", True, f"{certificate.prime} is a prime below 2^23"
    if isinstance(certificate, BlockCertificate):
        yield from block_steps(certificate, memory_limit, everything, tell, flint_rank)
        yield "bound", True, _check_bound(certificate)
        check_checksum(data, certificate)
        yield "checksum", True, "unchanged since it was made"
        tell(1.0, "done")
        return
    needed = _check_sizes(certificate, memory_limit)
    yield (
        "sizes and memory",
        True,
        f"a block of {certificate.rows} x {certificate.columns}, {needed} of memory",
    )
    shape = f"{certificate.rows} x {certificate.columns}"
    try:
        block = _rebuild(certificate, lambda part: tell(0.6 * part, f"rebuilding the block of {shape}"))
        tell(0.6, f"rank of {shape} modulo {certificate.prime} with python-flint")
        rank = flint_rank(block, certificate.prime)
    except MemoryError:
        raise CertificateError("sizes and memory", f"memory ran out at {needed}") from None
    except (TypeError, ValueError) as error:
        raise CertificateError("sizes and memory", f"its block cannot be rebuilt: {error}") from None
    if rank != certificate.lower_bound:
        said = f"the block has rank {rank}, and the certificate says {certificate.lower_bound}"
        raise CertificateError("rank", said)
    yield "rank", True, f"{rank}, by python-flint"
    yield "bound", True, _check_bound(certificate)
    tell(0.95, f"evaluating {ENTRIES} entries one by one")
    yield "entries", True, _check_entries(certificate, block, data)
    check_checksum(data, certificate)
    yield "checksum", True, "unchanged since it was made"
    tell(1.0, "done")


def _check_sizes(certificate: Certificate, memory_limit: int) -> str:
    """Return the memory that is needed as text, if all sizes are possible and it is not too much."""
    rows, columns, length = certificate.rows, certificate.columns, certificate.length
    sizes = (certificate.depth, certificate.input_dim, certificate.channels, length)
    letters = certificate.letters

    def need(fits: bool, sentence: str) -> None:
        if not fits:
            raise CertificateError("sizes and memory", sentence)

    split = validation.shown(certificate.split)
    need(
        certificate.split < length,
        f"split must be from 1 to length - 1 = {validation.shown(length - 1)}, not {split}",
    )
    low = validation.shown(certificate.lower_bound)
    need(certificate.lower_bound <= min(rows, columns), f"its block is too small for rank {low}")
    needed = budget.block_memory(rows, columns, length, certificate.input_dim, arrays=4)
    needed += budget.circuit_memory(*sizes, certificate.templates) + (rows + columns) * (16 * length + 300)
    text = validation.bytes_text(needed)
    limit = validation.bytes_text(memory_limit)
    need(
        needed <= memory_limit,
        f"it takes {text}, more than the memory limit of {limit}: raise it (memory_limit, --memory-limit)",
    )
    try:
        budget.refuse_huge_bounds(*sizes, letters)
    except ValueError as error:
        need(False, str(error))
    if letters is not None:
        need(letters <= 2**32, f"templates must be at most 2^32, not {letters}")
        for side, count, steps in (
            ("rows", rows, certificate.split),
            ("columns", columns, length - certificate.split),
        ):
            need(count <= letters**steps, f"there are {letters}^{steps} words, fewer than {count} {side}")
    return text


def _rebuild(certificate: Certificate, tell: Any) -> NDArray[np.int64]:
    """Return the block, residues from 0 to p-1."""
    circuit = certificate_circuit(
        certificate.depth, certificate.input_dim, certificate.channels, certificate.seed, certificate.prime
    )
    sequences = Sequences(
        certificate.input_dim,
        certificate.split,
        certificate.length - certificate.split,
        certificate.templates,
        certificate.seed,
        certificate.prime,
    )
    block = output_block(
        circuit,
        sequences.starts(certificate.rows),
        sequences.ends(certificate.columns),
        progress=lambda finished, total: tell(finished / total),
    )
    return circuit.arithmetic.decode(block)


def flint_rank(residues: NDArray[np.int64], prime: int) -> int:
    """Return the rank over GF(p) as python-flint finds it.

    The matrix is handed over entry by entry: measured on 2000 x 2000, that took 0.8 s where a list of all
    entries took 1.4 s (and 36 bytes an entry), and a list of rows 1.3 s.

    Args:
        residues: a matrix of integers from 0 to p-1.
        prime: a prime below 2^23. For some composite numbers flint would end the whole process.

    Raises:
        ValueError: if ``prime`` is not one.

    Example:
        >>> flint_rank(np.array([[1, 2], [3, 6]]), 7)
        1
    """
    from flint import nmod_mat

    matrix = nmod_mat(residues.shape[0], residues.shape[1], checked_prime(prime))
    for i, row in enumerate(residues):
        for j, residue in enumerate(row.tolist()):
            matrix[i, j] = residue
    return int(matrix.rank())


def _check_bound(certificate: Certificate) -> str:
    """Check the bound that it names: the best proved now, or the best that was proved when it was made."""
    sizes = (certificate.depth, certificate.input_dim, certificate.channels, certificate.length)
    letters, split = certificate.letters, certificate.split
    best = bounds.best_upper_bound(*sizes, templates=letters, split=split)
    earlier = bounds.best_upper_bound(*sizes, templates=letters, split=split, earlier=True)
    upper, name = earlier if certificate.upper_bound_name == earlier[1] else best
    written = upper if upper < 10**DIGITS else None
    verdict = "exact" if certificate.lower_bound == upper else "lower bound"
    for said, found, what in (
        (certificate.upper_bound, written, "the best proved upper bound"),
        (certificate.upper_bound_name, name, "the best proved upper bound's name"),
        (certificate.verdict, verdict, "the verdict that follows"),
    ):
        if said != found:
            text = f"{what} is {validation.shown(found)}, and the certificate says {validation.shown(said)}"
            raise CertificateError("bound", text)
    since = f"; since then the {best[1]}, {validation.shown(best[0])}" if best[0] < upper else ""
    return f"{name}, {validation.shown(upper)}; verdict {verdict}{since}"


def _check_entries(certificate: Certificate, block: NDArray[np.int64], data: bytes) -> str:
    evaluator = Evaluator(
        certificate.depth,
        certificate.input_dim,
        certificate.channels,
        certificate.split,
        certificate.length - certificate.split,
        certificate.templates,
        seed=certificate.seed,
        prime=certificate.prime,
        rows=certificate.rows,
        columns=certificate.columns,
    )
    chosen = chosen_entries(data, certificate.rows, certificate.columns)
    for row, column in chosen:
        expected, found = evaluator.entry(row, column), int(block[row, column])
        if expected != found:
            text = (
                f"entry ({row}, {column}) is {expected} by the short evaluator, and {found} by the fast one"
            )
            raise CertificateError("entries", text)
    return f"{len(chosen)} of the block agree with the short evaluator"


def chosen_entries(data: bytes, rows: int, columns: int) -> list[tuple[int, int]]:
    """Return 200 places of a block that nobody chose: SHA-256 of the file's bytes and a counter names them.

    Of a block that has no more entries than that, all are returned.

    Example:
        >>> chosen_entries(b"...", 1, 3)
        [(0, 0), (0, 1), (0, 2)]
    """
    if rows * columns <= ENTRIES:
        return [(i, j) for i in range(rows) for j in range(columns)]
    digest, places, counter = hashlib.sha256(data).digest(), dict[int, None](), 0
    while len(places) < ENTRIES:
        word = hashlib.sha256(digest + counter.to_bytes(8, "big")).digest()
        places[int.from_bytes(word, "big") % (rows * columns)] = None
        counter += 1
    return [divmod(place, columns) for place in places]


def _claim(certificate: Certificate) -> str:
    if certificate.verdict == "exact":
        return f"the rank is {certificate.lower_bound}, the {certificate.upper_bound_name}"
    return f"the rank is at least {certificate.lower_bound}"
