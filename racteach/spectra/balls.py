"""Numbers with a radius: the arithmetic of a cell whose every result is enclosed, however small it is.

A ball is a midpoint and a radius, and the true number lies inside. Every operation rounds outwards. The
precision, in bits, is that of the surrounding ``flint.ctx.workprec(bits)``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from racteach.exact import sampling


@dataclass(frozen=True)
class Balls:
    """Arrays of flint's real balls behind the interface of :mod:`racteach.exact.arithmetic`.

    What is encoded (integers, fractions of flint, floats) is taken as exact. Random elements are the float64
    numbers that :class:`racteach.Float64` would draw.

    Source:
        Johansson, Arb, IEEE Trans. Computers 66 (2017), through python-flint.

    Example:
        >>> half = Balls().encode([0.5])
        >>> bool(np.tanh(half)[0] < half[0])
        True
    """

    @property
    def dtype(self) -> np.dtype[Any]:
        return np.dtype(object)

    def encode(self, numbers: ArrayLike, name: str = "the numbers") -> Any:
        from flint import arb

        return objects(arb, np.asarray(numbers))

    def decode(self, elements: Any) -> Any:
        return elements

    def multiply(self, a: Any, b: Any) -> Any:
        return a * b

    def matmul(self, a: Any, b: Any) -> Any:
        return a @ b

    def draw(self, seed: int, name: str, shape: tuple[int, ...]) -> Any:
        return self.encode(sampling.normals(seed, name, shape))


def objects(kind: Callable[[Any], Any], numbers: NDArray[Any]) -> NDArray[Any]:
    """Return an array of ``kind(x)`` for each number, of the same shape."""
    converted = np.empty(numbers.size, dtype=object)
    converted[:] = [kind(x) for x in numbers.ravel().tolist()]
    return converted.reshape(numbers.shape)
