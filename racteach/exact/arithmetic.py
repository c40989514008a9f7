"""Two ways to compute, behind one small interface: float64, and integers modulo a prime.

Whatever is written against this interface (a circuit, a grid tensor) runs in both. An *element* is what
the engine holds inside; ``encode`` brings numbers in and ``decode`` brings them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from racteach.exact import sampling
from racteach.exact.primes import DEFAULT_PRIME, checked_prime, is_prime

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
        elements = _as_float(array, name)
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
    ``x`` with ``|x| <= p/2 + 2``: the residue nearest to zero, or nearly so. No intermediate can overflow
    or round:

    * float64 holds every integer up to 2^53 exactly, and sums and products of such integers are exact
      as long as the result stays below 2^53;
    * two elements multiply to at most ``h^2``, ``h = floor(p/2) + 2``; one element and k such products add up
      to at most ``h + k h^2 < 2^53 - p`` as long as ``k <= (2^53 - p - 1 - h) / h^2``: that is
      :attr:`exact_inner`, 512 at the largest prime and more at every other. A matrix product with a longer
      inner dimension is cut into pieces of that length, each reduced before the next is added;
    * an integer ``x`` with ``|x| < 2^53 - p`` is reduced to ``x - p * rint(x * (1/p))``. Two roundings
      make ``x * (1/p)`` wrong by at most ``2^-52 |x|/p < 2/p``, so the result is at most ``p/2 + 2``. The
      product and the difference are integers below 2^53: exact.

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

    @property
    def exact_inner(self) -> int:
        """How many products of two elements may be added to an element before they must be reduced.

        Example:
            >>> Modular(8388593).exact_inner, Modular(131071).exact_inner
            (512, 2097088)
        """
        return (2**53 - self.prime - 1 - self.largest) // self.largest**2

    @property
    def largest(self) -> int:
        """No element exceeds this: ``floor(p/2) + 2``."""
        return self.prime // 2 + 2

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
        residues = np.asarray(elements).astype(np.int64)
        residues[residues < 0] += self.prime
        return residues

    def multiply(self, a: Elements, b: Elements) -> Elements:
        return self.reduce(a * b)

    def matmul(self, a: Elements, b: Elements) -> Elements:
        inner, longest = a.shape[-1], self.exact_inner
        if inner <= longest:
            return self.reduce(a @ b)
        total: Elements | None = None
        for begin in range(0, inner, longest):
            piece = slice(begin, begin + longest)
            part = self.reduce(a[..., piece] @ b[..., piece, :])
            total = part if total is None else self.reduce(np.add(total, part, out=total))
        assert total is not None
        return total

    def multiply_sums(
        self, a: Elements, b: Elements, terms: int, scratch: Elements | None = None
    ) -> Elements:
        """Return ``a * b``, reduced, for arrays of sums of so many products of two elements, not yet reduced.

        Such a sum is at most ``s = terms h^2``. Where ``s^2 < 2^53 - p`` the product is reduced only; where
        ``h s < 2^53 - p`` also ``a``, before; else both. All is done in place: ``a`` and ``b`` are lost.
        For ``scratch`` see :meth:`reduce`.
        """
        most, limit = terms * self.largest**2, 2**53 - self.prime
        if most**2 >= limit:
            self.reduce(a, scratch)
        if most * self.largest >= limit:
            self.reduce(b, scratch)
        return self.reduce(np.multiply(a, b, out=a), scratch)

    def draw(self, seed: int, name: str, shape: tuple[int, ...]) -> Elements:
        return self._centred(sampling.residues(seed, name, shape, self.prime).astype(np.float64))

    def reduce(self, integers: Elements, scratch: Elements | None = None) -> Elements:
        """Reduce integers below 2^53 - p to elements, in place; the class says why this is exact.

        With an array of the same shape as scratch, all at once: calls into NumPy that are few and long,
        between which alone threads wait for each other.
        """
        integers = np.asarray(integers)  # a product of two single numbers is no array
        if scratch is None and (integers.size <= 2 * _CHUNK or integers.ndim < 2):
            scratch = np.empty_like(integers)
        if scratch is not None:
            self._reduce_piece(integers, scratch)
            return integers
        rows = max(1, _CHUNK * len(integers) // integers.size)
        scratch = np.empty_like(integers[:rows])
        for begin in range(0, len(integers), rows):  # a large array goes through the cache in pieces
            piece = integers[begin : begin + rows]
            self._reduce_piece(piece, scratch[: len(piece)])
        return integers

    def _reduce_piece(self, integers: Elements, quotients: Elements) -> None:
        np.multiply(integers, 1.0 / self.prime, out=quotients)
        np.rint(quotients, out=quotients)
        quotients *= self.prime
        integers -= quotients

    def _centred(self, residues: Elements) -> Elements:
        return np.where(residues > self.prime // 2, residues - self.prime, residues)


def quick_prime(terms: int) -> int:
    """Return the largest prime modulo which :meth:`Modular.multiply_sums` reduces twice instead of thrice.

    That is ``terms h^3 < 2^53 - p``. A random minor vanishes modulo p about once in p times, so where no such
    prime is above 2^16 it is the largest below 2^23.

    Example:
        >>> quick_prime(3), quick_prime(31), quick_prime(300)
        (288499, 132439, 8388593)
    """
    prime = min(2 * int((2**53 / terms) ** (1 / 3)), DEFAULT_PRIME)
    while not (is_prime(prime) and terms * Modular(prime).largest ** 3 < 2**53 - prime):
        prime -= 1
    return prime if prime > 2**16 else DEFAULT_PRIME


def chosen(arithmetic: Arithmetic | None) -> Arithmetic:
    """Return the arithmetic that was asked for, ``Float64()`` by default.

    Raises:
        TypeError: if it is none, for instance the class ``Modular`` where ``Modular()`` was meant.
    """
    if arithmetic is None:
        return Float64()
    if isinstance(arithmetic, type) or not hasattr(arithmetic, "matmul"):
        raise TypeError(f"arithmetic must be rt.Float64() or rt.Modular(), with brackets, not {arithmetic!r}")
    return arithmetic


# Entries reduced at a time: this many and as many quotients stay in a core's cache.
_CHUNK = 2**14


_REAL = (int, float, np.integer, np.floating)


def _numeric(numbers: ArrayLike, name: str) -> NDArray[Any]:
    try:
        array = np.asarray(numbers)
    except ValueError:
        raise ValueError(f"{name} must form a rectangular array: its rows have different lengths") from None
    if array.dtype.kind == "f" and not isinstance(numbers, np.ndarray) and (np.abs(array) >= 2.0**53).any():
        array = np.asarray(numbers, dtype=object)  # NumPy rounds a large integer that stands beside a float
    if array.dtype.kind in "biuf":
        wide = {"b": np.int64, "i": np.int64, "u": np.uint64, "f": np.float64}[array.dtype.kind]
        return array.astype(wide) if array.dtype.itemsize < 8 else array
    if array.dtype == object and all(isinstance(x, _REAL) for x in array.flat):
        exact = [int(x) if isinstance(x, (int, np.integer)) or x.is_integer() else x for x in array.flat]
        whole = all(isinstance(x, int) for x in exact)
        return np.array(exact, object).reshape(array.shape) if whole else _as_float(array, name)
    raise TypeError(f"{name} must be real numbers, not of type {array.dtype}")


def _as_float(array: NDArray[Any], name: str) -> Elements:
    try:
        with np.errstate(over="ignore"):
            return array.astype(np.float64)
    except OverflowError:
        raise ValueError(f"{name} must be below 1.8e308, the largest number that float64 holds") from None


def _first_bad(array: NDArray[Any], bad: NDArray[np.bool_]) -> str:
    place = tuple(int(i) for i in np.argwhere(bad)[0])
    where = f"entry {place}" if len(place) != 1 else f"entry {place[0]}"
    return f"{where if place else 'it'} is {array[place]}"
