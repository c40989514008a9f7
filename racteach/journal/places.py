"""Where the course's own files lie: in a clone beside course.py, or inside the installed package."""

from __future__ import annotations

from pathlib import Path

import racteach


def clone_root() -> Path | None:
    """Return the folder of course.py where racteach runs from a clone, else None (an installed wheel)."""
    root = Path(racteach.__file__).resolve().parent.parent
    return root if (root / "course.py").is_file() and (root / "lessons").is_dir() else None


def course_root() -> Path:
    """Return the folder that holds ``lessons/`` and ``exercises/`` as shipped."""
    return clone_root() or Path(racteach.__file__).resolve().parent / "course"
