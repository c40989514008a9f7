"""Other right answers to the tasks of lesson 02, written as students would."""

import functools
import itertools

import numpy as np


def independent_by_outer(counts):
    return np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()


def independent_by_lists(counts):
    rows = [sum(row) for row in counts.tolist()]
    columns = [sum(column) for column in counts.T.tolist()]
    return [[row * column / sum(rows) for column in columns] for row in rows]


def nearest_by_einsum(matrix, rank):
    left, values, right = np.linalg.svd(matrix)
    K = min(rank, len(values))
    return np.einsum("ik,k,kj->ij", left[:, :K], values[:K], right[:K])


def nearest_by_projection(matrix, rank):
    left, _, _ = np.linalg.svd(matrix)
    kept = left[:, :rank]
    return kept @ (kept.T @ matrix)


def distance_by_norms(matrix, rank):
    missing = matrix - nearest_by_einsum(np.asarray(matrix, dtype=float), rank)
    return np.linalg.norm(missing) / np.linalg.norm(matrix)


def distance_by_eigenvalues(matrix, rank):
    squares = np.sort(np.abs(np.linalg.eigvalsh(matrix @ matrix.T)))[::-1][: min(matrix.shape)]
    lost = squares[rank:].sum()
    return 0 if lost < 1e-12 * squares.sum() else float(np.sqrt(lost / squares.sum()))


def similarity_by_kronecker(epsilons):
    tables = [np.array([[1 + e, 1 - e], [1 - e, 1 + e]]) for e in epsilons]
    return functools.reduce(np.kron, tables)


def similarity_by_signs(epsilons):
    words = list(itertools.product([1, -1], repeat=len(epsilons)))
    return [
        [float(np.prod([1 + e * x * y for e, x, y in zip(epsilons, s, t, strict=True)])) for t in words]
        for s in words
    ]


def terms_by_elimination(table, rank):
    left, found = np.array(table, dtype=float), []
    for _ in range(rank):
        i, j = np.unravel_index(np.argmax(np.abs(left)), left.shape)
        pivot = left[i, j] if abs(left[i, j]) > 1e-9 else 1.0
        found.append([*left[:, j] / pivot, *left[i]])
        left = left - np.outer(left[:, j], left[i]) / pivot
    return found


def terms_by_roots(table, rank):
    columns, sizes, rows = np.linalg.svd(table)
    roots = np.sqrt(sizes[:rank])[:, None]
    return np.concatenate([columns.T[:rank] * roots, roots * rows[:rank]], axis=1)


ALTERNATIVES = {
    "02-independent": [independent_by_outer, independent_by_lists],
    "02-nearest": [nearest_by_einsum, nearest_by_projection],
    "02-distance": [distance_by_norms, distance_by_eigenvalues],
    "02-similarity": [similarity_by_kronecker, similarity_by_signs],
    "02-terms": [terms_by_elimination, terms_by_roots],
}
