"""A teacher's term: roster, lateness, decisions, learning platforms, feedback, and what is alike."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class TermError(ValueError):
    """What is wrong with a teacher's file or option, in one sentence."""


def known_name(name: str, names: Iterable[str], what: str, where: str = "") -> str:
    """Return a name that is among others.

    Raises:
        TermError: if it is not; it names the near ones.
    """
    every = list(names)
    if name in every:
        return name
    near = difflib.get_close_matches(name, every, 5, 0.4) or every[:5]
    raise TermError(f"{where}there is no {what} {name!r}: near it are {', '.join(near)}")
