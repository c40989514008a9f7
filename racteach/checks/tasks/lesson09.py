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
        forbids=("bounds.sharp.depth_time_dual",),
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
    Guidance(
        id="09-blocks",
        hints=(
            "What decides how large a block is at depth 3? Look at explorer 1, with three channels.",
            "Count the channels with an exponent above 0. How many forms of degree n does that leave for one "
            "channel of layer 3?",
            "Forms in R variables, less those in the R - s variables that do not count. Then there are R "
            "channels in layer 3.",
        ),
        next_step="Feed it all monomials of R = 3, n = 3, and add. Compare with rt.block_ranks(3, 3, 3, 6).",
    ),
    Guidance(
        id="09-separate",
        hints=(
            "Look at one entry of the matrices. Its values at t = 0, 1, ..., n belong to a polynomial in t. "
            "What are the polynomial's coefficients?",
            "n + 1 values and n + 1 unknown coefficients: linear equations. Which number stands in "
            "row t and column k?",
            "Every entry has the same system, with another right side. Make one column of each entry, solve, "
            "and put the shape back.",
        ),
        next_step="Take rt.exact_rank of each block that you find, and add. When is that the rank of a whole "
        "circuit?",
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
        id="09-mend",
        hints=(
            "How many monomials of degree D are there in which exactly the channels of one set of s occur?",
            "A star in every box first: C(D - 1, s - 1) monomials for each of the C(R, s) sets.",
            "Rows such as (a, a + 1) and (a - 1, a) have determinant 1. What do floats say if a has nine "
            "digits? For whole numbers there is an exact rank, in the library or by lesson 05.",
        ),
        next_step="Find the smallest a for which np.linalg.matrix_rank is wrong about (a, a + 1), (a - 1, "
        "a).",
    ),
    Guidance(
        id="09-claim",
        hints=(
            "Look at block k = 1, the coefficients of v1 v2: a matrix with a row for each channel of layer 2 "
            "and a column for each entry of the end's second input. Positive weights cannot make it smaller. "
            "What can?",
            "A product of two linear forms, (p v1 - q v2)(p v1 + q v2), has no v1 v2. What must a row of "
            "W^{I,2} be, if one form is a row of W^{H,1}?",
            "That is one zero in the matrix of block 1. A second one in the same column makes its rank 1: "
            "let a column of W^{H,2} be orthogonal to a column of W^{I,2}. Or search, and look at "
            "determinants.",
        ),
        next_step="How small can the rank be without zeros? And at T = 6, can a block still lose something?",
    ),
    Guidance(
        id="09-rank",
        hints=(
            "If a channel takes in s of the R channels of layer 1, in how many monomials of degree n does at "
            "least one of these s occur?",
            "All monomials less those in the R - s others: mc(R, n) - mc(R - s, n). Add over the channels of "
            "layer 2. Which numbers s add up to the wanted rank?",
            "If all rows have their zeros in the same places, less comes out. Let row j begin at channel j.",
        ),
        next_step="Which ranks from 1 to 18 cannot be reached in this way for R = 3 and n = 2?",
    ),
)
