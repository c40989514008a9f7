"""Explorer: one function of a sequence, several splits, and a different rank for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from racteach.explorers.shell import Explorer, choice, tick_box
from racteach.figures import Picture, draw_split_rank, picture
from racteach.matricization import matricize
from racteach.ranks import exact_rank, numerical_rank

Letters = NDArray[np.int64]


def same_halves(words: Letters) -> Letters:
    """Say 1 where the second half repeats the first, else 0 (EQUALITY). Words have shape (T, ...)."""
    half = len(words) // 2
    return np.asarray((words[:half] == words[half:]).all(axis=0), dtype=np.int64)


def palindrome(words: Letters) -> Letters:
    """Say 1 where a word reads the same backwards, else 0."""
    return np.asarray((words == words[::-1]).all(axis=0), dtype=np.int64)


def agreements(words: Letters) -> Letters:
    """Count the places in which the halves agree."""
    half = len(words) // 2
    return np.asarray((words[:half] == words[half:]).sum(axis=0))


def count_of_b(words: Letters) -> Letters:
    """Count the letters b: a sum with one term for each step."""
    return np.asarray((words == 1).sum(axis=0))


def sign_of_parity(words: Letters) -> Letters:
    """Say 1 where the number of b's is even, else -1: a product with one factor for each step."""
    return 1 - 2 * (count_of_b(words) % 2)


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

    def hide(change: Any) -> None:
        controls["revealed"].value = False

    for name in ("function", "split", "length"):
        controls[name].observe(hide, names="value")
    return shown


def static(
    function: str = "the halves are equal (0 or 1)", split: str = "start | end", length: int = 4
) -> Picture:
    """Return one view of the explorer as a picture, with the rank shown."""
    data = compute(function=function, split=split, length=length)
    return picture(draw_split_rank, data, alt=describe(data), size=_SIZE)
