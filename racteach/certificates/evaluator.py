"""A second evaluator, as short as the definition allows: single outputs of a circuit in Python integers.

It exists to contradict the fast one (:mod:`racteach.certificates.blocks`), so it shares no code with it:
it imports nothing but SHAKE-256, and reads weights, templates and sequences from the streams byte for byte as
:mod:`racteach.exact.sampling` and :mod:`racteach.certificates.sequences` describe them.

    h^{t,0} = f(x^t)
    h^{t,l} = (W^{H,l} h^{t-1,l}) * (W^{I,l} h^{t,l-1}),   without the first factor at t = 1
    y       = W^O h^{T,L}                                  all modulo p
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Sequence
from operator import mul

Vector = Sequence[int]
Matrix = Sequence[Vector]


def stream(seed: int, name: str, count: int, modulus: int) -> array[int]:
    """Return the first ``count`` residues of a stream.

    SHAKE-256 of ``"racteach-stream-1\\n<seed>\\n<name>"`` is cut into 4-byte words, the lowest byte first;
    words from ``modulus * floor(2^32 / modulus)`` on are passed over, the others reduced.

    Example:
        >>> stream(0, "example", 6, 10).tolist()
        [7, 1, 9, 4, 3, 0]
    """
    message = f"racteach-stream-1\n{seed}\n{name}".encode()
    limit = 2**32 - 2**32 % modulus
    words = count + 16
    while True:
        data = hashlib.shake_256(message).digest(4 * words)
        found = array("q")
        for place in range(0, len(data), 4):
            word = int.from_bytes(data[place : place + 4], "little")
            if word < limit:
                found.append(word % modulus)
        if len(found) >= count:
            return found[:count]
        words *= 2


class Evaluator:
    """The circuit and the sequences of a certificate; ``entry(i, j)`` is one entry of its block modulo p.

    Args:
        depth, input_dim, channels: L, M, R.
        start, end: the lengths s and e.
        templates: ``"generic"``, ``"one-hot"`` or Q.
        seed, prime: what everything is drawn from.
        rows, columns: the size of the block.

    Example:
        >>> Evaluator(2, 2, 2, 1, 1, "one-hot", seed=0, prime=101, rows=2, columns=2).entry(1, 0)
        95
    """

    def __init__(
        self,
        depth: int,
        input_dim: int,
        channels: int,
        start: int,
        end: int,
        templates: str | int,
        *,
        seed: int,
        prime: int,
        rows: int,
        columns: int,
    ) -> None:
        self.prime = prime

        def draw(name: str, rows: int, columns: int) -> Matrix:
            return _cut(stream(seed, name, rows * columns, prime), columns)

        self.input_weights = [
            draw(f"input weights {layer}", channels, channels if layer > 1 else input_dim)
            for layer in range(1, depth + 1)
        ]
        self.hidden_weights = [
            draw(f"hidden weights {layer}", channels, channels) for layer in range(1, depth + 1)
        ]
        self.output_weights = draw("output weights", 1, channels)[0]
        self.templates: Matrix | None = None
        if templates == "one-hot":
            self.templates = [[int(i == j) for j in range(input_dim)] for i in range(input_dim)]
        elif isinstance(templates, int):
            self.templates = draw("templates", templates, input_dim)
        self.starts = self._sequences(seed, "starts", rows, start, input_dim)
        self.ends = self._sequences(seed, "ends", columns, end, input_dim)

    def entry(self, row: int, column: int) -> int:
        """Return ``y(start_row, end_column)``, from 0 to p-1."""
        hidden: list[Vector] | None = None
        for features in [*self._features(self.starts[row]), *self._features(self.ends[column])]:
            below = features
            states: list[Vector] = []
            for layer, weights in enumerate(self.input_weights):
                below = self._apply(weights, below)
                if hidden is not None:
                    recalled = self._apply(self.hidden_weights[layer], hidden[layer])
                    below = [a * b % self.prime for a, b in zip(recalled, below, strict=True)]
                states.append(below)
            hidden = states
        assert hidden is not None
        return self._apply([self.output_weights], hidden[-1])[0]

    def _apply(self, matrix: Matrix, vector: Vector) -> list[int]:
        return [sum(map(mul, row, vector)) % self.prime for row in matrix]

    def _features(self, sequence: Vector) -> Matrix:
        """Return the feature vectors of a sequence: M numbers a step, or one letter a step."""
        if self.templates is not None:
            return [self.templates[letter] for letter in sequence]
        return _cut(sequence, len(self.input_weights[0][0]))

    def _sequences(self, seed: int, name: str, count: int, steps: int, input_dim: int) -> Matrix:
        if self.templates is None:
            size = steps * input_dim
            return _cut(stream(seed, name, count * size, self.prime), size)
        letters = len(self.templates)
        if count == letters**steps:
            return [_digits(number, letters, steps) for number in range(count)]
        drawn = 2 * count
        while True:
            words = dict.fromkeys(map(tuple, _cut(stream(seed, name, drawn * steps, letters), steps)))
            if len(words) >= count:
                return list(words)[:count]
            drawn *= 2


class BlockEvaluator(Evaluator):
    """The same for a certificate by blocks: ``value(i, j, v)`` is the output modulo p for one choice of all.

    The end's first step finds v in layer 1, and in layer l > 1 the state of row i as ``W^{H,l}`` has handed
    it on: ``h^l = g_l * (W^{I,l} h^{l-1})``. The steps after it are the recurrence.

    Channel r listens to feature ``r mod groups``. With fewer groups than channels v is ``c_r`` times the
    state of layer 1, one number c a group.

    Args:
        depth, channels, groups: L, R and min(M, R).
        end: e.
        seed, prime: what everything is drawn from.
        rows, columns: the size of every block; rows is a multiple of R.

    Example:
        >>> BlockEvaluator(2, 2, 3, groups=2, seed=0, prime=101, rows=2, columns=2).value(1, 0, [5, 7])
        11
    """

    def __init__(
        self,
        depth: int,
        channels: int,
        end: int,
        *,
        groups: int,
        seed: int,
        prime: int,
        rows: int,
        columns: int,
    ) -> None:
        super().__init__(
            depth, channels, channels, 1, 1, "one-hot", seed=seed, prime=prime, rows=1, columns=1
        )
        self.seed, self.groups = seed, groups
        states, inner = rows // channels, (depth - 2) * channels
        firsts: Matrix = [[1] * channels] * states
        if groups < channels:
            firsts = _cut(stream(seed, "block layer 1", states * channels, prime), channels)
        drawn = stream(seed, "block states", states * inner, prime)
        tops = [[int(i == j) for j in range(channels)] for i in range(channels)]
        self.firsts = [*firsts] * channels
        self.middles = [
            [*_cut(drawn[k * inner : (k + 1) * inner], channels), top] for top in tops for k in range(states)
        ]
        size = (end - 1) * groups
        self.followers = [
            [self._heard(features) for features in _cut(inputs, groups)]
            for inputs in _cut(stream(seed, "block inputs", columns * size, prime), size)
        ]

    def _heard(self, features: Vector) -> list[int]:
        return [features[r % self.groups] for r in range(len(self.output_weights))]

    def value(self, row: int, column: int, v: Vector) -> int:
        """Return the output for state ``row`` and end ``column``, with v in layer 1 after the first step.

        One number for each group is enough.
        """
        states: list[Vector] = [
            [a * b % self.prime for a, b in zip(self._heard(v), self.firsts[row], strict=True)]
        ]
        for layer, middle in enumerate(self.middles[row], start=1):
            news = self._apply(self.input_weights[layer], states[-1])
            states.append([a * b % self.prime for a, b in zip(middle, news, strict=True)])
        for features in self.followers[column]:
            below = features
            for layer, weights in enumerate(self.hidden_weights):
                if layer > 0:
                    below = self._apply(self.input_weights[layer], below)
                recalled = self._apply(weights, states[layer])
                below = [a * b % self.prime for a, b in zip(recalled, below, strict=True)]
                states[layer] = below
        return self._apply([self.output_weights], states[-1])[0]

    def derivatives(self, start: int) -> Matrix:
        """Return the derivatives of all states ``h^{s,l}_r``, a row for each number of a drawn start."""
        numbers = stream(self.seed, "block start", start * self.groups, self.prime)
        rows: list[list[int]] = []
        for place in range(len(numbers)):
            now: list[tuple[Vector, Vector]] | None = None  # (values, derivatives) of each layer
            for t, features in enumerate(_cut(numbers, self.groups)):
                moved = [int(t * self.groups + i == place) for i in range(self.groups)]
                below: tuple[Vector, Vector] = (self._heard(features), self._heard(moved))
                layers = []
                for layer, weights in enumerate(self.hidden_weights):
                    if layer > 0:
                        a, b = below
                        below = (
                            self._apply(self.input_weights[layer], a),
                            self._apply(self.input_weights[layer], b),
                        )
                    if now is not None:
                        (a, b), (c, d) = below, now[layer]
                        c, d = self._apply(weights, c), self._apply(weights, d)
                        below = (
                            [x * y % self.prime for x, y in zip(a, c, strict=True)],
                            [(x * w + z * y) % self.prime for x, y, z, w in zip(a, c, b, d, strict=True)],
                        )
                    layers.append(below)
                now = layers
            assert now is not None
            rows.append([x for _, derivative in now for x in derivative])
        return rows


def _cut(numbers: Sequence[int], size: int) -> Matrix:
    return [numbers[place : place + size] for place in range(0, len(numbers), size)]


def _digits(number: int, base: int, count: int) -> Vector:
    """Return the last ``count`` digits, the most significant one first."""
    digits = [0] * count
    for place in reversed(range(count)):
        number, digits[place] = divmod(number, base)
    return digits
