"""A student project: the guess and its seed, and what `racteach project check` looks at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import racteach as rt
from racteach import authoring
from racteach.certificates.project import ROWS, row_of
from racteach.certificates.project_check import check_project
from racteach.cli import main

FITTED = [(3, 2, 2, 2, 3), (3, 2, 2, 2, 4), (2, 2, 2, 1, 5)]
HELD_BACK = {(3, 2, 2, 2, 5): 132, (2, 2, 2, 1, 6): 9}
WORDS = "With a start of two steps the rank is a cubic in the steps of the end, from three on."
PAGE = "We looked at a start of two steps, and guessed a cubic. " * 15


def call(words: str = WORDS, *, fitted=FITTED, held_back=HELD_BACK, known=(), question="G", more="") -> str:
    return (
        f"guess = rt.Guess({question!r}, {words!r}, fitted={fitted!r}, held_back={held_back!r}, "
        f"known={list(known)!r}{more})"
    )


def write(folder: Path, guess: str, page: str = PAGE) -> Path:
    cells = [("code", "import racteach as rt"), ("code", guess), ("markdown", "## Half a page\n\n" + page)]
    content = {"cells": [{"cell_type": kind, "source": [text]} for kind, text in cells]}
    path = folder / "project.ipynb"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def guess_of(text: str) -> rt.Guess:
    names: dict = {"rt": rt}
    exec(text, names)
    return names["guess"]


@pytest.fixture(scope="module")
def finished(tmp_path_factory) -> Path:
    """A whole project: its sizes are in no atlas."""
    folder = tmp_path_factory.mktemp("whole")
    guess = guess_of(call())
    for row in (*guess.fitted, *guess.held_back):
        guess.certify(row, folder / ROWS)
    write(folder, call())
    return folder


@pytest.fixture
def project(finished, tmp_path) -> Path:
    """A copy of it that a test may spoil."""
    for file in finished.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def faults(path: Path) -> dict[str, str]:
    return {finding.what: finding.said for finding in check_project(path).findings if not finding.passed}


def test_a_whole_project_is_complete_and_its_outcome_is_told(project):
    report = check_project(project)
    assert report and faults(project) == {} and str(report).startswith("complete")
    assert "(3, 2, 2, 2, 5) guessed 132, found 132" in report.outcome
    assert "(2, 2, 2, 1, 6) guessed 9, found 8, differs" in report.outcome  # a guess that failed is no fault
    assert check_project(project / "project.ipynb") == report


@pytest.mark.parametrize("words", [WORDS + " Really.", WORDS.replace("cubic", "quartic")])
def test_a_guess_that_was_changed_afterwards_is_noticed(project, words):
    write(project, call(words))
    assert list(faults(project)) == ["order"]


def test_a_prediction_that_was_changed_afterwards_is_noticed(project):
    write(project, call(held_back={**HELD_BACK, (2, 2, 2, 1, 6): 7}))
    assert list(faults(project)) == ["order"]


def test_line_breaks_in_the_guess_change_nothing():
    assert guess_of(call(WORDS.replace(" ", "\n  "))).seed == guess_of(call()).seed


def test_a_certificate_that_claims_too_much_is_noticed(project):
    lines = (project / ROWS).read_text(encoding="utf-8").splitlines()
    fields = json.loads(lines[-1])
    fields["lower_bound"] += 1
    (project / ROWS).write_text("\n".join([*lines[:-1], json.dumps(fields), ""]), encoding="utf-8")
    assert list(faults(project)) == ["certificates"]


def test_a_missing_certificate_and_a_missing_file_are_named(project):
    lines = (project / ROWS).read_text(encoding="utf-8").splitlines()
    (project / ROWS).write_text("\n".join([*lines[1:], ""]), encoding="utf-8")
    assert faults(project)["certificates"].startswith("none for (3, 2, 2, 2, 3)")
    (project / ROWS).unlink()
    assert faults(project)["certificates"].startswith("there is no file rows.jsonl")


def test_rows_that_are_none_are_named(project):
    (project / ROWS).write_text("no certificate\n", encoding="utf-8")
    assert "line 1" in faults(project)["certificates"] or ROWS in faults(project)["certificates"]


def test_a_size_that_ships_with_the_course_must_be_said_to(project):
    shipped = next(row_of(row) for row in rt.load_atlas() if row.templates == "generic" and row.length == 8)
    write(project, call(fitted=[*FITTED, shipped]))
    assert faults(project)["new sizes"].startswith(f"known=[{shipped}] must be said")
    write(project, call(fitted=[*FITTED, shipped], known=[shipped]))
    assert "new sizes" not in faults(project)


@pytest.mark.parametrize(("words", "right"), [(149, False), (150, True), (400, True), (401, False)])
def test_half_a_page_has_its_words(project, words, right):
    write(project, call(), "<!-- what to write -->\n" + "word " * words + "\n\n# Appendix\n\nmore words")
    assert ("half a page" not in faults(project)) == right


def test_too_few_sizes_are_noticed(project):
    write(project, call(fitted=FITTED[:2], held_back=dict(list(HELD_BACK.items())[:1])))
    assert {"sizes fitted", "held back"} <= faults(project).keys()


@pytest.mark.parametrize(
    ("guess", "said"),
    [
        ("", "calls rt.Guess 0 times"),
        (call() + "\n" + call(), "calls rt.Guess 2 times"),
        ("guess = rt.Guess(", "not valid Python"),
        (call().replace(repr(WORDS), "..."), "is not written yet"),
        (call().replace(repr(WORDS), "str(1)"), "without computing"),
        (call("Too short."), "has 2 words: write 10 to 150"),
        (call(question="Z"), "a letter from A to G"),
        (call(question=""), "a letter from A to G"),
        (call(fitted=[(3, 2, 2, 4)]), "a size is (L, M, R"),
        (call(fitted=[(3, 2, 2, 0, 4)]), "the start's steps"),
        (call(fitted=7), "fitted must be a list"),
        (call(held_back=[1]), "held_back must be a dictionary"),
        (call(held_back={FITTED[0]: 44}), "both fitted and held back"),
        (call(held_back={(3, 2, 2, 2, 5): "many"}), "the rank guessed for"),
        (call(more=", templates=3"), "templates must be"),
        (call(more=", colour=3"), "does not take this"),
        ("guess = rt.Guess(**{})", "no ** in rt.Guess"),
    ],
)
def test_what_is_no_guess_gets_one_sentence(project, guess, said):
    write(project, guess)
    assert said in faults(project)["guess"] and "\n" not in faults(project)["guess"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cells": 3}', '{"cells": [3]}', "\x00", "[" * 10_000])
def test_what_is_no_notebook_gets_one_sentence(tmp_path, text, capsys):
    (tmp_path / "project.ipynb").write_text(text, encoding="utf-8")
    assert main(["project", "check", str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert "cannot be read as a notebook" in error and error.count("\n") == 1


def test_no_notebook_or_two_get_one_sentence(tmp_path, capsys):
    for content, said in (((), "holds 0 notebooks"), (("a.ipynb", "b.ipynb"), "holds 2 notebooks")):
        for name in content:
            (tmp_path / name).write_text("{}", encoding="utf-8")
        assert main(["project", "check", str(tmp_path)]) == 2
        assert said in capsys.readouterr().err
    assert main(["project", "check", str(tmp_path / "nowhere")]) == 2
    assert "there is no notebook and no folder" in capsys.readouterr().err


def test_a_new_project_says_what_is_left_and_is_never_written_over(tmp_path, capsys):
    folder = tmp_path / "mine"
    assert main(["project", "new", str(folder)]) == 0
    assert main(["project", "check", str(folder)]) == 1
    out = capsys.readouterr().out
    assert "the guess is not written yet" in out and "half a page: 0 words" in out
    assert main(["project", "new", str(folder)]) == 2
    assert "holds project.ipynb already" in capsys.readouterr().err
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ValueError, match="is a file"):
        authoring.new_project(tmp_path / "file")


def test_a_size_that_the_guess_does_not_name_is_not_certified(tmp_path):
    with pytest.raises(ValueError, match="neither fitted nor held back"):
        guess_of(call()).certify((2, 2, 2, 2, 2), tmp_path / ROWS)


def test_the_document_shows_a_guess_that_is_one():
    text = (Path(__file__).parent.parent / "docs" / "project.md").read_text(encoding="utf-8")
    shown = text.split("```python\n")[1].split("```")[0]
    guess = guess_of(shown)
    assert len(guess.fitted) >= 3 and len(guess.held_back) >= 2
