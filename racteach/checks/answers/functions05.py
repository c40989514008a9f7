"""Right functions, random inputs and wrong functions for the tasks of lesson 05."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

Array = np.ndarray

SMALL_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)
LARGE_PRIME = 8388593


def is_prime(number: int) -> bool:
    return number > 1 and all(number % divisor for divisor in range(2, int(number**0.5) + 1))


# 05-reciprocal


def reciprocal(number: int, prime: int) -> int:
    return pow(int(number), int(prime) - 2, int(prime)) if prime > 2 else 1


def negative(number: int, prime: int) -> int:
    return -number % prime


def ordinary_fraction(number: int, prime: int) -> float:
    return 1 / number


def whole_division(number: int, prime: int) -> int:
    return int(prime // (number % prime))


def fermat_off_by_one(number: int, prime: int) -> int:
    return pow(int(number), int(prime) - 1, int(prime))


def reciprocal_case(generator: np.random.Generator) -> tuple[Any, ...]:
    primes = [p for p in range(5, 800) if is_prime(p)]
    prime = int(generator.choice(primes))
    return int(generator.integers(2, prime)) + prime * int(generator.integers(0, 3)), prime


# 05-run


def run(hidden: Any, inputs: Any, output: Any, word: Any, first: bool = True) -> int:
    """Run a shallow circuit in Python's whole numbers, which never overflow."""
    size = len(hidden)
    state = [1] * size
    for step, letter in enumerate(word):
        entering = [int(inputs[i][letter]) for i in range(size)]
        recalled = [sum(int(hidden[i][j]) * state[j] for j in range(size)) for i in range(size)]
        state = entering if step == 0 and first else [a * b for a, b in zip(recalled, entering, strict=True)]
    return sum(int(output[0][i]) * state[i] for i in range(size))


def run_modulo(hidden: Array, inputs: Array, output: Array, word: Any, prime: int) -> int:
    return run(hidden, inputs, output, word) % prime


def recalled_ones(hidden: Array, inputs: Array, output: Array, word: Any, prime: int) -> int:
    return run(hidden, inputs, output, word, first=False) % prime


def added(hidden: Array, inputs: Array, output: Array, word: Any, prime: int) -> int:
    size = len(hidden)
    state = [int(inputs[i][word[0]]) for i in range(size)]
    for letter in word[1:]:
        recalled = [sum(int(hidden[i][j]) * state[j] for j in range(size)) for i in range(size)]
        state = [a + int(inputs[i][letter]) for i, a in enumerate(recalled)]
    return sum(int(output[0][i]) * state[i] for i in range(size)) % prime


def remainder_at_the_end(hidden: Array, inputs: Array, output: Array, word: Any, prime: int) -> int:
    with np.errstate(all="ignore"):
        state = inputs[:, word[0]]
        for letter in word[1:]:
            state = (hidden @ state) * inputs[:, letter]
        return int((output @ state)[0] % prime)


def read_backwards(hidden: Array, inputs: Array, output: Array, word: Any, prime: int) -> int:
    return run_modulo(hidden, inputs, output, word[::-1], prime)


def run_case(generator: np.random.Generator) -> tuple[Any, ...]:
    channels, letters = int(generator.integers(1, 4)), int(generator.integers(2, 4))
    top = LARGE_PRIME if generator.random() < 0.5 else 50
    hidden, inputs, output = (
        generator.integers(0, top, size=shape)
        for shape in ((channels, channels), (channels, letters), (1, channels))
    )
    word = tuple(int(d) for d in generator.integers(0, letters, size=int(generator.integers(2, 8))))
    return hidden, inputs, output, word, LARGE_PRIME if top > 50 else 101


# 05-unlucky


def determinant(matrix: Array) -> int:
    rows = [[int(x) for x in row] for row in matrix]
    if len(rows) == 1:
        return rows[0][0]
    return sum(
        (-1) ** j * rows[0][j] * determinant(np.array([row[:j] + row[j + 1 :] for row in rows[1:]]))
        for j in range(len(rows))
    )


def unlucky_primes(matrix: Array, limit: int) -> Array:
    value = determinant(matrix)
    return np.array([p for p in range(2, limit) if is_prime(p) and value % p == 0], dtype=float)


def all_divisors(matrix: Array, limit: int) -> Array:
    value = determinant(matrix)
    return np.array([p for p in range(2, limit) if value % p == 0], dtype=float)


def lucky_primes(matrix: Array, limit: int) -> Array:
    value = determinant(matrix)
    return np.array([p for p in range(2, limit) if is_prime(p) and value % p], dtype=float)


def limit_counted(matrix: Array, limit: int) -> Array:
    return unlucky_primes(matrix, limit + 1)


def primes_of_the_diagonal(matrix: Array, limit: int) -> Array:
    value = int(np.prod(np.diag(matrix)))
    return np.array([p for p in range(2, limit) if is_prime(p) and value % p == 0], dtype=float)


def unlucky_case(generator: np.random.Generator) -> tuple[Any, ...]:
    size = int(generator.integers(2, 4))
    while True:
        matrix = generator.integers(-9, 10, size=(size, size))
        if determinant(matrix):
            return matrix, int(generator.integers(5, 40))


# 05-witness


def rank_modulo(rows: list[list[int]], prime: int) -> int:
    work, rank = [[x % prime for x in row] for row in rows], 0
    while work:
        row = work.pop()
        lead = next((j for j, x in enumerate(row) if x), None)
        if lead is None:
            continue
        rank += 1
        factor = pow(row[lead], -1, prime)
        work = [
            [(b - other[lead] * factor * a) % prime for a, b in zip(row, other, strict=True)]
            for other in work
        ]
    return rank


def independent_rows(matrix: Array, prime: int) -> Array:
    rows = [[int(x) for x in row] for row in matrix]
    ranks = [rank_modulo(rows[:i], prime) for i in range(len(rows) + 1)]
    return np.array([i for i in range(len(rows)) if ranks[i + 1] > ranks[i]], dtype=float)


def over_the_fractions(matrix: Array, prime: int) -> Array:
    kept: list[list[Fraction]] = []
    found = []
    for i, row in enumerate(matrix):
        rest = [Fraction(int(x)) for x in row]
        for other in kept:
            lead = next(j for j, x in enumerate(other) if x)
            rest = [x - rest[lead] / other[lead] * y for x, y in zip(rest, other, strict=True)]
        if any(rest):
            kept.append(rest)
            found.append(i)
    return np.array(found, dtype=float)


def independent_columns(matrix: Array, prime: int) -> Array:
    return independent_rows(np.asarray(matrix).T, prime)


def first_rows(matrix: Array, prime: int) -> Array:
    return np.arange(len(independent_rows(matrix, prime)), dtype=float)


def from_below(matrix: Array, prime: int) -> Array:
    return (len(matrix) - 1 - independent_rows(np.asarray(matrix)[::-1], prime))[::-1]


def counted_from_one(matrix: Array, prime: int) -> Array:
    return independent_rows(matrix, prime) + 1


def witness_case(generator: np.random.Generator) -> tuple[Any, ...]:
    prime = int(generator.choice((3, 5, 7, 11)))
    rows, columns = int(generator.integers(3, 6)), int(generator.integers(2, 5))
    base = generator.integers(0, prime, size=(int(generator.integers(1, min(rows, columns) + 1)), columns))
    mixed = generator.integers(0, prime, size=(rows, len(base))) @ base
    return mixed + prime * generator.integers(0, 3, size=mixed.shape), prime
