"""Answers as students write them, lessons 01 to 06: right ones pass, however odd; mistakes are named."""

import fractions
import functools
import itertools
import math

import numpy as np
import pytest

from racteach import checks
from racteach.checks import registry

TASKS = registry.tasks()


def function(task_id, source):
    """Return a student's function: `source` is its body, or one expression."""
    body = source if "return" in source else f"return {source}"
    lines = "\n".join(f"    {line}" for line in body.strip("\n").split("\n"))
    names = {
        "np": np,
        "math": math,
        "itertools": itertools,
        "functools": functools,
        "Fraction": fractions.Fraction,
    }
    exec(f"def {TASKS[task_id].signature}:\n{lines}", names)
    return names[TASKS[task_id].name]


ELIMINATE = """
work = {start}
rank = 0
for column in range(work.shape[1]):
    pivots = [row for row in range(rank, len(work)) if work[row, column] != 0]
    if not pivots:
        {empty}
    pivot = pivots[{which}]
    {swap}
    inverse = pow(int(work[rank, column]), -1, {prime})
    for row in range(rank + 1, len(work)):
        work[row] = {update}
    rank += 1
return rank
"""
PARTS = {
    "start": "matrix % prime",
    "empty": "continue",
    "which": "0",
    "swap": "work[[rank, pivot]] = work[[pivot, rank]]",
    "prime": "prime",
    "update": "(work[row] - work[row, column] * inverse % prime * work[rank]) % prime",
}


def eliminate(**changed):
    return ELIMINATE.format(**{**PARTS, **changed})


RUN = """
state = input_weights[:, word[0]]{kind}
for letter in word[1:]:
    state = {step}
return {end}
"""


def run(
    step="(hidden_weights @ state % prime) * input_weights[:, letter] % prime",
    end="int((output_weights @ state % prime)[0])",
    kind="",
):
    return RUN.format(step=step, end=end, kind=kind)


DEEP = """
states = [None] * len(hidden_weights)
state = None
for t in range(len(features)):
    below = features[t]
    for l in range(len(hidden_weights)):
        read = input_weights[l] @ below
        {recall}
        states[l] = state = read if t == 0 else (hidden_weights[l] @ past) * read
        below = states[l]
return output_weights @ below
"""
AGREE = """
words = list(itertools.product(range(letters), repeat=len(weights)))
table = np.zeros((len(words), len(words)), dtype={dtype})
for i, a in enumerate(words):
    for j, b in enumerate(words):
        for k, w in enumerate(weights):
            if a[k] == b[k]:
                table[i, j] += w
return table
"""
SPLIT = "u, s, v = np.linalg.svd(matrix, full_matrices={full})\n"

RIGHT = [
    ("01-rows", "len(np.unique(table, axis=0))"),
    ("01-rows", "len({row.tobytes() for row in np.ascontiguousarray(table)})"),
    ("01-rows", "float(len(set(map(tuple, table))))"),
    ("01-rows", "np.array(len(set(map(str, table.tolist()))), dtype=np.uint8)"),
    ("01-rows", "len({','.join(map(str, row)) for row in table.tolist()})"),
    ("01-agree", AGREE.format(dtype="object")),
    ("01-notes", "s = []\nreturn [s.index(r) if r in s else s.append(r) or len(s) - 1 "
     "for r in table.tolist()]"),
    ("01-notes", "d = {}\nreturn np.array([float(d.setdefault(tuple(r), len(d))) for r in table])"),
    (
        "01-cuts",
        "q = len(outcomes)\nreturn tuple(len(np.unique(outcomes.reshape(q**t, -1), axis=0)) "
        "for t in range(1, outcomes.ndim))",
    ),
    ("02-independent", "np.outer(counts.sum(1), counts.sum(0)) / counts.sum()"),
    (
        "02-independent",
        "n = int(counts.sum())\nreturn [[Fraction(int(a), n) * int(b) for b in counts.sum(0)] "
        "for a in counts.sum(1)]",
    ),
    ("02-nearest", SPLIT.format(full="True") + "s[rank:] = 0\nk = len(s)\nreturn (u[:, :k] * s) @ v[:k]"),
    ("02-distance", "s = np.linalg.svd(matrix)[1]\nreturn np.linalg.norm(s[rank:]) / np.linalg.norm(s)"),
    (
        "02-distance",
        "s = np.linalg.svd(matrix)[1] ** 2\nreturn max(0, 1 - s[:rank].sum() / s.sum()) ** 0.5",
    ),
    ("02-similarity", "functools.reduce(np.kron, [[[1 + e, 1 - e], [1 - e, 1 + e]] for e in epsilons])"),
    ("03-grid-entry", "functools.reduce(np.add.outer, [w * templates for w in weights])"),
    ("03-cut", "tensor.reshape(tensor.shape[0] ** (tensor.ndim // 2), -1).tolist()"),
    (
        "03-any-split",
        "return np.moveaxis(tensor, start, range(len(start))).reshape(len(tensor) ** len(start), -1)",
    ),
    (
        "03-fold-back",
        "return np.moveaxis(matrix.reshape((templates,) * length), range(len(start)), start)",
    ),
    ("03-equality", "np.diag(weights.flatten()).reshape(weights.shape + weights.shape)"),
    ("04-step", "np.einsum('ij,j,ik,k->i', hidden_weights, state, input_weights, below)"),
    ("04-rank-mod-p", eliminate()),
    ("04-rank-mod-p", eliminate(which="-1")),
    ("04-rank-mod-p", eliminate(start="np.array(matrix, dtype=object) % prime")),
    ("04-rank-mod-p", eliminate(start="(matrix % prime).astype(float)")),
    ("05-reciprocal", "pow(number, -1, prime)"),
    ("05-reciprocal", "float(next(b for b in range(1, prime) if number * b % prime == 1))"),
    ("05-run", run()),
    ("05-run", run(kind=".astype(object)", step="(hidden_weights @ state) * input_weights[:, letter]")),
    ("05-unlucky", "d = round(np.linalg.det(matrix))\nreturn [p for p in range(2, limit) "
     "if d % p == 0 and all(p % q for q in range(2, p))]"),
    ("06-entry", "functools.reduce(lambda s, d: s @ core[:, d], word[1:], first[word[0]]) @ last"),
    ("06-core", "np.einsum('bd,ba->adb', input_weights, hidden_weights)"),
]  # fmt: skip

WRONG = [
    ("01-rows", "len({''.join(map(str, row)) for row in table})", "digits joined"),
    ("01-rows", "len({sum(x * 3**k for k, x in enumerate(row)) for row in table})", "must be"),
    ("01-rows", "len({sum(x * 10**k for k, x in enumerate(row)) for row in table})", "must be"),
    ("01-rows", "len({sum(row) for row in table})", "must be"),
    ("01-rows", "len({frozenset(row) for row in table})", "must be"),
    ("01-rows", "len(set(map(tuple, table.astype(int))))", "fractions cut off"),
    ("01-rows", "len(set(map(tuple, table.astype(np.float32))))", "The value is 1. It must be 2."),
    ("01-rows", "sum(not any(np.allclose(a, b) for b in table[:i]) for i, a in enumerate(table))", "must be"),
    ("01-rows", "len(set(map(tuple, table))) + 1e-10", "It must be 1."),
    ("01-rows", "sum(tuple(table[i]) not in set(map(tuple, table[:i])) for i in range(1, len(table)))",
     "first row not counted"),
    ("01-agree", AGREE.format(dtype="int"), "whole numbers only"),
    ("01-notes", "d = {}\nreturn [d.setdefault(''.join(map(str, r)), len(d)) for r in table]",
     "digits joined"),
    ("01-notes", "d = {}\nreturn [d.setdefault(tuple(r), len(d)) for r in table.astype(int)]",
     "fractions cut off"),
    ("01-cuts", "q = len(outcomes)\nreturn [len(np.unique(outcomes.reshape(q**t, -1), axis=0)) "
     "for t in range(1, outcomes.ndim - 1)]", "last cut left out"),
    ("01-cuts", "q = len(outcomes)\nreturn [len(np.unique(outcomes.astype(int).reshape(q**t, -1), axis=0)) "
     "for t in range(1, outcomes.ndim)]", "Wrong values"),
    ("02-independent", "np.outer(counts.sum(1), counts.sum(0)) // counts.sum()", "divide with `/`"),
    ("02-nearest", SPLIT.format(full="True") + "return u[:, :rank] @ np.diag(s[:rank]) @ v[:, :rank].T",
     "V in place of its transpose"),
    ("02-nearest", SPLIT.format(full="False") + "return u[:, :rank] @ np.diag(s[:rank]) @ v[:, :rank].T",
     "V in place of its transpose"),
    ("02-nearest", SPLIT.format(full="False") + "s[rank:] = 0\nreturn u @ np.diag(s) @ v.T",
     "V in place of its transpose"),
    ("02-distance", "s = np.linalg.svd(matrix)[1]\nreturn np.sqrt((s[:rank]**2).sum() / (s**2).sum())",
     "what is kept, not what is lost"),
    ("02-distance", "s = np.linalg.svd(matrix)[1]\nreturn np.linalg.norm(s[rank:]) "
     "/ np.linalg.norm(matrix, 2)",
     "spectral norm"),
    ("02-distance", "s = np.linalg.svd(matrix)[1]\nreturn s[rank] / s[0] if rank < len(s) else 0",
     "spectral norm"),
    ("02-distance", "s = np.linalg.svd(matrix)[1]\nreturn np.sqrt((s[rank:]**2).sum() / (s**2).sum() "
     "- 1e-15)", "`max(0, ...)`"),
    ("02-distance", "s = np.linalg.svd(matrix)[1]\nreturn (float((s[rank:]**2).sum() / (s**2).sum()) "
     "- 1e-15) ** 0.5", "`max(0, ...)`"),
    ("03-grid-entry", "g = np.zeros((len(templates),) * len(weights), int)\nfor p in np.ndindex(*g.shape):\n"
     "    g[p] = sum(w * templates[i] for w, i in zip(weights, p))\nreturn g", "dtype=float"),
    ("04-run-shallow", "h = input_weights @ features[0]\nfor x in features[1:]:\n"
     "    h = (h @ hidden_weights) * (input_weights @ x)\nreturn output_weights @ h",
     "hidden weights transposed"),
    ("04-deep", DEEP.format(recall="past = state"), "another layer recalled"),
    ("04-deep", DEEP.format(recall="past = state if l else states[0]"), "another layer recalled"),
    ("04-rank-mod-p", eliminate(start="(matrix % prime).astype(np.int32)",
     update="(work[row] - np.int32(work[row, column] * inverse % prime) * work[rank]) % np.int32(prime)"),
     "numbers too long"),
    ("04-rank-mod-p", eliminate(start="(matrix % prime).astype(np.float32)"), "numbers too long"),
    ("04-rank-mod-p", eliminate(update="(work[row] - work[row, column] * inverse * work[rank]) % prime"),
     "three factors before the remainder"),
    ("04-rank-mod-p", eliminate(swap="work[rank], work[pivot] = work[pivot], work[rank]"),
     "rows swapped as views"),
    ("04-rank-mod-p", eliminate(empty="break"), "stops at a column without pivot"),
    ("04-rank-mod-p", "pow(matrix[0, 0], -1, prime)", "pow(int(a), -1, p)"),
    ("04-rank-mod-p", "matrix[0, 0] ** -1", "pow(int(a), -1, p)"),
    ("05-reciprocal", "pow(np.int64(number), -1, prime)", "pow(int(a), -1, p)"),
    ("05-run", run(step="(hidden_weights @ state) % prime * input_weights[:, letter]"), "one remainder"),
    ("05-run", run(step="(hidden_weights @ state) * input_weights[:, letter] % prime"), "one remainder"),
    ("05-run", run(end="(output_weights @ state).item()"), "no remainder after the last product"),
    ("05-run", run(end="(output_weights % prime @ state).item()"), "no remainder after the last product"),
    ("05-run", run(step="(hidden_weights.astype(np.int32) @ state % prime) * input_weights[:, letter]"
     ".astype(np.int32) % prime", kind=".astype(np.int32)"), "numbers too long"),
    ("05-run", run(step="(state @ hidden_weights % prime) * input_weights[:, letter] % prime"),
     "hidden weights transposed"),
    ("05-unlucky", "d = int(np.linalg.det(matrix))\nreturn [p for p in range(2, limit) "
     "if d % p == 0 and all(p % q for q in range(2, p))]", "determinant cut off, not rounded"),
    ("05-unlucky", "d = np.linalg.det(matrix)\nreturn [p for p in range(2, limit) "
     "if d % p == 0 and all(p % q for q in range(2, p))]", "determinant cut off, not rounded"),
    ("06-entry", "s = np.ones(len(last))\nfor d in word[1:]:\n    s = s @ core[:, d]\nreturn s @ last",
     "first letter not read"),
    ("06-entry", "s = np.ones(len(last))\nfor d in word:\n    s = s @ core[:, d]\nreturn s @ last",
     "first letter not read"),
    ("06-entry", "s = first[word[0]]\nfor d in word[1:]:\n    s = s @ core[:, d]\nreturn s.sum()",
     "last vector left out"),
    ("06-circle", "r = len(circle)\nh = np.roll(np.eye(r), -1, axis=1) * 1.0000001\n"
     "return np.hstack([h, np.eye(letters)[list(circle)]])", "Wrong values"),
]  # fmt: skip


@pytest.mark.parametrize(("task_id", "source"), RIGHT)
def test_right_answers_pass(task_id, source):
    found = checks.check(task_id, function(task_id, source))
    assert found.status == "passed", found


@pytest.mark.parametrize(("task_id", "source", "said"), WRONG)
def test_mistakes_are_named(task_id, source, said):
    found = checks.check(task_id, function(task_id, source))
    assert found.status in ("wrong", "error"), found
    assert said in f"{found.misconception}: {found.message}", found


LARGEST = {
    "01-rows": lambda table: table.shape[0] <= 6 and table.shape[1] <= 4,
    "01-agree": lambda letters, weights: max(letters, len(weights)) <= 3,
    "01-notes": lambda table: table.shape[0] <= 6 and table.shape[1] <= 4,
    "01-cuts": lambda outcomes: max(outcomes.ndim, len(outcomes)) <= 4,
    "02-independent": lambda counts: max(counts.shape) <= 4,
    "02-nearest": lambda matrix, rank: max(matrix.shape) <= 5,
    "02-distance": lambda matrix, rank: max(matrix.shape) <= 5,
    "02-similarity": lambda epsilons: len(epsilons) <= 4 and max(abs(epsilons)) <= 1,
    "03-grid-entry": lambda weights, templates: max(len(weights), len(templates)) <= 4,
    "03-cut": lambda tensor: tensor.size <= 729 and tensor.ndim <= 6,
    "03-any-split": lambda tensor, start: tensor.size <= 256 and tensor.ndim <= 5,
    "03-fold-back": lambda matrix, start, length, templates: matrix.size <= 256 and length <= 5,
    "03-equality": lambda weights: weights.size <= 27 and weights.ndim <= 3,
    "04-step": lambda hidden, inputs, state, below: max(inputs.shape) <= 5,
    "04-run-shallow": lambda hidden, inputs, output, features: (
        len(features) <= 6 and max(inputs.shape) <= 4 and len(output) <= 3
    ),
    "04-grid": lambda hidden, inputs, output, length: max(length, len(hidden), inputs.shape[1] + 1) <= 4,
    "04-deep": lambda hidden, inputs, output, features: (
        max(len(hidden), len(hidden[0])) <= 3 and max(features.shape) <= 4
    ),
    "04-rank-mod-p": lambda matrix, prime: max(matrix.shape) <= 6 and prime < 2**23,
    "05-reciprocal": lambda number, prime: prime < 800 and number < 3 * prime,
    "05-run": lambda hidden, inputs, output, word, prime: max(inputs.shape) <= 3 and len(word) <= 7,
    "05-unlucky": lambda matrix, limit: len(matrix) <= 3 and np.abs(matrix).max() <= 9 and limit < 40,
    "05-witness": lambda matrix, prime: max(matrix.shape) <= 5 and prime < 2**23,
    "06-core": lambda hidden, inputs: max(inputs.shape) <= 3,
    "06-entry": lambda first, core, last, word: len(word) <= 4 and max(core.shape) <= 3,
    "06-states": lambda hidden, inputs, half_length: max(half_length, *inputs.shape) <= 3,
    "06-circle": lambda circle, letters: len(circle) <= 8 and letters <= 6,
}


@pytest.mark.parametrize("task_id", LARGEST)
def test_no_input_is_larger_than_the_statement_says(task_id):
    answers = registry.answers(TASKS[task_id])
    for seed in range(30):
        assert all(LARGEST[task_id](*case) for case in answers.cases(seed))
