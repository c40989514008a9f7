"""The tasks of lesson 04: recurrent arithmetic circuits."""

from racteach.checks.declarations import Guidance

TASKS = (
    Guidance(
        id="04-step",
        hints=(
            "There are two matrix-vector products. Which matrix belongs to the past, and which to the "
            "present?",
            "Both products have R numbers. An RAC merges them entry by entry, without adding.",
        ),
        next_step="Put + in place of the product and apply tanh: you have an ordinary RNN.",
        forbids=("circuits.step",),
    ),
    Guidance(
        id="04-rank-mod-p",
        hints=(
            "Gaussian elimination works as over the fractions, with every number replaced by its "
            "remainder. What takes the place of division?",
            "Modulo p, dividing by a means multiplying by its inverse: the number b with a · b = 1 "
            "modulo p. Python gives it as `pow(a, -1, p)`.",
            "Go through the columns. Among the rows not used yet, look for one with a nonzero entry "
            "in this column. If there is one, bring it up, clear the column below it, and count one. "
            "If not, go to the next column.",
        ),
        next_step="Find an integer matrix whose rank modulo 7 is smaller than its rank. Can it be larger?",
        forbids=("ranks.exact_rank", "exact.elimination.rank_modulo", "certificates.proving.flint_rank"),
    ),
    Guidance(
        id="04-run-shallow",
        hints=(
            "What is the state after the first step? The lesson defines it without the hidden weights.",
            "Take the first step outside the loop, and let the loop begin with the second row of `features`.",
            "Three parts: the first state from the first row alone; one step for each further row; "
            "the output weights once, at the very end.",
        ),
        next_step="Swap two time steps of `features`. When does the output stay the same?",
        forbids=("circuits.step",),
    ),
    Guidance(
        id="04-grid",
        hints=(
            "What does `input_weights` do to a vector that is 1 at place d and 0 elsewhere?",
            "A one-hot input picks one column of `input_weights`. So a sequence of letters is a "
            "sequence of columns.",
            "Loop over all index tuples. For each one, run the circuit on the columns that the tuple "
            "picks, and write the one output number into the entry with that index.",
        ),
        next_step="Cut your tensor into start and end. Does its rank ever exceed the number of channels R?",
        forbids=("grids.grid_tensor",),
    ),
    Guidance(
        id="04-deep",
        hints=(
            "Draw two layers and two time steps. Which two arrows enter the upper state at step 2?",
            "Within one time step go from the bottom layer to the top. What a layer has just computed "
            "goes up to the next one in the same step.",
            "Keep one state for each layer. In each time step start with the features, and let every "
            "layer replace the vector that goes up by its new state.",
        ),
        next_step=(
            "Compare with `rt.RAC`. Then scale the first input by 2: by which power of 2 does the output "
            "grow at L = 2?"
        ),
        forbids=("circuits.step",),
    ),
    Guidance(
        id="04-dependence",
        hints=(
            "Eliminate the example by hand. When a row has become zero, which multiples of which rows were "
            "subtracted from it?",
            "Give every row a second part: at first a 1 at its own place and zeros elsewhere. What happens "
            "to it if it goes along with every step?",
            "Whenever a multiple of one row is subtracted from another, subtract it in both parts, and "
            "exchange both parts too. What stands in the second part when the first is zero?",
        ),
        next_step="How many such answers are there of which none is made of the others? Count rows, and "
        "the rank.",
    ),
)
