"""The parts of the README that the course's files know: the table of lessons, and counts.

`racteach lessons table --write` in a clone writes them. They stand between markers, unseen by readers:
``<!-- lessons -->`` and ``<!-- end -->`` around the table, ``<!--tasks-->55<!--end-->`` around a count. The
table's last column is the README's own; everything else comes from the files.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

_TABLE = re.compile(r"(<!-- lessons -->\n)(.*?)(<!-- end -->)", re.S)
_COUNT = re.compile(r"<!--(?P<what>[\w-]+)-->[^<]*<!--end-->")
_ROW = re.compile(r"^\| (\d\d) \|[^|]*\| (.*) \|$", re.M)
_HEAD = "| | lesson | you end it able to |\n|---|---|---|\n"
_GOAL = re.compile(r"^\* (.*?)[;.]?$", re.M)


def readme_text(root: str | Path) -> str:
    """Return the README of a clone as its files make it.

    Raises:
        ValueError: it has no table of lessons, an unknown count, or a lesson's notebook has no title.
    """
    root = Path(root)
    text = (root / "README.md").read_text(encoding="utf-8")
    if not _TABLE.search(text):
        raise ValueError(
            "README.md has no table of lessons: put it between <!-- lessons --> and <!-- end -->"
        )
    text = _TABLE.sub(lambda found: found[1] + _table(root, dict(_ROW.findall(found[2]))) + found[3], text)
    counts = course_counts(root)

    def counted(found: re.Match[str]) -> str:
        if found["what"] not in counts:
            raise ValueError(f"README.md counts {found['what']!r}; known: {', '.join(counts)}")
        return f"<!--{found['what']}-->{counts[found['what']]}<!--end-->"

    return _COUNT.sub(counted, text)


def course_counts(root: str | Path) -> dict[str, str]:
    """Return what the README counts: the first and last exercise, tasks, hostile notebooks."""
    root = Path(root)
    exercises = sorted((root / "solutions").glob("*.ipynb"))
    marks = [cell["metadata"].get("nbgrader", {}) for path in exercises for cell in _cells(path)]
    return {
        "first-exercise": exercises[0].name[:2] if exercises else "",
        "last-exercise": exercises[-1].name[:2] if exercises else "",
        "tasks": str(sum(bool(mark.get("solution")) for mark in marks)),
        "hostile": str(len(list((root / "tests" / "hostile").glob("*.txt")))),
    }


def _table(root: Path, goals: dict[str, str]) -> str:
    rows = []
    for path in sorted((root / "lessons").glob("*.ipynb")):
        cells = ["".join(cell["source"]) for cell in _cells(path)]
        title = re.match(r"# (\d\d) · ([^\n]+)", cells[0] if cells else "")
        if title is None or title[1] != path.name[:2]:
            raise ValueError(
                f"lessons/{path.name}: its first cell must begin with `# {path.name[:2]} · Title`"
            )
        aims = [text for text in cells if text.startswith("## You will be able to")]
        first = _GOAL.search(aims[0]) if aims else None
        goal = goals.get(title[1]) or (first[1] if first else "")
        rows.append(f"| {title[1]} | [{title[2]}](lessons/{path.name}) | {goal} |\n")
    return _HEAD + "".join(rows)


def _cells(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_text(encoding="utf-8"))["cells"])


def write_readme(root: str | Path) -> bool:
    """Write the README of a clone anew; return whether that changed it."""
    path = Path(root) / "README.md"
    text = readme_text(root)
    changed = path.read_bytes() != text.encode("utf-8")
    if changed:
        path.write_bytes(text.encode("utf-8"))
    return changed
