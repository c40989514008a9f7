"""What judges the tasks of lesson 06: inputs, comparisons and known mistakes, with a sentence for each."""

from __future__ import annotations

import numpy as np

from racteach.checks.answers.functions06 import (
    added,
    channels_in_rows,
    circle_case,
    circle_the_other_way,
    circle_weights,
    core_case,
    core_transposed,
    entry_by_entry,
    entry_case,
    every_channel_keeps_itself,
    first_letter_fastest,
    first_letter_twice,
    inputs_first,
    letter_at_the_old_state,
    letter_numbers,
    line_in_place_of_a_circle,
    one_step_too_many,
    recurrent_matrix_at_once,
    recurrent_matrix_transposed,
    states_case,
    states_of_starts,
    states_swapped,
    summed_over_letters,
    train_core,
    train_entry,
    word_backwards,
)
from racteach.checks.declarations import Answers, Misconception
from racteach.checks.values import SameArray, SameNumber

_HIDDEN = np.array([[1, 2], [3, 4]])
_INPUTS = np.array([[10, 100], [1, 7]])
_CORE = np.arange(1, 9).reshape(2, 2, 2)

ANSWERS = {
    "06-core": Answers(
        edge_cases=(
            (np.array([[2]]), np.array([[3, 5]])),
            (_HIDDEN, _INPUTS),
            (_HIDDEN, np.array([[2], [3]])),
            (np.array([[0, 1], [0, 0]]), np.array([[1, 2, 3], [4, 5, 6]])),
            (np.array([[0.5, 0.0, 1.0], [2.0, 0.0, 0.0], [0.0, 3.0, 0.0]]), np.array([[1.0], [2.0], [3.0]])),
        ),
        random_case=core_case,
        reference=train_core,
        comparison=SameArray(),
        must_hold="Entry [a, d, b] is W^I[b, d] · W^H[b, a].",
        misconceptions=(
            Misconception(
                "recurrent matrix transposed",
                recurrent_matrix_transposed,
                "You use W^H[a, b]. The new channel b recalls the old channel a through W^H[b, a].",
            ),
            Misconception(
                "letter at the old state",
                letter_at_the_old_state,
                "You multiply by W^I[a, d], at the old channel. The letter multiplies the new channel: "
                "W^I[b, d].",
            ),
            Misconception(
                "added, not multiplied",
                added,
                "You add the two weights. What is recalled and what enters are multiplied.",
            ),
            Misconception(
                "states swapped",
                states_swapped,
                "Your first axis is the new state. The old state comes first, then the letter, then the new "
                "state.",
            ),
        ),
    ),
    "06-entry": Answers(
        edge_cases=(
            (np.array([[2.0], [3.0]]), np.array([[[5.0], [7.0]]]), np.array([1.0]), (0, 1)),
            (np.array([[2], [3]]), np.array([[[5], [7]]]), np.array([11]), (1,)),
            (np.array([[1, 0], [0, 1]]), _CORE, np.array([1, 10]), (0, 1)),
            (np.array([[1, 2], [3, 4]]), _CORE, np.array([1, 0]), (1, 0, 1)),
            (np.array([[1, 2], [3, 4]]), _CORE, np.array([2, -1]), (0, 0, 1)),
            (np.array([[1, 1], [1, -1]]), _CORE, np.array([0, 1]), (1,)),
        ),
        random_case=entry_case,
        reference=train_entry,
        comparison=SameNumber(),
        must_hold="It is a product: a row, one matrix for each further letter, and a column.",
        misconceptions=(
            Misconception(
                "word read backwards",
                word_backwards,
                "You go through the word from its last letter. The train begins with the first one.",
            ),
            Misconception(
                "core transposed",
                core_transposed,
                "You use the core with old and new state swapped. The vector from the left meets the first "
                "axis.",
            ),
            Misconception(
                "first letter used twice",
                first_letter_twice,
                "You use the core for the first letter as well. It is already in `first`.",
            ),
            Misconception(
                "largest in place of the sum",
                entry_by_entry,
                "You take the largest of the products along a line. Joining two legs means to add them all "
                "up.",
            ),
            Misconception(
                "letters summed over",
                summed_over_letters,
                "You sum over the letters of the core. For one entry each letter is fixed by the word.",
            ),
        ),
    ),
    "06-states": Answers(
        edge_cases=(
            (np.array([[2]]), np.array([[3, 5]]), 1),
            (np.array([[2]]), np.array([[3, 5]]), 2),
            (_HIDDEN, _INPUTS, 1),
            (_HIDDEN, _INPUTS, 2),
            (_HIDDEN, np.array([[1, 2, 3], [4, 5, 6]]), 2),
            (np.array([[0, 1], [1, 0]]), np.array([[1, 2], [3, 5]]), 3),
            (np.array([[3, 1], [0, 2]]), np.array([[2], [5]]), 2),
        ),
        random_case=states_case,
        reference=states_of_starts,
        comparison=SameArray(),
        must_hold="Row number = the start, counted with the last letter fastest; there are M^n rows.",
        misconceptions=(
            Misconception(
                "first letter fastest",
                first_letter_fastest,
                "Your starts count with the first letter fastest: aa, ba, ab, bb. The last letter must "
                "change fastest.",
            ),
            Misconception(
                "channels in the rows",
                channels_in_rows,
                "Your rows are channels. Each start is a row, each channel a column.",
            ),
            Misconception(
                "one step too many",
                one_step_too_many,
                "Your starts have one letter too many. The first state needs no step: it is a column of W^I.",
            ),
            Misconception(
                "something recalled at the first step",
                recurrent_matrix_at_once,
                "You use W^H at the first letter already. There is nothing to recall yet.",
            ),
        ),
    ),
    "06-circle": Answers(
        edge_cases=(
            ((0, 0, 0, 1, 1), 2),
            ((0,), 1),
            ((0, 1), 2),
            ((1, 0, 2), 3),
            ((0, 0), 2),
            ((2, 2, 0), 4),
        ),
        random_case=circle_case,
        reference=circle_weights,
        comparison=SameArray(),
        must_hold="Row r has a 1 at the place before r, and a 1 at the letter of place r.",
        misconceptions=(
            Misconception(
                "circle the other way round",
                circle_the_other_way,
                "Your channels recall the place after them. A word is read clockwise, so place r recalls the "
                "place before it.",
            ),
            Misconception(
                "a line, not a circle",
                line_in_place_of_a_circle,
                "Place 0 recalls nothing in your matrix. On a circle it comes after the last place.",
            ),
            Misconception(
                "every channel keeps itself",
                every_channel_keeps_itself,
                "Your recurrent matrix is the identity. The value must move on by one place at each step.",
            ),
            Misconception(
                "input matrix first",
                inputs_first,
                "You put the input matrix on the left. The recurrent matrix comes first.",
            ),
            Misconception(
                "numbers of letters",
                letter_numbers,
                "You write the number of the letter. Write a 1 in the letter's column.",
            ),
        ),
    ),
}
