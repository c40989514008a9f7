"""Keep which tasks passed and what was predicted, in a small SQLite file in the student's own folder.

The folder is found by walking up from the kernel's folder to one that holds `.racteach/`, which `racteach
start` makes. SQLite writes whole transactions: a crash in the middle leaves what was there before, and two
kernels wait for each other. To delete the file is to start counting anew, and nothing else.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

FOLDER = ".racteach"
FILE = "progress.sqlite3"

Kept = TypeVar("Kept")

_WAIT = 2.0  # seconds for another kernel that is writing
_TABLE = (
    "CREATE TABLE IF NOT EXISTS progress (task TEXT PRIMARY KEY, checks INTEGER NOT NULL, passed INTEGER"
    " NOT NULL)"
)
_ADD = (
    "INSERT INTO progress VALUES (?, 1, ?) ON CONFLICT (task) DO UPDATE SET"
    " checks = checks + 1, passed = max(passed, excluded.passed)"
)

_SAID_TABLE = "CREATE TABLE IF NOT EXISTS predictions (id TEXT PRIMARY KEY, said TEXT NOT NULL)"


@dataclass(frozen=True)
class Record:
    """How often a task was checked, and whether it ever passed."""

    checks: int
    passed: bool


class ProgressUnreadable(ValueError):
    """Raised where the progress file is there and cannot be read."""


def progress_file(start: Path | None = None) -> Path | None:
    """Return where progress is kept for a kernel in the folder `start`, or None where nothing is kept.

    Args:
        start: the kernel's folder; by default the current one.
    """
    try:
        here = (start or Path.cwd()).resolve()
        found = next((place for place in (here, *here.parents) if (place / FOLDER).is_dir()), None)
    except OSError:
        return None
    return found / FOLDER / FILE if found else None


def keep(task_id: str, passed: bool, file: Path | None = None) -> bool:
    """Add one check of a task; return whether it was kept. It never raises: a check matters more.

    Args:
        task_id: the task.
        passed: whether this check passed; a task that passed once stays passed.
        file: the progress file; by default the one of the kernel's folder.
    """
    return _changed(file, (_TABLE, ()), (_ADD, (task_id, int(passed)))) is not None


def keep_prediction(name: str, said: list[float], file: Path | None = None) -> list[float] | None:
    """Keep what was predicted, unless something was before; return what is kept, or None. It never raises.

    Args:
        name: the prediction's id.
        said: the numbers.
        file: the progress file; by default the one of the kernel's folder.
    """
    kept = _changed(
        file,
        (_SAID_TABLE, ()),
        ("INSERT OR IGNORE INTO predictions VALUES (?, ?)", (name, json.dumps(said))),
        ("SELECT said FROM predictions WHERE id = ?", (name,)),
    )
    try:
        return None if kept is None else _numbers(kept[0][0])
    except (ValueError, TypeError):
        return None


def _changed(file: Path | None, *statements: tuple[str, tuple[Any, ...]]) -> list[Any] | None:
    """Carry out statements in one go; return the rows of the last one, or None where that cannot be done."""
    try:
        file = file or progress_file()
        if file is None:
            return None
        with closing(sqlite3.connect(file, timeout=_WAIT)) as database, database:
            for statement, values in statements:
                rows = database.execute(statement, values).fetchall()
        return rows
    except (OSError, sqlite3.Error):
        return None


def read_predictions(file: Path) -> dict[str, list[float]]:
    """Return what a progress file says was predicted, by id; nothing where there is no file.

    Raises:
        ProgressUnreadable: the file is damaged, locked or unreadable.
    """
    return _read(file, "SELECT id, said FROM predictions", lambda name, said: (str(name), _numbers(said)))


def _numbers(text: str) -> list[float]:
    return [x if isinstance(x, int) else float(x) for x in json.loads(text)]


def read(file: Path) -> dict[str, Record]:
    """Return what a progress file says by task; nothing where there is no file.

    Raises:
        ProgressUnreadable: the file is damaged, locked or unreadable.
    """
    return _read(
        file,
        "SELECT task, checks, passed FROM progress",
        lambda task, checks, passed: (str(task), Record(int(checks), bool(passed))),
    )


def _read(file: Path, query: str, item: Callable[..., tuple[str, Kept]]) -> dict[str, Kept]:
    if not file.exists():
        return {}
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=_WAIT)) as database:
            return dict(item(*row) for row in database.execute(query).fetchall())
    except (OSError, sqlite3.Error, ValueError, TypeError) as error:
        if "no such table" in str(error):
            return {}
        raise ProgressUnreadable(
            f"{FOLDER}/{FILE} cannot be read ({error}). Delete it to start counting anew; your work stays."
        ) from error
