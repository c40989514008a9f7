"""The tasks of lesson 10: how much of the rank is used?"""

from racteach.checks.declarations import Guidance

TASKS = (
    Guidance(
        id="10-shares",
        hints=(
            "Which sum is the squared length of the table? What is one term's part of it?",
            "Square the singular values first, then divide by the sum of the squares.",
        ),
        next_step="Multiply all singular values by 7. What happens to the shares, and why?",
        forbids=("ranks.spectrum",),
    ),
    Guidance(
        id="10-effective-rank",
        hints=(
            "What is the entropy of two equal shares? And how do you get from it back to the number 2?",
            "Add up -p ln p over the shares, and take the exponential of the sum.",
            "A share of 0 adds nothing, but the logarithm of 0 does not know that. Leave such shares out.",
        ),
        next_step="Which list of five shares has the effective rank 2? Is there only one?",
        forbids=("ranks.effective_rank", "ranks.entanglement_entropy"),
    ),
    Guidance(
        id="10-terms",
        hints=(
            "You may choose the terms. Which ones do you take first?",
            "Sort the shares, largest first, and add up until you have enough.",
            "np.cumsum gives all partial sums. How many of them are still too small?",
        ),
        next_step="For EQUALITY of 10 letters, how many terms make up half, and how many 99%?",
    ),
    Guidance(
        id="10-design",
        hints=(
            "Take a family of lists with one number to turn: where are all values equal, and where does one "
            "take all?",
            "Between these two ends the effective rank goes through every value. Halve the range of the "
            "number again and again.",
            "Write a small function for the effective rank of a list of singular values first: squares, "
            "shares, entropy, exponential.",
        ),
        next_step="Two lists with the same effective rank: how many terms does each need for 99%?",
    ),
    Guidance(
        id="10-kernel",
        hints=(
            "What are the two singular values of one place? And their shares?",
            "The table of k places is a Kronecker product. What does that do to entropies?",
            "Find the effective rank of one place. For k places, multiply.",
        ),
        next_step="For which epsilon is the effective rank of 20 places as large as the rank of 10?",
        forbids=("ranks.effective_rank", "ranks.entanglement_entropy"),
    ),
    Guidance(
        id="10-gradient",
        hints=(
            "What is the gradient where all singular values are equal? Why must it be that?",
            "A change of one singular value changes all shares, since they still add up to 1.",
            "Differentiate H = ln F - (sum of s^2 ln s^2) / F with F = sum of s^2.",
        ),
        next_step="Follow the gradient in small steps from (3, 1). Where does it end, and what stays?",
        forbids=("learning.usage.entropy_and_gradient",),
    ),
)
