"""The tasks of lesson 05: ranks you can trust."""

from racteach.checks.declarations import Guidance

TASKS = (
    Guidance(
        id="05-reciprocal",
        hints=(
            "There are only p - 1 candidates. How do you see that one of them is right?",
            "`a * b % prime` is the remainder of the product. Try b = 1, 2, ... until it is 1.",
        ),
        next_step="Do it for the prime 8388593. How long does it take, and how long does `pow(a, -1, p)`?",
    ),
    Guidance(
        id="05-run",
        hints=(
            "Letter d picks column d of the input weights. What is the state after the first letter?",
            "Products grow with every step, and NumPy's whole numbers have 64 bits. When must you take the "
            "remainder?",
            "Take the remainder after every matrix product and after every product of two states. Two "
            "numbers below 2^23 have a product below 2^46.",
        ),
        next_step="Leave one remainder out, and find a word for which the result is wrong.",
        forbids=("circuits.step",),
    ),
    Guidance(
        id="05-unlucky",
        hints=(
            "When does a square matrix lose rank modulo p? What becomes of its determinant?",
            "The determinant is a whole number. Which primes see it vanish?",
            "Go through the numbers from 2 to limit - 1. Keep those that are prime and divide the "
            "determinant.",
        ),
        next_step="Find a matrix with entries from 0 to 9 that has three unlucky primes below 20.",
        forbids=("ranks.exact_rank",),
    ),
    Guidance(
        id="05-witness",
        hints=(
            "Go through the rows from the top. When does a row bring something new?",
            "Keep the rows that were new, already eliminated. Subtract multiples of them from the next row "
            "until its leading entries vanish.",
            "If anything other than zeros is left of a row, it is new: note its number, and keep what is "
            "left, divided by its first nonzero entry.",
        ),
        next_step="Take the columns in the same way. The block where both cross is a determinant that proves "
        "the rank.",
    ),
)
