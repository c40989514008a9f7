"""Your turn in lesson 09."""

from __future__ import annotations

import racteach as rt
from racteach.checks.your_turn import Slip, Turn


def _mc(a, k):
    return rt.bounds.multiset_coefficient(a, k)


def _smaller():
    sizes = ((n, (2, 3, 3, 2 * n)) for n in range(1, 20))
    return next(n for n, size in sizes if rt.bounds.state_bound(*size) < rt.bounds.end_bound(*size))


def _outermost(depth, n):
    return next(iter(rt.block_ranks(depth, 2, 2, 2 * n).values()))


TURNS = {
    "09-smaller": Turn(
        "$L = 2$, $M = R = 3$. From which $n$ on is the state bound smaller than the end bound?",
        _smaller,
        "3, 18 and 180 against 9, 18 and 30: at n = L they agree, as they did at L = 3.",
        "Write both bounds out for n = 1, 2, 3. At depth 2 the end bound is mc(3, 1) · mc(3, 2) · "
        "… · mc(3, n).",
        (
            Slip(lambda: 2, "At n = 2 both are 18."),
            Slip(lambda: 1, "At n = 1 the end bound is 3 and the state bound 9."),
        ),
    ),
    "09-count": Turn(
        "$L = 2$, $M = R = 3$, $n = 4$. How many blocks are there, and what is the rank of each?",
        lambda: [len(rt.block_ranks(2, 3, 3, 8)), max(rt.block_ranks(2, 3, 3, 8).values())],
        "Together 45, the state bound: at depth 2 nothing is lost, as section 3 proves.",
        "One block for each monomial of degree 4 in three variables. Each has room for what layer 2 brings.",
        (
            Slip(lambda: [_mc(2, 4), 3], "5 monomials are those of two variables."),
            Slip(lambda: [3**4, 3], "81 counts orders: $v_1 v_2$ and $v_2 v_1$ are one monomial."),
            Slip(lambda: [_mc(3, 4), _mc(3, 4)], "Layer 2 enters once, so a block has room for $R$."),
            Slip(lambda: [_mc(3, 4), 2], "2 is for two channels."),
        ),
    ),
    "09-corner": Turn(
        "$L = 3$, $R = 2$, $n = 5$: each of the 16 blocks has room for 12. What is the rank of "
        "the outermost one?",
        lambda: _outermost(3, 5),
        "Depth 2 with four steps: 2 · mc(2, 4). Again two are missing, and two more in the last block.",
        "With one channel only, the block is a circuit of depth 2, and one step is fixed by the weights.",
        (
            Slip(lambda: 2 * _mc(2, 5), "12 is the room. A fixed step brings nothing new."),
            Slip(lambda: _outermost(3, 3), "That is n = 3."),
            Slip(lambda: _mc(2, 4), "Layer 3 brings a factor 2 besides."),
        ),
    ),
    "09-step": Turn(
        "Depth 4, $R = 2$, $n = 6$. What is the rank of the outermost block?",
        lambda: rt.bounds.sharp_rank(3, 2, 2, 10),
        "The rank at depth 3 and n = 5, proved. The highest step of the staircase is 304, depth 3 at n = 6.",
        "One depth less, and one step less: section 4's argument.",
        (
            Slip(
                lambda: rt.bounds.sharp_rank(3, 2, 2, 12),
                "304 is the highest step: depth 3 with all its steps.",
            ),
            Slip(lambda: rt.bounds.sharp_rank(3, 2, 2, 8), "106 is n = 5."),
            Slip(lambda: rt.bounds.sharp_rank(4, 2, 2, 10), "Depth goes down by one, too."),
        ),
    ),
}
