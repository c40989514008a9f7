"""Right functions, random inputs and wrong functions for the tasks of lesson 08."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray


# 08-count


def counting_state(word: Any, letters: int, z: int) -> Array:
    return np.array([float(z) ** tuple(word).count(d) for d in range(letters)])


def counts_themselves(word: Any, letters: int, z: int) -> Array:
    return np.array([tuple(word).count(d) for d in range(letters)], dtype=float)


def counts_times_z(word: Any, letters: int, z: int) -> Array:
    return counts_themselves(word, letters, z) * z


def others_multiplied(word: Any, letters: int, z: int) -> Array:
    return np.array([float(z) ** (len(word) - tuple(word).count(d)) for d in range(letters)])


def last_letter_only(word: Any, letters: int, z: int) -> Array:
    return np.array([float(z) if word[-1] == d else 1.0 for d in range(letters)])


def count_case(generator: np.random.Generator) -> tuple[Any, ...]:
    letters = int(generator.integers(2, 5))
    word = tuple(int(d) for d in generator.integers(0, letters, size=int(generator.integers(3, 6))))
    return word, letters, int(generator.integers(2, 100))


# 08-evaluation


def evaluation_matrix(counts: Array, z: int) -> Array:
    rows = [[int(x) for x in row] for row in counts]
    return np.array([[float(z) ** sum(x * y for x, y in zip(c, a, strict=True)) for a in rows] for c in rows])


def powers_of_counts(counts: Array, z: int) -> Array:
    rows = [[float(x) for x in row] for row in counts]
    return np.array([[float(np.prod(np.power(c, a))) for a in rows] for c in rows])


def exponents_only(counts: Array, z: int) -> Array:
    return np.asarray(counts) @ np.asarray(counts).T


def z_times(counts: Array, z: int) -> Array:
    return z * exponents_only(counts, z)


def sum_of_powers(counts: Array, z: int) -> Array:
    rows = [[int(x) for x in row] for row in counts]
    return np.array(
        [[sum(float(z) ** (x * y) for x, y in zip(c, a, strict=True)) for a in rows] for c in rows]
    )


def evaluation_case(generator: np.random.Generator) -> tuple[Any, ...]:
    shape = int(generator.integers(2, 5)), int(generator.integers(2, 4))
    return generator.integers(0, 4, size=shape), int(generator.integers(2, 6))


# 08-multiply


def times_linear(linear: Any, form: Any) -> Array:
    result = np.zeros(len(form) + 1)
    for place, coefficient in enumerate(form):
        result[place] += linear[0] * coefficient
        result[place + 1] += linear[1] * coefficient
    return result


def sides_swapped(linear: Any, form: Any) -> Array:
    return times_linear((linear[1], linear[0]), form)


def not_lengthened(linear: Any, form: Any) -> Array:
    return np.asarray(form, dtype=float) * (linear[0] + linear[1])


def only_first_variable(linear: Any, form: Any) -> Array:
    return times_linear((linear[0], 0), form)


def second_not_moved(linear: Any, form: Any) -> Array:
    return np.append(np.asarray(form, dtype=float) * (linear[0] + linear[1]), 0)


def multiply_case(generator: np.random.Generator) -> tuple[Any, ...]:
    return generator.integers(-9, 10, size=2), generator.integers(-9, 10, size=int(generator.integers(2, 6)))


# 08-end


def end_polynomial(word: Any, z: float) -> Array:
    form = np.array([1.0])
    for t in range(1, len(word) + 1):
        seen = tuple(word[:t])
        form = times_linear((float(z) ** seen.count(0), float(z) ** seen.count(1)), form)
    return form


def one_letter_at_a_time(word: Any, z: int) -> Array:
    form = np.array([1.0])
    for d in word:
        form = times_linear((z, 1) if d == 0 else (1, z), form)
    return form


def before_the_letter(word: Any, z: int) -> Array:
    form = np.array([1.0])
    for t in range(len(word)):
        seen = tuple(word[:t])
        form = times_linear((float(z) ** seen.count(0), float(z) ** seen.count(1)), form)
    return form


def last_form_only(word: Any, z: int) -> Array:
    form = np.array([1.0])
    for _ in word:
        form = times_linear((float(z) ** tuple(word).count(0), float(z) ** tuple(word).count(1)), form)
    return form


def variables_swapped(word: Any, z: int) -> Array:
    return end_polynomial(word, z)[::-1]


def end_case(generator: np.random.Generator) -> tuple[Any, ...]:
    word = tuple(int(d) for d in generator.integers(0, 2, size=int(generator.integers(3, 6))))
    return word, int(generator.integers(101, 1000)) / 100


# 08-equality


def similarity_weights(half_length: int, epsilon: float) -> Array:
    k, size = int(half_length), int(half_length) + 2
    weights = np.zeros((3, size, size))
    for channel in range(size):
        weights[0, channel, max(channel - 1, 0)] = 1
        weights[1, channel, 0], weights[1, channel, k + 1] = 1, epsilon
        weights[2, channel, 0] = 1
    return weights


def delay_line_backwards(half_length: int, epsilon: float) -> Array:
    weights = similarity_weights(half_length, epsilon)
    weights[0] = weights[0].T
    return weights


def comparator_reads_the_newest(half_length: int, epsilon: float) -> Array:
    weights = similarity_weights(half_length, epsilon)
    weights[0, -1] = 0
    weights[0, -1, 1] = 1
    return weights


def constant_forgotten(half_length: int, epsilon: float) -> Array:
    weights = similarity_weights(half_length, epsilon)
    weights[0, 0, 0] = 0
    return weights


def epsilon_at_the_constant(half_length: int, epsilon: float) -> Array:
    weights = similarity_weights(half_length, epsilon)
    weights[1, :, 0], weights[1, :, -1] = epsilon, 1
    return weights


def every_channel_by_itself(half_length: int, epsilon: float) -> Array:
    weights = similarity_weights(half_length, epsilon)
    weights[2] = np.eye(half_length + 2)
    return weights


def equality_case(generator: np.random.Generator) -> tuple[Any, ...]:
    return int(generator.integers(2, 7)), int(generator.integers(-9999, 10000)) / 10000
