"""What lesson 03 teaches and others need."""

from racteach.checks.placement import Topic
from racteach.checks.quizzes import Option, Question

TOPICS = {
    "tensor": Topic(
        "2. The grid tensor keeps one axis for each time step",
        (
            Question(
                "The grid tensor of a function of 4 steps over 3 letters has…",
                Option("… 4 axes, 81 entries", "One axis of 3 for each step: $3^4$.", right=True),
                Option("… 3 axes, 64 entries", "Letters and steps are exchanged."),
                Option("… 2 axes, 81 entries", "That is its matricization: 9 rows, 9 columns."),
            ),
        ),
    ),
    "index": Topic(
        "3. Matricization: one side of a split becomes the rows",
        (
            Question(
                "The letters a, b, c are 0, 1, 2. Counted from 0, the word baca stands in…",
                Option("… row 3, column 6", "1 · 3 + 0 and 2 · 3 + 0.", right=True),
                Option("… row 1, column 2", "In base 3 the first letter of a side counts three times."),
                Option("… row 6, column 3", "The start is the row."),
            ),
            Question(
                "Three letters, $T = 6$. How many rows of the Start-End matrix begin with the letter `a`?",
                Option("9", "Two letters of the start are free: $3^2$.", right=True),
                Option("27", "That is all rows: $3^3$."),
                Option("243", "That many words begin with a. A row stands for a start."),
            ),
        ),
    ),
    "letters": Topic(
        "4. What the rank counts",
        (
            Question(
                "The inputs are letters, and the grid holds all words. The matrix has rank 7. "
                "The Start-End "
                "separation rank is…",
                Option("… 7", "Nothing is left out, so the two ranks are equal.", right=True),
                Option("… at least 7", "True of every grid; here more is known, as the grid is everything."),
                Option("… at most 7", "A grid never shows too much."),
            ),
        ),
    ),
}
