"""Matricization: a tensor over time steps, laid out as a matrix with one side of a split as its rows.

        x1 -- x2 -- x3  |  x4 -- x5 -- x6
        '--- rows ---'     '-- columns --'

TensorLy does the unfolding; here its arguments are checked and named after what they mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from racteach import validation


def matricize(tensor: ArrayLike, start: Iterable[int]) -> NDArray[Any]:
    """Unfold a tensor into a matrix: the time steps in ``start`` index its rows, the others its columns.

    ``start`` names at least one step, counted from 0, and not all. Several steps are counted in lexicographic
    order, the first one named turning slowest: with ``start=(0, 2)`` the row of ``(d_0, d_2)`` is
    ``d_0 * Q + d_2``. The columns keep their order.

    Raises:
        TypeError: if a step is not an integer.
        ValueError: if a step is repeated, negative or too large, or a side of the split is empty.

    Source:
        Kolda and Bader, SIAM Review 51 (2009), section 2.4; ``tensorly.base.matricize``.

    Example:
        >>> tensor = np.arange(8).reshape(2, 2, 2)
        >>> matricize(tensor, start=(0, 2))
        array([[0, 2],
               [1, 3],
               [4, 6],
               [5, 7]])
    """
    import tensorly as tl
    from tensorly.base import matricize as tensorly_matricize

    array = _as_array(tensor)
    rows = _checked_side(start, array.ndim)
    columns = [step for step in range(array.ndim) if step not in rows]
    with tl.backend_context("numpy", local_threadsafe=True):
        return np.asarray(tensorly_matricize(array, rows, columns))


def start_end_matricization(tensor: ArrayLike) -> NDArray[Any]:
    """Return ``[[A]]_{S,E}``: the first half of the time steps as rows, the second half as columns.

    Source:
        Levine, Sharir and Shashua, arXiv 1710.09431 (2017): the Start-End matricization.

    Example:
        >>> start_end_matricization(np.arange(16).reshape(2, 2, 2, 2)).shape
        (4, 4)
    """
    array = _as_array(tensor)
    length = validation.even_length(array.ndim, "the tensor's number of axes") if array.ndim else 0
    if not length:
        raise ValueError(
            "a single number has no time steps to split: give a tensor with an even number of axes"
        )
    return matricize(array, range(length // 2))


def _as_array(tensor: ArrayLike) -> NDArray[Any]:
    try:
        return np.asarray(tensor)
    except ValueError:
        raise ValueError("a tensor must be a full array: these nested lists have different lengths") from None


def _checked_side(start: Iterable[int], length: int) -> list[int]:
    if isinstance(start, (int, np.integer)) and not isinstance(start, bool):
        start = (int(start),)
    try:
        steps = [validation.integer(step, "each time step in start", minimum=None) for step in start]
    except TypeError as error:
        raise TypeError(f"start must be time steps counted from 0, for instance (0, 2): {error}") from None
    if length < 2:
        raise ValueError(f"a split needs a tensor with at least 2 time steps (axes), not {length}")
    if not steps:
        raise ValueError("start is empty: name at least one time step for the rows")
    allowed = f"the tensor has time steps 0 to {length - 1}"
    for step in steps:
        if step < 0:
            raise ValueError(f"time step {step} is negative: {allowed}, counted from the front")
        if step >= length:
            raise ValueError(f"time step {step} is out of range: {allowed}")
    repeated = sorted({step for step in steps if steps.count(step) > 1})
    if repeated:
        raise ValueError(f"start names time step {validation.number_list(repeated)} more than once")
    if len(steps) == length:
        raise ValueError(f"start names all {length} time steps and leaves no column: leave at least one out")
    return steps
