"""What judges the tasks of lesson 03: inputs, comparisons and known mistakes, with a sentence for each."""

from __future__ import annotations

import numpy as np

from racteach.checks.answers.functions03 import (
    counted_from_one,
    cut_after,
    cut_after_fortran,
    cut_case,
    equality_case,
    equality_grid,
    even_odd,
    fold_back,
    fold_case,
    fold_end_first,
    fold_fortran,
    grid_case,
    index_for_template,
    inverse_permutation,
    mirror,
    neighbours,
    numbered,
    one_letter,
    order_applied_again,
    product,
    reshape_only,
    reversed_time,
    roles_swapped,
    split_case,
    split_matrix,
    start_end_cut,
    weighted_sum_grid,
)
from racteach.checks.declarations import Answers, Misconception
from racteach.checks.values import SameArray

ANSWERS = {
    "03-grid-entry": Answers(
        edge_cases=(
            (np.array([10.0, 1.0]), np.array([5.0, 7.0])),
            (np.array([3.0]), np.array([2.0, -1.0, 4.0])),
            (np.array([1.0, 2.0, 4.0]), np.array([1.5])),
            (np.array([100, 10, 1]), np.array([1, 2])),
        ),
        random_case=grid_case,
        reference=weighted_sum_grid,
        comparison=SameArray(),
        must_hold="Entry [d_1, ..., d_T] is the sum of weights[t-1] · templates[d_t] over all time steps t.",
        misconceptions=(
            Misconception(
                "time runs backwards",
                reversed_time,
                "Your axes are in reverse: the first axis belongs to the last time step. The first "
                "axis must belong to the first one.",
            ),
            Misconception(
                "index instead of template",
                index_for_template,
                "You add up the indices d themselves. An index only says which template to take: use "
                "templates[d].",
            ),
            Misconception(
                "templates and steps swapped",
                roles_swapped,
                "You have one axis for each template. There must be one axis for each time step (each "
                "weight), and each axis runs over the templates.",
            ),
            Misconception(
                "product instead of sum",
                product,
                "You multiply the terms. This function adds them: y = w_1 x^1 + ... + w_T x^T.",
            ),
        ),
    ),
    "03-cut": Answers(
        edge_cases=(
            (numbered(2, 2),),
            (np.array([[0.0, 1.0], [0.0, 0.0]]),),
            (numbered(2, 4),),
            (numbered(3, 4),),
            (numbered(2, 6),),
            (np.array([[7.0]]),),
            (np.arange(9).reshape(3, 3),),
        ),
        random_case=cut_case,
        reference=start_end_cut,
        comparison=SameArray(),
        must_hold=(
            "Row number = the start (d_1, ..., d_n), column number = the end, both counted with the last "
            "index fastest."
        ),
        misconceptions=(
            Misconception(
                "cut one step too late",
                lambda tensor: cut_after(tensor, tensor.ndim // 2 + 1),
                "Your start has one time step too many: T/2 + 1 of them. Start and end have T/2 steps "
                "each, so the matrix is square.",
            ),
            Misconception(
                "cut one step too early",
                lambda tensor: cut_after(tensor, tensor.ndim // 2 - 1),
                "Your start has one time step too few: T/2 - 1 of them. Start and end have T/2 steps "
                "each, so the matrix is square.",
            ),
            Misconception(
                "transposed",
                lambda tensor: start_end_cut(tensor).T,
                "This is the transpose: your rows are ends and your columns are starts. The rank "
                "would be the same, but this course puts starts in the rows.",
            ),
            Misconception(
                "Fortran order",
                cut_after_fortran,
                "Your rows and columns count with the first index fastest, as Fortran and MATLAB do. "
                "NumPy and TensorLy count with the last index fastest.",
            ),
            Misconception(
                "odd and even steps",
                even_odd,
                "Your rows take every second time step. The start is the first half of the time "
                "steps, in one piece.",
            ),
        ),
    ),
    "03-any-split": Answers(
        edge_cases=(
            (numbered(2, 2), (0,)),
            (numbered(2, 2), (1,)),
            (numbered(2, 3), (1,)),
            (numbered(2, 4), (0, 2)),
            (numbered(2, 4), (1, 2)),
            (numbered(3, 3), (0, 2)),
            (numbered(2, 4), (3,)),
            (numbered(2, 5), (1, 3, 4)),
        ),
        random_case=split_case,
        reference=split_matrix,
        comparison=SameArray(),
        must_hold="Row number = the indices of the start steps, column number = those of the others, each in "
        "order of time.",
        misconceptions=(
            Misconception(
                "reshape without transpose",
                lambda tensor, start: tensor.reshape(tensor.shape[0] ** len(start), -1),
                "You only change the shape. That always makes the first axes the rows, whatever "
                "`start` says. Bring the start axes to the front first.",
            ),
            Misconception(
                "start and end swapped",
                lambda tensor, start: split_matrix(tensor, start).T,
                "Your rows are the steps that are not in `start`. The start steps are the rows.",
            ),
            Misconception(
                "inverse permutation",
                inverse_permutation,
                "You move axes with the inverse permutation. `transpose(order)` puts old axis "
                "order[0] first, so `order` is the list of old axes: start axes, then the others.",
            ),
            Misconception(
                "steps counted from 1",
                counted_from_one,
                "You read `start` as counted from 1. Here axes are counted from 0, as in Python: 0 is "
                "the first step.",
            ),
        ),
    ),
    "03-fold-back": Answers(
        edge_cases=(
            (split_matrix(numbered(2, 2), (0,)), (0,), 2, 2),
            (split_matrix(numbered(2, 3), (1,)), (1,), 3, 2),
            (split_matrix(numbered(2, 3), (2,)), (2,), 3, 2),
            (split_matrix(numbered(2, 4), (1, 2)), (1, 2), 4, 2),
            (split_matrix(numbered(3, 3), (0, 2)), (0, 2), 3, 3),
            (split_matrix(numbered(2, 5), (1, 3)), (1, 3), 5, 2),
        ),
        random_case=fold_case,
        reference=fold_back,
        comparison=SameArray(),
        must_hold="Splitting your tensor with the same `start` must give the matrix back.",
        misconceptions=(
            Misconception(
                "axes left in split order",
                reshape_only,
                "You only change the shape. The axes are then start steps first, end steps after; "
                "they still have to go back to their places in time.",
            ),
            Misconception(
                "permutation not inverted",
                order_applied_again,
                "You apply the split's permutation once more. To go back you need its inverse.",
            ),
            Misconception(
                "Fortran order",
                fold_fortran,
                "You unfold rows and columns with the first index fastest. In this course the last "
                "index runs fastest.",
            ),
            Misconception(
                "start and end swapped",
                fold_end_first,
                "You read the rows as the steps that are not in `start`. The rows are the start steps.",
            ),
        ),
    ),
    "03-equality": Answers(
        edge_cases=(
            (np.array([3.0, 5.0]),),
            (np.array([[1.0, 2.0], [3.0, 4.0]]),),
            (np.array([[1, 0], [0, 2]]),),
            (np.array([4.0]),),
            (numbered(2, 3) + 1,),
            (numbered(3, 2) - 4,),
        ),
        random_case=equality_case,
        reference=equality_grid,
        comparison=SameArray(),
        must_hold="Entry [start, end] is weights[start] where start and end are the same indices, else 0.",
        misconceptions=(
            Misconception(
                "mirror instead of copy",
                mirror,
                "Your end repeats the start backwards, like a palindrome. EQUALITY asks for the same "
                "letters in the same order.",
            ),
            Misconception(
                "neighbours compared",
                neighbours,
                "You compare each step with the next one. Compare step t with step t + T/2: the start "
                "with the end.",
            ),
            Misconception(
                "only one letter repeated",
                one_letter,
                "Only sequences of one repeated letter are nonzero in your tensor. A start may mix "
                "letters; the end has to repeat it letter by letter.",
            ),
        ),
    ),
}
