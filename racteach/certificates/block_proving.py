"""The steps that verify a certificate by blocks, in the order of trust.

Everything is computed again: all coefficients by the fast evaluator, all ranks by our elimination. Then two
independent programs look at what the verifier's own random numbers choose, which a certificate's maker cannot
foresee. python-flint finds the ranks of all blocks if they are small, else of a sample. The short evaluator
computes outputs one by one, at points v that are not those of the Fourier transform; a row and column of
which one block's coefficient is wrong passes such a test with probability at most D/p.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from racteach import validation
from racteach.bounds import multiset_coefficient
from racteach.certificates import budget
from racteach.certificates.by_blocks import BlockCertificate, Plan, all_ranks, applies, plan, runs_of
from racteach.certificates.certificate import certificate_circuit
from racteach.certificates.evaluator import BlockEvaluator
from racteach.certificates.reading import CertificateError
from racteach.certificates.torus import Torus

#: How many outputs the short evaluator computes.
OUTPUTS = 60
#: How many entries python-flint is given at most, all blocks together; it takes two blocks in any case.
FLINT_ENTRIES = 4_000_000

Tell = Callable[[float, str], None]
FlintRank = Callable[[NDArray[np.int64], int], int]


def check_block_sizes(certificate: BlockCertificate, memory_limit: int) -> str:
    """Return the memory that is needed as text, if the blocks are those of a theorem and not too large."""

    def need(fits: bool, sentence: str) -> None:
        if not fits:
            raise CertificateError("sizes and memory", sentence)

    depth, channels = certificate.depth, certificate.channels
    start, end = certificate.split, certificate.length - certificate.split
    sizes = (depth, certificate.input_dim, channels)
    need(end >= 1, f"split must be below length, not {validation.shown(start)}")
    try:
        budget.refuse_huge_bounds(*sizes, certificate.length, None)
    except ValueError as error:
        need(False, str(error))
    need(
        applies(*sizes, start, end),
        "blocks need 2 <= R <= M, R <= 31, L >= 2, and a start of L steps",
    )
    rows, columns, prime = certificate.rows, certificate.columns, certificate.prime
    found = plan(depth, channels, end, prime=prime)
    if found is None:
        raise CertificateError("primality", f"blocks need a prime below 2^17, 1 modulo D + 1, not {prime}")
    need(rows % channels == 0, f"rows must be a multiple of R = {channels}, not {validation.shown(rows)}")
    degree = multiset_coefficient(end, depth - 1)
    blocks = multiset_coefficient(channels, degree)
    said, counted = validation.shown(certificate.blocks), sum(count for _, count in certificate.runs)
    need(certificate.blocks == blocks, f"there are {blocks} blocks, and the certificate says {said}")
    need(counted == blocks, f"there are {blocks} blocks, and it gives {validation.shown(counted)} ranks")
    total = sum(rank * count for rank, count in certificate.runs)
    low = validation.shown(certificate.lower_bound)
    need(total == certificate.lower_bound, f"its ranks add up to {validation.shown(total)}, not to {low}")
    highest = max(rank for rank, _ in certificate.runs)
    need(highest <= min(rows, columns), f"its blocks are too small for rank {validation.shown(highest)}")
    needed = Plan(rows // channels, columns, found.points, prime).memory(channels, end)
    needed += budget.circuit_memory(*sizes, certificate.length)
    text, limit = validation.bytes_text(needed), validation.bytes_text(memory_limit)
    need(
        needed <= memory_limit,
        f"it takes {text}, more than the memory limit of {limit}: raise it (memory_limit, --memory-limit)",
    )
    return f"{blocks} blocks of {rows} x {columns}, {text} of memory"


def block_steps(
    certificate: BlockCertificate, memory_limit: int, tell: Tell, flint_rank: FlintRank
) -> Iterator[tuple[str, str]]:
    """Do the steps that are about blocks; give the name of each that succeeded, and what it found."""
    yield "sizes and memory", check_block_sizes(certificate, memory_limit)
    sizes = (certificate.depth, certificate.input_dim, certificate.channels)
    circuit = certificate_circuit(*sizes, certificate.seed, certificate.prime)
    end, channels = certificate.length - certificate.split, certificate.channels
    what = f"rebuilding {certificate.blocks} blocks of {certificate.rows} x {certificate.columns}"
    try:
        torus = Torus(circuit, end, certificate.rows // channels, certificate.columns, certificate.seed)
        ranks = all_ranks(torus, lambda part: tell(0.6 * part, what))
    except MemoryError:
        raise CertificateError("sizes and memory", "memory ran out") from None
    if runs_of(ranks) != runs_of(np.array(certificate.ranks)):
        block = int(np.flatnonzero(ranks != np.array(certificate.ranks))[0])
        said = f"block {block} has rank {ranks[block]}, and the certificate says {certificate.ranks[block]}"
        raise CertificateError("rank", said)
    places, verifier = torus.places(), random.SystemRandom()
    sample = list(range(len(ranks)))
    if torus.values[0].size * len(ranks) > FLINT_ENTRIES:
        sample = sorted(verifier.sample(sample, max(2, FLINT_ENTRIES // torus.values[0].size)))
    tell(0.6, f"ranks of {len(sample)} blocks modulo {certificate.prime} with python-flint")
    for block in sample:
        values = torus.numbers.decode(torus.values[places[block]].astype(np.float64))
        found = flint_rank(values, certificate.prime)
        if found != ranks[block]:
            said = f"block {block} has rank {found} by python-flint, and the certificate says {ranks[block]}"
            raise CertificateError("rank", said)
    which = "of all blocks" if len(sample) == len(ranks) else f"of {len(sample)} blocks that were drawn now"
    yield "rank", f"{ranks.sum()}; python-flint agrees on the ranks {which}"
    tell(0.9, f"computing {OUTPUTS} outputs one by one")
    yield "entries", check_outputs(certificate, torus, verifier)


def check_outputs(certificate: BlockCertificate, torus: Torus, verifier: random.Random) -> str:
    """Compare ``sum over alpha of coefficient * v^alpha`` with the short evaluator's output, at drawn v."""
    prime, channels, order = certificate.prime, torus.channels, torus.degree + 1
    evaluator = BlockEvaluator(
        certificate.depth, channels, torus.end,
        seed=certificate.seed, prime=prime, rows=certificate.rows, columns=certificate.columns,
    )  # fmt: skip
    places = torus.places()
    exponents = np.array(np.unravel_index(places, (order,) * (channels - 1)))
    exponents = np.vstack([exponents, torus.degree - exponents.sum(axis=0)])
    for _ in range(OUTPUTS):
        row, column = verifier.randrange(certificate.rows), verifier.randrange(certificate.columns)
        v = [verifier.randrange(1, prime) for _ in range(channels)]
        monomial = np.ones(len(places), dtype=np.int64)
        for number, powers in zip(v, exponents, strict=True):
            table = np.array([pow(number, k, prime) for k in range(order)], dtype=np.int64)
            monomial = monomial * table[powers] % prime
        coefficients = torus.values[places, row, column].astype(np.int64)
        found = int((coefficients * monomial % prime).sum()) % prime
        expected = evaluator.value(row, column, v)
        if found != expected:
            text = f"output ({row}, {column}) is {expected} by the short evaluator, and {found} by the fast"
            raise CertificateError("entries", text)
    return f"{OUTPUTS} outputs, drawn now, agree with the short evaluator"
