"""Every small change to a solution must be noticed by its check, unless it changes nothing."""

from __future__ import annotations

import copy
import dataclasses
import time

import numpy as np
import pytest

from racteach.checks import registry
from racteach.checks.comparing import SameShape
from racteach.checks.feedback import Status
from racteach.checks.values import plain_value
from tests.mutation import report
from tests.mutation.answers import changed_answers, judged, score_answers
from tests.mutation.equivalents import EQUIVALENT
from tests.mutation.mutants import difference, mutants

INPUTS = 10_000


@pytest.fixture(scope="module")
def found():
    return list(report.scores())


@pytest.fixture(scope="module")
def of_answers():
    return [score_answers(name) for name in judged()]


def test_every_mutant_is_killed_or_listed_and_there_are_enough(found, of_answers, capsys):
    assert report.faults(found, of_answers) == []
    assert all(row.share == 1 for row in found)
    with capsys.disabled():
        print("\n" + report.text(found).split("## Equivalent")[0])


def test_the_report_in_the_repository_is_up_to_date(found, of_answers):
    kept = report.KEPT.read_text(encoding="utf-8")
    assert kept == report.text(found, of_answers), "run `python -m tests.mutation.report --write`"


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
        assert answers.fault(answer, case, solution(*case)) is None, case


@pytest.mark.parametrize("task_id", ["03-cut", "04-run-shallow"])
def test_a_weak_check_lets_mutants_live(task_id):
    strong = registry.answers(registry.tasks()[task_id])
    smallest = min(strong.cases(0), key=lambda case: sum(np.asarray(part).size for part in case))
    weak = dataclasses.replace(strong, edge_cases=(smallest,), draws=0)
    scored = report.score(task_id, weak)
    assert scored.share < 0.8
    assert report.faults([scored])


def test_a_busy_machine_kills_no_mutant(monkeypatch):
    task, slow = registry.tasks()["03-cut"], []

    def waits(tensor):
        if not slow:
            slow.append(True)
            time.sleep(0.3)
        return solution(tensor)

    solution = report.compiled("03-cut", report.solution_source("03-cut"))
    monkeypatch.setattr(report, "SECONDS", 0.2)
    assert report.verdict(task, registry.answers(task), waits) is Status.PASSED
    assert report.verdict(task, registry.answers(task), lambda tensor: exec("while True: pass")) is (
        Status.TIMED_OUT
    )


def test_a_judge_that_lets_too_much_pass_is_disputed():
    strong = registry.answers(registry.tasks()["02-terms"])
    weak = dataclasses.replace(strong, comparison=SameShape())
    assert score_answers("02-terms", strong).disputed == ()
    scored = score_answers("02-terms", weak)
    assert scored.refused == 0 and scored.disputed
    assert report.faults([], [scored])[0].startswith("02-terms, entry (0, 0) + 1 of ")
    assert f"02-terms refuses 0 of {scored.mutants} changed answers" in report.faults([], [scored])


def test_what_is_changed_in_an_answer():
    found = dict(changed_answers(np.array([[1, 2], [3, 4]])))
    assert found["entry (1, 0) doubled"].tolist() == [[1, 2], [6, 4]]
    assert found["turned round"].tolist() == [[3, 4], [1, 2]]
    assert found["axes exchanged"].tolist() == [[1, 3], [2, 4]]
    assert found["first row twice"].tolist() == [[1, 2], [1, 2]]


def test_faults_are_found():
    good = report.Score("03-cut", 20, 20, (), ())
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
