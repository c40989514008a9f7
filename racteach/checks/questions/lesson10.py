"""The questions of lesson 10."""

from racteach.checks.quizzes import Option, Question

QUESTIONS = (
    Question(
        "The singular values of a table are 3 and 1. What is the share of the first term?",
        Option("3/4", "Shares are made of the squares: 9 and 1."),
        Option("9/10", "9 out of 9 + 1.", right=True),
        Option("3/√10", "That is its part of the length, not of the squared length."),
    ),
    Question(
        "A table has effective rank 8. What do you know about its rank?",
        Option("It is 8", "Only if all shares are equal."),
        Option("It is at least 8", "The entropy is at most the logarithm of the rank.", right=True),
        Option("It is at most 8", "The other way round: the rank counts small shares in full."),
    ),
    Question(
        "Why is float64 good enough for effective ranks of deep circuits, when it fails for their ranks?",
        Option("Entropies need fewer digits than counting", "They need as many, of what has weight."),
        Option(
            "What float64 cannot see has shares so small that they do not change the entropy",
            "A share of 1e-25 adds less than 1e-23.",
            right=True,
        ),
        Option("Effective ranks are small numbers", "EQUALITY has a large one, and float64 finds it too."),
    ),
    Question(
        "Gradient ascent at depth 3 reached less than at depth 2. What follows?",
        Option("Circuits of depth 3 have smaller effective ranks", "At the places that were found."),
        Option(
            "Nothing about what depth 3 can express",
            "An optimiser that fails says something about the optimiser.",
            right=True,
        ),
        Option("The rank of depth 3 is smaller", "It is not: lesson 09."),
    ),
)
