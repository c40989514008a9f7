"""How a certified rank's cost grows: ``python -m tests.benchmarks.cost`` draws docs/cost.png.

Every point is processor time on one thread. Dense: one block of the rank's size with a few rows to spare,
evaluated and eliminated. By blocks: the whole job. The figures also go to docs/cost.json, with the exponents
of powers of the rank that fit best from rank 400 on.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import numpy as np

import racteach as rt
from racteach.certificates.blocks import output_block
from racteach.certificates.certificate import SPARE, certificate_circuit
from racteach.certificates.sequences import Sequences
from racteach.exact.arithmetic import quick_prime
from racteach.exact.elimination import rank_modulo
from racteach.figures import picture
from racteach.figures.style import BLUE, GREEN, GREY, INK, ORANGE, VERMILION
from tests.benchmarks.certificates import threads

DOCS = Path(__file__).parents[2] / "docs"
SERIES = {
    "T grows: L = 2, M = R = 3": [(2, 3, 3, t) for t in (8, 16, 30, 50, 70, 100)],
    "R grows: L = 2, M = R, T = 8": [(2, r, r, 8) for r in (3, 4, 5, 6, 8, 9)],
    "L grows: M = R = 2, T = 6": [(depth, 2, 2, 6) for depth in (4, 6, 9, 12, 14)],
}


BLOCKS = "by blocks, T grows: L = 2, M = R = 3"
BLOCK_SIZES = [(2, 3, 3, t) for t in (40, 60, 100, 160, 260, 420, 680)]

Point = dict[str, Any]


def dense(size: tuple[int, int, int, int]) -> Point:
    depth, input_dim, channels, length = size
    predicted, prime = rt.bounds.sharp_rank(*size), quick_prime(channels)
    assert predicted is not None
    side = predicted + SPARE
    circuit = certificate_circuit(depth, input_dim, channels, 0, prime)
    sequences = Sequences(input_dim, length // 2, length // 2, "generic", 0, prime)
    begin = time.process_time()
    block = output_block(circuit, sequences.starts(side), sequences.ends(side))
    middle = time.process_time()
    rank = rank_modulo(block, sequences.arithmetic)
    end = time.process_time()
    assert rank == predicted
    parts = {"evaluate": round(middle - begin, 5), "eliminate": round(end - middle, 5)}
    return {"size": size, "rank": rank, **parts, "whole": round(end - begin, 5)}


def by_blocks(size: tuple[int, int, int, int]) -> Point:
    begin = time.process_time()
    rank = rt.separation_rank(*size).rank
    return {"size": size, "rank": rank, "whole": round(time.process_time() - begin, 5)}


def exponent(points: list[Point], part: str = "whole") -> float:
    """Fit seconds = c rank^x by least squares of the logarithms; return x."""
    large = [point for point in points if point["rank"] >= 400]
    fit = np.polyfit(np.log([p["rank"] for p in large]), np.log([p[part] for p in large]), 1)
    return round(float(fit[0]), 2)


def draw(figure: Any, series: dict[str, list[Point]]) -> None:
    axes = figure.add_axes((0.09, 0.14, 0.86, 0.8))
    for (name, points), colour, marker in zip(
        series.items(), (BLUE, ORANGE, VERMILION, GREEN), "osd^", strict=True
    ):
        label = f"{name}; rank^{exponent(points)}"
        times = [point["whole"] for point in points]
        axes.plot([point["rank"] for point in points], times, color=colour, marker=marker, label=label)
    every = all_dense(series)
    ranks = [point["rank"] for point in every]
    axes.plot(ranks, [p["eliminate"] for p in every], color=INK, linestyle=":",
              label=f"elimination alone; rank^{exponent(every, 'eliminate')}")  # fmt: skip
    last = every[-1]
    axes.plot(ranks, [last["eliminate"] * (r / last["rank"]) ** 3 for r in ranks], color=GREY,
              linewidth=1, label="a cube, for comparison")  # fmt: skip
    axes.set(xscale="log", yscale="log", xlabel="rank", ylabel="seconds of one processor", ylim=(1e-5, None))
    axes.legend(loc="lower right")


def all_dense(series: dict[str, list[Point]]) -> list[Point]:
    points = [point for name, points in series.items() if name != BLOCKS for point in points]
    return sorted(points, key=lambda point: point["rank"])


def main() -> None:
    with threads(1):
        rt.separation_rank(2, 3, 3, 12)
        series = {name: [dense(size) for size in sizes] for name, sizes in SERIES.items()}
        series[BLOCKS] = [by_blocks(size) for size in BLOCK_SIZES]
    exponents = {name: exponent(points) for name, points in series.items()}
    exponents["elimination alone"] = exponent(all_dense(series), "eliminate")
    print(exponents)
    alt = (
        "Seconds against rank on logarithmic axes, for certified ranks as one dense block where T, R or L "
        "grows, and by blocks. Elimination alone grows below a cube; blocks cost far less and grow more "
        "slowly."
    )
    units = "seconds of processor time on one thread; exponents of the rank from rank 400 on"
    data = {"units": units, "exponents": exponents, "series": series}
    (DOCS / "cost.json").write_text(json.dumps(data, indent=1) + "\n")
    (DOCS / "cost.png").write_bytes(picture(draw, series, alt=alt, size=(9, 5)).image)


if __name__ == "__main__":
    main()
