"""Elimination by blocks of rows, against Python's integers and python-flint, with blocks of every size."""

from __future__ import annotations

import numpy as np
import oracles
import pytest
from benchmarks.measure import peak_bytes
from hypothesis import given, settings
from hypothesis import strategies as st

from racteach.certificates.budget import block_memory
from racteach.exact import elimination
from racteach.exact.arithmetic import Modular
from racteach.exact.elimination import rank_modulo

LARGEST = 8388593
PRIMES = [2, 3, 5, 101, 8191, 131071, LARGEST]
DAMAGE = ["rows", "columns", "repeated rows", "repeated columns", "corner", "few", "low rank", "extreme"]


def integers_rank(matrix, prime):
    """Elimination column by column in Python's integers."""
    rows, rank = [[int(x) % prime for x in row] for row in matrix], 0
    for column in range(len(rows[0])):
        pivot = next((i for i in range(rank, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        inverse = pow(rows[rank][column], -1, prime)
        for i in range(rank + 1, len(rows)):
            factor = rows[i][column] * inverse
            rows[i] = [(a - factor * b) % prime for a, b in zip(rows[i], rows[rank], strict=True)]
        rank += 1
    return rank


def damaged(rng, matrix, prime, kinds):
    rows, columns = matrix.shape
    for kind in kinds:
        if kind == "rows":
            matrix[rng.random(rows) < 0.5] = 0
        elif kind == "columns":
            matrix[:, rng.random(columns) < 0.5] = 0
        elif kind == "repeated rows":
            matrix = matrix[rng.integers(0, 1 + rows // 2, rows)]
        elif kind == "repeated columns":
            matrix = matrix[:, rng.integers(0, 1 + columns // 2, columns)]
        elif kind == "corner":
            matrix[: 1 + rows // 2, : 1 + columns // 2] = 0
        elif kind == "few":
            matrix[rng.random(matrix.shape) < 0.9] = 0
        elif kind == "low rank":
            matrix = oracles.matrix_of_rank(rng, rows, columns, min(rows, columns) // 3, prime)
        else:
            matrix = np.where(rng.random(matrix.shape) < 0.5, prime // 2, prime // 2 + 1) % prime
    return matrix


@settings(max_examples=300)
@given(
    prime=st.sampled_from(PRIMES),
    shape=st.tuples(st.integers(1, 24), st.integers(1, 24)),
    kinds=st.lists(st.sampled_from(DAMAGE), max_size=3),
    block=st.integers(1, 9),
    seed=st.integers(0, 2**32),
)
def test_any_matrix_in_blocks_of_any_size(prime, shape, kinds, block, seed):
    rng = np.random.default_rng(seed)
    matrix = damaged(rng, rng.integers(0, prime, shape), prime, kinds)
    expected = integers_rank(matrix, prime)
    assert oracles.flint_rank(matrix, prime) == expected
    engine = Modular(prime)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(elimination, "_ROWS", block)
        patch.setattr(elimination, "_ENTRIES", 5 * block)  # products of a few rows only
        assert rank_modulo(engine.encode(matrix), engine) == expected
        assert rank_modulo(engine.encode(matrix.T), engine) == expected


@pytest.mark.parametrize("prime", [2, 3, 8191, LARGEST])
@pytest.mark.parametrize(
    ("rows", "columns", "rank"),
    [(1100, 1090, 1090), (1100, 1090, 700), (530, 900, 513), (1030, 520, 512), (700, 700, 3)],
)
def test_more_rows_than_one_block(prime, rows, columns, rank):
    rng = np.random.default_rng(rows + rank)
    left, right = rng.integers(0, prime, (rows, rank)), rng.integers(0, prime, (rank, columns))
    engine = Modular(prime)
    elements = engine.matmul(engine.encode(left), engine.encode(right))
    expected = oracles.flint_rank(engine.decode(elements), prime)
    assert rank_modulo(elements, engine) == expected
    assert rank - 12 <= expected <= rank


def test_the_echelon_form_is_reduced_and_spans_the_same_rows():
    """The identity in the columns of the pivots; added to the rows it came from, it adds no rank."""
    engine = Modular(101)
    rng = np.random.default_rng(3)
    for rank in (0, 1, 7, 20):
        matrix = engine.encode(oracles.matrix_of_rank(rng, 20, 30, rank, 101))
        rows = matrix.copy()
        pivots = elimination._to_echelon_form(rows, engine)
        assert len(pivots) == rank
        assert (engine.decode(rows[:rank, pivots]) == np.eye(rank)).all()
        both = engine.decode(np.concatenate([matrix, rows[:rank]]))
        assert integers_rank(both, 101) == rank


@pytest.mark.parametrize("sign", [1, -1])
def test_sums_of_the_largest_elements_over_a_whole_block_are_exact(sign):
    """512 products of elements of the largest size, all of one sign, and one element more."""
    engine = Modular()
    most, count = engine.largest, engine.exact_inner
    rows = np.full((2, 3), -sign * float(most))
    elimination._subtract_product(
        rows, np.full((2, count), sign * float(most)), np.full((count, 3), float(most)), engine
    )
    expected = (-sign * most - sign * count * most * most) % LARGEST
    assert (engine.decode(rows) == expected).all()
    assert count >= elimination._ROWS


def test_elimination_holds_three_arrays_at_most():
    """What the memory that a computation will take is counted by; the matrix itself is one of them."""
    side = 1500
    engine = Modular()
    matrix = engine.draw(0, "memory", (side, side))
    matrix[:, 0] = 0  # so that pivots are not the first columns, and the others are copied
    held = peak_bytes(lambda: rank_modulo(matrix, engine))
    products = 8 * 3 * elimination._ENTRIES
    assert held + matrix.nbytes <= block_memory(side, side, 1, 1) + products
    assert held >= matrix.nbytes
