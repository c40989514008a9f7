"""The questions of lesson 09."""

from racteach.checks.quizzes import Option, Question

QUESTIONS = (
    Question(
        "At depth 2 with $R = 4$ and $M = 2$: by how much does the sharp formula stay below the state bound "
        "$R \\cdot \\mathrm{mc}(R, n)$?",
        (
            Option("Not at all", "That is so for $M \\ge R$ only."),
            Option("By 4", "The forms vanish on a plane, not on a line: $R - m = 2$."),
            Option(
                "By $4\\,(n + 1)$",
                "$R \\cdot \\mathrm{mc}(R - m, n) = 4 \\cdot \\mathrm{mc}(2, n)$.",
                right=True,
            ),
        ),
    ),
    Question(
        "Depth 3, $M = R = 2$: where do the missing 4 come from?",
        (
            Option(
                "From monomials in which only one channel of layer 1 occurs",
                "There are two of them, and each costs both channels of layer 3 one dimension.",
                right=True,
            ),
            Option("From unlucky weights", "The formula is an upper bound for all weights."),
            Option("From the prime", "The bound is proved, and its proof uses no prime."),
        ),
    ),
    Question(
        "A circuit with $M = R$ has functional rank 460 at $L = 3$, $T = 14$. What does the duality say?",
        (
            Option("At $L = 14$, $T = 3$ it has rank 460", "Depth and *half*-length change places."),
            Option(
                "Nothing about other sizes",
                "Its upper half is proved: the mirror of a proved bound is a bound.",
            ),
            Option(
                "At $L = 7$, $T = 6$ it has rank 460: at most by proof, not less by conjecture",
                "$L = 3$, $n = 7$ is the mirror of $L = 7$, $n = 3$. At this size a certified lower bound of "
                "460 settles it.",
                right=True,
            ),
        ),
    ),
    Question(
        "On paper with two logarithmic axes the rank against $R$ is a straight line far out. It is…",
        (
            Option("… a polynomial in $R$", "Far out the slope is its degree.", right=True),
            Option("… exponential in $R$", "That would be straight with only the rank's axis logarithmic."),
            Option("… linear in $R$", "Only if the slope is 1."),
        ),
    ),
)
