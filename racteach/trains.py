"""Shallow circuits as tensor trains: from the weights of one layer to TensorLy's ``TTTensor``.

With one layer, letter d turns the state into ``G_d h`` with ``G_d = diag(w_d) W^H`` and ``w_d`` the d-th
column of ``W^I``. So the grid tensor is a chain of cores, one a step, with the states on the lines between:

        w ──R── G ──R── G ──R── ... ──R── G ── W^O
        │       │       │                 │
        d_1     d_2     d_3               d_T
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from racteach.arithmetic import Float64
from racteach.circuits import RAC
from racteach.validation import integer

if TYPE_CHECKING:
    from tensorly.tt_tensor import TTTensor


def tensor_train(circuit: RAC, length: int, *, output: int = 0) -> TTTensor:
    """Return the one-hot grid tensor of a shallow circuit as a tensor train, without computing its entries.

    ``A[d_1, ..., d_T] = W^O G_{d_T} ... G_{d_2} w_{d_1}``. Core t has shape (left bond, M, right bond): the
    first (1, M, R), the last (R, M, 1), the others (R, M, R).

    Args:
        circuit: an RAC of depth 1 in float64.
        length: T >= 1 time steps.
        output: which of the C outputs.

    Raises:
        TypeError, ValueError: if the circuit is deep (its grid tensor is no train of R values a line: the
            middle state is used many times), not in float64, or a number is out of range.

    Source:
        Oseledets, Tensor-train decomposition (2011); theory of matrix product states.

    Example:
        >>> rac = RAC([[[1, 2], [3, 4]]], [[[0, 1], [1, 0]]], [[1, 1]])
        >>> [core.shape for core in tensor_train(rac, 3).factors]
        [(1, 2, 2), (2, 2, 2), (2, 2, 1)]
    """
    if not isinstance(circuit, RAC):
        raise TypeError(
            f"tensor_train takes a circuit (rt.RAC), not an object of type {type(circuit).__name__}"
        )
    if circuit.depth > 1:
        raise ValueError(
            f"tensor_train takes a shallow circuit (depth 1), not depth {circuit.depth}: a deep circuit uses "
            "each state many times, and a train has one line between neighbours"
        )
    if not isinstance(circuit.arithmetic, Float64):
        raise ValueError("tensor_train takes a circuit in float64: TensorLy cannot compute modulo a prime")
    length = integer(length, "length", minimum=1)
    output = integer(output, "output", minimum=0, maximum=circuit.outputs - 1)
    from tensorly.tt_tensor import TTTensor

    into, recall = circuit.input_weights[0], circuit.hidden_weights[0]
    first = into.T[None]  # (1, M, R): w_d is row d
    if circuit.initial_hidden is not None:
        first = first * (recall @ circuit.initial_hidden[0])
    inner = np.einsum("bd,ba->adb", into, recall)  # [old state, letter, new state]: diag(w_d) W^H, transposed
    cores = [first, *[inner] * (length - 1)]
    cores[-1] = cores[-1] @ circuit.output_weights[output][:, None]
    return TTTensor(cores)
