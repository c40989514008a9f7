"""Singular values that float64 cannot see: all of them, enclosed, however far they fall.

The weights of a float64 circuit are whole numbers divided by powers of two, so its matrix is known exactly.
It is evaluated in :mod:`racteach.spectra.balls`, numbers that carry a radius;
:mod:`racteach.spectra.enclosures` finds the singular values. Where the balls are too wide for that, the
precision is doubled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from racteach import bounds, validation
from racteach.cells import RecurrentCell
from racteach.circuits import RAC
from racteach.exact.arithmetic import Float64, Modular
from racteach.exact.primes import DEFAULT_PRIME, is_prime
from racteach.grids import grid_tensor, template_features
from racteach.matricization import start_end_matricization
from racteach.spectra.balls import Balls, objects
from racteach.spectra.enclosures import enclose_singular_values

#: Bits at which the search for a precision gives up.
MOST_BITS, MOST_CELL_BITS = 2**16, 2**12
#: Enclosures of log10(sigma_k) wider than this are computed again with twice the precision.
_GOOD = 1e-9
#: Evaluates a matrix in balls of the present precision.
Evaluate = Callable[[], NDArray[Any]]


@dataclass(frozen=True, eq=False)
class SingularValues:
    """All positive singular values of an exactly known matrix, as base-10 logarithms."""

    rank: int  #: how many there are
    log10: NDArray[np.float64]  #: ``log10(sigma_k)``, largest first; float64 could not hold the values
    error: float  #: no logarithm is wrong by more than this (proved, given that ``rank`` is the rank)
    bits: int  #: the precision that this took
    proved: bool  #: whether ``rank`` is proved; if not, it is the rank modulo a prime, a lower bound

    def __repr__(self) -> str:
        fall = f", {self.log10[0] - self.log10[-1]:.1f} orders of magnitude" if self.rank else ""
        return f"SingularValues(rank={self.rank}{fall}, {self.bits} bits)"


def certified_singular_values(
    source: RAC | RecurrentCell | ArrayLike, length: int | None = None, *,
    templates: str | ArrayLike = "one-hot", output: int = 0, bits: int = 128,
) -> SingularValues:  # fmt: skip
    """Return all positive singular values of a cell's Start-End matrix, or of a matrix, with proof.

    Args:
        source: a float64 circuit or other cell, whose weights are taken as exact; or a matrix (m, n) of
            integers, fractions or floats, each taken as exact. Rank r takes a time of about r^3.
        length: T, an even number >= 2; for a cell, and only then.
        templates, output: of the circuit's grid tensor (:func:`racteach.grid_tensor`); not random ones.
        bits: the precision to begin with, >= 64.

    Raises:
        ArithmeticError: if 65536 bits are not enough. For another cell than a circuit, 4096: no rank modulo a
            prime says how large its rank is, so only full rank can be proved.

    Source:
        Johansson, Arb, IEEE Trans. Computers 66 (2017), through python-flint; the enclosure is proved in
        :mod:`racteach.spectra.enclosures`.

    Example:
        >>> certified_singular_values([[3, 0], [0, 10**400]]).log10.round(3).tolist()
        [400.0, 0.477]
        >>> circuit = RAC.random(depth=3, input_dim=2, channels=2, seed=0)
        >>> certified_singular_values(circuit, 8).rank
        16
    """
    bits = validation.integer(bits, "bits", minimum=64, maximum=MOST_BITS)
    if isinstance(source, RecurrentCell):
        return _of_cell(source, length, templates, output, bits)
    evaluate, residues, upper = (
        _of_circuit(source, length, templates, output)
        if isinstance(source, RAC)
        else _of_matrix(source, length)
    )
    rows, columns = _independent_rows(residues.transpose()), _independent_rows(residues)
    rank = len(rows)
    if rank == 0:
        return SingularValues(0, np.zeros(0), 0.0, bits, upper == 0)
    enclosed = _narrowly(evaluate, rows, columns, bits, MOST_BITS)
    if enclosed is None:
        raise ArithmeticError(f"{MOST_BITS} bits are not enough to separate these singular values from zero")
    return SingularValues(rank, *enclosed, upper == rank)


def _narrowly(
    evaluate: Evaluate, rows: list[int], columns: list[int], bits: int, most: int
) -> tuple[NDArray[Any], float, int] | None:
    """Return narrow enclosures and the bits that they took, or None where ``most`` bits give none."""
    from flint import ctx

    while bits <= most:
        with ctx.workprec(bits):
            found = enclose_singular_values(evaluate(), rows, columns)
        if found is not None and found[1] < _GOOD:
            return *found, bits
        bits *= 2
    return None


def _of_cell(
    cell: RecurrentCell, length: int | None, templates: str | ArrayLike, output: int, bits: int
) -> SingularValues:
    """Return the singular values of a cell whose matrix has full rank; the enclosure proves that it has."""
    length = _length(length)
    features = template_features(templates, cell.input_dim, arithmetic=cell.arithmetic)
    side = len(features) ** (length // 2)

    def evaluate() -> NDArray[Any]:
        grid = grid_tensor(cell.with_arithmetic(Balls()), length, templates=features, output=output)
        return start_end_matricization(grid)

    enclosed = _narrowly(evaluate, list(range(side)), list(range(side)), bits, MOST_CELL_BITS)
    if enclosed is None:
        raise ArithmeticError(
            f"{MOST_CELL_BITS} bits do not show that this matrix has full rank {side}: it may not have it"
        )
    return SingularValues(side, *enclosed, True)


def _length(length: int | None) -> int:
    if length is None:
        raise TypeError("a circuit needs a length: give T, an even number >= 2")
    return validation.even_length(length)


def modular_twin(circuit: RAC, *, prime: int = DEFAULT_PRIME) -> RAC:
    """Return a float64 circuit's twin modulo a prime: the same weights, times powers of two.

    A float64 number is a whole number times a power of two, and the output is homogeneous in each weight
    matrix: to make the weights whole multiplies all outputs by one constant. So the rank modulo p of the
    twin's grid is a lower bound on that of this very circuit. (2 would turn most weights into 0.)

    Example:
        >>> circuit = RAC.random(depth=2, input_dim=2, channels=2, seed=0)
        >>> twin = modular_twin(circuit)
        >>> int(np.linalg.matrix_rank(start_end_matricization(grid_tensor(twin, 2)).astype(float)))
        2
    """
    _refuse_modular(circuit)
    return _rebuilt(circuit, Modular(prime), _whole)


def _rebuilt(circuit: RAC, arithmetic: Any, convert: Callable[[Any], Any]) -> RAC:
    first = circuit.initial_hidden
    return RAC(
        [convert(w) for w in circuit.input_weights],
        [convert(w) for w in circuit.hidden_weights],
        convert(circuit.output_weights),
        initial_state=None if first is None else convert(first),
        arithmetic=arithmetic,
    )


def _refuse_modular(circuit: RAC) -> None:
    if not isinstance(circuit.arithmetic, Float64):
        raise TypeError("a circuit with real weights is needed: give one with arithmetic=rt.Float64()")


def _whole(numbers: NDArray[np.float64]) -> NDArray[Any]:
    """Return the numbers times the power of two that makes them integers."""
    fractions = [Fraction(x) for x in numbers.flat]
    scale = max(x.denominator for x in fractions)
    return np.array([int(x * scale) for x in fractions], dtype=object).reshape(numbers.shape)


def _of_circuit(
    circuit: RAC, length: int | None, templates: str | ArrayLike, output: int
) -> tuple[Evaluate, Any, int | None]:
    """Return how to evaluate the matrix in balls, its residues, and an upper bound on its rank."""
    _refuse_modular(circuit)
    length = _length(length)
    features = template_features(templates, circuit.input_dim, arithmetic=circuit.arithmetic)

    def matrix(some: RAC, templates: Any) -> NDArray[Any]:
        return start_end_matricization(grid_tensor(some, length, templates=templates, output=output))

    upper, _ = bounds.best_upper_bound(
        circuit.depth, circuit.input_dim, circuit.channels, length, templates=len(features)
    )
    residues = matrix(modular_twin(circuit), _whole(features))  # homogeneous in the inputs as well
    return (
        lambda: matrix(_rebuilt(circuit, Balls(), lambda numbers: numbers), features),
        _residue_matrix(residues, DEFAULT_PRIME),
        upper,
    )


def _of_matrix(matrix: Any, length: int | None) -> tuple[Evaluate, Any, int]:
    """Return the same for a matrix of rational numbers; its rank is then exact."""
    from flint import arb, fmpq, fmpq_mat

    if length is not None:
        raise TypeError("length belongs to a circuit; a matrix has its shape already")
    rows = np.array(matrix, dtype=object)
    if rows.ndim != 2 or 0 in rows.shape:
        raise ValueError(f"matrix must have two axes and at least one entry, not shape {rows.shape}")
    try:
        ratios = [[Fraction(x) for x in row] for row in rows.tolist()]
    except (TypeError, ValueError, OverflowError):
        raise TypeError("matrix must hold integers, fractions or finite floats") from None
    exact = fmpq_mat([[fmpq(x.numerator, x.denominator) for x in row] for row in ratios])
    numerators, _ = exact.numer_denom()
    rank, prime = numerators.rank(), DEFAULT_PRIME
    while (residues := _residue_matrix(np.array(numerators.tolist(), object), prime)).rank() < rank:
        prime = next(p for p in range(prime - 1, 1, -1) if is_prime(p))
    return lambda: objects(arb, np.array(exact.tolist(), object)), residues, rank


def _residue_matrix(numbers: NDArray[Any], prime: int) -> Any:
    from flint import nmod_mat

    rows, columns = numbers.shape
    return nmod_mat(rows, columns, [int(x) % prime for x in numbers.flat], prime)


def _independent_rows(transposed: Any) -> list[int]:
    """Return the first rows that span all rows, given the transpose modulo a prime: its pivot columns."""
    echelon, rank = transposed.rref()
    table = np.array(echelon.tolist(), dtype=object).astype(bool)
    return [int(np.argmax(row)) for row in table[:rank]]
