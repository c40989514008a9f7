"""What judges the task of lesson 00."""

from racteach.checks.answers.drawing import size
from racteach.checks.comparing import SameNumber
from racteach.checks.keys import AnswerKey

count = AnswerKey(
    "00-count",
    edge_cases=((2, 3), (3, 2), (1, 7), (5, 1), (4, 12)),
    comparison=SameNumber(),
    must_hold="The first letter can be chosen in `letters` ways, and so can each of the others.",
)


@count.right
def count_words(letters, length):
    """Return how many words of that length there are."""
    return letters**length


@count.drawn_by
def counting_case(generator):
    """Draw an alphabet and a length."""
    return size(generator, 2, 11), size(generator, 1, 8)


count.mistake(
    "added up instead of multiplied",
    "You return letters times length. But each further step multiplies the number of words: over two "
    "letters there are 2 words of length 1, then 4, then 8.",
)(lambda letters, length: letters * length)
count.mistake(
    "alphabet and length exchanged",
    "You return length to the power letters. There is one choice at each *step*, so the number of steps "
    "belongs in the exponent.",
)(lambda letters, length: length**letters)
