"""What lies in the package is known by being there: the numbers of the modules in a folder."""

from __future__ import annotations

from pathlib import Path


def numbers(folder: str, prefix: str = "lesson") -> tuple[str, ...]:
    """Return the two digits of every module ``prefixNN.py`` in a folder of `racteach.checks`, in order.

    >>> numbers("tasks", "practice")
    ('00',)
    """
    found = (Path(__file__).parent / folder).glob(f"{prefix}[0-9][0-9].py")
    return tuple(sorted(path.stem.removeprefix(prefix) for path in found))
