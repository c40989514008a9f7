"""Other right answers to every task, one module for each lesson: the checks must let them pass."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from racteach.checks import registry

ALTERNATIVES: dict[str, list[Callable[..., Any]]] = {
    task: answers
    for lesson in registry.LESSONS
    for task, answers in import_module(f"tests.alternatives.lesson{lesson}").ALTERNATIVES.items()
}
