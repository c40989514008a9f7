"""The steps that verify a certificate by blocks, in the order of trust.

The cheap whole comes first: sizes, how many blocks there are, that their ranks add up, and that none is
above the bound that is proved for each of them. Then blocks are computed again: all, if the certificate is
small or all are asked for. Else the verifier draws slices (all blocks with one first exponent) with its own
random numbers, which a certificate's maker cannot foresee. With m of S slices drawn, a certificate with one
wrong rank is refused with probability m/S.

Two independent programs look at what the fast one computes. python-flint finds the ranks of these blocks,
or of a sample of them. The short evaluator computes outputs one by one, at drawn rows and columns and at
points v that are not those of the Fourier transform: a row and column of which one block's coefficient is
wrong passes with probability at most D/p. The blocks must hold the very coefficients that have passed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from racteach import validation
from racteach.bounds import multiset_coefficient
from racteach.certificates import budget
from racteach.certificates.by_blocks import BlockCertificate, Plan, applies, most_of_a_block, plan
from racteach.certificates.evaluator import BlockEvaluator
from racteach.certificates.ranges import ranks_of_slices
from racteach.certificates.reading import CertificateError
from racteach.certificates.torus import Torus, monomials

#: How many entries of all blocks together the short evaluator looks at.
OUTPUTS = 60
#: How many entries python-flint is given about, all blocks together; it takes a block of the first
#: and one of the last slice that is drawn in any case.
FLINT_ENTRIES = 4_000_000
#: Without being asked to check all blocks, the verifier evaluates once and spends at most about so many
#: multiplications on elimination.
ELIMINATION = 10**11

Tell = Callable[[float, str], None]
FlintRank = Callable[[NDArray[np.int64], int], int]
#: For some rows and columns all coefficients: (row, column, the coefficients of each slice).
Known = list[tuple[int, int, list[NDArray[np.float32]]]]

#: The step that says what was not computed again.
REST = "other blocks"


def check_block_sizes(certificate: BlockCertificate, memory_limit: int) -> Plan:
    """Return the sizes, if the blocks are those of a theorem and not too large."""

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
        "blocks need R and M from 2, R <= 31, L >= 2, and a start of L steps (for M < R a longer one)",
    )
    rows, columns, prime = certificate.rows, certificate.columns, certificate.prime
    groups = min(sizes[1:])
    found = plan(depth, channels, end, groups=groups, prime=prime)
    if found is None:
        raise CertificateError("primality", f"blocks need a prime below 2^17, 1 modulo D + 1, not {prime}")
    need(rows % channels == 0, f"rows must be a multiple of R = {channels}, not {validation.shown(rows)}")
    degree = multiset_coefficient(end, depth - 1)
    blocks = multiset_coefficient(groups, degree)
    said, counted = validation.shown(certificate.blocks), sum(count for _, count in certificate.runs)
    need(certificate.blocks == blocks, f"there are {blocks} blocks, and the certificate says {said}")
    need(counted == blocks, f"there are {blocks} blocks, and it gives {validation.shown(counted)} ranks")
    total = sum(rank * count for rank, count in certificate.runs)
    low = validation.shown(certificate.lower_bound)
    need(total == certificate.lower_bound, f"its ranks add up to {validation.shown(total)}, not to {low}")
    highest = max(rank for rank, _ in certificate.runs)
    need(highest <= min(rows, columns), f"its blocks are too small for rank {validation.shown(highest)}")
    most = most_of_a_block(depth, channels, end, groups)
    need(highest <= most, f"no block has rank {validation.shown(highest)}: at most {most} is proved")
    sizes_of = replace(found, states=rows // channels, columns=columns)
    needed = sizes_of.memory() + budget.circuit_memory(*sizes, certificate.length)
    text, limit = validation.bytes_text(needed), validation.bytes_text(memory_limit)
    need(
        needed <= memory_limit,
        f"it takes {text}, more than the memory limit of {limit}: raise it (memory_limit, --memory-limit)",
    )
    return sizes_of


def drawn_slices(sizes: Plan, memory_limit: int, everything: bool, verifier: random.Random) -> list[int]:
    """Return all first exponents if they are asked for or cheap, else as many as one evaluation bears."""
    blocks = multiset_coefficient(sizes.groups, sizes.order - 1)
    rows, columns = sizes.channels * sizes.states, sizes.columns
    each = blocks * rows * columns * min(rows, columns) // sizes.order
    some = max(1, min(sizes.slices(memory_limit), ELIMINATION // each))
    if everything or some >= sizes.order:
        return list(range(sizes.order))
    return sorted(verifier.sample(range(sizes.order), some))


def block_steps(
    certificate: BlockCertificate, memory_limit: int, everything: bool, tell: Tell, flint_rank: FlintRank
) -> Iterator[tuple[str, bool | None, str]]:
    """Do the steps that are about blocks; give the name of each, True (None: not done), and what it found."""
    sizes, verifier = check_block_sizes(certificate, memory_limit), random.SystemRandom()
    shape = f"{certificate.blocks} blocks of {certificate.rows} x {certificate.columns}"
    yield "sizes and memory", True, f"{shape}; their ranks add up, and none is above its proved bound"
    if sizes.groups < sizes.channels:
        yield "reach", True, _check_reach(certificate, flint_rank)
    drawn = drawn_slices(sizes, memory_limit, everything, verifier)
    torus, some = sizes.whole(certificate.seed).torus(), sizes.slices(memory_limit)
    try:
        known = check_outputs(certificate, torus, verifier, lambda part: tell(0.2 * part, "outputs"))
        yield "entries", True, f"{len(known)} outputs, drawn now, agree with the short evaluator"
        blocks, proved, flint = 0, 0, 0
        for begin in range(0, len(drawn), some):

            def part(share: float, begin: int = begin) -> None:
                at = min(1.0, (begin + share * some) / len(drawn))
                tell(0.2 + 0.7 * at, f"computing {shape} again, and some with python-flint")

            for ranks, agree in _slices_again(
                certificate, torus, drawn[begin : begin + some], known, verifier, part, flint_rank
            ):
                blocks, proved, flint = blocks + len(ranks), proved + int(ranks.sum()), flint + agree
    except MemoryError:
        raise CertificateError("sizes and memory", "memory ran out") from None
    which = "all blocks" if flint == certificate.blocks else f"{flint} blocks that were drawn now"
    if len(drawn) == sizes.order:
        yield "rank", True, f"{proved}; python-flint agrees on the ranks of {which}"
        return
    found = f"{blocks} of {certificate.blocks} blocks, drawn now, have the ranks it says, and prove a rank of"
    yield "rank", True, f"{found} at least {proved}; python-flint agrees on the ranks of {which}"
    chance = len(drawn) / sizes.order
    yield REST, None, f"one wrong rank is found with probability {chance:.3f}; --all computes every block"


def _slices_again(
    certificate: BlockCertificate,
    torus: Torus,
    firsts: list[int],
    known: Known,
    verifier: random.Random,
    tell: Callable[[float], None],
    flint_rank: FlintRank,
) -> Iterator[tuple[NDArray[np.int64], int]]:
    """Compute slices again; give the ranks of each if they are as said, and how many flint found as well."""
    said = np.array(certificate.ranks)
    lengths = [len(torus.places(first)) for first in range(torus.degree + 1)]
    few = FLINT_ENTRIES / (certificate.rows * certificate.columns * len(said))
    for first, values in zip(firsts, torus.slices(firsts, tell), strict=True):
        places, before = torus.places(first), sum(lengths[:first])
        for row, column, coefficients in known:
            if not np.array_equal(values[places, row, column], coefficients[first]):
                raise CertificateError("entries", f"output ({row}, {column}) is not what it was before")
        ranks, by = ranks_of_slices(torus, [first], values[None]), "our elimination"
        found = ranks.copy()
        drawn = [i for i in range(len(places)) if verifier.random() < few]
        if not drawn and first in (firsts[0], firsts[-1]):
            drawn = [verifier.randrange(len(places))]
        if (ranks == said[before : before + len(ranks)]).all():
            by = "python-flint"
            for i in drawn:
                block = torus.numbers.decode(values[places[i]].astype(np.float64))
                found[i] = flint_rank(block, certificate.prime)
        wrong = np.flatnonzero(found != said[before : before + len(ranks)])
        if len(wrong):
            i = int(wrong[0])
            text = (
                f"block {before + i} has rank {found[i]} by {by}, and the certificate says {said[before + i]}"
            )
            raise CertificateError("rank", text)
        yield ranks, len(drawn)


def _check_reach(certificate: BlockCertificate, flint_rank: FlintRank) -> str:
    """Check :mod:`racteach.certificates.reach` with the short evaluator and python-flint."""
    evaluator, needed = _evaluator(certificate), certificate.depth * certificate.channels
    if any(
        flint_rank(np.array(w), certificate.prime) < certificate.channels for w in evaluator.hidden_weights
    ):
        raise CertificateError("reach", "weights that are handed on cannot be inverted modulo the prime")
    derivatives = evaluator.derivatives(min(certificate.split, needed))
    rank = flint_rank(np.array(derivatives), certificate.prime)
    if rank != needed:
        text = f"the start is not known to reach all states: {rank} of {needed} derivatives are independent"
        raise CertificateError("reach", text)
    return f"the start's {needed} states have independent derivatives, by python-flint"


def _evaluator(certificate: BlockCertificate) -> BlockEvaluator:
    return BlockEvaluator(
        certificate.depth, certificate.channels, certificate.length - certificate.split,
        groups=min(certificate.input_dim, certificate.channels), seed=certificate.seed,
        prime=certificate.prime, rows=certificate.rows, columns=certificate.columns,
    )  # fmt: skip


def check_outputs(
    certificate: BlockCertificate, torus: Torus, verifier: random.Random, tell: Callable[[float], None]
) -> Known:
    """Compare ``sum over alpha of coefficient * v^alpha`` with the short evaluator's output, at drawn v."""
    prime, channels, order = certificate.prime, torus.channels, torus.degree + 1
    evaluator = _evaluator(certificate)
    places = [torus.places(first) for first in range(order)]
    alphas = np.array(list(monomials(torus.groups, torus.degree))).T
    known: Known = []
    states = certificate.rows // channels
    pairs = states * certificate.columns
    chosen = verifier.sample(range(pairs), min(pairs, -(-OUTPUTS // channels)))
    for number, pair in enumerate(chosen):
        tell(number / len(chosen))
        state, column = divmod(pair, certificate.columns)
        slices = torus.one(state, column).slices(range(order))
        for channel in range(channels):
            row = channel * states + state
            parts = [values[place, channel, 0] for place, values in zip(places, slices, strict=True)]
            v = [verifier.randrange(1, prime) for _ in range(torus.groups)]
            monomial = np.ones(alphas.shape[1], dtype=np.int64)
            for base, powers in zip(v, alphas, strict=True):
                table = np.array([pow(base, k, prime) for k in range(order)], dtype=np.int64)
                monomial = monomial * table[powers] % prime
            found = int((np.concatenate(parts).astype(np.int64) * monomial % prime).sum()) % prime
            expected = evaluator.value(row, column, v)
            if found != expected:
                text = (
                    f"output ({row}, {column}) is {expected} by the short evaluator, and {found} by the fast"
                )
                raise CertificateError("entries", text)
            known.append((row, column, parts))
    return known
