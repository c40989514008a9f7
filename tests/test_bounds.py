"""The formulas against brute-force counts, and the bounds against exact ranks that they must bound."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import racteach as rt
from racteach import bounds

PRIME = 8388593
EXACT = rt.Modular(PRIME)
SIZES = st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(1, 4))
LENGTHS = st.integers(1, 5).map(lambda half: 2 * half)


def random_rac(depth, input_dim, channels, seed=0):
    return rt.RAC.random(depth=depth, input_dim=input_dim, channels=channels, seed=seed, arithmetic=EXACT)


# Multiset coefficients


@pytest.mark.parametrize("n", range(7))
@pytest.mark.parametrize("k", range(7))
def test_multiset_coefficients_count_multisets(n, k):
    multisets = itertools.combinations_with_replacement(range(n), k)
    assert bounds.multiset_coefficient(n, k) == len(list(multisets))


@given(st.integers(1, 60), st.integers(1, 60))
def test_pascal_and_symmetry_of_multiset_coefficients(n, k):
    mc = bounds.multiset_coefficient
    assert mc(n, k) == mc(n - 1, k) + mc(n, k - 1)
    assert mc(n, k) == mc(k + 1, n - 1)
    assert sum(mc(n, j) for j in range(k + 1)) == mc(n + 1, k)


# The degrees behind the bounds, by scaling one variable at a time and watching the output


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
@pytest.mark.parametrize("end", [1, 2, 3, 4])
def test_the_degree_in_every_mid_state(depth, end):
    rac = random_rac(depth, 2, 3)
    inputs = EXACT.draw(1, "inputs", (2 + end, 1, 2))
    mid = rac.initial_state(1)
    for t in range(2):
        mid = rac.step(mid, inputs[t])

    def output(state):
        for t in range(2, 2 + end):
            state = rac.step(state, inputs[t])
        return int(EXACT.decode(rac.readout(state))[0, 0])

    base = output(mid)
    assert base
    for layer, factor in itertools.product(range(depth), (2, 3, 5)):
        scaled = list(mid)
        scaled[layer] = EXACT.multiply(mid[layer], np.float64(factor))
        degree = bounds.multiset_coefficient(end, depth - layer - 1)
        assert output(tuple(scaled)) == base * pow(factor, degree, PRIME) % PRIME


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_the_degree_in_every_input(depth, length):
    rac = random_rac(depth, 3, 2)
    features = np.random.default_rng(length).integers(1, PRIME, (length, 3))
    base = int(rac(features)[0])
    assert base
    for t, factor in itertools.product(range(length), (2, 3, 5)):
        scaled = features.astype(object)
        scaled[t] = scaled[t] * factor
        degree = bounds.multiset_coefficient(length - t, depth - 1)
        assert rac(scaled)[0] == base * pow(factor, degree, PRIME) % PRIME


def monomials(variables, degree):
    return len(list(itertools.combinations_with_replacement(range(variables), degree)))


def degree_by_paths(steps, layers):
    """How often a circuit uses a number that enters below ``layers`` layers, ``steps`` steps before the end.

    h^{t,l} uses h^{t-1,l} once and h^{t,l-1} once: count the ways up and forward.
    """
    uses = np.zeros((layers + 1, steps + 1), dtype=object)
    uses[layers, steps] = 1  # the output reads the top layer once, at the last step
    for layer, t in itertools.product(range(layers, 0, -1), range(steps, 0, -1)):
        uses[layer, t - 1] += uses[layer, t]
        uses[layer - 1, t] += uses[layer, t]
    return uses


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize(("start", "end"), [(1, 1), (2, 2), (3, 3), (1, 3), (3, 1), (2, 4)])
@pytest.mark.parametrize(("m", "r"), [(1, 2), (2, 2), (3, 2), (2, 3)])
def test_the_bounds_are_products_of_monomial_counts(depth, start, end, m, r):
    length, letters = start + end, 3
    uses = degree_by_paths(end, depth)
    state = np.prod([monomials(r, uses[layer, 0]) for layer in range(1, depth + 1)], dtype=object)
    ends = [monomials(min(m, r), uses[0, t]) for t in range(1, end + 1)]
    uses_from_start = degree_by_paths(length, depth)
    starts = [monomials(min(m, r), uses_from_start[0, t]) for t in range(1, start + 1)]

    sizes = depth, m, r, length
    assert bounds.state_bound(*sizes, split=start) == state
    assert bounds.end_bound(*sizes, split=start) == np.prod(ends)
    assert bounds.start_bound(*sizes, split=start) == np.prod(starts)
    capped = [[min(letters, count) for count in counts] for counts in (ends, starts)]
    assert bounds.end_bound(*sizes, split=start, templates=letters) == np.prod(capped[0])
    assert bounds.start_bound(*sizes, split=start, templates=letters) == np.prod(capped[1])


# The bounds do bound


@settings(max_examples=60)
@given(
    st.integers(1, 4), st.integers(1, 3), st.integers(1, 3), st.integers(2, 6),
    st.sampled_from(["one-hot", 1, 2, 3]), st.integers(0, 2**32), st.data(),
)  # fmt: skip
def test_no_rank_exceeds_a_bound(depth, input_dim, channels, length, templates, seed, data):
    tensor = rt.grid_tensor(
        random_rac(depth, input_dim, channels, seed), length, templates=templates, seed=seed
    )
    split = data.draw(st.integers(1, length - 1))
    rank = rt.exact_rank(rt.matricize(tensor, start=range(split)))
    q = input_dim if templates == "one-hot" else templates
    sizes = depth, input_dim, channels, length
    assert rank <= bounds.state_bound(*sizes, split=split)
    for letters in (q, None):
        assert rank <= bounds.end_bound(*sizes, split=split, templates=letters)
        assert rank <= bounds.start_bound(*sizes, split=split, templates=letters)
        assert rank <= bounds.best_upper_bound(*sizes, split=split, templates=letters)[0]
    assert rank <= bounds.grid_cap(q, length, split)
    if depth == 1:
        assert rank <= bounds.shallow_rank(input_dim, channels, length, split)


@pytest.mark.parametrize("input_dim", [1, 2, 3])
@pytest.mark.parametrize("channels", [1, 2, 4, 5])
@pytest.mark.parametrize("length", [2, 4, 5, 6])
def test_the_shallow_rank_is_the_rank_for_every_split(input_dim, channels, length):
    tensor = rt.grid_tensor(random_rac(1, input_dim, channels), length)
    for split in range(1, length):
        rank = rt.exact_rank(rt.matricize(tensor, start=range(split)))
        assert rank == bounds.shallow_rank(input_dim, channels, length, split)


@pytest.mark.parametrize("input_dim", [1, 2, 3])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
@pytest.mark.parametrize("length", [2, 4, 6])
def test_the_papers_bound_at_depth_two_lies_below_the_rank(input_dim, channels, length):
    rank = rt.exact_rank(
        rt.start_end_matricization(rt.grid_tensor(random_rac(2, input_dim, channels), length))
    )
    assert bounds.paper_lower_bound(2, input_dim, channels, length) <= rank


def test_the_paper_bound_in_numbers():
    paper = bounds.paper_lower_bound
    assert [paper(1, 3, 3, 12), paper(2, 2, 2, 12), paper(2, 3, 3, 10), paper(2, 4, 4, 12)] == [3, 7, 21, 84]
    assert [paper(3, 2, 2, 8), paper(3, 3, 2, 12), paper(3, 3, 3, 6), paper(4, 2, 2, 6)] == [11, 22, 27, 8]
    assert [bounds.paper_bound_status(depth) for depth in (1, 2, 3, 7)] == [
        "exact", "proved", "conjectured", "conjectured",
    ]  # fmt: skip


# Relations between the formulas


@given(SIZES, LENGTHS, st.sampled_from([None, 1, 2, 5]))
def test_every_bound_grows_with_every_size(sizes, length, templates):
    functions = [
        bounds.state_bound,
        lambda *args: bounds.end_bound(*args, templates=templates),
        lambda *args: bounds.start_bound(*args, templates=templates),
        lambda *args: bounds.best_upper_bound(*args, templates=templates)[0],
        bounds.paper_lower_bound,
    ]
    for function, place in itertools.product(functions, range(3)):
        larger = list(sizes)
        larger[place] += 1
        if place == 0 and function is bounds.paper_lower_bound:
            continue  # min{R, M^n} at depth 1 may exceed the bound at depth 2, which sees min{M, R} only
        assert function(*larger, length) >= function(*sizes, length)
    for function in functions:
        assert function(*sizes, length + 2) >= function(*sizes, length)


@given(SIZES, LENGTHS, st.sampled_from([None, 1, 2, 5]))
def test_equal_halves_are_a_split_and_never_helped_by_the_start_bound(sizes, length, templates):
    end = bounds.end_bound(*sizes, length, templates=templates)
    start = bounds.start_bound(*sizes, length, templates=templates)
    assert end <= start
    half = length // 2
    assert end == bounds.end_bound(*sizes, length, templates=templates, split=half)
    assert start == bounds.start_bound(*sizes, length, templates=templates, split=half)
    assert bounds.state_bound(*sizes, length) == bounds.state_bound(*sizes, length, split=half)


@given(SIZES, LENGTHS)
def test_the_state_bound_ignores_the_input_dimension(sizes, length):
    depth, _, channels = sizes
    assert bounds.state_bound(depth, 1, channels, length) == bounds.state_bound(depth, 9, channels, length)


def test_depth_one_is_the_shallow_rank():
    for m, r, length in itertools.product(range(1, 5), range(1, 6), (2, 4, 6)):
        assert bounds.paper_lower_bound(1, m, r, length) == bounds.shallow_rank(m, r, length)
        assert bounds.state_bound(1, m, r, length) == r
        assert bounds.best_upper_bound(1, m, r, length)[0] == bounds.shallow_rank(m, r, length)


def test_bounds_are_python_integers_of_any_size():
    huge = bounds.state_bound(5, 50, 50, 2000)
    assert type(huge) is int
    assert huge > 10**1000
    assert type(bounds.shallow_rank(np.int64(2), np.int64(10**6), np.int64(200))) is int
    assert bounds.grid_cap(np.int64(7), 200) == 7**100
