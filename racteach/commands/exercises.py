"""Exercises: build them from their solutions, list them, begin a new one."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from racteach.commands.reporting import polite, the_clone


class Difficulty(StrEnum):
    """How hard an exercise is."""

    WARM_UP = "warm-up"
    CORE = "core"
    STRETCH = "stretch"


group = typer.Typer(
    no_args_is_help=True,
    epilog="Example: racteach exercises build --check",
    help="Build the exercises from their solutions, list them, or begin a new one.",
)


@group.command(epilog="Example: racteach exercises build --check")
def build(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 on a difference.")] = False,
) -> None:
    """Write exercises/ from solutions/: the answers taken out, everything else the same."""
    from racteach import authoring

    root = the_clone("exercises are built")
    if check:
        differences = authoring.check(root / "solutions", root / "exercises")
        for difference in differences:
            typer.echo(difference)
        typer.echo(
            "exercises/ differs: run `racteach exercises build`"
            if differences
            else "exercises/ is up to date"
        )
        raise typer.Exit(int(bool(differences)))
    changed = authoring.build(root / "solutions", root / "exercises")
    for path in changed:
        typer.echo(f"wrote {path}")
    if not changed:
        typer.echo("exercises/ is up to date")


@group.command(epilog="Example: racteach exercises new 06-name --function 'train_cores(circuit, length)'")
def new(
    task_id: Annotated[str, typer.Argument(metavar="ID", help="Lesson and short name, such as 06-name.")],
    function: Annotated[str, typer.Option(help="What to write: a name, or a name with parameters.")] = "",
    title: Annotated[str, typer.Option(help="A few words.")] = "",
    minutes: Annotated[int, typer.Option(min=1)] = 15,
    difficulty: Annotated[Difficulty, typer.Option()] = Difficulty.CORE,
    points: Annotated[int, typer.Option(min=0)] = 2,
) -> None:
    """Begin an exercise in a clone: its cells in solutions/, and stubs of all that it needs."""
    from racteach import authoring

    root = the_clone("exercises are written")
    with polite():
        written = authoring.new_exercise(
            root,
            task_id,
            function=function,
            title=title,
            minutes=minutes,
            difficulty=difficulty,
            points=points,
        )
        authoring.build(root / "solutions", root / "exercises")
    names = [path.relative_to(root).as_posix() for path in written]
    typer.echo(
        f"wrote {', '.join(names)}, and built exercises/\n\n"
        "Left to do:\n"
        f"1. {names[0]}: title, statement, docstring; the answer, and two other ways or more, "
        "where it raises NotImplementedError;\n"
        f"2. {names[1]}: hints, the next step, and what is forbidden;\n"
        f"3. {names[2]}: inputs, the reference, two to five mistakes;\n"
        "4. `racteach exercises build`, run the solutions notebook, `racteach lessons table --write`;\n"
        "5. `python -m pytest tests/test_exercises.py`, and the rest of CONTRIBUTING.md."
    )


@group.command("list", epilog="Example: racteach exercises list --json")
def list_exercises(
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of objects.")] = False,
) -> None:
    """List every task and prediction: minutes, difficulty, points, and with --json the known mistakes."""
    import dataclasses
    import json

    from racteach.checks import exercise_list, prediction_list

    rows = sorted([*prediction_list(), *exercise_list()], key=lambda row: row.lesson)
    if as_json:
        typer.echo(json.dumps([dataclasses.asdict(row) for row in rows], indent=1))
        return
    for row in rows:
        typer.echo(str(row))
