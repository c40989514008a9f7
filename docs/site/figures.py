"""The index of figures: every picture of the lessons, small, with what it shows and where it stands."""

from __future__ import annotations

import base64
import html
import io
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lesson import Lesson, lessons
from PIL import Image

from racteach import explorers

_PICTURE = re.compile(r'<img src="data:image/png;base64,([^"]+)" alt="([^"]+)"')
#: Pixels across, twice what is shown; and colours.
_WIDTH, _COLOURS = 640, 64


@dataclass(frozen=True)
class Figure:
    """A picture that a cell of a lesson shows.

    Attributes:
        title: what it shows, in a few words.
        text: the sentences with which the lesson invites to look at it; Markdown.
        alt: its alternative text, as HTML.
        image: a PNG.
        anchor: its place in the lesson's page.
    """

    title: str
    text: str
    alt: str
    image: bytes
    anchor: str


@cache
def figures_of(lesson: Lesson) -> dict[int, Figure]:
    """Return the first picture that each cell of a lesson shows, by the number of the cell."""
    found_by_cell, text = {}, ""
    for place, cell in enumerate(lesson.notebook.cells):
        if cell.cell_type == "markdown":
            text = _invitation(cell.source)
            continue
        for output in cell.outputs:
            found = _PICTURE.search("".join(output.get("data", {}).get("text/html", "")))
            if found:
                alt = html.unescape(found[2])
                call = lesson.calls.get(place)
                title = _title(call.name) if call else alt.split(". ")[0].rstrip(".")
                anchor = f"explorer-{call.key}" if call else f"figure-{lesson.number}-{place}"
                found_by_cell[place] = Figure(title, text, alt, base64.b64decode(found[1]), anchor)
                break
    return found_by_cell


def figures_page(static: Path) -> str:
    """Return the page, and write its pictures into the folder of static files."""
    folder = static / "figures"
    folder.mkdir()
    lines = [
        "# Figures",
        "",
        "Every explorer and figure of the lessons as it stands at first. A picture leads to its place, where "
        "it moves.",
        "",
    ]
    for lesson in lessons():
        lines += [f"## [{lesson.title}]({lesson.link}.ipynb)", ""]
        for place, figure in figures_of(lesson).items():
            name = f"{lesson.number}-{place}.png"
            width, height = _write_small(figure.image, folder / name)
            link = f"{lesson.link}.html#{figure.anchor}"
            lines += [
                f'<figure class="racteach-figure"><a href="{link}"><img src="_static/figures/{name}" '
                f'alt="{html.escape(figure.alt)}" width="{width // 2}" height="{height // 2}" loading="lazy">'
                f'</a><figcaption><a href="{link}">{html.escape(figure.title)}</a>\n\n{figure.text}\n\n'
                "</figcaption></figure>",
                "",
            ]
    return "\n".join(lines)


def _invitation(source: str) -> str:
    """Return what a cell says of its explorer: that paragraph, or its last one."""
    paragraphs = re.split(r"\n\s*\n", source.strip())
    [*_, text] = [one for one in paragraphs if one.startswith("**Explorer")] or paragraphs
    return re.sub(r"^\([a-z0-9-]+\)=\n", "", text)


def _title(name: str) -> str:
    """Return the first sentence of an explorer's own words."""
    said = " ".join((getattr(explorers, name).__doc__ or "").split("\n\n")[0].split())
    said = re.sub(r"^(?:Flagship e|E)xplorer: ", "", said).split(". ")[0].rstrip(".")
    return said[0].upper() + said[1:]


def _write_small(image: bytes, path: Path) -> tuple[int, int]:
    with Image.open(io.BytesIO(image)) as picture:
        small = picture.convert("RGB")
    small.thumbnail((_WIDTH, _WIDTH))
    small.quantize(_COLOURS).save(path, optimize=True)
    return small.size
