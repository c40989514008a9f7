"""Pictures of separation rank: best approximations, and ranks on finer and finer grids."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from racteach.figures.style import BLUE, GREEN, GREY, INK, PALE, VERMILION
from racteach.figures.tensors import draw_matrix


def draw_approximation(figure: Figure, data: dict[str, Any]) -> None:
    """Draw a matrix, its best approximation of rank K and the difference; below them the singular values.

    Args:
        data: ``matrix``, ``best``, ``singular_values``, ``kept`` (K), ``distance``, ``relative``,
            ``exact_rank`` (None where the entries are not whole numbers).
    """
    matrix = np.asarray(data["matrix"], dtype=float)
    difference = np.abs(matrix - data["best"])
    panels = (
        ("the function", matrix),
        (f"best of rank {data['kept']}", data["best"]),
        ("what is missing", difference),
    )
    top = float(np.abs(matrix).max())
    for place, (title, values) in enumerate(panels):
        axes = figure.add_axes((0.05 + 0.325 * place, 0.42, 0.27, 0.48))
        axes.set_title(title, fontsize=14)
        low = min(0.0, float(matrix.min()))
        if matrix.shape[1] <= 8:
            draw_matrix(axes, np.round(values, 2) + 0.0, numbers=False, vmax=top)
            axes.set_title(title, fontsize=14)
        else:
            axes.imshow(values, cmap="Blues", vmin=low, vmax=top)
            axes.set_xticks([])
            axes.set_yticks([])
        axes.set_aspect("auto")
    axes = figure.add_axes((0.08, 0.11, 0.56, 0.21))
    sigma, kept = data["singular_values"], data["kept"]
    shown = min(len(sigma), 12)
    places = np.arange(1, shown + 1)
    colours = [BLUE if k <= kept else PALE for k in places]
    bars = axes.bar(places, sigma[:shown], color=colours, edgecolor=GREY, linewidth=0.6)
    for bar in bars[:kept]:
        bar.set_hatch("//")
    axes.axvline(kept + 0.5, color=VERMILION, linewidth=1.5)
    axes.set_xticks(places)
    axes.set_xlabel("$k$")
    axes.set_ylabel("$\\sigma_k$")
    lines = [f"distance {data['distance']:.3g}", f"{data['relative']:.1%} of the whole"]
    if data["exact_rank"] is not None:
        lines.append(f"exact rank {data['exact_rank']}")
    figure.text(0.68, 0.30, "\n".join(lines), fontsize=15, va="top", linespacing=1.5, color=INK)


def draw_templates(figure: Figure, data: dict[str, Any]) -> None:
    """Draw a function on its grid of templates, and the rank of the grid against the number of templates.

    Args:
        data: ``matrix``, ``templates`` (Q), ``ranks`` for Q = 1, 2, ..., ``exact``, ``truth`` (None where
            no finite number of terms is enough), ``revealed``, ``function``.
    """
    Q = data["templates"]
    left = figure.add_axes((0.03, 0.10, 0.32, 0.76))
    left.imshow(data["matrix"], cmap="Blues", vmin=0 if np.min(data["matrix"]) >= 0 else None)
    left.set_xticks([])
    left.set_yticks([])
    left.set_title(f"{Q} × {Q} values", fontsize=14)
    axes = figure.add_axes((0.45, 0.16, 0.52, 0.70))
    every = np.arange(1, len(data["ranks"]) + 1)
    axes.plot(every, every, color=GREY, linewidth=1, linestyle=(0, (1, 2)))
    axes.text(11.6, 12.6, "size of the grid", color=GREY, fontsize=11, ha="right")
    axes.axvline(Q, color=PALE, linewidth=14, zorder=0)
    if data["revealed"]:
        kind = "exact rank" if data["exact"] else "numerical rank (float64)"
        style: dict[str, Any] = (
            {"marker": "o", "linestyle": "-"} if data["exact"] else {"marker": "s", "linestyle": "--"}
        )
        axes.plot(every, data["ranks"], color=BLUE if data["exact"] else VERMILION, label=kind, **style)
        if data["truth"] is not None:
            axes.axhline(
                data["truth"], color=GREEN, linewidth=5, alpha=0.4, zorder=0,
                label=f"separation rank {data['truth']}",
            )  # fmt: skip
        else:
            axes.plot([], [], " ", label="separation rank: infinite")
        axes.legend(loc="upper left", fontsize=12)
    else:
        axes.text(Q, 6, "?", fontsize=40, color=VERMILION, ha="center", va="center")
    axes.set_xlim(0.4, every[-1] + 0.6)
    axes.set_ylim(0, every[-1] + 1)
    axes.set_xlabel("number of templates $Q$")
    axes.set_ylabel("rank of the grid")
    axes.set_title(f"${_formula(data['function'])}$", fontsize=15)


def _formula(name: str) -> str:
    return name.replace("sin", r"\sin").replace("exp", r"\exp")
