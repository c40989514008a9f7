"""Train circuits to compute a given function on all words of a length, and know when no better can be had."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from racteach import validation
from racteach.circuits import RAC
from racteach.exact import sampling
from racteach.learning.grid_gradients import Floats, GridWords, descend, joined, outputs_and_pullback

#: An optimiser that has found an error below this stops.
_GOOD = 1e-9


@dataclass(frozen=True, eq=False)
class Student:
    """A trained circuit."""

    error: float  #: its relative squared error on the whole grid
    circuit: RAC  #: with a free initial state
    seed: int  #: of its first weights
    curve: tuple[float, ...]  #: the error before the first and after each iteration

    def __repr__(self) -> str:
        return f"Student(error={self.error:.6f}, channels={self.circuit.channels}, seed={self.seed})"


def eckart_young_floor(matrix: ArrayLike, rank: int) -> float:
    """Return the least relative squared error of rank K: ``sum_{k>K} sigma_k^2 / sum_k sigma_k^2``.

    Whatever a shallow circuit with R channels has learned, its error on the grid is at least this with K = R.

    Source:
        Eckart and Young (1936).

    Example:
        >>> round(eckart_young_floor(np.diag([2, 1, 1]), 1), 9)
        0.333333333
    """
    from racteach.ranks import spectrum

    rank = validation.integer(rank, "rank", minimum=0)
    return float(spectrum(matrix)[rank:].sum())


def first_weights(words: GridWords, seed: int) -> Floats:
    """Draw the weights that a training begins with, in one row.

    Layer 1 turns its state by an orthogonal matrix, the layers above nearly keep theirs; what enters is
    near 1, so that products over many steps neither vanish nor explode; the initial state is 1.
    """
    seed = validation.seed(seed)
    width = words.channels

    def normal(name: str, *shape: int) -> Floats:
        return sampling.normals(seed, f"student: {name}", shape)

    spread = 0.5 if words.depth == 1 else 0.3
    inputs = [1 + spread * normal("inputs 1", width, words.input_dim)]
    hidden = [sampling.orthogonal_factor(normal("hidden 1", width, width))]
    for layer in range(2, words.depth + 1):
        inputs.append((1 + spread * normal(f"inputs {layer}", width, width)) / np.sqrt(width))
        hidden.append(np.eye(width) + 0.1 * normal(f"hidden {layer}", width, width))
    readout = normal("output", 1, width) / np.sqrt(width)
    return joined([*inputs, *hidden, readout, np.ones((words.depth, width))])


def train_student(
    target: ArrayLike, *, depth: int, channels: int, seed: int, iterations: int = 400,
    told: Callable[[float], None] | None = None,
) -> Student:  # fmt: skip
    """Fit a circuit to a grid tensor by L-BFGS-B, from random weights, and return the best on the way.

    Training may end in a bad place: use several seeds.

    Args:
        target: the function's grid tensor, shape (M,) * T, finite and not zero.
        depth, channels: L, R >= 1.
        seed: of the first weights.
        iterations: at most so many.
        told: called with the error after each iteration.

    Example:
        >>> table = np.array([[1.0, 2.0], [2.0, 4.0]])        # rank 1, symmetric
        >>> train_student(table, depth=1, channels=1, seed=0).error < 1e-8
        True
    """
    values = np.asarray(target, dtype=np.float64)
    if values.ndim < 2 or len(set(values.shape)) != 1 or not np.isfinite(values).all() or not values.any():
        raise ValueError(
            f"target must be a finite grid tensor of shape (M,) * T with T >= 2, and not zero, "
            f"not an array {values.shape}"
        )
    depth, channels = validation.sizes(depth=depth, channels=channels)
    words = GridWords(depth, values.shape[0], channels, values.ndim)
    letters, wanted = words.words(), values.ravel()
    weight = 1 / float(wanted @ wanted)
    vector = _rescaled(words, letters, first_weights(words, seed), float(np.sqrt(wanted @ wanted)))

    def loss(vector: Floats) -> tuple[float, Floats]:
        with np.errstate(over="ignore", invalid="ignore"):
            outputs, pullback = outputs_and_pullback(words, letters, vector)
            difference = outputs - wanted
            return float(difference @ difference) * weight, pullback(2 * weight * difference)

    error, best, curve = descend(
        loss, vector, iterations=iterations, tolerances=(1e-12, 1e-10), good=_GOOD, told=told
    )
    return Student(float(error), words.circuit(best), seed, tuple(curve))


def _rescaled(words: GridWords, letters: NDArray[np.int64], vector: Floats, norm: float) -> Floats:
    """Scale the readout, so that the first outputs are a tenth as long as the target."""
    parts = words.split(vector)
    size = float(np.linalg.norm(outputs_and_pullback(words, letters, vector)[0]))
    parts[-2] = parts[-2] * (0.1 * norm / size if size > 0 else 1.0)
    return joined(parts)


@dataclass(frozen=True)
class Progress:
    """How far a training of many students has come."""

    trained: int
    planned: int
    seconds_left: float  #: for the rest, judged by this machine's speed so far
    errors: dict[tuple[int, int], list[float]]  #: those found so far by (L, R), the best first


def train_students(
    target: ArrayLike, plan: Sequence[tuple[int, int, int]], *, starts: int,
    clock: Callable[[], float] = time.perf_counter,
) -> Iterator[Progress]:  # fmt: skip
    """Train students of several sizes, ``starts`` of each, and yield the progress after each student.

    One of each size, then the next of each: so the picture of all sizes is there early, and so is the time
    that each takes. ``plan`` has (L, R, iterations at most) of each size; the seeds are 0 to ``starts - 1``;
    ``clock`` gives seconds.

    Example:
        >>> table = np.array([[1.0, 2.0], [2.0, 4.0]])
        >>> [step.trained for step in train_students(table, [(1, 1, 50)], starts=2)]
        [1, 2]
    """
    import scipy.optimize  # noqa: F401  # loading it takes longer than a student

    starts = validation.integer(starts, "starts", minimum=1)
    values = np.asarray(target, dtype=np.float64)
    errors: dict[tuple[int, int], list[float]] = {}
    taken: list[list[float]] = [[] for _ in plan]
    students = [(seed, place) for seed in range(starts) for place in range(len(plan))]
    for trained, (seed, place) in enumerate(students, 1):
        depth, channels, most = plan[place]
        begin = clock()
        student = train_student(values, depth=depth, channels=channels, seed=seed, iterations=most)
        taken[place].append(clock() - begin)
        found = [*errors.get((depth, channels), []), student.error]
        errors = {**errors, (depth, channels): sorted(found)}
        yield Progress(trained, len(students), _seconds_left(plan, taken, starts), errors)


def _seconds_left(plan: Sequence[tuple[int, int, int]], taken: list[list[float]], starts: int) -> float:
    """Expect of each size what it took so far; of one not yet trained, the others' rate for its work."""
    work = [depth * most for depth, _, most in plan]
    rate = sum(map(sum, taken)) / sum(len(own) * part for own, part in zip(taken, work, strict=True))
    each = [sum(own) / len(own) if own else rate * part for own, part in zip(taken, work, strict=True)]
    return sum((starts - len(own)) * seconds for own, seconds in zip(taken, each, strict=True))
