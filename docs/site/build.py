"""Build the website of the course: `python3 course.py site`.

What is built is one folder of plain files with relative links. It works from any web server, and from a disk.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from pathlib import Path

import book
import drawn
import figures
import frames
import lesson
import pages
import security
import slides
import stage
import symbols
import weight
from showing import add_options, empty_or_built, say, serve
from sphinx.cmd.build import main as sphinx

HERE = Path(__file__).resolve().parent
ROOT = lesson.ROOT


def build(output: Path, work: Path, most: int, browser: str | None = None) -> None:
    """Build everything anew into ``output``, by way of an empty folder; with a browser also the PDF."""
    shutil.rmtree(output, ignore_errors=True)
    static, source = work / "static", work / "source"
    slides.lay_static(static)
    (static / "notation.js").write_text(symbols.script(), encoding="utf-8")
    begins = drawn.draw(lesson.calls(), most, static / "explorers")

    def place(call: frames.Call) -> str:
        return drawn.place(call, begins[call.key])

    stage.stage(source, place)
    pages.write_pages(source, place, with_pdf=browser is not None)
    (source / "figures.md").write_text(figures.figures_page(static), encoding="utf-8")
    say("making the pages")
    os.environ["RACTEACH_STATIC"] = str(static)
    arguments = ["-q", "-j", "auto", "-b", "html", "-c", str(HERE), "-d", str(work / "doctrees"), "-W"]
    if sphinx([*arguments, "--keep-going", str(source), str(output)]) != 0:
        raise SystemExit("site: the pages have faults; the lines above name them.")
    weight.trim_icons(output)
    security.protect(output.rglob("*.html"))
    (output / "slides").mkdir()
    for path in lesson.LESSONS:
        target = output / "slides" / f"{path.stem}.html"
        slides.write_slides(path, target, "../_static", place)
    if browser:
        say("printing course.pdf")
        book.print_book(output, browser)
    say(f"{weight.weigh(output)}, in {output}: open {output / 'index.html'}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python3 course.py site", description=__doc__.split("\n")[0])
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "site", help="where (build/site)")
    add_options(parser)
    parser.add_argument("--pdf", action="store_true", help="print the lessons as course.pdf (with Chromium)")
    parser.add_argument("--no-build", action="store_true", help="with --serve: show what was built before")
    given = parser.parse_args()
    browser = book.find_browser() if given.pdf else None
    if given.pdf and not browser:
        parser.error("--pdf needs Chromium: install it, or name its path in RACTEACH_CHROMIUM")
    output = given.output.resolve()
    if not empty_or_built(output, "objects.inv"):
        parser.error(f"{output} holds something else than a built site: choose an empty or new folder")
    if given.no_build:
        if not given.serve or not (output / "objects.inv").exists():
            parser.error(f"--no-build wants --serve, and a site that was built in {output}: leave it out")
        return serve(output, given.port)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="racteach-site-") as work:
        build(output, Path(work), 8 if given.quick else frames.MOST, browser)
    say(f"built in {time.monotonic() - begun:.0f} s")
    if given.serve:
        serve(output, given.port)


if __name__ == "__main__":
    main()
