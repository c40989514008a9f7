"""Explorer: the proof of the depth-2 bound as three matrices, and what becomes of their ranks."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from racteach.bounds import multiset_coefficient
from racteach.constructions import ProofFactors, proof_factors
from racteach.explorers.shell import Explorer, int_slider
from racteach.figures import Picture, draw_proof, picture
from racteach.ranks import exact_rank

_SIZE = (9.6, 5.6)


@lru_cache(maxsize=128)
def _factors(letters: int, half_length: int, z: int) -> tuple[ProofFactors, tuple[int, ...]]:
    factors = proof_factors(letters, half_length, z)
    evaluation = factors.evaluation[factors.distinct]
    return factors, tuple(exact_rank(part) for part in (evaluation, factors.coefficients, factors.matrix))


def compute(*, letters: int, half_length: int, z: int) -> dict[str, Any]:
    """Return the three factors, one row for each letter count, and the exact ranks of factors and product.

    Example:
        >>> data = compute(letters=2, half_length=2, z=2)
        >>> data["ranks"], data["expected"]
        ((3, 3, 3), 3)
        >>> compute(letters=2, half_length=2, z=1)["ranks"]
        (1, 1, 1)
    """
    factors, ranks = _factors(letters, half_length, z)
    rows = factors.distinct
    words = ["".join("abc"[letter] for letter in word) for word in factors.starts]
    return {
        "letters": letters,
        "half_length": half_length,
        "z": z,
        "starts": [words[row] for row in rows],
        "ends": words,
        "monomials": ["".join(map(str, monomial)) for monomial in factors.monomials],
        "scales": factors.scales[rows],
        "evaluation": factors.evaluation[rows],
        "coefficients": factors.coefficients,
        "ranks": ranks,
        "expected": multiset_coefficient(letters, half_length),
    }


def describe(data: dict[str, Any]) -> str:
    """Say the sizes and the ranks of all factors."""
    evaluation, spanning, whole = data["ranks"]
    return (
        f"The proof's matrices for m = {data['letters']} letters, n = {data['half_length']}, "
        f"z = {data['z']}: the evaluation has rank {evaluation}, the end polynomials rank {spanning}, the "
        f"whole matricization rank {whole}; the bound mc(m, n) is {data['expected']}."
    )


def explorer() -> Explorer:
    """Return the explorer as a widget."""
    controls = {
        "letters": int_slider("letters m", 2, 2, 3),
        "half_length": int_slider("half length n", 2, 1, 3),
        "z": int_slider("z", 2, -2, 4),
    }
    return Explorer(
        compute, draw_proof, describe, controls, size=_SIZE, rows=[["letters", "half_length"], ["z"]]
    )


def static(letters: int = 2, half_length: int = 2, z: int = 2) -> Picture:
    """Return one view of the explorer as a picture."""
    data = compute(letters=letters, half_length=half_length, z=z)
    return picture(draw_proof, data, alt=describe(data), size=_SIZE)
