"""What lesson 07 teaches and others need."""

from racteach.checks.placement import Topic
from racteach.checks.quizzes import Option, Question

TOPICS = {
    "monomials": Topic(
        "1. Monomials",
        (
            Question(
                "How many monomials of degree 3 are there in $u_1, u_2, u_3$?",
                Option("10", r"Three stars, two bars: $\binom{5}{2}$.", right=True),
                Option("27", "$3^3$ counts $u_1 u_2$ and $u_2 u_1$ apart."),
                Option("1", "$u_1 u_2 u_3$ is one. Variables may come again."),
            ),
            Question(
                "How many monomials of degree 9 are there in two variables?",
                Option("10", "One for each power of the first variable, 0 to 9.", right=True),
                Option("9", "The power 0 counts, too."),
                Option("512", "$2^9$ counts words of nine letters."),
            ),
        ),
    ),
    "paths": Topic(
        "2. Who uses whom",
        (
            Question(
                "At depth 3 and $n = 3$, how many times does the end use $h^{3,1}$, the middle "
                "state of layer 1?",
                Option("6", r"$\mathrm{mc}(3, 2) = \binom{4}{2}$.", right=True),
                Option("3", "That is layer 2, one layer nearer to the output."),
                Option("1", "That is the top layer."),
            ),
            Question(
                "At depth 2, how does the number of uses of the lowest middle state grow with $n$?",
                Option("Like $n$", "Once for each step of the end.", right=True),
                Option("Not at all", "That is depth 1."),
                Option("Like $2^n$", "Each step uses it once more; nothing doubles."),
            ),
        ),
    ),
    "state-bound": Topic(
        "6. Equal copies",
        (
            Question(
                "A state of 2 channels is used 5 times. How many different products of five of "
                "its entries are "
                "there?",
                Option("6", r"Equal copies: $\mathrm{mc}(2, 5)$ monomials.", right=True),
                Option("32", "$2^5$ would be so if the copies were different."),
                Option("10", "2 · 5 adds the copies up. They are multiplied."),
            ),
            Question(
                "At depth 2 with $R = 2$ and $n = 3$ layer 1 is used three times, layer 2 once. "
                "The state bound is…",
                Option("… 8", r"$\mathrm{mc}(2, 3) \cdot \mathrm{mc}(2, 1) = 4 \cdot 2$.", right=True),
                Option("… 16", "$2^3 \\cdot 2$ counts equal copies as different."),
                Option("… 6", "Layers multiply: 4 · 2, not 4 + 2."),
            ),
        ),
    ),
}
