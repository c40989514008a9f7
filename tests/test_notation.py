"""The notation table is data: no lesson uses a symbol that it does not hold, or before it says so."""

from pathlib import Path

import pytest

from racteach.authoring import read_notebook
from tests.notation import letters_of, load_notation, notation_table, write_notation

ROOT = Path(__file__).parent.parent
LESSONS = {path.name[:2]: path for path in sorted((ROOT / "lessons").glob("*.ipynb"))}
ROWS = load_notation()["rows"]


def used_in(lesson: str) -> set[str]:
    """The letters of a lesson's formulas, but for the notation table itself."""
    cells = [cell.source for cell in read_notebook(LESSONS[lesson]).cells if cell.cell_type == "markdown"]
    return set().union(*(letters_of(text) for text in cells if notation_table() not in text))


def first_uses() -> dict[str, str]:
    """The first lesson, in reading order, that uses each letter beyond its own local ones."""
    first: dict[str, str] = {}
    for lesson in LESSONS:
        for letter in used_in(lesson) - set(load_notation()["local"].get(lesson, [])):
            first.setdefault(letter, lesson)
    return first


def test_lesson_00_shows_the_table_as_it_is():
    texts = [cell.source for cell in read_notebook(LESSONS["00"]).cells]
    assert sum(notation_table() in text for text in texts) == 1


def test_every_letter_of_every_lesson_stands_in_the_table():
    known = {token for row in ROWS for token in row["tokens"]}
    assert first_uses().keys() - known == set()


def test_every_letter_is_first_used_where_the_table_says():
    declared: dict[str, str] = {}
    for row in ROWS:
        for token in row["tokens"]:
            declared[token] = min(declared.get(token, "99"), row["first"])
    found = first_uses()
    assert {token: found.get(token) for token in declared} == declared


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["symbol"])
def test_a_row_is_complete(row):
    assert row["first"] in LESSONS and row["meaning"].strip()
    assert letters_of(row["symbol"]) or not row["tokens"]
    assert row["name"] == "" or row["name"].startswith("`")


def test_local_letters_are_used_where_they_are_local():
    for lesson, letters in load_notation()["local"].items():
        assert set(letters) <= used_in(lesson)


def test_letters_are_found_and_words_are_not():
    assert letters_of(r"$$\underbrace{g_k}_{\text{start}}\,e_k$$ and $\mathrm{mc}(R, k)$") == {
        "g",
        "k",
        "e",
        "R",
        r"\mc",
    }


def test_the_table_replaces_the_one_that_stands_in_a_lesson(tmp_path):
    lesson = tmp_path / "lesson.ipynb"
    text = LESSONS["00"].read_text(encoding="utf-8")
    lesson.write_text(text.replace("number of time steps |", "nonsense |"), encoding="utf-8")
    write_notation(lesson)
    assert lesson.read_text(encoding="utf-8") == text
    with pytest.raises(ValueError, match="no notation table"):
        write_notation(LESSONS["01"])
