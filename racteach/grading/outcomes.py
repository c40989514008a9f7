"""What a student's process says of a call: a claim, believed only as far as it is well formed."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np

from racteach.checks.calling import Outcome, same_inputs
from racteach.checks.values import Plain
from racteach.grading.frames import Malformed, read_value, write_value
from racteach.grading.processes import Died

_KINDS = ("numbers", "none", "placeholder", "other")


def written(case: tuple[Any, ...]) -> list[Any]:
    """Return arguments as a frame carries them."""
    return [write_value(item) for item in case]


def read_outcome(said: dict[str, Any], sent: list[Any]) -> Outcome:
    """Return what a student's process says of a call, as far as it is well formed.

    Args:
        said: its answer.
        sent: the arguments as :func:`written`. Whether they were changed is decided here, by what comes back.

    Raises:
        Died: if it is not; the process is not to be asked again.
    """
    try:
        if said.get("kind") not in ("returned", "raised", "timed out"):
            raise Malformed("an outcome of no known kind")
        texts = {
            name: str(said.get(wire, ""))[:2000]
            for name, wire in (("error", "error"), ("error_line", "line"), ("printed", "printed"))
        }
        kind = getattr(builtins, str(said.get("error_type", "")), None)
        raised = kind if isinstance(kind, type) and issubclass(kind, BaseException) else None
        if said["kind"] == "raised" and raised is None:
            raised = Exception  # of a kind that only the student's process knows
        answer = _answer(said["answer"]) if said["kind"] == "returned" else None
        mutated = answer is not None and _mutated(said["after"], sent)
    except (Malformed, KeyError, TypeError) as error:
        raise Died("refused", f"its answer is no answer: {error}") from None
    warned = str(said.get("warned", ""))[:300]
    return Outcome(
        said["kind"], answer, texts["error"], raised, texts["error_line"], texts["printed"], warned, mutated
    )


def _mutated(after: Any, sent: list[Any]) -> bool:
    """Say whether what came back of the arguments is something else than what was sent."""
    if type(after) is not list:
        return True
    return not same_inputs([read_value(item) for item in after], [read_value(item) for item in sent])


def _answer(data: Any) -> Plain:
    if type(data) is not dict or data.get("kind") not in _KINDS:
        raise Malformed("an answer of no known kind")
    array = read_value(data.get("array"))
    if array is not None and not isinstance(array, np.ndarray):
        raise Malformed("numbers that are no array")
    shape = data.get("shape")
    if type(shape) is not list or not all(type(n) is int and n >= 0 for n in shape):
        raise Malformed("an answer without a shape")
    if data["kind"] == "numbers" and (array is None or list(array.shape) != shape):
        raise Malformed("an answer whose shape is not its own")
    return Plain(
        data["kind"],
        str(data.get("type_name", ""))[:100],
        array if data["kind"] == "numbers" else None,
        tuple(shape),
        str(data.get("problem", ""))[:300],
    )
