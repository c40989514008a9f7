"""How much of its rank a circuit uses, and weights that use more of it: ascent on the entropy."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from racteach import validation
from racteach.circuits import RAC
from racteach.exact import sampling
from racteach.learning.grid_gradients import Floats, GridWords, outputs_and_pullback


@dataclass(frozen=True, eq=False)
class Ascent:
    """What an ascent found.

    Attributes:
        effective_rank: ``exp(entropy)`` at its end.
        curve: the effective rank before the first and after each iteration.
        circuit: with a free initial state.
        seed: of its first weights.
    """

    effective_rank: float
    curve: tuple[float, ...]
    circuit: RAC
    seed: int

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
    *,
    depth: int,
    input_dim: int,
    channels: int,
    length: int,
    seed: int,
    iterations: int = 300,
    told: Callable[[float], None] | None = None,
) -> Ascent:
    """Change a random circuit's weights so that its one-hot grid uses more of its rank.

    L-BFGS-B on the entanglement entropy, from normal weights and an initial state of ones. For a shallow
    circuit the effective rank cannot pass R, for any circuit not the rank.

    Args:
        depth, input_dim, channels: L, M, R >= 1.
        length: T, an even number >= 2.
        seed: of the first weights.
        iterations: at most so many.
        told: called with the effective rank after each iteration.

    Raises:
        TypeError, ValueError: if an argument is not as described.

    Example:
        >>> found = raise_effective_rank(depth=1, input_dim=2, channels=2, length=4, seed=0)
        >>> round(found.effective_rank, 6)
        2.0
    """
    from scipy.optimize import minimize

    words = GridWords(
        validation.integer(depth, "depth", minimum=1),
        validation.integer(input_dim, "input_dim", minimum=1),
        validation.integer(channels, "channels", minimum=1),
        validation.even_length(length),
    )
    letters, side = words.words(), words.input_dim ** (words.length // 2)
    drawn = sampling.normals(validation.seed(seed), "ascent: weights", (words.parameters,))
    parts = words.split(drawn / math.sqrt(words.channels))
    parts[-1] = np.ones((words.depth, words.channels))
    vector = np.concatenate([part.ravel() for part in parts])
    best: list[Any] = [-math.inf, vector]

    def loss(vector: Floats) -> tuple[float, Floats]:
        with np.errstate(all="ignore"):
            outputs, pullback = outputs_and_pullback(words, letters, vector)
            size = float(np.abs(outputs).max())
            if not np.isfinite(size) or size == 0 or size > 1e150:
                return 1e300, np.zeros_like(vector)
            entropy, gradient = entropy_and_gradient(outputs.reshape(side, side) / size)
            if entropy > best[0]:
                best[:] = entropy, vector.copy()
            return -entropy, pullback(-gradient.ravel() / size)

    curve = [math.exp(-loss(vector)[0])]

    def after(vector: Floats) -> None:
        curve.append(math.exp(best[0]))
        if told is not None:
            told(curve[-1])

    minimize(
        loss, vector, jac=True, method="L-BFGS-B", callback=after,
        options={"maxiter": iterations, "maxfun": 2 * iterations, "maxcor": 20, "ftol": 1e-13, "gtol": 1e-9},
    )  # fmt: skip
    return Ascent(math.exp(best[0]), tuple(curve), words.circuit(best[1]), seed)
