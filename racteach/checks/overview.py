"""Show which tasks passed and what was predicted, lesson by lesson: what `rt.progress()` returns."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from racteach.checks import records, registry
from racteach.checks.card import card_frame
from racteach.checks.comparing import written
from racteach.checks.written import notebook_of, read_prediction

_SIGNS = {
    "passed": ("[x]", "✔"),
    "tried": ("[!]", "✘"),
    "not yet": ("[ ]", "○"),
    "predicted": ("[?]", "◆"),
}
_NOTHING_KEPT = (
    "Progress is not kept here: no folder above this one was made by `racteach start`. "
    "Checks work all the same."
)


@dataclass(frozen=True)
class TaskProgress:
    """How one task stands.

    Attributes:
        lesson: the lesson's two digits.
        task: the task's id.
        title: the task's title.
        state: "passed", "tried" or "not yet"; of a prediction, which has no points, "predicted" or "not yet".
        checks: how many times it was checked.
        said: what was predicted.
    """

    lesson: str
    task: str
    title: str
    state: str
    checks: int
    said: tuple[float, ...] = ()

    @property
    def times(self) -> str:
        """How many times it was checked, or what was predicted, in words."""
        if self.said:
            return f"you said {', '.join(map(written, self.said))}"
        return {0: "", 1: "1 check"}.get(self.checks, f"{self.checks} checks")


@dataclass(frozen=True)
class Progress:
    """Which tasks passed; prints as text, and as a table in a notebook.

    Attributes:
        tasks: every task, in the course's order.
        predictions: every prediction, in the course's order; they are no tasks, and none is missed.
        note: why nothing is known, or nothing.
    """

    tasks: tuple[TaskProgress, ...]
    note: str = ""
    predictions: tuple[TaskProgress, ...] = ()

    def lessons(self) -> dict[str, tuple[TaskProgress, ...]]:
        """Return the tasks by lesson."""
        names = sorted({row.lesson for row in self.tasks})
        return {name: tuple(row for row in self.tasks if row.lesson == name) for name in names}

    def __str__(self) -> str:
        lines = [self.note] if self.note else []
        wide = max((len(row.task) for row in (*self.tasks, *self.predictions)), default=0)
        for lesson, rows in self.lessons().items():
            lines.append(_heading(lesson, rows))
            lines += [
                f"  {_SIGNS[row.state][0]} {row.task:<{wide}}  {row.state:<9}  {row.title}".rstrip()
                + (f" ({row.times})" if row.said else "")
                for row in (*rows, *self._predicted(lesson))
            ]
        return "\n".join(lines)

    def _predicted(self, lesson: str) -> tuple[TaskProgress, ...]:
        return tuple(row for row in self.predictions if row.lesson == lesson)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        body = [f'<p style="margin:0.3em 0">{escape(self.note).replace("`", "")}</p>'] if self.note else []
        body += [_table(lesson, rows, self._predicted(lesson)) for lesson, rows in self.lessons().items()]
        return card_frame("Your progress", "#0072B2", "".join(body))


def _heading(lesson: str, rows: tuple[TaskProgress, ...]) -> str:
    return f"Lesson {lesson}: {sum(row.state == 'passed' for row in rows)} of {len(rows)} passed"


_CELL = "text-align:left;padding:0.1em 0.9em 0.1em 0;background:transparent;color:inherit"
_CAPTION = "caption-side:top;text-align:left;color:inherit;padding:0.2em 0;font-weight:bold"


def _table(lesson: str, rows: tuple[TaskProgress, ...], predicted: tuple[TaskProgress, ...]) -> str:
    lines = []
    for row in (*rows, *predicted):
        state = f'<span aria-hidden="true">{_SIGNS[row.state][1]}</span> {row.state}'
        cells = "".join(f'<td style="{_CELL}">{text}</td>' for text in (state, escape(row.title), row.times))
        head = f'<th scope="row" style="{_CELL};font-weight:normal">{escape(row.task)}</th>'
        lines.append(f'<tr style="background:transparent">{head}{cells}</tr>')
    caption = f'<caption style="{_CAPTION}">{_heading(lesson, rows)}</caption>'
    style = "border-collapse:collapse;margin:0.3em 0 0.8em;color:inherit"
    return f'<table style="{style}">{caption}<tbody>{"".join(lines)}</tbody></table>'


def progress() -> Progress:
    """Return which tasks passed, lesson by lesson, as far as the student's folder knows.

    The folder is the one that `racteach start` made, found by walking up from the kernel's. Anywhere else
    nothing is kept, and the result says so.

    >>> [row.task for row in progress().tasks][:2]
    ['00-count', '01-rows']
    """
    file = records.progress_file()
    found: dict[str, records.Record] = {}
    said: dict[str, list[float]] = {}
    note = "" if file else _NOTHING_KEPT
    if file:
        try:
            found, said = records.read(file), records.read_predictions(file)
        except records.ProgressUnreadable as error:
            note = str(error)
    rows = []
    for task in sorted(registry.known().values(), key=lambda task: task.lesson):
        kept = found.get(task.id, records.Record(0, False))
        state = "passed" if kept.passed else "tried" if kept.checks else "not yet"
        rows.append(TaskProgress(task.lesson, task.id, task.title, state, kept.checks))
    predicted = []
    for name, prediction in registry.predictions().items():
        title, _ = read_prediction(notebook_of(prediction.lesson), name)
        state, numbers = ("predicted" if name in said else "not yet"), tuple(said.get(name, ()))
        predicted.append(TaskProgress(prediction.lesson, name, title, state, int(name in said), numbers))
    return Progress(tuple(rows), note, tuple(predicted))
