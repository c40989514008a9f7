"""What pictures share: ``picture`` shows one, ``draw_...(figure or axes, data)`` draws what several need.

Nothing here computes; nothing here touches matplotlib's global state. An explorer draws in its own module.
"""

from racteach.figures.matrices import draw_matrix
from racteach.figures.style import Picture, picture

__all__ = ["Picture", "draw_matrix", "picture"]
