"""A drawing inside a page, in the colours of the page's theme: matplotlib's SVG, made part of the page.

Ink, greys and paper become JupyterLab's own variables, with the drawn colour for pages that have none.
Data keep their colours. Coloured text takes a variable, too: on dark paper it must be lighter.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

#: A colour as matplotlib writes it, and what the page shows.
_VARIABLES = {
    "#222222": "--jp-content-font-color1",
    "#000000": "--jp-content-font-color1",
    "#767676": "--jp-content-font-color2",
    "#555555": "--jp-content-font-color2",
    "#b8b8b8": "--jp-border-color1",
    "#ededed": "--jp-layout-color2",
    "#ffffff": "--jp-layout-color0",
    "#fff3dc": "--racteach-warm",
    "#dce9f5": "--racteach-cool",
}
_TEXT_VARIABLES = {
    "#0072b2": "--racteach-blue",
    "#8a5a00": "--racteach-brown",
    "#7a5200": "--racteach-brown",
    "#00664b": "--racteach-green",
    "#009e73": "--racteach-green",
    "#d55e00": "--racteach-red",
}
_COLOUR = re.compile(r"(fill|stroke): (#[0-9a-f]{6})")
_TEXT_COLOUR = re.compile(r'(<g style="fill): (#[0-9a-f]{6})')  # matplotlib sets glyphs in such groups
_NAME = re.compile(r'( id="|href="#|url\(#)')
_SHEET = re.compile(r"<style.*?</style>", re.DOTALL)
_METADATA = re.compile(r"<metadata>.*?</metadata>", re.DOTALL)
_VIEW = re.compile(r'viewBox="([^"]+)"')


def inline_svg(
    drawing: str, *, alt: str, width: int, name: str, values: Sequence[Mapping[str, Any]] = ()
) -> str:
    """Return matplotlib's SVG as an element for a page: named, described, in the theme's colours.

    Args:
        drawing: the SVG file.
        alt: its alternative text.
        width: how many pixels wide it is shown, at most.
        name: a prefix for its ids; no two drawings of a page may share it.
        values: what can be pointed at (:func:`racteach.figures.values.drawn_values`).

    Example:
        >>> inline_svg('<svg viewBox="0 0 9 4"><g id="a" style="fill: #222222"/></svg>',
        ...            alt="Ink.", width=90, name="one")[-74:]
        '<g id="one-a" style="fill: var(--jp-content-font-color1, #222222)"/></svg>'
    """
    view = _VIEW.search(drawing)
    if view is None:
        raise ValueError("drawing must be an SVG file with a viewBox: make it with picture(..., kind='svg')")
    body = drawing[drawing.index(">", view.end()) + 1 :]
    # Matplotlib's style sheet speaks of every element: inside a page it would reach the whole page.
    body = _SHEET.sub("", _METADATA.sub("", body))
    body = _TEXT_COLOUR.sub(lambda found: f"{found[1]}: {_themed(found[2], _TEXT_VARIABLES)}", body)
    body = _COLOUR.sub(lambda found: f"{found[1]}: {_themed(found[2], _VARIABLES)}", body)
    body = _NAME.sub(rf"\g<1>{name}-", body)
    named = [{**value, "ids": [f"{name}-{own}" for own in value["ids"]]} for value in values]
    said = f'data-values="{html.escape(json.dumps(named, ensure_ascii=False))}" ' if named else ""
    return (
        f'<svg class="racteach-picture" role="img" aria-label="{html.escape(alt)}" viewBox="{view[1]}" '
        f'width="{width}" {said}preserveAspectRatio="xMinYMin" '
        f'style="max-width: 100%; height: auto; stroke-linejoin: round; stroke-linecap: butt">{body}'
    )


def _themed(colour: str, variables: dict[str, str]) -> str:
    return f"var({variables[colour]}, {colour})" if colour in variables else colour
