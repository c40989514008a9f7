"""A comparison by what answers have in common: lists of terms with the same sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from racteach.checks.values import Fault, FaultKind, Plain, SameArray, plain_value


@dataclass(frozen=True)
class SameSum:
    """Compare lists of terms, rows (g, e) of equal halves, by the sum of their products ``g_i e_j``."""

    def judge(self, answer: Plain, expected: Any) -> Fault | None:
        """Return None where the terms add up to the same matrix, whatever they are, else what is wrong."""
        problem = SameArray().judge(answer, np.zeros(np.shape(expected)))
        if answer.array is None or (problem is not None and problem.kind is not FaultKind.VALUES):
            return problem
        size = np.shape(expected)[1] // 2
        found, wanted = (rows[:, :size].T @ rows[:, size:] for rows in (answer.array, np.asarray(expected)))
        fault = SameArray().judge(plain_value(found), wanted)
        if fault is None:
            return None
        return Fault(fault.kind, f"Multiplied out and added up, your terms miss the table. {fault.sentence}")
