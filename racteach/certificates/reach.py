"""Whether a start reaches all states, where no theorem says so: by the rank of its derivatives.

For M < R blocks are computed at weights where channel r listens to feature ``r mod M`` alone. The states
``h^{s,l}`` are then polynomials of the M s numbers of a start. If the matrix of their derivatives has rank
R L at one whole point, modulo p, then also at almost every real point: the states that are reached fill an
open set, so a polynomial that vanishes on them is zero. Functions of the states that are independent stay
independent as functions of the start.

L R steps are enough to look at. If all ``W^{H,l}`` are invertible, a further step with inputs of ones can be
undone, layer by layer, but for states that satisfy an equation: what was dense stays so.
"""

from __future__ import annotations

import numpy as np

from racteach.circuits import RAC
from racteach.exact.arithmetic import Elements, Modular
from racteach.exact.elimination import rank_modulo


def reaches_all(circuit: RAC, start: int, seed: int) -> bool:
    """Say whether starts of s steps reach all states, but for a set of measure zero; True for M >= R.

    Args:
        circuit: modulo a prime, with M features; ``W^{I,1}`` is not used.
        start: s, at least L where M >= R.
        seed: of the stream ``"block start"``, shape (min(s, L R), M), where the derivatives are taken.

    Example:
        >>> circuit = RAC.random(depth=2, input_dim=2, channels=3, seed=0, arithmetic=Modular())
        >>> [start for start in range(1, 7) if reaches_all(circuit, start, 0)]
        [4, 5, 6]
    """
    numbers = circuit.arithmetic
    assert isinstance(numbers, Modular)
    channels, features = circuit.channels, circuit.input_dim
    if features >= channels:
        return True
    if any(rank_modulo(weights, numbers) < channels for weights in circuit.hidden_weights):
        return False
    start = min(start, channels * circuit.depth)
    listens = np.arange(channels) % features
    inputs = numbers.draw(seed, "block start", (start, features))[:, listens]
    every = np.zeros((start, channels, start, features))
    every[:, np.arange(channels), :, listens] = np.eye(start)
    moved = every.reshape(start, channels, -1)
    now: list[tuple[Elements, Elements]] = []  # values (R, 1) and derivatives (R, M s) of each layer
    for t in range(start):
        below, layers = (inputs[t, :, None], moved[t]), []
        for layer in range(circuit.depth):
            if layer > 0:
                a, b = (numbers.matmul(circuit.input_weights[layer], x) for x in below)
                below = a, b
            if now:
                (a, b), (c, d) = below, (numbers.matmul(circuit.hidden_weights[layer], x) for x in now[layer])
                below = (
                    numbers.multiply(a, c),
                    numbers.reduce(numbers.multiply(a, d) + numbers.multiply(b, c)),
                )
            layers.append(below)
        now = layers
    derivatives = np.concatenate([derivative for _, derivative in now])
    return rank_modulo(derivatives, numbers) == channels * circuit.depth
