"""Begin a student project: a notebook with its three stages."""

from __future__ import annotations

from pathlib import Path

from nbformat import v4

from racteach.authoring.files import canonical, notebook_text

#: The cells, in order: id, and text or code.
CELLS = (
    (
        "title",
        "# A project: one open question\n\nThree stages of about two hours. Lesson 13 has the "
        "questions, and "
        "`racteach project check .` says what is left to do. Give this notebook and `rows.jsonl` "
        "to your teacher.",
    ),
    (
        "stage-1",
        "## Stage 1: a question and a guess\n\nChoose a question of lesson 13, A to G, and sizes "
        "that take seconds: "
        "the cost grows with the cube of the rank. Look at three sizes or more. Then guess what "
        "comes next, "
        "in words and in numbers. *What would make you give the guess up?*",
    ),
    ("imports", "import racteach as rt"),
    (
        "look",
        "# Look at small sizes first: depth, features, channels, steps of the start, steps of the end.\n"
        "for depth, input_dim, channels, start, end in [(3, 2, 2, 2, 3)]:  # yours\n"
        "    found = rt.separation_rank(depth, input_dim, channels, start + end, split=start)\n"
        "    print((depth, input_dim, channels, start, end), found.lower_bound, "
        "found.upper_bound, found.verdict)",
    ),
    (
        "guess",
        "guess = rt.Guess(\n"
        '    "G",  # the question\n'
        "    ...,  # the guess, in 10 to 150 words\n"
        "    fitted=[],  # at least three sizes that you looked at\n"
        "    held_back={},  # at least two sizes that nobody looked at, each with the rank that "
        "the guess says\n"
        '    templates="generic",  # or "one-hot" for letters\n'
        "    known=[],  # those of your sizes that ship with the course\n"
        ")\n"
        "guess",
    ),
    (
        "stage-2",
        "## Stage 2: certified rows\n\nThe guess gives a seed, and every row below is certified "
        "with it. So whoever "
        "reads your rows knows that the guess stood before them. If you change a word of it now, "
        "the rows held back "
        "have to be certified again, and the half page says what you changed.",
    ),
    (
        "rows",
        "for size in (*guess.fitted, *guess.held_back):\n"
        "    row = guess.certify(size)\n"
        '    print(size, row.lower_bound, row.verdict, guess.held_back.get(size, ""))',
    ),
    (
        "stage-3",
        "## Stage 3: what you found\n\nA rank modulo a prime proves *at least*. Which of your "
        "numbers are proved, "
        "which are conjectured, and what was refuted?",
    ),
    (
        "half-page",
        "## Half a page\n\n<!-- 150 to 400 words: the question; the guess, and where it came "
        "from; what the rows "
        "held back said; what is proved and what is not; what would settle it; what you would try "
        "next. -->",
    ),
)


def new_project(folder: str | Path) -> Path:
    """Write the notebook of a new project into a folder, which is made if it is not there.

    Returns:
        The notebook's path.

    Raises:
        ValueError: the folder is a file, or holds a notebook or rows already.
    """
    folder = Path(folder)
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder} is a file: name a folder for the project")
    for path in (*sorted(folder.glob("*.ipynb")), *folder.glob("rows.jsonl")):
        raise ValueError(f"{folder} holds {path.name} already: name another folder, nothing was written")
    cells = []
    for name, text in CELLS:
        make = (
            v4.new_markdown_cell
            if name in ("title", "half-page") or name[:5] == "stage"
            else v4.new_code_cell
        )
        cells.append(make(text, id=name))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "project.ipynb"
    path.write_bytes(notebook_text(canonical(v4.new_notebook(cells=cells))).encode())
    return path
