"""What judges the tasks of lesson 10: the right function, the inputs and the known mistakes of each."""

import math

import numpy as np

from racteach.checks.answers.drawing import size
from racteach.checks.answers.truncating import CUT, CUT_SENTENCE, cut
from racteach.checks.comparing import SameArray, SameNumber
from racteach.checks.keys import AnswerKey

VALUES = (
    (np.array([2.0, 1.0]),),
    (np.array([5.0]),),
    (np.array([1.0, 1.0, 1.0, 1.0]),),
    (np.array([4.0, 3.0, 3.0]),),
    (np.array([10.0, 1.0]),),
    (np.array([0.5, 0.25]),),
    (np.array([1.0, 2.0]),),
    (np.array([1.0, 3.0, 2.0]),),
    (np.array([2.0, 0.5, 8.0, 2.0]),),
    (np.array([0.25, 8.0, 0.25, 1.0, 8.0]),),
)
ORDER_LOST = (
    "You sort the singular values. The result must stand in the order in which they were given, which may be "
    "any."
)


def largest_first(singular_values):
    return np.sort(singular_values)[::-1]


shares = AnswerKey(
    "10-shares",
    edge_cases=VALUES,
    comparison=SameArray(),
    must_hold="Shares add up to 1, and are in proportion to the squares.",
)


@shares.right
def shares_of(singular_values):
    total = math.fsum(float(s) ** 2 for s in singular_values)
    return np.array([float(s) ** 2 / total for s in singular_values])


@shares.drawn_by
def values_case(generator):
    count = size(generator, 2, 8)
    # From 1/16 to 8, in any order, so that equal ones and very unequal ones occur.
    return (generator.integers(1, 129, size=count) / 16 * generator.choice([1, 1, 0.0625], size=count),)


@shares.mistake(
    "not squared",
    "You divide the singular values themselves. The squared length is the sum of their squares.",
)
def not_squared(singular_values):
    return np.array([float(s) for s in singular_values]) / math.fsum(map(float, singular_values))


shares.mistake(
    "parts of the largest", "You compare with the largest. A share is a part of the whole: divide by the sum."
)(lambda values: np.array([(float(s) / float(max(values))) ** 2 for s in values]))
shares.mistake(
    "parts of the length",
    "You take a root at the end. Shares are parts of the squared length, and add up to 1.",
)(lambda values: np.sqrt(shares_of(values)))
shares.mistake("sorted", ORDER_LOST)(lambda values: shares_of(largest_first(values)))
shares.variant("sorted")(lambda values: shares_of(np.sort(values)))
shares.mistake(CUT, CUT_SENTENCE)(cut(shares_of))
shares.mistake("squares only", "You return the squares. Divide them by their sum.")(
    lambda values: np.array([float(s) ** 2 for s in values])
)


effective_rank = AnswerKey(
    "10-effective-rank",
    edge_cases=(
        (np.array([1.0]),),
        (np.array([0.5, 0.5]),),
        (np.array([1.0, 0.0]),),
        (np.array([0.5, 0.25, 0.25]),),
        (np.array([0.25, 0.25, 0.25, 0.25]),),
        (np.array([0.9, 0.1, 0.0]),),
        (np.array([0.0, 0.0, 1.0]),),
    ),
    comparison=SameNumber(1e-6),
    must_hold="For r equal shares the effective rank is r.",
)


def entropy(shares, base=math.e):
    return math.fsum(-float(p) * math.log(float(p), base) for p in shares if p > 0)


@effective_rank.right
def effective_rank_of(shares):
    return math.exp(entropy(shares))


@effective_rank.drawn_by
def shares_case(generator):
    weights = generator.integers(0, 40, size=size(generator, 2, 8)).astype(float)
    weights[int(generator.integers(len(weights)))] += 1
    return (weights / weights.sum(),)


effective_rank.mistake("the entropy", "You return the entropy. The effective rank is its exponential.")(
    lambda shares: entropy(shares)
)
effective_rank.mistake(
    "two bases", "You take logarithms to the base 2 and the exponential to the base e. Use one base for both."
)(lambda shares: math.exp(entropy(shares, 2)))
effective_rank.mistake(
    "two bases, the other way",
    "You take logarithms to the base e and raise 2 to the entropy. Use one base for both.",
)(lambda shares: 2 ** entropy(shares))


@effective_rank.mistake(
    "logarithm of 0",
    "A share of 0 has no logarithm: 0 times minus infinity is NaN. Such a share adds nothing: leave it out.",
)
def logarithm_of_zero(shares):
    with np.errstate(all="ignore"):
        return float(np.exp(-np.sum(shares * np.log(shares))))


effective_rank.mistake("number of shares", "You count the shares that are not 0: that is the rank.")(
    lambda shares: float(sum(p > 0 for p in shares))
)
effective_rank.mistake(
    "sum of squares",
    "You return one over the sum of the squared shares. That measures spread as well, but it is not the "
    "entropy's.",
)(lambda shares: 1 / math.fsum(float(p) ** 2 for p in shares))
effective_rank.mistake(
    "sign lost", "You lost a minus sign. Logarithms of shares are negative, and the entropy is positive."
)(lambda shares: math.exp(-entropy(shares)))


terms = AnswerKey(
    "10-terms",
    edge_cases=(
        (np.array([0.5, 0.25, 0.25]), 0.75),
        (np.array([0.25, 0.25, 0.5]), 0.5),
        (np.array([1.0]), 1.0),
        (np.array([0.125, 0.5, 0.375]), 0.875),
        (np.array([0.125, 0.5, 0.375]), 0.8),
        (np.array([0.25, 0.25, 0.25, 0.25]), 0.5),
        (np.array([0.25, 0.25, 0.25, 0.25]), 0.51),
        (np.array([0.0, 1.0]), 0.99),
    ),
    comparison=SameNumber(exact=True),
    must_hold="One term less would not be enough, whichever are chosen.",
)


def terms_in_order(shares, wanted):
    total, count = 0.0, 0
    while total < wanted:
        total += float(shares[count])
        count += 1
    return count


@terms.right
def terms_needed(shares, wanted):
    return terms_in_order(largest_first(shares), wanted)


@terms.drawn_by
def terms_case(generator):
    # Multiples of 1/1024 add up without rounding.
    count = size(generator, 2, 8)
    cuts = np.sort(generator.choice(np.arange(1, 1024), size=count - 1, replace=False))
    parts = np.diff(np.concatenate([[0], cuts, [1024]]))
    return generator.permutation(parts) / 1024, size(generator, 1, 1024) / 1024


terms.mistake(
    "in the given order", "You add the shares as they stand. You may choose: take the largest first."
)(terms_in_order)
terms.mistake("smallest first", "You begin with the smallest. Take the largest first.")(
    lambda shares, wanted: terms_in_order(np.sort(shares), wanted)
)
terms.mistake(
    "more than wanted",
    "You go on when the wanted share is met exactly. At least means that meeting it is enough.",
)(lambda shares, wanted: min(len(shares), 1 + int((np.cumsum(np.sort(shares)[::-1]) <= wanted).sum())))
terms.variant("more than wanted")(
    lambda shares, wanted: 1 + int((np.cumsum(np.sort(shares)[::-1]) <= wanted).sum())
)
terms.mistake(
    "counted from 0", "You return the index of the last term, counted from 0. Their number is one more."
)(lambda shares, wanted: terms_needed(shares, wanted) - 1)
terms.mistake(
    "as if all were equal", "You count as if all shares were equal. Some terms carry more than others."
)(lambda shares, wanted: math.ceil(wanted * len(shares)))


kernel = AnswerKey(
    "10-kernel",
    edge_cases=((1, 1.0), (3, 1.0), (1, 0.5), (2, 0.5), (5, 0.6), (40, 0.1), (50, 0.9), (2, 0.01)),
    comparison=SameNumber(1e-6),
    must_hold="At epsilon = 1 it is the rank, 2 to the power of k.",
)


@kernel.right
def kernel_effective_rank(half_length, epsilon):
    share = 1 / (1 + epsilon * epsilon)
    one = -share * math.log(share) - ((1 - share) * math.log(1 - share) if epsilon else 0.0)
    return math.exp(half_length * one)


kernel.drawn_by(lambda generator: (size(generator, 1, 59), size(generator, 1, 999) / 1000))
kernel.mistake(
    "shares not squared", "You use 1 and epsilon as shares. They are singular values: square them."
)(lambda n, epsilon: kernel_effective_rank(n, math.sqrt(epsilon)))
kernel.mistake("one place", "You return the effective rank of one place. There are k of them.")(
    lambda n, epsilon: kernel_effective_rank(1, epsilon)
)
kernel.mistake(
    "times the places",
    "You multiply by the number of places. Entropies add up, so effective ranks are multiplied with each "
    "other.",
)(lambda n, epsilon: n * kernel_effective_rank(1, epsilon))
kernel.mistake("the rank", "You return the rank. It counts all terms as equal.")(lambda n, epsilon: 2.0**n)
kernel.mistake("the entropy", "You return the entropy. The effective rank is its exponential.")(
    lambda n, epsilon: math.log(kernel_effective_rank(n, epsilon))
)


gradient = AnswerKey(
    "10-gradient",
    edge_cases=VALUES,
    comparison=SameArray(1e-3),  # room for a difference quotient in place of the derivative
    must_hold="Scaling all singular values does not change the entropy, so the gradient is orthogonal to "
    "them.",
)


@gradient.right
def entropy_gradient(singular_values):
    values = [float(s) for s in singular_values]
    total = math.fsum(s * s for s in values)
    shares = [s * s / total for s in values]
    height = math.fsum(-p * math.log(p) for p in shares)
    return np.array([-2 * s * (math.log(p) + height) / total for s, p in zip(values, shares, strict=True)])


gradient.drawn_by(values_case)


@gradient.mistake(
    "the others held fixed",
    "You differentiate -p ln p for one share only. The shares add up to 1, so all change.",
)
def shares_held_fixed(singular_values):
    values = np.array([float(s) for s in singular_values])
    total = float(values @ values)
    return -2 * values * (np.log(values**2 / total) + 1) / total


gradient.mistake(
    "by the shares", "You differentiate by the shares. Asked is the derivative by the singular values."
)(lambda values: -(np.log(shares_of(values)) + 1))
gradient.mistake("sorted", ORDER_LOST)(lambda values: entropy_gradient(largest_first(values)))
gradient.variant("sorted")(lambda values: entropy_gradient(np.sort(values)))
gradient.mistake(
    "entropy left out",
    "A part is missing: when one singular value grows, the sum of the squares grows as well, and so all "
    "shares change. That adds H to the logarithm.",
)(
    lambda values: (
        -2 * np.asarray(values) * np.log(shares_of(values)) / math.fsum(float(s) ** 2 for s in values)
    )
)
gradient.mistake("downhill", "The sign is the other one. Small terms must go up.")(
    lambda values: -entropy_gradient(values)
)
gradient.mistake(
    "by the squares", "You differentiate by the squares of the singular values. A factor 2 sigma is missing."
)(lambda values: entropy_gradient(values) / (2 * values))
gradient.mistake(
    "not divided by the squared length", "A factor is missing: divide by the sum of the squares."
)(lambda values: entropy_gradient(values) * (values**2).sum())
