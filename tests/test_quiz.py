"""Quizzes: what a reader without a kernel sees, and what must be declared. Keyboard: tests/browser."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

import racteach as rt
from racteach import checks
from racteach.checks import Option, Question, quizzes

ONE = Question("1 + 1 is", Option("2", "As `counted`.", right=True), Option("<3", "Too much."))
TWO = Question("Even", Option("2", "Yes.", right=True), Option("4", "Yes.", right=True), Option("5", "No."))
ALL = [(lesson, question) for lesson in quizzes.LESSONS for question in quizzes.lesson_questions(lesson)]


class Page(HTMLParser):
    """Collects elements and text, and checks that every element is closed."""

    def __init__(self, html):
        super().__init__()
        self.open, self.seen, self.text = [], [], ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in ("input", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "script" not in self.open:
            self.text += data


@pytest.mark.parametrize("lesson", quizzes.LESSONS)
def test_without_scripts_a_quiz_is_folds_that_say_everything(lesson):
    quiz = rt.quiz(lesson)
    page = Page(quiz._repr_html_())
    options = [option for question in quiz.questions for option in question.options]
    assert len([tag for tag, _ in page.seen if tag == "details"]) == len(options)
    assert len([tag for tag, _ in page.seen if tag == "summary"]) == len(options)
    assert "input" not in {tag for tag, _ in page.seen}, "nothing that needs a script is there without one"
    for option in options:
        assert option.explanation.replace("`", "") in page.text
    assert page.text.count("Right.") == sum(option.right for option in options)
    assert page.text.count("Not this one.") == sum(not option.right for option in options)


def test_texts_are_escaped_and_code_is_set():
    page = Page(rt.quiz(ONE)._repr_html_())
    assert "<3" in page.text
    assert "code" in {tag for tag, _ in page.seen}


def test_plain_text_puts_the_answers_at_the_end():
    text = str(rt.quiz(ONE, TWO))
    asked, answers = text.split("Answers")
    assert "a) 2" in asked and "counted" not in asked
    assert "2. Even (several answers)" in asked
    assert "b) wrong: Too much." in answers and answers.count("right:") == 3


def test_several_right_answers_are_announced():
    assert TWO.several and not ONE.several
    page = Page(rt.quiz(TWO)._repr_html_())
    assert "(several answers)" in page.text
    assert [dict(a)["data-several"] for _, a in page.seen if "data-several" in a] == ["1"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((Option("a", "x", right=True),), "needs right and wrong"),
        ((Option("a", "x"), Option("b", "x")), "needs right and wrong"),
        ((), "needs right and wrong"),
        ((Option("a", "x", right=True), Option("a", "y")), "must differ"),
        ((Option("a", "x", right=True), Option("b", " ")), "'b' of 'q' needs an explanation"),
    ],
)
def test_a_bad_question_is_refused(options, message):
    with pytest.raises(ValueError, match=message):
        Question("q", *options)


@pytest.mark.parametrize("what", [("99",), (3,), (None,), ()])
def test_an_unknown_quiz_gets_the_known_ones(what):
    with pytest.raises(ValueError, match="00, 01, 02, 03"):
        rt.quiz(*what)


@pytest.mark.parametrize(("lesson", "question"), ALL, ids=lambda value: str(value)[:30])
def test_every_question_of_a_lesson_explains_every_wrong_answer(lesson, question):
    assert all(len(option.explanation) > 5 for option in question.options)


def test_a_quiz_is_the_same_on_every_run():
    assert rt.quiz("03") == rt.quiz("03")
    assert rt.quiz("03")._repr_html_() == rt.quiz("03")._repr_html_()
    assert isinstance(rt.quiz("03"), checks.Quiz)
