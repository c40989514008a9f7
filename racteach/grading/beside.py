"""What stands beside a failing input: the student's value, and apart from it the expected one.

A page shows the expected value only where the teacher allows it: who hands in again gets the same inputs.
"""

from __future__ import annotations

import re

from racteach.checks.feedback import Feedback
from racteach.checks.tables import ValueTable

#: How the note begins that shows it where nothing can be compared.
_RIGHT = ("The right result:", "A right result:")
_NUMBER = re.compile(r"must be -?\d[^\s:]*?(?=[.:,]?(\s|$))")


def values_beside(feedback: Feedback) -> tuple[str, str, str]:
    """Return what the function gave, what was expected, and the notes that show neither.

    Example:
        >>> table = ValueTable("yours, shape (1,)", (("2",),), ((True,),))
        >>> values_beside(Feedback("03-cut", "wrong", "", notes=("It printed: x",), tables=(table,)))
        ('yours, shape (1,):\\n    ≠2', '', 'It printed: x')
    """
    yours, expected = [], [note for note in feedback.notes if note.startswith(_RIGHT)]
    for table in feedback.tables:
        if table.title.startswith("expected"):
            expected.append(_text(table))
        elif any(text.startswith("expected ") for row in table.rows for text in row):
            yours.append(_text(_columns(table, slice(0, 1))))
            expected.append(_text(_columns(table, slice(1, None))))
        else:
            yours.append(_text(table))
    notes = [note for note in feedback.notes if not note.startswith(_RIGHT)]
    return "\n".join(yours), "\n".join(expected), "\n".join(notes)


def without_expected(text: str) -> str:
    """Return a check's sentence without the number that was expected.

    Example:
        >>> without_expected("The value is 2. It must be 3.")
        'The value is 2. It must be another number.'
    """
    return _NUMBER.sub("must be another number", text)


def _text(table: ValueTable) -> str:
    return "\n".join([f"{table.title}:", *table.lines()])


def _columns(table: ValueTable, part: slice) -> ValueTable:
    rows, marked = tuple(row[part] for row in table.rows), tuple(row[part] for row in table.marked)
    return ValueTable(table.title, rows, marked, table.labels)
