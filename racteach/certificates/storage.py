"""An atlas file: JSON Lines, only ever appended to, whole after every crash, shared by several builders.

A row is one line, written at once under a lock. So a line without its end can only be the last one, and
only while its writer is at it or after the writer was killed: whoever holds the lock and sees such a line
knows that its writer is gone, and may cut it off.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from racteach.certificates.certificate import FORMAT, Certificate
from racteach.certificates.reading import read_certificate
from racteach.certificates.sweeps import Key, row_key

#: What every row begins with.
_BEGINNING = f'{{"format": "{FORMAT}"'.encode()
_PATIENCE = 60.0


class AtlasError(ValueError):
    """What is wrong with an atlas file, in one sentence."""


def read_rows(data: bytes, name: str, *, first_line: int = 1) -> tuple[list[Certificate], bytes]:
    """Return the rows that these bytes hold, and what follows the last line's end (nothing, if all is well).

    Args:
        data: the bytes of a file, or of the end of one.
        name: the file's name, for the sentence that refuses it.
        first_line: the number of the first line.

    Raises:
        AtlasError: if a line is not a certificate that this version reads; it names the line.
    """
    *lines, rest = data.split(b"\n")
    rows = []
    for number, line in enumerate(lines, start=first_line):
        if not line.strip():
            continue
        try:
            rows.append(read_certificate(line))
        except ValueError as error:
            raise AtlasError(f"{name}, line {number}, is not a row of an atlas: {error}") from None
    return rows, rest


class AtlasFile:
    """Append rows to an atlas file, each once, whoever else does so at the same time.

    Args:
        path: the file; it is made if it is not there. A lock file of the same name with ``.lock`` at its
            end stands beside it.

    Raises:
        AtlasError: if the file cannot be written, or is something else than an atlas; it is left as it is.

    Attributes:
        rows: the rows by what tells them apart (:func:`racteach.certificates.sweeps.row_key`), up to date
            after :meth:`refresh` and :meth:`append`.
        dropped: how many bytes of an unfinished line were cut off.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.rows: dict[Key, Certificate] = {}
        self.dropped = 0
        self._read, self._lines = 0, 0
        self._lock = FileLock(f"{self.path}.lock", timeout=_PATIENCE)
        self.refresh()

    def refresh(self) -> None:
        """Read what others have appended since, and cut off a line that a killed builder left unfinished."""
        with self._alone():
            self._catch_up()

    def append(self, row: Certificate) -> bool:
        """Append a row and return True once it is on the disk; return False if it stands there already.

        Raises:
            AtlasError: if the file cannot be written.
        """
        with self._alone():
            self._catch_up()
            if row_key(row) in self.rows:
                return False
            line = row.to_json().encode() + b"\n"
            with open(self.path, "ab", buffering=0) as file:
                _write_whole(file.fileno(), line)
            self._keep([row], len(line), 1)
        return True

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            if self.path.exists() and not self.path.is_file():
                raise AtlasError(f"{self.path} is not a file, and an atlas must be one: choose another name")
            if not self.path.parent.is_dir():
                raise FileNotFoundError(errno.ENOENT, f"there is no folder {self.path.parent}")
            with self._lock:
                yield
        except Timeout:
            raise AtlasError(
                f"another builder has held {self.path}.lock for {_PATIENCE:.0f} s: end it, then start again"
            ) from None
        except OSError as error:
            reason = error.strerror or error
            raise AtlasError(f"the atlas file {self.path} cannot be written: {reason}") from None

    def _catch_up(self) -> None:
        with open(self.path, "a+b") as file:
            file.seek(0, os.SEEK_END)
            if file.tell() < self._read:
                raise AtlasError(f"{self.path} was changed by something else than a builder: start again")
            file.seek(self._read)
            data = file.read()
            rows, rest = read_rows(data, str(self.path), first_line=self._lines + 1)
            if rest:
                try:
                    rows.append(read_certificate(rest))
                    _write_whole(file.fileno(), b"\n")  # only the line's end was missing
                    data += b"\n"
                except ValueError:
                    self._cut(file.fileno(), rest, self._read + len(data) - len(rest))
                    data = data[: -len(rest)]
            self._keep(rows, len(data), data.count(b"\n"))

    def _cut(self, file: int, rest: bytes, where: int) -> None:
        """Cut off an unfinished row, but nothing that never began as one."""
        if rest[: len(_BEGINNING)] != _BEGINNING[: len(rest)]:
            raise AtlasError(f"{self.path} is not an atlas: its last line is no certificate, nor part of one")
        os.ftruncate(file, where)
        os.fsync(file)
        self.dropped += len(rest)

    def _keep(self, rows: list[Certificate], read: int, lines: int) -> None:
        for row in rows:
            self.rows.setdefault(row_key(row), row)
        self._read += read
        self._lines += lines


def _write_whole(file: int, data: bytes) -> None:
    """Write and wait for the disk; where it is full, take back what was written of the line."""
    before = os.fstat(file).st_size
    try:
        written = os.write(file, data)
        while written < len(data):
            written += os.write(file, data[written:])
        os.fsync(file)
    except OSError:
        os.ftruncate(file, before)
        raise
