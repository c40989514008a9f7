"""What judges the tasks of lesson 01: inputs, comparisons and known mistakes, with a sentence for each."""

from __future__ import annotations

import numpy as np

from racteach.checks.answers.functions01 import (
    agree_case,
    agreement_table,
    all_starts,
    backwards,
    changes,
    counted_from_one,
    cuts_case,
    different_columns,
    different_entries,
    different_rows,
    disagreements,
    ends_at_every_cut,
    first_equal_row,
    first_letter_fastest,
    from_the_empty_start,
    new_note_at_every_change,
    note_numbers,
    only_if_all_agree,
    rank,
    ranks,
    rows_case,
    sorted_notes,
    starts_at_every_cut,
    unrepeated,
    unweighted,
)
from racteach.checks.declarations import Answers, Misconception
from racteach.checks.values import SameArray, SameNumber

_REPEATED = np.array([[1, 0], [0, 1], [1, 0], [2, 2]])

ANSWERS = {
    "01-rows": Answers(
        edge_cases=(
            (np.array([[0]]),),
            (np.array([[0, 0], [0, 0]]),),
            (np.array([[0, 1], [1, 2], [1, 2]]),),
            (np.array([[1, 2], [3, 1], [1, 2]]),),
            (_REPEATED,),
            (np.array([[1, 2, 3], [1, 2, 4]]),),
            (np.array([[0], [1], [0], [1], [2]]),),
            (np.array([[1.5, 2.0], [1.5, 2.5]]),),
        ),
        random_case=rows_case,
        reference=different_rows,
        comparison=SameNumber(),
        must_hold="Equal rows count once, however far apart they stand.",
        misconceptions=(
            Misconception(
                "columns counted",
                different_columns,
                "You count different columns. Starts are the rows, and each row says what its start means "
                "for every end.",
            ),
            Misconception(
                "rank instead of rows",
                rank,
                "This is the rank. Different rows may be combinations of one another: the rank is smaller "
                "then. Count the rows that differ.",
            ),
            Misconception(
                "entries counted",
                different_entries,
                "You count different entries of the table. A note stands for a whole row.",
            ),
            Misconception(
                "only neighbours compared",
                changes,
                "You compare each row with the one above it only. A row may also be equal to one further up.",
            ),
            Misconception(
                "repeated rows left out",
                unrepeated,
                "You count rows that occur exactly once. A row that occurs twice still needs one note.",
            ),
        ),
    ),
    "01-agree": Answers(
        edge_cases=(
            (2, np.array([1])),
            (2, np.array([1, 10])),
            (3, np.array([5])),
            (2, np.array([1, 10, 100])),
            (2, np.array([2.5, 0.0])),
            (3, np.array([1, 7])),
            (1, np.array([4, 3])),
        ),
        random_case=agree_case,
        reference=agreement_table,
        comparison=SameArray(),
        must_hold="Entry [start, end] adds up weights[t] over the places t at which start and end have the "
        "same letter.",
        misconceptions=(
            Misconception(
                "all or nothing",
                only_if_all_agree,
                "Your table is 0 unless all places agree. Here each place counts by itself.",
            ),
            Misconception(
                "disagreements counted",
                disagreements,
                "You add the weights of the places that differ. Add those of the places that agree.",
            ),
            Misconception(
                "end read backwards",
                backwards,
                "You compare the start with the end read backwards. Place t of the start belongs to place t "
                "of the end.",
            ),
            Misconception(
                "weights left out",
                unweighted,
                "You count the places that agree. Each place has a weight: add that weight in place of 1.",
            ),
            Misconception(
                "first letter fastest",
                first_letter_fastest,
                "Your words count with the first letter fastest: aa, ba, ab, bb. They must stand in the "
                "order of a dictionary: aa, ab, ba, bb.",
            ),
        ),
    ),
    "01-notes": Answers(
        edge_cases=(
            (np.array([[3]]),),
            (np.array([[0, 0], [0, 0]]),),
            (np.array([[1, 0], [0, 1]]),),
            (np.array([[2], [1], [2], [0], [1]]),),
            (_REPEATED,),
            (np.array([[5, 5], [5, 4], [5, 5]]),),
            (np.array([[0, 1], [0, 1], [1, 1], [0, 2]]),),
        ),
        random_case=rows_case,
        reference=note_numbers,
        comparison=SameArray(),
        must_hold="Notes are numbered 0, 1, 2, ... in the order in which new rows appear.",
        misconceptions=(
            Misconception(
                "counted from 1",
                counted_from_one,
                "Your notes begin with number 1. Count from 0, as Python does.",
            ),
            Misconception(
                "notes sorted by their rows",
                sorted_notes,
                "You number the different rows in sorted order, as `numpy.unique` does. Number them in the "
                "order in which they first appear.",
            ),
            Misconception(
                "number of the row",
                first_equal_row,
                "You give the place of the first equal row in the table. Notes have no gaps: 0, 1, 2, ...",
            ),
            Misconception(
                "a new note at every change",
                new_note_at_every_change,
                "You take a new note whenever the row changes. If an earlier row comes back, its note comes "
                "back as well.",
            ),
        ),
    ),
    "01-cuts": Answers(
        edge_cases=(
            (np.array([[0, 1], [1, 0]]),),
            (np.zeros((2, 2, 2), dtype=int),),
            (np.arange(8).reshape(2, 2, 2),),
            (np.array([[0, 1], [0, 1]]),),
            (np.array([[0, 1, 1], [1, 0, 0], [1, 2, 2]]),),
            (sum(np.indices((2, 2, 2, 2))),),
            (np.eye(4, dtype=int).reshape(2, 2, 2, 2),),
            (np.array([[[0, 1], [1, 1]], [[0, 1], [2, 0]]]),),
        ),
        random_case=cuts_case,
        reference=starts_at_every_cut,
        comparison=SameArray(),
        must_hold="There is one number for each cut after 1, 2, ..., T - 1 letters.",
        misconceptions=(
            Misconception(
                "ends counted",
                ends_at_every_cut,
                "You count different ends, the columns. The question is how many starts can be told apart.",
            ),
            Misconception(
                "all starts counted",
                all_starts,
                "You count all starts, Q to the power t. Starts with equal rows count once.",
            ),
            Misconception(
                "rank instead of rows",
                ranks,
                "These are the ranks of the tables. Count their different rows.",
            ),
            Misconception(
                "cuts begin at 0",
                from_the_empty_start,
                "Your first cut comes before the first letter. The first one comes after it, the last one "
                "before the last letter.",
            ),
        ),
    ),
}
