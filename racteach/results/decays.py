"""Spectra of some circuits as data: what float64 says, and the true singular values beside it.

The shipped file ``racteach/data/decays.jsonl`` holds one circuit a line, and is made by

    python -m racteach.results.decays racteach/data/decays.jsonl

which computes the lines that are missing, and may be stopped at any moment: all of them take about an
hour. The weights are drawn from :mod:`racteach.exact.sampling` and rounded to float64; the true singular
values are those of the rounded weights. What float64 finds below its tolerance is rounding noise, and
differs from machine to machine.
"""

from __future__ import annotations

import functools
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from racteach.circuits import RAC
from racteach.exact.sampling import orthogonal_factor
from racteach.grids import grid_tensor
from racteach.journal.provenance import __version__
from racteach.journal.shipped import fill, load_shipped, read_rows, shipped_format
from racteach.matricization import start_end_matricization
from racteach.ranks import exact_rank, numerical_rank
from racteach.spectra.singular_values import certified_singular_values, modular_twin

CHANNELS = 2
DEPTHS, LENGTHS, LETTERS = (1, 2, 3, 4), (2, 4, 6, 8, 10, 12), (2, 3)
#: How the weights are drawn: kind and seed.
WEIGHTS = (("normal", 0), ("normal", 1), ("orthogonal", 0))
#: Larger ranks are not taken apart, up to depth 3 and beyond it: 304 takes minutes, and the time grows with
#: the cube of the rank and with the precision, which grows with the depth.
LARGEST_RANK, LARGEST_DEEP = 304, 64


@dataclass(frozen=True)
class Decay:
    """The spectrum of one circuit's Start-End matrix on its one-hot grid; logarithms to three decimals."""

    depth: int
    input_dim: int
    channels: int
    length: int
    weights: str  #: ``"normal"`` or ``"orthogonal"``
    seed: int
    rank: int  #: exact: modulo 8388593, of the weights taken as whole numbers over a power of two
    true: tuple[float, ...] | None  #: log10 of the positive singular values, or None where not computed
    bits: int  #: the precision that they took
    float64: tuple[float | None, ...]  #: as float64 sees them, None for a zero; empty if an entry overflowed
    verdict: int | None  #: float64's rank by NumPy's usual tolerance; None if an entry overflowed
    tolerance: float | None  #: log10 of it; None if it is zero or there is none
    numpy: str  #: the versions that found it
    library: str

    @property
    def key(self) -> Key:
        return (self.depth, self.input_dim, self.length, self.weights, self.seed)


Key = tuple[int, int, int, str, int]
DECAYS = shipped_format(Decay, "the file of decays", "a circuit")


def drawn_circuit(depth: int, input_dim: int, channels: int, weights: str, seed: int) -> RAC:
    """Return a float64 circuit with normal weights (``RAC.random``), or with orthogonal ones.

    An orthogonal weight matrix is the ``orthogonal_factor`` (:mod:`racteach.exact.sampling`) of the normal
    one. The output weights stay as they are.

    Example:
        >>> some = drawn_circuit(2, 3, 2, "orthogonal", 0).input_weights[0]
        >>> (some @ some.T).round(12).tolist()
        [[1.0, 0.0], [0.0, 1.0]]
    """
    circuit = RAC.random(depth=depth, input_dim=input_dim, channels=channels, seed=seed)
    if weights == "normal":
        return circuit
    if weights != "orthogonal":
        raise ValueError(f'weights must be "normal" or "orthogonal", not {weights!r}')
    inputs, hidden = (
        list(map(orthogonal_factor, w)) for w in (circuit.input_weights, circuit.hidden_weights)
    )
    return RAC(inputs, hidden, circuit.output_weights)


def compute_decay(key: Key) -> Decay:
    """Compute a line of the file; the key is L, M, T, the kind of weights and their seed.

    Example:
        >>> row = compute_decay((2, 2, 4, "normal", 0))
        >>> row.rank, row.verdict, len(row.true)
        (4, 4, 4)
    """
    depth, input_dim, length, weights, seed = key
    circuit = drawn_circuit(depth, input_dim, CHANNELS, weights, seed)
    rank = exact_rank(start_end_matricization(grid_tensor(modular_twin(circuit), length)))
    true, bits = None, 0
    if rank <= (LARGEST_RANK if depth <= 3 else LARGEST_DEEP):
        # A good guess saves attempts that fail.
        found = certified_singular_values(circuit, length, bits=128 if rank < 100 else 2048)
        rank, bits = found.rank, found.bits
        true = tuple(round(float(x), 3) for x in found.log10)
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        matrix = start_end_matricization(grid_tensor(circuit, length))
    seen = numerical_rank(matrix) if np.isfinite(matrix).all() else None
    return Decay(
        depth, input_dim, CHANNELS, length, weights, seed, rank, true, bits,
        () if seen is None else tuple(map(rounded_log10, seen.singular_values)),
        None if seen is None else seen.rank,
        None if seen is None else rounded_log10(seen.tolerance),
        np.__version__, __version__,
    )  # fmt: skip


def rounded_log10(value: float) -> float | None:
    """Return log10 to three decimals, None of a zero."""
    return round(float(np.log10(value)), 3) if value > 0 else None


def all_keys() -> list[Key]:
    """Return what the shipped file holds, quick ones first."""
    return [
        (depth, letters, length, *weights)
        for letters in LETTERS
        for length in LENGTHS
        for depth in DEPTHS
        for weights in WEIGHTS
    ]


#: The circuits in a file's text by their keys; a last line without an end is left out.
read_decays = functools.partial(read_rows, name="decays.jsonl", form=DECAYS)


@functools.cache
def load_decays() -> dict[Key, Decay]:
    """Return the shipped spectra by (L, M, T, kind of weights, seed).

    Example:
        >>> row = load_decays()[3, 3, 12, "normal", 0]
        >>> row.rank, row.verdict
        (304, 1)
    """
    return load_shipped("decays.jsonl", DECAYS)


def build_decays(path: str | Path) -> int:
    """Compute the circuits that a file lacks, append them one by one, and return how many there were."""
    return fill(path, DECAYS, all_keys(), compute_decay)


if __name__ == "__main__":
    print(f"{build_decays(sys.argv[1])} circuits computed")
