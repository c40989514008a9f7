"""Other right answers to the tasks of lesson 05, written as students would."""

import numpy as np


def reciprocal_by_pow(number, prime):
    return pow(number, -1, prime)


def reciprocal_by_euclid(number, prime):
    old, new, a, b = 0, 1, prime, number % prime
    while b:
        quotient = a // b
        old, new = new, old - quotient * new
        a, b = b, a - quotient * b
    return float(old % prime)


def run_in_python_integers(hidden, inputs, output, word, prime):
    hidden, inputs, output = hidden.astype(object), inputs.astype(object), output.astype(object)
    state = inputs[:, word[0]]
    for letter in word[1:]:
        state = hidden.dot(state) * inputs[:, letter]
    return int(output.dot(state)[0] % prime)


def run_by_loops(hidden, inputs, output, word, prime):
    state = [int(x) % prime for x in inputs[:, word[0]]]
    for letter in word[1:]:
        recalled = [sum(int(w) * s for w, s in zip(row, state, strict=True)) % prime for row in hidden]
        state = [r * int(x) % prime for r, x in zip(recalled, inputs[:, letter], strict=True)]
    return sum(int(w) * s for w, s in zip(output[0], state, strict=True)) % prime


def unlucky_by_sieve(matrix, limit):
    value = round(np.linalg.det(matrix))
    sieve = [True] * max(limit, 2)
    found = []
    for p in range(2, limit):
        if sieve[p]:
            sieve[p * p :: p] = [False] * len(sieve[p * p :: p])
            if value % p == 0:
                found.append(p)
    return found


def unlucky_by_factoring(matrix, limit):
    rest, found = abs(round(np.linalg.det(matrix))), []
    divisor = 2
    while rest > 1:
        if rest % divisor == 0:
            rest //= divisor
            if divisor < limit and divisor not in found:
                found.append(divisor)
        else:
            divisor += 1
    return np.array(found, dtype=int)


def witness_by_reduced_rows(matrix, prime):
    kept, found = [], []
    for i, row in enumerate(np.asarray(matrix).tolist()):
        rest = [x % prime for x in row]
        for lead, other in kept:
            factor = rest[lead]
            rest = [(x - factor * y) % prime for x, y in zip(rest, other, strict=True)]
        lead = next((j for j, x in enumerate(rest) if x), None)
        if lead is not None:
            inverse = pow(rest[lead], -1, prime)
            kept.append((lead, [x * inverse % prime for x in rest]))
            found.append(i)
    return found


def witness_by_pivot_columns(matrix, prime):
    work = np.array(matrix, dtype=object).T % prime
    rank, found = 0, []
    for column in range(work.shape[1]):
        rows = [i for i in range(rank, len(work)) if work[i, column]]
        if not rows:
            continue
        work[[rank, rows[0]]] = work[[rows[0], rank]]
        work[rank] = work[rank] * pow(int(work[rank, column]), -1, prime) % prime
        for i in range(len(work)):
            if i != rank:
                work[i] = (work[i] - work[i, column] * work[rank]) % prime
        found.append(column)
        rank += 1
    return tuple(found)


ALTERNATIVES = {
    "05-reciprocal": [reciprocal_by_pow, reciprocal_by_euclid],
    "05-run": [run_in_python_integers, run_by_loops],
    "05-unlucky": [unlucky_by_sieve, unlucky_by_factoring],
    "05-witness": [witness_by_reduced_rows, witness_by_pivot_columns],
}
