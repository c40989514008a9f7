"""The interactive experiments of the lessons, one module each: what it computes, draws and says.

Every module has ``compute`` (pure), ``draw`` (the picture), ``describe`` (the picture in words) and
``explorer()`` (the widget; readers without a kernel see pictures in its place).
"""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

SHARED = {"base", "drawing", "live", "shell"}  # what all explorers are made of
__all__ = [found.name for found in iter_modules(__path__) if found.name not in SHARED]

for _name in __all__:
    import_module(f"{__name__}.{_name}")


def __getattr__(name: str) -> ModuleType:
    """Say that there is no such explorer; the others are attributes already."""
    raise AttributeError(f"no explorer is named {name!r}; there are {', '.join(__all__)}")
