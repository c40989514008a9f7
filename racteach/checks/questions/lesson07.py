"""The questions of lesson 07."""

from racteach.checks.quizzes import Option, Question

QUESTIONS = (
    Question(
        "How many monomials of degree 4 are there in 3 variables?",
        Option("15", r"$\binom{6}{4} = 15$: four stars and two bars.", right=True),
        Option("81", "$3^4$ counts words, in which the order matters."),
        Option("4", r"$\binom{4}{3}$ has stars and variables the wrong way round, and no repetition."),
        Option("12", "Monomials are not pairs of a variable and a degree."),
    ),
    Question(
        "At depth 4 and $n = 3$, how many times does $h^{3,2}$ enter the output?",
        Option("3", "That is the layer above, $h^{3,3}$: $\\mathrm{mc}(3, 1)$."),
        Option("6", r"$\mathrm{mc}(3, 2) = \binom{4}{2}$: two layers above it.", right=True),
        Option("10", "That is the layer below, $h^{3,1}$: $\\mathrm{mc}(3, 3)$."),
        Option("9", "$3^2$ would let every use be used again by every later step."),
    ),
    Question(
        "Why must the network below a state be drawn several times?",
        Option(
            "Because the copies have different weights",
            "They share their weights and their inputs. All copies hold the same vector.",
        ),
        Option(
            "Because no linear box turns $v$ into two copies of $v$",
            r"$C(2v)$ would have to be both $2\,v \otimes v$ and $4\,v \otimes v$.",
            right=True,
        ),
        Option(
            "Because the state changes between its uses",
            "The state of step $n$ stays what it is. It is used again and again.",
        ),
    ),
    Question(
        "The cheapest cut of a circuit's duplicated network weighs 4096. Its Start-End rank is…",
        Option("… 4096", "A cut is an upper bound only, and equal copies make it generous."),
        Option("… at least 4096", "The other way round."),
        Option("… at most 4096", "For all weights, and usually far less.", right=True),
    ),
)
