"""A circuit on all words of a grid at once: its outputs, their derivatives by its weights, and descent.

Backpropagation by hand, in NumPy: what a layer multiplies, each factor receives times the other. The
circuits here have a free initial state, so that every step is a product (see :class:`racteach.RAC`).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from racteach.bounds.sizes import Size
from racteach.circuits import RAC

Floats = NDArray[np.float64]


class GridWords(Size):
    """All words of T letters 0 to M-1, and the shapes of a circuit's weights: L, M, R, T."""

    @property
    def shapes(self) -> list[tuple[int, ...]]:
        """Shapes of ``W^{I,1..L}``, ``W^{H,1..L}``, ``W^O`` and the initial state, in this order."""
        depth, m, r, _ = self
        return [(r, m), *[(r, r)] * (2 * depth - 1), (1, r), (depth, r)]

    @property
    def parameters(self) -> int:
        """How many numbers these are.

        Example:
            >>> GridWords(depth=2, input_dim=2, channels=4, length=6).parameters
            68
        """
        return sum(int(np.prod(shape)) for shape in self.shapes)

    def split(self, vector: Floats) -> list[Floats]:
        """Cut a vector of all parameters into arrays of these shapes."""
        ends = np.cumsum([int(np.prod(shape)) for shape in self.shapes])[:-1]
        return [part.reshape(shape) for part, shape in zip(np.split(vector, ends), self.shapes, strict=True)]

    def circuit(self, vector: Floats) -> RAC:
        """Return the circuit with these parameters."""
        *weights, output, initial = self.split(vector)
        return RAC(weights[: self.depth], weights[self.depth :], output, initial_state=initial)

    def words(self) -> NDArray[np.int64]:
        """Return all words, shape (M^T, T), in the order of the grid tensor's entries."""
        return np.array(list(product(range(self.input_dim), repeat=self.length)))


def outputs_and_pullback(
    words: GridWords, letters: NDArray[np.int64], vector: Floats
) -> tuple[Floats, Callable[[Floats], Floats]]:
    """Return the outputs on all words, (M^T,), and the map from dF/d(outputs) to dF/d(parameters).

    ``letters`` is ``words.words()``, made once; ``vector`` holds all parameters in one row.
    """
    *weights, readout, initial = words.split(vector)
    inputs, hidden = weights[: words.depth], weights[words.depth :]
    layers, count = range(words.depth), len(letters)
    states = [np.broadcast_to(initial[layer], (count, words.channels)) for layer in layers]
    tape: list[list[tuple[Floats, Floats, Floats]]] = []
    for t in range(words.length):
        below: Any = None
        record = []
        for layer in layers:
            recalled = states[layer] @ hidden[layer].T
            entering = inputs[0].T[letters[:, t]] if layer == 0 else below @ inputs[layer].T
            record.append((states[layer], recalled, entering))
            below = states[layer] = recalled * entering
        tape.append(record)
    outputs = states[-1] @ readout[0]
    last = states[-1]

    def pullback(gradient: Floats) -> Floats:
        d_inputs, d_hidden = [np.zeros_like(w) for w in inputs], [np.zeros_like(w) for w in hidden]
        d_readout = (gradient @ last)[None]
        d_states = [np.zeros((count, words.channels)) for _ in layers]
        d_states[-1] = gradient[:, None] * readout
        for t in reversed(range(words.length)):
            for layer in reversed(layers):
                before, recalled, entering = tape[t][layer]
                d_recalled, d_entering = d_states[layer] * entering, d_states[layer] * recalled
                d_hidden[layer] += d_recalled.T @ before
                d_states[layer] = d_recalled @ hidden[layer]
                if layer:
                    _, lower_recalled, lower_entering = tape[t][layer - 1]
                    d_inputs[layer] += d_entering.T @ (lower_recalled * lower_entering)
                    d_states[layer - 1] = d_states[layer - 1] + d_entering @ inputs[layer]
                else:
                    for letter in range(words.input_dim):
                        d_inputs[0][:, letter] += d_entering[letters[:, t] == letter].sum(axis=0)
        d_initial = np.stack([part.sum(axis=0) for part in d_states])
        return joined([*d_inputs, *d_hidden, d_readout, d_initial])

    return outputs, pullback


def joined(parts: list[Floats]) -> Floats:
    """Return arrays in one row."""
    return np.concatenate([part.ravel() for part in parts])


def descend(
    loss: Callable[[Floats], tuple[float, Floats]], vector: Floats, *, iterations: int,
    tolerances: tuple[float, float], good: float = -np.inf, told: Callable[[float], None] | None = None,
) -> tuple[float, Floats, list[float]]:  # fmt: skip
    """Return the least loss that L-BFGS-B finds, where, and the least so far at each iteration.

    Matrix products have one thread meanwhile. These are small: more threads only wait for one another, and
    sums in another order lead to another student.

    Args:
        loss: returns a number and its gradient; of a step too far, what is not finite.
        vector: where to begin.
        iterations: at most so many.
        tolerances: SciPy's ``ftol`` and ``gtol``.
        good: a loss below it is enough.
        told: called with the least loss after each iteration.

    Source:
        Byrd, Lu, Nocedal and Zhu (1995), through SciPy.
    """
    from scipy.optimize import minimize
    from threadpoolctl import threadpool_limits

    least: list[Any] = [np.inf, vector]

    def watched(vector: Floats) -> tuple[float, Floats]:
        value, gradient = loss(vector)
        if not np.isfinite(value):
            return 1e300, np.zeros_like(vector)  # the line search comes back
        if value < least[0]:
            least[:] = value, vector.copy()
        return value, gradient

    curve: list[float] = []

    def after(vector: Floats) -> None:
        curve.append(least[0])
        if told is not None:
            told(least[0])
        if least[0] < good:
            raise StopIteration

    ftol, gtol = tolerances
    options = {"maxiter": iterations, "maxfun": 2 * iterations, "maxcor": 20, "ftol": ftol, "gtol": gtol}
    with threadpool_limits(1):
        curve.append(watched(vector)[0])
        minimize(watched, vector, jac=True, method="L-BFGS-B", callback=after, options=options)
    return least[0], least[1], curve
