"""The student's folder: a copy of the course in which nothing of the student's is ever overwritten.

``.racteach/manifest.json`` in it holds a fingerprint of each file as it was shipped. A file that still has
it is *untouched* and may be replaced by a newer version; any other file is the student's.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from racteach.journal.files import write_whole
from racteach.workspace.copies import completed, fingerprint
from racteach.workspace.source import PARTS, WorkspaceError, course_files, course_root, default_folder

MANIFEST = ".racteach/manifest.json"


@dataclass(frozen=True)
class Change:
    """One thing ``start`` did: ``added``, ``updated`` or ``beside`` (a new version beside the student's)."""

    what: str
    name: str


@dataclass
class Manifest:
    """What lies in the folder as shipped, and which versions were put beside a touched file.

    Attributes:
        shipped, offered: fingerprints of what files say (:func:`racteach.workspace.copies.fingerprint`).
        written: the SHA-256 of the bytes that were written.
    """

    path: Path
    shipped: dict[str, str] = field(default_factory=dict)
    offered: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read the manifest of a folder; without one, or with a broken one, every file counts as touched."""
        path = folder / MANIFEST
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            if data["format"] == 1:  # hashes of bytes: a file that still has them was not touched
                written = {n: sha for n, sha in data["shipped"].items() if hash_of(folder / n) == sha}
                shipped = {n: fingerprint((folder / n).read_bytes()) for n in written}
                return cls(path, shipped, {}, written)
            return cls(path, dict(data["shipped"]), dict(data["offered"]), dict(data["written"]))
        except (OSError, ValueError, KeyError, TypeError):
            return cls(path)

    def write(self) -> None:
        """Write it atomically."""
        data = {
            "format": 2, "shipped": self.shipped, "offered": self.offered, "written": self.written,
        }  # fmt: skip
        _put(self.path, (json.dumps(data, indent=1, sort_keys=True) + "\n").encode())


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, data)


def hash_of(path: Path) -> str | None:
    """Return the SHA-256 of a file's bytes, None where nothing is there."""
    if not os.path.lexists(path):
        return None
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "not a file"


def says(path: Path) -> str | None:
    """Return the fingerprint of what a file says, None where nothing is there."""
    return fingerprint(path.read_bytes()) if path.is_file() else hash_of(path)


def beside(name: str, word: str, number: int = 1) -> str:
    """Return a name beside a file's.

    >>> beside("lessons/03_grids.ipynb", "new"), beside("lessons/03_grids.ipynb", "new", 2)
    ('lessons/03_grids.new.ipynb', 'lessons/03_grids.new-2.ipynb')
    """
    stem, dot, suffix = name.rpartition(".")
    tag = word if number == 1 else f"{word}-{number}"
    return f"{stem}.{tag}.{suffix}" if dot else f"{name}.{tag}"


def start_course(folder: Path | None = None, source: Path | None = None) -> list[Change]:
    """Copy the course into the student's folder, or bring an older copy up to date.

    Untouched files are replaced, touched ones get ``NAME.new.ipynb`` beside them, missing ones are added.

    Raises:
        WorkspaceError: the folder is a file, or is the course's own folder.
    """
    folder = Path(folder or default_folder()).expanduser().resolve()
    files = course_files(source)
    own = (source or course_root()).resolve()
    if folder.exists() and not folder.is_dir():
        raise WorkspaceError(f"{folder} is a file: name a folder, which may be new")
    if folder == own or any(own / part in (folder, *folder.parents) for part in PARTS):
        raise WorkspaceError(f"{folder} holds the course itself: name another folder for your copy")
    manifest = Manifest.read(folder)
    changes: list[Change] = []
    try:
        for name, path in files.items():
            change = bring(folder, name, completed(path.read_bytes()), manifest)
            if change:
                changes.append(change)
    finally:
        if folder.is_dir():
            manifest.write()
    if changes:
        trust(folder, [change.name for change in changes])
    return changes


def bring(folder: Path, name: str, data: bytes, manifest: Manifest) -> Change | None:
    """Bring one shipped file into the folder without ever replacing a touched one."""
    new, here = fingerprint(data), says(folder / name)
    as_written = hash_of(folder / name) == manifest.written.get(name)
    newer = as_written and hashlib.sha256(data).hexdigest() != manifest.written.get(name)
    if here == new and not newer:
        manifest.shipped[name] = new
        return None
    if here is None or here in (new, manifest.shipped.get(name)):
        _put(folder / name, data)
        manifest.shipped[name], manifest.written[name] = new, hashlib.sha256(data).hexdigest()
        return Change("added" if here is None else "updated", name)
    if new in (manifest.shipped.get(name), manifest.offered.get(name)):
        return None
    number = 1
    while (found := says(folder / beside(name, "new", number))) not in (None, new):
        if found == manifest.shipped.get(beside(name, "new", number)):
            break
        number += 1
    place = beside(name, "new", number)
    if found != new:
        _put(folder / place, data)
    manifest.shipped[place] = manifest.offered[name] = new
    return Change("beside", place)


def reset_file(file: str, folder: Path | None = None, source: Path | None = None) -> tuple[Path, Path | None]:
    """Put one file back as shipped and keep a copy of the student's.

    Args:
        file: its path, or its name in the student's folder such as ``lessons/03_grids.ipynb``.
        folder: the student's folder; by default the one the file lies in, else ``my-course``.

    Returns:
        the file and the copy of what it held, None where nothing had to be kept.

    Raises:
        WorkspaceError: no student's folder, or no file of the course.
    """
    files = course_files(source)
    folder, name = locate(file, folder, files)
    data, path, kept = completed(files[name].read_bytes()), folder / name, None
    new, written = fingerprint(data), hashlib.sha256(data).hexdigest()
    manifest = Manifest.read(folder)
    if says(path) not in (None, new):
        kept = keep_copy(folder, name)
    if hash_of(path) != written:
        _put(path, data)
        trust(folder, [name])
    manifest.shipped[name], manifest.written[name] = new, written
    manifest.write()
    return path, kept


def keep_copy(folder: Path, name: str) -> Path:
    """Copy a file to the first free ``NAME.backup-N.ipynb``."""
    number = 1
    while True:
        copy = folder / beside(name, f"backup-{number}")
        try:
            with copy.open("xb") as file:
                file.write((folder / name).read_bytes())
            return copy
        except FileExistsError:
            number += 1


def locate(file: str, folder: Path | None, known: Iterable[str]) -> tuple[Path, str]:
    """Return the student's folder a file belongs to, and the file's name among the known ones."""
    path, started = Path(file).expanduser(), False
    for candidate in [folder] if folder else [*path.resolve().parents, default_folder()]:
        root = Path(candidate).resolve()
        if not (root / MANIFEST).is_file():
            continue
        started = True
        for full in (path.resolve(), (root / path).resolve()):
            if full.is_relative_to(root) and full.relative_to(root).as_posix() in known:
                return root, full.relative_to(root).as_posix()
    if started:
        notebooks = ", ".join(name for name in known if name.endswith(".ipynb"))
        raise WorkspaceError(f"{file} is no file of the course; reset knows {notebooks}")
    raise WorkspaceError(f"{file} lies in no folder made by `racteach start`: give its path, or start first")


def trust(folder: Path, names: list[str]) -> None:
    """Sign copied notebooks, so that JupyterLab shows their stored outputs; unsigned they only look bare."""
    from racteach.workspace.server import jupyter_folders

    with suppress(Exception):
        import nbformat
        from nbformat.sign import NotebookNotary

        data_dir = Path(jupyter_folders(folder)["JUPYTER_DATA_DIR"])
        data_dir.mkdir(parents=True, exist_ok=True)
        notary = NotebookNotary(data_dir=str(data_dir))
        for name in names:
            if name.endswith(".ipynb"):
                notary.sign(nbformat.read(folder / name, as_version=4))
