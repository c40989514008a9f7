"""Placement: what lessons need is taught before them, and a wrong answer says where."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import racteach as rt
from racteach.authoring.files import read_notebook
from racteach.checks import placement, quizzes
from tests.test_quiz import Page

ROOT = Path(__file__).parent.parent
LESSONS = {path.name[:2]: path for path in sorted((ROOT / "lessons").glob("[0-9]*.ipynb"))}
NEEDS = placement.needs()
TOPICS = placement.topics()


def headings(lesson: str) -> list[str]:
    cells = read_notebook(LESSONS[lesson]).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    return [line.lstrip("#").strip() for line in text.splitlines() if line.startswith("##")]


def test_every_lesson_but_the_first_names_five_topics():
    assert list(NEEDS) == list(LESSONS)[1:]
    for lesson, names in NEEDS.items():
        assert len(set(names)) == 5, lesson


@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_is_taught_under_a_heading_that_is_there(name):
    topic = TOPICS[name]
    if topic.lesson:
        assert topic.place in headings(topic.lesson)
        assert not topic.link
    else:
        assert topic.link.startswith("https://")


@pytest.mark.parametrize("lesson", NEEDS)
def test_what_a_lesson_needs_is_taught_before_it(lesson):
    assert all(TOPICS[name].lesson < lesson for name in NEEDS[lesson])


def test_every_topic_is_needed_and_asks_each_of_its_questions():
    wanted = Counter(name for names in NEEDS.values() for name in names)
    assert wanted.keys() == TOPICS.keys()
    asked = {question.text for lesson in NEEDS for _, question in rt.ready(lesson).asked}
    assert asked == {question.text for topic in TOPICS.values() for question in topic.questions}


def test_placement_asks_what_no_lesson_asks():
    own = {question.text for lesson in quizzes.LESSONS for question in quizzes.lesson_questions(lesson)}
    assert own.isdisjoint(question.text for topic in TOPICS.values() for question in topic.questions)


def test_the_right_answer_has_no_favourite_place():
    places = Counter(
        [option.right for option in question.options].index(True)
        for lesson in NEEDS
        for _, question in rt.ready(lesson).asked
    )
    assert max(places.values()) < 0.5 * sum(places.values())


@pytest.mark.parametrize("lesson", NEEDS)
def test_without_scripts_every_wrong_answer_says_where_it_is_taught_and_the_right_one_does_not(lesson):
    placed = rt.ready(lesson)
    page = Page(placed._repr_html_())
    wrong = Counter()
    for topic, question in placed.asked:
        wrong[topic.address] += len(question.options) - 1
        assert topic.where in page.text
    links = Counter(attributes["href"] for tag, attributes in page.seen if tag == "a")
    assert links == wrong
    assert page.text.count("Taught in") == sum(wrong.values())
    assert page.text.count("Right.") == 5


@pytest.mark.parametrize("lesson", NEEDS)
def test_a_link_leads_to_the_cell_with_the_heading(lesson):
    for topic, _ in rt.ready(lesson).asked:
        if topic.lesson:
            file, _, cell = topic.address.partition("#cell-id=")
            cells = {cell.id: cell.source for cell in read_notebook(ROOT / "lessons" / file).cells}
            assert f"## {topic.place}" in cells[cell].splitlines()


def test_plain_text_names_the_sections_behind_the_questions():
    asked, answers = str(rt.ready("05")).split("Answers")
    assert "taught in" not in asked and answers.count("taught in: ") == 5
    assert "taught in: lesson 02, section 5. How far from fewer terms?" in answers


@pytest.mark.parametrize("lesson", ["99", "00", 5, "5", None, ["05"], "../05"])
def test_bad_input_gets_one_sentence(lesson):
    with pytest.raises(ValueError, match=r"^there are no questions before lesson .*from 01 to 13$"):
        rt.ready(lesson)


def test_a_topic_needs_a_question_with_one_right_answer():
    with pytest.raises(ValueError, match="one right answer"):
        placement.Topic("nowhere", ())


def offered(lesson: str) -> bool:
    goals = next(cell.source for cell in read_notebook(LESSONS[lesson]).cells if cell.id == f"{lesson}-goals")
    return f'`rt.ready("{lesson}")`' in goals


def test_every_lesson_offers_its_own_questions_where_it_says_what_it_needs():
    assert all(offered(lesson) for lesson in NEEDS)
