"""What judges the tasks of lesson 12: inputs, comparisons and known mistakes, with a sentence for each."""

from __future__ import annotations

import numpy as np

from racteach.checks.answers import functions12 as f
from racteach.checks.declarations import Answers, Misconception
from racteach.checks.values import SameArray, SameNumber

_FLAT = np.ones(8)

ANSWERS = {
    "12-floor": Answers(
        edge_cases=(
            (np.array([2.0, 1.0, 1.0]), 1),
            (_FLAT, 4),
            (_FLAT, 8),
            (np.array([5.0, 3.0]), 7),
            (np.array([4.0, 3.0, 2.0, 1.0]), 2),
            (np.array([1.0]), 1),
        ),
        random_case=f.floor_case,
        reference=f.floor_of,
        comparison=SameNumber(1e-6),
        must_hold="With as many channels as positive singular values the floor is 0.",
        misconceptions=(
            Misconception(
                "not squared", f.floor_not_squared, "You add the singular values. Errors are made of squares."
            ),
            Misconception(
                "a length",
                f.floor_as_a_length,
                "You take a root at the end. The squared error is asked for.",
            ),
            Misconception(
                "not relative",
                f.floor_absolute,
                "You do not divide by the squared length of the whole table.",
            ),
            Misconception(
                "what is kept",
                f.what_is_kept,
                "You return what R terms can have. The error is what is missing.",
            ),
            Misconception(
                "one more kept", f.one_more_kept, "You keep one term more than the circuit has channels."
            ),
        ),
    ),
    "12-kernel-floor": Answers(
        edge_cases=(
            (3, 1.0, 4),
            (4, 0.6, 5),
            (4, 0.6, 7),
            (2, 0.5, 1),
            (2, 0.5, 4),
            (3, 0.5, 8),
            (30, 0.2, 31),
            (1, 0.5, 1),
            (2, 0.5, 3),
        ),
        random_case=f.kernel_case,
        reference=f.kernel_floor,
        comparison=SameNumber(1e-6),
        must_hold="With 2^k channels the floor is 0, and with one it is 1 - 1 / (1 + epsilon^2)^k.",
        misconceptions=(
            Misconception(
                "not squared",
                f.kernel_not_squared,
                "You add singular values, epsilon^j. Errors are made of their squares.",
            ),
            Misconception(
                "smallest kept", f.smallest_kept, "You keep the smallest singular values. Keep the largest."
            ),
            Misconception(
                "as if all were equal",
                f.as_if_all_equal,
                "You take all singular values for equal. That is so at epsilon = 1 only.",
            ),
            Misconception(
                "multiplicities forgotten",
                f.without_multiplicities,
                "You count each level once. The singular value epsilon^j occurs C(k, j) times.",
            ),
            Misconception(
                "whole levels only",
                f.whole_levels_only,
                "You keep whole levels only. Of the last level a part may fit.",
            ),
        ),
    ),
    "12-parameters": Answers(
        edge_cases=((2, 2, 4), (1, 2, 4), (1, 1, 1), (3, 2, 1), (2, 5, 3), (3, 3, 2), (1, 4, 2)),
        random_case=f.count_case,
        reference=f.parameter_count,
        comparison=SameNumber(),
        must_hold="The circuit with L = 2, M = 2, R = 4 has 68.",
        misconceptions=(
            Misconception(
                "initial state forgotten",
                f.no_initial_state,
                "You leave out the initial state: R numbers in every layer.",
            ),
            Misconception("readout forgotten", f.no_readout, "You leave out the readout: R numbers."),
            Misconception(
                "every layer reads the inputs",
                f.every_layer_reads_the_inputs,
                "You give every layer M inputs. Layers above the first take in R numbers.",
            ),
            Misconception("one layer", f.one_layer, "You count one layer. There are L."),
            Misconception(
                "recurrent matrices forgotten",
                f.no_recurrence,
                "You leave out the matrices with which the layers recall.",
            ),
        ),
    ),
    "12-widest": Answers(
        edge_cases=((1, 2, 6), (2, 2, 68), (2, 2, 67), (3, 2, 100), (1, 16, 1500), (4, 3, 50), (2, 4, 30)),
        random_case=f.budget_case,
        reference=f.widest,
        comparison=SameNumber(),
        must_hold="It fits, and one channel more does not.",
        misconceptions=(
            Misconception(
                "strictly below",
                f.strictly_below,
                "You stay below the budget. Meeting it exactly is allowed.",
            ),
            Misconception(
                "the first that is too wide",
                f.first_too_wide,
                "You return the first number that does not fit. Return the one before it.",
            ),
            Misconception(
                "the width of depth 1",
                f.width_of_depth_one,
                "You return the width that a single layer could have.",
            ),
            Misconception(
                "divided among the layers",
                f.shared_among_layers,
                "You divide the channels among the layers. Parameters grow with the square of the width.",
            ),
            Misconception(
                "recurrent matrices only",
                f.only_recurrent,
                "You count the matrices with which layers recall, and nothing else.",
            ),
        ),
    ),
    "12-walsh": Answers(
        edge_cases=(
            (np.array([[1, 0], [0, 1]]),),
            (np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]]),),
            (np.array([[0, 0, 1], [0, 1, 0], [1, 0, 0]]),),
            (np.array([[1, 1]]),),
            (np.array([[1, 0, 1, 0], [0, 1, 0, 1], [1, 1, 1, 1]]),),
        ),
        random_case=f.sets_case,
        reference=f.shift_matrix,
        comparison=SameArray(),
        must_hold="Every row and every column holds exactly one 1: a permutation.",
        misconceptions=(
            Misconception(
                "the other way round",
                f.shifted_back,
                "You move places back, or took the new channel for the column. Rows belong to the new state.",
            ),
            Misconception(
                "pushed out at the end",
                f.pushed_out,
                "You lose the last place. It comes round to the front.",
            ),
            Misconception(
                "every channel itself",
                f.every_channel_itself,
                "Every channel recalls itself in your matrix. The places move on.",
            ),
            Misconception(
                "the next in the list",
                f.next_in_the_list,
                "You go to the next set in the list. Look for the set that the places move to.",
            ),
            Misconception(
                "all sets of the same size",
                f.same_size,
                "You connect all sets of the same size. Only one of them is the set moved on.",
            ),
        ),
    ),
}
