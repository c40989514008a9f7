"""The one task of lesson 00, inside the lesson itself: to learn how checks and hints work."""

from racteach.checks.declarations import Guidance

TASKS = (
    Guidance(
        id="00-count",
        hints=(
            "Write down all words of length 2 over the letters a and b. How many are there? And of length 3?",
            "One more step makes every word into as many longer words as there are letters.",
        ),
        next_step="How large is the table of a function of 100 letters? Python's integers never overflow.",
    ),
)
