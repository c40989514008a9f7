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
        id="05-overflow",
        hints=(
            "How many binary digits has a product of two remainders at most? And of three? How many fit into "
            "a number of 64 bits that may be negative?",
            "Count the factors before the program takes a remainder. Which of your weights are among them?",
        ),
        next_step="With one channel the program is right for primes below 2^21. Why? Up to which primes with "
        "R channels?",
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
        id="05-float",
        hints=(
            "Float64 sees a singular value only if it is not too small beside the largest one. When are the "
            "rows of such a table nearly the same?",
            "Two points that are close to each other, and far from 0, make rows that are nearly multiples of "
            "one another. So do entries of very different sizes make small singular values.",
        ),
        next_step="Which are the smallest points that catch it at depth 3 and n = 6? Try 1, 2, 3, ...",
    ),
    Guidance(
        id="05-exact",
        hints=(
            "In which way can one get this rank without a single entry? Count the terms, and count the rows "
            "that are different.",
            "Or compute: Python's own whole numbers never overflow, so make the entries of those, and "
            "eliminate modulo a large prime, or with fractions.",
            "The rank is at most the number of terms and at most the number of different rows. For points "
            "above 0 it is the smaller of the two.",
        ),
        next_step="Allow negative points. Does what you wrote stay right?",
        forbids=("exact.elimination.rank_modulo",),
    ),
    Guidance(
        id="05-agree",
        hints=(
            "When is the rank modulo a prime too small, for a matrix of full rank? When is it too small for "
            "two primes?",
            "The determinant must be a multiple of both primes, and not 0. How often does that happen to a "
            "matrix of random digits?",
            "Make random matrices of digits, and keep the first whose determinant is what you want. Look at "
            "a prime that divides it twice, too.",
        ),
        next_step="How large must the primes be, so that no matrix of three rows and digits refutes the "
        "claim?",
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
