"""The rows of an atlas as a collection: filter them, find the one for a size."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, overload

from racteach.bounds.sizes import Size
from racteach.certificates.certificate import Certificate
from racteach.certificates.storage import ATLAS, AtlasError
from racteach.certificates.sweeps import size_of
from racteach.journal.lines import read_lines

_FIELDS = ("depth", "input_dim", "channels", "length", "split", "templates", "verdict", "seed", "prime")


class Atlas(Sequence[Certificate]):
    """Certified ranks, in the order of their file.

    Example:
        >>> atlas = load_atlas()
        >>> atlas.find(2, 3, 3, 12)
        Certificate(rank=84, verdict='exact'; L=2, M=3, R=3, T=12, templates='generic')
        >>> [row.rank for row in atlas.where(depth=2, input_dim=3, channels=3, templates="generic")][:5]
        [3, 18, 30, 45, 63]
        >>> atlas.where(verdict="lower bound")[0].rank is None
        True
    """

    def __init__(self, rows: Iterable[Certificate]) -> None:
        self._rows = tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Certificate]:
        return iter(self._rows)

    @overload
    def __getitem__(self, index: int) -> Certificate: ...
    @overload
    def __getitem__(self, index: slice) -> Atlas: ...
    def __getitem__(self, index: int | slice) -> Certificate | Atlas:
        return Atlas(self._rows[index]) if isinstance(index, slice) else self._rows[index]

    def where(self, **wanted: Any) -> Atlas:
        """Return the rows with these values.

        Args:
            wanted: one of ``depth``, ``input_dim``, ``channels``, ``length``, ``split``, ``templates``,
                ``verdict``, ``seed``, ``prime`` and the value it must have; None means any value.

        Raises:
            ValueError: if there is no such field.
        """
        unknown = [name for name in wanted if name not in _FIELDS]
        if unknown:
            raise ValueError(
                f"an atlas has no field {unknown[0]!r} to filter by; it has {', '.join(_FIELDS)}"
            )
        asked = {name: value for name, value in wanted.items() if value is not None}
        return Atlas(
            row for row in self._rows if all(getattr(row, name) == value for name, value in asked.items())
        )

    def find(
        self,
        depth: int,
        input_dim: int,
        channels: int,
        length: int,
        *,
        templates: str | int = "generic",
        split: int | None = None,
    ) -> Certificate | None:
        """Return what is known best about a size, an exact row or the largest lower bound, or None.

        Without a row for M > R and arbitrary vectors, that of M = R is returned: the rank is the same, since
        ``W^{I,1} f(x)`` is an arbitrary vector of R numbers either way.

        Args:
            depth, input_dim, channels, length: L, M, R, T.
            templates: ``"generic"``, ``"one-hot"`` or Q.
            split: the start's length; T/2 by default.
        """
        size = Size(depth, input_dim, channels, length)
        rows = self._by_size.get((size, split or length // 2, templates))
        if rows is None and templates == "generic" and input_dim > channels:
            return self.find(depth, channels, channels, length, split=split)
        return max(rows, key=lambda row: (row.verdict == "exact", row.lower_bound)) if rows else None

    @functools.cached_property
    def _by_size(self) -> dict[tuple[Any, ...], list[Certificate]]:
        found: dict[tuple[Any, ...], list[Certificate]] = {}
        for row in self._rows:
            found.setdefault((size_of(row), row.split, row.templates), []).append(row)
        return found

    def __repr__(self) -> str:
        exact = sum(row.verdict == "exact" for row in self._rows)
        return f"Atlas({len(self)} rows, {exact} of them exact)"


def load_atlas(path: str | Path | None = None) -> Atlas:
    """Return the certified ranks that ship with the course, or those of an atlas file.

    A last line that a builder is still writing is left out.

    Args:
        path: a file of ``racteach atlas build``; by default the shipped one.

    Raises:
        AtlasError: a ValueError, if the file cannot be read, or a line of it is not a certificate.

    Example:
        >>> load_atlas().find(3, 3, 2, 12, templates="one-hot").rank
        304
    """
    return _shipped() if path is None else Atlas(read_lines(_atlas_bytes(path), str(path), ATLAS)[0])


def atlas_lines(path: str | Path | None = None) -> list[tuple[int, str]]:
    """Return the lines of an atlas file as they stand there, with their numbers: what is to be verified.

    Raises:
        AtlasError: if the file cannot be read, holds no line, or its last line has no end.
    """
    name = "the shipped atlas" if path is None else str(path)
    text = _atlas_bytes(path).decode("utf-8", "surrogateescape")
    if not text.strip():
        raise AtlasError(f"{name} holds no rows")
    if not text.endswith("\n"):
        raise AtlasError(f"{name} ends in the middle of a row: `racteach atlas build --file {name}` mends it")
    return [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]


def _atlas_bytes(path: str | Path | None) -> bytes:
    if path is None:
        return (resources.files("racteach") / "data" / "atlas.jsonl").read_bytes()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise AtlasError(f"the atlas file {path} cannot be read: {error.strerror or error}") from None


@functools.cache
def _shipped() -> Atlas:
    return Atlas(read_lines(_atlas_bytes(None), "the shipped atlas", ATLAS)[0])
