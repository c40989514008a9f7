"""The course's own files, as they are shipped to a student's folder."""

from __future__ import annotations

from pathlib import Path

from racteach.journal.places import clone_root, course_root

#: The folders a student gets a copy of.
PARTS = ("lessons", "exercises")
#: Where JupyterLab opens.
FIRST_LESSON = "lessons/00_start_here.ipynb"


class WorkspaceError(ValueError):
    """What the student asked for cannot be done; the message is one sentence that says what can."""


def default_folder() -> Path:
    """Return the student's folder: ``my-course`` beside course.py; without a clone, in the current folder."""
    return (clone_root() or Path.cwd()) / "my-course"


def course_files(root: Path | None = None) -> dict[str, Path]:
    """Return every shipped file by its name in the student's folder, such as ``lessons/00_start_here.ipynb``.

    Raises:
        WorkspaceError: there is none, so the installation is not whole.
    """
    root = root or course_root()
    files: dict[str, Path] = {}
    for part in PARTS:
        for path in sorted((root / part).rglob("*")):
            name = path.relative_to(root)
            hidden = any(piece.startswith((".", "__")) for piece in name.parts)
            if path.is_file() and not hidden:
                files[name.as_posix()] = path
    if not files:
        raise WorkspaceError(f"no lessons and no exercises in {root}: get the course again, it is not whole")
    return files
