"""Show feedback as plain text and as an HTML card.

The card takes text and background colours from JupyterLab's theme, so it reads in the light and the dark one.
Nothing is said by colour alone: a status has a sign and its word, a differing value has a sign and a frame.
Everything that comes from a student is escaped.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from racteach.checks.feedback import Feedback, Hint, Picture

# sign in text, sign in the card, colour of the card's edge (Okabe and Ito's palette)
_SIGNS = {
    "passed": ("[x]", "✔", "#0072B2"),
    "wrong": ("[!]", "✘", "#D55E00"),
    "not started": ("[ ]", "○", "#767676"),
    "error": ("[!]", "⚠", "#CC79A7"),
    "timed out": ("[!]", "◔", "#E69F00"),
}
_DIFFERS = "≠"


def _heading(feedback: Feedback) -> str:
    known = f" · {feedback.misconception}" if feedback.misconception else ""
    return f"{feedback.task}: {feedback.status}{known}"


def feedback_text(feedback: Feedback) -> str:
    """Return the feedback as lines of plain text."""
    sign = _SIGNS[feedback.status][0]
    lines = [f"{sign} {_heading(feedback)}", feedback.message, *feedback.notes]
    for picture in feedback.pictures:
        lines += ["", f"{picture.title}:", *_picture_lines(picture)]
    if feedback.next_step:
        lines += ["", f"Next: {feedback.next_step}"] if feedback.pictures else [f"Next: {feedback.next_step}"]
    return "\n".join(lines)


def _picture_lines(picture: Picture) -> list[str]:
    cells = [
        [f"{_DIFFERS}{text}" if marked else text for text, marked in zip(row, marks, strict=True)]
        for row, marks in zip(picture.rows, picture.marked, strict=True)
    ]
    width = max((len(text) for row in cells for text in row), default=0)
    labels = picture.labels or ("",) * len(cells)
    edge = max(map(len, labels), default=0)
    return [
        f"  {label:<{edge}}  {'  '.join(text.rjust(width) for text in row)}".rstrip()
        for label, row in zip(labels, cells, strict=True)
    ]


def card_frame(name: str, colour: str, body: str) -> str:
    """Return a card: a group with an accessible name, an edge of one colour, and a body of HTML."""
    style = (
        "margin:0.4em 0;padding:0.5em 0.9em;border:1px solid #8886;"
        f"border-left:6px solid {colour};border-radius:4px;"
        "max-width:56em;color:inherit;background:transparent;"
    )
    return f'<div role="group" aria-label="{escape(name)}" style="{style}">{body}</div>'


def _title(sign: str, text: str) -> str:
    style = "margin:0.2em 0"
    return f'<p style="{style}"><span aria-hidden="true">{sign}</span> <strong>{escape(text)}</strong></p>'


def _paragraph(text: str) -> str:
    return f'<p style="margin:0.3em 0;overflow-wrap:anywhere">{with_code(text)}</p>'


def with_code(text: str) -> str:
    """Escape text and set what stands between backticks as code."""
    parts = escape(text).split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return "".join(f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts))


def feedback_html(feedback: Feedback) -> str:
    """Return the feedback as a card."""
    _, sign, colour = _SIGNS[feedback.status]
    heading = _heading(feedback)
    body = [
        _title(sign, heading),
        _paragraph(feedback.message),
        *(_note(note) for note in feedback.notes),
    ]
    if feedback.pictures:
        tables = "".join(_picture_html(picture) for picture in feedback.pictures)
        body.append(f'<div style="display:flex;flex-wrap:wrap;gap:1.5em;overflow-x:auto">{tables}</div>')
    if feedback.hints:
        body.append(_hints(feedback.hints, 1))
    elif feedback.next_step:
        body.append(_paragraph(f"Next: {feedback.next_step}"))
    return card_frame(f"Feedback on {heading}", colour, "".join(body))


# JupyterLab takes Enter and the arrow keys for itself, but not where this attribute stands.
KEYS = 'data-lm-suppress-shortcuts="true"'


def _hints(hints: tuple[str, ...], number: int) -> str:
    """Return hint after hint, each folded inside the one before: no kernel and no mouse is needed."""
    rest = _hints(hints, number + 1) if number < len(hints) else ""
    return (
        f'<details style="margin:0.3em 0"><summary style="cursor:pointer" {KEYS}>'
        f"Hint {number} of {len(hints)}</summary>"
        f'<div style="margin-left:1em">{_paragraph(hints[number - 1])}{rest}</div></details>'
    )


def _note(note: str) -> str:
    if "\n" not in note:
        return _paragraph(note)
    return (
        '<pre style="margin:0.3em 0;padding:0;background:transparent;color:inherit;white-space:pre-wrap">'
        f"{escape(note)}</pre>"
    )


def _picture_html(picture: Picture) -> str:
    labels = picture.labels or ("",) * len(picture.rows)
    wide = max(map(len, picture.rows), default=0) > 16
    rows = []
    for label, row, marks in zip(labels, picture.rows, picture.marked, strict=True):
        cells = "".join(_cell(text, marked, wide) for text, marked in zip(row, marks, strict=True))
        head = f'<th scope="row" style="{_CELL}font-weight:normal">{escape(label)}</th>' if label else ""
        rows.append(f'<tr style="background:transparent">{head}{cells}</tr>')
    title = f'<caption style="{_CAPTION}">{escape(picture.title)}</caption>'
    style = "border-collapse:separate;border-spacing:1px;margin:0.3em 0;color:inherit;font-family:monospace"
    return f'<table style="{style}">{title}<tbody>{"".join(rows)}</tbody></table>'


_CAPTION = "caption-side:top;text-align:left;color:inherit;padding:0.2em 0;white-space:nowrap"
_CELL = "text-align:right;padding:0.1em 0.45em;background:transparent;color:inherit;white-space:nowrap;"
_TIGHT = "text-align:center;padding:0;line-height:1;background:transparent;color:inherit;"


def _cell(text: str, marked: bool, wide: bool) -> str:
    style = _TIGHT if wide else _CELL
    edge = 1 if wide else 2
    if not marked:
        return f'<td style="{style}border:{edge}px solid transparent">{escape(text)}</td>'
    return f'<td style="{style}border:{edge}px solid #D55E00;font-weight:bold">{_DIFFERS}{escape(text)}</td>'


def hint_html(hint: Hint) -> str:
    """Return a hint as a card."""
    body = _title("➜", hint.heading) + _paragraph(hint.text)
    return card_frame(f"Hint for {hint.heading}", "#56B4E9", body)
