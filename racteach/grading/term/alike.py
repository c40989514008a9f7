"""Answers that read alike: a hint to look, and no more than that.

Tokens are compared, not letters: names of variables, numbers and order count, layout and comments do not.
What was handed out does not count, and neither does an answer that is short or that many have in common.
"""

from __future__ import annotations

import io
import json
import sys
import token
import tokenize
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from racteach.checks.written import notebook_of
from racteach.grading.collecting import HandedIn, find_submissions
from racteach.grading.submissions import chosen_submission
from racteach.grading.term import TermError

_SHORTEST = 30  # tokens: below that, right answers are alike anyway
_LONGEST = 100_000  # letters that are read of an answer
_MOST_TOKENS = 5000  # that are compared
_LIKENESS = 90  # per cent
_MOST = 3  # others with the same answer: then it is how one writes it
_LAYOUT = (token.NEWLINE, token.INDENT, token.DEDENT, token.ENDMARKER, tokenize.COMMENT, tokenize.NL)


@dataclass(frozen=True)
class Alike:
    """Two notebooks with answers that read alike.

    Attributes:
        student: one of the class.
        other: another one, or an entry of the earlier submissions.
        earlier: whether it is the latter.
        tasks: the tasks whose answers read alike, with the likeness in per cent.
    """

    student: str
    other: str
    earlier: bool
    tasks: Mapping[str, int]


def tokens(source: str) -> tuple[str, ...]:
    """Return the tokens of Python, without layout and comments; of what does not parse, its words.

    Example:
        >>> tokens("x  = f( 1 ) # note")
        ('x', '=', 'f', '(', '1', ')')
    """
    try:
        read = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError, ValueError):
        return tuple(source.split())
    return tuple(sys.intern(one.string) for one in read if one.type not in _LAYOUT)


def own_tokens(cells: Iterable[str], given: set[str]) -> tuple[str, ...]:
    """Return the tokens of a student's own lines: those that were not handed out.

    Example:
        >>> own_tokens(["def f(x):\\n    return 2 * x"], {"def f(x):"})
        ('return', '2', '*', 'x')
    """
    lines = [line.strip() for cell in cells for line in cell[:_LONGEST].splitlines()]
    return tokens("\n".join(line for line in lines if line not in given)[:_LONGEST])[:_MOST_TOKENS]


def alike_answers(
    submissions: list[HandedIn], earlier: Path, lesson: str, tasks: Iterable[str]
) -> list[Alike]:
    """Return pairs with answers that read alike, in this class and with earlier ones, most tasks first.

    Raises:
        TermError: if RapidFuzz is not installed.
        SubmissionError: if the folder of earlier submissions holds none.
    """
    try:
        from rapidfuzz import process
        from rapidfuzz.distance import Indel
    except ImportError:
        raise TermError("--against needs RapidFuzz: install it with pip install rapidfuzz") from None
    tasks = list(tasks)
    here = _answers(submissions, lesson, tasks)
    before = _answers(find_submissions(earlier)[0], lesson, tasks)
    found: dict[tuple[str, str, bool], dict[str, int]] = {}
    for task in tasks:
        own = list(here[task])
        every = [(name, False) for name in own] + [(name, True) for name in before[task]]
        texts = [*here[task].values(), *before[task].values()]
        table: Any = process.cdist(
            texts[: len(own)], texts, scorer=Indel.normalized_similarity, score_cutoff=_LIKENESS / 100
        )
        hits = np.triu(table > 0, 1)
        times = np.concatenate([hits.sum(1), np.zeros(len(every) - len(own), int)]) + hits.sum(0)
        hits &= (times[: len(own), None] <= _MOST) & (times <= _MOST)
        for i, j in np.argwhere(hits):
            found.setdefault((own[i], *every[j]), {})[task] = round(100 * float(table[i, j]))
    pairs_found = [Alike(*pair, tasks) for pair, tasks in found.items()]
    return sorted(pairs_found, key=lambda one: (-len(one.tasks), -sum(one.tasks.values()), one.student))


def _answers(
    submissions: list[HandedIn], lesson: str, tasks: list[str]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return each task's answers by student, where they are long enough to say something."""
    cells = json.loads(notebook_of(lesson).read_text(encoding="utf-8"))["cells"]
    given = {line.strip() for cell in cells for line in "".join(cell["source"]).splitlines()}
    found: dict[str, dict[str, tuple[str, ...]]] = {task: {} for task in tasks}
    for one in submissions:
        read = chosen_submission(one.student, one.paths, lesson)
        for task in tasks:
            mine = own_tokens([cell.source for cell in read.of(task)], given)
            if len(mine) >= _SHORTEST:
                found[task][one.student] = mine
    return found
