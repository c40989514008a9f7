"""Spectra of other cells as data: proved singular values of their one-hot grids beside those of float64.

The shipped file ``racteach/data/cell_spectra.jsonl`` holds one cell a line, and is made by

    python -m racteach.results.cell_spectra racteach/data/cell_spectra.jsonl

which computes the lines that are missing, in ten seconds for all. All cells read the letters a and b.
"""

from __future__ import annotations

import functools
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from racteach.cells import GRU, LSTM, MIRNN, RNN
from racteach.grids import grid_tensor
from racteach.journal.provenance import __version__
from racteach.journal.shipped import fill, load_shipped, read_rows, shipped_format
from racteach.matricization import start_end_matricization
from racteach.ranks import effective_rank, numerical_rank
from racteach.spectra.singular_values import certified_singular_values

KINDS: dict[str, Any] = {"RNN": RNN, "MI-RNN": MIRNN, "GRU": GRU, "LSTM": LSTM}
CHANNELS, DEPTHS, LENGTHS = (1, 2, 3), (1, 2), (4, 6, 8, 10)
#: How large weights and biases are; all but 1 for depth 1 and T = 8 only.
GAINS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)

Key = tuple[str, int, int, int, float]


@dataclass(frozen=True)
class CellSpectrum:
    """The spectrum of one cell's Start-End matrix on letters a and b.

    Attributes:
        kind, depth, channels, length, gain: the cell (``random`` with seed 0), and T.
        true: log10 of the singular values, largest first, to three decimals; as many as the matrix has
            rows, which proves full rank. None if 4096 bits did not prove it.
        bits: the precision that they took.
        float64: the same as float64 sees it, None for a zero.
        verdict: float64's rank by NumPy's usual tolerance; ``gap`` is the ratio that it rests on, None if
            nothing is below the tolerance.
        tolerance: log10 of that tolerance.
        effective: the effective rank.
        library: the version of racteach.
    """

    kind: str
    depth: int
    channels: int
    length: int
    gain: float
    true: tuple[float, ...] | None
    bits: int
    float64: tuple[float | None, ...]
    verdict: int
    gap: float | None
    tolerance: float
    effective: float
    library: str

    @property
    def key(self) -> Key:
        return (self.kind, self.depth, self.channels, self.length, self.gain)


SPECTRA = shipped_format(CellSpectrum, "the file of spectra", "a cell")


def all_keys() -> list[Key]:
    """Return what the shipped file holds."""
    usual = [
        (kind, depth, channels, length, 1.0)
        for length in LENGTHS
        for kind in KINDS
        for depth in DEPTHS
        for channels in CHANNELS
    ]
    scaled = [
        (kind, 1, channels, 8, gain) for kind in KINDS for channels in CHANNELS for gain in GAINS if gain != 1
    ]
    return usual + scaled


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
        *key,
        true,
        bits,
        tuple(round(float(np.log10(x)), 3) if x > 0 else None for x in seen.singular_values),
        seen.rank,
        round(seen.gap, 3) if np.isfinite(seen.gap) else None,
        round(float(np.log10(seen.tolerance)), 3),
        round(effective_rank(matrix), 4),
        __version__,
    )


def read_spectra(text: str) -> dict[Key, CellSpectrum]:
    """Return the cells of a file by their keys; a last line without an end is left out."""
    return read_rows(text, "cell_spectra.jsonl", SPECTRA)


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
