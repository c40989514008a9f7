"""What students bring along, and free texts where it can be read again."""

from racteach.checks.placement import Topic
from racteach.checks.quizzes import Option, Question

_ALGEBRA = "https://ocw.mit.edu/courses/18-06-linear-algebra-spring-2010/"
_NUMPY = "https://numpy.org/doc/stable/user/absolute_beginners.html"
_PYTHON = "https://docs.python.org/3/tutorial/"
_PRECALCULUS = "https://openstax.org/details/books/precalculus-2e"
_CALCULUS_1 = "https://openstax.org/details/books/calculus-volume-1"
_CALCULUS_3 = "https://openstax.org/details/books/calculus-volume-3"

TOPICS = {
    "outer": Topic(
        "linear algebra, a column times a row (Strang's lectures, MIT 18.06)",
        (
            Question(
                "The column (1, 2) times the row (3, 4) is…",
                Option("… the number 11", "That is a row times a column, an inner product: 1 · 3 + 2 · 4."),
                Option(
                    "… the matrix with rows (3, 4) and (6, 8)", "Each entry is one times one.", right=True
                ),
                Option(
                    "… the matrix with rows (3, 6) and (4, 8)", "That has the numbers 3, 4 in its column."
                ),
            ),
            Question(
                "A matrix is a column times a row, both without zeros. Its second row is…",
                Option("… a multiple of its first row", "Each row is the row, times a number.", right=True),
                Option("… equal to its first row", "Only if the column's entries are equal."),
                Option("… independent of its first row", "Every row is a multiple of the same row."),
            ),
        ),
        _ALGEBRA,
    ),
    "python": Topic(
        "Python, sums and comprehensions (the tutorial of docs.python.org)",
        (
            Question(
                "`sum(x == y for x, y in zip((0, 1, 1), (1, 1, 1)))` is…",
                Option("… 2", "The pairs agree in two places, and each True counts as 1.", right=True),
                Option("… True", "`sum` adds: True counts as 1, False as 0."),
                Option("… 5", "`zip` makes pairs, and `==` compares; the numbers are not added."),
            ),
        ),
        _PYTHON,
    ),
    "product": Topic(
        "linear algebra, products of matrices (Strang's lectures, MIT 18.06)",
        (
            Question(
                "$U$ has 50 rows and 3 columns, $V$ has 3 rows and 70 columns. What do you know about $U V$?",
                Option("50 × 70, of rank at most 3", "Every row is a sum of the 3 rows of $V$.", right=True),
                Option("3 × 3", "That is the shape of $V U$ if the long sides fitted. They are summed over."),
                Option("50 × 70, of rank at most 50", "True, but its rows are made of 3 rows only."),
            ),
        ),
        _ALGEBRA,
    ),
    "axes": Topic(
        "NumPy, arrays with several axes (numpy.org, for absolute beginners)",
        (
            Question(
                "`A` has shape (2, 3, 4). `A.transpose(2, 0, 1).reshape(4, 6)` has in row 1…",
                Option("… all entries `A[i, j, 1]`", "Axis 2 came to the front, and is the row.", right=True),
                Option("… the first six entries of `A` in memory", "`transpose` changes the order first."),
                Option("… all entries `A[1, i, j]`", "Axis 0 went to the middle."),
            ),
        ),
        _NUMPY,
    ),
    "matrix-vector": Topic(
        "linear algebra, a matrix times a vector (Strang's lectures, MIT 18.06)",
        (
            Question(
                "`W` has the rows (1, 2) and (0, 3). `W @ [2, 1]` is…",
                Option("… (4, 3)", "1 · 2 + 2 · 1 and 0 · 2 + 3 · 1.", right=True),
                Option("… (2, 7)", "That is the vector times the matrix: its columns were used as rows."),
                Option("… the rows (2, 2) and (0, 3)", "That multiplies entries, and sums nothing."),
            ),
        ),
        _ALGEBRA,
    ),
    "remainders": Topic(
        "Python, the operator `%` (the tutorial of docs.python.org)",
        (
            Question(
                "Modulo 7, 5 · 4 − 3 is…",
                Option("… 3", "17 = 2 · 7 + 3.", right=True),
                Option("… 17", "Remainders modulo 7 go from 0 to 6."),
                Option("… 2", "That is how often 7 goes into 17. The remainder is what is left."),
            ),
        ),
        _PYTHON,
    ),
    "singular-values": Topic(
        "linear algebra, the singular value decomposition (Strang's lectures, MIT 18.06)",
        (
            Question(
                "The matrix with 3 and −2 on its diagonal, and zeros elsewhere, has the singular values…",
                Option("… 3 and 2", "They are never negative: lengths of the half-axes.", right=True),
                Option("… 3 and −2", "Those are its eigenvalues."),
                Option("… 9 and 4", "Those are the squares."),
            ),
            Question(
                "A 5 × 5 matrix has the singular values 4, 4, 1, 0, 0. Its rank is…",
                Option("… 3", "As many as are not zero.", right=True),
                Option("… 2", "Equal values count each."),
                Option("… 5", "That is the number of rows. Zeros do not count."),
            ),
        ),
        _ALGEBRA,
    ),
    "binomials": Topic(
        "school algebra, binomial coefficients (OpenStax, Precalculus, chapter 11)",
        (
            Question(
                r"$\binom{6}{2}$ is…",
                Option("… 15", "6 · 5 / 2 pairs out of six.", right=True),
                Option("… 30", "Pairs in both orders. A set has none."),
                Option("… 36", "That allows a pair of equals, and both orders."),
            ),
        ),
        _PRECALCULUS,
    ),
    "determinant": Topic(
        "linear algebra, determinants (Strang's lectures, MIT 18.06)",
        (
            Question(
                "The entries of a 3 × 3 matrix are polynomials in two variables $x$ and $y$. "
                "Its determinant is…",
                Option("… a number", "Only after numbers are put in for $x$ and $y$."),
                Option("… a polynomial in $x$ and $y$", "Sums and products of entries.", right=True),
                Option(
                    "… a quotient of polynomials", "A determinant multiplies and adds, and never divides."
                ),
            ),
        ),
        _ALGEBRA,
    ),
    "logarithms": Topic(
        "school algebra, logarithms (OpenStax, Precalculus, chapter 4)",
        (
            Question(
                r"$-\ln \tfrac18$ is…",
                Option(r"… $3 \ln 2$", r"$\ln 8 = \ln 2^3$.", right=True),
                Option(r"… $-3 \ln 2$", r"$\ln \tfrac18$ is negative already, and the sign turns it."),
                Option(r"… $\tfrac{1}{\ln 8}$", r"$\ln \tfrac1a = -\ln a$."),
            ),
        ),
        _PRECALCULUS,
    ),
    "tanh": Topic(
        "calculus, hyperbolic functions (OpenStax, Calculus 1, section 1.5)",
        (
            Question(
                r"For a small number $z$, $\tanh z$ is nearly…",
                Option("… $z$", "Its slope at 0 is 1.", right=True),
                Option("… 1", "That is its limit for large $z$."),
                Option("… 0.5", "That is the logistic function at 0; tanh is 0 there."),
            ),
        ),
        _CALCULUS_1,
    ),
    "gradient": Topic(
        "calculus, the gradient (OpenStax, Calculus 3, section 4.6)",
        (
            Question(
                "The gradient of an error at some weights is (3, −1). Which small step lowers the error?",
                Option("Along (3, −1)", "That is where it grows fastest."),
                Option("Along (−3, 1)", "Against the gradient.", right=True),
                Option("Along (1, 3)", "At a right angle to the gradient nothing changes, at first."),
            ),
        ),
        _CALCULUS_3,
    ),
}
