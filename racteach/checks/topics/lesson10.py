"""What lesson 10 teaches and others need."""

from racteach.checks.placement import Topic
from racteach.checks.quizzes import Option, Question

TOPICS = {
    "effective": Topic(
        "2. One number for a list of shares",
        (
            Question(
                "A table of rank 6 has four terms with a share of almost 1/4 each, and two with "
                "almost none. Its "
                "effective rank is about…",
                Option("… 4", r"$e^{\ln 4}$: as many terms as carry weight.", right=True),
                Option("… 6", "That is its rank, which counts terms without weight, too."),
                Option("… 1.4", r"That is $\ln 4$, the entropy."),
            ),
        ),
    ),
    "used": Topic(
        "3. Random weights use little",
        (
            Question(
                "A circuit has rank 304 and effective rank 1.3. That says…",
                Option(
                    "… that it has 304 terms, of which hardly more than one has weight",
                    "Can express, and does express, are two things.",
                    right=True,
                ),
                Option("… that one of the numbers is wrong", "They measure different things."),
                Option("… that no circuit of its size uses more", "Other weights may use far more."),
            ),
        ),
    ),
}
