"""The weights of a recurrent network of L layers, looked at and encoded."""

from __future__ import annotations

from collections.abc import Sequence

from numpy.typing import ArrayLike

from racteach.exact.arithmetic import Arithmetic, Elements

#: What a network remembers: arrays (batch, channels). With zero channels it remembers nothing yet.
State = tuple[Elements, ...]


def layer_weights(
    arithmetic: Arithmetic, input_weights: Sequence[ArrayLike], hidden_weights: Sequence[ArrayLike],
    output_weights: ArrayLike, gates: int = 1,
) -> tuple[State, State, Elements]:  # fmt: skip
    """Return the three as elements: (G R, M) and L-1 times (G R, R); L times (G R, R); (C, R), for G gates.

    Example:
        >>> from racteach.exact.arithmetic import Float64
        >>> inputs, hidden, output = layer_weights(Float64(), [[[1, 2, 3]]], [[[4]]], [[5]])
        >>> inputs[0].shape, hidden[0].shape, output.shape
        ((1, 3), (1, 1), (1, 1))
    """
    output = encoded(arithmetic, output_weights, "output_weights", ("C", "R"))
    size = output.shape[1]
    rows = gates * size
    inputs = tuple(
        encoded(arithmetic, weights, f"input_weights[{layer}]", (rows, size if layer else "M"))
        for layer, weights in enumerate(input_weights)
    )
    hidden = tuple(
        encoded(arithmetic, weights, f"hidden_weights[{layer}]", (rows, size))
        for layer, weights in enumerate(hidden_weights)
    )
    return inputs, hidden, output


def encoded(arithmetic: Arithmetic, numbers: ArrayLike, name: str, shape: tuple[int | str, ...]) -> Elements:
    """Return numbers as elements of a shape; a letter in it stands for any size >= 1."""
    elements = arithmetic.encode(numbers, name)
    same = len(shape) == elements.ndim and all(
        size >= 1 if isinstance(wanted, str) else size == wanted
        for wanted, size in zip(shape, elements.shape, strict=True)
    )
    if not same:
        axes = f"({', '.join(map(str, shape))}{',' * (len(shape) == 1)})"
        raise ValueError(f"{name} must have shape {axes}, not {elements.shape}")
    return elements
