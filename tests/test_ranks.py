"""Ranks against NumPy, python-flint and fractions; entropies against the identities that define them."""

from __future__ import annotations

import math

import numpy as np
import oracles
import pytest
from hypothesis import given
from hypothesis import strategies as st

import racteach as rt

LARGEST = 8388593
PRIMES = [2, 3, 5, 7, 101, 65537, LARGEST]


def random_matrix(seed, rows, columns):
    return np.random.default_rng(seed).normal(size=(rows, columns))


# Exact ranks


@given(
    st.sampled_from(PRIMES), st.integers(1, 70), st.integers(1, 70), st.integers(0, 70), st.integers(0, 2**32)
)
def test_a_product_has_the_rank_it_was_made_with(prime, rows, columns, rank, seed):
    rank = min(rank, rows, columns)
    matrix = oracles.matrix_of_rank(np.random.default_rng(seed), rows, columns, rank, prime)
    assert rt.exact_rank(matrix, prime=prime) == rank
    assert rt.exact_rank(matrix.T, prime=prime) == rank
    assert oracles.flint_rank(matrix, prime) == rank


@given(st.sampled_from(PRIMES), st.integers(1, 40), st.integers(1, 40), st.integers(0, 2**32), st.data())
def test_matrices_with_structure_agree_with_flint(prime, rows, columns, seed, data):
    """Zero rows and columns, repeated panels, zero blocks where the pivots should be, few entries."""
    rng = np.random.default_rng(seed)
    matrix = rng.integers(0, prime, (rows, columns))
    for damage in data.draw(st.lists(st.sampled_from(["rows", "columns", "panel", "corner", "few", "ones"]))):
        if damage == "rows":
            matrix[rng.random(rows) < 0.4] = 0
        elif damage == "columns":
            matrix[:, rng.random(columns) < 0.4] = 0
        elif damage == "panel":
            matrix = matrix[:, rng.integers(0, 1 + columns // 3, columns)]
        elif damage == "corner":
            matrix[: rows // 2, : columns // 2] = 0
        elif damage == "few":
            matrix[rng.random(matrix.shape) < 0.9] = 0
        else:
            matrix = np.minimum(matrix, 1)
    expected = oracles.flint_rank(matrix, prime)
    assert rt.exact_rank(matrix, prime=prime) == expected
    assert rt.exact_rank(matrix.T, prime=prime) == expected
    order = rng.permutation(rows), rng.permutation(columns)
    assert rt.exact_rank(matrix[order[0]][:, order[1]], prime=prime) == expected


@pytest.mark.parametrize("prime", [2, 7, LARGEST])
@pytest.mark.parametrize(
    ("rows", "columns", "rank"),
    [(400, 400, 400), (400, 390, 170), (600, 300, 300), (300, 600, 1), (520, 16, 9)],
)
def test_large_matrices(prime, rows, columns, rank):
    """Large enough that products of more than 128 terms occur inside the elimination."""
    matrix = oracles.matrix_of_rank(np.random.default_rng(rows + rank), rows, columns, rank, prime)
    assert rt.exact_rank(matrix, prime=prime) == oracles.flint_rank(matrix, prime) == rank


@pytest.mark.parametrize("entry", [LARGEST // 2 - 1, LARGEST // 2 + 2])
@pytest.mark.parametrize("rank", [1300, 1402])
def test_extreme_residues(entry, rank):
    """A = L U with ones on the diagonals and entries near p/2 (or -p/2) everywhere else.

    Elimination meets products of the largest size, up to 512 in one sum.
    """
    size = 1402
    k = np.minimum.outer(np.arange(size), np.arange(size))
    last = np.where(np.eye(size, dtype=bool), 1, entry)
    matrix = (
        np.where(k < rank, k * (entry * entry % LARGEST) + last, rank * (entry * entry % LARGEST)) % LARGEST
    )
    assert rt.exact_rank(matrix) == rank


@given(st.integers(1, 5), st.integers(1, 5), st.lists(st.integers(-3, 3), min_size=25, max_size=25))
def test_small_integer_matrices_agree_with_fractions(rows, columns, entries):
    """By Hadamard's inequality no minor reaches the prime: (3 * sqrt 5)^5 < 14000."""
    matrix = np.reshape(entries[: rows * columns], (rows, columns))
    assert rt.exact_rank(matrix) == oracles.fraction_rank(matrix)


@given(st.integers(1, 5), st.integers(1, 5), st.lists(st.integers(-10, 10), min_size=25, max_size=25))
def test_no_prime_shows_more_than_the_true_rank(rows, columns, entries):
    matrix = np.reshape(entries[: rows * columns], (rows, columns))
    true = oracles.fraction_rank(matrix)
    assert all(rt.exact_rank(matrix, prime=prime) <= true for prime in PRIMES)


def test_a_small_prime_can_hide_rank():
    matrix = [[1, 2, 3], [4, 5, 6], [7, 8, 10]]  # determinant -3
    assert [rt.exact_rank(matrix, prime=prime) for prime in (2, 3, 5, 7, LARGEST)] == [3, 2, 3, 3, 3]
    assert rt.exact_rank(np.diag([1, 2, 6, 30, 210]), prime=2) == 1
    assert rt.exact_rank([[LARGEST]]) == 0
    assert rt.exact_rank([[LARGEST * 10**30 + 1]]) == 1


@pytest.mark.parametrize("shape", [(0, 0), (0, 5), (5, 0)])
def test_empty_matrices(shape):
    assert rt.exact_rank(np.zeros(shape)) == 0
    assert (rt.numerical_rank(np.zeros(shape)).rank, rt.numerical_rank(np.zeros(shape)).tolerance) == (0, 0)


@pytest.mark.parametrize("size", range(1, 40))
def test_identities_zeros_and_single_entries(size):
    """Every size around the powers of two at which rows are halved."""
    identity = np.eye(size, dtype=int)
    assert rt.exact_rank(identity) == rt.exact_rank(identity[::-1]) == size
    assert rt.exact_rank(0 * identity) == 0
    last = 0 * identity
    last[-1, -1] = 5
    assert rt.exact_rank(last) == 1
    shifted = np.eye(size, size + 3, 3, dtype=int)
    assert rt.exact_rank(shifted) == size


def test_the_matrix_is_left_alone():
    for matrix in (np.arange(900).reshape(30, 30) ** 2 % 97, np.arange(900.0).reshape(30, 30)):
        before = matrix.copy()
        rt.exact_rank(matrix)
        rt.numerical_rank(matrix)
        assert (matrix == before).all()


def test_views_and_orders_of_memory_do_not_matter():
    matrix = np.random.default_rng(1).integers(0, 7, (60, 80))
    expected = oracles.flint_rank(matrix[::2, ::-3], 7)
    assert rt.exact_rank(matrix[::2, ::-3], prime=7) == expected
    assert rt.exact_rank(np.asfortranarray(matrix[::2, ::-3]), prime=7) == expected


# Numerical ranks


@given(st.integers(1, 20), st.integers(1, 20), st.integers(0, 20), st.integers(0, 2**32))
def test_numerical_rank_is_numpys(rows, columns, rank, seed):
    rank = min(rank, rows, columns)
    matrix = random_matrix(seed, rows, rank) @ random_matrix(seed + 1, rank, columns)
    result = rt.numerical_rank(matrix)
    assert result.rank == np.linalg.matrix_rank(matrix)
    values = np.linalg.svd(matrix, compute_uv=False)
    np.testing.assert_allclose(result.singular_values, values)
    assert result.tolerance == pytest.approx(max(rows, columns) * 2.0**-52 * values[0], abs=0)
    assert result.rank == (values > result.tolerance).sum()


def test_the_gap_is_what_the_rank_rests_on():
    matrix = np.diag([8.0, 4.0, 1e-3, 1e-6])
    assert rt.numerical_rank(matrix, tolerance=0.1).gap == pytest.approx(4 / 1e-3)
    assert rt.numerical_rank(matrix, tolerance=1e-5).gap == pytest.approx(1e-3 / 1e-6)
    assert rt.numerical_rank(matrix, tolerance=5).rank == 1
    assert rt.numerical_rank(matrix, tolerance=5).gap == pytest.approx(2)
    assert rt.numerical_rank(matrix).gap == math.inf  # full rank
    assert rt.numerical_rank(np.diag([1.0, 0.0])).gap == math.inf
    assert math.isnan(rt.numerical_rank(np.zeros((2, 2))).gap)
    assert math.isnan(rt.numerical_rank(matrix, tolerance=9).gap)
    assert rt.numerical_rank(matrix, tolerance=4).rank == 1  # a value at the tolerance does not count
    assert rt.numerical_rank(matrix, tolerance=0).rank == 4


# Spectra


MATRICES = st.tuples(st.integers(1, 8), st.integers(1, 8), st.integers(0, 2**32)).map(
    lambda sizes: random_matrix(sizes[2], sizes[0], sizes[1])
)


@given(MATRICES)
def test_the_spectrum_is_a_distribution(matrix):
    weights = rt.spectrum(matrix)
    assert weights.sum() == pytest.approx(1)
    assert (weights >= 0).all()
    assert (np.diff(weights) <= 0).all()
    squares = np.sort(np.linalg.eigvalsh(matrix @ matrix.T))[::-1][: len(weights)]
    np.testing.assert_allclose(weights, squares / (matrix**2).sum(), atol=1e-12)


@given(MATRICES, st.floats(1e-150, 1e150))
def test_entropies_do_not_depend_on_scale_or_sides(matrix, scale):
    entropy = rt.entanglement_entropy(matrix)
    for same in (matrix * scale, -matrix, matrix.T, matrix[::-1]):
        assert rt.entanglement_entropy(same) == pytest.approx(entropy, abs=1e-9)


@given(MATRICES, MATRICES)
def test_the_entropy_of_a_kronecker_product_is_the_sum(a, b):
    entropy = rt.entanglement_entropy(np.kron(a, b))
    assert entropy == pytest.approx(rt.entanglement_entropy(a) + rt.entanglement_entropy(b), abs=1e-9)
    assert rt.effective_rank(np.kron(a, b)) == pytest.approx(rt.effective_rank(a) * rt.effective_rank(b))


@given(MATRICES)
def test_the_effective_rank_lies_between_one_and_the_rank(matrix):
    effective = rt.effective_rank(matrix)
    assert effective == pytest.approx(math.exp(rt.entanglement_entropy(matrix)))
    assert 1 <= effective <= rt.numerical_rank(matrix).rank * (1 + 1e-12)


@pytest.mark.parametrize("rank", [1, 2, 5, 9])
def test_equal_singular_values_have_the_largest_entropy(rank):
    rotation = np.linalg.qr(random_matrix(rank, 9, 9))[0][:, :rank]
    assert rt.effective_rank(rotation) == pytest.approx(rank)
    assert rt.entanglement_entropy(rotation) == pytest.approx(math.log(rank), abs=1e-12)


def test_a_known_entropy():
    assert rt.spectrum(np.diag([3.0, 1.0])).tolist() == pytest.approx([0.9, 0.1])
    expected = -(0.9 * math.log(0.9) + 0.1 * math.log(0.1))
    assert rt.entanglement_entropy(np.diag([1.0, 3.0, 0.0])) == pytest.approx(expected)
