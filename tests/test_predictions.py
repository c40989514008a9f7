"""Predictions: kept before the truth is known, shown beside it, and never a task."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

import racteach as rt
from racteach.authoring import read_notebook
from racteach.checks import predicting, records, registry
from racteach.checks.curves import two_curves
from racteach.checks.written import NotWritten, notebook_of, read_prediction
from tests.test_checks_fuzz import FEW, ODD

ROOT = Path(__file__).parent.parent
ALL = registry.predictions()


@pytest.fixture
def student(tmp_path, monkeypatch):
    """A student's folder, with the kernel in its exercises."""
    (tmp_path / records.FOLDER).mkdir()
    (tmp_path / "exercises").mkdir()
    monkeypatch.chdir(tmp_path / "exercises")
    return tmp_path / records.FOLDER / records.FILE


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    """A folder where nothing is kept, and a session that has seen nothing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(predicting, "_said", {})
    monkeypatch.setattr(records, "progress_file", lambda: None)


def guess(name):
    """A prediction that nobody would make."""
    return [0.5 + k for k in range(len(ALL[name].labels))]


@pytest.mark.parametrize("name", ALL)
def test_a_prediction_stands_in_its_notebook_and_is_no_task(name):
    assert name not in registry.known()
    title, minutes = read_prediction(notebook_of(name[:2]), name)
    assert title and 1 <= minutes <= 10
    for folder in ("solutions", "exercises"):
        (path,) = (ROOT / folder).glob(f"{name[:2]}_*.ipynb")
        cells = {cell.id: cell for cell in read_notebook(path).cells if cell.id.startswith(name)}
        assert list(cells) == [f"{name}-statement", name]
        assert cells[name].source == f'rt.predict("{name}", ...)'
        assert all("nbgrader" not in cell.metadata for cell in cells.values())
        for label in ALL[name].labels:
            assert label in cells[f"{name}-statement"].source.replace("$", "")


@pytest.mark.parametrize("name", ALL)
def test_the_truth_is_computed_and_stands_nowhere(name):
    truth = [float(value) for value in ALL[name].truth()]
    assert len(truth) == len(ALL[name].labels) and np.isfinite(truth).all()
    shown = [predicting.number(value) for value in truth]
    (statement,) = (
        cell.source for cell in read_notebook(notebook_of(name[:2])).cells if cell.id == f"{name}-statement"
    )
    source = (ROOT / "racteach" / "checks" / "predictions" / f"lesson{name[:2]}.py").read_text("utf-8")
    listed = re.compile(r"\D+".join(map(re.escape, shown)))
    assert not listed.search(statement + ALL[name].because) and not listed.search(source)


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_shown_to_who_has_not_said_anything(name, monkeypatch):
    def asked():
        raise AssertionError("the truth was computed")

    monkeypatch.setitem(ALL, name, ALL[name].__class__(**{**vars(ALL[name]), "truth": asked}))
    for card in (rt.predict(name), rt.predict(name, ...), rt.predict(name, None), rt.predict(name, "4")):
        assert card.status in ("not started", "error") and card.truth == ()
        assert all(label in card.message for label in ALL[name].labels)
    assert rt.predict(name, [1.0] * (len(ALL[name].labels) + 1)).status == "error"
    assert rt.predict(name, [np.nan] * len(ALL[name].labels)).status == "error"


def test_a_prediction_is_kept_before_the_truth_is_computed(student, monkeypatch):
    name = next(iter(ALL))
    seen = []

    def truth():
        seen.append(records.read_predictions(student))
        raise RuntimeError

    monkeypatch.setitem(ALL, name, ALL[name].__class__(**{**vars(ALL[name]), "truth": truth}))
    card = rt.predict(name, guess(name))
    assert seen == [{name: guess(name)}]
    assert card.status == "error" and "is kept" in card.message


@pytest.mark.parametrize("name", ALL)
def test_the_first_one_stays_and_both_are_shown(name, student):
    first = rt.predict(name, guess(name))
    assert first.status == "predicted" and list(first.first) == guess(name)
    assert first.notes == ()
    second = rt.predict(name, first.truth)
    assert second.first == first.first and second.truth == first.truth
    assert "Your first prediction stays" in second.notes[0]
    text = str(second)
    for label, said, so in zip(ALL[name].labels, first.first, first.truth, strict=True):
        assert label in text and predicting.number(said) in text and predicting.number(so) in text
    html = second._repr_html_()
    assert ALL[name].because.split(".")[0] in text
    assert ('<svg role="img"' in html) == (len(ALL[name].labels) >= 4)
    (row,) = [row for row in rt.progress().predictions if row.task == name]
    assert (row.state, list(row.said)) == ("predicted", guess(name))
    assert row.times in str(rt.progress()) and row.times in rt.progress()._repr_html_()


def test_it_is_no_task_in_progress(student):
    before = str(rt.progress()).split("Lesson ")
    name = next(iter(ALL))
    rt.predict(name, guess(name))
    after = str(rt.progress()).split("Lesson ")
    assert [text.split("\n")[0] for text in before] == [text.split("\n")[0] for text in after]
    assert records.read(student) == {} and before != after


def test_without_a_folder_it_is_kept_for_the_session(nowhere):
    name = next(iter(ALL))
    card = rt.predict(name, guess(name))
    assert "for this session only" in card.notes[-1]
    assert list(rt.predict(name, card.truth).first) == guess(name)


def test_a_right_prediction_is_called_so(nowhere):
    for name in ALL:
        card = rt.predict(name, ALL[name].truth())
        assert card.message.startswith("You said so.")
        assert "≠" not in str(card)


def test_a_prediction_within_a_twentieth_is_nearly_right(nowhere):
    card = rt.predict(
        "12-guess",
        [
            value * factor
            for value, factor in zip(ALL["12-guess"].truth(), (1.04, 0.96, 1.2, 0.5), strict=True)
        ],
    )
    assert card.message.startswith("Near what is so: 2 of 4.") and str(card).count("≠") == 2


def test_where_all_is_at_least_1_what_is_above_counts():
    asked = ALL["10-guess"]
    for so in asked.truth():
        assert asked.agrees(1 + 0.6 * (so - 1), so) and not asked.agrees(1 + 2 * (so - 1), so)
        assert not asked.agrees(1, so)


def test_a_damaged_file_disturbs_no_prediction(student):
    student.write_bytes(b"no database" * 1000)
    name = next(iter(ALL))
    assert rt.predict(name, guess(name)).status == "predicted"


def test_what_was_kept_for_another_question_is_let_be(student):
    name = next(iter(ALL))
    records.keep_prediction(name, [1.0] * 99, student)
    assert list(rt.predict(name, guess(name)).first) == guess(name)


@pytest.mark.parametrize("name", ["05-nothing", 3, None, "05-run"])
def test_an_unknown_one_is_refused(name):
    card = rt.predict(name, [1])
    assert card.status == "error" and all(known in card.message for known in ALL)


@FEW
@given(value=ODD)
def test_whatever_is_given_gets_a_card(value):
    for name in ALL:
        card = predicting._read(ALL[name], value)
        assert isinstance(card, list) or (str(card) and card._repr_html_())
    assert str(rt.predict(value, value))


def test_a_broken_statement_is_named(tmp_path):
    path = tmp_path / "exercises" / "05_x.ipynb"
    path.parent.mkdir()
    cell = {"id": "05-guess-statement", "source": ["## Title\n\nNothing\n\nMore"]}
    path.write_text(json.dumps({"cells": [cell]}))
    with pytest.raises(NotWritten, match="05-guess-statement: it must begin with a heading"):
        read_prediction(path, "05-guess")


def test_a_picture_says_all_its_numbers_and_keeps_to_its_frame():
    picture = two_curves(["a", "b<", "c"], [1, 10, 0], [2, 300, 40], logarithmic=True)
    assert "b&lt;: you said 10, it is 300" in picture
    ups = [float(y) for y in re.findall(r'c?y="([\d.]+)"', picture)]
    assert min(ups) >= 0 and max(ups) <= 190
    circles = [float(y) for y in re.findall(r'cy="([\d.]+)"', picture)]
    assert circles[2] < circles[3] < circles[1], "larger is higher, and the key comes first"
