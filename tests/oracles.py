"""Slow programs, written from the definitions only, against which the library is tested.

Nothing here calls the library. Numbers are Python integers or fractions, arrays are nested lists, and
every formula is a loop, so that each line can be checked by eye.
"""

from __future__ import annotations

import hashlib
import itertools
import struct
from fractions import Fraction

import numpy as np


def primes_below(limit):
    """Sieve of Eratosthenes."""
    sieve = np.ones(limit, dtype=bool)
    sieve[:2] = False
    for n in range(2, int(limit**0.5) + 1):
        if sieve[n]:
            sieve[n * n :: n] = False
    return np.flatnonzero(sieve)


# Recurrent arithmetic circuits


def matrix_vector(matrix, vector):
    return [sum(w * x for w, x in zip(row, vector, strict=True)) for row in matrix]


def run_circuit(input_weights, hidden_weights, output_weights, sequence, initial=None):
    """Return the states h^{t,l} (T lists of L lists) and the outputs y^t (T lists), by the definition.

    h^{t,l} = (W^{H,l} h^{t-1,l}) * (W^{I,l} h^{t,l-1}); the first step has no first factor unless an
    initial state is given.
    """
    states, outputs, previous = [], [], initial
    for features in sequence:
        below, layers = features, []
        for layer in range(len(hidden_weights)):
            below = matrix_vector(input_weights[layer], below)
            if previous is not None:
                memory = matrix_vector(hidden_weights[layer], previous[layer])
                below = [a * b for a, b in zip(memory, below, strict=True)]
            layers.append(below)
        previous = layers
        states.append(layers)
        outputs.append(matrix_vector(output_weights, below))
    return states, outputs


def grid(function, templates, length):
    """Write down ``function(sequence of feature vectors)`` for every sequence of templates, one by one."""
    words = itertools.product(range(len(templates)), repeat=length)
    return {word: function([templates[d] for d in word]) for word in words}


# Matricization and rank


def matricize(tensor, rows):
    """Place every entry by index arithmetic: the first-named step turns slowest."""
    columns = [step for step in range(tensor.ndim) if step not in rows]

    def position(index, steps):
        place = 0
        for step in steps:
            place = place * tensor.shape[step] + index[step]
        return place

    height = int(np.prod([tensor.shape[step] for step in rows]))
    matrix = [[None] * (tensor.size // height) for _ in range(height)]
    for index in np.ndindex(*tensor.shape):
        matrix[position(index, rows)][position(index, columns)] = tensor[index]
    return np.array(matrix)


def fraction_rank(matrix):
    """Gaussian elimination over the rational numbers."""
    rows = [[Fraction(int(x)) for x in row] for row in matrix]
    rank = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((r for r in range(rank, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for r in range(rank + 1, len(rows)):
            factor = rows[r][column] / rows[rank][column]
            rows[r] = [x - factor * y for x, y in zip(rows[r], rows[rank], strict=True)]
        rank += 1
    return rank


def flint_rank(matrix, prime):
    """The rank over GF(p) by another program, python-flint."""
    from flint import nmod_mat

    rows, columns = np.shape(matrix)
    return int(nmod_mat(rows, columns, [int(x) % prime for x in np.ravel(matrix)], prime).rank())


def matrix_of_rank(rng, rows, columns, rank, prime):
    """A random matrix modulo p of exactly this rank: unit triangular times unit triangular, shuffled."""
    left = np.tril(rng.integers(0, prime, (rows, rank)), -1) + np.eye(rows, rank, dtype=np.int64)
    right = np.triu(rng.integers(0, prime, (rank, columns)), 1) + np.eye(rank, columns, dtype=np.int64)
    product = (left.astype(object) @ right.astype(object)) % prime if rank else np.zeros((rows, columns))
    return product.astype(np.int64)[rng.permutation(rows)][:, rng.permutation(columns)]


# Streams


def stream_words(seed, name, count):
    message = b"racteach-stream-1\n%d\n%s" % (seed, name.encode("utf-8"))
    return struct.unpack(f"<{count}I", hashlib.shake_256(message).digest(4 * count))


def stream_residues(seed, name, count, modulus):
    """Return the residues and how many words were thrown away on the way."""
    limit = modulus * (2**32 // modulus)
    words = stream_words(seed, name, 4 * count + 200)
    kept, rejected = [], 0
    for word in words:
        if len(kept) == count:
            break
        if word < limit:
            kept.append(word % modulus)
        else:
            rejected += 1
    assert len(kept) == count
    return kept, rejected
