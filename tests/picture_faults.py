"""What a reader would see at once in a picture: text over text, text cut off, tiny, or on a line."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.axis import Tick
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgba
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from racteach.figures.style import _RC, PALE
from racteach.figures.themes import _TEXT_VARIABLES, _VARIABLES

SMALLEST = 7.2  # points: 10 pixels on a page, where 72 points are 100 pixels
SMALLEST_MARKER = 5.5
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
    texts = [(text, (text.get_bbox_patch() or text).get_window_extent()) for text in _shown(figure)]
    found = [
        f"{text.get_text()!r} has {text.get_fontsize():.1f} points"
        for text, _ in texts
        if text.get_fontsize() < SMALLEST
    ]
    page = figure.bbox
    for text, box in texts:
        if min(box.x0, box.y0, page.x1 - box.x1, page.y1 - box.y1) < -NEAR:
            found.append(f"{text.get_text()!r} is cut off")
    for (text, box), (other, its) in combinations(texts, 2):
        if _overlap(box, its):
            found.append(f"{text.get_text()!r} is over {other.get_text()!r}")
    for axes in figure.axes:
        for line in axes.lines:
            found += [
                f"{text.get_text()!r} is on a line"
                for text, box in texts
                if not _on_paper_of_its_own(text, axes, box, line) and _on(line, box)
            ]
    for text, box in texts:
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        alone = text.axes is None or text.get_bbox_patch() is not None
        if not alone and _themed(text.get_color(), _TEXT_VARIABLES) and _on_a_fixed_colour(text.axes, x, y):
            found.append(f"{text.get_text()!r} follows the theme, and what it stands on does not")
    for axes in figure.axes:
        for line in axes.lines:
            if line.get_marker() in ("None", None, "", " ") or not _themed(line.get_markeredgecolor()):
                continue
            if any(_on_a_fixed_colour(axes, *axes.transData.transform(at)) for at in line.get_xydata()):
                found.append(f"{line.get_marker()!r} follows the theme, and what it stands on does not")
    for legend in figure.findobj(Legend):
        for handle in legend.legend_handles:
            marked = isinstance(handle, Line2D) and handle.get_marker() not in ("None", None, "", " ")
            if marked and handle.get_markersize() < SMALLEST_MARKER:
                found.append(f"the legend's marker {handle.get_marker()!r} is tiny")
    return found


def _themed(colour: Any, besides: Iterable[str] = ()) -> bool:
    """Say whether a colour is another one in a dark theme; `besides`: where more of them are."""
    return to_hex(colour) in {*_VARIABLES, *besides}


def _on_a_fixed_colour(axes: Axes, x: float, y: float) -> bool:
    """Say whether there are cells, a box or axes below a point whose colour is the same in every theme."""
    red, green, blue, alpha = to_rgba(axes.get_facecolor())
    ground = axes.axison and alpha > 0.5 and not _themed((red, green, blue))
    below: list[tuple[float, bool]] = [(-1.0, ground and axes.bbox.contains(x, y))]
    for image in axes.images:
        if image.get_visible() and image.get_window_extent().contains(x, y):
            below.append((image.get_zorder(), True))
    for patch in axes.patches:
        red, green, blue, alpha = patch.get_facecolor()
        if patch.get_fill() and alpha > 0.5 and patch.get_window_extent().contains(x, y):
            below.append((patch.get_zorder(), not _themed((red, green, blue))))
    return max(below, key=lambda ground: ground[0])[1]


def _shown(figure: Figure) -> list[Text]:
    """Return the texts that are drawn: matplotlib keeps ticks that are out of sight."""
    ticks = {id(label) for tick in figure.findobj(Tick) for label in (tick.label1, tick.label2)}
    drawn = {
        id(label)
        for axes in figure.axes
        if axes.axison
        for axis in (axes.xaxis, axes.yaxis)
        for tick in axis._update_ticks()
        for label in (tick.label1, tick.label2)
    }
    return [
        text
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip() and (id(text) not in ticks or id(text) in drawn)
    ]


def _on_paper_of_its_own(text: Text, axes: Axes, box: Bbox, line: Line2D) -> bool:
    """Say whether something filled lies between the text and the line."""
    if text.get_bbox_patch() is not None:
        return True
    over = [p for p in axes.patches if p.get_fill() and p.get_zorder() > line.get_zorder()]
    return any(box.overlaps(patch.get_window_extent()) for patch in over)


def _overlap(box: Bbox, other: Bbox) -> bool:
    wide = min(box.x1, other.x1) - max(box.x0, other.x0)
    high = min(box.y1, other.y1) - max(box.y0, other.y0)
    return wide > NEAR and high > NEAR


def _on(line: Line2D, box: Bbox) -> bool:
    if not line.get_visible() or to_hex(line.get_color()) == PALE.lower() or not len(line.get_xydata()):
        return False
    path = line.get_transform().transform_path(line.get_path())
    inner = Bbox.from_extents(box.x0 + NEAR, box.y0 + NEAR, box.x1 - NEAR, box.y1 - NEAR)
    if line.get_clip_on() and line.axes is not None:
        inner = Bbox.intersection(inner, line.axes.bbox)  # a line ends where its axes end
        if inner is None:
            return False
    if line.get_linestyle() in ("None", "", " "):
        return any(inner.contains(*point) for point in path.vertices)
    return bool(path.intersects_bbox(inner, filled=False))
