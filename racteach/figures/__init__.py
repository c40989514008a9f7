"""Every picture of the course: ``draw_...(figure or axes, data)``, and ``picture`` to show one.

Nothing here computes; nothing here touches matplotlib's global state.
"""

from racteach.figures.circuits import draw_rank_ladder, draw_step, draw_trace
from racteach.figures.style import Picture, picture
from racteach.figures.tensors import (
    draw_matrix,
    draw_sequence_count,
    draw_split,
    draw_split_rank,
    draw_unfolding,
)

__all__ = [
    "Picture",
    "draw_matrix",
    "draw_rank_ladder",
    "draw_sequence_count",
    "draw_split",
    "draw_split_rank",
    "draw_step",
    "draw_trace",
    "draw_unfolding",
    "picture",
]
