"""True singular values and the shipped tables: against exact determinants, NumPy and a second computation."""

from __future__ import annotations

import math
from fractions import Fraction
from math import log10, prod
from typing import Any

import numpy as np
import pytest
from flint import ctx, fmpq, fmpq_mat, fmpz_mat
from hypothesis import given, settings
from hypothesis import strategies as st

import racteach as rt
from racteach.exact import sampling
from racteach.results import decays, samples
from racteach.results.decays import (
    all_keys,
    build_decays,
    compute_decay,
    drawn_circuit,
    load_decays,
    read_decays,
)
from racteach.results.samples import CASES, SEEDS, block_rank, load_samples
from racteach.spectra import singular_values
from racteach.spectra.enclosures import enclose_singular_values


def log10_of(number: Fraction) -> float:
    """log10 of a positive rational number of any size."""
    shift = number.numerator.bit_length() - number.denominator.bit_length()
    return log10(number / Fraction(2) ** shift) + shift * log10(2)


def exact_output(circuit: rt.RAC, word: tuple[int, ...]) -> Fraction:
    """One entry of a grid in fractions, straight from the definition."""
    state: list[list[Fraction]] | None = None
    for letter in word:
        below = [Fraction(int(i == letter)) for i in range(circuit.input_dim)]
        new = []
        for layer in range(circuit.depth):
            weights = [circuit.input_weights[layer], circuit.hidden_weights[layer]]
            below = [sum(Fraction(w) * x for w, x in zip(row, below, strict=True)) for row in weights[0]]
            if state is not None:
                old = state[layer]
                memory = [sum(Fraction(w) * x for w, x in zip(row, old, strict=True)) for row in weights[1]]
                below = [a * b for a, b in zip(memory, below, strict=True)]
            new.append(below)
        state = new
    assert state is not None
    return sum(Fraction(w) * x for w, x in zip(circuit.output_weights[0], state[-1], strict=True))


@pytest.mark.parametrize(
    ("depth", "input_dim", "length", "seed"), [(3, 2, 6, 1), (2, 2, 6, 0), (4, 2, 4, 0), (2, 3, 4, 2)]
)
def test_the_product_is_the_exact_gram_determinant(
    depth: int, input_dim: int, length: int, seed: int
) -> None:
    circuit = rt.RAC.random(depth=depth, input_dim=input_dim, channels=input_dim, seed=seed)
    side = input_dim ** (length // 2)
    words = list(np.ndindex(*(input_dim,) * length))
    entries = [exact_output(circuit, word) for word in words]
    matrix = fmpq_mat(side, side, [fmpq(x.numerator, x.denominator) for x in entries])
    found = rt.certified_singular_values(circuit, length)
    rank = matrix.numer_denom()[0].rank()
    assert found.rank == rank == min(side, rt.bounds.best_upper_bound(depth, input_dim, input_dim, length)[0])
    if rank == side:
        determinant = (matrix * matrix.transpose()).det()
        exact = log10_of(Fraction(int(determinant.p), int(determinant.q)))
        assert 2 * found.log10.sum() == pytest.approx(exact, abs=2 * side * found.error)
    else:  # the sum of all principal minors of size r is the product of the r positive squares
        product = (matrix * matrix.transpose()).charpoly()[side - rank]
        exact = log10_of(abs(Fraction(int(product.p), int(product.q))))
        assert 2 * found.log10.sum() == pytest.approx(exact, abs=2 * side * found.error)


@given(
    st.integers(1, 6),
    st.integers(1, 6),
    st.integers(1, 6),
    st.integers(0, 2**32),
    st.sampled_from([1, 10**40]),
)
@settings(max_examples=40, deadline=None)
def test_integer_matrices_have_the_exact_rank_and_product(
    rows: int, columns: int, inner: int, seed: int, factor: int
) -> None:
    left = sampling.residues(seed, "left", (rows, inner), 9).astype(object) - 4
    right = sampling.residues(seed, "right", (inner, columns), 9).astype(object) - 4
    left[0] *= factor
    matrix = left @ right
    found = rt.certified_singular_values(matrix)
    whole = fmpz_mat(matrix.tolist())
    rank = whole.rank()
    assert (found.rank, len(found.log10), found.proved) == (rank, rank, True)
    assert list(found.log10) == sorted(found.log10, reverse=True)
    product = abs((whole * whole.transpose()).charpoly()[rows - rank])
    assert 2 * found.log10.sum() == pytest.approx(log10_of(Fraction(int(product))), abs=1e-9)


@pytest.mark.parametrize("shape", [(5, 5), (3, 8), (9, 4)])
def test_well_conditioned_matrices_agree_with_numpy(shape: tuple[int, int]) -> None:
    matrix = sampling.normals(0, "matrix", shape)
    found = rt.certified_singular_values(matrix)
    seen = np.linalg.svd(matrix, compute_uv=False)
    assert np.allclose(found.log10, np.log10(seen), rtol=0, atol=1e-12)


def test_equal_and_known_values() -> None:
    assert rt.certified_singular_values(np.eye(6, dtype=int)).log10.tolist() == pytest.approx(
        [0] * 6, abs=1e-11
    )
    hilbert = [[Fraction(1, i + j + 1) for j in range(12)] for i in range(12)]
    found = rt.certified_singular_values(hilbert)

    # the determinant of the Hilbert matrix is c(n)^4 / c(2n) with c(n) = 1! 2! ... (n-1)!
    def c(n: int) -> int:
        return prod(prod(range(1, k + 1)) for k in range(1, n))

    assert found.log10.sum() == pytest.approx(log10_of(Fraction(c(12) ** 4, c(24))), abs=1e-9)
    assert rt.certified_singular_values([[0, 0], [0, 0]]).rank == 0
    far = rt.certified_singular_values([[10**500, 0], [0, Fraction(1, 10**500)]])
    assert far.log10.tolist() == pytest.approx([500, -500], abs=1e-9)
    assert repr(far) == "SingularValues(rank=2, 1000.0 orders of magnitude, 128 bits)"


def test_every_precision_gives_an_enclosure_of_the_same_values_or_none() -> None:
    circuit = rt.RAC.random(depth=3, input_dim=2, channels=2, seed=1)
    best = rt.certified_singular_values(circuit, 6, bits=2048)
    evaluate, _, _ = singular_values._of_circuit(circuit, 6, "one-hot", 0)
    outcomes = []
    for bits in range(64, 520, 8):
        with ctx.workprec(bits):
            found = enclose_singular_values(evaluate(), list(range(8)), list(range(8)))
        outcomes.append(math.inf if found is None else found[1])
        if found is not None and found[1] < math.inf:
            assert (abs(found[0] - best.log10) <= found[1] + best.error).all()
    assert outcomes[0] == math.inf and outcomes[-1] < 1e-9
    assert any(1e-9 < error < math.inf for error in outcomes)
    for bits in range(64, 300, 16):
        assert rt.certified_singular_values(circuit, 6, bits=bits).error < 1e-9


def test_an_unlucky_prime_does_not_lower_the_rank_of_a_matrix() -> None:
    assert rt.certified_singular_values([[rt.DEFAULT_PRIME, 0], [0, 1]]).rank == 2


def test_the_twin_has_the_rank_of_the_circuit_itself() -> None:
    circuit = rt.RAC.random(depth=2, input_dim=3, channels=3, seed=1)
    twin = rt.modular_twin(circuit)
    scale = {2**k for k in range(200)}
    for real, whole in zip(circuit.hidden_weights, twin.hidden_weights, strict=True):
        ratio = [Fraction(x) for x in real.flat]
        assert max(x.denominator for x in ratio) in scale
        expected = [int(x * max(y.denominator for y in ratio)) % rt.DEFAULT_PRIME for x in ratio]
        assert [int(x) % rt.DEFAULT_PRIME for x in whole.flat] == expected
    matrix = rt.start_end_matricization(rt.grid_tensor(twin, 8))
    assert rt.exact_rank(matrix) == rt.certified_singular_values(circuit, 8).rank == 45


def test_templates_and_outputs_are_those_of_the_grid() -> None:
    circuit = rt.RAC.random(depth=2, input_dim=2, channels=2, outputs=2, seed=3)
    templates = [[1.0, 0.5], [0.25, -2.0], [1.5, 1.0]]
    for output in (0, 1):
        seen = rt.numerical_rank(
            rt.start_end_matricization(rt.grid_tensor(circuit, 4, templates=templates, output=output))
        )
        found = rt.certified_singular_values(circuit, 4, templates=templates, output=output)
        assert found.rank == seen.rank == 6
        assert np.allclose(found.log10, np.log10(seen.singular_values[:6]), atol=1e-6)


@pytest.mark.parametrize(
    ("arguments", "error", "sentence"),
    [
        (([[1, 2], [3]],), ValueError, "two axes|different lengths|inhomogeneous"),
        (([[1.0, float("nan")]],), TypeError, "integers, fractions or finite floats"),
        (([["a"]],), TypeError, "integers, fractions or finite floats"),
        (([[1]], 4), TypeError, "length belongs to a circuit"),
        ((rt.RAC.random(depth=1, input_dim=2, channels=2, seed=0),), TypeError, "needs a length"),
        ((rt.RAC.random(depth=1, input_dim=2, channels=2, seed=0), 3), ValueError, "even number"),
        (
            (rt.RAC.random(depth=1, input_dim=2, channels=2, seed=0, arithmetic=rt.Modular()), 2),
            TypeError,
            "real weights",
        ),
    ],
)
def test_wrong_arguments_are_one_sentence(arguments: Any, error: type[Exception], sentence: str) -> None:
    with pytest.raises(error, match=sentence):
        rt.certified_singular_values(*arguments)


# The shipped tables


def test_the_shipped_spectra_are_complete_and_consistent() -> None:
    rows = load_decays()
    assert set(rows) == set(all_keys())
    for row in rows.values():
        side = row.input_dim ** (row.length // 2)
        upper, _ = rt.bounds.best_upper_bound(
            row.depth, row.input_dim, row.channels, row.length, templates=row.input_dim
        )
        assert row.rank <= min(side, upper)
        assert row.true is None or len(row.true) == row.rank
        assert len(row.float64) in (0, side) and (row.verdict is None) == (not row.float64)
    assert [rows[3, 3, 12, kind, seed].rank for kind, seed in decays.WEIGHTS] == [304] * 3


@pytest.mark.parametrize(
    "key",
    [(1, 3, 6, "normal", 1), (2, 2, 8, "orthogonal", 0), (3, 2, 8, "normal", 1), (4, 2, 8, "normal", 0)],
)
def test_a_slice_of_the_shipped_spectra_is_computed_again(key: decays.Key) -> None:
    shipped, again = load_decays()[key], compute_decay(key)
    assert (shipped.rank, shipped.bits) == (again.rank, again.bits)
    assert shipped.true is not None and again.true is not None
    assert shipped.true == pytest.approx(again.true, abs=2e-3)
    # of what float64 finds, only what lies well above its noise is the same on every machine
    pairs = list(zip(shipped.float64, again.float64, strict=True))
    assert shipped.tolerance is not None
    loud = [(a, b) for a, b in pairs if a is not None and a > shipped.tolerance + 1]
    assert loud and all(b is not None and abs(a - b) < 0.1 for a, b in loud)


def test_float64_is_right_where_values_are_far_above_its_noise() -> None:
    for row in load_decays().values():
        if row.true and row.tolerance is not None:
            clear = [k for k, x in enumerate(row.true) if row.true[0] - x < 9 and row.true[0] > -200]
            for k in clear:
                seen = row.float64[k]
                assert seen is not None and seen == pytest.approx(row.true[k], abs=0.01), (row.key, k)


def test_orthogonal_weights_are_orthogonal() -> None:
    circuit = drawn_circuit(3, 2, 2, "orthogonal", 0)
    for weights in (*circuit.input_weights, *circuit.hidden_weights):
        assert np.allclose(weights @ weights.T, np.eye(2))
    with pytest.raises(ValueError, match="normal"):
        drawn_circuit(1, 2, 2, "gaussian", 0)


def test_a_build_goes_on_where_it_stopped(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decays, "all_keys", lambda: all_keys()[:3])
    path = tmp_path / "decays.jsonl"
    assert build_decays(path) == 3
    whole = path.read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    path.write_text(lines[0] + lines[1][:40], encoding="utf-8")
    assert build_decays(path) == 2
    assert path.read_text(encoding="utf-8") == whole
    assert list(read_decays(whole)) == all_keys()[:3]


def test_the_shipped_block_ranks_are_computed_again() -> None:
    table = load_samples()
    assert list(table) == list(CASES)
    for name, case in CASES.items():
        assert len(table[name]) == len(SEEDS) and {len(row) for row in table[name]} == {len(case.sizes)}
        for seed, size in ((0, 96), (3, 304)):
            assert block_rank(name, size, seed) == table[name][seed][case.sizes.index(size)]


def test_block_ranks_grow_and_reach_the_rank_of_the_matrix() -> None:
    for name, case in CASES.items():
        for ranks in load_samples()[name]:
            assert ranks == sorted(ranks) and ranks[-1] == case.rank
            assert all(rank <= size for rank, size in zip(ranks, case.sizes, strict=True))
        if case.available is None:
            for ranks in load_samples()[name]:
                assert (
                    next(k for k, r in zip(case.sizes, ranks, strict=True) if r == case.rank) < case.rank + 10
                )


def test_equality_counts_common_words() -> None:
    from racteach.certificates.sequences import words

    for size in (64, 200):
        starts, ends = (words(1, side, size, 10, 2) for side in ("starts", "ends"))
        equal = (starts[:, None] == ends[None]).all(axis=2).astype(int)
        assert rt.exact_rank(equal) == block_rank("EQUALITY of two halves of 10 letters", size, 1)


def test_shipped_numbers_say_how_they_were_made() -> None:
    assert (
        samples.build_samples.__doc__
        and decays.__doc__
        and "python -m racteach.results.decays" in decays.__doc__
    )
