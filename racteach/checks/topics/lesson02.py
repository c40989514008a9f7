"""What lesson 02 teaches and others need."""

from racteach.checks.placement import Topic
from racteach.checks.quizzes import Option, Question

TOPICS = {
    "separable": Topic(
        "1. The definition",
        (
            Question(
                "Multiplied out, $(x + 1)(y + 2)$ has four summands. The separation rank of $x$ "
                "against $y$ is…",
                Option("… 1", "One function of $x$ times one of $y$. The least number counts.", right=True),
                Option("… 4", "That is one way to write it, and not the shortest."),
                Option("… 2", "That is the rank of $x + y$."),
            ),
        ),
    ),
    "sums": Topic(
        "3. Sums and products",
        (
            Question(
                "“In how many of 5 places do start and end agree?” and “Do they agree in all 5?” "
                "have, over "
                "two letters, the ranks…",
                Option("… 6 and 32", "A sum gains 1 with each place, a product doubles.", right=True),
                Option("… 32 and 6", "The other way round."),
                Option("… 5 and 32", "The sum also has the constant term: $1 + 5$."),
            ),
        ),
    ),
    "bottleneck": Topic(
        "4. Rank $K$ means: through $K$ numbers",
        (
            Question(
                "A table of 1000 starts and 1000 ends has rank 4. With how many numbers of the "
                "start does an "
                "end manage?",
                Option("4", "The start's row of $U$, where $A = U V$ has 4 columns in $U$.", right=True),
                Option("1000", "That names the start. Rank 4 means that far less is enough."),
                Option("2", "That is $\\log_2 4$, and counts bits."),
            ),
        ),
    ),
    "distance": Topic(
        "5. How far from fewer terms?",
        (
            Question(
                "The singular values are 6, 3, 2 and 0. The least rank that comes as near as 2 is…",
                Option("… 2", "It leaves out 2 and 0: distance 2.", right=True),
                Option("… 1", r"That leaves out 3 and 2: distance $\sqrt{13}$."),
                Option("… 3", "That is the rank itself: distance 0."),
            ),
            Question(
                "All 16 singular values of a table are 1. Which part of its squared length "
                "does the nearest "
                "table of rank 4 miss?",
                Option("3/4", "12 of 16 squares are left out.", right=True),
                Option("1/4", "That is what it keeps."),
                Option(
                    "Nearly nothing", "That takes singular values that fall fast. Here all weigh the same."
                ),
            ),
            Question(
                "A table's squared singular values are 90, 9 and 1. The relative squared error "
                "of rank 1 is at "
                "least…",
                Option("… 0.1", "9 + 1 of 100 are left out.", right=True),
                Option("… 0.01", "That is rank 2, which leaves out 1 of 100."),
                Option("… 0.9", "That is what rank 1 keeps."),
            ),
        ),
    ),
    "splits": Topic(
        "6. Any split",
        (
            Question(
                "Is a word of four letters a palindrome, $x^1 = x^4$ and $x^2 = x^3$? Which "
                "steps on one side "
                "give rank 1?",
                Option("$x^1$ and $x^2$", "Then both pairs are cut: rank 4 for two letters."),
                Option("$x^1$ and $x^4$", "Each condition is one side's own business.", right=True),
                Option("$x^1$ and $x^3$", "Then both pairs are cut, too."),
            ),
        ),
    ),
    "grids": Topic(
        "7. Functions of numbers: look through a grid",
        (
            Question(
                "A formula writes $y$ with 5 terms, and on a grid its table has rank 3. The "
                "separation rank is…",
                Option("… between 3 and 5", "The grid says at least, the formula at most.", right=True),
                Option("… 3", "Another grid may show more."),
                Option("… 5", "Perhaps fewer terms are enough."),
            ),
        ),
    ),
}
