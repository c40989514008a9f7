"""The questions of lesson 06."""

from racteach.checks.quizzes import Option, Question

QUESTIONS = (
    Question(
        "A shallow circuit has 12 channels and reads letters of an alphabet of 3. For almost all weights "
        "its Start-End rank at $T = 4$ is…",
        Option("… 9", r"$\min\{12, 3^2\}$: the matrix has only nine rows.", right=True),
        Option("… 12", "At $T = 6$ it is. Here the matrix is too small."),
        Option("… 81", "That is the number of entries of the grid tensor."),
    ),
    Question(
        "What travels along the line that the cut in the middle cuts?",
        Option("The matrix $W^H$", "The weights are fixed. They sit in the boxes on both sides."),
        Option("The state $h^n$", "$R$ numbers, whatever the start was.", right=True),
        Option("The letters of the start", "They enter from below and stay on their side."),
    ),
    Question(
        "Why does one example with rank 5 say something about almost all weights?",
        Option(
            "Because the example was chosen at random",
            "The circle was not random at all. And one random example would be no proof in itself.",
        ),
        Option(
            "Because a 5 × 5 determinant is a polynomial in the weights, and the example shows that it "
            "is not the zero polynomial",
            "So its zeros have volume 0.",
            right=True,
        ),
        Option(
            "Because rank 5 is the upper bound",
            "That is why it cannot be more. It does not say that it is not less elsewhere.",
        ),
    ),
    Question(
        "Which of these raise the Start-End rank of a shallow circuit with $R = 8$, $M = 2$, $T = 20$, for "
        "almost all weights?",
        Option("a larger $T$", "The rank is 8 from $T = 6$ on."),
        Option("more letters", r"$\min\{8, M^{10}\}$ is 8 for every $M \ge 2$."),
        Option("more channels", "One for one, up to $2^{10}$.", right=True),
    ),
)
