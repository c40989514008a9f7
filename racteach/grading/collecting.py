"""What was handed in: found in a folder, named, and told apart by content; only hashes are kept."""

from __future__ import annotations

import contextlib
import hashlib
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from racteach.grading.submissions import MOST_BYTES, SubmissionError

_MOST_NOTEBOOKS = 20  # of one student
_ALLOWED = " _.@+-,()'\u2019"


@dataclass(frozen=True)
class HandedIn:
    """What one student handed in, as the folder holds it.

    Attributes:
        student: the name, safe to print and to use in a file's name; nobody else's in the folder.
        entry: what the folder calls it: another one is another student.
        paths: its notebooks.
        digest: SHA-256 of names and contents: another one is another version.
        clash: whether another entry's name reads the same.
    """

    student: str
    entry: str
    paths: tuple[Path, ...]
    digest: str = ""
    clash: bool = False


def safe_name(name: str) -> str:
    """Return a name of letters (with their marks) and digits of any script, blanks and ``_.@+-,()'``: never
    empty, at most 80 letters and 200 bytes long, since files are called so.

    Example:
        >>> safe_name("../../etc/passwd"), safe_name("Ada L.")
        ('_.._etc_passwd', 'Ada L')
    """
    kept = unicodedata.normalize("NFC", name)
    letters = "".join(c if c in _ALLOWED or unicodedata.category(c)[0] in "LMN" else "_" for c in kept)
    letters = letters.strip(" .")[:80].encode()[:200].decode(errors="ignore")
    return letters.strip(" .") or "_"


def find_submissions(folder: Path) -> tuple[list[HandedIn], list[str]]:
    """Return what each student handed in, in the order of the entries, and what was left out, with reasons.

    A student is ``NAME.ipynb``, or a folder ``NAME`` with notebooks in it or one folder further down, as
    nbgrader's ``submitted/STUDENT/ASSIGNMENT/`` has them. Links are not followed.

    Raises:
        SubmissionError: if the folder is not there or holds no notebook.
    """
    if not folder.is_dir():
        raise SubmissionError(f"there is no folder {folder}: give the one that holds the submitted notebooks")
    found, left_out = [], []
    for entry in sorted(folder.iterdir()):
        try:
            paths, why = _notebooks(entry)
            if not why:
                name = entry.stem if entry.is_file() else entry.name
                found.append(HandedIn(safe_name(name), entry.name, tuple(paths), _digest(entry, paths)))
        except OSError as error:
            why = f"it cannot be read: {error.strerror or error}"
        if why:
            left_out.append(
                f"{ascii(entry.name)[1:-1] if not entry.name.isprintable() else entry.name}: {why}"
            )
    if not found:
        raise SubmissionError(
            f"{folder} holds no notebooks (NAME.ipynb, or a folder for each student), but "
            f"{'; '.join(left_out[:10]) or 'nothing'}"
        )
    return _told_apart(found), left_out


def _notebooks(entry: Path) -> tuple[list[Path], str]:
    """Return the notebooks of an entry, or why it has none."""
    if entry.is_symlink():
        return [], "a link"
    if entry.name.startswith("."):
        return [], "hidden"
    if entry.is_dir():
        below = [path for path in sorted(entry.iterdir()) if not path.name.startswith(".")]
        for path in list(below):
            if path.is_dir() and not path.is_symlink():
                below += sorted(path.iterdir())
        paths = list(islice(filter(_is_notebook, below), _MOST_NOTEBOOKS + 1))
        if len(paths) > _MOST_NOTEBOOKS:
            return [], f"more than {_MOST_NOTEBOOKS} notebooks"
        return paths, "" if paths else "a folder without notebooks (links do not count)" if below else "empty"
    return ([entry], "") if _is_notebook(entry) else ([], "no notebook")


def _is_notebook(path: Path) -> bool:
    return path.suffix.lower() == ".ipynb" and path.is_file() and not path.is_symlink()


def _digest(entry: Path, paths: list[Path]) -> str:
    """Return the hash of all names and contents; of a file that is too long to be read, of its length."""
    every = hashlib.sha256()
    for path in paths:
        size = path.stat().st_size
        content = f"{size} bytes".encode()
        with contextlib.suppress(OSError):  # reading it for grading will say what is wrong with it
            if size <= MOST_BYTES:
                with open(path, "rb") as file:
                    content = hashlib.file_digest(file, "sha256").digest()
        every.update(ascii(str(path.relative_to(entry.parent))).encode() + b"\0" + content)
    return every.hexdigest()


def _told_apart(found: list[HandedIn]) -> list[HandedIn]:
    """Mark names that read the same, and give them endings: nobody may take another's place."""
    times = Counter(one.student.casefold() for one in found)
    return [
        replace(
            one,
            student=f"{one.student}~{hashlib.sha256(ascii(one.entry).encode()).hexdigest()[:8]}",
            digest=f"{one.digest} clash",
            clash=True,
        )
        if times[one.student.casefold()] > 1
        else one
        for one in found
    ]
