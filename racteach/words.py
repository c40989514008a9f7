"""Tasks on words of two letters, and their tables: what each start means for each end.

A word is a sequence of letters a (0) and b (1). A task gives every word one whole number. Cut a word after
some letters: the task becomes a table with one row for each start and one column for each end. The tasks here
take all words at once, an array (T, ...).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from racteach.matricization import matricize
from racteach.validation import even_length, integer

Letters = NDArray[np.int64]
_LONGEST = 12


def same_halves(words: Letters) -> Letters:
    """Say 1 where the second half repeats the first, else 0 (EQUALITY)."""
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


def parity(words: Letters) -> Letters:
    """Say 1 where the number of b's is odd, else 0."""
    return count_of_b(words) % 2


def sign_of_parity(words: Letters) -> Letters:
    """Say 1 where the number of b's is even, else -1: a product with one factor for each step."""
    return 1 - 2 * parity(words)


def copy(words: Letters) -> Letters:
    """Give the letter of the first half at the place that the second half names by its number of b's.

    One b names the first place, two the second, and so on; no b names the last place.
    """
    half = len(words) // 2
    place = (count_of_b(words[half:]) - 1) % half
    return np.asarray(np.take_along_axis(words[:half], place[None], axis=0)[0])


def majority(words: Letters) -> Letters:
    """Say 1 where more than half of the letters are b, else 0."""
    return np.asarray(2 * count_of_b(words) > len(words), dtype=np.int64)


def same_ends(words: Letters) -> Letters:
    """Say 1 where the last letter is the first one, else 0."""
    return np.asarray(words[0] == words[-1], dtype=np.int64)


TASKS: dict[str, Callable[[Letters], Letters]] = {
    "compare: are the halves equal?": same_halves,
    "count: how many b?": count_of_b,
    "parity: is the number of b odd?": parity,
    "copy: which letter stood at the place that the end names?": copy,
    "agree: in how many places do the halves agree?": agreements,
    "palindrome: the same backwards?": palindrome,
    "majority: more b than a?": majority,
    "ends: is the last letter the first?": same_ends,
    "parity as a sign: 1 or -1": sign_of_parity,
}


def outcome_table(task: str, length: int, cut: int | None = None) -> NDArray[np.int64]:
    """Return the table of a task: ``table[start, end]`` is its answer for the word start + end.

    Args:
        task: one of ``TASKS``, or the word before its colon, such as ``"compare"``.
        length: T, an even number from 2 to 12.
        cut: how many letters belong to the start, 1 to T-1; by default T/2.

    Returns:
        Whole numbers of shape (2^cut, 2^(T-cut)); starts and ends in the order aa, ab, ba, bb.

    Example:
        >>> outcome_table("count", 2)
        array([[0, 1],
               [1, 2]])
    """
    full = {name.split(":")[0]: name for name in TASKS}
    name = full.get(task, task)
    if name not in TASKS:
        raise ValueError(f"task must be one of {', '.join(full)}, not {task!r}")
    length = integer(even_length(length), "length", maximum=_LONGEST)
    cut = length // 2 if cut is None else integer(cut, "cut", minimum=1, maximum=length - 1)
    words = np.indices((2,) * length)
    return np.asarray(matricize(TASKS[name](words), range(cut)))


def row_groups(table: NDArray[Any]) -> NDArray[np.int64]:
    """Number the different rows of a table in order of first appearance, and return each row's number.

    As many notes does a reader of the start need: some end tells two different rows apart.

    Source:
        The argument of Myhill and Nerode (1957, 1958) for finite automata, at one cut of one length.

    Example:
        >>> row_groups(outcome_table("parity", 4)).tolist()
        [0, 1, 1, 0]
    """
    numbers: dict[bytes, int] = {}
    rows = np.ascontiguousarray(table)
    return np.array([numbers.setdefault(row.tobytes(), len(numbers)) for row in rows], dtype=np.int64)
