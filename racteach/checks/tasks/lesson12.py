"""The tasks of lesson 12: does depth learn?"""

from racteach.checks.declarations import Guidance

TASKS = (
    Guidance(
        id="12-floor",
        hints=(
            "A shallow circuit's table has rank at most R. What does the best table of rank R miss?",
            "Add the squares of the singular values that do not fit, and divide by the sum of all squares.",
        ),
        next_step="How many channels bring the floor of the similarity kernel with epsilon = 0.6 under 1%?",
        forbids=("learning.grid_training.eckart_young_floor",),
    ),
    Guidance(
        id="12-paired",
        hints=(
            "Which number says for one pair how far depth 2 is ahead? Begin with an array of them.",
            "An array of whole numbers can be an index: one line draws all resamples, a row for each.",
            "What is the mean of each row? Between which two percentiles do 95 of 100 of these means lie?",
        ),
        next_step='Try it on the shipped tests, `rt.experiments.rows_by_depth("similarity")`. Is 0 inside?',
    ),
    Guidance(
        id="12-kernel-floor",
        hints=(
            "There are 2^k singular values, but only k + 1 different ones. How often does each occur?",
            "Fill the channels with the largest ones first: one of size 1, k of size epsilon, and so on.",
            "Of the last level that is reached, some may fit and some not. All squares together are "
            "(1 + epsilon^2)^k.",
        ),
        next_step="At k = 50 and epsilon = 0.5, how many channels bring the floor to one half?",
        forbids=("constructions.similarity.similarity_floor",),
    ),
    Guidance(
        id="12-parameters",
        hints=(
            "Which matrices does each layer have, and of which shapes? The first layer is different.",
            "Add the readout, R numbers, and the initial state of every layer.",
        ),
        next_step="Which shallow circuit has as many parameters as one of depth 2 with 4 channels, M = 2?",
        forbids=("learning.grid_gradients.parameters", "learning.grid_gradients.shapes"),
    ),
    Guidance(
        id="12-best",
        hints=(
            "How many groups of k different starts are there? itertools.combinations lists them.",
            "A resample is a list of N starts like the first one. Which one function gives both the first "
            "number and those of the resamples?",
            "The interval belongs to that number, not to single errors: percentiles of B numbers.",
        ),
        next_step="Take the 80 errors of `rt.experiments.dialled()[(1.0, 1.0, 1.0), 2][2]` and k = 1, 2, "
        "4, 8, 16. From which k on is the best below the floor, 0.25? (Sort them: the list of groups is "
        "too long.)",
    ),
    Guidance(
        id="12-fair",
        hints=(
            "Which data does the program use to choose the rate? And which of the tested seeds does it "
            "report?",
            "What chooses must not judge. And the best of many always looks good.",
        ),
        next_step="Which fault matters more with many seeds, and which with many rates?",
    ),
    Guidance(
        id="12-unmask",
        hints=(
            "Which one number of depth 2 does the program look at? And which ones does the mean look at?",
            "Let one seed of depth 2 be lucky and the others bad, and let depth 1 be steady in between.",
        ),
        next_step="Which of the program's two faults did your data use? Make data that use the other one "
        "only.",
    ),
    Guidance(
        id="12-walsh",
        hints=(
            "After one more step every letter has moved on by one place. Which set does a set become?",
            "np.roll moves a row of zeros and ones on by one place, and the last one comes round to the "
            "front.",
            "Row i belongs to the new channel. It recalls the one channel j whose set, moved on, is set i.",
        ),
        next_step="Which sets return to themselves after one step? They are channels that need no others.",
        forbids=("constructions.similarity.shallow_similarity_circuit",),
    ),
)
