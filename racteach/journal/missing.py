"""Compute what a journal lacks: rows come from an executor and are appended one by one, as they come."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from racteach.executors import ExecutorError, result_of
from racteach.journal.lines import Journal, Key, Row

Job = TypeVar("Job")


@dataclass(frozen=True)
class Built:
    """What was done about a journal."""

    asked: int  #: how many different rows were asked for
    added: int  #: how many were appended now
    present: int  #: how many stood there before
    elsewhere: int  #: how many another process appended meanwhile
    dropped: int  #: bytes of an unfinished line that were cut off


def append_missing(
    journal: Journal[Key, Row], jobs: Mapping[Key, Job], compute: Callable[[Job], Any], executor: Executor, *,
    read: Callable[[Any], Row], window: int = 2, told: Callable[[int, int, Row], None] | None = None,
    others: str = "the same command computes the others",
) -> Built:  # fmt: skip
    """Compute the rows that a journal lacks and append them, each on the disk before the next is looked at.

    Killed at any moment, the next call repeats none that is there. Two processes on one file share its rows:
    what one has, the other leaves out, and where they meet on a row they continue from opposite ends.

    Args:
        journal: where rows are kept.
        jobs: what is asked for, by the keys of the rows.
        compute: what a worker does with a job.
        executor: where that is done.
        read: returns the row of what ``compute`` returned.
        window: how many jobs are given to the executor at a time, >= 1.
        told: called with (rows that are there, rows asked for, row) after each row that was computed.
        others: how the rows that are lost with the workers are computed, for the sentence that says so.

    Raises:
        ValueError: the journal's error, if the file cannot be written; what ``compute`` and ``read`` raise.
        ExecutorError: if workers died; the rows that were finished are kept.
    """
    todo = deque(key for key in jobs if key not in journal.rows)
    missing, added, met = len(todo), 0, False
    present, counted = len(jobs) - missing, len(journal.rows)
    running: set[Future[Any]] = set()
    try:
        while todo or running:
            while todo and len(running) < window:
                key = todo.popleft()
                if key not in journal.rows:
                    running.add(executor.submit(compute, jobs[key]))
            finished, running = wait(running, return_when=FIRST_COMPLETED)
            for future in sorted(finished, key=_failed):
                row = read(result_of(future))
                if journal.append(row):
                    added += 1
                elif not met:
                    met = True
                    todo.reverse()
                newest = islice(reversed(journal.rows), len(journal.rows) - counted)
                present, counted = present + sum(key in jobs for key in newest), len(journal.rows)
                if told is not None:
                    told(present, len(jobs), row)
    except (ExecutorError, BrokenExecutor) as error:
        what = error if isinstance(error, ExecutorError) else "the workers died"
        raise ExecutorError(
            f"{what}; {added} of {missing} rows are finished and kept, and {others}"
        ) from error
    finally:
        for future in running:
            future.cancel()
    return Built(len(jobs), added, len(jobs) - missing, missing - added, journal.dropped)


def _failed(future: Future[Any]) -> bool:
    return future.cancelled() or future.exception() is not None
