"""Explorer: elimination modulo a prime, one row operation at a time, and the primes that lose rank."""

from __future__ import annotations

from typing import Any

from flint import fmpz_mat
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from racteach.explorers.shell import Controls, choice, explores, int_slider, tick_box, with_settings
from racteach.figures.style import GREY, INK, ORANGE, PALE

MATRICES: dict[str, tuple[tuple[int, ...], ...]] = {
    "3 × 3, A": ((1, 2, 3), (4, 5, 6), (7, 8, 2)),
    "3 × 3, B": ((1, 2, 3), (4, 5, 6), (7, 8, 9)),
    "4 × 4, C": ((0, 7, 1, 0), (7, 0, 3, 8), (4, 2, 1, 0), (1, 7, 8, 2)),
    "4 × 4, D": ((8, 9, 9, 8), (3, 6, 6, 6), (9, 3, 5, 1), (5, 6, 7, 4)),
}
PRIMES = (2, 3, 5, 7, 11, 13, 8388593)
#: No elimination of these matrices modulo these primes takes more steps.
MOST_STEPS = 6

Rows = list[list[int]]


def eliminate(rows: Rows, prime: int) -> list[dict[str, Any]]:
    """Return the stages of an elimination modulo p: the rows, the pivots found so far, and what was done.

    Args:
        rows: integers, of any size.
        prime: p.

    Example:
        >>> for stage in eliminate([[2, 1], [3, 4]], 5):
        ...     print(stage["rows"], stage["words"])
        [[2, 1], [3, 4]] every entry modulo 5
        [[2, 1], [0, 0]] row 2 − 4 · row 1, because 4 · 2 = 3 modulo 5
    """
    work = [[entry % prime for entry in row] for row in rows]
    stages: list[dict[str, Any]] = []
    pivots: list[tuple[int, int]] = []

    def keep(words: str, changed: tuple[int, ...]) -> None:
        stages.append(
            {"rows": [row[:] for row in work], "pivots": pivots[:], "words": words, "changed": changed}
        )

    keep(f"every entry modulo {prime}", ())
    for column in range(len(work[0])):
        top = len(pivots)
        found = next((i for i in range(top, len(work)) if work[i][column]), None)
        if found is None:
            continue
        if found != top:
            work[top], work[found] = work[found], work[top]
            keep(f"row {top + 1} and row {found + 1} change places: a pivot must not be 0", (top, found))
        pivots.append((top, column))
        stages[-1]["pivots"] = pivots[:]
        inverse = pow(work[top][column], -1, prime)
        for i in range(top + 1, len(work)):
            factor = work[i][column] * inverse % prime
            if factor:
                reason = f"{factor} · {work[top][column]} = {work[i][column]} modulo {prime}"
                work[i] = [(x - factor * y) % prime for x, y in zip(work[i], work[top], strict=True)]
                keep(f"row {i + 1} − {factor} · row {top + 1}, because {reason}", (i,))
    return stages


@with_settings
def compute(*, matrix: str, prime: int, step: int, revealed: bool = True) -> dict[str, Any]:
    """Return one stage of the elimination of a matrix modulo a prime, and its ranks.

    Example:
        >>> for prime in (3, 5, 7):
        ...     data = compute(matrix="3 × 3, A", prime=prime, step=6)
        ...     print(prime, data["rank"], data["true_rank"], data["determinant"], data["factors"])
        3 2 3 21 [3, 7]
        5 3 3 21 [3, 7]
        7 2 3 21 [3, 7]
    """
    rows = [list(row) for row in MATRICES[matrix]]
    stages = eliminate(rows, prime)
    shown = min(step, len(stages) - 1)
    whole = fmpz_mat(rows)
    value = whole.det()
    return {
        "rows": rows,
        "step": shown,
        "steps": len(stages) - 1,
        "finished": shown == len(stages) - 1,
        "stage": stages[shown],
        "rank": len(stages[-1]["pivots"]),
        "true_rank": whole.rank(),
        "determinant": int(value),
        "factors": [int(p) for p, _ in value.factor()] if value else [],
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw an integer matrix and one stage of its elimination modulo p, pivots framed; the ranks if shown."""
    stage, prime = data["stage"], data["prime"]
    figure.text(0.04, 0.92, f"step {data['step']} of {data['steps']}:  {stage['words']}", fontsize=13)
    left = figure.add_axes((0.04, 0.10, 0.25, 0.66))
    _draw_numbers(left, data["rows"], (), ())
    left.set_title(data["matrix"])
    middle = figure.add_axes((0.34, 0.10, 0.35, 0.66))
    _draw_numbers(middle, stage["rows"], stage["pivots"], stage["changed"])
    middle.set_title(f"modulo {prime}" + (", finished" if data["finished"] else ""))
    lines = [f"rank modulo {prime}: ?", "true rank: ?", "determinant: ?"]
    if data["revealed"]:
        value = data["determinant"]
        lines = [f"rank modulo {prime}: {data['rank']}", f"true rank: {data['true_rank']}"]
        lines.append(f"determinant {value}".replace("-", "−"))
        if value:
            lines.append("its primes: " + ", ".join(map(str, data["factors"])))
        else:
            lines.append("(every prime divides 0)")
        lost = data["true_rank"] - data["rank"]
        lines.append(f"{prime} loses {lost}" if lost else f"{prime} loses nothing")
    figure.text(0.73, 0.74, "\n".join(lines), fontsize=14, va="top", linespacing=1.7)


def _draw_numbers(axes: Axes, rows: Any, pivots: Any, changed: Any) -> None:
    height, width = len(rows), len(rows[0])
    longest = max(len(str(entry)) for row in rows for entry in row)
    for i, row in enumerate(rows):
        if i in changed:
            axes.add_patch(Rectangle((0, i), width, 1, facecolor=PALE, edgecolor="none"))
            axes.text(width + 0.08, i + 0.5, "← changed", fontsize=10, color=GREY, va="center")
        for j, entry in enumerate(row):
            axes.text(
                j + 0.5, i + 0.5, str(entry), ha="center", va="center", fontsize=19 if longest < 5 else 9
            )
    if pivots:
        axes.set_xlabel("framed: pivots", fontsize=12)
    for i, j in pivots:
        axes.add_patch(Rectangle((j + 0.06, i + 0.1), 0.88, 0.8, fill=False, edgecolor=ORANGE, linewidth=3))
    axes.set_xlim(0, width + (0.6 if changed else 0))
    axes.set_ylim(height, 0)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set_visible(False)
    for x in (0, width):
        axes.plot([x, x], [0, height], color=INK, linewidth=1.5, clip_on=False)


def describe(data: dict[str, Any]) -> str:
    """Say the matrix, the prime, the last row operation, and the ranks once they are revealed."""
    text = (
        f"Matrix {data['matrix']} modulo {data['prime']}, step {data['step']} of {data['steps']}: "
        f"{data['stage']['words']}."
    )
    if not data["revealed"]:
        return text + " The ranks are hidden: predict them."
    factors = ", ".join(map(str, data["factors"])) or "none"
    divides = f"determinant {data['determinant']}" + (
        f", prime factors {factors}" if data["determinant"] else ", which every prime divides"
    )
    return f"{text} Rank modulo {data['prime']}: {data['rank']}; true rank: {data['true_rank']}; {divides}."


@explores(
    compute,
    draw,
    describe,
    size=(9.6, 4.4),
    examples=[{"matrix": "3 × 3, A", "prime": 7, "step": 6}],
    asks=("matrix", "prime"),
)
def explorer() -> Controls:
    """Return the explorer as a widget."""
    return {
        "matrix": choice("matrix", list(MATRICES), next(iter(MATRICES))),
        "prime": choice("prime p", list(PRIMES), 5),
        "step": int_slider("step", 0, 0, MOST_STEPS),
        "revealed": tick_box("show the ranks"),
    }
