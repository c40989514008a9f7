"""The questions of lesson 09."""

from racteach.checks.quizzes import Option, Question

QUESTIONS = (
    Question(
        "How many blocks has a circuit with $L = 3$, $M = R = 3$ and $n = 4$?",
        Option("10", "That is the degree $D = \\mathrm{mc}(4, 2)$ in which layer 1 enters."),
        Option("11", "$D + 1$ is right for two channels: there $k$ alone says which monomial it is."),
        Option(
            "66", "$\\mathrm{mc}(3, 10)$: one for each monomial of degree 10 in $v_1, v_2, v_3$.", right=True
        ),
        Option("220", "$\\mathrm{mc}(10, 3)$ counts monomials of degree 3 in ten variables."),
    ),
    Question(
        "Why do the ranks of the blocks add up?",
        Option("The rank of a matrix is the sum of the ranks of its parts", "Only if they share nothing."),
        Option(
            "Ends that differ in their first input tell the monomials of layer 1 apart, and so do starts",
            "Different monomials are independent, in $a$ as in $u$.",
            right=True,
        ),
        Option("All blocks have the same rank", "That they have at depth 2 only, and it is not needed."),
    ),
    Question(
        "Depth 3, $M = R = 2$: where do the missing 4 come from?",
        Option(
            "From the two outermost blocks",
            "Only one channel of layer 1 occurs there, so one step of the layers above is fixed: 2 less "
            "in each.",
            right=True,
        ),
        Option("From unlucky weights", "The formula is an upper bound for all weights."),
        Option("From every block, a little", "The inner blocks are full."),
    ),
    Question(
        "A circuit with $M = R$ has functional rank 460 at $L = 3$, $T = 14$. What does the duality say?",
        Option("At $L = 14$, $T = 3$ it has rank 460", "Depth and *half*-length change places."),
        Option(
            "Nothing about other sizes", "Its upper half is proved: the mirror of a proved bound is a bound."
        ),
        Option(
            "At $L = 7$, $T = 6$ it has rank 460: at most by proof, not less by conjecture",
            "$L = 3$, $n = 7$ is the mirror of $L = 7$, $n = 3$. At this size a certified lower bound of "
            "460 settles it.",
            right=True,
        ),
    ),
    Question(
        "On paper with two logarithmic axes the rank against $R$ is a straight line far out. It is…",
        Option("… a polynomial in $R$", "Far out the slope is its degree.", right=True),
        Option("… exponential in $R$", "That would be straight with only the rank's axis logarithmic."),
        Option("… linear in $R$", "Only if the slope is 1."),
    ),
)
