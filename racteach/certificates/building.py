"""A sweep: rows that are missing are computed by an executor and appended, one by one, as they come."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from pathlib import Path

from racteach.certificates.certificate import Certificate
from racteach.certificates.reading import read_certificate
from racteach.certificates.storage import AtlasError, AtlasFile
from racteach.certificates.sweeps import Size, compute_row, size_key
from racteach.executors import ExecutorError, result_of
from racteach.journal.provenance import __version__


@dataclass(frozen=True)
class Built:
    """What a sweep did.

    Attributes:
        asked: how many different sizes were asked for.
        added: how many rows were appended by this sweep.
        present: how many stood there when it began.
        elsewhere: how many another builder appended meanwhile.
        dropped: bytes of an unfinished line that were cut off.
    """

    asked: int
    added: int
    present: int
    elsewhere: int
    dropped: int


Told = Callable[[int, int, Certificate], None]


def build_atlas(
    path: str | Path, sizes: Iterable[Size], executor: Executor, *, window: int = 4, told: Told | None = None
) -> Built:
    """Compute the rows that an atlas file lacks and append them.

    A row is on the disk before the next one is looked at. Killed at any moment, the next sweep repeats
    none that is there. Two sweeps on one file share its rows: what one has, the other leaves out, and
    where they meet on a row they continue from opposite ends.

    Args:
        path: the file; it is made if it is not there.
        sizes: what is asked for; those that are there already are left out.
        executor: where rows are computed.
        window: how many rows are given to the executor at a time, >= 1.
        told: called with (rows that are there, rows asked for, row) after each row that was computed.

    Raises:
        AtlasError: if the file cannot be written, is no atlas, or a worker has another version of racteach.
        ExecutorError: if workers died; the rows that were finished are kept.
    """
    store = AtlasFile(path)
    asked = {size_key(size): size for size in sizes}
    todo = deque(key for key in asked if key not in store.rows)
    present, added, met = len(asked) - len(todo), 0, False
    flying: set[Future[str]] = set()
    try:
        while todo or flying:
            while todo and len(flying) < window:
                key = todo.popleft()
                if key not in store.rows:
                    flying.add(executor.submit(compute_row, asked[key]))
            landed, flying = wait(flying, return_when=FIRST_COMPLETED)
            for future in sorted(landed, key=_failed):
                row = _checked(result_of(future))
                if store.append(row):
                    added += 1
                elif not met:
                    met = True
                    todo.reverse()
                if told is not None:
                    told(sum(key in store.rows for key in asked), len(asked), row)
    except (ExecutorError, BrokenExecutor) as error:
        what = error if isinstance(error, ExecutorError) else "the workers died"
        kept = f"{added} of {len(asked) - present} rows are finished and kept"
        raise ExecutorError(f"{what}; {kept}, and the same command computes the others") from error
    finally:
        for future in flying:
            future.cancel()
    return Built(len(asked), added, present, len(asked) - present - added, store.dropped)


def _failed(future: Future[str]) -> bool:
    return future.cancelled() or future.exception() is not None


def _checked(line: str) -> Certificate:
    row = read_certificate(line.encode())
    if row.library != __version__:
        raise AtlasError(
            f"a worker runs racteach {row.library}, and this machine {__version__}: install the same on both"
        )
    return row
