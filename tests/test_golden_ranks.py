"""The tables of the theory: ranks that two other programs found, here again by two engines and two primes.

Every value stood in the theory before this library was written. A one-hot grid has Q = M templates; the
functional rank (inputs are any vectors) is reached with enough random templates.
"""

from __future__ import annotations

import numpy as np
import oracles
import pytest

import racteach as rt
from racteach import bounds

PRIMES = [8388593, 8388587]


def start_end(depth, input_dim, channels, half, *, templates="one-hot", prime=PRIMES[0], seed=0):
    rac = rt.RAC.random(
        depth=depth, input_dim=input_dim, channels=channels, seed=seed, arithmetic=rt.Modular(prime)
    )
    tensor = rt.grid_tensor(rac, 2 * half, templates=templates, seed=seed)
    return rt.start_end_matricization(tensor)


def ranks(*sizes, flint=True, **options):
    """The rank with two seeds and primes, each by our elimination and (where it is small) by flint."""
    found = set()
    for seed, prime in enumerate(PRIMES):
        matrix = start_end(*sizes, prime=prime, seed=seed, **options)
        found.add(rt.exact_rank(matrix, prime=prime))
        if flint and len(matrix) <= 729:
            found.add(oracles.flint_rank(matrix, prime))
    return found


# (L, M, R, n): grid rank, the paper's lower bound, the state bound
ONE_HOT = {
    (1, 3, 3, 6): (3, 3, 3),
    (2, 2, 2, 6): (14, 7, 14),
    (2, 3, 3, 5): (63, 21, 63),
    (2, 3, 3, 6): (84, 28, 84),
    (2, 2, 3, 6): (64, 7, 84),
    (3, 2, 2, 4): (16, 11, 110),
    (3, 3, 2, 6): (304, 22, 308),
    (3, 2, 2, 6): (64, 22, 308),
    (3, 3, 3, 3): (27, 27, 840),
    (4, 2, 2, 3): (8, 8, 616),
    (3, 3, 3, 6): (729, None, None),
}


@pytest.mark.parametrize("sizes", ONE_HOT, ids=str)
def test_grid_ranks_for_letters(sizes):
    rank, paper, state = ONE_HOT[sizes]
    assert ranks(*sizes) == {rank}
    if paper:
        depth, m, r, n = sizes
        assert bounds.paper_lower_bound(depth, m, r, 2 * n) == paper
        assert bounds.state_bound(depth, m, r, 2 * n) == state


def test_the_largest_grid_of_the_table():
    """16.8 million sequences, a 4096 x 4096 matrix."""
    assert rt.exact_rank(start_end(2, 4, 4, 6)) == 336 == bounds.state_bound(2, 4, 4, 12)


# (L, M, R, n): functional rank, and how many templates suffice
FUNCTIONAL = {
    (1, 3, 3, 2): (3, 4),
    (2, 3, 3, 2): (18, 6),
    (2, 2, 3, 6): (81, 3),
    (3, 2, 2, 3): (52, 8),
    (3, 2, 2, 4): (106, 5),
    (4, 2, 2, 3): (106, 11),  # ten would stop at the end bound min(10, 11) * 5 * 2 = 100
    (6, 3, 2, 2): (14, 7),
    (8, 4, 2, 2): (18, 9),
}


@pytest.mark.parametrize("sizes", FUNCTIONAL, ids=str)
def test_functional_ranks(sizes):
    rank, templates = FUNCTIONAL[sizes]
    assert ranks(*sizes, templates=templates) == {rank}


@pytest.mark.parametrize(("sizes", "rank", "conjectured"), [((6, 3, 2, 2), 6, 7), ((8, 4, 2, 2), 8, 9)])
def test_the_conjecture_fails_for_letters_but_not_for_vectors(sizes, rank, conjectured):
    depth, m, r, n = sizes
    assert bounds.paper_lower_bound(depth, m, r, 2 * n) == conjectured
    assert ranks(*sizes) == {rank}
    assert rank < conjectured <= FUNCTIONAL[sizes][0]


@pytest.mark.parametrize(("sizes", "rank", "points"), [((2, 3, 3, 2), 15, 7), ((3, 3, 3, 3), 273, 13)])
def test_features_with_relations_lie_in_between(sizes, rank, points):
    """f(x) = (1, x, x^2): powers of one number satisfy f_1 f_3 = f_2^2."""
    x = np.arange(1, points + 1)
    assert ranks(*sizes, templates=np.stack([x**0, x, x**2], axis=1), flint=False) == {rank}


@pytest.mark.parametrize(
    ("sizes", "start", "templates", "rank", "bound"),
    [((2, 2, 3), 2, 7, 39, 42), ((3, 2, 2), 2, 10, 80, 106)],
)
def test_unequal_splits_can_lie_below_every_bound(sizes, start, templates, rank, bound):
    depth, m, r = sizes
    for seed, prime in enumerate(PRIMES):
        rac = rt.RAC.random(depth=depth, input_dim=m, channels=r, seed=seed, arithmetic=rt.Modular(prime))
        tensor = rt.grid_tensor(rac, 6, templates=templates, seed=seed)
        matrix = rt.matricize(tensor, start=range(start))
        assert rt.exact_rank(matrix, prime=prime) == rank
    assert rank < bound <= bounds.best_upper_bound(depth, m, r, 6, split=start)[0]


@pytest.mark.parametrize(
    ("a", "b", "templates"), [((2, 2, 2, 3), (3, 2, 2, 2), 5), ((1, 2, 2, 3), (3, 2, 2, 1), 4)]
)
def test_depth_and_time_can_be_exchanged(a, b, templates):
    """Duality: the functional rank at depth L and half-length n is the one at depth n and half-length L."""
    assert ranks(*a, templates=templates) == ranks(*b, templates=templates)


@pytest.mark.parametrize(("sizes", "true"), [((3, 3, 2, 6), 304), ((3, 3, 3, 6), 729)])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_floating_point_does_not_find_the_true_rank(sizes, true, seed):
    depth, m, r, n = sizes
    rac = rt.RAC.random(depth=depth, input_dim=m, channels=r, seed=seed)
    result = rt.numerical_rank(rt.start_end_matricization(rt.grid_tensor(rac, 2 * n)))
    assert result.rank < true
    assert result.singular_values[-1] < 1e-20 * result.singular_values[0]


def test_floating_point_is_right_where_the_spectrum_is_kind():
    for seed in range(3):
        rac = rt.RAC.random(depth=1, input_dim=3, channels=3, seed=seed)
        assert rt.numerical_rank(rt.start_end_matricization(rt.grid_tensor(rac, 8))).rank == 3
