"""Sphinx's settings for the website of the course. `python3 course.py site` builds it."""

import os
from pathlib import Path

from docutils.nodes import SkipNode

project = "racteach"
author = "the racteach authors"
copyright = "the racteach authors"
html_title = "How much can a recurrent network remember?"
language = "en"

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
nb_execution_mode = "off"
nb_merge_streams = True
myst_enable_extensions = ["dollarmath", "amsmath", "colon_fence", "attrs_block"]
myst_heading_anchors = 3
myst_dmath_double_inline = True
suppress_warnings = ["myst.header", "mystnb.unknown_mime_type", "misc.highlighting_failure"]
exclude_patterns = ["download"]
autodoc_typehints = "description"
autodoc_member_order = "bysource"

html_theme = "sphinx_book_theme"
html_context = {"default_mode": "auto"}
html_theme_options = {
    "logo": {"text": "How much can a recurrent network remember?"},
    "home_page_in_toc": True,
    "use_download_button": False,
    "use_fullscreen_button": False,
    "show_navbar_depth": 1,
    "navbar_persistent": [],  # the search stands in the contents
    "show_prev_next": True,
    "back_to_top_button": False,
    "article_header_end": ["slides-link.html", "article-header-buttons.html"],
    "footer_content_items": [],
    "footer_start": [],
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
templates_path = ["templates"]
html_static_path = [os.environ.get("RACTEACH_STATIC", "static")]
html_css_files = ["katex/katex.min.css", "course.css"]
html_js_files = [
    ("disk.js", {"defer": "defer"}),
    ("katex/katex.min.js", {"defer": "defer"}),
    ("katex/auto-render.min.js", {"defer": "defer"}),
    ("course.js", {"defer": "defer"}),
    ("notation.js", {"defer": "defer"}),
    ("symbols.js", {"defer": "defer"}),
    ("explorers.js", {"defer": "defer"}),
]
html_show_sourcelink = False
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_favicon = str(Path(__file__).parent / "static" / "mark.svg")


def setup(app):
    """Leave formulas to KaTeX, which course.js calls: nothing comes from another server."""

    def inline(self, node):
        self.body.append(self.starttag(node, "span", "", CLASS="math"))
        self.body.append(r"\(" + self.encode(node.astext()) + r"\)</span>")
        raise SkipNode

    def display(self, node):
        self.body.append(self.starttag(node, "div", CLASS="math"))
        self.body.append(r"\[" + self.encode(node.astext()) + r"\]</div>")
        raise SkipNode

    app.add_html_math_renderer("katex", (inline, None), (display, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


html_math_renderer = "katex"
