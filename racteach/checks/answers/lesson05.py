"""What judges the tasks of lesson 05: inputs, comparisons and known mistakes, with a sentence for each."""

from __future__ import annotations

import numpy as np

from racteach.checks.answers.functions05 import (
    LARGE_PRIME,
    added,
    all_divisors,
    counted_from_one,
    fermat_off_by_one,
    first_rows,
    from_below,
    independent_columns,
    independent_rows,
    limit_counted,
    lucky_primes,
    negative,
    ordinary_fraction,
    over_the_fractions,
    primes_of_the_diagonal,
    read_backwards,
    recalled_ones,
    reciprocal,
    reciprocal_case,
    remainder_at_the_end,
    run_case,
    run_modulo,
    unlucky_case,
    unlucky_primes,
    whole_division,
    witness_case,
)
from racteach.checks.declarations import Answers, Misconception
from racteach.checks.values import SameArray, SameNumber

_BIG = LARGE_PRIME - 1
_TWO_ROWS = np.array([[_BIG - 6, 5123457, 777], [4194301, _BIG, 6000011]])
_LARGE = np.vstack([_TWO_ROWS, (3 * _TWO_ROWS[0] + _BIG * _TWO_ROWS[1]) % LARGE_PRIME, [[1, 2, 3]]])

ANSWERS = {
    "05-reciprocal": Answers(
        edge_cases=((3, 7), (1, 5), (4, 5), (1, 2), (10, 7), (9, 11), (2, 3), (30, 101)),
        random_case=reciprocal_case,
        reference=reciprocal,
        comparison=SameNumber(),
        must_hold="number · result = 1 modulo p, with a whole result from 1 to p - 1.",
        misconceptions=(
            Misconception(
                "the negative",
                negative,
                "This is the negative: number + result = 0 modulo p. The reciprocal gives 1 when multiplied.",
            ),
            Misconception(
                "an ordinary fraction",
                ordinary_fraction,
                "You return 1 divided by the number. Modulo p there are whole numbers only: look for b with "
                "number · b = 1 modulo p.",
            ),
            Misconception(
                "a whole division",
                whole_division,
                "You divide p by the number and drop the rest. That rest is just what matters modulo p.",
            ),
            Misconception(
                "one power too many",
                fermat_off_by_one,
                "You take the power p - 1, which is always 1 (Fermat). One power less is the reciprocal.",
            ),
        ),
    ),
    "05-run": Answers(
        edge_cases=(
            (np.array([[2]]), np.array([[3, 5]]), np.array([[1]]), (0, 1), 7),
            (np.array([[1]]), np.array([[3, 5]]), np.array([[2]]), (1,), 7),
            (np.array([[1, 2], [0, 1]]), np.array([[1, 3], [2, 1]]), np.array([[1, 1]]), (0, 1, 1), 101),
            (np.array([[_BIG]]), np.array([[_BIG, 2]]), np.array([[_BIG]]), (1, 0, 1, 1, 0, 0), LARGE_PRIME),
            (
                np.array([[_BIG, 5], [7, _BIG - 1]]),
                np.array([[_BIG, 3], [4, _BIG - 2]]),
                np.array([[_BIG, _BIG]]),
                (0, 1, 1, 0, 1),
                LARGE_PRIME,
            ),
            (np.array([[1, 1], [1, 2]]), np.array([[1, 2], [3, 1]]), np.array([[1, 2]]), (0, 0, 1), 11),
        ),
        random_case=run_case,
        reference=run_modulo,
        comparison=SameNumber(),
        must_hold="The output is a remainder from 0 to p - 1, and nothing on the way leaves 64 bits.",
        misconceptions=(
            Misconception(
                "remainder at the end only",
                remainder_at_the_end,
                "You take the remainder only at the end. By then the numbers have overflowed 64 bits, "
                "silently. Take it after every product.",
            ),
            Misconception(
                "something recalled at the first step",
                recalled_ones,
                "You multiply by the hidden weights at the first letter already. There is nothing to recall "
                "yet: the first state is a column of the input weights.",
            ),
            Misconception(
                "added, not multiplied",
                added,
                "You add what is recalled and what enters. A recurrent arithmetic circuit multiplies them, "
                "channel by channel.",
            ),
            Misconception(
                "word read backwards",
                read_backwards,
                "You begin with the last letter. The first letter of the word comes first.",
            ),
        ),
    ),
    "05-unlucky": Answers(
        edge_cases=(
            (np.array([[1, 2, 3], [4, 5, 6], [7, 8, 2]]), 10),
            (np.array([[6]]), 10),
            (np.array([[1, 0], [0, 1]]), 20),
            (np.array([[4, 0], [0, 3]]), 12),
            (np.array([[5, 0], [0, 7]]), 7),
            (np.array([[2, 1], [1, 4]]), 8),
            (np.array([[-6, 0], [1, 5]]), 30),
            (np.array([[3, 1], [1, 2]]), 2),
        ),
        random_case=unlucky_case,
        reference=unlucky_primes,
        comparison=SameArray(),
        must_hold="A prime is unlucky exactly if it divides the determinant.",
        misconceptions=(
            Misconception(
                "divisors that are no primes",
                all_divisors,
                "Your list holds divisors of the determinant that are not prime, such as 4 or 6. Modulo "
                "these one cannot divide.",
            ),
            Misconception(
                "the lucky ones",
                lucky_primes,
                "These are the primes that do not divide the determinant: modulo them the rank is full.",
            ),
            Misconception(
                "limit counted",
                limit_counted,
                "Your list goes up to the limit. It must stop below it.",
            ),
            Misconception(
                "the diagonal in place of the determinant",
                primes_of_the_diagonal,
                "You use the product of the diagonal. That is the determinant of a triangular matrix only.",
            ),
        ),
    ),
    "05-witness": Answers(
        edge_cases=(
            (np.array([[1, 2], [2, 4], [0, 1]]), 7),
            (np.array([[0, 0], [0, 3]]), 5),
            (np.array([[1, 2, 3], [4, 5, 6], [7, 8, 2]]), 7),
            (np.array([[1, 2, 3], [4, 5, 6], [7, 8, 2]]), 5),
            (np.array([[7, 0], [0, 1]]), 7),
            (np.array([[0, 1], [0, 2], [3, 0]]), 5),
            (np.array([[0, 0, 1], [0, 0, 2]]), 3),
            (np.array([[2, 1, 0], [1, 3, 0], [3, 4, 0], [0, 0, 5]]), 11),
            (np.array([[0]]), 3),
            (_LARGE, LARGE_PRIME),
        ),
        random_case=witness_case,
        reference=independent_rows,
        comparison=SameArray(),
        must_hold="There are as many rows as the rank modulo p, and each is new to those above it.",
        misconceptions=(
            Misconception(
                "over the fractions",
                over_the_fractions,
                "You compare rows over the fractions. Modulo p a row may be a combination of others although "
                "it is none over the fractions.",
            ),
            Misconception(
                "columns in place of rows",
                independent_columns,
                "You list columns. The rows are asked for.",
            ),
            Misconception(
                "the first rows",
                first_rows,
                "You list the first rows, as many as the rank. After swapping rows in an elimination their "
                "numbers are no longer those of the given matrix.",
            ),
            Misconception(
                "from below",
                from_below,
                "You keep rows that are no combination of the rows below them. Go from the top downwards.",
            ),
            Misconception(
                "rows counted from 1",
                counted_from_one,
                "You count rows from 1. The first row is row 0.",
            ),
        ),
    ),
}
