"""Spectra of other cells as data: proved singular values of their one-hot grids beside those of float64.

The shipped file ``racteach/data/cell_spectra.jsonl`` holds one cell a line, and is made by

    python -m racteach.results.cell_spectra racteach/data/cell_spectra.jsonl

which computes the lines that are missing, in ten seconds for all. All cells read the letters a and b.
"""

from __future__ import annotations

import functools
import sys
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from racteach.cells import GRU, LSTM, MIRNN, RNN
from racteach.grids import grid_tensor
from racteach.journal.provenance import __version__
from racteach.journal.shipped import fill, load_shipped, read_rows, shipped_format
from racteach.matricization import start_end_matricization
from racteach.ranks import effective_rank, numerical_rank
from racteach.results.decays import rounded_log10
from racteach.spectra.singular_values import certified_singular_values

KINDS: dict[str, Any] = {"RNN": RNN, "MI-RNN": MIRNN, "GRU": GRU, "LSTM": LSTM}
CHANNELS, DEPTHS, LENGTHS = (1, 2, 3), (1, 2), (4, 6, 8, 10)
#: How large weights and biases are; all but 1 for depth 1 and T = 8 only.
GAINS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)

Key = tuple[str, int, int, int, float]


@dataclass(frozen=True)
class CellSpectrum:
    """The spectrum of one cell's Start-End matrix on letters a and b; logarithms to three decimals."""

    kind: str
    depth: int
    channels: int
    length: int
    gain: float
    true: tuple[float, ...] | None  #: log10 of the singular values, proved; None if 4096 bits fail
    bits: int  #: the precision that they took
    float64: tuple[float | None, ...]  #: as float64 sees them, None for a zero
    verdict: int  #: float64's rank by NumPy's usual tolerance
    gap: float | None  #: the ratio that it rests on; None if nothing is below the tolerance
    tolerance: float | None  #: log10 of it
    effective: float  #: the effective rank
    library: str  #: the version of racteach

    @property
    def key(self) -> Key:
        return (self.kind, self.depth, self.channels, self.length, self.gain)


SPECTRA = shipped_format(CellSpectrum, "the file of spectra", "a cell")


def all_keys() -> list[Key]:
    """Return what the shipped file holds."""
    usual = [(*cell, 1.0) for length in LENGTHS for cell in product(KINDS, DEPTHS, CHANNELS, (length,))]
    gains = [gain for gain in GAINS if gain != 1]
    return usual + [(kind, 1, channels, 8, gain) for kind, channels, gain in product(KINDS, CHANNELS, gains)]


def compute_spectrum(key: Key) -> CellSpectrum:
    """Compute a line of the file.

    Example:
        >>> row = compute_spectrum(("RNN", 1, 1, 4, 1.0))
        >>> row.verdict, len(row.true)
        (4, 4)
    """
    kind, depth, channels, length, gain = key
    cell = KINDS[kind].random(depth=depth, input_dim=2, channels=channels, seed=0, gain=gain)
    try:
        proved = certified_singular_values(cell, length)
        true, bits = tuple(round(float(x), 3) for x in proved.log10), proved.bits
    except ArithmeticError:
        true, bits = None, 4096
    matrix = start_end_matricization(grid_tensor(cell, length))
    seen = numerical_rank(matrix)
    return CellSpectrum(
        kind, depth, channels, length, gain, true, bits,
        tuple(map(rounded_log10, seen.singular_values)),
        seen.rank,
        round(seen.gap, 3) if np.isfinite(seen.gap) else None,
        rounded_log10(seen.tolerance),
        round(effective_rank(matrix), 4),
        __version__,
    )  # fmt: skip


#: The cells in a file's text by their keys; a last line without an end is left out.
read_spectra = functools.partial(read_rows, name="cell_spectra.jsonl", form=SPECTRA)


@functools.cache
def load_cell_spectra() -> dict[Key, CellSpectrum]:
    """Return the shipped spectra by (kind, L, R, T, gain).

    Example:
        >>> row = load_cell_spectra()["RNN", 1, 1, 10, 1.0]
        >>> len(row.true), row.verdict
        (32, 4)
    """
    return load_shipped("cell_spectra.jsonl", SPECTRA)


def build_cell_spectra(path: str | Path) -> int:
    """Compute the cells that a file lacks, append them one by one, and return how many there were."""
    return fill(path, SPECTRA, all_keys(), compute_spectrum)


if __name__ == "__main__":
    print(f"{build_cell_spectra(sys.argv[1])} cells computed")
