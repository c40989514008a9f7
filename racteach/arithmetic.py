"""Two ways to compute, behind one small interface: float64, and integers modulo a prime.

Whatever is written against this interface (a circuit, a grid tensor) runs in both. An *element* is what
the engine holds inside; ``encode`` brings numbers in and ``decode`` brings them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from racteach import sampling
from racteach.primes import DEFAULT_PRIME, checked_prime

Elements = NDArray[np.float64]


class Arithmetic(Protocol):
    """What a circuit needs from numbers. Arrays of elements broadcast as NumPy arrays do."""

    @property
    def dtype(self) -> np.dtype[Any]: ...
    def encode(self, numbers: ArrayLike, name: str) -> Elements: ...
    def decode(self, elements: Elements) -> NDArray[Any]: ...
    def multiply(self, a: Elements, b: Elements) -> Elements: ...
    def matmul(self, a: Elements, b: Elements) -> Elements: ...
    def draw(self, seed: int, name: str, shape: tuple[int, ...]) -> Elements: ...


@dataclass(frozen=True)
class Float64:
    """Ordinary floating-point numbers with 53 significant bits.

    Random elements are normal with mean 0 and variance 1.

    Example:
        >>> Float64().multiply(np.array([2.0, 3.0]), np.array([0.5, 0.5])).tolist()
        [1.0, 1.5]
    """

    @property
    def dtype(self) -> np.dtype[Any]:
        return np.dtype(np.float64)

    def encode(self, numbers: ArrayLike, name: str = "the numbers") -> Elements:
        """Return the numbers as float64.

        Raises:
            TypeError: if they are not real numbers.
            ValueError: if one of them is NaN or infinite, or the lists are ragged.
        """
        array = _numeric(numbers, name)
        elements = array.astype(np.float64)
        if not np.isfinite(elements).all():
            raise ValueError(
                f"{name} must be finite numbers, and {_first_bad(array, ~np.isfinite(elements))}"
            )
        return elements

    def decode(self, elements: Elements) -> NDArray[np.float64]:
        return elements

    def multiply(self, a: Elements, b: Elements) -> Elements:
        return a * b

    def matmul(self, a: Elements, b: Elements) -> Elements:
        return a @ b

    def draw(self, seed: int, name: str, shape: tuple[int, ...]) -> Elements:
        return sampling.normals(seed, name, shape)


@dataclass(frozen=True)
class Modular:
    """Integers modulo a prime ``p < 2^23``, exactly, with the speed of float64 matrix products.

    ``decode`` gives int64 residues from 0 to p-1. Inside, an element is a float64 that holds an integer
    ``x`` with ``|x| <= p/2 + 1``: the residue nearest to zero. No intermediate can overflow or round:

    * float64 holds every integer up to 2^53 exactly, and sums and products of such integers are exact
      as long as the result stays below 2^53;
    * two elements multiply to at most ``(p/2 + 1)^2 <= 2^44 + 2^23``, and 128 such products add up to
      less than 2^52; a matrix product with a longer inner dimension is cut into pieces of 128, each
      reduced before the next is added;
    * an integer ``x`` with ``|x| < 2^52`` is reduced to ``x - p * rint(x * (1/p))``. The rounded
      quotient is at most ``|x|/p + 1`` and differs from the nearest integer to ``x/p`` by rounding only
      where ``x/p`` is within ``2^-52 |x|/p`` of a half-integer, so the result is at most
      ``p/2 + 2^-52 |x| <= p/2 + 1``. The product and the difference are integers below 2^53: exact.

    Args:
        prime: a prime below 2^23; 8388593, the largest one, by default.

    Raises:
        TypeError, ValueError: if ``prime`` is not such a prime.

    Example:
        >>> seven = Modular(7)
        >>> seven.decode(seven.multiply(seven.encode([3, 5]), seven.encode([4, 6]))).tolist()
        [5, 2]
    """

    prime: int = DEFAULT_PRIME

    def __post_init__(self) -> None:
        object.__setattr__(self, "prime", checked_prime(self.prime))

    @property
    def dtype(self) -> np.dtype[Any]:
        return np.dtype(np.int64)

    def encode(self, numbers: ArrayLike, name: str = "the numbers") -> Elements:
        """Return integers of any size, reduced modulo the prime; floats with whole values pass.

        Raises:
            TypeError: if they are not real numbers.
            ValueError: if one of them is not a whole number.
        """
        array = _numeric(numbers, name)
        if array.dtype.kind == "f":
            whole = np.isfinite(array) & (array == np.rint(array))
            if not whole.all():
                raise ValueError(
                    f"{name} must be integers (this engine computes modulo {self.prime}), "
                    f"and {_first_bad(array, ~whole)}"
                )
            fits = bool((np.abs(array) < 2**62).all())
            array = (
                array.astype(np.int64)
                if fits
                else np.array([int(x) for x in array.flat], object).reshape(array.shape)
            )
        return self._centred((array % self.prime).astype(np.float64))

    def decode(self, elements: Elements) -> NDArray[np.int64]:
        residues = elements.astype(np.int64)
        residues[residues < 0] += self.prime
        return residues

    def multiply(self, a: Elements, b: Elements) -> Elements:
        return self.reduce(a * b)

    def matmul(self, a: Elements, b: Elements) -> Elements:
        inner = a.shape[-1]
        if inner <= EXACT_INNER:
            return self.reduce(a @ b)
        total: Elements | None = None
        for begin in range(0, inner, EXACT_INNER):
            piece = slice(begin, begin + EXACT_INNER)
            part = self.reduce(a[..., piece] @ b[..., piece, :])
            total = part if total is None else self.reduce(total + part)
        assert total is not None
        return total

    def draw(self, seed: int, name: str, shape: tuple[int, ...]) -> Elements:
        return self._centred(sampling.residues(seed, name, shape, self.prime).astype(np.float64))

    def reduce(self, integers: Elements) -> Elements:
        """Reduce integers below 2^52 to elements, in place; the class says why this is exact."""
        quotients = integers * (1.0 / self.prime)
        np.rint(quotients, out=quotients)
        quotients *= self.prime
        integers -= quotients
        return integers

    def _centred(self, residues: Elements) -> Elements:
        return np.where(residues > self.prime // 2, residues - self.prime, residues)


#: Longest inner dimension of a matrix product of elements that is exact in one piece.
EXACT_INNER = 128


def _numeric(numbers: ArrayLike, name: str) -> NDArray[Any]:
    try:
        array = np.asarray(numbers)
    except ValueError:
        raise ValueError(f"{name} must form a rectangular array: its rows have different lengths") from None
    if array.dtype.kind in "biuf":
        return array.astype(np.int64) if array.dtype.kind == "b" else array
    if array.dtype == object and all(isinstance(number, int) for number in array.flat):
        return array
    raise TypeError(f"{name} must be real numbers, not of type {array.dtype}")


def _first_bad(array: NDArray[Any], bad: NDArray[np.bool_]) -> str:
    place = tuple(int(i) for i in np.argwhere(bad)[0])
    where = f"entry {place}" if len(place) != 1 else f"entry {place[0]}"
    return f"{where if place else 'it'} is {array[place]}"
