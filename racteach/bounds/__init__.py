"""Formulas for the Start-End separation rank: what is proved for every circuit, and what is conjectured.

Letters: L depth, M input dimension, R channels, T length; the start has s steps and the end e steps,
``s = e = T/2`` unless ``split`` names another start length. ``mc(a, k) = C(a+k-1, k)`` is the multiset
coefficient, the number of monomials of degree k in a variables. All numbers are Python integers: exact,
however large.

        x1 -- x2 -- x3  |  x4 -- x5 -- x6
        '--- start ---'    '---- end ---'
              s = 3             e = 3
"""

from racteach.bounds.counting import multiset_coefficient, split_lengths
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

__all__ = [
    "Bound",
    "best_upper_bound",
    "bounds_overview",
    "depth_time_dual",
    "end_bound",
    "grid_cap",
    "growth_in_channels",
    "growth_in_depth",
    "growth_in_length",
    "multiset_coefficient",
    "paper_bound_status",
    "paper_lower_bound",
    "shallow_rank",
    "sharp_bound",
    "sharp_rank",
    "split_lengths",
    "start_bound",
    "state_bound",
]
