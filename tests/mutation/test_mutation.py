"""Every small change to a solution must be noticed by its check, unless it changes nothing."""

from __future__ import annotations

import copy
import dataclasses

import numpy as np
import pytest

from racteach.checks import registry
from racteach.checks.values import plain_value
from tests.mutation import report
from tests.mutation.equivalents import EQUIVALENT
from tests.mutation.mutants import difference, mutants

INPUTS = 10_000


@pytest.fixture(scope="module")
def found():
    return list(report.scores())


def test_every_mutant_is_killed_or_listed_and_there_are_enough(found, capsys):
    assert report.faults(found) == []
    assert all(row.share == 1 for row in found)
    with capsys.disabled():
        print("\n" + report.text(found).split("## Equivalent")[0])


def test_the_report_in_the_repository_is_up_to_date(found):
    kept = report.KEPT.read_text(encoding="utf-8")
    assert kept == report.text(found), "run `python -m tests.mutation.report --write`"


def mutant_with(task_id, changed):
    source = report.solution_source(task_id)
    (text,) = [mutant for mutant in mutants(source) if difference(source, mutant) == changed]
    return report.compiled(task_id, text)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("task_id", "changed"),
    EQUIVALENT,
    ids=[f"{task}-{number}" for number, (task, _) in enumerate(EQUIVALENT)],
)
def test_equivalent_mutants_agree_on_fresh_inputs(task_id, changed):
    answers = registry.answers(registry.tasks()[task_id])
    solution = report.compiled(task_id, report.solution_source(task_id))
    mutant = mutant_with(task_id, changed)
    generator = np.random.default_rng(20260101)
    for _ in range(INPUTS):
        case = answers.random_case(generator)
        answer = plain_value(mutant(*copy.deepcopy(case)))
        assert answers.comparison.judge(answer, solution(*case)) is None, case


@pytest.mark.parametrize("task_id", ["03-cut", "04-run-shallow"])
def test_a_weak_check_lets_mutants_live(task_id):
    strong = registry.answers(registry.tasks()[task_id])
    smallest = min(strong.cases(0), key=lambda case: sum(np.asarray(part).size for part in case))
    weak = dataclasses.replace(strong, edge_cases=(smallest,), draws=0)
    scored = report.score(task_id, weak)
    assert scored.share < 0.8
    assert report.faults([scored])


def test_faults_are_found():
    good = report.Score("03-cut", 20, 20, 0, (), ())
    few = dataclasses.replace(good, mutants=14, killed=14)
    alive = dataclasses.replace(good, killed=19, alive=("- a\n+ b",))
    many = dataclasses.replace(good, killed=18, equivalent=("- a\n+ b", "- a\n+ c"))
    assert "needs 15" in report.faults([few])[0]
    assert "lets a mutant pass:\n- a\n+ b" in report.faults([alive])[0]
    assert any("5% are allowed" in fault for fault in report.faults([many]))
    assert any("not alive" in fault for fault in report.faults([good]))
    assert "**Alive in 03-cut**" in report.text([alive])


def test_what_is_changed():
    def changes(body):
        source = f"def f(x, y):\n    {body}"
        return {difference(source, mutant) for mutant in mutants(source)}

    found = changes("return x[y:1] @ g(x, y)")
    assert "- return x[y:1] @ g(x, y)\n+ return y[x:1] @ g(y, x)" in found
    for wanted in ("x[1:y] @ g(x, y)", "x[y:2] @ g(x, y)", "g(x, y) @ x[y:1]", "x[y:1] * g(x, y)"):
        assert f"- return x[y:1] @ g(x, y)\n+ return {wanted}" in found
    assert "- return x[y:1] @ g(x, y)\n+ return x[y:1] @ g(y, x)" in found
    assert "- return x[y:1] @ g(x, y)\n+ pass" in found
    assert "- return x[y] == 0\n+ return x[y + 1] == 0" in changes("return x[y] == 0")
    assert "- return x[y] == 0\n+ return x[y] != 0" in changes("return x[y] == 0")
    assert "- return x.reshape(y)\n+ return x.reshape(y).T" in changes("return x.reshape(y)")
