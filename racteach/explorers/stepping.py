"""Explorer: go through a small circuit box by box and see each product."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from racteach.circuits import RAC, Trace
from racteach.explorers.shell import Controls, choice, explores, int_slider
from racteach.figures import draw_trace
from racteach.figures.style import BLUE, INK, VERMILION
from racteach.figures.traces import number_text

WORDS = ["abba", "abab", "aaaa", "bbbb", "baab"]


def small_circuit(depth: int) -> RAC:
    """Return a circuit with two letters, two channels and small whole weights, for computing by hand."""
    inputs = [np.array([[1, 2], [2, 1]]), np.array([[1, 1], [0, 1]]), np.array([[1, 0], [1, 1]])]
    hiddens = [np.array([[1, 0], [0, 1]]), np.array([[0, 1], [1, 0]]), np.array([[1, 0], [0, 1]])]
    return RAC(inputs[:depth], hiddens[:depth], [[1, 1]])


def compute(*, depth: int, word: str, box: int) -> dict[str, Any]:
    """Return the trace of a word and one box of it; boxes count up the layers, then on in time.

    Args:
        depth: 1 to 3.
        word: letters a and b.
        box: 1 to depth * len(word); a larger number means the last box.

    Example:
        >>> data = compute(depth=2, word="ab", box=4)
        >>> data["at"], data["trace"].hidden[1, 1].tolist()
        ((1, 1), [8.0, 6.0])
    """
    circuit = small_circuit(depth)
    trace = circuit.trace(np.eye(2)[["ab".index(letter) for letter in word]])
    t, layer = divmod(min(box, depth * len(word)) - 1, depth)
    return {"trace": trace, "letters": list(word), "at": (t, layer), "before": None if t == 0 else t - 1}


def draw(figure: Figure, data: dict[str, Any]) -> None:
    """Draw a run up to one box, and that box's product spelled out below."""
    trace: Trace = data["trace"]
    t, layer = data["at"]
    axes = figure.add_axes((0.01, 0.27, 0.98, 0.73))
    draw_trace(axes, trace, letters=data["letters"], at=(t, layer))
    state, entering = trace.hidden[layer, t], trace.entering[layer, t]
    source = f"f({data['letters'][t]})" if layer == 0 else f"h^{{{t + 1},{layer}}}"
    figure.text(
        0.02,
        0.17,
        f"takes in   $W^{{I,{layer + 1}}} {source}$ = {_vector(entering)}",
        color=BLUE,
        fontsize=13,
    )
    if data["before"] is None:
        memory = "recalls   nothing yet: this factor is one"
    else:
        memory = (
            f"recalls   $W^{{H,{layer + 1}}} h^{{{t},{layer + 1}}}$ = {_vector(trace.recalled[layer, t])}"
        )
    figure.text(0.02, 0.10, memory, color="#8A5A00", fontsize=13)
    figure.text(
        0.02, 0.03, f"product   $h^{{{t + 1},{layer + 1}}}$ = {_vector(state)}", color=VERMILION, fontsize=13
    )
    if layer == len(trace.hidden) - 1:
        figure.text(
            0.98,
            0.03,
            f"output $y^{{{t + 1}}}$ = {number_text(trace.output[t, 0])}",
            ha="right",
            fontsize=13,
            color=INK,
        )


def _vector(values: Any) -> str:
    return "(" + ", ".join(number_text(value) for value in values) + ")"


def describe(data: dict[str, Any]) -> str:
    """Say which product is lit, with its numbers."""
    t, layer = data["at"]
    trace = data["trace"]
    entering, recalled, state = (
        ", ".join(f"{value:g}" for value in array[layer, t])
        for array in (trace.entering, trace.recalled, trace.hidden)
    )
    product = f"({entering})" if data["before"] is None else f"({recalled}) times ({entering})"
    return (
        f"A depth-{len(trace.hidden)} circuit reads {''.join(data['letters'])}. "
        f"At step {t + 1}, layer {layer + 1}: {product} gives the state ({state})."
    )


@explores(compute, draw, describe, size=(9.6, 4.9), examples=[{"depth": 2, "word": "abba", "box": 6}])
def explorer() -> Controls:
    """Return the explorer as a widget."""
    controls = {
        "depth": int_slider("depth L", 1, 1, 3),
        "word": choice("word", WORDS, "abba"),
        "box": int_slider("box", 1, 1, 4),
    }

    def fit(change: Any) -> None:
        controls["box"].max = controls["depth"].value * len(controls["word"].value)

    controls["depth"].observe(fit, names="value")
    return controls
