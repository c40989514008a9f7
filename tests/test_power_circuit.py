"""The circuit that computes a power of the inner product of start and end, at every depth."""

import itertools
from operator import mul

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import racteach as rt
from racteach.bounds import multiset_coefficient, power_bound
from racteach.certificates.blocks import output_block
from racteach.constructions import power_circuit, power_exponents, power_inputs


def in_python_integers(circuit, inputs):
    """The recurrence by its definition, with Python's own integers: nothing overflows."""
    into, recall = (
        [w.astype(int).tolist() for w in ws] for ws in (circuit.input_weights, circuit.hidden_weights)
    )

    def apply(matrix, vector):
        return [sum(map(mul, row, vector)) for row in matrix]

    states = None
    for below in inputs:
        now = []
        for layer, weights in enumerate(into):
            below = apply(weights, below)
            if states is not None:
                below = list(map(mul, apply(recall[layer], states[layer]), below))
            now.append(below)
        states = now
    return apply(circuit.output_weights.astype(int).tolist(), states[-1])[0]


SIZES = st.tuples(st.integers(1, 6), st.integers(1, 4), st.integers(1, 4), st.integers(2, 7))


@given(SIZES, st.data())
def test_it_is_the_power_of_the_inner_product(size, data):
    depth, input_dim, channels, length = size
    split = data.draw(st.integers(1, length - 1))
    vector = st.lists(st.integers(-3, 3), min_size=input_dim, max_size=input_dim)
    x, z = data.draw(vector), data.draw(vector)
    m = min(input_dim, channels)
    e, d = power_exponents(depth, length, split)
    wanted = sum(x[:m]) ** e * sum(map(mul, x[:m], z[:m])) ** d
    inputs = power_inputs(x, z, length, split)
    assert in_python_integers(power_circuit(depth, input_dim, channels), inputs.tolist()) == wanted
    modular = power_circuit(depth, input_dim, channels, arithmetic=rt.Modular())
    assert modular(inputs)[0] == wanted % rt.DEFAULT_PRIME


def small_sizes():
    """Every (L, m, s, e) of at most 6 layers, 6 variables and 12 steps on a side with mc(m, D) <= 500."""
    found = {}
    for depth, m, e in itertools.product(range(1, 7), range(1, 7), range(1, 13)):
        rank = multiset_coefficient(m, multiset_coefficient(e, depth - 1))
        if rank <= 500:
            for s in {1, e, e + 2}:
                found[depth, m, s, e] = rank
    return found


def rank_of(depth, input_dim, channels, s, e, size):
    circuit = power_circuit(depth, input_dim, channels, arithmetic=rt.Modular())
    draw = circuit.arithmetic.draw
    starts, ends = np.ones((size, s, input_dim)), np.ones((size, e, input_dim))
    starts[:, 0], ends[:, 0] = draw(0, "x", (size, input_dim)), draw(0, "z", (size, input_dim))
    return rt.exact_rank(circuit.arithmetic.decode(output_block(circuit, starts, ends)))


@pytest.mark.parametrize("depth", range(1, 7))
def test_its_rank_is_the_number_of_monomials(depth):
    sizes = {size: rank for size, rank in small_sizes().items() if size[0] == depth}
    assert len(sizes) >= 20
    for (_, m, s, e), rank in sizes.items():
        for input_dim, channels in ((m, m), (m + 1, m), (m, m + 1))[: 3 if rank < 50 else 1]:
            assert rank_of(depth, input_dim, channels, s, e, rank + 3) == rank
        if depth > 1:
            assert power_bound(depth, m, m, s + e, split=s) == rank


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: power_circuit(0, 2), "depth must be an integer"),
        (lambda: power_circuit(2, 2, 0), "channels must be an integer"),
        (lambda: power_inputs([1, 2], [1, 2, 3], 4), "two vectors"),
        (lambda: power_inputs([1, 2], [1, 2], 5), "even"),
        (lambda: power_exponents(2, 6, 6), "split"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(call, message):
    with pytest.raises((TypeError, ValueError), match=message) as caught:
        call()
    assert "\n" not in str(caught.value)
