"""*Your turn* cells: the lesson asks, a right value passes, each slip is named, nonsense gets a sentence."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import racteach as rt
from racteach.authoring.files import read_notebook
from racteach.checks import registry, your_turn
from tests.notebook_rules import notebook_problems

ROOT = Path(__file__).parent.parent
TURNS = {name: turn for lesson in your_turn.LESSONS for name, turn in your_turn.lesson_turns(lesson).items()}
SLIPS = [(name, number) for name, turn in TURNS.items() for number in range(len(turn.slips))]


def lesson_of(number: str) -> Path:
    return next((ROOT / "lessons").glob(f"{number}_*.ipynb"))


def asked_in(number: str) -> list[str]:
    sources = [cell.source for cell in read_notebook(lesson_of(number)).cells if cell.cell_type == "code"]
    return [source.split('"')[1] for source in sources if "rt.turn(" in source]


def plain(value: object) -> object:
    """The value as a student would write it."""
    return sorted(value) if isinstance(value, (set, frozenset)) else np.asarray(value).tolist()


@pytest.mark.parametrize("number", your_turn.LESSONS)
def test_a_lesson_asks_its_turns_in_their_order_three_to_five(number):
    names = list(your_turn.lesson_turns(number))
    assert names == asked_in(number)
    assert 3 <= len(names) <= 5


def test_lessons_ask_no_turn_that_is_not_there():
    for path in sorted((ROOT / "lessons").glob("*.ipynb")):
        assert set(asked_in(path.name[:2])) <= TURNS.keys()


def test_a_turn_has_a_name_that_no_task_and_no_prediction_has():
    assert not TURNS.keys() & {*registry.known(), *registry.predictions()}


@pytest.mark.parametrize("number", your_turn.LESSONS)
def test_what_a_lesson_stores_is_what_is_asked_today(number):
    cells = {cell.id: cell for cell in read_notebook(lesson_of(number)).cells}
    for name in your_turn.lesson_turns(number):
        card, (stored,) = rt.turn(name), cells[f"{name}-turn"].outputs
        assert stored.data["text/plain"] == str(card)
        assert stored.data["text/html"] == card._repr_html_()


@pytest.mark.parametrize("name", TURNS)
def test_three_dots_are_told_what_to_write_and_not_the_answer(name):
    card = rt.turn(name, ...)
    assert card.state == "your turn" and card.text.startswith(TURNS[name].asks)
    assert TURNS[name].adds not in str(card)
    assert [fold for fold, _ in card.folds] == ["Hint", "Answer"]
    assert "<details" in card._repr_html_() and "script" not in card._repr_html_()


@pytest.mark.parametrize("name", TURNS)
def test_the_right_value_passes_in_every_form(name):
    truth = TURNS[name].truth()
    value = plain(truth)
    forms = [truth, value, np.array(value), np.array(value, dtype=float)]
    forms += (
        [tuple(value), [Fraction(item) for item in value]] if isinstance(value, list) else [Fraction(value)]
    )
    for form in forms:
        card = rt.turn(name, form)
        assert (card.state, card.text) == ("right", TURNS[name].adds), form


@pytest.mark.parametrize(("name", "number"), SLIPS)
def test_every_slip_gets_its_own_sentence(name, number):
    slip = TURNS[name].slips[number]
    card = rt.turn(name, plain(slip.value()))
    assert (card.state, card.text) == ("not yet", slip.says)


@pytest.mark.parametrize("name", TURNS)
def test_another_wrong_value_gets_the_hint(name):
    turn = TURNS[name]
    truth = turn.truth()
    if turn.holds is not None:
        pytest.skip("several values are right: its own test below")
    wrong = [9973] if isinstance(truth, set) else (np.asarray(truth) + 1000).tolist()
    card = rt.turn(name, wrong)
    assert (card.state, card.text) == ("not yet", turn.hint)


@pytest.mark.parametrize("name", TURNS)
@pytest.mark.parametrize(
    "value",
    [None, "3", b"3", True, 1j, {}, object(), print, math.nan, math.inf, -math.inf, [[1, 2], [3, 4]], [],
     10**400, [None], ["a", "b"], [math.nan, 1.0], np.zeros((2, 2, 2)), np.array(["x"]), [[1], [2, 3]]],
    ids=lambda value: repr(value)[:20],
)  # fmt: skip
def test_nonsense_gets_one_sentence(name, value):
    card = rt.turn(name, value)
    assert card.state == "no answer"
    assert card.text.endswith(".") and "\n" not in card.text and len(card.text) < 200


@pytest.mark.parametrize("name", ["", "99-x", "02", "02-nothing", None, 7, ["02-sum"]])
def test_an_unknown_name_gets_one_sentence(name):
    card = rt.turn(name, 3)
    assert card.state == "no answer" and card.text.startswith("There is no turn of this name; ")


@pytest.mark.parametrize(("steps", "state"), [
    ((0, 2), "right"), ([3, 0], "right"), ((1, 2), "right"), ((0, 1), "not yet"), ((1, 0), "not yet"),
    ((0, 0), "no answer"), ((0, 4), "no answer"), ((-1, 0), "no answer"), ((0.5, 1), "no answer"),
])  # fmt: skip
def test_a_turn_with_several_right_values_takes_each_of_them(steps, state):
    assert rt.turn("03-split", steps).state == state


def test_texts_are_escaped():
    assert "<b>" not in your_turn.turn("<b>x</b>")._repr_html_()


def test_the_notebook_rules_know_a_turn_that_was_filled_in(tmp_path):
    folder = tmp_path / "lessons"
    folder.mkdir()
    text = lesson_of("02").read_text(encoding="utf-8")
    path = folder / lesson_of("02").name
    path.write_text(text, encoding="utf-8")
    assert notebook_problems(path) == []
    path.write_text(
        text.replace('"mine = ...  # your turn: the least K', '"mine = 2  # the least K'), encoding="utf-8"
    )
    assert [problem for problem in notebook_problems(path) if "02-near-turn: a turn has two lines" in problem]
