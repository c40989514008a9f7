"""The look of every picture: one palette, one font size, one way to become an image with a description.

The palette is Okabe and Ito's (2008), made to be told apart by colour-blind readers; no picture says
anything by colour alone.
"""

from __future__ import annotations

import base64
import html
import io
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.textpath import TextToPath

from racteach.figures.themes import inline_svg
from racteach.figures.values import drawn_values, name_artists

BLUE, ORANGE, GREEN, VERMILION = "#0072B2", "#E69F00", "#009E73", "#D55E00"
SKY, PURPLE, YELLOW = "#56B4E9", "#CC79A7", "#F0E442"
#: Inside a page these follow its theme (see :mod:`racteach.figures.themes`).
INK, GREY, PALE, PAPER = "#222222", "#767676", "#EDEDED", "#FFFFFF"
#: Text on a box with a colour of its own: the same in every theme.
ON_LIGHT, ON_DARK = "#1F1F1F", "#FEFEFE"
#: Colour, marker and line of circuits of each depth.
DEPTH_STYLES = {1: (BLUE, "o", "-"), 2: (VERMILION, "^", "--"), 3: (GREEN, "s", ":")}
#: Their markers in a line of text.
DEPTH_SIGNS = {1: "●", 2: "▲", 3: "■"}

_RC: Any = {
    "font.size": 12,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.titlelocation": "left",
    "axes.titlesize": 13,
    "lines.linewidth": 2,
    "lines.markersize": 7,
    "legend.frameon": False,
    "svg.hashsalt": "racteach",  # the same picture has the same bytes
}
_SHARPNESS = 2  # PNG pixels per displayed pixel
_DISPLAY_DPI = 100
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_MEDIA_TYPES = {"png": "image/png", "svg": "image/svg+xml"}


@dataclass(frozen=True)
class Picture:
    """An image with the sentence that says the same to whoever cannot see it.

    Attributes:
        image: the bytes of the PNG or SVG.
        alt: its alternative text.
        width: how many pixels wide it is shown, at most.
        kind: ``"png"`` or ``"svg"``.
        values: of an SVG, what its points, bars and cells stand for (:mod:`racteach.figures.values`).
    """

    image: bytes
    alt: str
    width: int
    kind: str = "png"
    values: list[dict[str, Any]] = field(default_factory=list, repr=False)

    def html(self) -> str:
        """Return an ``<img>`` element that holds the image itself."""
        data = base64.b64encode(self.image).decode()
        return (
            f'<img src="data:{_MEDIA_TYPES[self.kind]};base64,{data}" alt="{html.escape(self.alt)}" '
            f'width="{self.width}" style="max-width: 100%; height: auto; box-sizing: border-box; '
            f'background: white; border-radius: 8px; padding: 8px">'
        )

    def inline(self, name: str) -> str:
        """Return an SVG as part of a page, in the colours of the page's theme.

        Args:
            name: a prefix for the drawing's ids; no two drawings of a page may share it.

        Raises:
            ValueError: if the picture is a PNG.
        """
        if self.kind != "svg":
            raise ValueError("only an SVG becomes part of a page: draw it with kind='svg', or use html()")
        return inline_svg(self.image.decode(), alt=self.alt, width=self.width, name=name, values=self.values)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": f"Picture: {self.alt}"}


class _Renderer(RendererSVG):
    """Matplotlib's, but formulas that were set once are remembered for the next picture.

    They take up to 6 ms each, and a renderer of its own forgets them with every picture.
    """

    _formulas = TextToPath()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._text2path = self._formulas


def _png(figure: Figure) -> bytes:
    buffer = io.BytesIO()
    figure.dpi = _SHARPNESS * _DISPLAY_DPI
    FigureCanvasAgg(figure).print_png(buffer, metadata={"Software": None})
    return buffer.getvalue()


def _svg(figure: Figure) -> tuple[bytes, list[dict[str, Any]]]:
    text = io.StringIO()
    name_artists(figure)
    figure.dpi = 72  # the unit of an SVG
    width, height = figure.get_size_inches() * 72
    renderer = _Renderer(width, height, text, image_dpi=_DISPLAY_DPI, metadata={"Date": None})
    figure.draw(renderer)
    renderer.finalize()
    return text.getvalue().encode(), drawn_values(figure)


def logarithmic_axis(axes: Axes) -> None:
    """Make the vertical axis logarithmic, with plain labels: 1, 10, 100, 1000, 10⁴, 10⁵, ...

    Minor ticks and mathematical labels would take half of the time of a simple picture.
    """
    axes.set_yscale("log")
    axes.minorticks_off()
    axes.yaxis.set_major_formatter(lambda value, place: _power(value))


def question(axes: Axes, x: float, y: float, *, size: int = 40) -> None:
    """Write the question mark of what is to be predicted, on paper of its own: lines may pass below it."""
    paper = {"facecolor": PAPER, "edgecolor": "none", "boxstyle": "circle,pad=0.1"}
    axes.text(x, y, "?", fontsize=size, color=VERMILION, ha="center", va="center", bbox=paper)


def side_text(figure: Figure, x: float, *lines: tuple[float, str, float, str], **style: Any) -> None:
    """Write texts below each other from x on: (height of the top, text, font size, colour) each."""
    for height, text, size, colour in lines:
        figure.text(x, height, text, fontsize=size, color=colour, va="top", **style)


def _power(value: float) -> str:
    exponent = round(math.log10(value))
    return str(10**exponent) if 0 <= exponent <= 3 else "10" + str(exponent).translate(_RAISED)


def picture(
    draw: Callable[..., None],
    *data: Any,
    alt: str,
    size: tuple[float, float] = (9, 4),
    kind: str = "png",
) -> Picture:
    """Draw onto a fresh figure and return it as a :class:`Picture`.

    Args:
        draw: called as ``draw(figure, *data)``.
        data: what to draw.
        alt: the alternative text, a sentence or two that say what the picture shows.
        size: width and height in units of 100 displayed pixels.
        kind: ``"png"``, which every viewer of notebooks shows, or ``"svg"``, which is made in about half of
            the time.

    Raises:
        ValueError: if ``alt`` is empty, or ``kind`` another one.

    Example:
        >>> def line(figure, values):
        ...     axes = figure.add_subplot()
        ...     _ = axes.plot(values)
        >>> picture(line, [1, 2, 4], alt="A line that rises from 1 to 4.").alt
        'A line that rises from 1 to 4.'
    """
    if not alt.strip():
        raise ValueError("a picture needs an alternative text: give alt, a sentence that says what it shows")
    if kind not in _MEDIA_TYPES:
        raise ValueError(f'kind must be "png" or "svg", not {kind!r}')
    with rc_context(_RC):
        figure = Figure(figsize=size)
        draw(figure, *data)
        image, values = (_png(figure), []) if kind == "png" else _svg(figure)
    return Picture(image, alt, round(size[0] * _DISPLAY_DPI), kind, values)
