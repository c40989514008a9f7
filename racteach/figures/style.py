"""The look of every picture: one palette, one font size, one way to become an image with a description.

The palette is Okabe and Ito's (2008), made to be told apart by colour-blind readers; no picture says
anything by colour alone.
"""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, VERMILION = "#0072B2", "#E69F00", "#009E73", "#D55E00"
SKY, PURPLE, YELLOW = "#56B4E9", "#CC79A7", "#F0E442"
INK, GREY, PALE = "#222222", "#767676", "#EDEDED"

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
}
_SHARPNESS = 2  # image pixels per displayed pixel
_DISPLAY_DPI = 100


@dataclass(frozen=True)
class Picture:
    """An image with the sentence that says the same to whoever cannot see it.

    Attributes:
        png: the image.
        alt: its alternative text.
        width: how many pixels wide it is shown, at most.
    """

    png: bytes
    alt: str
    width: int

    def html(self) -> str:
        """Return an ``<img>`` element that holds the image itself."""
        data = base64.b64encode(self.png).decode()
        return (
            f'<img src="data:image/png;base64,{data}" alt="{html.escape(self.alt)}" '
            f'width="{self.width}" style="max-width: 100%; height: auto; background: white">'
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": f"Picture: {self.alt}"}


def picture(draw: Callable[..., None], *data: Any, alt: str, size: tuple[float, float] = (9, 4)) -> Picture:
    """Draw onto a fresh figure and return it as a :class:`Picture`.

    Args:
        draw: called as ``draw(figure, *data)``.
        data: what to draw.
        alt: the alternative text, a sentence or two that say what the picture shows.
        size: width and height in units of 100 displayed pixels.

    Raises:
        ValueError: if ``alt`` is empty.

    Example:
        >>> def line(figure, values):
        ...     axes = figure.add_subplot()
        ...     _ = axes.plot(values)
        >>> picture(line, [1, 2, 4], alt="A line that rises from 1 to 4.").alt
        'A line that rises from 1 to 4.'
    """
    if not alt.strip():
        raise ValueError("a picture needs an alternative text: give alt, a sentence that says what it shows")
    with rc_context(_RC):
        figure = Figure(figsize=size, dpi=_DISPLAY_DPI * _SHARPNESS)
        FigureCanvasAgg(figure)
        draw(figure, *data)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", metadata={"Software": None})
    return Picture(buffer.getvalue(), alt, round(size[0] * _DISPLAY_DPI))
