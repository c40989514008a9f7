"""What the experiments say: paired differences with intervals, corrected for their number, and a verdict.

The rules stand in ``docs/experiment-protocol.md``, which was written before the runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from racteach.results.experiments.plans import RESTARTS
from racteach.results.experiments.runs import Result, load_experiment

#: How many comparisons the protocol corrects for, whether they have been run or not.
FAMILIES = {
    "kernels": 6,
    "count": 5,
    "letters": 6,
    "similarity": 24,
    "copying": 24,
    "digits": 8,
    "ablation": 4,
    "again": 2,
}
#: The least difference that matters: in accuracy, and in relative squared error.
ACCURACY, ERROR = 0.05, 0.02
#: The accuracy of guessing, by experiment.
CHANCE = {
    "letters": 1 / 3, "similarity": 1 / 3, "ablation": 1 / 3, "again": 1 / 3,
    "copying": 1 / 8, "digits": 1 / 10,
}  # fmt: skip
_RESAMPLES = 9999


@dataclass(frozen=True)
class Comparison:
    """A deeper network beside the one of depth 1."""

    difference: float  #: the mean over pairs, positive where depth is ahead
    low: float  #: the lower end of the interval of 95 per cent
    high: float  #: its upper end
    p: float  #: of the sign-flip test, corrected
    verdict: str  #: on *depth helps*: ``"supported"``, ``"refuted"`` or ``"undecided"``

    @property
    def interval(self) -> str:
        """Difference and interval, as in ``+0.16 (+0.01 to +0.31)``."""
        return f"{self.difference:+.2f} ({self.low:+.2f} to {self.high:+.2f})"


def success_rate(values: ArrayLike, mark: float) -> tuple[float, float, float]:
    """Return the share of values >= ``mark``, and the ends of its Wilson interval of 95 per cent.

    Source:
        Wilson (1927), through SciPy.

    Example:
        >>> [round(end, 3) for end in success_rate([0.9, 0.8, 0.3, 0.9], 0.5)]
        [0.75, 0.301, 0.954]
    """
    from scipy.stats import binomtest

    reached = np.asarray(values) >= mark
    ends = binomtest(int(reached.sum()), len(reached)).proportion_ci(method="wilson")
    return float(reached.mean()), float(ends.low), float(ends.high)


def paired_difference(ahead: ArrayLike, behind: ArrayLike) -> tuple[float, float, float, float]:
    """Return the mean of ``ahead - behind`` over pairs, its bootstrap interval, and p of a sign-flip test.

    95 per cent, percentiles of 9999 resamples of the pairs; two-sided, over all 2^N patterns of signs.

    Example:
        >>> mean, low, high, p = paired_difference([0.8, 0.9, 0.7, 0.9], [0.4, 0.4, 0.5, 0.3])
        >>> round(mean, 3), 0.2 <= low < mean < high <= 0.6, p
        (0.425, True, 0.125)
    """
    from scipy.stats import bootstrap, permutation_test

    differences = np.asarray(ahead, dtype=float) - np.asarray(behind, dtype=float)
    ends = bootstrap(
        (differences,), np.mean, n_resamples=_RESAMPLES, method="percentile",
        random_state=np.random.default_rng(0),
    ).confidence_interval  # fmt: skip
    flips = permutation_test(
        (differences,), lambda values, axis: values.mean(axis=axis), permutation_type="samples",
        n_resamples=2 ** len(differences), vectorized=True,
    )  # fmt: skip
    return float(differences.mean()), float(ends.low), float(ends.high), float(flips.pvalue)


def holm(values: Mapping[Any, float], family: int) -> dict[Any, float]:
    """Correct p-values of a family of comparisons; those that are missing count as 1.

    In rising order the i-th is multiplied by ``family - i``, i = 0, 1, ..., and none falls below one before.

    Source:
        Holm (1979).

    Example:
        >>> holm({"a": 0.01, "b": 0.04}, 3)
        {'a': 0.03, 'b': 0.08}
    """
    corrected, least = {}, 0.0
    for place, key in enumerate(sorted(values, key=lambda key: values[key])):
        least = max(least, min(1.0, values[key] * (family - place)))
        corrected[key] = least
    return corrected


def compare(
    pairs: Mapping[Any, tuple[ArrayLike, ArrayLike]], family: int, matters: float
) -> dict[Any, Comparison]:
    """Compare what is better if larger, (depth 1, deeper), for every key, and pronounce a verdict.

    Example:
        >>> flat, steep = [0.5] * 12, [0.9, 0.8] * 6
        >>> found = compare({2: (flat, flat), 3: (flat, steep)}, 24, 0.05)
        >>> found[2].verdict, found[3].verdict
        ('refuted', 'supported')
    """
    raw = {key: paired_difference(deeper, one) for key, (one, deeper) in pairs.items()}
    corrected = holm({key: found[3] for key, found in raw.items()}, family)
    judged = {}
    for key, (difference, low, high, _) in raw.items():
        supported = corrected[key] < 0.05 and difference >= matters
        verdict = "supported" if supported else "refuted" if high < matters else "undecided"
        judged[key] = Comparison(difference, low, high, corrected[key], verdict)
    return judged


def rows_by_depth(name: str) -> dict[tuple[str, int, int], dict[int, Result]]:
    """Return an experiment's results by (cell, length, letters) and by depth, as far as they are there."""
    found: dict[tuple[str, int, int], dict[int, Result]] = {}
    for row in load_experiment(name):
        job = row.job
        found.setdefault((job["cell"], job["length"], job["letters"]), {})[job["depth"]] = row
    return found


@cache
def compared(name: str) -> dict[tuple[str, int, int, int], Comparison]:
    """Compare depths 2 and 3 with depth 1 on the test set, by (cell, length, letters, depth)."""
    pairs = {
        (*setting, depth): (rows[1].found["test"], row.found["test"])
        for setting, rows in rows_by_depth(name).items()
        for depth, row in rows.items()
        if depth > 1 and 1 in rows
    }
    return compare(pairs, FAMILIES[name], ACCURACY)


def passing_mark(name: str) -> float:
    """Return the accuracy half way from guessing to perfect: from there on a network has learned its task.

    Example:
        >>> round(passing_mark("similarity"), 3)
        0.667
    """
    return (1 + CHANCE[name]) / 2


def steps_to_solve(row: Result) -> list[int | None]:
    """Return the step at which each fresh seed is first seen at the mark on validation; None if it never is.

    Accuracy is looked at ``checkpoints`` times in a run, so the steps are multiples of that part of it.
    """
    mark, job = passing_mark(row.experiment), row.job
    apart = job["steps"] // job["checkpoints"]
    firsts = (
        next((k for k, value in enumerate(curve, 1) if value >= mark), None)
        for curve in row.found["validation"]
    )
    return [None if first is None else first * apart for first in firsts]


def dialled() -> dict[tuple[Any, int], dict[int, Result]]:
    """Return the results of the rank dial by (dial, letters) and by depth, where both are there."""
    found: dict[tuple[Any, int], dict[int, Result]] = {}
    for row in load_experiment("dial"):
        dial = row.job["dial"]
        key = (dial if isinstance(dial, str) else tuple(dial), row.job["letters"])
        found.setdefault(key, {})[row.job["depth"]] = row
    return {key: rows for key, rows in found.items() if len(rows) == 2}


def best_of_groups(errors: Iterable[float]) -> list[float]:
    """Return the least of every eight errors.

    Example:
        >>> best_of_groups([0.3] * 7 + [0.1] + [0.2] * 8)
        [0.1, 0.2]
    """
    return [float(group.min()) for group in np.reshape(list(errors), (-1, RESTARTS))]


@cache
def dial_comparisons() -> dict[tuple[Any, int], Comparison]:
    """Compare the best errors of the groups at depths 1 and 2, by (dial, letters)."""
    judged: dict[tuple[Any, int], Comparison] = {}
    for family in ("kernels", "count"):
        pairs = {
            key: (_accuracies(rows[1]), _accuracies(rows[2]))
            for key, rows in dialled().items()
            if (key[0] == "count") == (family == "count")
        }
        judged |= compare(pairs, FAMILIES[family], ERROR)
    return judged


def _accuracies(row: Result) -> NDArray[np.float64]:
    """Return the best errors of a row's groups, as what is better if larger."""
    return -np.array(best_of_groups(row.found["errors"]))
