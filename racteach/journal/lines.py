"""A journal: a file of JSON lines, only ever appended to, whole after every crash, shared by processes.

A row is one line, written at once under a lock. So a line without its end can only be the last one, and
only while its writer is at it or after the writer was killed: whoever holds the lock and sees such a line
knows that its writer is gone, and may cut it off.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from filelock import FileLock, Timeout

Key = TypeVar("Key", bound=Hashable)
Row = TypeVar("Row")

#: Seconds to wait for the lock; it is held for one line at a time.
_PATIENCE = 60.0


class JournalError(ValueError):
    """What is wrong with a journal, in one sentence."""


@dataclass(frozen=True)
class Format(Generic[Key, Row]):
    """What the lines of a kind of journal are."""

    file: str  #: how sentences name a file and a line of it: ``"an atlas"``, ``"a certificate"``
    row: str
    beginning: bytes  #: what every line begins with
    read: Callable[[bytes], Row]  #: a ValueError, TypeError or KeyError says that a line holds no row
    write: Callable[[Row], str]  #: returns the line of a row, without its end
    key: Callable[[Row], Key]  #: returns what tells a row from every other
    error: type[ValueError] = JournalError  #: what is raised for a file that cannot be read or written


def read_lines(
    data: bytes, name: str, form: Format[Key, Row], *, first_line: int = 1
) -> tuple[list[Row], bytes]:
    """Return the rows that these bytes hold, and what follows the last line's end (nothing, if all is well).

    Args:
        data: the bytes of a file, or of its end from line ``first_line`` on.
        name: the file's name, for the sentence that refuses it.
        form: what its lines are.

    Raises:
        ValueError: ``form.error``, if a line holds no row; it names the line.
    """
    *lines, rest = data.split(b"\n")
    rows = []
    for number, line in enumerate(lines, start=first_line):
        if not line.strip():
            continue
        try:
            rows.append(form.read(line))
        except (ValueError, TypeError, KeyError) as error:
            raise form.error(f"{name}, line {number}, is not {form.row} of {form.file}: {error}") from None
    return rows, rest


class Journal(Generic[Key, Row]):
    """Append rows to a file, each once, whoever else does so at the same time.

    The file is made if it is not there; a lock file of the same name with ``.lock`` at its end stands beside
    it.

    Attributes:
        rows: the rows by their keys, up to date after :meth:`refresh` and :meth:`append`.
        dropped: how many bytes of an unfinished line were cut off.

    Raises:
        ValueError: ``form.error``, if the file cannot be written or holds something else; it stays as it is.
    """

    def __init__(self, path: str | Path, form: Format[Key, Row]) -> None:
        self.path, self.form = Path(path), form
        self.rows: dict[Key, Row] = {}
        self.dropped = 0
        self._read, self._lines = 0, 0
        self._lock = FileLock(f"{self.path}.lock", timeout=_PATIENCE)
        self.refresh()

    def refresh(self) -> None:
        """Read what others have appended since, and cut off a line that a killed process left unfinished."""
        with self._alone():
            self._catch_up()

    def append(self, row: Row) -> bool:
        """Append a row and return True once it is on the disk; return False if it stands there already."""
        with self._alone():
            self._catch_up()
            if self.form.key(row) in self.rows:
                return False
            line = self.form.write(row).encode() + b"\n"
            with open(self.path, "ab", buffering=0) as file:
                _write_line(file.fileno(), line)
            self._keep([row], len(line), 1)
        return True

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            if self.path.exists() and not self.path.is_file():
                raise self.form.error(
                    f"{self.path} is not a file, and {self.form.file} must be one: choose another name"
                )
            if not self.path.parent.is_dir():
                raise FileNotFoundError(errno.ENOENT, f"there is no folder {self.path.parent}")
            with self._lock:
                yield
        except Timeout:
            raise self.form.error(
                f"another process has held {self.path}.lock for {_PATIENCE:.0f} s: end it, then start again"
            ) from None
        except OSError as error:
            raise self.form.error(f"{self.path} cannot be written: {error.strerror or error}") from None

    def _catch_up(self) -> None:
        with open(self.path, "a+b") as file:
            file.seek(0, os.SEEK_END)
            if file.tell() < self._read:
                raise self.form.error(f"{self.path} was changed while it was appended to: start again")
            file.seek(self._read)
            data = file.read()
            rows, rest = read_lines(data, str(self.path), self.form, first_line=self._lines + 1)
            if rest:
                try:
                    rows.append(self.form.read(rest))
                    _write_line(file.fileno(), b"\n")  # only the line's end was missing
                    data += b"\n"
                except (ValueError, TypeError, KeyError):
                    self._cut(file.fileno(), rest, self._read + len(data) - len(rest))
                    data = data[: -len(rest)]
            self._keep(rows, len(data), data.count(b"\n"))

    def _cut(self, file: int, rest: bytes, where: int) -> None:
        """Cut off an unfinished line, but nothing that never began as one."""
        beginning = self.form.beginning
        if rest[: len(beginning)] != beginning[: len(rest)]:
            raise self.form.error(
                f"{self.path} is not {self.form.file}: its last line is not {self.form.row}, nor part of one"
            )
        os.ftruncate(file, where)
        os.fsync(file)
        self.dropped += len(rest)

    def _keep(self, rows: list[Row], read: int, lines: int) -> None:
        for row in rows:
            self.rows.setdefault(self.form.key(row), row)
        self._read += read
        self._lines += lines


def _write_line(file: int, data: bytes) -> None:
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
