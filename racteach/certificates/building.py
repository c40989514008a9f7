"""Build an atlas: compute the rows that its file lacks, on an executor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from pathlib import Path

from racteach.certificates.certificate import Certificate
from racteach.certificates.reading import read_certificate
from racteach.certificates.storage import AtlasError, AtlasFile
from racteach.certificates.sweeps import Request, compute_row
from racteach.journal.missing import Built, append_missing
from racteach.journal.provenance import require_same


def build_atlas(
    path: str | Path,
    requests: Iterable[Request],
    executor: Executor,
    *,
    window: int = 4,
    told: Callable[[int, int, Certificate], None] | None = None,
) -> Built:
    """Compute the rows that an atlas file lacks and append them (:mod:`racteach.journal.missing`).

    Args:
        path: the file; it is made if it is not there.
        requests: what is asked for; those that are there already are left out.
        executor: where rows are computed.
        window: how many rows are given to the executor at a time, >= 1.
        told: called with (rows that are there, rows asked for, row) after each row that was computed.

    Raises:
        AtlasError: if the file cannot be written, is no atlas, or a worker has another version of racteach.
        ExecutorError: if workers died; the rows that were finished are kept.
    """
    asked = {request.key: request for request in requests}
    return append_missing(AtlasFile(path), asked, compute_row, executor, read=_read, window=window, told=told)


def _read(line: str) -> Certificate:
    row = read_certificate(line.encode())
    require_same(row.library, AtlasError)
    return row
