"""The circuit that proves the lower bound of depth 2, and its matricization as a product of three matrices.

Layer 1 counts letters: letter d multiplies channel d by z and the others by 1, and nothing else happens.
After a start with c_d letters d its state is ``u_c = (z^{c_1}, ..., z^{c_m})``. Layer 2 takes in the sum of
these channels and multiplies it onto what it recalls. So the output is a product over time:

    y(d_1, ..., d_T) = prod_t <1, w(d_1) * ... * w(d_t)>,        w(d) = (1, ..., z, ..., 1), z at place d

Cut in the middle, y = A(start) · P_e(u_c): a positive number times a form of degree n in u_c. The P_e span
all forms of degree n, and evaluation at the points u_c loses nothing for large z. So the rank is mc(m, n).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations_with_replacement, product
from math import prod

import numpy as np
from numpy.typing import NDArray

from racteach.circuits import RAC
from racteach.exact.arithmetic import Arithmetic
from racteach.validation import integer

_MOST_ENTRIES = 250_000


def proof_circuit(channels: int, z: int = 2, *, arithmetic: Arithmetic | None = None) -> RAC:
    """Return the circuit of the depth-2 lower bound, with m letters and m channels.

    ``W^{H,1} = I``, ``W^{I,1}`` has z on its diagonal and 1 elsewhere, ``W^{I,2}`` is all ones, every row of
    ``W^{H,2}`` is (1, 0, ..., 0), and ``W^O`` reads channel 1. z is a whole number; the proof needs z >= 2.

    Example:
        >>> proof_circuit(2, z=2)([[1, 0], [1, 0], [0, 1]])      # aab: 3 · 5 · 6
        array([90.])
    """
    m = integer(channels, "channels", minimum=1)
    z = integer(z, "z")
    ones = np.ones((m, m), dtype=np.int64)
    eye = np.eye(m, dtype=np.int64)
    first = np.tile(eye[0], (m, 1))
    return RAC([ones + (z - 1) * eye, ones], [eye, first], eye[:1], arithmetic=arithmetic)


@dataclass(frozen=True)
class ProofFactors:
    """The Start-End matrix of :func:`proof_circuit` as ``diag(scales) @ evaluation @ coefficients``."""

    letters: int  #: m
    half_length: int  #: n
    z: int
    starts: tuple[tuple[int, ...], ...]  #: the rows' words, of letters 0..m-1, the last one fastest
    ends: tuple[tuple[int, ...], ...]  #: the columns' words
    monomials: tuple[tuple[int, ...], ...]  #: exponents alpha, m numbers that add up to n
    counts: tuple[tuple[int, ...], ...]  #: how often each letter occurs in each start
    scales: NDArray[np.object_]  #: A(start), shape (m^n,)
    evaluation: NDArray[np.object_]  #: ``u_c^alpha = z^<c, alpha>``, shape (m^n, mc(m, n))
    coefficients: NDArray[np.object_]  #: of ``u^alpha`` in P_e, shape (mc(m, n), m^n)

    @property
    def matrix(self) -> NDArray[np.object_]:
        """The product of the three factors: the Start-End matrix, in Python integers."""
        product_of_both = self.evaluation.dot(self.coefficients)
        return np.asarray(self.scales[:, None] * product_of_both)

    @property
    def distinct(self) -> list[int]:
        """One row for each count of letters, in the order of ``monomials``."""
        return [self.counts.index(monomial) for monomial in self.monomials]

    def __repr__(self) -> str:
        names = "abcdefgh"
        words = ["".join(names[letter] for letter in word) for word in self.starts]
        head = (
            f"m = {self.letters} letters, n = {self.half_length}, z = {self.z}; "
            f"monomials {', '.join(map(str, self.monomials))}"
        )
        if len(words) > 16:
            return f"{head}; {len(words)} starts, {len(self.monomials)} monomials"
        lines = [head, "start  scale  evaluation"]
        for word, scale, row in zip(words, self.scales, self.evaluation, strict=True):
            lines.append(f"{word:<6} {scale:>5}  {' '.join(f'{value:>6}' for value in row)}")
        lines.append("coefficients of the end polynomials, one column for each end:")
        lines.append(" " * 14 + " ".join(f"{word:>6}" for word in words))
        for monomial, row in zip(self.monomials, self.coefficients, strict=True):
            lines.append(f"u^{monomial!s:<12}" + " ".join(f"{value:>6}" for value in row))
        return "\n".join(lines)


def proof_factors(letters: int, half_length: int, z: int = 2) -> ProofFactors:
    """Return the three factors of the proof circuit's Start-End matrix, in Python integers.

    At z = 0, 1 or 1 - m the proof fails: a factor loses rank.

    Raises:
        TypeError, ValueError: if m is not from 1 to 8, n not >= 1, z not whole, or the matrix would have over
            250,000 entries.

    Source:
        Our proof of the depth-2 bound of Levine, Sharir and Shashua (2017), told in lesson 08.

    Example:
        >>> factors = proof_factors(2, 1, z=3)
        >>> factors.evaluation.tolist(), factors.coefficients.tolist(), factors.matrix.tolist()
        ([[3, 1], [1, 3]], [[3, 1], [1, 3]], [[40, 24], [24, 40]])
    """
    m = integer(letters, "letters", minimum=1, maximum=8)
    n = integer(half_length, "half_length", minimum=1)
    z = integer(z, "z")
    if m ** (2 * n) > _MOST_ENTRIES:
        raise ValueError(
            f"{m} letters and half length {n} make a matrix of {m**n} × {m**n} entries, more than "
            f"{_MOST_ENTRIES:,}: take fewer letters or a smaller half length"
        )
    words = tuple(product(range(m), repeat=n))
    monomials = tuple(
        tuple(choice.count(letter) for letter in range(m))
        for choice in combinations_with_replacement(range(m), n)
    )
    counts = tuple(tuple(word.count(letter) for letter in range(m)) for word in words)
    scales = [prod(_sum_of_channels(word[: t + 1], m, z) for t in range(n)) for word in words]
    evaluation = [[z ** sum(map(int.__mul__, c, alpha)) for alpha in monomials] for c in counts]
    columns = [_end_polynomial(word, m, z) for word in words]
    coefficients = [[column.get(alpha, 0) for column in columns] for alpha in monomials]
    return ProofFactors(
        m, n, z, words, words, monomials, counts,
        *(np.array(factor, dtype=object) for factor in (scales, evaluation, coefficients)),
    )  # fmt: skip


def _sum_of_channels(word: tuple[int, ...], m: int, z: int) -> int:
    return sum(z ** word.count(channel) for channel in range(m))


def _end_polynomial(word: tuple[int, ...], m: int, z: int) -> dict[tuple[int, ...], int]:
    """Return P_e as {exponents: coefficient}: multiply the n linear forms out, one after the other."""
    polynomial = {(0,) * m: 1}
    for t in range(len(word)):
        longer: dict[tuple[int, ...], int] = {}
        for exponents, coefficient in polynomial.items():
            for channel in range(m):
                raised = tuple(power + (place == channel) for place, power in enumerate(exponents))
                factor = z ** word[: t + 1].count(channel)
                longer[raised] = longer.get(raised, 0) + coefficient * factor
        polynomial = longer
    return polynomial
