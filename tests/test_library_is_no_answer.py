"""No function or method of the library is the answer to a task, unless the task forbids it: public or not.

Each is called with a task's arguments: as they are, each in a list, as singular values; methods and
properties after their class was given the first arguments; and what comes back is looked at whole and in
its parts. Functions that a task forbids raise, so that what rests on them does not count.
"""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import os
import pkgutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import permutations, product
from types import FunctionType
from typing import Any
from unittest import mock

import numpy as np
import pytest

pytest.importorskip("resource", reason="grading runs on POSIX systems only")

import racteach
from racteach.checks import registry
from racteach.checks.timelimit import TimeIsUp, run_limited
from racteach.checks.values import plain_value
from racteach.grading.runs import forbidden

#: Rooms that no task is about: what judges and serves.
APART = {"authoring", "checks", "cli", "commands", "executors", "grading", "journal", "workspace"}
#: Rooms whose classes hold results, draw, or read and write files.
RECORDS = {"certificates", "explorers", "figures", "results"}
#: They train with JAX, which crashes where it is interrupted.
WITH_JAX = ("learning.sequence_networks", "learning.sequence_tasks", "learning.sequence_training")
#: What takes longer is left alone.
SECONDS = 0.5
#: `course.py test --full` takes more steps from a task's arguments to others.
FULL = os.environ.get("RACTEACH_FULL") == "1"


def import_what_functions_import(module: Any) -> None:
    """Import what a module's functions import when called: there they would be stopped on the way."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Import):
            names = [part.name for part in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
        else:
            continue
        for name in names:
            with suppress(ImportError):  # an extra that is not installed
                importlib.import_module(name)


def wants_a_path(function: Any) -> bool:
    """Say whether a function reads or writes a file, whose name it must be given."""
    every = inspect.signature(function).parameters.values()
    return any("Path" in str(one.annotation) and one.default is one.empty for one in every)


def things() -> tuple[dict[str, Any], dict[str, Any]]:
    """Every function, and every class that computes, by its name below the package."""
    functions, classes = {}, {}
    for module in pkgutil.walk_packages(racteach.__path__, "racteach."):
        name = module.name.removeprefix("racteach.")
        room = name.split(".")[0]
        if room in APART or name in WITH_JAX:
            continue
        found = importlib.import_module(module.name)
        import_what_functions_import(found)
        for key, value in vars(found).items():
            if key.startswith("__") or getattr(value, "__module__", "") != module.name:
                continue
            if inspect.isfunction(value) and not wants_a_path(value):
                functions[f"{name}.{key}"] = value
            elif inspect.isclass(value) and room not in RECORDS and not issubclass(value, BaseException):
                classes[f"{name}.{key}"] = value
    return functions, classes


FUNCTIONS, CLASSES = things()
_signature = functools.cache(inspect.signature)


def fits(function: Any, arguments: list[Any]) -> bool:
    signature = _signature if inspect.isfunction(function) else inspect.signature
    try:
        signature(function).bind(*arguments)
    except (TypeError, ValueError):
        return False
    return True


def singular_values(value: Any) -> Any:
    if not isinstance(value, np.ndarray) or value.ndim != 2:
        raise TypeError
    return np.linalg.svd(value.astype(float))[1]


def prepared(case: tuple[Any, ...]) -> Iterator[Callable[[tuple[Any, ...]], list[Any]]]:
    """Give small steps from a task's arguments to others."""
    yield list
    yield lambda case: [[item] for item in case]
    for k in range(len(case)):
        yield lambda case, k=k: [singular_values(item) if i == k else item for i, item in enumerate(case)]
    for k in range(1, len(case)):
        yield lambda case, k=k: [[item] for item in case[:k]] + list(case[k:])
    if len(case) >= 2:  # RAC takes input weights first
        yield lambda case: [case[1], case[0], *case[2:]]
        yield lambda case: [[case[1]], [case[0]], *case[2:]]
    yield lambda case: [*case, 2]  # a length, where the task has none
    if FULL:
        yield from further(case)


def further(case: tuple[Any, ...]) -> Iterator[Callable[[tuple[Any, ...]], list[Any]]]:
    """Give steps that are less likely: another order, one more argument, a number beside, a transpose."""
    for order in permutations(range(len(case))) if len(case) <= 4 else ():
        yield lambda case, order=order: [case[k] for k in order]
    for extra in (0, 1, 3, True):
        yield lambda case, extra=extra: [*case, extra]
        yield lambda case, extra=extra: [extra, *case]
    for kind in (list, tuple):
        yield lambda case, kind=kind: [kind(case)]
    for k, item in enumerate(case):
        steps: list[Callable[[Any], list[Any]]] = []
        if isinstance(item, np.ndarray):
            steps = [lambda item: [item.T]]
        elif isinstance(item, (list, tuple)):
            steps = [list, lambda item: [np.array(item)]]
        elif type(item) is int:
            steps = [lambda n: [n - 1], lambda n: [n + 1], lambda n: [2 * n], lambda n: [n // 2]]
        for step in steps:
            yield lambda case, k=k, step=step: [*case[:k], *step(case[k]), *case[k + 1 :]]


def ways(case: tuple[Any, ...]) -> Iterator[tuple[str, Callable[[tuple[Any, ...]], Any]]]:
    """Give a name and a function of the case for everything that takes it."""
    for prepare in prepared(case):
        try:
            arguments = prepare(case)
        except TypeError:
            continue
        for name, function in FUNCTIONS.items():
            if fits(function, arguments):
                yield name, lambda case, f=function, prepare=prepare: f(*prepare(case))
        for (name, made), k in product(CLASSES.items(), range(1, len(arguments) + 1)):
            if not fits(made, arguments[:k]):
                continue
            try:
                thing = run_limited(lambda made=made, k=k, a=arguments: made(*a[:k]), SECONDS)
            except (Exception, TimeIsUp):
                continue
            yield from on_things(name, thing, made, prepare, k, arguments[k:])


def on_things(name, thing, made, prepare, k, rest):
    """Give what can be done with an instance and the arguments that are left."""

    def use(step):
        def way(case):
            arguments = prepare(case)
            return step(made(*arguments[:k]), *arguments[k:])

        return way

    if not rest:
        yield name, use(lambda thing: thing)
    for key in dir(type(thing)):
        member = inspect.getattr_static(type(thing), key)
        if key.startswith("__") and key != "__call__":
            continue
        if isinstance(member, property) and not rest:
            yield f"{name}.{key}", use(lambda thing, key=key: getattr(thing, key))
        elif callable(member) and fits(getattr(thing, key, None), rest):
            yield f"{name}.{key}", use(lambda thing, *rest, key=key: getattr(thing, key)(*rest))
    for other, function in FUNCTIONS.items():
        if fits(function, [thing, *rest]):
            yield f"{other}({name})", use(function)


def parts(value: Any) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """Give a result, and what one step leads to from it."""
    yield "", lambda value: value
    if isinstance(value, (tuple, list)):
        yield "len", len
        yield "sum of products", lambda value: sum(int(np.prod(part)) for part in value)
    if isinstance(value, (tuple, list, np.ndarray)) and np.ndim(value):
        for k in {0, 1, len(value) - 1} & set(range(len(value))):
            yield f"[{k}]", lambda value, k=k: value[k]
        yield "ravel[0]", lambda value: np.ravel(value)[0]
    if isinstance(value, (float, np.ndarray)):
        yield "root", np.sqrt
        yield "square", np.square
    if type(value).__module__.startswith("racteach"):
        for key in vars(type(value)).keys() | getattr(value, "__dict__", {}).keys():
            if not key.startswith("_") and not callable(inspect.getattr_static(value, key)):
                yield f".{key}", lambda value, key=key: getattr(value, key)


def answers(task: Any, names: Iterable[str]) -> list[str]:
    """Return what passes a task while these names raise."""
    judging = registry.answers(task)
    cases = judging.cases(3)
    expected = [judging.reference(*case) for case in cases]
    found = []
    with refused(names):
        for name, way in ways(cases[0]):
            if name in names:
                continue
            with suppress(Exception, TimeIsUp):
                first = run_limited(lambda way=way: way(cases[0]), SECONDS)
                for step, part in parts(first):
                    if passes(judging, cases, expected, way, part):
                        found.append(name + step)
    return found


def passes(judging, cases, expected, way, part) -> bool:
    for case, wanted in zip(cases, expected, strict=True):
        try:
            answer = run_limited(lambda case=case: plain_value(part(way(case))), SECONDS)
        except (Exception, TimeIsUp):
            return False
        if judging.fault(answer, case, wanted) is not None:
            return False
    return True


class Refused(Exception):
    """What a forbidden function raises."""


@contextmanager
def refused(names: Iterable[str]) -> Iterator[None]:
    """Let functions of the library raise, wherever they were imported, as the staged library does."""
    with ExitStack() as stack:
        for module, _, key in (name.rpartition(".") for name in names):
            home = sys.modules[f"racteach.{module}"]
            held = [home, *(thing for thing in vars(home).values() if inspect.isclass(thing))]
            kinds = (FunctionType, property)
            wanted = [vars(place)[key] for place in held if isinstance(vars(place).get(key), kinds)]
            for place in [*held, *(m for name, m in sys.modules.items() if name.startswith("racteach."))]:
                for other, value in list(vars(place).items()):
                    if any(value is function for function in wanted):
                        stack.enter_context(mock.patch.object(place, other, refusing(value)))
        yield


def refusing(function: Any) -> Any:
    if isinstance(function, property):
        return property(refusing(function.fget))

    @functools.wraps(function)
    def refuse(*arguments, **options):
        raise Refused

    return refuse


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("task_id", registry.tasks())
def test_nothing_in_the_library_passes_a_task_that_does_not_forbid_it(task_id):
    task = registry.tasks()[task_id]
    assert answers(task, forbidden(task.lesson)) == []


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("task_id", "way"),
    [
        ("03-cut", "matricization.start_end_matricization"),
        ("02-distance", "learning.grid_training.eckart_young_floor"),
        ("12-parameters", "learning.grid_gradients.GridWords.parameters"),
    ],
)
def test_the_search_finds_what_is_forbidden(task_id, way):
    task = registry.tasks()[task_id]
    assert any(name.startswith(way) for name in answers(task, ()))
