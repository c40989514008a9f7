"""The questions of lesson 04."""

from racteach.checks.quizzes import Option, Question

QUESTIONS = (
    Question(
        "A shallow circuit has 5 channels and reads 100 letters of an alphabet of 4. Its Start-End rank is "
        "for almost all weights…",
        Option("… 5", r"$\min\{R, M^{T/2}\} = \min\{5, 4^{50}\}$.", right=True),
        Option("… 100", r"The length does not enter once $M^{T/2} \ge R$."),
        Option("… 4 to the power 50", "That is the size of the matrix, not its rank."),
    ),
    Question(
        "Modulo 5 a matrix has rank 8. Its true rank is…",
        Option("… 8", "It may be. But 5 is a small prime, and may have hidden some rank."),
        Option("… at least 8", "A determinant that is not zero modulo 5 is not zero.", right=True),
        Option("… at most 8", "The other way round: reduction modulo a prime can only lose rank."),
    ),
    Question(
        "At depth 2 and $T = 6$, how many times does the input of step 4 enter the output?",
        Option("Once", "That is the last input, step 6."),
        Option(
            "Three times",
            "Steps 4, 5 and 6 are left, and layer 2 uses the first layer's state at each of them.",
            right=True,
        ),
        Option("Six times", "That is the first input at this depth."),
    ),
    Question(
        "What does layer 2 compute at step $t$?",
        Option(
            r"$(W^{H,2} h^{t-1,1}) \odot (W^{I,2} h^{t,1})$",
            "It recalls its own past, $h^{t-1,2}$, not layer 1's.",
        ),
        Option(
            r"$(W^{H,2} h^{t-1,2}) \odot (W^{I,2} h^{t,1})$",
            "Its own past, the present of the layer below.",
            right=True,
        ),
        Option(
            r"$(W^{H,2} h^{t-1,2}) \odot (W^{I,2} f(x^t))$",
            "Only layer 1 sees the features. This would be two shallow circuits side by side.",
        ),
    ),
)
