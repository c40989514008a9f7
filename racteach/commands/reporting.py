"""What commands share: one line of complaint, bad input, Ctrl-C, a progress bar for people."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from concurrent.futures import Executor

Jobs = Annotated[int, typer.Option(metavar="N", help="Processes on this machine.")]
Scheduler = Annotated[
    str | None,
    typer.Option(metavar="tcp://HOST:PORT", help="Compute on this Dask cluster.", show_default=False),
]


def the_clone(what: str) -> Path:
    """Return the folder of the clone that the command runs from; refuse anywhere else.

    Args:
        what: what is done in a clone only, such as "exercises are built".

    Raises:
        WorkspaceError: this is an installed package.
    """
    from racteach import workspace

    root = workspace.clone_root()
    if root is None:
        raise workspace.WorkspaceError(f"{what} in a clone of the course, and this is an installed package")
    return root


def complain(text: str) -> None:
    """Write one line to stderr, also where it holds letters that the terminal cannot show."""
    line = "racteach: " + " ".join(text.split())
    encoding = sys.stderr.encoding or "utf-8"
    print(line.encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr)


@contextmanager
def polite(hint: str = "", *, stopped: str = "stopped; nothing was written") -> Iterator[None]:
    """Turn bad input into one sentence and status 2, and Ctrl-C into one line and status 130.

    Args:
        hint: what to add to the sentence that refuses for want of memory, the option that raises the limit.
        stopped: the line after Ctrl-C.
    """
    try:
        yield
    except KeyboardInterrupt:
        complain(stopped)
        raise typer.Exit(130) from None
    except MemoryError as error:
        if type(error) is not MemoryError or not error.args:  # not refused: it really ran out
            complain("the memory of this machine ran out: choose smaller sizes")
            raise typer.Exit(1) from None
        raise typer.BadParameter(f"{error}{hint}") from None
    except (TypeError, ValueError) as error:
        raise typer.BadParameter(str(error)) from error


@contextmanager
def progress_bar() -> Iterator[Callable[[float, str], None] | None]:
    """Give a function that shows progress on stderr, or None where that is no terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TimeElapsedColumn(), TextColumn("left"))
    more = (TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, *more, console=console, transient=True) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda fraction, what: bar.update(task, completed=fraction, description=what)


def gibibytes(number: float) -> int:
    """Return a memory limit in bytes.

    Raises:
        ValueError: if it is not a positive number.

    Example:
        >>> gibibytes(0.5)
        536870912
    """
    if not 0 < number < math.inf:
        raise ValueError(f"the memory limit must be a positive number of GiB, not {number}")
    return max(1, int(number * 2**30))


@contextmanager
def executor_for(jobs: int, scheduler: str | None) -> Iterator[tuple[Executor, int]]:
    """Give the executor that the options name, and how many pieces of work to give it at a time."""
    from racteach.executors import dask_cluster, local_processes

    if scheduler is None:
        with local_processes(jobs) as executor:
            yield executor, 2 * jobs
    else:
        with dask_cluster(scheduler) as executor:
            yield executor, 256


@contextmanager
def rows_bar(total: int) -> Iterator[Any]:
    """Give a function that shows on stderr, where that is a terminal, how much is done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=total)
        yield lambda done, every, what: bar.update(
            task, completed=done, total=every, description=what if isinstance(what, str) else repr(what)
        )
