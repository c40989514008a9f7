"""A power of an inner product: one explicit circuit that proves the lower bound of every depth.

Layer 1 multiplies all inputs so far, entry by entry; layer 2 takes in the sum of its first m = min{M, R}
channels and multiplies these sums up; each layer above multiplies up what the layer below has said so far.
Let every input be (1, ..., 1) but the first of the start, x, and the first of the end, z:

        x  1  1  ┊  z  1  1          y = (x_1 + ... + x_m)^E · (x_1 z_1 + ... + x_m z_m)^D
        └ start ┘ ┊ └─ end ─┘

The second power has ``mc(m, D)`` products of a monomial in x and one in z, no coefficient 0: this circuit has
that separation rank on these inputs, and almost every circuit at least that (docs/theorems.md, section 4).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from racteach import validation
from racteach.bounds import multiset_coefficient, split_lengths
from racteach.circuits import RAC
from racteach.exact.arithmetic import Arithmetic


def power_circuit(
    depth: int, input_dim: int, channels: int | None = None, *, arithmetic: Arithmetic | None = None
) -> RAC:
    """Return the circuit of depth L that computes a power of the inner product of start and end.

    ``W^{I,1}`` has ones at (i, i), ``W^{H,1} = I``; ``W^{I,2}`` has ones in its first m columns; every row of
    every other matrix is (1, 0, ..., 0), and ``W^O`` reads channel 1. At L = 1 ``W^O`` adds up the first m
    channels, and the circuit is the inner product itself. ``channels`` is M by default.

    Source:
        This course: a proof, for free vectors, of what Levine, Sharir and Shashua (2017) conjecture for L >=
        3.

    Example:
        >>> circuit = power_circuit(3, 2)
        >>> inputs = power_inputs([2, 1], [1, 3], length=4)
        >>> power_exponents(3, 4), circuit(inputs), (2 + 1) ** 7 * (2 * 1 + 1 * 3) ** 3
        ((7, 3), array([273375.]), 273375)
    """
    depth = validation.integer(depth, "depth", minimum=1)
    m_inputs = validation.integer(input_dim, "input_dim", minimum=1)
    r = m_inputs if channels is None else validation.integer(channels, "channels", minimum=1)
    m = min(m_inputs, r)
    first = np.zeros((r, r), dtype=np.int64)
    first[:, 0] = 1
    sums = np.zeros((r, r), dtype=np.int64)
    sums[:, :m] = 1
    into = [np.eye(r, m_inputs, dtype=np.int64), sums, *[first] * (depth - 2)][:depth]
    recall = [np.eye(r, dtype=np.int64), *[first] * (depth - 1)]
    read = sums[:1] if depth == 1 else np.eye(1, r, dtype=np.int64)
    return RAC(into, recall, read, arithmetic=arithmetic)


def power_exponents(depth: int, length: int, split: int | None = None) -> tuple[int, int]:
    """Return (E, D): ``D = mc(e, L-1)`` and ``E = mc(T, L-1) - D``.

    The sum that layer 2 takes in at step t reaches the output ``mc(T-t+1, L-2)`` times.

    Example:
        >>> [power_exponents(depth, 8)[1] for depth in (1, 2, 3, 4)]
        [1, 4, 10, 20]
    """
    depth = validation.integer(depth, "depth", minimum=1)
    s, e = split_lengths(length, split)
    degree = multiset_coefficient(e, depth - 1)
    return multiset_coefficient(s + e, depth - 1) - degree, degree


def power_inputs(x: ArrayLike, z: ArrayLike, length: int, split: int | None = None) -> NDArray[np.generic]:
    """Return T input vectors, shape (T, M): x first, z first after the cut, and (1, ..., 1) elsewhere.

    A circuit with R < M channels sees the first R numbers of x and z only.

    Example:
        >>> power_inputs([2, 5], [3, 7], length=4).tolist()
        [[2, 5], [1, 1], [3, 7], [1, 1]]
    """
    s, e = split_lengths(length, split)
    first, second = np.asarray(x), np.asarray(z)
    if first.ndim != 1 or first.shape != second.shape:
        raise ValueError(
            f"x and z must be two vectors of M numbers each, not of shapes {first.shape} and {second.shape}"
        )
    inputs = np.ones((s + e, len(first)), dtype=np.result_type(first, second))
    inputs[0], inputs[s] = first, second
    return inputs
