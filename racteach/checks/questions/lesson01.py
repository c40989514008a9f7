"""The questions of lesson 01."""

from racteach.checks.quizzes import Option, Question

QUESTIONS = (
    Question(
        "A task on words of six letters `a` and `b`: is there a `b` anywhere? How many different notes are "
        "needed after three letters?",
        Option("2", "None so far, and one seen: two different rows.", right=True),
        Option(
            "4",
            "That would be the number of `b`'s so far, 0 to 3. Once one has been seen, more do not matter.",
        ),
        Option("8", "That is the number of starts. Seven of them have the same row: all ones."),
    ),
    Question(
        "The table of a task has 5 different rows. Its rank is…",
        Option("… exactly 5", "Different rows may still be combinations of one another, as in count."),
        Option("… at most 5", "Every row is one of five, so five columns times rows are enough.", right=True),
        Option("… at least 5", "The other way round: count has 5 different rows and rank 2."),
    ),
    Question(
        "A table of zeros and ones has rank 3. How many different rows can it have at most?",
        Option("3", "Rows may be combinations of others and still be different from them."),
        Option(
            "8", r"Three columns determine a row, and their entries are zeros and ones: $2^3$.", right=True
        ),
        Option(
            "There is no limit",
            "Without the restriction to zeros and ones there would be none. With it, $2^3$.",
        ),
    ),
    Question(
        "Are the halves of a word of eight letters equal? It is cut after six letters in place of four. "
        "How many different rows are there?",
        Option("64", "That is the number of starts. Many of them have already failed."),
        Option("16", "That is for the cut in the middle. After six letters two comparisons have been made."),
        Option(
            "5",
            "Four possible rests of the first half that still wait for their partners, and one more: "
            "too late.",
            right=True,
        ),
    ),
)
