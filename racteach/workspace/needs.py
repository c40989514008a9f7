"""What the course uses that pip cannot install: one table for ``doctor``, ``.ci/run`` and the tests."""

from __future__ import annotations

import shutil
from dataclasses import dataclass


@dataclass(frozen=True)
class SystemNeed:
    """A program of the machine: its names on the PATH, Debian's package, and what does not run without it."""

    name: str
    programs: tuple[str, ...]
    debian: str
    needed_for: str

    def found(self) -> str | None:
        """Return the program's path, None where the machine lacks it."""
        return next((path for path in map(shutil.which, self.programs) if path), None)


SYSTEM_NEEDS = (
    SystemNeed(
        name="Chromium",
        programs=("chromium", "chromium-browser", "google-chrome"),
        debian="chromium",
        needed_for="the browser tests (course.py test); not for studying",
    ),
)
