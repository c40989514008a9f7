"""The rank, taken apart into blocks: the library's function, the shipped data, and what is proved of them."""

from __future__ import annotations

import math

import numpy as np
import pytest

import racteach as rt
from racteach import bounds
from racteach.results import staircases
from racteach.results.staircases import SIZES, load_staircases


@pytest.mark.parametrize("size", [(2, 2, 2, 6), (2, 3, 3, 4), (3, 2, 2, 8), (3, 3, 3, 6), (2, 4, 3, 6)])
def test_the_blocks_are_all_monomials_and_add_up_to_the_rank_of_one_dense_matrix(size):
    depth, _, channels, length = size
    found = rt.block_ranks(*size)
    degree = bounds.multiset_coefficient(length // 2, depth - 1)
    assert all(sum(alpha) == degree and len(alpha) == channels for alpha in found)
    assert len(found) == bounds.multiset_coefficient(channels, degree)
    assert sum(found.values()) == rt.separation_rank(*size, prime=8388587).rank


def test_a_block_can_be_found_by_hand():
    """At depth 2, n = 2: the blocks of v_1^2 and v_2^2 are the outputs at v = (1, 0) and (0, 1)."""
    enter, recall, higher, later = (
        np.array([[1, 2], [3, 1]]),
        np.array([[1, 1], [1, 2]]),
        np.eye(2),
        np.eye(2),
    )

    def output(v, g, b):
        layer_1, layer_2 = b * (recall @ v), higher @ (g * (enter @ v))
        return int((layer_2 * (enter @ layer_1)).sum())

    outputs = np.array(
        [[[output(np.array(v), g, b) for b in later] for g in later] for v in ((1, 0), (0, 1), (1, 1))]
    )
    blocks = {(2, 0): outputs[0], (0, 2): outputs[1], (1, 1): outputs[2] - outputs[0] - outputs[1]}
    assert {alpha: rt.exact_rank(block) for alpha, block in blocks.items()} == rt.block_ranks(2, 2, 2, 4)


def test_another_seed_gives_the_same_ranks():
    assert rt.block_ranks(3, 2, 2, 8, seed=5) == rt.block_ranks(3, 2, 2, 8, seed=0)


@pytest.mark.parametrize("size", [(1, 2, 2, 6), (2, 2, 3, 6), (3, 2, 2, 4), (2, 2, 1, 4)])
def test_sizes_that_do_not_fall_apart_are_refused(size):
    with pytest.raises(ValueError, match="the rank is a sum over blocks for L >= 2, 2 <= R <= M"):
        rt.block_ranks(*size)


def test_what_takes_too_much_is_refused():
    with pytest.raises(MemoryError, match=r"the blocks take .*, more than memory_limit = 1000 bytes"):
        rt.block_ranks(4, 2, 2, 8, memory_limit=1000)
    with pytest.raises(ValueError, match=r"no prime below 2\^17 suits an end of 200000 steps"):
        rt.block_ranks(2, 2, 2, 400000)


def test_the_shipped_ranks_are_those_of_all_sizes_and_meet_a_proved_bound():
    table = load_staircases()
    assert tuple(table) == SIZES and len(SIZES) > 20
    for (depth, channels, half), ranks in table.items():
        assert sum(ranks) == bounds.best_upper_bound(depth, channels, channels, 2 * half)[0]
        assert bounds.rank_status(depth, channels, channels, 2 * half) != "conjectured"


@pytest.mark.parametrize("size", [(2, 2, 7), (2, 3, 5), (3, 2, 6), (3, 3, 4), (4, 2, 4)])
def test_a_slice_of_the_shipped_ranks_computed_again(size):
    depth, channels, half = size
    ranks = rt.block_ranks(depth, channels, channels, 2 * half, seed=3)
    assert tuple(ranks.values()) == load_staircases()[size]


def test_the_staircase_is_what_the_theorems_say():
    def deep(n):
        return n**3 + 2 * n**2 + 3 * n - 2

    for n in (4, 5, 6, 7):
        ranks = load_staircases()[4, 2, n]
        last = len(ranks) - 1
        for k in range(last // 2 + 1):
            wanted = deep(n - 1) if k == 0 else deep(n) - 4 * math.comb(max(n - k + 1, 0), 2)
            assert ranks[k] == ranks[last - k] == wanted
    for n in range(3, 8):
        ranks = load_staircases()[3, 2, n]
        assert ranks == (2 * n, *[2 * n + 2] * (len(ranks) - 2), 2 * n)


def test_the_file_is_made_by_the_command_that_it_names(tmp_path, monkeypatch):
    monkeypatch.setattr(staircases, "SIZES", SIZES[:3])
    staircases.build_staircases(tmp_path / "made.json")
    shipped = staircases.resources.files("racteach") / "data" / "staircases.json"
    lines = shipped.read_text(encoding="utf-8").splitlines()
    made = (tmp_path / "made.json").read_text(encoding="utf-8").splitlines()
    assert made[:3] == lines[:3] and made[3] + "," == lines[3]
    assert staircases.__name__ in made[0] and staircases.__name__ in str(staircases.__doc__)
