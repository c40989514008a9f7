"""The parts of a card: a frame, a title, paragraphs, folded hints; texts in, HTML out.

The card takes text and background colours from JupyterLab's theme, so it reads in the light and the dark one.
Nothing is said by colour alone: a status has a sign and its word, a differing value has a sign and a frame.
Everything that comes from a student is escaped.
"""

from __future__ import annotations

from html import escape

# JupyterLab takes Enter and the arrow keys for itself, but not where this attribute stands.
KEYS = 'data-lm-suppress-shortcuts="true"'


def card_frame(name: str, colour: str, body: str) -> str:
    """Return a card: a group with an accessible name, an edge of one colour, and a body of HTML."""
    style = (
        "margin:0.4em 0;padding:0.5em 0.9em;border:1px solid #8886;"
        f"border-left:6px solid {colour};border-radius:4px;"
        "max-width:56em;color:inherit;background:transparent;"
    )
    return f'<div role="group" aria-label="{escape(name)}" style="{style}">{body}</div>'


def title(sign: str, text: str) -> str:
    """Return a card's first line: a sign that screen readers pass over, and words."""
    style = "margin:0.2em 0"
    return f'<p style="{style}"><span aria-hidden="true">{sign}</span> <strong>{escape(text)}</strong></p>'


def paragraph(text: str) -> str:
    """Return a paragraph, code between backticks."""
    return f'<p style="margin:0.3em 0;overflow-wrap:anywhere">{with_code(text)}</p>'


def with_code(text: str) -> str:
    """Escape text and set what stands between backticks as code."""
    parts = escape(text).split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return "".join(f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts))


def folded_hints(hints: tuple[str, ...], number: int = 1) -> str:
    """Return hint after hint, each folded inside the one before: no kernel and no mouse is needed."""
    rest = folded_hints(hints, number + 1) if number < len(hints) else ""
    return (
        f'<details style="margin:0.3em 0"><summary style="cursor:pointer" {KEYS}>'
        f"Hint {number} of {len(hints)}</summary>"
        f'<div style="margin-left:1em">{paragraph(hints[number - 1])}{rest}</div></details>'
    )


def note(text: str) -> str:
    """Return a note: a paragraph, or where it has several lines, those lines as they are."""
    if "\n" not in text:
        return paragraph(text)
    return (
        '<pre style="margin:0.3em 0;padding:0;background:transparent;color:inherit;white-space:pre-wrap">'
        f"{escape(text)}</pre>"
    )
