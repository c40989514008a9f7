"""Blocks of a matricization: a circuit's output for each of some starts followed by each of some ends.

The whole matricization has Q^s rows; a block has as many as were asked for. For the pair of start i and
end j the circuit would run over the end once more for each start. Two things make this fast:

* the first layer is linear in its state, so an end acts on it as one R x R matrix a step, computed once
  for all starts: ``h^{t,1} = A_t h^{s,1}`` with ``A_t = diag(W^{I,1} f(x^t)) W^{H,1} A_{t-1}``;
* the pairs are walked in tiles that stay in a processor's cache, a thread for each processor. A tile is
  also so small that OpenBLAS does not divide its products among threads of its own (it does so
  above 2^18 multiplications). Its arrays are made once for all steps, and each is reduced in one go:
  threads wait for each other between calls into NumPy, so these are to be few and long;
* with a small prime the two factors of a layer need no reduction of their own
  (:meth:`Modular.multiply_sums`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from racteach.circuits import RAC, State
from racteach.exact.arithmetic import Elements, Modular

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
    block = np.empty((rows, columns))
    high = min(columns, _ENDS)
    wide = max(16, min(rows, _pairs(circuit.channels) // high))
    tiles = [slice(begin, begin + wide) for begin in range(0, rows, wide)]
    with ThreadPoolExecutor(min(_threads(), len(tiles))) as pool:
        for first in range(0, columns, high):
            some = slice(first, first + high)
            entering = _entering_second_layer(circuit, ends[some])

            def fill(tile: slice, some: slice = some, entering: list[Elements] = entering) -> None:
                block[tile, some] = _run_end(circuit, [h[:, tile] for h in states], entering, output).T

            list(pool.map(fill, tiles) if len(tiles) > 1 else map(fill, tiles))
            if progress is not None:
                progress(min(first + high, columns), columns)
    return block


def _pairs(channels: int) -> int:
    """Return how many pairs make a tile: few enough for the cache, and for products on one thread."""
    return min(2**16 // channels, 2**18 // channels**2)


def _threads() -> int:
    """Return how many processors there are, or how many threads the linear algebra library was given."""
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    given = os.environ.get("OPENBLAS_NUM_THREADS") or os.environ.get("OMP_NUM_THREADS") or ""
    return min(there, int(given)) if given.isdigit() and int(given) else there


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
    assert isinstance(numbers, Modular)
    starts, ends = states[0].shape[1], len(entering[0]) // channels

    def add_up(left: Elements, right: Elements, sums: Elements) -> Elements:  # not yet reduced
        short = left.shape[-1] <= numbers.exact_inner
        return np.matmul(left, right, out=sums) if short else numbers.matmul(left, right)

    hidden = [np.repeat(state[:, None], ends, axis=1).reshape(channels, -1) for state in states[1:]]
    free, other, scratch = np.empty((3, channels, ends * starts))
    for matrices in entering:
        news = add_up(matrices, states[0], other.reshape(-1, starts)).reshape(channels, -1)
        for layer in range(1, circuit.depth):
            if layer > 1:
                news = add_up(circuit.input_weights[layer], hidden[layer - 2], other)
            recalled = add_up(circuit.hidden_weights[layer], hidden[layer - 1], free)
            free = hidden[layer - 1]
            hidden[layer - 1] = numbers.multiply_sums(recalled, news, channels, scratch)
    return numbers.matmul(circuit.output_weights[[output]], hidden[-1]).reshape(ends, starts)
