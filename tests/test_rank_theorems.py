"""Where a formula is a theorem, where a conjecture, and where it is false: against exact ranks."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import racteach as rt
from racteach import bounds
from racteach.bounds import Status

CERTAIN = (Status.PROVED, Status.CERTIFIED)


def test_the_closed_forms_in_numbers():
    assert [bounds.depth_four_bound(n) for n in range(4, 9)] == [2038, 6444, 16816, 38340, 79026]
    assert [bounds.narrow_bound(n) for n in range(3, 7)] == [531, 2256, 7146, 18702]
    assert [bounds.layer_bound(4, 2, 2, 2 * n) for n in (4, 5)] == [2226, 6768]
    assert [bounds.state_bound(4, 2, 2, 2 * n) for n in (4, 5)] == [2310, 6912]
    for size, rank in bounds.CERTIFIED_MIRRORS.items():
        depth, channels, n = size
        assert bounds.dual_bound(depth, channels, channels, 2 * n) == rank


def test_the_closed_form_of_depth_four_is_the_sum_of_its_blocks():
    """rank(k): r(n-1) at k = 0, r(n) - 2(n-k)(n-k+1) up to k = n, then r(n); both ends alike."""

    def below(n):
        return n**3 + 2 * n**2 + 3 * n - 2

    for n in range(4, 12):
        degree = n * (n + 1) * (n + 2) // 6

        def block(k, n=n):
            return below(n - 1) if k == 0 else below(n) - 2 * max(n - k, 0) * max(n - k + 1, 0)

        assert sum(block(min(k, degree - k)) for k in range(degree + 1)) == bounds.depth_four_bound(n)


EXACT = {  # (L, M, R, n) and what is certain
    (1, 3, 5, 9): 5,
    (2, 3, 3, 6): 84,
    (2, 5, 3, 6): 84,
    (2, 2, 3, 4): 42,
    (2, 3, 6, 4): 666,
    (2, 3, 6, 5): 1386,
    (2, 4, 6, 3): 312,
    (2, 5, 6, 2): 75,
    (3, 2, 2, 3): 52,
    (3, 7, 7, 3): None,
    (3, 8, 8, 39): None,
    (3, 2, 3, 5): 7146,
    (3, 2, 3, 6): 18702,
    (4, 2, 2, 4): 2038,
    (4, 9, 2, 8): 79026,
    (4, 2, 2, 3): 106,
    (5, 2, 2, 3): 188,
    (5, 2, 2, 4): 6444,
    (7, 3, 5, 1): 3,
    (7, 1, 5, 4): 1,
    (7, 4, 1, 4): 1,
}
OPEN = [
    (2, 2, 6, 9), (2, 3, 7, 4), (2, 6, 7, 4),
    (3, 2, 2, 2), (3, 8, 8, 3), (3, 8, 8, 38), (4, 2, 2, 2), (9, 2, 2, 3), (6, 2, 2, 4), (4, 4, 4, 3),
]  # fmt: skip


@pytest.mark.parametrize("size", EXACT, ids=str)
def test_what_is_certain(size):
    depth, m, r, n = size
    assert bounds.rank_status(depth, m, r, 2 * n) in CERTAIN
    value = bounds.sharp_rank(depth, m, r, 2 * n)
    assert value == (EXACT[size] or bounds.sharp_bound(depth, m, r, 2 * n))
    assert bounds.best_upper_bound(depth, m, r, 2 * n)[0] == value


@pytest.mark.parametrize("size", OPEN, ids=str)
def test_what_is_open_is_called_a_conjecture(size):
    depth, m, r, n = size
    assert bounds.sharp_rank(depth, m, r, 2 * n) is not None
    assert bounds.rank_status(depth, m, r, 2 * n) == Status.CONJECTURED


@pytest.mark.parametrize("size", [(3, 2, 3, 4), (3, 2, 3, 7), (4, 3, 3, 4), (5, 2, 2, 5), (4, 2, 3, 3)])
def test_what_is_not_even_conjectured_has_no_value(size):
    depth, m, r, n = size
    assert bounds.sharp_rank(depth, m, r, 2 * n) is None


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9), st.integers(1, 12), st.integers(1, 9))
def test_only_a_value_that_meets_a_proved_upper_bound_is_certain(depth, m, r, n, letters):
    for templates in (None, letters):
        sizes = (depth, m, r, 2 * n)
        status = bounds.rank_status(*sizes, templates=templates)
        value = bounds.sharp_rank(*sizes, templates=templates)
        if status in CERTAIN:
            assert value == bounds.best_upper_bound(*sizes, templates=templates)[0]
        if templates is not None and min(depth, m, r) > 1:
            assert status == Status.CONJECTURED
        known = bounds.bounds_overview(*sizes, templates=templates)
        upper = min(bound.value for bound in known if bound.kind == "upper")
        for bound in known:
            if bound.kind == "lower" and bound.status == Status.PROVED:
                assert bound.value <= upper
            if bound.kind == "upper":
                assert bound.status == Status.PROVED


def test_every_certain_value_of_small_size_is_the_rank():
    """What is called certain, computed: a mistake in a formula or in its range would show."""
    done = 0
    for depth, m, r, n in itertools.product(range(1, 6), range(1, 5), range(1, 6), range(1, 7)):
        value = bounds.sharp_rank(depth, m, r, 2 * n)
        if value is None or value > 130 or bounds.rank_status(depth, m, r, 2 * n) not in CERTAIN:
            continue
        assert rt.separation_rank(depth, m, r, 2 * n, prime=8388587).lower_bound == value, (depth, m, r, n)
        done += 1
    assert done > 150


@given(st.integers(2, 5), st.integers(1, 3), st.integers(1, 3), st.integers(1, 3), st.integers(1, 3))
def test_the_power_bound_lies_below_every_functional_rank(depth, m, r, start, end):
    lower = bounds.power_bound(depth, m, r, start + end, split=start)
    assert lower <= bounds.best_upper_bound(depth, m, r, start + end, split=start)[0]
    if lower <= 60:
        found = rt.separation_rank(depth, m, r, start + end, split=start)
        assert lower <= found.lower_bound <= found.upper_bound
    if start == end:
        assert bounds.paper_lower_bound(depth, m, r, start + end) <= lower


@pytest.mark.parametrize("size", [(3, 2, 2, 2), (4, 2, 2, 2), (2, 2, 3, 3), (3, 3, 2, 2)], ids=str)
def test_the_power_bound_on_templates_enough(size):
    depth, m, r, n = size
    lower = bounds.power_bound(depth, m, r, 2 * n)
    enough = lower + 1
    assert bounds.power_bound(depth, m, r, 2 * n, templates=enough) == lower
    assert bounds.power_bound(depth, m, r, 2 * n, templates=lower) == 1
    assert rt.separation_rank(depth, m, r, 2 * n, templates=enough).lower_bound >= lower


@pytest.mark.parametrize("size", bounds.COUNTEREXAMPLES, ids=str)
def test_letters_refute_the_papers_bound(size):
    depth, m, r, n = size
    rank, conjectured = bounds.COUNTEREXAMPLES[size]
    assert bounds.paper_lower_bound(depth, m, r, 2 * n) == conjectured > rank
    found = rt.separation_rank(depth, m, r, 2 * n, templates="one-hot")
    assert (found.rank, found.upper_bound_name) == (rank, "end bound")
    statuses = {
        letters: {
            bound.name: bound.status for bound in bounds.bounds_overview(*size[:3], 2 * n, templates=letters)
        }
        for letters in (None, m)
    }
    assert statuses[m]["paper's lower bound"] == Status.REFUTED
    assert statuses[None]["paper's lower bound"] == Status.PROVED
    assert bounds.best_upper_bound(depth, m, r, 2 * n)[0] >= conjectured


def test_the_reading_of_the_papers_bound():
    assert [bounds.paper_bound_status(depth, inputs="vectors") for depth in (1, 2, 3, 7)] == [
        "exact", "proved", "proved", "proved",
    ]  # fmt: skip
    assert [bounds.paper_bound_status(depth, inputs="letters") for depth in (1, 2, 3)] == [
        "exact", "proved", "conjectured",
    ]  # fmt: skip
    with pytest.raises(ValueError, match=r'"letters" or "vectors", not'):
        bounds.paper_bound_status(3, inputs="words")


@given(st.integers(2, 7), st.integers(1, 4), st.integers(1, 4), st.integers(1, 7))
def test_exchanging_depth_and_time_bounds_both(depth, m, r, n):
    assert bounds.dual_bound(depth, m, r, 2 * n) == bounds.dual_bound(n, m, r, 2 * depth)
    found = {bound.name: bound.value for bound in bounds.bounds_overview(depth, m, r, 2 * n)}
    assert found["state bound"] >= bounds.best_upper_bound(depth, m, r, 2 * n)[0]
    if depth >= 4:
        assert bounds.layer_bound(depth, m, r, 2 * n) <= found["state bound"]


def test_the_state_bound_is_sharp_in_the_limit():
    for depth, r in ((2, 3), (3, 2), (3, 4), (4, 2)):
        shares = []
        for n in (10, 100, 1000):
            rank, state = bounds.sharp_rank(depth, r, r, 2 * n), bounds.state_bound(depth, r, r, 2 * n)
            shares.append(1 - rank / state)
        assert shares == sorted(shares, reverse=True)
        assert shares[-1] < 0.02


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: bounds.depth_four_bound(3), ">= 4"),
        (lambda: bounds.narrow_bound(7), "from 3 to 6"),
        (lambda: bounds.layer_bound(3, 2, 2, 8), "use sharp_bound"),
        (lambda: bounds.dual_bound(3, 2, 2, 7), "even"),
        (lambda: bounds.rank_status(3, 0, 2, 6), "input_dim"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(call, message):
    with pytest.raises((TypeError, ValueError), match=message) as caught:
        call()
    assert "\n" not in str(caught.value)


def test_a_certificate_made_before_a_bound_was_proved_stays_valid():
    import dataclasses

    now = rt.separation_rank(4, 2, 2, 6)
    assert (now.rank, now.upper_bound_name) == (106, "dual bound")
    then = dataclasses.replace(now, verdict="lower bound", upper_bound=110, upper_bound_name="end bound")
    found = rt.verify_certificate(then)
    assert found.valid and found.message == "valid: the rank is at least 106"
    assert "since then the dual bound, 106" in str(found)
    for change in ({"verdict": "exact"}, {"upper_bound": 106}, {"upper_bound_name": "state bound"}):
        assert not rt.verify_certificate(dataclasses.replace(then, **change)).valid


@pytest.mark.parametrize("size", bounds.CERTIFIED_MIRRORS, ids=str)
def test_mirrored_ranks_were_computed_and_meet_the_bound(size):
    depth, channels, n = size
    rank = bounds.CERTIFIED_MIRRORS[size]
    if rank <= 700:
        found = rt.separation_rank(depth, channels, channels, 2 * n, seed=3)
        assert (found.rank, found.upper_bound_name) == (rank, "dual bound")
    row = rt.load_atlas().find(depth, channels, channels, 2 * n)
    assert row.lower_bound == rank == bounds.best_upper_bound(depth, channels, channels, 2 * n)[0]
