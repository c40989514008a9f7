"""Draw a prediction and the truth as two curves, in a picture that needs no kernel and no script."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from racteach.checks.tables import number

_WIDTH, _HEIGHT = 360, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 12, 30, 26
_YOURS, _TRUTH = "#D55E00", "#0072B2"


def two_curves(
    labels: Sequence[str], yours: Sequence[float], truth: Sequence[float], *, logarithmic: bool = False
) -> str:
    """Return an SVG: yours dashed with squares, the truth solid with circles.

    Args:
        labels: what stands below each place.
        yours, truth: the numbers, as many as labels.
        logarithmic: whether the axis has powers of ten; what is not positive is drawn at its foot.
    """
    positive = [value for value in (*yours, *truth) if value > 0]
    least = min(positive, default=1.0)

    def height(value: float) -> float:
        return math.log10(max(value, least)) if logarithmic else float(value)

    heights = [height(value) for value in (*yours, *truth)]
    low, high = min(heights), max(heights)
    low, high = (low, high) if high > low else (low - 1, high + 1)

    def at(place: int, value: float) -> tuple[float, float]:
        across = _LEFT + (_WIDTH - _LEFT - _RIGHT) * (place + 0.5) / len(labels)
        up = (height(value) - low) / (high - low)
        return round(across, 1), round(_HEIGHT - _BOTTOM - up * (_HEIGHT - _TOP - _BOTTOM), 1)

    text = 'font-size="11" fill="currentColor"'
    parts = [_key(text), _axis(text, low, high, logarithmic)]
    for place, label in enumerate(labels):
        x, _ = at(place, truth[place])
        parts.append(f'<text x="{x}" y="{_HEIGHT - 8}" text-anchor="middle" {text}>{escape(label)}</text>')
    for values, colour, dashes, square in ((yours, _YOURS, "5 4", True), (truth, _TRUTH, "none", False)):
        points = [at(place, value) for place, value in enumerate(values)]
        line = " ".join(f"{x},{y}" for x, y in points)
        parts.append(
            f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2" '
            f'stroke-dasharray="{dashes}"/>'
        )
        parts += [_mark(x, y, colour, square=square) for x, y in points]
    said = "; ".join(
        f"{label}: you said {number(mine)}, it is {number(so)}"
        for label, mine, so in zip(labels, yours, truth, strict=True)
    )
    return (
        f'<svg role="img" aria-label="{escape(f"Your prediction and what is so. {said}")}" '
        f'viewBox="0 0 {_WIDTH} {_HEIGHT}" style="width:100%;max-width:{_WIDTH + 60}px;color:inherit">'
        f"{''.join(parts)}</svg>"
    )


def _mark(x: float, y: float, colour: str, *, square: bool) -> str:
    if square:
        return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="{colour}"/>'
    return f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>'


def _key(text: str) -> str:
    yours = _mark(_LEFT + 6, 12, _YOURS, square=True) + f'<text x="{_LEFT + 16}" y="16" {text}>yours</text>'
    so = _mark(_LEFT + 76, 12, _TRUTH, square=False) + f'<text x="{_LEFT + 86}" y="16" {text}>so it is</text>'
    return yours + so


def _axis(text: str, low: float, high: float, logarithmic: bool) -> str:
    parts = [
        f'<path d="M{_LEFT} {_TOP - 6}V{_HEIGHT - _BOTTOM + 6}H{_WIDTH - _RIGHT}" fill="none" '
        'stroke="currentColor" stroke-opacity="0.5"/>'
    ]
    for value, y in ((low, _HEIGHT - _BOTTOM), (high, _TOP)):
        shown = number(10**value if logarithmic else value, 3)
        parts.append(f'<text x="{_LEFT - 6}" y="{y + 4}" text-anchor="end" {text}>{shown}</text>')
    return "".join(parts)
