"""The questions of lesson 00."""

from racteach.checks.quizzes import Option, Question

QUESTIONS = (
    Question(
        "There are how many words of length 5 over 3 letters?",
        Option("15", "That is 3 × 5. Each letter multiplies the number of words by 3."),
        Option("125", "That is $5^3$: the roles of alphabet and length are exchanged."),
        Option("243", "$3^5$.", right=True),
    ),
    Question(
        "In the notation of the course, a circuit with $L = 3$, $R = 8$ has…",
        Option(
            "… 3 layers of 8 channels",
            "$L$ is the depth, $R$ the number of hidden channels in each layer.",
            right=True,
        ),
        Option("… 8 layers of 3 channels", "The other way round: $L$ counts layers."),
        Option("… 3 time steps and 8 letters", "Time steps are $T$, and letters (features) are $M$."),
    ),
)
