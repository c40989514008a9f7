"""The streams, against an independent program that follows the description byte for byte."""

from __future__ import annotations

import math

import numpy as np
import oracles
import pytest
from hypothesis import given
from hypothesis import strategies as st

from racteach.exact import sampling

SEEDS = st.integers(0, 2**70)
NAMES = st.text(max_size=20)


@given(SEEDS, NAMES, st.integers(0, 50), st.integers(1, 2**32))
def test_residues_follow_the_description(seed, name, count, modulus):
    expected, _ = oracles.stream_residues(seed, name, count, modulus)
    drawn = sampling.residues(seed, name, count, modulus)
    assert drawn.dtype == np.int64
    assert drawn.tolist() == expected


@pytest.mark.parametrize("modulus", [2**31 + 1, 2**31 + 12345, 3 * 2**30 + 1, 2**32 - 1])
def test_words_beyond_the_last_full_multiple_are_skipped(modulus):
    expected, rejected = oracles.stream_residues(3, "many", 5000, modulus)
    assert rejected > 0 or modulus == 2**32 - 1
    assert sampling.residues(3, "many", 5000, modulus).tolist() == expected
    if rejected:
        folded = [word % modulus for word in oracles.stream_words(3, "many", 5000)]
        assert folded != expected  # what a stream without rejection would give


@given(SEEDS, NAMES, st.integers(0, 40))
def test_uniforms_follow_the_description(seed, name, count):
    words = oracles.stream_words(seed, name, 2 * count)
    expected = [((words[2 * i] >> 5) * 2**26 + (words[2 * i + 1] >> 6)) / 2**53 for i in range(count)]
    assert sampling.uniforms(seed, name, count).tolist() == expected


@given(SEEDS, NAMES, st.integers(0, 40))
def test_normals_follow_the_description(seed, name, count):
    u = sampling.uniforms(seed, name, 2 * count).tolist()
    expected = [
        math.sqrt(-2 * math.log(1 - u[2 * i])) * math.cos(2 * math.pi * u[2 * i + 1]) for i in range(count)
    ]
    np.testing.assert_allclose(sampling.normals(seed, name, count), expected, rtol=1e-12, atol=1e-14)


# Golden vectors: written down once from hashlib alone. A change of any of them breaks what was stored.
GOLDEN_RESIDUES = [
    (0, "input weights 1", 8388593, [5722449, 4199932, 3897092, 6889015, 7569915]),
    (0, "input weights 2", 8388593, [7975037, 580580, 245760, 6390430, 6738380]),
    (2**64, "templates", 7, [5, 5, 4, 1, 2, 1, 0, 1, 4, 1, 6, 6]),
    (1, "Zürich", 2**31 + 1, [11682073, 301227209, 1438495111, 2078727789, 1405451144]),
]


@pytest.mark.parametrize(("seed", "name", "modulus", "expected"), GOLDEN_RESIDUES)
def test_golden_residues(seed, name, modulus, expected):
    assert sampling.residues(seed, name, len(expected), modulus).tolist() == expected


def test_golden_uniforms_and_normals():
    assert [x.hex() for x in sampling.uniforms(0, "input weights 1", 3).tolist()] == [
        "0x1.7aae76730fff8p-1",
        "0x1.7d76c16a7a429p-1",
        "0x1.ab9bde468d2c8p-3",
    ]
    np.testing.assert_allclose(
        sampling.normals(0, "input weights 1", 3),
        [-0.05104796393372231, -0.4569233370912579, 0.5211590421054925],
        rtol=1e-14,
    )


@given(SEEDS, NAMES, st.integers(0, 300), st.integers(0, 300), st.sampled_from([1, 2, 7, 2**31 + 1, 2**32]))
def test_a_longer_draw_begins_with_the_shorter_one(seed, name, short, long, modulus):
    short, long = sorted((short, long))
    for draw in (
        lambda count: sampling.residues(seed, name, count, modulus),
        lambda count: sampling.uniforms(seed, name, count),
        lambda count: sampling.normals(seed, name, count),
    ):
        assert draw(long)[:short].tolist() == draw(short).tolist()


@pytest.mark.parametrize("shape", [(), (0,), (5,), (2, 3), [2, 3], (2, 0, 3), 4, np.int64(4)])
def test_shapes(shape):
    wanted = np.empty(shape if not isinstance(shape, list) else tuple(shape)).shape
    flat = int(np.prod(wanted))
    for draw in (sampling.uniforms, sampling.normals, lambda *args: sampling.residues(*args, 11)):
        array = draw(5, "shape", shape)
        assert array.shape == wanted
        assert array.ravel().tolist() == draw(5, "shape", flat).tolist()  # C order


def test_names_and_seeds_give_different_streams():
    draws = {
        tuple(sampling.residues(seed, name, 8, 2**32).tolist())
        for seed in (0, 1, 2, 10, 11, 2**40)
        for name in ("", "a", "b", "1", "0", "a 1", "a\n1")
    }
    assert len(draws) == 6 * 7


@pytest.mark.parametrize("modulus", [2, 3, 7, 101])
def test_residues_are_uniform(modulus):
    count = 50_000
    seen = np.bincount(sampling.residues(11, "uniformity", count, modulus), minlength=modulus)
    assert len(seen) == modulus
    chi_squared = float(((seen - count / modulus) ** 2 / (count / modulus)).sum())
    degrees = modulus - 1  # six standard deviations from the mean of a chi-squared variable
    assert abs(chi_squared - degrees) < 6 * math.sqrt(2 * degrees)


def test_normals_have_normal_moments():
    draws = sampling.normals(12, "moments", 200_000)
    for power, moment, spread in ((1, 0, 1), (2, 1, 2), (3, 0, 15), (4, 3, 96)):
        assert abs((draws**power).mean() - moment) < 5 * math.sqrt(spread / draws.size)


def test_uniforms_stay_below_one():
    draws = sampling.uniforms(13, "range", 100_000)
    assert 0 <= draws.min() < 1e-4
    assert 1 - 1e-4 < draws.max() < 1
    assert ((draws * 2**53) % 1 == 0).all()
