"""No public function of the library is the answer to a task, unless the task forbids it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import pytest

import racteach
from racteach.checks import registry
from racteach.checks.calling import call
from racteach.checks.engine import judge_outcomes
from racteach.checks.feedback import Status

#: Rooms that no task is about: what judges, draws and serves.
APART = {"authoring", "checks", "cli", "commands", "executors", "explorers", "figures", "grading", "journal",
         "workspace"}  # fmt: skip


def public_functions():
    """Every public function of the other rooms, by the name under which a task forbids it."""
    found = {}
    for module in pkgutil.walk_packages(racteach.__path__, "racteach."):
        name = module.name.removeprefix("racteach.")
        if name.split(".")[0] in APART:
            continue
        for key, value in vars(importlib.import_module(module.name)).items():
            if inspect.isfunction(value) and value.__module__ == module.name and not key.startswith("_"):
                found[f"{name}.{key}"] = value
    return found


FUNCTIONS = public_functions()


def answers(task, names):
    """Which of these functions pass the task as they are, forbidden or not."""
    judging = registry.answers(task)
    cases = judging.cases(3)
    for name in names:
        function = FUNCTIONS[name]
        try:
            inspect.signature(function).bind(*cases[0])
        except TypeError:
            continue
        feedback = judge_outcomes(
            task, judging, cases, lambda case, left, function=function: call(function, case, 1.0), seconds=5
        )
        if feedback.status == Status.PASSED:
            yield name


@pytest.mark.parametrize("task_id", registry.tasks())
def test_no_function_of_the_library_passes_a_task_that_does_not_forbid_it(task_id):
    task = registry.tasks()[task_id]
    assert list(answers(task, FUNCTIONS.keys() - set(task.forbids))) == []


def test_the_search_finds_what_is_forbidden():
    task = registry.tasks()["03-cut"]
    assert "matricization.start_end_matricization" in list(answers(task, FUNCTIONS))
