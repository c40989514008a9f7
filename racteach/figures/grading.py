"""The picture of a class: how points are spread, and which tasks were passed."""

from __future__ import annotations

from collections import Counter
from typing import Any

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from racteach.figures.style import BLUE, GREY, ORANGE


def draw_class(figure: Figure, data: dict[str, Any]) -> None:
    """Draw how many students have how many points, and how many passed each task.

    Args:
        data: ``points`` (one number a student), ``most`` (the largest possible), ``tasks`` (passed, by task).
    """
    counts = Counter(data["points"])
    left = figure.add_axes((0.07, 0.17, 0.38, 0.72))
    left.bar(range(data["most"] + 1), [counts[k] for k in range(data["most"] + 1)], color=BLUE)
    left.set_xlabel("points")
    left.set_ylabel("students")
    for axis in (left.xaxis, left.yaxis):
        axis.set_major_locator(MaxNLocator(integer=True))
    right = figure.add_axes((0.63, 0.17, 0.34, 0.72))
    names, everybody = list(data["tasks"]), len(data["points"])
    right.barh(names, [everybody] * len(names), color="white", edgecolor=GREY)
    right.barh(names, list(data["tasks"].values()), color=ORANGE, hatch="//", edgecolor=GREY)
    right.invert_yaxis()
    right.set_xlim(0, everybody)
    right.set_xlabel("students who passed")
