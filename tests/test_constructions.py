"""Circuits written by hand: the proof of depth 2, EQUALITY, and the floor of shallow circuits."""

import itertools

import numpy as np
import pytest
import tensorly

import racteach as rt
from racteach.bounds import multiset_coefficient
from racteach.constructions import (
    equality_circuit,
    proof_circuit,
    proof_factors,
    shallow_similarity_circuit,
    similarity_circuit,
    similarity_floor,
    similarity_matrix,
)


def matrix_of(circuit: rt.RAC, half_length: int) -> np.ndarray:
    return rt.start_end_matricization(rt.grid_tensor(circuit, 2 * half_length))


@pytest.mark.parametrize("z", [2, 3, 10])
@pytest.mark.parametrize(("m", "n"), [(2, 1), (2, 2), (2, 3), (2, 4), (3, 1), (3, 2), (3, 3), (4, 1), (4, 2)])
def test_the_proofs_rank_is_the_bound_and_its_factors_are_the_circuit(m, n, z):
    factors = proof_factors(m, n, z)
    modular = matrix_of(proof_circuit(m, z, arithmetic=rt.Modular()), n)
    assert ((factors.matrix - modular) % rt.DEFAULT_PRIME == 0).all()
    wanted = multiset_coefficient(m, n)
    assert rt.exact_rank(factors.matrix) == wanted
    assert rt.exact_rank(factors.coefficients) == wanted
    assert rt.exact_rank(factors.evaluation[factors.distinct]) == wanted


@pytest.mark.parametrize("z", [-2, -1, 0, 1])
def test_the_factors_are_the_circuit_where_the_proof_fails_too(z):
    factors = proof_factors(2, 3, z)
    assert (factors.matrix == matrix_of(proof_circuit(2, z), 3)).all()
    assert rt.exact_rank(proof_factors(2, 2, 1).matrix) == 1


def test_the_evaluation_is_the_power_of_the_inner_product():
    factors = proof_factors(3, 2, 5)
    for row, c in zip(factors.evaluation, factors.counts, strict=True):
        for entry, alpha in zip(row, factors.monomials, strict=True):
            assert entry == 5 ** int(np.dot(c, alpha))


@pytest.mark.parametrize("k", [1, 2, 3, 4, 5])
def test_equality_is_right_on_every_word(k):
    circuit = equality_circuit(k)
    assert (circuit.depth, circuit.channels) == (2, k + 2)
    assert np.array_equal(matrix_of(circuit, k), np.eye(2**k))


@pytest.mark.parametrize("epsilon", [1, 0.6, -0.3, 0])
@pytest.mark.parametrize("k", [1, 2, 3, 4, 5])
def test_the_similarity_circuit_computes_the_kronecker_power(k, epsilon):
    assert matrix_of(similarity_circuit(k, epsilon), k) == pytest.approx(
        similarity_matrix(k, epsilon), abs=1e-12
    )


def test_the_kernel_by_its_definition():
    words = list(itertools.product([1, -1], repeat=3))
    wanted = [[np.prod([1 + 0.5 * x * y for x, y in zip(s, e, strict=True)]) for e in words] for s in words]
    assert similarity_matrix(3, 0.5) == pytest.approx(np.array(wanted))


@pytest.mark.parametrize("epsilon", [1, 0.6, -0.3])
def test_the_floor_is_eckart_and_youngs(epsilon):
    squares = np.linalg.svd(similarity_matrix(4, epsilon), compute_uv=False) ** 2
    for rank in range(17):
        wanted = squares[rank:].sum() / squares.sum()
        assert similarity_floor(4, epsilon, rank) == pytest.approx(wanted, abs=1e-13)


GOLDEN = [(3, 1, R, floor) for R, floor in ((1, 0.875), (4, 0.5), (7, 0.125), (8, 0))] + [
    (4, 0.6, R, floor) for R, floor in ((1, 0.7077), (5, 0.2868), (11, 0.0595), (15, 0.0049), (16, 0))
]


@pytest.mark.parametrize(("k", "epsilon", "channels", "floor"), GOLDEN)
def test_explicit_shallow_circuits_sit_on_the_floor(k, epsilon, channels, floor):
    target = similarity_matrix(k, epsilon)
    error = matrix_of(shallow_similarity_circuit(k, epsilon, channels), k) - target
    relative = (error**2).sum() / (target**2).sum()
    assert relative == pytest.approx(similarity_floor(k, epsilon, channels), abs=1e-12)
    assert relative == pytest.approx(floor, abs=5e-5)


@pytest.mark.parametrize("channels", [6, 9])
def test_widths_that_are_no_union_of_orbits_are_refused_with_those_that_are(channels):
    with pytest.raises(ValueError, match=r"channels must be one of 1, 4, 7, 8$"):
        shallow_similarity_circuit(3, 0.5, channels)


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize(("input_dim", "channels", "length"), [(2, 3, 6), (3, 2, 4), (2, 5, 1), (4, 1, 3)])
def test_a_train_is_the_grid_tensor(input_dim, channels, length, seed):
    rac = rt.RAC.random(depth=1, input_dim=input_dim, channels=channels, seed=seed)
    whole = tensorly.tt_to_tensor(rt.tensor_train(rac, length))
    assert whole == pytest.approx(rt.grid_tensor(rac, length))


def test_a_train_knows_the_initial_state_and_the_output():
    weights = rt.sampling.normals(0, "w", (5, 2, 2))
    rac = rt.RAC([weights[0]], [weights[1]], weights[2], initial_state=weights[3][:1])
    whole = tensorly.tt_to_tensor(rt.tensor_train(rac, 4, output=1))
    assert whole == pytest.approx(rt.grid_tensor(rac, 4, output=1))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: rt.tensor_train(rt.RAC.random(depth=2, input_dim=2, channels=2, seed=0), 4), "depth 2"),
        (lambda: rt.tensor_train(3, 4), "takes a circuit"),
        (lambda: proof_factors(5, 6, 2), "more than 250,000"),
        (lambda: equality_circuit(0), "half_length must be an integer"),
        (lambda: shallow_similarity_circuit(3, 2, 1), "from -1 to 1"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(call, message):
    with pytest.raises((TypeError, ValueError), match=message) as caught:
        call()
    assert "\n" not in str(caught.value)
