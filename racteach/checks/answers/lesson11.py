"""What judges the tasks of lesson 11: inputs, comparisons and known mistakes, with a sentence for each."""

from __future__ import annotations

import numpy as np

from racteach.checks.answers import functions11 as f
from racteach.checks.declarations import Answers, Misconception
from racteach.checks.values import SameArray

_ONE, _TWO = np.array([[1.0]]), np.array([[0.5, -0.25], [1.0, 0.75]])
_WORD = np.array([[1.0], [2.0], [-1.0], [1.0]])
_GATES = np.arange(1.0, 9.0)[:, None] / 4

ANSWERS = {
    "11-rnn-step": Answers(
        edge_cases=(
            (_ONE, _ONE / 2, np.array([0.0]), np.array([1.0]), np.array([0.25])),
            (_ONE, _ONE, np.array([0.5]), np.array([0.0]), np.array([0.0])),
            (_TWO, -_TWO, np.array([0.25, -0.5]), np.array([1.0, 0.5]), np.array([0.5, 1.0])),
            (np.ones((2, 3)) / 4, _TWO, np.zeros(2), np.ones(2), np.array([1.0, 0.0, -2.0])),
        ),
        random_case=f.step_case,
        reference=f.rnn_step,
        comparison=SameArray(),
        must_hold="Every entry of the new state lies between -1 and 1.",
        misconceptions=(
            Misconception("tanh forgotten", f.not_bent, "You return the sum. Take tanh of each entry."),
            Misconception(
                "multiplied",
                f.multiplied,
                "You multiply what enters with what is recalled, as a circuit does. An RNN adds them.",
            ),
            Misconception("bias forgotten", f.without_bias, "You leave out the bias b."),
            Misconception(
                "old state forgotten", f.old_state_forgotten, "Your new state does not depend on the old one."
            ),
            Misconception(
                "tanh of each part",
                f.bent_apart,
                "You take tanh of what enters and of what is recalled apart. Take it once, of the whole sum.",
            ),
        ),
    ),
    "11-linear-parts": Answers(
        edge_cases=(
            (_ONE, _ONE * 2, np.array([0.0]), np.array([1.0]), _WORD, 2),
            (_ONE, _ONE * 3, np.array([1.0]), np.array([2.0]), _WORD, 1),
            (_ONE, _ONE, np.array([1.0]), np.array([1.0]), _WORD, 3),
            (
                np.array([[1.0], [0.0]]),
                np.array([[0.0, 1.0], [1.0, 1.0]]),
                np.array([0.0, 1.0]),
                np.array([1.0, -1.0]),
                _WORD,
                2,
            ),
        ),
        random_case=f.linear_case,
        reference=f.linear_parts,
        comparison=SameArray(),
        must_hold="The two parts add up to the output, and the first does not depend on the end's inputs.",
        misconceptions=(
            Misconception(
                "start read at once",
                f.start_read_at_once,
                "You read the start's state as it is in the middle. The end multiplies it by U at every "
                "step.",
            ),
            Misconception("parts exchanged", f.parts_exchanged, "You return the end first."),
            Misconception(
                "the whole for the end",
                f.the_whole_as_end,
                "Your second number is the whole output. Leave out what the start contributes.",
            ),
            Misconception(
                "all biases with the start",
                f.biases_with_the_start,
                "You count the biases of the end's steps to the start. They come in during the end.",
            ),
            Misconception("biases forgotten", f.biases_nowhere, "You leave out the bias b."),
        ),
    ),
    "11-lstm-step": Answers(
        edge_cases=(
            (np.ones((4, 1)), np.zeros((4, 1)), np.zeros(4), np.zeros(1), np.ones(1), np.zeros(1)),
            (np.ones((4, 1)), np.ones((4, 1)), np.arange(4.0), np.ones(1), -np.ones(1), np.ones(1)),
            (_GATES, -np.hstack([_GATES, _GATES]), np.zeros(8), np.ones(2), np.ones(2) / 2, np.ones(1)),
        ),
        random_case=f.lstm_case,
        reference=f.lstm_step,
        comparison=SameArray(),
        must_hold="Every entry of h lies between -1 and 1; those of q may be larger.",
        misconceptions=(
            Misconception(
                "another order of the gates",
                f.other_order,
                "You cut the sum into i, f, g, o. Here the order is i, f, o, g.",
            ),
            Misconception(
                "input and forget gate exchanged",
                f.gates_exchanged,
                "You take the first piece for the forget gate. The first is the input gate.",
            ),
            Misconception(
                "the old q is read",
                f.old_q_read,
                "You make h from the old cell state. The new one comes first.",
            ),
            Misconception(
                "q is read as it is", f.q_read_unbent, "You multiply the output gate with q. Take tanh of q."
            ),
            Misconception(
                "rows exchanged", f.rows_exchanged, "You return q in the first row. h comes first."
            ),
        ),
    ),
    "11-gap": Answers(
        edge_cases=(
            (np.array([10.0, 5.0, 0.5, 0.4]),),
            (np.array([8.0, 1.0]),),
            (np.array([100.0, 10.0, 9.0, 1e-9]),),
            (np.array([6.0, 5.0, 4.0, 0.1]),),
            (np.array([1.0, 0.25, 0.2, 0.15]),),
        ),
        random_case=f.gap_case,
        reference=f.widest_gap,
        comparison=SameArray(),
        must_hold="The factor is at least 1, and no other neighbours have a larger one.",
        misconceptions=(
            Misconception(
                "largest difference",
                f.by_difference,
                "You look for the largest difference. On a logarithmic axis a gap is a quotient.",
            ),
            Misconception(
                "counted from 0",
                f.counted_from_zero,
                "Your rank is one too small: a gap after the first is rank 1.",
            ),
            Misconception(
                "upside down",
                f.upside_down,
                "You divide the smaller by the larger. The factor is at least 1.",
            ),
            Misconception(
                "the largest over the rest",
                f.first_over_kept,
                "You divide the largest of all by the first that does not count. Compare neighbours.",
            ),
            Misconception("narrowest", f.narrowest, "You found the narrowest gap. The widest is asked for."),
        ),
    ),
}
