"""Grid tensors: a function of a sequence, written down for every sequence of a few templates.

With templates ``x^(1)..x^(Q)`` the grid tensor of a cell with output y is

    A[d_1, ..., d_T] = y(f(x^(d_1)), ..., f(x^(d_T))),      Q^T entries.

Sequences that begin alike share that beginning's work: the cell runs once per prefix, not once per
sequence, and the prefixes are walked in blocks that fit into the processor's cache.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from racteach import validation
from racteach.exact.arithmetic import Arithmetic, Elements
from racteach.exact.weights import State

#: Numbers in a block's states, one step on: more would leave the cache, fewer would waste time between
#: NumPy's calls.
_BLOCK = 2**18


class Recurrence(Protocol):
    """What a circuit and every other recurrent cell offers."""

    @property
    def input_dim(self) -> int: ...
    @property
    def outputs(self) -> int: ...
    @property
    def arithmetic(self) -> Arithmetic: ...
    def initial_state(self, batch: int) -> State: ...
    def step(self, state: State, features: Elements) -> State: ...
    def readout(self, state: State) -> Elements: ...
    def repeat(self, state: State, times: int) -> State: ...


def template_features(
    templates: str | int | ArrayLike, input_dim: int, *, seed: int | None = None, arithmetic: Arithmetic
) -> Elements:
    """Return the feature vectors of the templates as elements, shape (Q, M).

    ``templates`` is ``"one-hot"`` for the M unit vectors, Q for Q random vectors, which take a ``seed`` >= 0,
    or an array (Q, M).

    Example:
        >>> from racteach.exact.arithmetic import Float64
        >>> template_features("one-hot", 2, arithmetic=Float64()).tolist()
        [[1.0, 0.0], [0.0, 1.0]]
    """
    if seed is not None:
        seed = validation.seed(seed)
    choices = '"one-hot", a number Q of random templates, or an array (Q, M)'
    if isinstance(templates, str):
        if templates != "one-hot":
            raise ValueError(f"templates must be {choices}, not {templates!r}")
        return arithmetic.encode(np.eye(input_dim, dtype=np.int64), "templates")
    if not np.iterable(templates):
        count = validation.integer(templates, "templates (Q)", minimum=1)
        if seed is None:
            raise ValueError(f"{count} random templates need a seed: give seed=0, or any other integer >= 0")
        return arithmetic.draw(seed, "templates", (count, input_dim))
    features = arithmetic.encode(templates, "templates")
    if features.ndim != 2 or features.shape[1] != input_dim or not len(features):
        raise ValueError(f"templates must be {choices} with M = {input_dim}, not an array {features.shape}")
    return features


def grid_tensor(
    cell: Recurrence, length: int, *, templates: str | int | ArrayLike = "one-hot", output: int = 0,
    memory_limit: int = 2**30, seed: int | None = None,
) -> NDArray[Any]:  # fmt: skip
    """Return a cell's grid tensor, shape (Q,) * T: its last output for every sequence of templates.

    Args:
        cell: a circuit (:class:`racteach.RAC`) or any other recurrent cell.
        length: T >= 1.
        templates, seed: see :func:`template_features`.
        output: which of the C outputs, from 0 to C-1.
        memory_limit: bytes that the tensor may take. Its entries are float64, or int64 residues for a modular
            circuit.

    Raises:
        MemoryError: if the tensor would take more than ``memory_limit``.

    Source:
        Levine, Sharir and Shashua, arXiv 1710.09431 (2017): grid tensors.

    Example:
        >>> from racteach.circuits import RAC
        >>> rac = RAC([[[1, 2], [3, 4]]], [[[0, 1], [1, 0]]], [[1, 1]])
        >>> grid_tensor(rac, 2).tolist()          # rows: first letter, columns: second letter
        [[6.0, 10.0], [10.0, 16.0]]
    """
    length = validation.integer(length, "length", minimum=1)
    output = validation.integer(output, "output", minimum=0, maximum=cell.outputs - 1)
    memory_limit = validation.integer(memory_limit, "memory_limit", minimum=1)
    features = template_features(templates, cell.input_dim, seed=seed, arithmetic=cell.arithmetic)
    letters = len(features)
    shown = min(length, 2**16)  # enough to refuse; the power itself could take for ever
    entries = letters**shown
    needed = entries * cell.arithmetic.dtype.itemsize
    if needed > memory_limit:
        size = f"{letters}^{length} = {entries:,}" if entries < 10**15 else f"{letters}^{length}"
        raise MemoryError(
            f"the grid tensor would have {size} entries ({validation.bytes_text(needed)}), more than "
            f"memory_limit = {validation.bytes_text(memory_limit)}: shorten the sequences or raise it"
        )
    if length > 64:
        raise ValueError(f"length must be at most 64, NumPy's largest number of axes, not {length}")
    flat = np.empty(entries, dtype=cell.arithmetic.dtype)
    _fill(cell, cell.initial_state(1), length, features, output, flat)
    return flat.reshape((letters,) * length)


def _fill(
    cell: Recurrence, state: State, steps: int, features: Elements, output: int, flat: NDArray[Any]
) -> None:
    """Write the outputs of all continuations of a block of prefixes, in order, to ``flat``."""
    prefixes, letters = len(state[0]), len(features)
    width = sum(hidden.shape[1] for hidden in state)
    most = max(1, _BLOCK // max(1, letters * width))
    if prefixes > most:
        entries = len(flat) // prefixes
        for begin in range(0, prefixes, most):
            block = tuple(hidden[begin : begin + most] for hidden in state)
            _fill(cell, block, steps, features, output, flat[begin * entries : (begin + most) * entries])
    elif steps == 1:
        flat[:] = _last_outputs(cell, state, features, output)
    else:
        longer = cell.step(cell.repeat(state, letters), np.tile(features, (prefixes, 1)))
        _fill(cell, longer, steps - 1, features, output, flat)


def _last_outputs(cell: Recurrence, state: State, features: Elements, output: int) -> NDArray[Any]:
    numbers = cell.arithmetic
    if hasattr(cell, "last_step"):  # a cell whose output is linear in its last input
        return numbers.decode(numbers.matmul(cell.last_step(state, output), features.T)).ravel()
    last = cell.step(cell.repeat(state, len(features)), np.tile(features, (len(state[0]), 1)))
    return numbers.decode(cell.readout(last)[:, output])
