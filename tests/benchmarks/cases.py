"""What is measured: each case makes its inputs, checks that both programs agree, and times them in pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

import racteach as rt
from tests.benchmarks.measure import Pairs, interleaved, peak_bytes, seconds

PRIME = rt.DEFAULT_PRIME


@dataclass(frozen=True)
class Row:
    """One line of the report.

    Attributes:
        value: what is compared with ``floor`` and ``target``: how many times as fast as the other
            program (more is better), or how many times its time or size (less is better).
        more_is_better: which of the two.
        note: what else a reader must know, for instance what was scaled.
    """

    case: str
    ours: str
    other: str
    value: float
    more_is_better: bool
    floor: float | None
    target: float | None
    spread: tuple[float, float] | None
    pairs: int
    note: str = ""

    def verdict(self) -> str:
        """Say in words how the value stands to floor and target."""

        def reached(bound: float) -> bool:
            return self.value >= bound if self.more_is_better else self.value <= bound

        if self.floor is not None and not reached(self.floor):
            return "below floor"
        if self.target is not None and not reached(self.target):
            return "above floor, below target"
        return "reached" if self.floor is not None or self.target is not None else "for information"

    def reading(self) -> str:
        """Write the value as a person reads it."""
        digits = f"{self.value:.0f}" if self.value >= 100 else f"{self.value:.3g}"
        return f"{digits} times as {'fast' if self.more_is_better else 'much'}"

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "verdict": self.verdict()}


def _time(value: float) -> str:
    return f"{value * 1e3:.3g} ms" if value < 1 else f"{value:.3g} s"


def _faster(
    case: str,
    pairs: Pairs,
    names: tuple[str, str],
    *,
    floor: float | None = None,
    target: float | None = None,
    scale: float = 1.0,
    note: str = "",
) -> Row:
    return Row(
        case=case,
        ours=f"{names[0]}: {_time(pairs.ours)}",
        other=f"{names[1]}: {_time(pairs.other * scale)}",
        value=pairs.ratio * scale,
        more_is_better=True,
        floor=floor,
        target=target,
        spread=(pairs.spread[0] * scale, pairs.spread[1] * scale),
        pairs=pairs.count,
        note=note,
    )


def _agree(condition: bool, what: str) -> None:
    if not condition:
        raise AssertionError(f"the two programs do not agree on {what}")


def grid_against_loop(quick: bool) -> Iterator[Row]:
    """All 65,536 sequences of T = 8 steps over M = 4 letters, against calling the circuit for each."""
    length, letters, sample = 8, 4, 200 if quick else 1000
    total = letters**length
    words = np.array(np.unravel_index(np.linspace(0, total - 1, sample).astype(int), (letters,) * length)).T
    one_hot = np.eye(letters)
    for name, arithmetic in (("float64", rt.Float64()), ("modulo p", rt.Modular())):
        rac = rt.RAC.random(depth=2, input_dim=letters, channels=4, seed=0, arithmetic=arithmetic)

        def grid(rac: rt.RAC = rac) -> Any:
            return rt.grid_tensor(rac, length)

        def loop(rac: rt.RAC = rac) -> Any:
            return [rac(one_hot[word])[0] for word in words]

        _agree(np.allclose(grid()[tuple(words.T)], loop()), "the sampled entries")
        yield _faster(
            f"grid tensor, T = 8, {total:,} sequences, {name}",
            interleaved(grid, loop, 5 if quick else 15),
            ("grid_tensor", "loop over sequences"),
            floor=200,
            scale=total / sample,
            note=f"the loop ran {sample} of the sequences; its time is scaled by {total / sample:.4g}",
        )


def grid_against_writing(quick: bool) -> Iterator[Row]:
    """16.8 million entries modulo p, against writing and reducing an array of that size twice."""
    length = 10 if quick else 12
    engine = rt.Modular()
    rac = rt.RAC.random(depth=2, input_dim=4, channels=4, seed=0, arithmetic=engine)
    size = 4**length

    def grid() -> Any:
        return rt.grid_tensor(rac, length)

    def write() -> Any:
        for turn in range(2):
            array = np.empty(size)
            array.fill(2.0**40 + turn)
            engine.reduce(array)

    grid(), write()
    pairs = interleaved(grid, write, 3 if quick else 7)
    yield Row(
        case=f"grid tensor modulo p, L = 2, M = R = 4, T = {length}, {size:,} entries",
        ours=f"grid_tensor: {_time(pairs.ours)}",
        other=f"write and reduce an array, twice: {_time(pairs.other)}",
        value=1 / pairs.ratio,
        more_is_better=False,
        floor=10,
        target=4,
        spread=(1 / pairs.spread[1], 1 / pairs.spread[0]),
        pairs=pairs.count,
    )


def rank_against_numpy(quick: bool) -> Iterator[Row]:
    """The exact rank of that grid's Start-End matrix, against numpy.linalg.matrix_rank."""
    length = 10 if quick else 12
    rac = rt.RAC.random(depth=2, input_dim=4, channels=4, seed=0, arithmetic=rt.Modular())
    matrix = rt.start_end_matricization(rt.grid_tensor(rac, length))
    as_float = matrix.astype(np.float64)
    true = rt.bounds.state_bound(2, 4, 4, length)
    _agree(rt.exact_rank(matrix) == true, "the rank")
    np.linalg.matrix_rank(as_float[:200, :200])
    yield _faster(
        f"rank {true} of a {len(matrix)} x {len(matrix)} Start-End matrix",
        interleaved(
            lambda: rt.exact_rank(matrix), lambda: np.linalg.matrix_rank(as_float), 3 if quick else 1
        ),
        ("exact_rank", "numpy.linalg.matrix_rank"),
        floor=1,
        note="warmed up on a small block" if quick else "one pair, warmed up on a small block",
    )


def obvious_program(depth: int, letters: int, channels: int, length: int) -> int:
    """The program that one writes first: every sequence, the dense tensor, TensorLy, a rank by SVD."""
    import tensorly as tl

    rng = np.random.default_rng(0)
    below = [letters] + [channels] * (depth - 1)
    inputs = [rng.normal(size=(channels, columns)) for columns in below]
    hiddens = [rng.normal(size=(channels, channels)) for _ in range(depth)]
    output = rng.normal(size=channels)
    words = np.indices((letters,) * length).reshape(length, -1)
    one_hot = np.eye(letters)
    states: list[Any] = [None] * depth
    for t in range(length):
        below_now = one_hot[words[t]]
        for layer in range(depth):
            entering = below_now @ inputs[layer].T
            memory = 1.0 if states[layer] is None else states[layer] @ hiddens[layer].T
            states[layer] = below_now = memory * entering
    tensor = tl.tensor((states[-1] @ output).reshape((letters,) * length))
    half = length // 2
    matrix = tl.base.matricize(tensor, list(range(half)), list(range(half, length)))
    return int(np.linalg.matrix_rank(matrix))


def whole_against_obvious(quick: bool) -> Iterator[Row]:
    """From nothing to the rank: ours, against the obvious TensorLy and NumPy program."""
    for depth, letters, channels, length in (
        [(2, 3, 3, 10)] if quick else [(2, 3, 3, 12), (2, 4, 4, 10), (3, 3, 2, 12)]
    ):

        def ours(sizes: tuple[int, int, int] = (depth, letters, channels), length: int = length) -> int:
            rac = rt.RAC.random(
                depth=sizes[0], input_dim=sizes[1], channels=sizes[2], seed=0, arithmetic=rt.Modular()
            )
            return rt.exact_rank(rt.start_end_matricization(rt.grid_tensor(rac, length)))

        def other(sizes: tuple[int, int, int] = (depth, letters, channels), length: int = length) -> int:
            return obvious_program(*sizes, length)

        found = ours(), other()
        yield _faster(
            f"weights to rank, L = {depth}, M = {letters}, R = {channels}, T = {length}",
            interleaved(ours, other, 3 if quick else 5),
            ("modulo p", "TensorLy + NumPy"),
            note=f"ours says rank {found[0]}, the other program {found[1]}",
        )


def rank_against_flint(quick: bool) -> Iterator[Row]:
    """Full-rank matrices: against python-flint on the same entries, and against one float64 product."""
    from flint import nmod_mat

    for size, count in [(300, 3)] if quick else [(500, 7), (1000, 5), (2000, 3), (4000, 1)]:
        matrix = rt.sampling.residues(0, "benchmark", (size, size), PRIME)
        entries = matrix.ravel().tolist()
        handed_over = nmod_mat(size, size, entries, PRIME)
        as_float = matrix.astype(np.float64)

        def exact(matrix: Any = matrix) -> int:
            return rt.exact_rank(matrix)

        def flint(handed_over: Any = handed_over) -> int:
            return handed_over.rank()

        if size <= 1000:
            _agree(exact() == flint() == size, "the rank")
        hand_over = seconds(
            lambda size=size, matrix=matrix: nmod_mat(size, size, matrix.ravel().tolist(), PRIME)
        )
        yield _faster(
            f"full-rank {size} x {size}",
            interleaved(exact, flint, count),
            ("exact_rank", "nmod_mat.rank"),
            note=f"without the hand-over to flint, which takes {_time(hand_over)} more",
        )
        product = interleaved(exact, lambda as_float=as_float: as_float @ as_float, count)
        yield Row(
            case=f"full-rank {size} x {size}",
            ours=f"exact_rank: {_time(product.ours)}",
            other=f"one float64 product: {_time(product.other)}",
            value=1 / product.ratio,
            more_is_better=False,
            floor=None,
            target=None,
            spread=(1 / product.spread[1], 1 / product.spread[0]),
            pairs=count,
        )


def memory(quick: bool) -> Iterator[Row]:
    """Peak memory of a grid tensor and of an exact rank, against the size of tensor and matrix."""
    length = 10 if quick else 12
    rac = rt.RAC.random(depth=2, input_dim=4, channels=4, seed=0, arithmetic=rt.Modular())
    matrix = rt.start_end_matricization(rt.grid_tensor(rac, length))
    works: list[tuple[str, Callable[[], Any], float | None]] = [
        (f"memory of grid_tensor, T = {length}", lambda: rt.grid_tensor(rac, length), None if quick else 1.5),
        (f"memory of exact_rank, {len(matrix)} x {len(matrix)}", lambda: rt.exact_rank(matrix), None),
    ]
    for name, work, floor in works:
        peak = peak_bytes(work)
        yield Row(
            case=name,
            ours=f"peak: {peak / 2**20:.0f} MiB",
            other=f"its array: {matrix.nbytes / 2**20:.0f} MiB",
            value=peak / matrix.nbytes,
            more_is_better=False,
            floor=floor,
            target=None,
            spread=None,
            pairs=1,
        )


CASES = {
    "loop": grid_against_loop,
    "writing": grid_against_writing,
    "numpy": rank_against_numpy,
    "obvious": whole_against_obvious,
    "flint": rank_against_flint,
    "memory": memory,
}
