"""Say whether an answer has the property that a task asks for, in another way than the task's own judge.

Tasks with many right answers only. Written for tests: slow, in Python's whole numbers and fractions where it
can be, and never from the judge's parts.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

Oracle = Callable[..., bool]
ORACLES: dict[str, Oracle] = {}


def oracle(task_id: str) -> Callable[[Oracle], Oracle]:
    """Take the function that decides, from an answer and the arguments, whether it is right."""

    def take(function: Oracle) -> Oracle:
        ORACLES[task_id] = function
        return function

    return take


@oracle("02-terms")
def the_terms_add_up(answer: Any, table: Any, rank: int) -> bool:
    rows, wanted = [[Fraction(x) for x in row] for row in answer.tolist()], np.asarray(table).tolist()
    size = len(wanted)
    limit = 1e-6 * (max(abs(x) for row in wanted for x in row) or 1)
    return all(
        abs(sum(row[i] * row[size + j] for row in rows) - Fraction(wanted[i][j])) <= limit
        for i in range(size)
        for j in range(size)
    )


@oracle("08-power")
def the_circuit_computes_the_power(answer: Any, depth: int, a: Any) -> bool:
    into, recall = (np.vectorize(Fraction, otypes=[object])(part) for part in answer.tolist())
    m = len(a)
    for n in (1, 2, 3):
        for x, z in (((2, 3, 5), (7, -1, 4)), ((-3, 1, 2), (5, 2, -6))):
            states: list[Any] = []
            for t in range(1, 2 * n + 1):
                below = [Fraction(1)] * m
                below = list(x[:m]) if t == 1 else list(z[:m]) if t == n + 1 else below
                for layer in range(depth):
                    entering = [sum(into[layer][j][i] * below[i] for i in range(m)) for j in range(m)]
                    if t == 1:
                        states.append(entering)
                    else:
                        past = [
                            sum(w * h for w, h in zip(row, states[layer], strict=True))
                            for row in recall[layer]
                        ]
                        states[layer] = [u * v for u, v in zip(past, entering, strict=True)]
                    below = states[layer]
            late = math.comb(n + depth - 2, depth - 1)
            early = math.comb(2 * n + depth - 2, depth - 1) - late
            sums = [Fraction(weight) * left for weight, left in zip(a, x, strict=False)]
            wanted = sum(sums) ** early * sum(s * right for s, right in zip(sums, z, strict=False)) ** late
            if abs(below[0] - wanted) > Fraction(1, 10**9) * abs(wanted):
                return False
    return True


def fraction_rank(matrix: Any) -> int:
    """Return the rank of a matrix, by elimination from the left with fractions."""
    rows, rank = [[Fraction(x) for x in row] for row in matrix], 0
    while rows and rows[0]:
        lead = next((row for row in rows if row[0]), None)
        if lead is not None:
            rank += 1
            rows = [[a - row[0] / lead[0] * b for a, b in zip(row, lead, strict=True)] for row in rows]
            rows.remove([Fraction(0)] * len(lead))
        rows = [row[1:] for row in rows]
    return rank


@oracle("01-design")
def the_table_is_made_to_measure(answer: Any, starts: int, different: int, rank: int) -> bool:
    rows = answer.tolist()
    new = sum(row not in rows[:place] for place, row in enumerate(rows))
    small = all(entry in (0, 1) for row in rows for entry in row)
    return small and len(rows) == starts and new == different and fraction_rank(rows) == rank


@oracle("02-own-rows")
def rows_of_the_table_add_up(answer: Any, table: Any, rank: int) -> bool:
    rows, wanted = answer.tolist(), [[Fraction(x) for x in row] for row in np.asarray(table).tolist()]
    size, limit = len(wanted), Fraction(1, 10**6) * (max(abs(x) for row in wanted for x in row) or 1)
    own = all(
        any(
            all(abs(Fraction(x) - y) <= limit for x, y in zip(row[size:], other, strict=True))
            for other in wanted
        )
        for row in rows
    )
    return own and len(rows) == rank and the_terms_add_up(answer, table, rank)


def rank_with_rows(tensor: Any, rows: tuple[int, ...]) -> int:
    """Return the rank of a tensor of whole numbers with these axes as rows, entry by entry."""
    columns = [axis for axis in range(tensor.ndim) if axis not in rows]
    table: dict[Any, dict[Any, int]] = {}
    for place in np.ndindex(tensor.shape):
        row, column = tuple(place[axis] for axis in rows), tuple(place[axis] for axis in columns)
        table.setdefault(row, {})[column] = int(tensor[place])
    return fraction_rank([list(row.values()) for row in table.values()])


@oracle("03-caught")
def the_program_is_wrong(answer: Any, templates: int, length: int, steps: int) -> bool:
    digits = all(entry in range(10) for entry in answer.ravel().tolist())
    said = rank_with_rows(answer, tuple(range(1, steps + 1)))
    return (
        digits
        and answer.shape == (templates,) * length
        and said != rank_with_rows(answer, tuple(range(steps)))
    )


@oracle("03-two-ranks")
def both_ranks_are_right(answer: Any, letters: int, first: int, second: int) -> bool:
    ranks = rank_with_rows(answer, (0, 1)), rank_with_rows(answer, (0, 2))
    small = all(abs(entry) <= 9999 for entry in answer.ravel().tolist())
    return small and answer.shape == (letters,) * 4 and ranks == (first, second)


@oracle("04-dependence")
def the_rows_make_zero(answer: Any, matrix: Any, prime: int) -> bool:
    shares = [int(share) for share in answer.tolist()]
    made = np.array(shares, dtype=object) @ np.array(matrix, dtype=object)
    return len(shares) == len(matrix) and math.gcd(*shares, prime) == 1 and not (made % prime).any()


@oracle("05-overflow")
def int64_is_not_enough(answer: Any, prime: int) -> bool:
    hidden, entering, output = (int(weight) for weight in answer.tolist())
    kept = (hidden * entering * entering + 2**63) % 2**64 - 2**63  # what 64 bits with a sign keep
    remainders = all(weight in range(prime) for weight in (hidden, entering, output))
    return remainders and output * (kept % prime) % prime != hidden * entering**2 * output % prime


@oracle("05-float")
def float64_counts_too_few(answer: Any, depth: int, half_length: int, largest: int) -> bool:
    points = [int(point) for point in answer.tolist()]
    degree = half_length if depth == 2 else half_length * (half_length + 1) // 2
    table = [[(1.0 + x * y) ** degree for y in points] for x in points]
    values = np.linalg.svd(np.array(table), compute_uv=False)
    counted = sum(float(value) > max(values) * len(points) * 2.0**-52 for value in values)
    prime = 2**61 - 1  # a rank modulo a prime is at most the true one, and here it must be full
    true = full_rank([[pow(1 + x * y, degree, prime) for y in points] for x in points], prime)
    return true and all(0 < point <= largest for point in points) and degree + 1 == len(points) > counted


def full_rank(rows: list[list[int]], prime: int) -> bool:
    """Say whether a square matrix has full rank modulo a prime: its determinant, row by row, is not 0."""
    while rows:
        lead = next((row for row in rows if row[0] % prime), None)
        if lead is None:
            return False
        inverse = pow(lead[0], -1, prime)
        rows = [
            [(a - row[0] * inverse * b) % prime for a, b in zip(row[1:], lead[1:], strict=True)]
            for row in rows
            if row is not lead
        ]
    return True


@oracle("05-agree")
def both_primes_are_wrong(answer: Any, first: int, second: int) -> bool:
    rows = [[int(entry) for entry in row] for row in answer.tolist()]

    def minors(size: int) -> list[int]:
        if size == 1:
            return [entry for row in rows for entry in row]
        places = [(i, j) for i in range(3) for j in range(3)]
        small = {
            (i, j): rows[i - 2][j - 2] * rows[i - 1][j - 1] - rows[i - 2][j - 1] * rows[i - 1][j - 2]
            for i, j in places
        }
        return list(small.values()) if size == 2 else [sum(rows[0][j] * small[0, j] for j in range(3))]

    def rank(prime: int) -> int:
        return max((k for k in (1, 2, 3) if any(x % prime if prime else x for x in minors(k))), default=0)

    digits = all(entry in range(10) for row in rows for entry in row)
    return digits and rank(first) == rank(second) < rank(0)


def circuit_says(answer: Any, word: tuple[int, ...]) -> Fraction:
    """Return the output of a shallow circuit, its weights side by side, with fractions."""
    rows = [[Fraction(x) for x in row] for row in answer.tolist()]
    channels = len(rows)
    state = [row[channels + word[0]] for row in rows]
    for letter in word[1:]:
        past = [sum(w * h for w, h in zip(row[:channels], state, strict=True)) for row in rows]
        state = [recalled * row[channels + letter] for recalled, row in zip(past, rows, strict=True)]
    return sum((row[-1] * h for row, h in zip(rows, state, strict=True)), Fraction(0))


@oracle("06-parity")
def the_circuit_knows_the_parity(answer: Any, counted: Any) -> bool:
    longest = 4 if len(counted) < 4 else 3
    words = [w for t in range(1, longest + 1) for w in itertools.product(range(len(counted)), repeat=t)]
    return all(abs(circuit_says(answer, w) - sum(counted[d] for d in w) % 2) <= 1e-6 for w in words)


@oracle("06-automaton")
def the_circuit_is_the_machine(answer: Any, following: Any, accepting: Any) -> bool:
    table = np.asarray(following).tolist()
    for length in range(1, 5):
        for word in itertools.product(range(len(table[0])), repeat=length):
            state = functools.reduce(lambda state, letter: table[state][letter], word, 0)
            if abs(circuit_says(answer, word) - accepting[state]) > 1e-6:
                return False
    return True


@oracle("06-round")
def no_word_is_read_twice(answer: Any, places: int, letters: int, half_length: int) -> bool:
    circle = [int(letter) for letter in answer.tolist()]
    twice = circle * (half_length + 1)
    words = {tuple(twice[i : i + half_length]) for i in range(places)}
    return len(circle) == places == len(words) and set(circle) <= set(range(letters))
