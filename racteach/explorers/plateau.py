"""Explorer: exact ranks of shallow circuits against their length: they rise to R, and stay there."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from racteach import bounds
from racteach.certificates.atlas import load_atlas
from racteach.certificates.certificate import separation_rank
from racteach.explorers.shell import Explorer, hide_on_change, int_slider, tick_box
from racteach.figures import Picture, draw_plateau, picture

_SIZE = (9.6, 4.2)
_LENGTHS = tuple(range(2, 21, 2))


@lru_cache(maxsize=1024)
def certified_rank(depth: int, input_dim: int, channels: int, length: int) -> int | None:
    """Return the functional rank: computed now at depth 1, from the atlas at depth 2, None where it has none.

    Example:
        >>> certified_rank(1, 3, 4, 20), certified_rank(2, 2, 2, 20)
        (4, 22)
    """
    if depth > 1 and channels > 1:
        row = load_atlas().find(depth, input_dim, channels, length)
        return row.rank if row else None
    return separation_rank(depth=depth, input_dim=input_dim, channels=channels, length=length).rank


def compute(*, input_dim: int, channels: int, deep: bool = False, revealed: bool = True) -> dict[str, Any]:
    """Return certified ranks of depth 1, and of depth 2 where asked for, for T = 2, 4, ..., 20.

    Example:
        >>> compute(input_dim=2, channels=5)["shallow"]
        [2, 4, 5, 5, 5, 5, 5, 5, 5, 5]
    """
    shallow = [certified_rank(1, input_dim, channels, length) for length in _LENGTHS]
    return {
        "input_dim": input_dim,
        "channels": channels,
        "lengths": list(_LENGTHS),
        "shallow": shallow,
        "formula": [bounds.shallow_rank(input_dim, channels, length) for length in _LENGTHS],
        "deep": [certified_rank(2, input_dim, channels, length) for length in _LENGTHS] if deep else None,
        "revealed": revealed,
    }


def describe(data: dict[str, Any]) -> str:
    """Say the ranks at all lengths once they are revealed."""
    text = f"Ranks of shallow circuits with {data['channels']} channels and {data['input_dim']} letters. "
    if not data["revealed"]:
        return text + "They are hidden: predict where the curve becomes flat, and how high."
    text += f"For T = 2 to 20 they are {', '.join(map(str, data['shallow']))}."
    if data["deep"] is not None:
        known = ", ".join("not computed" if rank is None else str(rank) for rank in data["deep"])
        text += f" At depth 2: {known}."
    return text


def explorer() -> Explorer:
    """Return the explorer as a widget."""
    controls = {
        "channels": int_slider("channels R", 5, 1, 8),
        "input_dim": int_slider("letters M", 2, 2, 4),
        "revealed": tick_box("show the ranks"),
        "deep": tick_box("depth 2 for comparison"),
    }
    shown = Explorer(
        compute, draw_plateau, describe, controls, size=_SIZE,
        rows=[["channels", "input_dim"], ["revealed", "deep"]],
    )  # fmt: skip
    hide_on_change(controls, "revealed", names=("channels", "input_dim"))
    return shown


def static(input_dim: int = 2, channels: int = 5, deep: bool = True) -> Picture:
    """Return one view of the explorer as a picture, with the ranks shown."""
    data = compute(input_dim=input_dim, channels=channels, deep=deep)
    return picture(draw_plateau, data, alt=describe(data), size=_SIZE)
