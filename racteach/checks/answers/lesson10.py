"""What judges the tasks of lesson 10: inputs, comparisons and known mistakes, with a sentence for each."""

from __future__ import annotations

import numpy as np

from racteach.checks.answers import functions10 as f
from racteach.checks.declarations import Answers, Misconception
from racteach.checks.values import SameArray, SameNumber

_VALUES = (
    (np.array([2.0, 1.0]),),
    (np.array([5.0]),),
    (np.array([1.0, 1.0, 1.0, 1.0]),),
    (np.array([4.0, 3.0, 3.0]),),
    (np.array([10.0, 1.0]),),
    (np.array([0.5, 0.25]),),
)

ANSWERS = {
    "10-shares": Answers(
        edge_cases=_VALUES,
        random_case=f.values_case,
        reference=f.shares_of,
        comparison=SameArray(),
        must_hold="Shares add up to 1, and are in proportion to the squares.",
        misconceptions=(
            Misconception(
                "not squared",
                f.not_squared,
                "You divide the singular values themselves. The squared length is the sum of their squares.",
            ),
            Misconception(
                "parts of the largest",
                f.of_the_largest,
                "You compare with the largest. A share is a part of the whole: divide by the sum.",
            ),
            Misconception(
                "parts of the length",
                f.of_the_length,
                "You take a root at the end. Shares are parts of the squared length, and add up to 1.",
            ),
            Misconception(
                "squares only", f.squares_only, "You return the squares. Divide them by their sum."
            ),
        ),
    ),
    "10-effective-rank": Answers(
        edge_cases=(
            (np.array([1.0]),),
            (np.array([0.5, 0.5]),),
            (np.array([1.0, 0.0]),),
            (np.array([0.5, 0.25, 0.25]),),
            (np.array([0.25, 0.25, 0.25, 0.25]),),
            (np.array([0.9, 0.1, 0.0]),),
            (np.array([0.0, 0.0, 1.0]),),
        ),
        random_case=f.shares_case,
        reference=f.effective_rank_of,
        comparison=SameNumber(1e-6),
        must_hold="For r equal shares the effective rank is r.",
        misconceptions=(
            Misconception(
                "the entropy",
                f.entropy_itself,
                "You return the entropy. The effective rank is its exponential.",
            ),
            Misconception(
                "two bases",
                f.mixed_bases,
                "You take logarithms to the base 2 and the exponential to the base e. Use one base for both.",
            ),
            Misconception(
                "number of shares",
                f.number_of_shares,
                "You count the shares that are not 0: that is the rank.",
            ),
            Misconception(
                "sum of squares",
                f.participation,
                "You return one over the sum of the squared shares. That measures spread as well, but it is "
                "not the entropy's.",
            ),
            Misconception(
                "sign lost",
                f.sign_lost,
                "You lost a minus sign. Logarithms of shares are negative, and the entropy is positive.",
            ),
        ),
    ),
    "10-terms": Answers(
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
        random_case=f.terms_case,
        reference=f.terms_needed,
        comparison=SameNumber(1e-6),
        must_hold="One term less would not be enough, whichever are chosen.",
        misconceptions=(
            Misconception(
                "in the given order",
                f.in_the_given_order,
                "You add the shares as they stand. You may choose: take the largest first.",
            ),
            Misconception(
                "smallest first", f.smallest_first, "You begin with the smallest. Take the largest first."
            ),
            Misconception(
                "more than wanted",
                f.more_than_wanted,
                "You go on when the wanted share is met exactly. At least means that meeting it is enough.",
            ),
            Misconception(
                "counted from 0",
                f.index_of_the_last,
                "You return the index of the last term, counted from 0. Their number is one more.",
            ),
            Misconception(
                "as if all were equal",
                f.of_the_average,
                "You count as if all shares were equal. Some terms carry more than others.",
            ),
        ),
    ),
    "10-kernel": Answers(
        edge_cases=((1, 1.0), (3, 1.0), (1, 0.5), (2, 0.5), (5, 0.6), (40, 0.1), (50, 0.9), (2, 0.01)),
        random_case=f.kernel_case,
        reference=f.kernel_effective_rank,
        comparison=SameNumber(1e-6),
        must_hold="At epsilon = 1 it is the rank, 2 to the power of k.",
        misconceptions=(
            Misconception(
                "shares not squared",
                f.unsquared,
                "You use 1 and epsilon as shares. They are singular values: square them.",
            ),
            Misconception(
                "one place",
                f.one_place,
                "You return the effective rank of one place. There are k of them.",
            ),
            Misconception(
                "times the places",
                f.times_the_places,
                "You multiply by the number of places. Entropies add up, so effective ranks are multiplied "
                "with each other.",
            ),
            Misconception("the rank", f.its_rank, "You return the rank. It counts all terms as equal."),
            Misconception(
                "the entropy", f.its_entropy, "You return the entropy. The effective rank is its exponential."
            ),
        ),
    ),
    "10-gradient": Answers(
        edge_cases=_VALUES,
        random_case=f.values_case,
        reference=f.entropy_gradient,
        comparison=SameArray(),
        must_hold="Scaling all singular values does not change the entropy, so the gradient is orthogonal to "
        "them.",
        misconceptions=(
            Misconception(
                "the others held fixed",
                f.shares_held_fixed,
                "You differentiate -p ln p for one share only. The shares add up to 1, so all change.",
            ),
            Misconception(
                "by the shares",
                f.by_the_shares,
                "You differentiate by the shares. Asked is the derivative by the singular values.",
            ),
            Misconception("downhill", f.downhill, "The sign is the other one. Small terms must go up."),
            Misconception(
                "by the squares",
                f.by_the_squares,
                "You differentiate by the squares of the singular values. A factor 2 sigma is missing.",
            ),
            Misconception(
                "not divided by the squared length",
                f.not_divided,
                "A factor is missing: divide by the sum of the squares.",
            ),
        ),
    ),
}
