"""CSV files for spreadsheets: whatever a student writes, no cell begins a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

#: Where a spreadsheet may see a cell begin, whatever it takes for a separator, before a sign of a formula.
_FORMULA = re.compile(r"""(^|[,;|\t\r\n])([\s"']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])""")


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a CSV file; cells that could begin a formula are made harmless."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([no_formula(name) for name in columns])
        writer.writerows([[no_formula(value) for value in row] for row in rows])


def no_formula(value: Any) -> Any:
    """Return a cell in which no spreadsheet finds a formula, wherever it lets a cell begin.

    Example:
        >>> no_formula(" =1+1"), no_formula("see;@x"), no_formula(-3)
        (" '=1+1", "see;'@x", -3)
    """
    return _FORMULA.sub(r"\1\2'", value) if isinstance(value, str) else value
