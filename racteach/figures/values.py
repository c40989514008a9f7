"""What the points, bars and cells of a drawing stand for, so that a page can say it where one points.

Found in what was drawn, so that no explorer says it again: points of lines, bars, and images of numbers.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator

from racteach.figures.numbers import number

MOST = 4096  #: cells or points of one artist; nobody could point at one of more
_TEX = {
    r"\{": "(",
    r"\}": ")",
    r"\sigma": "σ",
    r"\lambda": "λ",
    r"\varepsilon": "ε",
    r"\le": "≤",
    r"\times": "×",
}
_SIGNS = re.compile("|".join(map(re.escape, sorted(_TEX, key=len, reverse=True))))
_REST = re.compile(r"\\(?:mathrm|mathbf|text)\b|[${}\\]")


def name_artists(figure: Figure) -> None:
    """Give what can be pointed at, and what legends say of it, ids in the drawing to come."""
    for place, axes in enumerate(figure.axes):
        for rank, artist in enumerate(_artists(axes)):
            artist.set_gid(f"v{place}-{rank}")
        for rank, (handle, text) in enumerate(_legend(axes)):
            handle.set_gid(f"k{place}-{rank}")
            text.set_gid(f"t{place}-{rank}")


def drawn_values(figure: Figure) -> list[dict[str, Any]]:
    """Return what can be pointed at in a figure that was drawn after :func:`name_artists`.

    Returns:
        A dictionary for each artist: ``ids`` in the drawing (its own, and its legend entry's), ``axes`` and
        ``group`` (what lights up together has the same). For points ``name``, ``across`` (what their other
        number is) and ``points``, each ``[x, y, value, other number]``. For an image ``box`` (left, top,
        width, height), ``cells``, rows of texts, and the names of its ``rows`` and ``columns``.
        Lengths are in the drawing's units, from its left upper corner.

    Example:
        >>> from matplotlib.backends.backend_agg import FigureCanvasAgg
        >>> figure = Figure(figsize=(4, 2), dpi=72)
        >>> axes = figure.add_axes((0, 0, 1, 1))
        >>> _ = axes.plot([0, 1, 2], [3, 5, 7], label="rank")
        >>> _ = axes.set(xlabel="length $T$ (steps)", xlim=(0, 2), ylim=(3, 7))
        >>> name_artists(figure)
        >>> FigureCanvasAgg(figure).draw()
        >>> drawn_values(figure)[0]["points"][1]
        [144.0, 72.0, '5', '1']
    """
    found = []
    for place, axes in enumerate(figure.axes):
        artists = _artists(axes)
        names = [_tick_names(axis) if artists else {} for axis in (axes.yaxis, axes.xaxis)]
        for artist in artists:
            colour, label = _colour(artist), str(artist.get_label())
            entries = [
                (handle, text)
                for handle, text in _legend(axes)
                if (text.get_text() == label if not label.startswith("_") else _colour(handle) == colour)
            ]
            name = plain(entries[0][1].get_text() if entries else "" if label.startswith("_") else label)
            value = _values(axes, artist, name, names, float(figure.bbox.height))
            if value:
                ids = [part.get_gid() for part in (artist, *(part for entry in entries for part in entry))]
                found.append({"ids": ids, "axes": place, "group": name or colour, **value})
    return found


def plain(text: str) -> str:
    r"""Return a label without formulas' signs and without what stands in brackets after it.

    Example:
        >>> plain("length $T$ (time steps)"), plain(r"$\min\{R, M\}$ and $\sigma_k$")
        ('length T', 'min(R, M) and σ_k')
    """
    spoken = _SIGNS.sub(lambda sign: _TEX[sign[0]], re.sub(r"\s*\([^)]*\)$", "", text))
    return " ".join(_REST.sub("", spoken).split())


def _artists(axes: Axes) -> list[Artist]:
    images: list[Artist] = [each for each in axes.images if np.asarray(each.get_array()).ndim == 2]
    if not axes.axison or not (axes.get_xlabel() or axes.get_ylabel()):
        return images
    bars = [bar for box in axes.containers if isinstance(box, BarContainer) for bar in box]
    lines = [line for line in axes.lines if line.get_transform() == axes.transData and not _guide(line)]
    clouds = [cloud for cloud in axes.collections if isinstance(cloud, PathCollection)]
    return [*images, *bars, *lines, *clouds]


def _guide(line: Line2D) -> bool:
    """Say whether a line only leads the eye: two ends without a mark or a name."""
    marked = line.get_marker() not in ("None", "none", None, "", " ")
    return np.size(line.get_xdata()) <= 2 and not marked and str(line.get_label()).startswith("_")


def _legend(axes: Axes) -> list[tuple[Any, Any]]:
    legend = axes.get_legend()
    return [] if legend is None else list(zip(legend.legend_handles, legend.get_texts(), strict=True))


def _colour(artist: Any) -> str:
    if isinstance(artist, AxesImage):
        return "image"
    colour: Any
    if not isinstance(artist, Line2D):
        colour = artist.get_facecolor()
    elif artist.get_linestyle() not in ("None", "none", "", " "):
        colour = artist.get_color()
    else:  # marks alone; open ones have a colour at their edge only
        filled = artist.get_markerfacecolor()
        colour = artist.get_markeredgecolor() if isinstance(filled, str) and filled == "none" else filled
    several: list[Any] = [colour] if isinstance(colour, str) else list(np.atleast_2d(colour))
    return to_hex(several[0]) if len(several) else "none"


def _values(
    axes: Axes, artist: Any, name: str, names: list[dict[float, str]], height: float
) -> dict[str, Any] | None:
    if isinstance(artist, AxesImage):
        return _cells(axes, artist, names, height)
    if isinstance(artist, Line2D):
        data = np.array(artist.get_xydata(), dtype=float)
    elif isinstance(artist, PathCollection):
        data = np.array(artist.get_offsets(), dtype=float)
    else:
        data = np.array([_end(axes, artist)])
    places = artist.axes.transData.transform(data)
    corners = axes.bbox.padded(2).get_points()
    inside = ((corners[0] <= places) & (places <= corners[1])).all(axis=1)
    if not 0 < inside.sum() <= MOST:
        return None
    ticks = np.asarray(axes.get_xticks(), dtype=float)
    if isinstance(axes.xaxis.get_major_locator(), FixedLocator) and len(ticks) > 1:
        # marks that stand beside each other at one tick, so that all can be seen, mean the tick
        beside = np.abs(data[:, :1] - ticks)
        near = beside.min(axis=1) < 0.3 * np.diff(ticks).min()
        data[near, 0] = ticks[beside.argmin(axis=1)][near]
    points = [
        [
            round(x, 1),
            round(height - y, 1),
            *(_said(known, at) for known, at in zip(names, (down, across), strict=True)),
        ]
        for (x, y), (across, down) in zip(places[inside].tolist(), data[inside].tolist(), strict=True)
    ]
    return {"name": name or plain(axes.get_ylabel()), "across": plain(axes.get_xlabel()), "points": points}


def _end(axes: Axes, bar: Any) -> tuple[float, float]:
    lying = any(
        bar in box.patches and box.orientation == "horizontal"
        for box in axes.containers
        if isinstance(box, BarContainer)
    )
    x, y, wide, high = bar.get_x(), bar.get_y(), bar.get_width(), bar.get_height()
    return (x + wide, y + high / 2) if lying else (x + wide / 2, y + high)


def _said(names: dict[float, str], value: float) -> str:
    return names.get(round(value, 9)) or number(value)


def _tick_names(axis: Any) -> dict[float, str]:
    """Return what stands at an axis's ticks, where that is no number."""
    ticks = zip(axis.get_ticklocs(), (label.get_text() for label in axis.get_ticklabels()), strict=False)
    return {round(float(at), 9): plain(text) for at, text in ticks if re.search("[A-Za-z]", plain(text))}


def _cells(
    axes: Axes, image: AxesImage, names: list[dict[float, str]], height: float
) -> dict[str, Any] | None:
    values = np.asarray(image.get_array(), dtype=float)
    if not 0 < values.size <= MOST:
        return None
    left, right, low, high = image.get_extent()
    ends = axes.transData.transform([(left, high), (right, low)])
    box = [ends[0, 0], height - ends[0, 1], ends[1, 0] - ends[0, 0], ends[0, 1] - ends[1, 1]]
    rows, columns = (
        [known.get(k) or str(k + 1) for k in range(count)]
        for known, count in zip(names, values.shape, strict=True)
    )
    cells = [[number(value) for value in row] for row in values.tolist()]
    return {
        "box": [round(float(length), 1) for length in box],
        "cells": cells,
        "rows": rows,
        "columns": columns,
    }
