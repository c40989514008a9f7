"""Primes: the moduli in which the course computes exactly.

Every modulus is tested here before any engine sees it, because elimination modulo a composite number
can divide by a zero divisor (python-flint even aborts the whole process for some composite moduli).
"""

from __future__ import annotations

from typing import Any

from racteach.validation import integer, shown

#: Moduli must lie below this bound: a residue then needs at most 22 bits and a sign, and a sum of 512
#: products of two of them stays below 2^53, up to which float64 holds every integer exactly.
MODULUS_LIMIT = 2**23

#: The largest prime below :data:`MODULUS_LIMIT`, and the modulus of every exact rank unless another is named.
DEFAULT_PRIME = 8388593

# Miller-Rabin with the first four prime bases decides primality below 3.2 * 10^9 (Jaeschke, On strong
# pseudoprimes to several bases, Math. Comp. 61, 1993), with the first thirteen below 3.3 * 10^24 (Sorenson
# and Webster, Strong pseudoprimes to twelve prime bases, Math. Comp. 86, 2017).
_BASES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41)
_FOUR_SUFFICE_BELOW, _PROVEN_BELOW = 3215031751, 3317044064679887385961981


def is_prime(number: Any) -> bool:
    """Decide whether an integer below 3.3 * 10^24 is prime, deterministically (below 2 none is).

    Example:
        >>> [n for n in range(30) if is_prime(n)]
        [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
    """
    n = integer(number, "number", maximum=_PROVEN_BELOW - 1)
    if n < 2:
        return False
    bases = _BASES[:4] if n < _FOUR_SUFFICE_BELOW else _BASES
    if any(n % base == 0 for base in bases):
        return n in bases
    odd, twos = n - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    return all(_passes(n, base, odd, twos) for base in bases)


def _passes(n: int, base: int, odd: int, twos: int) -> bool:
    power = pow(base, odd, n)
    if power in (1, n - 1):
        return True
    for _ in range(twos - 1):
        power = power * power % n
        if power == n - 1:
            return True
    return False


def checked_prime(modulus: Any) -> int:
    """Return ``modulus`` as an int if the exact engines support it: a prime below 2^23.

    Example:
        >>> checked_prime(91)
        Traceback (most recent call last):
        ...
        ValueError: the modulus must be a prime below 2^23 = 8388608, and 91 is not prime: try 89 or 97
    """
    prime = integer(modulus, "the modulus", minimum=2)
    if prime >= MODULUS_LIMIT:
        raise ValueError(
            f"the modulus must be a prime below 2^23 = {MODULUS_LIMIT}, and {shown(prime)} is too large: "
            f"try {DEFAULT_PRIME}, the largest one"
        )
    if not is_prime(prime):
        raise ValueError(
            f"the modulus must be a prime below 2^23 = {MODULUS_LIMIT}, and {prime} is not prime: "
            f"try {_neighbours(prime)}"
        )
    return prime


def _neighbours(composite: int) -> str:
    below = next(n for n in range(composite - 1, 1, -1) if is_prime(n))
    above = next((n for n in range(composite + 1, MODULUS_LIMIT) if is_prime(n)), None)
    return str(below) if above is None else f"{below} or {above}"
