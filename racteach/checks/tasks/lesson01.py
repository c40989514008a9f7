"""The tasks of lesson 01: what a sequence remembers."""

from racteach.checks.declarations import Guidance

TASKS = (
    Guidance(
        id="01-rows",
        hints=(
            "Two starts may be confused if their rows are equal in every column. When is a row new?",
            "Go through the rows from the top, and count a row only if no row above it is equal to it.",
        ),
        next_step="Compare with `len({tuple(row) for row in table})`. Why does a set need tuples?",
        forbids=("words.row_groups",),
    ),
    Guidance(
        id="01-agree",
        hints=(
            "How many starts of n letters are there, when each letter is one of Q? Each is one row.",
            "`itertools.product(range(letters), repeat=n)` lists all words in the right order. Use it for "
            "the starts and for the ends.",
            "For one start and one end, go through the places, and add a place's weight where the two "
            "letters are the same.",
        ),
        next_step="With which weights are all rows different? With which are there only two?",
        forbids=("words.outcome_table",),
    ),
    Guidance(
        id="01-notes",
        hints=(
            "Which number does the first row get? And the second, if it is equal to the first, and if not?",
            "Keep a list of the different rows that you have met. A row's note is its place in that list.",
        ),
        next_step="Delete a column of the table. Can the number of notes grow?",
        forbids=("words.row_groups",),
    ),
    Guidance(
        id="01-design",
        hints=(
            "Which tables have as many different rows as their rank says? Begin with one of these.",
            "A row that is a sum of rows above it can be new, and the rank stays. How many rows of zeros and "
            "ones are there, with as many columns as the rank says?",
            "First the rows with a single 1, one for each of the first columns. Then other rows, zero "
            "in all later columns, until enough are different. Then repeat one of them.",
        ),
        next_step="Transpose your table. Its rank stays. Is the number of different rows still the same?",
    ),
    Guidance(
        id="01-cuts",
        hints=(
            "Cut after t letters: how many rows does the table have, and how many columns?",
            "`outcomes.reshape(rows, columns)` gives that table. The answers stay in their order.",
            "Loop over t = 1, ..., T - 1, make the table of each cut, and count its different rows as in "
            "01-rows.",
        ),
        next_step="With two letters the number of different starts can at most double from one cut to the "
        "next: why? With Q letters it can become up to Q times as large: it can more than double for Q >= 3.",
    ),
)
