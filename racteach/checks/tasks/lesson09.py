"""The tasks of lesson 09: how much, exactly?"""

from racteach.checks.declarations import Guidance

TASKS = (
    Guidance(
        id="09-dual",
        hints=(
            "The mirror exchanges L and n, not L and T. What is n, if T = 10?",
            "The new depth is T/2. The new half-length is L. Which length has that half-length?",
        ),
        next_step="Take the dual of the dual. What do you get, and for which sizes is a size its own dual?",
    ),
    Guidance(
        id="09-end-bound",
        hints=(
            "How many paths lead from the first input of the end to the output? And from the last?",
            "Input t of the end enters mc(n - t + 1, L - 1) times. How many independent numbers does it "
            "bring?",
            "Each input gives mc(m, uses) monomials with m = min(M, R). Multiply.",
        ),
        next_step="For L = 3 and M = R = 2: from which n on is the state bound the smaller one?",
        forbids=("bounds.proved.end_bound",),
    ),
    Guidance(
        id="09-depth-two",
        hints=(
            "In channel j all polynomials vanish on a space of dimension R - m. How many forms do not have "
            "to?",
            "Subtract the number of forms of degree n in R - m variables. And if R - m is 0?",
            "There are R channels, and each loses as much.",
        ),
        next_step="For which M does a circuit with R = 5 lose nothing? Compare with rt.bounds.sharp_bound.",
        forbids=(
            "bounds.sharp.sharp_bound",
            "bounds.sharp.sharp_rank",
        ),
    ),
    Guidance(
        id="09-degree",
        hints=(
            "Take the differences of neighbouring values of 0, 1, 4, 9, 16. And the differences of these?",
            "Each round of differences lowers the degree by one. When is the degree 0?",
            "Count the rounds until all values are equal.",
        ),
        next_step="Feed it the certified ranks of depth 2 and R = 3 from the atlas. And those of depth 3, "
        "R = 2?",
    ),
    Guidance(
        id="09-depth-three",
        hints=(
            "Sort the monomials of layer 1, of degree D = n(n+1)/2, by the set of channels that occur in "
            "them.",
            "There are C(R, k) sets of k channels. In how many monomials of degree D do exactly these occur? "
            "Put one star into every box first.",
            "Each of them leaves mc(R, n) - mc(R - k, n) dimensions. Add over k, and multiply by R.",
        ),
        next_step="How much is it below the state bound for R = 3 and n = 4? Which monomials are to blame?",
        forbids=(
            "bounds.sharp.sharp_bound",
            "bounds.sharp.sharp_rank",
        ),
    ),
)
