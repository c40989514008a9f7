"""Singular values that float64 cannot see: all of them, enclosed, however far they fall.

The weights of a float64 circuit are whole numbers divided by powers of two, so its matrix B is known exactly.
It is evaluated in ball arithmetic: every number carries a radius, and the true value lies inside. With
rows I and columns J such that ``B[I, J]`` is regular and as large as the rank,

    B = X B[I, :],     X = B[:, J] B[I, J]^(-1),     S = X^T X,     T = B[I, :] B[I, :]^T,

and the squares of the positive singular values are the eigenvalues of ``S T``. Approximate eigenvectors U
prove themselves: ``H = (TU)^T S (TU)`` and ``N = U^T T U`` are nearly diagonal. If the off-diagonal row
sums of H and N, scaled to ones on their diagonals, are at most a and b, then (Ostrowski 1959; Courant and
Fischer) the k-th largest square lies in the k-th largest ``h_ii / n_ii`` times
``[(1 - a) / (1 + b), (1 + a) / (1 - b)]``. Where the balls are too wide for that, the precision is doubled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from racteach import bounds, validation
from racteach.arithmetic import Float64, Modular
from racteach.circuits import RAC
from racteach.grids import grid_tensor, template_features
from racteach.matricization import start_end_matricization
from racteach.primes import DEFAULT_PRIME, is_prime

#: Bits at which the search for a precision gives up.
MOST_BITS = 2**16
#: Enclosures of log10(sigma_k) wider than this are computed again with twice the precision.
_GOOD = 1e-9


@dataclass(frozen=True, eq=False)
class SingularValues:
    """All positive singular values of an exactly known matrix, as base-10 logarithms.

    Attributes:
        rank: how many there are.
        log10: ``log10(sigma_k)``, largest first; float64 could not hold the values themselves.
        error: no logarithm is wrong by more than this (proved, given that ``rank`` is the rank).
        bits: the precision that this took.
        proved: whether ``rank`` is proved; if not, it is the rank modulo a prime, a lower bound.
    """

    rank: int
    log10: NDArray[np.float64]
    error: float
    bits: int
    proved: bool

    def __repr__(self) -> str:
        fall = f", {self.log10[0] - self.log10[-1]:.1f} orders of magnitude" if self.rank else ""
        return f"SingularValues(rank={self.rank}{fall}, {self.bits} bits)"


@dataclass(frozen=True)
class _Balls:
    """The arithmetic of a circuit in arrays of flint's real balls (see :mod:`racteach.arithmetic`)."""

    dtype = np.dtype(object)

    def encode(self, numbers: ArrayLike, name: str = "the numbers") -> Any:
        from flint import arb

        return _objects(arb, np.asarray(numbers))

    def decode(self, elements: Any) -> Any:
        return elements

    def multiply(self, a: Any, b: Any) -> Any:
        return a * b

    def matmul(self, a: Any, b: Any) -> Any:
        return a @ b

    def draw(self, seed: int, name: str, shape: tuple[int, ...]) -> Any:
        return self.encode(Float64().draw(seed, name, shape))


def certified_singular_values(
    source: RAC | ArrayLike,
    length: int | None = None,
    *,
    templates: str | ArrayLike = "one-hot",
    output: int = 0,
    bits: int = 128,
) -> SingularValues:
    """Return all positive singular values of a circuit's Start-End matrix, or of a matrix, with proof.

    Args:
        source: a float64 circuit, whose weights are taken as exact; or a matrix (m, n) of integers,
            fractions or floats, each taken as exact.
        length: T, an even number >= 2; for a circuit, and only then.
        templates, output: of the circuit's grid tensor (:func:`racteach.grid_tensor`); not random ones.
        bits: the precision to begin with, >= 64. It is doubled until every enclosure is narrow.

    Returns:
        A :class:`SingularValues`. A matrix of rank r takes a time of about r^3.

    Raises:
        TypeError, ValueError: if an argument is not as described.
        ArithmeticError: if 65536 bits are not enough.

    Source:
        Johansson, Arb: efficient arbitrary-precision midpoint-radius interval arithmetic, IEEE Trans.
        Computers 66 (2017), through python-flint; the enclosure is proved in :mod:`racteach.spectra`.

    Example:
        >>> certified_singular_values([[3, 0], [0, 10**400]]).log10.round(3).tolist()
        [400.0, 0.477]
        >>> circuit = RAC.random(depth=3, input_dim=2, channels=2, seed=0)
        >>> certified_singular_values(circuit, 8).rank
        16
    """
    from flint import ctx

    bits = validation.integer(bits, "bits", minimum=64, maximum=MOST_BITS)
    evaluate, residues, known = (
        _of_circuit(source, length, templates, output)
        if isinstance(source, RAC)
        else _of_matrix(source, length)
    )
    rows, columns = _independent_rows(residues.transpose()), _independent_rows(residues)
    rank = len(rows)
    if rank == 0:
        return SingularValues(0, np.zeros(0), 0.0, bits, known == 0)
    while bits <= MOST_BITS:
        with ctx.workprec(bits):
            found = _enclose(evaluate(), rows, columns)
        if found is not None and found[1] < _GOOD:
            return SingularValues(rank, *found, bits, known == rank)
        bits *= 2
    raise ArithmeticError(f"{MOST_BITS} bits are not enough to separate these singular values from zero")


Evaluate = Callable[[], NDArray[Any]]


def modular_twin(circuit: RAC, *, prime: int = DEFAULT_PRIME) -> RAC:
    """Return a float64 circuit's twin modulo a prime: the same weights, times powers of two.

    A float64 number is a whole number times a power of two. The output is homogeneous in each weight
    matrix, so making the weights whole multiplies all outputs by one constant: no rank over the rational
    numbers changes. The rank modulo p of the twin's grid is a lower bound on it, for this very circuit.

    Args:
        circuit: with arithmetic :class:`Float64`.
        prime: a prime below 2^23; 2 would turn most weights into 0.

    Raises:
        TypeError, ValueError: if ``circuit`` or ``prime`` is not as described.

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
    if length is None:
        raise TypeError("a circuit needs a length: give T, an even number >= 2")
    length = validation.even_length(length)
    features = template_features(templates, circuit.input_dim, arithmetic=circuit.arithmetic)

    def matrix(some: RAC, templates: Any) -> NDArray[Any]:
        return start_end_matricization(grid_tensor(some, length, templates=templates, output=output))

    upper, _ = bounds.best_upper_bound(
        circuit.depth, circuit.input_dim, circuit.channels, length, templates=len(features)
    )
    residues = matrix(modular_twin(circuit), _whole(features))  # homogeneous in the inputs as well
    return (
        lambda: matrix(_rebuilt(circuit, _Balls(), lambda numbers: numbers), features),
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
    return lambda: _objects(arb, np.array(exact.tolist(), object)), residues, rank


def _objects(kind: Callable[[Any], Any], numbers: NDArray[Any]) -> NDArray[Any]:
    converted = np.empty(numbers.size, dtype=object)
    converted[:] = [kind(x) for x in numbers.ravel().tolist()]
    return converted.reshape(numbers.shape)


def _residue_matrix(numbers: NDArray[Any], prime: int) -> Any:
    from flint import nmod_mat

    rows, columns = numbers.shape
    return nmod_mat(rows, columns, [int(x) % prime for x in numbers.flat], prime)


def _independent_rows(transposed: Any) -> list[int]:
    """Return the first rows that span all rows, given the transpose modulo a prime: its pivot columns."""
    echelon, rank = transposed.rref()
    table = np.array(echelon.tolist(), dtype=object).astype(bool)
    return [int(np.argmax(row)) for row in table[:rank]]


def _enclose(matrix: NDArray[Any], rows: list[int], columns: list[int]) -> tuple[NDArray[Any], float] | None:
    """Return log10 of the positive singular values with a bound on their error; None: more bits needed."""
    from flint import acb_mat, arb, arb_mat

    def balls(array: NDArray[Any]) -> Any:
        return arb_mat(array.tolist())

    # The largest rows first: so graded, the eigenvalue iteration takes half the time.
    rows = sorted(rows, key=lambda i: sum(x * x for x in matrix[i]).mid(), reverse=True)
    spanning = balls(matrix[rows])
    core = balls(matrix[np.ix_(rows, columns)])
    try:
        if len(rows) == len(matrix):
            if core.det().contains(0):
                return None
            s = arb_mat(
                len(rows), len(rows), [int(i == j) for i in range(len(rows)) for j in range(len(rows))]
            )
        else:
            x = core.transpose().solve(balls(matrix[:, columns]).transpose())  # X^T
            s = x * x.transpose()
        t = spanning * spanning.transpose()
        vectors = acb_mat((s * t).mid()).eig(right=True, algorithm="approx")[1].real.mid()
        image = t * vectors
        squares, a = _nearly_diagonal(image.transpose() * s * image)
        norms, b = _nearly_diagonal(vectors.transpose() * image)
    except (ZeroDivisionError, ValueError):  # balls too wide to divide by, or no convergence
        return None
    if not (a < 1 and b < 1):
        return None
    spread = ((1 + a) / (1 - b)).log() - ((1 - a) / (1 + b)).log()
    ten = arb(10).log()
    logs = [((h / n).log() / (2 * ten)) for h, n in zip(squares, norms, strict=True)]
    error = float((spread / (2 * ten)).upper()) + max(float(x.rad()) for x in logs) + 1e-12
    return np.sort([float(x.mid()) for x in logs])[::-1], error


def _nearly_diagonal(matrix: Any) -> tuple[list[Any], Any]:
    """Return the diagonal, and the largest sum of the other entries in a row once it is scaled to ones."""
    from flint import arb

    entries = matrix.tolist()
    diagonal = [entries[i][i] for i in range(len(entries))]
    if not all(x > 0 for x in diagonal):
        raise ValueError("a diagonal entry may be zero or negative")
    scale = [1 / x.sqrt() for x in diagonal]
    sums = (
        scale[i] * sum((abs(x) * scale[j] for j, x in enumerate(row) if j != i), arb(0))
        for i, row in enumerate(entries)
    )
    return diagonal, max((x.upper() for x in sums), key=float)
