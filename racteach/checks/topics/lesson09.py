"""What lesson 09 teaches and others need."""

from racteach.checks.placement import Topic
from racteach.checks.quizzes import Option, Question

TOPICS = {
    "two-bounds": Topic(
        "1. Two bounds",
        (
            Question(
                "The state bound says 45, the end bound 2700, and a computation modulo a prime "
                "44. The rank of "
                "almost all circuits is…",
                Option("… 44 or 45", "At least 44, at most the smaller of the two bounds.", right=True),
                Option("… 45", "44 was found. 45 would need a computation, or a proof."),
                Option("… between 45 and 2700", "Both are upper bounds; the smaller one counts."),
            ),
        ),
    ),
    "blocks": Topic(
        "2. One matrix, three blocks",
        (
            Question(
                "Scaling one input sorts a matrix into blocks of ranks 2, 3 and 2. The rank of "
                "the matrix is…",
                Option("… 7", "Blocks of different powers add up.", right=True),
                Option("… 3", "That is the largest block."),
                Option("… 12", "Ranks of blocks are added, not multiplied."),
            ),
        ),
    ),
}
