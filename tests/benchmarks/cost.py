"""How a certified rank's cost grows with T, R and L: ``python -m tests.benchmarks.cost`` draws docs/cost.png.

Every point is one dense block of the rank's size with a few rows to spare: the seconds for evaluating it
and for eliminating it. The picture's figures also go to docs/cost.json.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import racteach as rt
from racteach.certificates.blocks import output_block
from racteach.certificates.certificate import SPARE, certificate_circuit
from racteach.certificates.sequences import Sequences
from racteach.exact.elimination import rank_modulo
from racteach.figures import picture
from racteach.figures.style import BLUE, GREY, INK, ORANGE, VERMILION

DOCS = Path(__file__).parents[2] / "docs"
SERIES = {
    "T grows: L = 2, M = R = 3": [(2, 3, 3, t) for t in (8, 16, 30, 50, 70, 100)],
    "R grows: L = 2, M = R, T = 8": [(2, r, r, 8) for r in (3, 4, 5, 6, 8, 9)],
    "L grows: M = R = 2, T = 6": [(depth, 2, 2, 6) for depth in (4, 6, 9, 12, 14)],
}


def measure(size: tuple[int, int, int, int]) -> dict[str, Any]:
    depth, input_dim, channels, length = size
    predicted = rt.bounds.sharp_rank(*size)
    assert predicted is not None
    side = predicted + SPARE
    circuit = certificate_circuit(depth, input_dim, channels, 0, rt.DEFAULT_PRIME)
    sequences = Sequences(input_dim, length // 2, length // 2, "generic", 0, rt.DEFAULT_PRIME)
    begin = time.perf_counter()
    block = output_block(circuit, sequences.starts(side), sequences.ends(side))
    middle = time.perf_counter()
    rank = rank_modulo(block, sequences.arithmetic)
    end = time.perf_counter()
    assert rank == predicted
    return {"size": size, "rank": rank, "evaluate": middle - begin, "eliminate": end - middle}


def draw(figure: Any, data: dict[str, list[dict[str, Any]]]) -> None:
    axes = figure.add_axes((0.09, 0.14, 0.86, 0.8))
    for (name, points), colour, marker in zip(data.items(), (BLUE, ORANGE, VERMILION), "osd", strict=True):
        ranks = [point["rank"] for point in points]
        axes.plot(
            ranks, [p["evaluate"] + p["eliminate"] for p in points], color=colour, marker=marker, label=name
        )
    every = sorted((p["rank"], p["eliminate"]) for points in data.values() for p in points)
    axes.plot(*zip(*every, strict=True), color=INK, linestyle=":", label="elimination alone, all sizes")
    last = every[-1]
    axes.plot([r for r, _ in every], [last[1] * (r / last[0]) ** 3 for r, _ in every], color=GREY,
              linewidth=1, label="a cube, for comparison")  # fmt: skip
    axes.set(xscale="log", yscale="log", xlabel="rank", ylabel="seconds", ylim=(1e-4, None))
    axes.legend()


def main() -> None:
    rt.separation_rank(2, 3, 3, 12)
    data = {name: [measure(size) for size in sizes] for name, sizes in SERIES.items()}
    for name, points in data.items():
        for point in points:
            print(f"{name}: {point}")
    alt = (
        "Seconds against rank on logarithmic axes, for certified ranks where T, R or L grows. "
        "Elimination follows a cube; evaluation adds to it where the sequences are long."
    )
    (DOCS / "cost.png").write_bytes(picture(draw, data, alt=alt, size=(9, 5)).png)
    (DOCS / "cost.json").write_text(json.dumps(data, indent=1) + "\n")


if __name__ == "__main__":
    main()
