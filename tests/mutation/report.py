"""Run the check of every task on every mutant of its solution, and say which ones it let pass.

python -m tests.mutation.report             print the table
python -m tests.mutation.report --write     keep it in tests/mutation/report.md
python -m tests.mutation.report --check     fail unless every mutant is killed and the file says so
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from racteach.authoring import read_notebook
from racteach.checks import registry
from racteach.checks.engine import judge
from racteach.checks.keys import AnswerKey
from tests.mutation.equivalents import EQUIVALENT
from tests.mutation.mutants import difference, mutants

ROOT = Path(__file__).parents[2]
KEPT = Path(__file__).with_name("report.md")
SECONDS = 2.0
LEAST = 15
MOST_EQUIVALENT = 0.05


@dataclass(frozen=True)
class Score:
    """What became of a task's mutants; `alive` and `equivalent` hold their differences."""

    task: str
    mutants: int
    killed: int
    timed_out: int
    equivalent: tuple[str, ...]
    alive: tuple[str, ...]

    @property
    def share(self) -> float:
        """The killed among those that compute something else."""
        return self.killed / (self.mutants - len(self.equivalent))


def solution_source(task_id: str) -> str:
    """Return the solution cell of a task."""
    for path in (ROOT / "solutions").glob(f"{task_id[:2]}_*.ipynb"):
        for cell in read_notebook(path).cells:
            if cell.get("id") == task_id:
                return str(cell.source)
    raise ValueError(f"no solution cell for {task_id}")


def compiled(task_id: str, source: str) -> Callable[..., Any]:
    """Return the function of a task that a source defines."""
    names: dict[str, Any] = {"math": math, "np": np}
    exec(compile(source, f"<{task_id}>", "exec"), names)
    return names[registry.tasks()[task_id].name]


def score(task_id: str, answers: AnswerKey | None = None) -> Score:
    """Return what a task's check, or a given one, makes of the mutants of its solution."""
    task = registry.tasks()[task_id]
    answers = answers or registry.answers(task)
    source = solution_source(task_id)
    statuses: dict[str, str] = {}
    for mutant in mutants(source):
        changed = difference(source, mutant)
        assert changed not in statuses, f"two mutants of {task_id} differ alike:\n{changed}"
        statuses[changed] = str(judge(task, answers, compiled(task_id, mutant), seconds=SECONDS).status)
    passed = [changed for changed, status in statuses.items() if status == "passed"]
    return Score(
        task_id,
        len(statuses),
        len(statuses) - len(passed),
        sum(status == "timed out" for status in statuses.values()),
        tuple(changed for changed in passed if (task_id, changed) in EQUIVALENT),
        tuple(changed for changed in passed if (task_id, changed) not in EQUIVALENT),
    )


def scores() -> Iterator[Score]:
    """Yield the score of every task."""
    for task_id in registry.tasks():
        yield score(task_id)


def text(found: list[Score]) -> str:
    """Return the report as Markdown."""
    total = sum(row.mutants for row in found)
    killed = sum(row.killed for row in found)
    equivalent = sum(len(row.equivalent) for row in found)
    lines = [
        "# Mutants of the solutions, and what the checks make of them",
        "",
        "Written by `python -m tests.mutation.report --write`. *Killed* counts every verdict but *passed*;",
        "those that ran into the time limit are among them, and counted once more in their own column.",
        "",
        "| task | mutants | killed | of these timed out | equivalent | alive |",
        "|---|---:|---:|---:|---:|---:|",
        *(
            f"| {row.task} | {row.mutants} | {row.killed} | {row.timed_out} | {len(row.equivalent)} |"
            f" {len(row.alive)} |"
            for row in found
        ),
        f"| all | {total} | {killed} | {sum(row.timed_out for row in found)} | {equivalent} |"
        f" {sum(len(row.alive) for row in found)} |",
        "",
        "## Equivalent mutants",
        "",
        "Each computes the same as the solution wherever the task allows an input. A test compares them",
        "on 10,000 fresh inputs each.",
    ]
    for row in found:
        for changed in row.equivalent:
            lines += ["", f"{row.task}: {EQUIVALENT[row.task, changed]}.", "", "```diff", changed, "```"]
    for row in found:
        for changed in row.alive:
            lines += ["", f"**Alive in {row.task}**", "", "```diff", changed, "```"]
    return "\n".join(lines) + "\n"


def faults(found: list[Score]) -> list[str]:
    """Return what is not as it must be, one sentence each."""
    total = sum(row.mutants for row in found)
    equivalent = sum(len(row.equivalent) for row in found)
    listed = {(row.task, changed) for row in found for changed in row.equivalent}
    return [
        *(f"{row.task} lets a mutant pass:\n{changed}" for row in found for changed in row.alive),
        *(f"{row.task} has {row.mutants} mutants, and needs {LEAST}" for row in found if row.mutants < LEAST),
        *(
            f"listed as equivalent, and not alive: {task}\n{line}"
            for task, line in EQUIVALENT.keys() - listed
        ),
        *(
            [f"{equivalent} of {total} mutants are listed as equivalent, and 5% are allowed"]
            if equivalent > MOST_EQUIVALENT * total
            else []
        ),
    ]


def main(arguments: list[str]) -> int:
    """Print the report; return 1 if something is not as it must be."""
    found = list(scores())
    report = text(found)
    print(report)
    wrong = faults(found)
    if "--write" in arguments:
        KEPT.write_text(report, encoding="utf-8", newline="\n")
    elif "--check" in arguments and KEPT.read_text(encoding="utf-8") != report:
        wrong.append(f"{KEPT.relative_to(ROOT)} says something else: run this with --write")
    for fault in wrong:
        print(fault)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
