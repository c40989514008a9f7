"""The tasks of lesson 08: the depth-efficiency theorem."""

from racteach.checks.declarations import Guidance

TASKS = (
    Guidance(
        id="08-output",
        hints=(
            "What does layer 1 hold in the start, and what in the end? What is its sum?",
            "In code: a number for each layer, and a loop over the layers from the lowest up at each step. "
            "Or count how often each sum enters the output, as lesson 08 does.",
        ),
        next_step="Find x and z, neither of them zero, for which the output is 0 at every depth from 2 on.",
        forbids=("constructions.power.power_circuit", "constructions.power.power_exponents"),
    ),
    Guidance(
        id="08-terms",
        hints=(
            "Two counts stand one inside the other. Which is the degree, and which counts the monomials?",
            "The degree adds up to one multiset coefficient of n. The number of terms is another one, of m.",
            "Try depth 3 and n = 3: the counts of the end are 3, 2 and 1.",
        ),
        next_step="Depth 10 and n = 2, or depth 2 and n = 10: which has more terms?",
        forbids=(
            "bounds.theorems.power_bound",
            "bounds.proved.paper_lower_bound",
            "constructions.power.power_exponents",
        ),
    ),
    Guidance(
        id="08-letters",
        hints=(
            "What is asked is the smaller of two numbers. Which of them does depth change?",
            "What is possible: through how many numbers does the last letter act, and how many beginnings "
            "has the end without it?",
            "A matrix with R rows and M columns has rank at most the smaller of R and M.",
        ),
        next_step="Is there a size with M at most R for which the result is negative? Say why.",
        forbids=("bounds.proved.paper_lower_bound", "bounds.theorems.power_bound"),
    ),
    Guidance(
        id="08-power",
        hints=(
            "Which one matrix of the lesson's circuit adds up channels? What would it hold to give each "
            "channel its own factor?",
            "Layer 1 only multiplies inputs. Layer 2 takes in the weighted sum. From there on every layer "
            "takes in one number from below and multiplies it onto the one it recalls.",
            "The output reads channel 0. Which rows can stay zero?",
        ),
        next_step="Put the weights into `rt.RAC`. What is the rank if two entries of a are 0?",
        forbids=("constructions.power.power_circuit",),
    ),
    Guidance(
        id="08-expand",
        hints=(
            "For a given x the first factor is a number. Which number multiplies z_i in the second one?",
            "Multiply out as section 3 of the lesson does: D! / (alpha_1! ... alpha_m!) orders for each "
            "monomial, and a power of a_i x_i for each i.",
            "E counts the sums of the start: all sums, mc(T, L - 1), less the D of the end.",
        ),
        next_step="Add up your terms at some z, and compare with the circuit that you built in 08-power.",
    ),
    Guidance(
        id="08-narrow",
        hints=(
            "Layer 2 multiplies up what enters. Which number must enter at step t, and which numbers must "
            "layer 1 hold to make it?",
            "One channel that stays 1, and one that is multiplied by q at each a. Their sum, weighted, is "
            "the factor of step t.",
            "With one channel the rank is 1. For which alpha, beta, q is f a function of the start times one "
            "of the end? Then look for a single channel.",
        ),
        next_step="How many channels does a shallow circuit need for alpha = beta = 1, q = 2 at T = 8? "
        "`rt.exact_rank` of the table of starts and ends says at least how many.",
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
