"""The questions of lesson 13."""

from racteach.checks.quizzes import Option, Question

QUESTIONS = (
    Question(
        "A certificate says: at least 132, at most 188. What is proved?",
        Option(
            "Nothing, as the two do not meet",
            "Both are proved. What lies between this certificate does not decide.",
        ),
        Option("The rank is about 160", "Bounds say nothing of that kind."),
        Option(
            "The rank of almost every circuit of that size lies between them",
            "The lower bound by a computation, the upper one by a theorem.",
            right=True,
        ),
    ),
    Question(
        'The formula for a size is "conjectured". A certificate of that size says "exact". How can that be?',
        Option(
            "One of the two is wrong",
            "Both can be right: one speaks of infinitely many sizes, the other of one.",
        ),
        Option(
            "The formula is not proved for all sizes; at this one the rank meets a proved upper bound",
            "A single size can be settled by a computation, a formula cannot.",
            right=True,
        ),
        Option("The certificate proves the formula", "It proves one value of it. Infinitely many are left."),
    ),
    Question(
        "At one size your rank modulo a prime is smaller than a conjecture says. What follows?",
        Option(
            "The conjecture is false",
            'A rank modulo a prime proves "at least". Weights or prime may be unlucky.',
        ),
        Option(
            "The conjecture is false if a second prime says the same",
            "Two lower bounds that agree are no upper bound.",
        ),
        Option(
            "Nothing is proved yet: look for an upper bound below the conjecture",
            "That is how 7146 became a theorem.",
            right=True,
        ),
    ),
    Question(
        "You have seven certified ranks and suspect a cubic. How do you test it?",
        Option("Fit the cubic to all seven", "Then nothing is left to test it on."),
        Option("Fit it to four, and predict the other three", "Three tests, and each can fail.", right=True),
        Option("Fit a polynomial of degree six", "That goes through any seven values."),
    ),
    Question(
        "Somebody sends you a certificate of rank 5000. What do you need in order to believe it?",
        Option("Their good name", "Not needed: everything is rebuilt from the seed."),
        Option(
            "A computer and `racteach verify`",
            "It computes everything again, with other programs.",
            right=True,
        ),
        Option("A second certificate with another prime", "One is enough: a lower bound is a lower bound."),
    ),
)
