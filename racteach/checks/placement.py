"""Placement: five questions on what a lesson needs, and where each of them is taught."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from html import escape
from importlib import import_module
from pathlib import Path

from racteach.checks.discovery import numbers
from racteach.checks.quizzes import Question, questions_card
from racteach.checks.written import read_sources
from racteach.journal.places import course_root


@dataclass(frozen=True)
class Topic:
    """Something that a later lesson builds on, with questions that show whether it is there.

    Attributes:
        place: the heading under which a lesson teaches it, or the title of a text from elsewhere.
        questions: one, or more where several lessons need it: they take turns.
        link: the address of a text from elsewhere; empty for a lesson's section.
        lesson: the two digits of the lesson that teaches it; empty for a text from elsewhere.

    Raises:
        ValueError: no question, or one with several right answers.
    """

    place: str
    questions: tuple[Question, ...]
    link: str = ""
    lesson: str = ""

    def __post_init__(self) -> None:
        if not self.questions or any(question.several for question in self.questions):
            raise ValueError(f"the topic {self.place!r} needs questions with one right answer each")

    @property
    def where(self) -> str:
        """Where it is taught, in words."""
        return f"lesson {self.lesson}, section {self.place}" if self.lesson else self.place

    @property
    def address(self) -> str:
        """Where it is taught, as a link from a notebook of the course; empty if the lesson is not there."""
        if not self.lesson:
            return self.link
        file = lesson_file(self.lesson)
        return f"../lessons/{file}#cell-id={_cell_of(file, self.place)}" if file else ""


@dataclass(frozen=True)
class Placement:
    """Five questions; prints as text with the answers at the end, and as one card in a notebook.

    Attributes:
        lesson: the lesson that they prepare for.
        asked: each question with its topic.
    """

    lesson: str
    asked: tuple[tuple[Topic, Question], ...]

    def __str__(self) -> str:
        numbered = list(enumerate(self.asked, 1))
        questions = [f"{number}. {question}" for number, (_, question) in numbered]
        answers = [
            f"{number}.\n{question.answer()}\n  taught in: {topic.where}"
            for number, (topic, question) in numbered
        ]
        return "\n\n".join([_intro(self.lesson), *questions, "Answers", *answers])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        before = f'<p style="margin:0.3em 0">{escape(_intro(self.lesson))}</p>'
        beyond = [f" <em>Taught in</em> {_linked(topic)}." for topic, _ in self.asked]
        questions = [question for _, question in self.asked]
        name = f"Ready for lesson {self.lesson}?"
        return questions_card(name, "#E69F00", questions, before, beyond, kind="racteach-placement")


def _intro(lesson: str) -> str:
    return (
        f"Ready for lesson {lesson}? These five are what it builds on. With four or five right, begin. "
        "Otherwise read first what the answers point to."
    )


def _linked(topic: Topic) -> str:
    address, words = topic.address, escape(topic.where)
    return f'<a href="{escape(address)}" style="color:inherit">{words}</a>' if address else words


@cache
def lesson_file(lesson: str) -> str:
    """Return the file name of a lesson's notebook; empty if it is not there."""
    found: list[Path] = sorted((course_root() / "lessons").glob(f"{lesson}_*.ipynb"))
    return found[0].name if found else ""


@cache
def _cell_of(file: str, place: str) -> str:
    """Return the id of the cell in which a heading stands: JupyterLab opens a notebook at it."""
    sources = read_sources(course_root() / "lessons" / file)
    return next((key for key, source in sources.items() if f"## {place}" in source.splitlines()), "")


@cache
def topics() -> dict[str, Topic]:
    """Return every topic by its name, those from before the course first."""
    found: dict[str, Topic] = dict(import_module("racteach.checks.topics.before").TOPICS)
    for lesson in numbers("topics"):
        for name, topic in import_module(f"racteach.checks.topics.lesson{lesson}").TOPICS.items():
            if name in found:
                raise ValueError(f"two topics are called {name!r}: rename the one of lesson {lesson}")
            found[name] = replace(topic, lesson=lesson)
    return found


@cache
def needs() -> dict[str, tuple[str, ...]]:
    """Return the names of the five topics that each lesson needs."""
    said: dict[str, str] = import_module("racteach.checks.topics").NEEDS
    return {lesson: tuple(names.split()) for lesson, names in said.items()}


def ready(lesson: str) -> Placement:
    """Return five questions on what a lesson needs; a wrong answer names where it is taught.

    Args:
        lesson: the lesson's two digits, from "01".

    Raises:
        ValueError: it is no lesson, or one that needs nothing of the course.

    >>> print(str(ready("05")).splitlines()[0][:20])
    Ready for lesson 05?
    """
    wanted = needs()
    if not isinstance(lesson, str) or lesson not in wanted:
        raise ValueError(
            f'there are no questions before lesson {lesson!r}: give two digits, as in ready("05"), '
            f"from {min(wanted)} to {max(wanted)}"
        )
    asked = []
    for number, name in enumerate(wanted[lesson], int(lesson)):
        topic = topics()[name]
        turn = sum(name in names for other, names in wanted.items() if other < lesson)
        asked.append((topic, _turned(topic.questions[turn % len(topic.questions)], number)))
    return Placement(lesson, tuple(asked))


def _turned(question: Question, by: int) -> Question:
    """Return the question with its answers moved on, so that the right one stands now here, now there."""
    first = by % len(question.options)
    return Question(question.text, *question.options[first:], *question.options[:first])
