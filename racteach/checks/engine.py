"""Judge one function against one task.

The order of the verdicts: nothing written yet; ran too long; a known mistake; the smallest input that fails;
passed. A known mistake is diagnosed only where the answers agree with it on every input.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any

import numpy as np

from racteach.checks.calling import Outcome, call, misfit
from racteach.checks.comparing import Fault, FaultKind
from racteach.checks.declarations import Task
from racteach.checks.feedback import Feedback, Status
from racteach.checks.keys import AnswerKey, Misconception, Suspicion, input_size, largest
from racteach.checks.raised import help_with
from racteach.checks.stubs import is_untouched
from racteach.checks.tables import ValueTable, describe, side_by_side
from racteach.checks.values import Plain

SEED = 1710
SECONDS = 5.0

HOW_TO_STOP = (
    "If a cell keeps running, its [*] does not go away: choose Kernel > Interrupt Kernel, "
    "and if that does not help, Kernel > Restart Kernel."
)
MISSING: Any = object()
_NOTHING = Plain("none", "NoneType")


def judge(
    task: Task,
    answers: AnswerKey,
    function: Any,
    *,
    owners: Mapping[str, str] | None = None,
    seed: int = SEED,
    seconds: float = SECONDS,
) -> Feedback:
    """Return the verdict on `function`.

    Args:
        task: what was asked.
        answers: what judges it.
        function: the student's, any object at all.
        owners: task ids by function name, to notice a function of another task.
        seed: of the random inputs.
        seconds: time limit for all calls together.
    """
    refused = _refuse(task, function, owners or {})
    if refused:
        return Feedback(task.id, Status.ERROR, refused)
    if is_untouched(function):
        return _not_started(task)
    cases = answers.cases(seed)
    problem = misfit(task.signature, function, cases[0])
    if problem:
        return Feedback(task.id, Status.ERROR, problem)
    return judge_outcomes(
        task, answers, cases, lambda case, left: call(function, case, left), seconds=seconds
    )


def judge_outcomes(
    task: Task,
    answers: AnswerKey,
    cases: list[tuple[Any, ...]],
    called: Callable[[tuple[Any, ...], float], Outcome],
    *,
    seconds: float = SECONDS,
) -> Feedback:
    """Return the verdict on what a function did, wherever it ran.

    Args:
        task, answers: what was asked, and what judges it.
        cases: the inputs, smallest first.
        called: gives the outcome for an input, and the seconds that are left.
        seconds: time limit for all calls together; a result that comes later does not count.
    """
    outcomes: list[Outcome] = []
    begun = time.monotonic()
    ends = begun + seconds
    for case in cases:
        so_far = time.monotonic() - begun
        outcome = called(case, max(ends - time.monotonic(), 0.01))
        if _is_placeholder(outcome):
            return _not_started(task)
        if outcome.kind == "timed out" or time.monotonic() > ends:
            return _timed_out(task, case, outcome, seconds, ended=len(outcomes), so_far=so_far)
        outcomes.append(outcome)
    expected = [answers.reference(*case) for case in cases]
    verdicts = [_fault(answers, *each) for each in zip(cases, outcomes, expected, strict=True)]
    wrong = next((index for index, verdict in enumerate(verdicts) if verdict is not None), None)
    if wrong is None:
        return _passed(task, len(cases), outcomes)
    known = _known_mistake(answers, cases, outcomes, expected) or _suspicion(answers, cases, verdicts)
    return _failed(task, answers, cases[wrong], outcomes[wrong], expected[wrong], verdicts[wrong], known)


def _refuse(task: Task, function: Any, owners: Mapping[str, str]) -> str:
    """Return why the object given cannot be this task's function, or nothing."""
    ask = f'Write `rt.check("{task.id}", {task.name})`.'
    if function is MISSING:
        return f"Give your function too. {ask}"
    if isinstance(function, str):
        return f"You gave a text. Give the function itself, without quotes. {ask}"
    if not callable(function):
        kind = type(function).__name__
        return f"You gave an object of type {kind}, not a function. {ask} No brackets after `{task.name}`."
    name = function.__name__ if isinstance(function, FunctionType) else ""
    if name != task.name and name in owners:
        return f"You gave `{name}`, which belongs to {owners[name]}. {ask}"
    return ""


def _is_placeholder(outcome: Outcome) -> bool:
    if outcome.answer is not None:
        return outcome.answer.kind == "placeholder"
    return outcome.error_type is NotImplementedError


def _fault(answers: AnswerKey, case: tuple[Any, ...], outcome: Outcome, expected: Any) -> Fault | None:
    """Return what is wrong with one outcome, or None."""
    if outcome.answer is None:
        return Fault(FaultKind.RAISED, f"Your function raised {outcome.error}.")
    found = answers.fault(outcome.answer, case, expected)
    if found is None and outcome.mutated:
        return Fault(
            FaultKind.MUTATED,
            "The result is right, but your function changes its input. "
            "Whoever calls it still needs the input: work on a copy, made with `.copy()`.",
        )
    return found


def _known_mistake(
    answers: AnswerKey, cases: list[tuple[Any, ...]], outcomes: list[Outcome], expected: list[Any]
) -> Misconception | None:
    """Return the misconception that these outcomes agree with on every input, or None."""
    for mistake in answers.misconceptions:
        for wrong in mistake.forms:
            if all(_agrees(answers, wrong, *each) for each in zip(cases, outcomes, expected, strict=True)):
                return mistake
    return None


def _suspicion(
    answers: AnswerKey, cases: list[tuple[Any, ...]], verdicts: list[Fault | None]
) -> Suspicion | None:
    """Return the first suspicion that holds on every input with a wrong result, or None."""
    wrong = [case for case, verdict in zip(cases, verdicts, strict=True) if verdict is not None]
    fits = (found for found in answers.suspicions if all(found.where(*case) for case in wrong))
    return next(fits, None) if len(wrong) < len(cases) else None


def _agrees(
    answers: AnswerKey, wrong: Callable[..., Any], case: tuple[Any, ...], outcome: Outcome, expected: Any
) -> bool:
    made = call(wrong, case, SECONDS)
    if made.answer is None or outcome.answer is None:
        return made.error_type is outcome.error_type and outcome.error_type is not None
    return answers.alike(outcome.answer, made.answer, case, expected)


def small_case(task: Task, answers: AnswerKey) -> str:
    """Return a short fixed input on which mistakes show, a right result, and what must hold, in words."""
    mistakes = [mistake.wrong for mistake in answers.misconceptions]
    best, right, most = answers.edge_cases[0], answers.reference(*answers.edge_cases[0]), -1
    for case in sorted(answers.edge_cases, key=input_size):
        result = answers.reference(*case)
        if max(input_size(case), np.size(result), largest(case) / 10) <= 16:
            made = [call(wrong, case, SECONDS).answer or _NOTHING for wrong in mistakes]
            shown = sum(answers.fault(answer, case, result) is not None for answer in made)
            best, right, most = (case, result, shown) if shown > most else (best, right, most)
    inputs = (f"  {describe(name, value)}" for name, value in zip(task.parameters, best, strict=True))
    result = describe("a right result", right, shown=32).replace(" = ", " is ", 1)
    return "\n".join(["For", *inputs, f"{result}.", answers.must_hold])


def _not_started(task: Task) -> Feedback:
    message = f"Write `{task.signature}` in the cell above, run that cell, then run this one."
    hint = f'`rt.hint("{task.id}")` gives a hint.'
    return Feedback(task.id, Status.NOT_STARTED, message, notes=(HOW_TO_STOP,), next_step=hint)


def _timed_out(
    task: Task, case: tuple[Any, ...], outcome: Outcome, seconds: float, *, ended: int, so_far: float
) -> Feedback:
    """Tell a slow function, which took its time on smaller inputs already, from one that may never end."""
    message = (
        f"`{task.name}` was stopped after {seconds:g} seconds, at input {ended + 1}, with "
        f"{_sizes(task, case)}. A right answer takes far less."
    )
    if so_far > seconds / 50:
        message += (
            f" The {ended} smaller inputs took {so_far:.1f} seconds: your function ends, but it is slow."
        )
        message += " Look for work that is done again and again."
    elif ended:
        message += " It ended at once on smaller inputs: look for a loop that never ends on this one,"
        message += " or for work that grows fast with the size."
    else:
        message += " This is the smallest input: look for a loop that never ends."
    notes = (*_inputs(task, case), *_said(outcome), HOW_TO_STOP)
    return Feedback(task.id, Status.TIMED_OUT, message, notes=notes, hints=task.hints)


def _passed(task: Task, count: int, outcomes: list[Outcome]) -> Feedback:
    warned = next((outcome.warned for outcome in outcomes if outcome.warned), "")
    notes = (f"Python warned, though: {warned}",) if warned else ()
    message = f"All {count} inputs give the right result."
    return Feedback(task.id, Status.PASSED, message, notes=notes, next_step=task.next_step)


def _failed(
    task: Task,
    answers: AnswerKey,
    case: tuple[Any, ...],
    outcome: Outcome,
    expected: Any,
    fault: Fault | None,
    known: Misconception | Suspicion | None,
) -> Feedback:
    assert fault is not None
    next_step = f'`rt.hint("{task.id}")` gives a hint.'
    notes = _inputs(task, case)
    if outcome.answer is None and known is None:
        if outcome.error_line:
            notes = (f"It happened in `{outcome.error_line}`.", *notes)
        message = f"Your function raised `{outcome.error}`. {help_with(outcome.error)}".rstrip()
        return Feedback(
            task.id, Status.ERROR, message, None, (*notes, *_said(outcome)), (), next_step, task.hints
        )
    if outcome.answer is not None and outcome.answer.kind != "numbers":
        the = "A" if answers.by_property else "The"
        notes = (*notes, f"{the} right result:\n  " + describe("result", expected))
    tables: tuple[ValueTable, ...] = ()
    numbers = outcome.answer is not None and outcome.answer.kind == "numbers"
    if outcome.answer is not None and numbers:
        tables = side_by_side(outcome.answer.array, np.asarray(expected), fault.differs)
        tables = tables[:1] if answers.lacks else tables  # of many right results none is the expected one
    if known is not None:
        message = known.sentence
        notes = (fault.sentence, *notes)
    elif fault.kind is FaultKind.NOTHING and outcome.printed:
        message = "Your function prints its result and returns None. Replace `print(...)` by `return ...`."
    else:
        message = fault.sentence
        if outcome.mutated and fault.kind is not FaultKind.MUTATED:
            message += " It also changes its input."
        if numbers and not outcome.mutated:
            message += f" {answers.must_hold}"
    name = known.name if known else None
    return Feedback(
        task.id, Status.WRONG, message, name, (*notes, *_said(outcome)), tables, next_step, task.hints
    )


def _inputs(task: Task, case: tuple[Any, ...]) -> tuple[str, ...]:
    lines = [describe(name, value) for name, value in zip(task.parameters, case, strict=True)]
    return ("\n".join(["Smallest input that shows it:", *(f"  {line}" for line in lines)]),)


def _sizes(task: Task, case: tuple[Any, ...]) -> str:
    """Return the sizes of the arguments in a few words."""
    words = []
    for name, value in zip(task.parameters, case, strict=True):
        if isinstance(value, np.ndarray):
            words.append(f"`{name}` of shape {value.shape}")
        elif isinstance(value, (list, tuple)):
            words.append(f"`{name}` of length {len(value)}")
        else:
            words.append(f"`{name} = {value}`")
    return ", ".join(words)


def _said(outcome: Outcome) -> tuple[str, ...]:
    """Return what the function printed, and the first warning, as notes."""
    notes: tuple[str, ...] = ()
    if outcome.printed.strip():
        lines = outcome.printed.strip("\n").splitlines()
        shown = [f"  {line[:120]}" for line in lines[:8]] + (["  ..."] if len(lines) > 8 else [])
        notes = ("\n".join(["It printed:", *shown]),)
    return (*notes, f"Python warned: {outcome.warned}") if outcome.warned else notes
