"""Files of results that ship with the course: JSON Lines, appended one by one, finished where they end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

Key = TypeVar("Key")


def append_missing(
    path: str | Path,
    keys: Iterable[Key],
    read: Callable[[str], Mapping[Key, Any]],
    compute: Callable[[Key], Any],
) -> int:
    """Compute the rows that a file lacks, append them one by one, and return how many there were.

    Stopped at any moment, the next call goes on from there: a last line without an end is computed again.

    Args:
        path: the file; it is made if it is not there.
        keys: what the file is to hold.
        read: returns the rows in a text by their keys, a line without an end left out.
        compute: returns the row of a key, a dataclass.
    """
    target = Path(path)
    text = target.read_text(encoding="utf-8") if target.exists() else ""
    there = read(text)
    target.write_text(text[: text.rfind("\n") + 1], encoding="utf-8")
    missing = [key for key in keys if key not in there]
    for key in missing:
        with target.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(compute(key))) + "\n")
    return len(missing)
