"""Tasks 05-overflow, 05-float and 05-exact: programs whose numbers do not hold what they should."""

import math

import numpy as np

from racteach.checks.answers.drawing import size
from racteach.checks.comparing import SameNumber, SameShape
from racteach.checks.keys import AnswerKey
from racteach.exact.primes import is_prime

LARGEST_PRIME, _LIMIT = 8388593, 2**22

overflow = AnswerKey(
    "05-overflow",
    edge_cases=((LARGEST_PRIME,), (4194319,), (8388587,), (5000011,)),
    comparison=SameShape(exact=True, least=0),
    must_hold="Products that are too long lose their first digits, and nothing says so.",
)


@overflow.right
def weights_that_show_it(prime):
    return np.array([prime - 1, prime - 1, 1])


@overflow.drawn_by
def prime_of_23_digits(generator):
    number = int(generator.integers(_LIMIT, LARGEST_PRIME))
    return (next(n for n in range(number, 2**23) if is_prime(n)),)


def faulty_run(hidden, entering, output, prime):
    """Return what the program of 05-overflow makes of two letters, in int64."""
    with np.errstate(over="ignore"):
        weights = [np.array([number], dtype=np.int64) for number in (hidden, entering, output)]
        state = (weights[0] * weights[1]) * weights[1] % prime
        return int((weights[2] * state % prime)[0])


@overflow.judged_by
def shows_nothing(weights, prime):
    hidden, entering, output = weights
    if max(weights) >= prime:
        return f"Weights are remainders, at most {prime - 1}, and one is {max(weights)}."
    if faulty_run(hidden, entering, output, prime) != hidden * entering * entering * output % prime:
        return ""
    if output == 0:
        return "With the output weight 0 the output is 0, whatever the state is: the program is right."
    bits = (hidden * entering * entering).bit_length()
    digits = f"{bits} binary digit{'s' if bits != 1 else ''}"
    return f"The program is right: its product of three has {digits}, and 63 fit."


overflow.mistake(
    "two large factors",
    "Only one of the factors of the long product is large twice. A product of two remainders has at most 46 "
    "binary digits, and fits. It takes three large ones: the recurrent weight too.",
)(lambda prime: [1, prime - 1, prime - 1])
overflow.mistake(
    "nearly too long",
    "Your numbers of about 2^20 give a product of 61 binary digits. 63 fit. Take larger remainders.",
)(lambda prime: [2**20, 2**20, 1])
overflow.mistake("output weight 0", "Your state is wrong, but the output weight 0 hides it. Take 1.")(
    lambda prime: [prime - 1, prime - 1, 0]
)
overflow.mistake(
    "numbers that are no remainders",
    "You take weights of p or more. Weights are remainders: from 0 to p - 1.",
)(lambda prime: [prime, prime, prime])
overflow.degenerate("zero", "With the output weight 0")(lambda prime: [0, 0, 0])
overflow.degenerate("constant", "has 1 binary digit,")(lambda prime: [1, 1, 1])
overflow.degenerate("example", "has 7 binary digits")(lambda prime: [3, 5, 1])
overflow.degenerate("other size", "The shape is")(lambda prime: [prime - 1] * 4)


def uses(depth, half_length):
    """Return how often depth L and half length n use the state in the middle."""
    return math.comb(half_length + depth - 2, depth - 1)


def faulty_power_rank(points, depth, half_length):
    """Return what the program of 05-float says."""
    x = np.array(points, dtype=float)
    return int(np.linalg.matrix_rank((1 + np.outer(x, x)) ** uses(depth, half_length)))


in_float = AnswerKey(
    "05-float",
    edge_cases=(
        (2, 2, 1000000),
        (2, 3, 1000000),
        (2, 6, 100000),
        (3, 2, 100000),
        (3, 3, 1000000),
        (3, 6, 1000000),
    ),
    comparison=SameShape(exact=True),
    must_hold="Float64 counts no singular value below about 10^-15 of the largest.",
)


@in_float.right
def points_that_show_it(depth, half_length, largest):
    return np.array([largest - k for k in range(uses(depth, half_length) + 1)])


@in_float.drawn_by
def power_and_limit(generator):
    return size(generator, 2, 3), size(generator, 2, 6), 1000 * size(generator, 100, 1000)


@in_float.judged_by
def the_program_is_right(points, depth, half_length, largest):
    outside = next((point for point in points if not 1 <= point <= largest), None)
    if outside is not None:
        return f"Points must lie between 1 and {largest}, and one is {outside}."
    if len(set(points.tolist())) < len(points):
        return "Two points are equal. Then two rows are equal, and the true rank is smaller, too."
    said = faulty_power_rank([int(point) for point in points], depth, half_length)
    return "" if said < len(points) else f"The program says {said}, and that is right."


in_float.mistake(
    "small points",
    "Your points are 1, 2, 3, ... At small degrees float64 is right for them. Make the rows nearly alike, or "
    "the sizes of the entries very different.",
)(lambda depth, half_length, largest: np.arange(1, uses(depth, half_length) + 2))
in_float.mistake(
    "points that are equal",
    "You repeat a point. That makes equal rows, and then a smaller rank is the truth, and no fault.",
)(lambda depth, half_length, largest: np.full(uses(depth, half_length) + 1, largest))
in_float.mistake("points out of range", "Your points go beyond the largest one that is allowed.")(
    lambda depth, half_length, largest: largest + np.arange(uses(depth, half_length) + 1)
)
in_float.degenerate("zero", "Points must lie between 1 and")(
    lambda depth, half_length, largest: np.zeros(uses(depth, half_length) + 1)
)
in_float.degenerate("constant", "Two points are equal")(
    lambda depth, half_length, largest: np.full(uses(depth, half_length) + 1, 5)
)
in_float.degenerate("example", "and that is right")(
    lambda depth, half_length, largest: np.arange(1, uses(depth, half_length) + 2)
)
in_float.degenerate("other size", "The shape is")(
    lambda depth, half_length, largest: points_that_show_it(depth, half_length + 1, largest)
)


in_whole = AnswerKey(
    "05-exact",
    edge_cases=(
        ((1, 2), 1, 3),
        ((1, 2, 3), 1, 3),
        ((7,), 2, 2),
        ((2, 2, 2), 3, 3),
        ((1, 2, 3, 4), 2, 2),
        ((1000000, 999999, 999998), 2, 2),
        ((1, 1000, 1000000), 2, 4),
        (tuple(range(1, 13)), 3, 4),
        (tuple(range(1, 9)), 3, 3),
        ((5, 5, 6, 7, 6), 2, 3),
        (tuple(range(1, 14)), 3, 6),
    ),
    comparison=SameNumber(exact=True),
    must_hold="The power has D + 1 terms, the table as many different rows as there are different points.",
)


@in_whole.right
def power_rank(points, depth, half_length):
    degree, prime = uses(depth, half_length), 2**61 - 1
    rows = [[pow(1 + x * y, degree, prime) for y in points] for x in points]
    rank = 0
    while rows:
        lead = rows.pop()
        place = next((k for k, entry in enumerate(lead) if entry), None)
        if place is not None:
            inverse, rank = pow(lead[place], -1, prime), rank + 1
            rows = [
                [(a - row[place] * inverse * b) % prime for a, b in zip(row, lead, strict=True)]
                for row in rows
            ]
    return rank


@in_whole.drawn_by
def some_points(generator):
    depth, half_length = size(generator, 1, 3), size(generator, 1, 5)
    largest = int(generator.choice([9, 100, 1000000]))
    return tuple(int(x) for x in generator.integers(1, largest, size(generator, 2, 9))), depth, half_length


in_whole.mistake(
    "not mended",
    "This still is what float64 says: the entries are rounded, or small singular values are not counted. "
    "Compute in Python's whole numbers, or find out how many terms the power has.",
)(faulty_power_rank)
in_whole.mistake(
    "number of points",
    "You count the points. Equal points make equal rows, and there are never more terms than D + 1.",
)(lambda points, depth, half_length: len(points))
in_whole.mistake(
    "terms not counted",
    "You count the different points. With more of them than D + 1 the rank stays at D + 1: that is how many "
    "terms the power has.",
)(lambda points, depth, half_length: len(set(points)))
in_whole.mistake("one term too few", "A power D has D + 1 terms: from g_1^D over all mixed ones to g_2^D.")(
    lambda points, depth, half_length: min(uses(depth, half_length), len(set(points)))
)
in_whole.mistake(
    "points not counted",
    "You return D + 1. With fewer different points the table has fewer different rows than that.",
)(lambda points, depth, half_length: uses(depth, half_length) + 1)
