"""Recurrent arithmetic circuits (RACs): recurrent networks whose every operation is a sum or a product.

At each time step t a feature vector ``f(x^t)`` with M entries comes in. Layer l multiplies, channel by
channel, what it remembers with what the layer below says now:

    h^{t,0} = f(x^t)
    h^{t,l} = (W^{H,l} h^{t-1,l}) * (W^{I,l} h^{t,l-1})        l = 1..L
    y^t     = W^O h^{t,L}

At the first step there is nothing to remember, and the product has one factor only:
``h^{1,l} = W^{I,l} h^{1,l-1}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from racteach.exact.arithmetic import Arithmetic, Elements, Float64, chosen
from racteach.exact.weights import State, encoded, layer_weights
from racteach.validation import sizes


class RAC:
    """A recurrent arithmetic circuit of depth L with R channels a layer, M input features, C outputs.

    Source:
        Levine, Sharir and Shashua, arXiv 1710.09431 (2017). Merging by product is the multiplicative
        integration of Wu et al. (2016).

    Example:
        >>> rac = RAC([[[1, 2], [3, 4]]], [[[0, 1], [1, 0]]], [[1, 1]])
        >>> rac([[1, 0], [0, 1]])          # (T, M) = (2, 2): h^1 = (1, 3), h^2 = (3*2, 1*4)
        array([10.])
    """

    def layers(
        self, state: State, features: Elements
    ) -> Iterator[tuple[Elements | None, Elements, Elements]]:
        """Go up the layers of one step: what is recalled, what enters, and their product ``h^{t,l}``.

        The state holds ``h^{t-1,1}..h^{t-1,L}``, each (batch, R); the features ``f(x^t)`` are (batch, M).
        """
        below = features
        for layer in range(self.depth):
            recalled = self.recalled(state, layer)
            entering = self.arithmetic.matmul(below, self.input_weights[layer].T)
            below = entering if recalled is None else self.arithmetic.multiply(recalled, entering)
            yield recalled, entering, below

    def recalled(self, state: State, layer: int) -> Elements | None:
        """Return ``W^{H,l} h^{t-1,l}``, or None where nothing is remembered yet (a factor of one)."""
        hidden = state[layer]
        return self.arithmetic.matmul(hidden, self.hidden_weights[layer].T) if hidden.shape[1] else None

    def readout(self, state: State) -> Elements:
        """Return ``W^O h^{t,L}``, shape (batch, C), as elements."""
        return self.arithmetic.matmul(state[-1], self.output_weights.T)

    def __call__(self, features: ArrayLike) -> NDArray[Any]:
        """Return the last outputs ``y^T``, shape (..., C), for feature vectors of shape (..., T, M).

        Features are finite numbers, and outputs float64; for a modular circuit whole numbers, and int64
        residues.

        Example:
            >>> rac = RAC.random(depth=2, input_dim=3, channels=4, seed=0)
            >>> rac(np.ones((5, 7, 6, 3))).shape       # 5 x 7 sequences of length T = 6
            (5, 7, 1)
        """
        batch, inputs = self.encode_features(features)
        state = self.initial_state(inputs.shape[0])
        for t in range(inputs.shape[1]):
            state = self.step(state, inputs[:, t])
        return self.arithmetic.decode(self.readout(state)).reshape(*batch, self.outputs)

    def __init__(
        self,
        input_weights: Sequence[ArrayLike],
        hidden_weights: Sequence[ArrayLike],
        output_weights: ArrayLike,
        *,
        initial_state: ArrayLike | None = None,
        arithmetic: Arithmetic | None = None,
    ) -> None:
        """Take the weights: finite numbers, whole ones for ``Modular``.

        Args:
            input_weights: ``W^{I,1}..W^{I,L}``: one (R, M) array, then L-1 arrays (R, R).
            hidden_weights: ``W^{H,1}..W^{H,L}``: L arrays (R, R).
            output_weights: ``W^O``: an array (C, R).
            initial_state: ``h^{0,1}..h^{0,L}``, an (L, R) array; None: nothing is remembered at first.
            arithmetic: :class:`Float64` (the default) or :class:`Modular`.
        """
        self.arithmetic: Arithmetic = chosen(arithmetic)
        if not all(isinstance(weights, Sequence | np.ndarray) for weights in (input_weights, hidden_weights)):
            raise TypeError(
                "RAC takes lists of weight matrices, one a layer; for random ones use "
                "rt.RAC.random(depth=..., input_dim=..., channels=..., seed=...)"
            )
        self.depth = len(hidden_weights)
        if self.depth < 1 or len(input_weights) != self.depth:
            raise ValueError(
                "a circuit of depth L needs L input weights and L hidden weights, L >= 1, "
                f"not {len(input_weights)} and {self.depth}"
            )
        self.input_weights, self.hidden_weights, self.output_weights = layer_weights(
            self.arithmetic, input_weights, hidden_weights, output_weights
        )
        self.input_dim = self.input_weights[0].shape[1]
        self.outputs, self.channels = self.output_weights.shape
        self.initial_hidden: Elements | None = None
        if initial_state is not None:
            shape = (self.depth, self.channels)
            self.initial_hidden = encoded(self.arithmetic, initial_state, "initial_state", shape)

    @classmethod
    def random(
        cls, *, depth: int, input_dim: int, channels: int, outputs: int = 1, seed: int,
        arithmetic: Arithmetic | None = None,
    ) -> RAC:  # fmt: skip
        """Return a circuit with random weights: normal ones in float64, uniform ones modulo a prime.

        A normal weight of a matrix with k columns has variance 1/k, which keeps the states of one layer at a
        moderate size. It multiplies the whole output by one constant, so no rank depends on it. The same
        seed, an integer >= 0, gives the same circuit; the arrays are drawn under the names ``"input weights
        1"``, ..., ``"hidden weights L"``, ``"output weights"`` (see :mod:`racteach.exact.sampling`).

        Example:
            >>> RAC.random(depth=2, input_dim=3, channels=4, seed=0)
            RAC(depth=2, input_dim=3, channels=4, outputs=1, arithmetic=Float64())
        """
        depth, input_dim, channels, outputs = sizes(
            depth=depth, input_dim=input_dim, channels=channels, outputs=outputs
        )
        numbers = chosen(arithmetic)

        def draw(name: str, rows: int, columns: int) -> NDArray[Any]:
            weights = numbers.draw(seed, name, (rows, columns))
            return weights / np.sqrt(columns) if isinstance(numbers, Float64) else weights

        below, layers = [input_dim] + [channels] * (depth - 1), range(1, depth + 1)
        return cls(
            [draw(f"input weights {layer}", channels, below[layer - 1]) for layer in layers],
            [draw(f"hidden weights {layer}", channels, channels) for layer in layers],
            draw("output weights", outputs, channels),
            arithmetic=numbers,
        )

    def __repr__(self) -> str:
        return (
            f"RAC(depth={self.depth}, input_dim={self.input_dim}, channels={self.channels}, "
            f"outputs={self.outputs}, arithmetic={self.arithmetic!r})"
        )

    def encode_features(self, features: ArrayLike) -> tuple[tuple[int, ...], Elements]:
        """Return the batch shape of ``features`` (..., T, M) and its elements as (batch, T, M)."""
        elements = self.arithmetic.encode(features, "features")
        if elements.ndim < 2 or elements.shape[-1] != self.input_dim or not elements.shape[-2]:
            raise ValueError(
                f"features must have shape (..., T, M) with T >= 1 and M = {self.input_dim}, "
                f"not {elements.shape}"
            )
        batch = elements.shape[:-2]
        count = int(np.prod(batch, dtype=np.int64))
        return batch, elements.reshape(count, *elements.shape[-2:])

    # The recurrent-cell protocol: what grid_tensor needs, and what any other cell offers as well.

    def initial_state(self, batch: int) -> State:
        """Return the state before the first step: (batch, 0) a layer, or the given (batch, R)."""
        if self.initial_hidden is None:
            return tuple(np.empty((batch, 0)) for _ in range(self.depth))
        return tuple(np.broadcast_to(hidden, (batch, self.channels)) for hidden in self.initial_hidden)

    def step(self, state: State, features: Elements) -> State:
        """Return the states after ``features`` (batch, M) came in."""
        return tuple(hidden for _, _, hidden in self.layers(state, features))

    def repeat(self, state: State, times: int) -> State:
        """Return the state with every row repeated ``times`` times in a row."""
        return tuple(np.repeat(hidden, times, axis=0) for hidden in state)

    def last_step(self, state: State, output: int) -> Elements:
        """Return c, shape (batch, M), with ``y_output = <c, f(x^T)>`` if ``f(x^T)`` is the last input.

        The last input enters linearly, so c is pulled back through the layers:
        ``c <- (W^{I,l})^T (c * W^{H,l} h^{T-1,l})``.
        """
        batch = state[0].shape[0]
        coefficients = np.broadcast_to(self.output_weights[output], (batch, self.channels))
        for layer in reversed(range(self.depth)):
            recalled = self.recalled(state, layer)
            if recalled is not None:
                coefficients = self.arithmetic.multiply(coefficients, recalled)
            coefficients = self.arithmetic.matmul(coefficients, self.input_weights[layer])
        return coefficients

    def trace(self, features: ArrayLike) -> Trace:
        """Run over one sequence (T, M), or a batch (..., T, M), and return every state on the way.

        Example:
            >>> rac = RAC([[[1, 2], [3, 4]]], [[[0, 1], [1, 0]]], [[1, 1]])
            >>> print(rac.trace([[1, 0], [0, 1]]))
            t  layer  recalled W^H h  entering W^I h  state h  output y
            1  1      -               1  3            1  3     4
            2  1      3  1            2  4            6  4     10
        """
        batch, inputs = self.encode_features(features)
        count, length = inputs.shape[:2]
        recalled, entering, hidden = (np.ones((count, self.depth, length, self.channels)) for _ in range(3))
        output = np.empty((count, length, self.outputs))
        state = self.initial_state(count)
        for t in range(length):
            states = []
            for layer, (memory, news, product) in enumerate(self.layers(state, inputs[:, t])):
                if memory is not None:
                    recalled[:, layer, t] = memory
                entering[:, layer, t], hidden[:, layer, t] = news, product
                states.append(product)
            state = tuple(states)
            output[:, t] = self.readout(state)

        arrays = (
            self.arithmetic.decode(array).reshape(*batch, *array.shape[1:])
            for array in (recalled, entering, hidden, output)
        )
        return Trace(self.initial_hidden is None, *arrays)


@dataclass(frozen=True, eq=False)
class Trace:
    """What each layer recalled, took in and made of it; a single sequence's prints as a table."""

    starts_empty: bool  #: whether nothing was remembered before the first step
    recalled: NDArray[Any]  #: ``W^{H,l} h^{t-1,l}``, (..., L, T, R); ones at the first step of an empty start
    entering: NDArray[Any]  #: ``W^{I,l} h^{t,l-1}``, of the same shape
    hidden: NDArray[Any]  #: ``h^{t,l} = recalled * entering``, of the same shape
    output: NDArray[Any]  #: ``y^t = W^O h^{t,L}`` at every step, (..., T, C)

    def rows(self) -> list[tuple[str, ...]]:
        """Return the table's lines, the heading first; a batch has none (ValueError)."""
        if self.hidden.ndim != 3:
            raise ValueError(f"a table shows one sequence, and this holds a batch {self.hidden.shape[:-3]}")
        depth, length, _ = self.hidden.shape
        heading = ("t", "layer", "recalled W^H h", "entering W^I h", "state h", "output y")
        rows: list[tuple[str, ...]] = [heading]
        for t, layer in np.ndindex(length, depth):
            empty = t == 0 and self.starts_empty
            recalled = "-" if empty else _numbers(self.recalled[layer, t])
            states = _numbers(self.entering[layer, t]), _numbers(self.hidden[layer, t])
            output = _numbers(self.output[t]) if layer == depth - 1 else ""
            rows.append((str(t + 1), str(layer + 1), recalled, *states, output))
        return rows

    def __str__(self) -> str:
        if self.hidden.ndim != 3:
            return f"Trace of a batch of sequences, hidden states of shape {self.hidden.shape}"
        rows = self.rows()
        widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        )

    __repr__ = __str__

    def _repr_html_(self) -> str:
        if self.hidden.ndim != 3:
            return f"<pre>{self}</pre>"
        heading, *rows = self.rows()
        head = "".join(f"<th scope='col'>{name}</th>" for name in heading)
        body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _numbers(values: NDArray[Any]) -> str:
    # Adding zero turns -0.0 into 0.0.
    return "  ".join(f"{value + 0.0:.4g}" if values.dtype.kind == "f" else str(value) for value in values)
