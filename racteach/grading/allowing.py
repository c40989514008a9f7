"""What a task's function may use: Python's own modules, NumPy, the library, and what the task names.

Two things are done in the student's process. Before the first call, what the function reaches by name is
looked through: helpers, classes, defaults, closures, containers. While it is called, other packages are
neither among the loaded modules nor to be imported, but for the library and NumPy, which may need them.

This is a rule for honest work and for cheap tricks, not a wall: whoever searches the heap finds a package
again. The sandbox and the comparison do not rest on it.
"""

from __future__ import annotations

import builtins
import dis
import functools
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import Any

#: Besides Python's own modules. What draws gives no answers.
ALWAYS = ("__main__", "numpy", "racteach", "matplotlib", "IPython")
_MOST = 2000  # things that are looked at, and entries of one container
_MISSING: Any = object()


class Allowed:
    """The modules that a task's function may use: ``"scipy.linalg" in Allowed(["scipy.linalg"])``.

    Args:
        also: names of modules beyond those that every task allows, each with all below it.
    """

    def __init__(self, also: Iterable[str] = ()) -> None:
        self._names = (*ALWAYS, *also)
        self._looked: set[str] = set()  # each call asks for the loaded modules
        self._others: set[str] = set()

    def __contains__(self, module: str) -> bool:
        if module.partition(".")[0] in sys.stdlib_module_names:
            return True
        return any(module == name or module.startswith(f"{name}.") for name in self._names)

    def above(self, module: str) -> bool:
        """Say whether the module is the way to one that is allowed."""
        return any(name.startswith(f"{module}.") for name in self._names)

    def others(self) -> dict[str, ModuleType]:
        """Return the loaded modules of packages that are not allowed."""
        for name in sys.modules.keys() - self._looked:
            self._looked.add(name)
            place = str(getattr(sys.modules[name], "__file__", None))
            if "-packages" in place and name[0] != "_" and name not in self and not self.above(name):
                self._others.add(name)
        return {name: sys.modules[name] for name in self._others if name in sys.modules}


def foreign(function: Any, allowed: Allowed, names: dict[str, Any] | None = None) -> str:
    """Return the module of the first thing that a function reaches by name and may not use, or nothing.

    Args:
        function: the task's.
        allowed: what it may use.
        names: the notebook's; functions in whose reach they are count as the notebook's, whatever they say.

    Example:
        >>> names = {"__name__": "__main__"}
        >>> exec("import tensorly as tl\\ndef cut(tensor):\\n    return tl.unfold(tensor, 0)", names)
        >>> foreign(names["cut"], Allowed(["tensorly"])), foreign(names["cut"], Allowed())[:8]
        ('', 'tensorly')
    """
    seen: dict[int, Any] = {}  # keeps what it saw, so that no id comes twice
    todo = [function]
    while todo and len(seen) < _MOST:
        item = todo.pop()
        if id(item) in seen:
            continue
        seen[id(item)] = item
        module = _home(item)
        if module not in allowed and not (isinstance(item, ModuleType) and allowed.above(module)):
            return module
        todo += _reached(item, names)
    return ""


def _home(item: Any) -> str:
    """Return the name of the module that a thing comes from."""
    if isinstance(item, ModuleType):
        return item.__name__
    module = getattr(item, "__module__", None)
    return module if type(module) is str and module else type(item).__module__


def _reached(item: Any, names: dict[str, Any] | None) -> Iterator[Any]:
    """Give what a thing of the notebook's own leads to."""
    if isinstance(item, FunctionType) and (
        item.__globals__ is names or item.__globals__.get("__name__") == "__main__"
    ):
        yield from _named(item.__code__, item.__globals__)
        for cell in item.__closure__ or ():
            with suppress(ValueError):  # not filled yet
                yield cell.cell_contents
        yield from (*(item.__defaults__ or ()), *(item.__kwdefaults__ or {}).values())
    elif isinstance(item, MethodType):
        yield from (item.__func__, item.__self__)
    elif isinstance(item, functools.partial):
        yield from (item.func, *item.args, *item.keywords.values())
    elif isinstance(item, (staticmethod, classmethod)):
        yield item.__func__
    elif isinstance(item, property):
        yield item.fget
    elif isinstance(item, (list, tuple, set, frozenset, dict)):
        if len(item) <= _MOST and item is not sys.modules:
            yield from item.values() if isinstance(item, dict) else item
    elif isinstance(item, type) and item.__module__ == "__main__":
        yield from (*vars(item).values(), *item.__bases__)
    elif type(item).__module__ == "__main__":
        yield from (type(item), *getattr(item, "__dict__", {}).values())
    if hasattr(item, "__wrapped__"):
        yield item.__wrapped__


def _named(code: CodeType, names: dict[str, Any]) -> Iterator[Any]:
    """Give what code loads by a global name, and by names inside modules from there: ``scipy.stats.norm``.

    Modules that it takes out of a package, too: a package may load them itself, and no finder can tell.
    """
    found, package = _MISSING, ""
    for step in dis.get_instructions(code):
        if step.opname == "IMPORT_NAME":
            package = step.argval
        elif step.opname == "IMPORT_FROM" and _is_module(f"{package}.{step.argval}"):
            yield ModuleType(f"{package}.{step.argval}")
        if step.opname in ("LOAD_ATTR", "LOAD_METHOD") and isinstance(found, ModuleType):
            found = getattr(found, step.argval, _MISSING)
            continue
        if found is not _MISSING:
            yield found
        found = _MISSING
        if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            found = names.get(step.argval, getattr(builtins, step.argval, _MISSING))
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _named(part, names)


def _is_module(name: str) -> bool:
    with suppress(ImportError, ValueError):
        return name in sys.modules or find_spec(name) is not None
    return False


@contextmanager
def only(allowed: Allowed, names: dict[str, Any]) -> Iterator[None]:
    """Keep other packages away from a notebook's code: from its ``names``, loaded modules, and imports."""
    modules = allowed.others()
    taken = {
        name: value
        for name, value in names.items()
        if isinstance(value, ModuleType) and value.__name__ in modules
    }
    finder = _Finder(modules, allowed)
    for name in modules:
        del sys.modules[name]
    for name in taken:
        del names[name]
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        with suppress(ValueError):
            sys.meta_path.remove(finder)
        sys.modules.update(modules)
        for name, value in taken.items():
            names.setdefault(name, value)


class _Finder:
    """Refuse what a notebook's code imports and may not; give the library what it needs.

    It is both by its methods: the base classes would load a tenth of Python for each student.
    """

    def __init__(self, modules: dict[str, ModuleType], allowed: Allowed) -> None:
        self._modules, self._allowed = modules, allowed

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name in self._allowed or self._allowed.above(name):
            return None
        frame: Any = sys._getframe(1)
        while frame is not None and (
            self._top(frame) in sys.stdlib_module_names or frame.f_globals is globals()
        ):
            frame = frame.f_back
        if frame is None or self._top(frame) == "__main__":
            raise ImportError(f"{name} is not allowed in this task")
        loader: Any = self
        return ModuleSpec(name, loader) if name in self._modules else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = self._modules[spec.name]
        self._spec = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Give the module its own description back; it was run when it was first imported."""
        module.__spec__ = self._spec

    def _top(self, frame: Any) -> str:
        """Return the package of the module that runs there; what only claims to be one is the notebook's."""
        name = str(frame.f_globals.get("__name__"))
        module = self._modules.get(name) or sys.modules.get(name)
        return name.partition(".")[0] if getattr(module, "__dict__", None) is frame.f_globals else "__main__"
