"""Run the check of every task on every mutant of its solution, and say which ones it let pass.

python -m tests.mutation.report             print the table
python -m tests.mutation.report --only 06-name          of one task, and what is wrong with it
python -m tests.mutation.report --write     keep it in tests/mutation/report.md
python -m tests.mutation.report --check     fail unless every mutant is killed and the file says so
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import racteach
from racteach.authoring import read_notebook
from racteach.checks import registry
from racteach.checks.declarations import Task
from racteach.checks.engine import judge
from racteach.checks.feedback import Status
from racteach.checks.keys import AnswerKey
from tests.mutation.answers import AnswerScore, judged, right_on_fresh_inputs, score_answers
from tests.mutation.equivalents import EQUIVALENT
from tests.mutation.mutants import difference, mutants

ROOT = Path(__file__).parents[2]
KEPT = Path(__file__).with_name("report.md")
SECONDS = 2.0  # of the processor's time
MOST_SECONDS = 60.0  # by the clock
LEAST = 15
MOST_EQUIVALENT = 0.05
LEAST_CHANGED = 400
LEAST_REFUSED = 0.4  # of the changed answers of a task


@dataclass(frozen=True)
class Score:
    """What became of a task's mutants; `alive`, `equivalent` and `right` hold their differences.

    A mutant is `right` where many answers are, and an oracle accepts its own on fresh inputs.
    """

    task: str
    mutants: int
    killed: int
    equivalent: tuple[str, ...]
    alive: tuple[str, ...]
    right: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """The killed among those that compute something else."""
        return self.killed / (self.mutants - len(self.equivalent) - len(self.right))


def solution_source(task_id: str) -> str:
    """Return the solution cell of a task."""
    for path in (ROOT / "solutions").glob(f"{task_id[:2]}_*.ipynb"):
        for cell in read_notebook(path).cells:
            if cell.get("id") == task_id:
                return str(cell.source)
    raise ValueError(f"no solution cell for {task_id}")


def compiled(task_id: str, source: str) -> Callable[..., Any]:
    """Return the function of a task that a source defines."""
    names: dict[str, Any] = {"math": math, "np": np, "rt": racteach}
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
        statuses[changed] = str(verdict(task, answers, compiled(task_id, mutant)))
    passed = [changed for changed, status in statuses.items() if status == "passed"]
    right = [changed for changed in passed if answers.by_property and _is_right(task_id, source, changed)]
    others = [changed for changed in passed if changed not in right]
    return Score(
        task_id,
        len(statuses),
        len(statuses) - len(passed),
        tuple(changed for changed in others if (task_id, changed) in EQUIVALENT),
        tuple(changed for changed in others if (task_id, changed) not in EQUIVALENT),
        tuple(right),
    )


def verdict(task: Task, answers: AnswerKey, function: Callable[..., Any]) -> Status:
    """Return what the check says. Time is up by the processor's clock: other work must not kill a mutant."""
    seconds = SECONDS
    while True:
        begun = time.process_time()
        status = judge(task, answers, function, seconds=seconds).status
        used = time.process_time() - begun
        if status is not Status.TIMED_OUT or used >= 0.9 * SECONDS or seconds >= MOST_SECONDS:
            return status
        seconds *= 2


def _is_right(task_id: str, source: str, changed: str) -> bool:
    (mutant,) = (mutant for mutant in mutants(source) if difference(source, mutant) == changed)
    return right_on_fresh_inputs(task_id, compiled(task_id, mutant))


def scores() -> Iterator[Score]:
    """Yield the score of every task."""
    for task_id in registry.tasks():
        yield score(task_id)


def text(found: list[Score], of_answers: Iterable[AnswerScore] = ()) -> str:
    """Return the report as Markdown."""
    total = sum(row.mutants for row in found)
    killed = sum(row.killed + len(row.right) for row in found)
    equivalent = sum(len(row.equivalent) for row in found)
    lines = [
        "# Mutants of the solutions, and what the checks make of them",
        "",
        "Written by `python -m tests.mutation.report --write`. *Killed* counts every verdict but *passed*:",
        "a wrong answer, an error, the time limit. A mutant of a task with many right answers may give right",
        "answers again: an oracle in `tests/mutation/oracles.py` accepts those on fresh inputs. Which of the",
        "two it is may hang on a last bit, so they are counted together.",
        "",
        "| task | mutants | killed, or right again | equivalent | alive |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {row.task} | {row.mutants} | {row.killed + len(row.right)} | {len(row.equivalent)} |"
            f" {len(row.alive)} |"
            for row in found
        ),
        f"| all | {total} | {killed} | {equivalent} | {sum(len(row.alive) for row in found)} |",
        "",
        "## Mutants of answers",
        "",
        "Where a property judges, right answers are changed too: an entry, two rows, an axis, all signs.",
        f"Judge and oracle must say the same of each. There are at least {LEAST_CHANGED} a task, of which at",
        f"least {LEAST_REFUSED:.0%} must be refused: a changed answer may be right again. How many there are",
        "may hang on a last bit, so `--only` says it.",
        "",
        "| task | disputed |",
        "|---|---:|",
        *(f"| {row.task} | {len(row.disputed)} |" for row in of_answers),
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


def faults(found: list[Score], of_answers: Iterable[AnswerScore] = ()) -> list[str]:
    """Return what is not as it must be, one sentence each."""
    total = sum(row.mutants for row in found)
    equivalent = sum(len(row.equivalent) for row in found)
    listed = {(row.task, changed) for row in found for changed in row.equivalent}
    return [
        *(f"{row.task} lets a mutant pass:\n{changed}" for row in found for changed in row.alive),
        *(f"{row.task}, {line}" for row in of_answers for line in row.disputed),
        *(
            f"{row.task} refuses {row.refused} of {row.mutants} changed answers"
            for row in of_answers
            if row.mutants < LEAST_CHANGED or row.refused < LEAST_REFUSED * row.mutants
        ),
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


def _one(task_id: str) -> int:
    """Print the report of one task; return 1 if something is not as it must be."""
    found = [score(task_id)]
    of_answers = [score_answers(name) for name in judged() if name == task_id]
    print(text(found, of_answers))
    for row in of_answers:
        print(f"{row.refused} of {row.mutants} changed answers are refused")
    wrong = [fault for fault in faults(found, of_answers) if task_id in fault and "not alive" not in fault]
    for fault in wrong:
        print(fault)
    return int(bool(wrong))


def main(arguments: list[str]) -> int:
    """Print the report; return 1 if something is not as it must be."""
    if "--only" in arguments:
        return _one(arguments[arguments.index("--only") + 1])
    found, of_answers = list(scores()), [score_answers(name) for name in judged()]
    report = text(found, of_answers)
    print(report)
    wrong = faults(found, of_answers)
    if "--write" in arguments:
        KEPT.write_text(report, encoding="utf-8", newline="\n")
    elif "--check" in arguments and KEPT.read_text(encoding="utf-8") != report:
        wrong.append(f"{KEPT.relative_to(ROOT)} says something else: run this with --write")
    for fault in wrong:
        print(fault)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
