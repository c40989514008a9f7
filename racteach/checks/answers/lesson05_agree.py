"""Task 05-agree: a matrix on which two primes agree, and are both wrong."""

from functools import cache

import numpy as np

from racteach.checks.answers.remainders import rank_modulo
from racteach.checks.answers.whole import true_rank
from racteach.checks.comparing import SameShape
from racteach.checks.keys import AnswerKey

PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23)

agree = AnswerKey(
    "05-agree",
    edge_cases=((2, 3), (3, 2), (2, 5), (5, 7), (7, 11), (11, 13), (13, 11), (19, 23)),
    comparison=SameShape(exact=True, least=0, most=9),
    must_hold="Both primes give the same rank, below the true one. One way: a determinant, not 0, that "
    "each of them divides once.",
)


@cache
def with_determinant(wanted):
    """Return a matrix of digits with this determinant, a sum of two products of three digits each."""
    products = {int(np.prod(digits)): digits for digits in np.ndindex(10, 10, 10)}
    a, c, f = next(digits for left, digits in products.items() if wanted - left in products)
    b, d, e = products[wanted - a * c * f]
    return np.array([[a, b, 0], [0, c, d], [e, 0, f]])


def agreed(matrix, first, second):
    """Return the ranks modulo both primes, and the true one."""
    rows = matrix.tolist()
    return rank_modulo(rows, first), rank_modulo(rows, second), true_rank(rows)


@agree.right
def matrix_that_fools_both(first, second):
    return with_determinant(first * second).copy()


@agree.drawn_by
def two_primes(generator):
    first, second = (int(prime) for prime in generator.choice(PRIMES, size=2, replace=False))
    return first, second


@agree.judged_by
def no_counterexample(matrix, first, second):
    one, other, true = agreed(matrix, first, second)
    if one != other:
        return f"Modulo {first} the rank is {one}, modulo {second} it is {other}: they do not agree."
    if one == true:
        return f"The two ranks agree, and they are right: all three are {true}. The claim holds here."
    return ""


agree.mistake(
    "product of the primes as an entry",
    "You put the product of the primes into the matrix. That is the idea, but entries end at 9: the "
    "determinant must be a multiple of both primes, and no single entry.",
)(lambda first, second: np.diag([first * second, 1, 1]))
agree.mistake(
    "one prime only",
    "Your determinant is a multiple of one of the primes. The other one sees the full rank, and they do not "
    "agree.",
)(lambda first, second: with_determinant(first))
agree.mistake(
    "determinant 0",
    "Your matrix has the determinant 0, so that its true rank is smaller as well: both primes are right.",
)(lambda first, second: np.array([[1, 2, 3], [4, 5, 6], [5, 7, 9]]))
agree.degenerate("zero", "all three are 0")(lambda first, second: np.zeros((3, 3)))
agree.degenerate("constant", "all three are 1")(lambda first, second: np.ones((3, 3)))
agree.degenerate("example", "they do not agree")(lambda first, second: np.diag([6, 1, 1]))
agree.degenerate("other size", "The shape is (2, 2)")(lambda first, second: np.eye(2))
agree.degenerate("identity", "all three are 3")(lambda first, second: np.eye(3))
