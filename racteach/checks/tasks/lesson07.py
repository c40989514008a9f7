"""The tasks of lesson 07: one state, used many times."""

from racteach.checks.declarations import Guidance

TASKS = (
    Guidance(
        id="07-monomials",
        hints=(
            "A monomial picks k of the numbers, with repetition, and order does not matter. How do you list "
            "each pick once?",
            "`itertools.combinations_with_replacement(values, degree)` lists the picks in the right order.",
        ),
        next_step="How many are there for 4 numbers and degree 6? Predict it by stars and bars first.",
    ),
    Guidance(
        id="07-uses",
        hints=(
            "Count paths from the middle state to the output. Which arrow do they all begin with?",
            "After the first arrow there are n - 1 steps to the right and L - l steps up, in any order.",
            "In how many orders can that be? Choose which of all steps go up.",
        ),
        next_step="Add the uses of all layers. Which binomial coefficient is it?",
    ),
    Guidance(
        id="07-state-bound",
        hints=(
            "A state of R numbers that is used k times: how many different products of k of its entries are "
            "there?",
            "Stars and bars: k stars, R - 1 bars. The numbers of different states are multiplied.",
        ),
        next_step="For depth 3, R = 2 and n = 6 the uses are 21, 6 and 1. Compare with 2 to the power 28.",
        forbids=("bounds.proved.state_bound",),
    ),
    Guidance(
        id="07-letters",
        hints=(
            "What is 0 to the power 5? And 1? Which exponents make a difference, then?",
            "On 0 and 1 only two things matter about an exponent: whether it is 0 or not.",
        ),
        next_step="How many monomials in 12 inputs are different on 0 and 1 at most, whatever their degree?",
    ),
    Guidance(
        id="07-pair",
        hints=(
            "Let the end begin with a letter. How many numbers of what layer 1 recalls are left, and how "
            "often does the one that is left enter the output?",
            "An even power cannot see a sign. But the sign that hides is not one of h^{n,1} itself: it "
            "belongs to what layer 1 recalls.",
            "Choose what layer 1 is to recall, once with the sign and once without, and solve for h^{n,1}. "
            "Layer 2 may be the same in both.",
        ),
        next_step="With an end of three steps the power is odd. Why is there no such pair then?",
    ),
    Guidance(
        id="07-merge",
        hints=(
            "The entries [0, 1] and [1, 0] both multiply u1 · u2. What is the coefficient of that monomial?",
            "Which entries of the tensor belong to the same monomial? Those whose indices are the same when "
            "sorted.",
            "Go through all index tuples. Add each entry to the monomial that its sorted tuple names.",
        ),
        next_step="How many numbers has the tensor for R = 2 and k = 21, and how many are left?",
    ),
)
