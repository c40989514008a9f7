"""Explorer: a task on words as a table of starts and ends; how many different rows, and which rank."""

from __future__ import annotations

from typing import Any

import numpy as np

from racteach.explorers.shell import Explorer, choice, hide_on_change, int_slider, tick_box
from racteach.figures import Picture, draw_outcomes, picture
from racteach.ranks import exact_rank
from racteach.words import TASKS, outcome_table, row_groups

_SIZE = (9.6, 5.6)


def compute(*, task: str, length: int, revealed: bool = True) -> dict[str, Any]:
    """Return the table of a task, the group of equal rows that each start belongs to, and the exact rank.

    Example:
        >>> data = compute(task="count: how many b?", length=6)
        >>> data["different"], data["rank"]
        (4, 2)
    """
    table = outcome_table(task, length)
    half = length // 2
    groups = row_groups(table)
    return {
        "task": task,
        "table": table,
        "labels": ["".join("ab"[letter] for letter in word) for word in np.ndindex((2,) * half)],
        "groups": groups,
        "different": int(groups.max()) + 1,
        "rank": exact_rank(table),
        "revealed": revealed,
    }


def describe(data: dict[str, Any]) -> str:
    """Say which table it is, and its two numbers once they are revealed."""
    rows = len(data["table"])
    text = f"Table of the task “{data['task']}”: {rows} starts in the rows, {rows} ends in the columns. "
    if not data["revealed"]:
        return text + "How many rows are different, and the rank, are hidden: predict them."
    first: dict[int, list[str]] = {}
    for label, group in zip(data["labels"], data["groups"], strict=True):
        first.setdefault(int(group), []).append(label)
    alike = "; ".join(", ".join(labels) for labels in list(first.values())[:6])
    more = " and so on" if len(first) > 6 else ""
    return f"{text}{data['different']} different rows, rank {data['rank']}. Alike are: {alike}{more}."


def explorer() -> Explorer:
    """Return the explorer as a widget."""
    controls = {
        "task": choice("task", list(TASKS), next(iter(TASKS))),
        "length": int_slider("length T", 4, 2, 8, 2),
        "revealed": tick_box("show which rows are alike, how many differ, and the rank"),
    }
    shown = Explorer(compute, draw_outcomes, describe, controls, size=_SIZE)
    hide_on_change(controls, "revealed")
    return shown


def static(task: str = "count: how many b?", length: int = 6) -> Picture:
    """Return one view of the explorer as a picture, with everything shown."""
    data = compute(task=task, length=length)
    return picture(draw_outcomes, data, alt=describe(data), size=_SIZE)
