"""What lesson 00 teaches and others need."""

from racteach.checks.placement import Topic
from racteach.checks.quizzes import Option, Question

TOPICS = {
    "words": Topic(
        "2. Move a widget",
        (
            Question(
                "There are as many words of length $n$ over 4 letters as of length 10 over 2. What is $n$?",
                Option("5", "$4^5 = 2^{10}$.", right=True),
                Option("20", "That would be $2^{40}$ words: a larger alphabet needs shorter words."),
                Option("8", "The length is not changed by as much as the alphabet, but by a power."),
            ),
        ),
    ),
    "dependent-rows": Topic(
        "4. What the course is about",
        (
            Question(
                "A table has four rows. Two of them are no multiples of each other, the third "
                "is their sum, "
                "and the fourth is all zeros. Its rank is…",
                Option("… 2", "Two independent rows. The others are combinations of them.", right=True),
                Option("… 3", "The third row says nothing new: it is the sum of two others."),
                Option("… 4", "That is the number of rows."),
            ),
        ),
    ),
    "notation": Topic(
        "5. Notation",
        (
            Question(
                "In this course $x^3$, without brackets, is…",
                Option("… the third power of $x$", "Powers of such a letter get brackets: $(x)^3$."),
                Option("… the input at step 3", "Above $x$, $h$ and $W$ stand steps or layers.", right=True),
                Option("… the letter $c$", "Which letter comes at step 3 depends on the word."),
            ),
        ),
    ),
}
