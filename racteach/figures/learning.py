"""Pictures of learning: the floor under shallow students, what students reached, and learning curves."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from racteach.figures.style import BLUE, GREEN, GREY, INK, ORANGE, PALE, VERMILION, logarithmic_axis

_DEPTHS = {1: (BLUE, "o", "-"), 2: (VERMILION, "^", "--"), 3: (GREEN, "s", ":")}


def draw_kernel(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the similarity kernel's singular values, those that R channels can keep, and the floor.

    Args:
        data: ``values`` (largest first), ``channels`` (R), ``floor``, ``wide`` (channels of the exact
            circuit of depth 2), ``revealed``.
    """
    axes = figure.add_axes((0.09, 0.16, 0.58, 0.74))
    values, kept = data["values"], min(data["channels"], len(data["values"]))
    places = list(range(1, len(values) + 1))
    if len(values) <= 64:
        bars = axes.bar(places, values, color=[BLUE if k <= kept else PALE for k in places], edgecolor=GREY)
        for bar in bars[:kept]:
            bar.set_hatch("//")
    else:
        axes.fill_between(places, values, step="mid", color=PALE, edgecolor=GREY)
        axes.fill_between(places[:kept], values[:kept], step="mid", color=BLUE, hatch="//", edgecolor=GREY)
    axes.axvline(kept + 0.5, color=VERMILION, linewidth=2)
    axes.set_xlim(0.3, len(values) + 0.7)
    axes.set_ylim(0, 1.12 * values[0])
    axes.set_xlabel("$k$")
    axes.set_ylabel("singular value, largest = 1")
    floor = f"{data['floor']:.4f}" if data["revealed"] else "?"
    lines = (
        (0.86, f"{len(values)} singular values", INK, 14),
        (0.76, f"shallow, R = {data['channels']}: error at least", BLUE, 14),
        (0.69, floor, BLUE, 22),
        (0.50, f"depth 2, R = {data['wide']}: error 0", VERMILION, 14),
    )
    for height, text, colour, size in lines:
        figure.text(0.70, height, text, fontsize=size, color=colour, va="top")


def draw_students(figure: Figure, data: dict[str, Any]) -> None:
    """Draw the errors that students of depths 1 and 2 reached, against their width, and the floor.

    Args:
        data: ``shallow`` and ``deep`` (errors by R, one for each start), ``floor`` (by R), ``revealed``:
            where not, the deep ones are hidden.
    """
    axes = figure.add_axes((0.09, 0.15, 0.60, 0.76))
    floor = data["floor"]
    axes.step(list(floor), list(floor.values()), where="mid", color=ORANGE, linewidth=3, alpha=0.8)
    shown = [("shallow", -0.12, 1)] + ([("deep", 0.12, 2)] if data["revealed"] else [])
    for name, shift, depth in shown:
        colour, marker, _ = _DEPTHS[depth]
        for width, errors in data[name].items():
            axes.plot(
                [width + shift] * len(errors), errors, linestyle="none", marker=marker, markersize=6,
                markerfacecolor="none", markeredgecolor=colour,
            )  # fmt: skip
        widths = list(data[name])
        best = [min(errors) for errors in data[name].values()]
        axes.plot([w + shift for w in widths], best, marker=marker, color=colour, markersize=9, linewidth=1.3)
    axes.set_xticks(sorted({*floor, *data["deep"]}))
    axes.set_ylim(-0.03, 1.03)
    axes.set_xlabel("channels $R$")
    axes.set_ylabel("relative squared error")
    deep = "▲ depth 2: best filled,\n    others hollow" if data["revealed"] else "depth 2: ?"
    lines = (
        (0.86, "● depth 1: best filled,\n    others hollow", BLUE),
        (0.70, deep, VERMILION),
        (0.54, "▬ the Eckart–Young floor:\n    no shallow circuit\n    gets below", "#8A5A00"),
    )
    for height, text, colour in lines:
        figure.text(0.71, height, text, fontsize=13, color=colour, va="top", linespacing=1.4)


def draw_curves(figure: Figure, data: dict[str, Any]) -> None:
    """Draw accuracies against training steps for depths 1, 2, 3: median thick, every seed thin.

    Args:
        data: ``steps``, ``curves`` (depth: one list for each seed), ``medians`` (depth: a list), ``labels``
            (depth: text), ``chance``, ``title``, ``revealed``: where not, depths 2 and 3 are hidden.
    """
    axes = figure.add_axes((0.08, 0.15, 0.58, 0.74))
    for depth, runs in data["curves"].items():
        if depth > 1 and not data["revealed"]:
            continue
        colour, marker, line = _DEPTHS[depth]
        for run in runs:
            axes.plot(data["steps"], run, color=colour, linewidth=0.8, alpha=0.5)
        axes.plot(
            data["steps"], data["medians"][depth], color=colour, linestyle=line, marker=marker, markevery=3,
            linewidth=2.6,
        )  # fmt: skip
    axes.axhline(data["chance"], color=GREY, linestyle=(0, (1, 2)), linewidth=1.2)
    axes.text(
        data["steps"][-1], data["chance"], "guessing ", color=GREY, ha="right", va="bottom", fontsize=11
    )
    axes.set_ylim(0, 1.02)
    axes.set_xlabel("training steps")
    axes.set_ylabel("accuracy on tests")
    axes.set_title(data["title"], fontsize=13)
    for place, (depth, label) in enumerate(data["labels"].items()):
        colour, marker, _ = _DEPTHS[depth]
        sign = {"o": "●", "^": "▲", "s": "■"}[marker]
        hidden = depth > 1 and not data["revealed"]
        figure.text(
            0.69, 0.85 - 0.22 * place, f"{sign} depth {depth}: ?" if hidden else f"{sign} {label}",
            fontsize=13, color=colour, va="top", linespacing=1.4,
        )  # fmt: skip
    figure.text(0.69, 0.17, "thick: median of 5 seeds\nthin: each seed", fontsize=11, va="top", color=GREY)


def draw_fit(figure: Figure, data: dict[str, Any]) -> None:
    """Draw certified ranks, a polynomial through some of them, and how it does on the others.

    Args:
        data: ``x``, ``ranks``, ``exact`` (whether each is settled), ``used`` (how many were fitted),
            ``fitted`` (the polynomial's values), ``label``, ``degree``, ``revealed``.
    """
    axes = figure.add_axes((0.10, 0.15, 0.56, 0.76))
    used, x = data["used"], data["x"]
    shown = len(x) if data["revealed"] else used
    for place in range(shown):
        marker = "o" if data["exact"][place] else "^"
        colour = BLUE if place < used else VERMILION
        axes.plot(x[place], data["ranks"][place], marker=marker, color=colour, markersize=9)
    positive = [(a, b) for a, b in zip(x, data["fitted"], strict=True) if b > 0]
    axes.plot([a for a, _ in positive], [b for _, b in positive], "--", color=GREY, linewidth=1.5)
    logarithmic_axis(axes)
    axes.set_xticks(x)
    axes.set_xlabel(data["label"])
    axes.set_ylabel("rank")
    lines = [
        ("●▲ rows used for the fit" if data["revealed"] else "●▲ rows used", BLUE),
        (f"- -  polynomial of degree {data['degree']}", "#555555"),
    ]
    if data["revealed"]:
        misses = [
            f"{data['label'][0]} = {a}: {r}, fit says {f}"
            for a, r, f in zip(x[used:], data["ranks"][used:], data["fitted"][used:], strict=True)
        ]
        lines.append(("the other rows:\n" + ("\n".join(misses) or "none left"), VERMILION))
    else:
        lines.append(("the other rows: ?", VERMILION))
    lines.append(("▲ certified lower bound\n● settled", INK))
    height = 0.88
    for text, colour in lines:
        figure.text(0.69, height, text, fontsize=12, color=colour, va="top", linespacing=1.45)
        height -= 0.075 * (text.count("\n") + 1) + 0.03
