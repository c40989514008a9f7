"""The exact engine against Python's integers, with the inputs that come closest to an overflow."""

from __future__ import annotations

import numpy as np
import oracles
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from racteach.exact.arithmetic import Float64, Modular

LARGEST = 8388593
ALL_PRIMES = oracles.primes_below(2**23)
PRIMES = st.one_of(
    st.sampled_from([2, 3, 5, 7, 11, 101, 8191, 132439, 288499, 4194301, LARGEST]),
    st.integers(0, len(ALL_PRIMES) - 1).map(lambda place: int(ALL_PRIMES[place])),
)
DTYPES = ["bool", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "longdouble"]
INNER = [0, 1, 2, 127, 128, 129, 255, 256, 257, 300, 511, 512, 513, 1000, 1025]


def exactly(integers):
    """Python integers in an array: they never overflow."""
    return np.array(integers, dtype=object)


def elements_near_half(rng, prime, shape):
    """Elements of the largest size that the engine's promise |x| <= p/2 + 2 allows, odd and even ones."""
    half = prime // 2 + 2
    sizes = np.maximum(half - rng.integers(0, 3, shape), 0)
    return (sizes * rng.choice([-1, 1], shape)).astype(np.float64)


def assert_element(elements, prime):
    assert (elements == np.rint(elements)).all()
    assert (np.abs(elements) <= prime / 2 + 2).all()


# Encoding and decoding


@given(PRIMES, st.lists(st.integers(-(2**200), 2**200), max_size=8))
def test_encode_takes_integers_of_any_size(prime, numbers):
    engine = Modular(prime)
    elements = engine.encode(numbers)
    assert_element(elements, prime)
    assert engine.decode(elements).tolist() == [number % prime for number in numbers]


@given(PRIMES, st.lists(st.floats(-1e300, 1e300).map(np.rint), min_size=1, max_size=8))
def test_encode_takes_whole_floats_exactly(prime, numbers):
    engine = Modular(prime)
    expected = [int(number) % prime for number in numbers]
    assert engine.decode(engine.encode(numbers)).tolist() == expected
    assert engine.decode(engine.encode(np.array(numbers))).tolist() == expected


@pytest.mark.parametrize(
    "numbers",
    [
        [2**63 + 1, -1],  # NumPy's own conversion makes floats of these, and rounds
        [2**53 + 1, 1.0],
        [2**70 + 1, 1.0],
        [[2**64 - 1, 0], [-(2**63), 2**63]],
        [np.int64(3), 2**90, True],
        np.array([np.int64(3), np.float64(4), 2**90], dtype=object),
    ],
)
def test_encode_does_not_round_mixed_lists(numbers):
    engine = Modular()
    expected = [int(x) % LARGEST for x in np.array(numbers, dtype=object).ravel()]
    assert engine.decode(engine.encode(numbers)).ravel().tolist() == expected


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("prime", [2, 7, LARGEST])
def test_encode_takes_every_numeric_type(dtype, prime):
    dtype = np.dtype(dtype)
    numbers = [0, 1, 1, 0, 1]
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        numbers += [limits.min, limits.max, limits.max - 1]
    elif dtype.kind == "f":
        numbers += [-3, 100, 2048]
    array = np.array(numbers, dtype=dtype)
    engine = Modular(prime)
    with np.errstate(all="raise"):
        assert engine.decode(engine.encode(array)).tolist() == [number % prime for number in numbers]
        assert Float64().encode(array).tolist() == [float(number) for number in numbers]


def test_encode_does_not_hand_out_the_callers_array():
    for engine in (Float64(), Modular()):
        given_array = np.array([1.0, 2.0])
        elements = engine.encode(given_array)
        elements[0] = 5
        assert given_array.tolist() == [1.0, 2.0]


@pytest.mark.parametrize("prime", [2, 3, 5, 7, 101, LARGEST])
def test_decode_gives_the_least_residues(prime):
    engine = Modular(prime)
    residues = engine.decode(engine.encode(np.arange(-3 * prime, 3 * prime, max(1, prime // 50))))
    assert residues.dtype == np.int64 == engine.dtype
    assert residues.min() >= 0
    assert residues.max() < prime


# Operations


@given(PRIMES, st.integers(0, 2**32))
def test_products_of_elements(prime, seed):
    rng = np.random.default_rng(seed)
    engine = Modular(prime)
    a, b = elements_near_half(rng, prime, (5, 1)), elements_near_half(rng, prime, (1, 4))
    product = engine.multiply(a, b)
    assert_element(product, prime)
    assert (engine.decode(product) == exactly(a.astype(int)) * exactly(b.astype(int)) % prime).all()


@given(
    PRIMES, st.sampled_from(INNER), st.integers(0, 2**32), st.sampled_from(["near half", "same sign", "any"])
)
def test_matrix_products_of_any_inner_dimension(prime, inner, seed, kind):
    rng = np.random.default_rng(seed)
    engine = Modular(prime)
    if kind == "any":
        a, b = rng.integers(0, prime, (3, inner)), rng.integers(0, prime, (inner, 2))
        a, b = engine.encode(a), engine.encode(b)
    else:
        a, b = elements_near_half(rng, prime, (3, inner)), elements_near_half(rng, prime, (inner, 2))
        if kind == "same sign":
            a, b = np.abs(a), np.abs(b)
    product = engine.matmul(a, b)
    assert_element(product, prime)
    expected = exactly(a.astype(int)) @ exactly(b.astype(int)) % prime if inner else np.zeros((3, 2))
    assert (engine.decode(product) == expected).all()


@pytest.mark.parametrize("inner", INNER[1:])
@pytest.mark.parametrize("size", [LARGEST // 2, LARGEST // 2 - 1, -(LARGEST // 2)])
def test_the_largest_products_add_up_exactly(inner, size):
    engine = Modular()
    a, b = engine.encode(np.full((2, inner), size)), engine.encode(np.full((inner, 2), size))
    assert (np.abs(a) == abs(size)).all()
    assert (engine.decode(engine.matmul(a, b)) == inner * size * size % LARGEST).all()


@given(PRIMES)
def test_the_limit_on_the_inner_dimension_is_needed_and_kept(prime):
    """An element and the longest piece stay below 2^53 - p, where reduction is exact; one more does not."""
    engine = Modular(prime)
    most = engine.largest
    assert most == (prime + 4) // 2
    assert engine.exact_inner >= 512
    assert most + engine.exact_inner * most**2 < 2**53 - prime
    assert most + (engine.exact_inner + 1) * most**2 >= 2**53 - prime


@given(PRIMES, st.sampled_from([1, 2, 3, 5, 31, 512]), st.integers(0, 2**32))
def test_products_of_sums_of_the_largest_products(prime, terms, seed):
    """With every number of reductions: the primes of the certificates take two, 8191 takes one."""
    rng = np.random.default_rng(seed)
    engine = Modular(prime)
    most = terms * engine.largest**2
    for sums in ([most - rng.integers(0, prime, (2, 50)) for _ in range(2)], [np.full(3, most)] * 2):
        a, b = (rng.choice([-1, 1], x.shape) * np.maximum(x, 0) for x in sums)
        product = engine.multiply_sums(a.astype(np.float64), b.astype(np.float64), terms)
        assert_element(product, prime)
        assert (engine.decode(product) == exactly(a) * exactly(b) % prime).all()


@given(PRIMES, st.lists(st.integers(-(2**53), 2**53), min_size=1, max_size=20), st.integers(-3, 3))
def test_reduce_is_exact_below_two_to_the_53(prime, numbers, shift):
    # numbers next to an odd multiple of p/2 are where a rounded quotient could go either way
    close = [(2 * (number // (2 * prime)) + 1) * prime // 2 + shift for number in numbers]
    numbers = [number for number in numbers + close if abs(number) < 2**53 - prime]
    assume(numbers)
    engine = Modular(prime)
    reduced = engine.reduce(np.array(numbers, dtype=np.float64))
    assert_element(reduced, prime)
    assert [int(x) % prime for x in reduced] == [number % prime for number in numbers]


@pytest.mark.parametrize(
    "shape", [(70_000,), (70_000, 1), (3, 40_000), (300, 301), (5, 7, 2000), (1, 1, 50_000)]
)
def test_large_arrays_are_reduced_in_place_and_alike(shape):
    numbers = np.random.default_rng(0).integers(-(2**52), 2**52, shape)
    for view in (np.array(numbers, dtype=np.float64), np.array(numbers.T, dtype=np.float64).T):
        assert Modular().reduce(view) is view
        assert (view.astype(np.int64) % LARGEST == numbers % LARGEST).all()
    double = np.repeat(numbers.astype(np.float64), 2, axis=-1)
    Modular().reduce(double[..., ::2])
    assert (double[..., ::2].astype(np.int64) % LARGEST == numbers % LARGEST).all()
    assert (double[..., 1::2] == numbers).all()  # what lies between the entries of a view stays


@given(PRIMES)
def test_zero_has_one_element_only(prime):
    """Elimination looks for pivots with ``!= 0``: a multiple of p must never stay as +-p."""
    multiples = prime * np.arange(-50, 51, dtype=np.float64)
    top = float((2**53 // prime - 2) * prime)
    engine = Modular(prime)
    assert not engine.reduce(np.append(multiples, [top, -top])).any()


def test_single_numbers_and_vectors():
    engine = Modular(7)
    assert engine.decode(engine.multiply(engine.encode(3), engine.encode(4))) == 5
    assert engine.decode(engine.matmul(engine.encode([3, 4]), engine.encode([5, 6]))) == 39 % 7


def test_batches_of_matrix_products():
    rng = np.random.default_rng(0)
    engine = Modular(101)
    a, b = rng.integers(0, 101, (4, 1, 3, 300)), rng.integers(0, 101, (2, 300, 5))
    product = engine.decode(engine.matmul(engine.encode(a), engine.encode(b)))
    assert (product == (a @ b) % 101).all()


@given(PRIMES, st.integers(0, 2**70), st.text(max_size=5))
def test_random_elements_are_the_stream_of_residues(prime, seed, name):
    engine = Modular(prime)
    elements = engine.draw(seed, name, (2, 3))
    assert_element(elements, prime)
    assert engine.decode(elements).ravel().tolist() == oracles.stream_residues(seed, name, 6, prime)[0]


def test_engines_are_values():
    assert Modular(7) == Modular(7) != Modular(11)
    assert repr(Modular()) == "Modular(prime=8388593)"
    assert Float64() == Float64()
    assert type(Modular(np.int64(7)).prime) is int
