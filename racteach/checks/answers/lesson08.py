"""What judges the tasks of lesson 08: the right function, the inputs and the known mistakes of each."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from racteach.checks.answers.declaring import AnswerKey
from racteach.checks.answers.truncating import CUT, CUT_SENTENCE, cut
from racteach.checks.comparing import SameArray

Array = np.ndarray

count = AnswerKey(
    "08-count",
    edge_cases=(
        ((0,), 2, 2),
        ((0, 0, 1), 2, 3),
        ((1, 1, 1), 2, 2),
        ((2, 0, 2, 2), 3, 2),
        ((1,), 4, 5),
        ((0, 1, 0, 1), 2, 10),
        ((0, 0), 1, 3),
    ),
    comparison=SameArray(),
    must_hold="Channel d holds z to the power of the number of letters d.",
)


@count.reference
def counting_state(word: Any, letters: int, z: int) -> Array:
    return np.array([float(z) ** tuple(word).count(d) for d in range(letters)])


@count.random_case
def count_case(generator: np.random.Generator) -> tuple[Any, ...]:
    letters = int(generator.integers(2, 5))
    word = tuple(int(d) for d in generator.integers(0, letters, size=int(generator.integers(3, 6))))
    return word, letters, int(generator.integers(2, 100))


@count.mistake(
    "counts in place of powers",
    "You return the counts themselves. The circuit multiplies: after c letters d channel d holds z to the "
    "power c.",
)
def counts_themselves(word: Any, letters: int, z: int) -> Array:
    return np.array([tuple(word).count(d) for d in range(letters)], dtype=float)


count.mistake("begins with zeros", "Your state begins with zeros, and stays 0. Layer 1 begins with ones.")(
    lambda word, letters, z: np.zeros(letters)
)
count.mistake(
    "z times the count", "You return z times the count. Multiplying by z again and again gives a power."
)(lambda word, letters, z: counts_themselves(word, letters, z) * z)


@count.mistake(
    "the other channels multiplied", "You multiply the other channels. Letter d multiplies channel d."
)
def others_multiplied(word: Any, letters: int, z: int) -> Array:
    return np.array([float(z) ** (len(word) - tuple(word).count(d)) for d in range(letters)])


count.mistake(
    "last letter only", "Your state knows the last letter only. Layer 1 multiplies onto what it recalls."
)(lambda word, letters, z: np.array([float(z) if word[-1] == d else 1.0 for d in range(letters)]))


@count.alternative
def count_by_columns(word, letters, z):
    columns = np.ones((letters, letters)) + (z - 1) * np.eye(letters)
    state = np.ones(letters)
    for d in word:
        state = state * columns[:, d]
    return state


@count.alternative
def count_by_counter(word, letters, z):
    counts = Counter(word)
    return [z ** counts[d] for d in range(letters)]


evaluation = AnswerKey(
    "08-evaluation",
    edge_cases=(
        (np.array([[1]]), 2),
        (np.array([[2, 0], [1, 1], [0, 2]]), 2),
        (np.array([[2, 0], [1, 1], [0, 2]]), 1),
        (np.array([[1, 0], [0, 1]]), 10),
        (np.array([[3, 0], [1, 2]]), 3),
        (np.array([[1, 1, 0], [0, 1, 1]]), 2),
        (np.array([[2, 1], [1, 2]]), -2),
    ),
    comparison=SameArray(),
    must_hold="It is symmetric, and its diagonal holds z to the power <c, c>.",
)


@evaluation.reference
def evaluation_matrix(counts: Array, z: int) -> Array:
    rows = [[int(x) for x in row] for row in counts]
    return np.array([[float(z) ** sum(x * y for x, y in zip(c, a, strict=True)) for a in rows] for c in rows])


@evaluation.random_case
def evaluation_case(generator: np.random.Generator) -> tuple[Any, ...]:
    shape = int(generator.integers(2, 5)), int(generator.integers(2, 4))
    return generator.integers(0, 4, size=shape), int(generator.integers(2, 6))


@evaluation.mistake(
    "counts in place of powers of z",
    "You evaluate the monomials at the counts c. The points are (z^c_1, ..., z^c_m).",
)
def powers_of_counts(counts: Array, z: int) -> Array:
    rows = [[float(x) for x in row] for row in counts]
    return np.array([[float(np.prod(np.power(c, a))) for a in rows] for c in rows])


@evaluation.mistake("exponents only", "These are the exponents <c, alpha>. The entries are z to that power.")
def exponents_only(counts: Array, z: int) -> Array:
    return np.asarray(counts) @ np.asarray(counts).T


evaluation.mistake("z times the exponent", "You multiply z by <c, alpha>. It is the exponent of z.")(
    lambda counts, z: z * exponents_only(counts, z)
)


@evaluation.mistake(
    "sum of powers", "You add powers of z. In a monomial they are multiplied, so the exponents are added."
)
def sum_of_powers(counts: Array, z: int) -> Array:
    rows = [[int(x) for x in row] for row in counts]
    return np.array(
        [[sum(float(z) ** (x * y) for x, y in zip(c, a, strict=True)) for a in rows] for c in rows]
    )


@evaluation.alternative
def evaluation_by_power(counts, z):
    return np.power(float(z), counts @ counts.T)


@evaluation.alternative
def evaluation_at_points(counts, z):
    points = [[float(z) ** int(x) for x in row] for row in counts]
    return [[float(np.prod(np.power(point, alpha))) for alpha in counts] for point in points]


multiply = AnswerKey(
    "08-multiply",
    edge_cases=(
        (np.array([2, 1]), np.array([1])),
        (np.array([1, 0]), np.array([1, 2, 3])),
        (np.array([0, 1]), np.array([1, 2, 3])),
        (np.array([2, 1]), np.array([1, 2])),
        (np.array([1, -1]), np.array([1, 1])),
        (np.array([3.0, 0.5]), np.array([2.0, 0.0, 4.0])),
        (np.array([2.0, 0.5]), np.array([1.25, 3.0])),
    ),
    comparison=SameArray(),
    must_hold="The result has one coefficient more than the form.",
)


@multiply.reference
def times_linear(linear: Any, form: Any) -> Array:
    result = np.zeros(len(form) + 1)
    for place, coefficient in enumerate(form):
        result[place] += linear[0] * coefficient
        result[place + 1] += linear[1] * coefficient
    return result


@multiply.random_case
def multiply_case(generator: np.random.Generator) -> tuple[Any, ...]:
    return generator.integers(-9, 10, size=2), generator.integers(-9, 10, size=int(generator.integers(2, 6)))


multiply.mistake(
    "variables swapped", "You multiply by b u1 + a u2. The first number of the linear form belongs to u1."
)(lambda linear, form: times_linear((linear[1], linear[0]), form))
multiply.mistake(
    "degree not raised",
    "Your result has as many coefficients as the form. A linear form raises the degree by one.",
)(lambda linear, form: np.asarray(form, dtype=float) * (linear[0] + linear[1]))
multiply.mistake("first variable only", "You multiply by a u1 only. Add b u2 times the form.")(
    lambda linear, form: times_linear((linear[0], 0), form)
)
multiply.mistake(
    "second variable not moved",
    "You leave all coefficients at their places. Multiplying by u2 moves them one place on.",
)(lambda linear, form: np.append(np.asarray(form, dtype=float) * (linear[0] + linear[1]), 0))
multiply.mistake(CUT, CUT_SENTENCE)(cut(times_linear))


@multiply.alternative
def multiply_by_convolution(linear, form):
    return np.convolve(form, linear)


@multiply.alternative
def multiply_by_padding(linear, form):
    return [linear[0] * a + linear[1] * b for a, b in zip([*form, 0], [0, *form], strict=True)]


end = AnswerKey(
    "08-end",
    edge_cases=(
        ((0,), 2),
        ((1,), 3),
        ((0, 1), 2),
        ((0, 0), 3),
        ((1, 1, 0), 2),
        ((0, 1, 1, 0), 10),
        ((1, 0), 1),
    ),
    comparison=SameArray(),
    must_hold="For z = 2 the end ab gives 4, 6, 2.",
)


@end.reference
def end_polynomial(word: Any, z: float) -> Array:
    form = np.array([1.0])
    for t in range(1, len(word) + 1):
        seen = tuple(word[:t])
        form = times_linear((float(z) ** seen.count(0), float(z) ** seen.count(1)), form)
    return form


@end.random_case
def end_case(generator: np.random.Generator) -> tuple[Any, ...]:
    word = tuple(int(d) for d in generator.integers(0, 2, size=int(generator.integers(3, 6))))
    return word, int(generator.integers(101, 1000)) / 100


@end.mistake(
    "each letter by itself",
    "Your linear form knows the letter of its own step only. Layer 1 keeps all letters of the end so far: "
    "their powers of z multiply.",
)
def one_letter_at_a_time(word: Any, z: int) -> Array:
    form = np.array([1.0])
    for d in word:
        form = times_linear((z, 1) if d == 0 else (1, z), form)
    return form


@end.mistake(
    "before the letter",
    "You take the sum before the letter is read. At step t letter t has been counted already.",
)
def before_the_letter(word: Any, z: int) -> Array:
    form = np.array([1.0])
    for t in range(len(word)):
        seen = tuple(word[:t])
        form = times_linear((float(z) ** seen.count(0), float(z) ** seen.count(1)), form)
    return form


@end.mistake(
    "the last form each time",
    "You use the counts of the whole end at every step. Step t knows the first t letters only.",
)
def last_form_only(word: Any, z: int) -> Array:
    form = np.array([1.0])
    for _ in word:
        form = times_linear((float(z) ** tuple(word).count(0), float(z) ** tuple(word).count(1)), form)
    return form


@end.mistake(CUT, CUT_SENTENCE)
def powers_cut(word: Any, z: float) -> Array:
    form, sums = np.array([1.0]), [1.0, 1.0]
    for letter in word:
        sums[letter] = np.trunc(sums[letter] * z)
        form = times_linear(sums, form)
    return form


end.variant(CUT)(cut(end_polynomial))
end.mistake(
    "variables swapped", "Your list runs from u2^n to u1^n. It must begin with the coefficient of u1^n."
)(lambda word, z: end_polynomial(word, z)[::-1])


@end.alternative
def end_by_polymul(word, z):
    form, u1, u2 = np.array([1.0]), 1.0, 1.0
    for d in word:
        u1, u2 = (u1 * z, u2) if d == 0 else (u1, u2 * z)
        form = np.polymul(form, [u1, u2])
    return np.concatenate([np.zeros(len(word) + 1 - len(form)), form])


@end.alternative
def end_by_recursion(word, z):
    if not word:
        return [1.0]
    first = (z, 1) if word[0] == 0 else (1, z)
    rest = end_by_recursion(word[1:], z)
    degree = len(word) - 1
    scaled = [c * first[0] ** (degree - j) * first[1] ** j for j, c in enumerate(rest)]
    return multiply_by_padding(first, scaled)
