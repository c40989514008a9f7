"""Other recurrent cells behind the protocol of a circuit: RNN, MI-RNN, GRU and LSTM, in any depth.

At each step layer l meets what it recalls, ``U h'`` with h' its own last state, and what enters, ``W x`` with
x the features or the state of the layer below. The cells differ in what they do then (products of vectors are
channel by channel, s is the logistic function):

    RNN       h = tanh(W x + U h' + b)
    MI-RNN    h = tanh(a * (W x) * (U h') + c * (W x) + d * (U h') + b)
    GRU       r = s(W_r x + U_r h' + b_r),   z = s(W_z x + U_z h' + b_z)
              h = (1 - z) * tanh(W x + r * (U h') + b) + z * h'
    LSTM      i, f, o = s(W_i x + U_i h' + b_i), ...,   g = tanh(W_g x + U_g h' + b_g)
              q = f * q' + i * g,   h = o * tanh(q)

All states begin at 0. The theorems of this course are about circuits, not about these cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike

from racteach.exact.arithmetic import Arithmetic, Elements, chosen
from racteach.exact.weights import State, encoded, layer_weights
from racteach.validation import sizes

_ACTIVATIONS = ("tanh", "identity")


class RecurrentCell:
    """What all of these cells share: stacked weights, a state for each layer, a linear readout.

    Args:
        input_weights: for each layer an array (G R, M) or, above the first, (G R, R); G is the number of the
            cell's gates, in the order of the formulas.
        hidden_weights, biases: for each layer an array (G R, R), and one (G R,).
        output_weights: an array (C, R).
        activation: ``"tanh"``, or ``"identity"`` for an RNN or MI-RNN without its nonlinear function.
        mix: of an MI-RNN, the numbers (a, c, d).
        arithmetic: :class:`racteach.Float64` (the default) or :class:`racteach.spectra.balls.Balls`.

    Example:
        >>> cell = RNN.random(depth=1, input_dim=2, channels=1, seed=0)
        >>> cell.step(cell.initial_state(3), np.ones((3, 2)))[0].shape
        (3, 1)
    """

    gates: ClassVar[int] = 1
    #: Arrays of a layer's state: the LSTM has two.
    carried: ClassVar[int] = 1

    def __init__(
        self,
        input_weights: Sequence[ArrayLike],
        hidden_weights: Sequence[ArrayLike],
        biases: Sequence[ArrayLike],
        output_weights: ArrayLike,
        *,
        activation: str = "tanh",
        mix: tuple[float, float, float] = (1.0, 1.0, 1.0),
        arithmetic: Arithmetic | None = None,
    ) -> None:
        self.arithmetic: Arithmetic = chosen(arithmetic)
        if self.arithmetic.dtype.kind == "i":
            raise TypeError(
                "this cell needs real numbers: tanh has no meaning modulo a prime; use rt.Float64()"
            )
        if activation not in _ACTIVATIONS or (activation != "tanh" and self.gates > 1):
            raise ValueError(
                f'activation must be "tanh" (or "identity" for RNN and MIRNN), not {activation!r}'
            )
        self.activation, self.mix = activation, mix
        self.depth = len(hidden_weights)
        if not self.depth == len(input_weights) == len(biases) or not self.depth:
            raise ValueError(
                "a cell of depth L needs L input weights, L hidden weights and L biases, L >= 1, not "
                f"{len(input_weights)}, {self.depth} and {len(biases)}"
            )
        self.input_weights, self.hidden_weights, self.output_weights = layer_weights(
            self.arithmetic, input_weights, hidden_weights, output_weights, self.gates
        )
        self.input_dim = self.input_weights[0].shape[1]
        self.outputs, self.channels = self.output_weights.shape
        shape = (self.gates * self.channels,)
        self.biases = tuple(encoded(self.arithmetic, bias, "biases", shape) for bias in biases)

    @classmethod
    def random(
        cls, *, depth: int, input_dim: int, channels: int, outputs: int = 1, seed: int,
        gain: float = 1.0, activation: str = "tanh", arithmetic: Arithmetic | None = None,
    ) -> Self:  # fmt: skip
        """Return a cell with normal random weights and biases; the same seed >= 0 gives the same cell.

        A weight of a matrix with k columns has standard deviation ``gain / sqrt(k)``, a bias ``gain``: a
        small one keeps tanh near its linear part.

        Example:
            >>> GRU.random(depth=2, input_dim=3, channels=4, seed=0)
            GRU(depth=2, input_dim=3, channels=4, outputs=1)
        """
        depth, input_dim, channels, outputs = sizes(
            depth=depth, input_dim=input_dim, channels=channels, outputs=outputs
        )
        numbers = chosen(arithmetic)
        rows = cls.gates * channels

        def draw(name: str, *shape: int) -> Elements:
            scale = gain / np.sqrt(shape[1]) if len(shape) > 1 else gain
            return numbers.draw(seed, f"{cls.__name__} {name}", shape) * float(scale)

        below = [input_dim] + [channels] * (depth - 1)
        layers = range(1, depth + 1)
        return cls(
            [draw(f"input weights {layer}", rows, below[layer - 1]) for layer in layers],
            [draw(f"hidden weights {layer}", rows, channels) for layer in layers],
            [draw(f"biases {layer}", rows) for layer in layers],
            draw("output weights", outputs, channels),
            activation=activation,
            arithmetic=numbers,
        )

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}(depth={self.depth}, input_dim={self.input_dim}, "
            f"channels={self.channels}, outputs={self.outputs})"
        )

    def with_arithmetic(self, arithmetic: Arithmetic) -> Self:
        """Return the same cell computed with other numbers; its weights are taken as exact."""
        return type(self)(
            self.input_weights, self.hidden_weights, self.biases, self.output_weights,
            activation=self.activation, mix=self.mix, arithmetic=arithmetic,
        )  # fmt: skip

    # The recurrent-cell protocol.

    def initial_state(self, batch: int) -> State:
        """Return zeros: for each layer its arrays (batch, R)."""
        zeros = self.arithmetic.encode(np.zeros((batch, self.channels)), "zeros")
        return (zeros,) * (self.carried * self.depth)

    def step(self, state: State, features: Elements) -> State:
        """Return the state after ``features`` (batch, M) came in."""
        below = features
        after: list[Elements] = []
        for layer in range(self.depth):
            own = state[self.carried * layer : self.carried * (layer + 1)]
            entering = self.arithmetic.matmul(below, self.input_weights[layer].T)
            recalled = self.arithmetic.matmul(own[0], self.hidden_weights[layer].T)
            new = self.update(own, entering, recalled, self.biases[layer])
            after.extend(new)
            below = new[0]
        return tuple(after)

    def update(self, own: State, entering: Elements, recalled: Elements, bias: Elements) -> State:
        """Return a layer's new state (h first), in which the cells differ.

        ``own`` is its last state, ``entering`` and ``recalled`` are ``W x`` and ``U h'``, (batch, G R), and
        ``bias`` is b, (G R,).
        """
        raise NotImplementedError

    def readout(self, state: State) -> Elements:
        """Return the outputs (batch, C), linear in the state h of the top layer."""
        return self.arithmetic.matmul(state[-self.carried], self.output_weights.T)

    def repeat(self, state: State, times: int) -> State:
        """Return the state with every row repeated ``times`` times in a row."""
        return tuple(np.repeat(hidden, times, axis=0) for hidden in state)

    def _bent(self, numbers: Elements) -> Elements:
        return np.tanh(numbers) if self.activation == "tanh" else numbers


class RNN(RecurrentCell):
    """An ordinary recurrent network: what enters and what is recalled are added (Elman, 1990)."""

    def update(self, own: State, entering: Elements, recalled: Elements, bias: Elements) -> State:
        """Return ``h = tanh(W x + U h' + b)``."""
        return (self._bent(entering + recalled + bias),)


class MIRNN(RecurrentCell):
    """A network with multiplicative integration: what enters and what is recalled are multiplied too.

    With a = 1, c = d = b = 0 and no nonlinear function it is a recurrent arithmetic circuit.

    Source:
        Wu, Zhang, Zhang, Bengio and Salakhutdinov, NIPS 2016, general form.
    """

    def update(self, own: State, entering: Elements, recalled: Elements, bias: Elements) -> State:
        """Return ``h = tanh(a (W x)(U h') + c W x + d U h' + b)``."""
        a, c, d = self.mix
        return (self._bent(entering * recalled * a + entering * c + recalled * d + bias),)


class GRU(RecurrentCell):
    """The gated recurrent unit (Cho et al., 2014), in the form that applies the reset gate after U."""

    gates = 3

    def update(self, own: State, entering: Elements, recalled: Elements, bias: Elements) -> State:
        """Return h; the parts of the weights are r, z and the candidate."""
        r_in, z_in, in_ = _parts(entering, 3)
        r_re, z_re, re = _parts(recalled, 3)
        r_b, z_b, b = _parts(bias, 3)
        reset, keep = logistic(r_in + r_re + r_b), logistic(z_in + z_re + z_b)
        new = np.tanh(in_ + reset * re + b)
        return ((1 - keep) * new + keep * own[0],)


class LSTM(RecurrentCell):
    """Long short-term memory with a forget gate (Hochreiter and Schmidhuber, 1997; Gers et al., 2000)."""

    gates, carried = 4, 2

    def update(self, own: State, entering: Elements, recalled: Elements, bias: Elements) -> State:
        """Return h and the cell state q; the parts of the weights are i, f, o and g."""
        i, f, o, g = _parts(entering + recalled + bias, 4)
        memory = logistic(f) * own[1] + logistic(i) * np.tanh(g)
        return logistic(o) * np.tanh(memory), memory


def logistic(numbers: Elements) -> Elements:
    """Return ``1 / (1 + exp(-x))``, written so that it cannot overflow.

    Example:
        >>> logistic(np.array([-1000.0, 0.0])).tolist()
        [0.0, 0.5]
    """
    return (1 + np.tanh(numbers / 2)) / 2


def _parts(numbers: Elements, count: int) -> list[Elements]:
    return np.split(numbers, count, axis=-1)
