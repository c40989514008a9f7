"""Where many independent computations run: processes on this machine, or a Dask cluster.

Both are a :class:`concurrent.futures.Executor`, so whoever has work to give need not know which it is.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from racteach import validation

T = TypeVar("T")


class ExecutorError(ValueError):
    """There is nowhere to compute, or no longer; one sentence for the user."""


def result_of(future: Future[T]) -> T:
    """Return a future's result, or raise what its work raised; an ExecutorError if the work was lost."""
    try:
        return future.result()
    except (BrokenExecutor, CancelledError, OSError) as error:  # Dask's lost connections are OSErrors
        raise ExecutorError("the workers died, perhaps for want of memory, or cannot be reached") from error
    except Exception as error:
        if type(error).__name__ == "KilledWorker":  # Dask's, when the same work has ended several workers
            raise ExecutorError("several workers died of the same row, perhaps for want of memory") from error
        raise


class AtOnce(Executor):
    """An executor that computes in this process, when work is submitted: Ctrl-C ends it there and then.

    Example:
        >>> AtOnce().submit(pow, 2, 10).result()
        1024
    """

    def submit(self, work: Callable[..., T], /, *arguments: Any, **options: Any) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(work(*arguments, **options))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def local_processes(jobs: int) -> Iterator[Executor]:
    """Give an executor of worker processes on this machine, and end them with the ``with`` block.

    They are spawned, so they hold nothing of this process, and share its cores. They end with it: also where
    it is killed, and at once where the block is left by an exception such as Ctrl-C.

    Example:
        >>> with local_processes(1) as executor:
        ...     executor.submit(pow, 2, 10).result()
        1024
    """
    jobs = validation.integer(jobs, "jobs", minimum=1, maximum=1024)
    context = multiprocessing.get_context("spawn")
    # Nothing is ever sent: a worker that finds this pipe closed knows that nobody waits for it.
    watched, held = context.Pipe(duplex=False)
    threads = max(1, (os.cpu_count() or 1) // jobs)
    executor = ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_begin_worker, initargs=(watched, threads)
    )
    try:
        yield executor
    except BaseException:
        held.close()
        raise
    finally:
        executor.shutdown(cancel_futures=True)
        held.close()
        watched.close()


def _begin_worker(watched: Connection, threads: int) -> None:
    """Prepare a worker process: Ctrl-C is its parent's business, and NumPy is not loaded yet."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", str(threads))
    threading.Thread(target=_end_with_parent, args=(watched,), daemon=True).start()


def _end_with_parent(watched: Connection) -> None:
    try:
        watched.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)


@contextmanager
def dask_cluster(address: str, *, timeout: float = 4.0) -> Iterator[Executor]:
    """Give the executor of a running Dask cluster, and leave the cluster running.

    ``address`` is the scheduler's, as in ``tcp://host:8786``; ``timeout`` seconds are waited for it, and
    again for a first worker. Work of a worker that dies is given to another one by the scheduler.

    Raises:
        ExecutorError: if Dask is not installed, or no scheduler or no worker answers in time.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ExecutorError(
            "a cluster needs Dask, which is not installed: install racteach with its extra, racteach[cluster]"
        ) from None
    for name in logging.root.manager.loggerDict:
        if name.partition(".")[0] == "distributed":  # each has a level of its own
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        asyncio.run(_greet(address, timeout))
        client = Client(address, timeout=timeout, set_as_default=False)
    except Exception as error:  # each transport has errors of its own
        raise ExecutorError(
            f"no Dask scheduler answers at {address} ({_first_words(error)}): start one with "
            "`dask scheduler` and give its address as in --scheduler tcp://host:8786"
        ) from None
    try:
        try:
            client.wait_for_workers(1, timeout=timeout)
        except Exception:
            raise ExecutorError(
                f"the Dask scheduler at {address} has no workers: start one or more with "
                f"`dask worker {address}`"
            ) from None
        with client.get_executor() as executor:
            try:
                yield executor
            except BaseException:
                executor.shutdown(wait=False)  # which cancels, too
                raise
    finally:
        client.close(timeout=timeout)


async def _greet(address: str, timeout: float) -> None:
    """Ask who is there. A client itself would wait without end for a server that accepts and is silent."""
    from distributed import rpc

    async with asyncio.timeout(timeout), rpc(address, timeout=timeout) as server:
        kind = (await server.identity()).get("type")
    if kind != "Scheduler":
        raise ValueError(f"there is a {kind}")


def _first_words(error: Exception) -> str:
    """Return an error's name and the beginning of what it says, on one line."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:120]}" if text else type(error).__name__
