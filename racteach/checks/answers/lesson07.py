"""What judges the tasks of lesson 07: the right function, the inputs and the known mistakes of each."""

import itertools
import math

import numpy as np

from racteach.checks.answers.counting import LARGE, LARGE_SENTENCE, large, multichoose
from racteach.checks.answers.drawing import size
from racteach.checks.answers.truncating import CUT, CUT_SENTENCE, cut
from racteach.checks.comparing import SameArray, SameNumber
from racteach.checks.keys import AnswerKey

monomials = AnswerKey(
    "07-monomials",
    edge_cases=(
        (np.array([2.0, 3.0]), 2),
        (np.array([5.0]), 3),
        (np.array([2, 3, 5]), 1),
        (np.array([2, 3, 5]), 2),
        (np.array([1.0, 10.0]), 3),
        (np.array([2.0, 7.0]), 0),
        (np.array([0.0, 1.0, -1.0]), 2),
    ),
    comparison=SameArray(),
    must_hold="Each pick of k numbers with repetition gives one product, in the order of a dictionary.",
)


def products(picks):
    return np.array([math.prod(map(float, pick)) for pick in picks])


@monomials.right
def monomial_values(values, degree):
    return products(itertools.combinations_with_replacement(values, degree))


monomials.drawn_by(lambda g: (g.integers(-9, 10, size=size(g, 2, 4)) / 2 + 0.25, size(g, 2, 3)))
monomials.mistake("without repetition", "You never take a number twice. In a monomial powers are allowed.")(
    lambda values, degree: products(itertools.combinations(values, degree))
)
monomials.mistake(
    "every order counted", "You list u1 · u2 and u2 · u1 separately. They are the same monomial."
)(lambda values, degree: products(itertools.product(values, repeat=degree)))
monomials.mistake(
    "lower degrees too", "You list the monomials of all degrees up to k. Only degree k is asked for."
)(lambda values, degree: np.concatenate([monomial_values(values, k) for k in range(degree + 1)]))
monomials.mistake(
    "pure powers only",
    "You list the powers of single numbers. Products of different numbers are monomials too.",
)(lambda values, degree: np.array([float(value) ** degree for value in values]))
monomials.mistake(
    "last variable first",
    "Your list begins with the power of the last number. It must begin with that of the first.",
)(lambda values, degree: monomial_values(values, degree)[::-1])
monomials.mistake(CUT, CUT_SENTENCE)(cut(monomial_values))


uses = AnswerKey(
    "07-uses",
    edge_cases=(
        (1, 1, 5),
        (2, 1, 6),
        (2, 2, 6),
        (3, 1, 6),
        (3, 2, 3),
        (4, 2, 3),
        (3, 1, 1),
        (4, 1, 2),
        (5, 1, 4),
        (8, 2, 3),
        (4, 1, 15),
    ),
    comparison=SameNumber(exact=True),
    must_hold="At depth 3 and n = 6 the three layers are used 21, 6 and 1 times.",
)


@uses.right
def uses_by_the_end(depth, layer, half_length):
    paths = [1] * half_length
    for _ in range(depth - layer):
        paths = list(itertools.accumulate(paths))
    return paths[-1]


@uses.drawn_by
def uses_case(generator):
    # At most 1000 paths: few enough to list them one by one, as the lesson does.
    depth, half_length = (int(k) for k in generator.integers((2, 2), (81, 81)))
    most = max(rise for rise in range(8) if math.comb(half_length - 1 + rise, rise) <= 1000)
    return depth, depth - int(generator.integers(0, min(most, depth - 1) + 1)), half_length


uses.mistake(
    "counted from the state itself",
    "You count the paths that go up at once, too. Within its own step the state belongs to the start: every "
    "path into the end begins with an arrow to the right.",
)(lambda L, layer, n: uses_by_the_end(L, layer, n + 1))
uses.mistake(
    "one layer too many", "You go up L - l + 1 times. From layer l to layer L there are L - l steps up."
)(lambda L, layer, n: uses_by_the_end(L + 1, layer, n))
uses.mistake(
    "chosen without repetition",
    "You choose L - l different time steps out of n. A path may go up twice at the same step.",
)(lambda L, layer, n: math.comb(n, L - layer))
uses.mistake(
    "a power of n",
    "You multiply n for each layer. A path cannot go back in time: the steps at which it goes up do not "
    "decrease.",
)(lambda L, layer, n: n ** (L - layer))
uses.mistake(
    "layers counted from above",
    "You use the number of layers below. What counts is how many lie above: L - l.",
)(lambda L, layer, n: uses_by_the_end(layer, 1, n))


state_bound = AnswerKey(
    "07-state-bound",
    edge_cases=(
        (2, (1,)),
        (2, (6, 1)),
        (2, (21, 6, 1)),
        (3, (2, 2)),
        (1, (5, 3)),
        (4, (3,)),
        (3, ()),
        (2, (0, 4)),
        (5, (20, 19, 20, 18, 20)),
        (4, (20, 20, 20, 20, 20, 20)),
    ),
    comparison=SameNumber(exact=True),
    must_hold="A state of R numbers that is used k times gives as many monomials as there are multisets of "
    "k out of R.",
)


@state_bound.right
def equal_copies(channels, uses):
    return math.prod(multichoose(int(channels), int(k)) for k in uses)


state_bound.drawn_by(lambda g: (size(g, 2, 5), tuple(int(k) for k in g.integers(1, 21, size=size(g, 2, 6)))))
state_bound.mistake(
    "powers of R", "You count all ordered products, R to the power k. Copies are equal: order does not count."
)(lambda R, uses: int(R) ** sum(int(k) for k in uses))
state_bound.mistake(
    "without repetition",
    "You choose k out of R without repetition. A monomial may take the same entry many times.",
)(lambda R, uses: math.prod(math.comb(int(R), int(k)) for k in uses))
state_bound.mistake(
    "stars and bars swapped",
    "You count multisets of R out of k. It is the other way round: k picks out of R entries.",
)(lambda R, uses: math.prod(multichoose(int(k), int(R)) for k in uses))
state_bound.mistake(
    "added, not multiplied",
    "You add the numbers of the states. Every monomial of one goes with every monomial of the others: "
    "multiply.",
)(lambda R, uses: sum(multichoose(int(R), int(k)) for k in uses))
state_bound.mistake(
    "all states taken as one",
    "You take all uses together, as if there were one state. Different layers hold different states.",
)(lambda R, uses: multichoose(int(R), sum(int(k) for k in uses)))
state_bound.suspect(LARGE, LARGE_SENTENCE)(large(equal_copies))
state_bound.mistake(
    "one bar too many",
    "You choose k out of R + k. Between R boxes there are R - 1 bars: k stars and R - 1 bars.",
)(lambda R, uses: math.prod(multichoose(int(R) + 1, int(k)) for k in uses))


letters = AnswerKey(
    "07-letters",
    edge_cases=(
        (np.array([[1, 0], [2, 0]]),),
        (np.array([[0, 0]]),),
        (np.array([[1, 1], [2, 0], [0, 2]]),),
        (np.array([[3, 1], [1, 3], [1, 1]]),),
        (np.array([[2, 1, 0], [0, 2, 1], [1, 0, 2]]),),
        (np.array([[1, 0], [0, 1], [2, 2], [0, 0], [0, 3]]),),
        (np.array([[2], [4]]),),
        (np.array([[2, 2], [1, 1], [0, 2]]),),
    ),
    comparison=SameNumber(exact=True),
    must_hold="On 0 and 1 every power of an input is the input itself.",
)


@letters.right
def different_on_letters(exponents):
    return len({tuple(power > 0 for power in row) for row in np.asarray(exponents).tolist()})


@letters.drawn_by
def letters_case(generator):
    shape = size(generator, 3, 7), size(generator, 2, 4)
    return (generator.integers(0, 4, size=shape) * generator.integers(0, 2, size=shape),)


letters.mistake(
    "all of them counted",
    "You count monomials that differ as polynomials. On 0 and 1 the powers of an input are all the same.",
)(lambda exponents: len({tuple(row) for row in np.asarray(exponents).tolist()}))
letters.mistake("by the number of inputs", "You only look at how many inputs occur. It matters which ones.")(
    lambda exponents: len({sum(power > 0 for power in row) for row in np.asarray(exponents).tolist()})
)
letters.mistake(
    "odd or even",
    "You look at whether exponents are odd or even. That is right for 1 and -1, not for 0 and 1.",
)(lambda exponents: len({tuple(power % 2 for power in row) for row in np.asarray(exponents).tolist()}))
letters.mistake(
    "powers thrown away",
    "You leave out monomials with powers. They are still there: on 0 and 1 each equals one without powers.",
)(lambda exponents: len({tuple(row) for row in np.asarray(exponents).tolist() if max(row) <= 1}))


merge = AnswerKey(
    "07-merge",
    edge_cases=(
        (np.array([[1, 2], [3, 4]]),),
        (np.array([5, 7]),),
        (np.array([[[2]]]),),
        (np.arange(8).reshape(2, 2, 2),),
        (np.arange(9).reshape(3, 3),),
        (np.array([[0.0, 1.0], [-1.0, 0.0]]),),
        (np.array([[2.5, 1.0], [0.25, 1.5]]),),
        (np.arange(27).reshape(3, 3, 3),),
    ),
    comparison=SameArray(),
    must_hold="The coefficients times the monomials give the same number as the tensor times all ordered "
    "products.",
)


@merge.right
def merged_coefficients(tensor, gather=sum, orders=set):
    picks = itertools.combinations_with_replacement(range(len(tensor)), tensor.ndim)
    orderings = [orders(itertools.permutations(pick)) for pick in picks]
    return np.array([gather([tensor[place] for place in places]) for places in orderings], dtype=float)


@merge.drawn_by
def merge_case(generator):
    degree = int(generator.integers(2, 4))
    size = int(generator.integers(2, 4))
    return (generator.integers(-9, 10, size=(size,) * degree),)


merge.mistake(
    "sorted entries only",
    "You take only the entry with sorted indices. The others multiply the same monomial: add them.",
)(lambda tensor: merged_coefficients(tensor, orders=lambda picks: [next(picks)]))
merge.mistake(
    "averaged", "You average the entries that belong together. Their products are added up: so are they."
)(lambda tensor: merged_coefficients(tensor, np.mean))
merge.mistake(
    "equal indices counted twice",
    "You add the entry of u1 · u1 twice, once for each order of equal indices. It stands in the tensor once.",
)(lambda tensor: merged_coefficients(tensor, orders=list))
merge.mistake(CUT, CUT_SENTENCE)(cut(merged_coefficients))
merge.mistake(
    "not merged",
    "You list all entries of the tensor. Entries with the same indices in another order belong to one "
    "monomial.",
)(lambda tensor: np.asarray(tensor, dtype=float).ravel())
