"""The questions of lesson 05."""

from racteach.checks.quizzes import Option, Question

QUESTIONS = (
    Question(
        "For the same circuit, elimination modulo three primes gives the ranks 40, 42 and 41. For almost all "
        "real weights the rank is…",
        Option("… 41, the middle", "Ranks modulo primes do not scatter around the truth."),
        Option(
            "… at least 42", "Each of the three is a true lower bound, and the largest says most.", right=True
        ),
        Option("… exactly 42", "That needs an upper bound of 42 as well."),
        Option("… at most 40", "A rank modulo a prime is never too large."),
    ),
    Question(
        "Why does float64 say 1 for a matrix of rank 304?",
        Option(
            "The weights were stored with errors",
            "That changes each weight in its sixteenth digit. Almost all weights have rank 304, so the "
            "change is no reason for losing it.",
        ),
        Option(
            "Most of its singular values fall below the rounding errors of the largest one",
            "They span more than a hundred powers of ten, and float64 sees about sixteen.",
            right=True,
        ),
        Option(
            "NumPy has a bug",
            "Its rule is the usual one, and its documentation states it. It is the wrong tool here.",
        ),
    ),
    Question(
        "The reciprocal of 4 modulo 11 is…",
        Option("… 0.25", "Modulo 11 there are only the numbers 0 to 10."),
        Option("… 3", "4 · 3 = 12 = 1 modulo 11.", right=True),
        Option("… 7", "4 + 7 = 0 modulo 11: that is the negative."),
    ),
    Question(
        "A certificate says: lower bound 63, upper bound 63. What does the second program have to check?",
        Option("Only that 63 = 63", "Anyone can write two equal numbers into a file."),
        Option(
            "That the block it describes has rank 63 modulo its prime, and that the named bound is 63",
            "Then the value lies between 63 and 63 for almost all weights.",
            right=True,
        ),
        Option("That float64 finds 63 too", "It may well find less, and that would prove nothing."),
    ),
)
