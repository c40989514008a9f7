"""What lesson 08 teaches and others need."""

from racteach.checks.placement import Topic
from racteach.checks.quizzes import Option, Question

TOPICS = {
    "degree": Topic(
        "2. Where the degree comes from",
        (
            Question(
                "The inner product of $x$ and $z$ is 2. At depth 2 and $n = 5$ the power "
                "circuit gives, up to its "
                "factor of the start,…",
                Option("… 32", "$2^5$: one factor for each step of the end.", right=True),
                Option("… 10", "The factors are multiplied, not added."),
                Option("… 2", "That is depth 1."),
            ),
        ),
    ),
    "terms": Topic(
        "3. Count the terms",
        (
            Question(
                "The rank of $(x_1 z_1 + x_2 z_2)^6$, $x$ against $z$, is…",
                Option("… 7", "One term for each monomial of degree 6 in two variables.", right=True),
                Option("… 64", "$2^6$ counts equal products again and again."),
                Option("… 2", "That is the rank of the base."),
            ),
        ),
    ),
    "theorem": Topic(
        "5. The theorem",
        (
            Question(
                "Three channels, three features. What does more time do to the ranks of almost all circuits?",
                Option(
                    "Depth 1 stays at 3, depth 2 grows without limit",
                    "That is depth efficiency.",
                    right=True,
                ),
                Option("Both grow", "A shallow circuit never passes its number of channels."),
                Option("Both stay", "The lower bound of depth 2 grows with $n$."),
            ),
            Question(
                "A circuit of depth 3 whose weights are all zero has rank 0. Does that "
                "contradict the theorem?",
                Option("No: such weights have volume 0", "Almost all leaves them out.", right=True),
                Option("Yes", "The theorem speaks of almost all weights, not of all."),
                Option("No: the theorem holds at depth 2 only", "For free vectors it holds at every depth."),
            ),
        ),
    ),
}
