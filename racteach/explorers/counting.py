"""Explorer: how many sequences there are, and how large the table of a function of them is."""

from __future__ import annotations

from typing import Any

from racteach.explorers.shell import Explorer, int_slider
from racteach.figures import Picture, draw_sequence_count, picture
from racteach.validation import bytes_text

_SIZE = (9.0, 3.4)


def compute(*, letters: int, length: int) -> dict[str, Any]:
    """Return the number of sequences of every length up to 24, and the table's size for one of them.

    Example:
        >>> data = compute(letters=4, length=12)
        >>> data["count"], data["memory"]
        (16777216, '128.0 MiB')
    """
    lengths = list(range(1, 25))
    return {
        "letters": letters,
        "length": length,
        "lengths": lengths,
        "counts": [letters**t for t in lengths],
        "count": letters**length,
        "memory": bytes_text(8 * letters**length),
    }


def describe(data: dict[str, Any]) -> str:
    """Say the count and the memory."""
    return (
        f"There are {data['letters']}^{data['length']} = {data['count']:,} sequences of length "
        f"{data['length']} over {data['letters']} letters; "
        f"a table with 8 bytes for each takes {data['memory']}."
    )


def explorer() -> Explorer:
    """Return the explorer as a widget."""
    controls = {"letters": int_slider("letters M", 2, 2, 5), "length": int_slider("length T", 6, 1, 24)}
    return Explorer(
        compute, draw_sequence_count, describe, controls, size=_SIZE, rows=[["letters", "length"]]
    )


def static(letters: int = 4, length: int = 12) -> Picture:
    """Return one view of the explorer as a picture."""
    data = compute(letters=letters, length=length)
    return picture(draw_sequence_count, data, alt=describe(data), size=_SIZE)
