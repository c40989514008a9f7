"""What judges the tasks of lesson 04: inputs, comparisons and known mistakes, with a sentence for each."""

from __future__ import annotations

import numpy as np

from racteach.checks.answers.functions04 import (
    circuit_of,
    deep_case,
    deep_sizes,
    eliminate,
    from_ones,
    grid_from_ones,
    last_letter_first,
    last_step_missing,
    late_step,
    layer_step,
    ones_everywhere,
    outputs_summed,
    rank_case,
    rank_mod_p,
    raw_input,
    real_rank,
    real_rank_of_remainders,
    right_step,
    rows_for_columns,
    run_deep,
    run_shallow,
    shallow_case,
    shallow_grid,
    shallow_grid_case,
    state_forgotten,
    state_returned,
    step_case,
    sum_step,
    transposed_weights,
    zero_state,
)
from racteach.checks.declarations import Answers, Misconception
from racteach.checks.values import SameArray, SameNumber

_HALF_LETTERS = np.array([[1.0, 0.5], [0.5, -1.0]])

ANSWERS = {
    "04-step": Answers(
        edge_cases=(
            (np.array([[2.0]]), np.array([[3.0]]), np.array([5.0]), np.array([7.0])),
            (np.array([[1.0, 2.0], [3.0, 4.0]]), np.eye(2), np.array([1.0, 10.0]), np.array([1.0, 2.0])),
            (np.eye(2), np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([1.0, -1.0]), np.ones(3)),
            (np.array([[1, 2], [0, 1]]), np.array([[1, 0], [1, 1]]), np.array([1, 1]), np.array([2, 3])),
        ),
        random_case=step_case,
        reference=layer_step,
        comparison=SameArray(),
        must_hold="Entry j is (W^H h)_j times (W^I x)_j, h the old state and x what comes from below.",
        misconceptions=(
            Misconception(
                "sum instead of product",
                lambda hidden, inputs, state, below: hidden @ state + inputs @ below,
                "You add the two parts, as an ordinary RNN does. A recurrent arithmetic circuit "
                "multiplies them entry by entry.",
            ),
            Misconception(
                "weights swapped",
                lambda hidden, inputs, state, below: (inputs @ state) * (hidden @ below),
                "You apply the input weights to the state and the hidden weights to the input. "
                "`hidden_weights` belongs to `state`, `input_weights` to `below`.",
            ),
            Misconception(
                "state forgotten",
                lambda hidden, inputs, state, below: inputs @ below,
                "Your result does not depend on the old state, so the circuit remembers nothing. "
                "Multiply by W^H h.",
            ),
            Misconception(
                "hidden weights transposed",
                transposed_weights,
                "You compute h W^H, which uses the transpose of W^H. The matrix stands on the left: W^H h.",
            ),
        ),
    ),
    "04-run-shallow": Answers(
        edge_cases=(
            (np.array([[2.0]]), np.array([[3.0]]), np.array([[1.0]]), np.array([[5.0]])),
            (np.array([[2.0]]), np.array([[3.0]]), np.array([[1.0]]), np.array([[5.0], [7.0]])),
            (np.array([[1.0, 2.0], [3.0, 4.0]]), np.eye(2), np.array([[1.0, -1.0]]), _HALF_LETTERS),
            (
                np.array([[1, 1], [0, 1]]),
                np.eye(2, dtype=int),
                np.eye(2, dtype=int),
                np.array([[1, 2], [3, 4], [5, 6]]),
            ),
        ),
        random_case=shallow_case,
        reference=run_shallow,
        comparison=SameArray(),
        must_hold=(
            "The first state is W^I x^1. Every later step uses it, and W^O is applied once, to the last "
            "state."
        ),
        misconceptions=(
            Misconception(
                "starts from zeros",
                zero_state,
                "Your state starts at 0, and a product with 0 stays 0 for ever. The first step is h^1 "
                "= W^I x^1, without the hidden weights.",
            ),
            Misconception(
                "hidden weights in the first step",
                from_ones,
                "You apply W^H to a state of ones before the first step. The first step is h^1 = W^I "
                "x^1: as if W^H h^0, not h^0, were ones.",
            ),
            Misconception(
                "state returned",
                state_returned,
                "You return the last state. Apply the output weights to it.",
            ),
            Misconception(
                "outputs summed over time",
                outputs_summed,
                "You add up the outputs of all time steps. Only the output after the last step counts.",
            ),
            Misconception(
                "last step left out",
                last_step_missing,
                "Your circuit stops one step early: the last row of `features` is never read.",
            ),
        ),
    ),
    "04-grid": Answers(
        edge_cases=(
            (np.array([[2.0]]), np.array([[3.0, 5.0]]), np.array([[1.0]]), 1),
            (np.array([[2.0]]), np.array([[3.0, 5.0]]), np.array([[1.0]]), 2),
            (np.array([[1.0, 2.0], [3.0, 4.0]]), _HALF_LETTERS, np.array([[1.0, -1.0]]), 2),
            (np.array([[1, 1], [0, 1]]), np.array([[1, 2, 3], [4, 5, 6]]), np.array([[1, 1]]), 2),
            (
                np.array([[1.0, 2.0], [3.0, 4.0]]),
                np.array([[1.0, 2.0], [3.0, 5.0]]),
                np.array([[1.0, -1.0]]),
                3,
            ),
        ),
        random_case=shallow_grid_case,
        reference=shallow_grid,
        comparison=SameArray(),
        must_hold="Entry [d_1, ..., d_T] is the output of the circuit on the letters d_1, ..., d_T in this "
        "order.",
        misconceptions=(
            Misconception(
                "last letter first",
                last_letter_first,
                "Your axes are in reverse: the first axis belongs to the last letter. The first axis "
                "must belong to the first one.",
            ),
            Misconception(
                "rows instead of columns",
                rows_for_columns,
                "You take rows of the input weights. W^I times a one-hot vector is a column of W^I.",
            ),
            Misconception(
                "hidden weights in the first step",
                grid_from_ones,
                "You apply W^H to a state of ones before the first step. The first step is h^1 = W^I x^1.",
            ),
            Misconception(
                "only the last letter counts",
                state_forgotten,
                "Your entries depend on the last letter alone. Each step must multiply by W^H times "
                "the state before it.",
            ),
        ),
    ),
    "04-deep": Answers(
        edge_cases=(
            deep_sizes(np.random.default_rng(1), 1, 2, 2, 2),
            deep_sizes(np.random.default_rng(2), 2, 2, 2, 1),
            deep_sizes(np.random.default_rng(3), 2, 2, 3, 2),
            deep_sizes(np.random.default_rng(4), 2, 2, 2, 3),
            deep_sizes(np.random.default_rng(5), 3, 2, 2, 3),
            ([np.array([[2]])] * 2, [np.array([[3]])] * 2, np.array([[1]]), np.array([[1], [2]])),
        ),
        random_case=deep_case,
        reference=run_deep,
        comparison=SameArray(),
        must_hold="State (t, l) is made of state (t-1, l) and of state (t, l-1): same time step, one layer "
        "below.",
        misconceptions=(
            Misconception(
                "layer below one step late",
                circuit_of(late_step),
                "Your upper layers read the layer below as it was one time step ago. Within a time "
                "step the layers go from bottom to top: layer l reads the new state of layer l-1.",
            ),
            Misconception(
                "every layer reads the raw input",
                raw_input,
                "Your upper layers read the features directly. Only layer 1 does; layer l reads the "
                "state of layer l-1.",
            ),
            Misconception(
                "output from the first layer",
                circuit_of(right_step, top=0),
                "You read the output from the first layer. The output weights belong to the top layer.",
            ),
            Misconception(
                "sum instead of product",
                circuit_of(sum_step),
                "You add the two parts of a step, as an ordinary RNN does. Here they are multiplied "
                "entry by entry.",
            ),
            Misconception(
                "hidden weights in the first step",
                ones_everywhere,
                "You apply W^H to states of ones before the first step. In the first step every layer "
                "uses its input weights only.",
            ),
        ),
    ),
    "04-rank-mod-p": Answers(
        edge_cases=(
            (np.array([[1, 2], [3, 4]]), 2),
            (np.array([[0, 1], [1, 0]]), 5),
            (np.array([[7]]), 7),
            (np.array([[3]]), 7),
            (np.array([[1, 2, 3], [4, 5, 6], [7, 8, 10]]), 3),
            (np.array([[0, 0, 2], [0, 3, 1]]), 5),
            (np.array([[2, 1], [3, 1]]), 7),
            (np.array([[2, 4], [3, 6], [5, 3]]), 7),
            (np.array([[1, 2], [3, 6]]), 101),
            (np.array([[-1, 6], [6, -1]]), 7),
            (np.zeros((3, 2), dtype=int), 3),
        ),
        random_case=rank_case,
        reference=rank_mod_p,
        comparison=SameNumber(),
        must_hold=(
            "It is the number of pivots of an elimination in which every number is a remainder modulo the "
            "prime."
        ),
        misconceptions=(
            Misconception(
                "rank over the reals",
                real_rank,
                "This is the rank over the real numbers; the prime plays no part in it. Modulo p it "
                "can be smaller.",
            ),
            Misconception(
                "remainders, then rank over the reals",
                real_rank_of_remainders,
                "You take remainders first, and then an ordinary rank. The elimination itself has to "
                "be done modulo p.",
            ),
            Misconception(
                "integer division",
                lambda matrix, prime: eliminate(matrix, prime, search=True, invert=False),
                "You divide with //, which throws the remainder away, so the column is not cleared. "
                "Multiply by the inverse modulo p.",
            ),
            Misconception(
                "no search for a pivot",
                lambda matrix, prime: eliminate(matrix, prime, search=False, invert=True),
                "You look for the pivot in one row only. When that entry is 0, a row further down may "
                "have a nonzero one: swap it up.",
            ),
        ),
        draws=30,
    ),
}
