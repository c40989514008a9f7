"""The tasks of lesson 06: shallow circuits are tensor trains."""

from racteach.checks.declarations import Guidance

TASKS = (
    Guidance(
        id="06-core",
        hints=(
            "Write the step for one letter and one new channel. Which numbers multiply the old channel a?",
            "Channel b of the new state is W^I[b, d] times the sum over a of W^H[b, a] h[a]. So which number "
            "belongs to (a, d, b)?",
        ),
        next_step="Sum your core over the letters. Which matrix do you get?",
        forbids=("network.tensor_train",),
    ),
    Guidance(
        id="06-entry",
        hints=(
            "Fix the letter of a core. What is left is a matrix.",
            "Go along the chain from left to right, and carry one vector with you.",
            "Begin with the row of `first` for the first letter. Multiply it by the matrix of each further "
            "letter. At the end comes `last`.",
        ),
        next_step="How many multiplications does one entry of 100 letters need? How many entries are there?",
    ),
    Guidance(
        id="06-states",
        hints=(
            "For starts of one letter the rows are the columns of the input weights. Why?",
            "Each start of n letters is a start of n - 1 letters and one more letter. Its state is one step "
            "further.",
            "Keep a list of states. For each state, in order, and for each letter, in order, put the next "
            "state into a new list.",
        ),
        next_step="Which rank does this matrix have? Why can the Start-End matrix not have more?",
    ),
    Guidance(
        id="06-circle",
        hints=(
            "There is one channel for each place of the circle. When may the channel of place r stay 1?",
            "Its letter must be the one that is read now, and at the step before, the channel of the place "
            "before must have been 1.",
            "The input matrix has a 1 in row r at the letter of place r. The recurrent matrix has a 1 in row "
            "r at the place before r; place 0 comes after the last one.",
        ),
        next_step="Put your weights into `rt.RAC`, and compare its rank with the number of places. What if a "
        "word can be read twice on the circle?",
    ),
)
