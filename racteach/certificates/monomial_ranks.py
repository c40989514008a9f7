"""The rank, taken apart: one number for each monomial of layer 1 after the end's first step."""

from __future__ import annotations

from racteach import bounds, validation
from racteach.certificates import budget
from racteach.certificates.by_blocks import applies, block_certificate, plan
from racteach.certificates.torus import monomials


def block_ranks(
    depth: int,
    input_dim: int,
    channels: int,
    length: int,
    *,
    seed: int = 0,
    memory_limit: int = budget.MEMORY_LIMIT,
) -> dict[tuple[int, ...], int]:
    """Return the ranks of the blocks whose sum is the Start-End separation rank.

        rank = sum of the ranks of all blocks alpha, alpha_1 + ... + alpha_R = D,        D = mc(n, L-1)

    Block alpha is the coefficient of ``v^alpha``, where v is layer 1 after the end's first step. Each rank is
    computed modulo a prime, at random weights: so it is a lower bound of what almost every circuit has. Where
    the sum meets a proved upper bound (:func:`racteach.bounds.best_upper_bound`), every block is exact.

    Args:
        depth: L >= 2.
        input_dim, channels: M >= R, R from 2 to 31.
        length: T, even, with n = T/2 >= L.
        seed: of weights, states and inputs.
        memory_limit: bytes that the computation may take, 4 GiB by default.

    Returns:
        The rank of each block by its exponents alpha, ``mc(R, D)`` of them, in lexicographic order.

    Raises:
        TypeError, ValueError: if an argument is not as described.
        MemoryError: if it takes more than ``memory_limit``.

    Source:
        This course, docs/theorems.md, section 6.

    Example:
        >>> block_ranks(2, 2, 2, 4)
        {(0, 2): 2, (1, 1): 2, (2, 0): 2}
        >>> list(block_ranks(3, 2, 2, 6).values())                 # 52 in all, where the state bound is 56
        [6, 8, 8, 8, 8, 8, 6]
    """
    depth = validation.integer(depth, "depth", minimum=1)
    input_dim = validation.integer(input_dim, "input_dim", minimum=1)
    channels = validation.integer(channels, "channels", minimum=1)
    start, end = bounds.split_lengths(length, None)
    seed = validation.seed(seed)
    memory_limit = validation.integer(memory_limit, "memory_limit", minimum=1)
    if input_dim < channels or not applies(depth, input_dim, channels, start, end):
        raise ValueError(
            "the rank is a sum over blocks for L >= 2, 2 <= R <= M, R <= 31 and T >= 2L, and these are "
            f"L = {depth}, M = {input_dim}, R = {channels}, T = {length}"
        )
    sizes = plan(depth, channels, end)
    if sizes is None:
        raise ValueError(f"no prime below 2^17 suits an end of {end} steps at depth {depth}: choose less")
    fixed = budget.circuit_memory(depth, input_dim, channels, length)
    needed = fixed + sizes.memory()
    if needed > memory_limit:
        raise MemoryError(
            f"the blocks take {validation.bytes_text(needed)}, more than memory_limit = "
            f"{validation.bytes_text(memory_limit)}: choose smaller sizes or raise it"
        )
    certificate = block_certificate(input_dim, start, sizes, seed=seed, memory_limit=memory_limit - fixed)
    degree = bounds.multiset_coefficient(end, depth - 1)
    return dict(zip(monomials(channels, degree), certificate.ranks, strict=True))
