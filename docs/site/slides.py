"""Make slides of a lesson: `python3 course.py slides NN`.

One folder of plain files, made from the stored notebook. It opens from any web server, and from a disk.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import cutting
import drawn
import frames
import jinja2
import security
from lesson import LESSONS, ROOT
from pygments.formatters import HtmlFormatter
from showing import add_options, empty_or_built, say, serve

HERE = Path(__file__).resolve().parent


def write_slides(lesson: Path, target: Path, static: str, place: Callable[[frames.Call], str]) -> int:
    """Write the slides of one lesson as one page.

    Args:
        lesson: the stored notebook.
        target: the page.
        static: where scripts and styles lie, seen from the page.
        place: gives the HTML that stands in an explorer's place.

    Returns:
        the number of slides.
    """
    columns = cutting.cut(lesson, place)
    templates = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True)
    page = templates.get_template("deck.html").render(columns=columns, static=static)
    target.write_text(page, encoding="utf-8")
    security.protect([target], [speaker_script()])
    return sum(map(len, columns))


def speaker_script() -> str:
    """Return the script of reveal's speaker view as its plugin writes it into a window."""
    plugin = (HERE / "vendor" / "reveal" / "notes.js").read_text("utf-8")
    found = re.search(r"<script>(.*?)<\\/script>", plugin, re.DOTALL)
    if found is None:
        raise ValueError("vendor/reveal/notes.js holds no script of a speaker view")
    return re.sub(r"\\([\\`$])", r"\1", found[1])


def lay_static(folder: Path) -> None:
    """Put scripts, styles and the colours of code in both themes into a new folder."""
    shutil.copytree(HERE / "static", folder)
    shutil.copytree(HERE / "vendor", folder, dirs_exist_ok=True)
    with (folder / "code.css").open("w", encoding="utf-8") as file:
        for theme in ("light", "dark"):
            style = HtmlFormatter(style=f"a11y-high-contrast-{theme}")
            file.write(style.get_style_defs(f'[data-theme="{theme}"] .highlight') + "\n")


def build(lesson: Path, output: Path, most: int) -> None:
    """Build the slides of one lesson into a folder of their own, anew."""
    shutil.rmtree(output, ignore_errors=True)
    static = output / "static"
    lay_static(static)
    begins = drawn.draw(cutting.calls(lesson), most, static / "explorers")
    count = write_slides(
        lesson, output / "index.html", "static", lambda call: drawn.place(call, begins[call.key])
    )
    say(f"{count} slides in {output}: open {output / 'index.html'}; the key S opens the teacher's notes")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python3 course.py slides", description=__doc__.split("\n")[0])
    lessons = {path.name[:2]: path for path in LESSONS}
    parser.add_argument("lesson", metavar="NN", choices=sorted(lessons), help="two digits, 00 to 13")
    parser.add_argument("--output", type=Path, help="where (build/slides/NN)")
    add_options(parser)
    given = parser.parse_args()
    output = (given.output or ROOT / "build" / "slides" / given.lesson).resolve()
    if not empty_or_built(output, "static/slides.js"):
        parser.error(f"{output} holds something else than built slides: choose an empty or new folder")
    build(lessons[given.lesson], output, 8 if given.quick else frames.MOST)
    if given.serve:
        serve(output, given.port)


if __name__ == "__main__":
    main()
