"""The plan of a term in docs/grading.md: no week asks for more time than it says."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from racteach.checks import registry
from racteach.checks.written import notebook_of, read_prediction

ROOT = Path(__file__).parent.parent
PLAN = (ROOT / "docs" / "grading.md").read_text(encoding="utf-8").split("## A term\n")[1]


def minutes(lesson):
    """Return the minutes of a lesson's required tasks and predictions."""
    tasks = [
        task.minutes for task in registry.tasks().values() if task.lesson == lesson and not task.optional
    ]
    said = [each for each in registry.predictions() if each.startswith(lesson)]
    return sum(tasks) + sum(read_prediction(notebook_of(lesson), each)[1] for each in said)


def weeks(column):
    """Return the lessons of each week of a plan."""
    lines = [line for line in PLAN.splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]
    return [re.findall(r"\b\d\d\b", row[column]) for row in rows[1:] if row[column]]


def load(plan):
    """Return the minutes of each week; a lesson of two weeks is spread over both."""
    times = Counter(lesson for week in plan for lesson in week)
    return [sum(minutes(lesson) / times[lesson] for lesson in week) for week in plan]


def test_both_plans_hold_every_lesson():
    for column in (1, 2):
        assert {lesson for week in weeks(column) for lesson in week} >= set(registry.LESSONS)
    assert (len(weeks(1)), len(weeks(2))) == (7, 14)


def test_no_week_asks_for_more_than_the_plan_says():
    (fourteen, seven) = map(int, re.findall(r"more than (\d+)", PLAN)[:2])
    assert max(load(weeks(2))) <= fourteen and max(load(weeks(1))) <= seven
    assert fourteen <= 90 and seven <= 180


def test_a_lesson_of_two_weeks_is_spread():
    assert load([["08"], ["08"]]) == [minutes("08") / 2] * 2
