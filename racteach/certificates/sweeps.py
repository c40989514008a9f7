"""Which sizes an atlas is to hold, and how one of its rows is computed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from racteach import bounds, validation
from racteach.bounds.sizes import Size
from racteach.certificates.by_blocks import BlockCertificate, applies, plan
from racteach.certificates.certificate import Certificate, separation_rank
from racteach.certificates.torus import torus_prime
from racteach.exact.arithmetic import quick_prime
from racteach.exact.primes import DEFAULT_PRIME

#: Kinds of inputs that a sweep covers.
TEMPLATES = ("generic", "one-hot")


@dataclass(frozen=True)
class Request:
    """A row that an atlas is to hold: equal halves, and all that its certificate is drawn from.

    Attributes:
        size: L, M, R, T.
        templates: ``"generic"``, ``"one-hot"`` or Q.
        seed: see :func:`racteach.separation_rank`; the prime is the usual one.
    """

    size: Size
    templates: str | int = "generic"
    seed: int = 0

    @property
    def key(self) -> Key:
        """What tells it from every other; :func:`row_key` of its row is the same."""
        letters = self.size.input_dim if self.templates == "one-hot" else self.templates
        bound = bounds.best_upper_bound(*self.size, templates=letters if isinstance(letters, int) else None)[
            1
        ]
        return (self.size, self.size.length // 2, self.templates, self.seed, None, bound)


#: Size, split, templates, seed, prime (None for the usual one), and the name of the best proved upper bound.
#: A row that was made before a better bound was proved is so another one, and a builder makes it anew.
Key = tuple[Size, int, str | int, int, int | None, str]


def row_key(row: Certificate) -> Key:
    """Return what tells a row from every other."""
    degree = bounds.multiset_coefficient(row.length - row.split, row.depth - 1)
    by_blocks = isinstance(row, BlockCertificate)
    usual = [torus_prime(degree)] if by_blocks else [DEFAULT_PRIME, quick_prime(row.channels)]
    prime = None if row.prime in usual else row.prime
    return (size_of(row), row.split, row.templates, row.seed, prime, row.upper_bound_name)


def size_of(row: Certificate) -> Size:
    """Return L, M, R, T of a row."""
    return Size(row.depth, row.input_dim, row.channels, row.length)


def compute_row(request: Request) -> str:
    """Return the certificate that is asked for as a line of JSON. This is what a worker does."""
    return separation_rank(*request.size, templates=request.templates, seed=request.seed).to_json()


def sweep(
    depths: Iterable[int],
    max_rank: int,
    *,
    max_length: int = 20,
    max_channels: int = 8,
    grid_length: int = 12,
    templates: Iterable[str] = TEMPLATES,
    grids: bool = False,
    blocks: bool = False,
    seed: int = 0,
) -> list[Request]:
    """List the rows whose best proved upper bound is at most K, the smallest bounds first.

    They have ``2 <= M <= R``: for arbitrary vectors as inputs, M > R gives the rank of M = R.

    Args:
        depths: the values of L, each >= 1.
        max_rank: K >= 1, compared with the bound for generic inputs.
        max_length: the largest T.
        max_channels: the largest R.
        grid_length: the largest T of one-hot rows.
        templates: ``"generic"``, ``"one-hot"`` or both.
        grids: also every one-hot row whose own bound is at most K, with M and R up to ``max_channels``.
        blocks: of the generic rows only those that are computed by blocks, which large ranks need.
        seed: of every row.

    Raises:
        TypeError, ValueError: if an argument is not as described.

    Example:
        >>> for request in sweep([2], 6, max_channels=3, max_length=4, templates=["generic"]):
        ...     print(*request.size)
        2 2 2 2
        2 2 3 2
        2 3 3 2
        2 2 2 4
        2 2 3 4
    """
    depths = sorted({validation.integer(depth, "a depth", minimum=1) for depth in depths})
    max_rank = validation.integer(max_rank, "max_rank", minimum=1)
    max_length = validation.integer(max_length, "max_length", minimum=2)
    max_channels = validation.integer(max_channels, "max_channels", minimum=2)
    seed = validation.seed(seed)
    wanted = set(templates)
    if not wanted <= set(TEMPLATES):
        raise ValueError(f'templates must be "generic", "one-hot" or both, not {sorted(wanted)}')
    found: list[tuple[int, int, Request]] = []
    for depth, channels, input_dim, length in product(
        depths,
        range(2, max_channels + 1),
        range(2, max_channels + 1),
        range(2, max_length + 1, 2),
    ):
        size = Size(depth, input_dim, channels, length)
        upper = bounds.best_upper_bound(*size)[0]
        generic = input_dim <= channels and upper <= max_rank
        if "generic" in wanted and generic and (not blocks or _by_blocks(size, upper)):
            found.append((upper, 0, Request(size, templates="generic", seed=seed)))
        if "one-hot" in wanted and length <= grid_length and (generic or grids):
            upper = bounds.best_upper_bound(*size, templates=input_dim)[0]
            if upper <= max_rank:
                found.append((upper, 1, Request(size, templates="one-hot", seed=seed)))
    found.sort(key=lambda entry: entry[:2])
    return [request for _, _, request in found]


def _by_blocks(size: Size, upper: int) -> bool:
    half = size.length // 2
    groups, sizes = min(size.input_dim, size.channels), (size.depth, size.channels, half)
    reached = applies(size.depth, size.input_dim, size.channels, half, half)
    return reached and plan(*sizes, groups=groups, upper=upper) is not None
