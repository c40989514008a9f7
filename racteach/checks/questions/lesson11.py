"""The questions of lesson 11."""

from racteach.checks.quizzes import Option, Question

QUESTIONS = (
    Question(
        "A recurrent network adds what enters to what it recalls, and has no nonlinear function. What is "
        "the largest Start-End rank it can have?",
        Option("2", "Its output is a function of the start plus a function of the end.", right=True),
        Option(
            "$R$, its number of channels",
            "However many there are: one term from the start plus one from the end.",
        ),
        Option("$M^{T/2}$", "For that it would have to multiply, or bend."),
    ),
    Question(
        "A tanh network with a single channel has a 32 × 32 table, and float64 says rank 4. Its true "
        "rank is…",
        Option("… 4", "Float64 sees four singular values, and rounding in the place of the others."),
        Option("… 1, as it has one channel", "That is so for circuits, which are linear in their state."),
        Option(
            "… 32, and 1024 bits prove it", "All 32 singular values were enclosed away from 0.", right=True
        ),
    ),
    Question(
        "Full rank was proved for one choice of weights. What about almost all weights of that cell?",
        Option(
            "Full rank too: the determinant is an analytic function of the weights",
            "An analytic function that is not zero everywhere is zero almost nowhere.",
            right=True,
        ),
        Option("Nothing follows: this argument needs polynomials", "Analytic functions are enough."),
        Option("Full rank for all weights", "With all weights zero the table is zero, of rank 0."),
    ),
    Question(
        "What of this course holds for an LSTM?",
        Option("The theorems on depth", "Their proofs count monomials. An LSTM is no polynomial."),
        Option(
            "The definitions: separation rank, grid tensors, singular values",
            "They ask for a function of a sequence and nothing else.",
            right=True,
        ),
        Option("Nothing", "One can measure it, and read the distance from separable functions."),
    ),
)
