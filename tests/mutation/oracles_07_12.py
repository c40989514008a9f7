"""Oracles of the tasks of lessons 07 to 12 whose answers are judged by a property."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from typing import Any

import numpy as np

from tests.mutation.oracles import oracle


def fractions(array: Any) -> Any:
    """Return nested lists of fractions."""
    return [fractions(part) for part in array] if isinstance(array, list) else Fraction(array)


@oracle("07-pair")
def letters_are_blind(answer: Any, recall: Any, enter: Any, above: Any) -> bool:
    U, E, H = (fractions(np.asarray(matrix).tolist()) for matrix in (recall, enter, above))
    two = range(2)

    def says(state: Any, a: Any, b: Any) -> Fraction:
        """The output as a sum over all indices: a and b are the inputs of the end."""
        lower, upper = state
        u = [sum(U[i][k] * lower[k] for k in two) * a[i] for i in two]
        g = [sum(H[c][k] * upper[k] for k in two) * sum(E[c][i] * u[i] for i in two) for c in two]
        late = [sum(E[d][j] * b[j] * sum(U[j][k] * u[k] for k in two) for j in two) for d in two]
        return Fraction(sum(H[d][c] * g[c] * late[d] for d in two for c in two))

    states = fractions(answer.tolist())
    letters = [[says(state, a, b) for state in states] for a in ((1, 0), (0, 1)) for b in ((1, 0), (0, 1))]
    ends = (((1, 1), (1, 0)), ((1, 1), (0, 1)), ((1, 2), (1, -1)), ((2, 1), (3, 1)), ((1, -3), (1, 2)))
    vectors = [[says(state, a, b) for state in states] for a, b in ends]
    scale = max(abs(y) for pair in letters + vectors for y in pair)
    blind = all(abs(one - other) * 10**6 <= scale for one, other in letters)
    return bool(scale) and blind and any(abs(one - other) * 1000 >= scale for one, other in vectors)


@oracle("08-expand")
def the_coefficients_are_multinomial(answer: Any, depth: int, a: Any, x: Any, half_length: int) -> bool:
    degree = math.comb(half_length + depth - 2, depth - 1)
    before = math.comb(2 * half_length + depth - 2, depth - 1) - degree
    products = [Fraction(p) * Fraction(q) for p, q in zip(a, x, strict=True)]
    wanted = {}
    for powers in itertools.product(range(degree + 1), repeat=len(a)):
        if sum(powers) == degree:
            value = sum(products) ** before * math.factorial(degree)
            for factor, power in zip(products, powers, strict=True):
                value = value * factor**power / math.factorial(power)
            wanted[powers] = value
    for row in answer.tolist():
        if tuple(row[1:]) not in wanted:
            return False
    largest = max(abs(value) for value in wanted.values())
    for powers, value in wanted.items():
        found = sum(Fraction(row[0]) for row in answer.tolist() if tuple(row[1:]) == powers)
        if abs(found - value) > Fraction(2, 10**7) * abs(value) + largest / 10**9:
            return False
    return True


@oracle("08-narrow")
def it_computes_f_and_no_channel_is_too_many(answer: Any, alpha: float, beta: float, q: float) -> bool:
    R, rows = len(answer), fractions(np.asarray(answer).tolist())
    parts = [(row[:2], row[2 : 2 + R], row[2 + R : 2 + 2 * R], row[2 + 2 * R :]) for row in rows]

    def dot(left: Any, right: Any) -> Fraction:
        return Fraction(sum(x * y for x, y in zip(left, right, strict=True)))

    def says(word: Any) -> Fraction:
        lower = [part[0][word[0]] for part in parts]
        upper = [dot(part[2], lower) for part in parts]
        for letter in word[1:]:
            lower = [dot(part[1], lower) * part[0][letter] for part in parts]
            upper = [dot(part[3], upper) * dot(part[2], lower) for part in parts]
        return upper[0]

    def f(word: Any) -> Fraction:
        counts = itertools.accumulate(1 - letter for letter in word)
        return math.prod(Fraction(alpha) + Fraction(beta) * Fraction(q) ** count for count in counts)

    words = [word for length in range(1, 6) for word in itertools.product((0, 1), repeat=length)]
    if any(abs(says(word) - f(word)) * 10**6 > abs(f(word)) for word in words):
        return False
    halves = list(itertools.product((0, 1), repeat=2))
    minors = (
        f(s + e) * f(t + g) - f(s + g) * f(t + e)
        for s, t in itertools.combinations(halves, 2)
        for e, g in itertools.combinations(halves, 2)
    )
    return (2 if any(minors) else 1) == R


def rank_modulo(table: Any, prime: int) -> int:
    """Return the rank modulo a prime below 2^31, one pivot after the other."""
    rows, found = np.array(table), 0
    while len(rows):
        row, rows = rows[-1], rows[:-1]
        if row.any():
            lead = int(np.flatnonzero(row)[0])
            row = row * pow(int(row[lead]), -1, prime) % prime
            rows = (rows - rows[:, lead : lead + 1] * row % prime) % prime
            found += 1
    return found


@oracle("09-rank")
def random_starts_and_ends_have_the_rank(
    answer: Any, recall: Any, above: Any, half_length: int, rank: int
) -> bool:
    prime, R = 2**31 - 1, len(recall)
    U, E, H = (np.asarray(part).astype(np.int64) for part in (recall, answer, above))
    if np.abs(E).max() > 9:
        return False
    count = R * math.comb(R + half_length - 1, half_length) + 1
    starts, ends = np.random.default_rng(12).integers(1, prime, (2, half_length, count, R))

    def step(lower: Any, upper: Any, x: Any) -> Any:
        lower = x * (lower @ U.T % prime) % prime
        return lower, (upper @ H.T % prime) * (lower @ E.T % prime) % prime

    lower, upper = starts[0], starts[0] @ E.T % prime
    for x in starts[1:]:
        lower, upper = step(lower, upper, x)
    lower, upper = lower[:, None], upper[:, None]  # every start with every end
    for x in ends:
        lower, upper = step(lower, upper, x)
    return rank_modulo(upper.sum(axis=2) % prime, prime) == rank


@oracle("09-claim")
def a_middle_block_is_not_full(answer: Any, recall: Any) -> bool:
    enter, above = ([[int(x) for x in row] for row in part] for part in np.asarray(answer).tolist())
    (a, b), (c, d) = np.asarray(recall).tolist()
    if any(x == 0 or abs(x) > 99 for row in enter + above for x in row):
        return False

    def determinant(matrix: Any) -> int:
        return int(matrix[0][0] * matrix[1][1] - matrix[0][1] * matrix[1][0])

    if not determinant(enter) or not determinant(above):
        return False
    rank = 0
    for k in range(3):  # the coefficients of v1^k v2^(2 - k), for each channel and each entry of the input
        block = []
        for j, (p, q) in enumerate(enter):
            into = [sum(above[i][j] * enter[i][entry] for i in range(2)) for entry in range(2)]
            squares = [(q * b, p * b + q * a, p * a)[k], (q * d, p * d + q * c, p * c)[k]]
            block.append([x * y for x, y in zip(into, squares, strict=True)])
        rank += 2 if determinant(block) else int(any(block[0] + block[1]))
    return rank < 6


@oracle("10-design")
def the_product_of_powers_is_right(answer: Any, effective: float, count: int) -> bool:
    values = [float(value) for value in answer]
    if min(values) <= 0:
        return False
    largest = max(values)
    squares = [(value / largest) ** 2 for value in values]
    shares = [square / math.fsum(squares) for square in squares]
    found = math.prod(share**-share for share in shares if share)
    return abs(found - effective) <= 1e-6 * effective


@oracle("11-memory")
def the_machine_remembers(answer: Any, roles: Any, steps: int) -> bool:
    weights = np.asarray(answer, dtype=float)
    if np.abs(weights).max() > 40:
        return False

    def rises(x: Any) -> Any:
        return 0.5 + 0.5 * np.tanh(x / 2)

    def right(words: Any) -> bool:
        """Run all words, columns of letters, at once."""
        h = q = np.zeros(words.shape[1])
        on = np.zeros(words.shape[1], dtype=bool)
        for letters in words:
            i, f, o, g = weights[:, letters] + weights[:, -2:-1] * h + weights[:, -1:]
            q = rises(f) * q + rises(i) * np.tanh(g)
            h = rises(o) * np.tanh(q)
            told = np.array(roles)[letters]
            on = np.where(told == 0, on, told > 0)
            if not np.where(on, h >= 0.5, np.abs(h) <= 0.1).all():
                return False
        return True

    letters = range(len(roles))
    short = np.array(list(itertools.product(letters, repeat=4))).T
    kept = [k for k in letters if roles[k] == 0]
    told = [k for k in letters if roles[k] != 0]
    long = [[first] + [k] * steps for first in told for k in kept]
    return right(short) and (not long or right(np.array(long).T))


@oracle("12-unmask")
def the_program_is_misled(answer: Any, rates: int, seeds: int, ahead: int, behind: int) -> bool:
    validation, test = np.asarray(answer).astype(int).tolist()
    if np.min(answer) < 0 or np.max(answer) > 100:
        return False
    told, fair = [], []
    for depth in range(2):
        best = sorted(range(rates), key=lambda rate, depth=depth: (-sum(test[depth][rate]), rate))[0]
        told.append(max(test[depth][best]))
        chosen = sorted(range(rates), key=lambda rate, depth=depth: (-sum(validation[depth][rate]), rate))[0]
        fair.append(Fraction(sum(test[depth][chosen]), seeds))
    return told[1] - told[0] >= ahead and fair[1] - fair[0] <= -behind
