"""Lessons: begin a new one, and write the README's table of them."""

from __future__ import annotations

from typing import Annotated

import typer

from racteach.commands.reporting import polite, the_clone

group = typer.Typer(
    no_args_is_help=True,
    epilog="Example: racteach lessons new 14 longer_memories",
    help="Begin a lesson, or write the README's table of lessons; in a clone only.",
)


@group.command(epilog="Example: racteach lessons new 14 longer_memories --title 'Longer memories'")
def new(
    number: Annotated[str, typer.Argument(metavar="NN", help="Two digits.")],
    slug: Annotated[str, typer.Argument(help="The rest of the file's name, such as longer_memories.")],
    title: Annotated[str, typer.Option(help="By default the slug as words.")] = "",
) -> None:
    """Begin a lesson: a notebook with all headings in their order, its questions and its turns."""
    from racteach import authoring

    root = the_clone("lessons are written")
    with polite():
        written = authoring.new_lesson(root, number, slug, title=title)
    names = [path.relative_to(root).as_posix() for path in written]
    typer.echo(
        f"wrote {', '.join(names)}\n\n"
        "Left to do:\n"
        f"1. {names[0]}: the text, at least two explorers and six cells tagged nbval-check-output;\n"
        f"2. {names[1]}: the questions;\n"
        f"3. {names[2]}: three to five turns, each with its cell in the text;\n"
        "4. link to it in the lesson before, its symbols in tests/notation.json, and what it needs in "
        "racteach/checks/topics/__init__.py;\n"
        f"5. `racteach exercises new {number}-NAME`, three to eight times;\n"
        "6. run it and store it, as CONTRIBUTING.md says;\n"
        "7. `racteach lessons table --write`."
    )


@group.command(epilog="Example: racteach lessons table --write")
def table(
    write: Annotated[bool, typer.Option("--write", help="Write it; else exit 1 if it is stale.")] = False,
) -> None:
    """Compare the README's table of lessons and its counts with the files, or write them."""
    from racteach import authoring

    root = the_clone("the README is written")
    with polite():
        if write:
            changed = authoring.write_readme(root)
            typer.echo("wrote README.md" if changed else "README.md is up to date")
            return
        stale = authoring.readme_text(root) != (root / "README.md").read_text(encoding="utf-8")
    typer.echo(
        "README.md differs: run `racteach lessons table --write`" if stale else "README.md is up to date"
    )
    raise typer.Exit(int(stale))
