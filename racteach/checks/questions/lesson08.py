"""The questions of lesson 08."""

from racteach.checks.quizzes import Option, Question

QUESTIONS = (
    Question(
        "A determinant of a circuit's matricization is 5 for one choice of weights. For almost all weights "
        "it is…",
        (
            Option("… 5", "It is a polynomial in the weights, and changes with them."),
            Option("… not 0", "It is not the zero polynomial, so its zeros have volume 0.", right=True),
            Option("… at least 5", "Nothing is known about its size, only that it does not vanish."),
        ),
    ),
    Question(
        "Which of these is proved?",
        (
            Option(
                r"At depth 2 the rank is at least $\binom{m+n-1}{n}$ for almost all weights",
                "This lesson proves it.",
                right=True,
            ),
            Option(
                r"At depth 3, on letters, it is at least $\min\{\mathrm{mc}(m, \mathrm{mc}(n, 2)), M^n\}$",
                r"That is the paper's conjecture. For letters with $M \le R$ it is open.",
            ),
            Option(
                "At depth 2 the rank is larger than at depth 1 for all weights",
                "With zeros in layer 2 it is not. The words for almost all weights cannot be left out.",
            ),
        ),
    ),
    Question(
        "In the proof, what does the state of layer 1 know about the start?",
        (
            Option("The whole start", "It forgets the order: `ab` and `ba` leave the same state."),
            Option("How often each letter occurs", r"$u_c = (z^{c_1}, \dots, z^{c_m})$.", right=True),
            Option("Its length only", "The powers of $z$ tell the letters apart."),
        ),
    ),
    Question(
        "Why does the determinant of $[z^{\\langle c, \\alpha \\rangle}]$ not vanish for large $z$?",
        (
            Option(
                "All its entries are positive",
                "So are those of a matrix of ones, whose determinant is 0.",
            ),
            Option(
                "The largest power of $z$ occurs in one permutation only",
                "It is the identity: any other one moves some $c$, and loses. So nothing cancels it.",
                right=True,
            ),
            Option(
                "Its diagonal is larger than the rest of each row together",
                "For $m = n = 2$ the middle row is $z^2, z^2, z^2$.",
            ),
        ),
    ),
    Question(
        "EQUALITY of two halves of 7 letters: how many channels suffice at depth 2, and how many does a "
        "shallow circuit need?",
        (
            Option("9 and 128", "$k + 2$ and $2^k$ with $k = 7$.", right=True),
            Option("7 and 49", "A shallow circuit needs as many channels as the rank, $2^7$."),
            Option("9 and 16384", "$2^{14}$ counts all words. The matrix has $2^7$ rows."),
        ),
    ),
)
