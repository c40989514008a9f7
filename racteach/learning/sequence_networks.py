"""Stacked recurrent networks for the sequence tasks, in jax: four cells, any depth, at equal parameters.

A network of depth L and width R reads letters or features, hands each layer's states to the layer above,
and at its last k steps reads out C numbers, one for each class. The cells:

* ``"orthogonal"``: ``h = modReLU(Q h' + W x)`` with Q the Cayley transform of a skew-symmetric matrix;
* ``"tanh"``: ``h = tanh(H h' + W x + b)``;
* ``"gru"``: the gated recurrent unit;
* ``"rac"``: ``h = N((H h') * (W x))``, a recurrent arithmetic circuit whose state is scaled to length
  sqrt(R) after each step, N(h) = h sqrt(R) / |h|.

Two more are there to see what this circuit's training rests on: ``"rac near identity"`` begins its upper
layers near the identity, ``"rac unscaled"`` leaves out N.
"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from racteach.exact import sampling
from racteach.learning.sequence_tasks import extra

CELLS = ("orthogonal", "tanh", "gru", "rac")
ABLATIONS = ("rac near identity", "rac unscaled")
_GATES = {"gru": 3}  #: weight matrices of each kind; other cells have one

Parameters = dict[str, Any]


def parameter_count(cell: str, depth: int, width: int, input_dim: int, classes: int) -> int:
    """Return how many numbers a network learns.

    Example:
        >>> parameter_count("tanh", 1, 4, 3, 2)      # H 16, W 12, b 4, readout 8 + 2
        42
    """
    inputs, gates = [input_dim] + [width] * (depth - 1), _GATES.get(cell, 1)
    recurrent = width * (width - 1) // 2 if cell == "orthogonal" else width * width
    own = sum(gates * (recurrent + width * below + width) for below in inputs)
    return own + classes * width + classes


def width_within(cell: str, depth: int, parameters: int, input_dim: int, classes: int) -> int:
    """Return the largest width at which a network has at most so many parameters.

    Example:
        >>> [width_within("tanh", depth, 1500, 16, 3) for depth in (1, 2, 3)]
        [29, 19, 15]
    """
    widths = itertools.count(1)
    return next(w for w in widths if parameter_count(cell, depth, w + 1, input_dim, classes) > parameters)


def initial_parameters(
    cell: str, depth: int, width: int, input_dim: int, classes: int, seed: int
) -> Parameters:
    """Draw a network's parameters, as float32 arrays.

    Recurrent matrices begin orthogonal, those in the upper layers of ``"rac near identity"`` near the
    identity. What enters a circuit is near 1 in its first layer; its initial state of ones is learned.
    """
    gates = _GATES.get(cell, 1)

    def normal(name: str, *shape: int) -> Any:
        return sampling.normals(seed, f"sequence network: {name}", shape)

    def orthogonal(name: str) -> Any:
        return sampling.orthogonal_factor(normal(name, width, width))

    layers = []
    for layer in range(depth):
        below = input_dim if layer == 0 else width
        entering = normal(f"inputs {layer}", gates * width, below) / np.sqrt(below if layer else 1)
        bias = np.zeros(gates * width)
        if cell == "orthogonal":
            recurrent = 0.5 * normal(f"skew {layer}", width * (width - 1) // 2)
        elif cell.startswith("rac"):
            entering = (1.0 if layer == 0 else 1.0 / width) + 0.3 * entering
            recurrent = orthogonal(f"hidden {layer}")
            if cell == "rac near identity" and layer:
                recurrent = np.eye(width) + 0.1 * normal(f"hidden {layer}", width, width) / np.sqrt(width)
            bias = np.ones(width)  # its initial state
        else:
            recurrent = np.concatenate([orthogonal(f"hidden {layer} {gate}") for gate in range(gates)])
        layers.append({"inputs": entering, "hidden": recurrent, "bias": bias})
    readout = normal("readout", classes, width) / np.sqrt(width)
    parameters = {"layers": layers, "readout": readout, "output bias": np.zeros(classes)}
    return _as_float32(parameters)


def _as_float32(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {name: _as_float32(part) for name, part in tree.items()}
    return [_as_float32(part) for part in tree] if isinstance(tree, list) else np.asarray(tree, np.float32)


def run_network(cell: str, parameters: Parameters, inputs: Any, answers: int) -> Any:
    """Return what a network says at its last ``answers`` >= 1 steps, shape (N, answers, C).

    ``parameters`` are as :func:`initial_parameters` gives them; ``inputs`` are letters, integers (N, T), or
    features (N, T, M).

    Raises:
        ImportError: if jax is not there.
    """
    jnp = extra("jax").numpy
    first = parameters["layers"][0]["inputs"]
    entering = first.T[inputs.T] if inputs.ndim == 2 else jnp.swapaxes(inputs, 0, 1) @ first.T
    states: Any = None
    for layer in parameters["layers"]:
        if states is not None:
            entering = states @ layer["inputs"].T
        states = _layer(cell, layer, entering)
    return jnp.swapaxes(states[-answers:], 0, 1) @ parameters["readout"].T + parameters["output bias"]


def _layer(cell: str, layer: Parameters, entering: Any) -> Any:
    """Run one layer over time: from what enters, (T, N, gates R), to its states, (T, N, R)."""
    jax = extra("jax")
    jnp = jax.numpy
    bias, hidden = layer["bias"], layer["hidden"]
    width = entering.shape[2] // _GATES.get(cell, 1)
    begin = jnp.zeros((entering.shape[1], width))
    if cell == "orthogonal":
        below = jnp.zeros((width, width)).at[jnp.tril_indices(width, -1)].set(hidden)
        skew, one = below - below.T, jnp.eye(width)
        rotation = jnp.linalg.solve(one + skew, one - skew)

        def step(state: Any, now: Any) -> Any:
            z = state @ rotation.T + now
            return jnp.sign(z) * jax.nn.relu(jnp.abs(z) + bias)

    elif cell == "tanh":

        def step(state: Any, now: Any) -> Any:
            return jnp.tanh(state @ hidden.T + now + bias)

    elif cell == "gru":
        reset_update, candidate = hidden[: 2 * width], hidden[2 * width :]

        def step(state: Any, now: Any) -> Any:
            gates = jax.nn.sigmoid(state @ reset_update.T + now[:, : 2 * width] + bias[: 2 * width])
            reset, update = gates[:, :width], gates[:, width:]
            new = jnp.tanh(reset * (state @ candidate.T) + now[:, 2 * width :] + bias[2 * width :])
            return (1 - update) * new + update * state

    else:
        begin = begin + bias

        def step(state: Any, now: Any) -> Any:
            h = (state @ hidden.T) * now
            if cell == "rac unscaled":
                return h
            return h * jax.lax.rsqrt(jnp.mean(h * h, axis=1, keepdims=True) + 1e-12)

    def both(state: Any, now: Any) -> Any:
        after = step(state, now)
        return after, after

    return jax.lax.scan(both, begin, entering)[1]
