"""What lesson 05 teaches and others need."""

from racteach.checks.placement import Topic
from racteach.checks.quizzes import Option, Question

TOPICS = {
    "float64": Topic(
        "2. What goes wrong",
        (
            Question(
                "The singular values are 1, $10^{-9}$ and $10^{-30}$. NumPy says that the rank is…",
                Option("… 2", "The last is below the tolerance: rounding errors are larger.", right=True),
                Option("… 3", "That is the truth. But float64 has about 16 digits."),
                Option("… 1", "$10^{-9}$ is well above $10^{-16}$."),
            ),
            Question(
                "What does NumPy say about the matrix with $10^{-20}$ and $10^{-20}$ on its diagonal?",
                Option("Rank 2", "The tolerance is relative to the largest singular value.", right=True),
                Option("Rank 0", "Small numbers are kept with all their digits; what counts is the ratio."),
                Option("Rank 1", "Both are equal, so both count or none."),
            ),
        ),
    ),
    "proves": Topic(
        "4. What a rank modulo a prime proves",
        (
            Question(
                "For one choice of whole weights the rank modulo $p$ is 17. Which is then "
                "impossible, for almost "
                "all real weights?",
                Option("Rank 12", "17 is a lower bound for almost all of them.", right=True),
                Option("Rank 17", "That is possible, and settled if an upper bound says 17."),
                Option("Rank 20", "The prime or the weights may be unlucky: 17 is only a lower bound."),
            ),
            Question(
                "A determinant in the weights is 0 modulo $p$ for your weights. What follows?",
                Option("It is zero for all weights", "Other weights, or another prime, may show more."),
                Option("Nothing", "Zero modulo $p$ proves neither zero nor nonzero.", right=True),
                Option("It is zero for these weights", "It may be a multiple of $p$."),
            ),
            Question(
                "The rank modulo $p$ of one circuit is 40. Together with which statement is 40 the rank of "
                "almost all circuits of its size?",
                Option("Another prime gives 40, too", "Two lower bounds that agree are no upper bound."),
                Option("A proof that no rank is above 40", "Lower and upper bound meet.", right=True),
                Option("A second circuit has 40", "Both may be unlucky, and 41 the truth."),
            ),
            Question(
                "Why is one lucky choice of weights enough for almost all of them?",
                Option(
                    "A determinant is a polynomial in the weights",
                    "Not zero in one place, it is not zero almost everywhere.",
                    right=True,
                ),
                Option("All circuits of a size have the same rank", "Zero weights give rank 0."),
                Option("The weights were random", "Any one choice would do, however it was found."),
            ),
        ),
    ),
    "certificate": Topic(
        "7. Certificates",
        (
            Question(
                "When does a certificate say “exact”?",
                Option("If its lower bound meets a proved upper bound", "Then nothing is open.", right=True),
                Option("If the second program finds the same rank", "Then the lower bound is verified."),
                Option("If a formula says the same number", "A conjectured formula proves nothing."),
            ),
        ),
    ),
}
