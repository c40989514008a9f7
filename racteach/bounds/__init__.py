"""Formulas for the Start-End separation rank: what is proved for every circuit, and what is conjectured.

The letters::

        x1 -- x2 -- x3  |  x4 -- x5 -- x6          L = depth, M = input_dim, R = channels, T = length
        '--- start ---'    '---- end ---'          m = min{M, R}, n = T/2
              s = 3             e = 3              mc(a, k) = C(a+k-1, k), monomials of degree k

``split`` is the start's length s; without it T must be even, and s = e = n. ``templates`` is Q for a grid of
Q templates, and None for inputs that are free vectors (the functional rank). All sizes are integers >= 1;
anything else is a TypeError or ValueError that names it. All values are exact Python integers. The proofs are
in docs/theorems.md.
"""

from racteach.bounds.counting import multiset_coefficient, split_lengths
from racteach.bounds.deep import dual_bound, layer_bound
from racteach.bounds.degrees import growth_in_channels, growth_in_depth, growth_in_length
from racteach.bounds.overview import Bound, best_upper_bound, bounds_overview
from racteach.bounds.proved import (
    end_bound,
    grid_cap,
    paper_bound_status,
    paper_lower_bound,
    shallow_rank,
    start_bound,
    state_bound,
)
from racteach.bounds.sharp import depth_four_bound, depth_time_dual, narrow_bound, sharp_bound, sharp_rank
from racteach.bounds.theorems import (
    CERTIFIED_MIRRORS,
    COUNTEREXAMPLES,
    NARROW_PAIRS,
    Status,
    power_bound,
    rank_status,
)

__all__ = [
    "CERTIFIED_MIRRORS", "COUNTEREXAMPLES", "NARROW_PAIRS", "Bound", "Status", "best_upper_bound",
    "bounds_overview", "depth_four_bound", "depth_time_dual", "dual_bound", "end_bound", "grid_cap",
    "growth_in_channels", "growth_in_depth", "growth_in_length", "layer_bound", "multiset_coefficient",
    "narrow_bound", "paper_bound_status", "paper_lower_bound", "power_bound", "rank_status", "shallow_rank",
    "sharp_bound", "sharp_rank", "split_lengths", "start_bound", "state_bound",
]  # fmt: skip
