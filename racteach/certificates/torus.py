"""The matrix of a circuit, taken apart: one small matrix for each monomial of layer 1 after the cut.

Let v be layer 1 after the end's first step. The first input of the end acts on layer 1 by scaling, so v is
free, and functions of the start that come with different monomials ``v^alpha`` are independent: for M >= R
and a start of L steps or more

        rank = sum over |alpha| = D of the rank of [coefficient of v^alpha],      D = mc(e, L-1)

where the coefficient is a function of the other states (rows) and of the end's other inputs (columns). The
output is evaluated at v = (w^i, ..., 1), w of order D + 1 modulo p, and a discrete Fourier transform over the
i gives all coefficients. It is linear in the state of the top layer, so that layer's unit vectors are enough,
and one run backwards in time gives all R of them.

*Why the states can be any vectors.* Wanted are states of layers 1 to L at the last step of the start.
Given layer l - 1 at that step, ``h^{t,l} = (W^{H,l} h^{t-1,l}) * (W^{I,l} h^{t,l-1})`` can be solved for
layer l one step before, if no entry is zero: so it is enough to reach states of layers 2 to L one step
before, and then let the last input set layer 1. Go on so: L - 1 steps before, only layer L is asked for,
and one input sets it. The states that are missed satisfy an equation, and a polynomial that vanishes on
the others vanishes.

*Why the sum is a lower bound.* Weights, states and inputs are integers, so a rank modulo p is at most the
rank of that block at these weights, which is at most the rank at almost all weights.

*Fewer features than channels.* For M < R let channel r listen to feature ``r mod M`` alone. These weights
are as good as any for a lower bound. The first input then scales M groups of channels, v falls apart by
powers of M variables, one a group, and layer 1 of the start is one more state of a row. That the states can
be any vectors is not proved but computed: :mod:`racteach.certificates.reach`.

*Slices.* All coefficients together may be too many for memory. A slice is those with one first exponent. As
many slices as are asked for are computed at a time, from the whole torus each time, state by state.

Exactness is :class:`Modular`'s. Primes below 2^17 allow more: a sum of R <= 31 products of two elements,
times a third, is below ``31 (2^16 + 2)^3 < 2^53 - p``, so it is reduced only once. So is a transform of
at most 2^20 terms.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from racteach.bounds import multiset_coefficient
from racteach.circuits import RAC
from racteach.exact.arithmetic import Elements, Modular
from racteach.exact.primes import is_prime

#: Elements of a prime below 2^17, held in half the memory.
Coefficients = NDArray[np.float32]

#: Primes of block certificates lie below this bound, and circuits have at most MOST_CHANNELS channels.
PRIME_LIMIT = 2**17
MOST_CHANNELS = 31

#: Outputs that are evaluated before they are transformed, as float32, if a single state has not more.
AT_ONCE = 2**22

_TILE = 2**13
_PAIRS = 2**18
_SOME = 512


def torus_prime(degree: int) -> int | None:
    """Return the largest prime below 2^17 with an element of order D + 1, or None where there is none.

    Example:
        >>> torus_prime(50), 131070 % 51
        (131071, 0)
    """
    order = degree + 1
    for number in range((PRIME_LIMIT - 2) // order * order + 1, order, -order):
        if is_prime(number):
            return number
    return None


def root_of_unity(prime: int, order: int) -> int:
    """Return an element of this order modulo p; the order must divide p - 1.

    Example:
        >>> root_of_unity(7, 3)
        4
    """
    factors = [q for q in range(2, order + 1) if order % q == 0 and is_prime(q)]
    for base in range(2, prime):
        root = pow(base, (prime - 1) // order, prime)
        if all(pow(root, order // q, prime) != 1 for q in factors):
            return root
    return 1


def monomials(channels: int, degree: int) -> Iterator[tuple[int, ...]]:
    """Give the exponents alpha with |alpha| = D, in lexicographic order: the order of all blocks.

    Example:
        >>> list(monomials(2, 2))
        [(0, 2), (1, 1), (2, 0)]
    """
    if channels == 1:
        yield (degree,)
        return
    for first in range(degree + 1):
        for rest in monomials(channels - 1, degree - first):
            yield (first, *rest)


class Torus:
    """The blocks of a size: coefficients of all monomials, for states and inputs drawn from a seed.

    Streams modulo p: ``"block states"``, shape (K, L-2, R), are the states of layers 2..L-1 as their
    ``W^{H,l}`` hands them on; ``"block layer 1"``, shape (K, R), that of layer 1, for groups of channels;
    ``"block inputs"``, shape (columns, e-1, groups), the end's other inputs as layer 1 sees them. Row
    ``j K + k`` of a block is state k with the unit vector of channel j in the top layer.

    Args:
        circuit: depth L >= 2 over a prime as :func:`torus_prime` gives it, with as many features as groups,
            from 2 to R. ``W^{I,1}`` is not used.
        end: e >= 1.
        states, columns: K and the number of ends.
        seed: of the streams.

    Attributes:
        degree: D.
        blocks: mc(groups, D).
    """

    def __init__(self, circuit: RAC, end: int, states: int, columns: int, seed: int) -> None:
        assert isinstance(circuit.arithmetic, Modular)
        self.circuit, self.numbers = circuit, circuit.arithmetic
        self.channels, self.depth, self.end = circuit.channels, circuit.depth, end
        self.degree = multiset_coefficient(end, circuit.depth - 1)
        self.groups, self.listens = circuit.input_dim, np.arange(self.channels) % circuit.input_dim
        self.blocks = multiset_coefficient(self.groups, self.degree)
        draw = self.numbers.draw
        first = np.ones((states, 1, self.channels))
        if self.groups < self.channels:
            first = draw(seed, "block layer 1", first.shape)
        inner = draw(seed, "block states", (states, self.depth - 2, self.channels))
        self.states = np.concatenate([first, inner], axis=1)
        self.inputs = draw(seed, "block inputs", (columns, end - 1, self.groups))[..., self.listens]
        order = self.degree + 1
        root = root_of_unity(self.numbers.prime, order)
        self.powers = self.numbers.encode([pow(root, i, self.numbers.prime) for i in range(order)], "roots")

    def one(self, state: int, column: int) -> Torus:
        """Return the torus of one state and one end: column ``column`` of rows ``j K + state`` only."""
        only = copy.copy(self)
        only.states, only.inputs = self.states[state : state + 1], self.inputs[column : column + 1]
        return only

    def slices(self, firsts: Sequence[int], progress: Callable[[float], None] | None = None) -> Coefficients:
        """Return the coefficients of ``v^alpha`` for each first exponent that is asked for.

        Returns:
            Shape (firsts, (D+1)^(groups-2), R K, columns), elements as float32. The second axis is
            ``alpha_2 .. alpha_{groups-1}`` in lexicographic order, see :meth:`places`.
        """
        order, columns, count = self.degree + 1, len(self.inputs), len(self.states)
        points = order ** (self.groups - 1)
        entering = self._entering()
        shape = (len(firsts), points // order, self.channels, count, columns)
        found = np.empty(shape, dtype=np.float32)
        some = max(1, min(count, AT_ONCE // (points * self.channels * columns)))
        for k in range(0, count, some):

            def tell(part: float, k: int = k) -> None:
                if progress is not None:
                    progress((k + part * some) / (count + some))

            values = self._evaluate(self.states[k : k + some], entering, tell)
            part = self._transform(values.reshape(order, -1), firsts)
            found[:, :, :, k : k + some] = part.reshape(*shape[:3], -1, columns)
        return found.reshape(*shape[:2], -1, columns)

    def places(self, first: int) -> NDArray[np.intp]:
        """Return where in a slice the monomials of degree D are, in the order of :func:`monomials`."""
        order, axes = self.degree + 1, self.groups - 2
        if axes == 0:
            return np.zeros(1, dtype=np.intp)
        grid = np.indices((order,) * axes).reshape(axes, -1)
        return np.flatnonzero(grid.sum(axis=0) <= self.degree - first)

    def _evaluate(
        self, states: Elements, entering: list[Elements], tell: Callable[[float], None]
    ) -> Coefficients:
        """Return the outputs at all points of the torus: shape (points, R, states, columns)."""
        columns, points = len(self.inputs), (self.degree + 1) ** (self.groups - 1)
        values = np.empty((points, self.channels, len(states), columns), dtype=np.float32)
        step = max(1, _TILE // columns)
        some = max(1, min(len(states), step))
        width = max(1, step // some)
        for first in range(0, points, width):
            v = self._points(np.arange(first, min(first + width, points)))
            for k in range(0, len(states), some):
                out = self._run(v, states[k : k + some], entering)
                values[first : first + width, :, k : k + some] = out.transpose(3, 0, 1, 2)
            tell(first / points)
        return values

    def _points(self, place: NDArray[np.intp]) -> Elements:
        """Return points of the torus by number, shape (R, points); the last group's coordinate is 1."""
        order = self.degree + 1
        v = np.ones((self.groups, len(place)))
        for axis in range(self.groups - 2, -1, -1):
            place, digit = np.divmod(place, order)
            v[axis] = self.powers[digit]
        return v[self.listens]

    def _entering(self) -> list[Elements]:
        """Return for each step the (R * columns, R) matrix that takes v to what enters layer 2."""
        numbers, r = self.numbers, self.channels
        weights, recall = self.circuit.input_weights[1], self.circuit.hidden_weights[0]
        matrices, now = [weights], np.eye(r)[None]
        for t in range(self.end - 1):
            now = numbers.multiply(self.inputs[:, t, :, None], numbers.matmul(recall, now))
            entering = numbers.matmul(weights, now)
            matrices.append(np.ascontiguousarray(entering.transpose(1, 0, 2)).reshape(-1, r))
        return matrices

    def _run(self, v: Elements, states: Elements, entering: list[Elements]) -> Elements:
        """Return the outputs for each top channel, state, column and point: shape (R, K, columns, points)."""
        r, points, reduce = self.channels, v.shape[1], self.numbers.reduce
        hidden: list[Elements] = [states[:, layer].T[:, :, None, None] for layer in range(1, self.depth - 1)]
        if self.groups < r:
            v = self.numbers.multiply(states[:, 0].T[:, :, None], v[:, None]).reshape(r, -1)

        def news(t: int) -> Elements:
            """What enters the top layer at step t, not reduced if L > 2. Then t goes upwards."""
            enters = reduce(entering[t] @ v).reshape(r, -1, v.shape[1] // points, points)
            enters = np.ascontiguousarray(enters.transpose(0, 2, 1, 3))
            for layer in range(self.depth - 2):
                recalled = hidden[layer] if t == 0 else _apply(recalls[layer], hidden[layer])
                if layer > 0 and t > 0:
                    reduce(recalled)
                hidden[layer] = reduce(recalled * enters)
                enters = _apply(intos[layer], hidden[layer])
            return enters

        recalls, intos = self.circuit.hidden_weights[1:-1], self.circuit.input_weights[2:]
        before = [news(t) for t in range(self.end)] if self.depth > 2 else None
        back = self.circuit.hidden_weights[-1].T
        row = self.circuit.output_weights[0].reshape(r, 1, 1, 1)
        for t in range(self.end - 1, 0, -1):
            row = reduce(row * (before[t] if before else news(t)))
            row = reduce(_apply(back, row))
        out = reduce(row * (before[0] if before else news(0)))
        return np.broadcast_to(out, (r, len(states), len(self.inputs), points))

    def _transform(self, values: Coefficients, firsts: Sequence[int]) -> Coefficients:
        """Return coefficients for values at points, one axis after the other: of the first axis only some."""
        order = self.degree + 1
        found = np.empty((len(firsts), values.shape[1]), dtype=np.float32)
        for begin in range(0, len(firsts), _SOME):
            some = slice(begin, begin + _SOME)
            self._along(self._fourier(firsts[some]), values, found[some])
        for axis in range(self.groups - 2):
            fourier = self._fourier(range(order))
            for array in found.reshape(len(firsts) * order**axis, order, -1):
                self._along(fourier, array, array)
        return found

    def _fourier(self, firsts: Sequence[int]) -> Elements:
        """Return these rows of the matrix that takes values at powers of w to coefficients."""
        order = self.degree + 1
        scale = self.numbers.encode(pow(order, -1, self.numbers.prime), "scale")
        exponents = np.multiply.outer(-np.array(firsts), np.arange(order)) % order
        return self.numbers.multiply(self.powers[exponents], scale)

    def _along(self, fourier: Elements, values: Coefficients, found: Coefficients) -> None:
        """Put ``fourier @ values`` into ``found``, in pieces of columns; the two may be one array."""
        width = max(1, _PAIRS // len(values))
        for begin in range(0, values.shape[1], width):
            piece = slice(begin, begin + width)
            found[:, piece] = self.numbers.reduce(fourier @ values[:, piece].astype(np.float64))


def _apply(matrix: Elements, array: Elements) -> Elements:
    return np.asarray(matrix @ array.reshape(len(array), -1)).reshape(array.shape)
