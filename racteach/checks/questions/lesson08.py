"""The questions of lesson 08."""

from racteach.checks.quizzes import Option, Question

QUESTIONS = (
    Question(
        "The circuit of depth 3 computes $(x \\cdot z)^D$, up to a factor of the start. What is $D$ for "
        "$n = 4$?",
        Option("10", r"$\mathrm{mc}(4, 2) = 4 + 3 + 2 + 1$.", right=True),
        Option("8", "$n(L-1)$ adds $n$ for each layer. The counts of layer 2 are added up once more."),
        Option("6", r"$\binom{4}{2}$ forbids repetition. The paths are counted by $\mathrm{mc}(4, 2)$."),
        Option("20", "That is depth 4: one layer too many."),
    ),
    Question(
        "How many terms start × end has $(x_1 z_1 + x_2 z_2 + x_3 z_3)^4$ when it is multiplied out?",
        Option("15", r"The monomials of degree 4 in 3 variables: $\mathrm{mc}(3, 4)$.", right=True),
        Option("4", r"$\binom{4}{3}$ forbids repetition. But $x_1^4 z_1^4$ is a term."),
        Option("81", "$3^4$ counts the factors in every order. Equal monomials are one term."),
        Option("20", r"$\mathrm{mc}(4, 3)$ has the two numbers exchanged: 4 variables, degree 3."),
    ),
    Question(
        "A determinant of a circuit's matricization is 5 for one choice of weights. For almost all weights "
        "it is…",
        Option("… 5", "It is a polynomial in the weights, and changes with them."),
        Option("… not 0", "It is not the zero polynomial, so its zeros have volume 0.", right=True),
        Option("… at least 5", "Nothing is known about its size, only that it does not vanish."),
    ),
    Question(
        r"At $L = 3$ the rank is at least $\mathrm{mc}(m, \mathrm{mc}(n, 2))$ for almost all weights. "
        "That is…",
        Option(
            "… proved, for free vectors as inputs",
            "By one good circuit. The paper conjectured it, with the cap $M^n$.",
            right=True,
        ),
        Option(
            "… proved by the paper",
            "The paper proves depths 1 and 2. Its statement for larger depth is a conjecture.",
        ),
        Option(
            "… proved for letters",
            "On letters no rank exceeds $M^n$, and for some $M > R$ even the form with that is false.",
        ),
        Option("… the exact rank", "At $M = R = 2$, $n = 6$ it is 22, and the rank is 304."),
    ),
    Question(
        "Letters, $M = 6$, $R = 5$, $n = 2$, any depth. Why is the rank at most 30?",
        Option(
            "The last letter acts through 5 numbers, and the end has 6 beginnings",
            r"$R \cdot M^{n-1}$: for each beginning the 6 columns lie in a space of dimension 5.",
            right=True,
        ),
        Option("There are only 30 ends", "There are $6^2 = 36$."),
        Option("The state in the middle has 30 numbers", "It has $5 L$ numbers, and powers of them occur."),
    ),
)
