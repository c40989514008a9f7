"""The library as a student's process may see it: without answers, data, or the functions a lesson forbids.

A copy of the package is made in which the modules that hold references and expected values are missing,
and every function that one of the lesson's tasks forbids has a body that raises :class:`Refused`. Nothing
of it can be imported, found by path or read as source, because it is not there.
"""

from __future__ import annotations

import ast
import compileall
import shutil
from collections.abc import Iterable
from pathlib import Path
from py_compile import PycInvalidationMode

import racteach

#: What stays behind: answers, shipped results, what grades, and what nobody needs to solve a task.
_LEFT_OUT = (
    "answers",
    "questions",
    "predictions",
    "data",
    "__pycache__",
    "course",
    "commands",
    "pages",
    "term",
)
_KEPT_OF_GRADING = {"__init__.py", "allowing.py", "frames.py", "worker.py", "probing.py"}

_REFUSED = '''
class Refused(RuntimeError):
    """Raised by what a task forbids."""


def refuse(name):
    """Raise, as the task forbids this name."""
    raise Refused(f"{name} is not allowed in this task: it is what you are asked to write")
'''

_CHECKS = '''"""Feedback is not given while a notebook is graded: everything here does nothing."""


class _Nothing:
    def __getattr__(self, name):
        return lambda *arguments, **options: self

    def __call__(self, *arguments, **options):
        return self


check = explain = hint = quiz = progress = predict = ready = turn = _Nothing()
'''


def stage_library(folder: Path, forbidden: Iterable[str]) -> Path:
    """Copy the package without answers into a folder, with the forbidden functions refused.

    Args:
        folder: an empty one.
        forbidden: dotted names below the package, such as ``"bounds.proved.end_bound"``.

    Returns:
        The folder, to be put on the path of a student's process.

    Raises:
        ValueError: if there is no such function.
    """
    source, target = Path(racteach.__file__).parent, folder / "racteach"
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    for path in (target / "grading").iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name not in _KEPT_OF_GRADING:
            path.unlink()
    (target / "refused.py").write_text(_REFUSED.lstrip(), encoding="utf-8")
    # The engine's helpers are needed by the worker, the student's feedback is not.
    (target / "checks" / "__init__.py").write_text(_CHECKS, encoding="utf-8")
    for name in forbidden:
        _refuse(target, name)
    # Each student's process would read every module's source again: it cannot write what it compiled.
    compileall.compile_dir(target, quiet=2, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)
    return folder


def _refuse(package: Path, name: str) -> None:
    module, _, function = name.rpartition(".")
    path = package.joinpath(*module.split(".")).with_suffix(".py")
    if not path.is_file():
        raise ValueError(f"there is no module {module} in which {function} could be forbidden")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = False
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            refusal = f"from racteach.refused import refuse\nrefuse({function!r})"
            node.body = ast.parse(refusal).body
            found = True
    if not found:
        raise ValueError(f"{module} has no function {function}")
    path.write_text(ast.unparse(tree), encoding="utf-8")
