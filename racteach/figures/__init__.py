"""Every picture of the course: ``draw_...(figure or axes, data)``, and ``picture`` to show one.

Nothing here computes; nothing here touches matplotlib's global state.
"""

from racteach.figures.circuits import draw_rank_ladder, draw_step, draw_trace
from racteach.figures.grading import draw_class
from racteach.figures.growth import draw_growth, draw_mirror
from racteach.figures.learning import draw_curves, draw_fit, draw_kernel, draw_students
from racteach.figures.networks import draw_monomials, draw_network
from racteach.figures.proofs import draw_proof, draw_theorem, draw_zeros
from racteach.figures.separation import draw_approximation, draw_templates
from racteach.figures.spectra import draw_blocks, draw_decay, draw_remainders
from racteach.figures.style import Picture, picture
from racteach.figures.tensors import (
    draw_matrix,
    draw_sequence_count,
    draw_split,
    draw_split_rank,
    draw_unfolding,
)
from racteach.figures.trains import draw_plateau, draw_train
from racteach.figures.usage import draw_ascent, draw_gain, draw_shares
from racteach.figures.words import draw_outcomes, draw_profile

__all__ = [
    "Picture",
    "draw_approximation",
    "draw_ascent",
    "draw_blocks",
    "draw_class",
    "draw_curves",
    "draw_decay",
    "draw_fit",
    "draw_gain",
    "draw_growth",
    "draw_kernel",
    "draw_matrix",
    "draw_mirror",
    "draw_monomials",
    "draw_network",
    "draw_outcomes",
    "draw_plateau",
    "draw_profile",
    "draw_proof",
    "draw_rank_ladder",
    "draw_remainders",
    "draw_sequence_count",
    "draw_shares",
    "draw_split",
    "draw_split_rank",
    "draw_step",
    "draw_students",
    "draw_templates",
    "draw_theorem",
    "draw_trace",
    "draw_train",
    "draw_unfolding",
    "draw_zeros",
    "picture",
]
