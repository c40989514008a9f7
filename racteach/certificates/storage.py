"""An atlas file: a journal whose rows are certificates."""

from __future__ import annotations

from pathlib import Path

from racteach.certificates.certificate import Certificate
from racteach.certificates.reading import read_certificate
from racteach.certificates.sweeps import Key, row_key
from racteach.journal.lines import Format, Journal


class AtlasError(ValueError):
    """What is wrong with an atlas file, in one sentence."""


ATLAS: Format[Key, Certificate] = Format(
    file="an atlas",
    row="a row",
    beginning=b'{"format": "racteach-',
    read=read_certificate,
    write=Certificate.to_json,
    key=row_key,
    error=AtlasError,
)


class AtlasFile(Journal[Key, Certificate]):
    """Append certificates to an atlas file, each once: see :class:`racteach.journal.lines.Journal`.

    Raises:
        AtlasError: if the file cannot be written, or is something else than an atlas; it is left as it is.
    """

    def __init__(self, path: str | Path) -> None:
        super().__init__(path, ATLAS)
