"""What judges the tasks of lesson 07: inputs, comparisons and known mistakes, with a sentence for each."""

from __future__ import annotations

import numpy as np

from racteach.checks.answers.functions07 import (
    added,
    all_different,
    averaged,
    bound_case,
    by_number_of_inputs,
    chosen_without_repetition,
    different_on_letters,
    equal_copies,
    every_order,
    from_the_state_itself,
    last_first,
    layer_from_below,
    letters_case,
    lower_degrees_too,
    merge_case,
    merged_coefficients,
    monomial_values,
    monomials_case,
    no_powers_only,
    not_merged,
    odd_or_even,
    one_layer_too_many,
    one_state,
    permutations_counted_twice,
    powers,
    powers_of_channels,
    powers_only,
    sorted_entries_only,
    stars_and_bars_swapped,
    uses_by_the_end,
    uses_case,
    without_repetition,
    without_repetition_of_steps,
)
from racteach.checks.declarations import Answers, Misconception
from racteach.checks.values import SameArray, SameNumber

ANSWERS = {
    "07-monomials": Answers(
        edge_cases=(
            (np.array([2.0, 3.0]), 2),
            (np.array([5.0]), 3),
            (np.array([2, 3, 5]), 1),
            (np.array([2, 3, 5]), 2),
            (np.array([1.0, 10.0]), 3),
            (np.array([2.0, 7.0]), 0),
            (np.array([0.0, 1.0, -1.0]), 2),
        ),
        random_case=monomials_case,
        reference=monomial_values,
        comparison=SameArray(),
        must_hold="Each pick of k numbers with repetition gives one product, in the order of a dictionary.",
        misconceptions=(
            Misconception(
                "without repetition",
                without_repetition,
                "You never take a number twice. In a monomial powers are allowed.",
            ),
            Misconception(
                "every order counted",
                every_order,
                "You list u1 · u2 and u2 · u1 separately. They are the same monomial.",
            ),
            Misconception(
                "lower degrees too",
                lower_degrees_too,
                "You list the monomials of all degrees up to k. Only degree k is asked for.",
            ),
            Misconception(
                "pure powers only",
                powers_only,
                "You list the powers of single numbers. Products of different numbers are monomials too.",
            ),
            Misconception(
                "last variable first",
                last_first,
                "Your list begins with the power of the last number. It must begin with that of the first.",
            ),
        ),
    ),
    "07-uses": Answers(
        edge_cases=(
            (1, 1, 5),
            (2, 1, 6),
            (2, 2, 6),
            (3, 1, 6),
            (3, 2, 3),
            (4, 2, 3),
            (3, 1, 1),
            (4, 1, 2),
        ),
        random_case=uses_case,
        reference=uses_by_the_end,
        comparison=SameNumber(),
        must_hold="At depth 3 and n = 6 the three layers are used 21, 6 and 1 times.",
        misconceptions=(
            Misconception(
                "counted from the state itself",
                from_the_state_itself,
                "You count the paths that go up at once, too. Within its own step the state belongs to the "
                "start: every path into the end begins with an arrow to the right.",
            ),
            Misconception(
                "one layer too many",
                one_layer_too_many,
                "You go up L - l + 1 times. From layer l to layer L there are L - l steps up.",
            ),
            Misconception(
                "chosen without repetition",
                without_repetition_of_steps,
                "You choose L - l different time steps out of n. A path may go up twice at the same step.",
            ),
            Misconception(
                "a power of n",
                powers,
                "You multiply n for each layer. A path cannot go back in time: the steps at which it goes up "
                "do not decrease.",
            ),
            Misconception(
                "layers counted from above",
                layer_from_below,
                "You use the number of layers below. What counts is how many lie above: L - l.",
            ),
        ),
    ),
    "07-state-bound": Answers(
        edge_cases=(
            (2, (1,)),
            (2, (6, 1)),
            (2, (21, 6, 1)),
            (3, (2, 2)),
            (1, (5, 3)),
            (4, (3,)),
            (3, ()),
            (2, (0, 4)),
        ),
        random_case=bound_case,
        reference=equal_copies,
        comparison=SameNumber(),
        must_hold="A state of R numbers that is used k times gives as many monomials as there are multisets "
        "of k out of R.",
        misconceptions=(
            Misconception(
                "powers of R",
                powers_of_channels,
                "You count all ordered products, R to the power k. Copies are equal: order does not count.",
            ),
            Misconception(
                "without repetition",
                chosen_without_repetition,
                "You choose k out of R without repetition. A monomial may take the same entry many times.",
            ),
            Misconception(
                "stars and bars swapped",
                stars_and_bars_swapped,
                "You count multisets of R out of k. It is the other way round: k picks out of R entries.",
            ),
            Misconception(
                "added, not multiplied",
                added,
                "You add the numbers of the states. Every monomial of one goes with every monomial of the "
                "others: multiply.",
            ),
            Misconception(
                "all states taken as one",
                one_state,
                "You take all uses together, as if there were one state. Different layers hold different "
                "states.",
            ),
        ),
    ),
    "07-letters": Answers(
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
        random_case=letters_case,
        reference=different_on_letters,
        comparison=SameNumber(),
        must_hold="On 0 and 1 every power of an input is the input itself.",
        misconceptions=(
            Misconception(
                "all of them counted",
                all_different,
                "You count monomials that differ as polynomials. On 0 and 1 the powers of an input are all "
                "the same.",
            ),
            Misconception(
                "by the number of inputs",
                by_number_of_inputs,
                "You only look at how many inputs occur. It matters which ones.",
            ),
            Misconception(
                "odd or even",
                odd_or_even,
                "You look at whether exponents are odd or even. That is right for 1 and -1, not for 0 and 1.",
            ),
            Misconception(
                "powers thrown away",
                no_powers_only,
                "You leave out monomials with powers. They are still there: on 0 and 1 each equals one "
                "without powers.",
            ),
        ),
    ),
    "07-merge": Answers(
        edge_cases=(
            (np.array([[1, 2], [3, 4]]),),
            (np.array([5, 7]),),
            (np.array([[[2]]]),),
            (np.arange(8).reshape(2, 2, 2),),
            (np.arange(9).reshape(3, 3),),
            (np.array([[0.0, 1.0], [-1.0, 0.0]]),),
            (np.arange(27).reshape(3, 3, 3),),
        ),
        random_case=merge_case,
        reference=merged_coefficients,
        comparison=SameArray(),
        must_hold="The coefficients times the monomials give the same number as the tensor times all ordered "
        "products.",
        misconceptions=(
            Misconception(
                "sorted entries only",
                sorted_entries_only,
                "You take only the entry with sorted indices. The others multiply the same monomial: add "
                "them.",
            ),
            Misconception(
                "averaged",
                averaged,
                "You average the entries that belong together. Their products are added up: so are they.",
            ),
            Misconception(
                "equal indices counted twice",
                permutations_counted_twice,
                "You add the entry of u1 · u1 twice, once for each order of equal indices. It stands in the "
                "tensor once.",
            ),
            Misconception(
                "not merged",
                not_merged,
                "You list all entries of the tensor. Entries with the same indices in another order belong "
                "to one monomial.",
            ),
        ),
    ),
}
