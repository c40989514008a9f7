"""Lessons 07 to 12: right answers in odd forms pass, typical mistakes get the sentence that helps."""

from __future__ import annotations

import functools
import itertools
import math
from typing import Any

import networkx as nx
import numpy as np
import pytest

import racteach as rt
from racteach import checks
from racteach.checks import registry

# Each source is an expression, or a body of lines that ends with a definition of f.
RIGHT = [
    ("07-monomials", "lambda v, k: [math.prod(p) for p in itertools.combinations_with_replacement(v, k)]"),
    ("07-monomials", "lambda v, k: tuple(np.prod(p) for p in itertools.combinations_with_replacement(v, k))"),
    (
        "07-uses",
        "lambda L, l, n: len(list(nx.all_simple_paths("
        "rt.dependence_graph(depth=L, length=2 * n), ('h', n + 1, l), 'y')))",
    ),
    (
        "07-uses",
        """
def f(L, l, n):
    if n == 1 or l == L:
        return 1
    return f(L, l, n - 1) + f(L, l + 1, n)
""",
    ),
    (
        "07-uses",
        """
@functools.lru_cache(None)
def go(up, steps):
    return 1 if up == 0 else sum(go(up - 1, k) for k in range(1, steps + 1))
f = lambda L, l, n: go(L - l, n)
""",
    ),
    (
        "07-uses",
        """
@functools.cache
def go(t, l, L, n):
    if t > n or l > L:
        return 0
    return 1 if (t, l) == (n, L) else go(t + 1, l, L, n) + go(t, l + 1, L, n)
f = lambda L, l, n: go(1, l, L, n)
""",
    ),
    ("07-uses", "lambda L, l, n: float(math.comb(n - 1 + L - l, n - 1))"),
    (
        "07-uses",
        "lambda L, l, n: math.factorial(n - 1 + L - l) / math.factorial(n - 1) / math.factorial(L - l)",
    ),
    (
        "07-state-bound",
        """
def mc(a, k):
    if a == 1 or k == 0:
        return 1
    return mc(a - 1, k) + mc(a, k - 1)
f = lambda R, uses: math.prod(mc(R, k) for k in uses)
""",
    ),
    (
        "07-state-bound",
        "lambda R, uses: math.prod("
        "len(list(itertools.combinations_with_replacement(range(R), k))) for k in uses)",
    ),
    ("07-letters", "lambda e: np.unique(e > 0, axis=0).shape[0]"),
    ("07-letters", "lambda e: np.float64(len({''.join('x' if p else '.' for p in row) for row in e}))"),
    (
        "07-merge",
        """
def f(tensor):
    places = list(itertools.combinations_with_replacement(range(len(tensor)), tensor.ndim))
    result = np.zeros(len(places))
    for place, value in np.ndenumerate(tensor):
        result[places.index(tuple(sorted(place)))] += value
    return result
""",
    ),
    (
        "08-output",
        """
def f(L, x, z, n):
    row = [sum(x)] * n + [sum(map(int.__mul__, x, z))] * n
    for _ in range(L - 1):
        row = [math.prod(row[: t + 1]) for t in range(len(row))]
    return row[-1]
""",
    ),
    (
        "08-terms",
        """
def mc(a, k):
    return math.prod(range(a, a + k)) // math.factorial(k) if a < 50 else math.comb(a + k - 1, k)
f = lambda L, m, n: mc(mc(n, L - 1) + 1, m - 1)
""",
    ),
    (
        "08-letters",
        """
mc = rt.bounds.multiset_coefficient
f = lambda L, M, R, n: min(M, R) * M**n // M - min(mc(min(M, R), mc(n, L - 1)), M**n)
""",
    ),
    (
        "08-power",
        """
def f(L, a):
    same = np.eye(len(a))
    return np.array([[same, np.tile(a, (len(a), 1))] + [same] * (L - 2), [same] * L])
""",
    ),
    ("08-equality", "lambda k, e: np.array([np.eye(k + 2, k=-1) + np.eye(k + 2)[:1].T * np.eye(k + 2)[0], "
     "np.tile([1, *[0] * k, e], (k + 2, 1)), np.tile(np.eye(k + 2)[0], (k + 2, 1))])"),
    ("09-dual", "lambda L, T: (T / 2, L + L)"),
    (
        "09-end-bound",
        """
@functools.cache
def mc(a, k):
    return 1 if k == 0 else 0 if a == 0 else mc(a - 1, k) + mc(a, k - 1)
f = lambda L, M, R, n: math.prod(mc(min(M, R), mc(n - t + 1, L - 1)) for t in range(1, n + 1))
""",
    ),
    (
        "09-blocks",
        """
def f(exponents, n):
    R = exponents.shape[1]
    found = []
    for row in exponents.tolist():
        rest = row.count(0)
        lost = math.comb(rest + n - 1, n) if rest else 0
        found.append(R * math.comb(R + n - 1, n) - R * lost)
    return tuple(found)
""",
    ),
    (
        "09-separate",
        "lambda v: np.einsum('kt,tij->kij', np.linalg.inv(np.vander(range(len(v)), increasing=True)), v)",
    ),
    (
        "09-depth-three",
        """
@functools.cache
def mc(a, k):
    return 1 if k == 0 else 0 if a == 0 else mc(a - 1, k) + mc(a, k - 1)
def f(R, n):
    D = n * (n + 1) // 2
    return sum(R * math.comb(R, k) * (math.comb(D - 1, D - k) if k <= D else 0) * (mc(R, n) - mc(R - k, n))
               for k in range(1, R + 1))
""",
    ),
    ("10-shares", "lambda s: list(s * s / sum(s * s))"),
    ("10-terms", "lambda p, w: next(k for k in range(1, 10) if sum(sorted(p)[::-1][:k]) >= w)"),
    ("12-walsh", "lambda s: (s[:, None, :] == np.roll(s, 1, axis=1)[None]).all(axis=2)"),
    ("12-walsh", "lambda s: [[all(a == np.roll(b, 1)) for b in s] for a in s]"),
    ("12-walsh", "lambda s: [[bool(all(a == np.roll(b, 1))) for b in s] for a in s]"),
    ("12-floor", "lambda s, R: (s[R:] @ s[R:]) / (s @ s)"),
    ("12-floor", "lambda s, R: np.linalg.norm(s[R:]) ** 2 / np.linalg.norm(s) ** 2"),
    ("12-parameters", "lambda L, M, R: R * M + R * R * (L - 1) + L * R * R + R + L * R"),
    ("11-rnn-step", "lambda W, U, b, h, x: np.tanh(x @ W.T + h @ U.T + b)"),
    ("11-gap", "lambda s: max((s[k - 1] / s[k], k) for k in range(1, len(s)))[::-1]"),
    ("07-pair", "lambda U, E, H: [[np.linalg.solve(U, u), [1, 4]] for u in ([3.0, 1], [3.0, -1])]"),
    ("08-narrow",
     "lambda a, b, q: [[1, 1, 1, a + b, 1]] if b == 0 or q == 1 else [[q, 1, 1, b, 1]] if a == 0 else"
     " [[q, 1, 1, 0, b, a, 1, 0], [1, 1, 0, 1, b, a, 1, 0]]"),
    ("10-design", """
def f(effective, count):
    few, small = 1e-9, 1.0
    while small / few > 1 + 1e-13:
        s = (few * small) ** 0.5
        p = np.array([1.0] + [s * s] * (count - 1)) / (1 + (count - 1) * s * s)
        few, small = (s, small) if np.prod(p**-p) < effective else (few, s)
    return (1.0, *[small] * (count - 1))
"""),
    ("11-memory", "lambda roles, steps: [[*[{1: 25}.get(r, -25) for r in roles], 0, 0], "
     "[*[{0: 25}.get(r, -25) for r in roles], 0, 0], [25] * (len(roles) + 2), [25] * (len(roles) + 2)]"),
    ("12-best",
     "lambda e, k, rows: (lambda v: [v(e), *np.percentile([v(e[r]) for r in rows], [2.5, 97.5])])("
     "lambda s: np.mean([min(g) for g in itertools.permutations(s, k)]) if len(s) < 6 else "
     "np.mean([min(g) for g in itertools.combinations(s, k)]))"),
    ("12-fair", "lambda v, t: t[1, v[1].mean(1).argmax()].mean() - t[0, v[0].mean(1).argmax()].mean()"),
]  # fmt: skip

H = """
def entropy(s):
    p = s**2 / (s**2).sum()
    return -(p * np.log(p)).sum()
"""
FORWARD = """
def f(s):
    found = []
    for k in range(len(s)):
        moved = s.copy()
        moved[k] += STEP
        found.append((entropy(moved) - entropy(s)) / STEP)
    return found
"""
CENTRAL = """
def f(s):
    step = np.eye(len(s)) * STEP
    return [(entropy(s + e) - entropy(s - e)) / (2 * STEP) for e in step]
"""
RIGHT += [("10-gradient", H + FORWARD.replace("STEP", step)) for step in ("1e-5", "1e-6", "1e-7", "1e-8")]
RIGHT += [("10-gradient", H + CENTRAL.replace("STEP", step)) for step in ("1e-4", "1e-5", "1e-6", "1e-7")]

SORTED = "You sort the singular values"
CUT = "Your array holds whole numbers"
LARGE = "Compute with Python's own"
ALONE = "alone is asked for"
WRONG = [
    ("07-monomials",
     "lambda v, k: np.array([math.prod(p) for p in itertools.combinations_with_replacement(v, k)], "
     "dtype=int)", CUT),
    ("07-uses", "lambda L, l, n: math.comb(n + L - l, n)", "go up at once"),
    ("07-uses", "lambda L, l, n: math.comb(n - 1 + L - l, n)", "used 21, 6 and 1 times"),
    ("07-uses",
     "lambda L, l, n: max(1, n * (n + 1) // 2 if L - l == 2 else n ** (L - l))", "used 21, 6 and 1 times"),
    ("07-state-bound", "lambda R, u: np.prod([math.comb(R + k - 1, k) for k in u], dtype=np.int64)", LARGE),
    ("07-state-bound", "lambda R, u: np.prod([math.comb(R + k - 1, k) for k in u], dtype=float)", LARGE),
    ("07-state-bound", "lambda R, u: math.prod(float(math.comb(R + k - 1, k)) for k in u)", LARGE),
    ("07-state-bound", "lambda R, u: math.prod(math.comb(R + k, k) for k in u)", "k stars and R - 1 bars"),
    ("07-merge", "lambda t: np.array(right('07-merge', t), dtype=int)", CUT),
    ("08-output", "lambda L, x, z, n: float(right('08-output', L, x, z, n))", "Floats hold whole numbers"),
    ("08-output", "lambda L, x, z, n: sum(a * b for a, b in zip(x, z)) ** math.comb(n + L - 2, L - 1)",
     "The sums of the start enter"),
    ("08-terms", "lambda L, m, n: math.comb(m + n * (L - 1) - 1, m - 1)", "each layer add n to the degree"),
    ("08-terms", "lambda L, m, n: math.comb(m, math.comb(n + L - 2, L - 1))", "forbids repetition"),
    ("08-letters", "lambda L, M, R, n: min(M, R) * M**(n - 1) - right('08-terms', L, min(M, R), n)",
     "has a cap"),
    ("08-power", "lambda L, a: right('08-power', L, (1,) * len(a))", "without the factors"),
    ("08-power", "lambda L, a: right('08-power', L, a)[::-1]", "the recurrent matrices first"),
    ("08-equality", "lambda k, e: right('08-equality', k, e).astype(int)", CUT),
    ("08-equality", "lambda k, e: right('08-equality', k, 1)", "Put epsilon there"),
    ("08-equality",
     "lambda k, e: np.array([m.T for m in right('08-equality', k, e)])", "All three matrices"),
    ("09-dual", "lambda L, T: (T, 2 * L)", "T/2"),
    ("09-end-bound",
     "lambda L, M, R, n: min(rt.bounds.end_bound(L, M, R, 2 * n), rt.bounds.state_bound(L, M, R, 2 * n))",
     ALONE),
    ("09-end-bound", "lambda L, M, R, n: np.prod([math.comb(min(M, R) - 1 + u, u) for t in range(n) "
     "for u in [math.comb(t + L - 1, t)]], dtype=np.int64)", LARGE),
    ("09-end-bound", "lambda L, M, R, n: float(rt.bounds.end_bound(L, M, R, 2 * n))", LARGE),
    ("09-end-bound",
     "lambda L, M, R, n: rt.bounds.end_bound(L + 1, M, R, 2 * n)", "You let an input go up L times"),
    ("09-depth-three", "lambda R, n: right('09-depth-three', R, n) / 1", LARGE),
    ("09-blocks", "lambda e, n: right('09-blocks', e, n) / e.shape[1]", "multiply by R"),
    ("09-blocks", "lambda e, n: sorted(set(right('09-blocks', e, n).tolist()))", "one rank for each block"),
    ("09-separate",
     "lambda v: np.linalg.solve(np.vander(range(len(v))), v.reshape(len(v), -1)).reshape(v.shape)",
     "from the highest power down"),
    ("09-depth-three", "lambda R, n: rt.bounds.sharp_bound(3, R, R, 2 * n) // R", "the factor R"),
    ("09-depth-three",
     "lambda R, n: min(rt.bounds.sharp_bound(3, R, R, 2 * n), rt.bounds.end_bound(3, R, R, 2 * n)) "
     "if n < 9 else rt.bounds.sharp_bound(3, R, R, 2 * n)", ALONE),
    ("09-depth-three", """
def f(R, n):
    D = n * (n + 1) // 2
    mc = lambda a, k: math.comb(a + k - 1, k)
    return R * sum(math.comb(R, k) * math.comb(D, k - 1) * (mc(R, n) - mc(R - k, n)) for k in range(1, R + 1))
""", "You choose k - 1 out of D."),
    ("10-shares", "lambda s: np.sort(s**2 / (s**2).sum())[::-1]", SORTED),
    ("10-shares", "lambda s: sorted(s**2 / (s**2).sum())", SORTED),
    ("10-shares", "lambda s: rt.spectrum(np.diag(s))", SORTED),
    ("10-shares", "lambda s: np.array(s**2 / (s**2).sum(), dtype=int)", CUT),
    ("10-effective-rank", "lambda p: 2 ** -sum(x * np.log(x) for x in p if x)", "Use one base for both"),
    ("10-gradient", "lambda s: right('10-gradient', np.sort(s)[::-1])", SORTED),
    ("10-effective-rank", "lambda p: np.exp(-(p * np.log(p)).sum())", "leave it out"),
    ("10-terms", "lambda p, w: np.sort(p)[::-1].cumsum().searchsorted(w, 'right') + 1", "met exactly"),
    ("10-gradient", "lambda s: right('10-gradient', np.sort(s))", SORTED),
    ("10-gradient", "lambda s: -2 * s * np.log(s**2 / (s @ s)) / (s @ s)", "A part is missing"),
    ("11-rnn-step", "lambda W, U, b, h, x: np.tanh(W @ x + h @ U + b)", "write `U @ h`"),
    ("11-rnn-step", "lambda W, U, b, h, x: 1 / (1 + np.exp(-(W @ x + U @ h + b)))", "Take tanh"),
    ("11-linear-parts",
     "lambda W, U, b, w, word, s: right('11-linear-parts', W, U.T, b, w, word, s)", "U transposed"),
    ("11-linear-parts", """
def f(W, U, b, w, word, split):
    h = np.zeros(len(b))
    for t, x in enumerate(word):
        h = W @ x + U @ h + b
        if t == split - 1:
            start = w @ h
    return start, w @ h
""", "Begin the end with the state 0"),
    ("11-lstm-step", """
def f(W, U, b, h, q, x):
    i, f, o, g = np.split(1 / (1 + np.exp(-(W @ x + U @ h + b))), 4)
    q = f * q + i * g
    return o * np.tanh(q), q
""", "The last one, z_g, is no gate: take tanh of it."),
    ("11-gap", "lambda s: np.array(right('11-gap', s), dtype=int)", CUT),
    ("12-floor", "lambda s, R: (s[R - 1:] ** 2).sum() / (s**2).sum()", "one term less"),
    ("12-floor", "lambda s, R: (s[R + 1:] ** 2).sum() / (s**2).sum()", "one term more"),
    ("12-floor", "lambda s, R: (s[:R] ** 2).sum() / (s**2).sum()", "The error is what is missing"),
    ("12-floor", "lambda s, R: max([*s[R:], 0]) / s[0]", "spectral norm"),
    ("12-floor", "lambda s, R: s[R] / s[0]", "spectral norm"),
    ("12-floor", "lambda s, R: (max([*s[R:], 0]) / s[0]) ** 2", "spectral norm"),
    ("12-kernel-floor",
     "lambda k, e, R: 1 - right('12-kernel-floor', k, e, R)", "The error is what is missing"),
    ("12-parameters", "lambda L, M, R: R * M + (2 * L - 1) * R * R + R + R", "Every layer has its own R"),
    ("12-parameters", "lambda L, M, R: R * M + (2 * L - 1) * R * R + R", "leave out the initial state"),
    ("12-parameters", "lambda L, M, R: R * M + L * R * R + R + L * R", "one W^I"),
    ("12-paired", "lambda s, d, rows: -right('12-paired', s, d, rows)[::-1]", "deep - shallow"),
    ("12-paired", "lambda s, d, rows: np.percentile(d - s, [2.5, 97.5])", "percentiles of the pairs"),
    ("12-paired", "lambda s, d, r: np.percentile((d - s)[r].mean(axis=1), [5, 95])", "cut off 5 per cent"),
    ("12-walsh",
     "lambda s: (s[:, None, :] == np.roll(s, -1, axis=1)[None]).all(axis=2)",
     "the other way|move places back"),
    ("07-pair", "lambda U, E, H: [[[1, 2], [1, 1]], [[-1, 2], [1, 1]]]", "Change the sign there"),
    ("07-pair", "lambda U, E, H: [[np.linalg.solve(U, u), [1, 0]] for u in ([1.0, 0], [0, 1.0])]",
     "The end aa tells the two states apart"),
    ("08-narrow", "lambda a, b, q: [[1, 1, 1, 0, a, b, 1, 0], [q, 1, 0, 1, 0, 0, 0, 0]]",
     "then one channel is enough"),
    ("08-narrow", "lambda a, b, q: [[1, 1, 1, 0, a, b, 1, 0], [q, 0, 0, 1, 0, 0, 0, 0]]", "For the word b "),
    ("09-mend", """
def f(blocks, n):
    R, D = len(blocks), n * (n + 1) // 2
    ranks = [np.linalg.matrix_rank(block) for block in blocks]
    return sum(math.comb(R, s) * math.comb(D - 1, s - 1) * r for s, r in enumerate(ranks, 1)), 0
""", "still let floats find the ranks"),
    ("09-claim", "lambda U: [[[1, 1], [1, 1]], [[1, 2], [2, 1]]]", "not invertible"),
    ("09-claim", "lambda U: [[[1, -1], [1, 1]], [[1, 1], [-1, 1]]]", "it is no counterexample"),
    ("09-rank", """
def f(U, H, n, rank):
    R, mc = len(U), rt.bounds.multiset_coefficient
    brings = [mc(R, n) - (mc(R - s, n) if s < R else 0) for s in range(R + 1)]
    for taken in itertools.product(range(R + 1), repeat=R):
        if sum(brings[s] for s in taken) == rank:
            return [[j + i + 1 if i < s else 0 for i in range(R)] for j, s in enumerate(taken)]
""", "together they give less"),
    ("10-design", "lambda r, k: [1] * int(r) + [1e-3] * (k - int(r))", "The effective rank is"),
    ("11-memory", "lambda roles, steps: [[*[5 if r == 1 else -5 for r in roles], 0, 0], "
     "[*[-5 if r else 5 for r in roles], 0, 0], [5] * (len(roles) + 2), [5] * (len(roles) + 2)]",
     "Larger weights open and close further"),
    ("12-best",
     "lambda e, k, rows: (lambda v: [v(e), *np.percentile([v(e[r]) for r in rows], [2.5, 97.5])])("
     "lambda s: np.sort(s)[:k].mean())", "mean of the k best"),
    ("12-fair",
     "lambda v, t: t[1].mean(axis=1).max() - t[0].mean(axis=1).max()", "what chooses must not judge"),
    ("12-unmask", "lambda r, s, a, b: np.full((2, 2, r, s), 50)", "neither depth is ahead"),
    ("12-unmask", "lambda r, s, a, b: np.stack([np.full((2, r, s), 50), "
     "np.stack([np.full((r, s), 50), 50 + 50 * (np.arange(r * s).reshape(r, s) % s == 0)])])",
     "the program is right"),
]  # fmt: skip


def right(task_id: str, *arguments: Any) -> Any:
    return registry.answers(registry.tasks()[task_id]).reference(*arguments)


def compiled(source: str) -> Any:
    names = {"functools": functools, "itertools": itertools, "math": math, "np": np, "nx": nx, "rt": rt}
    names["right"] = right
    if source.startswith("lambda"):
        return eval(source, names)
    exec(source, names)
    return names["f"]


@pytest.mark.parametrize(("task_id", "source"), RIGHT)
def test_a_right_answer_passes(task_id, source):
    feedback = checks.check(task_id, compiled(source))
    assert feedback.status == "passed", feedback


@pytest.mark.parametrize(("task_id", "source", "phrase"), WRONG)
def test_a_mistake_gets_the_sentence_that_helps(task_id, source, phrase):
    feedback = checks.check(task_id, compiled(source))
    assert feedback.status == "wrong", feedback
    assert any(part in feedback.message for part in phrase.split("|")), feedback
