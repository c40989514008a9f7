"""The questions of lesson 03."""

from racteach.checks.quizzes import Option, Question

QUESTIONS = (
    Question(
        "A tensor of order 6 with 3 templates is cut in the middle. The matrix has…",
        Option("… 9 rows", "That would be two steps in the start. Half of six is three."),
        Option("… 27 rows", "$3^3 = 27$ ways to fill three steps.", right=True),
        Option(
            "… 729 rows", "That is the number of entries, $3^6$. They are spread over 27 rows and 27 columns."
        ),
    ),
    Question(
        "$y = x^1 + x^2 + x^3 + x^4$, start $x^1, x^2$. Its separation rank is…",
        Option(
            "… 1", "Rank 1 would be a product of a function of the start and one of the end. A sum is not."
        ),
        Option(
            "… 2",
            r"$(x^1 + x^2) \cdot 1 + 1 \cdot (x^3 + x^4)$. One number has to be carried over, and "
            "the constant.",
            right=True,
        ),
        Option(
            "… 4",
            "Four terms are written, but the two of the start can be added up before anything is passed on.",
        ),
    ),
    Question(
        "On a grid of 5 templates the rank is 5, the largest possible for a 5 × 5 matrix. What do you "
        "know about the separation rank?",
        Option(
            "It is 5",
            "It may be. You know it if the five templates are all inputs there are. Otherwise more "
            "templates could show a larger rank.",
        ),
        Option(
            "It is at least 5",
            "The grid gives a lower bound. An upper bound must come from a formula or a proof.",
            right=True,
        ),
        Option(
            "It is at most 5",
            "The other way round: plugging templates into a sum of $K$ terms gives a matrix of "
            "rank at most $K$, so $K$ is at least the grid rank.",
        ),
    ),
    Question(
        "You list the rows of a matricization in reverse order. Its rank…",
        Option("… stays", "Permuting rows never changes a rank.", right=True),
        Option(
            "… may change",
            "Of the rearrangements in this lesson, only those that move an index from one side "
            "to the other can.",
        ),
    ),
)
