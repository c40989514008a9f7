"""What lesson 01 teaches and others need."""

from racteach.checks.placement import Topic
from racteach.checks.quizzes import Option, Question

TOPICS = {
    "notes": Topic(
        "3. Different rows, different notes",
        (
            Question(
                "The rows of a table are 010, 010, 111, 000 and 111. How many different notes "
                "must a machine "
                "have ready after the start?",
                Option("3", "As many as different rows: 010, 111, 000.", right=True),
                Option("5", "Starts with equal rows need not be told apart."),
                Option("2", "That is the rank. A row of zeros needs a note of its own."),
            ),
        ),
    ),
    "few-products": Topic(
        "4. Notes or numbers?",
        (
            Question(
                "The answer is the number of `b`'s in the start times the number of `b`'s in "
                "the end. How "
                "many products (number of the start) · (number of the end) does it take?",
                Option("1", "It is one.", right=True),
                Option("2", "That is the sum of the two, which needs a constant on each side."),
                Option("As many as letters", "The letters of a side can be counted before they pass."),
            ),
        ),
    ),
    "wandering-cut": Topic(
        "6. The cut can wander",
        (
            Question(
                "Count the `b`'s in a word of 8 letters, cut after the second. How many different rows?",
                Option("3", "0, 1 or 2 so far.", right=True),
                Option("5", "That is the cut in the middle."),
                Option("7", "The end may count on to six more, but it is the start that is carried."),
            ),
        ),
    ),
}
