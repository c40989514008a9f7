"""Explorer: the shares of a circuit's separable terms, its effective rank, and how many terms matter."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

from matplotlib.figure import Figure

from racteach.explorers.shell import Controls, choice, explores, int_slider, tick_box, with_settings
from racteach.figures.style import BLUE, GREY, INK, VERMILION, logarithmic_axis
from racteach.results.decays import LENGTHS, LETTERS, WEIGHTS, load_decays

_FLOOR = 1e-24

KINDS = {f"{kind}, seed {seed}": (kind, seed) for kind, seed in WEIGHTS}
WANTED = {"half of it": 0.5, "90%": 0.9, "99%": 0.99, "99.99%": 0.9999}


@cache
def shares_of(depth: int, input_dim: int, length: int, weights: str) -> tuple[tuple[float, ...], int, bool]:
    """Return the shares of a shipped spectrum, largest first, the rank, and whether they are all true ones.

    Where the true singular values were not computed, those of float64 are taken: what it cannot see has no
    weight.

    Example:
        >>> shares, rank, true = shares_of(3, 3, 12, "normal, seed 0")
        >>> round(shares[0], 6), rank, true
        (1.0, 304, True)
    """
    row = load_decays()[depth, input_dim, length, *KINDS[weights]]
    logs = row.true if row.true is not None else tuple(x for x in row.float64 if x is not None)
    if not logs:
        return (), row.rank, False
    squares = [10.0 ** (2 * (x - logs[0])) for x in logs]
    total = math.fsum(squares)
    return tuple(x / total for x in squares), row.rank, row.true is not None


@with_settings
def compute(
    *, depth: int, length: int, input_dim: int, weights: str, wanted: str, revealed: bool = True
) -> dict[str, Any]:
    """Return the shares, the effective rank, and how many terms make up the wanted share.

    Raises:
        ValueError: if the entries of that circuit's matrix overflowed in float64.

    Example:
        >>> data = compute(depth=3, length=12, input_dim=3, weights="normal, seed 0", wanted="99%")
        >>> data["rank"], round(data["effective"], 3), data["needed"]
        (304, 1.0, 1)
    """
    shares, rank, true = shares_of(depth, input_dim, length, weights)
    if not shares:
        raise ValueError("the entries of this matrix overflow in float64; choose another size")
    needed, total = 0, 0.0
    while total < WANTED[wanted] - 1e-12:
        total += shares[needed]
        needed += 1
    entropy = -math.fsum(p * math.log(p) for p in shares if p > 0)
    return {
        "shares": shares,
        "true": true,
        "rank": rank,
        "effective": math.exp(max(0.0, entropy)),
        "needed": needed,
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the shares p_k of the terms on a logarithmic axis, and how many of them make up a given share."""
    axes = figure.add_axes((0.10, 0.15, 0.58, 0.76))
    shares, needed = data["shares"], data["needed"]
    shown = [(k, p) for k, p in enumerate(shares[:40], start=1) if p > _FLOOR]
    for k, p in shown:
        kept = data["revealed"] and k <= needed
        axes.plot([k, k], [_FLOOR, p], color=BLUE if kept else GREY, linewidth=2, alpha=1 if kept else 0.45)
        axes.plot(
            k, p, marker="o" if kept else "D", color=BLUE if kept else GREY, markersize=7 if kept else 5
        )
    logarithmic_axis(axes)
    axes.set_ylim(_FLOOR, 3)
    axes.set_yticks([10.0**-e for e in range(0, 25, 4)])
    axes.set_xlim(0.3, max(8, len(shown)) + 0.7)
    axes.set_xlabel("term $k$")
    axes.set_ylabel("share $p_k$ of the squared length")
    figure.text(0.72, 0.84, f"rank {data['rank']}", fontsize=18, color=INK)
    effective = f"{data['effective']:.3f}" if data["revealed"] else "?"
    figure.text(0.72, 0.74, f"effective rank {effective}", fontsize=18, color=VERMILION)
    needed_text = str(needed) if data["revealed"] else "?"
    figure.text(0.72, 0.60, f"terms for {data['wanted']}:  {needed_text}", fontsize=15, color=BLUE)
    note = f"the other {len(shares) - len(shown)} are\nnot drawn" if len(shares) > len(shown) else ""
    figure.text(0.72, 0.30, note, fontsize=12, va="top", color=GREY)


def describe(data: dict[str, Any]) -> str:
    """Say the size, the rank and the largest shares; once revealed, the effective rank and the terms."""
    first = ", ".join(f"{p:.3g}" for p in data["shares"][:3])
    text = (
        f"Shares of the separable terms for L = {data['depth']}, M = {data['input_dim']}, R = 2, "
        f"T = {data['length']}, weights {data['weights']}. Rank {data['rank']}. The largest: {first}. "
    )
    if not data["revealed"]:
        return text + f"The effective rank and the terms for {data['wanted']} are hidden: predict them."
    terms = f"{data['needed']} term" + ("s" if data["needed"] > 1 else "")
    return text + f"Effective rank {data['effective']:.3f}; {terms} for {data['wanted']}."


@explores(
    compute,
    draw,
    describe,
    size=(9.6, 4.4),
    examples=[{"depth": 3, "length": 12, "input_dim": 3, "weights": "orthogonal, seed 0"}],
)
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "depth": int_slider("depth L", 1, 1, 3),
        "length": int_slider("length T", 8, LENGTHS[0], LENGTHS[-1], 2),
        "input_dim": int_slider("letters M", 3, LETTERS[0], LETTERS[-1]),
        "weights": choice("weights", list(KINDS), next(iter(KINDS))),
        "wanted": choice("share of the squared length", list(WANTED), "99%"),
        "revealed": tick_box("show the effective rank"),
    }
