"""Explorer: one function of a sequence, several splits, and a different rank for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from racteach.explorers.shell import Explorer, choice, hide_on_change, tick_box
from racteach.figures import Picture, draw_split_rank, picture
from racteach.matricization import matricize
from racteach.ranks import exact_rank, numerical_rank
from racteach.words import Letters, agreements, count_of_b, palindrome, same_halves, sign_of_parity

FUNCTIONS: dict[str, Callable[[Letters], Letters]] = {
    "the halves are equal (0 or 1)": same_halves,
    "the word is a palindrome (0 or 1)": palindrome,
    "in how many places the halves agree": agreements,
    "how many letters are b": count_of_b,
    "even or odd number of b (1 or -1)": sign_of_parity,
}
SPLITS: dict[str, Callable[[int], tuple[int, ...]]] = {
    "start | end": lambda length: tuple(range(length // 2)),
    "odd | even steps": lambda length: tuple(range(0, length, 2)),
    "outside | inside": lambda length: (
        *range((length + 2) // 4),
        *range(length - (length // 2 - (length + 2) // 4), length),
    ),
    "first step | all others": lambda length: (0,),
}
_SIZE = (9.6, 4.3)


def compute(*, function: str, split: str, length: int, revealed: bool = True) -> dict[str, Any]:
    """Return the matrix of a function of binary words for a split, its singular values and its rank.

    The rank is exact modulo the prime 8388593, and the count of positive singular values agrees with it.

    Example:
        >>> halves = "the halves are equal (0 or 1)"
        >>> [compute(function=halves, split=split, length=4)["rank"] for split in SPLITS]
        [4, 1, 4, 2]
    """
    words = np.indices((2,) * length)
    start = SPLITS[split](length)
    matrix = matricize(FUNCTIONS[function](words), start)
    return {
        "matrix": matrix,
        "singular_values": numerical_rank(matrix).singular_values,
        "rank": exact_rank(matrix),
        "start": start,
        "length": length,
        "function": function,
        "revealed": revealed,
    }


def describe(data: dict[str, Any]) -> str:
    """Say which function, which rows, and the rank once it is revealed."""
    rows = ", ".join(f"x{step + 1}" for step in data["start"])
    shape = " × ".join(str(size) for size in data["matrix"].shape)
    rank = f"Its rank is {data['rank']}." if data["revealed"] else "Its rank is hidden: predict it."
    return f"The {shape} matrix of “{data['function']}” with rows indexed by {rows}. {rank}"


def explorer() -> Explorer:
    """Return the explorer as a widget."""
    controls = {
        "function": choice("function", list(FUNCTIONS), next(iter(FUNCTIONS))),
        "split": choice("rows | columns", list(SPLITS), "start | end"),
        "length": choice("length T", [4, 6], 4),
        "revealed": tick_box("show the rank"),
    }
    shown = Explorer(
        compute,
        draw_split_rank,
        describe,
        controls,
        size=_SIZE,
        rows=[["function"], ["split", "length", "revealed"]],
    )
    hide_on_change(controls, "revealed")
    return shown


def static(
    function: str = "the halves are equal (0 or 1)", split: str = "start | end", length: int = 4
) -> Picture:
    """Return one view of the explorer as a picture, with the rank shown."""
    data = compute(function=function, split=split, length=length)
    return picture(draw_split_rank, data, alt=describe(data), size=_SIZE)
