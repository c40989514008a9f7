"""Primality, against a sieve and against numbers that are known to fool weaker tests."""

from __future__ import annotations

import oracles
import pytest

from racteach.exact.primes import DEFAULT_PRIME, MODULUS_LIMIT, checked_prime, is_prime

# Carmichael numbers fool Fermat's test for every base (Korselt 1899, OEIS A002997).
CARMICHAEL = [561, 1105, 1729, 2465, 2821, 6601, 8911, 10585, 15841, 29341, 825265, 321197185]

# The least numbers that fool Miller-Rabin with the first k prime bases (OEIS A014233), k = 1..13.
STRONG_PSEUDOPRIMES = [
    2047, 1373653, 25326001, 3215031751, 2152302898747, 3474749660383, 341550071728321,
    3825123056546413051, 318665857834031151167461,
]  # fmt: skip

LARGE_PRIMES = [2**31 - 1, 2**61 - 1, 2**64 + 13, 10**18 + 9, 10**24 + 7]


def test_agrees_with_a_sieve():
    limit = 10**5
    assert [n for n in range(-5, limit) if is_prime(n)] == oracles.primes_below(limit).tolist()


@pytest.mark.parametrize("number", CARMICHAEL + STRONG_PSEUDOPRIMES)
def test_is_not_fooled(number):
    assert not is_prime(number)


@pytest.mark.parametrize("number", LARGE_PRIMES)
def test_knows_large_primes_and_their_products(number):
    assert is_prime(number)
    assert not is_prime(number + 1)
    if number < 10**12:
        assert not is_prime(number * number)
        assert not is_prime(number * 1000003)


def test_refuses_where_its_proof_ends():
    # The least number that fools all thirteen bases: it is composite, and must not be called prime.
    first_unproven = 3317044064679887385961981
    assert first_unproven == 1287836182261 * 2575672364521
    with pytest.raises(ValueError, match="number must be an integer <= 3317044064679887385961980"):
        is_prime(first_unproven)
    assert not is_prime(first_unproven - 1)


def test_the_default_prime_is_the_largest_below_the_limit():
    primes = oracles.primes_below(MODULUS_LIMIT)
    assert MODULUS_LIMIT == 2**23
    assert primes[-1] == DEFAULT_PRIME
    for prime in [*primes[:50], *primes[-50:]]:
        assert checked_prime(prime) == prime


def test_suggests_primes_next_to_a_composite():
    primes = set(oracles.primes_below(1000).tolist())
    for number in sorted(set(range(4, 900)) - primes):
        with pytest.raises(ValueError) as caught:
            checked_prime(number)
        below, above = str(caught.value).rsplit("try ", 1)[1].split(" or ")
        assert int(below) < number < int(above)
        assert {int(below), int(above)} <= primes
        assert not primes & set(range(int(below) + 1, int(above)))


def test_a_modulus_comes_back_as_a_python_integer():
    import numpy as np

    assert type(checked_prime(np.int64(7))) is int
