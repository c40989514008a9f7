"""The similarity kernel and EQUALITY: explicit circuits of depth 2 and of depth 1, and the floor.

For words of T = 2k letters, a = +1 and b = -1, let ``s_t = x^t x^{t+k}``, +1 where the halves agree at
place t and -1 where they do not. The similarity kernel is

    y = prod_{t=1..k} (1 + epsilon s_t)

and at epsilon = 1 it is 2^k times EQUALITY of the halves. Its Start-End matrix is the k-fold Kronecker power
of [[1 + epsilon, 1 - epsilon], [1 - epsilon, 1 + epsilon]]: singular values 2^k |epsilon|^j with multiplicity
C(k, j), so rank 2^k for every epsilon but 0.
"""

from __future__ import annotations

import math
from functools import reduce
from itertools import chain, combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from racteach.circuits import RAC
from racteach.exact.arithmetic import Arithmetic
from racteach.validation import integer

_LONGEST = 12


def similarity_matrix(half_length: int, epsilon: float = 1) -> NDArray[Any]:
    """Return the kernel's Start-End matrix, shape (2^k, 2^k): a Kronecker power. Whole numbers stay whole.

    Example:
        >>> similarity_matrix(1, 1)
        array([[2, 0],
               [0, 2]])
    """
    k = integer(half_length, "half_length", minimum=1, maximum=_LONGEST)
    one_place = np.array([[1 + epsilon, 1 - epsilon], [1 - epsilon, 1 + epsilon]])
    return reduce(np.kron, [one_place] * k)


def similarity_floor(half_length: int, epsilon: float, rank: int) -> float:
    """Return the least relative squared error that rank K can have on the kernel's matrix.

    ``sum_{k>K} sigma_k^2 / sum_k sigma_k^2``, from the singular values ``|epsilon|^j`` of multiplicity
    ``C(k, j)``. At epsilon = 1 it is ``1 - K / 2^k``. (Eckart and Young, 1936.)

    Example:
        >>> [similarity_floor(3, 1, R) for R in (1, 4, 7, 8)]
        [0.875, 0.5, 0.125, 0.0]
    """
    k = integer(half_length, "half_length", minimum=1, maximum=_LONGEST)
    rank = integer(rank, "rank", minimum=0)
    levels = ([(float(epsilon) ** j) ** 2] * math.comb(k, j) for j in range(k + 1))
    squares = sorted(chain.from_iterable(levels), reverse=True)
    return math.fsum(squares[rank:]) / math.fsum(squares)


def similarity_circuit(half_length: int, epsilon: float = 1, *, arithmetic: Arithmetic | None = None) -> RAC:
    """Return a circuit of depth 2 and width k + 2 that computes the similarity kernel exactly.

    Layer 1: channel 0 is the constant 1, channels 1..k a delay line of the last k letters, channel k+1 the
    comparator ``x^t x^{t-k}``. Layer 2 multiplies the gate ``1 + epsilon · comparator`` onto what it recalls.
    The delay line starts at 0, so the comparator is 0 and the gate 1 in the first half.

    The circuit reads one-hot letters a = (1, 0), b = (0, 1) and has an initial state. k is from 1 to 12;
    epsilon is a number, a whole one for ``Modular``.

    Example:
        >>> circuit = similarity_circuit(2)
        >>> a, b = [1, 0], [0, 1]
        >>> circuit([a, b, a, b]), circuit([a, b, b, b]), circuit.channels
        (array([4.]), array([0.]), 4)
    """
    k = integer(half_length, "half_length", minimum=1, maximum=_LONGEST)
    width = k + 2
    constant, last, comparator = 0, k, k + 1
    reads_letter = (1, comparator)  # these two are multiplied by +1 or -1, the others by 1
    into = np.ones((width, 2), dtype=np.int64)
    into[list(reads_letter), 1] = -1
    recall = np.zeros((width, width), dtype=np.int64)
    recall[constant, constant] = recall[1, constant] = 1
    for channel in range(2, k + 1):
        recall[channel, channel - 1] = 1
    recall[comparator, last] = 1
    gate = np.zeros((width, width), dtype=np.asarray(epsilon).dtype)
    gate[:, constant], gate[:, comparator] = 1, epsilon
    unit = np.eye(width, dtype=np.int64)[constant]
    running_product = np.tile(unit, (width, 1))
    return RAC(
        [into, gate], [recall, running_product], [unit], initial_state=[unit, unit], arithmetic=arithmetic
    )


def equality_circuit(half_length: int) -> RAC:
    """Return a circuit of depth 2 and width k + 2 that computes EQUALITY of the halves: exactly 0 or 1.

    It is the similarity circuit at epsilon = 1, divided by 2^k, which float64 does without rounding. A
    shallow circuit needs 2^k channels: the matrix is the identity of that size.

    Example:
        >>> a, b = [1, 0], [0, 1]
        >>> equality_circuit(2)([[a, b, a, b], [a, b, b, b]]).tolist()
        [[1.0], [0.0]]
    """
    circuit = similarity_circuit(half_length)
    scaled = circuit.output_weights / 2**half_length
    return RAC(circuit.input_weights, circuit.hidden_weights, scaled, initial_state=circuit.initial_hidden)


def shallow_similarity_circuit(half_length: int, epsilon: float, channels: int) -> RAC:
    """Return a shallow circuit with R channels on the Eckart-Young floor of the similarity kernel.

    ``y = sum_S epsilon^|S| chi_S(start) chi_S(end)`` over sets S of places, with the Walsh products ``chi_S =
    prod_{t in S} x^t``. Channel S multiplies the letters whose place lies in S. One step later all places
    have moved on by one, so W^H is the permutation S -> S + 1 modulo k, W^I has entries +1 and -1, and the
    sets must be a union of whole orbits of that shift, those of largest ``|epsilon|^|S|`` first.

    Raises:
        TypeError, ValueError: if k is not from 1 to 8, epsilon not from -1 to 1, or R not the number of sets
            in such a union; the message lists those numbers.

    Example:
        >>> from racteach.grids import grid_tensor
        >>> from racteach.matricization import start_end_matricization
        >>> circuit = shallow_similarity_circuit(3, 1.0, channels=4)
        >>> error = start_end_matricization(grid_tensor(circuit, 6)) - similarity_matrix(3, 1.0)
        >>> float((error**2).sum() / (similarity_matrix(3, 1.0) ** 2).sum())
        0.5
    """
    k = integer(half_length, "half_length", minimum=1, maximum=8)
    channels = integer(channels, "channels", minimum=1)
    if not -1 <= epsilon <= 1:
        raise ValueError(f"epsilon must be a number from -1 to 1, not {epsilon}")
    unions = _unions_of_orbits(k, level_by_level=abs(epsilon) < 1)
    if channels not in unions:
        raise ValueError(
            f"no union of whole orbits has {channels} sets for half length {k}: "
            f"channels must be one of {', '.join(map(str, sorted(unions)))}"
        )
    sets = unions[channels]
    place = {subset: number for number, subset in enumerate(sets)}
    into = np.array([[1, -1 if 0 in subset else 1] for subset in sets])
    recall = np.zeros((channels, channels), dtype=np.int64)
    for subset, number in place.items():
        recall[number, place[_shifted(subset, k)]] = 1
    return RAC([into], [recall], [[float(epsilon) ** len(subset) for subset in sets]])


def _shifted(subset: frozenset[int], k: int) -> frozenset[int]:
    return frozenset((place + 1) % k for place in subset)


def _orbits(k: int, size: int) -> list[list[frozenset[int]]]:
    """Return the sets of ``size`` places out of k, in orbits of the cyclic shift."""
    orbits: list[list[frozenset[int]]] = []
    for subset in map(frozenset, combinations(range(k), size)):
        if not any(subset in orbit for orbit in orbits):
            orbits.append([subset])
            while (following := _shifted(orbits[-1][-1], k)) != subset:
                orbits[-1].append(following)
    return orbits


def _unions_of_orbits(k: int, *, level_by_level: bool) -> dict[int, list[frozenset[int]]]:
    """Return one union of whole orbits for each size that has one; smaller sets first if asked for."""
    levels = [_orbits(k, size) for size in range(k + 1)]
    if not level_by_level:
        levels = [[orbit for level in levels for orbit in level]]
    found: dict[int, list[frozenset[int]]] = {}
    below: list[frozenset[int]] = []
    for level in levels:
        sums: dict[int, list[frozenset[int]]] = {0: []}
        for orbit in level:
            for total, sets in sorted(sums.items(), reverse=True):
                sums.setdefault(total + len(orbit), [*sets, *orbit])
        found.update({len(below) + total: [*below, *sets] for total, sets in sums.items() if total})
        below = found[len(below) + sum(map(len, level))]
    return found
