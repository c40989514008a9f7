"""All that is known about one size: which bounds are proved, which are conjectured, and which is best."""

from __future__ import annotations

from dataclasses import dataclass

from racteach.bounds.counting import checked_sizes, split_lengths
from racteach.bounds.deep import dual_bound, layer_bound
from racteach.bounds.proved import end_bound, paper_bound_status, paper_lower_bound, start_bound, state_bound
from racteach.bounds.sharp import SHARP_DEPTH, depth_four_bound, narrow_bound, sharp_bound, sharp_rank
from racteach.bounds.sizes import Size
from racteach.bounds.theorems import Status, power_bound, rank_status


@dataclass(frozen=True)
class Bound:
    """One statement about the rank of almost every circuit of a size."""

    name: str  #: for instance ``"state bound"``
    kind: str  #: ``"upper"``, ``"lower"`` or ``"value"``
    status: str  #: a :class:`Status`
    value: int


def bounds_overview(
    depth: int, input_dim: int, channels: int, length: int, *,
    templates: int | None = None, split: int | None = None,
) -> tuple[Bound, ...]:  # fmt: skip
    """Return every bound that applies to a size, the best proved upper bound first among the upper ones.

    The paper's bound and the formulas' value apply to equal halves only.

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
    size = Size(*checked_sizes(depth, input_dim, channels), length)
    s, e = split_lengths(length, split)
    bounds = _upper_bounds(size, templates, split)
    if depth > 1:
        power = power_bound(*size, templates=templates, split=split)
        bounds.append(Bound("power bound", "lower", Status.PROVED, power))
    if s == e:
        if templates is None or templates >= size.input_dim:
            bounds.append(_paper_bound(size, templates, best=bounds[0].value))
        value = sharp_rank(*size, templates=templates)
        if value is not None:
            bounds.append(Bound("sharp formula", "value", rank_status(*size, templates=templates), value))
    return tuple(bounds)


def _paper_bound(size: Size, templates: int | None, best: int) -> Bound:
    value = paper_lower_bound(*size)
    status = Status.CONJECTURED
    inputs = "vectors" if templates is None else "letters"
    if paper_bound_status(size.depth, inputs=inputs) != "conjectured":
        status = Status.PROVED
    elif value > best:
        status = Status.REFUTED
    return Bound("paper's lower bound", "lower", status, value)


def _upper_bounds(
    size: Size, templates: int | None, split: int | None, *, earlier: bool = False
) -> list[Bound]:
    """Return the upper bounds, smallest first; of equal ones the first here."""
    depth, m, r, length = size
    _, e = split_lengths(length, split)
    found = [("sharp bound", sharp_bound(*size, split=split))] if depth <= SHARP_DEPTH else []
    found.append(("state bound", state_bound(*size, split=split)))
    for name, bound in (("end bound", end_bound), ("start bound", start_bound)):
        found.append((name, bound(*size, templates=templates, split=split)))
    if depth > 1 and not earlier:
        if (depth, m, r) == (3, 2, 3) and 3 <= e <= 6:
            found.append(("narrow bound", narrow_bound(e)))
        if depth == 4 and r == 2 and e >= 4:
            found.append(("depth-four bound", depth_four_bound(e)))
        elif depth > SHARP_DEPTH:
            found.append(("layer bound", layer_bound(*size, split=split)))
        if depth > e:
            found.append(("dual bound", dual_bound(*size, split=split)))
    bounds = [Bound(name, "upper", Status.PROVED, value) for name, value in found]
    return sorted(bounds, key=lambda bound: bound.value)


def best_upper_bound(
    depth: int, input_dim: int, channels: int, length: int, *,
    templates: int | None = None, split: int | None = None, earlier: bool = False,
) -> tuple[int, str]:  # fmt: skip
    """Return the smallest upper bound that is proved for all weights, and its name.

    ``earlier`` leaves out the layer, dual, narrow and depth-four bounds: certificates made before these were
    proved name the best of the others.

    Example:
        >>> best_upper_bound(3, 3, 2, 12), best_upper_bound(3, 2, 2, 8, templates=2)
        ((304, 'sharp bound'), (16, 'end bound'))
        >>> best_upper_bound(4, 2, 2, 6), best_upper_bound(4, 2, 2, 6, earlier=True)
        ((106, 'dual bound'), (110, 'end bound'))
    """
    size = Size(*checked_sizes(depth, input_dim, channels), length)
    best = _upper_bounds(size, templates, split, earlier=earlier)[0]
    return best.value, best.name
