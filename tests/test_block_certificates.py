"""Certificates by blocks: their ranks, their coefficients, and a verification that nothing false passes."""

from __future__ import annotations

import dataclasses
import itertools
import json
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_verification import sealed

import racteach as rt
from racteach import bounds
from racteach.certificates import block_proving, proving, ranges, reading, torus
from racteach.certificates import by_blocks as blockwise
from racteach.certificates.by_blocks import BlockCertificate, applies, block_certificate, plan
from racteach.certificates.evaluator import BlockEvaluator
from racteach.certificates.many_ranks import ranks_modulo
from racteach.certificates.proving import verify_certificate
from racteach.certificates.reach import reaches_all
from racteach.certificates.sequences import Sequences
from racteach.certificates.torus import Torus, torus_prime
from racteach.exact.arithmetic import Modular
from racteach.exact.primes import is_prime


def by_blocks(depth, input_dim, channels, start, end, *, seed=0, memory_limit=2**30, **options):
    assert applies(depth, input_dim, channels, start, end)
    sizes = plan(depth, channels, end, groups=min(input_dim, channels))
    return block_certificate(input_dim, start, sizes, seed=seed, memory_limit=memory_limit, **options)


MADE = by_blocks(3, 3, 2, 3, 3)
LARGE = by_blocks(4, 2, 2, 4, 4)
NARROW = by_blocks(2, 2, 3, 4, 5)

# The ranks

SMALL = [
    (depth, m, r, start, end)
    for depth, r, end in itertools.product(range(2, 6), range(2, 5), range(2, 7))
    for m, start in ((r, max(depth, end)), (r + 1, depth))
    if bounds.best_upper_bound(depth, m, r, start + end, split=start)[0] <= 320
]


@pytest.mark.parametrize("size", SMALL, ids=str)
def test_the_sum_over_blocks_is_the_rank_of_one_dense_block(size):
    depth, m, r, start, end = size
    dense = rt.separation_rank(depth, m, r, start + end, split=start, prime=8388587)
    assert type(dense) is rt.Certificate
    assert by_blocks(*size, seed=2).lower_bound == dense.lower_bound


def test_the_sizes_compared_are_many():
    assert len(SMALL) >= 40
    assert {size[0] for size in SMALL} == {2, 3, 4, 5}


def test_the_blocks_of_depth_four():
    inner = [106] * 11
    assert LARGE.ranks == [52, 82, 94, 102, *inner, 106, 106, 102, 94, 82, 52]
    assert LARGE.rank == sum(LARGE.ranks) == 2038
    assert LARGE.blocks == len(LARGE.ranks) == 21


# Fewer features than channels


NARROW_SIZES = [
    (2, m, r, n, n)
    for m, r, n in itertools.product((2, 3, 4), (3, 4, 5, 6), range(3, 9))
    if applies(2, m, r, n, n) and m < r and bounds.best_upper_bound(2, m, r, 2 * n)[0] <= 400
]


@pytest.mark.parametrize("size", NARROW_SIZES, ids=str)
def test_groups_of_channels_have_the_rank_of_all_weights(size):
    depth, m, r, start, end = size
    dense = rt.separation_rank(depth, m, r, start + end, split=start, prime=8388587)
    assert type(dense) is rt.Certificate
    assert by_blocks(*size, seed=1).lower_bound == dense.lower_bound


@pytest.mark.slow
def test_at_depth_three_groups_have_less():
    assert reaches_all(narrow_circuit(3, 2, 3, 130873), 6, 0)
    sizes = plan(3, 3, 6, groups=2)
    found = block_certificate(2, 6, sizes, seed=0, memory_limit=2**30)
    assert found.lower_bound == 18618 < 18702


def test_where_groups_have_less_the_dense_block_says_more(monkeypatch):
    assert by_blocks(2, 2, 3, 4, 3).lower_bound == 21
    monkeypatch.setattr(blockwise, "LEAST", 0)
    found = rt.separation_rank(2, 2, 3, 7, split=4)
    assert type(found) is rt.Certificate and found.rank == 24
    assert type(rt.separation_rank(2, 2, 3, 8)) is BlockCertificate


def test_the_narrow_sizes_are_many():
    assert len(NARROW_SIZES) >= 10


def test_more_channels_than_squares_of_features_lose_some_rank():
    """Why blocks are left alone there: at M = 2, R = 5, n = 8 groups have rank 2245 of 2250."""
    sizes = plan(2, 5, 8, groups=2)
    found = block_certificate(2, 8, sizes, seed=0, memory_limit=2**30)
    assert (found.lower_bound, found.upper_bound) == (2245, 2250)


def narrow_circuit(depth, m, r, prime, seed=0):
    return rt.RAC.random(depth=depth, input_dim=m, channels=r, seed=seed, arithmetic=Modular(prime))


@pytest.mark.parametrize(
    ("size", "first"),
    [((2, 2, 3), 4), ((2, 2, 4), 6), ((2, 3, 4), 3), ((2, 3, 5), 4), ((3, 2, 3), 6), ((3, 3, 4), 5)],
)
def test_from_when_on_a_start_reaches_all_states(size, first):
    depth, _, r = size
    circuit = narrow_circuit(*size, 131071)
    reached = [reaches_all(circuit, start, 0) for start in range(1, 9)]
    assert reached == [start >= first for start in range(1, 9)]
    assert depth > 2 or [applies(*size, start, 5) for start in range(1, 9)] == reached
    circuit.hidden_weights[0][0] = 0
    assert not reaches_all(circuit, first, 0)
    assert reaches_all(narrow_circuit(depth, r, r, 131071), 1, 0)


def test_derivatives_are_differences():
    """The short evaluator's derivatives, against a start that moves by one, modulo p and h^2."""
    depth, m, r, steps, prime = 3, 2, 3, 4, 101
    slow = BlockEvaluator(depth, r, 2, groups=m, seed=0, prime=prime, rows=r, columns=1)
    weights = [np.eye(m, dtype=int)[np.arange(r) % m], *slow.input_weights[1:]]
    circuit = rt.RAC(weights, slow.hidden_weights, [slow.output_weights], arithmetic=Modular(8388593))
    drawn = Modular(prime).draw(0, "block start", (steps, m)).astype(int) % prime
    derivatives = np.array(slow.derivatives(steps))

    def states(numbers):
        found = object_states([np.array(w, dtype=object) for w in weights], slow, numbers)
        return np.concatenate(found)

    at = states(drawn.astype(object))
    assert circuit.depth == depth
    for place in range(steps * m):
        moved = drawn.astype(object)
        moved[place // m, place % m] += prime**2  # terms of second order vanish modulo p^4
        change = (states(moved) - at) // prime**2
        assert (change % prime == derivatives[place]).all()


def object_states(weights, slow, numbers):
    now = None
    for features in numbers:
        below, layers = features, []
        for layer, into in enumerate(weights):
            below = into @ below
            if now is not None:
                below = below * (np.array(slow.hidden_weights[layer], dtype=object) @ now[layer])
            layers.append(below)
        now = layers
    return now


def test_a_start_that_is_not_known_to_reach_all_states_is_refused(monkeypatch):
    short_start = sealed({**json.loads(NARROW.to_json()), "length": 8, "split": 3})
    assert "a start of L steps (for M < R a longer one)" in verify_certificate(short_start).message
    zero = [[0] * 6] * 8
    monkeypatch.setattr(BlockEvaluator, "derivatives", lambda self, start: zero)
    found = verify_certificate(NARROW)
    assert not found.valid and found.checks[-1].name == "reach"


@pytest.mark.parametrize(
    ("size", "rank"),
    [
        *[((2, 3, 3, 100), 3978), ((3, 2, 2, 30), 3868), ((3, 3, 3, 6), 759), ((3, 2, 2, 20), 1228)],
        *[((2, 2, 3, 100), 3975), ((2, 3, 4, 20), 1140), ((2, 2, 4, 18), 840)],
    ],
)
def test_it_is_chosen_where_it_pays(size, rank):
    found = rt.separation_rank(*size)
    assert isinstance(found, BlockCertificate)
    assert found.rank == rank
    assert found.verdict == "exact"
    assert repr(found).startswith(f"Certificate(rank={rank}, verdict='exact'")


@pytest.mark.parametrize(
    ("size", "options"),
    [
        ((2, 3, 3, 12), {}),  # small
        ((2, 2, 5, 16), {}),  # R > M^2
        ((2, 2, 6, 10), {}),  # M < R, and the start is too short to reach all states
        ((3, 2, 2, 12), {"split": 2}),  # the start is shorter than the depth
        ((2, 3, 3, 40), {"prime": rt.DEFAULT_PRIME}),  # no root of unity
        ((3, 2, 2, 12), {"templates": "one-hot"}),
    ],
)
def test_it_is_left_alone_where_nothing_is_proved_or_won(size, options):
    assert type(rt.separation_rank(*size, **options)) is rt.Certificate


def test_the_largest_rank_that_is_not_met_stays_a_lower_bound(monkeypatch):
    upper = bounds.best_upper_bound

    def larger(*sizes, **options):
        value, name = upper(*sizes, **options)
        return value + 1, name

    monkeypatch.setattr(blockwise.bounds, "best_upper_bound", larger)
    found = by_blocks(3, 2, 2, 3, 3)
    assert (found.lower_bound, found.upper_bound, found.verdict, found.rank) == (52, 53, "lower bound", None)


# The coefficients


def short(size, seed, rows, columns, prime):
    depth, m, r, end = size
    return BlockEvaluator(depth, r, end, groups=m, seed=seed, prime=prime, rows=rows, columns=columns)


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(
        [
            *[(2, 2, 2, 3), (2, 3, 3, 3), (3, 2, 2, 2), (3, 3, 3, 2), (4, 2, 2, 3), (2, 4, 4, 2)],
            *[(2, 2, 3, 3), (2, 3, 5, 2), (3, 2, 3, 2), (4, 2, 4, 2)],
        ]
    ),
    st.integers(0, 99),
)
def test_coefficients_are_those_of_the_output(size, seed):
    """The sum over all monomials at any v, against the recurrence in Python integers."""
    depth, m, r, end = size
    degree = bounds.multiset_coefficient(end, depth - 1)
    prime = torus_prime(degree)
    circuit = rt.RAC.random(depth=depth, input_dim=m, channels=r, seed=seed, arithmetic=Modular(prime))
    blocks = Torus(circuit, end, 2, 3, seed)
    values = blocks.slices(range(degree + 1))
    places = [(first, place) for first in range(degree + 1) for place in blocks.places(first)]
    slow = short(size, seed, 2 * r, 3, prime)
    alphas = list(torus.monomials(m, degree))
    assert len(alphas) == blocks.blocks == len(places)
    numbers = np.random.default_rng(seed)
    for row, column in itertools.product(range(2 * r), range(3)):
        v = numbers.integers(0, prime, m).tolist()
        found = 0
        for (first, place), alpha in zip(places, alphas, strict=True):
            assert first == alpha[0]
            term = int(values[first, place, row, column])
            for x, power in zip(v, alpha, strict=True):
                term = term * pow(x, power, prime) % prime
            found += term
        assert found % prime == slow.value(row, column, v)
        only = blocks.one(row % 2, column).slices(range(degree + 1))
        assert (only[:, :, row // 2, 0] == values[:, :, row, column]).all()
    for first, place in places:
        values[first, place] = 0
    assert not values.any()


@pytest.mark.parametrize(("depth", "r", "end"), [(2, 2, 3), (3, 3, 2), (4, 2, 2)])
def test_the_states_and_v_are_those_of_a_circuit(depth, r, end):
    """The short evaluator, given what a real start leaves behind, says what the circuit says."""
    prime = 101
    circuit = rt.RAC.random(depth=depth, input_dim=r, channels=r, seed=3, arithmetic=Modular(prime))
    drawn = Sequences(r, depth, end, "generic", 3, prime)
    start, ends = circuit.arithmetic.decode(drawn.starts(1)[0]), circuit.arithmetic.decode(drawn.ends(1)[0])
    state = circuit.initial_state(1)
    for features in start:
        state = circuit.step(state, circuit.arithmetic.encode(features[None], "x"))
    integers = [circuit.arithmetic.decode(w).astype(int) for w in circuit.hidden_weights]
    mids = [circuit.arithmetic.decode(h)[0].astype(int) for h in state]
    recalled = [(w @ h % prime).tolist() for w, h in zip(integers, mids, strict=True)]
    seen = ends @ circuit.arithmetic.decode(circuit.input_weights[0]).T % prime
    slow = short((depth, r, r, end), 3, r, 1, prime)
    slow.middles[0], slow.followers[0] = recalled[1:], seen[1:].tolist()
    v = (seen[0] * np.array(recalled[0]) % prime).tolist()
    assert slow.value(0, 0, v) == circuit(np.concatenate([start, ends]))[0]


@given(st.integers(1, 3000))
def test_the_prime_has_the_root(degree):
    prime = torus_prime(degree)
    assert is_prime(prime)
    assert prime < torus.PRIME_LIMIT
    root = torus.root_of_unity(prime, degree + 1)
    powers = [pow(root, i, prime) for i in range(degree + 1)]
    assert len(set(powers)) == degree + 1
    assert root * powers[-1] % prime == 1


def test_nothing_rounds():
    bound, half = 2**53 - torus.PRIME_LIMIT, torus.PRIME_LIMIT // 2 + 2
    assert torus.MOST_CHANNELS * half**3 < bound
    assert 2**20 * half**2 < bound
    assert half < 2**24  # float32 holds it


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([3, 5, 7, 101, 131071]), st.integers(1, 9), st.integers(1, 9), st.integers(0, 999))
def test_ranks_side_by_side(prime, rows, columns, seed):
    numbers = np.random.default_rng(seed)
    inner = numbers.integers(1, 6)
    left, right = (numbers.integers(0, prime, shape) for shape in ((7, rows, inner), (7, inner, columns)))
    matrices = left @ right % prime
    engine = Modular(prime)
    found = ranks_modulo(engine.encode(matrices), engine)
    assert found.tolist() == [proving.flint_rank(matrix, prime) for matrix in matrices]


def test_long_sides_are_eliminated_one_by_one():
    engine = Modular(131071)
    matrices = engine.draw(0, "m", (2, 120, 110))
    matrices[1, :, 0] = 0
    assert ranks_modulo(matrices, engine).tolist() == [110, 109]


# Verification


@pytest.mark.parametrize(
    "made", [MADE, LARGE, by_blocks(2, 3, 3, 5, 2), NARROW, by_blocks(2, 2, 3, 4, 3)], ids=repr
)
def test_what_is_true_is_valid(made, tmp_path):
    made.save(tmp_path / "certificate.json")
    for source in (made, made.to_json(), tmp_path / "certificate.json"):
        found = verify_certificate(source)
        assert found.valid, found
        assert "python-flint agrees on the ranks of" in str(found)
    assert reading.read_certificate(made.to_json().encode()) == made


CHANGES = [
    ("format", "racteach-block-certificates", "schema"),
    ("version", 0, "version"),
    ("version", 2, "version"),
    ("depth", 2, "sizes and memory"),
    ("depth", 4, "sizes and memory"),
    ("depth", 10**9, "sizes and memory"),
    ("input_dim", 1, "sizes and memory"),
    ("channels", 3, None),
    ("length", 5, "sizes and memory"),
    ("length", 10**9, "sizes and memory"),
    ("split", 2, "sizes and memory"),
    ("split", 6, "sizes and memory"),
    ("templates", "one-hot", "types"),
    ("templates", 3, "types"),
    ("prime", 8388593, "primality"),
    ("prime", 131071 * 2, "primality"),
    ("prime", 101, "primality"),
    ("rows", 9, "sizes and memory"),
    ("rows", 10**12, "sizes and memory"),
    ("columns", 7, "sizes and memory"),
    ("blocks", 6, "sizes and memory"),
    ("blocks", 0, "types"),
    ("runs", [], "sizes and memory"),
    ("runs", [[6, 1], [8, 5]], "sizes and memory"),
    ("runs", [[8, 1], [8, 4], [6, 2]], "rank"),
    ("runs", [[6, 1], [8, 4], [7, 2]], "rank"),
    ("runs", [[6, 1], [8, 5], [6, 10**30]], "sizes and memory"),
    ("runs", [[6, 1.0], [8, 5], [6, 1]], "types"),
    ("runs", [[6, True], [8, 5], [6, 1]], "types"),
    ("runs", [[6, 0], [6, 1], [8, 5], [6, 1]], "types"),
    ("runs", "6 8 8 8 8 8 6", "types"),
    ("runs", {"6": 1}, "types"),
    ("lower_bound", 51, "sizes and memory"),
    ("upper_bound", 53, "bound"),
    ("upper_bound_name", "state bound", "bound"),
    ("verdict", "lower bound", "bound"),
]


@pytest.mark.parametrize(("key", "value", "step"), CHANGES)
def test_a_changed_field_is_refused(key, value, step):
    assert MADE.runs == ((6, 1), (8, 5), (6, 1))
    found = verify_certificate(sealed({**json.loads(MADE.to_json()), key: value}))
    assert not found.valid
    assert "\n" not in found.message and len(found.message) < 400
    assert step is None or found.checks[-1].name == step, found.message


@pytest.mark.parametrize("key", ["blocks", "runs"])
def test_the_two_kinds_are_not_mixed(key):
    fields = json.loads(MADE.to_json())
    del fields[key]
    assert f'the key "{key}" is missing' in verify_certificate(sealed(fields)).message
    dense = json.loads(rt.separation_rank(2, 2, 2, 4).to_json())
    assert "is unknown" in verify_certificate(sealed({**dense, key: []})).message


def test_a_change_by_accident_shows():
    text = MADE.to_json().replace('"seconds": ', '"seconds": 1')
    assert "changed after it was made" in verify_certificate(text).message


@pytest.mark.parametrize("what", ["weight", "run", "transform"])
def test_a_wrong_fast_evaluator_is_found(monkeypatch, what):
    """Wrong when the certificate is made and just as wrong when it is verified: only the outputs tell."""
    if what == "weight":
        right = ranges.certificate_circuit

        def wrong(*arguments):
            circuit = right(*arguments)
            circuit.hidden_weights[-1][0, 0] += 1
            return circuit

        monkeypatch.setattr(ranges, "certificate_circuit", wrong)
    elif what == "run":
        run, factors = Torus._run, np.array([1.0, 2.0])[:, None, None, None]
        monkeypatch.setattr(Torus, "_run", lambda *a: run(*a) * factors)
    else:
        transform = Torus._transform

        def doubled(self, values, firsts):
            found = transform(self, values, firsts)
            found[2] *= 2
            return found

        monkeypatch.setattr(Torus, "_transform", doubled)
    made = by_blocks(3, 3, 2, 3, 3)
    assert made.rank == 52
    found = verify_certificate(made)
    assert not found.valid and found.checks[-1].name == "entries"


def test_a_rank_that_flint_denies_is_refused(monkeypatch):
    right = proving.flint_rank
    monkeypatch.setattr(proving, "flint_rank", lambda matrix, prime: right(matrix, prime) - 1)
    found = verify_certificate(MADE)
    assert not found.valid and "by python-flint" in found.message


def test_the_memory_limit_is_kept():
    assert "memory_limit" in verify_certificate(MADE, memory_limit=1000).message
    with pytest.raises(MemoryError, match="memory_limit"):
        rt.separation_rank(4, 2, 2, 16, memory_limit=2**20)


def test_flint_gets_a_sample_where_blocks_are_many(monkeypatch):
    monkeypatch.setattr(block_proving, "FLINT_ENTRIES", 0)
    assert "agrees on the ranks of 2 blocks that were drawn now" in str(verify_certificate(MADE))


@pytest.fixture
def two_slices(monkeypatch):
    """A verifier that bears two slices of seven, and these are given in turn by ``draws``."""
    draws = itertools.cycle(itertools.combinations(range(7), 2))

    class Verifier(random.Random):
        def sample(self, population, k):
            return list(next(draws)) if len(population) == 7 else super().sample(population, k)

    monkeypatch.setattr(block_proving, "ELIMINATION", 2 * 8**3 + 400)
    monkeypatch.setattr(block_proving.random, "SystemRandom", Verifier)


def test_a_large_certificate_is_sampled_and_says_so(two_slices):
    found = verify_certificate(MADE)
    assert found.valid
    assert found.message == (
        "valid as far as it was computed again: if the other blocks are right, "
        "the rank is 52, the sharp bound"
    )
    assert "2 of 7 blocks, drawn now, have the ranks it says, and prove a rank of at least 14;" in str(found)
    assert "other blocks: not checked, one wrong rank is found with probability 0.286; --all" in str(found)
    assert "sharp bound" in verify_certificate(MADE, everything=True).message
    assert "as far as" not in verify_certificate(MADE, everything=True).message


def test_one_wrong_rank_is_found_as_often_as_is_said(two_slices):
    """In the outermost block, so that no bound contradicts it. All 21 samples: 6 hold any one block."""
    wrong = {"runs": [[7, 1], [8, 5], [6, 1]], "lower_bound": 53}
    text = sealed({**json.loads(MADE.to_json()), **wrong})
    found = verify_certificate(text, everything=True)
    assert found.message.startswith("not valid, rank: block 0 has rank 6 by our elimination")
    steps = [verify_certificate(text).checks[-1].name for _ in range(21)]
    assert steps.count("rank") == 6
    assert steps.count("bound") == 15  # 53 is more than is proved: that is found in any case


def test_a_rank_above_what_is_proved_of_a_block_is_always_found(two_slices):
    wrong = {"runs": [[6, 1], [8, 2], [9, 1], [8, 2], [6, 1]], "lower_bound": 53}
    found = verify_certificate(sealed({**json.loads(MADE.to_json()), **wrong, "rows": 10, "columns": 10}))
    assert "no block has rank 9: at most 8 is proved" in found.message


def test_progress_goes_from_nothing_to_one():
    said = []
    rt.separation_rank(3, 2, 2, 20, progress=lambda part, text: said.append((part, text)))
    assert said[-1][0] == 1.0
    assert all(0 <= part <= 1 and text for part, text in said)
    assert [part for part, _ in said] == sorted(part for part, _ in said)


def test_ranks_do_not_depend_on_how_the_work_is_cut(monkeypatch):
    usual = by_blocks(3, 3, 3, 3, 3)
    whole = plan(3, 3, 3).whole(0)
    values = whole.torus().slices(range(7))
    monkeypatch.setattr(torus, "_TILE", 40)
    monkeypatch.setattr(torus, "_PAIRS", 30)
    monkeypatch.setattr(torus, "_SOME", 2)
    monkeypatch.setattr(torus, "AT_ONCE", 1)
    monkeypatch.setattr(ranges, "_ENTRIES", 1)
    assert (whole.torus().slices([0, 5, 6]) == values[[0, 5, 6]]).all()
    assert by_blocks(3, 3, 3, 3, 3, jobs=4).runs == usual.runs


def test_it_prints_and_is_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        MADE.blocks = 3
