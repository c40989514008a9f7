"""What judges the tasks of lesson 02: inputs, comparisons and known mistakes, with a sentence for each."""

from __future__ import annotations

import numpy as np

from racteach.checks.answers.functions02 import (
    agreement_and_difference_swapped,
    averages_everywhere,
    columns_cut_off,
    counts_case,
    divided_twice,
    independent_table,
    largest_left,
    matrix_case,
    nearest,
    not_divided,
    not_relative,
    one_more_kept,
    one_too_many,
    places_backwards,
    relative_distance,
    root_left_out,
    rows_only,
    sides_swapped,
    similarity_case,
    similarity_table,
    smallest_kept,
    sum_over_places,
    values_added,
    values_left_out,
    what_is_missing,
    zero_where_they_differ,
)
from racteach.checks.declarations import Answers, Misconception
from racteach.checks.values import SameArray, SameNumber

_TALL = np.array([[4.0, 1.0], [0.0, 2.0], [1.0, -1.0]])
_DIAGONAL = np.diag([5.0, 3.0, 1.0])

ANSWERS = {
    "02-independent": Answers(
        edge_cases=(
            (np.array([[10, 0], [0, 10]]),),
            (np.array([[3]]),),
            (np.array([[1, 2], [3, 4]]),),
            (np.array([[2, 4, 6]]),),
            (np.array([[0.5, 0.25], [0.125, 0.125]]),),
            (np.array([[1, 2, 3], [4, 5, 6]]),),
            (np.array([[6, 4], [3, 2]]),),
        ),
        random_case=counts_case,
        reference=independent_table,
        comparison=SameArray(),
        must_hold="Every row sum and every column sum is that of the given table, and the rank is 1.",
        misconceptions=(
            Misconception(
                "not divided by the total",
                not_divided,
                "You multiply row sum by column sum. Then everything is too large by one factor: the sum of "
                "the whole table. Divide by it.",
            ),
            Misconception(
                "divided by the total twice",
                divided_twice,
                "You give the shares, which add up to 1. The sums must be those of the given table: divide "
                "by the total once.",
            ),
            Misconception(
                "averages everywhere",
                averages_everywhere,
                "You give every entry the average. That keeps the total, but not the row sums.",
            ),
            Misconception(
                "rows only",
                rows_only,
                "You spread each row sum evenly over the row. Its column sums are then all alike, and need "
                "not be those of the given table.",
            ),
            Misconception(
                "sides swapped",
                sides_swapped,
                "Your table is transposed: row sums belong to the rows, column sums to the columns.",
            ),
        ),
    ),
    "02-nearest": Answers(
        edge_cases=(
            (np.array([[3.0, 0.0], [0.0, 1.0]]), 1),
            (_TALL, 1),
            (_TALL, 2),
            (_TALL.T, 1),
            (_DIAGONAL, 2),
            (_DIAGONAL, 1),
            (np.array([[2, 0], [1, 5]]), 1),
            (np.array([[1.0, 2.0], [3.0, 5.0]]), 5),
        ),
        random_case=matrix_case,
        reference=nearest,
        comparison=SameArray(),
        must_hold="It keeps the K largest terms: singular value times column times row.",
        misconceptions=(
            Misconception(
                "one term too many",
                one_too_many,
                "You keep K + 1 terms. Python's slice [:K] already holds the first K.",
            ),
            Misconception(
                "what is missing",
                what_is_missing,
                "This is what the nearest matrix leaves out. Keep the K largest terms, not the rest.",
            ),
            Misconception(
                "singular values left out",
                values_left_out,
                "You multiply columns and rows without the singular values. Each term has its own size.",
            ),
            Misconception(
                "smallest terms kept",
                smallest_kept,
                "You keep the K smallest terms. NumPy sorts the singular values from large to small.",
            ),
            Misconception(
                "columns cut off",
                columns_cut_off,
                "You keep the first K columns of the matrix. That has rank K, but is not the nearest one.",
            ),
        ),
    ),
    "02-distance": Answers(
        edge_cases=(
            (np.array([[4.0, 0.0], [0.0, 3.0]]), 1),
            (np.array([[12.0, 0.0, 0.0], [0.0, 4.0, 0.0], [0.0, 0.0, 3.0]]), 1),
            (_TALL, 1),
            (_TALL, 2),
            (_DIAGONAL, 2),
            (np.eye(4), 1),
            (np.array([[1, 1], [1, 1]]), 1),
            (np.array([[2.0, 1.0], [0.0, 1.0]]), 3),
        ),
        random_case=matrix_case,
        reference=relative_distance,
        comparison=SameNumber(1e-6),
        must_hold="It lies between 0 and 1, and is 0 exactly where the rank is at most K.",
        misconceptions=(
            Misconception(
                "values not squared",
                values_added,
                "You add the singular values themselves. Distances add in squares, as Pythagoras says.",
            ),
            Misconception(
                "root left out",
                root_left_out,
                "This is the square of the distance. Take the root.",
            ),
            Misconception(
                "not relative",
                not_relative,
                "This is the distance itself. Divide it by the length of the matrix.",
            ),
            Misconception(
                "largest one only",
                largest_left,
                "You use only the largest of the singular values that are left out. All of them count.",
            ),
            Misconception(
                "one term too many kept",
                one_more_kept,
                "You leave out one singular value too few: sum over k = K + 1, K + 2, ...",
            ),
        ),
    ),
    "02-similarity": Answers(
        edge_cases=(
            (np.array([0.5]),),
            (np.array([1.0, 1.0]),),
            (np.array([0.0, 0.5]),),
            (np.array([-0.3, 0.9]),),
            (np.array([1, 0]),),
            (np.array([0.1, 0.2, 0.3]),),
        ),
        random_case=similarity_case,
        reference=similarity_table,
        comparison=SameArray(),
        must_hold="The entry of a start with itself is the product of all 1 + epsilon.",
        misconceptions=(
            Misconception(
                "sum over places",
                sum_over_places,
                "You add the factors of the places. They must be multiplied.",
            ),
            Misconception(
                "places backwards",
                places_backwards,
                "Your first epsilon belongs to the last letter. In the order aa, ab, ba, bb the last letter "
                "changes fastest.",
            ),
            Misconception(
                "agreement and difference swapped",
                agreement_and_difference_swapped,
                "You take 1 - epsilon where the letters agree. It is 1 + epsilon there.",
            ),
            Misconception(
                "zero where they differ",
                zero_where_they_differ,
                "Your table is 0 unless start and end are equal. That is EQUALITY. Here a place that differs "
                "gives the factor 1 - epsilon.",
            ),
        ),
    ),
}
