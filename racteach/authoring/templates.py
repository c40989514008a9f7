"""The texts that a new exercise and a new lesson begin with."""

from __future__ import annotations

STATEMENT = """## {title}

**{id}** · {minutes} minutes · {difficulty} · {worth}

Return what? Say it in one or two sentences.

Define every symbol here, and give the shapes.

**Example.** Work one small example out by hand. It settles the conventions."""

SOLUTION = '''def {name}({parameters}):
    """Return what?

    Give the shape of each parameter here, and of what is returned.
    """
    ### BEGIN SOLUTION
    raise NotImplementedError
    ### END SOLUTION'''

FEEDBACK = 'rt.check("{id}", {name})'

POINTS = """# {points} for {id}: a hidden test runs here when your work is graded. Leave this cell as it is.
### BEGIN HIDDEN TESTS
rt.check("{id}", {name}).require()
### END HIDDEN TESTS"""

OTHER_WAYS = """# Other ways to write it: each passes the check.


def {name}_otherwise({parameters}):
    raise NotImplementedError("another right answer, as students would write it; there must be two")"""

IMPORTS = "import numpy as np\n\nimport racteach as rt"

NOTEBOOK_TITLE = """# Exercise {number}: {title}

Say in two sentences what the reader writes here.

Lesson: [{number} {title}](../lessons/{stem}.ipynb)"""

#: The hints' file for a lesson's first task; what each task adds to it; and the file of a task's answer key.
TASKS_FILE = '''"""The tasks of lesson {number}: {title}."""

from racteach.checks.declarations import Guidance

TASKS = (
)
'''

TASK = """    Guidance(
        id="{id}",
        hints=(
            "A question that points the right way.",
            "Nearly the idea.",
        ),
        next_step="Something to try once it passes.",
    ),
"""

ANSWER_KEY = '''"""What judges the task {id}: the right function, the inputs and the known mistakes."""

from racteach.checks.keys import AnswerKey
from racteach.checks.comparing import SameArray

{key} = AnswerKey(
    "{id}",
    edge_cases=(),
    comparison=SameArray(),
    must_hold="The property that a right answer has, in one sentence.",
)


@{key}.drawn_by
def {name}_case(generator):
    raise NotImplementedError("draw one tuple of arguments, in moderate sizes and with few digits")


@{key}.right
def {name}({parameters}):
    raise NotImplementedError("the slow and obvious way, written differently from the solution")


@{key}.mistake("its name", "What the student did. What is so.")
def {name}_mistaken({parameters}):
    raise NotImplementedError("a mistake that you have seen, or would make")'''

#: The cells of a lesson, in the order of its headings: id, and text or code.
LESSON_CELLS = (
    ("title", "# {number} · {title}\n\n**A promise in one sentence.**\n\n{navigation}"),
    (
        "goals",
        "## You will be able to\n\n* say what the reader can do at the end;\n\n"
        "| time | difficulty | you need |\n|---|---|---|\n"
        '| 50 minutes | which? | which lessons?; `rt.ready("{number}")` asks five questions |',
    ),
    ("predict", "## Predict first\n\nA question to answer before anything is computed."),
    ("setup", IMPORTS),
    ("s1", "## 1. The first section\n\nEach section has a computation."),
    ("first-turn", 'mine = ...  # your turn: what to write\nrt.turn("{number}-first", mine)'),
    (
        "claim",
        "## Claim and check\n\n**The claim.** Quote it.\n\n**What is so.** Proved, computed or conjectured?",
    ),
    ("misconceptions", '## Common misconceptions\n\n* **"What one believes."** What is so.'),
    ("quiz", "## Check yourself\n\nChoose an answer to each question, and check it."),
    ("quizcard", 'rt.quiz("{number}")'),
    ("summary", "## Summary\n\n* One line for each thing learned."),
    ("reading", "## What to read\n\n* The sources."),
    ("next", "## Next\n\nWhere to go on."),
)

QUESTIONS_FILE = '''"""Questions of lesson {number}: {title}."""

from racteach.checks.quizzes import Option, Question

QUESTIONS = (
    Question(
        "A question?",
        Option("An answer.", "Why it is right.", right=True),
        Option("Another answer.", "What is wrong with it."),
    ),
)
'''

TURNS_FILE = '''"""Your turn in lesson {number}."""

from __future__ import annotations

from racteach.checks.your_turn import Slip, Turn

TURNS = {{
    "{number}-first": Turn(
        "What to write, in a sentence that needs the idea just explained?",
        lambda: 3,  # let the library compute it
        "What a right value is told: something that is not in the question.",
        "What an unknown wrong value is told.",
        (Slip(lambda: 2, "What gives 2, and what is so."),),
    ),
}}
'''
