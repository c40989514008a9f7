"""The tasks of lesson 11: other recurrent cells."""

from racteach.checks.declarations import Guidance

TASKS = (
    Guidance(
        id="11-rnn-step",
        hints=(
            "Two vectors meet: what enters and what is recalled. Which matrix goes with which vector?",
            "Add both and the bias, and take the hyperbolic tangent of each entry.",
        ),
        next_step="Replace the sum by a product channel by channel and leave tanh out. Which cell is that?",
        forbids=("cells.update",),
    ),
    Guidance(
        id="11-lstm-step",
        hints=(
            "All four gates come from one sum. Into which four pieces do you cut it, in which order?",
            "The forget gate multiplies the old q, the input gate the new proposal.",
            "The output is the output gate times tanh of the new q, not of the old one.",
        ),
        next_step="Which biases make the cell remember q unchanged for ever?",
        forbids=("cells.update",),
    ),
    Guidance(
        id="11-linear-parts",
        hints=(
            "Run the network over the start only. How does its state reach the output?",
            "The state after the start is multiplied by U once for each step of the end, and by nothing "
            "else.",
            "The end contributes what the network would say if it began with the state 0.",
        ),
        next_step="How does the start's contribution change with the length of the end if U is small?",
    ),
    Guidance(
        id="11-gap",
        hints=(
            "A rank of k rests on a gap between which two singular values?",
            "Divide each singular value by the next one. Where is the quotient largest?",
            "np.argmax counts from 0, and ranks from 1.",
        ),
        next_step="Try it on the singular values of a GRU. Would you publish that rank?",
    ),
    Guidance(
        id="11-memory",
        hints=(
            "What must q do at a letter that switches on, at one that switches off, at one that changes "
            "nothing? Write down for each what the forget gate and the input gate must be.",
            "A gate is nearly 1 for a large positive z and nearly 0 for a large negative one. After 200 "
            "steps 0.999 to the power 200 is 0.82, and 0.99 to the power 200 is 0.13.",
            "The output gate may stay open. No weight for h is needed, and no bias.",
        ),
        next_step="Your memory is one channel with one bit. Its table of starts and ends has which rank? And "
        "what does `rt.certified_singular_values` say?",
    ),
)
