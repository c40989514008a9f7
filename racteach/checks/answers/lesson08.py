"""What judges the tasks of lesson 08: inputs, comparisons and known mistakes, with a sentence for each."""

from __future__ import annotations

import numpy as np

from racteach.checks.answers.functions08 import (
    before_the_letter,
    comparator_reads_the_newest,
    constant_forgotten,
    count_case,
    counting_state,
    counts_themselves,
    counts_times_z,
    delay_line_backwards,
    end_case,
    end_polynomial,
    epsilon_at_the_constant,
    equality_case,
    evaluation_case,
    evaluation_matrix,
    every_channel_by_itself,
    exponents_only,
    last_form_only,
    last_letter_only,
    multiply_case,
    not_lengthened,
    one_letter_at_a_time,
    only_first_variable,
    others_multiplied,
    powers_of_counts,
    second_not_moved,
    sides_swapped,
    similarity_weights,
    sum_of_powers,
    times_linear,
    variables_swapped,
    z_times,
)
from racteach.checks.declarations import Answers, Misconception
from racteach.checks.values import SameArray

ANSWERS = {
    "08-count": Answers(
        edge_cases=(
            ((0,), 2, 2),
            ((0, 0, 1), 2, 3),
            ((1, 1, 1), 2, 2),
            ((2, 0, 2, 2), 3, 2),
            ((1,), 4, 5),
            ((0, 1, 0, 1), 2, 10),
            ((0, 0), 1, 3),
        ),
        random_case=count_case,
        reference=counting_state,
        comparison=SameArray(),
        must_hold="Channel d holds z to the power of the number of letters d.",
        misconceptions=(
            Misconception(
                "counts in place of powers",
                counts_themselves,
                "You return the counts themselves. The circuit multiplies: after c letters d channel d holds "
                "z to the power c.",
            ),
            Misconception(
                "z times the count",
                counts_times_z,
                "You return z times the count. Multiplying by z again and again gives a power.",
            ),
            Misconception(
                "the other channels multiplied",
                others_multiplied,
                "You multiply the other channels. Letter d multiplies channel d.",
            ),
            Misconception(
                "last letter only",
                last_letter_only,
                "Your state knows the last letter only. Layer 1 multiplies onto what it recalls.",
            ),
        ),
    ),
    "08-evaluation": Answers(
        edge_cases=(
            (np.array([[1]]), 2),
            (np.array([[2, 0], [1, 1], [0, 2]]), 2),
            (np.array([[2, 0], [1, 1], [0, 2]]), 1),
            (np.array([[1, 0], [0, 1]]), 10),
            (np.array([[3, 0], [1, 2]]), 3),
            (np.array([[1, 1, 0], [0, 1, 1]]), 2),
            (np.array([[2, 1], [1, 2]]), -2),
        ),
        random_case=evaluation_case,
        reference=evaluation_matrix,
        comparison=SameArray(),
        must_hold="It is symmetric, and its diagonal holds z to the power <c, c>.",
        misconceptions=(
            Misconception(
                "counts in place of powers of z",
                powers_of_counts,
                "You evaluate the monomials at the counts c. The points are (z^c_1, ..., z^c_m).",
            ),
            Misconception(
                "exponents only",
                exponents_only,
                "These are the exponents <c, alpha>. The entries are z to that power.",
            ),
            Misconception(
                "z times the exponent",
                z_times,
                "You multiply z by <c, alpha>. It is the exponent of z.",
            ),
            Misconception(
                "sum of powers",
                sum_of_powers,
                "You add powers of z. In a monomial they are multiplied, so the exponents are added.",
            ),
        ),
    ),
    "08-multiply": Answers(
        edge_cases=(
            (np.array([2, 1]), np.array([1])),
            (np.array([1, 0]), np.array([1, 2, 3])),
            (np.array([0, 1]), np.array([1, 2, 3])),
            (np.array([2, 1]), np.array([1, 2])),
            (np.array([1, -1]), np.array([1, 1])),
            (np.array([3.0, 0.5]), np.array([2.0, 0.0, 4.0])),
        ),
        random_case=multiply_case,
        reference=times_linear,
        comparison=SameArray(),
        must_hold="The result has one coefficient more than the form.",
        misconceptions=(
            Misconception(
                "variables swapped",
                sides_swapped,
                "You multiply by b u1 + a u2. The first number of the linear form belongs to u1.",
            ),
            Misconception(
                "degree not raised",
                not_lengthened,
                "Your result has as many coefficients as the form. A linear form raises the degree by one.",
            ),
            Misconception(
                "first variable only",
                only_first_variable,
                "You multiply by a u1 only. Add b u2 times the form.",
            ),
            Misconception(
                "second variable not moved",
                second_not_moved,
                "You leave all coefficients at their places. Multiplying by u2 moves them one place on.",
            ),
        ),
    ),
    "08-end": Answers(
        edge_cases=(
            ((0,), 2),
            ((1,), 3),
            ((0, 1), 2),
            ((0, 0), 3),
            ((1, 1, 0), 2),
            ((0, 1, 1, 0), 10),
            ((1, 0), 1),
        ),
        random_case=end_case,
        reference=end_polynomial,
        comparison=SameArray(),
        must_hold="For z = 2 the end ab gives 4, 6, 2.",
        misconceptions=(
            Misconception(
                "each letter by itself",
                one_letter_at_a_time,
                "Your linear form knows the letter of its own step only. Layer 1 keeps all letters of the "
                "end so far: their powers of z multiply.",
            ),
            Misconception(
                "before the letter",
                before_the_letter,
                "You take the sum before the letter is read. At step t letter t has been counted already.",
            ),
            Misconception(
                "the last form each time",
                last_form_only,
                "You use the counts of the whole end at every step. Step t knows the first t letters only.",
            ),
            Misconception(
                "variables swapped",
                variables_swapped,
                "Your list runs from u2^n to u1^n. It must begin with the coefficient of u1^n.",
            ),
        ),
    ),
    "08-equality": Answers(
        edge_cases=((1, 1.0), (2, 1.0), (3, 1.0), (2, 0.5), (3, -0.25), (1, 0.0), (4, 0.3)),
        random_case=equality_case,
        reference=similarity_weights,
        comparison=SameArray(),
        must_hold="Each row of the first and the third matrix has a single 1, each row of the second a 1 and "
        "an epsilon.",
        misconceptions=(
            Misconception(
                "delay line backwards",
                delay_line_backwards,
                "Your recurrent matrix is transposed: row j says what channel j recalls.",
            ),
            Misconception(
                "comparator reads the newest letter",
                comparator_reads_the_newest,
                "Your comparator recalls the first place of the delay line, the letter of one step ago. It "
                "must recall the last place: the letter of k steps ago.",
            ),
            Misconception(
                "constant forgotten",
                constant_forgotten,
                "Your constant channel recalls nothing, and is 0 after the first step. It recalls itself.",
            ),
            Misconception(
                "epsilon at the constant",
                epsilon_at_the_constant,
                "You swapped the two entries of the gate. It is 1 · constant + epsilon · comparator.",
            ),
            Misconception(
                "every channel by itself",
                every_channel_by_itself,
                "In your layer 2 each channel recalls itself. With the initial state (1, 0, ..., 0) only "
                "channel 0 would ever be different from 0: let all recall channel 0.",
            ),
        ),
    ),
}
