"""How much of its rank a circuit uses, and weights that use more of it: ascent on the entropy."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from racteach import validation
from racteach.circuits import RAC
from racteach.exact import sampling
from racteach.learning.grid_gradients import Floats, GridWords, descend, joined, outputs_and_pullback


@dataclass(frozen=True, eq=False)
class Ascent:
    """What an ascent found."""

    effective_rank: float  #: ``exp(entropy)`` at its end
    curve: tuple[float, ...]  #: the effective rank before the first and after each iteration
    circuit: RAC  #: with a free initial state
    seed: int  #: of its first weights

    def __repr__(self) -> str:
        return f"Ascent({self.curve[0]:.3f} -> {self.effective_rank:.3f}, seed={self.seed})"


def entropy_and_gradient(matrix: Floats) -> tuple[float, Floats]:
    """Return a matrix's entanglement entropy S in nats, and its derivative by each entry.

    With ``p_k = sigma_k^2 / F`` and ``F = sum sigma_k^2``: ``S = -sum p_k ln p_k`` and
    ``dS/dsigma_k = -2 sigma_k (ln p_k + S) / F``, and ``dsigma_k/dA = u_k v_k^T``.

    Example:
        >>> entropy, gradient = entropy_and_gradient(np.diag([1.0, 1.0]))
        >>> round(entropy, 6), float(abs(gradient).max())
        (0.693147, 0.0)
    """
    left, sigma, right = np.linalg.svd(matrix, full_matrices=False)
    total = float(sigma @ sigma)
    shares = np.maximum(sigma**2 / total, 1e-300)
    entropy = float(-(shares * np.log(shares)).sum())
    slopes = -2 * sigma * (np.log(shares) + entropy) / total
    return entropy, (left * slopes) @ right


def raise_effective_rank(
    *, depth: int, input_dim: int, channels: int, length: int, seed: int, iterations: int = 300,
    told: Callable[[float], None] | None = None,
) -> Ascent:  # fmt: skip
    """Change a random circuit's weights so that its one-hot grid uses more of its rank.

    L-BFGS-B on the entanglement entropy, from normal weights and an initial state of ones. For a shallow
    circuit the effective rank cannot pass R, for any circuit not the rank.

    Args:
        depth, input_dim, channels, length: L, M, R >= 1; T, even.
        seed: of the first weights.
        iterations: at most so many.
        told: called with the effective rank after each iteration.

    Example:
        >>> found = raise_effective_rank(depth=1, input_dim=2, channels=2, length=4, seed=0)
        >>> round(found.effective_rank, 6)
        2.0
    """
    depth, input_dim, channels = validation.sizes(depth=depth, input_dim=input_dim, channels=channels)
    words = GridWords(depth, input_dim, channels, validation.even_length(length))
    letters, side = words.words(), input_dim ** (words.length // 2)
    drawn = sampling.normals(validation.seed(seed), "ascent: weights", (words.parameters,))
    parts = words.split(drawn / math.sqrt(channels))
    parts[-1] = np.ones((depth, channels))

    def loss(vector: Floats) -> tuple[float, Floats]:
        with np.errstate(all="ignore"):
            outputs, pullback = outputs_and_pullback(words, letters, vector)
            size = float(np.abs(outputs).max())
            if not np.isfinite(size) or size == 0 or size > 1e150:
                return math.inf, vector
            entropy, gradient = entropy_and_gradient(outputs.reshape(side, side) / size)
            return -entropy, pullback(-gradient.ravel() / size)

    least, best, curve = descend(
        loss, joined(parts), iterations=iterations, tolerances=(1e-13, 1e-9),
        told=None if told is None else lambda value: told(math.exp(-value)),
    )  # fmt: skip
    return Ascent(math.exp(-least), tuple(math.exp(-value) for value in curve), words.circuit(best), seed)
