"""The record of a circuit's run: every number that it computed on its way through a sequence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Trace:
    """What each layer recalled, took in and made of it, at every step.

    Attributes:
        recalled: ``W^{H,l} h^{t-1,l}``, shape (..., L, T, R); ones at the first step of an empty start.
        entering: ``W^{I,l} h^{t,l-1}``, shape (..., L, T, R).
        hidden: ``h^{t,l} = recalled * entering``, shape (..., L, T, R).
        output: ``y^t = W^O h^{t,L}`` at every step, shape (..., T, C).
        starts_empty: whether nothing was remembered before the first step.

    The trace of a single sequence prints as a table with one line a step and layer.
    """

    recalled: NDArray[Any]
    entering: NDArray[Any]
    hidden: NDArray[Any]
    output: NDArray[Any]
    starts_empty: bool = True

    def rows(self) -> list[tuple[str, ...]]:
        """Return the table's lines as texts, the heading first.

        Raises:
            ValueError: if this is the trace of a batch.
        """
        if self.hidden.ndim != 3:
            raise ValueError(
                f"a table shows one sequence, and this trace holds a batch {self.hidden.shape[:-3]}"
            )
        depth, length, _ = self.hidden.shape
        rows: list[tuple[str, ...]] = [
            ("t", "layer", "recalled W^H h", "entering W^I h", "state h", "output y")
        ]
        for t, layer in np.ndindex(length, depth):
            empty = t == 0 and self.starts_empty
            rows.append(
                (
                    str(t + 1),
                    str(layer + 1),
                    "-" if empty else _numbers(self.recalled[layer, t]),
                    _numbers(self.entering[layer, t]),
                    _numbers(self.hidden[layer, t]),
                    _numbers(self.output[t]) if layer == depth - 1 else "",
                )
            )
        return rows

    def __str__(self) -> str:
        if self.hidden.ndim != 3:
            return f"Trace of a batch of sequences, hidden states of shape {self.hidden.shape}"
        rows = self.rows()
        widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        )

    __repr__ = __str__

    def _repr_html_(self) -> str:
        if self.hidden.ndim != 3:
            return f"<pre>{self}</pre>"
        heading, *rows = self.rows()
        head = "".join(f"<th scope='col'>{name}</th>" for name in heading)
        body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _numbers(values: NDArray[Any]) -> str:
    # Adding zero turns -0.0 into 0.0.
    return "  ".join(f"{value + 0.0:.4g}" if values.dtype.kind == "f" else str(value) for value in values)
