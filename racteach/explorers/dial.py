"""Explorer: a target's rank is turned up past the shallow circuit's width. Does depth begin to win there?"""

from __future__ import annotations

import statistics
from typing import Any

from matplotlib.figure import Figure

from racteach.explorers.shell import Controls, choice, explores, tick_box, with_settings
from racteach.figures.style import DEPTH_STYLES, GREY, INK, ORANGE
from racteach.learning import eckart_young_floor
from racteach.matricization import start_end_matricization
from racteach.results.experiments import (
    Comparison,
    Result,
    best_of_groups,
    compared,
    dial_comparisons,
    dialled,
    rows_by_depth,
)
from racteach.results.experiments.dial import dial_target

#: Each dial: what its axis is called, and where depth was predicted to begin to win, on that axis.
DIALS = {
    "places that must agree: rank 2, 4, 8": ("rank that is needed", 6.0),
    "softer kernels, rank 8": ("epsilon", 0.5),
    "a sum, with more and more letters": ("rank that is needed", None),
    "networks, with more and more letters": ("rank of the number of agreements", 26.0),
}
_PLACES, _SOFT, _SUM, _NETWORKS = DIALS


def points(dial: str) -> dict[float, tuple[dict[int, Result], Comparison]]:
    """Return the results of depths 1 and 2 and their comparison, by the value of the dial."""
    if dial == _NETWORKS:
        found = compared("letters")
        return {
            1 + key[1] // 2 * (key[2] - 1): (rows, found[(*key, 2)])
            for key, rows in rows_by_depth("letters").items()
            if set(rows) == {1, 2}
        }
    judged, chosen = dial_comparisons(), {}
    for (target, letters), rows in dialled().items():
        if dial == _SUM:
            if target == "count":
                chosen[2.0 * (letters - 1)] = rows, judged[target, letters]
        elif target != "count":
            soft = 0 < target[0] < 1
            if soft == (dial == _SOFT) or (dial == _SOFT and target == (1.0, 1.0, 1.0)):
                value = target[0] if dial == _SOFT else 2.0 ** sum(e > 0 for e in target)
                chosen[value] = rows, judged[target, letters]
    return dict(sorted(chosen.items()))


@with_settings
def compute(*, dial: str, revealed: bool = True) -> dict[str, Any]:
    """Return what depths 1 and 2 reached at each value of the dial, the floors, and the verdicts."""
    found, networks = points(dial), dial == _NETWORKS
    reached = {
        value: {
            depth: row.found["test"] if networks else best_of_groups(row.found["errors"])
            for depth, row in rows.items()
        }
        for value, (rows, _) in found.items()
    }
    floors = {}
    for value, (rows, _) in ({} if networks else found).items():
        job = rows[1].job
        table = start_end_matricization(dial_target(job["dial"], job["letters"], job["length"]))
        floors[value] = eckart_young_floor(table, job["channels"])
    return {
        "reached": reached,
        "floors": floors,
        "verdicts": {value: comparison.verdict for value, (_, comparison) in found.items()},
        "widths": {
            value: rows[1].job["width" if networks else "channels"] for value, (rows, _) in found.items()
        },
        "networks": networks,
        "label": DIALS[dial][0],
        "crossing": DIALS[dial][1],
    }


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw what depths 1 and 2 reached against the dial, with the predicted crossing as a line."""
    axes = figure.add_axes((0.08, 0.16, 0.58, 0.74))
    values = list(data["reached"])
    span = (max(values) - min(values)) or 1.0
    for depth, shift in ((1, -0.012), (2, 0.012)) if data["revealed"] else ((1, -0.012),):
        colour, marker, line = DEPTH_STYLES[depth]
        places = [value + shift * span for value in values]
        for place, value in zip(places, values, strict=True):
            dots = data["reached"][value][depth]
            axes.plot([place] * len(dots), dots, marker, color=colour, markersize=6, markerfacecolor="none")
        middle = [statistics.fmean(data["reached"][value][depth]) for value in values]
        axes.plot(places, middle, linestyle=line, marker=marker, color=colour, markersize=9)
    if data["floors"]:
        axes.plot(values, list(data["floors"].values()), "_", color=ORANGE, markersize=34, markeredgewidth=4)
    if data["crossing"] is not None:
        axes.axvline(data["crossing"], color=GREY, linestyle=(0, (4, 3)))
    if data["networks"]:
        axes.axhline(1 / 3, color=GREY, linestyle=(0, (1, 2)), linewidth=1.2)
        axes.set_ylim(0.3, 1.02)
    else:
        axes.set_ylim(bottom=-0.02)
    axes.set_xticks(values, [f"{value:g}" for value in values])
    axes.set_xlabel(data["label"])
    axes.set_ylabel("accuracy on the test" if data["networks"] else "error, best of eight starts")
    lines = [
        (0.90, "● depth 1", DEPTH_STYLES[1][0]),
        (0.83, "▲ depth 2" if data["revealed"] else "depth 2: ?", DEPTH_STYLES[2][0]),
    ]
    if data["floors"]:
        lines.append((0.76, "▬ the floor of depth 1", "#8A5A00"))
    said = f"predicted crossing: {data['crossing']:g}" if data["crossing"] else "predicted: no crossing"
    lines.append((0.68, said, GREY))
    if data["revealed"]:
        told = "\n".join(f"  {value:g}: {verdict}" for value, verdict in data["verdicts"].items())
        lines.append((0.58, f"depth 2 is better:\n{told}", INK))
    for height, text, colour in lines:
        figure.text(0.69, height, text, fontsize=12, color=colour, va="top", linespacing=1.4)


def describe(data: dict[str, Any]) -> str:
    """Say what depth 1 reached at each value, and once revealed what depth 2 did and the verdicts."""
    what = (
        "mean test accuracy of twelve seeds" if data["networks"] else "mean of the best errors of ten groups"
    )
    predicted = f"from {data['crossing']:g} on" if data["crossing"] else "nowhere"
    text = f"{data['dial']}; {what}, against the {data['label']}; depth 2 was predicted to win {predicted}. "
    parts = []
    for value, dots in data["reached"].items():
        part = f"at {value:g} depth 1 {statistics.fmean(dots[1]):.3f}"
        if value in data["floors"]:
            part += f" (floor {data['floors'][value]:.3f})"
        if data["revealed"]:
            part += f", depth 2 {statistics.fmean(dots[2]):.3f}: {data['verdicts'][value]}"
        parts.append(part)
    text += "; ".join(parts) + "."
    return text if data["revealed"] else text + " Depth 2 is hidden: predict it."


@explores(compute, draw, describe, size=(9.8, 4.6), examples=[{}])
def explorer() -> Controls:
    """Return the explorer as a widget."""
    names = [dial for dial in DIALS if points(dial)]
    return {"dial": choice("dial", names, names[0]), "revealed": tick_box("show depth 2")}
