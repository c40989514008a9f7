"""What is wrong with a picture that a reader would see at once: text over text, cut off, tiny, or on a line."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from racteach.figures.style import _RC, PALE

SMALLEST = 7.2  # points: 10 pixels on a page, where 72 points are 100 pixels
NEAR = 0.8  # points that two texts' boxes may share, since a box is larger than its letters


def drawn(draw: Any, data: dict[str, Any], size: tuple[float, float]) -> Figure:
    """Return a figure as a page shows it, drawn at 72 points an inch."""
    with rc_context(_RC):
        figure = Figure(figsize=size, dpi=72)
        draw(figure, data)
        FigureCanvasAgg(figure).draw()
    return figure


def faults(figure: Figure) -> list[str]:
    """Return a sentence for each fault, in no order."""
    texts = [(text, _box(text)) for text in figure.findobj(Text) if text.get_text().strip() and _shown(text)]
    found = [f"{text.get_text()!r} has {text.get_fontsize():.1f} points" for text, _ in texts
             if text.get_fontsize() < SMALLEST]
    page = figure.bbox
    for text, box in texts:
        if min(box.x0, box.y0, page.x1 - box.x1, page.y1 - box.y1) < -NEAR:
            found.append(f"{text.get_text()!r} is cut off")
    for (text, box), (other, its) in combinations(texts, 2):
        if _overlap(box, its):
            found.append(f"{text.get_text()!r} is over {other.get_text()!r}")
    for axes in figure.axes:
        for line in axes.lines:
            found += [f"{text.get_text()!r} is on a line" for text, box in texts if _on(line, box)]
    for legend in figure.findobj(Legend):
        for handle in legend.legend_handles:
            if isinstance(handle, Line2D) and handle.get_marker() not in ("None", None, "", " "):
                if handle.get_markersize() < 5.5:
                    found.append(f"the legend's marker {handle.get_marker()!r} is tiny")
    return found


def _shown(text: Text) -> bool:
    part: Any = text
    if not text.get_visible():
        return False
    axes = text.axes
    if axes is not None:
        for axis in (axes.xaxis, axes.yaxis):
            for tick in axis.get_major_ticks() + axis.get_minor_ticks():
                if text in (tick.label1, tick.label2):
                    low, high = sorted(axis.get_view_interval())
                    return bool(low - 1e-9 <= tick.get_loc() <= high + 1e-9) and axes.axison
    return True


def _box(text: Text) -> Bbox:
    return text.get_window_extent()


def _overlap(box: Bbox, other: Bbox) -> bool:
    wide = min(box.x1, other.x1) - max(box.x0, other.x0)
    high = min(box.y1, other.y1) - max(box.y0, other.y0)
    return wide > NEAR and high > NEAR


def _on(line: Line2D, box: Bbox) -> bool:
    if not line.get_visible() or to_hex(line.get_color()) == PALE.lower() or not len(line.get_xydata()):
        return False
    path = line.get_transform().transform_path(line.get_path())
    inner = Bbox.from_extents(box.x0 + NEAR, box.y0 + NEAR, box.x1 - NEAR, box.y1 - NEAR)
    if line.get_linestyle() in ("None", "", " "):
        return any(inner.contains(*point) for point in path.vertices)
    return bool(path.intersects_bbox(inner, filled=False))
