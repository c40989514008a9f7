"""Certified ranks against the dense program, and against one 4000 x 4000 float64 product."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

import racteach as rt
from racteach.exact.arithmetic import Modular
from racteach.exact.elimination import rank_modulo
from tests.benchmarks.cases import Row, _agree, _faster, _time, obvious_program
from tests.benchmarks.measure import interleaved

SIDE = 4000


@cache
def _operand() -> Any:
    return np.random.default_rng(0).normal(size=(SIDE, SIDE))


def product() -> Any:
    return _operand() @ _operand()


def certificate_against_dense(quick: bool) -> Iterator[Row]:
    """L = 2, M = R = 4, T = 12: the certified rank against the dense tensor, TensorLy and matrix_rank."""
    length = 8 if quick else 12

    def ours() -> int | None:
        return rt.separation_rank(2, 4, 4, length).rank

    rank, said = ours(), obvious_program(2, 4, 4, 8)
    pairs = interleaved(ours, lambda: obvious_program(2, 4, 4, length), 3 if quick else 1)
    yield _faster(
        f"certified rank {rank}, L = 2, M = R = 4, T = {length}",
        pairs,
        ("separation_rank", "dense tensor, TensorLy, matrix_rank"),
        floor=None if quick else 300,
        note=f"{pairs.count} pair(s); already at T = 8 the dense program says {said}, not 140",
    )


def certificates_against_a_product(quick: bool) -> Iterator[Row]:
    """Whole jobs, from nothing to the certificate."""
    dense = rt.DEFAULT_PRIME  # it has no roots of unity for these sizes: one dense block
    sizes: list[tuple[tuple[int, int, int, int], int, int | None, float | None, float | None]] = (
        [((2, 3, 3, 20), 198, None, None, None)]
        if quick
        else [
            ((2, 3, 3, 100), 3978, dense, 12.0, 4.0),
            ((2, 3, 3, 100), 3978, None, 0.05, None),
            ((3, 2, 2, 30), 3868, None, 0.08, None),
            ((3, 4, 4, 6), 5920, None, 0.4, None),
        ]
    )
    product()
    for size, rank, prime, floor, target in sizes:

        def ours(size: tuple[int, int, int, int] = size, prime: int | None = prime) -> int | None:
            return rt.separation_rank(*size, prime=prime).rank

        found = ours()
        _agree(found == rank, f"the rank: {found} and {rank}")
        pairs = interleaved(ours, product, 3)
        depth, letters, channels, length = size
        yield Row(
            case=f"certified rank {rank}, L = {depth}, M = {letters}, R = {channels}, T = {length}, "
            f"{'dense' if prime else 'by blocks where it pays'}",
            ours=f"separation_rank: {_time(pairs.ours)}",
            other=f"one {SIDE} x {SIDE} product: {_time(pairs.other)}",
            value=1 / pairs.ratio,
            more_is_better=False,
            floor=floor,
            target=target,
            spread=(1 / pairs.spread[1], 1 / pairs.spread[0]),
            pairs=pairs.count,
        )


def elimination_against_a_product(quick: bool) -> Iterator[Row]:
    """Elimination modulo p of a full-rank matrix."""
    side = 1000 if quick else SIDE
    arithmetic = Modular()
    elements = arithmetic.draw(0, "benchmark", (side, side))
    operand = _operand()[:side, :side].copy()
    operand @ operand
    pairs = interleaved(lambda: rank_modulo(elements, arithmetic), lambda: operand @ operand, 3)
    yield Row(
        case=f"elimination of a full-rank {side} x {side} matrix",
        ours=f"rank_modulo: {_time(pairs.ours)}",
        other=f"one product of that size: {_time(pairs.other)}",
        value=1 / pairs.ratio,
        more_is_better=False,
        floor=None if quick else 3,
        target=None if quick else 1,
        spread=(1 / pairs.spread[1], 1 / pairs.spread[0]),
        pairs=pairs.count,
    )


def small_certificates(quick: bool) -> Iterator[Row]:
    """Ranks up to 100 must answer while a slider moves; the other side is a pause of 50 ms."""
    sizes = [(2, 3, 3, 10), (3, 2, 2, 6), (4, 2, 2, 6), (2, 2, 3, 12), (1, 3, 3, 100), (2, 4, 4, 6)]
    slowest = 0.0
    for size in sizes:
        rt.separation_rank(*size)
        pairs = interleaved(lambda size=size: rt.separation_rank(*size), lambda: None, 5)
        slowest = max(slowest, pairs.ours)
    yield Row(
        case=f"the slowest of {len(sizes)} certified ranks up to 106",
        ours=f"separation_rank: {_time(slowest)}",
        other="a slider's 50 ms",
        value=slowest / 0.05,
        more_is_better=False,
        floor=1,
        target=None,
        spread=None,
        pairs=5,
    )


def certificate_memory(quick: bool) -> Iterator[Row]:
    """Peak memory of a process that does nothing but one large job (Linux: read from /proc)."""
    if quick:
        jobs = [("(2, 3, 3, 20)", 1.5e9)]
    else:
        jobs = [(f"(2, 3, 3, 100, prime={rt.DEFAULT_PRIME})", 1.5e9), ("(2, 3, 3, 1000)", 6e8)]
    for size, most in jobs:
        yield _memory(size, most)


def _memory(size: str, most: float) -> Row:
    program = (
        f"import racteach as rt; rt.separation_rank{size}\n"
        "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    peak = int(done.stdout) * 1024
    return Row(
        case=f"memory of separation_rank{size}",
        ours=f"peak of the process: {peak / 2**20:.0f} MiB",
        other=f"{most / 1e9} GB",
        value=peak / most,
        more_is_better=False,
        floor=1,
        target=None,
        spread=None,
        pairs=1,
    )


CASES = {
    "dense": certificate_against_dense,
    "certificate": certificates_against_a_product,
    "elimination": elimination_against_a_product,
    "small": small_certificates,
    "peak": certificate_memory,
}
