"""What is known about the rank formulas: for which sizes they are theorems, and for which conjectures."""

from __future__ import annotations

from enum import StrEnum

from racteach.bounds.counting import checked_sizes, multiset_coefficient, split_lengths


class Status(StrEnum):
    """How sure a statement is.

    PROVED: a proof without any computation. CERTIFIED: a proof that begins from ranks that were computed
    modulo a prime and met a proved upper bound. CONJECTURED: computed only. REFUTED: a proved bound
    contradicts it.
    """

    PROVED = "proved"
    CERTIFIED = "proved with a certified base"
    CONJECTURED = "conjectured"
    REFUTED = "refuted"


#: Depth 2 with M < R: the pairs (M, R) for which the formula is a theorem, for every n.
NARROW_PAIRS = frozenset({(2, 3), (2, 4), (2, 5), (3, 4), (3, 5), (4, 5), (3, 6), (4, 6), (5, 6)})

#: Depth 3: the largest R for which a computed base makes the formula a theorem from n = 3 on.
CERTIFIED_CHANNELS = 7

#: Mirrored sizes (L, R, n) with n < L, M >= R, whose rank was computed and meets the dual bound.
CERTIFIED_MIRRORS = {
    (4, 2, 3): 106, (5, 2, 3): 188, (6, 2, 3): 304, (7, 2, 3): 460, (8, 2, 3): 662,
    (4, 3, 3): 2844, (5, 2, 4): 6444,
}  # fmt: skip

#: Letters at depth L >= 3: sizes (L, M, R, n) whose one-hot rank lies below the paper's bound: (rank, bound).
COUNTEREXAMPLES = {
    (3, 6, 5, 2): (30, 35),
    (4, 4, 3, 2): (12, 15),
    (6, 3, 2, 2): (6, 7),
    (6, 3, 2, 3): (18, 22),
    (8, 4, 2, 2): (8, 9),
    (5, 4, 3, 2): (12, 16),
    (5, 4, 3, 3): (48, 64),
}


def rank_status(
    depth: int, input_dim: int, channels: int, length: int, *, templates: int | None = None
) -> Status:
    """Say what :func:`sharp_rank` is for a size: a theorem about almost every circuit, or a conjecture.

    For inputs that are free vectors and ``n = T/2`` it is a theorem (L = 1: of Levine, Sharir and Shashua,
    arXiv 1710.09431; the others: docs/theorems.md)

    * for L = 1, for M = 1, for R = 1, and for n = 1 (the power bound meets the end bound);
    * for L = 2, M >= R, every n: ``R mc(R, n)``;
    * for L = 2, M < R: for the pairs in ``NARROW_PAIRS``, every n;
    * for L = 3, M >= R: for R <= 7 and n >= 3, and for every R and ``n >= 4R + 7``;
    * for L = 3, M = 2, R = 3 and n = 5, 6;
    * for L = 4, R = 2, M >= 2, n >= 4;
    * for the mirrored sizes in ``CERTIFIED_MIRRORS``.

    For a grid of templates it is a theorem at L = 1, M = 1 and R = 1 only.

    Example:
        >>> [str(rank_status(depth, 2, 2, 12)) for depth in (2, 3, 5)]
        ['proved', 'proved with a certified base', 'conjectured']
    """
    depth, m, r = checked_sizes(depth, input_dim, channels)
    n, _ = split_lengths(length)
    if depth == 1 or m == 1 or r == 1:
        return Status.PROVED
    if templates is not None:
        return Status.CONJECTURED
    if n == 1 or (depth == 2 and m >= r) or (depth == 3 and m >= r and n >= 4 * r + 7):
        return Status.PROVED
    certified = (
        (depth == 2 and (m, r) in NARROW_PAIRS)
        or (depth == 3 and m >= r and r <= CERTIFIED_CHANNELS and n >= 3)
        or ((depth, m, r) == (3, 2, 3) and n in (5, 6))
        or (depth == 4 and r == 2 and n >= 4)
        or (m >= r and (depth, r, n) in CERTIFIED_MIRRORS)
    )
    return Status.CERTIFIED if certified else Status.CONJECTURED


def power_bound(
    depth: int, input_dim: int, channels: int, length: int, *,
    templates: int | None = None, split: int | None = None,
) -> int:  # fmt: skip
    """Return a lower bound on the rank of almost every circuit for inputs that are free vectors.

        sep >= mc(m, D),        D = mc(e, L-1)

    Proved, for every depth and split (docs/theorems.md, section 4; we know of no earlier proof for L >= 3):
    :func:`racteach.constructions.power_circuit` computes the D-th power of an inner product of start and end,
    and one circuit is enough, as a minor that is not zero once is zero almost nowhere. It is the bound that
    the paper conjectures, without its cap M^n. On a grid the proof takes (1, ..., 1) and mc(m, D) more
    templates; for fewer it says nothing, and is 1.

    Example:
        >>> [power_bound(depth, 2, 2, 12) for depth in (1, 2, 3, 4)]
        [2, 7, 22, 57]
    """
    depth, m, r = checked_sizes(depth, input_dim, channels)
    _, e = split_lengths(length, split)
    value = multiset_coefficient(min(m, r), multiset_coefficient(e, depth - 1))
    return value if templates is None or templates > value else 1
