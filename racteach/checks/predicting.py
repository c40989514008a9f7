"""Commit to a guess, then see what is so: what `rt.predict` answers.

A prediction has no points and no verdict. The first one is kept in the student's progress before the truth is
even computed, and stays, whatever is said later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from racteach.checks import records, registry
from racteach.checks.card import card_frame, note, paragraph, title
from racteach.checks.curves import two_curves
from racteach.checks.declarations import Prediction
from racteach.checks.engine import MISSING
from racteach.checks.tables import ValueTable, number
from racteach.checks.values import plain_value

_NOT_KEPT = "It is kept for this session only: no folder above this one was made by `racteach start`."
_CURVE = 4  # so many numbers are a curve

#: First predictions where there is no student's folder.
_said: dict[str, list[float]] = {}


@dataclass(frozen=True)
class Predicted:
    """Show a prediction beside what is so; prints as text, and as a card in a notebook.

    Attributes:
        prediction: its id.
        status: "predicted", "not started" or "error".
        message: what there is to say.
        first: what was predicted first, and stays.
        truth: what is so; nothing unless the status is "predicted".
        table: both, number by number.
        notes: further lines.
        picture: both as curves, where there are enough numbers.
    """

    prediction: str
    status: str
    message: str
    first: tuple[float, ...] = ()
    truth: tuple[float, ...] = ()
    table: ValueTable | None = None
    notes: tuple[str, ...] = ()
    picture: str = ""

    def __str__(self) -> str:
        sign = {"predicted": "[?]", "not started": "[ ]"}.get(self.status, "[!]")
        lines = [f"{sign} {self.prediction}: {self.status}"]
        if self.table is not None:
            lines += [f"{self.table.title}:", *self.table.lines()]
        return "\n".join([*lines, self.message, *self.notes])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        sign, colour = {"predicted": ("◆", "#0072B2"), "not started": ("○", "#767676")}.get(
            self.status, ("⚠", "#CC79A7")
        )
        table = self.table.html() if self.table is not None else ""
        body = [title(sign, f"{self.prediction}: {self.status}"), table, self.picture]
        body += [paragraph(self.message), *map(note, self.notes)]
        return card_frame(f"Prediction {self.prediction}: {self.status}", colour, "".join(body))


def predict(prediction_id: str, values: Any = MISSING) -> Predicted:
    """Keep a prediction, then show it beside what is so. There are no points, and no wrong answers.

    The first prediction is kept in your progress and stays. The truth is computed only after that.

    Args:
        prediction_id: such as "05-guess".
        values: one number, or one for each thing that is asked for.

    >>> predict("05-guess").status
    'not started'
    """
    if type(prediction_id) is not str or prediction_id not in registry.predictions():
        name = prediction_id if type(prediction_id) is str else "?"
        listed = ", ".join(registry.predictions())
        return Predicted(name, "error", f"There is no prediction of this name. Known ones: {listed}.")
    asked = registry.predictions()[prediction_id]
    read = _read(asked, values)
    if isinstance(read, Predicted):
        return read
    kept = records.keep_prediction(asked.id, read)
    first = kept or _said.setdefault(asked.id, read)
    if len(first) != len(asked.labels):  # of a course of last year, where something else was asked
        first = read
    try:
        truth = [float(value) for value in asked.truth()]
    except Exception as error:
        text = f"Your prediction is kept. The truth could not be computed ({type(error).__name__})."
        return Predicted(asked.id, "error", text, tuple(first))
    return _shown(asked, first, read, truth, bool(kept))


def _read(asked: Prediction, values: Any) -> list[float] | Predicted:
    """Return the numbers of a prediction, or what to say where there are none."""
    wanted = f"{len(asked.labels)} numbers: {', '.join(asked.labels)}"
    if len(asked.labels) == 1:
        wanted = f"one number: {asked.labels[0]}"
    given = plain_value(... if values is MISSING else values)
    if given.kind == "placeholder":
        text = f"Write your prediction in place of `...`, and run the cell. It is {wanted}."
        return Predicted(asked.id, "not started", text)
    numbers = given.array
    if given.kind != "numbers" or numbers is None or numbers.dtype == bool:
        found = given.problem or "no numbers"
        return Predicted(asked.id, "error", f"A prediction is {wanted}. You gave {found}.")
    flat = numbers.ravel().tolist()
    if numbers.ndim > 1 or len(flat) != len(asked.labels):
        return Predicted(asked.id, "error", f"A prediction is {wanted}. You gave {len(flat)}.")
    if any(not abs(value) < 1e300 for value in flat):
        return Predicted(asked.id, "error", "A prediction is made of finite numbers: guess one.")
    return flat


def _shown(
    asked: Prediction, first: list[float], now: list[float], truth: list[float], kept: bool
) -> Predicted:
    same = [asked.agrees(*pair) for pair in zip(first, truth, strict=True)]
    rows = tuple((number(mine), number(so)) for mine, so in zip(first, truth, strict=True))
    marks = tuple((not agree, False) for agree in same)
    table = ValueTable("your prediction, and what is so", rows, marks, asked.labels)
    hits = "You said so." if all(same) else f"Near what is so: {sum(same) or 'none'} of {len(same)}."
    notes = () if kept else (_NOT_KEPT,)
    if now != first:
        again = ", ".join(map(number, now))
        notes = (f"Your first prediction stays. This time you said {again}.", *notes)
    picture = ""
    if len(truth) >= _CURVE:
        picture = two_curves(asked.labels, first, truth, logarithmic=asked.logarithmic)
    message = f"{hits} {asked.because}"
    said, so = tuple(first), tuple(truth)
    return Predicted(asked.id, "predicted", message, said, so, table, notes, picture)
