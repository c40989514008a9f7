"""The course as one PDF, printed by Chromium from the pages of the built website: lessons, then proofs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SCRIPTS = ("katex/katex.min.js", "katex/auto-render.min.js", "course.js")
_TITLE = "How much can a recurrent network remember, and what does depth buy?"
_HEADINGS = "h1, h2, h3, h4, h5, h6"
#: A formula in a bookmark, which has no other letters than a line of text.
_PLAIN = {r"\(": "", r"\)": "", r"\min": "min", r"\{": "{", r"\}": "}", r"\lt": "<", r"\ge": "≥"}
_LEFT_OUT = ".headerlink, script, .prev-next-footer, nav, .racteach-note, .tocwrapper, .toctree-wrapper"


def find_browser() -> str | None:
    """Return the Chromium of this computer, or the one that RACTEACH_CHROMIUM names."""
    return os.environ.get("RACTEACH_CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), None)


def print_book(site: Path, browser: str) -> Path:
    """Write ``course.pdf`` into a built site.

    Raises:
        RuntimeError: if the browser makes no PDF.
    """
    whole = site / "course-printed.html"
    page = one_page(site)
    whole.write_text(page, encoding="utf-8")
    target = site / "course.pdf"
    command = [
        browser,
        "--headless",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
        "--virtual-time-budget=60000",
        f"--print-to-pdf={target}",
        whole.as_uri(),
    ]
    made = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    whole.unlink()
    if made.returncode or not target.exists():
        raise RuntimeError(f"{browser} made no PDF:\n{made.stderr[-2000:]}")
    _name_bookmarks(target, bookmarks(page))
    return target


def bookmarks(page: str) -> list[str]:
    """Return the headings of a page as lines of text."""
    titles = []
    for heading in BeautifulSoup(page, "html.parser").select(_HEADINGS):
        title = re.sub(r"\^\{(.*?)\}", r"^(\1)", heading.get_text())
        for formula, plain in _PLAIN.items():
            title = title.replace(formula, plain)
        titles.append(title)
    return titles


def _name_bookmarks(target: Path, titles: list[str]) -> None:
    """Name a PDF's bookmarks anew: the browser reads them from the printed lines, and leaves formulas out."""
    book = PdfWriter(clone_from=target)
    found = list(_below(book.root_object["/Outlines"].get_object()))
    if len(found) != len(titles):
        raise RuntimeError(f"{target} has {len(found)} bookmarks, and the page has {len(titles)} headings")
    for bookmark, title in zip(found, titles, strict=True):
        bookmark[NameObject("/Title")] = TextStringObject(title)
    book.write(target)


def _below(bookmark: DictionaryObject) -> Iterator[DictionaryObject]:
    """Yield the bookmarks below one, in the order of the pages."""
    place = bookmark.get("/First")
    while place is not None:
        yield (inner := place.get_object())
        yield from _below(inner)
        place = inner.get("/Next")


def one_page(site: Path) -> str:
    """Put all lessons and the proofs below each other; links between them become links inside."""
    pages = [*sorted((site / "lessons").glob("[0-9]*.html")), site / "docs" / "theorems.html"]
    names = {page.relative_to(site).as_posix(): page.stem for page in pages}
    articles, contents, head = [], [], ""
    for page in pages:
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        if not head:
            styles = [str(link) for link in soup.select('head link[rel="stylesheet"]')]
            head = "\n".join(styles).replace('href="../', 'href="')
        article = soup.select_one("article.bd-article")
        assert article is not None, page
        for part in article.select(_LEFT_OUT):
            part.decompose()
        _turn(article, page.relative_to(site).as_posix(), names)
        article["class"] = [*article["class"], "racteach-part"]
        article["id"] = page.stem
        articles.append(str(article))
        title = article.find("h1")
        contents.append(f'<li><a href="#{page.stem}">{title.get_text() if title else page.stem}</a></li>')
    scripts = "\n".join(f'<script defer src="_static/{name}"></script>' for name in _SCRIPTS)
    front = (
        f'<article class="bd-article racteach-part"><h1>{_TITLE}</h1><p>The lessons of an interactive '
        "course, on paper. Its pictures move in a browser, its exercises are solved in JupyterLab.</p>"
        f"<ul>{''.join(contents)}</ul></article>"
    )
    return (
        '<!DOCTYPE html><html lang="en" data-theme="light" data-mode="light"><head><meta charset="utf-8">'
        f"<title>{_TITLE}</title>{head}\n{scripts}"
        f'</head><body class="racteach-book"><main>{front}{"".join(articles)}</main></body></html>'
    )


def _turn(article: Tag, own: str, names: dict[str, str]) -> None:
    """Make names unique, and links lead to places of the one page; other links inside the site go."""
    part = names[own]
    for node in article.select("[id]"):
        if node.find_parent("svg") is None:  # a drawing refers to parts of itself
            node["id"] = f"{part}--{node['id']}"
    for node in article.select("[src]"):
        node["src"] = _from_root(str(node["src"]), own)
    for link in article.select("a[href]"):
        target, _, anchor = str(link["href"]).partition("#")
        place = _from_root(target, own) if target else own
        if place in names:
            link["href"] = f"#{names[place]}" + (f"--{anchor}" if anchor else "")
        elif ":" not in place:
            del link["href"]


def _from_root(address: str, page: str) -> str:
    """Return an address that a page gives as the site's front page would give it."""
    if re.match(r"[a-z]+:", address):
        return address
    return os.path.normpath(os.path.join(os.path.dirname(page), address)).replace(os.sep, "/")
