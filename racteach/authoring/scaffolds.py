"""Begin an exercise or a lesson: every cell, id and tag as the course wants them, and stubs beside them."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nbformat import v4

from racteach.authoring import templates
from racteach.authoring.files import (
    CHECKED,
    OTHER_WAYS,
    Notebook,
    canonical,
    grade_id,
    is_tagged,
    notebook_text,
    read_notebook,
)

_TASK_ID = re.compile(r"(?P<lesson>\d\d)-[a-z][a-z0-9]*(-[a-z0-9]+)*")
_RESERVED = ("-statement", "-feedback", "-points", "-other-ways")
_SLUG = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_TITLE = re.compile(r"# (\d\d) · ([^\n]+)")


def new_exercise(
    root: str | Path,
    task_id: str,
    *,
    function: str = "",
    title: str = "",
    minutes: int = 15,
    difficulty: str = "core",
    points: int = 2,
) -> list[Path]:
    """Write the cells of a new task and the stubs of its two Python parts into a clone of the course.

    Args:
        root: the clone's folder.
        task_id: lesson and short name, such as "06-name".
        function: what to write, as "name" or "name(first, second)"; by default named after the id.
        title, minutes, difficulty, points: what stands above the statement.

    Returns:
        The files that were written: solutions notebook, hints, answer key.

    Raises:
        ValueError: the id is malformed or taken, the function is no signature, or there is no such lesson.
    """
    root = Path(root)
    found = _TASK_ID.fullmatch(task_id)
    if found is None or task_id.endswith(_RESERVED):
        raise ValueError(
            f"{task_id!r} is no exercise id: write two digits and a short name in small letters, "
            "such as 06-core, not ending in statement, feedback, points or other-ways"
        )
    number = found["lesson"]
    lesson = _lesson(root, number)
    name, parameters = _signature(function or task_id[3:].replace("-", "_"))
    unit = "point" if points == 1 else "points"
    words = task_id[3:].replace("-", " ")
    key = words.replace(" ", "_")
    said = {
        "id": task_id,
        "number": number,
        "name": name,
        "parameters": ", ".join(parameters),
        "key": f"key_{key}",
        "title": title or words.capitalize(),
        "minutes": minutes,
        "difficulty": difficulty,
        "points": f"{points} {unit}",
        "worth": f"{points} {unit}" if points else "optional, 0 points",
    }
    notebook_path = root / "solutions" / lesson.name
    notebook = _solutions(root, lesson, number, task_id)
    checks = root / "racteach" / "checks"
    tasks, answers = checks / "tasks" / f"lesson{number}.py", checks / "answers" / f"lesson{number}_{key}.py"
    hints = _text_or(tasks, templates.TASKS_FILE.format(number=number, title=_title(lesson)))
    taken = {cell.id for cell in notebook.cells} | {grade_id(cell) for cell in notebook.cells}
    if task_id in taken or f'"{task_id}"' in hints or answers.exists():
        raise ValueError(f"there is an exercise {task_id} already: choose another name")
    _insert(notebook, _task_cells(said, points))
    return _write({
        notebook_path: notebook_text(canonical(notebook)),
        tasks: _appended(hints, templates.TASK.format(**said), tasks),
        answers: templates.ANSWER_KEY.format(**said),
    })  # fmt: skip


def new_lesson(root: str | Path, number: str, slug: str, *, title: str = "") -> list[Path]:
    """Write a lesson's notebook from the template, its questions and its turns, into a clone of the course.

    Args:
        root: the clone's folder.
        number: two digits.
        slug: the rest of the file's name, small letters, digits and underscores.
        title: by default the slug as words.

    Raises:
        ValueError: number or slug is malformed, or there is a lesson of that number.
    """
    root = Path(root)
    if not re.fullmatch(r"\d\d", number):
        raise ValueError(f"{number!r} is no lesson number: write two digits, such as 14")
    if not _SLUG.fullmatch(slug):
        raise ValueError(
            f"{slug!r} is no name of a lesson: write small letters, digits and single underscores"
        )
    for path in sorted((root / "lessons").glob(f"{number}_*.ipynb")):
        raise ValueError(f"there is a lesson {number} already, {path.name}: choose another number")
    before = sorted(path for path in (root / "lessons").glob("[0-9][0-9]_*.ipynb") if path.name[:2] < number)
    back = f"[← {before[-1].name[:2]} {_title(before[-1])}]({before[-1].name}) · " if before else ""
    said = {
        "number": number, "title": title or slug.replace("_", " ").capitalize(),
        "navigation": f"{back}[exercise {number}](../exercises/{number}_{slug}.ipynb)",
    }  # fmt: skip
    cells = []
    for name, text in templates.LESSON_CELLS:
        make = v4.new_markdown_cell if text.startswith("#") else v4.new_code_cell
        tags = {"tags": [CHECKED]} if name.endswith("-turn") else {}
        cells.append(make(text.format(**said), id=f"{number}-{name}", metadata=tags))
    text = notebook_text(canonical(v4.new_notebook(cells=cells)))
    questions = root / "racteach" / "checks" / "questions" / f"lesson{number}.py"
    turns = root / "racteach" / "checks" / "turns" / f"lesson{number}.py"
    return _write({
        root / "lessons" / f"{number}_{slug}.ipynb": text,
        questions: _text_or(questions, templates.QUESTIONS_FILE.format(**said)),
        turns: _text_or(turns, templates.TURNS_FILE.format(**said)),
    })  # fmt: skip


def _lesson(root: Path, number: str) -> Path:
    found = sorted((root / "lessons").glob(f"{number}_*.ipynb"))
    if not found:
        raise ValueError(
            f"there is no lesson {number}: make it first with `racteach lessons new {number} SLUG`"
        )
    return found[0]


def _title(lesson: Path) -> str:
    first = read_notebook(lesson).cells[0].source
    match = _TITLE.match(first)
    if match is None:
        raise ValueError(f"lessons/{lesson.name}: its first cell must begin with `# NN · Title`")
    return match[2]


def _signature(function: str) -> tuple[str, tuple[str, ...]]:
    match = re.fullmatch(r"(\w+)(?:\(([\w, ]*)\))?", function)
    names = [match[1], *re.findall(r"\w+", match[2] or "")] if match else [""]
    if not all(name.isidentifier() and not keyword.iskeyword(name) for name in names):
        raise ValueError(
            f"{function!r} is no function: write a name, or a name with parameters as in f(x, y)"
        )
    return names[0], tuple(names[1:])


def _solutions(root: Path, lesson: Path, number: str, task_id: str) -> Notebook:
    """Return the lesson's solutions notebook, or the beginning of one."""
    path = root / "solutions" / lesson.name
    if path.exists():
        return read_notebook(path)
    said = {"number": number, "title": _title(lesson), "stem": lesson.stem}
    cells = [v4.new_markdown_cell(templates.NOTEBOOK_TITLE.format(**said), id="title")]
    for other in sorted((root / "solutions").glob("*.ipynb"))[:1]:
        for cell in read_notebook(other).cells:
            if cell.id == "how-it-works":
                cell.source = re.sub(r'rt\.hint\("[^"]*"\)', f'rt.hint("{task_id}")', cell.source)
                cells.append(cell)
    return v4.new_notebook(cells=[*cells, v4.new_code_cell(templates.IMPORTS, id="imports")])


def _task_cells(said: dict[str, Any], points: int) -> list[Notebook]:
    name = said["id"]
    common = {"schema_version": 3, "task": False}
    solution = {**common, "grade_id": name, "solution": True, "grade": False, "locked": False}
    graded = {**common, "grade_id": f"{name}-points", "solution": False, "grade": True, "locked": True}
    texts = {part: getattr(templates, part.upper()).format(**said) for part in
             ("statement", "solution", "feedback", "points", "other_ways")}  # fmt: skip
    return [
        v4.new_markdown_cell(texts["statement"], id=f"{name}-statement"),
        v4.new_code_cell(texts["solution"], id=name, metadata={"nbgrader": solution}),
        v4.new_code_cell(texts["feedback"], id=f"{name}-feedback", metadata={"tags": [CHECKED]}),
        v4.new_code_cell(
            texts["points"], id=f"{name}-points", metadata={"nbgrader": {**graded, "points": points}}
        ),
        v4.new_code_cell(texts["other_ways"], id=f"{name}-other-ways", metadata={"tags": [OTHER_WAYS]}),
    ]


def _insert(notebook: Notebook, cells: Iterable[Notebook]) -> None:
    """Put cells behind the last task, before what closes the notebook."""
    ends = [place for place, cell in enumerate(notebook.cells) if is_tagged(cell, OTHER_WAYS)]
    place = ends[-1] + 1 if ends else len(notebook.cells)
    notebook.cells[place:place] = cells


def _appended(text: str, item: str, path: Path) -> str:
    """Return a module's text with an item more in the tuple that ends it."""
    if not text.endswith("\n)\n"):
        raise ValueError(f"{path.name} must end with its tuple TASKS, one item below the other")
    return text[:-2] + item + ")\n"


def _text_or(path: Path, otherwise: str) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else otherwise


def _write(texts: dict[Path, str]) -> list[Path]:
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    return list(texts)
