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
    Guidance(
        id="06-parity",
        hints=(
            "Lesson 01 writes a parity as a sign, +1 or -1. Which product makes this sign out of the "
            "letters?",
            "A channel that recalls itself multiplies its numbers of all letters. What must it multiply by "
            "for a letter that counts, and for one that does not?",
            "The sign is one channel. Make 0 and 1 of it with the other channel, which stays 1, in the "
            "output.",
        ),
        next_step="The rank of this parity is 2. Could one channel be enough?",
    ),
    Guidance(
        id="06-round",
        hints=(
            "Do 5 places and n = 2 by hand, with three letters. When do you notice that a beginning cannot "
            "be finished?",
            "Make the line longer letter by letter, and take the last letter back when a word is read for "
            "the second time. At the end look at the words that go over the end as well.",
            "Keep a list of beginnings. Take one out, and put back what it can be made longer to.",
        ),
        next_step="How many circles of 8 places are there for n = 3 and two letters, if turned ones count "
        "once?",
    ),
    Guidance(
        id="06-automaton",
        hints=(
            "After the first step, which channels of the letter's block should be lit, and which are? Write "
            "both down for a machine with two states.",
            "Channel (d, s) means: the last letter was d, and the machine is in state s. What must W^H read "
            "from the block of the letter before?",
            "What the lit channels give together is too much. Let the channel that is lit at the first step "
            "only add what is right, and take away all that is lit, in W^H and in the output.",
        ),
        next_step="Write the parity of 06-parity as a machine. It needs six channels here, and two there.",
    ),
)
