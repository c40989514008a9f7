"""What lesson 06 teaches and others need."""

from racteach.checks.placement import Topic
from racteach.checks.quizzes import Option, Question

TOPICS = {
    "unroll": Topic(
        "1. Unroll",
        (
            Question(
                "What does one step of a shallow circuit with letter $d$ do to its state?",
                Option("It multiplies it by a matrix $G_d$", r"$\mathrm{diag}(w_d)\, W^H$.", right=True),
                Option("It adds a vector $w_d$", "That is an RNN. Here $w_d$ scales the channels."),
                Option("It squares it", "A shallow circuit is linear in its state. Layers make powers."),
            ),
        ),
    ),
    "train-bound": Topic(
        r"3. At most $\min\{R, M^{T/2}\}$",
        (
            Question(
                "A shallow circuit has 10 channels, and reads 6 letters of an alphabet of 2. "
                "Its rank is at most…",
                Option("… 8", "There are only $2^3$ starts.", right=True),
                Option("… 10", "Its state could carry 10, but there are 8 rows."),
                Option("… 64", "That is the number of words."),
            ),
            Question(
                "A table of rank 20 is to be computed by a shallow circuit. How many channels does it need?",
                Option("At least 20", "Its rank is at most the number of channels.", right=True),
                Option("At least 5", "Five bits could name a row. But the end is linear in the state."),
                Option("One, if the weights are large", "Size does not help: the rank stays 1."),
            ),
            Question(
                "Which networks does the proof of $\\mathrm{rank} \\le R$ cover?",
                Option(
                    "All that carry $R$ numbers, the end being linear in them",
                    "It used nothing else.",
                    right=True,
                ),
                Option("All with $R$ channels", "At depth 2 the end is no longer linear in the state."),
                Option("Those with one-hot letters only", "Nothing is said about the inputs."),
            ),
        ),
    ),
}
