"""What judges 08-output, 08-terms and 08-letters: right functions, inputs and known mistakes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from racteach.checks.answers.counting import LARGE, LARGE_SENTENCE, large, monomials, multichoose
from racteach.checks.comparing import SameNumber
from racteach.checks.keys import AnswerKey

output = AnswerKey(
    "08-output",
    edge_cases=(
        (1, (3,), (2,), 1),
        (2, (3,), (2,), 1),
        (1, (2, -1), (4, 3), 2),
        (2, (2, -1), (4, 3), 2),
        (3, (2, -1), (4, 3), 2),
        (3, (1, 1), (1, 2), 2),
        (1, (1, -1), (2, 3), 2),
        (2, (1, -1), (2, 3), 1),
        (4, (1, 2), (1, -2), 3),
        (4, (1, 2, 1), (1, 0, 3), 2),
        (3, (5, 4, 3), (3, 2, 5), 3),
    ),
    comparison=SameNumber(exact=True),
    must_hold="Doubling x multiplies the output by 2 to the number of all sums, of start and end.",
)


@output.right
def by_steps(depth: int, x: Any, z: Any, half_length: int, forgets: bool = False) -> int:
    products, layers, total = [1] * len(x), [1] * (depth - 1), 0
    for t in range(2 * half_length):
        entering = x if t == 0 else z if t == half_length else [1] * len(x)
        before = [1] * len(x) if forgets else products
        products = [int(old) * int(new) for old, new in zip(before, entering, strict=True)]
        value = total = sum(products)
        for place in range(depth - 1):
            layers[place] = value = layers[place] * value
    return layers[-1] if layers else total


@output.drawn_by
def output_case(generator: np.random.Generator) -> tuple[Any, ...]:
    m = int(generator.integers(2, 4))
    x, z = (tuple(int(value) for value in generator.integers(-5, 6, size=m)) for _ in range(2))
    return int(generator.integers(1, 5)), x, z, int(generator.integers(1, 4))


def product_of_sums(x: Any, z: Any, start: int, end: int) -> int:
    return int(sum(x)) ** start * int(sum(a * b for a, b in zip(x, z, strict=True))) ** end


output.mistake(
    "factor of the start forgotten",
    "You return the power of the inner product only. The sums of the start enter the output too: each is the "
    "sum of the entries of x.",
)(lambda L, x, z, n: product_of_sums(x, z, 0, multichoose(n, L - 1)))
output.mistake(
    "degree n times (L - 1)",
    "You let each layer add n to the degree. A layer multiplies up what the layer below held at every step: "
    "the degree is mc(n, L - 1).",
)(lambda L, x, z, n: product_of_sums(x, z, n * (L - 1), n * (L - 1) if L > 1 else 1))
output.variant("degree n times (L - 1)")(
    lambda L, x, z, n: product_of_sums(
        x, z, multichoose(2 * n, L - 1) - multichoose(n, L - 1), n * (L - 1) if L > 1 else 1
    )
)
output.mistake(
    "as many sums in the start as in the end",
    "You let the sums of the start enter as often as those of the end. They come earlier, so more paths lead "
    "from them to the output.",
)(lambda L, x, z, n: product_of_sums(x, z, multichoose(n, L - 1) if L > 1 else 0, multichoose(n, L - 1)))


output.mistake(
    "one layer too many",
    "Your circuit has a layer too many. Depth 1 is the sum of layer 1's channels; each layer above adds one "
    "to the depth.",
)(lambda L, x, z, n: by_steps(L + 1, x, z, n))
output.mistake(
    "layer 1 forgets",
    "Your layer 1 holds the newest input only. It multiplies each input onto the product of all before it.",
)(lambda L, x, z, n: by_steps(L, x, z, n, forgets=True))
output.suspect(LARGE, LARGE_SENTENCE)(lambda *case: abs(by_steps(*case)) >= 2**53)


terms = AnswerKey(
    "08-terms",
    edge_cases=(
        (1, 3, 4),
        (2, 2, 3),
        (3, 2, 3),
        (3, 3, 3),
        (4, 2, 2),
        (4, 3, 1),
        (2, 1, 5),
        (2, 4, 2),
        (3, 2, 6),
        (4, 60, 50),
    ),
    comparison=SameNumber(exact=True),
    must_hold="For m = 2 it is one more than the degree.",
)


@terms.right
def number_of_terms(depth: int, m: int, half_length: int) -> int:
    return monomials(m, monomials(half_length, depth - 1))


@terms.drawn_by
def terms_case(generator: np.random.Generator) -> tuple[Any, ...]:
    return int(generator.integers(1, 5)), int(generator.integers(1, 61)), int(generator.integers(1, 51))


terms.mistake(
    "degree n times (L - 1)",
    "You let each layer add n to the degree. A layer multiplies up what the layer below held at every step: "
    "the degree is mc(n, L - 1).",
)(lambda L, m, n: multichoose(m, n * (L - 1) if L > 1 else 1))
terms.variant("degree n times (L - 1)")(lambda L, m, n: multichoose(m, n * (L - 1)))
terms.mistake(
    "the two numbers exchanged",
    "You count monomials of degree m in D variables. There are m variables, and D is the degree.",
)(lambda L, m, n: multichoose(multichoose(n, L - 1), m))
terms.mistake(
    "choices without repetition",
    "You use n choose k, which forbids repetition. A monomial may contain a variable several times: take the "
    "multiset coefficient, in both places.",
)(lambda L, m, n: math.comb(m, math.comb(n, L - 1)))
terms.variant("choices without repetition")(lambda L, m, n: math.comb(m, multichoose(n, L - 1)))
terms.variant("choices without repetition")(lambda L, m, n: multichoose(m, math.comb(n, L - 1)))
terms.mistake(
    "one layer too many",
    "Your degree belongs to a circuit with one layer more. At depth 2 it is n, and at depth 1 it is 1.",
)(lambda L, m, n: multichoose(m, multichoose(n, L)))
terms.mistake(
    "the degree itself", "You return the degree D. Asked for is the number of monomials of that degree."
)(lambda L, m, n: multichoose(n, L - 1))
terms.mistake(
    "all orders counted",
    "You count the D factors in every order: m to the power D. Terms with the same monomial are one term.",
)(lambda L, m, n: m ** multichoose(n, L - 1) if m ** min(multichoose(n, L - 1), 200) < 10**300 else 10**300)
terms.suspect(LARGE, LARGE_SENTENCE)(large(number_of_terms))


letters = AnswerKey(
    "08-letters",
    edge_cases=(
        (4, 4, 3, 2),
        (3, 6, 5, 2),
        (6, 3, 2, 2),
        (6, 3, 2, 3),
        (3, 2, 2, 2),
        (3, 2, 5, 3),
        (2, 3, 3, 1),
        (2, 3, 1, 1),
        (2, 5, 4, 2),
        (3, 3, 2, 4),
        (5, 2, 2, 8),
    ),
    comparison=SameNumber(exact=True),
    must_hold="For M at most R it is never negative.",
)


@letters.right
def room(depth: int, input_dim: int, channels: int, half_length: int) -> int:
    m = min(input_dim, channels)
    asked = monomials(m, monomials(half_length, depth - 1))
    return m * input_dim ** (half_length - 1) - min(asked, input_dim**half_length)


@letters.drawn_by
def letters_case(generator: np.random.Generator) -> tuple[Any, ...]:
    m_inputs, r = (int(value) for value in generator.integers(1, 26, size=2))
    return int(generator.integers(2, 6)), m_inputs, r, int(generator.integers(1, 9))


def asked_for(L: int, M: int, R: int, n: int) -> int:
    return min(multichoose(min(M, R), multichoose(n, L - 1)), M**n)


letters.mistake(
    "letters taken for free vectors",
    "You ask for mc(m, D), the bound for free vectors. On letters the paper's form has a cap: the smaller of "
    "that and M^n, as there are only M^n ends.",
)(lambda L, M, R, n: min(M, R) * M ** (n - 1) - multichoose(min(M, R), multichoose(n, L - 1)))
letters.mistake(
    "last letter forgotten",
    "You allow M^n, the number of ends. The last letter acts through min(M, R) numbers only.",
)(lambda L, M, R, n: M**n - asked_for(L, M, R, n))
letters.mistake(
    "R where M is smaller",
    "You take R times M^(n-1) also where M is smaller than R. A matrix of R rows and M columns has rank at "
    "most the smaller of the two.",
)(lambda L, M, R, n: R * M ** (n - 1) - asked_for(L, M, R, n))
letters.mistake(
    "sign turned round",
    "You subtract what is possible from what is asked. Take it the other way round: negative means refuted.",
)(lambda L, M, R, n: asked_for(L, M, R, n) - min(M, R) * M ** (n - 1))
letters.mistake(
    "degree n times (L - 1)",
    "You let each layer add n to the degree. A layer multiplies up what the layer below held at every step: "
    "the degree is mc(n, L - 1).",
)(lambda L, M, R, n: min(M, R) * M ** (n - 1) - min(multichoose(min(M, R), n * (L - 1)), M**n))
letters.mistake(
    "one letter too many",
    "You count n letters before the last one. There are n - 1: M^(n-1) beginnings of the end.",
)(lambda L, M, R, n: min(M, R) * M**n - asked_for(L, M, R, n))
