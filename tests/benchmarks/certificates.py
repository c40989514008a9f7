"""Certified ranks against the dense program, and against one 4000 x 4000 float64 product."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

import racteach as rt
from racteach.exact.arithmetic import Modular, quick_prime
from racteach.exact.elimination import rank_modulo
from tests.benchmarks.cases import Row, _agree, _faster, _time, obvious_program
from tests.benchmarks.measure import interleaved, seconds

SIDE = 4000

Size = tuple[int, int, int, int]


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


@contextmanager
def threads(count: int) -> Iterator[None]:
    """Give so many threads to linear algebra, and to the evaluation of dense blocks."""
    before = os.environ.get("OPENBLAS_NUM_THREADS")
    os.environ["OPENBLAS_NUM_THREADS"] = str(count)
    with threadpool_limits(count):
        yield
    if before is None:
        del os.environ["OPENBLAS_NUM_THREADS"]
    else:
        os.environ["OPENBLAS_NUM_THREADS"] = before


@dataclass(frozen=True)
class Job:
    """What is measured in products; the target for one thread, and for two."""

    name: str
    work: Callable[[], Any]
    answer: int
    targets: tuple[float | None, float | None] = (None, None)


def rank_job(
    size: Size, rank: int, target: tuple[float | None, float | None], prime: int | None = None
) -> Job:
    names = ", ".join(f"{name} = {value}" for name, value in zip("LMRT", size, strict=True))
    how = f"one dense block modulo {prime}" if prime else "by blocks"
    return Job(
        f"rank {rank}, {names}, {how}", lambda: rt.separation_rank(*size, prime=prime).rank, rank, target
    )


def jobs(quick: bool) -> list[Job]:
    arithmetic, side = Modular(), 1000 if quick else SIDE
    elements = arithmetic.draw(0, "benchmark", (side, side))
    elimination = Job(
        f"elimination of a full-rank {side} x {side} matrix modulo {arithmetic.prime}",
        lambda: rank_modulo(elements, arithmetic), side, (None, None) if quick else (0.7, 1.0),
    )  # fmt: skip
    if quick:
        return [elimination, rank_job((2, 3, 3, 30), 408, (None, None), quick_prime(3))]
    return [
        elimination,
        rank_job((2, 3, 3, 100), 3978, (3.5, 5.0), quick_prime(3)),  # without roots of unity: dense
        rank_job((2, 3, 3, 100), 3978, (0.05, 0.05)),
        rank_job((3, 2, 2, 30), 3868, (0.08, 0.08)),
        rank_job((3, 4, 4, 6), 5920, (0.4, 0.4)),
        rank_job((2, 3, 3, 1000), 377253, (12, 12)),
    ]


def certificates_against_a_product(quick: bool) -> Iterator[Row]:
    """Whole jobs, from nothing to the rank, in rounds: a product, then each job. Two minutes.

    With one thread it is processor time, which other work on the machine hardly changes; with two, time on
    the clock.
    """
    every = jobs(quick)
    for count, clock in ((1, time.process_time), (2, time.perf_counter)):
        with threads(count):
            product()
            for job in every[:-1]:
                _agree(job.work() == job.answer, f"the answer of {job.name}")
            products: list[float] = []
            taken: dict[Job, list[float]] = {job: [] for job in every}
            for turn in range(3):
                products.append(seconds(product, clock))
                for job in every:
                    if turn == 0 or "T = 1000" not in job.name:  # that one takes as long as all others
                        taken[job].append(seconds(job.work, clock))
        said = f"{count} thread{'s' * (count > 1)}"
        for job, times in taken.items():
            ratios = [ours / other for ours, other in zip(times, products, strict=False)]
            yield Row(
                case=f"{job.name}, {said}",
                ours=_time(median(times)),
                other=f"one {SIDE} x {SIDE} float64 product: {_time(median(products))}",
                value=median(ratios),
                more_is_better=False,
                floor=None,
                target=job.targets[count - 1],
                spread=(min(ratios), max(ratios)),
                pairs=len(ratios),
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
        runs = [("(2, 3, 3, 20)", 1.5e9)]
    else:
        runs = [(f"(2, 3, 3, 100, prime={quick_prime(3)})", 1.5e9), ("(2, 3, 3, 1000)", 6e8)]
    for size, most in runs:
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
    "small": small_certificates,
    "peak": certificate_memory,
}
