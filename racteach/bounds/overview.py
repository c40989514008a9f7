"""All that is known about one size: which bounds are proved, which are conjectured, and which is best."""

from __future__ import annotations

from dataclasses import dataclass

from racteach.bounds.closed_forms import depth_four_bound, narrow_bound
from racteach.bounds.counting import checked_sizes, split_lengths
from racteach.bounds.deep import dual_bound, layer_bound
from racteach.bounds.proved import end_bound, paper_bound_status, paper_lower_bound, start_bound, state_bound
from racteach.bounds.sharp import SHARP_DEPTH, sharp_bound, sharp_rank
from racteach.bounds.theorems import Status, power_bound, rank_status


@dataclass(frozen=True)
class Bound:
    """One statement about the rank of almost every circuit of a size.

    Attributes:
        name: for instance ``"state bound"``.
        kind: ``"upper"``, ``"lower"`` or ``"value"``.
        status: a :class:`Status`, which is a text: ``"proved"``, ``"conjectured"`` and so on.
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
        ...     print(f"{bound.kind:5}  {bound.value:>11}  {bound.name}, {bound.status}")
        upper          304  sharp bound, proved
        upper          308  state bound, proved
        upper       216832  end bound, proved
        upper  14630106064  start bound, proved
        lower           22  power bound, proved
        lower           22  paper's lower bound, proved
        value          304  sharp formula, proved with a certified base
    """
    depth, m, r = checked_sizes(depth, input_dim, channels)
    s, e = split_lengths(length, split)
    known = _upper_bounds(depth, m, r, length, templates, split)
    if depth > 1:
        power = power_bound(depth, m, r, length, templates=templates, split=split)
        known.append(Bound("power bound", "lower", Status.PROVED, power))
    if s == e:
        sizes = (depth, m, r, length)
        if templates is None or templates >= m:
            known.append(_paper_bound(*sizes, templates, best=known[0].value))
        value = sharp_rank(*sizes, templates=templates)
        if value is not None:
            status = rank_status(*sizes, templates=templates)
            known.append(Bound("sharp formula", "value", status, value))
    return tuple(known)


def _paper_bound(depth: int, m: int, r: int, length: int, templates: int | None, best: int) -> Bound:
    value = paper_lower_bound(depth, m, r, length)
    status = Status.CONJECTURED
    if paper_bound_status(depth, inputs="vectors" if templates is None else "letters") != "conjectured":
        status = Status.PROVED
    elif value > best:
        status = Status.REFUTED
    return Bound("paper's lower bound", "lower", status, value)


def _upper_bounds(
    depth: int,
    m: int,
    r: int,
    length: int,
    templates: int | None,
    split: int | None,
    *,
    earlier: bool = False,
) -> list[Bound]:
    """Return the upper bounds, smallest first; of equal ones the first here."""
    sizes, (_, e) = (depth, m, r, length), split_lengths(length, split)
    found = [("state bound", state_bound(*sizes, split=split))]
    if depth <= SHARP_DEPTH:
        found.insert(0, ("sharp bound", sharp_bound(*sizes, split=split)))
    for name, bound in (("end bound", end_bound), ("start bound", start_bound)):
        found.append((name, bound(*sizes, templates=templates, split=split)))
    if depth > 1 and not earlier:
        if (depth, m, r) == (3, 2, 3) and 3 <= e <= 6:
            found.append(("narrow bound", narrow_bound(e)))
        if depth == 4 and r == 2 and e >= 4:
            found.append(("depth-four bound", depth_four_bound(e)))
        elif depth > SHARP_DEPTH:
            found.append(("layer bound", layer_bound(*sizes, split=split)))
        if depth > e:
            found.append(("dual bound", dual_bound(*sizes, split=split)))
    known = [Bound(name, "upper", Status.PROVED, value) for name, value in found]
    return sorted(known, key=lambda bound: bound.value)


def best_upper_bound(
    depth: int,
    input_dim: int,
    channels: int,
    length: int,
    *,
    templates: int | None = None,
    split: int | None = None,
    earlier: bool = False,
) -> tuple[int, str]:
    """Return the smallest upper bound that is proved for all weights, and its name.

    Args:
        depth, input_dim, channels, length, templates, split: as for :func:`bounds_overview`.
        earlier: leave out the layer, dual, narrow and depth-four bounds. Certificates made before these were
            proved name the best of the others.

    Raises:
        TypeError, ValueError: if a size is not such an integer.

    Example:
        >>> best_upper_bound(3, 3, 2, 12)
        (304, 'sharp bound')
        >>> best_upper_bound(3, 2, 2, 8, templates=2)
        (16, 'end bound')
        >>> best_upper_bound(4, 2, 2, 6), best_upper_bound(4, 2, 2, 6, earlier=True)
        ((106, 'dual bound'), (110, 'end bound'))
    """
    depth, m, r = checked_sizes(depth, input_dim, channels)
    best = _upper_bounds(depth, m, r, length, templates, split, earlier=earlier)[0]
    return best.value, best.name
