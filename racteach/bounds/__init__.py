"""Formulas for the Start-End separation rank: what is proved for every circuit, and what is conjectured.

Letters: L depth, M input dimension, R channels, T length; the start has s steps and the end e steps,
``s = e = T/2`` unless ``split`` names another start length. ``mc(a, k) = C(a+k-1, k)`` is the multiset
coefficient, the number of monomials of degree k in a variables. All numbers are Python integers: exact,
however large.

        x1 -- x2 -- x3  |  x4 -- x5 -- x6
        '--- start ---'    '---- end ---'
              s = 3             e = 3
"""

from racteach.bounds.closed_forms import depth_four_bound, narrow_bound
from racteach.bounds.counting import multiset_coefficient, split_lengths
from racteach.bounds.deep import dual_bound, layer_bound
from racteach.bounds.growth import growth_in_channels, growth_in_depth, growth_in_length
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
from racteach.bounds.sharp import depth_time_dual, sharp_bound, sharp_rank
from racteach.bounds.theorems import (
    CERTIFIED_MIRRORS,
    COUNTEREXAMPLES,
    NARROW_PAIRS,
    Status,
    power_bound,
    rank_status,
)

__all__ = [
    "CERTIFIED_MIRRORS",
    "COUNTEREXAMPLES",
    "NARROW_PAIRS",
    "Bound",
    "Status",
    "best_upper_bound",
    "bounds_overview",
    "depth_four_bound",
    "depth_time_dual",
    "dual_bound",
    "end_bound",
    "grid_cap",
    "growth_in_channels",
    "growth_in_depth",
    "growth_in_length",
    "layer_bound",
    "multiset_coefficient",
    "narrow_bound",
    "paper_bound_status",
    "paper_lower_bound",
    "power_bound",
    "rank_status",
    "shallow_rank",
    "sharp_bound",
    "sharp_rank",
    "split_lengths",
    "start_bound",
    "state_bound",
]
