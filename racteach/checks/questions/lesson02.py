"""The questions of lesson 02."""

from racteach.checks.quizzes import Option, Question

QUESTIONS = (
    Question(
        "The separation rank of $e^{x}\\,y + x\\,e^{y} + x y$, with start $x$ and end $y$, is…",
        Option(
            "… 2",
            "$e^x y + x e^y + x y = (e^x + x)\\, y + x e^y$: two terms. One is not enough: $e^x + x$ and "
            "$x$ are not multiples of one another, and neither are $y$ and $e^y$.",
            right=True,
        ),
        Option("… 3", "Three terms are written. The first and the last share the factor $y$."),
        Option("… infinite", "Exponentials look complicated, but each of them has one input only."),
    ),
    Question(
        "A probability table of two variables has rank 1. Then the two are…",
        Option("… equal", "Two equal fair coins have the table of EQUALITY, of rank 2."),
        Option(
            "… independent",
            "Every probability is the product of those of its row and its column.",
            right=True,
        ),
        Option("… both certain", "That has rank 1 too, but so has every other independent pair."),
    ),
    Question(
        "Tables of 3 places and of 4 places have ranks 5 and 6, and they look at different inputs. What do "
        "you know about the rank of their product and of their sum?",
        Option(
            "product exactly 30, sum at most 11",
            "The product is a Kronecker product. Of the sum we only know that 5 + 6 terms are enough.",
            right=True,
        ),
        Option(
            "product at most 11, sum exactly 30",
            "It is the product whose terms are multiplied out: 5 times 6 of them, and here none "
            "can be saved.",
        ),
        Option("both are 11", "Multiplying 5 terms with 6 terms gives 30 products."),
    ),
    Question(
        "A 4 × 4 table has the singular values 12, 4, 3, 0. Its distance from the tables of rank 1 is…",
        Option("… 5", r"$\sqrt{4^2 + 3^2 + 0^2} = 5$, and its rank is 3.", right=True),
        Option("… 4", "That is the largest of those left out. All of them count, squared."),
        Option("… 7", "Squares are added, not the values: the root of 16 + 9."),
        Option("… 12", "That is the part that rank 1 keeps."),
    ),
)
