"""What judges the task 08-expand: the terms of what the end sees, in any order."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np

from racteach.checks.answers.counting import multichoose
from racteach.checks.comparing import SameShape, written
from racteach.checks.keys import AnswerKey

Array = np.ndarray

_POINTS = (3, -2, 5), (1, 2, -1), (-1, 4, 2), (2, 1, 7)

expand = AnswerKey(
    "08-expand",
    edge_cases=(
        (2, (1,), (3,), 1),
        (2, (3,), (1,), 2),
        (2, (1, 1), (2, -1), 2),
        (2, (2, -1), (1, 3), 1),
        (3, (1, 2), (1, 1), 2),
        (3, (1, 1, -1), (1, 2, 1), 2),
        (2, (0, 2), (1, 1), 3),
        (3, (1, -1), (2, 1), 3),
        (2, (0.5, 1), (1, 2), 2),
    ),
    comparison=SameShape(),
    must_hold="For z = (1, ..., 1) the terms add up to (a_1 x_1 + ... + a_m x_m) to the power of D + E.",
)


def exponents(depth: int, half_length: int) -> tuple[int, int]:
    """Return E and D."""
    degree = multichoose(half_length, depth - 1)
    return multichoose(2 * half_length, depth - 1) - degree, degree


def terms_of(depth: int, a: Any, x: Any, half_length: int) -> dict[tuple[int, ...], float]:
    """Return the coefficient of each monomial, by multiplying out factor by factor."""
    start, degree = exponents(depth, half_length)
    linear = [float(factor) * float(value) for factor, value in zip(a, x, strict=True)]
    found = {(0,) * len(linear): math.fsum(linear) ** start}
    for _ in range(degree):
        longer: dict[tuple[int, ...], float] = {}
        for powers, coefficient in found.items():
            for i, factor in enumerate(linear):
                key = (*powers[:i], powers[i] + 1, *powers[i + 1 :])
                longer[key] = longer.get(key, 0.0) + coefficient * factor
        found = longer
    return found


@expand.judged_by
def missing(rows: Array, depth: int, a: Any, x: Any, half_length: int) -> str:
    powers = np.round(rows[:, 1:])
    if (powers < 0).any() or (np.abs(rows[:, 1:] - powers) > 1e-9).any():
        return "An exponent is not a whole number >= 0. In each row the coefficient comes first."
    degree = exponents(depth, half_length)[1]
    if (powers.sum(axis=1) != degree).any():
        return f"A monomial has another degree than D = {degree}."
    found: dict[tuple[int, ...], float] = {}
    for key, coefficient in zip(map(tuple, powers.astype(int).tolist()), rows[:, 0].tolist(), strict=True):
        found[key] = found.get(key, 0.0) + coefficient
    wanted = terms_of(depth, a, x, half_length)
    lost = 1e-9 * max(map(abs, wanted.values()))  # to rounding
    if all(abs(found.get(key, 0.0) - value) <= 2e-7 * abs(value) + lost for key, value in wanted.items()):
        return ""
    return _sentence(found, wanted, len(a))


def _sentence(found: Any, wanted: Any, size: int) -> str:
    def value(terms: Any, z: tuple[int, ...]) -> float:
        return math.fsum(
            c * math.prod(v**k for v, k in zip(z, powers, strict=True)) for powers, c in terms.items()
        )

    values = [(z[:size], value(found, z[:size]), value(wanted, z[:size])) for z in _POINTS]
    z, yours, right = max(values, key=lambda each: abs(each[1] - each[2]))
    return (
        f"At z = {list(z)} your terms add up to {written(yours)}, and the circuit's output is "
        f"{written(right)}."
    )


@expand.right
def expanded(depth: int, a: Any, x: Any, half_length: int) -> Array:
    found = terms_of(depth, a, x, half_length)
    return np.array([[coefficient, *powers] for powers, coefficient in found.items()])


@expand.drawn_by
def expand_case(generator: np.random.Generator) -> tuple[Any, ...]:
    while True:
        m = int(generator.integers(2, 4))
        a, x = (tuple(int(k) for k in generator.integers(-4, 5, m)) for _ in range(2))
        if 1 <= abs(sum(p * q for p, q in zip(a, x, strict=True))) <= 3:
            return int(generator.integers(2, 4)), a, x, int(generator.integers(1, 4))


def by_formula(
    depth: int, a: Any, x: Any, half_length: int, *, times: Any = None, start: Any = None, linear: Any = None
) -> Array:
    """Return the terms with one part of the formula replaced."""
    before, degree = exponents(depth, half_length)
    products = linear or [factor * value for factor, value in zip(a, x, strict=True)]
    total = sum(factor * value for factor, value in zip(a, x, strict=True))
    scale = total**before if start is None else start(total, before)
    rows = []
    for powers in itertools.product(range(degree + 1), repeat=len(a)):
        if sum(powers) == degree:
            orders = math.factorial(degree) // math.prod(map(math.factorial, powers))
            orders = orders if times is None else times(orders)
            value = math.prod(v**k for v, k in zip(products, powers, strict=True))
            rows.append([scale * orders * value, *powers])
    return np.array(rows, dtype=float)


expand.mistake(
    "orders not counted",
    "Every monomial has the factor 1 in your terms. It stands for all orders in which its factors can be "
    "picked: D! / (alpha_1! ... alpha_m!) of them.",
)(lambda *case: by_formula(*case, times=lambda orders: 1))
expand.mistake(
    "factor of the start forgotten",
    "You multiply out the power of the inner product only. The sums of the start are a factor of every "
    "coefficient.",
)(lambda *case: by_formula(*case, start=lambda total, before: 1))
expand.mistake(
    "the start's sums once",
    "You multiply by the sum of the start once. It enters the output E times.",
)(lambda *case: by_formula(*case, start=lambda total, before: total))
expand.mistake(
    "as many sums in the start as in the end",
    "You let the sums of the start enter D times. They come earlier, so more paths lead from them to the "
    "output: E of them.",
)(lambda L, a, x, n: by_formula(L, a, x, n, start=lambda total, before: total ** exponents(L, n)[1]))
expand.mistake(
    "x left out",
    "Your coefficients do not know x. What z_i is multiplied with in the inner product is a_i x_i.",
)(lambda L, a, x, n: by_formula(L, a, x, n, linear=list(a)))
expand.mistake(
    "the factors a left out",
    "Your coefficients do not know a. What z_i is multiplied with in the inner product is a_i x_i.",
)(lambda L, a, x, n: by_formula(L, a, x, n, linear=list(x)))
expand.mistake(
    "the coefficient last", "Your rows end with the coefficient. It comes first, then the exponents."
)(lambda *case: np.roll(expanded(*case), -1, axis=1))


@expand.degenerate("zero", "another degree")
def nothing(*case: Any) -> Array:
    return np.zeros_like(expanded(*case))


@expand.degenerate("constant", "the circuit's output is")
def ones(*case: Any) -> Array:
    return np.ones_like(expanded(*case))


@expand.degenerate("example", "shape")
def example(*case: Any) -> Array:
    return np.array([[4, 2, 0], [-4, 1, 1], [1, 0, 2]])


@expand.degenerate("other size", "another degree")
def for_a_longer_end(depth: int, a: Any, x: Any, half_length: int) -> Array:
    return expanded(depth, a, x, half_length + 1)


@expand.degenerate("coefficients 0", "your terms add up to 0")
def no_coefficients(*case: Any) -> Array:
    return expanded(*case) * [0, *[1] * len(case[1])]


@expand.degenerate("one term many times", "the circuit's output is")
def first_term_again(*case: Any) -> Array:
    rows = expanded(*case)
    return np.array([rows[0]] * len(rows))


@expand.degenerate("for x = (1, ..., 1)", "the circuit's output is")
def for_ones(depth: int, a: Any, x: Any, half_length: int) -> Array:
    return by_formula(depth, a, (1,) * len(a), half_length)
