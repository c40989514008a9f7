"""Identities of the theory, as one table: two ways to the same Start-End matrix, or to the same rank."""

from __future__ import annotations

import numpy as np
import pytest

import racteach as rt
from racteach.bounds import multiset_coefficient

PRIME = 8388593
EXACT = rt.Modular(PRIME)


class Weights:
    """A circuit's weights as Python integers, so that they can be multiplied and cut without overflow."""

    def __init__(self, depth, input_dim, channels, seed):
        rng = np.random.default_rng([depth, input_dim, channels, seed])
        below = [input_dim] + [channels] * (depth - 1)
        self.inputs = [rng.integers(0, PRIME, (channels, columns)).astype(object) for columns in below]
        self.hidden = [rng.integers(0, PRIME, (channels, channels)).astype(object) for _ in range(depth)]
        self.output = rng.integers(0, PRIME, (1, channels)).astype(object)
        self.rng = rng

    def rac(self):
        return rt.RAC(self.inputs, self.hidden, self.output, arithmetic=EXACT)

    def matrix(self, length, templates="one-hot"):
        return rt.start_end_matricization(rt.grid_tensor(self.rac(), length, templates=templates))


def permute_channels(w):
    """Renaming the channels of one layer changes nothing."""
    for layer in range(len(w.hidden)):
        order = np.roll(np.arange(len(w.hidden[layer])), layer + 1)
        w.inputs[layer] = w.inputs[layer][order]
        w.hidden[layer] = w.hidden[layer][order][:, order]
        if layer + 1 < len(w.hidden):
            w.inputs[layer + 1] = w.inputs[layer + 1][:, order]
        else:
            w.output = w.output[:, order]


def scale_a_channel(w):
    """A channel times c, divided by c where it is read: h = W h * W x sees c once on each side.

    In layer l the state h_1 becomes c h_1 if the row of W^I is multiplied by c and the column of W^H is
    divided by c; whoever reads the channel divides by c.
    """
    c = 12345
    inverse = pow(c, -1, PRIME)
    for layer in range(len(w.hidden)):
        w.inputs[layer][0] *= c
        w.hidden[layer][:, 0] *= inverse
        if layer + 1 < len(w.hidden):
            w.inputs[layer + 1][:, 0] *= inverse
        else:
            w.output[:, 0] *= inverse


def add_a_dead_channel(w):
    """A channel that nobody reads."""
    for layer in range(len(w.hidden)):
        w.inputs[layer] = np.pad(w.inputs[layer], ((0, 1), (0, 1 if layer else 0)), constant_values=0)
        w.hidden[layer] = np.pad(w.hidden[layer], ((0, 1), (0, 1)), constant_values=0)
    w.output = np.pad(w.output, ((0, 0), (0, 1)), constant_values=0)


def split_a_channel(w):
    """A channel of the last layer written twice and read with two halves that add up."""
    w.inputs[-1] = np.vstack([w.inputs[-1], w.inputs[-1][:1]])
    w.hidden[-1] = np.vstack([w.hidden[-1], w.hidden[-1][:1]])
    w.hidden[-1] = np.hstack([w.hidden[-1], 0 * w.hidden[-1][:, :1]])
    w.output = np.hstack([w.output, 77 + 0 * w.output[:, :1]])
    w.output[:, 0] -= 77
    if len(w.hidden) > 1:  # the layers below get a channel that nobody reads
        w.inputs[-1] = np.pad(w.inputs[-1], ((0, 0), (0, 1)), constant_values=0)
        for layer in range(len(w.hidden) - 1):
            w.inputs[layer] = np.pad(w.inputs[layer], ((0, 1), (0, 1 if layer else 0)), constant_values=0)
            w.hidden[layer] = np.pad(w.hidden[layer], ((0, 1), (0, 1)), constant_values=0)


SAME_MATRIX = [permute_channels, scale_a_channel, add_a_dead_channel, split_a_channel]


def scale_the_output(w):
    w.output = w.output * 54321


def scale_all_of_one_layers_weights(w):
    w.inputs[0] = w.inputs[0] * 31
    w.hidden[-1] = w.hidden[-1] * 17


def permute_the_letters(w):
    w.inputs[0] = np.roll(w.inputs[0], 1, axis=1)


def scale_the_letters(w):
    """Each letter times a number: rows and columns of the Start-End matrix are scaled."""
    w.inputs[0] = w.inputs[0] * w.rng.integers(1, PRIME, w.inputs[0].shape[1]).astype(object)


SAME_RANK = [scale_the_output, scale_all_of_one_layers_weights, permute_the_letters, scale_the_letters]

CASES = [(1, 3, 2, 6), (1, 2, 5, 6), (2, 2, 3, 6), (2, 3, 3, 4), (3, 2, 2, 8), (3, 3, 2, 6), (4, 2, 2, 6)]


@pytest.mark.parametrize("sizes", CASES, ids=str)
@pytest.mark.parametrize("change", SAME_MATRIX, ids=lambda change: change.__name__)
def test_changes_that_leave_the_function_alone(change, sizes):
    *sizes, length = sizes
    weights = Weights(*sizes, seed=0)
    before = weights.matrix(length)
    change(weights)
    assert (weights.matrix(length) == before).all()


@pytest.mark.parametrize("sizes", CASES, ids=str)
@pytest.mark.parametrize("change", SAME_RANK, ids=lambda change: change.__name__)
def test_changes_that_leave_the_rank_alone(change, sizes):
    *sizes, length = sizes
    weights = Weights(*sizes, seed=1)
    before = weights.matrix(length)
    change(weights)
    after = weights.matrix(length)
    assert not (after == before).all()
    assert rt.exact_rank(after) == rt.exact_rank(before)


@pytest.mark.parametrize("sizes", CASES, ids=str)
def test_a_change_of_features_is_absorbed_by_the_first_weights(sizes):
    """Templates with feature matrix F are one-hot letters of the circuit with W^{I,1} F^T."""
    *sizes, length = sizes
    weights = Weights(*sizes, seed=2)
    features = np.random.default_rng(5).integers(-9, 10, (sizes[1], sizes[1])).astype(object)
    by_templates = weights.matrix(length, templates=features)
    weights.inputs[0] = weights.inputs[0] @ features.T
    assert (weights.matrix(length) == by_templates).all()


@pytest.mark.parametrize(("m", "r", "length"), [(2, 3, 6), (3, 2, 4), (3, 9, 4)])
def test_invertible_features_leave_the_shallow_rank_alone(m, r, length):
    weights = Weights(1, m, r, seed=3)
    features = np.tril(np.random.default_rng(6).integers(1, 9, (m, m)))
    assert rt.exact_rank(weights.matrix(length, templates=features)) == rt.exact_rank(weights.matrix(length))


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_ranks_grow_with_every_size(depth):
    def rank(m, r, length):
        return rt.exact_rank(Weights(depth, m, r, seed=4).matrix(length))

    if depth == 1:
        assert [rank(2, 2, length) for length in (2, 4, 6, 8)] == [2, 2, 2, 2]  # more time does not help
    assert rank(2, 1, 6) == 1  # one channel: a product of functions of single inputs
    assert rank(1, 3, 6) == 1  # one letter: a constant
    for values in (
        [rank(2, r, 6) for r in (1, 2, 3, 4)],
        [rank(m, 2, 4) for m in (1, 2, 3, 4)],
        [rank(2, 2, length) for length in (2, 4, 6, 8)],
    ):
        assert values == sorted(values)
        assert values[-1] > values[0] or depth == 1


@pytest.mark.parametrize("n", [2, 3, 4])
@pytest.mark.parametrize("r", [1, 2, 3])
def test_depth_two_has_rank_r_times_the_monomials(r, n):
    """L = 2, M = R, n >= 2, where the letters do not cap it: rank R mc(R, n), more than the shallow R."""
    rank = rt.exact_rank(Weights(2, r, r, seed=5).matrix(2 * n))
    assert rank == min(r * multiset_coefficient(r, n), r**n)


def explicit_depth_two(m, n, z):
    """The weights of the depth-efficiency proof: layer 1 counts letters in powers of z."""
    letters = np.ones((m, m), dtype=object) + (z - 1) * np.eye(m, dtype=int).astype(object)
    ones = np.ones((m, m), dtype=object)
    first = np.zeros((m, m), dtype=object)
    first[:, 0] = 1
    read = np.zeros((1, m), dtype=object)
    read[0, 0] = 1
    rac = rt.RAC([letters, ones], [np.eye(m, dtype=int), first], read, arithmetic=EXACT)
    return rt.exact_rank(rt.start_end_matricization(rt.grid_tensor(rac, 2 * n)))


@pytest.mark.parametrize("z", [2, 3, 10])
@pytest.mark.parametrize(("m", "n"), [(2, 1), (2, 4), (3, 2), (3, 3), (4, 2)])
def test_the_circuit_of_the_depth_efficiency_proof(m, n, z):
    assert explicit_depth_two(m, n, z) == multiset_coefficient(m, n)


def test_a_product_of_functions_has_rank_one_and_a_sum_adds_ranks():
    rng = np.random.default_rng(7)
    a, b = rng.integers(-9, 10, (2, 9)), rng.integers(-9, 10, (2, 9))
    assert rt.exact_rank(np.outer(a[0], b[0])) == 1
    assert rt.exact_rank(np.outer(a[0], b[0]) + np.outer(a[1], b[1])) == 2


@pytest.mark.parametrize("k", [1, 2, 3, 4])
def test_kronecker_powers_multiply_ranks(k):
    base = np.array([[3, -1, 0], [1, 1, 1], [4, 0, 1]])  # rank 2
    power = np.ones((1, 1), dtype=int)
    for _ in range(k):
        power = np.kron(power, base)
    assert rt.exact_rank(power) == rt.numerical_rank(power).rank == 2**k
