"""Explorer: go through a small circuit box by box and see each product."""

from __future__ import annotations

from typing import Any

import numpy as np

from racteach.circuits import RAC
from racteach.explorers.shell import Explorer, choice, int_slider
from racteach.figures import Picture, draw_step, picture

WORDS = ["abba", "abab", "aaaa", "bbbb", "baab"]
_SIZE = (9.6, 4.9)


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


def explorer() -> Explorer:
    """Return the explorer as a widget."""
    controls = {
        "depth": int_slider("depth L", 1, 1, 3),
        "word": choice("word", WORDS, "abba"),
        "box": int_slider("box", 1, 1, 4),
    }

    def fit(change: Any) -> None:
        controls["box"].max = controls["depth"].value * len(controls["word"].value)

    controls["depth"].observe(fit, names="value")
    return Explorer(compute, draw_step, describe, controls, size=_SIZE, rows=[["depth", "word"], ["box"]])


def static(depth: int = 2, word: str = "abba", box: int = 6) -> Picture:
    """Return one view of the explorer as a picture."""
    data = compute(depth=depth, word=word, box=box)
    return picture(draw_step, data, alt=describe(data), size=_SIZE)
