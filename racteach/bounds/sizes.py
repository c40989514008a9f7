"""The size of a circuit and of what it reads: the four numbers that every bound depends on."""

from __future__ import annotations

from typing import NamedTuple


class Size(NamedTuple):
    """L, M, R, T: layers, features of an input, channels of a layer, time steps.

    It unpacks into the arguments that bounds and ranks begin with.

    Example:
        >>> from racteach.bounds import best_upper_bound
        >>> best_upper_bound(*Size(depth=2, input_dim=3, channels=3, length=12))[0]
        84
    """

    depth: int
    input_dim: int
    channels: int
    length: int
