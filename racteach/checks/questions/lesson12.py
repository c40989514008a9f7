"""The questions of lesson 12."""

from racteach.checks.quizzes import Option, Question

QUESTIONS = (
    Question(
        "A shallow circuit with 4 channels is trained on EQUALITY of three letters. Its relative squared "
        "error can never be below…",
        Option("… 0", "Only with 8 channels is that possible."),
        Option("… 1/2", "Four of the eight equal singular values are missing.", right=True),
        Option("… 4/8 of the best student so far", "The floor needs no student: it is a theorem."),
    ),
    Question(
        "You train a shallow student, and its error on the whole grid is below the floor. What do you do?",
        Option("Publish it", "It contradicts a theorem of 1936."),
        Option(
            "Look for the error in the program",
            "The floor holds for all weights. Only rounding may cross it.",
            right=True,
        ),
        Option("Train longer", "No training can pass the floor."),
    ),
    Question(
        "Suppose that one of eight starts at depth 2 reaches 0.002, and the others stay above 0.1. Which "
        "number should be shown?",
        Option("The best", "Then nobody knows how often training fails."),
        Option("The mean", "It describes none of the eight."),
        Option("All eight, the best among them marked", "Both facts matter.", right=True),
    ),
    Question(
        "With the same number of parameters a network of depth 3 is narrower than one of depth 1. On tasks "
        "where width is what is needed…",
        Option(
            "… depth can lose", "A narrower network may have too little room, whatever its depth.", right=True
        ),
        Option("… depth still wins, as its rank is higher", "A rank says nothing about accuracy."),
        Option("… the comparison is unfair", "It is one of two fair ones. Which, depends on the cost."),
    ),
    Question(
        "At one learning rate for both, depth 3 is ahead of depth 1 by 0.4. What do you conclude?",
        Option("Depth helps", "At another rate the lead may be gone. Each depth has its own best rate."),
        Option("Depth 3 is better at this rate", "And no more than that.", right=True),
        Option("Nothing: it must be chance", "It may well repeat, at this rate."),
    ),
)
