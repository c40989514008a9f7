"""Matricization against index arithmetic and TensorLy's own unfolding."""

from __future__ import annotations

import itertools

import numpy as np
import oracles
import pytest
import tensorly as tl
from hypothesis import given
from hypothesis import strategies as st

import racteach as rt


def every_split(length):
    return [rows for size in range(1, length) for rows in itertools.permutations(range(length), size)]


@pytest.mark.parametrize("shape", [(2, 3), (2, 2, 2), (2, 3, 4), (3, 1, 2, 2), (2, 2, 2, 2)])
def test_every_split_in_every_order(shape):
    tensor = np.arange(np.prod(shape)).reshape(shape)
    for rows in every_split(len(shape)):
        assert (rt.matricize(tensor, start=rows) == oracles.matricize(tensor, rows)).all()


@given(st.integers(2, 7), st.integers(1, 3), st.data())
def test_any_split_of_a_grid(length, letters, data):
    size = data.draw(st.integers(1, length - 1))
    rows = data.draw(st.permutations(range(length)))[:size]
    tensor = np.arange(letters**length).reshape((letters,) * length)
    matrix = rt.matricize(tensor, start=rows)
    assert matrix.shape == (letters**size, letters ** (length - size))
    columns = [step for step in range(length) if step not in rows]
    assert (matrix == np.transpose(tensor, [*rows, *columns]).reshape(matrix.shape)).all()


@pytest.mark.parametrize("step", range(4))
def test_one_row_step_is_tensorlys_unfolding(step):
    tensor = np.random.default_rng(0).normal(size=(2, 3, 4, 5))
    assert (rt.matricize(tensor, start=(step,)) == tl.unfold(tensor, step)).all()


@pytest.mark.parametrize("length", [2, 4, 6])
def test_the_two_halves(length):
    tensor = np.arange(3**length).reshape((3,) * length)
    matrix = rt.start_end_matricization(tensor)
    assert (matrix == tensor.reshape(3 ** (length // 2), -1)).all()
    assert (matrix == rt.matricize(tensor, start=range(length // 2))).all()


def test_swapping_the_sides_transposes():
    tensor = np.arange(16).reshape(2, 2, 2, 2)
    assert (rt.matricize(tensor, start=(1, 3)) == rt.matricize(tensor, start=(0, 2)).T).all()


@pytest.mark.parametrize("start", [(0, 2), [0, 2], np.array([0, 2]), {0: 1, 2: 1}, iter((0, 2))])
def test_start_is_any_iterable(start):
    tensor = np.arange(8).reshape(2, 2, 2)
    assert rt.matricize(tensor, start=start).tolist() == [[0, 2], [1, 3], [4, 6], [5, 7]]


def test_a_single_step_needs_no_tuple():
    tensor = np.arange(8).reshape(2, 2, 2)
    assert rt.matricize(tensor, start=1).tolist() == rt.matricize(tensor, start=(1,)).tolist()


@pytest.mark.parametrize("dtype", [np.int64, np.float64, np.float32, bool, object])
def test_entries_keep_their_type(dtype):
    tensor = np.ones((2, 2), dtype=dtype)
    assert rt.matricize(tensor, start=(0,)).dtype == dtype
    big = np.array([[2**62 + 1, 1], [0, -(2**63)]])
    assert rt.start_end_matricization(big).tolist() == big.tolist()


def test_the_tensor_is_left_alone():
    tensor = np.arange(8).reshape(2, 2, 2)
    before = tensor.copy()
    rt.matricize(tensor, start=(2, 0))
    assert (tensor == before).all()


def test_another_tensorly_backend_of_the_users_is_put_back():
    before = tl.get_backend()
    rt.matricize(np.ones((2, 2)), start=(0,))
    assert tl.get_backend() == before
