"""Recognise a function that nobody has written yet."""

from __future__ import annotations

import dis
from types import CodeType, FunctionType
from typing import Any

_STUBS = """
def dots(): ...
def documented():
    "text"
    ...
def only_text():
    "text"
def passing():
    pass
def returning_dots():
    return ...
def returning_not_implemented():
    return NotImplemented
def returning_none():
    return None
"""


def _operations(code: CodeType) -> set[str]:
    return {instruction.opname for instruction in dis.get_instructions(code)}


def _stub_operations() -> set[str]:
    names: dict[str, Any] = {}
    exec(
        compile(_STUBS, "<stubs>", "exec"), names
    )  # our own text: what this Python makes of an empty function
    return set().union(*(_operations(item.__code__) for key, item in names.items() if key != "__builtins__"))


def is_untouched(function: Any) -> bool:
    """Say whether a function's body is still a stub: a docstring, `...` or `pass`, and nothing else.

    >>> def later(x):
    ...     '''Return something.'''
    ...     ...
    >>> is_untouched(later), is_untouched(lambda x: x)
    (True, False)
    """
    if not isinstance(function, FunctionType):
        return False
    code = function.__code__
    texts = [item for item in code.co_consts if item is not None and item is not Ellipsis]
    documented = texts in ([], [function.__doc__])
    return documented and set(code.co_names) <= {"NotImplemented"} and _operations(code) <= _stub_operations()
