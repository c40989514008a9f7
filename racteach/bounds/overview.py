"""All that is known about one size: which bounds are proved, which are conjectured, and which is best."""

from __future__ import annotations

from dataclasses import dataclass

from racteach.bounds.counting import checked_sizes, split_lengths
from racteach.bounds.proved import (
    end_bound,
    paper_bound_status,
    paper_lower_bound,
    start_bound,
    state_bound,
)
from racteach.bounds.sharp import SHARP_DEPTH, sharp_bound, sharp_rank


@dataclass(frozen=True)
class Bound:
    """One statement about the rank of almost every circuit of a size.

    Attributes:
        name: for instance ``"state bound"``.
        kind: ``"upper"``, ``"lower"`` or ``"value"``.
        status: ``"proved"`` or ``"conjectured"``.
        value: the number.
    """

    name: str
    kind: str
    status: str
    value: int


def bounds_overview(
    depth: int,
    input_dim: int,
    channels: int,
    length: int,
    *,
    templates: int | None = None,
    split: int | None = None,
) -> tuple[Bound, ...]:
    """Return every bound that applies to a size, the best proved upper bound first among the upper ones.

    The paper's bound and the formulas' value apply to equal halves only.

    Args:
        depth, input_dim, channels: L, M, R >= 1.
        length, split: see :func:`split_lengths`.
        templates: Q for a grid, or None for the functional rank.

    Raises:
        TypeError, ValueError: if a size is not such an integer.

    Example:
        >>> for bound in bounds_overview(3, 3, 2, 12):
        ...     print(f"{bound.kind:5}  {bound.status:11}  {bound.value:>9}  {bound.name}")
        upper  proved             304  sharp bound
        upper  proved             308  state bound
        upper  proved          216832  end bound
        upper  proved       14630106064  start bound
        lower  conjectured         22  paper's lower bound
        value  conjectured        304  sharp formula
    """
    depth, m, r = checked_sizes(depth, input_dim, channels)
    s, e = split_lengths(length, split)
    sizes = (depth, m, r, length)
    upper = [Bound("state bound", "upper", "proved", state_bound(*sizes, split=split))]
    if depth <= SHARP_DEPTH:
        upper.insert(0, Bound("sharp bound", "upper", "proved", sharp_bound(*sizes, split=split)))
    for name, bound in (("end bound", end_bound), ("start bound", start_bound)):
        upper.append(Bound(name, "upper", "proved", bound(*sizes, templates=templates, split=split)))
    known = sorted(upper, key=lambda bound: bound.value)
    if s == e:
        status = "conjectured" if paper_bound_status(depth) == "conjectured" else "proved"
        if templates is None or templates >= m:
            known.append(Bound("paper's lower bound", "lower", status, paper_lower_bound(*sizes)))
        value = sharp_rank(*sizes, templates=templates)
        if value is not None:
            proved = depth == 1 or m == 1 or r == 1
            known.append(Bound("sharp formula", "value", "proved" if proved else "conjectured", value))
    return tuple(known)


def best_upper_bound(
    depth: int,
    input_dim: int,
    channels: int,
    length: int,
    *,
    templates: int | None = None,
    split: int | None = None,
) -> tuple[int, str]:
    """Return the smallest upper bound that is proved for all weights, and its name.

    Args, Raises: as for :func:`bounds_overview`.

    Example:
        >>> best_upper_bound(3, 3, 2, 12)
        (304, 'sharp bound')
        >>> best_upper_bound(3, 2, 2, 8, templates=2)
        (16, 'end bound')
    """
    best = bounds_overview(depth, input_dim, channels, length, templates=templates, split=split)[0]
    return best.value, best.name
