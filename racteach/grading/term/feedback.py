"""Feedback that goes back: each student's page in a folder or zip of its own, called as it was handed in.

What came in nbgrader's layout goes back in nbgrader's: ``STUDENT/ASSIGNMENT/NOTEBOOK.html``, with the files
by which ``nbgrader release_feedback`` knows the submission.
"""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from racteach.grading.collecting import HandedIn
from racteach.grading.submissions import chosen_submission
from racteach.grading.term import TermError

_NBGRADER = ("timestamp.txt", "submission_secret.txt")
_MOST_BYTES = 10_000  # of such a file


def check_feedback(target: Path, folder: Path, out: Path) -> None:
    """Refuse a folder for feedback that lies where submissions or results are.

    Raises:
        TermError: if it does.
    """
    for taken in (folder, out):
        if target.resolve().is_relative_to(taken.resolve()):
            raise TermError(f"feedback cannot go below {taken}: give another folder")


def write_feedback(
    target: Path,
    folder: Path,
    submissions: tuple[HandedIn, ...],
    pages: Path,
    lesson: str,
    *,
    zips: bool = False,
) -> int:
    """Write every student's page to where it goes back from, and return how many there are.

    Args:
        target: the folder for it; what it holds of these students is written anew.
        folder: the one that was graded.
        submissions: what it holds.
        pages: where ``STUDENT.html`` is.
        lesson: two digits.
        zips: one ``ENTRY.zip`` a student in place of a folder.
    """
    count = 0
    for one in submissions:
        page = pages / f"{one.student}.html"
        if not page.exists():
            continue
        count += 1
        name = one.entry.rpartition(".")[0] if (folder / one.entry).is_file() else one.entry
        name = one.student if one.clash else name  # two entries of one name do not share a folder
        place, beside = _place(one, folder, lesson)
        if zips:
            target.mkdir(parents=True, exist_ok=True)
            with zipfile.ZipFile(target / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as packed:
                packed.write(page, place)
                for path in beside:
                    packed.write(path, str(Path(place).parent / path.name))
            continue
        there = target / name / place
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, there)
        for path in beside:
            shutil.copyfile(path, there.parent / path.name)
    return count


def _place(one: HandedIn, folder: Path, lesson: str) -> tuple[str, list[Path]]:
    """Return where the page belongs below the student's folder, and what belongs beside it."""
    deep = [path for path in one.paths if len(path.relative_to(folder).parts) == 3]
    if deep:
        path = chosen_submission(one.student, one.paths, lesson).path
        if path in deep:
            files = [path.parent / name for name in _NBGRADER]
            return f"{path.parent.name}/{path.stem}.html", [
                file
                for file in files
                if file.is_file() and not file.is_symlink() and file.stat().st_size <= _MOST_BYTES
            ]
    return f"feedback_{lesson}.html", []
