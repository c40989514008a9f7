"""Every notebook of the course keeps the notebook rules."""

from pathlib import Path

import pytest

from tests.notebook_rules import notebook_problems

ROOT = Path(__file__).parent.parent
FOLDERS = ("lessons", "solutions", "exercises")
NOTEBOOKS = sorted(path for folder in FOLDERS for path in (ROOT / folder).glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_notebook_rules(path: Path) -> None:
    assert notebook_problems(path) == []


def test_solutions_and_exercises_come_in_pairs() -> None:
    names = {path.name for path in NOTEBOOKS if path.parent.name == "solutions"}
    assert names
    assert names == {path.name for path in NOTEBOOKS if path.parent.name == "exercises"}
    assert names <= {path.name for path in NOTEBOOKS if path.parent.name == "lessons"}
