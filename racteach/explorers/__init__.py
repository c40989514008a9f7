"""The interactive experiments of the lessons, one module each.

Every module has ``compute`` (pure), ``describe`` (the picture in words), ``explorer()`` (the widget) and
``static()`` (one view of it as a picture, for readers without a kernel).
"""

from racteach.explorers import counting, ladder, splits, stepping, unfolding

__all__ = ["counting", "ladder", "splits", "stepping", "unfolding"]
