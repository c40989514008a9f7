"""Blocks of a matricization: a circuit's output for each of some starts followed by each of some ends.

The whole matricization has Q^s rows; a block has as many as were asked for. For the pair of start i and
end j the circuit would run over the end once more for each start. Two things make this fast:

* the first layer is linear in its state, so an end acts on it as one R x R matrix a step, computed once
  for all starts: ``h^{t,1} = A_t h^{s,1}`` with ``A_t = diag(W^{I,1} f(x^t)) W^{H,1} A_{t-1}``;
* the pairs are walked in tiles that stay in the processor's cache. (Two threads were measured no
  faster than one: a tile's operations are short.)
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from racteach.circuits import RAC, State
from racteach.exact.arithmetic import Elements

#: Pairs in a tile, times channels: three or four arrays of this size live in a core's cache.
TILE = 2**15
_ENDS = 128


def output_block(
    circuit: RAC,
    starts: Elements,
    ends: Elements,
    *,
    output: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Elements:
    """Return ``y(start_i, end_j)`` for all pairs, as elements.

    Args:
        circuit: depth L, input dimension M.
        starts: feature sequences, elements of shape (rows, s, M) with s >= 1.
        ends: feature sequences, elements of shape (columns, e, M) with e >= 1.
        output: which of the C outputs.
        progress: called with (finished, all) columns now and then.

    Returns:
        The block, shape (rows, columns).

    Example:
        >>> from racteach.exact.arithmetic import Modular
        >>> circuit = RAC.random(depth=2, input_dim=2, channels=2, seed=0, arithmetic=Modular())
        >>> words = np.eye(2)[[[0, 0], [0, 1], [1, 0], [1, 1]]]          # all words of length 2
        >>> block = output_block(circuit, words, words)
        >>> from racteach.grids import grid_tensor
        >>> bool((circuit.arithmetic.decode(block) == grid_tensor(circuit, 4).reshape(4, 4)).all())
        True
    """
    middle = _after(circuit, starts)
    states = tuple(np.ascontiguousarray(hidden.T) for hidden in middle)  # channels first: (R, rows)
    if circuit.depth == 1:
        coefficients = _shallow_coefficients(circuit, ends, output)
        return circuit.arithmetic.matmul(middle[0], coefficients.T)
    rows, columns = len(starts), len(ends)
    block = np.empty((columns, rows))
    high = min(columns, _ENDS)
    wide = max(16, min(rows, TILE // (high * circuit.channels)))
    for first in range(0, columns, high):
        some = slice(first, first + high)
        entering = _entering_second_layer(circuit, ends[some])
        for begin in range(0, rows, wide):
            tile = slice(begin, begin + wide)
            block[some, tile] = _run_end(circuit, [h[:, tile] for h in states], entering, output)
        if progress is not None:
            progress(min(first + high, columns), columns)
    return block.T


def _after(circuit: RAC, sequences: Elements) -> State:
    state = circuit.initial_state(len(sequences))
    for t in range(sequences.shape[1]):
        state = circuit.step(state, sequences[:, t])
    return state


def _first_layer(circuit: RAC, ends: Elements) -> list[Elements]:
    """Return ``A_1..A_e``, arrays (ends, R, R), with ``h^{t,1} = A_t h^{s,1}``."""
    numbers = circuit.arithmetic
    matrices: list[Elements] = []
    for t in range(ends.shape[1]):
        gates = numbers.matmul(ends[:, t], circuit.input_weights[0].T)[:, :, None]
        weights = circuit.hidden_weights[0]
        recalled = numbers.matmul(weights, matrices[-1]) if matrices else weights[None]
        matrices.append(numbers.multiply(gates, recalled))
    return matrices


def _shallow_coefficients(circuit: RAC, ends: Elements, output: int) -> Elements:
    last = _first_layer(circuit, ends)[-1]
    return circuit.arithmetic.matmul(circuit.output_weights[output], last)


def _entering_second_layer(circuit: RAC, ends: Elements) -> list[Elements]:
    """Return for each step the (R * ends, R) matrix that takes ``h^{s,1}`` to what enters layer 2."""
    numbers, weights = circuit.arithmetic, circuit.input_weights[1]
    entering = (numbers.matmul(weights, matrix) for matrix in _first_layer(circuit, ends))
    return [np.ascontiguousarray(m.transpose(1, 0, 2)).reshape(-1, circuit.channels) for m in entering]


def _run_end(circuit: RAC, states: list[Elements], entering: list[Elements], output: int) -> Elements:
    """Run a few ends from many mid states: arrays (R, ends * starts) inside, (ends, starts) returned."""
    numbers, channels = circuit.arithmetic, circuit.channels
    starts, ends = states[0].shape[1], len(entering[0]) // channels
    hidden = [np.repeat(state[:, None], ends, axis=1).reshape(channels, -1) for state in states[1:]]
    for matrices in entering:
        news = numbers.matmul(matrices, states[0]).reshape(channels, -1)
        for layer in range(1, circuit.depth):
            if layer > 1:
                news = numbers.matmul(circuit.input_weights[layer], news)
            recalled = numbers.matmul(circuit.hidden_weights[layer], hidden[layer - 1])
            news = hidden[layer - 1] = numbers.multiply(recalled, news)
    return numbers.matmul(circuit.output_weights[[output]], hidden[-1]).reshape(ends, starts)
