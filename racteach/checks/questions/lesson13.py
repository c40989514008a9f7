"""The questions of lesson 13."""

from racteach.checks.quizzes import Option, Question

QUESTIONS = (
    Question(
        "A certificate says: at least 2038, at most 2310. What is proved?",
        (
            Option(
                "Nothing, as the two do not meet",
                "Both are proved. What lies between this certificate does not decide.",
            ),
            Option("The rank is about 2100", "Bounds say nothing of that kind."),
            Option(
                "The rank of almost every circuit of that size lies between them",
                "The lower bound by a computation, the upper one by a theorem.",
                right=True,
            ),
        ),
    ),
    Question(
        "You have seven certified ranks and suspect a cubic. How do you test it?",
        (
            Option("Fit the cubic to all seven", "Then nothing is left to test it on."),
            Option(
                "Fit it to four, and predict the other three", "Three tests, and each can fail.", right=True
            ),
            Option("Fit a polynomial of degree six", "That goes through any seven values."),
        ),
    ),
    Question(
        "Somebody sends you a certificate of rank 5000. What do you need in order to believe it?",
        (
            Option("Their good name", "Not needed: everything is rebuilt from the seed."),
            Option(
                "A computer and `racteach verify`",
                "It computes everything again, with other programs.",
                right=True,
            ),
            Option(
                "A second certificate with another prime", "One is enough: a lower bound is a lower bound."
            ),
        ),
    ),
)
