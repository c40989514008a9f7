"""A lesson cut into slides: nothing of it is lost, and the teacher's plan stands where it is needed."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import nbformat
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "docs" / "site"))
import cutting
import pieces

ROOT = Path(__file__).resolve().parents[1]
LESSONS = sorted((ROOT / "lessons").glob("[0-9]*.ipynb"))


def words(text: str) -> list[str]:
    """Return the words of a text, without markup and formulas."""
    text = re.sub(r"\$\$.*?\$\$|\$[^$]*\$|\\[(\[].*?\\[)\]|<[^>]*>|\]\([^)]*\)", " ", text, flags=re.DOTALL)
    return re.findall(r"[a-z]{4,}", text.lower())


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.name[:2])
def test_slides_hold_the_whole_lesson(path: Path) -> None:
    columns = cutting.cut(path, lambda call: f"<i>explorer {call.key}</i>")
    slides = [slide for column in columns for slide in column]
    assert all(slide.parts for slide in slides), "an empty slide"
    shown = "\n".join("\n".join([slide.title, *slide.parts]) for slide in slides)
    cells = nbformat.read(path, as_version=4).cells
    said = []
    for cell in cells:
        if cell.cell_type == "markdown":
            text = re.sub(r"^\[(?:←|0\d|1\d).*$", "", cell.source, flags=re.MULTILINE)
            text = re.sub(
                r"<details><summary>(For teachers|[^<]*\((reading|optional)).*?</details>",
                "",
                text,
                flags=re.DOTALL,
            )
            said += words(text)
    kept = words(shown)
    assert [word for word in set(said) if kept.count(word) < said.count(word)] == []
    for call in cutting.calls(path):
        assert shown.count(f"<i>explorer {call.key}</i>") == 1
    outputs = [cell for cell in cells if cell.cell_type == "code" and cell.get("outputs")]
    asked = sum(shown.count(f'aria-label="Question {k}"') for k in range(1, 20))
    stored = [one.get("data", {}).get("text/html", "") for cell in outputs for one in cell.outputs]
    assert asked == sum(text.count('class="racteach-question"') for text in stored)
    assert "\n".join("".join(slide.notes) for slide in slides).count("<h4>Answer</h4><p>") >= asked
    assert re.findall(r'href="(?!https?:)[^"]*"', shown) == [], "a link that leads nowhere from a slide"
    assert shown.count("output") + shown.count("picture") + shown.count("racteach-quiz") >= len(
        outputs
    ) - len(cutting.calls(path))


@pytest.mark.parametrize("path", LESSONS[:-1], ids=lambda path: path.name[:2])
def test_every_step_of_the_plan_stands_beside_a_section(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    found = re.search(
        r"<summary>For teachers[^<]*</summary>\s*(.*?)(?:\n\n|</details>)", cells[-2].source, re.DOTALL
    )
    assert found
    columns = cutting.cut(path, lambda call: "explorer")
    beside = [note for column in columns[1:] for slide in column for note in slide.notes]
    for step in found[1].strip().split(" · "):
        step = pieces.render_inline(step.strip())
        assert any(step in note for note in beside), f"{step!r} stands beside no section"
