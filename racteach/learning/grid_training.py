"""Train circuits to compute a given function on all words of a length, and know when no better can be had."""

from __future__ import annotations

from collections.abc import Callable
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
