"""The tasks of lesson 08: the depth-efficiency theorem."""

from racteach.checks.declarations import Guidance

TASKS = (
    Guidance(
        id="08-count",
        hints=(
            "Which channel does a letter d change, and how?",
            "Begin with ones. Each letter d multiplies channel d by z and leaves the others as they are.",
        ),
        next_step="Find two words with the same state. What do they have in common?",
    ),
    Guidance(
        id="08-evaluation",
        hints=(
            "The point of a multiset c is (z^c_1, ..., z^c_m). What is the monomial with the exponents "
            "alpha at that point?",
            "Multiply powers of z by adding exponents: c_1 alpha_1 + c_2 alpha_2 + ...",
        ),
        next_step="For which z is the determinant 0, with the multisets (2, 0), (1, 1), (0, 2)?",
        forbids=("constructions.proof.proof_factors",),
    ),
    Guidance(
        id="08-multiply",
        hints=(
            "Multiply the form by u1, and by u2. What happens to its list of coefficients?",
            "Multiplying by u1 leaves every coefficient at its place in the list, multiplying by u2 moves it "
            "one place on. The list becomes longer by one.",
        ),
        next_step="Multiply every form of degree 2 by u1 + 2 u2. Do the results span all forms of degree 3?",
    ),
    Guidance(
        id="08-end",
        hints=(
            "The polynomial is a product of linear forms, one for each letter of the end. What is the form "
            "after t letters?",
            "After t letters channel d has been multiplied by z as often as d occurred among them. The form "
            "is z^(number of a) u1 + z^(number of b) u2.",
            "Start with the polynomial 1 and multiply by one linear form after the other, as in 08-multiply.",
        ),
        next_step="Compute it for all words of three letters. Which rank do the coefficients have?",
        forbids=("constructions.proof.proof_factors",),
    ),
    Guidance(
        id="08-equality",
        hints=(
            "Write down, for each channel of layer 1, which channel it recalls. The lesson's table says it.",
            "The constant and the first place of the delay line recall the constant. Every other place "
            "recalls the place before it, and the comparator the last place.",
            "In layer 2 every channel does the same: it takes in 1 · constant + epsilon · comparator, and "
            "recalls channel 0.",
        ),
        next_step="Put the weights into `rt.RAC` with an initial state of (1, 0, ..., 0) in both layers, and "
        "test all words.",
        forbids=("constructions.similarity.similarity_circuit",),
    ),
)
